"""Leaves out rows of a block where a page has no space for all of them, except rows that have to stay."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

T = TypeVar("T")


def limited_rows(
    rows: Sequence[T], count: int, keep: Callable[[Any], Any] | None = None, *, forced: bool = False
) -> tuple[T, ...]:
    """At most `count` of the rows, without the last ones.

    Rows for which `keep` is true stay, even if they are more; if `forced`, they are only the last to be left out.
    """
    spare = len(rows) - count
    kept = [bool(keep and keep(row)) for row in rows]
    left: set[int] = set()
    for wanted in (False, True) if forced else (False,):
        for number in reversed(range(len(rows))):
            if len(left) < spare and kept[number] == wanted:
                left.add(number)
    return tuple(row for number, row in enumerate(rows) if number not in left)
