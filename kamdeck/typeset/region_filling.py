"""Fill a region of a page with parts from top to bottom, and return what does not fit for the next page."""

from collections.abc import Iterator, Sequence
from dataclasses import field, replace
from typing import NamedTuple

from kamdeck.brand import Rect
from kamdeck.dataclass import dataclass
from kamdeck.document import Block, Columns, Region, RenderContext
from kamdeck.flow import FLOW_GAP, Chart, Drawing, Flow, Paragraphs, Placed, Table
from kamdeck.typeset.fitted import COLUMN_GAP, TOLERANCE, FittedColumns, FittedFlow, FittedStack
from kamdeck.typeset.least_heights import LeastHeights
from kamdeck.typeset.lowered_blocks import LoweredBlocks
from kamdeck.typeset.region_parts import LoweredFlows, Part, RestOfColumns, column_widths, stacks_of
from kamdeck.typeset.sized_flows import SizedFlows
from kamdeck.typeset.sizing import SMALLEST, Sizing
from kamdeck.typeset.table_pages import even_height, fitting_rows, saves_no_page

BLOCK_GAP = 14.0
"""The vertical distance between two blocks, in points."""
FEWEST_FIRST_ROWS = 3
"""The fewest rows of a table that may stay behind on a page where it begins below something else."""
WORTH_FILLING = 0.5
"""The part of a page that must be free for columns or a table to begin there, if they fit the next page as a whole."""
NARROWEST_COLUMN = 140.0
"""Columns that would be narrower, in points, are placed below each other instead."""
LEAST_SPACE = 24.0
"""A lower space, in points, does not hold even a title with a line below it; nothing is lowered for it."""
SMALL_REST, SMALL_REST_OF_COLUMN = 0.35, 0.5
"""The part of a page, and of a column, up to which texts and charts that do not fit below a drawing make it lower."""


@dataclass(frozen=True)
class FilledRegion:
    """The stack that fits a region, and the parts that did not fit."""

    stack: FittedStack
    rest: tuple[Part, ...]

    def placed(self, region: Rect, context: RenderContext) -> list[Placed]:
        """The flows in a region, grown into its height."""
        return self.stack.grown(region.height, context.style).placed(region)


def fill_region(parts: Sequence[Part], region: Rect, ground: str, context: RenderContext) -> FilledRegion:
    """Place parts below each other in their smallest sizes until one does not fit.

    Args:
        parts: The parts.
        region: The region in points.
        ground: The role of the colour behind the region.
        context: The context of the document.

    Returns:
        What was placed. Its rest is in order and starts with the remainder of the part that did not fit.
    """
    return RegionFiller(context, ground).fill(parts, region)


class _Space(NamedTuple):
    """The space that is left of a page, in points; a `whole` page is so high. Nothing is above in a `fresh` space.

    On the `last` page everything must fit.
    """

    width: float
    left: float
    whole: float
    fresh: bool = False
    last: bool = False

    def below(self, items: Sequence[FittedFlow | FittedColumns]) -> "_Space":
        """The space below what fits already."""
        if not items:
            return self
        left = self.left - sum([item.gap + item.height for item in items])
        return _Space(self.width, left, self.whole, fresh=False, last=self.last)


_Fitted = tuple[list[FittedFlow | FittedColumns], tuple[Part, ...]]
"""What fits of a part, and the rest."""


class UnfitError(Exception):
    """A sizing is not the right one: a flow does not suit it, or is too high for the last page."""


