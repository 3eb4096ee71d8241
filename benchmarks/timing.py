"""Work goes in, the seconds that it takes come out."""

import time
from collections.abc import Callable
from typing import Any


def seconds(work: Callable[[], object]) -> float:
    """The seconds of a piece of work."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def stages(**steps: Callable[[Any], Any]) -> dict[str, float]:
    """The seconds of each step, which is given what the one before it answered."""
    found, made = {}, None
    for name, step in steps.items():
        started = time.perf_counter()
        made = step(made)
        found[name.replace("_", " ")] = time.perf_counter() - started
    return found
