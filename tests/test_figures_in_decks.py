"""A figure has one form in a deck: the same unit and decimals in sentences, tables, charts and cards."""

from collections import defaultdict
from typing import Any

import pytest

from kamdeck.job import Rendering
from kamdeck.model import Plan
from kamdeck.model.values import Amount
from kamdeck.plan_io import loads
from kamdeck.render import render
from kamdeck.wording import Wording
from kamdeck.words import Words
from tests.deck_reader import Deck, q
from tests.example_decks import deck_of, plan_of, to_yaml

AMOUNTS = {
    "tenths": (3.3, 0.6, 9.8, 2.1),
    "hundredths": (3.31, 0.62, 9.89, 0.51),
    "whole": (120.0, 64.0, 24.0, 2.0),
    "mixed": (128.4, 23.55, 7.2, 0.45),
    "large": (1240.0, 350.0, 96.5, 12.0),
}


def plan_with(amounts: tuple[float, ...]) -> Plan:
    deals = [
        {
            "id": f"d{n}",
            "name": f"D{n}",
            "amount": amount,
            "probability": 0.5,
            "stage": "propose",
            "close": "2026-12-01",
        }
        for n, amount in enumerate(amounts)
    ]
    content: dict[str, Any] = {
        "period": "2026-Q4",
        "review_date": "2026-10-08",
        "account": {"id": "acme", "name": "Acme"},
        "money": {"currency": "EUR", "unit": "million"},
        "targets": [{"period": "2026-Q4", "target": sum(amounts), "actual": amounts[1], "forecast": amounts[0]}],
        "deals": deals,
    }
    return loads(to_yaml(content))


@pytest.mark.parametrize("name", AMOUNTS)
@pytest.mark.parametrize("language", ["en", "de"])
def test_an_amount_has_the_same_digits_alone_beside_others_and_in_a_column(name: str, language: str):
    plan = plan_with(AMOUNTS[name])
    wording = Wording(language, Words(), plan)
    values = [amount for deal in plan.deals if (amount := deal.amount) is not None]
    column = wording.scale(values)
    for value in values:
        alone = wording.money(value)
        assert wording.money(value, beside=values) == alone
        assert wording.scaled(value, column) in alone.replace("\u00a0", " ").split()


@pytest.mark.parametrize("name", AMOUNTS)
def test_a_difference_is_that_of_the_displayed_amounts(name: str):
    plan = plan_with(AMOUNTS[name])
    scale = Wording("en", Words(), plan).scale([deal.amount for deal in plan.deals])
    first, second = (plan.deals[n].amount or Amount(0) for n in (0, 1))
    shown = scale.shown_difference(first, second) / scale.divisor
    assert shown == pytest.approx(float(scale.shown(first)) - float(scale.shown(second)))


@pytest.mark.parametrize("name", AMOUNTS)
def test_no_amount_of_a_deal_stands_in_two_forms_in_a_deck(name: str):
    plan = plan_with(AMOUNTS[name])
    deck = Deck(render(plan, Rendering("en", "review")).blob)
    assert two_forms(deck, plan) == {}


def test_no_amount_of_a_deal_stands_in_two_forms_in_an_example():
    assert two_forms(deck_of("meridian-motion", "en"), plan_of("meridian-motion")) == {}


def two_forms(deck: Deck, plan: Plan) -> dict[float, set[str]]:
    """The amounts of deals that a deck shows with other decimals than a sentence would."""
    roots = (*(slide.root for slide in deck.slides), *(chart for _, _, chart in deck.charts))
    texts = (each.text or "" for root in roots for each in root.iter(q("a:t")))
    words = {word for text in texts for word in text.replace("\u00a0", " ").split()}
    wording, found = Wording("en", Words(), plan), defaultdict[float, set[str]](set)
    for deal in plan.deals:
        shown = wording.money(deal.amount or Amount(0)).replace("\u00a0", " ").split()[1]
        for decimals in range(4):
            other = wording.number(deal.amount or 0.0, decimals)
            # A form with fewer decimals may be that of another amount.
            if len(other) > len(shown) and other in words:
                found[float(deal.amount or 0.0)].add(other)
    return dict(found)
