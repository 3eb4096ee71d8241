"""Which cases of a parametrized test run by default, and which in CI only."""

from collections.abc import Iterable, Sequence
from itertools import product
from typing import Any

import pytest


def in_ci(cases: Iterable[Any]) -> list[Any]:
    """These cases with the mark `long`; a tuple has a value for each parameter."""
    return [pytest.param(*(case if isinstance(case, tuple) else (case,)), marks=pytest.mark.long) for case in cases]


def crossed(*values: Sequence[Any]) -> list[Any]:
    """Cases in which each value of each parameter stands at least once, and in CI all combinations."""
    longest = max(map(len, values))
    chosen = [tuple(each[number % len(each)] for each in values) for number in range(longest)]
    return [*chosen, *in_ci(each for each in product(*values) if each not in chosen)]
