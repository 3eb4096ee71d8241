"""Samples of brands: regions with their measures, colours, fonts and styles, and a topic for each block."""

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import pytest

from kamdeck.blocks import BLOCKS
from kamdeck.brand import CHOSEN_BY_KAMDECK
from kamdeck.brand_report.deck_records import deck_record
from kamdeck.brand_report.sample_deck import sample_deck
from kamdeck.brand_report.sample_report import sample_report
from kamdeck.languages import LANGUAGES
from tests.brand_report.conftest import OWN_DECK
from tests.deck_reader import Deck
from tests.lint import findings
from tests.lint.reports import findings as report_findings
from tests.powerpoint_brands import BRANDS
from tests.report_reader import Report
from tests.word_brands import WORD_BRANDS

BrandFile = Callable[[str], Path]
SCALED = "no_text_is_smaller_than_ten_points"
"""Small slides scale all sizes."""
OF_SMALL_STYLES = "no_text_is_too_small"
"""Brands have captions of nine points."""
OF_EXAMPLES = "nothing_is_set_by_hand_where_a_style_serves"
"""The example of the block `text` is lead text of ordinary weight."""


@lru_cache
def own_sample(language: str) -> bytes:
    return sample_deck(OWN_DECK, CHOSEN_BY_KAMDECK, language)


def texts(deck: Deck, slide: int) -> str:
    return " ".join(deck.slides[slide].paragraphs)


def test_the_sample_of_kamdecks_own_brand_has_no_finding():
    assert findings(Deck(own_sample("en"))) == []


@pytest.mark.long
@pytest.mark.parametrize("language", [each for each in LANGUAGES if each != "en"])
def test_the_sample_in_another_language_has_no_finding(language: str):
    assert findings(Deck(own_sample(language))) == []


@pytest.mark.long
@pytest.mark.parametrize("name", BRANDS)
def test_the_sample_of_an_unusual_brand_has_no_finding(name: str, brand_file: BrandFile):
    found = findings(Deck(sample_deck(brand_file(name), CHOSEN_BY_KAMDECK, "en")))
    assert [each for each in found if each.partition(":")[0] != SCALED] == []


SHOWN = set(BLOCKS) - {"league", "figure_slopes", "person_moves"}
"""The blocks that show one plan; the others need several accounts, or the plan of the quarter before."""


def test_each_block_has_a_slide():
    titles = [slide.title for slide in Deck(own_sample("en")).slides]
    assert set(titles) >= SHOWN
    assert titles[:3] == ["Title: 7.46 × 2.08 in", "Title: 12.33 × 1.23 in", "Colours and fonts"]


@pytest.mark.long
def test_regions_are_shown_with_the_measures_of_the_record():
    record, shown = deck_record(OWN_DECK, CHOSEN_BY_KAMDECK), texts(Deck(own_sample("en")), 1)
    body = next(each for each in record.content.regions if each.name == "body")
    assert f"Body: {body.width:.2f} × {body.height:.2f} in, {body.x:.2f} in from the left, {body.y:.2f} in" in shown
    assert all(f"{name}: " in shown for name in ("Title", "Breadcrumb", "Date", "Footer", "Slide number"))


def test_colours_are_shown_with_their_contrast():
    shown = texts(Deck(own_sample("en")), 2)
    assert "primary" in shown
    assert "1B4F7D · 8.5:1" in shown
    assert "East Asian text: Microsoft YaHei" in shown


@pytest.mark.long
def test_a_sample_is_in_the_language_that_is_asked_for():
    assert Deck(own_sample("de")).slides[2].title == "Farben und Schriften"


@pytest.mark.long
def test_the_same_brand_gives_the_same_sample():
    assert own_sample("en") == sample_deck(OWN_DECK, CHOSEN_BY_KAMDECK, "en")


@pytest.mark.long
@pytest.mark.parametrize("name", ["own report", *WORD_BRANDS])
def test_the_sample_of_a_word_brand_has_no_finding(name: str, brand_file: BrandFile):
    found = report_findings(Report(sample_report(brand_file(name), "en")))
    assert [each for each in found if each.partition(":")[0] not in (OF_SMALL_STYLES, OF_EXAMPLES)] == []


@pytest.mark.long
def test_the_sample_of_a_word_brand_has_a_heading_for_each_block_and_shows_the_styles(brand_file: BrandFile):
    shown = " ".join(Report(sample_report(brand_file("own report"), "en")).root.itertext())
    assert all(name in shown for name in SHOWN)
    assert "Page: 8.27 × 11.69 in" in shown
    assert "callout: Callout" in shown
