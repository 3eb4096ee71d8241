"""Figures over many accounts: sums in one currency, differing periods, people and roles that are the same."""

import math
import pickle
from typing import Any

import pytest

from kamdeck.analysis.figures import FORMULAS
from kamdeck.analysis.quality import Area, Light, quality_of
from kamdeck.message import Message
from kamdeck.model import Money
from kamdeck.model.values import MoneyUnit
from kamdeck.plan_io import loads
from kamdeck.portfolio import Portfolio, Rates, Signal, Summary, Verdict, portfolio_of, ranked, summary_of
from kamdeck.portfolio.heat_cells import Everything, QualityCell
from kamdeck.portfolio.rows import AccountRow
from kamdeck.problems import Problems
from tests.example_decks import EXAMPLES, plan_of, to_yaml
from tests.portfolio.generated_accounts import RATES, portfolio


def account(name: str, **more: Any) -> Summary:
    plan = {"period": "2026-Q4", "money": {"currency": "CNY", "unit": "million"}, **more}
    return summary_of(
        loads(to_yaml({**plan, "account": {"id": name, "name": name.title(), **more.get("account", {})}}))
    )


def target(target: float, forecast: float | None = None, period: str = "2026-Q4") -> dict[str, Any]:
    return {"period": period, "target": target, "forecast": forecast}


def deal(amount: float, **more: Any) -> dict[str, Any]:
    return {"id": f"d{amount}", "amount": amount, "stage": "propose", "probability": "50 %", **more}


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_summary_can_be_pickled(name: str):
    summary = summary_of(plan_of(name))
    blob = pickle.dumps(summary)
    assert pickle.loads(blob) == summary
    assert len(blob) < 20_000


def test_a_summary_has_every_figure():
    assert set(summary_of(plan_of("huaxing-bank")).figures) == set(FORMULAS)


def test_a_portfolio_can_be_pickled():
    found: Portfolio = pickle.loads(pickle.dumps(portfolio(5, RATES)))
    assert found.currency_groups[0].deals[0].amount.money == portfolio(5, RATES).money


def test_the_amounts_of_an_account_are_converted_only_once(monkeypatch: pytest.MonkeyPatch):
    converted: list[Any] = []
    original = AccountRow.converted
    monkeypatch.setattr(AccountRow, "converted", lambda row, value: converted.append(value) or original(row, value))
    (row,) = portfolio_of([account("acme", targets=[target(5, 4)], deals=[deal(2)])]).accounts
    for _ in range(3):
        assert (row.pipeline, row.target, row.forecast, row.short) == (2, 5, 4, 1)
    assert sorted(converted) == [2, 4, 5]


def test_sums_are_those_of_the_accounts():
    currency_group = portfolio_of(
        [account("one", deals=[deal(4), deal(6)]), account("two", deals=[deal(10)])]
    ).currency_groups[0]
    assert currency_group.figures["pipeline"].value == 20
    assert currency_group.figures["weighted_pipeline"].value == 10
    assert currency_group.figures["open_deals"].value == 3
    assert [line.amount for line in currency_group.deals] == [10, 6, 4]
    assert [(str(line.stage), line.amount) for line in currency_group.stages if line.amount] == [("propose", 20)]


def test_a_target_counts_only_beside_its_forecast():
    accounts = [account("both", targets=[target(10, 8)]), account("half", targets=[target(90)]), account("none")]
    currency_group = portfolio_of(accounts).currency_groups[0]
    assert (currency_group.figures["target"].value, currency_group.figures["forecast"].value) == (10, 8)
    assert currency_group.figures["attainment"].value == 0.8
    assert [row.id for row in portfolio_of(accounts).league.ranking] == ["both", "half", "none"]


def test_amounts_in_several_currencies_are_never_added_up():
    found = portfolio(20)
    assert {currency_group.currency for currency_group in found.currency_groups} == {"CNY", "EUR"}
    for currency_group in found.currency_groups:
        assert {row.summary.money.currency for row in currency_group.accounts} == {currency_group.currency}
        assert currency_group.deals and all(
            line.amount.money.currency == currency_group.currency for line in currency_group.deals
        )
        assert not currency_group.alone


