"""The lines of a table of contents are set closer where a few of them would stand on a further page."""

from kamdeck.brand import Paper, ParagraphMetrics
from kamdeck.flow import Paragraph, Paragraphs, Run
from kamdeck.flow.report import CaptionedFlow, Passage
from kamdeck.typeset.report_contents import LEAST_PITCH, SPARE, fit_contents
from kamdeck.typeset.report_pages import Ruler
from tests.document_stubs import STYLE

PAPER = Paper(500, 700, 50, 50, 50, 50)
TITLE = ParagraphMetrics(10.0, exact=20.0, before=40.0)
ENTRY = ParagraphMetrics(10.0, exact=14.0)


def pitch(entries: int, *, new_page: bool = False) -> float:
    """The pitch that a table of contents with some entries gets; 0 for that of the brand."""
    title = ParagraphMetrics(TITLE.size, exact=TITLE.exact, before=TITLE.before, new_page=new_page)
    ruler = Ruler(STYLE, {"contents_title": title, "contents1": ENTRY})
    lines = tuple(Paragraph((Run("Entry\t1"),), 10.0, "contents1") for _ in range(entries))
    head = Paragraphs((Paragraph((Run("Contents"),), 10.0, "contents_title"),))
    (passage,) = fit_contents([Passage((CaptionedFlow(head), CaptionedFlow(Paragraphs(lines))))], PAPER, ruler)
    contents = passage.elements[1]
    assert isinstance(contents, CaptionedFlow)
    return contents.pitch


def test_contents_that_fit_keep_the_pitch_of_the_brand():
    assert pitch(40) == 0.0


def test_a_few_lines_too_many_are_set_closer():
    assert 10.0 * LEAST_PITCH <= pitch(45) < 14.0


def test_contents_of_many_pages_keep_the_pitch_of_the_brand():
    assert pitch(90) == 0.0


def test_the_space_above_a_title_that_begins_a_page_by_itself_counts():
    # 40 lines of 14 points, the title and what stays free below take 588 of 600 points.
    assert TITLE.before > 600 - 40 * 14 - 20 - SPARE
    assert (pitch(40), pitch(40, new_page=True)) == (0.0, 13.25)
