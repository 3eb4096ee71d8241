"""The `table` block: facts as rows, or across as columns, with heads, units, totals and emphasis."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any, Literal

from kamdeck.components.cells import CellFormat, cell, head_cell, is_number, scale_of, words_cell
from kamdeck.components.titles import title
from kamdeck.document import Block, Heading, Region, RenderContext, Rows, Test, Words
from kamdeck.documented import documented
from kamdeck.flow import Cell, Column, Flow, Paragraph, Row, Run, Table
from kamdeck.flow.table import GAP
from kamdeck.flow.text import Align
from kamdeck.model import PlanPart, keys
from kamdeck.model.values import Month, Quarter, Year
from kamdeck.problems import problem, suggest
from kamdeck.terms import Scale
from kamdeck.text.no_break import NO_BREAK
from kamdeck.wording import AMOUNTS

ROOMY = 0.72
"""The part of a room's height up to which a table is set in the size of the body, its rows far apart if they can be."""
ACROSS_A_SLIDE = 560.0
"""A table narrower than this, in points, stands beside others and is dense as they are."""
ROW_HEIGHT = 1.9
"""The least height of a row, in sizes of its text."""
_NO_FIELD = object()
AIRY_HEIGHTS = (3.4, 2.6)
"""The same where there is much room."""


@documented(
    """One column: a `field` of each row, or `value`, an expression over `row`.

    `title` heads it (else the field's term); `share` makes it take its part of the width that is left; `strong`
    sets it in bold; `total` adds its numbers up below.
    """
)
@dataclass(frozen=True)
class TableColumn:
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

    def name(self, context: RenderContext) -> str:
        """The column's name in the document's languages."""
        return (
            context.wording.names(self.title)
            if self.title
            else context.wording.terms_of(f"field.{self.field.rpartition('.')[2]}")
        )