def test_rates_convert_all_accounts_to_one_currency():
    euro = {"currency": "EUR", "unit": "thousand"}
    accounts = [account("one", deals=[deal(10)]), account("two", money=euro, deals=[deal(1000)])]
    (currency_group,) = portfolio_of(accounts, Rates.read({"CNY": 1, "EUR": "7.8"})).currency_groups
    assert (currency_group.money, currency_group.alone) == (Money(currency="CNY", unit=MoneyUnit.MILLION), True)
    assert [line.amount for line in currency_group.deals] == [10, 7.8]
    assert math.isclose(currency_group.figures["pipeline"].value or 0, 17.8)


def test_a_currency_without_a_rate_is_shown_separately():
    accounts = [account("one"), account("two", money={"currency": "USD", "unit": "million"})]
    assert [currency_group.currency for currency_group in portfolio_of(accounts, RATES).currency_groups] == [
        "CNY",
        "USD",
    ]


def test_the_portfolio_has_the_latest_period_of_its_accounts():
    old = account("old", period="2026-Q3", targets=[target(9, 9, "2026-Q3"), target(7, 6)], deals=[deal(5)])
    found = portfolio_of([old, account("new", targets=[target(3, 3)])])
    assert found.period == "2026-Q4"
    (row,) = found.older
    assert (row.id, row.older) == ("old", "2026-Q3")
    assert (row.target, row.forecast, row.pipeline) == (7, 6, 5)
    assert row.gap is None
    assert Signal.OLD in row.signals


def test_changes_are_shown_only_if_every_account_has_them():
    whole = portfolio_of([summary_of(plan_of("huaxing-bank"))]).currency_groups[0].figures["pipeline"]
    partly = portfolio(3, RATES).currency_groups[0].figures["pipeline"]
    assert whole.previous is not None
    assert partly.value is not None and partly.previous is None


@pytest.mark.parametrize(
    ("forecast", "verdict"),
    [
        (10, Verdict.ON_TARGET),
        (9, Verdict.CLOSE),
        (8.9, Verdict.BEHIND),
        (7.5, Verdict.BEHIND),
        (7.4, Verdict.FAR_BELOW),
        (None, None),
    ],
)
def test_a_forecast_is_compared_with_its_target(forecast: float | None, verdict: Verdict | None):
    (row,) = portfolio_of([account("one", targets=[target(10, forecast)])]).accounts
    assert row.verdict == verdict


def test_a_colleague_is_counted_once_however_accounts_write_the_name():
    late = [{"id": "a", "action": "Call", "owner": "li", "due": "2026-09-01"}]
    first = account("one", team=[{"id": "li", "name": {"en": "Li Wei", "zh": "李薇"}}], actions=late)
    second = account("two", team=[{"id": "li", "name": "李薇"}], actions=late)
    other = account("three", team=[{"id": "li", "name": "Li Na"}], actions=late)
    owners = portfolio_of([first, second, other]).owners
    assert sorted((row.owner.in_language("en"), row.count) for row in owners if row.owner) == [
        ("Li Na", 1),
        ("Li Wei", 2),
    ]


def test_an_action_that_nobody_owns_is_counted():
    (row,) = portfolio_of([account("one", actions=[{"id": "a", "action": "Call", "due": "2026-09-01"}])]).owners
    assert (row.owner, row.count) == (None, 1)


def test_load_adds_up_over_accounts_month_by_month():
    role = {"role": "Architects", "capacity": 10}
    accounts = [
        account("one", resources=[{**role, "demand": {"2026-10": 8, "2026-11": 4}}]),
        account("two", resources=[{**role, "demand": {"2026-10": 16}}]),
    ]
    found = {row.month: (row.demand, row.capacity, row.load) for row in portfolio_of(accounts).load}
    assert found == {"2026-10": (24, 20, 1.2), "2026-11": (4, 10, 0.4)}


def test_no_load_is_shown_if_an_account_does_not_give_its_capacity():
    accounts = [
        account("one", resources=[{"role": "Architects", "capacity": 10, "demand": {"2026-10": 8}}]),
        account("two", resources=[{"role": "Architects", "demand": {"2026-10": 16}}]),
    ]
    (row,) = portfolio_of(accounts).load
    assert (row.demand, row.load, row.over) == (24, None, False)


def test_coverage_has_a_cell_for_every_level_that_any_account_has():
    found = portfolio(20, RATES)
    cells = found.coverage_of(5)
    assert len(cells) == 5 * 4
    assert [row.id for row in found.covering[:5]] == list(dict.fromkeys(cell.account.id for cell in cells))
    for cell in cells:
        assert (cell.ratio is None) == (cell.total == 0)


