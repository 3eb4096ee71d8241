"""Writes typeset pages and flows as native Office files; each medium has a package."""
