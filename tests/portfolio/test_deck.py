"""The portfolio's deck: every account where it belongs, whole in every language, sound as a file."""

import pytest

from kamdeck.languages import LANGUAGES
from kamdeck.plan import loads
from kamdeck.portfolio import Rates, portfolio_of, summary_of
from kamdeck.render import Rendered, Rendering, render
from tests.deck import Deck
from tests.decks import written
from tests.hostile import hostile
from tests.lint import findings
from tests.portfolio.invented import RATES, portfolio

COUNTS = (1, 3, 20)


def rendered(count: int, language: str = "en", rates: Rates | None = RATES) -> Rendered:
    return render(portfolio(count, rates), Rendering(language, "portfolio"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("count", COUNTS)
def test_a_deck_is_sound_in_every_language(count: int, language: str):
    assert not list(findings(Deck(rendered(count, language).blob)))


def test_a_deck_of_several_currencies_is_sound():
    deck = Deck(rendered(20, rates=None).blob)
    assert not list(findings(deck))
    assert deck.says("CNY") and deck.says("EUR")


def test_a_deck_is_named_by_its_period():
    assert rendered(3).name == "portfolio-2026-Q4.pptx"


def test_a_deck_has_the_same_bytes_every_time():
    assert rendered(20).blob == rendered(20).blob


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_account_is_named(language: str):
    deck = Deck(rendered(20, language).blob)
    lost = [row.name.said(language) for row in portfolio(20, RATES).accounts if not deck.says(row.name.said(language))]
    assert not lost


def test_an_earlier_plan_is_said_to_be_one():
    assert Deck(rendered(20).blob).says("1 plan of an earlier quarter: Falcon Bank")


def test_a_converted_currency_is_told_with_its_rate():
    assert Deck(rendered(20).blob).says("1 EUR = 7.8 CNY")


def test_a_bare_account_makes_a_deck():
    bare = portfolio_of([summary_of(loads(written({"period": "2026-Q4", "account": {"id": "bare", "name": "Bare"}})))])
    deck = Deck(render(bare, Rendering("en", "portfolio")).blob)
    assert not list(findings(deck))
    assert deck.says("Bare")


def test_hostile_texts_stay_text():
    found = portfolio_of([summary_of(loads(written(hostile()))), *portfolio(3).summaries])
    assert not list(findings(Deck(render(found, Rendering("zh+en", "portfolio")).blob)))
