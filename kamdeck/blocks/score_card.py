"""The `score_card` block: a table of criteria, each with what is known and its status."""

from kamdeck.blocks.rows import status_of_layout
from kamdeck.components.cells import head_cell, words_cell
from kamdeck.components.status_icons import with_status_icon
from kamdeck.components.status_marks import MARKS
from kamdeck.components.titles import title
from kamdeck.dataclass import dataclass
from kamdeck.document import Block, Heading, Region, RenderContext, Rows, Test
from kamdeck.documented import documented
from kamdeck.flow import Cell, Column, Flow, Paragraph, Row, Run, Table

STATUS_WIDTH = 78.0
"""The width of the column of statuses, in points."""
LETTER_WIDTH = 24.0
"""The width of the column of letters, in points."""
NOTED = "noted"
DOT = MARKS["good"]
"""What stands, in grey, before a verdict that nobody has confirmed."""
BELOW_TITLE = 5.0
"""The distance between the title and the table, in points."""
MOSTLY = 0.5
"""The part of the criteria that are gaps from which on one row names all gaps, so that what is known gets the space."""


@documented(
    """A row for each criterion: a letter, its name, what is known, and its status.

    `rows` are the criteria; `letter`, `name`, `words`, `status` and `verdict` are expressions over `row`. The status is
    "good", "warn", "bad", or "noted" for what nobody has confirmed, which has a grey dot; `verdict` is its name. A bad
    row is tinted, so that gaps are seen; where half of the rows or more are bad, one row below the others names them.

    Example:
        score_card: {rows: meddpicc(deal), name: row.name, words: row.text, status: row.status, verdict: row.verdict}
    """
)
@dataclass(frozen=True)
class ScoreCard(Block):
    rows: Rows[object]
    name: Test
    words: Test
    status: Test
    verdict: Test
    letter: Test | None = None
    title: Heading = None

    def lower(self, region: Region, context: RenderContext) -> list[Flow]:
        """The title and one table; in a low region, names and texts are in two columns where this is lower."""
        if not self.rows:
            return []
        heads = title(self.title, context)
        left = region.height - sum(flow.height(region.width, context.style) for flow in heads) - BELOW_TITLE
        stacked = self._table(context, beside=False)
        if stacked.height(region.width, context.style) <= left:
            return [*heads, stacked]
        # Two columns of text may be higher as well, where names are long.
        tables = (stacked, self._table(context, beside=True))
        return [*heads, min(tables, key=lambda table: table.height(region.width, context.style))]

    def _table(self, context: RenderContext, *, beside: bool) -> Table:
        criterion, status = (context.wording.terms_of(f"field.{name}") for name in ("element", "status"))
        known = context.wording.terms_of("field.known")
        names = [criterion, known, status] if beside else [criterion, status]
        columns = [Column(share=1.0), Column(width=STATUS_WIDTH)]
        if beside:
            columns.insert(0, Column())
        blank = []
        if self.letter:
            columns.insert(0, Column("center", width=LETTER_WIDTH))
            blank = [words_cell("", context)]
        header = Row((*blank, *(head_cell(name, context) for name in names)))
        gaps = self._collapsed()
        shown = [row for row in self.rows if row not in gaps]
        size = context.style.theme.sizes.body if gaps else context.style.theme.sizes.dense
        rows = tuple(self._row(row, context, size, beside=beside) for row in shown)
        if gaps:
            rows = (*rows, self._gaps(gaps, context, beside=beside))
        alt = context.wording.body(self.title) if self.title else criterion
        return Table(tuple(columns), header, rows, alt=alt)

    def _collapsed(self) -> list[object]:
        """The gaps that share one row; none where most of the criteria are known, or where there is but one gap."""
        gaps = [row for row in self.rows if str(self.status(row)) == "bad"]
        return gaps if len(gaps) > 1 and len(gaps) >= MOSTLY * len(self.rows) else []

    def _gaps(self, gaps: list[object], context: RenderContext, *, beside: bool) -> Row:
        """The row that names all `gaps`."""
        sizes, wording = context.style.theme.sizes, context.wording
        names = wording.inner.say(tuple(wording.say(self.name(row)) for row in gaps))
        head = Paragraph((Run(wording.term("word.unknown")),), sizes.small, role="cell", colour="muted")
        text = Paragraph((Run(names, bold=True),), sizes.dense, role="cell")
        verdict = Paragraph(
            with_status_icon(wording.say(self.verdict(gaps[0])), status_of_layout("bad")), sizes.small, role="cell"
        )
        text_cells = (Cell((head,)), Cell((text,))) if beside else (Cell((head, text)),)
        letter = (words_cell("", context),) if self.letter else ()
        return Row(tuple(Cell(cell.paragraphs, "bad:10") for cell in (*letter, *text_cells, Cell((verdict,)))))

    def _row(self, row: object, context: RenderContext, size: float, *, beside: bool) -> Row:
        sizes, wording = context.style.theme.sizes, context.wording
        noted = str(self.status(row)) == NOTED
        status = "" if noted else status_of_layout(self.status(row))
        gap = status == "bad"
        known = self.words(row)
        name = Paragraph((Run(wording.say(self.name(row))),), sizes.small, role="cell", colour="muted")
        known_text = wording.inner.say(known) if known not in (None, "", ()) else wording.term("word.unknown")
        text = Paragraph((Run(known_text, bold=gap),), size, role="cell")
        dot = (Run(f"{DOT}\u00a0", colour="grey2"),) if noted else ()
        shown = with_status_icon(wording.say(self.verdict(row)), status)
        verdict = Paragraph((*dot, *shown), sizes.small, role="cell")
        letter = (
            words_cell(str(self.letter(row)), context, bold=True, colour="primary", align="center")
            if self.letter
            else None
        )
        fill = "bad:10" if gap else ""
        text_cells = (Cell((name,)), Cell((text,))) if beside else (Cell((name, text)),)
        cells = (*((letter,) if letter else ()), *text_cells, Cell((verdict,)))
        return Row(tuple(Cell(cell.paragraphs, fill) for cell in cells))
