"""The `asks` block: what is asked of the review, on a panel in our colour."""

from kamdeck.blocks.row_protocols import AskRow
from kamdeck.components.near_days import near_day
from kamdeck.components.rest_width import with_rest
from kamdeck.dataclass import dataclass
from kamdeck.document import Block, Heading, Region, RenderContext, Rows, Value
from kamdeck.documented import documented
from kamdeck.flow import Cell, Column, Flow, Paragraph, Row, Run, Table

FILL = "primary"
LINES_BESIDE = 2
"""The most lines of what is asked for beside who decides."""


@documented(
    """The decisions that are asked for, numbered, each with who is to decide and by when.

    Days in the year of `today` are written without the year.

    Example:
        asks: {rows: decisions, title: topic.decisions}
    """
)
@dataclass(frozen=True)
class Asks(Block):
    rows: Rows[AskRow] = ()
    title: Heading = None
    today: Value = None

    @property
    def names_itself(self) -> bool:
        """Whether the block has a title of its own."""
        return self.title is not None

    def row_names(self, context: RenderContext) -> tuple[str, ...]:
        """What is asked for."""
        return tuple(context.wording.inner.say(row.ask) for row in self.rows)

    @property
    def fewest_lines(self) -> int:
        """What is asked for is why the page is read, so it has a line more than other texts."""
        return 3

    def lower(self, region: Region, context: RenderContext) -> list[Flow]:
        """One table, with the title as its first row.

        Who decides stands at the right, or below what is asked for where that would have more than two lines.
        """
        if not self.rows:
            return []
        beside = self._table(region, context, below=False)
        asked, style = beside.inner_widths(region.width, context.style)[1], context.style
        texts = [paragraph for row in (beside.header, *beside.rows) for paragraph in row.cells[1].paragraphs]
        long = any(len(each.lines(asked, style.typeface)) > LINES_BESIDE for each in texts)
        return [self._table(region, context, below=True) if long else beside]

    def _table(self, region: Region, context: RenderContext, *, below: bool) -> Table:
        """The table, with who decides `below` what is asked for or beside it."""
        sizes, ink = context.style.theme.sizes, context.style.theme.on(FILL)
        name = context.wording.names(self.title) if self.title else ""
        head = _row(("", name, ""), sizes.small, ink)
        rows = [self._row(number, row, context, below=below) for number, row in enumerate(self.rows, 1)]
        first, *rest = [head, *rows] if name else rows
        columns = (Column(), Column(share=1.0), Column("right"))
        alt = context.wording.listed(self.row_names(context))
        return with_rest(
            Table(columns, first, tuple(rest), alt, rules="none", top=True), 1, region.width, context.style
        )

    def _row(self, number: int, row: AskRow, context: RenderContext, *, below: bool) -> Row:
        wording, size, ink = context.wording.inner, context.style.theme.sizes.body, context.style.theme.on(FILL)
        due = near_day(row.due, self.today, wording) if row.due else ""
        whose = wording.joined((wording.say(row.of) if row.of else "", due))
        if not below:
            return _row((str(number), wording.say(row.ask), whose), size, ink, bold=True)
        first, ask, last = _row((str(number), wording.say(row.ask), ""), size, ink, bold=True).cells
        under = [Paragraph((Run(whose),), size, role="cell", colour=ink)] if whose else []
        return Row((first, ask._replace(paragraphs=(*ask.paragraphs, *under)), last), fill=FILL)


def _row(texts: tuple[str, str, str], size: float, ink: str, *, bold: bool = False) -> Row:
    number, ask, whose = texts
    cells = [
        Cell((Paragraph((Run(number, bold=bold),), size, role="cell", colour=ink),)),
        Cell((Paragraph((Run(ask, bold=bold or not whose),), size, role="cell", colour=ink),)),
        Cell((Paragraph((Run(whose),), size, role="cell", colour=ink, align="right"),)),
    ]
    return Row(tuple(cells), fill=FILL)
