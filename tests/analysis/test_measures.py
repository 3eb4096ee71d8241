"""Objectives, decisions and outcomes in numbers, in small plans, compared with values counted by hand."""

import pytest

from kamdeck.analysis.analysis import Analysis
from kamdeck.analysis.measures import InUnit
from kamdeck.analysis.outcomes import last_measurement
from kamdeck.message import Message
from kamdeck.model.values import Amount, Share
from tests.analysis.small_plans import plan_of

TARGETS = [
    {"period": "2025-Q4", "target": 9, "actual": 9},
    {"period": "2026-Q2", "target": 10, "actual": 8},
    {"period": "2026-Q3", "target": 10, "actual": 12},
    {"period": "2026-Q4", "target": 10, "actual": 3, "forecast": 9},
    {"period": "2027-Q1", "target": 10, "forecast": 4},
]


def test_the_orders_of_a_year_are_those_booked_and_those_forecast_for_the_quarter() -> None:
    found = Analysis(plan_of(targets=TARGETS)).figures
    assert (found.year_booked.value, found.year_orders.value) == (23, 29)
    assert found.attainment.value == 0.9
    unknown = Analysis(plan_of(targets=TARGETS[:3])).figures
    assert (unknown.year_booked.value, unknown.year_orders.value, unknown.attainment.value) == (20, None, None)


@pytest.mark.parametrize(
    ("written", "value", "target", "progress"),
    [
        ({"figure": "year_booked", "target_value": 46}, 23, 46, 0.5),
        ({"value": "18 %", "target_value": "40 %"}, 0.18, 0.4, 0.45),
        ({"value": 0, "target_value": 2}, 0, 2, 0),
        ({"value": 3}, 3, None, None),
        ({"figure": "win_rate", "target_value": "60 %"}, None, 0.6, None),
        ({"figure": "overdue", "target_value": 1}, 2, 1, 0.5),
        ({"figure": "year_orders"}, 29, 30, 29 / 30),
        ({"target": "all", "actual": "some"}, None, None, None),
    ],
)
def test_an_objective_is_measured_by_a_figure_or_by_numbers(
    written: dict[str, object], value: float | None, target: float | None, progress: float | None
) -> None:
    late = [{"id": name, "due": "2026-09-01"} for name in ("a", "b")]
    plan = plan_of(
        targets=TARGETS,
        actions=late,
        goals={"year_orders": 30},
        strategy={"objectives": [{"objective": "o", **written}]},
    )
    (row,) = Analysis(plan).objectives
    assert (row.value, row.target) == (value, target)
    assert row.progress == (None if progress is None else pytest.approx(progress))
    assert row.measured == (progress is not None)


def test_an_objective_says_its_numbers_with_their_unit_or_else_its_words() -> None:
    objectives = [
        {"objective": "o", "target": "three plants", "value": 1, "unit": "plants"},
        {"objective": "p", "figure": "year_booked", "target_value": 46, "unit": "never shown"},
    ]
    plants, orders = Analysis(plan_of(targets=TARGETS, strategy={"objectives": objectives})).objectives
    assert plants.reached == InUnit(1, plants.objective.unit) and str(plants.aim) == "three plants"
    assert (orders.reached, orders.aim, orders.forecast) == (Amount(23), Amount(46), Amount(29))
    assert isinstance(orders.aim, Amount)


def test_a_decision_takes_from_the_figure_what_it_does_not_say() -> None:
    people = [{"id": "a", "role": "approver"}, {"id": "b", "role": "decision_maker", "owner": "li", "contact": "brief"}]
    decisions = [
        {"ask": "a", "measure": {"figure": "forecast", "after": 12}},
        {"ask": "b", "measure": {"figure": "decision_makers_covered", "before": 0, "after": 2}},
        {"ask": "c", "measure": {"figure": "win_rate", "after": "60 %"}},
        {"ask": "d", "measure": {"name": "Points", "before": 6, "after": 7, "target": 8, "unit": "points"}},
        {"ask": "e"},
    ]
    plan = plan_of(
        targets=TARGETS,
        profile={"people": people},
        team=[{"id": "li"}],
        goals={"win_rate": "50 %"},
        decisions=decisions,
    )
    rows = Analysis(plan).decisions
    assert [(row.before, row.after, row.target) for row in rows] == [
        (9, 12, 10),
        (0, 2, 2),
        (None, 0.6, 0.5),
        (6, 7, 8),
        (None, None, None),
    ]
    assert [row.measured for row in rows] == [True, True, False, True, False]
    assert rows[0].name == Message("figure.forecast") and str(rows[3].name) == "Points"
    assert rows[0].change is not None and rows[0].change.values["change"].values["after"] == Amount(12)
    assert [row.change for row in rows[2:]].count(None) == 2


