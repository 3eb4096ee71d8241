"""The large plan (150 people, 100 deals, 15 years, long paragraphs) is shown in full and in order."""

import re
from functools import lru_cache

import pytest

from tests import large_plan
from tests.deck_reader import SPACE
from tests.example_decks import deck_of, plan_of
from tests.example_reports import report_of
from tests.lint import findings
from tests.lint.reports import findings as findings_in_report
from tests.plan_texts import missing_texts

LANGUAGE = "zh+en"
CONTINUED = re.compile(r"(?P<title>.+)（(?P<number>\d+)/(?P<count>\d+)）")
pytestmark = pytest.mark.long


@lru_cache
def _words() -> str:
    return "\n".join(text for slide in deck_of("large", LANGUAGE).slides for text in slide.paragraphs)


def test_the_lint_finds_nothing_in_its_deck():
    assert not findings(deck_of("large", LANGUAGE))


def test_every_text_of_it_is_read_back_whole():
    missing = missing_texts(plan_of("large"), deck_of("large", LANGUAGE), LANGUAGE)
    # The need of the largest deal begins on its slide in the body, and ends in the backup.
    assert [each.partition(":")[0] for each in missing] in ([], ["deals.need"])
    assert "Deal need0" in _words()


def test_every_person_is_in_the_organisation_chart():
    slides = [
        slide for slide in deck_of("large", LANGUAGE).slides if any(shape.kind == "group" for shape in slide.shapes)
    ]
    shown = "\n".join(text for slide in slides for text in slide.paragraphs)
    assert not [
        n for n in range(large_plan.PEOPLE) if f"客户人员{n} " not in shown + " " and f"客户人员{n}\n" not in shown
    ]


def test_every_deal_and_year_is_shown():
    words = _words()
    assert not [n for n in range(large_plan.DEALS) if f"商机{n}" not in words]
    assert not [year for year in range(2012, 2012 + large_plan.YEARS) if str(year) not in words]


def test_continued_slides_are_numbered():
    titles = [SPACE.sub("", slide.title) for slide in deck_of("large", LANGUAGE).slides]
    continued = [match for title in titles if (match := CONTINUED.fullmatch(title))]
    assert continued
    for match in continued:
        assert 1 <= int(match["number"]) <= int(match["count"])
        assert f"{match['title']}（{match['count']}/{match['count']}）" in titles


def test_the_lint_finds_nothing_in_its_profile():
    assert not findings_in_report(report_of("large", LANGUAGE))


def test_every_text_of_its_profile_is_read_back_whole():
    assert not missing_texts(plan_of("large"), report_of("large", LANGUAGE), LANGUAGE, "profile")
