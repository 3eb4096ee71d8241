"""Changes of single cells in a sheet's XML, which leave everything else of the sheet as it was.

A library that loads and saves a workbook loses what it does not know: charts, pictures, slicers, extensions of
drop-downs and of conditional formats. Rows stay where they are, since formulas, names and notes point at them.
"""

from typing import Any

from lxml import etree
from openpyxl.formula.translate import Translator
from openpyxl.utils import get_column_letter

from kamdeck.plan_io.excel.grid import Corner, positions
from kamdeck.plan_io.excel.shared_strings import encoded

SPACE = "{http://www.w3.org/XML/1998/namespace}space"


class SheetEdits:
    """The changes of one sheet; `tree` is the root of its part, which is changed in place."""

    def __init__(self, tree: Any) -> None:
        self.tree = tree
        self.space = etree.QName(tree).namespace
        self.cells = dict(positions(tree))

    def set_text(self, corner: Corner, text: str) -> None:
        """A text in place of what a cell holds, in the cell's style."""
        cell = self._emptied(corner)
        cell.set("t", "inlineStr")
        inner = etree.SubElement(etree.SubElement(cell, self._tag("is")), self._tag("t"))
        inner.text = encoded(text)
        inner.set(SPACE, "preserve")

    def set_number(self, corner: Corner, number: float) -> None:
        """A number in place of what a cell holds."""
        etree.SubElement(self._emptied(corner), self._tag("v")).text = f"{number:.15g}"

    def clear(self, corner: Corner) -> None:
        """Nothing in place of what a cell holds."""
        if corner in self.cells:
            self._emptied(corner)

    def clear_row(self, row: int) -> None:
        """Nothing in all cells of a row, a person's own ones too."""
        for corner in self.cells:
            if corner[0] == row:
                self._emptied(corner)

    def hide_row(self, row: int) -> None:
        """A row out of sight, in which nothing stands."""
        for (number, _), cell in self.cells.items():
            if number == row:
                cell.getparent().set("hidden", "1")
                return

    def _emptied(self, corner: Corner) -> Any:
        cell = self.cells.get(corner)
        if cell is None:
            cell = self.cells[corner] = self._made(corner)
        self._hand_on_formula(corner, cell)
        for inner in list(cell):
            cell.remove(inner)
        for name in ("t", "cm", "vm"):
            cell.attrib.pop(name, None)
        return cell

    def _hand_on_formula(self, corner: Corner, cell: Any) -> None:
        """Lets the next cell of a shared formula hold its text, which stands in the first only (18.3.1.40)."""
        formula = cell.find("{*}f")
        if formula is None or formula.get("t") != "shared" or not formula.text:
            return
        for other, element in sorted(self.cells.items(), key=lambda each: each[0]):
            heir = element.find("{*}f")
            if other != corner and heir is not None and heir.get("si") == formula.get("si") and not heir.text:
                moved = Translator(f"={formula.text}", _name(corner)).translate_formula(_name(other))
                heir.text = moved.removeprefix("=")
                heir.set("ref", formula.get("ref", _name(other)))
                return

    def _made(self, corner: Corner) -> Any:
        """A new cell at its place among its fellows."""
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
            last = int(float(row.get("r", last + 1)))
            if last == number:
                return row
            if last < number:
                at = index + 1
        made = etree.Element(self._tag("row"), r=str(number))
        data.insert(at, made)
        return made

    def _tag(self, name: str) -> str:
        return f"{{{self.space}}}{name}"


def _name(corner: Corner) -> str:
    return f"{get_column_letter(corner[1])}{corner[0]}"
