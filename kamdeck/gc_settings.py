"""Makes Python's garbage collector run less often: in processes of kamdeck's own, and while a document is made."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count

ALLOCATIONS = 1_000_000
"""The number of new objects between two collections. A review of 51 slides makes a quarter of a million objects, of
which a thousand are in reference cycles; a collection of a tenth of them takes some ten milliseconds."""
YOUNGEST, OLDEST = 0, 2
"""The numbers of the generations of objects: a collection searches one and all that are younger."""
ALL_AFTER = 32
"""The number of documents after which everything is searched for garbage."""
_calls = count()


def collect_rarely() -> None:
    """Run the garbage collector rarely from now on."""
    gc.set_threshold(ALLOCATIONS)


@contextmanager
def collecting_rarely() -> Iterator[None]:
    """Let the garbage collector run rarely for a while, in a program whose settings are its own.

    A document takes a quarter less time than with the usual settings, since nearly all of its objects are freed without
    the collector. Where the program collects more rarely, or never, its settings stay.
    """
    before = gc.get_threshold()
    if not 0 < before[0] < ALLOCATIONS:
        yield
        return
    gc.set_threshold(ALLOCATIONS)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def end_without_collecting() -> None:
    """Spare the end of the process a collection of all its objects, which takes a tenth of a command's time."""
    gc.freeze()


def collect_now() -> None:
    """Collect garbage after a document, so that memory does not grow.

    Only what was made since the call before is searched, and everything at each call of number `ALL_AFTER`: what is
    remembered of earlier documents has hundreds of thousands of objects, and searching them takes as long as a short
    document. Nearly all of it is freed without the collector when it is forgotten.

    What is left after the first document, such as libraries, layouts and brands, is exempt from all later collections,
    as it is kept to the end.
    """
    number = next(_calls)
    gc.collect(YOUNGEST if number % ALL_AFTER else OLDEST)
    if not number:
        gc.freeze()
