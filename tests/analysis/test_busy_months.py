"""The months in which our roles are loaded most, and the steps of the roadmap that run then."""

from typing import Any

import pytest

from kamdeck.analysis.busy_months import busy_months
from tests.analysis.small_plans import plan_of

ROADMAP = [
    {"lane": "customer", "item": "Tender", "start": "2026-11-20", "end": "2026-12-20"},
    {"lane": "ours", "item": "Test", "start": "2026-10-05", "end": "2026-11-30"},
    {"lane": "joint", "item": "Migration", "start": "2026-12-01", "end": "2027-03-31"},
    {"lane": "joint", "item": "Go-live", "start": "2027-01-15", "end": "2027-01-15", "milestone": True},
    {"lane": "ours", "item": "Workshop", "start": "2026-11-10", "end": "2026-11-12", "status": "done"},
]


def named(demand: dict[str, int]) -> list[tuple[str, str]]:
    resources: list[dict[str, Any]] = [{"role": "Architects", "capacity": 10, "demand": demand}]
    found = busy_months(plan_of(resources=resources, strategy={"roadmap": ROADMAP}))
    return [(str(each.month), str(each.step.item)) for each in found]


@pytest.mark.parametrize(
    ("demand", "expected"),
    [
        ({"2026-11": 8}, []),
        ({"2026-11": 12}, [("2026-11", "Test")]),
        ({"2026-12": 10, "2026-11": 12, "2026-10": 2}, [("2026-11", "Test"), ("2026-12", "Migration")]),
        ({"2026-12": 10, "2027-01": 9}, [("2026-12", "Migration")]),
        ({"2026-10": 9, "2026-11": 10, "2026-12": 11, "2027-06": 12}, [("2026-11", "Test"), ("2026-12", "Migration")]),
        ({"2027-05": 12}, []),
    ],
)
def test_a_busy_month_has_the_last_step_of_ours_that_runs_in_it(
    demand: dict[str, int], expected: list[tuple[str, str]]
) -> None:
    assert named(demand) == expected
