"""Makes Python's garbage collector run less often, in processes that run nothing but kamdeck."""

import gc
from functools import cache

ALLOCATIONS = 1_000_000
"""The number of new objects between two collections. A review of 51 slides makes a quarter of a million objects, of
which a thousand are in reference cycles; a collection of a tenth of them takes some ten milliseconds."""


def collect_rarely() -> None:
    """Run the garbage collector rarely from now on."""
    gc.set_threshold(ALLOCATIONS)


def end_without_collecting() -> None:
    """Spare the end of the process a collection of all its objects, which takes a tenth of a command's time."""
    gc.freeze()


def collect_now() -> None:
    """Collect garbage after a document, so that memory does not grow.

    What is left after the first document, such as libraries, layouts and brands, is exempt from later collections, as
    it is kept to the end and searching it each time costs more than it frees.
    """
    gc.collect()
    _freeze_survivors()


@cache
def _freeze_survivors() -> None:
    """Exempt all present objects, once; asking `gc.get_freeze_count` instead would take longer than a collection."""
    gc.freeze()
