"""What overviews show of a plan, and the statuses of their figures."""

from types import SimpleNamespace
from typing import Any

import pytest

from kamdeck.analysis.analysis import Analysis
from kamdeck.analysis.summary import MOST_CARDS, SHOWN_POINTS, ReviewSummary
from kamdeck.blocks.battle_card_parts import MOST_TEXTS
from kamdeck.blocks.battle_cards import MOST_BANDS
from kamdeck.message import Message
from kamdeck.model.values import Text
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
        ({"account": {"id": "acme", "name": "Acme", "industry": "Drives", "headquarters": "Kiel"}, **FULL}, False),
        ({"account": {"id": "acme", "name": "Acme", "industry": "Drives", "employees": 900}, **FULL}, True),
        ({"account": {"id": "acme", "name": "Acme", "employees": 900}}, False),
        ({"profile": {"financials": [{"year": 2025, "revenue": 120}]}, **FULL}, True),
        ({"profile": {"trends": ["Instant payments"]}}, True),
    ],
)
def test_facts_of_the_account_are_a_topic_of_a_full_plan_if_they_say_more_than_the_cover(
    parts: dict[str, Any], said: bool
):
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


def named(count: int, **more: Any) -> list[dict[str, Any]]:
    return [{"id": f"x{number}", "name": f"Name {number}", **more} for number in range(count)]


@pytest.mark.parametrize(
    ("parts", "all_said"),
    [
        ({}, False),
        ({**DEALS, **ACTIONS}, True),
        ({**DEALS, **ACTIONS, "profile": {"people": named(3)}}, True),
        ({"deals": named(4)}, False),
        ({"deals": named(3), "profile": {"people": named(3)}, **ACTIONS}, False),
        ({**DEALS, "competition": [{"company": "Volta"}]}, False),
        (DEALS, False),
        ({**DEALS, **ACTIONS, "notes": {"deals": "Say this"}}, False),
        ({**DEALS, **ACTIONS, "profile": {"people": named(1, care="Speed")}}, False),
        ({**DEALS, "decisions": [{"ask": "Approve"}]}, True),
        ({**DEALS, "decisions": [{"ask": "Approve"}, {"ask": "Lend"}]}, False),
        ({**DEALS, "strategy": {"customer": [{"text": "Grow"}]}}, False),
        ({**DEALS, "profile": {"ceo": {"goals": ["Grow"]}}}, False),
        ({**FULL, **DEALS}, False),
    ],
)
def test_a_summary_shows_all_of_a_plan_with_six_deals_people_and_actions_at_most(parts: dict[str, Any], all_said: bool):
    assert summary_of(**parts).says_all is all_said


@pytest.mark.parametrize(
    ("fields", "known"),
    [
        ({"next_step": "Call", "competitors": ["Volta"]}, False),
        ({"need": "Speed", "competitors": ["Volta"]}, True),
        ({"events": [{"event": "First offer"}]}, True),
        ({"meddpicc": {"pain": "Slow"}}, True),
    ],
)
def test_a_deal_has_a_page_if_the_plan_says_more_of_it_than_a_line_of_a_table(fields: dict[str, Any], known: bool):
    made = plan_of(deals=[deal("core", **fields)])
    assert Analysis(made).summary.knows(made.deals[0]) is known


@pytest.mark.parametrize(("opened", "won", "few"), [(0, 3, True), (3, 2, True), (4, 0, False), (3, 3, False)])
def test_few_deals_stand_beside_the_road_to_the_target(opened: int, won: int, few: bool):
    deals = [deal(f"o{n}", stage="propose") for n in range(opened)] + [deal(f"w{n}", stage="won") for n in range(won)]
    assert summary_of(deals=deals).few_deals is few


def test_a_table_of_actions_says_who_of_the_customer_owns_them_or_what_a_schedule_of_many_leaves_out():
    people = {"profile": {"people": named(1)}}
    owned = [{"action": "Call", "customer_owner": "x0"}]
    named_already = [{"action": "Call", "customer_owner": "x0", "people": ["x0"]}]
    assert not summary_of(**FULL).needs_action_table
    assert summary_of(**{**FULL, "actions": owned}, **people).needs_action_table
    assert not summary_of(**{**FULL, "actions": named_already}, **people).needs_action_table
    assert summary_of(**{**FULL, "actions": [{"action": "Call"}] * 9}).needs_action_table
    assert not summary_of(actions=owned, **people).needs_action_table, "a sparse plan has no such table"


