"""The figures of people, load, actions and facts in small plans, compared with values counted by hand."""

from datetime import date

import pytest

from kamdeck.analysis.figures.coverage import band
from kamdeck.analysis.figures.work import late_steps, open_actions, pending_requests, standing
from kamdeck.analysis.follow_up import FollowUp
from kamdeck.analysis.shortages import shortages
from kamdeck.model import Action, Promise
from kamdeck.model.values import Level, Share
from tests.analysis.small_plans import figures_of, plan_of


def test_a_decider_is_covered_if_the_owner_has_met_him_or_her() -> None:
    people = [
        {"id": "a", "role": "decision_maker", "level": "executive", "owner": "li", "contact": "brief"},
        {"id": "b", "role": "approver", "level": "executive", "owner": "li", "contact": "none"},
        {"id": "c", "role": "approver", "level": "management", "contact": "in_depth"},
        {"id": "d", "role": "decision_maker", "owner": "li", "contact": "multiple"},
        {"id": "e", "role": "user", "level": "operational", "owner": "li", "contact": "multiple"},
    ]
    found = figures_of(profile={"people": people}, team=[{"id": "li", "name": "Li"}])
    assert found.decision_maker_coverage.value == 0.5 and found.decision_makers.value == 4
    assert found.decision_makers_covered.value == 2
    assert [found[f"{level}_coverage"].value for level in Level] == [0.5, 0, None]
    assert [(row.level, row.covered, row.total) for row in found.coverage_by_level] == [
        (Level.EXECUTIVE, 1, 2),
        (Level.MANAGEMENT, 0, 1),
        (None, 1, 1),
    ]
    assert [person.id for person in found.uncovered_deciders] == ["b", "c"]


@pytest.mark.parametrize(
    ("load", "name"),
    [
        (None, ""),
        (-1, "low"),
        (0, "low"),
        (0.49, "low"),
        (0.5, "fair"),
        (0.69, "fair"),
        (0.7, "middle"),
        (0.89, "middle"),
        (0.9, "high"),
        (1, "high"),
        (1.01, "over"),
    ],
)
def test_a_load_has_a_band_for_heat_maps(load: float | None, name: str) -> None:
    assert band(None if load is None else Share(load)) == name


def test_load_is_demand_divided_by_capacity_in_each_month() -> None:
    resources = [
        {"role": "Architects", "capacity": 40, "demand": {"2026-11": 50, "2026-10": 20}},
        {"role": "Others", "capacity": 0, "demand": {"2026-10": 3}},
        {"role": "Sellers", "demand": {"2026-10": 3}},
    ]
    found = figures_of(resources=resources)
    summary = [(str(row.role), row.month, row.load, row.over) for row in found.load_rows]
    assert summary == [
        ("Architects", "2026-10", 0.5, False),
        ("Architects", "2026-11", 1.25, True),
        ("Others", "2026-10", None, True),
        ("Sellers", "2026-10", None, False),
    ]
    assert found.load.value is None and found.load_peak == found.load_rows[2]
    assert figures_of(resources=[resources[0], resources[2]]).load.value == Share(1.25)


def test_actions_are_completed_overdue_or_open() -> None:
    actions = [
        {"id": "A1", "due": "2026-09-01", "status": "done"},
        {"id": "A2", "due": "2026-09-28", "status": "doing"},
        {"id": "A3", "due": "2026-09-23", "status": "late"},
        {"id": "A4", "due": "2026-10-01", "status": "open"},
        {"id": "A5", "due": "2026-09-01", "status": "dropped"},
        {"id": "A6"},
    ]
    found = figures_of(actions=actions)
    assert found.action_completion.value == 0.2 and found.overdue.value == 2
    summary = [found[name].value for name in ("actions_total", "actions_done", "actions_open")]
    assert summary == [5, 1, 4]
    assert [(row.action.id, row.days) for row in found.overdue_actions] == [("A3", 8), ("A2", 3)]


def test_a_need_that_nobody_verified_is_an_assumption() -> None:
    people = [{"id": "he"}]
    path = [{"need": "Fast"}, {"need": "Cheap", "verified": {"by": "he", "date": "2026-09-01"}}]
    found = figures_of(profile={"people": people}, strategy={"value": {"path": path}})
    assert found.assumptions.value == 1 and [str(step.need) for step in found.assumed] == ["Fast"]


def test_a_promise_is_overdue_until_it_is_kept() -> None:
    promises = [
        {"text": "Report", "due": "2026-09-30"},
        {"text": "Spares", "due": "2026-09-01", "status": "kept"},
        {"text": "Test", "due": "2026-10-01", "status": "open"},
    ]
    rows = figures_of(promises=promises).overdue_promises
    assert [(str(row.promise.text), row.days) for row in rows] == [("Report", 1)]


