"""The characters that stand beside status colours, so that a status can be read without colour."""

MARKS = {"good": "●", "warn": "▲", "bad": "■"}
"""The character of each status, by the role of its colour in the theme."""
EMPTY = "○"
"""The character beside the name of what is still open, whose square is empty."""
