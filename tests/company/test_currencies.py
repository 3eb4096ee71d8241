"""Amounts in their own currency: converted by dated rates for figures, and shown in both."""

import copy
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kamdeck.analysis.analysis import Analysis
from kamdeck.analysis.changes import changes
from kamdeck.analysis.figures import figures
from kamdeck.components.cells import CellFormat, cell
from kamdeck.document import RenderContext
from kamdeck.insights import insights
from kamdeck.job import wording_of
from kamdeck.model.numbers import InOwnCurrency
from kamdeck.plan_io import load
from kamdeck.plan_io.save import save
from kamdeck.plan_io.serialize import serialize
from kamdeck.portfolio import portfolio_of, summary_of
from kamdeck.text.no_break import NO_BREAK
from tests.company.deployments import HEAD, plan_with, problems_of_plan, problems_of_settings
from tests.document_stubs import STYLE

RATES = "rates: {CNY: 1, EUR: 7.8, USD: 7.2, as_of: 2026-10-01}\n"
MONEY = "money: {currency: CNY, unit: million}\n"
DEALS = """\
deals:
  - {id: a, name: A, amount: 4.2 USD, stage: propose, probability: 50 %}
  - {id: b, name: B, amount: {value: 2, currency: eur}, stage: propose, probability: 50 %}
  - {id: c, name: C, amount: 10, stage: propose, probability: 50 %}
  - {id: d, name: D, amount: 3 CNY, stage: propose, probability: 50 %}
"""


def spaced(text: str) -> str:
    """A text with plain spaces."""
    return text.replace(NO_BREAK, " ")


def test_figures_count_what_an_amount_is_worth_in_the_plans_currency(tmp_path: Path):
    plan = plan_with(tmp_path, RATES, MONEY + DEALS)
    assert [round(deal.amount or 0, 6) for deal in plan.deals] == [30.24, 15.6, 10, 3]
    assert figures(plan).pipeline.value == pytest.approx(58.84)
    assert figures(plan).weighted_pipeline.value == pytest.approx(29.42)


def test_documents_show_both_amounts(tmp_path: Path):
    plan = plan_with(tmp_path, RATES, MONEY + DEALS)
    own, _, plain, _ = plan.deals
    english, chinese = wording_of(plan, "en"), wording_of(plan, "zh")
    assert spaced(english.say(own.amount)) == "CNY 30.2 m (USD 4.2 m)"
    assert chinese.say(own.amount).startswith("3,024万元（")
    assert spaced(english.say(plain.amount)) == "CNY 10.0 m"


def test_a_table_shows_the_own_amount_below_the_converted_number(tmp_path: Path):
    plan = plan_with(tmp_path, RATES, MONEY + DEALS)
    context = RenderContext(STYLE, wording_of(plan, "en"))
    amounts = [deal.amount for deal in plan.deals]
    shown = cell(amounts[0], context, cell_format=CellFormat(context.wording.scale(amounts), "right"))
    assert [spaced(paragraph.text) for paragraph in shown.paragraphs] == ["30.2", "USD 4.2 m"]


def test_what_is_computed_of_an_amount_is_in_the_plans_currency(tmp_path: Path):
    amount = plan_with(tmp_path, RATES, MONEY + DEALS).deals[0].amount
    assert amount is not None
    assert isinstance(amount, InOwnCurrency)
    assert not isinstance(type(amount)(amount * 2), InOwnCurrency)


def test_the_rates_of_other_currencies_are_said_with_their_day(tmp_path: Path):
    plan = plan_with(tmp_path, RATES, MONEY + DEALS)
    said = wording_of(plan, "en").sentence(insights()["exchange_rates"].answer({"analysis": Analysis(plan)}))
    assert spaced(said) == "Exchange rates of 1 Oct 2026: 1 EUR = 7.8 CNY, 1 USD = 7.2 CNY"


def test_without_a_rate_an_amount_is_a_problem_at_its_line(tmp_path: Path):
    parts = f"{MONEY}deals:\n  - {{id: a, amount: 4.2 GBP}}\n  - {{id: b, amount: {{value: 2, curency: EUR}}}}\n"
    assert problems_of_plan(tmp_path, RATES, parts) == [
        "acme.yaml:5:21: deals[0].amount: there is no rate for GBP; add it to `rates` in kamdeck.yaml",
        "acme.yaml:6:21: deals[1].amount: expected an amount, or a mapping like {value: 4.2, currency: USD}",
    ]
    (found,) = problems_of_plan(tmp_path, RATES, "deals: [{id: a, amount: 4.2 USD}]")
    assert (
        found == "acme.yaml:3:25: deals[0].amount: this amount is in USD, but `money` names no currency; write it there"
    )


def test_the_customers_amounts_are_converted_into_the_customers_currency(tmp_path: Path):
    parts = f"{MONEY}profile: {{money: {{currency: EUR}}, it: {{budget: [{{year: 2026, amount: 10 USD}}]}}}}"
    (budget,) = plan_with(tmp_path, RATES, parts).profile.it.budget
    assert budget.amount == pytest.approx(72 / 7.8)


def test_a_rate_that_changes_is_no_change_of_a_deal(tmp_path: Path):
    old = plan_with(tmp_path, RATES, MONEY + DEALS, HEAD.replace("2026-Q4", "2026-Q3"))
    new = plan_with(tmp_path, RATES.replace("7.2", "7.4"), MONEY + DEALS)
    assert changes(old, new).deals == ()
    raised = plan_with(tmp_path, RATES, MONEY + DEALS.replace("4.2 USD", "5 USD"))
    assert [(change.kind, change.deal.id) for change in changes(old, raised).deals] == [("grown", "a")]


@pytest.mark.parametrize("suffix", [".yaml", ".json", pytest.param(".xlsx", marks=pytest.mark.long)])
def test_an_amount_is_written_as_it_was(tmp_path: Path, suffix: str):
    plan = plan_with(tmp_path, RATES, MONEY + DEALS)
    assert serialize(plan)["deals"][0]["amount"] == "4.2 USD"
    path = tmp_path / f"copy{suffix}"
    path.write_bytes(save(plan, path, "en"))
    assert [str(deal.amount) for deal in load(path).deals] == ["4.2 USD", "2 EUR", "10.0", "3.0"]


@pytest.mark.parametrize(
    "copied", [lambda each: pickle.loads(pickle.dumps(each)), copy.deepcopy], ids=["pickle", "copy"]
)
def test_an_amount_of_another_currency_reaches_another_process_as_it_was(copied: Callable[[Any], Any], tmp_path: Path):
    own = plan_with(tmp_path, RATES, MONEY + DEALS).deals[0].amount
    found = copied(own)
    assert (type(found), found, str(found)) == (type(own), own, "4.2 USD")


def test_a_portfolio_adds_converted_amounts(tmp_path: Path):
    plan = plan_with(tmp_path, RATES, MONEY + DEALS)
    portfolio = portfolio_of([summary_of(plan)], plan.deployment.rates)
    assert portfolio.currency_groups[0].figures["pipeline"].value == pytest.approx(58.84)


def test_a_mistake_in_the_rates_is_told_at_its_line(tmp_path: Path):
    assert problems_of_settings(tmp_path, "rates: {CNY: 1, EUR: dear}\n") == [
        "kamdeck.yaml:1:22: rates.EUR: expected a number above 0, such as 7.8, found 'dear'"
    ]
    assert problems_of_settings(tmp_path, "rates: {CNY: 1, as_of: yesterday}\n") == [
        "kamdeck.yaml:1:24: rates.as_of: expected a date like 2026-10-08, found 'yesterday'"
    ]
