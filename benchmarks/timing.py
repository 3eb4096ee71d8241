"""Work goes in, the seconds that it takes come out; nobody pays for the rubbish that somebody else left."""

import time
from collections.abc import Callable
from typing import Any

from kamdeck.gc_settings import collect_now, collect_rarely

collect_rarely()  # as the commands do; the other libraries' calls gain by it too


def seconds(work: Callable[[], object]) -> float:
    """The seconds of a piece of work."""
    collect_now()
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def stages(**steps: Callable[[Any], Any]) -> dict[str, float]:
    """The seconds of each step, which is given what the one before it answered."""
    found, made = {}, None
    collect_now()
    for name, step in steps.items():
        started = time.perf_counter()
        made = step(made)
        found[name.replace("_", " ")] = time.perf_counter() - started
    return found
