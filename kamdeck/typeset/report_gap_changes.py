"""The changes of a report's elements that leave less white space before a graphic or table that begins a page.

Each is a new order, size or division of the elements from the page with the white space to the end of its topic. Which
of them is made is decided in `report_gaps`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeGuard

from kamdeck.dataclass import dataclass
from kamdeck.document import Region
from kamdeck.flow import Chart, Drawing, Flow, Paragraphs, Table
from kamdeck.flow.report import CaptionedFlow, Heading, ReportElement
from kamdeck.flow.table import PAD, STYLE_PAD
from kamdeck.typeset.drawn_blocks import DrawnBlocks
from kamdeck.typeset.report_placement import FEWEST_ROWS, KEPT_TOGETHER, TALLEST_CHART, is_source
from kamdeck.typeset.report_scaling import SMALLEST, least_scale, scaled
from kamdeck.typeset.report_tables import closer_table

SAFETY = 0.04
"""The share of a page that a drawing leaves free where it is made smaller to fit: programs differ by a few lines."""
LEAST_SAFETY = 0.01
"""The share that stays free at least, where tables and graphics cannot be made lower by more."""
LOWEST_CHART = 0.7
"""The least height of a lower chart, as a share of its full height; its texts keep their size."""
LATER = 0.7
"""Where a drawing is divided between two pages by rows, the share of the second page that it may take."""
MOST_MOVED = 2
"""How many of the topic's next tables are tried above a gap, each alone."""
LEFT_WHITE = 0.18
"""The share of a page that may stay white below tables whose rows are made higher."""
MOST_PADDED = 5.0
"""The most points by which the margins above and below the text of a cell are wider in such tables."""
ROUNDING = 0.01
"""Points by which sums of heights that should be equal differ."""

Elements = tuple[ReportElement, ...]


@dataclass(frozen=True)
class Gap:
    """White space of a height `left` before a graphic or a table; lengths in points.

    The graphic or table is the element `at`, and `room` is the height that is free for it; `lack` is what its group
    needs in addition. `first` is the first element on the page with the white space, and `page` the height of a page.
    `rows` are the heights of the rows of a table without a header. `above` is the space above the first element.
    """

    at: int
    first: int
    left: float
    room: float
    page: float
    lack: float = 0.0
    rows: tuple[float, ...] = ()
    above: float = 0.0


def changes(elements: Elements, gap: Gap, width: float, blocks: DrawnBlocks) -> Iterator[Elements]:
    """Orders and sizes of the elements with less white space; of equal ones the first is the best.

    Graphics are lower or higher, text and tables are above or below a graphic, rows are higher, and the title of a
    cover is lower.
    """
    element = elements[gap.at]
    assert isinstance(element, CaptionedFlow)
    if parts := blocks.divided(element, gap.rows, gap.room, width):
        yield (*elements[: gap.at], *parts, *elements[gap.at + 1 :])
    yield from _with_less_height(elements, gap, width, blocks)
    yield from _with_closer_tables(elements, gap, blocks.cell_size)
    yield from _with_table_above(elements, gap.at)
    if isinstance(element.flow, Table):
        yield from _with_graphic_above(elements, gap.at)
        yield from _with_higher_chart(elements, gap)
    elif element.caption:
        yield from _of_graphic(elements, gap, width, blocks)
    yield from _with_higher_rows(elements, gap)
    if not gap.first and _is_title(elements[0]):
        yield (replace(elements[0], above=gap.above + gap.left - gap.page * LEFT_WHITE), *elements[1:])


def divisions(elements: Elements, gap: Gap, *, few: bool = False) -> Iterator[Elements]:
    """The elements with a long table, or rows of cards, divided: where no change of order or size closes the gap.

    With `few`, tables of few rows are divided as well.
    """
    element = elements[gap.at]
    assert isinstance(element, CaptionedFlow)
    if _is_divisible(element, few):
        yield _with_divided(elements, gap.at, gap.at + 1, few)
    for each in _with_table_above(elements, gap.at):
        yield _with_divided(each, gap.at, end_of_topic(each, gap.at), few)
    if element.caption and not isinstance(element.flow, Table):
        first, end, moved = _with_text_above(elements, gap.at)
        if end > first:
            yield _with_divided(moved, gap.at, gap.at + end - first, few)


