"""Aligned columns of text for a terminal, in which an East Asian character takes the place of two others."""

import textwrap
from collections.abc import Iterable, Sequence
from unicodedata import east_asian_width

WIDTH = 100
"""The most characters of a line."""
_WIDEST = 34
"""The most characters of a column; what is longer stands on a line of its own."""
_GAP = "  "


def columns(rows: Iterable[Sequence[str]], indent: int = 2) -> list[str]:
    """The rows as lines. The last column continues on further lines, all others have the width of their texts."""
    listed = [[cell.replace("\n", " ") for cell in row] for row in rows]
    count = max((len(row) for row in listed), default=1) - 1
    widths = [
        max((width for row in listed if (width := _width(row[number])) <= _WIDEST), default=0)
        for number in range(count)
    ]
    return [line for row in listed for line in _lines(row, widths, indent)]


def wrapped(text: str, indent: int = 2) -> list[str]:
    """A text as lines."""
    return columns([(text,)], indent)


def _lines(row: Sequence[str], widths: Sequence[int], indent: int) -> list[str]:
    lines, line = [], " " * indent
    for cell, width in zip(row, widths, strict=False):
        line += cell + " " * (width - _width(cell)) + _GAP
        if _width(cell) > width:
            lines += _broken(line.rstrip(), indent)
            line = " " * _width(line[:indent]) + " " * (width + len(_GAP))
    return [*lines, *_broken(line + row[-1], _width(line))]


def _broken(line: str, indent: int) -> list[str]:
    """A line as several ones that are not too long, all but the first with this indent."""
    # textwrap counts characters, so that a line is broken earlier by the number of those that take two places.
    wide = _width(line) - len(line)
    return textwrap.wrap(line, max(WIDTH - wide, WIDTH // 2), subsequent_indent=" " * indent) or [""]


def _width(text: str) -> int:
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)
