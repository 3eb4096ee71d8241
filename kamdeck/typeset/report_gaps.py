"""Closes the white space that drawings leave at the end of a page, where they do not fit and begin the next one.

At most a quarter of a page stays white. A drawing that does not fit is made again for the height that is left, or
smaller; or the text and tables of its topic that follow it move above it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import count

from kamdeck.brand import Paper
from kamdeck.document import Block, Region, RenderContext
from kamdeck.flow import Chart, Drawing, Flow, Paragraph, Paragraphs, Run, Table
from kamdeck.flow.report import CaptionedFlow, Heading, Passage, ReportElement
from kamdeck.typeset.report_pages import Ruler, spots
from kamdeck.typeset.report_placement import TALLEST_CHART, is_source, place_passages
from kamdeck.typeset.report_scaling import SMALLEST, scaled

MOST_WHITE = 0.22
"""The share of a page that may stay white before a drawing. Programs differ by a few lines: the aim is a quarter."""
SAFETY = 0.04
"""The share of a page that a drawing leaves free where it is made smaller to fit, for the same reason."""
SCALES = 1.0, 0.9, SMALLEST
"""The scales at which a drawing is made again for a region that is larger by the same factor."""
LOWEST_CHART = 0.7
"""The least height of a lower chart, as a share of its full height; its texts keep their size."""
MOST_PARTS = 3
"""The parts of a divided map up to which it may be whole at the smallest scale, which gives half as much area again."""
LATER = 0.7
"""The share of a page that the second part of a drawing may take which goes on row by row."""
LEAST_PART = 0.3
"""The least height of such a part, as a share of both: a single row looks lost."""
LEAST_MAP_HEIGHT = 200.0
"""Drawings above this height in points are maps."""
MOST_CHANGES = 40
"""The number of drawings that are changed at most, for documents with hundreds of them."""


class DrawnBlocks:
    """Lowers blocks, and knows which block a drawing was made of, so that it can be made again for a smaller region."""

    def __init__(self) -> None:
        self._blocks: dict[int, tuple[Drawing, Block, RenderContext]] = {}

    def lowered(self, block: Block, region: Region, context: RenderContext) -> list[Flow]:
        """The flows of a block; a map that is divided at its full size is whole, if it is so at a smaller scale."""
        flows = block.lower(region, context)
        if _is_too_high(flows, region):
            # Blocks divide their drawings where a page cannot be higher, as on slides.
            flows = [_within(flow, region, context) for flow in block.lower(replace(region, paged=True), context)]
        if 1 < len(maps_of(flows)) <= MOST_PARTS:
            smaller = (_whole_flows(block, region, scale, context) for scale in SCALES[1:])
            flows = next(filter(None, smaller), flows)
        if _is_whole(flows):
            drawing = next(flow for flow in flows if isinstance(flow, Drawing))
            # The drawing is kept as well, so that no other one gets its id.
            self._blocks[id(drawing)] = drawing, block, context
        return flows

    def made_again(self, drawing: Drawing, width: float, height: float) -> Drawing | None:
        """The drawing in another form that fits a width and a height; None if there is none."""
        if id(drawing) not in self._blocks:
            return None
        _, block, context = self._blocks[id(drawing)]
        region = Region(width, height, paged=False, legend_once=True)
        for scale in SCALES:
            flows = _whole_flows(block, region, scale, context)
            found = next((flow for flow in flows if isinstance(flow, Drawing)), None)
            if found and found.frame.extent[3] <= height and found.frame.extent[2] <= width + 0.5:
                return found
        return None

    def continued(self, element: CaptionedFlow, region: Region) -> list[CaptionedFlow]:
        """The drawing of an element in two parts, row by row; empty if it cannot be divided so."""
        if id(element.flow) not in self._blocks:
            return []
        _, block, context = self._blocks[id(element.flow)]
        if not block.continues or not element.caption:
            return []
        flows = block.lower(region, context)
        parts = [flow for flow in flows if isinstance(flow, Drawing)]
        heights = [part.frame.extent[3] for part in parts]
        fits = all(height <= region.height_of(at) for at, height in enumerate(heights))
        small = len(parts) != 2 or min(heights) < sum(heights) * LEAST_PART
        if small or not fits or any(isinstance(flow, Table) for flow in flows):
            return []
        named = (context.wording.format.continued(element.caption.text, at, len(parts)) for at in count(1))
        captions = (replace(element.caption, text=text) for text in named)
        return [replace(element, flow=part, caption=caption) for part, caption in zip(parts, captions, strict=False)]


def _whole_flows(block: Block, region: Region, scale: float, context: RenderContext) -> list[Flow]:
    """The flows of a block, made for a region that is larger by the scale, with its one drawing of that scale; none if
    it is divided.
    """
    larger = replace(region, width=region.width / scale, height=region.height / scale)
    # To divide a drawing takes several times as long as to find that it has to be divided.
    flows = [] if block.is_cramped(larger, context) else block.lower(larger, context)
    if not _is_whole(flows):
        return []
    return [scaled(flow, scale) if isinstance(flow, Drawing) and scale < 1 else flow for flow in flows]


def _is_too_high(flows: Sequence[Flow], region: Region) -> bool:
    """Whether a drawing does not fit a page."""
    return any(isinstance(flow, Drawing) and flow.frame.extent[3] > region.height for flow in flows)


def _within(flow: Flow, region: Region, context: RenderContext) -> Flow:
    """A flow; a drawing that is higher than a page even so, with a text of very many lines, is smaller, or text."""
    if not isinstance(flow, Drawing) or flow.frame.extent[3] <= region.height:
        return flow
    scale = region.height / flow.frame.extent[3]
    if scale >= SMALLEST:
        return scaled(flow, scale)
    size = context.style.theme.sizes.body
    return Paragraphs(tuple(Paragraph((Run(text),), size, role="body") for text in flow.texts if text))


def maps_of(flows: Sequence[Flow]) -> list[Drawing]:
    """The high drawings among the flows of a block; several of them are the parts of one that was divided."""
    return [flow for flow in flows if isinstance(flow, Drawing) and flow.frame.height > LEAST_MAP_HEIGHT]


def _is_whole(flows: Sequence[Flow]) -> bool:
    """Whether flows have one drawing, and no table of what no drawing could hold."""
    return sum(isinstance(flow, Drawing) for flow in flows) == 1 and not any(isinstance(flow, Table) for flow in flows)


@dataclass(frozen=True)
class _Gap:
    """White space of a height `left` before a graphic; lengths in points.

    The graphic is the element `at` of a `passage`, and `room` is the height that is free for it. `first` is the first
    element on the page with the white space, and `page` the height of a page.
    """

    passage: int
    at: int
    first: int
    left: float
    room: float
    page: float


def close_gaps(passages: Sequence[Passage], paper: Paper, ruler: Ruler, blocks: DrawnBlocks) -> tuple[Passage, ...]:
    """The passages, placed, with drawings that leave less white space before them."""
    placed, tried = place_passages(passages, paper, ruler.style), set[int]()
    closer = _Closer(paper, ruler, blocks)
    for _ in range(MOST_CHANGES):
        gap = next((each for each in closer.gaps(placed) if id(_graphic(placed, each).flow) not in tried), None)
        if gap is None:
            break
        tried.add(id(_graphic(placed, gap).flow))
        placed = closer.closed(placed, gap)
    return placed


@dataclass(frozen=True)
class _Closer:
    """Tries changes of the elements before and after a gap."""

    paper: Paper
    ruler: Ruler
    blocks: DrawnBlocks
    # With the passages, so that no others get their id. Each are asked for several times, which places all of them.
    _known: dict[int, tuple[Sequence[Passage], tuple[_Gap, ...]]] = field(default_factory=dict)

    def gaps(self, passages: Sequence[Passage]) -> tuple[_Gap, ...]:
        """The gaps before graphics, in the order of the document."""
        if id(passages) not in self._known:
            self._known[id(passages)] = passages, tuple(_gaps(passages, self.paper, self.ruler))
        return self._known[id(passages)][1]

    def closed(self, placed: tuple[Passage, ...], gap: _Gap) -> tuple[Passage, ...]:
        """The passages with the change that leaves the least white space; without a change if none leaves less.

        A second change is tried where the first one only moves the white space to another page of the topic.
        """
        first = list(self._changed(placed, gap))
        best = self._best(placed, first, gap)
        if not self._white(best, gap):
            return best
        moved = ((each, self._gap_in_topic(each, gap)) for each in first)
        second = [again for each, left in moved if left for again in self._changed(each, left)]
        return self._best(best, second, gap)

    def _best(
        self, placed: tuple[Passage, ...], changed: Sequence[tuple[Passage, ...]], gap: _Gap
    ) -> tuple[Passage, ...]:
        return min((placed, *changed), key=lambda each: self._white(each, gap))

    def _changed(self, placed: tuple[Passage, ...], gap: _Gap) -> Iterator[tuple[Passage, ...]]:
        passage = placed[gap.passage]
        width = (self.paper.turned() if passage.landscape else self.paper).body.width
        for elements in _changes(passage.elements, gap, width, self.blocks):
            passages = (*placed[: gap.passage], replace(passage, elements=elements), *placed[gap.passage + 1 :])
            yield place_passages(passages, self.paper, self.ruler.style)

    def _white(self, passages: Sequence[Passage], gap: _Gap) -> float:
        """The height of the white space from the first page of a document to the end of a gap's topic."""
        end = gap.passage, _end_of_topic(passages[gap.passage].elements, gap.at)
        return sum(each.left for each in self.gaps(passages) if (each.passage, each.at) < end)

    def _gap_in_topic(self, passages: Sequence[Passage], gap: _Gap) -> _Gap | None:
        """The first gap of the same topic."""
        end = _end_of_topic(passages[gap.passage].elements, gap.at)
        found = (each for each in self.gaps(passages) if each.passage == gap.passage)
        return next((each for each in found if gap.at <= each.at < end), None)


