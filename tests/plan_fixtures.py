"""Fixtures that load a plan from a few lines, or return its problems."""

from collections.abc import Callable
from textwrap import dedent

import pytest

from kamdeck.plan_io import Plan, loads
from kamdeck.problems import Problem, Problems

HEAD = "period: 2026-Q4\naccount: {id: acme, name: Acme}\n"

LoadPlan = Callable[[str], Plan]
FindProblems = Callable[[str], list[Problem]]


@pytest.fixture
def plan() -> LoadPlan:
    """Load a plan from these lines; its period and account are added."""
    return lambda lines: loads(HEAD + dedent(lines))


@pytest.fixture
def problems() -> FindProblems:
    """The problems of a plan with these lines; the test fails if there are none."""

    def find(lines: str) -> list[Problem]:
        with pytest.raises(Problems) as raised:
            loads(HEAD + dedent(lines))
        return list(raised.value.problems)

    return find
