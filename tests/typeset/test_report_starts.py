"""Pages begin at titles and headings that some programs would leave at the foot of a page."""

import pytest

from kamdeck.brand import Paper, ParagraphMetrics
from kamdeck.flow import Paragraph, Paragraphs, Run
from kamdeck.flow.report import CaptionedFlow, Heading, Level, Passage, ReportElement
from kamdeck.typeset.report_gap_search import MARGINS
from kamdeck.typeset.report_pages import Ruler, spots
from kamdeck.typeset.report_placement import FEWEST_ENTRIES, place_passages
from kamdeck.typeset.report_starts import LEAST_LEFT, begin_contents, begin_sections
from tests.document_stubs import STYLE

PAPER = Paper(500, 700, 50, 50, 50, 50)
LINE = ParagraphMetrics(10.0, exact=20.0)
ROLES = ("body", "contents_title", "contents1", "heading 1", "heading 2")
RULER = Ruler(STYLE, dict.fromkeys(ROLES, LINE))
OF_A_PAGE = int(PAPER.body.height // 20)
"""The lines of a page."""


def text(role: str, count: int) -> list[ReportElement]:
    return [CaptionedFlow(Paragraphs((Paragraph((Run("Words"),), 10.0, role),))) for _ in range(count)]


def contents_below(lines: int) -> tuple[ReportElement, ...]:
    """Some lines, and a title and ten entries of a table of contents below them."""
    title = CaptionedFlow(Paragraphs((Paragraph((Run("Contents"),), 10.0, "contents_title"),), keep_with_next=True))
    entries = Paragraphs(tuple(Paragraph((Run("Entry\t1"),), 10.0, "contents1") for _ in range(10)))
    ruler = Ruler(STYLE, {**RULER.metrics, "contents_title": ParagraphMetrics(10.0, exact=20.0, keep_next=True)})
    (passage,) = begin_contents([Passage((*text("body", lines), title, CaptionedFlow(entries)))], PAPER, ruler)
    return passage.elements


def with_section_below(lines: int, level: Level) -> tuple[ReportElement, ...]:
    """Some lines, and two headings and a paragraph below them."""
    elements = (*text("body", lines), Heading(level, ("Section",)), Heading(2, ("Topic",)), *text("body", 1))
    (passage,) = begin_sections(place_passages([Passage(elements)], PAPER, STYLE), PAPER, RULER)
    return passage.elements


def begins(element: ReportElement) -> bool:
    return element.new_page


def test_contents_of_which_enough_entries_fit_stay_below_the_text():
    spare = int(MARGINS[-1] // 20) + 1
    assert not any(map(begins, contents_below(OF_A_PAGE - 1 - FEWEST_ENTRIES - spare)))


def test_contents_of_which_too_few_entries_fit_begin_a_page():
    lines = OF_A_PAGE - FEWEST_ENTRIES
    assert [at for at, each in enumerate(contents_below(lines)) if begins(each)] == [lines]


def test_what_begins_a_page_is_expected_there():
    elements = contents_below(OF_A_PAGE - FEWEST_ENTRIES)
    (early,) = begin_contents([Passage(elements[-3:])], PAPER, RULER)
    (places,) = spots(place_passages([early], PAPER, STYLE), PAPER, RULER)
    assert [each.page for each in places] == [1, 2, 2]


@pytest.mark.parametrize(("level", "begun"), [(1, True), (2, False)])
def test_a_section_that_moves_to_the_next_page_begins_it(level: Level, begun: bool):
    free = int(LEAST_LEFT // 20) + 1
    lines = OF_A_PAGE - free
    assert [begins(each) for each in with_section_below(lines, level)[-3:]] == [begun, False, False]


def test_a_section_that_fits_or_moves_for_a_line_only_does_not():
    assert not any(map(begins, with_section_below(OF_A_PAGE - 3, 1)))
    assert not any(map(begins, with_section_below(OF_A_PAGE - 1, 1)))
