"""The `score_card` block: criteria under each other, each with what is known and the sign of how well it stands."""

from dataclasses import dataclass
from typing import Any

from kamdeck.blocks.cells import head_cell, words_cell
from kamdeck.blocks.headings import title
from kamdeck.blocks.signs import signed
from kamdeck.document import Block, Heading, Room, Rows, Speech, Test
from kamdeck.flow import Cell, Column, Flow, Paragraph, Row, Run, Table

STATUS_WIDTH = 78.0
LETTER_WIDTH = 24.0


@dataclass(frozen=True)
class ScoreCard(Block):
    """One row a criterion: a letter, its name over what is known of it, and its status.

    `rows` are the criteria; `letter`, `name`, `words` and `status` are expressions over `row`; the status is "good",
    "warn" or "bad", and `verdict` its word. A bad row is tinted, so that gaps stand out.

    Example:
        score_card: {rows: meddpicc(deal), name: row.name, words: row.text, status: row.status, verdict: row.verdict}
    """

    rows: Rows
    name: Test
    words: Test
    status: Test
    verdict: Test
    letter: Test = None
    title: Heading = None

    def lower(self, room: Room, speech: Speech) -> list[Flow]:
        """One table under its title."""
        if not self.rows:
            return []
        blank = words_cell("", speech)
        letters = (blank,) if self.letter else ()
        head = speech.wording.terms_of("field.criterion")
        header = Row((*letters, head_cell(head, speech), head_cell(speech.wording.terms_of("field.status"), speech)))
        columns = (Column(width=STATUS_WIDTH),)
        columns = (*((Column(width=LETTER_WIDTH),) if self.letter else ()), Column(share=1.0), *columns)
        rows = tuple(self._row(row, speech) for row in self.rows)
        alt = speech.wording.body(self.title) if self.title else head
        return [*title(self.title, speech), Table(columns, header, rows, alt=alt)]

    def _row(self, row: Any, speech: Speech) -> Row:
        sizes, wording = speech.look.theme.sizes, speech.wording
        status = str(self.status(row) or "")
        gap = status == "bad"
        known = self.words(row)
        name = Paragraph((Run(wording.say(self.name(row))),), sizes.small, role="cell", colour="muted")
        said = wording.say(known) if known not in (None, "", ()) else wording.term("word.unknown")
        text = Paragraph((Run(said, bold=gap),), sizes.dense, role="cell")
        verdict = Paragraph(signed(wording.say(self.verdict(row)), status), sizes.small, role="cell")
        letter = words_cell(str(self.letter(row)), speech, bold=True, colour="primary") if self.letter else None
        fill = "bad:10" if gap else ""
        cells = (*((letter,) if letter else ()), Cell((name, text)), Cell((verdict,)))
        return Row(tuple(Cell(cell.paragraphs, fill) for cell in cells))
