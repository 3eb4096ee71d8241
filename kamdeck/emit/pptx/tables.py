"""Writes a table flow as a native table with thin rules, or with white gaps for a grid."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate, pairwise

from kamdeck.brand import Rect
from kamdeck.emit.pptx.shapes import non_visual_xml
from kamdeck.emit.pptx.slide_context import SlideContext
from kamdeck.emit.pptx.text import paragraphs_xml
from kamdeck.flow import Cell, Placed, Row, Table
from kamdeck.ooxml.colours import fill_xml
from kamdeck.theme import Colour
from kamdeck.units import Units

# PowerPoint's table style "No Style, No Grid".
_NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
_URI = "http://schemas.openxmlformats.org/drawingml/2006/table"
Border = tuple[Colour, float] | None
"""The colour and the thickness in points of a border, or None."""


class CellBorders:
    """The margins and borders of a table's cells. Two neighbours share one border, which both cells must name.

    `above[r][c]` is the border above a cell, `above[-1]` that below the last row, `before[r][c]` that on the left of a
    cell; row 0 is the header. `inner[c]` is the width between a column's margins in points.
    """

    def __init__(self, table: Table, inner: Sequence[float], context: SlideContext) -> None:
        self.table = table
        self.inner = inner
        self.units = context.units
        self.margins = [_margins(*table.margins(column), table, context.units) for column in range(len(table.columns))]
        rows = (table.header, *table.rows)
        columns = len(table.columns)
        gap: Border = (context.theme.colour("ground"), 1.5) if table.grid else None
        self.above: list[list[Border]] = [[gap] * columns for _ in range(len(rows) + 1)]
        self.before: list[list[Border]] = [[gap] * (columns + 1) for _ in rows]
        strong_rule: Border = (context.theme.colour("text"), 1.0)
        if not table.grid and table.rules != "none":
            self._draw_rules(strong_rule, (context.theme.colour("grey3"), 0.5))
        for number, row in enumerate(rows):
            if row.total and number:
                self.above[number] = [strong_rule] * columns
            for column, cell in enumerate(row.cells):
                if cell.outline:
                    self._outline(number, column, (context.theme.colour(cell.outline), 1.5))

    def _draw_rules(self, strong_rule: Border, thin_rule: Border) -> None:
        columns = len(self.table.columns)
        headed = self.table.has_header and self.table.rules == "headed"
        for number in range(1, len(self.above)):
            self.above[number] = [strong_rule if number == 1 and headed else thin_rule] * columns

    def _outline(self, row: int, column: int, edge: Border) -> None:
        self.above[row][column] = self.above[row + 1][column] = edge
        self.before[row][column] = self.before[row][column + 1] = edge

    def of(self, row: int, column: int) -> str:
        """The markup of a cell's four borders in the schema's order."""
        before, above = self.before[row], self.above
        edges = (before[column], before[column + 1], above[row][column], above[row + 1][column])
        return _borders(edges, self.units)


@lru_cache(maxsize=256)
def _borders(edges: tuple[Border, ...], units: Units) -> str:
    return "".join(_border(side, edge, units) for side, edge in zip("LRTB", edges, strict=True) if edge)


def _border(side: str, edge: tuple[Colour, float], units: Units) -> str:
    colour, thickness = edge
    fill = fill_xml(colour)
    line = f'w="{units.emu(thickness)}" cap="flat" cmpd="sng" algn="ctr"'
    return f'<a:ln{side} {line}>{fill}<a:prstDash val="solid"/></a:ln{side}>'


def table_xml(table: Table, placed: Placed, context: SlideContext) -> str:
    """The graphic frame of a table at the place that typesetting gave it, with the first row marked as header."""
    style = context.deck.style
    columns = _in_emu(table.widths(placed.width, style), context.units)
    heights = table.heights(placed.width, style)
    borders = CellBorders(table, table.inner_widths(placed.width, style), context)
    rows = "".join(
        f'<a:tr h="{context.units.emu(height)}">{_cells(row, number, borders, context)}</a:tr>'
        for number, (row, height) in enumerate(zip((table.header, *table.rows), heights, strict=True))
    )
    number = context.next_id()
    alt = table.alt or "; ".join(cell.text for cell in table.header.cells if cell.text) or "Table"
    grid = "".join(f'<a:gridCol w="{width}"/>' for width in columns)
    rect = Rect(placed.x, placed.y, placed.width, sum(heights))
    mirrored = ' rtl="1"' if context.run_style.right_to_left else ""
    return (
        f"<p:graphicFrame><p:nvGraphicFramePr>{non_visual_xml(number, f'Table {number}', alt)}<p:cNvGraphicFramePr>"
        '<a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr>'
        f'{context.place(rect, tag="p:xfrm")}<a:graphic><a:graphicData uri="{_URI}"><a:tbl>'
        f'<a:tblPr{mirrored} firstRow="1">'
        f"<a:tableStyleId>{_NO_STYLE}</a:tableStyleId></a:tblPr><a:tblGrid>{grid}</a:tblGrid>{rows}</a:tbl></a:graphicData>"
        "</a:graphic></p:graphicFrame>"
    )


def _in_emu(widths: Sequence[float], units: Units) -> list[int]:
    """Column widths in whole EMU that add up to the table's."""
    # Rounding each width by itself could make the grid wider or narrower than its frame.
    ends = [units.emu(end) for end in accumulate(widths, initial=0.0)]
    return [end - start for start, end in pairwise(ends)]


def _cells(row: Row, number: int, borders: CellBorders, context: SlideContext) -> str:
    return "".join(
        [
            _cell(cell, row, (width, margins + borders.of(number, column)), context)
            for column, (cell, width, margins) in enumerate(zip(row.cells, borders.inner, borders.margins, strict=True))
        ]
    )


def _margins(left: float, right: float, table: Table, units: Units) -> str:
    padding, anchor = units.emu(table.pad), "t" if table.top else "ctr"
    sides = f'marL="{units.emu(left)}" marR="{units.emu(right)}"'
    return f'<a:tcPr {sides} marT="{padding}" marB="{padding}" anchor="{anchor}">'


def _cell(cell: Cell, row: Row, frame: tuple[float, str], context: SlideContext) -> str:
    """A cell; `frame` is its inner width, and the opening markup of its properties with margins and borders."""
    width, properties = frame
    fill = fill_xml(context.colour(cell.fill or row.fill))
    text = paragraphs_xml(cell.paragraphs, context, width, cell=True)
    return f"<a:tc><a:txBody><a:bodyPr/>{context.deck.list_style}{text}</a:txBody>{properties}{fill}</a:tcPr></a:tc>"
