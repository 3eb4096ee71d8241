"""Lowers the blocks of a report, and makes drawings and facts again in parts or smaller for the height that is left."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate, count

from kamdeck.document import Block, Region, RenderContext
from kamdeck.flow import Drawing, Flow, Paragraph, Paragraphs, Run, Table
from kamdeck.flow.report import CaptionedFlow
from kamdeck.text.ellipsis import ELLIPSIS
from kamdeck.typeset.report_placement import FEWEST_ROWS
from kamdeck.typeset.report_scaling import SMALLEST, scaled
from kamdeck.typeset.report_tables import report_table

SCALES = 1.0, 0.9, SMALLEST
"""The scales at which a drawing is made again for a region that is larger by the same factor."""
MOST_PARTS = 3
"""The parts of a divided map up to which it may be whole at the smallest scale, which gives half as much area again."""
LEAST_PART = 0.2
"""The least height of such a part, as a share of both: a single row looks lost."""
LEAST_MAP_HEIGHT = 200.0
"""Drawings above this height in points are maps."""
LEAST_TEXTS = 0.75
"""The part of its texts that a drawing keeps in another form."""


class DrawnBlocks:
    """Lowers blocks, and knows which block a drawing was made of, so that it can be made again for a smaller region.

    `cell_size` is the size of text in the brand's tables, in points; 0 for that of the theme.
    """

    def __init__(self, cell_size: float = 0.0) -> None:
        self.cell_size = cell_size
        self._blocks: dict[int, tuple[Drawing, Block, RenderContext]] = {}
        self._facts: dict[int, tuple[Table, RenderContext]] = {}
        self._again: dict[tuple[int, float, float], Drawing | None] = {}
        # Of each drawing and width, the greatest height that is known to be too low for each of its forms.
        self._too_low: dict[tuple[int, float], float] = {}

    def lowered(self, block: Block, region: Region, context: RenderContext) -> list[Flow]:
        """The flows of a block; a map that is divided at its full size is whole, if it is so at a smaller scale."""
        flows = block.lower(region, context)
        if _is_too_high(flows, region):
            # Blocks divide their drawings where a page cannot be higher, as on slides.
            flows = [_within(flow, region, context) for flow in block.lower(replace(region, paged=True), context)]
        if 1 < len(maps_of(flows)) <= MOST_PARTS:
            smaller = (_whole_flows(block, region, scale, context) for scale in SCALES[1:])
            flows = next(filter(None, smaller), flows)
        style = context.style
        size = self.cell_size or style.theme.sizes.dense
        flows = [report_table(flow, region.width, style, size) if isinstance(flow, Table) else flow for flow in flows]
        if _is_whole(flows):
            drawing = next(flow for flow in flows if isinstance(flow, Drawing))
            # The drawing is kept as well, so that no other one gets its id.
            self._blocks[id(drawing)] = drawing, block, context
        self._facts |= {id(flow): (flow, context) for flow in flows if isinstance(flow, Table) and not flow.has_header}
        return flows

    def divided(
        self, element: CaptionedFlow, heights: Sequence[float], room: float, width: float
    ) -> list[CaptionedFlow]:
        """The facts of an element as two tables, the first of which fits a height.

        A table without a header cannot go on on the next page, where programs would repeat its first row.

        Args:
            element: The element.
            heights: The heights of its rows in points.
            room: The height for the first table in points.
            width: The width of the tables in points.

        Returns:
            Both tables; nothing if the facts stay whole.
        """
        if id(element.flow) not in self._facts or not element.caption or element.whole:
            return []
        table, context = self._facts[id(element.flow)]
        fitting = sum(1 for height in accumulate(heights) if height <= room)
        first = min(fitting, len(table.rows) - FEWEST_ROWS)
        if first < FEWEST_ROWS:
            return []
        shares = tuple(wide / width for wide in table.widths(width, context.style))
        top, rest = (replace(table, rows=rows, shares=shares) for rows in (table.rows[:first], table.rows[first:]))
        return _continued(element, (top, rest), context)

    def made_again(self, drawing: Drawing, width: float, height: float) -> Drawing | None:
        """The drawing in another form that fits a width and a height; None if there is none that shows all.

        A form with a text that the drawing has not counts what it leaves out. One with far fewer texts, such as cards
        without positions, says too little for the white that it saves.
        """
        if id(drawing) not in self._blocks or height <= self._too_low.get((id(drawing), width), 0.0):
            return None
        # A page has the same height left for it in most of the orders in which its topic is tried.
        key = id(drawing), width, height
        if key not in self._again:
            self._again[key] = self._made_again(drawing, width, height)
        return self._again[key]

    def _made_again(self, drawing: Drawing, width: float, height: float) -> Drawing | None:
        _, block, context = self._blocks[id(drawing)]
        region = Region(width, height, paged=False, legend_once=True)
        enough = len(drawing.texts) * LEAST_TEXTS
        fits = False
        for scale in SCALES:
            flows = _whole_flows(block, region, scale, context)
            found = next((flow for flow in flows if isinstance(flow, Drawing)), None)
            if not found or found.frame.extent[3] > height or found.frame.extent[2] > width + 0.5:
                continue
            fits = True
            if set(found.texts) <= set(drawing.texts) and len(found.texts) >= enough:
                return found
        if not fits:
            self._too_low[id(drawing), width] = height
        return None

    def continued(self, element: CaptionedFlow, region: Region) -> list[CaptionedFlow]:
        """The drawing of an element in two parts, row by row; empty if it cannot be divided so."""
        if id(element.flow) not in self._blocks:
            return []
        _, block, context = self._blocks[id(element.flow)]
        if not block.continues or not element.caption or element.whole:
            return []
        flows = block.lower(region, context)
        parts = [flow for flow in flows if isinstance(flow, Drawing)]
        heights = [part.frame.extent[3] for part in parts]
        fits = all(height <= region.height_of(at) for at, height in enumerate(heights))
        # A block shortens the texts that are higher than what is left of the page.
        others = {text for part in parts for text in part.texts} - set(element.flow.texts)
        is_cut = any(text.endswith(ELLIPSIS) for text in others)
        small = len(parts) != 2 or min(heights) < sum(heights) * LEAST_PART
        if small or not fits or is_cut or any(isinstance(flow, Table) for flow in flows):
            return []
        return _continued(element, parts, context)


def _continued(element: CaptionedFlow, parts: Sequence[Flow], context: RenderContext) -> list[CaptionedFlow]:
    """The parts of a flow that was divided, with its caption and their numbers."""
    assert element.caption
    named = (context.wording.format.continued(element.caption.text, at, len(parts)) for at in count(1))
    captions = (replace(element.caption, text=text) for text in named)
    return [
        replace(element, flow=part, caption=caption, whole=element)
        for part, caption in zip(parts, captions, strict=False)
    ]


def _whole_flows(block: Block, region: Region, scale: float, context: RenderContext) -> list[Flow]:
    """The flows of a block, made for a region that is larger by the scale, with its one drawing of that scale; none if
    it is divided.
    """
    larger = replace(region, width=region.width / scale, height=region.height / scale)
    flows = block.lower_whole(larger, context)
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
