"""The characters that stand beside status colours, so that a status can be read without colour."""

MARKS = {"good": "●", "warn": "▲", "bad": "■"}
"""By the role of the status in the theme."""