def test_every_account_with_deciders_covers_none_some_or_all_of_them():
    found = portfolio(20, RATES)
    counts = {str(each.covered.value): each.count for each in found.covered_counts}
    assert list(counts) == ["no_one", "some", "everybody"]
    assert sum(counts.values()) == len(found.covering)
    assert counts["everybody"] == sum(row.decision_maker_coverage == 1 for row in found.covering)
    assert portfolio_of([account("one")]).covered_counts == ()


def test_the_share_of_wallet_is_weighted_by_the_it_budgets():
    def of(name: str, share: str, budget: float) -> Summary:
        it = {"suppliers": [{"company": "us", "share": share}], "budget": [{"year": 2026, "amount": budget}]}
        return account(name, vendor={"id": "us", "name": "Us"}, profile={"it": it})

    found = portfolio_of([of("one", "10 %", 300), of("two", "50 %", 100)])
    assert math.isclose(found.figures["share_of_wallet"].value or 0, 0.2)


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_account_has_the_score_that_check_reports(name: str):
    (row,) = portfolio_of([summary_of(plan_of(name))]).accounts
    quality = quality_of(plan_of(name))
    assert (row.quality, row.light) == (quality.score, quality.light)
    assert row.summary.grade.sections == {section.of: section.score for section in quality.sections}


def test_the_weakest_plans_come_first_each_whole_and_by_section():
    found = portfolio(20, RATES)
    cells = found.quality_of(5)
    assert len(cells) == 5 * (1 + len(Area))
    assert [cell.score for cell in cells if cell.area is None] == sorted(row.quality for row in found.accounts)[:5]
    assert [cell.heading for cell in cells[:2]] == [Everything.WHOLE_PLAN, Area.PROFILE]
    assert {row.id for row in found.weak} | {row.id for row in found.fair} == {
        row.id for row in found.accounts if row.light != Light.GREEN
    }


def test_a_section_without_a_score_has_no_traffic_light():
    cell = QualityCell(portfolio(1).accounts[0], Area.DEALS, None)
    assert (cell.light, cell.status) == (None, "")


def test_an_account_with_only_a_name_gives_no_empty_value():
    found = portfolio_of([account("bare")])
    (currency_group,) = found.currency_groups
    assert not (currency_group.compared or currency_group.deals or currency_group.stages)
    assert not (found.sales.selling or found.sales.standing or found.sales.deals or found.sales.stages)
    assert not (found.league.attained or found.league.closed or found.league.concerns)
    assert not (found.coverage or found.owners or found.load)
    assert [row.id for row in found.league.ranking] == ["bare"]


def test_a_portfolio_without_accounts_is_a_problem():
    with pytest.raises(Problems, match="at least one account"):
        portfolio_of([])


@pytest.mark.parametrize(
    ("rates", "wrong"),
    [
        ({"CNY": 1, "EUR": "much"}, "rates.EUR: expected a number above 0"),
        ({"CNY": 1, "EUR": -7}, "rates.EUR"),
        ({"CNY": 1, "EUR": "inf"}, "rates.EUR"),
        ({"EUR": 7.8}, "one of the rates must be 1"),
    ],
)
def test_an_invalid_rate_is_a_problem(rates: dict[str, Any], wrong: str):
    with pytest.raises(Problems, match=wrong):
        Rates.read(rates)


def test_accounts_are_ranked_by_any_figure():
    accounts = [account("small", deals=[deal(1)]), account("none"), account("large", deals=[deal(9)])]
    assert [each.id for each in ranked(accounts, "pipeline")] == ["large", "small", "none"]


def test_accounts_in_several_currencies_are_ranked_by_their_rates():
    accounts = [
        account("cny", deals=[deal(7)]),
        account("eur", money={"currency": "EUR", "unit": "million"}, deals=[deal(1)]),
    ]
    assert [each.id for each in ranked(accounts, "pipeline", RATES)] == ["eur", "cny"]
    with pytest.raises(Problems, match=r"give a rate for CNY, EUR in kamdeck\.yaml"):
        ranked(accounts, "pipeline")


def test_the_problem_of_an_unknown_figure_names_the_nearest_one():
    with pytest.raises(Problems, match=r"did you mean 'pipeline'\?$"):
        ranked([account("one")], "pipline")