@documented(
    """Facts in rows.

    `columns` are fields' names or mappings; numbers stand to the right under the unit that the head names, all amounts
    of a currency under one. `across` names the field whose values head the columns instead, each of `columns` being a
    row; periods stand in the order of time. `strong` is an expression over `row` that sets it in bold. Columns with
    `total` end in a row of sums, named by `sum_title`; `sum`, an expression over `row`, says which rows count in it,
    the others follow it. `dense` keeps it small, where others follow.

    Example:
        table: {rows: deals, columns: [id, name, {field: amount, total: yes}, stage, close]}
    """
)
@dataclass(frozen=True)
class TableBlock(Block):
    columns: tuple[TableColumn, ...]
    rows: Rows = ()
    title: Heading = None
    unit: Words = ""
    across: str = ""
    strong: Test = None
    sum: Test = None
    sum_title: Heading = None
    numbered: bool = False
    dense: bool = False

    def lower(self, region: Region, context: RenderContext) -> list[Flow]:
        """One table under its title, as large as fits well; several of them where what runs across is too wide."""
        if not self.rows:
            return []
        sizes = context.style.theme.sizes
        heads = title(self.title, context, self.unit)
        if self.across:
            rows = tuple(in_time(self.rows, lambda row: attribute(row, self.across)))
            return [*heads, *replace(self, rows=rows)._across(region, context)]
        roomy = () if self.dense or region.width < ACROSS_A_SLIDE else self._roomy(region, context)
        return [*heads, *(roomy or (self._down(context, sizes.dense),))]

    def _roomy(self, region: Region, context: RenderContext) -> tuple[Table, ...]:
        """The table in the size of the body with as much air as its room has, or none where it has too little."""
        style, size = context.style, context.style.theme.sizes.body
        most = region.height * ROOMY
        if len(self.rows) * size * ROW_HEIGHT > most:
            return ()
        table = self._down(context, size)
        if table.height(region.width, style) > most or not _keeps_words(table, region.width, context):
            return ()
        airy = (table.aired(size * height) for height in AIRY_HEIGHTS)
        return (next((each for each in airy if each.height(region.width, style) <= most), table),)

    def _down(self, context: RenderContext, size: float) -> Table:
        shown = self._shown(context)
        header = Row(
            tuple(
                head_cell(each.column.name(context), context, each.align, each.scale.unit if each.scale else "")
                for each in shown
            )
        )
        rows = [self._row(number, shown, context, size) for number in range(len(self.rows))]
        summed = [number for number, row in enumerate(self.rows) if not self.sum or self.sum(row)]
        if any(each.column.total for each in shown) and len(summed) > 1:
            apart = [rows[number] for number in range(len(rows)) if number not in summed]
            rows = [*(rows[number] for number in summed), self._total(shown, summed, context, size), *apart]
        columns = tuple(Column(each.align, each.column.width, each.column.share) for each in shown)
        table = Table(columns, header, tuple(rows), alt=self._alt(context))
        return numbered(table, context, size) if self.numbered else table

    def _row(self, number: int, shown: Sequence["_Shown"], context: RenderContext, size: float) -> Row:
        strong = bool(self.strong and self.strong(self.rows[number]))
        cells = [cell(each.values[number], context, size, each.strong if strong else each.manner) for each in shown]
        return Row(tuple(cells), height=size * ROW_HEIGHT)

    def _total(self, shown: Sequence["_Shown"], summed: Sequence[int], context: RenderContext, size: float) -> Row:
        """The sums of those rows."""
        name = context.wording.names(self.sum_title) if self.sum_title else context.wording.terms_of("word.total")
        cells = []
        for place, each in enumerate(shown):
            if each.column.total:
                present = [value for number in summed if (value := each.values[number]) is not None]
                total = type(present[0])(sum(present)) if present else None
                cells.append(cell(total, context, size, each.strong))
            else:
                cells.append(words_cell(name if place == 0 else "", context, bold=True, size=size))
        return Row(tuple(cells), total=True)

    def _shown(self, context: RenderContext) -> list["_Shown"]:
        """The columns that have something to show; all of them where none has."""
        filled = [(column, [column.of(row) for row in self.rows]) for column in self.columns]
        shown = [pair for pair in filled if any(value not in (None, "", ()) for value in pair[1])] or filled
        amounts = [value for _, values in shown for value in values if isinstance(value, AMOUNTS)]
        return [_Shown.of(column, values, amounts, context) for column, values in shown]

    def _across(self, region: Region, context: RenderContext) -> list[Flow]:
        """The table turned: a column for each row's `across`, cut into several tables where they do not fit."""
        shown = self._shown(context)
        size = context.style.theme.sizes.dense
        first = [each.name_cell(context) for each in shown]
        width = max(each.paragraphs[0].natural_width(context.style) for each in first)
        width = min(width + GAP + 2, region.width * 0.4)
        heads = [head_cell(self._head(row, context), context, "right") for row in self.rows]
        bodies = [[cell(value, context, size, each.right) for value in each.values] for each in shown]
        least = max(_natural(each, context) for line in (heads, *bodies) for each in line) + GAP + 2
        fitting = max(1, int((region.width - width) / least))
        pages = -(-len(heads) // fitting)
        step = -(-len(heads) // pages)
        alt = self._alt(context)
        tables: list[Flow] = []
        for start in range(0, len(heads), step):
            part = slice(start, start + step)
            header = Row((words_cell("", context), *heads[part]))
            rows = (Row((name, *line[part])) for name, line in zip(first, bodies, strict=True))
            columns = (Column("left", width), *(Column("right", share=1.0) for _ in heads[part]))
            tables.append(Table(columns, header, tuple(rows), alt=alt))
        return tables

    def _head(self, row: Any, context: RenderContext) -> str:
        forecast = getattr(row, "forecast", False)
        return context.wording.say(attribute(row, self.across)) + ("F" if forecast else "")

    def _alt(self, context: RenderContext) -> str:
        name = context.wording.body(self.title) if self.title else context.wording.term("word.table")
        return f"{name}: {context.wording.listed(column.name(context) for column in self.columns)}"


@dataclass(frozen=True)
class _Shown:
    """A column with its values, their one scale and how they are aligned."""

    column: TableColumn
    values: list[Any]
    scale: Scale | None
    align: Align

    @classmethod
    def of(cls, column: TableColumn, values: list[Any], amounts: Sequence[float], context: RenderContext) -> "_Shown":
        """The column in the unit of all `amounts` of its table."""
        numeric = any(map(is_number, values))
        return cls(column, values, scale_of(values, context, amounts), column.align or ("right" if numeric else "left"))

    @cached_property
    def manner(self) -> CellFormat:
        """How the column's cells are set."""
        return CellFormat(self.scale, self.align, self.column.strong)

    @cached_property
    def strong(self) -> CellFormat:
        """How they are set in a strong row."""
        return replace(self.manner, bold=True)

    @cached_property
    def right(self) -> CellFormat:
        """How they are set in a row of a turned table."""
        return replace(self.manner, align="right")

    def name_cell(self, context: RenderContext) -> Cell:
        """The column's name, the unit behind it, as a row of a turned table wants it."""
        unit = self.scale.unit.replace(" ", NO_BREAK) if self.scale else ""
        runs = (
            Run(self.column.name(context), self.column.strong),
            *((Run(f"{NO_BREAK}{unit}", colour="muted"),) if unit else ()),
        )
        return Cell((Paragraph(runs, context.style.theme.sizes.dense, role="cell"),))


def _natural(each: Cell, context: RenderContext) -> float:
    return max(paragraph.natural_width(context.style) for paragraph in each.paragraphs)


def _keeps_words(table: Table, width: float, context: RenderContext) -> bool:
    """Whether every column is at least as wide as its longest word."""
    return sum(wish.least for wish in table.wishes(context.style)) <= width


def numbered(table: Table, context: RenderContext, size: float) -> Table:
    """The table with a first column that counts its rows."""
    head = table.header._replace(cells=(words_cell("", context), *table.header.cells))
    rows = tuple(
        row._replace(cells=(words_cell(str(number), context, bold=True, colour="primary", size=size), *row.cells))
        for number, row in enumerate(table.rows, 1)
    )
    return replace(table, columns=(Column(width=28.0), *table.columns), header=head, rows=rows)


def attribute(row: Any, path: str) -> Any:
    """A field of a row by its dotted path; nothing where a step is not given. The row itself for no path.

    Raises `Problems` where no such row has the field.
    """
    value = row
    for step in path.split(".") if path else ():
        found = value.get(step) if isinstance(value, dict) else getattr(value, step, _NO_FIELD)
        if found is _NO_FIELD:
            raise problem(f"the layout asks for '{path}', but {_has_no(value, step)}")
        if found is None:
            return None
        value = found
    return value


def in_time(rows: Sequence[Any], of: Callable[[Any], Any]) -> list[Any]:
    """Rows by their years, quarters, months or days, of which a plan may write the last first; others as they are."""
    times = [of(row) for row in rows]
    if not any(all(isinstance(each, kind) for each in times) for kind in (Year, Quarter, Month, date)):
        return list(rows)
    return [rows[number] for number in sorted(range(len(rows)), key=times.__getitem__)]


def _has_no(value: Any, step: str) -> str:
    if isinstance(value, PlanPart):
        fields = keys(type(value))
        return f"{value.called()} has no '{step}'" + (suggest(step, fields) or f"; its fields are {', '.join(fields)}")
    known = [name for name in dir(value) if not name.startswith("_")]
    return f"such a row has no '{step}'" + (suggest(step, known) or "; docs/layouts.md tells what rows there are")
