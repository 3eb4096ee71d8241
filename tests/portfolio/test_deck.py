"""The portfolio's deck: every account is named in every language, and the file is valid."""

from dataclasses import replace
from functools import lru_cache

import pytest

from kamdeck.job import Rendering
from kamdeck.model.values import Text
from kamdeck.plan_io import loads
from kamdeck.portfolio import Rates, portfolio_of, summary_of
from kamdeck.render import Rendered, render
from tests.choices import crossed, in_ci
from tests.deck_reader import Deck, Slide, q
from tests.example_decks import TESTED_LANGUAGES, to_yaml
from tests.hostile_plan import hostile
from tests.lint import findings
from tests.portfolio.generated_accounts import RATES, portfolio

COUNTS = (1, 3, 20)


@lru_cache
def rendered(count: int, language: str = "en", rates: Rates | None = RATES) -> Rendered:
    return render(portfolio(count, rates), Rendering(language, "portfolio"))


@pytest.mark.parametrize(("count", "language"), crossed(COUNTS, TESTED_LANGUAGES))
def test_a_deck_is_sound_in_every_language(count: int, language: str):
    assert not list(findings(Deck(rendered(count, language).blob)))


@pytest.mark.long
def test_a_deck_of_several_currencies_is_sound():
    deck = Deck(rendered(20, rates=None).blob)
    assert not list(findings(deck))
    assert deck.says("CNY") and deck.says("EUR")


def test_accounts_in_several_currencies_are_compared_by_tier_without_amounts():
    deck = Deck(rendered(20, rates=None).blob)
    (cells,) = (found for slide in deck.slides if "On target" in (found := slide_cells(slide)))
    rows = [cells[start : start + 6] for start in range(6, len(cells), 6)]
    assert rows[-1][:2] == ["All accounts", "20"]
    assert sum(int(row[1]) for row in rows[:-1]) == 20
    assert not any("CNY" in each or "EUR" in each for each in cells)


def slide_cells(slide: Slide) -> list[str]:
    """The texts of the cells of a slide's tables."""
    return ["".join(cell.itertext()) for cell in slide.root.iter(q("a:tc"))]


def test_a_deck_is_named_by_its_period():
    assert rendered(3).name == "portfolio-2026-Q4.pptx"


def test_a_deck_has_the_same_bytes_every_time():
    assert rendered(20).blob == rendered.__wrapped__(20).blob


@pytest.mark.parametrize("language", ["en", *in_ci(["zh"])])
def test_every_account_is_named(language: str):
    deck = Deck(rendered(20, language).blob)
    lost = [
        row.name.in_language(language)
        for row in portfolio(20, RATES).accounts
        if not deck.says(row.name.in_language(language))
    ]
    assert not lost


def test_a_plan_of_an_earlier_quarter_is_marked():
    assert Deck(rendered(20).blob).says("1 plan of an earlier quarter: Falcon Bank")


@pytest.mark.parametrize(("language", "expected"), [("en", "68 · Weak"), ("zh", "68 · 薄弱"), ("zh+en", "68 · 薄弱")])
def test_the_quality_of_the_plans_is_shown_in_words_too(language: str, expected: str):
    assert Deck(rendered(3, language).blob).says(expected)


@pytest.mark.parametrize(
    ("scores", "headline"),
    [
        ((90, 95), "Every plan is good: the least score is 90 of 100"),
        ((60, 75, 95), "One plan is weak, 1 fair; Plan 60 scores least, 60 of 100"),
        ((75, 80), "Two plans are fair, none weak; Plan 75 scores least, 75 of 100"),
        ((40,), "The plan of Plan 40 is weak, with 40 of 100"),
    ],
)
def test_the_headline_counts_the_weak_plans(scores: tuple[int, ...], headline: str):
    one = portfolio(1).summaries[0]
    graded = [
        replace(one, id=f"a{score}", name=Text(plain=f"Plan {score}"), grade=replace(one.grade, score=score))
        for score in scores
    ]
    assert Deck(render(portfolio_of(graded), Rendering("en", "portfolio")).blob).says(headline)


def test_a_converted_currency_is_shown_with_its_rate():
    assert Deck(rendered(20).blob).says("1 EUR = 7.8 CNY")


def test_an_account_with_only_a_name_gives_a_deck():
    bare = portfolio_of([summary_of(loads(to_yaml({"period": "2026-Q4", "account": {"id": "bare", "name": "Bare"}})))])
    deck = Deck(render(bare, Rendering("en", "portfolio")).blob)
    assert not list(findings(deck))
    assert deck.says("Bare")


def test_hostile_texts_are_escaped():
    found = portfolio_of([summary_of(loads(to_yaml(hostile()))), *portfolio(3).summaries])
    assert not list(findings(Deck(render(found, Rendering("zh+en", "portfolio")).blob)))


@pytest.mark.parametrize("count", [3, *in_ci([20])])
def test_nothing_is_repeated_for_each_currency(count: int):
    titles = [slide.title for slide in Deck(rendered(count, rates=None).blob).slides if "appendix" not in slide.title]
    assert len(titles) == len(set(titles))
    assert sum("below target" in each and "attention" not in each for each in titles) == 1


def test_a_deck_of_three_accounts_has_no_charts_and_says_what_to_look_at():
    deck = Deck(rendered(3, rates=None).blob)
    assert not any(shape.chart is not None for slide in deck.slides for shape in slide.shapes)
    assert deck.says("What the review should look at") and deck.says("The quarter is one deal")


def test_charts_compare_four_accounts_and_more():
    deck = Deck(rendered(4, rates=None).blob)
    assert any(shape.chart is not None for slide in deck.slides for shape in slide.shapes)
