"""How often Python looks for cycles of objects, in the processes that are ours alone."""

import gc
from functools import cache

ALLOCATIONS = 100_000
"""How many objects may be made between two looks: a deck is some ten thousand, few of them in cycles, and Python's own
700 costs a seventh of its time."""


def collect_rarely() -> None:
    """Look for cycles seldom from now on."""
    gc.set_threshold(ALLOCATIONS)


def collect_now() -> None:
    """Look for cycles now that a piece of work is done, so that memory stays flat; not among what the first one left.

    That is the libraries, layouts and brands, which stay: to look through them each time would cost more than it finds.
    """
    gc.collect()
    _freeze_survivors()


@cache
def _freeze_survivors() -> None:
    """Once: to count whether anything is kept already takes longer than most documents' looks."""
    gc.freeze()
