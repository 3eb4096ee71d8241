"""The `brief_list` block: facts in two lines each, with a status, a name or a date at the right."""

import datetime

from kamdeck.components.cells import head_cell, words_cell
from kamdeck.components.near_days import near_day
from kamdeck.components.status_icons import on_badge, status_of, with_icon
from kamdeck.dataclass import dataclass
from kamdeck.document import Block, Heading, Region, RenderContext, Rows, Test, Value
from kamdeck.documented import documented
from kamdeck.flow import Cell, Column, Flow, Paragraph, Row, Run, Table
from kamdeck.flow.table import GAP
from kamdeck.text.no_break import NO_BREAK

NUMBER_WIDTH = 20.0
"""The width of the column of numbers, in points."""
WIDEST_SIDE = 0.32
"""The greatest share of the width for what stands at the right."""
TINT = "bad:10"
"""The background of a row with emphasis."""
LONGEST_WHOLE = 32
"""Names of at most so many characters stay on one line."""
ROOM = 1.05
"""The width of a column as a multiple of its text, since programs differ."""
TALLER = 1.0
"""The height, in points, by which the tallest row of a table may differ from that of another and count as equal."""


@documented(
    """A table without a head of its own: what matters in bold, and below it what follows from it.

    `strong`, `words`, `status`, `side` and `date` are expressions over `row`. The status stands with its sign at the
    right, above the `side`, which is a name; a `date` below them is bold. In a row that
    has both, but no `words`, the status stands below the bold text. With `answers`, the `words` are our answers: they
    follow an arrow in our colour. If there is a `side` and no `date`, and both at the right would make the tallest row
    higher, the status stands before the bold text and the name after the answer. `numbered` rows have their numbers
    before them. `side_title` is the head of what stands at the right. The `emphasis`, an expression over `row` too,
    tints a row red; the other rows are then not bold. Days in the year of `today` are written without the year.

    Example:
        brief_list: {rows: analysis.risks, title: topic.risks, strong: row.risk, words: row.answer, status: row.level}
    """
)
@dataclass(frozen=True)
class BriefList(Block):
    rows: Rows[object]
    strong: Test
    title: Heading = None
    words: Test | None = None
    status: Test | None = None
    side: Test | None = None
    date: Test | None = None
    side_title: Heading = None
    emphasis: Test | None = None
    answers: bool = False
    numbered: bool = False
    today: Value = None

    def lower(self, region: Region, context: RenderContext) -> list[Flow]:
        """One table."""
        if not self.rows:
            return []
        name = context.wording.names(self.title) if self.title else ""
        alt = context.wording.body(self.title) if self.title else context.wording.term("word.table")
        beside = self._beside(name, alt, region, context)
        if not self._answered:
            return [beside]
        header = Row((words_cell(name, context, bold=True),))
        rows = tuple(Row((self._whole(row, context),), fill=self._fill(row)) for row in self.rows)
        whole = Table((Column(share=1.0),), header, rows, alt=alt)
        tallest, most = (max(each.row_heights(region.width, context.style)) for each in (beside, whole))
        return [whole if tallest > most + TALLER else beside]

    def _beside(self, name: str, alt: str, region: Region, context: RenderContext) -> Table:
        """The table with the status, the name and the date in a column of their own."""
        sides = [self._side(row, context) for row in self.rows]
        head = context.wording.names(self.side_title) if self.side_title else ""
        side_head = head_cell(head, context, "right")
        texts = [*side_head.paragraphs, *(paragraph for cell in sides for paragraph in cell.paragraphs)]
        width = max(text.natural_width(context.style) for text in texts) * ROOM + GAP
        columns = [Column(share=1.0), Column("right", width=min(width, region.width * WIDEST_SIDE))]
        heads = [words_cell(name, context, bold=True), side_head]
        if self.numbered:
            columns.insert(0, Column(width=NUMBER_WIDTH))
            heads.insert(0, words_cell("", context))
        # Who decides and by when matters more than the reason, which stands where the slide has space for it.
        words = None if region.terse and self.date else self.words
        rows = tuple(
            self._row(number, row, side, words, context)
            for number, (row, side) in enumerate(zip(self.rows, sides, strict=True), 1)
        )
        return Table(tuple(columns), Row(tuple(heads)), rows, alt=alt)

    def _row(self, number: int, row: object, side: Cell, below: Test | None, context: RenderContext) -> Row:
        sizes, say = context.style.theme.sizes, context.wording.inner.say
        emphasised = bool(self.emphasis(row)) if self.emphasis else None
        paragraphs = [Paragraph((Run(say(self.strong(row)), bold=emphasised is not False),), sizes.body, role="cell")]
        words = below(row) if below else None
        if words not in (None, "", ()):
            text = f"→\u00a0{say(words)}" if self.answers else say(words)
            paragraphs.append(
                Paragraph(
                    (Run(text),), sizes.dense, role="cell", colour="primary" if self.answers else "text", before=2.0
                )
            )
        elif self._status_below and (status := self._status(row, context)):
            paragraphs.append(status._replace(before=2.0))
        cells = [Cell(tuple(paragraphs)), side]
        if self.numbered:
            cells.insert(0, words_cell(str(number), context, bold=True, colour="primary", size=sizes.lead))
        return Row(tuple(cells), fill=self._fill(row))

    @property
    def _answered(self) -> bool:
        """Whether the rows are answers with a name, whose status and name can stand in the text too."""
        return self.answers and not self.numbered and self.side is not None and self.date is None

    def _fill(self, row: object) -> str:
        return TINT if self.emphasis and self.emphasis(row) else ""

    def _whole(self, row: object, context: RenderContext) -> Cell:
        """The status before the bold text, and below it the answer with the name after it."""
        sizes, say = context.style.theme.sizes, context.wording.inner.say
        strong = Run(say(self.strong(row)), bold=self.emphasis is None or bool(self.emphasis(row)))
        status = self._status(row, context)
        # The texts of a report are about as small as labels, and have the size of their style.
        small = sizes.small if sizes.small < sizes.dense else 0.0
        badge = (*(run._replace(size=small) for run in status.runs), Run("\u2002")) if status else ()
        words, side = (test(row) if test else None for test in (self.words, self.side))
        below = [Run(f"→\u00a0{say(words)}", colour="primary")] if words not in (None, "", ()) else []
        if side not in (None, "", ()):
            whole = say(side)
            whole = whole.replace(" ", NO_BREAK) if len(whole) <= LONGEST_WHOLE else whole
            below.append(Run(f"\u2002{whole}" if below else whole, colour="muted"))
        paragraphs = [Paragraph((*badge, strong), sizes.body, role="cell")]
        if below:
            paragraphs.append(Paragraph(tuple(below), sizes.dense, role="cell", before=2.0))
        return Cell(tuple(paragraphs))

    @property
    def _status_below(self) -> bool:
        """Whether the status stands below the text, where this has nothing below it and at the right are two lines."""
        return self.words is None and self.side is not None and self.date is not None

    def _status(self, row: object, context: RenderContext) -> Paragraph | None:
        """The status with its sign."""
        status = self.status(row) if self.status else None
        if status is None:
            return None
        runs = with_icon(status, context.wording.inner.say(status))
        if kind := status_of(status):
            runs = on_badge(runs, kind)
        return Paragraph(runs, context.style.theme.sizes.small, role="cell")

    def _side(self, row: object, context: RenderContext) -> Cell:
        """What stands at the right: the status with its sign, a name, a date."""
        size, say, paragraphs = context.style.theme.sizes.dense, context.wording.inner.say, []
        side, date = (test(row) if test else None for test in (self.side, self.date))
        if not self._status_below and (status := self._status(row, context)):
            paragraphs.append(status._replace(align="right"))
        if side is not None:
            colour = "muted" if self.answers else "text"
            paragraphs.append(Paragraph((Run(say(side), colour=colour),), size, role="cell", align="right"))
        if date is not None:
            words = near_day(date, self.today, context.wording.inner) if isinstance(date, datetime.date) else say(date)
            bold = self.emphasis is None or bool(self.emphasis(row))
            paragraphs.append(Paragraph((Run(words, bold=bold),), size, role="cell", align="right"))
        return Cell(tuple(paragraphs)) if paragraphs else words_cell("", context)
