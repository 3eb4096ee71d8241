"""What a report keeps on one page, the heights of charts and the positions of drawings, without any file."""

from dataclasses import replace

from kamdeck.brand import Paper
from kamdeck.flow import Box, Cell, Chart, Column, Drawing, Flow, Frame, Paragraph, Paragraphs, Row, Run, Series, Table
from kamdeck.flow.report import Caption, CaptionedFlow, Passage, Placement
from kamdeck.typeset.report_placement import (
    ABOVE_ORNAMENT,
    BELOW_ORNAMENT,
    BELOW_TABLE,
    LONG_ROW,
    ONE_LINE,
    SHORT_LEAD,
    SHORT_PAIR,
    TALLEST_CHART,
    place_passages,
)
from tests.document_stubs import STYLE

PAPER = Paper(595, 842, 71, 71, 71, 71)
FIGURE = Caption("figure", "Revenue")
CHART = Chart("column", ("2026",), (Series("Ours", (1.0,)),), "A year", preferred_height=900.0)
DRAWING = Drawing(Frame(300, 100, (Box(20, 0, 280, 100),)), "A box")


def prose(*texts: str, role: str = "body", fill: str = "") -> Paragraphs:
    return Paragraphs(tuple(Paragraph((Run(text),), 10.5, role) for text in texts), fill=fill)


def table(count: int, text: str = "x") -> Table:
    def row(words: str) -> Row:
        return Row((Cell((Paragraph((Run(words),), 10.0),)),))

    return Table((Column(share=1.0),), row("Name"), (row(text),) * count)


def placements(*shown: CaptionedFlow | Flow, landscape: bool = False, followed: bool = False) -> list[Placement]:
    """How the elements of a passage are placed; another passage may follow."""
    elements = tuple(each if isinstance(each, CaptionedFlow) else CaptionedFlow(each) for each in shown)
    passages = [Passage(elements, landscape), *([Passage((), not landscape)] if followed else [])]
    placed = place_passages(passages, PAPER, STYLE)[0].elements
    return [each.placement for each in placed if isinstance(each, CaptionedFlow)]


def test_an_element_that_is_placed_as_before_is_not_made_again():
    placed = place_passages(
        [Passage(tuple(map(CaptionedFlow, (prose("Lead"), table(2), CHART, DRAWING))))], PAPER, STYLE
    )
    again = place_passages(placed, PAPER, STYLE)
    assert all(one is other for one, other in zip(placed[0].elements, again[0].elements, strict=True))


def test_an_element_stays_with_the_next_if_they_belong_together():
    source = prose("Annual report", role="source")
    pairs: list[tuple[CaptionedFlow | Flow, CaptionedFlow | Flow]] = [
        (table(2), source), (CHART, source), (table(2), DRAWING), (prose("Lead"), CaptionedFlow(CHART, FIGURE)), (DRAWING, DRAWING),
    ]  # fmt: skip
    assert [placements(*pair)[0].keep_next for pair in pairs] == [True] * len(pairs)


def test_an_independent_element_does_not_stay_with_the_next():
    long = prose("x" * (SHORT_LEAD + 1))
    pairs: list[tuple[CaptionedFlow | Flow, CaptionedFlow | Flow]] = [
        (table(2), prose("Next")), (table(2), CaptionedFlow(DRAWING, FIGURE)), (long, CHART), (CaptionedFlow(DRAWING, FIGURE), DRAWING),
        (prose("x" * (SHORT_PAIR + 1)), prose("Annual report", role="source")),
    ]  # fmt: skip
    assert not any(placements(*pair)[0].keep_next for pair in pairs)


def test_lists_keep_two_items_together_at_both_ends_and_callouts_stay_whole():
    assert placements(prose(*"abcde", role="bullet"))[0].kept == {0, 3}
    assert placements(prose(*"abc", fill="primary:10"))[0].kept == {0, 1}
    assert placements(prose(*"abc"))[0].kept == set()
    assert placements(prose(*["x" * SHORT_PAIR] * 3, role="bullet"))[0].kept == set()


def test_an_item_of_several_lines_may_be_the_first_or_last_of_a_list_on_a_page():
    for letter, count in (("x", ONE_LINE), ("\u8d22", ONE_LINE // 2)):
        short, long = letter * count, letter * (count + 1)
        assert placements(prose(short, *"bc", short, role="bullet"))[0].kept == {0, 2}
        assert placements(prose(long, *"bc", long, role="bullet"))[0].kept == set()


def test_a_table_of_eight_rows_stays_whole_and_a_longer_one_keeps_three_rows_at_both_ends():
    assert placements(table(3))[0].kept == {0, 1, 2}
    assert placements(table(8, "tall " * 100))[0].kept == set(range(8))
    assert placements(table(9))[0].kept == {0, 1, 2, 7, 8}
    assert placements(table(60))[0].kept == {0, 1, 2, 58, 59}


def test_a_grid_and_the_last_table_before_turned_pages_may_be_higher():
    rows = set(range(14))
    assert placements(table(14), followed=True)[0].kept == rows
    assert placements(table(14))[0].kept != rows
    assert placements(replace(table(14), grid=True))[0].kept == rows


def test_only_rows_of_many_characters_may_be_split():
    assert placements(table(2, "x" * (LONG_ROW + 1)))[0].breakable == {1, 2}
    assert placements(table(2))[0].breakable == set()


def test_a_chart_has_at_most_a_share_of_its_pages_height():
    assert placements(CHART)[0].height == PAPER.body.height * TALLEST_CHART
    assert placements(replace(CHART, preferred_height=100.0))[0].height == 100.0
    assert placements(CHART, landscape=True)[0].height == PAPER.turned().body.height * TALLEST_CHART


def test_an_ornament_has_space_below_prose_and_a_figure_has_that_of_its_style():
    assert [each.space for each in placements(prose("Words"), DRAWING, DRAWING)] == [
        None, (ABOVE_ORNAMENT, BELOW_ORNAMENT), (0.0, BELOW_ORNAMENT)
    ]  # fmt: skip
    assert placements(table(2), DRAWING)[1].space == (BELOW_TABLE, BELOW_ORNAMENT)
    assert placements(CaptionedFlow(DRAWING, FIGURE))[0].space is None


def test_a_drawing_begins_as_in_its_frame_or_is_centred_where_that_is_too_wide():
    assert placements(DRAWING)[0].indent == 20
    wide = Drawing(Frame(700, 100, (Box(300, 0, 300, 100),)), "A box")
    assert placements(wide)[0].indent == (PAPER.body.width - 300) / 2
