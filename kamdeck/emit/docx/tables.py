"""A table flow and the width of the text go in; a Word table comes out, its head repeated, its rows kept whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from kamdeck.brand import Rect
from kamdeck.emit.docx.colours import border_xml, shading_xml
from kamdeck.emit.docx.setting import Setter
from kamdeck.emit.docx.text import twips
from kamdeck.flow import Cell, Row, Table
from kamdeck.ooxml.text import attribute

KEPT_TOGETHER = 9
"""Rows up to which a table stays on one page, where it is low enough."""
LOW = 0.4
"""The part of a page's height up to which a table is low."""
LONG = 900
"""Characters in a row from which it may go on over a page's end, since it could be taller than a page."""
OUTLINE = 1.5
"""The thickness of a border around a cell that stands out, and of the gaps of a grid, in points."""
_UNINDENTED = '<w:tblInd w:w="0" w:type="dxa"/>'
_FLUSH = '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar>'
"""By its cells' margin Word before 2013, and in documents of that time, hangs a table out of the text."""
_SIDES = ("top", "left", "bottom", "right")
KEEP = "<w:keepNext/>"
"""What keeps a paragraph, or the row that it stands in, on the page of what follows it."""


def table_xml(table: Table, body: Rect, setter: Setter, *, kept: bool = False) -> str:
    """The table, its columns as wide as measured; one that is `kept` ends on the page of what follows it."""
    look = setter.pen.look
    columns = _whole(table.widths(body.width, look))
    writer = _Rows(table, columns, setter)
    headed = any(cell.text for cell in table.header.cells)
    head = writer.row(table.header, kept=True, head=True) if headed else ""
    last = len(table.rows) - 1
    together = last < KEPT_TOGETHER and table.height(body.width, look) < body.height * LOW
    rows = "".join(
        writer.row(row, kept=(together and number < last) or (kept and number == last))
        for number, row in enumerate(table.rows)
    )
    grid = "".join(f'<w:gridCol w:w="{column}"/>' for column in columns)
    return f"<w:tbl>{_properties(table, sum(columns), headed, setter)}<w:tblGrid>{grid}</w:tblGrid>{head}{rows}</w:tbl>"


def _properties(table: Table, width: int, headed: bool, setter: Setter) -> str:
    total = bool(table.rows) and table.rows[-1].total
    bands = 'w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"'
    look = f'w:firstRow="{int(headed)}" w:lastRow="{int(total)}" {bands}'
    value = 0x0600 | (0x20 if headed else 0) | (0x40 if total else 0)
    gaps = ""
    if table.grid:
        ground = setter.pen.theme.colour("ground")
        gaps = "".join(border_xml(side, ground, OUTLINE) for side in ("insideH", "insideV"))
        gaps = f"<w:tblBorders>{gaps}</w:tblBorders>"
    described = f'<w:tblDescription w:val="{attribute(table.alt)}"/>' if table.alt else ""
    return (
        f'<w:tblPr><w:tblStyle w:val="{setter.styles.table}"/><w:tblW w:w="{width}" w:type="dxa"/>{_UNINDENTED}{gaps}'
        f'<w:tblLayout w:type="fixed"/>{_FLUSH}<w:tblLook w:val="{value:04X}" {look}/>{described}</w:tblPr>'
    )


def _whole(widths: Sequence[float]) -> list[int]:
    """Column widths in whole twentieths of a point that add up to the table's."""
    ends = [twips(end) for end in accumulate(widths, initial=0.0)]
    return [end - start for start, end in pairwise(ends)]


@dataclass(frozen=True)
class _Rows:
    """What the rows of a table are written with."""

    table: Table
    columns: Sequence[int]
    setter: Setter

    def row(self, row: Row, *, kept: bool, head: bool = False) -> str:
        """A row; one that is `kept` stands on the page of the next."""
        whole = "" if sum(len(cell.text) for cell in row.cells) > LONG else "<w:cantSplit/>"
        repeated = "<w:tblHeader/>" if head else ""
        properties = f"<w:trPr>{whole}{repeated}</w:trPr>" if whole or repeated else ""
        cells = "".join(self._cell(cell, row, number, KEEP if kept else "") for number, cell in enumerate(row.cells))
        return f"<w:tr>{properties}{cells}</w:tr>"

    def _cell(self, cell: Cell, row: Row, column: int, kept: str) -> str:
        words = "".join(self.setter.paragraph(each, lead=kept) for each in cell.paragraphs)
        fill = cell.fill or row.fill
        shade = shading_xml(self.setter.pen.theme.colour(fill)) if fill else ""
        return (
            f'<w:tc><w:tcPr><w:tcW w:w="{self.columns[column]}" w:type="dxa"/>{self._outline(cell)}{shade}'
            f"{self._margins(column)}</w:tcPr>{words or '<w:p/>'}</w:tc>"
        )

    def _outline(self, cell: Cell) -> str:
        if not cell.outline:
            return ""
        colour = self.setter.pen.theme.colour(cell.outline)
        return f"<w:tcBorders>{''.join(border_xml(side, colour, OUTLINE) for side in _SIDES)}</w:tcBorders>"

    def _margins(self, column: int) -> str:
        left, right = (twips(margin) for margin in self.table.margins(column))
        return f'<w:tcMar><w:left w:w="{left}" w:type="dxa"/><w:right w:w="{right}" w:type="dxa"/></w:tcMar>'