def _is_title(element: ReportElement) -> TypeGuard[CaptionedFlow]:
    """Whether an element is the title of a cover, which may be lower on its page."""
    flow = element.flow if isinstance(element, CaptionedFlow) else None
    return isinstance(flow, Paragraphs) and flow.paragraphs[0].role == "title"


def _of_graphic(elements: Elements, gap: Gap, width: float, blocks: DrawnBlocks) -> Iterator[Elements]:
    """The graphic is smaller, goes on on the next page, or is below the text of its topic."""
    element = elements[gap.at]
    assert isinstance(element, CaptionedFlow)
    smaller = _lower(element, graphic_height(element) - gap.room, width, blocks)
    if smaller is not None:
        yield (*elements[: gap.at], smaller, *elements[gap.at + 1 :])
    first, end, moved = _with_text_above(elements, gap.at)
    if end > first:
        yield moved
    yield from _with_tables_below(elements, gap.at)
    region = Region(width, gap.room, paged=False, legend_once=True, entire=True, later_height=gap.page * LATER)
    if parts := blocks.continued(element, region):
        yield (*elements[: gap.at], *parts, *elements[gap.at + 1 :])
    yield from _with_higher_chart(elements, gap)


def _with_text_above(elements: Elements, at: int) -> tuple[int, int, Elements]:
    """The elements with the text and tables that follow a graphic above it, and from where to where they were."""
    first = _end_of_graphics(elements, at)
    end = _end_of_text(elements, first - 1)
    return first, end, (*elements[:at], *elements[first:end], *elements[at:first], *elements[end:])


def _with_tables_below(elements: Elements, at: int) -> Iterator[Elements]:
    """The elements with the tables right above a graphic below it: they can begin on its page and go on."""
    start = at
    while start and _is_headed(elements[start - 1]):
        start -= 1
        yield (*elements[:start], elements[at], *elements[start:at], *elements[at + 1 :])


def _with_divided(elements: Elements, start: int, end: int, few: bool) -> Elements:
    """The elements with what may be divided among some of them."""
    divided = (
        replace(each, divided=True) if isinstance(each, CaptionedFlow) and _is_divisible(each, few) else each
        for each in elements[start:end]
    )
    return (*elements[:start], *divided, *elements[end:])


def _is_divisible(element: CaptionedFlow, few: bool) -> bool:
    """Whether an element may be divided where it would leave much of a page white.

    That is a long table with a header, or one of `few` rows, or a row of cards that goes on from another one.
    """
    match element.flow:
        case Table() as table:
            return table.has_header and len(table.rows) > (1 if few else KEPT_TOGETHER)
        case _:
            return is_row_of_cards(element)


def _with_less_height(elements: Elements, gap: Gap, width: float, blocks: DrawnBlocks) -> Iterator[Elements]:
    """The elements with all tables or graphics on the page lower, so that the group behind the gap fits it as well.

    Where they cannot be so low that a part of the page stays free, they are as low as they can be.
    """
    least, wanted = gap.lack + gap.page * LEAST_SAFETY, gap.lack + gap.page * SAFETY
    for kinds in ((Table,), (Chart, Drawing), (Table, Chart, Drawing)):
        spare = {
            at: most
            for at in range(gap.first, gap.at + 1)
            if (most := _spare_height(elements[at], kinds, is_last=at == gap.at))
        }
        total = sum(spare.values())
        if gap.lack <= 0 or total < least:
            continue
        share = min(wanted / total, 1.0)
        lower = {at: _lower(elements[at], most * share, width, blocks) for at, most in spare.items()}
        if all(lower.values()):
            yield tuple(lower.get(at) or element for at, element in enumerate(elements))


def _with_closer_tables(elements: Elements, gap: Gap, size_in_style: float) -> Iterator[Elements]:
    """The elements with the table behind the gap, or all tables on its page as well, set closer."""
    for first in (gap.at, gap.first):
        closer = {at: found for at in range(first, gap.at + 1) if (found := _closer_table(elements[at], size_in_style))}
        if closer:
            yield tuple(closer.get(at, element) for at, element in enumerate(elements))


