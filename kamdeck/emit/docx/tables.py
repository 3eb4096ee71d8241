"""Writes a table flow as a Word table: its header repeated on every page, its rows kept as typesetting decided."""

from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate, pairwise

from kamdeck.dataclass import dataclass
from kamdeck.emit.docx.colours import border_xml, shading_xml
from kamdeck.emit.docx.paragraph_styles import ParagraphWriter
from kamdeck.emit.docx.text import twips, with_marker_text
from kamdeck.flow import Paragraph, Row, Table
from kamdeck.flow.header_breaks import break_header
from kamdeck.flow.pinned_breaks import pin_breaks
from kamdeck.flow.report import Placement
from kamdeck.flow.table import STYLE_PAD
from kamdeck.ooxml.xml_text import attribute

OUTLINE = 1.5
"""The thickness in points of a border around a highlighted cell, and of the gaps of a grid."""
_UNINDENTED = '<w:tblInd w:w="0" w:type="dxa"/>'
_FLUSH = (
    '<w:tblCellMar><w:top w:w="{pad}" w:type="dxa"/><w:left w:w="0" w:type="dxa"/>'
    '<w:bottom w:w="{pad}" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar>'
)
"""Word before 2013, and later Word in documents of that time, moves a table out of the text by its cells' margin."""
_HEADER_ROW = "<w:tblHeader/>"
SIDES = ("top", "left", "bottom", "right")
KEEP_NEXT = "<w:keepNext/>"
"""Keeps a paragraph, or the table row that contains it, on the page of what follows (ECMA-376 part 1, 17.3.1.15)."""


def table_xml(table: Table, width: float, writer: ParagraphWriter, placement: Placement) -> str:
    """The markup of a table, with its columns as wide as measured.

    Args:
        table: The table.
        width: The width of the text around it in points.
        writer: What writes the paragraphs of cells.
        placement: Which rows are kept together, and which may be split between pages.
    """
    style = writer.context.style
    columns = widths_in_twips(table.widths(width, style))
    rows = _Rows(table, columns, table.inner_widths(width, style), writer, placement)
    content = (rows.header() if table.has_header else "") + "".join(
        rows.row(number) for number in range(len(table.rows))
    )
    grid = "".join(f'<w:gridCol w:w="{column}"/>' for column in columns)
    return f"<w:tbl>{_properties(table, sum(columns), writer)}<w:tblGrid>{grid}</w:tblGrid>{content}</w:tbl>"


def _properties(table: Table, width: int, writer: ParagraphWriter) -> str:
    headed, total = table.has_header and table.rules == "headed", bool(table.rows) and table.rows[-1].total
    bands = 'w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"'
    style = f'w:firstRow="{int(headed)}" w:lastRow="{int(total)}" {bands}'
    # The same flags as a bit mask, for programs that do not read the attributes: 0x600 means no banding.
    value = 0x0600 | (0x20 if headed else 0) | (0x40 if total else 0)
    gaps, mirrored = "", "<w:bidiVisual/>" if writer.styles.right_to_left else ""
    if table.rules == "none":
        sides = (f'<w:{side} w:val="nil"/>' for side in (*SIDES, "insideH", "insideV"))
        gaps = f"<w:tblBorders>{''.join(sides)}</w:tblBorders>"
    if table.grid:
        ground = writer.context.theme.colour("ground")
        gaps = "".join(border_xml(side, ground, OUTLINE) for side in ("insideH", "insideV"))
        gaps = f"<w:tblBorders>{gaps}</w:tblBorders>"
    description = f'<w:tblDescription w:val="{attribute(table.alt)}"/>' if table.alt else ""
    flush = _FLUSH.format(pad=twips(max(table.pad - STYLE_PAD, 0.0)))
    return (
        f'<w:tblPr><w:tblStyle w:val="{writer.styles.table}"/>{mirrored}<w:tblW w:w="{width}" w:type="dxa"/>'
        # With a layout that is not fixed, Word would fit the columns to their content again.
        f'{_UNINDENTED}{gaps}<w:tblLayout w:type="fixed"/>{flush}'
        f'<w:tblLook w:val="{value:04X}" {style}/>{description}</w:tblPr>'
    )


def widths_in_twips(widths: Sequence[float]) -> list[int]:
    """Column widths in whole twentieths of a point that add up to the table's."""
    # Rounding each width by itself could add up to more than the text's width.
    ends = [twips(end) for end in accumulate(widths, initial=0.0)]
    return [end - start for start, end in pairwise(ends)]