@dataclass
class RegionFiller:
    """Fills regions on a ground in one sizing.

    Blocks that were lowered for a region once are not lowered again, nor are blocks that do not ask for its height.
    Flows that were set in some sizes are neither set nor measured again in these. `cramped` are the columns, by their
    identity, that were found too narrow for their drawings. With `must_suit`, a flow that does not suit the sizing
    raises `UnfitError`. If the region is the `only` one, columns that do not fit begin in it all the same.
    """

    context: RenderContext
    ground: str = "ground"
    sizing: Sizing = SMALLEST
    must_suit: bool = False
    only: bool = False
    lowered: LoweredBlocks = field(default_factory=LoweredBlocks)
    cramped: set[int] = field(default_factory=set)
    flows: SizedFlows = field(init=False)
    least: LeastHeights = field(init=False)

    def __post_init__(self) -> None:
        self.flows, self.least = SizedFlows(self.context.style), LeastHeights(self.context.style)

    def sized(self, sizing: Sizing, *, must_suit: bool = False) -> "RegionFiller":
        """A filler in another sizing that knows the same lowered blocks."""
        filler = replace(self, sizing=sizing, must_suit=must_suit)
        filler.flows, filler.least = self.flows, self.least
        return filler

    def fill(self, parts: Sequence[Part], region: Rect, limit: float = 0.0, *, last: bool = False) -> FilledRegion:
        """Place parts below each other until one does not fit.

        Args:
            parts: The parts.
            region: The region in points; drawings are made for the whole of it.
            limit: How much of the region's height is filled, in points; 0 for all.
            last: Whether this is the last region for the parts.

        Raises:
            UnfitError: If a table is certainly too high for the last region; it is then not measured.
        """
        space = _Space(region.width, limit or region.height, region.height, fresh=True, last=last)
        return self._with_small_rest(parts, space, SMALL_REST)

    def _with_small_rest(self, parts: Sequence[Part], space: _Space, share: float) -> FilledRegion:
        """The parts in a space; drawings are lower where only then the little that stands below them fits."""
        filled = self._fill(parts, space)
        reserve = self._small_rest(filled, space, share) if filled.rest else 0.0
        if reserve:
            lower = self._fill(parts, space._replace(whole=space.whole - reserve))
            return filled if lower.rest else lower
        return filled

    def _fill(self, parts: Sequence[Part], space: _Space) -> FilledRegion:
        items, rest = self._below_each_other(parts, space)
        return FilledRegion(FittedStack(tuple(items), space.width), rest)

    def _small_rest(self, filled: FilledRegion, space: _Space, share: float) -> float:
        """The height of a few texts and charts behind a drawing, also of those that already stand there; else 0."""
        flows = filled.stack.flows
        if not flows or not isinstance(flows[-1], Drawing):
            return 0.0
        if any(isinstance(part, Columns | RestOfColumns) for part in filled.rest):
            return 0.0
        parts = (part for part in filled.rest if not isinstance(part, Columns | RestOfColumns))
        rest = [flow for part in parts for flow in self._set(part, space.width, space.whole)]
        if not all(isinstance(flow, Paragraphs | Drawing | Chart) for flow in rest):
            return 0.0
        height = sum(self._height(flow, space.width) + self._gap(BLOCK_GAP) for flow in rest)
        height += filled.stack.height_below_drawing
        least = LEAST_SPACE + self._gap(BLOCK_GAP)
        return max(height, least) if height <= space.whole * share else 0.0

    def _gap(self, gap: float) -> float:
        return gap * self.sizing.padding

    def _lower(self, block: Block, width: float, height: float) -> tuple[Flow, ...]:
        return self.lowered.of(block, self._region(width, height), self.context)

    def _region(self, width: float, height: float) -> Region:
        return Region(width, height, self.ground, scarce=self.sizing.scarce, terse=self.sizing.terse)

    def _set(self, part: Block | LoweredFlows, width: float, height: float) -> tuple[Flow, ...]:
        """The flows of a part in the sizes of the sizing; those that are left of a block have them already."""
        if isinstance(part, LoweredFlows) and not part.as_made:
            return part.flows
        style = self.context.style
        made = part.flows if isinstance(part, LoweredFlows) else self._lower(part, width, height)
        flows = [self.flows.of(flow, self.sizing) for flow in made]
        # Before rows are made even, which breaks the lines of all their texts.
        if self.must_suit and not self.flows.suit(flows, self.sizing, width):
            raise UnfitError
        flows = [self.sizing.with_pitch(flow, width, style) for flow in flows]
        for each, flow in zip(made, flows, strict=True) if self.must_suit else ():
            # Sizings that are tried after this one make the same of a table, whose height is known to them.
            if isinstance(flow, Table):
                self.least.add(each, self.sizing, width, flow.height(width, style))
        return tuple(flows)

    def _refuse_too_high(self, block: Block, space: _Space, height: float) -> None:
        tables = [flow for flow in self._lower(block, space.width, height) if isinstance(flow, Table)]
        least = [self.least.on_one_page(each, self.sizing, space.width) for each in tables]
        if sum(least) > space.left + TOLERANCE:
            raise UnfitError

    def least_height(self, parts: Sequence[Part], width: float, *, on_one_page: bool = False) -> float:
        """A height in points that the parts take at least on all pages together.

        Blocks that have not been lowered for their width, or depend on the height that is left, count as nothing. The
        gaps between them count where all parts must stand `on_one_page`.
        """
        found, gap = 0.0, 0.0
        for part in parts:
            if isinstance(part, Columns | RestOfColumns):
                least = self._least_height_of(part, width, on_one_page=on_one_page)
            elif not isinstance(part, LoweredFlows):
                flows = self.lowered.of_any_height(part, self._region(width, 0.0)) or ()
                of_flow = self.least.on_one_page if on_one_page else self.least.of
                least = sum([of_flow(flow, self.sizing, width) for flow in flows])
                if on_one_page and flows:
                    least += (len(flows) - 1) * self._gap(FLOW_GAP)
            else:
                continue
            found += least + (gap if least else 0.0)
            if on_one_page and least:
                gap = self._gap(BLOCK_GAP)
        return found

    def _least_height_of(self, columns: Columns | RestOfColumns, width: float, *, on_one_page: bool) -> float:
        widths = column_widths(columns, width)
        if min(widths) < NARROWEST_COLUMN:
            return 0.0
        # Cramped columns are placed below each other.
        gaps = on_one_page and id(columns) not in self.cramped
        stacks = zip(stacks_of(columns), widths, strict=True)
        return max([self.least_height(parts, wide, on_one_page=gaps) for (_, parts), wide in stacks])

    def _block(self, part: Block | LoweredFlows, space: _Space) -> _Fitted:
        """The flows of a block that fit, and the rest; the block itself if none fits."""
        gap = 0.0 if space.fresh else self._gap(BLOCK_GAP)
        # At the top of a page the block gets the whole height, without a gap above.
        height = space.whole if space.fresh else space.left - gap
        if height < LEAST_SPACE:
            return [], (part,)
        if space.last and not isinstance(part, LoweredFlows):
            self._refuse_too_high(part, space, height)
        flows = self._set(part, space.width, height)
        fitted: list[FittedFlow | FittedColumns] = []
        used = 0.0
        groups = list(_groups(flows))
        for number, group in enumerate(groups):
            above = gap if not number else self._gap(FLOW_GAP if not isinstance(group[0], Table) else BLOCK_GAP)
            fresh = space.fresh and not number
            left = _Space(space.width, space.left - used - above, space.whole, fresh, space.last)
            kept, rest = self._group(group, left)
            for position, flow in enumerate(kept):
                fitted.append(FittedFlow(flow, self._height(flow, space.width), FLOW_GAP if position else above))
                used += fitted[-1].height + fitted[-1].gap
            if rest:
                # A block of which nothing fits stays a block: on the next page it is lowered for the height there.
                continued = (*rest, *(flow for later in groups[number + 1 :] for flow in later))
                return fitted, (LoweredFlows(continued) if fitted or isinstance(part, LoweredFlows) else part,)
        return fitted, ()

    def _height(self, flow: Flow, width: float) -> float:
        return self.sizing.chart_height(flow) if isinstance(flow, Chart) else flow.height(width, self.context.style)

    def _group(self, group: Sequence[Flow], space: _Space) -> tuple[Sequence[Flow], Sequence[Flow]]:
        """The part of a group that fits, and the rest below the same titles.

        In a fresh space, a group always places something.
        """
        *titles, last = group
        style, width = self.context.style, space.width
        used = sum(head.height(width, style) + FLOW_GAP for head in titles)
        if used + self._height(last, width) <= space.left + TOLERANCE:
            return group, ()
        if isinstance(last, Chart):
            # A chart whose least height is greater than a whole page is drawn lower rather than never.
            return ((*titles, last.limited_to(space.left - used)), ()) if space.fresh else ((), group)
        height = space.left - used
        if isinstance(last, Paragraphs) and not space.fresh:
            # A filled text, such as a callout, moves as a whole: half of it on a page would look like all of it.
            short = last.paragraphs[0].height(width, style) <= space.whole * SMALL_REST
            if last.fill or (short and not last.begins_within(height, width, style)):
                return (), group
        if isinstance(last, Table):
            height = self._table_space(last, space, used)
            if not height:
                return (), group
        # The titles are repeated above the rest, so that every page says what it continues.
        first, rest = last.split(height, width, style)
        if first is None:
            return (), group
        return (*titles, first), (*titles, rest) if rest is not None else ()

    def _table_space(self, table: Table, space: _Space, used: float) -> float:
        """How much of a space a table that must be split may take; its titles take `used` points.

        0 means that the table should begin on the next page.
        """
        head, *rows = heights = table.heights(space.width, self.context.style)
        height = space.left - used
        if space.fresh:
            # The first of several whole pages of a table: the rows are spread evenly over them.
            return height if self.only else even_height(heights, height)
        # Below other content a table begins only if that saves a page, or if half of a page is free.
        here = fitting_rows(rows, height - head)
        movable = space.left < space.whole * WORTH_FILLING and saves_no_page(rows, here, space.whole - used - head)
        return 0.0 if movable or 0 < here < FEWEST_FIRST_ROWS else height

    def _columns(self, columns: Columns | RestOfColumns, space: _Space) -> _Fitted:
        """Stacks beside each other; their rests continue at the full width, or beside each other where they are text.
        Columns that would be too narrow are placed below each other.

        Columns that are not the first on a page move to the next one if they do not fit and little is left.
        """
        gap = 0.0 if space.fresh else self._gap(BLOCK_GAP)
        left = min(space.left - gap, space.whole)
        widths = column_widths(columns, space.width)
        if min(widths) < NARROWEST_COLUMN or self._is_cramped(columns, widths, space.whole):
            # In the order of reading: all of the first column, then the second.
            return self._below_each_other([part for _, parts in stacks_of(columns) for part in parts], space)
        movable = not self.only and not space.fresh and left < space.whole * WORTH_FILLING
        filled: list[FilledRegion] = []
        x = 0.0
        for (_, parts), width in zip(stacks_of(columns), widths, strict=True):
            column = _Space(width, left, left, fresh=True, last=space.last)
            each = self._with_small_rest(parts, column, SMALL_REST_OF_COLUMN)
            # Columns belong together, so all of them move where one would continue on the next page.
            if movable and (each.rest or not each.stack.items) and parts:
                return [], (columns,)
            filled.append(FilledRegion(FittedStack(each.stack.items, width, x), each.rest))
            x += width + COLUMN_GAP
        rest = tuple(part for each in filled for part in each.rest)
        if not any(each.stack.items for each in filled):
            return [], rest
        if self.only and (wider := self._without_empty(columns, filled, space)):
            return wider
        fitted = FittedColumns(tuple(each.stack for each in filled), gap, columns.ruled)
        return [fitted.with_titles_aligned(left)], self._rest_of(columns, filled, space.whole) or rest

    def _without_empty(
        self, columns: Columns | RestOfColumns, filled: Sequence[FilledRegion], space: _Space
    ) -> _Fitted | None:
        """The columns of which something fits at the whole width, with the others below them; None if all have some."""
        pairs = list(zip(stacks_of(columns), filled, strict=True))
        empty = [part for (_, parts), each in pairs if not each.stack.items for part in parts]
        if not empty:
            return None
        kept = tuple(stack for stack, each in pairs if each.stack.items)
        parts = (RestOfColumns(kept, columns.ruled),) if len(kept) > 1 else kept[0][1]
        fitted = self._below_each_other((*parts, *empty), space)
        return fitted if fitted[0] else None

    def _rest_of(
        self, columns: Columns | RestOfColumns, filled: Sequence[FilledRegion], height: float
    ) -> tuple[Part, ...]:
        """The rests of several columns beside each other, if they are nothing but text; else empty."""
        pairs = zip(columns.stacks, filled, strict=True)
        left = [(share, each.rest, each.stack.width) for (share, _), each in pairs if each.rest]
        if len(left) < 2 or self.only:
            return ()
        for _, rest, width in left:
            for part in rest:
                if isinstance(part, Columns | RestOfColumns) or not all(
                    isinstance(flow, Paragraphs) for flow in self._set(part, width, height)
                ):
                    return ()
        return (RestOfColumns(tuple((share, rest) for share, rest, _ in left), columns.ruled),)

    def _is_cramped(self, columns: Columns | RestOfColumns, widths: Sequence[float], height: float) -> bool:
        """Whether a drawing in one of the columns is too large for it, and would be divided."""
        for (_, parts), width in zip(stacks_of(columns), widths, strict=True):
            for part in parts:
                if isinstance(part, Block) and part.is_cramped(Region(width, height), self.context):
                    self.cramped.add(id(columns))
                    return True
        return False

    def _below_each_other(self, parts: Sequence[Part], space: _Space) -> _Fitted:
        items: list[FittedFlow | FittedColumns] = []
        for number, part in enumerate(parts):
            left = space.below(items)
            if isinstance(part, Columns | RestOfColumns):
                fitted, rest = self._columns(part, left)
            else:
                fitted, rest = self._block(part, left)
            items += fitted
            if rest:
                return items, (*rest, *parts[number + 1 :])
        return items, ()


def _groups(flows: Sequence[Flow]) -> Iterator[list[Flow]]:
    """Each flow, grouped with the flows before it that must stay on its page."""
    group: list[Flow] = []
    for flow in flows:
        group.append(flow)
        # Tables are split by rows, and never kept as a whole with what follows them.
        if isinstance(flow, Table) or not flow.keep_with_next:
            yield group
            group = []
    if group:
        yield group
