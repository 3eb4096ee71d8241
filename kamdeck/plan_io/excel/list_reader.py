"""Reads a sheet on which each row is a fact, such as a deal, into YAML nodes."""

from collections.abc import Iterator, Sequence
from datetime import date

from yaml.error import Mark as YamlMark
from yaml.nodes import MappingNode, ScalarNode

from kamdeck.dataclass import dataclass
from kamdeck.plan_io.excel.cell_values import split
from kamdeck.plan_io.excel.example_leftovers import is_unnamed, leftover
from kamdeck.plan_io.excel.grid import CellData
from kamdeck.plan_io.excel.headings import PRIVATE_PREFIX, SheetColumn, column_of
from kamdeck.plan_io.excel.row_nodes import CellEntry, put
from kamdeck.plan_io.excel.worksheet import CellMark, SheetRows
from kamdeck.plan_io.forms.form_fields import FieldKind, FormField
from kamdeck.plan_io.forms.labels import reading_steps
from kamdeck.plan_io.forms.sheets import PARENT, ListSheet
from kamdeck.problems import suggest

LAST_HEADING_ROW = 30
"""The headings must be within this many rows from the top of the sheet."""


@dataclass(frozen=True, slots=True)
class FactRow:
    """The node of a fact; `parent` is the cell that names the entry of another sheet to which the fact belongs."""

    node: MappingNode
    parent: ScalarNode | None


