"""A workbook's sheets go in, their cells come out as contents with places, and what Excel does to them as problems."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from yaml.error import Mark as YamlMark
from yaml.nodes import MappingNode, ScalarNode

from kamdeck.plan_io.excel.cell_values import CellError, Content, scalar_of
from kamdeck.plan_io.excel.displayed_values import Display, display, hidden_text
from kamdeck.plan_io.excel.grid import CellData, Grid
from kamdeck.plan_io.forms.form_fields import FormField
from kamdeck.plan_io.yaml import CONTROL
from kamdeck.problems import CellPlace, Place, Problem


class CellMark(YamlMark):
    """The cell that a node was written in; like all of YAML's marks it counts from 0."""

    def __init__(self, file: str, sheet: str, number: int, cell: tuple[int, int]) -> None:
        super().__init__(file, 0, cell[0] - 1, cell[1] - 1, None, 0)
        self.sheet, self.number = sheet, number


@dataclass
class WorkbookFile:
    """A workbook's nodes; `problems` are those that leave the rest readable."""

    name: str
    root: MappingNode = field(init=False)
    problems: list[Problem] = field(default_factory=list)
    displays: list[Display] = field(default_factory=list)
    """The numbers that are not shown as they are."""
    blanks: dict[str, CellMark] = field(default_factory=dict)
    """Where each field that stands once and is not filled in would be written."""
    owned: list[tuple[ScalarNode, list[MappingNode], int]] = field(default_factory=list)
    """The cells that name an entry of another sheet by its number, with these entries and its index among them."""
    has_examples: bool = False
    """Whether a row of any list is marked as an example, as in workbooks that the first version began."""

    def place(self, mark: Any) -> Place:
        """A mark as a place."""
        return CellPlace(self.name, mark.line + 1, mark.column + 1, "", mark.sheet, mark.number)

    def say(self, message: str, mark: YamlMark | None) -> None:
        """One problem more."""
        # A cell may hold half of a character, which no terminal can show.
        shown = message.encode("utf-8", "replace").decode()
        self.problems.append(Problem(shown, "", self.place(mark)))


class SheetRows:
    """One sheet: its rows of filled cells, and its cells as texts with marks."""

    def __init__(self, book: WorkbookFile, grid: Grid) -> None:
        self.book, self.grid = book, grid
        self.title = grid.title

    @cached_property
    def rows(self) -> dict[int, dict[int, CellData]]:
        """The cells that are filled, by row and column."""
        found: dict[int, dict[int, CellData]] = {}
        for (row, column), cell in sorted(self.grid.cells.items(), key=lambda each: each[0]):
            found.setdefault(row, {})[column] = cell
        return found

    @property
    def first(self) -> Any:
        """What the first cell holds."""
        return self.value(1, 1)

    def mark(self, row: int, column: int) -> CellMark:
        """The mark of a cell."""
        return CellMark(self.book.name, self.title, self.grid.number + 1, (row, column))

    def value(self, row: int, column: int) -> Any:
        """What a cell holds."""
        cell = self.rows.get(row, {}).get(column)
        return None if cell is None else cell.value

    def scalar(self, row: int, column: int, wanted: FormField) -> ScalarNode | None:
        """What is written in a cell for a field, or nothing; what is wrong with it is reported."""
        cell = self.rows.get(row, {}).get(column)
        if cell is None or self._unusable(cell, row, column):
            return None
        self._see(cell, wanted, self.mark(row, column))
        try:
            content = Content(cell.value, cell.number_format, self.grid.workbook.epoch)
            text, typed = scalar_of(content, wanted)
        except CellError as error:
            self.book.say(str(error), self.mark(row, column))
            return None
        if found := CONTROL.search(text):
            said = f"the control character U+{ord(found[0]):04X} cannot be in a plan; remove it"
            self.book.say(said, self.mark(row, column))
            return None
        return self.node(text, row, column, typed=typed) if text else None

    def node(self, text: str, row: int, column: int, *, typed: bool = True) -> ScalarNode:
        """A text at a cell; what a person typed may have thousands separators, as in quotes."""
        mark = self.mark(row, column)
        return ScalarNode("str", text, mark, mark, style='"' if typed else None)

    def raw(self, row: int, column: int) -> str:
        """A text as it stands in a cell, with the empty lines before it."""
        value = self.value(row, column)
        return value if isinstance(value, str) else ""

    def blank(self, row: int) -> bool:
        """Whether nothing stands in a row."""
        return not any(self.filled(row, column) for column in self.rows.get(row, {}))

    def filled(self, row: int, column: int) -> bool:
        """Whether anything stands in a cell."""
        cell = self.rows.get(row, {}).get(column)
        if cell is None or cell.value is None:
            return cell is not None and cell.uncomputed
        return not isinstance(cell.value, str) or bool(cell.value.strip())

    def merged(self, top: int, columns: set[int]) -> Iterator[tuple[str, CellMark]]:
        """The merged ranges from a row on that touch one of the columns, with their first cells."""
        for found in self.grid.merged:
            if found.last[0] >= top and any(found.first[1] <= column <= found.last[1] for column in columns):
                yield found.name, self.mark(*found.first)

    def _see(self, cell: CellData, field: FormField, mark: CellMark) -> None:
        """Reports a text that is not shown, and keeps a number that is not shown as it is."""
        if said := hidden_text(cell.value, cell.number_format):
            self.book.say(said, mark)
        elif found := display(cell.value, cell.number_format, field, mark):
            self.book.displays.append(found)

    def _unusable(self, cell: CellData, row: int, column: int) -> bool:
        if cell.uncomputed:
            fix = "open the workbook in Excel and save it, or write the value"
            self.book.say(f"this cell holds a formula without a value; {fix}", self.mark(row, column))
            return True
        if cell.error:
            said = f"this cell holds the error {cell.value}; correct its formula, or write the value"
            self.book.say(said, self.mark(row, column))
            return True
        return False
