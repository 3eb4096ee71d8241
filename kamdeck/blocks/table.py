"""The `table` block: facts as rows or as columns, with headings, units, totals and emphasis."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import repeat
from typing import Any, Literal

from kamdeck.analysis.figures import Figure
from kamdeck.blocks.rows import field_of, in_order_of_time, number_of
from kamdeck.components.cells import CellFormat, cell, head_cell, is_number, scale_of, words_cell
from kamdeck.components.kept_rows import limited_rows
from kamdeck.components.titles import title
from kamdeck.dataclass import dataclass
from kamdeck.document import Block, Heading, Region, RenderContext, Rows, Test, Words
from kamdeck.documented import documented
from kamdeck.flow import Cell, Column, Flow, Paragraph, Row, Run, Table
from kamdeck.flow.table import GAP
from kamdeck.flow.text import Align
from kamdeck.message import Message
from kamdeck.model.numbers import AMOUNTS
from kamdeck.subject_protocol import Scale
from kamdeck.text.no_break import NO_BREAK

TINT = "bad:10"
"""The background of a row that the headline warns of."""
_VALUE = ("field", "value", "title")
ROW_HEIGHT = 1.9
"""The least height of a row, as a multiple of its text size."""


@documented(
    """A `field` of each row, or `value`, an expression over `row`. `title` is its heading, else the field's term."""
)
@dataclass(frozen=True)
class CellValue:
    field: str = ""
    value: Test | None = None
    title: Heading = None

    def of(self, row: object) -> Any:
        """The value in a row; that of a figure."""
        value = self.value(row) if self.value else field_of(row, self.field)
        return value.value if isinstance(value, Figure) else value

    def name(self, context: RenderContext) -> str:
        """The heading in the document's languages."""
        return (
            context.wording.names(self.title)
            if self.title
            else context.wording.terms_of(f"field.{self.field.rpartition('.')[2]}")
        )


@documented(
    """One column: a `field` of each row, or `value`, an expression over `row`.

    `title` is its heading, else the field's term; `align` is left, center or right, else by its values; `width` fixes
    its width in points, and `share` gives it that part of the remaining width; `strong` makes it bold; `total` adds up
    its numbers in a last row. `under` is another value, muted, below the first where it says something else. Where a
    deck's table does not fit on a slide, the column with the highest `rank` is left out before the table is continued
    on another slide.
    """
)
@dataclass(frozen=True)
class TableColumn(CellValue):
    align: Literal["", "left", "center", "right"] = ""
    share: float = 0.0
    width: float = 0.0
    strong: bool = False
    total: bool = False
    rank: int = 0
    under: CellValue | None = None


