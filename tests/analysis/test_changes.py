"""The changes between two small plans: what is listed, and in which order."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamdeck.analysis.changes import (
    MOST_PEOPLE,
    ActionMove,
    Changes,
    DealMove,
    Difference,
    OutcomeMove,
    PersonMove,
    PromiseMove,
    RiskMove,
    RivalMove,
    ScoreMove,
    WhitespaceMove,
    changes,
)
from kamdeck.model import Plan
from kamdeck.model.catalogue import Catalogue
from kamdeck.model.values import Contact, Days, Share, Stage, Support, Text

BARE = {"account": {"id": "acme", "name": "Acme"}, "vendor": {"id": "we", "name": "We"}}


def plan_of(period: str, **parts: Any) -> Plan:
    written = {**BARE, "period": period, **parts}
    return Plan.model_validate(written, context=Catalogue(written))


def changed(then: dict[str, Any], now: dict[str, Any]) -> Changes:
    return changes(plan_of("2026-Q3", **then), plan_of("2026-Q4", **now))


def deal(name: str, **fields: Any) -> dict[str, Any]:
    known = {"amount": 10, "stage": "propose", "probability": 0.5, "close": "2026-11-20"}
    return {"id": name, "name": name, **known, **fields}


def deals(then: list[dict[str, Any]], now: list[dict[str, Any]]) -> Changes:
    return changed({"deals": then}, {"deals": now})


def people(then: list[dict[str, Any]], now: list[dict[str, Any]]) -> Changes:
    return changed({"profile": {"people": then}}, {"profile": {"people": now}})


def actions(then: list[dict[str, Any]], now: list[dict[str, Any]]) -> Changes:
    return changed({"actions": then}, {"actions": now})


def test_plans_that_are_the_same_have_no_changes() -> None:
    parts = {"deals": [deal("D1", close="2027-11-20")], "profile": {"people": [{"id": "he", "support": "neutral"}]}}
    assert not changed(parts, parts)


def test_changes_name_the_period_that_they_are_compared_with() -> None:
    assert changed({}, {}).since == "2026-Q3"


# -- deals ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({"stage": "won"}, DealMove.WON),
        ({"stage": "lost"}, DealMove.LOST),
        ({"stage": "negotiate"}, DealMove.UP),
        ({"stage": "qualify"}, DealMove.DOWN),
        ({"probability": 0.6}, DealMove.UP),
        ({"probability": 0.4}, DealMove.DOWN),
        ({"close": "2026-12-01"}, DealMove.SLIPPED),
        ({"close": "2026-11-01"}, DealMove.EARLIER),
        ({"amount": 11}, DealMove.GROWN),
        ({"amount": 9}, DealMove.SHRUNK),
        ({"stage": None}, DealMove.DROPPED),
    ],
)
def test_the_kind_of_a_deals_change_follows_from_its_fields(fields: dict[str, Any], kind: DealMove) -> None:
    found = deals([deal("D1")], [deal("D1", **fields)])
    assert [(change.kind, change.deal.id) for change in found.deals] == [(kind, "D1")]


def test_a_deal_with_two_changes_is_listed_once_with_both() -> None:
    now = deal("D1", stage="negotiate", probability=0.7, close="2026-12-11")
    (change,) = deals([deal("D1")], [now]).deals
    assert change.kind == DealMove.UP and change.date == date(2026, 12, 11)
    assert change.differences == (
        Difference("stage", Stage.PROPOSE, Stage.NEGOTIATE),
        Difference("probability", Share(0.5), Share(0.7)),
        Difference("close", date(2026, 11, 20), date(2026, 12, 11)),
    )


def test_new_reopened_and_dropped_deals_are_listed() -> None:
    found = deals(
        [deal("gone"), deal("filed", stage="won"), deal("back", stage="lost")],
        [deal("fresh", opened="2026-08-31"), deal("back")],
    )
    summary = [(change.kind, change.deal.id) for change in found.deals]
    assert summary == [(DealMove.REOPENED, "back"), (DealMove.NEW, "fresh"), (DealMove.DROPPED, "gone")]
    assert found.deals[1].date == date(2026, 8, 31)


def test_a_deal_won_within_the_quarter_counts_even_if_last_quarters_plan_lacks_it() -> None:
    record = deal("old", stage="won", close="2026-06-30")
    found = deals([], [deal("quick", stage="won", close="2026-09-30"), record])
    assert [(change.kind, change.deal.id) for change in found.deals] == [(DealMove.WON, "quick")]


def test_won_and_lost_deals_come_first_and_larger_amounts_before_smaller_ones() -> None:
    then = [deal(name, amount=size) for name, size in (("a", 5), ("b", 9), ("c", 30), ("d", 7))]
    now = [
        deal("a", amount=5, stage="won"),
        deal("b", amount=9, stage="won"),
        deal("c", amount=30, stage="qualify"),
        deal("d", amount=7, stage="lost"),
    ]
    found = deals(then, now)
    assert [change.deal.id for change in found.deals] == ["b", "a", "d", "c"]
    assert (found.won, found.lost) == (14, 7)
    assert [change.deal.id for change in found.deals_of("won", "lost")] == ["b", "a", "d"]


def test_the_same_amount_in_another_unit_is_no_change() -> None:
    then = {"money": {"currency": "CNY", "unit": "thousand"}, "deals": [deal("D1", amount=10000)]}
    now = {"money": {"currency": "CNY", "unit": "million"}, "deals": [deal("D1", amount=10)]}
    assert not changed(then, now).deals


# -- people --------------------------------------------------------------------------------------------------------


def test_people_join_and_leave() -> None:
    found = people([{"id": "wu"}, {"id": "he"}], [{"id": "he"}, {"id": "shen"}])
    summary = [(change.kind, change.person.id) for change in found.people]
    assert summary == [(PersonMove.JOINED, "shen"), (PersonMove.LEFT, "wu")]


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ({"support": "neutral"}, {"support": "supporter"}, PersonMove.WARMER),
        ({"support": "supporter"}, {"support": "mentor"}, PersonMove.WARMER),
        ({"support": "neutral"}, {"support": "enemy"}, PersonMove.COLDER),
        ({"contact": "none"}, {"contact": "brief"}, PersonMove.CLOSER),
        ({"contact": "in_depth"}, {"contact": "multiple"}, PersonMove.FURTHER),
        ({"title": "CIO"}, {"title": "COO"}, PersonMove.MOVED),
        ({"unit": "Risk"}, {"unit": "Retail"}, PersonMove.MOVED),
    ],
)
def test_the_kind_of_a_persons_change_follows_from_the_fields(
    before: dict[str, Any], after: dict[str, Any], kind: PersonMove
) -> None:
    (change,) = people([{"id": "he", **before}], [{"id": "he", **after}]).people
    assert change.kind == kind and change.difference is not None
    assert change.difference.field == next(iter(before))


def test_a_value_that_was_unknown_before_is_no_change() -> None:
    assert not people([{"id": "he"}], [{"id": "he", "support": "enemy", "contact": "brief", "title": "CIO"}])


def test_a_title_that_was_translated_is_the_same_title() -> None:
    assert not people([{"id": "he", "title": "CIO"}], [{"id": "he", "title": {"en": "CIO", "zh": "首席信息官"}}])


def test_a_person_can_have_several_changes_and_influential_people_come_first() -> None:
    then = [
        {"id": "a", "influence": 2, "support": "neutral"},
        {"id": "b", "influence": 4, "support": "neutral", "contact": "none"},
    ]
    now = [
        {"id": "a", "influence": 2, "support": "supporter"},
        {"id": "b", "influence": 4, "support": "supporter", "contact": "multiple"},
    ]
    summary = [(change.kind, change.person.id, change.difference) for change in people(then, now).people]
    support = Difference("support", Support.NEUTRAL, Support.SUPPORTER)
    assert summary == [
        (PersonMove.WARMER, "b", support),
        (PersonMove.WARMER, "a", support),
        (PersonMove.CLOSER, "b", Difference("contact", Contact.NONE, Contact.MULTIPLE)),
    ]


def test_a_person_who_moved_has_title_and_unit_as_differences() -> None:
    then = {"id": "he", "title": "Deputy", "unit": "Risk"}
    (change,) = people([then], [{"id": "he", "title": "Head", "unit": "Retail"}]).people
    assert [difference.field for difference in change.differences] == ["title", "unit"]
    assert change.differences[0].after == Text(plain="Head")


# -- actions -------------------------------------------------------------------------------------------------------


def test_overdue_actions_are_listed_first() -> None:
    then = [
        {"id": "A1", "status": "open", "due": "2026-09-15"},
        {"id": "A2", "status": "doing", "due": "2026-09-20"},
        {"id": "A3", "status": "open", "due": "2026-12-01"},
        {"id": "A4", "status": "open"},
        {"id": "A5", "status": "done"},
        {"id": "A6", "status": "open"},
    ]
    now = [
        {"id": "A1", "status": "done", "due": "2026-09-15"},
        {"id": "A2", "status": "late", "due": "2026-09-23"},
        {"id": "A3", "status": "open", "due": "2026-12-01"},
        {"id": "A4", "status": "dropped"},
        {"id": "A5", "status": "done"},
        {"id": "A7", "status": "open", "due": "2026-10-15"},
        {"id": "A8", "status": "open", "due": "2026-10-16"},
        {"id": "A9", "status": "doing", "due": "2026-09-30"},
    ]
    found = actions(then, now)
    assert [(change.kind, change.action.id, change.days) for change in found.actions] == [
        (ActionMove.OVERDUE, "A2", Days(8)),
        (ActionMove.OVERDUE, "A9", Days(1)),
        (ActionMove.DUE_SOON, "A7", Days(14)),
        (ActionMove.DONE, "A1", None),
        (ActionMove.CARRIED_OVER, "A3", None),
        (ActionMove.NEW, "A8", None),
        (ActionMove.DROPPED, "A4", None),
        (ActionMove.DROPPED, "A6", None),
    ]
    assert [change.action.id for change in found.actions if change.new] == ["A9", "A7", "A8"]


def test_a_postponed_action_has_both_dates() -> None:
    (change,) = actions([{"id": "A1", "due": "2026-09-30"}], [{"id": "A1", "due": "2026-11-30"}]).actions
    assert change.kind == ActionMove.CARRIED_OVER
    assert change.differences == (Difference("due", date(2026, 9, 30), date(2026, 11, 30)),)


# -- promises and our standing -------------------------------------------------------------------------------------


def test_broken_promises_are_listed_first() -> None:
    then = [{"text": text} for text in ("kept", "late", "broken", "gone", "open")] + [{"text": "old", "status": "kept"}]
    now = [
        {"text": "kept", "status": "kept"},
        {"text": "late", "due": "2026-09-21"},
        {"text": "broken", "status": "broken"},
        {"text": "open", "due": "2026-12-01"},
        {"text": "old", "status": "kept"},
        {"text": "fresh"},
    ]
    found = changed({"promises": then}, {"promises": now}).promises
    assert [(each.kind, str(each.promise.text), each.days) for each in found] == [
        (PromiseMove.BROKEN, "broken", None),
        (PromiseMove.OVERDUE, "late", Days(10)),
        (PromiseMove.KEPT, "kept", None),
        (PromiseMove.NEW, "fresh", None),
        (PromiseMove.DROPPED, "gone", None),
    ]


def test_scores_are_listed_by_criterion_with_ours_before_the_competitors() -> None:
    then = [{"criterion": "Price", "ours": 3, "competitors": {"Rival": 4}}, {"criterion": "Speed", "ours": 4}]
    now = [
        {"criterion": "Price", "ours": 3.5, "competitors": {"Rival": 3, "Fresh": 5}},
        {"criterion": "Speed", "ours": 2},
    ]
    found = changed({"profile": {"satisfaction": then}}, {"profile": {"satisfaction": now}}).satisfaction
    summary = [(each.kind, str(each.criterion), each.company and str(each.company)) for each in found]
    fallen, risen = ScoreMove.FALLEN, ScoreMove.RISEN
    assert summary == [(fallen, "Speed", None), (risen, "Price", None), (fallen, "Price", "Rival")]
    assert (found[1].difference.before, found[1].difference.after) == (3, 3.5)


def test_competitors_are_new_gone_or_more_dangerous() -> None:
    then = [{"company": "A", "threat": "low"}, {"company": "B", "threat": "high"}, {"company": "C"}, {"company": "D"}]
    now = [
        {"company": "A", "threat": "high"},
        {"company": "B", "threat": "medium"},
        {"company": "D", "threat": "low"},
        {"company": "E"},
    ]
    found = changed({"competition": then}, {"competition": now}).competition
    assert [(each.kind, str(each.rival.company)) for each in found] == [
        (RivalMove.RISEN, "A"),
        (RivalMove.NEW, "E"),
        (RivalMove.FALLEN, "B"),
        (RivalMove.GONE, "C"),
    ]


def test_a_whitespace_field_changes_its_holder() -> None:
    offerings = {"vendor": {"id": "we", "offerings": [{"id": "o"}]}}

    def fields(*statuses: str) -> dict[str, Any]:
        rows = [
            {"unit": f"u{at}", "offering": "o", "status": word, "potential": at + 1} for at, word in enumerate(statuses)
        ]
        return {**offerings, "strategy": {"whitespace": [*rows, {"unit": "x", "status": statuses[0]}]}}

    then = fields("open", "ours", "open", "competitor", "open", "open", "ours")
    now = fields("ours", "competitor", "competitor", "open", "no_need", "open", "ours")
    found = changed(then, now).whitespace
    assert [(each.kind, str(each.field.unit), each.amount) for each in found] == [
        (WhitespaceMove.WON, "u0", 1),
        (WhitespaceMove.LOST, "u1", 2),
        (WhitespaceMove.TAKEN, "u2", 3),
        (WhitespaceMove.OPENED, "u3", 4),
        (WhitespaceMove.CLOSED, "u4", 5),
    ]


@pytest.mark.parametrize(
    ("before", "after", "summary"),
    [
        ("li", "wu", [("Li", "Wu")]),
        (None, "wu", [(None, "Wu")]),
        ("li", None, [("Li", None)]),
        ("li", "li", []),
        ("li", "old-li", []),
    ],
)
def test_a_new_owner_is_a_change_even_if_there_was_none(
    before: str | None, after: str | None, summary: list[Any]
) -> None:
    team = [{"id": "li", "name": "Li"}, {"id": "wu", "name": "Wu"}, {"id": "old-li", "name": "Li"}]
    then, now = ({"team": team, "profile": {"people": [{"id": "he", "owner": owner}]}} for owner in (before, after))
    found = changed(then, now).people
    assert [
        (each.difference.before and str(each.difference.before), each.difference.after and str(each.difference.after))
        for each in found
        if each.difference
    ] == summary


# -- which entries are the same ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after", "same"),
    [
        ({"id": "D1", "name": "Core"}, {"id": "D1", "name": "Kern"}, True),
        ({"name": "Core"}, {"name": " core "}, True),
        ({"name": {"en": "Core", "zh": "核心"}}, {"name": "核心"}, True),
        ({"name": "Core"}, {"id": "D1", "name": "Core"}, True),
        ({"id": "D1", "name": "Core"}, {"id": "D2", "name": "Core"}, False),
        ({"name": "Core"}, {"name": "Storage"}, False),
    ],
)
def test_deals_are_matched_by_id_or_else_by_any_of_their_names(
    before: dict[str, Any], after: dict[str, Any], same: bool
) -> None:
    found = deals([{**before, "stage": "propose"}], [{**after, "stage": "propose"}])
    assert not found.uncompared
    assert [each.kind for each in found.deals] == ([] if same else [DealMove.NEW, DealMove.DROPPED])


def test_entries_named_in_two_languages_without_ids_are_reported_as_uncertain() -> None:
    then = {"promises": [{"text": "A monthly report"}, {"text": "A visit"}]}
    found = changed(then, {"promises": [{"text": "每月报告"}]})
    assert not found.promises
    assert [(each.kind, each.what, each.before, each.after) for each in found.uncompared] == [
        ("language", "promises", "2", "1")
    ]


def test_a_title_in_another_language_is_not_a_change_of_position() -> None:
    assert not people([{"id": "he", "title": "CIO"}], [{"id": "he", "title": "首席信息官"}]).people


def test_amounts_in_two_currencies_are_listed_as_not_compared() -> None:
    then = {"money": {"currency": "CNY"}, "deals": [deal("D1", amount=10), deal("D2")]}
    now = {"money": {"currency": "EUR"}, "deals": [deal("D1", amount=99, stage="negotiate")]}
    found = changed(then, now)
    assert [(each.kind, each.deal.id, each.amount) for each in found.deals] == [
        ("up", "D1", 99),
        ("dropped", "D2", None),
    ]
    assert [difference.field for difference in found.deals[0].differences] == ["stage"]
    assert [(each.kind, each.before, each.after) for each in found.uncompared] == [("currency", "CNY", "EUR")]
    assert not [figure.name for figure in found.figures if figure.name == "pipeline"]


@pytest.mark.long
def test_ten_thousand_equal_entries_are_matched_quickly() -> None:
    many = {"promises": [{"text": "the same"}] * 10_000}
    assert not changed(many, many).promises


# -- figures and any plans -----------------------------------------------------------------------------------------


def test_changed_figures_have_their_previous_values() -> None:
    then = {"targets": [{"period": "2026-Q4", "target": 120, "forecast": 110}]}
    now = {"targets": [{"period": "2026-Q4", "target": 120, "forecast": 116}]}
    summary = [(figure.name, figure.previous, figure.value) for figure in changed(then, now).figures]
    assert summary == [("forecast", 110, 116), ("forecast_gap", 10, 4)]


def entries(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[list[dict[str, Any]]]:
    """Lists of mappings with unique ids out of a few, and any of the fields."""
    ids = st.sampled_from(["a", "b", "c", "d"])
    mappings = st.fixed_dictionaries({"id": ids}, optional=fields)
    return st.lists(mappings, max_size=4, unique_by=lambda entry: str(entry["id"]))


days = st.dates(date(2026, 1, 1), date(2027, 12, 31)).map(str)
plans = st.fixed_dictionaries(
    {},
    optional={
        "deals": entries(
            stage=st.sampled_from(list(Stage)).map(str),
            amount=st.floats(0, 1e9),
            probability=st.floats(0, 1),
            close=days,
        ),
        "profile": st.fixed_dictionaries(
            {},
            optional={
                "people": entries(
                    support=st.sampled_from(list(Support)).map(str),
                    contact=st.sampled_from(list(Contact)).map(str),
                    title=st.sampled_from(["CIO", "CFO"]),
                    unit=st.sampled_from(["Risk", "Retail"]),
                )
            },
        ),
        "actions": entries(due=days, status=st.sampled_from(["open", "doing", "done", "late", "dropped"])),
    },
)


@given(plans, plans)
def test_any_two_plans_have_each_deal_and_action_at_most_once(then: dict[str, Any], now: dict[str, Any]) -> None:
    found = changed(then, now)
    for summary in ([each.deal.id for each in found.deals], [each.action.id for each in found.actions]):
        assert len(summary) == len(set(summary))
    told_of = [(change.kind, change.person.id) for change in found.people]
    assert len(told_of) == len(set(told_of))
    assert all(None not in (each.before, each.after) for change in found.deals for each in change.differences)


@given(plans)
def test_a_plan_compared_with_itself_has_no_changes_but_open_work(parts: dict[str, Any]) -> None:
    plan = plan_of("2026-Q4", **parts)
    found = changes(plan, plan)
    assert not (found.deals or found.people or found.figures)
    in_hand = {ActionMove.OVERDUE, ActionMove.DUE_SOON, ActionMove.CARRIED_OVER}
    assert {change.kind for change in found.actions} <= in_hand


# -- what documents show -------------------------------------------------------------------------------------------


def test_pressing_actions_come_before_those_that_are_done_or_new() -> None:
    then = {"actions": [{"id": "a", "action": "Call", "due": "2026-09-01"}, {"id": "b", "action": "Visit"}]}
    now = {"actions": [then["actions"][0], {**then["actions"][1], "status": "done"}, {"id": "c", "action": "Write"}]}
    assert {each.kind for each in changed(then, now).pressing_actions} <= {ActionMove.OVERDUE, ActionMove.CARRIED_OVER}
    assert [each.action.id for each in changed({}, {"actions": [{"id": "c", "action": "Write"}]}).pressing_actions] == [
        "c"
    ]


def test_there_is_progress_if_anything_but_deals_has_changed() -> None:
    assert not changed({}, {}).progress
    assert not changed({}, {"deals": [deal("core", probability=None, close=None)]}).progress
    assert changed({}, {"profile": {"people": [{"id": "ada", "name": "Ada"}]}}).progress


def moved_person(name: str, **fields: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    known = {"id": name, "name": name}
    return {**known, "support": "neutral"}, {**known, "support": "supporter", **fields}


@pytest.mark.parametrize(
    ("then", "now", "beyond"),
    [
        ({}, {}, False),
        ({"actions": [{"id": "a", "action": "Call", "status": "open"}]}, {"actions": []}, True),
        ({}, {"actions": [{"id": "a", "action": "Call"}]}, True),
        (
            {"actions": [{"id": "a", "action": "Call", "status": "open"}]},
            {"actions": [{"id": "a", "action": "Call", "status": "done"}]},
            False,
        ),
        ({}, {"promises": [{"text": "Answer in an hour"}]}, True),
    ],
)
def test_changes_are_beyond_progress_if_no_slide_of_the_body_shows_them(
    then: dict[str, Any], now: dict[str, Any], beyond: bool
) -> None:
    assert changed(then, now).beyond_progress is beyond


@pytest.mark.parametrize(("count", "beyond"), [(1, False), (MOST_PEOPLE, False), (MOST_PEOPLE + 1, True)])
def test_many_people_who_have_moved_are_beyond_progress(count: int, beyond: bool) -> None:
    then, now = zip(*(moved_person(f"p{n}") for n in range(count)), strict=True)
    found = people([*then], [*now])
    assert len(found.moved_people) == count
    assert found.beyond_progress is beyond


# -- outcomes and risks --------------------------------------------------------------------------------------------


def outcome(name: str, *measured: float, **fields: Any) -> dict[str, Any]:
    dated = [{"date": f"2026-0{number}-01", "value": value} for number, value in enumerate(measured, 1)]
    return {"outcome": name, "baseline": 10, "target": 5, "measured": dated, **fields}


def test_an_outcome_has_one_change_the_most_important_one():
    people = {"profile": {"people": [{"id": "a"}]}}
    then = [outcome("reached", 6), outcome("measured", 9), outcome("confirmed", 9), outcome("same", 4), outcome("gone")]
    now = [
        outcome("same", 4),
        outcome("new"),
        outcome("confirmed", 9, confirmed_by="a"),
        outcome("measured", 9, 8),
        outcome("reached", 6, 5),
        outcome("first", 4),
    ]
    found = changed({**people, "outcomes": then}, {**people, "outcomes": now}).outcomes
    assert [(change.kind, str(change.outcome.outcome)) for change in found] == [
        (OutcomeMove.REACHED, "reached"),
        (OutcomeMove.REACHED, "first"),
        (OutcomeMove.MEASURED, "measured"),
        (OutcomeMove.CONFIRMED, "confirmed"),
        (OutcomeMove.NEW, "new"),
        (OutcomeMove.GONE, "gone"),
    ]
    assert [change.difference for change in found[:3]] == [
        Difference("value", 6, 5),
        Difference("value", 10, 4),
        Difference("value", 9, 8),
    ]


def test_risks_are_new_gone_grown_or_lessened():
    then = [{"risk": name, "level": "medium"} for name in ("grown", "lessened", "same", "gone")]
    now = [
        {"risk": "same", "level": "medium"},
        {"risk": "lessened", "level": "low"},
        {"risk": "new"},
        {"risk": "grown", "level": "high"},
    ]
    found = changed({"risks": then}, {"risks": now}).risks
    assert [(change.kind, str(change.risk.risk)) for change in found] == [
        (RiskMove.RISEN, "grown"),
        (RiskMove.NEW, "new"),
        (RiskMove.FALLEN, "lessened"),
        (RiskMove.GONE, "gone"),
    ]


@pytest.mark.parametrize(("then", "now"), [([], [{"risk": "a"}]), ([{"risk": "a"}], [])])
def test_a_plan_that_names_no_risk_changes_none(then: list[Any], now: list[Any]):
    assert changed({"risks": then}, {"risks": now}).risks == ()
