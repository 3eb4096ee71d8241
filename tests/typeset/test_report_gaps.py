"""Estimated pages of a report, and drawings that are made smaller instead of leaving a page white."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest

from kamdeck.brand import Paper, ParagraphMetrics
from kamdeck.document import Block, Region, RenderContext
from kamdeck.flow import (
    Box,
    Cell,
    Chart,
    Column,
    Drawing,
    Flow,
    Frame,
    Line,
    Paragraph,
    Paragraphs,
    Row,
    Run,
    Series,
    Table,
)
from kamdeck.flow.report import Caption, CaptionedFlow, Heading, Passage, Placement, ReportElement
from kamdeck.flow.table import PAD
from kamdeck.typeset.drawn_blocks import DrawnBlocks
from kamdeck.typeset.report_gap_changes import LOWEST_CHART, MOST_PADDED, Gap, changes, with_highest_rows
from kamdeck.typeset.report_gap_search import MOST_OF_ONE
from kamdeck.typeset.report_gaps import MOST_PASSES, _Closing, close_gaps
from kamdeck.typeset.report_pages import Ruler, page_numbers, spots
from kamdeck.typeset.report_placement import TALLEST_CHART, place_passages
from kamdeck.typeset.report_scaling import SMALLEST, scaled
from tests.document_stubs import STYLE, context

PAPER = Paper(500, 700, 50, 50, 50, 50)
LINE = ParagraphMetrics(10.0, exact=20.0)
METRICS = dict.fromkeys(("body", "caption", "table caption", "source"), LINE)
METRICS |= {"heading 1": ParagraphMetrics(10.0, exact=20.0, before=30.0, after=10.0), "figure": ParagraphMetrics(10.0)}
FIGURE = Caption("figure", "A figure")


def lines(count: int) -> list[ReportElement]:
    return [CaptionedFlow(Paragraphs((Paragraph((Run("Words"),), 10.0),))) for _ in range(count)]


def figure(height: float) -> CaptionedFlow:
    return CaptionedFlow(Drawing(Frame(300, height, (Box(0, 0, 300, height),)), "A box"), FIGURE)


def chart(height: float) -> CaptionedFlow:
    flow = Chart("column", ("2026",), (Series("Ours", (1.0,)),), "A year", preferred_height=height, min_height=100.0)
    return CaptionedFlow(flow, FIGURE)


def closed(*elements: ReportElement, drawn: DrawnBlocks | None = None) -> tuple[ReportElement, ...]:
    ruler = Ruler(STYLE, METRICS)
    (passage,) = close_gaps([Passage(elements)], PAPER, ruler, drawn or DrawnBlocks())
    return passage.elements


def height_of(element: ReportElement) -> float:
    assert isinstance(element, CaptionedFlow)
    return element.flow.frame.extent[3] if isinstance(element.flow, Drawing) else element.placement.height


def test_pages_end_where_the_next_group_does_not_fit():
    ruler = Ruler(STYLE, METRICS)
    heading = Heading(1, ("A",), "1", "a")
    # 600 points hold 30 lines; the heading needs 30 points above and 10 below, which it loses at the top of a page.
    for count, page, top in ((25, 1, 500.0), (28, 2, 0.0)):
        passage = Passage((*lines(count), heading, *lines(1)))
        spot = spots([passage], PAPER, ruler)[0][count]
        assert (spot.page, spot.top) == (page, top)
        assert page_numbers([passage], PAPER, ruler) == {"a": page}


def test_the_larger_of_two_spaces_counts():
    ruler = Ruler(STYLE, METRICS | {"body": replace(LINE, after=20.0)})
    _, second, third = spots([Passage((*lines(1), Heading(1, ("A",)), *lines(1)))], PAPER, ruler)[0]
    assert (second.top, third.top) == (20.0, 20.0 + 30.0 + 20.0)


def test_each_passage_begins_a_page():
    ruler = Ruler(STYLE, METRICS)
    found = spots([Passage(tuple(lines(2))), Passage(tuple(lines(2)), landscape=True)], PAPER, ruler)
    assert [spot.page for placed in found for spot in placed] == [1, 1, 2, 2]


def test_what_begins_a_page_by_itself_keeps_the_space_above_it():
    heading = METRICS["heading 1"]
    for turns, top in ((False, 20.0 + 10.0), (True, 30.0 + 20.0 + 10.0)):
        ruler = Ruler(STYLE, METRICS | {"heading 1": replace(heading, new_page=turns)})
        above = lines(5 if turns else 30)
        first, second = spots([Passage((*above, Heading(1, ("A",)), *lines(1)))], PAPER, ruler)[0][-2:]
        assert (first.page, first.top) == (2, 0.0)
        assert (second.page, second.top) == (2, top - 10.0)


def test_the_first_line_of_a_paragraph_is_narrower_by_its_indent():
    text = CaptionedFlow(Paragraphs((Paragraph((Run("word " * 20),), 10.0),)))
    plain = Ruler(STYLE, METRICS).pieces(text, 500.0)
    indented = Ruler(STYLE, METRICS | {"body": replace(LINE, first=100.0)}).pieces(text, 500.0)
    assert [sum(piece.height for piece in pieces) for pieces in (plain, indented)] == [20.0, 40.0]


def test_lines_end_where_the_first_substitute_of_an_unknown_font_ends_them():
    text = CaptionedFlow(Paragraphs((Paragraph((Run("illicit " * 40),), 10.0),)))
    unknown, printed, widest = (
        sum(piece.height for piece in Ruler(STYLE, METRICS | {"body": replace(LINE, family=family)}).pieces(text, 500))
        for family in ("No Such Font", "Noto Sans", "DejaVu Sans")
    )
    assert unknown == printed < widest


def test_rows_have_the_rule_of_the_brands_tables():
    table = CaptionedFlow(rows(4))
    height = {
        rule: sum(piece.height for piece in Ruler(replace(STYLE, row_rule=rule), METRICS).pieces(table, 400.0))
        for rule in (0.0, 2.0)
    }
    # The header row and four others.
    assert height[2.0] - height[0.0] == pytest.approx(5 * 2.0)


@pytest.mark.parametrize(("height", "scale"), [(300.0, 0.8), (250.0, 0.8)])
def test_a_drawing_is_made_smaller_to_fit_the_page(height: float, scale: float):
    above = 30 - round((height * scale + 60) / 20)
    shown = closed(*lines(above), figure(height))[-1]
    assert height * SMALLEST <= height_of(shown) < height
    passage = Passage((*lines(above), shown))
    assert spots([passage], PAPER, Ruler(STYLE, METRICS))[0][-1].page == 1


def test_a_drawing_is_not_made_smaller_where_little_stays_white():
    assert height_of(closed(*lines(25), figure(120.0))[-1]) == 120.0


def test_text_of_the_topic_moves_above_a_drawing_that_is_too_high_for_the_page():
    first, *_, source = closed(
        *lines(18), figure(500.0), *lines(4), CaptionedFlow(Paragraphs((Paragraph((Run("S"),), 10.0, "source"),)))
    )
    assert first == lines(1)[0]
    shown = [
        type(each.flow).__name__
        for each in closed(*lines(18), figure(500.0), *lines(6))
        if isinstance(each, CaptionedFlow)
    ]
    assert shown == ["Paragraphs"] * 24 + ["Drawing"]
    assert isinstance(source, CaptionedFlow) and isinstance(source.flow, Paragraphs)


def test_text_of_the_next_topic_does_not_move():
    shown = closed(*lines(18), figure(500.0), Heading(1, ("Next",)), *lines(6))
    assert isinstance(shown[18], CaptionedFlow) and isinstance(shown[18].flow, Drawing)


def test_a_chart_above_white_space_that_nothing_fills_is_higher():
    shown = closed(*lines(5), chart(160.0), *lines(9), figure(550.0))
    assert height_of(shown[5]) > 160.0
    assert height_of(shown[5]) <= PAPER.body.height * TALLEST_CHART


def test_a_chart_is_lower_where_it_does_not_fit():
    shown = closed(*lines(19), chart(220.0))
    assert 220.0 * LOWEST_CHART <= height_of(shown[-1]) < 220.0


@dataclass(frozen=True)
class Cards(Block):
    """Cards of a fixed area in a drawing as wide as the region, divided where it is higher than the region."""

    area: float

    def lower(self, region: Region, context: RenderContext) -> list[Flow]:
        high = self.area / region.width
        parts = -(-high // region.height)
        frame = Frame(region.width, high / parts, (Box(0, 0, region.width, high / parts),))
        return [Drawing(frame, "Cards")] * int(parts)


def test_a_drawing_is_made_again_in_another_form_before_it_is_scaled():
    drawn = DrawnBlocks()
    (flow,) = drawn.lowered(Cards(400.0 * 150), Region(200, 400, paged=False), context())
    shown = closed(*lines(18), CaptionedFlow(flow, FIGURE), drawn=drawn)[-1]
    assert isinstance(shown, CaptionedFlow) and isinstance(shown.flow, Drawing)
    assert shown.flow.frame.extent[2:] == (400.0, 150.0)


@dataclass(frozen=True)
class Crowd(Block):
    """A box that says how many people a lower region leaves out."""

    def lower(self, region: Region, context: RenderContext) -> list[Flow]:
        text = "" if region.height >= 300 else "2 more"
        box = Box(0, 0, 300, min(region.height, 300), paragraphs=(Paragraph((Run(text),), 10.0),))
        return [Drawing(Frame(300, min(region.height, 300), (box,)), "People")]


def test_no_drawing_leaves_anything_out_to_be_lower():
    drawn = DrawnBlocks()
    (flow,) = drawn.lowered(Crowd(), Region(400, 600, paged=False), context())
    shown = closed(*lines(18), CaptionedFlow(flow, FIGURE), drawn=drawn)[-1]
    assert isinstance(shown, CaptionedFlow) and isinstance(shown.flow, Drawing)
    assert "2 more" not in shown.flow.texts


def test_a_divided_drawing_is_whole_at_a_smaller_scale():
    drawn = DrawnBlocks()
    (whole,) = drawn.lowered(Cards(400 * 600 * 1.5), Region(400, 600, paged=False), context())
    assert isinstance(whole, Drawing)
    assert whole.frame.width == pytest.approx(400) and whole.frame.height <= 600
    assert len(drawn.lowered(Cards(400 * 600 * 2.5), Region(400, 600, paged=False), context())) == 3


@dataclass(frozen=True)
class Lines(Block):
    """Rows of 20 points in one drawing, or in several where the region is low."""

    count: int
    text: str = ""
    """The text of each row, which ends with an ellipsis in several drawings."""

    @property
    def continues(self) -> bool:
        return True

    def lower(self, region: Region, context: RenderContext) -> list[Flow]:
        fitting = int(region.height // 20) if region.entire else self.count
        counts = [min(fitting, self.count - start) for start in range(0, self.count, fitting)]
        text = f"{self.text[:4]}…" if self.text and len(counts) > 1 else self.text
        shown = (Paragraph((Run(text),), 10.0),) if text else ()
        boxes = [tuple(Box(0, 20.0 * row, region.width, 20, paragraphs=shown) for row in range(n)) for n in counts]
        return [Drawing(Frame(region.width, 20.0 * len(each), each), "Rows") for each in boxes]


def test_a_drawing_of_rows_begins_on_the_page_before_and_goes_on():
    drawn = DrawnBlocks()
    (flow,) = drawn.lowered(Lines(16), Region(400, 600, paged=False), context())
    first, rest = closed(*lines(18), CaptionedFlow(flow, FIGURE), drawn=drawn)[-2:]
    assert height_of(first) + height_of(rest) == 16 * 20
    assert [each.caption.text for each in (first, rest) if isinstance(each, CaptionedFlow) and each.caption] == [
        "A figure (1/2)",
        "A figure (2/2)",
    ]
    assert spots([Passage((*lines(18), first, rest))], PAPER, Ruler(STYLE, METRICS))[0][18].page == 1


def test_a_drawing_of_rows_that_would_be_shortened_on_the_page_before_stays_whole():
    drawn = DrawnBlocks()
    (flow,) = drawn.lowered(Lines(16, "A long text"), Region(400, 600, paged=False), context())
    shown = closed(*lines(18), CaptionedFlow(flow, FIGURE), drawn=drawn)
    assert "A lo…" not in [text for each in shown for text in each.flow.texts]


def test_tables_behind_several_drawings_move_above_them():
    shown = closed(*lines(18), figure(350.0), figure(400.0), *lines(4))
    kinds = [type(each.flow).__name__ for each in shown if isinstance(each, CaptionedFlow)]
    assert kinds == ["Paragraphs"] * 22 + ["Drawing"] * 2


@dataclass(frozen=True)
class Story(Block):
    """A text that no page can hold, in a drawing that is not divided."""

    height: float

    def lower(self, region: Region, context: RenderContext) -> list[Flow]:
        box = Box(0, 0, 300, self.height, paragraphs=(Paragraph((Run("A long story"),), 10.0),))
        return [Drawing(Frame(300, self.height, (box,)), "A story")]


def test_a_drawing_that_cannot_be_divided_is_smaller_or_else_text():
    region = Region(400, 600, paged=False)
    (smaller,) = DrawnBlocks().lowered(Story(700), region, context())
    assert isinstance(smaller, Drawing) and smaller.frame.height <= 600
    (text,) = DrawnBlocks().lowered(Story(2000), region, context())
    assert isinstance(text, Paragraphs) and [each.text for each in text.paragraphs] == ["A long story"]


def test_a_scaled_drawing_has_all_lengths_smaller_and_sizes_in_half_points():
    text = Paragraph((Run("A"), Run("B", size=11.0)), 10.0, indent=10.0, before=10.0)
    items = (Box(10, 20, 30, 40, thickness=1.0, inset=4.0, paragraphs=(text,)), Line(0, 0, 10, 10, through=((5, 5),)))
    shown = scaled(Drawing(Frame(100, 100, items), "A"), 0.75)
    box, line = shown.frame.items
    assert (shown.frame.width, box[:4]) == (75, (7.5, 15, 22.5, 30))
    assert isinstance(box, Box) and (box.thickness, box.inset) == (0.75, 3.0)
    (paragraph,) = box.paragraphs
    assert (paragraph.size, paragraph.runs[1].size, paragraph.indent, paragraph.before) == (7.5, 8.0, 7.5, 7.5)
    assert isinstance(line, Line) and (line.x2, line.through) == (7.5, ((3.75, 3.75),))


def test_rows_of_a_table_are_pieces_that_stay_whole():
    row = Row((Cell((Paragraph((Run("x"),), 10.0), Paragraph((Run("y"),), 10.0))),))
    flow = Table((Column(share=1.0),), Row((Cell((Paragraph((Run("Name"),), 10.0),)),)), (row,) * 3)
    pieces = Ruler(STYLE, METRICS | {"cell": replace(LINE, before=3.0, after=3.0)}).pieces(CaptionedFlow(flow), 400.0)
    # The cells have a margin of one point above and below the paragraphs.
    assert [round(piece.height) for piece in pieces[2:5]] == [54, 54, 54]


def rows(count: int, head: str = "Name", height: int = 1) -> Table:
    """A table with rows of some lines of 20 points each, below a header unless that is empty."""

    def row(text: str, lines: int) -> Row:
        return Row((Cell(tuple(Paragraph((Run(text),), 10.0) for _ in range(lines))),))

    body = tuple(row(f"Row {number}", height) for number in range(1, count + 1))
    return Table((Column(share=1.0),), row(head, 1), body)


def named(flow: Flow, text: str) -> CaptionedFlow:
    return CaptionedFlow(flow, Caption("table", text))


def order(elements: tuple[ReportElement, ...]) -> list[str]:
    return [each.caption.text for each in elements if isinstance(each, CaptionedFlow) and each.caption]


def test_a_table_that_fits_moves_above_one_that_would_leave_white_space():
    legend = CaptionedFlow(Drawing(Frame(300, 20, (Box(0, 0, 300, 20),)), "A legend"))
    high, low = named(rows(8, height=3), "High"), named(rows(3), "Low")
    shown = closed(Heading(1, ("A",)), *lines(16), high, low, legend, Heading(1, ("B",)))
    assert order(shown) == ["Low", "High"]
    low_at = next(
        at for at, each in enumerate(shown) if isinstance(each, CaptionedFlow) and each.caption == low.caption
    )
    assert isinstance(following := shown[low_at + 1], CaptionedFlow) and following.flow is legend.flow


def test_a_long_table_moves_below_a_graphic_that_would_leave_white_space():
    long = named(rows(16), "Long")
    shown = closed(Heading(1, ("A",)), long, figure(400.0), Heading(1, ("B",)))
    assert order(shown) == ["A figure", "Long"]


def test_tables_that_leave_little_white_space_stay_in_their_order():
    shown = closed(Heading(1, ("A",)), *lines(4), named(rows(4), "First"), named(rows(3), "Second"))
    assert order(shown) == ["First", "Second"]


def test_facts_that_would_leave_white_space_are_divided_and_keep_their_order():
    drawn = DrawnBlocks()
    one, two = (drawn.lowered(Fixed(rows(count, "")), Region(400, 600, paged=False), context())[0] for count in (12, 3))
    shown = closed(*lines(22), named(one, "One"), named(two, "Two"), drawn=drawn)
    assert order(shown) == ["One (1/2)", "One (2/2)", "Two"]
    parts = [len(each.flow.rows) for each in shown if isinstance(each, CaptionedFlow) and isinstance(each.flow, Table)]
    assert sum(parts[:2]) == 12 and min(parts[:2]) >= 3


def test_divided_facts_are_whole_again_where_both_parts_are_on_the_same_page():
    drawn = DrawnBlocks()
    (facts,) = drawn.lowered(Fixed(rows(12, "")), Region(400, 600, paged=False), context())
    element = named(facts, "Facts")
    parts = drawn.divided(element, (20.0,) * 12, 100.0, 400.0)
    assert [each.caption and each.caption.text for each in parts] == ["Facts (1/2)", "Facts (2/2)"]
    assert order(closed(*lines(4), *parts, drawn=drawn)) == ["Facts"]
    assert len(order(closed(*lines(22), *parts, drawn=drawn))) == 2


def test_facts_of_up_to_eight_rows_stay_whole():
    drawn = DrawnBlocks()
    (facts,) = drawn.lowered(Fixed(rows(8, "")), Region(400, 600, paged=False), context())
    assert order(closed(*lines(22), named(facts, "Facts"), drawn=drawn)) == ["Facts"]


CELLS = METRICS | dict.fromkeys(("cell", "table_head"), LINE)
"""Rows of one line are 22.5 points high in it, 20 of which are the line."""


def closed_rows(*elements: ReportElement, cell_size: float = 10.0) -> tuple[ReportElement, ...]:
    """The elements placed where cells have lines of 20 points as well; `cell_size` is the size in their style."""
    (passage,) = close_gaps([Passage(elements)], PAPER, Ruler(STYLE, CELLS), DrawnBlocks(cell_size))
    return passage.elements


def kept_rows(element: ReportElement) -> list[int]:
    assert isinstance(element, CaptionedFlow)
    return sorted(element.placement.kept)


def test_a_table_of_six_rows_stays_whole_where_it_leaves_a_third_of_a_page_white():
    *_, shown = closed_rows(*lines(20), named(rows(6, height=2), "Six"))
    assert kept_rows(shown) == [0, 1, 2, 3, 4, 5]


def test_a_table_of_six_rows_is_divided_where_it_would_leave_much_white_with_three_rows_on_each_side():
    *_, shown = closed_rows(*lines(16), named(rows(6, height=2), "Six"))
    # The space left above the break is that of three rows, which are not kept together.
    assert kept_rows(shown) == [0, 4, 5]


@pytest.mark.parametrize(("above", "divided"), [(15, False), (16, True)])
def test_a_table_of_few_rows_is_divided_only_if_white_space_before_it_would_be_worse(above: int, divided: bool):
    # Below 15 lines it only leaves white space with some of the margins, below 16 with each of them.
    ruler = Ruler(STYLE, CELLS)
    placed = place_passages([Passage((*lines(above), named(rows(6, height=2), "Six")))], PAPER, STYLE)
    closing = _Closing(paper=PAPER, ruler=ruler, blocks=DrawnBlocks(), few=True)
    ((*_, shown),) = (passage.elements for passage in closing.closed_passages(placed))
    assert isinstance(shown, CaptionedFlow) and shown.divided == divided


def test_the_next_graphic_of_the_topic_moves_above_a_table_that_does_not_fit():
    shown = closed_rows(*lines(20), named(rows(6, height=2), "Six"), figure(160.0))
    assert [type(each.flow).__name__ for each in shown[20:] if isinstance(each, CaptionedFlow)] == ["Drawing", "Table"]


@pytest.mark.parametrize("cell_size", [10.0, 11.0])
def test_a_table_has_smaller_text_where_it_then_fits_the_page_before(cell_size: float):
    paragraph = Paragraph((Run("words of one sentence " * 20),), 11.0)
    words = paragraph.text[: int(len(paragraph.text) * 420 / paragraph.natural_width(STYLE))]
    table = replace(rows(4), rows=(Row((Cell((Paragraph((Run(words),), 11.0),)),)),) * 4)
    shown = closed_rows(*lines(22), named(table, "Four"), cell_size=cell_size)[-1]
    assert isinstance(shown, CaptionedFlow) and isinstance(shown.flow, Table)
    # Text in the size of the style of cells has none of its own.
    assert shown.flow.own_size == (cell_size > 10.0) and shown.flow.rows[0].cells[0].paragraphs[0].size == 10.0


def test_a_table_of_five_rows_stays_whole():
    shown = closed_rows(*lines(21), named(rows(5), "Five"), *lines(9))[21]
    assert kept_rows(shown) == [0, 1, 2, 3, 4]


def test_a_table_of_few_tall_rows_is_divided_with_a_twelfth_of_a_page_on_each_side():
    *_, shown = closed_rows(*lines(16), named(rows(3, height=4), "Three"))
    assert kept_rows(shown) == [0]


def test_a_table_of_eight_rows_that_fits_its_page_stays_whole():
    *_, shown = closed_rows(*lines(7), named(rows(8, height=2), "Eight"))
    assert kept_rows(shown) == [0, 1, 2, 3, 4, 5, 6, 7]


def test_rows_are_lower_where_the_table_then_fits_the_page_before():
    tall, shown = closed_rows(*lines(9), named(rows(7), "Above"), named(rows(7), "Below"))[-2:]
    assert all(isinstance(each, CaptionedFlow) and isinstance(each.flow, Table) for each in (tall, shown))
    ruler = Ruler(STYLE, CELLS)
    pieces = [sum(piece.height for piece in ruler.pieces(each, PAPER.body.width)) for each in (tall, shown)]
    assert 9 * 20 + sum(pieces) <= PAPER.body.height


def test_rows_are_higher_above_white_space_that_nothing_fills():
    above = closed_rows(*lines(1), named(rows(16), "Above"), named(rows(5, height=4), "Below"))[1]
    assert isinstance(above, CaptionedFlow) and isinstance(above.flow, Table)
    assert PAD < above.flow.pad <= PAD + MOST_PADDED


def test_rows_of_tables_that_begin_on_the_page_are_higher_before_those_that_only_end_on_it():
    elements = (named(rows(14), "Before"), named(rows(14), "Above"), figure(560.0))
    gap = Gap(at=2, first=0, left=220.0, room=0.0, page=600.0)
    pads = [
        [each.flow.pad - PAD for each in changed if isinstance(each, CaptionedFlow) and isinstance(each.flow, Table)]
        for changed in changes(elements, gap, 400.0, DrawnBlocks())
    ]
    (first, _, *_), (both, again, *_) = [each for each in pads if max(each) > 0][:2]
    assert (first, both) == (0.0, again)


def test_rows_take_a_part_of_white_space_that_is_too_large_for_them():
    elements = (named(rows(8), "Above"), figure(560.0))
    gap = Gap(at=1, first=0, left=400.0, room=0.0, page=600.0)
    (changed,) = with_highest_rows(elements, gap)
    (first, below) = changed
    assert isinstance(first, CaptionedFlow) and isinstance(first.flow, Table) and below is elements[1]
    assert first.flow.pad == PAD + MOST_PADDED
    assert not list(with_highest_rows(elements, replace(gap, left=150.0)))


def test_white_space_that_only_moves_to_and_fro_is_left_after_a_few_changes(monkeypatch: pytest.MonkeyPatch):
    asked: list[int] = []

    def other(self: object, gap: object) -> tuple[ReportElement, ...]:
        asked.append(1)
        return (*lines(18), figure(450.0 + len(asked)))

    monkeypatch.setattr("kamdeck.typeset.report_gaps._Closer.closed", other)
    closed(*lines(18), figure(450.0))
    # All gaps may be closed a second time, with higher rows.
    assert len(asked) <= 2 * MOST_PASSES * MOST_OF_ONE


def test_a_paragraph_that_is_kept_with_a_graphic_is_not_divided_between_pages():
    prose = CaptionedFlow(Paragraphs((Paragraph((Run("word " * 280),), 10.0),)), placement=Placement(keep_next=True))
    (piece,) = Ruler(STYLE, METRICS).pieces(prose, 400.0)
    assert piece.height > 4 * 20.0 and piece.kept


def test_prose_stays_on_its_page_where_the_cards_below_it_go_on_on_the_next():
    cards = CaptionedFlow(Drawing(Frame(300, 90, (Box(0, 0, 300, 90),)), "Cards"), divided=True)
    passage = Passage((*lines(1), cards))
    (placed,) = place_passages([passage], PAPER, STYLE)
    assert isinstance(prose := placed.elements[0], CaptionedFlow) and not prose.placement.keep_next


def test_text_in_an_unknown_family_is_expected_to_be_as_wide_as_in_the_font_that_programs_take():
    words = "Two active sites before the inspection of the data centre"

    def count(family: str, width: float) -> int:
        metrics = {"body": replace(LINE, family=family)}
        shown = CaptionedFlow(Paragraphs((Paragraph((Run(words),), 10.0),)))
        return sum(round(piece.height / 20) for piece in Ruler(STYLE, metrics).pieces(shown, width))

    widths = range(60, 300, 7)
    assert [count("Some Corporate Sans", width) for width in widths] == [count("Noto Sans", width) for width in widths]


def test_the_title_of_a_cover_is_lower_where_what_follows_it_begins_a_page():
    title = CaptionedFlow(Paragraphs((Paragraph((Run("Acme"),), 16.0, role="title"),)))
    ruler = Ruler(STYLE, CELLS | {"title": replace(LINE, before=20.0)})
    elements = (title, *lines(14), figure(450.0))
    (passage,) = close_gaps([Passage(elements)], PAPER, ruler, DrawnBlocks())
    shown = passage.elements[0]
    assert isinstance(shown, CaptionedFlow) and shown.above > 20.0
    assert ruler.pieces(shown, PAPER.body.width)[0].before == shown.above


def test_rows_of_cards_are_divided_where_they_would_leave_a_quarter_white():
    cards = [CaptionedFlow(Drawing(Frame(300, 90, (Box(0, 0, 300, 90),)), "Cards")) for _ in range(2)]
    *_, first, _ = closed(*lines(21), *cards)
    assert isinstance(first, CaptionedFlow) and not first.placement.keep_next


@dataclass(frozen=True)
class Fixed(Block):
    """A table, whatever the region."""

    table: Table

    def lower(self, region: Region, context: RenderContext) -> list[Flow]:
        return [self.table]


def test_a_drawing_that_only_just_fits_is_smaller_since_another_program_might_move_it():
    # 20 lines and the caption leave 180 points.
    shown = closed(*lines(20), figure(172.0))
    assert height_of(shown[-1]) < 165.0


def test_the_first_page_has_the_space_above_its_first_paragraph_and_later_pages_have_none():
    ruler = Ruler(STYLE, METRICS | {"body": replace(LINE, before=54.0)})
    first, second = spots([Passage(tuple(lines(1))), Passage(tuple(lines(1)), landscape=True)], PAPER, ruler)
    assert (first[0].top, second[0].top) == (54.0, 0.0)


def test_lines_of_fonts_with_a_line_gap_are_higher():
    def height(family: str) -> float:
        metrics = {"body": ParagraphMetrics(10.0, family=family)}
        return Ruler(STYLE, metrics).pieces(lines(1)[0], 400.0)[0].height

    assert height("Calibri") == pytest.approx(12.21)
    assert height("Noto Sans") == pytest.approx(13.62)


def test_no_change_is_tried_after_one_that_leaves_no_white_space(monkeypatch: pytest.MonkeyPatch):
    tried = []

    def two(elements: tuple[ReportElement, ...], *_: object) -> Iterator[tuple[ReportElement, ...]]:
        for height in (150.0, 140.0):
            tried.append(height)
            yield (*elements[:-1], figure(height))

    monkeypatch.setattr("kamdeck.typeset.report_gaps.changes", two)
    assert height_of(closed(*lines(18), figure(450.0))[-1]) == 150.0
    assert tried == [150.0]