@documented(
    """Facts in rows.

    `columns` are names of fields or mappings. Numbers are aligned to the right, and the heading names their unit;
    all amounts of a currency have the same unit. `across` names a field and turns the table by it: the field's
    values are the headings, with periods in chronological order, and each of `columns` becomes a row. `strong` is
    an expression over `row` that makes the row bold; `tint` one that tints it red. Columns with `total`
    are added up in a row named by `sum_title`; `sum`, an expression over `row`, selects the rows to add up, and the
    others follow after the sums. `numbered` counts the rows in a first column. `unit` is a text shown after the
    title. On a slide, a table with two rows more than `most`, or with even more, has only so many, those to add up
    first and those that `tint` selects in any case; the others are counted in a row, and are part of the sums.

    Example:
        table: {rows: deals, columns: [id, name, {field: amount, total: yes}, stage, close]}
    """
)
@dataclass(frozen=True)
class TableBlock(Block):
    columns: tuple[TableColumn, ...]
    rows: Rows[object] = ()
    title: Heading = None
    unit: Words = ""
    across: str = ""
    strong: Test | None = None
    tint: Test | None = None
    sum: Test | None = None
    sum_title: Heading = None
    numbered: bool = False
    most: int = 0

    def row_names(self, context: RenderContext) -> tuple[str, ...]:
        """The texts of the first column; empty in a table that is turned."""
        if self.across or not self.columns:
            return ()
        return tuple(context.wording.inner.say(self.columns[0].of(row)) for row in self.rows)

    def amounts(self) -> Iterable[object]:
        """The values of all columns."""
        return (value for _, values in self._filled for value in values)

    @cached_property
    def _filled(self) -> list[tuple[TableColumn, list[Any]]]:
        """The columns with their values in each row."""
        return [(column, [column.of(row) for row in self.rows]) for column in self.columns]

    def lower(self, region: Region, context: RenderContext) -> list[Flow]:
        """The title and one table; several tables where a turned one is too wide."""
        if not self.rows:
            return []
        sizes = context.style.theme.sizes
        heads = title(self.title, context, self.unit)
        if self.across:
            rows = tuple(in_order_of_time(self.rows, lambda row: field_of(row, self.across)))
            return [*heads, *replace(self, rows=rows)._across(region, context)]
        return [*heads, self._down(context, sizes.dense, self.most if region.paged else 0)]

    def _down(self, context: RenderContext, size: float, most: int) -> Table:
        shown = self._shown(context)
        header = Row(tuple(each.head(context) for each in shown))
        summed = [number for number, row in enumerate(self.rows) if not self.sum or self.sum(row)]
        order = [*summed, *(number for number in range(len(self.rows)) if number not in summed)]
        # The sum of a single row would repeat the row.
        totals = any(each.column.total for each in shown) and len(summed) > 1
        kept = self._kept(order if totals else range(len(self.rows)), most)
        rows = [self._row(number, shown, context, size) for number in kept]
        # Rows that do not count are below the sum, or a reader would add them up.
        place = sum(number in summed for number in kept)
        if totals:
            rows.insert(place, self._total(shown, summed, context, size))
        if hidden := len(order) - len(kept):
            rows.insert(place if totals and place < len(summed) else len(rows), _more(hidden, shown, context, size))
        columns = tuple(Column(each.align, each.column.width, each.column.share, each.column.rank) for each in shown)
        table = Table(columns, header, tuple(rows), alt=self._alt(context))
        return numbered(table, context, size) if self.numbered else table

    def _row(self, number: int, shown: Sequence["_Shown"], context: RenderContext, size: float) -> Row:
        strong = bool(self.strong and self.strong(self.rows[number]))
        cells = [each.cell(number, context, size, strong=strong) for each in shown]
        fill = TINT if self.tint and self.tint(self.rows[number]) else ""
        return Row(tuple(cells), fill=fill, height=size * ROW_HEIGHT)

    def _kept(self, order: Sequence[int], most: int) -> Sequence[int]:
        """The numbers of the rows that are shown, at most so many unless `most` is 0."""
        # A row that counts a single other one would take its place.
        if not most or len(order) <= most + 1:
            return order
        return limited_rows(order, most, lambda number: bool(self.tint and self.tint(self.rows[number])), forced=True)

    def _total(self, shown: Sequence["_Shown"], summed: Sequence[int], context: RenderContext, size: float) -> Row:
        """The row of sums; `summed` are the numbers of the rows to add up."""
        name = context.wording.names(self.sum_title) if self.sum_title else context.wording.terms_of("word.total")
        cells = []
        for place, each in enumerate(shown):
            if each.column.total:
                cells.append(cell(each.sum(summed), context, size, each.strong))
            else:
                cells.append(words_cell(name if place == 0 else "", context, bold=True, size=size))
        return Row(tuple(cells), total=True)

    def _shown(self, context: RenderContext) -> list["_Shown"]:
        """The columns that have something to show; all of them where none has."""
        every = [(column, values, self._under(column)) for column, values in self._filled]
        shown = [each for each in every if _is_filled(each[1]) or _is_filled(each[2])] or every
        amounts = [value for _, values, _ in shown for value in values if isinstance(value, AMOUNTS)]
        return [_Shown.of(column, values, under, amounts, context) for column, values, under in shown]

    def _under(self, column: TableColumn) -> list[Any]:
        """The values below those of a column; nothing where there are none."""
        return [column.under.of(row) for row in self.rows] if column.under else []

    def _across(self, region: Region, context: RenderContext) -> list[Flow]:
        """The turned table, with a column for each row; several tables where the columns do not fit."""
        shown = self._shown(context)
        size = context.style.theme.sizes.dense
        first = [each.name_cell(context) for each in shown]
        width = max(each.paragraphs[0].natural_width(context.style) for each in first)
        # Longer names break: most of the width is for values.
        width = min(width + GAP + 2, region.width * 0.4)
        heads = [head_cell(self._head(row, context), context, "right") for row in self.rows]
        bodies = [[cell(value, context, size, each.right) for value in each.values] for each in shown]
        widths = [_natural(each, context) for line in bodies for each in line]
        least = max(*widths, *map(self._head_width, self.rows, heads, repeat(context))) + GAP + 2
        fitting = max(1, int((region.width - width) / least))
        # Before the table is cut, names are broken between their words.
        words = max(each.paragraphs[0].longest_stretch(context.style) for each in first) + GAP + 2
        if fitting < len(heads) and words + least * len(heads) <= region.width:
            width, fitting = region.width - least * len(heads), len(heads)
        # Several tables have nearly the same number of columns, rather than the last one a remainder.
        pages = -(-len(heads) // fitting)
        step = -(-len(heads) // pages)
        alt = self._alt(context)
        tables: list[Flow] = []
        # A slide that cannot show all tables shows the first, which should have the latest values.
        starts = range(0, len(heads), step)
        for start in reversed(starts) if region.paged else starts:
            part = slice(start, start + step)
            header = Row((words_cell("", context), *heads[part]))
            rows = (Row((name, *line[part])) for name, line in zip(first, bodies, strict=True))
            columns = (Column("left", width), *(Column("right", share=1.0) for _ in heads[part]))
            tables.append(Table(columns, header, tuple(rows), alt=alt))
        return tables

    def _head(self, row: object, context: RenderContext) -> str:
        forecast = getattr(row, "forecast", False)
        words = context.wording.say(field_of(row, self.across))
        return context.wording.format.forecast(words) if forecast else words

    def _head_width(self, row: object, head: Cell, context: RenderContext) -> float:
        """The least width of a heading; the mark of a forecast may be on a second line."""
        if getattr(row, "forecast", False):
            return max(each.longest_stretch(context.style) for each in head.paragraphs)
        return _natural(head, context)

    def _alt(self, context: RenderContext) -> str:
        name = context.wording.body(self.title) if self.title else context.wording.term("word.table")
        named = (each for column in self.columns for each in (column, column.under) if each)
        heads = context.wording.listed(each.name(context) for each in named)
        return context.wording.labelled(name, heads)


def _more(count: int, shown: Sequence["_Shown"], context: RenderContext, size: float) -> Row:
    """The row that counts rows which are not shown."""
    words = context.wording.phrase(Message("more.rest", count=count))
    cells = [words_cell("" if place else words, context, size=size, colour="muted") for place in range(len(shown))]
    return Row(tuple(cells), height=size * ROW_HEIGHT)


def _is_filled(values: Sequence[Any]) -> bool:
    return any(value not in (None, "", ()) for value in values)


@dataclass(frozen=True)
class _Shown:
    """A column that is shown, with its values and their common scale; `under` are the values below them."""

    column: TableColumn
    values: list[Any]
    under: list[Any]
    scale: Scale | None
    align: Align

    @classmethod
    def of(
        cls, column: TableColumn, values: list[Any], under: list[Any], amounts: Sequence[float], context: RenderContext
    ) -> "_Shown":
        """The column in the common unit of all `amounts` of its table."""
        if column.under and not _is_filled(values):
            lower = column.under
            column, values, under = replace(column, **{name: getattr(lower, name) for name in _VALUE}), under, []
        numeric = any(map(is_number, values))
        align = column.align or ("right" if numeric else "left")
        return cls(column, values, under if _is_filled(under) else [], scale_of(values, context, amounts), align)

    def head(self, context: RenderContext) -> Cell:
        """The column's heading with its unit, and below it that of the values below."""
        named = head_cell(self.column.name(context), context, self.align, self.scale.unit if self.scale else "")
        if not self.under or not self.column.under:
            return named
        lower = named.paragraphs[0]._replace(runs=(Run(self.column.under.name(context)),))
        return named._replace(paragraphs=(*named.paragraphs, lower))

    def cell(self, number: int, context: RenderContext, size: float, *, strong: bool) -> Cell:
        """The cell in a row, with the value below it unless both say the same."""
        shown = cell(self.values[number], context, size, self.strong if strong else self.plain)
        lower = self.under[number] if self.under else None
        if lower in (None, "", ()):
            return shown
        words = context.wording.inner.say(lower)
        if words in (shown.text, context.wording.inner.say(self.values[number])):
            return shown
        return shown._replace(
            paragraphs=(*shown.paragraphs, Paragraph((Run(words, colour="muted"),), size, "cell", align=self.align))
        )

    def sum(self, rows: Sequence[int]) -> float | None:
        """The sum of the values of some rows, of the same type as they are; None where there are none.

        Raises `Problems` where a value is not a number.
        """
        present = [value for row in rows if (value := self.values[row]) not in (None, "")]
        for value in present:
            number_of(value, f"'{self.column.field}'" if self.column.field else "a column's value")
        # The type says what is counted, such as an amount of money, and with it how the sum is written.
        return type(present[0])(sum(present)) if present else None

    @cached_property
    def plain(self) -> CellFormat:
        """The format of the column's cells."""
        return CellFormat(self.scale, self.align, self.column.strong)

    @cached_property
    def strong(self) -> CellFormat:
        """The format of cells in a strong row."""
        return replace(self.plain, bold=True)

    @cached_property
    def right(self) -> CellFormat:
        """The format of cells in a turned table."""
        return replace(self.plain, align="right")

    def name_cell(self, context: RenderContext) -> Cell:
        """The column's name and unit, as the first cell of a row in a turned table."""
        name, unit = self.column.name(context), self.scale.unit if self.scale else ""
        # A unit may have several words, between which a narrow column would break it.
        suffix = context.wording.format.in_unit(name, unit.replace(" ", NO_BREAK)).removeprefix(name)
        runs = (Run(name, self.column.strong), *((Run(suffix, colour="muted"),) if suffix else ()))
        return Cell((Paragraph(runs, context.style.theme.sizes.dense, role="cell"),))


def _natural(each: Cell, context: RenderContext) -> float:
    return max(paragraph.natural_width(context.style) for paragraph in each.paragraphs)


def numbered(table: Table, context: RenderContext, size: float) -> Table:
    """The table with a first column that counts its rows."""
    head = table.header._replace(cells=(words_cell("", context), *table.header.cells))
    rows = tuple(
        row._replace(cells=(words_cell(str(number), context, bold=True, colour="primary", size=size), *row.cells))
        for number, row in enumerate(table.rows, 1)
    )
    return replace(table, columns=(Column(width=28.0), *table.columns), header=head, rows=rows)
