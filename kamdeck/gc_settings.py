"""How often Python looks for cycles of objects, in the processes that are ours alone."""

import gc
from functools import cache

OBJECTS = 100_000
"""How many objects may be made between two looks: a deck is some ten thousand, few of them in cycles, and Python's own
700 costs a seventh of its time."""


def collect_seldom() -> None:
    """Look for cycles seldom from now on."""
    gc.set_threshold(OBJECTS)


def collect_between() -> None:
    """Look for cycles now that a piece of work is done, so that memory stays flat; not among what the first one left.

    That is the libraries, layouts and brands, which stay: to look through them each time would cost more than it finds.
    """
    gc.collect()
    _keep_what_is_left()


@cache
def _keep_what_is_left() -> None:
    """Once: to count whether anything is kept already takes longer than most documents' looks."""
    gc.freeze()
