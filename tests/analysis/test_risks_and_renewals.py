"""Risks, what is at stake against rivals, renewals and shares by category, in small plans."""

from typing import Any

import pytest

from kamdeck.analysis.analysis import Analysis
from kamdeck.model.values import RiskLevel
from tests.analysis.small_plans import deal, figures_of, plan_of

PARTS: dict[str, Any] = {
    "review_date": "2026-10-08",
    "team": [{"id": "li"}, {"id": "wu"}],
    "profile": {
        "people": [
            {"id": "a", "name": "Anna", "role": "decision_maker", "owner": "li", "contact": "none"},
            {"id": "b", "name": "Ben", "role": "approver", "contact": "brief"},
            {"id": "c", "name": "Cy", "role": "approver", "owner": "li", "contact": "brief"},
        ]
    },
    "deals": [
        deal("small", amount=2, health="red", next_step="Call them", owner="wu"),
        deal("large", amount=9, health="red", owner="li"),
        deal("lost", amount=99, health="red", stage="lost"),
        deal("largest", amount=20, health="green", meddpicc={"metrics": "m"}),
    ],
    "actions": [
        {"id": "A1", "action": "Meet Anna", "owner": "wu", "people": ["a"], "due": "2026-11-01"},
        {"id": "A2", "action": "Send the paper", "owner": "li", "due": "2026-10-01"},
        {"id": "A3", "action": "Offer", "owner": "li", "deal": "large"},
    ],
}


def test_risks_are_derived_from_deciders_red_deals_gaps_and_late_actions_in_this_order() -> None:
    rows = Analysis(plan_of(**PARTS)).risks
    keys = [row.risk.key for row in rows]  # type: ignore[union-attr]
    assert keys == [
        "risk.without_contact",
        "risk.without_owner",
        "risk.red_deal_worth",
        "risk.red_deal_worth",
        "risk.gaps",
        "risk.late",
    ]
    assert all(row.derived for row in rows)
    assert [(str(row.answer), row.action, row.owner) for row in rows[:4]] == [
        ("Meet Anna", "A1", "wu"),
        ("None", None, None),
        ("Offer", "A3", "li"),
        ("Call them", None, "wu"),
    ]
    assert [row.level for row in rows] == [RiskLevel.HIGH] * 4 + [RiskLevel.MEDIUM] * 2
    assert len(rows[4].risk.values["points"]) == 7  # type: ignore[union-attr]


@pytest.mark.parametrize("parts", [{}, {"deals": [deal("d", health="amber")]}, {"actions": [{"id": "A1"}]}])
def test_a_plan_in_order_has_no_derived_risk(parts: dict[str, Any]) -> None:
    assert Analysis(plan_of(**parts)).risks == ()


def test_the_risks_that_a_plan_names_are_the_only_ones_and_sorted_by_level() -> None:
    named = [{"risk": "x"}, {"risk": "y", "level": "low"}, {"risk": "z", "level": "high", "action": "A2"}]
    rows = Analysis(plan_of(**PARTS, risks=named)).risks
    assert [str(row.risk) for row in rows] == ["z", "y", "x"]
    assert (str(rows[0].answer), rows[0].owner, rows[0].derived) == ("Send the paper", "li", False)


def test_an_open_deal_is_at_stake_against_each_rival_that_it_names() -> None:
    deals = [
        deal("d1", amount=5, competitors=["Alpha", "Beta", "We"]),
        deal("d2", amount=7, competitors=["Beta"]),
        deal("d3", amount=50, stage="won", competitors=["Alpha"]),
        {"id": "d4", "stage": "qualify", "competitors": ["Gamma"]},
    ]
    found = figures_of(deals=deals).rival_stakes
    assert [(str(stake.company), stake.amount, [str(each.id) for each in stake.deals]) for stake in found] == [
        ("Beta", 12, ["d2", "d1"]),
        ("Alpha", 5, ["d1"]),
        ("Gamma", None, ["d4"]),
    ]


def installed(supplier: str, category: str, amount: float | None, renewal: str) -> dict[str, Any]:
    return {"supplier": supplier, "category": category, "amount": amount, "renewal": renewal}


def test_renewals_are_added_up_by_quarter_from_the_review_date_on() -> None:
    base = [
        installed("Alpha", "Servers", 4, "2026-10-07"),
        installed("Alpha", "Servers", 5, "2026-12-31"),
        installed("Alpha", "Servers", 6, "2026-11-30"),
        installed("we", "Storage", 3, "2026-10-08"),
        installed("Beta", "PCs", None, "2027-02-01"),
    ]
    found = figures_of(review_date="2026-10-08", profile={"it": {"installed_base": base}}).renewals
    assert [(row.quarter, row.ours, row.theirs) for row in found] == [("2026-Q4", 3, 11), ("2027-Q1", None, None)]
    assert [(str(group.supplier), group.amount, len(group.products)) for group in found[0].groups] == [
        ("Alpha", 11, 2),
        ("We", 3, 1),
    ]


def test_categories_that_are_not_installed_are_taken_from_the_whitespace() -> None:
    offerings = [
        {"id": "servers", "name": "Servers", "category": "hardware"},
        {"id": "desk", "name": "Desk", "category": "services"},
    ]
    whitespace = [
        {"unit": "a", "offering": "servers", "status": "ours", "revenue": 9},
        {"unit": "a", "offering": "desk", "status": "ours", "revenue": 1, "potential": 5},
        {"unit": "b", "offering": "desk", "status": "competitor", "supplier": "Alpha", "potential": 3},
        {"unit": "c", "offering": "desk", "status": "open", "potential": 70},
    ]
    base = [installed("Alpha", "Servers", 15, "2027-01-01"), installed("we", "Servers", 5, "2027-01-01")]
    parts: dict[str, Any] = {
        "vendor": {"id": "we", "name": "We", "offerings": offerings},
        "money": {"currency": "EUR", "unit": "million"},
        "strategy": {"whitespace": whitespace},
    }
    it = {"installed_base": base}
    found = figures_of(**parts, profile={"money": {"unit": "thousand"}, "it": it}).category_shares
    assert [(str(row.category), row.amount, row.share, str(row.rival), row.rival_share) for row in found] == [
        ("services", 4000, 0.25, "Alpha", 0.75),
        ("Servers", 20, 0.25, "Alpha", 0.75),
    ]
    other_currency = figures_of(**parts, profile={"money": {"currency": "USD"}, "it": it}).category_shares
    assert [str(row.category) for row in other_currency] == ["Servers"]
