"""A sheet with a row a fact goes in, a node a fact comes out."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from yaml.error import Mark as YamlMark
from yaml.nodes import MappingNode, ScalarNode

from kamdeck.plan_io.excel.cell_values import split
from kamdeck.plan_io.excel.example_leftovers import is_unnamed, leftover
from kamdeck.plan_io.excel.grid import CellData
from kamdeck.plan_io.excel.headings import KEEP_OUT, SheetColumn, column_of
from kamdeck.plan_io.excel.row_nodes import CellEntry, put
from kamdeck.plan_io.excel.worksheet import CellMark, SheetRows
from kamdeck.plan_io.forms.form_fields import FieldKind, FormField
from kamdeck.plan_io.forms.sheets import PARENT, ListSheet
from kamdeck.problems import suggest

TOP = 30
"""How many rows may stand above the headings."""


@dataclass(frozen=True, slots=True)
class FactRow:
    """A fact's node; `parent` is the cell that says to which entry of another sheet it belongs."""

    node: MappingNode
    parent: ScalarNode | None


class ListReader:
    """One reading of a sheet."""

    def __init__(self, sheet: SheetRows, listing: ListSheet) -> None:
        self.sheet, self.listing = sheet, listing
        self.columns: dict[int, SheetColumn] = {}
        self.top = 0
        self.unnamed: set[int] = set()

    def rows(self) -> list[FactRow]:
        """The facts."""
        self.top = self._heading_row()
        if not self.top:
            if self.sheet.rows:
                keys = ", ".join(field.key for field in self.listing.fields)
                said = f"no row of this sheet names its columns; write over them what each is: {keys}"
                self._say(said, self.sheet.mark(1, 1))
            return []
        self._name_columns()
        for coordinates, mark in self.sheet.merged(self.top, set(self.columns)):
            self._say(f"the cells {coordinates} are merged; unmerge them, and write each value in its own cell", mark)
        for number, column in self.columns.items():
            if column.field.kind is FieldKind.SHARE:
                self._ask_about_ones(number)
        below = (row for row in self.sheet.rows if row > self.top and not self.sheet.blank(row))
        return [found for row in below if (found := self._row(row))]

    def _heading_row(self) -> int:
        """The row that names the most columns, the first of such; 0 where none names any."""
        counts = {
            row: sum(column_of(cell.value, self.listing) is not None for cell in cells.values())
            for row, cells in self.sheet.rows.items()
            if row <= TOP
        }
        best = max(counts.values(), default=0)
        return next((row for row, count in counts.items() if count == best), 0) if best else 0

    def _name_columns(self) -> None:
        seen: dict[str, int] = {}
        for number, cell in self.sheet.rows[self.top].items():
            heading, mark = cell.value, self.sheet.mark(self.top, number)
            column = column_of(heading, self.listing)
            if column and seen.setdefault(column.key, number) != number:
                self._say(f"a second column is named '{column.key}'; join the two, or name one of them otherwise", mark)
            elif column:
                self.columns[number] = column
            elif not str(heading).strip().startswith(KEEP_OUT):
                self._say(self._unknown(heading), mark)
                self.columns.pop(number, None)
        self._refuse_unnamed()

    def _unknown(self, heading: object) -> str:
        word = heading.isoformat() if isinstance(heading, date) else str(heading).split("\n")[-1].strip()
        known = [field.key for field in self.listing.fields]
        fix = suggest(word, known) or f"; its columns are {', '.join(known)}"
        return f"'{word[:60]}' is no column of this sheet{fix}; put '#' before it to keep it out"

    def _refuse_unnamed(self) -> None:
        """What stands under no heading would be lost without a word."""
        named = set(self.sheet.rows[self.top])
        told: set[int] = set()
        for row in self.sheet.rows:
            for number in self.sheet.rows[row] if row > self.top else ():
                if number not in named and number not in told and str(self.sheet.value(row, number) or "").strip():
                    told.add(number)
                    self._say("no heading names this column; name it, or clear it", self.sheet.mark(row, number))

    def _ask_about_ones(self, number: int) -> None:
        """A plain 1 among shares in per cent may be 1 % or all of it."""
        below = [(row, cells[number]) for row, cells in self.sheet.rows.items() if row > self.top and number in cells]
        if not any(_in_per_cent(cell) for _, cell in below):
            return
        for row, cell in below:
            if not _in_per_cent(cell) and not isinstance(cell.value, bool) and str(cell.value).strip() in ("1", "1.0"):
                said = (
                    "this cell says 1, and others of its column are in per cent; write 100 % or 1 %, whichever is meant"
                )
                self._say(said, self.sheet.mark(row, number))

    def _row(self, row: int) -> FactRow | None:
        found = self._written(row)
        if not any(written.spoken or written.per for written in found.values()) or self._is_example(found):
            return None
        self._refuse_columns_without_name(row)
        parent: ScalarNode | None = None
        node = MappingNode("map", [], self._start(row), self._start(row))
        for written in found.values():
            if clash := written.clash():
                self._say("this text stands in a language as well; keep it here, or there", clash.start_mark)
            content = written.node()
            if content is None:
                continue
            if written.field.key == PARENT:
                parent = content if isinstance(content, ScalarNode) else None
            else:
                put(node, written.field.steps, content, written.mark)
        return FactRow(node, parent)

    def _refuse_columns_without_name(self, row: int) -> None:
        """What a row says of a company that nobody has named is a problem of the heading, said once."""
        for number in self.sheet.rows[row]:
            column = self.columns.get(number)
            if not column or number in self.unnamed or not self.sheet.filled(row, number):
                continue
            if is_unnamed(column, suspicious=self.sheet.book.has_examples):
                self.unnamed.add(number)
                fix = f"write its id or name into this heading, as in '{column.field.key}.ID'"
                said = f"'{column.key}' names no company of yours, and the cells below speak of one; {fix}"
                self._say(said, self.sheet.mark(self.top, number))

    def _written(self, row: int) -> dict[str, CellEntry]:
        """What the row says, by the fields' keys."""
        found: dict[str, CellEntry] = {}
        for number, column in self.columns.items():
            field = column.field
            written = found.setdefault(field.key, CellEntry(field, self.sheet.mark(self.top, number)))
            scalar = self.sheet.scalar(row, number, field)
            if scalar is None:
                continue
            if column.per:
                written.per[column.per] = (self.sheet.mark(self.top, number), scalar)
            else:
                written.spoken[column.language] = list(self._entries(scalar, field, row, number))
        return found

    def _entries(self, scalar: ScalarNode, field: FormField, row: int, number: int) -> Iterator[ScalarNode | None]:
        if not field.many or not scalar.style:
            yield scalar
            return
        for entry in split(self.sheet.raw(row, number), field):
            if entry:
                yield self.sheet.node(entry, row, number)
            elif field.kind is not FieldKind.ID:
                yield None

    def _start(self, row: int) -> CellMark:
        first = min((number for number in self.sheet.rows[row] if number in self.columns), default=1)
        return self.sheet.mark(row, first)

    def _is_example(self, found: dict[str, CellEntry]) -> bool:
        """Whether a row is an example that nobody touched; what is left of one that somebody did is reported."""
        left = leftover(self.listing, found, suspicious=self.sheet.book.has_examples)
        if left and not left.whole:
            # Several texts of one cell are told as the cell.
            cells: dict[str, list[str]] = {}
            for node in left.nodes:
                cells.setdefault(str(self.sheet.book.place(node.start_mark)).rpartition("!")[2], []).append(node.value)
            said = left.told({cell: "; ".join(texts) for cell, texts in cells.items()})
            self._say(said, left.nodes[0].start_mark)
        return left is not None

    def _say(self, message: str, mark: YamlMark | None) -> None:
        self.sheet.book.say(message, mark)


def _in_per_cent(cell: CellData) -> bool:
    """Whether a share stands in per cent: by its format, its sign, or as a number that is no share."""
    if isinstance(cell.value, str):
        return cell.value.strip().endswith(("%", "％"))
    number = isinstance(cell.value, int | float) and not isinstance(cell.value, bool)
    return number and ("%" in cell.number_format or float(str(cell.value)) > 1)
