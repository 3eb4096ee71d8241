"""Changes single cells in the XML of a sheet, and leaves everything else of the sheet as it was.

A library that loads and saves a whole workbook loses what it does not know: charts, pictures, slicers, extensions of
drop-downs and of conditional formats. Rows keep their numbers, since formulas, names and comments refer to them.
"""

from typing import Any

from lxml import etree
from openpyxl.formula.translate import Translator
from openpyxl.utils import get_column_letter

from kamdeck.plan_io.excel.grid import Corner, positions
from kamdeck.plan_io.excel.shared_strings import encoded

SPACE = "{http://www.w3.org/XML/1998/namespace}space"


class SheetEdits:
    """Edits one sheet; `tree` is the root element of its part, which is changed in place."""

    def __init__(self, tree: Any) -> None:
        self.tree = tree
        self.namespace = etree.QName(tree).namespace
        self.cells = dict(positions(tree))

    def set_text(self, corner: Corner, text: str) -> None:
        """Replaces the content of a cell by a text, and keeps the cell's style."""
        cell = self._emptied(corner)
        # An inline text leaves the part of shared strings as it is.
        cell.set("t", "inlineStr")
        inner = etree.SubElement(etree.SubElement(cell, self._tag("is")), self._tag("t"))
        inner.text = encoded(text)
        inner.set(SPACE, "preserve")

    def set_number(self, corner: Corner, number: float) -> None:
        """Replaces the content of a cell by a number."""
        # Excel keeps fifteen significant digits.
        etree.SubElement(self._emptied(corner), self._tag("v")).text = f"{number:.15g}"

    def clear(self, corner: Corner) -> None:
        """Removes the content of a cell."""
        if corner in self.cells:
            self._emptied(corner)

    def clear_row(self, row: int) -> None:
        """Removes the content of all cells of a row, including those in columns that are not part of the plan."""
        for corner in self.cells:
            if corner[0] == row:
                self._emptied(corner)

    def hide_row(self, row: int) -> None:
        """Hides a row."""
        for (number, _), cell in self.cells.items():
            if number == row:
                cell.getparent().set("hidden", "1")
                return

    def _emptied(self, corner: Corner) -> Any:
        cell = self.cells.get(corner)
        if cell is None:
            cell = self.cells[corner] = self._new_cell(corner)
        self._move_shared_formula(corner, cell)
        for inner in list(cell):
            cell.remove(inner)
        # "cm" and "vm" refer to metadata of the old content, such as that of a dynamic array.
        for name in ("t", "cm", "vm"):
            cell.attrib.pop(name, None)
        return cell

    def _move_shared_formula(self, corner: Corner, cell: Any) -> None:
        """Moves the text of a shared formula to the next cell that uses it.

        Only the first cell of a shared formula has its text (ECMA-376 part 1, 18.3.1.40).
        """
        formula = cell.find("{*}f")
        if formula is None or formula.get("t") != "shared" or not formula.text:
            return
        for other, element in sorted(self.cells.items(), key=lambda each: each[0]):
            sharing = element.find("{*}f")
            if other != corner and sharing is not None and sharing.get("si") == formula.get("si") and not sharing.text:
                moved = Translator(f"={formula.text}", _name(corner)).translate_formula(_name(other))
                sharing.text = moved.removeprefix("=")
                sharing.set("ref", formula.get("ref", _name(other)))
                return

    def _new_cell(self, corner: Corner) -> Any:
        """Inserts a new cell into its row, which must be ordered by column."""
        row = self._row(corner[0])
        cell = etree.Element(self._tag("c"), r=_name(corner))
        before = [element for (_, column), element in self._in_row(corner[0]) if column < corner[1]]
        row.insert(row.index(before[-1]) + 1 if before else 0, cell)
        return cell

    def _in_row(self, row: int) -> list[tuple[Corner, Any]]:
        return sorted(
            ((corner, each) for corner, each in self.cells.items() if corner[0] == row), key=lambda each: each[0]
        )

    def _row(self, number: int) -> Any:
        data = self.tree.find("{*}sheetData")
        at, last = 0, 0
        for index, row in enumerate(data):
            # The number of a row is optional; it then follows the row before.
            last = int(float(row.get("r", last + 1)))
            if last == number:
                return row
            if last < number:
                at = index + 1
        new_row = etree.Element(self._tag("row"), r=str(number))
        data.insert(at, new_row)
        return new_row

    def _tag(self, name: str) -> str:
        return f"{{{self.namespace}}}{name}"


def _name(corner: Corner) -> str:
    return f"{get_column_letter(corner[1])}{corner[0]}"
