"""The `heat_map` block: a matrix of two fields, each cell tinted by who holds it or how full it is, with its words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kamdeck.blocks.cells import head_cell, words_cell
from kamdeck.blocks.headings import title
from kamdeck.blocks.table import attribute
from kamdeck.document import Block, Heading, Room, Rows, Speech, Test, Words
from kamdeck.flow import Cell, Column, Flow, Paragraph, Row, Run, Table
from kamdeck.flow.table import GAP
from kamdeck.wording import NOTHING

ROLES = {
    "ours": ("primary:20", "primary:40", "primary"),
    "theirs": ("grey4", "grey3:60", "grey3"),
    "load": ("grey4", "primary:20", "primary:40"),
}


@dataclass(frozen=True)
class HeatMap(Block):
    """A matrix: `row` and `column` are the fields whose values head it, `value` the number in each cell.

    `words` (an expression over `row`) stands under the number; `colour` is an expression that answers a kind: "ours",
    "theirs", "open" (outlined), "load" (by the size of the number), "good", "warn", "bad" or nothing. `sum` adds a
    last row of totals.

    Example:
        heat_map: {rows: strategy.whitespace, row: unit, column: offering, value: "row.revenue or row.potential", colour: row.status, words: row.status}
    """

    rows: Rows
    row: str
    column: str
    value: Test = None
    words: Test = None
    colour: Test = None
    title: Heading = None
    unit: Words = ""
    sum: bool = False
    corner: Heading = None

    def lower(self, room: Room, speech: Speech) -> list[Flow]:
        """Tables of as many columns as fit, under one title."""
        if not self.rows:
            return []
        across = list(dict.fromkeys(attribute(row, self.column) for row in self.rows))
        down = list(dict.fromkeys(attribute(row, self.row) for row in self.rows))
        held = {(attribute(row, self.row), attribute(row, self.column)): row for row in self.rows}
        name_width = self._name_width(down, room, speech)
        cell_width = max(self._cell_width(row, speech) for row in self.rows)
        cell_width = max(cell_width, *(self._head_width(head, speech) for head in across))
        fitting = max(1, int((room.width - name_width) / cell_width))
        pages = -(-len(across) // fitting)
        each = -(-len(across) // pages)
        tables = [
            self._table(across[start : start + each], down, held, name_width, speech)
            for start in range(0, len(across), each)
        ]
        return [*title(self.title, speech, self.unit or self._unit(speech)), *tables]

    def _name_width(self, down: Sequence[Any], room: Room, speech: Speech) -> float:
        look = speech.look
        names = [words_cell(speech.wording.say(name), speech, bold=True).paragraphs[0] for name in down]
        return min(max(name.natural_width(look) for name in names) * 1.02 + GAP, room.width * 0.3)

    def _head_width(self, head: Any, speech: Speech) -> float:
        size, typeface = speech.look.theme.sizes.small, speech.look.typeface
        longest = max(speech.wording.say(head).split(), key=len, default="")
        return min(typeface.width(longest, size, bold=True) * 1.03, 80.0) + 9.0

    def _cell_width(self, row: Any, speech: Speech) -> float:
        cell = self._cell(row, speech, [])
        return min(max(p.natural_width(speech.look) for p in cell.paragraphs) * 1.02, 110.0) + 9.0

    def _numbers(self) -> list[float]:
        values = [self.value(row) for row in self.rows] if self.value else []
        return [value for value in values if isinstance(value, int | float)]

    def _unit(self, speech: Speech) -> str:
        return speech.wording.scale(self._numbers()).unit

    def _table(
        self,
        across: Sequence[Any],
        down: Sequence[Any],
        held: dict[tuple[Any, Any], Any],
        name_width: float,
        speech: Speech,
    ) -> Table:
        numbers = self._numbers()
        corner = head_cell(speech.wording.names(self.corner) if self.corner else "", speech)
        header = Row((corner, *(head_cell(speech.wording.say(head), speech, "center") for head in across)))
        rows = []
        for name in down:
            cells = [words_cell(speech.wording.say(name), speech, bold=True)]
            for head in across:
                row = held.get((name, head))
                cells.append(_empty(speech) if row is None else self._cell(row, speech, numbers))
            rows.append(Row(tuple(cells)))
        if self.sum:
            rows.append(self._sums(across, down, held, speech))
        columns = (Column(width=name_width), *(Column("center", share=1.0) for _ in across))
        alt = f"{speech.wording.body(self.title) if self.title else speech.wording.term('word.table')}: "
        return Table(columns, header, tuple(rows), alt + speech.wording.listed(map(speech.wording.say, across)), True)

    def _sums(
        self, across: Sequence[Any], down: Sequence[Any], held: dict[tuple[Any, Any], Any], speech: Speech
    ) -> Row:
        scale = speech.wording.scale(self._numbers())
        cells = [words_cell(speech.wording.terms_of("word.total"), speech, bold=True)]
        for head in across:
            present = [held[name, head] for name in down if (name, head) in held]
            total = sum(number for row in present if isinstance(number := self.value(row), int | float))
            cells.append(words_cell(speech.wording.scaled(total, scale), speech, bold=True, align="center"))
        return Row(tuple(cells), total=True)

    def _cell(self, row: Any, speech: Speech, numbers: Sequence[float]) -> Cell:
        sizes, wording = speech.look.theme.sizes, speech.wording
        value = self.value(row) if self.value else None
        under = self.words(row) if self.words else None
        kind = str(self.colour(row) or "") if self.colour else ""
        if value is None and under in (None, ""):
            return _empty(speech)
        fill, outline = _ground(kind, value, numbers)
        ink = speech.look.theme.on(fill) if fill else "contrast" if outline else "text"
        bold = kind in ("ours", "open", "bad")
        paragraphs = []
        if value is not None:
            scale = wording.scale(numbers or self._numbers())
            shown = wording.scaled(value, scale) if isinstance(value, int | float) else wording.say(value)
            paragraphs.append(Paragraph((Run(shown, bold=bold),), sizes.dense, "cell", ink, "center"))
        if under not in (None, ""):
            paragraphs.append(Paragraph((Run(wording.say(under)),), sizes.small, "cell", ink, "center"))
        return Cell(tuple(paragraphs), fill, outline)


def _empty(speech: Speech) -> Cell:
    run = Run(NOTHING, colour="muted")
    return Cell((Paragraph((run,), speech.look.theme.sizes.small, role="cell", align="center"),))


def _ground(kind: str, value: Any, numbers: Sequence[float]) -> tuple[str, str]:
    """The fill and the outline of a cell."""
    match kind:
        case "open":
            return "", "contrast"
        case "good" | "warn" | "bad":
            return f"{kind}:20", ""
        case "ours" | "competitor" | "theirs" | "load":
            steps = ROLES["theirs" if kind == "competitor" else kind]
            return steps[_step(value, numbers)], ""
        case _:
            return "", ""


def _step(value: Any, numbers: Sequence[float]) -> int:
    """The third of the range that a number stands in."""
    if not isinstance(value, int | float) or not numbers or max(numbers) <= 0:
        return 1
    return min(2, int(3 * max(value, 0.0) / max(numbers) * 0.999))