@dataclass(frozen=True)
class _Rows:
    """Writes the rows of a table; `inner` are the columns' widths between their margins, in points."""

    table: Table
    columns: Sequence[int]
    inner: Sequence[float]
    writer: ParagraphWriter
    placement: Placement

    def header(self) -> str:
        """The header row, which Word repeats on every page."""
        style, cells = self.writer.context.style, []
        for number, cell in enumerate(self.table.header.cells):
            paragraphs = tuple(break_header(each, self.inner[number], style) for each in cell.paragraphs)
            cells.append(cell._replace(paragraphs=paragraphs))
        return self._row(self.table.header._replace(cells=tuple(cells)), 0, None, _HEADER_ROW)

    def row(self, number: int) -> str:
        """The row at an index of the table's rows."""
        above = self.table.rows[number - 1] if number else None
        # Word's accessibility checker wants a header row, also in facts that have none.
        header = _HEADER_ROW if not number and not self.table.has_header else ""
        return self._row(self.table.rows[number], number + 1, above, header)

    def _row(self, row: Row, number: int, above: Row | None, header: str) -> str:
        """A row; the `number` counts the header as 0, as placements do."""
        whole = "" if number in self.placement.breakable else "<w:cantSplit/>"
        properties = f"<w:trPr>{whole}{header}</w:trPr>" if whole or header else ""
        is_last = number == len(self.table.rows)
        keep = KEEP_NEXT if number in self.placement.kept or (is_last and self.placement.keep_next) else ""
        cells = "".join(self._cell(row, above, column, keep) for column in range(len(row.cells)))
        return f"<w:tr>{properties}{cells}</w:tr>"

    def _cell(self, row: Row, above: Row | None, column: int, keep: str) -> str:
        cell = row.cells[column]
        typeface = self.writer.context.style.typeface
        paragraphs = (pin_breaks(each, self.inner[column], typeface) for each in cell.paragraphs)
        text = "".join(self._paragraph(each, keep) for each in paragraphs)
        fill = cell.fill or row.fill
        shading = shading_xml(self.writer.context.theme.colour(fill)) if fill else ""
        width, margins = self._column_markup[column]
        borders = self._outline(row, above, column) if self._has_outlines else ""
        # A cell without a paragraph is invalid.
        return f"<w:tc><w:tcPr>{width}{borders}{shading}{margins}</w:tcPr>{text or '<w:p/>'}</w:tc>"

    def _paragraph(self, paragraph: Paragraph, keep: str) -> str:
        """A paragraph of a cell; one with a marker has a style with a hanging indent, whose marker is text."""
        if not paragraph.marker:
            return self.writer.paragraph(paragraph, properties=keep, sized=self.table.own_size)
        listed = with_marker_text(paragraph, "\t")
        return self.writer.paragraph(listed, "cell_bullet", keep, sized=self.table.own_size)

    def _outline(self, row: Row, above: Row | None, column: int) -> str:
        """The cell's borders, or those that it shares with an outlined cell above or before it.

        Where two cells share an edge, Word prefers a cell's border to the table's, and LibreOffice draws that of the
        later cell. So both cells name it.
        """
        own = row.cells[column].outline
        outlines = dict.fromkeys(SIDES, own)
        if not own:
            outlines["top"] = above.cells[column].outline if above else ""
            outlines["left"] = row.cells[column - 1].outline if column else ""
        if self._is_subtotal(row):
            outlines["top"] = outlines["top"] or "text"
        colour = self.writer.context.theme.colour
        borders = "".join(border_xml(side, colour(role), OUTLINE) for side, role in outlines.items() if role)
        return f"<w:tcBorders>{borders}</w:tcBorders>" if borders else ""

    @cached_property
    def _has_outlines(self) -> bool:
        rows = (self.table.header, *self.table.rows)
        return any(self._is_subtotal(row) or any(cell.outline for cell in row.cells) for row in rows)

    def _is_subtotal(self, row: Row) -> bool:
        """Whether a row is a total that others follow: a table's style draws a rule above its last row only."""
        return row.total and row is not self.table.rows[-1]

    @cached_property
    def _column_markup(self) -> list[tuple[str, str]]:
        """The markup of each column's width, and of its cells' left and right margins."""
        margins = [[twips(side) for side in self.table.margins(column)] for column in range(len(self.columns))]
        return [
            (
                f'<w:tcW w:w="{width}" w:type="dxa"/>',
                f'<w:tcMar><w:left w:w="{left}" w:type="dxa"/><w:right w:w="{right}" w:type="dxa"/></w:tcMar>',
            )
            for width, (left, right) in zip(self.columns, margins, strict=True)
        ]