def test_a_slide_shows_the_first_rows_of_a_long_list_only():
    found = portfolio(40, RATES)
    sales = found.sales
    assert sales.largest_selling == sales.selling[:10] and sales.largest_standing == sales.standing[:12]
    assert sales.largest_deals == sales.deals[:8] and found.league.is_long and found.is_long
    assert len(found.league.rows) == 12 and len(found.league.largest_concerns) == 8
    assert found.weakest == found.graded[:12] and found.least_covered == found.covering[:12]
    assert {cell.account.id for cell in found.weakest_quality} == {row.id for row in found.weakest}
    assert {cell.account.id for cell in found.least_coverage} == {row.id for row in found.least_covered}
    assert {cell.account.id for cell in found.quality} == {row.id for row in found.accounts}


def test_the_score_of_a_whole_plan_is_shown_with_its_light():
    (whole, *areas) = portfolio_of([account("one")]).quality
    assert whole.shown == Message("word.graded", score=whole.score, light=whole.light)
    assert all(cell.shown == cell.score for cell in areas)


@pytest.mark.parametrize(
    ("factor", "quoted"), [(7.8, (1, 7.8)), (0.92, (1, 0.92)), (0.0471, (100, 4.71)), (150, (1, 150))]
)
def test_a_rate_is_quoted_for_so_many_units_that_two_decimals_are_enough(factor: float, quoted: tuple[int, float]):
    units, worth = Rates.read({"CNY": 1, "XXX": factor}).quoted("XXX")
    assert (units, round(worth, 6)) == quoted


def test_the_league_compares_accounts_of_two_currencies_by_their_targets():
    euro = {"currency": "EUR", "unit": "million"}
    found = portfolio_of(
        [account("big", targets=[target(100, 80)]), account("small", money=euro, targets=[target(2, 1.9)])]
    )
    assert [row.name.plain for row in found.league.rows] == ["Small", "Big"]
    assert [row.marked for row in found.league.rows] == [False, True]


def test_a_long_league_has_its_first_and_last_accounts():
    accounts = [account(f"a{number:02}", targets=[target(100, 100 - number)]) for number in range(20)]
    rows = portfolio_of(accounts).league.rows
    assert [row.name.plain for row in rows] == [f"A{number:02}" for number in (0, 1, 2, *range(11, 20))]
    assert [row.skipped for row in rows] == [0, 0, 0, 8, *[0] * 8]


def test_a_review_looks_at_a_decision_before_overdue_actions_and_the_only_deal():
    late = [{"id": "a", "action": "Call", "due": "2026-09-01"}]
    asked = [{"ask": "Lend two servers", "due": "2026-10-20"}]
    closing = [deal(4, name="Tills", close="2026-11-11")]
    accounts = [
        account("one", actions=late, decisions=asked, review_date="2026-10-08"),
        account("two", actions=late, review_date="2026-10-08"),
        account("three", targets=[target(9, 4)], deals=closing),
        account("four"),
    ]
    concerns = {row.account.id: row.what.key for row in portfolio_of(accounts).league.concerns}
    assert concerns == {"one": "concern.decision", "two": "concern.overdue", "three": "concern.only_deal"}


def test_of_the_only_account_a_review_looks_at_up_to_three_things():
    late = [{"id": f"a{n}", "action": f"Call {n}", "due": f"2026-09-0{n}"} for n in (3, 1, 2)]
    one = account("one", actions=late, decisions=[{"ask": "Lend two servers"}], review_date="2026-10-08")
    concerns = portfolio_of([one]).league.concerns
    assert [row.what.key for row in concerns] == ["concern.decision", "concern.overdue", "concern.overdue"]
    assert [row.what.values["action"].plain for row in concerns[1:]] == ["Call 1", "Call 2"]
    assert len(portfolio_of([one, account("two")]).league.concerns) == 1


def test_verdicts_are_counted_for_both_quarters():
    last = {"period": "2026-Q3", "target": 10, "actual": 10}
    found = portfolio_of([account("one", targets=[last, target(10, 5)]), account("two", targets=[target(10, 10)])])
    counts = {row.verdict: (row.count, row.before) for row in found.league.verdicts}
    assert counts[Verdict.FAR_BELOW] == (1, 0)
    assert counts[Verdict.ON_TARGET] == (1, 1)