def _graphic(passages: Sequence[Passage], gap: _Gap) -> CaptionedFlow:
    element = passages[gap.passage].elements[gap.at]
    assert isinstance(element, CaptionedFlow)
    return element


def _end_of_topic(elements: Sequence[ReportElement], at: int) -> int:
    """The index of the heading behind an element, or of the end."""
    return next((index for index in range(at, len(elements)) if isinstance(elements[index], Heading)), len(elements))


def _gaps(passages: Sequence[Passage], paper: Paper, ruler: Ruler) -> Iterator[_Gap]:
    """The gaps before graphics, in the order of the document."""
    for number, (passage, places) in enumerate(zip(passages, spots(passages, paper, ruler), strict=True)):
        page = (paper.turned() if passage.landscape else paper).body.height
        for at, element in enumerate(passage.elements):
            # The group of a graphic begins at its heading: every element of a group has the same space before it.
            spot = places[at]
            if isinstance(element, CaptionedFlow) and spot.left > page * MOST_WHITE and _height(element):
                room = spot.left - (spot.group - _height(element)) - page * SAFETY
                first = next(index for index, each in enumerate(places) if each.page >= spot.page - 1)
                yield _Gap(number, at, first, spot.left, room, page)


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


def _changes(
    elements: tuple[ReportElement, ...], gap: _Gap, width: float, blocks: DrawnBlocks
) -> Iterator[tuple[ReportElement, ...]]:
    """Orders and sizes of the elements with less white space.

    The graphic is smaller, text is above it, it begins on the page with the white space, or a chart there is higher.
    """
    element = elements[gap.at]
    assert isinstance(element, CaptionedFlow)
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


def _with_higher_chart(elements: tuple[ReportElement, ...], gap: _Gap) -> Iterator[tuple[ReportElement, ...]]:
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
