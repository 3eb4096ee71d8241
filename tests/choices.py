"""Which cases of a parametrized test run by default, and which in CI only."""

from collections.abc import Iterable
from typing import Any

import pytest


def in_ci(cases: Iterable[Any]) -> list[Any]:
    """These cases with the mark `long`; a tuple has a value for each parameter."""
    return [pytest.param(*(case if isinstance(case, tuple) else (case,)), marks=pytest.mark.long) for case in cases]
