"""Divides rows of a drawing among as few pages as possible, so that no page has a single row left over."""

from collections.abc import Sequence
from typing import Protocol, TypeVar


class _Tall(Protocol):
    @property
    def height(self) -> float:
        """The height in points."""


Row = TypeVar("Row", bound=_Tall)


def even_pages(rows: Sequence[Row], capacity: float) -> list[list[Row]]:
    """The rows of each page, which are at most `capacity` points high together; a higher row has its own page.

    The pages are as few as possible and about equally high.
    """
    least = _filled(rows, capacity)
    if len(least) < 2:
        return least
    # The lowest capacity that takes no more pages, found by bisection to a point.
    low, high = max(row.height for row in rows), capacity
    while high - low > 1.0:
        middle = (low + high) / 2
        low, high = (low, middle) if len(_filled(rows, middle)) == len(least) else (middle, high)
    return _filled(rows, high)


def _filled(rows: Sequence[Row], capacity: float) -> list[list[Row]]:
    """Pages that are filled one after the other."""
    pages: list[list[Row]] = []
    left = 0.0
    for row in rows:
        if not pages or row.height > left:
            pages.append([])
            left = capacity
        pages[-1].append(row)
        left -= row.height
    return pages
