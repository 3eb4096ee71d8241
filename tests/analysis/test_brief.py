"""What a brief shows of a plan: deciders, needs, competitors and deadlines in their order."""

from datetime import date
from typing import Any

from kamdeck.analysis.analysis import Analysis
from kamdeck.analysis.brief import Brief
from kamdeck.message import Message
from kamdeck.plan_io import loads
from tests.example_decks import to_yaml


def brief(**parts: Any) -> Brief:
    plan = {"period": "2026-Q4", "review_date": "2026-10-08", "account": {"id": "acme", "name": "Acme"}, **parts}
    return Analysis(loads(to_yaml(plan))).brief


def test_open_deciders_come_after_those_whom_we_cover():
    people = [
        {"id": "a", "name": "Ann", "role": "decision_maker"},
        {"id": "b", "name": "Bob", "role": "approver", "owner": "li", "contact": "brief"},
        {"id": "c", "name": "Cid", "role": "user"},
    ]
    rows = brief(profile={"people": people}, team=[{"id": "li", "name": "Li"}]).deciders
    assert [(str(row.person.id), row.open) for row in rows] == [("b", False), ("a", True)]


def test_needs_are_those_of_the_value_path_else_the_goals_of_the_chief_executive():
    goals = {"ceo": {"goals": ["Grow"]}}
    assert [row.goal.plain for row in brief(profile=goals).answers if row.goal] == ["Grow"]
    (row,) = brief(profile=goals, strategy={"value": {"path": [{"need": "Save", "value": "Half the cost"}]}}).answers
    assert (row.goal.plain, row.answer.plain) == ("Save", "Half the cost") if row.goal and row.answer else False


def test_competitors_are_in_the_order_of_threat_and_share_with_the_open_deals_in_which_we_meet_them():
    rows = brief(
        competition=[{"company": "Low", "threat": "low"}, {"company": "Big", "threat": "high"}, {"company": "Some"}],
        deals=[
            {"id": "D1", "name": "One", "stage": "propose", "competitors": ["Big"]},
            {"id": "D2", "name": "Two", "stage": "lost", "competitors": ["Big"]},
        ],
        profile={"it": {"suppliers": [{"company": "Big", "share": "27 %"}, {"company": "Low", "share": "10 %"}]}},
    ).rivals
    assert [row.facts for row in rows] == [(0.27, "D1"), (0.1,), ()]


def test_a_competitor_in_many_deals_has_the_number_of_those_that_are_not_named():
    deals = [{"id": f"D{each}", "name": "One", "stage": "propose", "competitors": ["Big"]} for each in range(7)]
    (row,) = brief(competition=[{"company": "Big"}], deals=deals).rivals
    assert row.facts[:4] == ("D0", "D1", "D2", "D3")
    assert row.facts[4:] == (Message("battle_cards.more", count=3),)


def test_deadlines_of_ninety_days_stand_in_three_months_by_their_weight():
    shown = brief(
        profile={
            "decision_process": [{"step": "Tender", "date": "2026-12-14"}, {"step": "Past", "date": "2026-09-01"}]
        },
        decisions=[{"ask": "Price", "due": "2026-10-16"}, {"ask": "Later", "due": "2027-01-07"}],
        deals=[{"id": "D1", "name": "One", "stage": "propose", "close": "2027-01-06"}],
        actions=[
            {"action": "Meet", "due": "2026-11-02", "priority": "high"},
            {"action": "Wait", "due": "2026-11-03", "priority": "low"},
            {"action": "Done", "due": "2026-11-04", "priority": "high", "status": "done"},
        ],
    )
    found = [(row.day.isoformat(), row.theirs, row.number) for row in shown.deadlines]
    assert found == [
        ("2026-12-14", True, 2),
        ("2026-10-16", False, 0),
        ("2027-01-06", False, 2),
        ("2026-11-02", False, 1),
    ]
    assert shown.until == date(2027, 1, 6)
    assert [str(month) for month in shown.months] == ["2026-10", "2026-11", "2026-12"]


def test_the_missing_parts_are_the_three_that_would_help_most():
    keys = [message.key for message in brief().missing]
    assert keys == ["missing_part.targets", "missing_part.deals", "missing_part.profile_people"]