def _closer_table(element: ReportElement, size_in_style: float) -> CaptionedFlow | None:
    """A table with a caption, set closer; None if it is as close as it can be."""
    if not is_table(element) or element.caption is None:
        return None
    assert isinstance(element.flow, Table)
    table = closer_table(element.flow, size_in_style)
    return replace(element, flow=table) if table else None


def _with_graphic_above(elements: Elements, at: int) -> Iterator[Elements]:
    """The elements with the next graphics of the topic above a table, one or all that follow each other."""
    if not _may_move(elements[at]):
        return
    end = end_of_topic(elements, at)
    first = next((index for index in range(at + 1, end) if _is_named_graphic(elements[index])), end)
    if first < end:
        for behind in {first + 1: None, min(_end_of_graphics(elements, first), end): None}:
            yield (*elements[:at], *elements[first:behind], *elements[at:first], *elements[behind:])


def _spare_height(element: ReportElement, kinds: tuple[type[Flow], ...], *, is_last: bool) -> float:
    """The height that a table or graphic with a caption can do without; of the last table only its first rows count."""
    flow = element.flow if isinstance(element, CaptionedFlow) else None
    if not isinstance(element, CaptionedFlow) or not isinstance(flow, kinds):
        return 0.0
    match flow:
        case Table() as table:
            rows = len(table.rows)
            counted = FEWEST_ROWS if is_last and rows > KEPT_TOGETHER else rows
            return 2 * max(table.pad - STYLE_PAD, 0.0) * (counted + table.has_header)
        case _:
            return max(graphic_height(element) - _least_height(element), 0.0)


def _least_height(element: CaptionedFlow) -> float:
    """The least height of a graphic in points, whether it was made lower before or not."""
    height, full = graphic_height(element), element.full or graphic_height(element)
    match element.flow:
        case Chart():
            return full * LOWEST_CHART
        case Drawing() as drawing:
            return max(full * SMALLEST, height * least_scale(drawing))
        case _:
            return height


def _with_higher_rows(elements: Elements, gap: Gap) -> Iterator[Elements]:
    """The elements with higher rows in the tables that end above the white space, which take a part of it.

    The first one may begin on the page before, on which higher rows would only move others: it is changed last.
    """
    for tables, more in _tables_above(elements, gap):
        if more <= MOST_PADDED:
            yield _with_pads(elements, {at: table.pad + more for at, table in tables.items()})


def with_highest_rows(elements: Elements, gap: Gap) -> Iterator[Elements]:
    """The elements with rows as high as they may be in the tables above a gap that is too large to be closed so."""
    for tables, more in _tables_above(elements, gap):
        if more > MOST_PADDED:
            yield _with_pads(elements, {at: max(table.pad, PAD + MOST_PADDED) for at, table in tables.items()})


def _tables_above(elements: Elements, gap: Gap) -> Iterator[tuple[dict[int, Table], float]]:
    """The tables on the page with the white space, and by how many points their margins would have to be wider."""
    for first in (gap.first + 1, gap.first):
        tables = {
            at: element.flow
            for at in range(first, gap.at)
            if isinstance(element := elements[at], CaptionedFlow) and isinstance(element.flow, Table)
        }
        count = sum(len(table.rows) + table.has_header for table in tables.values())
        more = (gap.left - gap.page * LEFT_WHITE) / 2 / count if count else 0.0
        if more > 0:
            yield tables, more


def _with_pads(elements: Elements, pads: Mapping[int, float]) -> Elements:
    """The elements with other margins above and below the texts of some tables, by the indices of the tables."""
    return tuple(
        replace(element, flow=element.flow.with_pad(pads[at]))
        if at in pads and isinstance(element, CaptionedFlow) and isinstance(element.flow, Table)
        else element
        for at, element in enumerate(elements)
    )


def _with_table_above(elements: Elements, at: int) -> Iterator[Elements]:
    """The elements with one of the next tables of the topic above an element, together with its legend.

    Facts stay in their order: each of them is about one of several deals.
    """
    if not _may_move(elements[at]):
        return
    end = end_of_topic(elements, at)
    for number in [index for index in range(at + 1, end) if _is_headed(elements[index])][:MOST_MOVED]:
        behind = number + 1
        while behind < end and is_row_of_cards(elements[behind]):
            behind += 1
        yield (*elements[:at], *elements[number:behind], *elements[at:number], *elements[behind:])


