"""Reads cells as YAML scalars that are marked with their sheet and cell, and collects problems with them."""

from collections.abc import Iterator
from dataclasses import field
from functools import cached_property
from typing import Any

from yaml.error import Mark as YamlMark
from yaml.nodes import MappingNode, ScalarNode

from kamdeck.dataclass import dataclass
from kamdeck.plan_io.excel.cell_values import CellError, StoredValue, scalar_of
from kamdeck.plan_io.excel.displayed_values import Display, display, hidden_text
from kamdeck.plan_io.excel.grid import CellData, Grid
from kamdeck.plan_io.forms.form_fields import FormField
from kamdeck.plan_io.yaml import CONTROL
from kamdeck.problems import CellPlace, Place, Problem


class CellMark(YamlMark):
    """The cell of a node, in place of the line and column of a text; like all of YAML's marks it counts from 0.

    Args:
        file: The name of the workbook.
        sheet: The name of the sheet.
        number: The number of the sheet in the workbook.
        cell: The row and the column, from 1.
    """

    def __init__(self, file: str, sheet: str, number: int, cell: tuple[int, int]) -> None:
        # The offset, the text and the position in it stay empty: PyYAML quotes lines with them, and a cell has none.
        super().__init__(file, 0, cell[0] - 1, cell[1] - 1, None, 0)
        self.sheet, self.number = sheet, number


@dataclass
class WorkbookFile:
    """The nodes of a workbook, with the problems that did not prevent reading the rest."""

    name: str
    root: MappingNode = field(init=False)
    problems: list[Problem] = field(default_factory=list)
    displays: list[Display] = field(default_factory=list)
    """The numbers whose cells show them in another form."""
    blanks: dict[str, CellMark] = field(default_factory=dict)
    """The blank cells of fields on sheets with a row for each field, by the fields' keys."""
    numbered_parents: list[tuple[ScalarNode, list[MappingNode], int]] = field(default_factory=list)
    """The cells that refer to an entry of another sheet by number, with that sheet's entries and the entry's index."""
    has_examples: bool = False
    """Whether a row of any list is marked as an example, as in workbooks of the first version."""

    def place(self, mark: Any) -> Place:
        """The place of a mark, as problems name it."""
        return CellPlace(self.name, mark.line + 1, mark.column + 1, "", mark.sheet, mark.number)

    def report(self, message: str, mark: YamlMark | None) -> None:
        """Adds a problem."""
        # A cell may hold a lone surrogate, which cannot be encoded for a terminal.
        shown = message.encode("utf-8", "replace").decode()
        self.problems.append(Problem(shown, "", self.place(mark)))


class SheetRows:
    """Gives access to the filled cells of one sheet, and converts them into marked scalars."""

    def __init__(self, book: WorkbookFile, grid: Grid) -> None:
        self.book, self.grid = book, grid
        self.title = grid.title

    @cached_property
    def rows(self) -> dict[int, dict[int, CellData]]:
        """The cells that are not empty, by row and column from 1."""
        found: dict[int, dict[int, CellData]] = {}
        for (row, column), cell in sorted(self.grid.cells.items(), key=lambda each: each[0]):
            found.setdefault(row, {})[column] = cell
        return found

    @property
    def first(self) -> Any:
        """The value of the first cell."""
        return self.value(1, 1)

    def mark(self, row: int, column: int) -> CellMark:
        """The mark of a cell."""
        return CellMark(self.book.name, self.title, self.grid.number + 1, (row, column))

    def value(self, row: int, column: int) -> Any:
        """The value of a cell; None where it is empty."""
        cell = self.rows.get(row, {}).get(column)
        return None if cell is None else cell.value

    def scalar(self, row: int, column: int, field: FormField) -> ScalarNode | None:
        """The scalar of a cell for a field; None where the cell is empty or wrong, which is reported."""
        cell = self.rows.get(row, {}).get(column)
        if cell is None or self._unusable(cell, row, column):
            return None
        self._check_display(cell, field, self.mark(row, column))
        try:
            content = StoredValue(cell.value, cell.number_format, self.grid.workbook.epoch)
            text, typed = scalar_of(content, field)
        except CellError as error:
            self.book.report(str(error), self.mark(row, column))
            return None
        if found := CONTROL.search(text):
            message = f"the control character U+{ord(found[0]):04X} cannot be in a plan; remove it"
            self.book.report(message, self.mark(row, column))
            return None
        return self.node(text, row, column, typed=typed) if text else None

    def node(self, text: str, row: int, column: int, *, typed: bool = True) -> ScalarNode:
        """A scalar marked with a cell.

        Args:
            text: The text of the scalar.
            row: The row of the cell.
            column: The column of the cell.
            typed: Whether it gets the style of a quoted scalar, in which numbers may have thousands separators.
        """
        mark = self.mark(row, column)
        return ScalarNode("str", text, mark, mark, style='"' if typed else None)

    def raw(self, row: int, column: int) -> str:
        """The text of a cell unchanged, including leading empty lines; empty where the cell holds no text."""
        value = self.value(row, column)
        return value if isinstance(value, str) else ""

    def blank(self, row: int) -> bool:
        """Whether all cells of a row are empty."""
        return not any(self.filled(row, column) for column in self.rows.get(row, {}))

    def filled(self, row: int, column: int) -> bool:
        """Whether a cell is not empty; an uncomputed formula counts as filled."""
        cell = self.rows.get(row, {}).get(column)
        if cell is None or cell.value is None:
            return cell is not None and cell.uncomputed
        return not isinstance(cell.value, str) or bool(cell.value.strip())

    def merged(self, top: int, columns: set[int]) -> Iterator[tuple[str, CellMark]]:
        """The merged ranges that reach row `top` or below and touch one of the columns, each with its first cell."""
        for found in self.grid.merged:
            if found.last[0] >= top and any(found.first[1] <= column <= found.last[1] for column in columns):
                yield found.name, self.mark(*found.first)

    def _check_display(self, cell: CellData, field: FormField, mark: CellMark) -> None:
        """Reports a text that its cell hides, and records a number that its cell shows in another form."""
        if message := hidden_text(cell.value, cell.number_format):
            self.book.report(message, mark)
        elif found := display(cell.value, cell.number_format, field, mark):
            self.book.displays.append(found)

    def _unusable(self, cell: CellData, row: int, column: int) -> bool:
        if cell.uncomputed:
            fix = "open the workbook in Excel and save it, or enter the value"
            self.book.report(f"this cell holds a formula without a value; {fix}", self.mark(row, column))
            return True
        if cell.error:
            message = f"this cell holds the error {cell.value}; correct its formula, or enter the value"
            self.book.report(message, self.mark(row, column))
            return True
        return False