class ListReader:
    """Reads one sheet; `top` is the row of its headings, 0 until that is found."""

    def __init__(self, sheet: SheetRows, listing: ListSheet) -> None:
        self.sheet, self.listing = sheet, listing
        self.columns: dict[int, SheetColumn] = {}
        self.top = 0
        self.unnamed: set[int] = set()

    def rows(self) -> list[FactRow]:
        """Reads the facts, and reports what is wrong with cells and headings."""
        self.top = self._heading_row()
        if not self.top:
            if self.sheet.rows:
                keys = ", ".join(field.key for field in self.listing.fields)
                message = f"this sheet has no row of headings; enter the names of its columns above the data: {keys}"
                self._report(message, self.sheet.mark(1, 1))
            return []
        self._name_columns()
        for coordinates, mark in self.sheet.merged(self.top, set(self.columns)):
            self._report(f"the cells {coordinates} are merged; unmerge them and enter each value in its own cell", mark)
        for number, column in self.columns.items():
            if column.field.kind is FieldKind.SHARE:
                self._report_ambiguous_ones(number)
        below = (row for row in self.sheet.rows if row > self.top and not self.sheet.blank(row))
        return [found for row in below if (found := self._row(row))]

    def _heading_row(self) -> int:
        """The first of the rows that name the most columns; 0 where no row names any."""
        # A title or a note above the headings can equal the name of one column, so the most names decide.
        row, best = 0, 0
        for languages in reading_steps():
            counts = self._named_columns(languages)
            best = max(counts.values(), default=0)
            row = next((row for row, count in counts.items() if count == best), 0) if best else 0
            # Where half of a row's cells are names in these languages, no others need to be read.
            if best and 2 * best >= len(self.sheet.rows[row]):
                break
        return row

    def _named_columns(self, languages: Sequence[str]) -> dict[int, int]:
        """The number of columns that each of the first rows names in these languages."""
        return {
            row: sum(column_of(cell.value, self.listing, languages) is not None for cell in cells.values())
            for row, cells in self.sheet.rows.items()
            if row <= LAST_HEADING_ROW
        }

    def _name_columns(self) -> None:
        seen: dict[str, int] = {}
        for number, cell in self.sheet.rows[self.top].items():
            heading, mark = cell.value, self.sheet.mark(self.top, number)
            if str(heading).strip().startswith(PRIVATE_PREFIX):
                continue
            column = column_of(heading, self.listing)
            if column and seen.setdefault(column.key, number) != number:
                self._report(f"another column is named '{column.key}' as well; merge the two, or rename one", mark)
            elif column:
                self.columns[number] = column
            else:
                self._report(self._unknown(heading), mark)
                self.columns.pop(number, None)
        self._report_unnamed_columns()

    def _unknown(self, heading: object) -> str:
        word = heading.isoformat() if isinstance(heading, date) else str(heading).split("\n")[-1].strip()
        known = [field.key for field in self.listing.fields]
        fix = suggest(word, known) or f"; its columns are {', '.join(known)}"
        return f"'{word[:60]}' is not a column of this sheet{fix}; put '#' before it to exclude the column"

    def _report_unnamed_columns(self) -> None:
        """Reports cells in columns without a heading, which would be lost silently."""
        named = set(self.sheet.rows[self.top])
        reported: set[int] = set()
        for row in self.sheet.rows:
            for number in self.sheet.rows[row] if row > self.top else ():
                if number not in named and number not in reported and str(self.sheet.value(row, number) or "").strip():
                    reported.add(number)
                    self._report(
                        "this column has no heading; add one, or clear the column", self.sheet.mark(row, number)
                    )

    def _report_ambiguous_ones(self, number: int) -> None:
        """Reports a plain 1 in a column of percentages: it may mean 1 % or 100 %."""
        below = [(row, cells[number]) for row, cells in self.sheet.rows.items() if row > self.top and number in cells]
        if not any(_is_percentage(cell) for _, cell in below):
            return
        for row, cell in below:
            if (
                not _is_percentage(cell)
                and not isinstance(cell.value, bool)
                and str(cell.value).strip() in ("1", "1.0")
            ):
                message = "this cell holds 1, but others of its column are percentages; enter 1 % or 100 %"
                self._report(message, self.sheet.mark(row, number))

    def _row(self, row: int) -> FactRow | None:
        found = self._entries_by_key(row)
        if not any(entry.by_language or entry.by_key for entry in found.values()) or self._is_example(found):
            return None
        self._report_columns_without_company(row)
        parent: ScalarNode | None = None
        node = MappingNode("map", [], self._start(row), self._start(row))
        for entry in found.values():
            if clash := entry.clash():
                self._report("this text is also given in a language; keep only one of the two", clash.start_mark)
            content = entry.node()
            if content is None:
                continue
            if entry.field.key == PARENT:
                parent = content if isinstance(content, ScalarNode) else None
            else:
                put(node, entry.field.steps, content, entry.mark)
        return FactRow(node, parent)

    def _report_columns_without_company(self, row: int) -> None:
        """Reports, once for each column, values of a company whose name is missing in the heading."""
        for number in self.sheet.rows[row]:
            column = self.columns.get(number)
            if not column or number in self.unnamed or not self.sheet.filled(row, number):
                continue
            if is_unnamed(column, suspicious=self.sheet.book.has_examples):
                self.unnamed.add(number)
                fix = f"write its id or name into this heading, as in '{column.field.key}.ID'"
                message = f"'{column.key}' does not name a company of yours, but the column has values; {fix}"
                self._report(message, self.sheet.mark(self.top, number))

    def _entries_by_key(self, row: int) -> dict[str, CellEntry]:
        """The row's entries by the keys of their fields."""
        found: dict[str, CellEntry] = {}
        for number, column in self.columns.items():
            field = column.field
            entry = found.setdefault(field.key, CellEntry(field, self.sheet.mark(self.top, number)))
            scalar = self.sheet.scalar(row, number, field)
            if scalar is None:
                continue
            if column.per:
                entry.by_key[column.per] = (self.sheet.mark(self.top, number), scalar)
            else:
                entry.by_language[column.language] = list(self._scalars(scalar, field, row, number))
        return found

    def _scalars(self, scalar: ScalarNode, field: FormField, row: int, number: int) -> Iterator[ScalarNode | None]:
        if not field.many or not scalar.style:
            yield scalar
            return
        for text in split(self.sheet.raw(row, number), field):
            if text:
                yield self.sheet.node(text, row, number)
            # An empty entry keeps the texts of two languages in step; ids have no languages.
            elif field.kind is not FieldKind.ID:
                yield None

    def _start(self, row: int) -> CellMark:
        first = min((number for number in self.sheet.rows[row] if number in self.columns), default=1)
        return self.sheet.mark(row, first)

    def _is_example(self, found: dict[str, CellEntry]) -> bool:
        """Whether a row holds the example of kamdeck; one that also holds other texts is reported."""
        left = leftover(self.listing, found, suspicious=self.sheet.book.has_examples)
        if left and not left.whole:
            # A cell that holds several texts is listed once.
            cells: dict[str, list[str]] = {}
            for node in left.nodes:
                cells.setdefault(str(self.sheet.book.place(node.start_mark)).rpartition("!")[2], []).append(node.value)
            message = left.message({cell: "; ".join(texts) for cell, texts in cells.items()})
            self._report(message, left.nodes[0].start_mark)
        return left is not None

    def _report(self, message: str, mark: YamlMark | None) -> None:
        self.sheet.book.report(message, mark)


def _is_percentage(cell: CellData) -> bool:
    """Whether a share is a percentage: by its number format, by a percent sign, or because it is greater than 1."""
    if isinstance(cell.value, str):
        return cell.value.strip().endswith(("%", "\uff05"))
    number = isinstance(cell.value, int | float) and not isinstance(cell.value, bool)
    return number and ("%" in cell.number_format or float(str(cell.value)) > 1)
