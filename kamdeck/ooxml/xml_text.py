"""Escape text for XML 1.0 markup, without the characters that XML does not allow."""

import re

from kamdeck.late_pattern import late_pattern

# Everything outside the Char production of XML 1.0 (section 2.2): most control characters, lone surrogates, FFFE, FFFF.
_FORBIDDEN = late_pattern("[\x00-\x08\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Office reads _x0041_ in cells and in some markup as the character of that number (ECMA-376 part 1, 22.9.2.19).
_ENCODED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_PLAIN = re.compile("[^\x00-\x08\x0b-\x1f&<>\ud800-\udfff\ufffe\uffff]*").fullmatch
_BARE = re.compile("[^\x00-\x1f&<>\"'\ud800-\udfff\ufffe\uffff]*").fullmatch


def clean(text: str) -> str:
    """The text without characters that XML does not allow; every kind of line break becomes a line feed."""
    # PowerPoint puts U+000B on the clipboard for a line break inside a paragraph.
    return _FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0b", "\n"))


def escape(text: str) -> str:
    """The text as the content of an element."""
    if _PLAIN(text):
        return text
    return clean(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def attribute(text: str) -> str:
    """The text as the value of an attribute, between quotes of either kind; line breaks and tabs survive."""
    if _BARE(text):
        return text
    quoted = escape(text).replace('"', "&quot;").replace("'", "&apos;")
    # A parser would turn plain line breaks and tabs in attributes into spaces (XML 1.0, 3.3.3).
    return quoted.replace("\n", "&#10;").replace("\t", "&#9;")


def cell(text: str) -> str:
    """The text as a string of a workbook, in which a literal `_x0041_` must not be read as an escape."""
    return _ENCODED.sub("_x005F_", escape(text))
