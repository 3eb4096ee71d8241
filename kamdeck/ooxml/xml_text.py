"""Any text goes in; text that is safe inside XML 1.0 markup comes out."""

import re

# Everything outside the Char production of XML 1.0 (section 2.2): most control characters, lone surrogates, FFFE, FFFF.
_FORBIDDEN = re.compile("[\x00-\x08\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Office reads _x0041_ in cells and in some markup as the character of that number (ECMA-376 part 1, 22.9.2.19).
_ENCODED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_PLAIN = re.compile("[^\x00-\x08\x0b-\x1f&<>\ud800-\udfff\ufffe\uffff]*").fullmatch
_BARE = re.compile("[^\x00-\x1f&<>\"'\ud800-\udfff\ufffe\uffff]*").fullmatch


def clean(text: str) -> str:
    """The text without what XML cannot carry; every kind of line end becomes a line feed."""
    return _FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0b", "\n"))


def escape(text: str) -> str:
    """The text as an element's content."""
    if _PLAIN(text):
        return text
    return clean(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def attribute(text: str) -> str:
    """The text as an attribute's value, between quotes of either kind; line ends and tabs survive."""
    if _BARE(text):
        return text
    quoted = escape(text).replace('"', "&quot;").replace("'", "&apos;")
    return quoted.replace("\n", "&#10;").replace("\t", "&#9;")


def cell(text: str) -> str:
    """The text as a workbook's string, in which `_x0041_` stays what it is."""
    return _ENCODED.sub("_x005F_", escape(text))
