"""Work goes in, the seconds that it takes come out; nobody pays for the rubbish that somebody else left."""

import time
from collections.abc import Callable
from typing import Any

from kamdeck.gc_settings import collect_between, collect_seldom

collect_seldom()  # as the commands do; the other libraries' calls gain by it too


def seconds(call: Callable[[], object]) -> float:
    """The seconds of a piece of call."""
    collect_between()
    started = time.perf_counter()
    call()
    return time.perf_counter() - started


def stages(**steps: Callable[[Any], Any]) -> dict[str, float]:
    """The seconds of each step, which is given what the one before it answered."""
    found, result = {}, None
    collect_between()
    for name, step in steps.items():
        started = time.perf_counter()
        result = step(result)
        found[name.replace("_", " ")] = time.perf_counter() - started
    return found
