"""The texts of SpreadsheetML, in which `_xHHHH_` stands for a character (ECMA-376 part 1, 22.9.2.19)."""

import re
from typing import Any

ENCODED = re.compile("_x([0-9A-Fa-f]{4})_")
LITERAL = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")
LINE_END = re.compile("\r\n?")


def decoded(written: str) -> str:
    """What a text says: `_x0041_` is A, `_x005F_` an underscore; each line ends with a line feed.

    Two halves of one character become it; a half alone stays a lone surrogate, which no plan may hold.
    """
    if "_x" in written:
        written = ENCODED.sub(lambda found: chr(int(found[1], 16)), written)
        written = written.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
    return LINE_END.sub("\n", written)


def encoded(text: str) -> str:
    """A text as a cell's XML holds it."""
    return UNWRITABLE.sub(lambda found: f"_x{ord(found[0]):04X}_", LITERAL.sub("_x005F_", text))


def text_of(element: Any) -> str:
    """The text of a shared or an inline string; how it is pronounced (rPh) is no part of it."""
    runs = [*element.iterfind("{*}t"), *element.iterfind("{*}r/{*}t")]
    return "".join(decoded(run.text or "") for run in runs)
