"""What fits a region: flows below each other and columns beside each other, how they grow into spare height, and where
they are placed.

Rows of tables grow first, all to one pitch, then charts; nothing else does.
"""

from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import replace

from kamdeck.brand import Rect
from kamdeck.dataclass import dataclass
from kamdeck.flow import Chart, Drawing, Flow, Frame, Line, Paragraphs, Placed, Row, Style, Table
from kamdeck.typeset.sizing import CLOSE_PITCHES, PITCHES

COLUMN_GAP = 20.0
"""The distance between two columns, in points."""
TOLERANCE = 0.01
"""Sums of heights that should be equal differ by less than this, in points."""


@dataclass(frozen=True)
class FittedFlow:
    """A flow that fits, with its height and the gap above it in points."""

    flow: Flow
    height: float
    gap: float


@dataclass(frozen=True)
class FittedStack:
    """Flows and columns below each other, `x` points from the left of the region; `top` is the space above."""

    items: tuple["FittedFlow | FittedColumns", ...]
    width: float
    x: float = 0.0
    top: float = 0.0

    @property
    def height(self) -> float:
        """The height in points, with all gaps."""
        return self.top + sum([item.gap + item.height for item in self.items])

    @property
    def height_below_drawing(self) -> float:
        """The height in points of what stands below the first drawing; drawings in columns do not count."""
        drawn = [isinstance(item, FittedFlow) and isinstance(item.flow, Drawing) for item in self.items]
        below = self.items[drawn.index(True) + 1 :] if any(drawn) else ()
        return sum(item.gap + item.height for item in below)

    @property
    def flows(self) -> tuple[Flow, ...]:
        """All flows, in reading order."""
        return tuple(
            flow
            for item in self.items
            for flow in (
                [each for stack in item.stacks for each in stack.flows]
                if isinstance(item, FittedColumns)
                else [item.flow]
            )
        )

    @property
    def tables(self) -> tuple[Table, ...]:
        """All tables, in reading order."""
        return tuple(flow for flow in self.flows if isinstance(flow, Table))

    def at_pitch(self, pitch: float, style: Style, headers: Container[Row]) -> "FittedStack":
        """The same with rows at least so high, in points, in the tables that have one of these headers."""

        def set_item(item: "FittedFlow | FittedColumns") -> "FittedFlow | FittedColumns":
            if isinstance(item, FittedColumns):
                return replace(item, stacks=tuple(stack.at_pitch(pitch, style, headers) for stack in item.stacks))
            if not isinstance(item.flow, Table) or item.flow.header not in headers:
                return item
            table = item.flow.with_row_height(pitch)
            return FittedFlow(table, table.height(self.width, style), item.gap)

        return FittedStack(tuple(map(set_item, self.items)), self.width, self.x, self.top)

    def largest_pitch(self, height: float, style: Style, headers: Container[Row]) -> float:
        """The largest pitch of the tables with these headers at which everything fits a height; 0 if none does."""
        pitches = (*PITCHES, *CLOSE_PITCHES[:1])
        fitting = (each for each in pitches if self.at_pitch(each, style, headers).height <= height + TOLERANCE)
        return next(fitting, 0.0)

    def grown(self, height: float, style: Style, fixed: Container[Row] = ()) -> "FittedStack":
        """The same with higher rows and charts, as far as the height in points allows.

        Tables beside each other in columns grow further if there is space for their own rows only. Those with `fixed`
        headers keep their rows.
        """
        headers = [table.header for table in self.tables if table.header not in fixed]
        pitch = self.largest_pitch(height, style, headers) if headers else 0.0
        stack = self.at_pitch(pitch, style, headers) if pitch else self
        growing = [item for item in stack.items if _grows(item)]
        if not growing:
            return stack
        spare = max(0.0, height - stack.height) / len(growing)
        return replace(stack, items=tuple(_grown(item, spare, style, fixed) for item in stack.items))

    def placed(self, region: Rect) -> list[Placed]:
        """The flows at their positions from the top left corner of a region."""
        placed: list[Placed] = []
        x, y = region.x + self.x, region.y + self.top
        for item in self.items:
            y += item.gap
            if isinstance(item, FittedColumns):
                placed += item.placed(Rect(x, y, self.width, item.height))
            else:
                placed.append(Placed(item.flow, x, y, self.width, item.height))
            y += item.height
        return placed

    @property
    def title_height(self) -> float:
        """The height of the ruled title that the stack begins with; 0 if it begins with something else."""
        first = self.items[0] if self.items else None
        if isinstance(first, FittedFlow) and isinstance(first.flow, Paragraphs) and first.flow.rule:
            return first.height
        return 0.0


