"""The `asks` block: what is asked of the review, on a panel in our colour."""

from kamdeck.blocks.row_protocols import AskRow
from kamdeck.components.near_days import near_day
from kamdeck.components.rest_width import with_rest
from kamdeck.dataclass import dataclass
from kamdeck.document import Block, Heading, Region, RenderContext, Rows, Value
from kamdeck.documented import documented
from kamdeck.flow import Cell, Column, Flow, Paragraph, Row, Run, Table

FILL = "primary"


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

    def lower(self, region: Region, context: RenderContext) -> list[Flow]:
        """One table, with the title as its first row."""
        if not self.rows:
            return []
        sizes, ink = context.style.theme.sizes, context.style.theme.on(FILL)
        name = context.wording.names(self.title) if self.title else ""
        head = _row(("", name, ""), sizes.small, ink)
        rows = [self._row(number, row, context, ink) for number, row in enumerate(self.rows, 1)]
        first, *rest = [head, *rows] if name else rows
        columns = (Column(), Column(share=1.0), Column("right"))
        alt = context.wording.listed(self.row_names(context))
        return [with_rest(Table(columns, first, tuple(rest), alt, rules="none"), 1, region.width, context.style)]

    def _row(self, number: int, row: AskRow, context: RenderContext, ink: str) -> Row:
        wording = context.wording.inner
        due = near_day(row.due, self.today, wording) if row.due else ""
        whose = wording.joined((wording.say(row.of) if row.of else "", due))
        return _row((str(number), wording.say(row.ask), whose), context.style.theme.sizes.body, ink, bold=True)


def _row(texts: tuple[str, str, str], size: float, ink: str, *, bold: bool = False) -> Row:
    number, ask, whose = texts
    cells = [
        Cell((Paragraph((Run(number, bold=bold),), size, role="cell", colour=ink),)),
        Cell((Paragraph((Run(ask, bold=bold or not whose),), size, role="cell", colour=ink),)),
        Cell((Paragraph((Run(whose),), size, role="cell", colour=ink, align="right"),)),
    ]
    return Row(tuple(cells), fill=FILL)
