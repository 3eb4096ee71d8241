"""Writes the bands of a page that must hold everything: native tables and texts with lines of exact height.

Columns beside each other are the cells of a table without rules, with the tables of the flows in them. Lines are
exactly as high as measured, since those of a brand's styles depend on the fonts of the reader's machine.
"""

from collections.abc import Iterator, Sequence
from typing import assert_never

from kamdeck.dataclass import dataclass
from kamdeck.emit.docx.charts import chart_xml
from kamdeck.emit.docx.colours import border_xml, shading_xml
from kamdeck.emit.docx.drawings import drawing_xml
from kamdeck.emit.docx.paragraph_styles import ParagraphWriter
from kamdeck.emit.docx.pictures import picture_xml
from kamdeck.emit.docx.runs import RunFormat
from kamdeck.emit.docx.tables import SIDES, widths_in_twips
from kamdeck.emit.docx.text import framed_xml, twips, with_marker_text
from kamdeck.flow import Chart, Drawing, Flow, Paragraph, Paragraphs, Picture, Row, Table
from kamdeck.flow.pinned_breaks import pin_breaks
from kamdeck.flow.report import Band, PanelColumn
from kamdeck.ooxml.xml_text import attribute

SMALLEST_LINE = 1.0
"""The height in points of a paragraph that only Word's schema needs."""
_FIXED = (
    '<w:tblInd w:w="0" w:type="dxa"/><w:tblLayout w:type="fixed"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>'
    '<w:left w:w="0" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar>'
)