@dataclass(frozen=True)
class FittedColumns:
    """Stacks beside each other, and the gap above them in points; `ruled` ones have a thin line between them."""

    stacks: tuple[FittedStack, ...]
    gap: float
    ruled: bool = False

    @property
    def height(self) -> float:
        """The height of the highest stack."""
        return max(stack.height for stack in self.stacks)

    def placed(self, region: Rect) -> list[Placed]:
        """The flows at their positions from the top left corner of a region, and the lines between the columns."""
        placed = [each for stack in self.stacks for each in stack.placed(region)]
        for stack in self.stacks[1:] if self.ruled else ():
            line = Line(0.0, 0.0, 0.0, self.height, colour="grey3", thickness=0.75)
            rule = Drawing(Frame(1.0, self.height, (line,)), "", decorative=True)
            placed.append(Placed(rule, region.x + stack.x - COLUMN_GAP / 2, region.y, 1.0, self.height))
        return placed

    def with_titles_aligned(self, height: float) -> "FittedColumns":
        """The columns with their first titles' rules at the same height, as far as `height` points allow."""
        deepest = max(stack.title_height for stack in self.stacks)
        return replace(self, stacks=tuple(_moved_down(stack, deepest, height) for stack in self.stacks))

    def with_rows_aligned(self, height: float, style: Style) -> "FittedColumns":
        """The columns whose lists of equal length at one height have rows of one height, which a reader goes across.

        Where a page of `height` points does not hold as many rows as high as the highest, only those beside each other
        have one height; where it does not hold these either, the columns stay as they are.
        """
        lists = [stack.items[-1] for stack in self.stacks if stack.items]
        tables = [each.flow for each in lists if isinstance(each, FittedFlow) and isinstance(each.flow, Table)]
        tops = {round(stack.height - stack.items[-1].height) for stack in self.stacks if stack.items}
        counts = {len(table.rows) for table in tables}
        if not len(tables) == len(self.stacks) > 1 == len(tops) == len(counts) or counts == {0}:
            return self
        widths = [stack.width for stack in self.stacks]
        known = [table.heights(wide, style) for table, wide in zip(tables, widths, strict=True)]
        across = tuple(max(row) for row in zip(*known, strict=True))
        for rows in ((across[0], *[max(across[1:])] * (len(across) - 1)), across):
            if self.stacks[0].height - lists[0].height + sum(rows) <= height + TOLERANCE:
                return replace(self, stacks=tuple(_with_rows(stack, rows) for stack in self.stacks))
        return self


def _with_rows(stack: FittedStack, heights: Sequence[float]) -> FittedStack:
    """A stack whose last flow is a table, with rows of these heights in points, the header first."""
    *items, last = stack.items
    if not isinstance(last, FittedFlow) or not isinstance(last.flow, Table):
        return stack
    every = zip((last.flow.header, *last.flow.rows), heights, strict=True)
    header, *rows = [row._replace(height=each) for row, each in every]
    table = replace(last.flow, header=header, rows=tuple(rows), row_height=None)
    return replace(stack, items=(*items, replace(last, flow=table, height=sum(heights))))


def _moved_down(stack: FittedStack, deepest: float, height: float) -> FittedStack:
    down = deepest - stack.title_height
    return replace(stack, top=down) if stack.title_height and stack.height + down <= height else stack


def _grows(item: FittedFlow | FittedColumns) -> bool:
    return isinstance(item, FittedColumns) or (
        isinstance(item.flow, Chart) and item.flow.preferred_height > item.height
    )


def _grown(
    item: FittedFlow | FittedColumns, spare: float, style: Style, fixed: Container[Row]
) -> FittedFlow | FittedColumns:
    if isinstance(item, FittedColumns):
        height = item.height + spare
        grown = replace(item, stacks=tuple(stack.grown(height, style, fixed) for stack in item.stacks))
        return grown if fixed else grown.with_rows_aligned(height, style)
    if isinstance(item.flow, Chart):
        return replace(item, height=item.height + max(0.0, min(item.flow.preferred_height - item.height, spare)))
    return item


def page_stacks(stacks: Sequence[FittedStack], height: float, style: Style) -> list[FittedStack]:
    """The stacks of a topic's slides, grown to the same height; a table on several slides keeps one pitch."""
    pages = Counter(header for stack in stacks for header in {table.header for table in stack.tables})
    continued = [header for header, count in pages.items() if count > 1]
    if continued:
        common = min(
            stack.largest_pitch(height, style, continued)
            for stack in stacks
            if any(table.header in continued for table in stack.tables)
        )
        stacks = [stack.at_pitch(common, style, continued) if common else stack for stack in stacks]
    return [stack.grown(height, style, continued) for stack in stacks]
