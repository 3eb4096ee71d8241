"""The `heat_map` block: a matrix of two fields, whose cells are coloured by kind and by value."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kamdeck.blocks.rows import key_of
from kamdeck.components.cell_shades import BANDS, ROLES, SIGNED, cell_colours
from kamdeck.components.cells import head_cell, words_cell
from kamdeck.components.fitted_rows import height_taken
from kamdeck.components.matrix_tables import (
    Ends,
    has_low_heads,
    least_of_names,
    width_of_cell,
    width_of_head,
    with_equal_cells,
    with_row_kept,
)
from kamdeck.components.status_marks import MARKS
from kamdeck.components.titles import title, under_year
from kamdeck.dataclass import dataclass
from kamdeck.diagrams.gridlines import LegendSign, legend
from kamdeck.document import Block, Heading, Region, RenderContext, Rows, Test, Words
from kamdeck.documented import documented
from kamdeck.flow import Cell, Column, Drawing, Flow, Frame, Paragraph, Row, Run, Table
from kamdeck.flow.drawing import moved
from kamdeck.flow.table import GAP
from kamdeck.message import Message
from kamdeck.model.periods import Month
from kamdeck.model.values import Text
from kamdeck.subject_protocol import Scale
from kamdeck.wording import NOTHING, Wording

ABOVE_KEY = 6.0
"""The distance between the matrix and its legend, in points."""
NARROWER_NAMES = 0.65
"""The part of its width that the column of names keeps where this saves a table."""
CLOSER = GAP / 2
"""The distance of texts in neighbouring cells, in points, where this gives fewer tables."""
EVERY_ROW = object()
"""The key of the last row, which holds totals; any value, None too, may be the heading of another row."""


@documented("A last column that adds up the cells of one `kind` in each row, under its `title`.")
@dataclass(frozen=True)
class CountColumn:
    kind: str
    title: Heading = None


@documented("A column before the cells, with the `value` of each row, an expression over `row`, under its `title`.")
@dataclass(frozen=True)
class LeadColumn:
    value: Test
    title: Heading = None


@documented("An entry of the legend: a `kind` of cell, and the `title` that explains it.")
@dataclass(frozen=True)
class Key:
    kind: str
    title: Heading


@documented(
    """A matrix: `row` and `column` are the fields whose values are its headings, `value` is the number in each cell.

    `words`, an expression over `row`, is shown below the number. `colour` is an expression for the kind of a cell:
    "ours", "competitor" or "load" (darker for greater numbers), "low", "fair", "middle", "high", "over" (marked),
    "open" (outlined), "good", "warn" or "bad" (with a sign), or nothing; `key` explains the kinds below the matrix.
    `tallies` are kinds; each has a last column with the sum of its cells in a row. `sum`, an expression over `row`,
    selects the cells that are added up in a last row of totals, named by `sum_title`; `totals` are rows with a
    value for each column, which are in that row instead. `lead` is a column between the names and the cells. Rows
    without a value in `column` are in a last column with the heading `none`. `marked`, an expression over `row`, is
    true for the cell that a headline names. It is filled, or outlined where the kinds have a colour each, and a
    slide that cannot show all rows and columns shows it; `key` explains it as the kind "marked". `corner` is the
    heading of the first column. `unit` is a text shown after the title; without it, the unit of the numbers is
    shown there.

    Example:
        heat_map: {rows: strategy.whitespace, row: unit, column: offering, value: row.potential, colour: row.status}
    """
)
@dataclass(frozen=True)
class HeatMap(Block):
    rows: Rows[object]
    row: str
    column: str
    value: Test | None = None
    words: Test | None = None
    colour: Test | None = None
    marked: Test | None = None
    title: Heading = None
    unit: Words = ""
    sum: Test | None = None
    sum_title: Heading = None
    totals: Rows[object] = ()
    lead: LeadColumn | None = None
    none: Heading = None
    key: tuple[Key, ...] = ()
    tallies: tuple[CountColumn, ...] = ()
    corner: Heading = None

    def amounts(self) -> Iterable[object]:
        """The numbers of the cells."""
        return (self.value(row) for row in self.rows) if self.value else ()

    def lower(self, region: Region, context: RenderContext) -> list[Flow]:
        """The title, tables of as many columns as fit, and the legend."""
        if not self.rows:
            return []
        values = [self.value(row) if self.value else None for row in self.rows]
        numbers = [value for value in values if isinstance(value, int | float)]
        scale, most = context.wording.scale(numbers), max(numbers, default=0.0)
        marked = self._place_marked()
        places = [self._place(row) for row in self.rows]
        matrix = _Matrix(
            down=tuple(dict.fromkeys(key_of(row, self.row) for row in self.rows)),
            # Where several facts have the same headings, the last one is shown; totals count all of them.
            cells={
                place: self._cell(row, value, _Shade(scale, most, place == marked), context)
                for place, row, value in zip(places, self.rows, values, strict=True)
            },
            marked=marked,
            emphasised=marked if marked and self._is_load(marked) else None,
            sums=self._sums(values, scale, context) | self._totals(scale, context) | self._leads(context),
        )
        heads = [*self._across(), *self.tallies]
        below = self._legend(region, context)
        above = title(self.title, context, self.unit or scale.unit)
        tables = self._parts(heads, matrix, region, context)
        if len(tables) > 1:
            closer = self._parts(heads, matrix, region, context, CLOSER)
            tables = closer if len(closer) < len(tables) else tables
        if matrix.marked and region.paged:
            taken = height_taken((*above, *below), region, context)
            first = matrix.down.index(matrix.marked[0])
            tables = [
                with_row_kept(table, first, replace(region, height=region.height - taken), context) for table in tables
            ]
        return [*above, *tables, *below]

    def _across(self) -> list[object]:
        """The headings of the columns in the order of the rows, months by time; none, if there is one, is the last."""
        heads = dict.fromkeys(key_of(row, self.column) for row in self.rows)
        # The first role of a plan may have later months only.
        return sorted(heads, key=lambda head: (head is None, head if isinstance(head, Month) else ""))

    def _place_marked(self) -> tuple[object, object] | None:
        """The headings of the cell that is marked, if there is one."""
        found = next((row for row in self.rows if self.marked and self.marked(row)), None)
        return None if found is None else self._place(found)

    def _is_load(self, place: tuple[object, object]) -> bool:
        """Whether a cell has a kind of load."""
        kinds = (str(self.colour(row) or "") for row in self.rows if self.colour and place == self._place(row))
        return any(kind in BANDS for kind in kinds)

    def _has(self, kind: str) -> bool:
        return any(str(self.colour(row) or "") == kind for row in self.rows if self.colour)

    def _place(self, row: object) -> tuple[object, object]:
        """The headings of a cell."""
        return key_of(row, self.row), key_of(row, self.column)

    def _legend(self, region: Region, context: RenderContext) -> list[Drawing]:
        """The legend below the matrix."""
        signs = []
        for entry in self.key:
            # An overload that does not occur needs no entry.
            if not (self._place_marked() if entry.kind == "marked" else entry.kind != "over" or self._has("over")):
                continue
            fill, line = ("contrast", "") if entry.kind == "marked" else cell_colours(entry.kind, 0.0, 1.0)
            words = context.wording.names(entry.title or Text(plain=entry.kind))
            # In a print without colour, the sign tells a cell from the darkest of the others.
            sign = f"{MARKS[SIGNED[entry.kind]]}\u00a0" if entry.kind in SIGNED else ""
            signs.append(LegendSign(sign + words, "rectangle", fill, line, shades=ROLES.get(entry.kind, ())))
        if not signs:
            return []
        items, height = legend(signs, 0.0, region.width, context.style)
        frame = Frame(region.width, ABOVE_KEY + height, tuple(moved(item, 0.0, ABOVE_KEY) for item in items))
        return [Drawing(frame, context.wording.listed(sign.words for sign in signs))]

    def _parts(
        self, heads: Sequence[object], matrix: "_Matrix", region: Region, context: RenderContext, gap: float = GAP
    ) -> list[Table]:
        """One table where all columns fit, with names on several lines where needed; else tables of equal size.

        Texts of neighbouring cells are `gap` points apart.
        """

        def made(part: Sequence[object], names: "_Names") -> Table:
            table = replace(self._table(part, matrix, names, context), gap=gap)
            return with_equal_cells(table, Ends(lead_width, len(self.tallies)), region, context)

        name_width = self._name_width(matrix.down, region, context)
        lead_width = self._lead_width(matrix, context)
        cell_width = self._cell_width(heads, matrix, context) - (GAP - gap) * 2 / 3
        fitting = max(1, int((region.width - name_width - lead_width) / cell_width))
        if fitting < len(heads):
            # Before the matrix is cut into several tables, names and headings are broken into lines.
            narrow = replace(self._table(heads, matrix, _Names(broken=True), context), gap=gap)
            others = narrow.word_widths(context.style)[1:]
            least = min(least_of_names(narrow, context), name_width)
            if least + sum(others) <= region.width:
                narrower = min(name_width, max(least, region.width - lead_width - sum(others)))
                tables = [made(heads, _Names(narrower, broken=True))]
                if has_low_heads(tables, region, context):
                    return tables
            narrower = max(least, name_width * NARROWER_NAMES)
            more = int((region.width - narrower - lead_width) / cell_width)
            # Names of two lines are no higher than cells with a second value, and one table less needs fewer slides.
            if -(-len(heads) // max(1, more)) < -(-len(heads) // fitting):
                name_width, fitting = narrower, more
        per_table = -(-len(heads) // -(-len(heads) // fitting))
        for count in range(per_table, 0, -1):
            tables = [made(part, _Names(name_width)) for part in self._split(heads, count, matrix, region)]
            if has_low_heads(tables, region, context):
                break
        return tables

    def _cell_width(self, heads: Sequence[object], matrix: "_Matrix", context: RenderContext) -> float:
        """The width that every column needs for its cells and its heading."""
        inner = [head for head in heads if not isinstance(head, CountColumn)]
        widths = [width_of_cell(cell, context) for cell in matrix.cells.values()]
        return max(*widths, *(width_of_head(head, context) for head in inner))

    def _split(self, heads: Sequence[object], count: int, matrix: "_Matrix", region: Region) -> list[Sequence[object]]:
        """The headings of the columns of each table, `count` for each."""
        parts = [heads[start : start + count] for start in range(0, len(heads), count)]
        if matrix.marked and region.paged:
            # A slide that cannot show all columns shows the marked one; sorting is stable.
            column = matrix.marked[1]
            parts.sort(key=lambda part: column not in part)
        return parts

    def _name_width(self, down: Sequence[object], region: Region, context: RenderContext) -> float:
        names = [words_cell(context.wording.say(name), context, bold=True).paragraphs[0] for name in down]
        return min(max(name.natural_width(context.style) for name in names) * 1.02 + GAP, region.width * 0.3)

    def _lead_width(self, matrix: "_Matrix", context: RenderContext) -> float:
        """The width of the column before the cells; 0 where there is none."""
        if self.lead is None:
            return 0.0
        cells = [matrix.at(name, self.lead, context) for name in (*matrix.down, EVERY_ROW)]
        widths = [width_of_cell(cell, context) for cell in cells]
        return max(width_of_head(_words_of(self.lead.title, context), context), *widths)

    def _table(self, heads: Sequence[object], matrix: "_Matrix", names: "_Names", context: RenderContext) -> Table:
        say = context.wording.say
        across = (self.lead, *heads) if self.lead else heads
        corner = head_cell(context.wording.names(self.corner) if self.corner else "", context)
        header = Row((corner, *(self._head(head, names, context) for head in across)))
        rows = [
            Row(
                (
                    words_cell(say(name), context, bold=not matrix.emphasised or name == matrix.emphasised[0]),
                    *(matrix.at(name, head, context) for head in across),
                )
            )
            for name in matrix.down
        ]
        if self.sum or self.totals:
            named = context.wording.names(self.sum_title) if self.sum_title else context.wording.terms_of("word.total")
            total = words_cell(named, context, bold=True)
            rows.append(Row((total, *(matrix.at(EVERY_ROW, head, context) for head in across)), total=True))
        columns = (Column(width=names.width), *(Column("center", share=1.0) for _ in across))
        name = context.wording.body(self.title) if self.title else context.wording.term("word.table")
        named = context.wording.listed(say(head) for head in heads if not isinstance(head, CountColumn))
        return Table(columns, header, tuple(rows), context.wording.labelled(name, named) if named else name, grid=True)

    def _head(self, head: object, names: "_Names", context: RenderContext) -> Cell:
        if isinstance(head, CountColumn | LeadColumn):
            return head_cell(_words_of(head.title, context), context, "center")
        if head is None and self.none:
            return head_cell(context.wording.names(self.none), context, "center")
        words = context.wording.say(head)
        if names.broken and isinstance(head, Month):
            words = under_year(words)
        return head_cell(words, context, "center")

    def _sums(
        self, values: Sequence[object], scale: Scale, context: RenderContext
    ) -> dict[tuple[object, object], Cell]:
        """The totals, by the headings of their row and column."""
        totals: dict[tuple[object, object], float] = {}
        for row, value in zip(self.rows, values, strict=True):
            if not isinstance(value, int | float):
                continue
            kind = str(self.colour(row) or "") if self.colour else ""
            tallies = [tally for tally in self.tallies if tally.kind == kind]
            places = [(down, tally) for tally in tallies for down in (key_of(row, self.row), EVERY_ROW)]
            if self.sum and self.sum(row):
                places.append((EVERY_ROW, key_of(row, self.column)))
            for place in places:
                totals[place] = totals.get(place, 0.0) + value
        return {
            place: words_cell(context.wording.scaled(total, scale), context, bold=True, align="center")
            for place, total in totals.items()
        }

    def _totals(self, scale: Scale, context: RenderContext) -> dict[tuple[object, object], Cell]:
        """The cells of the row of totals that the layout gives."""
        return {
            (EVERY_ROW, key_of(row, self.column)): words_cell(
                _shown(self.value(row), scale, context.wording), context, bold=True, align="center"
            )
            for row in self.totals
            if self.value
        }

    def _leads(self, context: RenderContext) -> dict[tuple[object, object], Cell]:
        """The cells of the column before the others, by row."""
        if self.lead is None:
            return {}
        value, say = self.lead.value, context.wording.say
        rows = [*[(key_of(row, self.row), row) for row in self.rows], *[(EVERY_ROW, row) for row in self.totals[:1]]]
        return {
            (name, self.lead): words_cell(say(value(row)), context, align="center", bold=name is EVERY_ROW)
            for name, row in rows
            if value(row) is not None
        }

    def _cell(self, row: object, value: object, shade: "_Shade", context: RenderContext) -> Cell:
        sizes, wording = context.style.theme.sizes, context.wording.inner
        under = self.words(row) if self.words else None
        kind = str(self.colour(row) or "") if self.colour else ""
        if value is None and under in (None, ""):
            return _empty(context)
        fill, outline = cell_colours(kind, value, shade.most)
        if shade.marked:
            fill, outline = (fill, "contrast") if kind in BANDS else ("contrast", "")
        ink = context.style.theme.on(fill) if fill else "contrast" if outline else "text"
        bold = shade.marked or kind in ("ours", "open", "bad", "over")
        paragraphs = []
        if value is not None:
            shown = _shown(value, shade.scale, wording)
            # Good is the rule: only what departs from it has a sign, so that a print in grey tells the cells apart.
            status = SIGNED.get(kind, "")
            signs = (Run(f"{MARKS[status]}\u00a0", colour="" if kind == "over" else status),) if status else ()
            paragraphs.append(Paragraph((*signs, Run(shown, bold=bold)), sizes.dense, "cell", ink, "center"))
        if under not in (None, ""):
            paragraphs.append(Paragraph((Run(_below(under, wording)),), sizes.small, "cell", ink, "center"))
        return Cell(tuple(paragraphs), fill, outline)


def _shown(value: object, scale: Scale, wording: Wording) -> str:
    """The value of a cell in words."""
    return wording.scaled(value, scale) if isinstance(value, int | float) else wording.say(value)


def _words_of(heading: Heading, context: RenderContext) -> str:
    return context.wording.names(heading) if heading else ""


def _below(value: object, wording: Wording) -> str:
    """The words below a number; a message is no sentence there."""
    return wording.phrase(value) if isinstance(value, Message) else wording.say(value)


@dataclass(frozen=True)
class _Names:
    """The width of the column of names, and whether names and headings are `broken` into lines so that columns fit."""

    width: float = 0.0
    broken: bool = False


@dataclass(frozen=True)
class _Shade:
    """The scale and the greatest of all numbers, and whether the cell is the `marked` one."""

    scale: Scale
    most: float
    marked: bool


@dataclass(frozen=True)
class _Matrix:
    """The headings of the rows, and the cells and sums by the headings of their row and column.

    `marked` are the headings of the cell that a headline names. Where they are `emphasised`, only the name of its row
    is bold.
    """

    down: tuple[object, ...]
    cells: dict[tuple[object, object], Cell]
    sums: dict[tuple[object, object], Cell]
    marked: tuple[object, object] | None = None
    emphasised: tuple[object, object] | None = None

    def at(self, name: object, head: object, context: RenderContext) -> Cell:
        """The cell in a row and a column."""
        return self.cells.get((name, head)) or self.sums.get((name, head)) or _empty(context)


def _empty(context: RenderContext) -> Cell:
    run = Run(NOTHING, colour="muted")
    return Cell((Paragraph((run,), context.style.theme.sizes.small, role="cell", align="center"),))
