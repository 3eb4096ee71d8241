"""Changes single cells of a plan's workbook; `file_texts` does the same for text files."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

from openpyxl.utils.datetime import to_excel
from yaml.nodes import MappingNode, Node, ScalarNode

from kamdeck.plan_io.excel.opening import grids_of
from kamdeck.plan_io.excel.workbook_edits import WorkbookEdits
from kamdeck.plan_io.excel.worksheet import CellMark, WorkbookFile
from kamdeck.plan_io.forms.form_fields import FormField
from kamdeck.plan_io.forms.labels import in_words, reading_order, terms_of
from kamdeck.plan_io.forms.sheets import forms_of
from kamdeck.plan_io.rollforward.file_texts import FileText
from kamdeck.plan_io.rollforward.yaml_spans import Span
from kamdeck.problems import problem

CellPosition = tuple[int, int, int]
"""The number of a sheet, from 0, and the row and column of a cell, from 1."""


class WorkbookText(FileText):
    """A plan's workbook and the changes to be made in it."""

    def __init__(self, book: WorkbookFile) -> None:
        self.path = Path(book.name)
        self.book = book
        content = self.path.read_bytes()
        self.cells = WorkbookEdits(content, grids_of(content, book.name))
        self.nodes: dict[Span, Node] = {}
        self.root = self._span_of(book.root, count())
        self.edits: Any = _CellEdits(self)

    def applied(self) -> bytes:
        """The bytes of the workbook with all changes."""
        self.edits.renumber()
        return self.cells.applied()

    def set(self, key: str, value: str) -> None:
        """Sets a field of the plan, in its own cell or in the blank cell for it.

        Raises:
            Problems: Where the workbook has no row for the field.
        """
        pair = self.at(key)
        if pair is not None:
            self.edits.replace(pair[1], value)
        elif (blank := self.book.blanks.get(key)) is not None:
            self.write(blank, value)
        else:
            fix = f"copy the row '{key}' from a workbook of 'kamdeck new ID --excel', and try again"
            raise problem(
                f"this workbook has no row for '{key}'; {fix}", key, self.book.place(self.book.root.start_mark)
            )

    def write(self, mark: Any, value: str, *, was: str = "") -> None:
        """Writes a value into a cell: dates as dates if the cell holds one, words in the cell's language.

        `was` is the key of the word that the cell held before.
        """
        corner, number = (mark.line + 1, mark.column + 1), mark.number - 1
        grid = self.cells.grids[number]
        cell = grid.cells.get(corner)
        if cell is not None and isinstance(cell.value, date):
            # Excel stores a date as a number, counted from the epoch of the workbook.
            serial = to_excel(date.fromisoformat(value), grid.workbook.epoch)
            self.cells.sheet(number).set_number(corner, serial)
        else:
            cell_text = cell.value if cell is not None and isinstance(cell.value, str) else ""
            self.cells.sheet(number).set_text(corner, _in_language_of_cell(value, was, cell_text))

    def _span_of(self, node: Node, numbers: Iterator[int]) -> Span:
        """Converts a node into a span, as in a text; the numbers in place of offsets only keep spans apart."""
        number = next(numbers)
        if isinstance(node, MappingNode):
            span = Span("mapping", number, number)
            span.pairs = [(self._span_of(key, numbers), self._span_of(value, numbers)) for key, value in node.value]
        elif isinstance(node, ScalarNode):
            span = Span("scalar", number, number, node.value)
        else:
            span = Span("sequence", number, number)
            span.items = [self._span_of(each, numbers) for each in node.value]
        self.nodes[span] = node
        return span


class _CellEdits:
    """Makes the changes of `Edits` in cells instead of a text."""

    def __init__(self, text: WorkbookText) -> None:
        self.text = text
        self.replacements: dict[tuple[int, int], str] = {}
        self.removed: set[int] = set()

    def is_gone(self, offset: int) -> bool:
        """Always False: only aliases need this, and a workbook has none."""
        return False

    def replace(self, span: Span, value: str) -> None:
        """Replaces the value of a scalar's cell."""
        self.text.write(self.text.nodes[span].start_mark, value, was=span.value)

    def remove_items(self, key: Span, sequence: Span, indices: Iterable[int]) -> None:
        """Removes entries of a list: rows, with their dependent rows on other sheets, or ids in a cell."""
        removed = set(indices)
        for index in removed:
            item = sequence.items[index]
            if item.kind == "mapping":
                self.removed.add(id(self.text.nodes[item]))
                for number, row in {(number, row) for number, row, _ in self._positions(item)}:
                    self.text.cells.empty_row(number, row)
            else:
                self.removed.add(id(self.text.nodes[item]))
                self._shorten(sequence, self._positions(item))

    def remove_pair(self, mapping: Span, key: str) -> None:
        """Clears the cells of a field."""
        self.remove_pairs(mapping, [key])

    def remove_pairs(self, mapping: Span, keys: Iterable[str]) -> None:
        """Clears the cells of several fields, or of several months."""
        removed = set(keys)
        for name, value in mapping.pairs:
            if name.value in removed:
                for number, row, column in self._positions(value):
                    self.text.cells.sheet(number).clear((row, column))

    def renumber(self) -> None:
        """Updates references such as "#3" to entries without an id, whose numbers change when rows are removed."""
        for parent, entries, index in self.text.book.numbered_parents:
            kept = [number for number, entry in enumerate(entries) if id(entry) not in self.removed]
            if index in kept and kept.index(index) != index:
                self.text.write(parent.start_mark, f"#{kept.index(index) + 1}")

    def _shorten(self, sequence: Span, cells: set[CellPosition]) -> None:
        """Rewrites cells that held removed entries with the entries that remain."""
        kept = [each for each in sequence.items if id(self.text.nodes[each]) not in self.removed]
        for number, row, column in cells:
            here = [each.value for each in kept if (number, row, column) in self._positions(each)]
            sheet = self.text.cells.sheet(number)
            if here:
                sheet.set_text((row, column), "; ".join(here))
            else:
                sheet.clear((row, column))

    def _positions(self, span: Span) -> set[CellPosition]:
        return {(mark.number - 1, mark.line + 1, mark.column + 1) for mark in self._cells(span)}

    def _cells(self, span: Span) -> list[CellMark]:
        """The cells that hold a value; keys are left out, since they are headings."""
        if span.kind == "scalar":
            mark: Any = self.text.nodes[span].start_mark
            return [mark]
        inner = [value for _, value in span.pairs] + span.items
        return [mark for each in inner for mark in self._cells(each)]


def _in_language_of_cell(value: str, was: str, cell_text: str) -> str:
    """A word of a vocabulary in the language in which the cell gave the word that it replaces."""
    fields: list[FormField] = [field for field in forms_of().page_fields.values() if field.vocabulary]
    for words in (terms_of(field.vocabulary) for field in fields if was in terms_of(field.vocabulary)):
        for language in reading_order():
            if value in words and in_words(words[was], language) == cell_text:
                return in_words(words[value], language)
    return value