@pytest.mark.parametrize(
    ("count", "ties", "needed"), [(7, False, False), (7, True, True), (8, False, True), (25, False, False)]
)
def test_a_matrix_of_owners_is_for_ties_and_for_people_that_have_space_in_it(count: int, ties: bool, needed: bool):
    profile: dict[str, Any] = {"people": named(count)}
    team = {"team": [{"id": "m", "name": "Mia"}]}
    if ties:
        profile["ties"] = [{"person": "x0", "member": "m", "strength": 2}]
    assert summary_of(profile=profile, **team).needs_matrix is needed


def test_people_are_described_if_the_plan_says_more_than_their_cards_show():
    related, aims = {"relationship": "vendor"}, {"goals": {"business": "Grow"}}
    coverage = {"strategy": {"coverage": [{"person": "x0"}]}}
    assert summary_of(profile={"people": named(2)}).described_people == ()
    assert len(summary_of(profile={"people": named(2, **related)}).described_people) == 2
    assert summary_of(profile={"people": named(2, **related)}, **coverage).described_people == ()
    assert len(summary_of(profile={"people": named(2, **aims)}, **coverage).described_people) == 2


@pytest.mark.parametrize(
    ("rivals", "left"),
    [
        ([{"company": "Volta", "threat": "high", "strengths": ["Price", "Speed"]}], False),
        ([{"company": "Volta", "threat": "high", "strengths": ["Price", "Speed", "Size"]}], True),
        ([{"company": "Volta", "threat": "low", "strengths": ["Price"]}], True),
        ([{"company": "Volta", "threat": "high", "position": "Third"}], False),
        ([{"company": "Volta", "threat": "high", "position": "Third", "strategy": "Price"}], True),
        ([{"company": f"R{n}"} for n in range(4)], True),
    ],
)
def test_a_table_of_rivals_is_needed_where_battle_cards_leave_something_out(rivals: list[dict[str, Any]], left: bool):
    assert summary_of(competition=rivals).rivals_left is left


def test_contested_deals_are_open_have_an_amount_and_stand_once():
    rivals = [{"company": "Volta"}, {"company": "Axiom"}]
    deals = [
        deal("small", amount=1, competitors=["Volta", "Axiom"], stage="propose"),
        deal("large", amount=5, competitors=["Axiom"], stage="propose"),
        deal("won", amount=9, competitors=["Axiom"], stage="won"),
        deal("free", amount=7, stage="propose"),
    ]
    contested = Analysis(plan_of(competition=rivals, deals=deals)).contested
    assert [each.id for each in contested] == ["large", "small"]


def test_the_bars_of_contested_deals_name_the_competitors():
    deals = [{"id": "d", "name": "Servers", "amount": 9, "stage": "propose", "competitors": ["Fabrikam", "Contoso"]}]
    (bar,) = Analysis(plan_of(competition=[{"company": "Fabrikam"}], deals=deals)).contested_amounts
    assert isinstance(bar.name, Message)
    assert (bar.name.values["deal"], [str(each.name) for each in bar.name.values["rivals"]]) == (
        Text(plain="Servers"),
        ["Fabrikam", "Contoso"],
    )


def test_no_bar_of_contested_deals_names_the_competitors_where_one_of_the_names_would_be_long():
    deals = [
        deal("Servers", amount=9, stage="propose", competitors=["Fabrikam"]),
        deal("Renewal of all branch PCs", amount=5, stage="propose", competitors=["Fabrikam", "Contoso"]),
    ]
    bars = Analysis(plan_of(competition=[{"company": "Fabrikam"}], deals=deals)).contested_amounts
    assert [str(each.name) for each in bars] == ["Servers", "Renewal of all branch PCs"]


def test_the_summary_knows_how_much_battle_cards_show():
    # The analysis must not import the blocks, which have these numbers for their drawings.
    assert (MOST_CARDS, SHOWN_POINTS) == (MOST_BANDS, MOST_TEXTS)