def test_an_outcome_is_judged_by_its_last_measurement_in_either_direction() -> None:
    outcomes = [
        {"outcome": "falls", "baseline": 10, "target": 4, "measured": [{"date": "2026-09-01", "value": 4}]},
        {
            "outcome": "rises",
            "baseline": "99 %",
            "target": "99.5 %",
            "measured": [{"date": "2026-09-01", "value": "99.4 %"}, {"date": "2026-03-01", "value": "99.6 %"}],
        },
        {"outcome": "unknown", "baseline": 10, "measured": [{"date": "2026-09-01", "source": "a log"}]},
        {"outcome": "level", "baseline": 10, "target": 10, "measured": [{"value": 10}]},
    ]
    falls, rises, unknown, level = Analysis(plan_of(outcomes=outcomes)).outcomes
    assert (falls.reached, falls.status, falls.progress) == (True, "good", 1)
    assert (rises.reached, rises.status, rises.progress) == (False, "warn", pytest.approx(0.8))
    assert rises.measured == InUnit(Share(99.4 / 100), None)
    assert (unknown.last, unknown.reached, unknown.status) == (None, None, "")
    assert (level.reached, level.change) == (None, 0)


def test_of_several_measurements_on_one_day_the_last_counts() -> None:
    measured = [{"date": "2026-09-01", "value": 4}, {"date": "2026-09-01", "value": 3}, {"value": 2}]
    (outcome,) = plan_of(outcomes=[{"outcome": "a", "measured": measured}]).outcomes
    found = last_measurement(outcome.measured)
    assert found is not None and found.value == 3
    assert last_measurement(outcome.measured[2:]) == outcome.measured[2]


def test_objectives_are_in_the_order_of_their_due_dates_and_say_how_they_stand() -> None:
    objectives = [
        {"objective": "undated", "value": 9, "target_value": 10},
        {"objective": "far", "value": "18 %", "target_value": "40 %", "due": "2027-12-31", "deals": ["D1", "D2"]},
        {"objective": "reached", "value": 6, "target_value": 6, "due": "2027-01-31"},
        {"objective": "orders", "figure": "year_booked", "target_value": 46, "due": "2026-12-31"},
        {"objective": "past", "value": 5, "target_value": 6, "due": "2026-09-30"},
        {"objective": "in words", "due": "2027-12-31"},
    ]
    deals = [{"id": "D1", "stage": "won"}, {"id": "D2", "stage": "propose"}]
    rows = Analysis(plan_of(targets=TARGETS, deals=deals, strategy={"objectives": objectives})).objectives
    assert [str(row.objective.objective) for row in rows] == ["past", "orders", "reached", "far", "in words", "undated"]
    shown = [(row.status, row.verdict.key if row.verdict else "") for row in rows]
    assert shown == [
        ("bad", "objective.overdue"),
        ("warn", "objective.short_in_forecast"),
        ("good", "objective.reached"),
        ("bad", "objective.to_go"),
        ("", ""),
        ("warn", "objective.to_go"),
    ]
    assert [row.soon for row in rows[:2]] == [True, True] and rows[3].steps == ("D2",)


@pytest.mark.parametrize(
    ("value", "target", "baseline", "verdict"),
    [
        (10, 5, 12, "objective.to_go"),
        (4, 5, 12, "objective.reached"),
        (0, 0, 12, "objective.reached"),
        (12, 10, 3, "objective.reached"),
        (10, 10, None, "objective.reached"),
        (10, 5, None, None),
    ],
)
def test_a_value_above_its_target_is_reached_only_if_it_began_below(
    value: float, target: float, baseline: float | None, verdict: str | None
) -> None:
    objective = {"objective": "Days", "value": value, "target_value": target, "baseline": baseline}
    (row,) = Analysis(plan_of(strategy={"objectives": [objective]})).objectives
    assert (row.verdict.key if row.verdict else None) == verdict
    assert row.measured == (verdict is not None)


def test_an_objective_that_is_to_fall_shows_how_much_of_the_way_from_its_baseline_has_gone() -> None:
    shown = {"objective": "Days", "baseline": 12, "target_value": 4}
    rows = Analysis(plan_of(strategy={"objectives": [{**shown, "value": value} for value in (10, 13)]})).objectives
    assert [row.progress for row in rows] == [0.25, -0.125]
    assert [row.verdict.key for row in rows if row.verdict] == ["objective.to_go", "objective.to_go"]


def test_few_objectives_show_the_open_deals_that_lead_to_them() -> None:
    deals = [
        {"id": "D1", "stage": "propose", "amount": 2},
        {"id": "D2", "stage": "qualify", "amount": 5},
        {"id": "D3", "stage": "won", "amount": 9},
        {"id": "D4", "stage": "propose", "amount": 7},
    ]
    objective = {"objective": "Grow", "deals": ["D1", "D2", "D3"]}
    few = Analysis(
        plan_of(deals=deals, strategy={"objectives": [objective], "ours": [{"text": "One"}, {"text": "Two"}]})
    )
    assert [row.deal.id for row in few.leading_deals] == ["D2", "D1"]
    many = Analysis(plan_of(deals=deals, strategy={"objectives": [objective] * 4}))
    assert not many.leading_deals
