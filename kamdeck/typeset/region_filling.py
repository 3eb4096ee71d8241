"""Fill a region of a page with blocks from top to bottom, and return what does not fit for the next page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from kamdeck.brand import Rect
from kamdeck.document import Block, Columns, Region, RenderContext
from kamdeck.flow import FLOW_GAP, Chart, Flow, Paragraphs, Placed, Table

BLOCK_GAP = 14.0
"""The vertical distance between two blocks, in points."""
COLUMN_GAP = 20.0
"""The distance between two columns, in points."""
FEWEST_FIRST_ROWS = 3
"""The fewest rows of a table that may stay behind on a page where it begins below something else."""
WORTH_FILLING = 0.5
"""The part of a page that must be free for columns or a table to begin there, if they fit the next page as a whole."""
NARROWEST_COLUMN = 150.0
"""Columns that would be narrower, in points, are placed below each other instead."""


@dataclass(frozen=True)
class LoweredFlows:
    """Flows that need no lowering: the rest of a block that began on an earlier page, or text that belongs to no
    block.
    """

    flows: tuple[Flow, ...]


Part = Block | Columns | LoweredFlows
"""What a region is filled with: a block or columns of the layout, or flows that are left from an earlier page."""


@dataclass(frozen=True)
class _FittedFlow:
    """A flow that fits, with its height and the gap above it in points."""

    flow: Flow
    height: float
    gap: float


@dataclass(frozen=True)
class FilledRegion:
    """The flows placed in a region, the parts that did not fit, and the height used in points."""

    placed: tuple[Placed, ...]
    rest: tuple[Part, ...]
    used: float

    def moved_down(self, down: float) -> "FilledRegion":
        """The same placed further down by so many points."""
        if not down:
            return self
        placed = tuple(replace(each, y=each.y + down) for each in self.placed)
        return FilledRegion(placed, self.rest, self.used + down)


def fill_region(parts: Sequence[Part], region: Rect, ground: str, context: RenderContext) -> FilledRegion:
    """Place parts below each other until one does not fit.

    `ground` is the role of the colour behind the region. The result's rest is in order and starts with the remainder
    of the part that did not fit.
    """
    # Flows are collected in `run` and placed together, since charts share the height that is left below them.
    placed: list[Placed] = []
    run: list[_FittedFlow] = []
    y = region.y
    for number, part in enumerate(parts):
        left = region.bottom - y - sum(each.height + each.gap for each in run)
        gap = BLOCK_GAP if run or placed else 0.0
        if isinstance(part, Columns):
            # What is above columns keeps its height: a chart there must not grow into the space that they need.
            placed += _place(run, Rect(region.x, y, region.width, left), context, grow=False)
            y = region.bottom - left
            run = []
            # With nothing above them on the page, moving them to the next one would only leave an empty page.
            movable = bool(gap) and left - gap < region.height * WORTH_FILLING
            side_by_side = _fill_columns(
                part, Rect(region.x, y + gap, region.width, left - gap), ground, context, movable
            )
            placed += side_by_side.placed
            y += gap + side_by_side.used if side_by_side.placed else 0.0
            rest: tuple[Part, ...] = side_by_side.rest
        else:
            fitted, rest = _fit_block(part, region, left, gap, ground, context)
            run += fitted
        if rest:
            rest = (*rest, *parts[number + 1 :])
            break
    else:
        rest = ()
    placed += _place(run, Rect(region.x, y, region.width, region.bottom - y), context, grow=True)
    return FilledRegion(tuple(placed), rest, max((p.y + p.height for p in placed), default=region.y) - region.y)


def _place(run: Sequence[_FittedFlow], region: Rect, context: RenderContext, *, grow: bool) -> list[Placed]:
    """Place flows below each other; if they may grow, charts share the spare height up to their preferred heights."""
    spare = region.height - sum(each.height + each.gap for each in run)
    charts = [each for each in run if isinstance(each.flow, Chart)]
    placed, y = [], region.y
    for each in run:
        height = each.height
        if grow and isinstance(each.flow, Chart):
            height += max(0.0, min(each.flow.preferred_height - height, spare / len(charts)))
        placed.append(Placed(each.flow, region.x, y + each.gap, region.width, height))
        y += each.gap + height
    return placed


def _fit_block(
    part: Block | LoweredFlows, region: Rect, left: float, gap: float, ground: str, context: RenderContext
) -> tuple[list[_FittedFlow], tuple[Part, ...]]:
    """The flows of a block that fit the height that is `left` of a page, and the rest; the block itself if none fits.

    `gap` is the distance to the flow above, in points.
    """
    # At the top of a page the block gets the whole height, without a gap above.
    fresh = left >= region.height - 0.01
    height = region.height if fresh else left - gap
    if height < 24.0:  # not even a title with a line below it fits; lowering for so little space would be in vain
        return [], (part,)
    flows = (
        part.flows
        if isinstance(part, LoweredFlows)
        else tuple(part.lower(Region(region.width, height, ground), context))
    )
    fitted: list[_FittedFlow] = []
    used = 0.0
    groups = list(_groups(flows))
    for number, group in enumerate(groups):
        above = gap if not number else FLOW_GAP if not isinstance(group[0], Table) else BLOCK_GAP
        kept, rest = _fit_group(group, left - used - above, region, context, alone=fresh and not number)
        for position, flow in enumerate(kept):
            tall = flow.height(region.width, context.style)
            fitted.append(_FittedFlow(flow, tall, FLOW_GAP if position else above))
            used += tall + fitted[-1].gap
        if rest:
            # A block of which nothing fits stays a block: on the next page it is lowered for the height there.
            continued = (*rest, *(flow for later in groups[number + 1 :] for flow in later))
            return fitted, (LoweredFlows(continued) if fitted or isinstance(part, LoweredFlows) else part,)
    return fitted, ()


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


def _fit_group(
    group: Sequence[Flow], left: float, region: Rect, context: RenderContext, *, alone: bool
) -> tuple[Sequence[Flow], Sequence[Flow]]:
    """The part of a group that fits, and the rest below the same titles.

    `alone` on its page, a group always places something.
    """
    *titles, last = group
    style, width = context.style, region.width
    used = sum(head.height(width, style) + FLOW_GAP for head in titles)
    tall = last.height(width, style)
    if used + tall <= left + 0.01:
        return group, ()
    # A chart whose least height is greater than a whole page is drawn lower rather than never.
    if isinstance(last, Chart) and alone:
        return (*titles, last.limited_to(left - used)), ()
    # A filled text, such as a callout, moves as a whole: half of it on a page would look like all of it.
    if isinstance(last, Paragraphs) and last.fill and not alone:
        return (), group
    space = left - used
    if isinstance(last, Table):
        # A table that is only a little too high gets tighter rows rather than a second page for one of them.
        if last.tightened_height(width, style) <= space:
            return (*titles, last.tightened()), ()
        space = _table_space(last, left, used, region, context, alone=alone)
        if not space:
            return (), group
    # The titles are repeated above the rest, so that every page says what it continues.
    first, rest = last.split(space, width, style)
    if first is None:
        return (), group
    return (*titles, first), (*titles, rest) if rest is not None else ()


def _table_space(table: Table, left: float, used: float, region: Rect, context: RenderContext, *, alone: bool) -> float:
    """How much of the height `left` on a page a table that must be split may take; its titles take `used`.

    0 means that the table should begin on the next page.
    """
    head, *rows = heights = table.heights(region.width, context.style)
    space = left - used
    if alone:
        # The first of several whole pages of a table: the rows are spread evenly over them.
        return _even_height(heights, space)
    # Below other content a table begins only if that saves a page, or if half of a page is free.
    here = _fitting_rows(rows, space - head)
    movable = left < region.height * WORTH_FILLING and _saves_no_page(rows, here, region.height - used - head)
    return 0.0 if movable or 0 < here < FEWEST_FIRST_ROWS else space


def _fitting_rows(rows: Sequence[float], body: float) -> int:
    """The number of rows that fit a height."""
    return sum(1 for end in accumulate(rows) if end <= body)


def _saves_no_page(rows: Sequence[float], here: int, body: float) -> bool:
    """Whether the table takes no more pages if it begins on the next one than with `here` rows on this one."""
    return _pages(rows, body) <= _pages(rows[here:], body)


def _even_height(heights: Sequence[float], space: float) -> float:
    """The least height at which a table takes no more pages than with `space`, so that its last page has more than a
    row or two.

    Found by bisection, to a point.
    """
    head, *rows = heights
    least, enough = max(rows), space - head
    if least > enough:
        return space
    pages = _pages(rows, enough)
    while enough - least > 1.0:
        middle = (least + enough) / 2
        if _pages(rows, middle) > pages:
            least = middle
        else:
            enough = middle
    return head + enough


def _pages(rows: Sequence[float], body: float) -> int:
    """The number of pages that rows take if `body` points of each are available."""
    pages, used = 1, 0.0
    for row in rows:
        # A row that is taller than a page still takes one.
        if used + row > body + 0.01 and used:
            pages, used = pages + 1, 0.0
        used += row
    return pages


def _fill_columns(columns: Columns, region: Rect, ground: str, context: RenderContext, movable: bool) -> FilledRegion:
    """Place columns side by side; their rests continue at the full width. Columns that would be too narrow are placed
    below each other.

    If they are `movable` and do not fit, all of them move to the next page.
    """
    total = sum(share for share, _ in columns.stacks)
    free = region.width - COLUMN_GAP * (len(columns.stacks) - 1)
    widths = [free * share / total for share, _ in columns.stacks]
    if min(widths) < NARROWEST_COLUMN or _is_cramped(columns, widths, region.height, context):
        # In the order of reading: all of the first column, then the second.
        return fill_region([part for _, stack in columns.stacks for part in stack.parts], region, ground, context)
    stacks: list[FilledRegion] = []
    x = region.x
    for (_, stack), width in zip(columns.stacks, widths, strict=True):
        filled = fill_region(stack.parts, Rect(x, region.y, width, region.height), ground, context)
        # Columns belong together, so all of them move where one would continue on the next page.
        if movable and (filled.rest or not filled.placed) and stack.parts:
            return FilledRegion((), (columns,), 0.0)
        stacks.append(filled)
        x += width + COLUMN_GAP
    stacks = _align_titles(stacks, region.height)
    placed = tuple(each for filled in stacks for each in filled.placed)
    rest = tuple(each for filled in stacks for each in filled.rest)
    return FilledRegion(placed, rest, max(filled.used for filled in stacks))


def _is_cramped(columns: Columns, widths: Sequence[float], height: float, context: RenderContext) -> bool:
    """Whether a drawing in one of the columns is too large for it, and would be divided."""
    return any(
        isinstance(part, Block) and part.is_cramped(Region(width, height), context)
        for (_, stack), width in zip(columns.stacks, widths, strict=True)
        for part in stack.parts
    )


def _align_titles(stacks: Sequence[FilledRegion], height: float) -> list[FilledRegion]:
    """Columns with their first titles' rules at the same height, as far as there is space below."""
    titles = [_title_height(filled) for filled in stacks]
    deepest = max(titles)
    return [
        filled.moved_down(deepest - head) if head and filled.used + deepest - head <= height else filled
        for filled, head in zip(stacks, titles, strict=True)
    ]


def _title_height(filled: FilledRegion) -> float:
    """The height of the ruled title that a column begins with; 0 if it begins with something else."""
    first = filled.placed[0] if filled.placed else None
    return first.height if first and isinstance(first.flow, Paragraphs) and first.flow.rule else 0.0
