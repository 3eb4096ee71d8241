"""The `answers` block: statements, each with our answer on the line below it."""

from dataclasses import replace
from typing import Literal

from kamdeck.components.kept_rows import limited_rows
from kamdeck.components.rest_width import with_rest
from kamdeck.components.status_icons import status_of
from kamdeck.components.status_marks import MARKS
from kamdeck.dataclass import dataclass
from kamdeck.document import Block, Region, RenderContext, Rows, Test
from kamdeck.documented import documented
from kamdeck.flow import Cell, Column, Flow, Paragraph, Row, Run, Table

MARKS_WIDE = {"number": 1.6, "status": 1.1}
"""The width of the column of marks by what they are, as a multiple of the text size."""
GAP = 8.0
"""The distance of the texts in the columns, in points."""


@documented(
    """Statements with an answer below each, such as risks, competitors or a customer's goals.

    `rows` are the facts; `what`, `answer` and `note` are expressions over `row` for the bold text, the text below it
    and the muted text beside it. `mark` is what stands before each: number, status or none; `status` is an
    expression for the status. `colour` is the role of the bold texts. Where a page has no space for all rows, those
    for which the expression `keep` is true stay.

    Example:
        answers: {rows: competition, what: row.company, answer: row.how_we_win, note: row.threat}
    """
)
@dataclass(frozen=True)
class Answers(Block):
    what: Test
    rows: Rows[object] = ()
    answer: Test | None = None
    note: Test | None = None
    status: Test | None = None
    keep: Test | None = None
    mark: Literal["number", "status", "none"] = "none"
    colour: str = "text"

    def limited(self, count: int, *, forced: bool = False) -> Block:
        """The block without its last rows, except those to keep."""
        return replace(self, rows=limited_rows(self.rows, count, self.keep, forced=forced))

    def row_names(self, context: RenderContext) -> tuple[str, ...]:
        """The statements."""
        return tuple(context.wording.inner.say(self.what(row)) for row in self.rows)

    def lower(self, region: Region, context: RenderContext) -> list[Flow]:
        """One table with a row for each statement; the notes stand behind the statements where this saves lines."""
        if not self.rows:
            return []
        tables = [self._table(region, context, aside=aside) for aside in ((True, False) if self.note else (False,))]
        return [min(tables, key=lambda table: sum(table.framed_heights(region.width, context.style)))]

    def _table(self, region: Region, context: RenderContext, *, aside: bool) -> Table:
        """The table, with the notes in a column of their own if they are `aside`."""
        rows = [self._row(number, row, context, aside=aside) for number, row in enumerate(self.rows, 1)]
        columns = [Column(share=1.0)]
        if self.mark != "none":
            columns.insert(0, Column(width=context.style.theme.sizes.body * MARKS_WIDE[self.mark]))
        if aside:
            columns.append(Column("right"))
        alt = context.wording.listed(self.row_names(context))
        table = Table(tuple(columns), rows[0], tuple(rows[1:]), alt, rules="rows", gap=GAP, top=True)
        return with_rest(table, int(self.mark != "none"), region.width, context.style)

    def _row(self, number: int, row: object, context: RenderContext, *, aside: bool) -> Row:
        sizes, say = context.style.theme.sizes, context.wording.inner.say
        note = self.note(row) if self.note else None
        shown = "" if note in (None, "", ()) else say(note)
        runs = [Run(say(self.what(row)), bold=True)]
        if shown and not aside:
            runs.append(Run(f"\u2002{shown}", colour="muted", size=sizes.small))
        texts = [Paragraph(tuple(runs), sizes.body, role="cell", colour=self.colour)]
        answer = self.answer(row) if self.answer else None
        if answer not in (None, ""):
            line = f"→\u00a0{say(answer)}"
            texts.append(Paragraph((Run(line),), sizes.body, role="cell", colour="primary"))
        cells = [Cell(tuple(texts))]
        if self.mark != "none":
            cells.insert(0, Cell((self._mark(number, row, context),)))
        if aside:
            cells.append(Cell((Paragraph((Run(shown),), sizes.small, role="cell", colour="muted", align="right"),)))
        return Row(tuple(cells))

    def _mark(self, number: int, row: object, context: RenderContext) -> Paragraph:
        size = context.style.theme.sizes.body
        if self.mark == "number":
            return Paragraph((Run(str(number), bold=True),), size, role="cell", colour=self.colour)
        status = self.status(row) if self.status else None
        # A status is a word of the plan, or a role that the layout computes: good, warn or bad.
        role = status_of(status) or (status if isinstance(status, str) and status in MARKS else "")
        return Paragraph((Run(MARKS.get(role, "–")),), size, role="cell", colour=role or "muted")