def _is_headed(element: ReportElement) -> bool:
    """Whether an element is a table with a header and a caption."""
    return is_named_table(element) and _may_move(element)


def _may_move(element: ReportElement) -> bool:
    """Whether an element may be in another order: anything but facts, which are tables without a header."""
    flow = element.flow if isinstance(element, CaptionedFlow) else None
    return not isinstance(flow, Table) or flow.has_header


def _with_higher_chart(elements: Elements, gap: Gap) -> Iterator[Elements]:
    """The elements with the last chart above the white space higher, unless it is as high as a chart may be."""
    for at in range(gap.at - 1, gap.first - 1, -1):
        element = elements[at]
        if isinstance(element, CaptionedFlow) and isinstance(element.flow, Chart):
            height = min(element.placement.height + gap.left - gap.page * SAFETY * 2, gap.page * TALLEST_CHART)
            higher = replace(element, flow=replace(element.flow, preferred_height=height))
            if height > element.placement.height:
                yield (*elements[:at], higher, *elements[at + 1 :])
            return


def graphic_height(element: CaptionedFlow) -> float:
    """The height of a graphic with a caption; 0 for anything else, such as a row of cards."""
    if element.caption is None:
        return 0.0
    match element.flow:
        case Chart():
            return element.placement.height
        case Drawing(frame=frame):
            return frame.extent[3]
        case _:
            return 0.0


def _is_named_graphic(element: ReportElement) -> bool:
    """Whether an element is a graphic with a caption."""
    return isinstance(element, CaptionedFlow) and graphic_height(element) > 0


def _lower(element: ReportElement, less: float, width: float, blocks: DrawnBlocks) -> CaptionedFlow | None:
    """A table or graphic that is lower by some points; None if it cannot be."""
    assert isinstance(element, CaptionedFlow)
    flow: Flow | None = None
    height = graphic_height(element) - less
    match element.flow:
        case Table() as table:
            flow = table.with_pad(max(table.pad - less / 2 / (len(table.rows) + table.has_header), STYLE_PAD))
        case Chart() as chart if height >= _least_height(element) - ROUNDING:
            flow = replace(chart, preferred_height=height, min_height=min(height, chart.min_height))
        case Drawing() as drawing:
            again = blocks.made_again(drawing, width, height) if height > 0 else None
            fits = _least_height(element) - ROUNDING <= height < graphic_height(element)
            flow = again or (scaled(drawing, height / graphic_height(element)) if fits else None)
    return replace(element, flow=flow, full=element.full or graphic_height(element)) if flow else None


def _end_of_graphics(elements: Sequence[ReportElement], at: int) -> int:
    """The index behind a graphic and those that follow it."""
    end = at + 1
    while end < len(elements):
        element = elements[end]
        if isinstance(element, Heading) or not isinstance(element.flow, Chart | Drawing):
            break
        end += 1
    return end


def _end_of_text(elements: Sequence[ReportElement], at: int) -> int:
    """The index behind the text and tables of the topic that follow a graphic."""
    end = at + 1
    while end < len(elements):
        element = elements[end]
        if isinstance(element, Heading) or not isinstance(element.flow, Paragraphs | Table) or is_source(element):
            break
        if isinstance(element.flow, Paragraphs) and element.flow.paragraphs[0].role == "contents_title":
            break
        end += 1
    return end


def end_of_topic(elements: Sequence[ReportElement], at: int) -> int:
    """The index of the heading behind an element, or of the end."""
    return next((index for index in range(at, len(elements)) if isinstance(elements[index], Heading)), len(elements))


def is_table(element: ReportElement) -> TypeGuard[CaptionedFlow]:
    """Whether an element is a table."""
    return isinstance(element, CaptionedFlow) and isinstance(element.flow, Table)


def is_named_table(element: ReportElement) -> bool:
    """Whether an element is a table with a caption."""
    return is_table(element) and element.caption is not None


def is_row_of_cards(element: ReportElement) -> bool:
    """Whether an element is a drawing without a caption, such as a row of cards, a legend or badges."""
    return isinstance(element, CaptionedFlow) and isinstance(element.flow, Drawing) and element.caption is None
