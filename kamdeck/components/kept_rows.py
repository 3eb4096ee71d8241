"""Leaves out rows of a block where a page has no space for all of them, except rows that have to stay."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

T = TypeVar("T")


def limited_rows(
    rows: Sequence[T], count: int, keep: Callable[[Any], Any] | None = None, *, forced: bool = False
) -> tuple[T, ...]:
    """At most so many of the rows, without the last ones.

    Args:
        rows: The rows in the order of their importance.
        count: The greatest number of rows.
        keep: Tells which rows stay, even if they are more than `count`.
        forced: Whether those rows are left out as well, after all others, if they are more than `count`.
    """
    spare = len(rows) - count
    kept = [bool(keep and keep(row)) for row in rows]
    left: set[int] = set()
    for wanted in (False, True) if forced else (False,):
        for number in reversed(range(len(rows))):
            if len(left) < spare and kept[number] == wanted:
                left.add(number)
    return tuple(row for number, row in enumerate(rows) if number not in left)
