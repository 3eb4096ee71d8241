"""What stands on pages on their side in a report, what on pages on end, and what room a drawing has there."""

import pytest

from kamdeck.typeset.report import _settled
from tests.decks import deck_of
from tests.report import NAMES, Report, q, value
from tests.reports import report_of

TURNED = "landscape"
HEADS = 110.0
"""Points that the headings, a sentence and a caption take at least."""


def orientations(report: Report) -> list[str | None]:
    return [page.find(q("w:pgSz")).get(q("w:orient")) for page in report.sections]


def test_the_last_piece_of_a_map_stands_on_the_page_of_what_follows():
    report = report_of("huaxing-bank", "zh+en")
    assert orientations(report)[:3] == [None, TURNED, None]
    first = next(each for each in report.paragraphs if each.element is report.passages[2][0][0])
    assert first.style.name == "Figure"


def test_a_map_that_takes_as_few_pages_on_end_is_not_turned():
    report = report_of("huaxing-bank", "en")
    upright = report.passages[0][0]
    captions = [each.text for each in report.paragraphs if each.element in upright and each.style.name == "caption"]
    assert any("Organization Chart" in each for each in captions)
    assert any("Zhou Min" in each for each in captions)


def test_what_may_stand_either_way_stands_as_what_follows():
    passages = [(True, ()), (None, ()), (True, ()), (None, ()), (False, ()), (True, ()), (None, ())]
    assert [turned for turned, _ in _settled(passages)] == [True, True, True, False, False, True, False]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_figure_below_a_sections_heading_leaves_room_for_its_caption(language: str):
    report = report_of("huaxing-bank", language, "review")
    heights = []
    for elements, page in report.passages:
        if value(page, "w:pgSz", "w:orient") == TURNED:
            room = int(value(page, "w:pgSz", "w:h"))
            room -= sum(int(value(page, "w:pgMar", f"w:{side}")) for side in ("top", "bottom"))
            drawn = [extent for each in elements[:4] for extent in each.iterfind(".//wp:extent", NAMES)][:1]
            heights += [int(each.get("cy")) / 12700 + HEADS - room / 20 for each in drawn]
    assert heights
    assert max(heights) <= 0


def test_a_printed_agenda_names_pages_and_one_on_slides_names_slides():
    printed, shown = report_of("huaxing-bank", "en", "review"), deck_of("huaxing-bank", "en")
    heads = [each.text for each in printed.paragraphs if each.style.name == "Table Head"]
    assert "Page" in heads
    assert "Slide" not in heads
    assert shown.says("Slide")