def test_facts_older_than_two_quarters_are_stale_and_have_their_paths() -> None:
    suppliers = [
        {"company": "A", "share": 0.1, "as_of": "2026-02-28"},
        {"company": "B", "share": 0.1, "as_of": "2026-03-01", "confirmed": False},
        {"company": "C", "share": 0.1, "as_of": "2025-03-31"},
    ]
    found = figures_of(review_date="2026-09-01", profile={"it": {"suppliers": suppliers}})
    summary = [(fact.path, fact.as_of) for fact in found.stale]
    assert summary == [
        ("profile.it.suppliers[2]", date(2025, 3, 31)),
        ("profile.it.suppliers[0]", date(2026, 2, 28)),
    ]
    assert [fact.path for fact in found.unconfirmed] == ["profile.it.suppliers[1]"]
    assert [(fact.part, fact.doubt) for fact in found.doubtful] == [
        ("suppliers", "stale"),
        ("suppliers", "unconfirmed"),
        ("suppliers", "stale"),
    ]


def test_a_fact_can_be_stale_and_unconfirmed() -> None:
    suppliers = [{"company": "A", "share": 0.1, "as_of": "2026-02-28", "confirmed": False}]
    (fact,) = figures_of(review_date="2026-09-01", profile={"it": {"suppliers": suppliers}}).doubtful
    assert fact.doubt == "both"


def test_overdue_entries_are_overdue_whatever_their_status() -> None:
    today = date(2026, 10, 1)
    late, kept, coming, silent = (
        Promise(text="A", due="2026-09-30", status="open"),
        Promise(text="B", due="2026-09-01", status="kept"),
        Promise(text="C", due="2026-10-01", status="open"),
        Promise(text="D", due="2026-10-02"),
    )
    assert [standing(each, today) for each in (late, kept, coming, silent)] == ["overdue", "kept", "open", None]
    doing, done = (Action(action="E", due="2026-09-30", status=status) for status in ("doing", "done"))
    assert [standing(each, today) for each in (doing, done)] == ["overdue", "done"]


def test_actions_are_open_until_done_or_dropped_and_requests_pending_until_answered() -> None:
    actions = [{"action": status, "status": status} for status in ("open", "doing", "late", "done", "dropped")]
    support = [{"need": status, "status": status} for status in ("requested", "approved", "refused", "delivered")]
    plan = plan_of(actions=[*actions, {"action": "unknown"}], support=[*support, {"need": "unknown"}])
    assert [str(each.action) for each in open_actions(plan)] == ["open", "doing", "late", "unknown"]
    assert [str(each.need) for each in pending_requests(plan)] == ["requested"]


def test_the_late_steps_of_the_roadmap_are_those_marked_as_late() -> None:
    steps = [{"item": status, "status": status} for status in ("open", "doing", "done", "late")]
    assert [str(each.item) for each in late_steps(plan_of(strategy={"roadmap": steps}))] == ["late"]


def test_what_is_still_open_of_promises_and_support_is_listed_first() -> None:
    promises = [
        {"text": "kept", "due": "2026-09-01", "status": "kept"},
        {"text": "later", "due": "2026-12-01", "status": "open"},
        {"text": "late", "due": "2026-09-30", "status": "open"},
    ]
    support = [{"need": "approved", "status": "approved"}, {"need": "asked", "status": "requested"}]
    follow_up = FollowUp(plan_of(promises=promises, support=support))
    assert [each.text.plain for each in follow_up.promises] == ["late", "later", "kept"]
    assert [each.need.plain for each in follow_up.support] == ["asked", "approved"]


def test_a_demand_on_a_capacity_of_zero_is_the_highest_load() -> None:
    resources = [
        {"role": "Managers", "capacity": 10, "demand": {"2026-11": 14}},
        {"role": "Architects", "capacity": 0, "demand": {"2026-10": 3, "2026-11": 12}},
        {"role": "Trainers", "capacity": 0, "demand": {"2026-11": 0}},
    ]
    found = figures_of(resources=resources)
    assert found.load_peak and (str(found.load_peak.role), str(found.load_peak.month)) == ("Architects", "2026-10")
    assert found.load.value is None and [row.over for row in found.load_rows] == [True, True, True, False]
    assert [row.band for row in found.load_rows] == ["over", "over", "over", ""]
    assert [str(each.role) for each in shortages(plan_of(resources=resources))] == ["Architects", "Managers"]
