"""Improbable amounts give warnings at their places, and probable ones do not."""

import pytest

from kamdeck.analysis.quality import quality_of
from kamdeck.job import wording_of
from kamdeck.model.plausible_amounts import amount_warnings
from kamdeck.plan_io import Plan, loads
from kamdeck.warning_report import warning_problem
from tests.example_decks import plan_of

HEAD = "period: 2026-Q4\naccount: {id: acme, name: Acme}\n"
MILLION = "money: {currency: EUR, unit: million}\n"


def read(lines: str) -> Plan:
    return loads(HEAD + lines, with_previous=False)


def deals(*amounts: float, stage: str = "propose") -> str:
    return "deals:\n" + "".join(
        f"  - {{id: d{at}, amount: {each}, stage: {stage}}}\n" for at, each in enumerate(amounts)
    )


def targets(*amounts: float) -> str:
    periods = ("2026-Q2", "2026-Q3", "2026-Q4", "2027-Q1")
    rows = (f"  - {{period: {period}, target: {each}}}\n" for period, each in zip(periods, amounts, strict=False))
    return "targets:\n" + "".join(rows)


def years(*amounts: float, money: str = "") -> str:
    rows = "".join(f"    - {{year: {2023 + at}, revenue: {each}}}\n" for at, each in enumerate(amounts))
    counted = f"  money: {money}\n" if money else ""
    return f"profile:\n{counted}  financials:\n{rows}"


IMPOSSIBLE = {
    "a deal typed in ones": (MILLION + deals(12_500_000), "deals[0].amount", "EUR 12,500,000 million"),
    "a deal without a currency": ("money: {unit: million}\n" + deals(12_500_000), "deals[0].amount", "any company has"),
    "a target typed in ones": (MILLION + targets(14_000_000), "targets[0].target", "14,000,000 million"),
    "a deal larger than the customer": (
        MILLION + years(400) + deals(4, 500),
        "deals[1].amount",
        "revenue of EUR 400 million",
    ),
    "a target larger than the customer": (MILLION + years(400) + targets(4, 500), "targets[1].target", "revenue"),
    "a revenue in another unit": (
        MILLION + years(40, money="{currency: EUR, unit: one}") + deals(4),
        "deals[0].amount",
        "revenue of EUR 40;",
    ),
    "a revenue in another currency": (
        MILLION + years(40, money="{currency: VND, unit: billion}") + deals(400),
        "deals[0].amount",
        "revenue of VND 40 billion",
    ),
    "an IT budget larger than the customer": (
        MILLION + years(400) + "  it: {budget: [{year: 2026, amount: 4000}]}\n",
        "profile.it.budget[0].amount",
        "revenue",
    ),
    "one deal among others": (MILLION + deals(4.2, 1.2, 4200), "deals[2].amount", "hundreds of times"),
    "one target among others": (MILLION + targets(14, 12, 13_000), "targets[2].target", "hundreds of times"),
    "one target in billions": (MILLION + targets(14, 12, 0.013), "targets[2].target", "less than a hundredth"),
    "one year in billions": (MILLION + years(1200, 1250, 1.3), "profile.financials[2].revenue", "a hundredth"),
    "a pipeline a thousand targets": (MILLION + targets(0.014) + deals(8, 9), "deals[1].amount", "a thousand times"),
    "a target a thousand pipelines": (MILLION + targets(14_000) + deals(2, 9), "targets[0].target", "a thousand times"),
    "a revenue of no company": (MILLION + years(38_400_000), "profile.financials[0].revenue", "any company"),
}
POSSIBLE = {
    "nothing": "",
    "amounts without money": deals(12_500_000, 400_000) + targets(4_000_000),
    "a large deal beside small ones": MILLION + deals(0.05, 0.2, 1, 40) + targets(14),
    "a large deal": MILLION + deals(12_500),
    "a few deals of every size": MILLION + deals(0.01, 90),
    "a target without pipeline": MILLION + targets(100) + deals(0.05),
    "yen": "money: {currency: JPY, unit: one}\n" + years(2e13) + deals(4e9, 1e8) + targets(2e9),
    "won": "money: {currency: KRW, unit: million}\n" + years(3e8) + deals(4000, 90_000),
    "dong": "money: {currency: VND, unit: one}\n" + years(5e14) + deals(3e11, 9e12),
    "rupiah": "money: {currency: IDR, unit: billion}\n" + years(180_000) + deals(40, 900),
    "an unknown currency": "money: {currency: XYZ, unit: million}\n" + deals(9_000_000, 1_000_000),
    "euro of a customer in dong": MILLION + years(9000, money="{currency: VND, unit: billion}") + deals(4, 90),
    "yuan of a customer in dollars": "money: {currency: CNY, unit: million}\n"
    + years(1.2, money="{currency: USD, unit: billion}")
    + deals(400, 7000),
    "thousands of a customer in millions": "money: {currency: EUR, unit: thousand}\n"
    + years(400, money="{currency: EUR, unit: million}")
    + deals(4000, 90_000),
    "a customer without revenue": MILLION + years(0) + deals(4),
    "a year of loss": MILLION + "profile: {financials: [{year: 2025, revenue: 90, net_income: -40}]}\n",
    "a growing customer": MILLION + years(1, 8, 90, 800),
    "quantities": "profile: {it: {installed_base: [{quantity: 1e12}, {quantity: 1}, {quantity: 2}]}}\n",
    "a bank's assets": MILLION + "profile: {financials: [{year: 2025, revenue: 120000, assets: 6500000}]}\n",
}


@pytest.mark.parametrize("name", IMPOSSIBLE)
def test_an_improbable_amount_gives_a_warning_at_its_place(name: str):
    lines, path, message = IMPOSSIBLE[name]
    plan = read(lines)
    (found,) = amount_warnings(plan)
    assert found.path == path
    text = warning_problem(found).message
    assert message in text
    assert found.place is not None
    assert found.place.line > 2
    assert "; correct the amount" in text


@pytest.mark.parametrize("name", POSSIBLE)
def test_a_probable_amount_gives_no_warning(name: str):
    assert not amount_warnings(read(POSSIBLE[name]))


@pytest.mark.parametrize("name", ["huaxing-bank", "meridian-motion", "qinghe-retail", "hostile"])
def test_the_examples_have_no_warnings(name: str):
    assert not amount_warnings(plan_of(name))


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", IMPOSSIBLE)
def test_check_reports_the_same_improbable_amounts(name: str, language: str):
    plan = read(IMPOSSIBLE[name][0])
    (found,) = (each for each in quality_of(plan).findings if each.rule.id == "K527")
    assert found.path == IMPOSSIBLE[name][1]
    warnings = wording_of(plan, language).say(found.what)
    assert warnings
    assert "{" not in warnings


def test_missing_amounts_do_not_change_the_score():
    score = quality_of(read(MILLION + deals(4, 5))).score
    assert score == quality_of(read(MILLION + deals(4, 5) + "ignore: [{rule: K527, reason: x}]\n")).score
