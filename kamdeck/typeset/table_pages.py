"""The pages that the rows of a table take, and how the rows are divided among them."""

from collections.abc import Sequence
from itertools import accumulate


def fitting_rows(rows: Sequence[float], body: float) -> int:
    """The number of rows that fit a height."""
    return sum(1 for end in accumulate(rows) if end <= body)


def saves_no_page(rows: Sequence[float], here: int, body: float) -> bool:
    """Whether the table takes no more pages if it begins on the next one than with `here` rows on this one."""
    return _pages(rows, body) <= _pages(rows[here:], body)


def even_height(heights: Sequence[float], space: float) -> float:
    """The least height at which a table takes no more pages than with `space`, so that its last page has more than a
    row or two.

    Found by bisection, to a point.
    """
    head, *rows = heights
    least, enough = max(rows), space - head
    if least > enough:
        return space
    pages = _pages(rows, enough)
    while enough - least > 1.0:
        middle = (least + enough) / 2
        if _pages(rows, middle) > pages:
            least = middle
        else:
            enough = middle
    return head + enough


def _pages(rows: Sequence[float], body: float) -> int:
    """The number of pages that rows take if `body` points of each are available."""
    pages, used = 1, 0.0
    for row in rows:
        # A row that is taller than a page still takes one.
        if used + row > body + 0.01 and used:
            pages, used = pages + 1, 0.0
        used += row
    return pages
