"""A workbook of a plan with the changes to single cells of it; `file_texts` does the same for text files."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

from openpyxl.utils.datetime import to_excel
from yaml.nodes import MappingNode, Node, ScalarNode

from kamdeck.languages import DOCUMENT_LANGUAGES
from kamdeck.plan_io.excel.opening import grids_of
from kamdeck.plan_io.excel.workbook_edits import WorkbookEdits
from kamdeck.plan_io.excel.worksheet import CellMark, WorkbookFile
from kamdeck.plan_io.forms.form_fields import FormField
from kamdeck.plan_io.forms.labels import in_words, terms_of
from kamdeck.plan_io.forms.sheets import pages
from kamdeck.plan_io.rollforward.file_texts import FileText
from kamdeck.plan_io.rollforward.yaml_spans import Span
from kamdeck.problems import problem

Place = tuple[int, int, int]
"""A sheet by its number from 0, and a cell by its row and column from 1."""


class WorkbookText(FileText):
    """A workbook and the changes to it."""

    def __init__(self, book: WorkbookFile) -> None:
        self.path = Path(book.name)
        self.book = book
        content = self.path.read_bytes()
        self.cells = WorkbookEdits(content, grids_of(content, book.name))
        self.nodes: dict[Span, Node] = {}
        self.root = self._spot(book.root, count())
        self.edits: Any = _CellEdits(self)

    def applied(self) -> bytes:
        """The workbook with every change."""
        self.edits.renumber()
        return self.cells.applied()

    def set(self, key: str, value: str) -> None:
        """A field of the plan, in the cell where it stands or would."""
        pair = self.at(key)
        if pair is not None:
            self.edits.replace(pair[1], value)
        elif (blank := self.book.blanks.get(key)) is not None:
            self.write(blank, value)
        else:
            fix = f"copy the row '{key}' from the workbook that 'kamdeck new ID --excel' writes, and try again"
            raise problem(
                f"no row of this workbook is for '{key}'; {fix}", key, self.book.place(self.book.root.start_mark)
            )

    def write(self, mark: Any, value: str, *, was: str = "") -> None:
        """A value into the cell at a mark: a day as one where the cell holds one, a word as the workbook says it."""
        corner, number = (mark.line + 1, mark.column + 1), mark.number - 1
        grid = self.cells.grids[number]
        held = grid.cells.get(corner)
        if held is not None and isinstance(held.value, date):
            serial = to_excel(date.fromisoformat(value), grid.workbook.epoch)
            self.cells.sheet(number).set_number(corner, serial)
        else:
            written = held.value if held is not None and isinstance(held.value, str) else ""
            self.cells.sheet(number).set_text(corner, _worded(value, was, written))

    def _spot(self, node: Node, numbers: Iterator[int]) -> Span:
        """A node as the rolling of texts knows it; every spot stands somewhere else."""
        number = next(numbers)
        if isinstance(node, MappingNode):
            spot = Span("mapping", number, number)
            spot.pairs = [(self._spot(key, numbers), self._spot(value, numbers)) for key, value in node.value]
        elif isinstance(node, ScalarNode):
            spot = Span("scalar", number, number, node.value)
        else:
            spot = Span("sequence", number, number)
            spot.items = [self._spot(each, numbers) for each in node.value]
        self.nodes[spot] = node
        return spot


class _CellEdits:
    """The same changes as `Edits` makes in a text, made in cells."""

    def __init__(self, text: WorkbookText) -> None:
        self.text = text
        self.put: dict[tuple[int, int], str] = {}
        self.removed: set[int] = set()

    def is_gone(self, offset: int) -> bool:
        """A workbook has no aliases, which alone need to know."""
        return False

    def replace(self, spot: Span, value: str) -> None:
        """Another value in a scalar's cell."""
        self.text.write(self.text.nodes[spot].start_mark, value, was=spot.value)

    def remove_items(self, key: Span, sequence: Span, indices: Iterable[int]) -> None:
        """Entries of a list: rows with what belongs to them on other sheets, or some of the ids in a cell."""
        out = set(indices)
        for index in out:
            item = sequence.items[index]
            if item.kind == "mapping":
                self.removed.add(id(self.text.nodes[item]))
                for number, row in {(number, row) for number, row, _ in self._corners(item)}:
                    self.text.cells.empty_row(number, row)
            else:
                self.removed.add(id(self.text.nodes[item]))
                self._shorten(sequence, self._corners(item))

    def remove_pair(self, mapping: Span, key: str) -> None:
        """What a field holds."""
        self.remove_pairs(mapping, [key])

    def remove_pairs(self, mapping: Span, keys: Iterable[str]) -> None:
        """What several fields hold, or several months."""
        gone = set(keys)
        for name, value in mapping.pairs:
            if name.value in gone:
                for number, row, column in self._corners(value):
                    self.text.cells.sheet(number).clear((row, column))

    def renumber(self) -> None:
        """A row that belongs to an entry without an id names it by its number, which changes with the rows above."""
        for parent, entries, index in self.text.book.owned:
            kept = [number for number, entry in enumerate(entries) if id(entry) not in self.removed]
            if index in kept and kept.index(index) != index:
                self.text.write(parent.start_mark, f"#{kept.index(index) + 1}")

    def _shorten(self, sequence: Span, cells: set[Place]) -> None:
        """Cells with the entries that stay, or with none."""
        kept = [each for each in sequence.items if id(self.text.nodes[each]) not in self.removed]
        for number, row, column in cells:
            here = [each.value for each in kept if (number, row, column) in self._corners(each)]
            sheet = self.text.cells.sheet(number)
            if here:
                sheet.set_text((row, column), "; ".join(here))
            else:
                sheet.clear((row, column))

    def _corners(self, spot: Span) -> set[Place]:
        return {(mark.number - 1, mark.line + 1, mark.column + 1) for mark in self._cells(spot)}

    def _cells(self, spot: Span) -> list[CellMark]:
        """The cells in which a value stands; a key stands in a heading."""
        if spot.kind == "scalar":
            mark: Any = self.text.nodes[spot].start_mark
            return [mark]
        inner = [value for _, value in spot.pairs] + spot.items
        return [mark for each in inner for mark in self._cells(each)]


def _worded(value: str, was: str, written: str) -> str:
    """A word of a vocabulary in the language in which the cell said another of it."""
    fields: list[FormField] = [field for page in pages().values() for field in page.fields.values() if field.vocabulary]
    for words in (terms_of(field.vocabulary) for field in fields if was in terms_of(field.vocabulary)):
        for language in DOCUMENT_LANGUAGES:
            if value in words and in_words(words[was], language) == written:
                return in_words(words[value], language)
    return value
