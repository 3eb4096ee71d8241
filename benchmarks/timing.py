"""Time calls; garbage is collected before each one, so that it does not slow the measured call."""

import time
from collections.abc import Callable
from typing import Any

from kamdeck.gc_settings import collect_now, collect_rarely

collect_rarely()  # as the commands do; python-pptx and python-docx profit as well


def seconds(call: Callable[[], object]) -> float:
    """The seconds that a call takes."""
    collect_now()
    started = time.perf_counter()
    call()
    return time.perf_counter() - started


def stages(**steps: Callable[[Any], Any]) -> dict[str, float]:
    """The seconds of each step; every step gets the result of the one before it."""
    found, result = {}, None
    collect_now()
    for name, step in steps.items():
        started = time.perf_counter()
        result = step(result)
        found[name.replace("_", " ")] = time.perf_counter() - started
    return found
