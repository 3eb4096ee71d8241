"""Blocks and a room go in, flows at their places come out, with what did not fit for the next page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from kamdeck.brand import Rect
from kamdeck.document import Block, Columns, Region, RenderContext
from kamdeck.flow import FLOW_GAP, Chart, Flow, Paragraphs, Placed, Table

BLOCK_GAP = 14.0
"""Points between two blocks under each other."""
COLUMN_GAP = 20.0
FEWEST_FIRST = 3
"""Rows of a table that at least stand on the page where it begins under something else."""
WORTH_FILLING = 0.5
"""The part of a page that must be left for columns or a table to begin there and go on, if the next page holds them."""
NARROWEST_COLUMN = 150.0
"""Columns narrower than this stand under each other instead."""


@dataclass(frozen=True)
class Ready:
    """Flows of a block that was lowered on an earlier page and went on."""

    flows: tuple[Flow, ...]


Part = Block | Columns | Ready


@dataclass(frozen=True)
class _Set:
    """A flow that fits, with its height and the gap above it."""

    flow: Flow
    height: float
    gap: float


@dataclass(frozen=True)
class Filled:
    """What stands on a page, what goes on, and how much height it took."""

    placed: tuple[Placed, ...]
    rest: tuple[Part, ...]
    used: float

    def lowered(self, down: float) -> "Filled":
        """The same so many points further down."""
        if not down:
            return self
        placed = tuple(replace(each, y=each.y + down) for each in self.placed)
        return Filled(placed, self.rest, self.used + down)


def fill(parts: Sequence[Part], region: Rect, ground: str, context: RenderContext) -> Filled:
    """Places parts under each other from the top until one does not fit; what is left is the rest, in order."""
    placed: list[Placed] = []
    run: list[_Set] = []
    y = region.y
    for number, part in enumerate(parts):
        left = region.bottom - y - sum(each.height + each.gap for each in run)
        gap = BLOCK_GAP if run or placed else 0.0
        if isinstance(part, Columns):
            placed += _positioned(run, Rect(region.x, y, region.width, left), context, grow=False)
            y = region.bottom - left
            run = []
            movable = bool(gap) and left - gap < region.height * WORTH_FILLING
            beside = _beside(part, Rect(region.x, y + gap, region.width, left - gap), ground, context, movable)
            placed += beside.placed
            y += gap + beside.used if beside.placed else 0.0
            rest: tuple[Part, ...] = beside.rest
        else:
            sets, rest = _set(part, region, left, gap, ground, context)
            run += sets
        if rest:
            rest = (*rest, *parts[number + 1 :])
            break
    else:
        rest = ()
    placed += _positioned(run, Rect(region.x, y, region.width, region.bottom - y), context, grow=True)
    return Filled(tuple(placed), rest, max((p.y + p.height for p in placed), default=region.y) - region.y)


def _positioned(run: Sequence[_Set], region: Rect, context: RenderContext, *, grow: bool) -> list[Placed]:
    """The flows under each other; charts take what height is left over, up to what they want."""
    spare = region.height - sum(each.height + each.gap for each in run)
    charts = [each for each in run if isinstance(each.flow, Chart)]
    placed, y = [], region.y
    for each in run:
        height = each.height
        if grow and isinstance(each.flow, Chart):
            height += max(0.0, min(each.flow.wanted - height, spare / len(charts)))
        placed.append(Placed(each.flow, region.x, y + each.gap, region.width, height))
        y += each.gap + height
    return placed


def _set(
    part: Block | Ready, region: Rect, left: float, gap: float, ground: str, context: RenderContext
) -> tuple[list[_Set], tuple[Part, ...]]:
    """The flows of a block that fit into what is left of a page, and the rest: the block itself where nothing fits."""
    fresh = left >= region.height - 0.01
    height = region.height if fresh else left - gap
    if height < 24.0:
        return [], (part,)
    flows = part.flows if isinstance(part, Ready) else tuple(part.lower(Region(region.width, height, ground), context))
    sets: list[_Set] = []
    used = 0.0
    groups = list(_groups(flows))
    for number, group in enumerate(groups):
        above = gap if not number else FLOW_GAP if not isinstance(group[0], Table) else BLOCK_GAP
        kept, rest = _fitting(group, left - used - above, region, context, alone=fresh and not number)
        for position, flow in enumerate(kept):
            tall = flow.height(region.width, context.style)
            sets.append(_Set(flow, tall, FLOW_GAP if position else above))
            used += tall + sets[-1].gap
        if rest:
            going_on = (*rest, *(flow for later in groups[number + 1 :] for flow in later))
            return sets, (Ready(going_on) if sets or isinstance(part, Ready) else part,)
    return sets, ()


def _groups(flows: Sequence[Flow]) -> Iterator[list[Flow]]:
    """Flows with those that keep on their page before them."""
    group: list[Flow] = []
    for flow in flows:
        group.append(flow)
        if not flow.keep if not isinstance(flow, Table) else True:
            yield group
            group = []
    if group:
        yield group


def _fitting(
    group: Sequence[Flow], left: float, region: Rect, context: RenderContext, *, alone: bool
) -> tuple[Sequence[Flow], Sequence[Flow]]:
    """As much of a group as fits, and the rest under the same head; on a page of its own always something."""
    *heads, last = group
    style, width = context.style, region.width
    used = sum(head.height(width, style) + FLOW_GAP for head in heads)
    tall = last.height(width, style)
    if used + tall <= left + 0.01:
        return group, ()
    if isinstance(last, Chart) and alone:
        return (*heads, last.lowered_to(left - used)), ()
    space = left - used
    if isinstance(last, Table):
        if last.tightened_height(width, style) <= space:
            return (*heads, last.tightened()), ()
        space = _table_space(last, left, used, region, context, alone=alone)
        if not space:
            return (), group
    first, rest = last.split(space, width, style)
    if first is None:
        return (), group
    return (*heads, first), (*heads, rest) if rest is not None else ()


def _table_space(table: Table, left: float, used: float, region: Rect, context: RenderContext, *, alone: bool) -> float:
    """How much height a table that goes on takes of what is `left` of a page and not `used` by its title.

    Nothing where it better waits for the next page.
    """
    head, *rows = heights = table.heights(region.width, context.style)
    space = left - used
    if alone:
        return _even(heights, space)
    here = _fitting_rows(rows, space - head)
    movable = left < region.height * WORTH_FILLING and _waits(rows, here, region.height - used - head)
    return 0.0 if movable or 0 < here < FEWEST_FIRST else space


def _fitting_rows(rows: Sequence[float], body: float) -> int:
    return sum(1 for end in accumulate(rows) if end <= body)


def _waits(rows: Sequence[float], here: int, body: float) -> bool:
    """Whether a table takes no page more where it begins on the next one, instead of with so many rows here."""
    return _pages(rows, body) <= _pages(rows[here:], body)


def _even(heights: Sequence[float], space: float) -> float:
    """The least height by which a table takes no more pages than by `space`, so that none ends with a lone row."""
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
    """How many pages rows take that have room for so much of them."""
    pages, used = 1, 0.0
    for row in rows:
        if used + row > body + 0.01 and used:
            pages, used = pages + 1, 0.0
        used += row
    return pages


def _beside(columns: Columns, region: Rect, ground: str, context: RenderContext, movable: bool) -> Filled:
    """Stacks side by side; their rests go on at the full width. Too narrow, they stand under each other.

    Where they are `movable` and do not fit, all of them wait for the next page.
    """
    total = sum(share for share, _ in columns.stacks)
    free = region.width - COLUMN_GAP * (len(columns.stacks) - 1)
    widths = [free * share / total for share, _ in columns.stacks]
    if min(widths) < NARROWEST_COLUMN:
        return fill([part for _, stack in columns.stacks for part in stack.parts], region, ground, context)
    stacks: list[Filled] = []
    x = region.x
    for (_, stack), width in zip(columns.stacks, widths, strict=True):
        filled = fill(stack.parts, Rect(x, region.y, width, region.height), ground, context)
        if movable and (filled.rest or not filled.placed) and stack.parts:
            return Filled((), (columns,), 0.0)
        stacks.append(filled)
        x += width + COLUMN_GAP
    stacks = _aligned(stacks, region.height)
    placed = tuple(each for filled in stacks for each in filled.placed)
    rest = tuple(each for filled in stacks for each in filled.rest)
    return Filled(placed, rest, max(filled.used for filled in stacks))


def _aligned(stacks: Sequence[Filled], height: float) -> list[Filled]:
    """Stacks side by side whose titles are ruled off at one height, as far as there is room below."""
    heads = [_title_height(filled) for filled in stacks]
    deepest = max(heads)
    return [
        filled.lowered(deepest - head) if head and filled.used + deepest - head <= height else filled
        for filled, head in zip(stacks, heads, strict=True)
    ]


def _title_height(filled: Filled) -> float:
    """The height of the ruled title that a stack begins with; 0 where it begins with anything else."""
    first = filled.placed[0] if filled.placed else None
    return first.height if first and isinstance(first.flow, Paragraphs) and first.flow.rule else 0.0
