"""Elements of a page that ends in white space are spread over it, without moving anything to another page."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from kamdeck.brand import Paper, ParagraphMetrics
from kamdeck.flow import Box, Cell, Column, Drawing, Frame, Paragraph, Paragraphs, Row, Run, Table
from kamdeck.flow.report import Caption, CaptionedFlow, Heading, Passage, ReportElement
from kamdeck.flow.table import PAD
from kamdeck.typeset.report_gap_changes import LEFT_WHITE, MOST_PADDED, graphic_height
from kamdeck.typeset.report_pages import Ruler, Spot, spots
from kamdeck.typeset.report_spacing import MOST_ABOVE_CAPTIONED, MOST_ABOVE_HEADING, spread_pages
from tests.document_stubs import STYLE

PAPER = Paper(500, 700, 50, 50, 50, 50)
HEIGHT = PAPER.body.height
LINE = ParagraphMetrics(10.0, exact=20.0)
METRICS = dict.fromkeys(("body", "caption", "table caption", "cell", "table_head"), LINE)
METRICS |= {"heading 2": ParagraphMetrics(10.0, exact=20.0, before=10.0), "figure": ParagraphMetrics(10.0, before=4.0)}
RULER = Ruler(STYLE, METRICS)
HEADING = Heading(2, ("Topic",))


def lines(count: int) -> list[ReportElement]:
    return [CaptionedFlow(Paragraphs((Paragraph((Run("Words"),), 10.0),))) for _ in range(count)]


def figure(height: float) -> CaptionedFlow:
    drawing = Drawing(Frame(300, height, (Box(0, 0, 300, height),)), "A box")
    return CaptionedFlow(drawing, Caption("figure", "A figure"))


def table(count: int) -> CaptionedFlow:
    cell = Cell((Paragraph((Run("Name"),), 10.0),))
    flow = Table((Column(1.0),), Row((cell,)), tuple(Row((cell,)) for _ in range(count)))
    return CaptionedFlow(flow, Caption("table", "A table"))


def spread(*elements: ReportElement) -> Sequence[ReportElement]:
    (passage,) = spread_pages([Passage(elements)], PAPER, RULER)
    return passage.elements


def places(elements: Sequence[ReportElement]) -> list[Spot]:
    return spots([Passage(tuple(elements))], PAPER, RULER)[0]


def test_headings_and_graphics_above_white_space_get_more_space():
    given = (*lines(5), HEADING, *lines(1), figure(150.0), figure(500.0))
    shown = spread(*given)
    heading, graphic = shown[5], shown[7]
    assert isinstance(heading, Heading) and isinstance(graphic, CaptionedFlow)
    assert heading.above == pytest.approx(10.0 + MOST_ABOVE_HEADING)
    assert graphic.placement.above == pytest.approx(4.0 + MOST_ABOVE_CAPTIONED)
    assert places(shown)[-1].left == pytest.approx(places(given)[-1].left - MOST_ABOVE_HEADING - MOST_ABOVE_CAPTIONED)


def test_no_more_is_spread_than_leaves_what_may_stay_white():
    given = (*lines(5), HEADING, *lines(2), HEADING, *lines(2), figure(200.0), figure(500.0))
    white = places(given)[-1].left
    assert HEIGHT * LEFT_WHITE < white < HEIGHT * LEFT_WHITE + 2 * MOST_ABOVE_HEADING
    assert places(spread(*given))[-1].left == pytest.approx(HEIGHT * LEFT_WHITE)


@pytest.mark.parametrize(("full", "height"), [(0.0, 160.0), (200.0, 200.0), (2000.0, 300.0)])
def test_a_drawing_that_was_made_smaller_is_larger_again_as_far_as_the_page_allows(full: float, height: float):
    given = (*lines(3), replace(figure(160.0), full=full), figure(500.0))
    shown = spread(*given)[3]
    assert isinstance(shown, CaptionedFlow)
    # The page is 400 points wide, the drawing 300.
    assert graphic_height(shown) <= 160.0 * 400.0 / 300.0 + 0.01
    assert graphic_height(shown) == pytest.approx(min(height, 160.0 * 400.0 / 300.0))


def test_rows_are_higher_where_the_space_above_elements_is_not_enough():
    _, shown, _ = spread(*lines(1), table(6), figure(500.0))
    assert isinstance(shown, CaptionedFlow) and isinstance(shown.flow, Table)
    assert PAD < shown.flow.pad <= PAD + MOST_PADDED


@pytest.mark.parametrize("given", [(*lines(25), HEADING, figure(400.0)), (*lines(5), HEADING, *lines(3))])
def test_pages_without_much_white_space_and_the_last_one_stay_as_they_are(given: tuple[ReportElement, ...]):
    assert all(one is other for one, other in zip(spread(*given), given, strict=True))


def test_nothing_moves_to_another_page():
    given = (*lines(5), HEADING, *lines(1), table(3), figure(400.0), *lines(8), HEADING, table(4), figure(500.0))
    assert [each.page for each in places(spread(*given))] == [each.page for each in places(given)]


def test_the_end_of_pages_before_turned_ones_is_spread_as_well():
    portrait, turned = Passage((*lines(5), HEADING, *lines(1))), Passage(tuple(lines(1)), landscape=True)
    first, second = spread_pages([portrait, turned], PAPER, RULER)
    assert isinstance(first.elements[5], Heading) and first.elements[5].above > 10.0
    assert second == turned