@dataclass(frozen=True)
class BandWriter:
    """Writes bands; `graphic` is the format of kamdeck's own paragraph style, without spaces and indents."""

    writer: ParagraphWriter
    graphic: RunFormat

    def xml(self, band: Band) -> str:
        """The paragraphs and tables of a band, below a paragraph that is as high as its gap."""
        above = self._spacer(max(band.gap, SMALLEST_LINE)) if band.gap else ""
        if len(band.columns) == 1:
            return above + "".join(self._flows(band.columns[0]))
        return above + self._beside(band.columns)

    def _beside(self, columns: Sequence[PanelColumn]) -> str:
        """The columns as cells, with an empty cell for the space between two of them."""
        widths, cells, end = [], [], 0.0
        for column in columns:
            if column.x > end:
                widths.append(column.x - end)
                cells.append(self._spacer(SMALLEST_LINE))
            widths.append(column.width)
            # A cell ends with a paragraph (ECMA-376 part 1, 17.4.65).
            cells.append("".join(self._flows(column)) + self._spacer(SMALLEST_LINE))
            end = column.x + column.width
        parts = (
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{cell}</w:tc>'
            for width, cell in zip(widths_in_twips(widths), cells, strict=True)
        )
        return self._table(widths_in_twips(widths), f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(parts)}</w:tr>", "")

    def _flows(self, column: PanelColumn) -> Iterator[str]:
        last: Flow | None = None
        for flow, height in column.flows:
            if isinstance(flow, Table) and isinstance(last, Table):
                # Word would join two tables without a paragraph between them.
                yield self._spacer(SMALLEST_LINE)
            yield self._flow(flow, column.width, height)
            last = flow

    def _flow(self, flow: Flow, width: float, height: float) -> str:
        context = self.writer.context
        match flow:
            case Paragraphs():
                return self._paragraphs(flow, width)
            case Table():
                return self._rows(flow, width)
            case Chart():
                return self._picture(chart_xml(flow, width, height, context))
            case Picture():
                return self._picture(picture_xml(flow, width, context))
            case Drawing():
                return self._picture(drawing_xml(flow, context, self.graphic))
            case _:
                assert_never(flow)

    def _paragraphs(self, flow: Paragraphs, width: float) -> str:
        typeface = self.writer.context.style.typeface
        paragraphs = [pin_breaks(each, width, typeface) for each in flow.paragraphs]
        rule = border_xml("bottom", self.writer.context.theme.colour("text"), 1.0, 1) if flow.rule else ""
        return framed_xml(paragraphs, width, self.writer.context, self.graphic._replace(rule=rule))

    def _rows(self, table: Table, width: float) -> str:
        style = self.writer.context.style
        columns = widths_in_twips(table.widths(width, style))
        rows = (table.header, *table.rows)
        heights = table.framed_heights(width, style)
        inner = table.inner_widths(width, style)
        content = "".join(
            self._row(table, (number, row, height), columns, inner)
            for number, (row, height) in enumerate(zip(rows, heights, strict=True))
        )
        return self._table(columns, content, table.alt)

    def _row(
        self, table: Table, numbered: tuple[int, Row, float], columns: Sequence[int], inner: Sequence[float]
    ) -> str:
        number, row, height = numbered
        anchor = "top" if table.top or table.rules == "none" else "center"
        cells = []
        for column, cell in enumerate(row.cells):
            left, right = map(twips, table.margins(column))
            pad, fill = twips(table.pad), cell.fill or row.fill
            shading = shading_xml(self.writer.context.theme.colour(fill)) if fill else ""
            rule = self._rule(table, number, fill)
            text = self._cell(cell.paragraphs, inner[column])
            cells.append(
                f'<w:tc><w:tcPr><w:tcW w:w="{columns[column]}" w:type="dxa"/>{rule}{shading}<w:tcMar>'
                f'<w:top w:w="{pad}" w:type="dxa"/><w:left w:w="{left}" w:type="dxa"/>'
                f'<w:bottom w:w="{pad}" w:type="dxa"/><w:right w:w="{right}" w:type="dxa"/></w:tcMar>'
                f'<w:vAlign w:val="{anchor}"/></w:tcPr>{text}</w:tc>'
            )
        # The first row of a table with a header is one to screen readers.
        header = "<w:tblHeader/>" if not number else ""
        properties = f'<w:trPr><w:cantSplit/><w:trHeight w:val="{twips(height)}" w:hRule="atLeast"/>{header}</w:trPr>'
        return f"<w:tr>{properties}{''.join(cells)}</w:tr>"

    def _cell(self, paragraphs: Sequence[Paragraph], width: float) -> str:
        typeface = self.writer.context.style.typeface
        pinned = [pin_breaks(each, width, typeface) for each in paragraphs]
        marked = [with_marker_text(each, "\u00a0")._replace(indent=0.0) if each.marker else each for each in pinned]
        return framed_xml(marked, width, self.writer.context, self.graphic)

    def _rule(self, table: Table, number: int, fill: str) -> str:
        if table.rules == "none":
            # Between filled cells without borders, LibreOffice leaves a hairline of the background.
            sides = [border_xml(side, self.writer.context.theme.colour(fill), 0.5) for side in SIDES] if fill else ()
            return f"<w:tcBorders>{''.join(sides)}</w:tcBorders>" if fill else ""
        strong = table.rules == "headed" and not number
        colour, thickness = ("text", 1.0) if strong else ("grey3", 0.5)
        return f"<w:tcBorders>{border_xml('bottom', self.writer.context.theme.colour(colour), thickness)}</w:tcBorders>"

    def _table(self, columns: Sequence[int], rows: str, alt: str) -> str:
        mirrored = "<w:bidiVisual/>" if self.writer.styles.right_to_left else ""
        description = f'<w:tblDescription w:val="{attribute(alt)}"/>' if alt else ""
        grid = "".join(f'<w:gridCol w:w="{column}"/>' for column in columns)
        return (
            f'<w:tbl><w:tblPr>{mirrored}<w:tblW w:w="{sum(columns)}" w:type="dxa"/>{_FIXED}'
            f'<w:tblLook w:val="0620" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" '
            f'w:noVBand="1"/>{description}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>'
        )

    def _picture(self, run: str) -> str:
        return f'<w:p><w:pPr><w:pStyle w:val="{attribute(self.graphic.style_id)}"/></w:pPr>{run}</w:p>'

    def _spacer(self, height: float) -> str:
        style = attribute(self.graphic.style_id)
        line = f'<w:spacing w:line="{twips(height)}" w:lineRule="exact"/>'
        return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{line}<w:rPr><w:sz w:val="2"/></w:rPr></w:pPr></w:p>'
