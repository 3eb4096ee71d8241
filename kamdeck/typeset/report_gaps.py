"""Closes the white space that drawings and tables leave at the end of a page, where they begin the next one.

At most a quarter of a page stays white before a drawing. A drawing that does not fit is made again for the height that
is left, or smaller; or the text and tables of its topic that follow it move above it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kamdeck.brand import Paper, Rect
from kamdeck.dataclass import dataclass
from kamdeck.document import Region
from kamdeck.flow import Chart, Drawing, Flow, Paragraphs, Table
from kamdeck.flow.report import CaptionedFlow, Heading, Passage, ReportElement
from kamdeck.typeset.drawn_blocks import DrawnBlocks
from kamdeck.typeset.report_pages import Ruler, Spot, placed_from, spots
from kamdeck.typeset.report_placement import TALLEST_CHART, is_source, place_passages, placed_elements
from kamdeck.typeset.report_scaling import SMALLEST, scaled

MOST_WHITE = 0.22
"""The share of a page that may stay white before a drawing. Programs differ by a few lines: the aim is a quarter."""
SAFETY = 0.04
"""The share of a page that a drawing leaves free where it is made smaller to fit, for the same reason."""
MARGINS = 0.0, 14.0
"""The points at the end of a page that are not filled: white space is judged without any, and with about a line, since
one program fills what another leaves free."""
LOWEST_CHART = 0.7
"""The least height of a lower chart, as a share of its full height; its texts keep their size."""
LATER = 0.7
"""The share of a page that the second part of a drawing may take which goes on row by row."""
MOST_MOVED = 2
"""The tables of a topic of which each is tried above a gap."""
MOST_CHANGES = 40
"""The number of drawings that are changed at most, for documents with hundreds of them."""

_Elements = tuple[ReportElement, ...]


@dataclass(frozen=True)
class _Gap:
    """White space of a height `left` before a graphic or a table; lengths in points.

    The graphic or table is the element `at`, and `room` is the height that is free for it. `first` is the first element
    on the page with the white space, and `page` the height of a page. `rows` are the heights of the rows of a table
    without a header.
    """

    at: int
    first: int
    left: float
    room: float
    page: float
    rows: tuple[float, ...] = ()


def close_gaps(passages: Sequence[Passage], paper: Paper, ruler: Ruler, blocks: DrawnBlocks) -> tuple[Passage, ...]:
    """The passages, placed, with drawings that leave less white space before them."""
    placed, tried = place_passages(passages, paper, ruler.style), set[tuple[int, int]]()
    for _ in range(MOST_CHANGES):
        pages = [spots(placed, paper, ruler, less) for less in MARGINS]
        bodies = [(paper.turned() if passage.landscape else paper).body for passage in placed]
        gaps = [
            (number, gap)
            for each in pages
            for number, passage in enumerate(placed)
            for gap in _gaps(passage.elements, each[number], bodies[number], ruler)
            if _identity(passage.elements, gap) not in tried
        ]
        if not gaps:
            break
        # In the order of the document, since each change moves what comes after it.
        number, gap = min(gaps, key=lambda each: (each[0], each[1].at))
        passage = placed[number]
        elements = passage.elements
        tried.add(_identity(elements, gap))
        start, end = min(gap.first, _start_of_topic(elements, gap.at)), _end_of_topic(elements, gap.at)
        # What is kept with the first element may move it to another page.
        while start and ruler.pieces(elements[start - 1], bodies[number].width)[-1].kept:
            start -= 1
        part = _Part(
            replace(passage, elements=elements[start:end]),
            tuple(
                _before_moving(each[number][start], bodies[number].height - less)
                for less, each in zip(MARGINS, pages, strict=True)
            ),
            elements[start - 1] if start else None,
            is_last=number == len(placed) - 1 or end < len(elements),
        )
        shifted = replace(gap, at=gap.at - start, first=gap.first - start)
        closed = _Closer(paper, ruler, blocks, part).closed(shifted)
        changed = replace(passage, elements=(*elements[:start], *closed, *elements[end:]))
        placed = (*placed[:number], changed, *placed[number + 1 :])
    return placed


def _before_moving(spot: Spot, page: float) -> Spot:
    """The end of the page before a spot, if what begins there did not fit that page."""
    return Spot(spot.page - 1, page - spot.left) if spot.left else spot


@dataclass(frozen=True)
class _Part:
    """The elements from the page with white space to the end of its topic, as a passage.

    `starts` is the end of what is above them, on pages with each of the margins, and `above` the element before them.
    `is_last` says that no page of the other orientation follows.
    """

    passage: Passage
    starts: tuple[Spot, ...]
    above: ReportElement | None
    is_last: bool


@dataclass(frozen=True)
class _Closer:
    """Tries changes of the elements before and after a gap in a part of a passage."""

    paper: Paper
    ruler: Ruler
    blocks: DrawnBlocks
    part: _Part

    @property
    def _body(self) -> Rect:
        return (self.paper.turned() if self.part.passage.landscape else self.paper).body

    def closed(self, gap: _Gap) -> _Elements:
        """The elements with the change that leaves the least white space; without a change if none leaves less.

        A second change is tried where the first one only moves the white space to another page of the topic.
        """
        elements = self.part.passage.elements
        first = list(self._changed(elements, gap))
        best = min((elements, *first), key=self._white)
        if not self._white(best):
            return best
        moved = ((each, self._gap_behind(each, gap)) for each in first)
        second = [again for each, left in moved if left for again in self._changed(each, left)]
        return min((best, *second), key=self._white)

    def _changed(self, elements: _Elements, gap: _Gap) -> Iterator[_Elements]:
        part, style = self.part, self.ruler.style
        for changed in _changes(elements, gap, self._body.width, self.blocks):
            passage = replace(part.passage, elements=changed)
            yield tuple(placed_elements(passage, self.paper, style, is_last=part.is_last, above=part.above))

    def _places(self, elements: _Elements, margin: int) -> list[Spot]:
        pieces = [self.ruler.pieces(each, self._body.width) for each in elements]
        return placed_from(self.part.starts[margin], pieces, self._body.height - MARGINS[margin])[0]

    def _white(self, elements: _Elements) -> float:
        """The height of the white space up to the end of the topic, with each margin.

        White space before a table counts as well, so that it does not only take the place of a graphic.
        """
        total, most = 0.0, self._body.height * MOST_WHITE
        for margin in range(len(MARGINS)):
            places = self._places(elements, margin)
            # Every element of a group has the same space before it.
            total += sum(left for _, left in {(spot.page, spot.left) for spot in places if spot.left > most})
        return total

    def _gap_behind(self, elements: _Elements, gap: _Gap) -> _Gap | None:
        """The first gap at the same element or behind it."""
        found = _gaps(elements, self._places(elements, 0), self._body, self.ruler)
        return next((each for each in found if each.at >= gap.at), None)


def _identity(elements: _Elements, gap: _Gap) -> tuple[int, int]:
    """What tells a gap from others: what is behind it, which may get another gap when something above it changes."""
    element = elements[gap.at]
    assert isinstance(element, CaptionedFlow)
    return id(element.flow), round(gap.left)


def _start_of_topic(elements: Sequence[ReportElement], at: int) -> int:
    """The index of the first of the headings above an element, or 0."""
    while at and not isinstance(elements[at], Heading):
        at -= 1
    while at and isinstance(elements[at - 1], Heading):
        at -= 1
    return at


def _end_of_topic(elements: Sequence[ReportElement], at: int) -> int:
    """The index of the heading behind an element, or of the end."""
    return next((index for index in range(at, len(elements)) if isinstance(elements[index], Heading)), len(elements))


def _gaps(elements: _Elements, places: Sequence[Spot], body: Rect, ruler: Ruler) -> Iterator[_Gap]:
    """The gaps before graphics and tables in a passage, in its order; `places` is where its elements begin."""
    for at, (element, spot) in enumerate(zip(elements, places, strict=True)):
        # The group of a graphic begins at its heading: every element of a group has the same space before it.
        if not isinstance(element, CaptionedFlow) or spot.left <= body.height * MOST_WHITE:
            continue
        rows = _row_heights(element, ruler, body.width)
        height = _height(element) or sum(rows)
        if height or _is_named_table(element):
            room = spot.left - (spot.group - height) - body.height * SAFETY
            first = next(index for index, each in enumerate(places) if each.page >= spot.page - 1)
            yield _Gap(at, first, spot.left, room, body.height, rows)


def _is_named_table(element: ReportElement) -> bool:
    return isinstance(element, CaptionedFlow) and isinstance(element.flow, Table) and element.caption is not None


def _height(element: CaptionedFlow) -> float:
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


def _row_heights(element: CaptionedFlow, ruler: Ruler, width: float) -> tuple[float, ...]:
    """The heights of the rows of a table with a caption and without a header; none for anything else."""
    flow = element.flow
    if element.caption is None or not isinstance(flow, Table) or flow.has_header:
        return ()
    # The first piece is the caption.
    return tuple(piece.height for piece in ruler.pieces(element, width)[1 : 1 + len(flow.rows)])


def _changes(elements: _Elements, gap: _Gap, width: float, blocks: DrawnBlocks) -> Iterator[_Elements]:
    """Orders and sizes of the elements with less white space.

    The graphic is smaller, text is above it, it begins on the page with the white space, or a chart there is higher.
    """
    element = elements[gap.at]
    assert isinstance(element, CaptionedFlow)
    if parts := blocks.divided(element, gap.rows, gap.room, width):
        yield (*elements[: gap.at], *parts, *elements[gap.at + 1 :])
    yield from _with_table_above(elements, gap.at)
    if isinstance(element.flow, Table):
        yield from _with_higher_chart(elements, gap)
        return
    smaller = _smaller(element, gap.room, width, blocks)
    if smaller is not None:
        yield (*elements[: gap.at], replace(element, flow=smaller), *elements[gap.at + 1 :])
    first = _end_of_graphics(elements, gap.at)
    end = _end_of_text(elements, first - 1)
    if end > first:
        yield (*elements[: gap.at], *elements[first:end], *elements[gap.at : first], *elements[end:])
    region = Region(width, gap.room, paged=False, legend_once=True, entire=True, later_height=gap.page * LATER)
    if parts := blocks.continued(element, region):
        yield (*elements[: gap.at], *parts, *elements[gap.at + 1 :])
    yield from _with_higher_chart(elements, gap)


def _with_table_above(elements: _Elements, at: int) -> Iterator[_Elements]:
    """The elements with one of the next tables of the topic above an element, together with its legend.

    Facts stay in their order: each of them is about one of several deals.
    """
    if not _may_move(elements[at]):
        return
    end = _end_of_topic(elements, at)
    for number in [index for index in range(at + 1, end) if _is_table(elements[index])][:MOST_MOVED]:
        behind = number + 1
        while behind < end and _is_legend(elements[behind]):
            behind += 1
        yield (*elements[:at], *elements[number:behind], *elements[at:number], *elements[behind:])


def _is_table(element: ReportElement) -> bool:
    """Whether an element is a table with a header and a caption."""
    return _is_named_table(element) and _may_move(element)


def _may_move(element: ReportElement) -> bool:
    """Whether an element may be in another order: anything but facts, which are tables without a header."""
    flow = element.flow if isinstance(element, CaptionedFlow) else None
    return not isinstance(flow, Table) or flow.has_header


def _is_legend(element: ReportElement) -> bool:
    """Whether an element belongs to the table above it: a drawing without a caption, such as a legend."""
    return isinstance(element, CaptionedFlow) and isinstance(element.flow, Drawing) and element.caption is None


def _with_higher_chart(elements: _Elements, gap: _Gap) -> Iterator[_Elements]:
    """The elements with the last chart above the white space higher, unless it is as high as a chart may be."""
    for at in range(gap.at - 1, gap.first - 1, -1):
        element = elements[at]
        if isinstance(element, CaptionedFlow) and isinstance(element.flow, Chart):
            height = min(element.placement.height + gap.left - gap.page * SAFETY * 2, gap.page * TALLEST_CHART)
            higher = replace(element, flow=replace(element.flow, preferred_height=height))
            if height > element.placement.height:
                yield (*elements[:at], higher, *elements[at + 1 :])
            return


def _smaller(element: CaptionedFlow, room: float, width: float, blocks: DrawnBlocks) -> Flow | None:
    """The graphic of an element at a height; None if it cannot be so low."""
    match element.flow:
        case Chart() as chart:
            low = room < element.placement.height * LOWEST_CHART
            return None if low else replace(chart, preferred_height=room, min_height=min(room, chart.min_height))
        case Drawing(frame=frame) as drawing:
            scale = room / frame.extent[3]
            again = blocks.made_again(drawing, width, room) if room > 0 else None
            return again or (scaled(drawing, scale) if SMALLEST <= scale < 1 else None)
        case _:
            return None


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
