"""The lines of a report's texts are measured as they are written: bold words, lists, labels of captions."""

from dataclasses import replace

from kamdeck.brand import Paper, ParagraphMetrics
from kamdeck.flow import Box, Drawing, Frame, Paragraph, Paragraphs, Run
from kamdeck.flow.report import Caption, CaptionedFlow, Heading, Passage, ReportElement, written_role
from kamdeck.typeset.report_gaps import _white
from kamdeck.typeset.report_pages import Ruler
from tests.document_stubs import STYLE

LINE = ParagraphMetrics(10.0, exact=20.0)
WORDS = "Renew the workstations early"


def lines_of(paragraph: Paragraph, width: float, **metrics: ParagraphMetrics) -> int:
    """The lines of a paragraph, each of which is 20 points high."""
    ruler = Ruler(STYLE, {"body": LINE, "bullet": LINE, "lead": LINE, "signed": LINE, **metrics})
    return round(sum(each.height for each in ruler.pieces(CaptionedFlow(Paragraphs((paragraph,))), width)) / 20)


def width_of(*, bold: bool) -> float:
    return Paragraph((Run(WORDS, bold=bold),), 10.0).natural_width(STYLE)


def test_bold_words_of_a_paragraph_are_as_wide_as_they_are_written():
    between = (width_of(bold=False) + width_of(bold=True)) / 2
    assert lines_of(Paragraph((Run(WORDS),), 10.0), between) == 1
    assert lines_of(Paragraph((Run(WORDS, bold=True),), 10.0), between) == 2


def test_the_style_of_a_lead_decides_whether_it_is_bold():
    between = (width_of(bold=False) + width_of(bold=True)) / 2
    lead = Paragraph((Run(WORDS, bold=True),), 10.0, role="lead")
    assert lines_of(lead, between) == 1
    assert lines_of(lead, between, lead=replace(LINE, bold=True)) == 2


def test_an_item_of_a_list_is_measured_in_the_style_that_it_is_written_in():
    narrow = {"bullet": replace(LINE, indents=60.0)}
    width = width_of(bold=False) + 10.0
    for marker, role, count in (("–", "bullet", 2), ("", "body", 1), ("▲", "signed", 1)):
        item = Paragraph((Run(WORDS),), 10.0, role="bullet", marker=marker)
        assert (written_role(item), lines_of(item, width, **narrow)) == (role, count)


def test_the_label_of_a_caption_takes_a_part_of_its_line():
    caption = Caption("figure", WORDS)
    shown = CaptionedFlow(Drawing(Frame(100, 50, (Box(0, 0, 100, 50),)), "A box"), caption)
    metrics = {"caption": LINE, "figure": ParagraphMetrics(10.0)}
    heights = [
        sum(each.height for each in Ruler(STYLE, metrics, labels).pieces(shown, width_of(bold=False) + 10.0))
        for labels in ({}, {"caption": "Figure 00  "})
    ]
    assert heights == [50 + 20, 50 + 40]


def test_one_page_of_much_white_space_is_worse_than_two_of_less():
    paper, ruler = Paper(500, 700, 50, 50, 50, 50), Ruler(STYLE, {"body": LINE, "heading 1": LINE})

    def white(*used: int) -> float:
        """What counts of pages on which some lines stand above a part that begins the next page."""
        elements: list[ReportElement] = []
        for count in used:
            text = tuple(Paragraph((Run("Words"),), 10.0) for _ in range(count))
            elements.append(CaptionedFlow(Paragraphs(text)))
            box = Frame(300, 560, (Box(0, 0, 300, 560),))
            elements += [CaptionedFlow(Drawing(box, "A box")), Heading(1, ("A",))]
        return _white([Passage(tuple(elements))], paper, ruler, 0.1)

    assert 0 < white(20, 20) < white(10)
