"""What overviews show of a plan, and the statuses of their figures."""

from types import SimpleNamespace
from typing import Any

import pytest

from kamdeck.analysis.analysis import Analysis
from kamdeck.analysis.summary import ReviewSummary
from kamdeck.message import Message
from tests.analysis.small_plans import deal, plan_of

DEALS = {"deals": [deal("core")]}
ACTIONS = {"actions": [{"action": "Call"}]}
FULL: dict[str, Any] = {name: [{}] * 4 for name in ("actions", "competition", "decisions", "resources")}
"""Parts of a plan that has enough for a slide per topic."""


def summary_of(**parts: Any) -> ReviewSummary:
    return Analysis(plan_of(**parts)).summary


def targets(**fields: float) -> dict[str, Any]:
    return {"targets": [{"period": "2026-Q4", **fields}]}


def sections(*numbers: str) -> list[Any]:
    return [SimpleNamespace(number=number) for number in numbers]


@pytest.mark.parametrize(
    ("parts", "needed"),
    [
        ({}, False),
        (DEALS, False),
        ({**DEALS, **ACTIONS}, True),
        ({**DEALS, "decisions": [{"ask": "Approve"}]}, True),
        ({"profile": {"summary": "A bank."}}, True),
        (targets(target=12), True),
        (FULL, True),
    ],
)
def test_a_sparse_plan_has_a_summary_if_it_says_more_than_another_topic(parts: dict[str, Any], needed: bool):
    assert summary_of(**parts).needed is needed


def test_two_lists_are_several():
    assert not summary_of(**DEALS).several_lists
    assert summary_of(**DEALS, **ACTIONS).several_lists


@pytest.mark.parametrize(
    ("parts", "known"),
    [
        ({}, False),
        (targets(target=0), False),
        (targets(target=12), True),
        (targets(forecast=12), True),
        ({"profile": {"satisfaction": [{"criterion": "Price", "ours": 4}]}}, True),
    ],
)
def test_a_profile_has_a_summary_if_a_figure_is_known(parts: dict[str, Any], known: bool):
    assert summary_of(**parts).has_figures is known


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({}, False),
        ({"account": {"id": "acme", "name": "Acme", "industry": "Drives"}}, False),
        ({"account": {"id": "acme", "name": "Acme", "industry": "Drives"}, **FULL}, True),
        ({"profile": {"trends": ["Instant payments"]}}, True),
    ],
)
def test_facts_of_the_account_alone_are_a_topic_only_if_the_plan_is_not_sparse(parts: dict[str, Any], said: bool):
    assert summary_of(**parts).has_business is said


def test_the_pipeline_takes_the_place_of_a_missing_target():
    assert summary_of(**DEALS).pipeline and summary_of(**DEALS).weighted_pipeline
    assert summary_of(**DEALS, **targets(target=12)).pipeline is None
    assert summary_of(**DEALS, **FULL).pipeline is None
    assert summary_of(deals=[deal("core", stage="lost")]).pipeline is None


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({}, ""),
        ({"target": 12}, ""),
        ({"target": 12, "forecast": 11}, "warn"),
        ({"target": 12, "forecast": 12}, "good"),
        ({"target": 12, "forecast": 13}, "good"),
    ],
)
def test_a_forecast_below_the_target_is_a_warning(fields: dict[str, float], status: str):
    assert summary_of(**targets(**fields)).forecast_status == status


@pytest.mark.parametrize(
    ("ours", "rival", "status"), [(4.0, None, ""), (4.0, 3.5, "good"), (4.0, 4.04, "good"), (3.5, 4.0, "bad")]
)
def test_satisfaction_is_bad_if_a_competitor_is_visibly_ahead(ours: float, rival: float | None, status: str):
    rivals = {"Fabrikam": rival} if rival else {}
    criteria = [{"criterion": "Price", "ours": ours, "competitors": rivals}]
    assert summary_of(profile={"satisfaction": criteria}).satisfaction_status == status


def test_a_decider_who_is_not_covered_is_a_warning():
    assert summary_of().coverage_status == "good"
    people = [{"id": "ada", "name": "Ada Ray", "role": "decision_maker"}]
    assert summary_of(profile={"people": people}).coverage_status == "warn"


def test_the_founding_year_and_the_employees_are_messages_if_they_are_known():
    known = summary_of(account={"id": "a", "name": "A", "founded": 1996, "employees": 16800})
    assert (known.founded, known.employees) == (
        Message("account.founded", year=1996),
        Message("account.employees", count=16800),
    )
    assert summary_of().founded is None and summary_of().employees is None


def test_an_agenda_needs_three_numbered_sections_and_four_in_a_sparse_plan():
    assert not summary_of(**FULL).needs_agenda(sections("", "1", "2"))
    assert summary_of(**FULL).needs_agenda(sections("", "1", "2", "3"))
    assert not summary_of().needs_agenda(sections("1", "2", "3"))
    assert summary_of().needs_agenda(sections("1", "2", "3", "4"))
