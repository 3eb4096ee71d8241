"""Decodes and encodes texts of SpreadsheetML, in which `_xHHHH_` is a character (ECMA-376 part 1, 22.9.2.19)."""

import re
from typing import Any

ENCODED = re.compile("_x([0-9A-Fa-f]{4})_")
LITERAL = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")
LINE_END = re.compile("\r\n?")


def decoded(written: str) -> str:
    """Decodes a text: `_x0041_` becomes "A", `_x005F_` an underscore. Line ends become line feeds.

    A pair of surrogates becomes one character. A lone surrogate is kept; plans with one are refused later.
    """
    if "_x" in written:
        written = ENCODED.sub(lambda found: chr(int(found[1], 16)), written)
        written = written.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
    return LINE_END.sub("\n", written)


def encoded(text: str) -> str:
    """Encodes a text for the XML of a cell."""
    return UNWRITABLE.sub(lambda found: f"_x{ord(found[0]):04X}_", LITERAL.sub("_x005F_", text))


def text_of(element: Any) -> str:
    """The text of a shared or an inline string, without its phonetic guide (rPh)."""
    runs = [*element.iterfind("{*}t"), *element.iterfind("{*}r/{*}t")]
    return "".join(decoded(run.text or "") for run in runs)
