"""The `table` block: facts as rows, or across as columns, with heads, units, totals and emphasis."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from kamdeck.blocks.cells import cell, head_cell, is_number, scale_of, words_cell
from kamdeck.blocks.headings import title
from kamdeck.document import Block, Heading, Room, Rows, Speech, Test, Words
from kamdeck.flow import Cell, Column, Flow, Row, Table
from kamdeck.flow.table import GAP
from kamdeck.plan.values import Text
from kamdeck.wording import NOTHING, Scale


@dataclass(frozen=True)
class TableColumn:
    """One column: a `field` of each row, or `value`, an expression over `row`.

    `title` heads it (else the field's term); `share` makes it take its part of the width that is left; `strong`
    sets it in bold; `total` adds its numbers up below.
    """

    field: str = ""
    value: Test = None
    title: Heading = None
    align: Literal["", "left", "center", "right"] = ""
    share: float = 0.0
    width: float = 0.0
    strong: bool = False
    total: bool = False

    def of(self, row: Any) -> Any:
        """The column's value in a row."""
        return self.value(row) if self.value else attribute(row, self.field)

    def name(self, speech: Speech) -> str:
        """The column's name in the document's languages."""
        return speech.wording.names(self.title) if self.title else speech.wording.terms_of(f"field.{self.field.rpartition('.')[2]}")


@dataclass(frozen=True)
class TableBlock(Block):
    """Facts in rows.

    `columns` are fields' names or mappings; numbers stand to the right under one unit a column, which the head
    names. `across` names the field whose values head the columns instead, each of `columns` being a row. `strong` is
    an expression over `row` that sets it in bold; `total` heads a row of sums.

    Example:
        table: {rows: deals, columns: [id, name, {field: amount, total: yes}, stage, close]}
    """

    columns: tuple[TableColumn, ...]
    rows: Rows = ()
    title: Heading = None
    unit: Words = ""
    across: str = ""
    strong: Test = None
    numbered: bool = False

    def lower(self, room: Room, speech: Speech) -> list[Flow]:
        """One table under its title; several beside the first column where years run too wide."""
        if not self.rows:
            return []
        tables = self._across(room, speech) if self.across else [self._down(speech)]
        return [*title(self.title, speech, self.unit), *tables]

    def _down(self, speech: Speech) -> Table:
        filled = [(column, [column.of(row) for row in self.rows]) for column in self.columns]
        shown = [pair for pair in filled if any(value not in (None, "", ()) for value in pair[1])] or filled
        kept = [column for column, _ in shown]
        scales = [scale_of(values, speech) for _, values in shown]
        aligns = [
            column.align or ("right" if any(map(is_number, values)) else "left") for column, values in shown
        ]
        header = Row(
            tuple(
                head_cell(column.name(speech), speech, align, scale.unit if scale else "")
                for column, scale, align in zip(kept, scales, aligns, strict=True)
            )
        )
        strong = [bool(self.strong(row)) if self.strong else False for row in self.rows]
        rows = [
            Row(
                tuple(
                    cell(values[number], speech, scale=scale, align=align, bold=column.strong or strong[number])
                    for (column, values), scale, align in zip(shown, scales, aligns, strict=True)
                )
            )
            for number in range(len(self.rows))
        ]
        if any(column.total for column in kept) and len(self.rows) > 1:
            rows.append(self._total(shown, scales, aligns, speech))
        columns = tuple(
            Column(align, column.width, column.share) for column, align in zip(kept, aligns, strict=True)
        )
        table = Table(columns, header, tuple(rows), alt=self._alt(speech))
        return numbered(table, speech) if self.numbered else table

    def _total(
        self,
        shown: Sequence[tuple[TableColumn, list[Any]]],
        scales: Sequence[Scale | None],
        aligns: Sequence[Any],
        speech: Speech,
    ) -> Row:
        cells = []
        for number, ((column, values), scale, align) in enumerate(zip(shown, scales, aligns, strict=True)):
            if column.total:
                present = [value for value in values if value is not None]
                total = type(present[0])(sum(present)) if present else None
                cells.append(cell(total, speech, scale=scale, align=align, bold=True))
            else:
                words = speech.wording.terms_of("word.total") if number == 0 else ""
                cells.append(words_cell(words, speech, bold=True))
        return Row(tuple(cells), total=True)

    def _across(self, room: Room, speech: Speech) -> list[Flow]:
        """The table turned: a column for each row's `across`, cut into several tables where they do not fit."""
        first = [self._first_cell(column, speech) for column in self.columns]
        width = max(paragraph.natural_width(speech.look) for each in first for paragraph in each.paragraphs)
        width = min(width + GAP + 2, room.width * 0.4)
        least = max(self._narrowest(row, speech) for row in self.rows) + GAP
        fitting = max(1, int((room.width - width) / least))
        pages = -(-len(self.rows) // fitting)
        each = -(-len(self.rows) // pages)
        return [
            self._turned(self.rows[start : start + each], first, width, speech)
            for start in range(0, len(self.rows), each)
        ]

    def _first_cell(self, column: TableColumn, speech: Speech) -> Cell:
        scale = scale_of([column.of(row) for row in self.rows], speech)
        name = column.name(speech)
        words = f"{name}{'，' if speech.wording.chinese else ', '}{scale.unit}" if scale and scale.unit else name
        return words_cell(words, speech, bold=column.strong)

    def _narrowest(self, row: Any, speech: Speech) -> float:
        head = head_cell(self._head(row, speech), speech).paragraphs[0].natural_width(speech.look)
        return max(
            head,
            *(
                paragraph.natural_width(speech.look)
                for column, scale in zip(self.columns, self._scales(speech), strict=True)
                for paragraph in cell(column.of(row), speech, scale=scale, bold=column.strong).paragraphs
            ),
        )

    def _scales(self, speech: Speech) -> list[Scale | None]:
        return [scale_of([column.of(row) for row in self.rows], speech) for column in self.columns]

    def _head(self, row: Any, speech: Speech) -> str:
        forecast = getattr(row, "forecast", False)
        return speech.wording.say(attribute(row, self.across)) + ("F" if forecast else "")

    def _turned(self, rows: Sequence[Any], first: list[Cell], width: float, speech: Speech) -> Table:
        header = Row(
            (words_cell("", speech), *(head_cell(self._head(row, speech), speech, "right") for row in rows))
        )
        body = tuple(
            Row(
                (
                    name,
                    *(
                        cell(column.of(row), speech, scale=scale, align="right", bold=column.strong)
                        for row in rows
                    ),
                )
            )
            for column, scale, name in zip(self.columns, self._scales(speech), first, strict=True)
            if any(column.of(row) is not None for row in self.rows)
        )
        columns = (Column("left", width), *(Column("right", share=1.0) for _ in rows))
        return Table(columns, header, body, alt=self._alt(speech))

    def _alt(self, speech: Speech) -> str:
        name = speech.wording.body(self.title) if self.title else speech.wording.term("word.table")
        heads = speech.wording.listed(
            column.name(speech) for column in self.columns
        )
        return f"{name}: {heads}"


def numbered(table: Table, speech: Speech) -> Table:
    """The table with a first column that counts its rows."""
    head = replace(table.header, cells=(words_cell("", speech), *table.header.cells))
    rows = tuple(
        replace(row, cells=(words_cell(str(number), speech, bold=True, colour="primary"), *row.cells))
        for number, row in enumerate(table.rows, 1)
    )
    return replace(table, columns=(Column(width=28.0), *table.columns), header=head, rows=rows)


def attribute(row: Any, path: str) -> Any:
    """A field of a row by its dotted path; nothing where a step is missing. The row itself for no path."""
    value = row
    for step in path.split(".") if path else ():
        value = value.get(step) if isinstance(value, dict) else getattr(value, step, None)
        if value is None:
            return None
    return value


Getter = Callable[[Any], Any]
"""What an expression over a row is compiled to."""


def plain(text: str) -> Text:
    """A text of no particular language."""
    return Text(plain=text)


__all__ = ["NOTHING", "TableBlock", "TableColumn", "attribute", "numbered", "plain"]
