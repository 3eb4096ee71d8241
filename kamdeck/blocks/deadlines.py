"""The `deadlines` block: what falls due in the next months, a month a column, or one month below the other."""

from collections.abc import Sequence
from dataclasses import replace

from kamdeck.blocks.row_protocols import DeadlineRow
from kamdeck.dataclass import dataclass
from kamdeck.document import Block, Region, RenderContext, Rows
from kamdeck.documented import documented
from kamdeck.flow import Cell, Column, Flow, Paragraph, Row, Run, Table
from kamdeck.model.values import Month
from kamdeck.people.org_card import short_name

NARROWEST = 140.0
"""The least width of a month, in points; in a narrower region the months stand one below the other."""
DAY, DAY_EMS, SPACE = 24.0, 1.9, 12.0
"""The least width of the day of a date in points and as a multiple of the text size; the space between two months."""
HEAD_FILL = "primary:10"


@documented(
    """Deadlines by month. `rows` are deadlines, the most important first; `months` are the names of the columns.
    A month shows at most `most` of them; 0 sets no limit.

    What the customer has to do is marked as theirs. Where a page has no space for all, each month keeps its first ones.

    Example:
        deadlines: {rows: analysis.brief.deadlines, months: analysis.brief.months}
    """
)
@dataclass(frozen=True)
class Deadlines(Block):
    rows: Rows[DeadlineRow] = ()
    months: Rows[object] = ()
    most: int = 0

    def is_empty(self) -> bool:
        """Whether nothing falls due."""
        return not self.rows

    @property
    def row_count(self) -> int:
        """The most deadlines of a month."""
        return max((len(self._in_month(number)) for number in range(len(self.months))), default=0)

    def limited(self, count: int, *, forced: bool = False) -> Block:
        """At most so many deadlines in each month."""
        return replace(self, most=min(count, self.most or count))

    def row_names(self, context: RenderContext) -> tuple[str, ...]:
        """What falls due."""
        shown = (row for number in range(len(self.months)) for row in self._in_month(number))
        return tuple(context.wording.inner.say(row.what) for row in shown)

    def lower(self, region: Region, context: RenderContext) -> list[Flow]:
        """One table."""
        if not self.rows:
            return []
        months = [
            (self._head(number, month, context), sorted(self._in_month(number), key=lambda row: row.day))
            for number, month in enumerate(self.months)
        ]
        months = [(head, rows) for head, rows in months if rows]
        alt = context.wording.listed(head for head, _ in months)
        # Columns keep their width where a month has no deadline, so that equal plans look alike.
        if region.width >= NARROWEST * len(self.months):
            return [_beside(months, region, context, alt)]
        return [_below(months, context, alt)]

    def _in_month(self, number: int) -> list[DeadlineRow]:
        return [row for row in self.rows if row.number == number][: self.most or None]

    def _head(self, number: int, month: object, context: RenderContext) -> str:
        """The name of a month, and of the next one where its deadlines stand in the column too."""
        wording = context.wording
        days = [row.day for row in self._in_month(number)]
        last = Month.of(max(days)) if days else month
        names = [wording.say(each) for each in dict.fromkeys((month, last))]
        return wording.separator("range").join(names)


Months = Sequence[tuple[str, Sequence[DeadlineRow]]]
"""The name of each month that has deadlines, with its deadlines by date."""


def _beside(months: Months, region: Region, context: RenderContext, alt: str) -> Table:
    empty = Cell((Paragraph((Run(""),), context.style.theme.sizes.small, role="cell"),))
    head: list[Cell] = []
    columns: list[Column] = []
    for name, _ in months:
        head += [*_head_cells(name, context), empty]
        columns += [Column(width=_day(context)), Column(share=1.0), Column("right"), Column(width=SPACE)]
    rows = []
    for number in range(max(len(found) for _, found in months)):
        cells: list[Cell] = []
        for _, found in months:
            cells += [*(_cells(found[number], context) if number < len(found) else (empty, empty, empty)), empty]
        rows.append(Row(tuple(cells[:-1])))
    table = Table(tuple(columns[:-1]), Row(tuple(head[:-1])), tuple(rows), alt, rules="none")
    return replace(table, shares=_shares(table, region, context, len(months)))


def _day(context: RenderContext) -> float:
    return max(DAY, context.style.theme.sizes.body * DAY_EMS)


def _shares(table: Table, region: Region, context: RenderContext, months: int) -> tuple[float, ...]:
    """Months of equal width, each with an owner's column as wide as its names."""
    contents = table.content_widths(context.style)
    wide = (region.width - SPACE * (months - 1)) / months
    widths: list[float] = []
    day = _day(context)
    for number in range(months):
        owner = min(contents[4 * number + 2].max_content, wide / 3)
        widths += [day, wide - day - owner, owner, SPACE]
    return tuple(width / region.width for width in widths[:-1])


def _below(months: Months, context: RenderContext, alt: str) -> Table:
    rows = []
    for name, found in months:
        rows.append(Row(_head_cells(name, context)))
        rows += [Row(_cells(row, context)) for row in found]
    columns = (Column(width=_day(context)), Column(share=1.0), Column("right"))
    return Table(columns, rows[0], tuple(rows[1:]), alt, rules="rows")


def _head_cells(name: str, context: RenderContext) -> tuple[Cell, Cell, Cell]:
    """The name of a month over its three columns, of which the first is too narrow for it."""
    size = context.style.theme.sizes.small
    texts = (Run(""), Run(name, bold=True), Run(""))
    cells = (Cell((Paragraph((run,), size, role="cell", colour="primary"),), fill=HEAD_FILL) for run in texts)
    first, second, third = cells
    return first, second, third


def _cells(row: DeadlineRow, context: RenderContext) -> tuple[Cell, Cell, Cell]:
    wording, size = context.wording, context.style.theme.sizes.small
    colour = "contrast" if row.theirs else "text"
    owner = short_name(wording.plan.name_of(row.owner), wording) if row.owner else ""
    owner = wording.term("brief.theirs") if row.theirs else owner
    day = Paragraph(
        (Run(str(row.day.day), bold=True),), size, role="cell", colour="contrast" if row.theirs else "primary"
    )
    what = Paragraph((Run(wording.inner.say(row.what)),), size, role="cell", colour=colour)
    who = Paragraph((Run(owner, bold=not row.theirs),), size, role="cell", colour=day.colour, align="right")
    return Cell((day,)), Cell((what,)), Cell((who,))
