"""Widths, line breaks and scripts of text, from font metrics that ship with kamdeck: the same on every machine."""
