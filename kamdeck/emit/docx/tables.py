"""A table flow and the width of the text go in; a Word table comes out, its head repeated, its rows kept whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise

from kamdeck.brand import Rect
from kamdeck.emit.docx.colours import border_xml, shading_xml
from kamdeck.emit.docx.paragraph_styles import ParagraphWriter
from kamdeck.emit.docx.table_heads import head_lined
from kamdeck.emit.docx.text import spelled, twips
from kamdeck.flow import Paragraph, Row, Style, Table
from kamdeck.flow.pinned_breaks import pin_breaks
from kamdeck.ooxml.xml_text import attribute

KEPT_TOGETHER = 9
"""Rows up to which a table stays on one page, where it is low enough."""
LOW = 0.25
"""The part of a page's height up to which a table is low; more white at a page's foot looks worse than a break."""
SHORT, LOW_SHORT = 5, 0.4
"""Rows up to which a table is short, and its `LOW`: broken, it would leave one row or two under its head."""
CLOSING = 0.6
"""The same for one before a page that is turned, where a few rows would have a page of their own, a grid and facts."""
MOST_KEPT = 0.4
"""The part of a page's height that rows may take which a table that goes on keeps together at its end."""
FEWEST_LAST = 3
"""Rows that at least stand on the last page of a table that goes on over a page's end.

Of its first page nothing is said: where the first two rows were kept together and no third had room, LibreOffice 7.4
printed no more of the table.
"""
LONG = 900
"""Characters in a row from which it may go on over a page's end, since it could be taller than a page."""
OUTLINE = 1.5
"""The thickness of a border around a cell that stands out, and of the gaps of a grid, in points."""
_UNINDENTED = '<w:tblInd w:w="0" w:type="dxa"/>'
_FLUSH = '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar>'
"""By its cells' margin Word before 2013, and in documents of that time, hangs a table out of the text."""
_MARKED = "<w:tblHeader/>"
_SIDES = ("top", "left", "bottom", "right")
KEEP = "<w:keepNext/>"
"""What keeps a paragraph, or the row that it stands in, on the page of what follows it."""


@dataclass(frozen=True, slots=True)
class RowKeeping:
    """Whether what a table or a text ends with stays on the page of the `next` thing, and whether it ends a passage."""

    next: bool = False
    closing: bool = False


def table_xml(table: Table, body: Rect, setter: ParagraphWriter, keeping: RowKeeping = RowKeeping()) -> str:
    """The table, its columns as wide as measured; of a long one some rows stay together on its last page."""
    style = setter.context.style
    columns = _whole(table.widths(body.width, style))
    writer = _Rows(table, columns, table.inner_widths(body.width, style), setter)
    head = writer.head() if table.has_header else ""
    kept = _kept(table, body, style, keeping)
    rows = "".join(writer.row(number, kept=number in kept) for number in range(len(table.rows)))
    grid = "".join(f'<w:gridCol w:w="{column}"/>' for column in columns)
    return f"<w:tbl>{_properties(table, sum(columns), setter)}<w:tblGrid>{grid}</w:tblGrid>{head}{rows}</w:tbl>"


def _kept(table: Table, body: Rect, style: Style, keeping: RowKeeping) -> set[int]:
    """The rows that stand on the page of the next one, or of what follows the table."""
    head, *heights = table.heights(body.width, style)
    last = len(heights) - 1
    ending = {last} if keeping.next else set()
    tall = head + sum(heights)
    low = last < KEPT_TOGETHER and tall < body.height * (LOW_SHORT if last < SHORT else LOW)
    # The first of facts without a head is marked as one, and would stand again on a further page.
    whole = keeping.closing or table.grid or not table.has_header
    if low or (whole and tall < body.height * CLOSING):
        return {*range(last), *ending}
    final = range(max(0, last - FEWEST_LAST + 1), last)
    if sum(heights[final.start :]) < body.height * MOST_KEPT:
        ending |= set(final)
    return ending


def _properties(table: Table, width: int, setter: ParagraphWriter) -> str:
    headed, total = table.has_header, bool(table.rows) and table.rows[-1].total
    bands = 'w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"'
    style = f'w:firstRow="{int(headed)}" w:lastRow="{int(total)}" {bands}'
    value = 0x0600 | (0x20 if headed else 0) | (0x40 if total else 0)
    gaps, mirrored = "", "<w:bidiVisual/>" if setter.styles.right_to_left else ""
    if table.grid:
        ground = setter.context.theme.colour("ground")
        gaps = "".join(border_xml(side, ground, OUTLINE) for side in ("insideH", "insideV"))
        gaps = f"<w:tblBorders>{gaps}</w:tblBorders>"
    described = f'<w:tblDescription w:val="{attribute(table.alt)}"/>' if table.alt else ""
    return (
        f'<w:tblPr><w:tblStyle w:val="{setter.styles.table}"/>{mirrored}<w:tblW w:w="{width}" w:type="dxa"/>'
        f'{_UNINDENTED}{gaps}<w:tblLayout w:type="fixed"/>{_FLUSH}'
        f'<w:tblLook w:val="{value:04X}" {style}/>{described}</w:tblPr>'
    )


def _whole(widths: Sequence[float]) -> list[int]:
    """Column widths in whole twentieths of a point that add up to the table's."""
    ends = [twips(end) for end in accumulate(widths, initial=0.0)]
    return [end - start for start, end in pairwise(ends)]


@dataclass(frozen=True)
class _Rows:
    """What the rows of a table are written with; `inner` are the columns' widths between their margins, in points."""

    table: Table
    columns: Sequence[int]
    inner: Sequence[float]
    setter: ParagraphWriter

    def head(self) -> str:
        """The header, which stands on the page of the first row and is repeated on every other."""
        cells = []
        for number, cell in enumerate(self.table.header.cells):
            words = (head_lined(each, self.inner[number], self.setter.context.style) for each in cell.paragraphs)
            cells.append(cell._replace(paragraphs=tuple(words)))
        return self._row(self.table.header._replace(cells=tuple(cells)), None, KEEP, _MARKED)

    def row(self, number: int, *, kept: bool) -> str:
        """A row; one that is `kept` stands on the page of the next."""
        above = self.table.rows[number - 1] if number else None
        return self._row(self.table.rows[number], above, KEEP if kept else "", self._heading if not number else "")

    @cached_property
    def _heading(self) -> str:
        """What marks the first row of facts that have no head, for Word's accessibility checker wants a row marked."""
        return "" if self.table.has_header else _MARKED

    def _row(self, row: Row, above: Row | None, kept: str, repeated: str = "") -> str:
        whole = "" if sum(len(cell.text) for cell in row.cells) > LONG else "<w:cantSplit/>"
        properties = f"<w:trPr>{whole}{repeated}</w:trPr>" if whole or repeated else ""
        cells = "".join(self._cell(row, above, number, kept) for number in range(len(row.cells)))
        return f"<w:tr>{properties}{cells}</w:tr>"

    def _cell(self, row: Row, above: Row | None, column: int, kept: str) -> str:
        cell = row.cells[column]
        typeface = self.setter.context.style.typeface
        told = (pin_breaks(_unlisted(each), self.inner[column], typeface) for each in cell.paragraphs)
        words = "".join(self.setter.paragraph(each, lead=kept) for each in told)
        fill = cell.fill or row.fill
        shade = shading_xml(self.setter.context.theme.colour(fill)) if fill else ""
        wide, margins = self._frames[column]
        style = f"{wide}{self._outline(row, above, column) if self._outlined else ''}{shade}{margins}"
        return f"<w:tc><w:tcPr>{style}</w:tcPr>{words or '<w:p/>'}</w:tc>"

    def _outline(self, row: Row, above: Row | None, column: int) -> str:
        """The cell's borders, or those that it shares with an outlined cell above or before it.

        Of two cells' borders Word draws what a cell says over what the table does, and LibreOffice the later cell's.
        """
        own = row.cells[column].outline
        outlines = dict.fromkeys(_SIDES, own)
        if not own:
            outlines["top"] = above.cells[column].outline if above else ""
            outlines["left"] = row.cells[column - 1].outline if column else ""
        if self._summed_before(row):
            outlines["top"] = outlines["top"] or "text"
        colour = self.setter.context.theme.colour
        borders = "".join(border_xml(side, colour(role), OUTLINE) for side, role in outlines.items() if role)
        return f"<w:tcBorders>{borders}</w:tcBorders>" if borders else ""

    @cached_property
    def _outlined(self) -> bool:
        rows = (self.table.header, *self.table.rows)
        return any(self._summed_before(row) or any(cell.outline for cell in row.cells) for row in rows)

    def _summed_before(self, row: Row) -> bool:
        """Whether a row adds up those before it and others follow: a table's style rules off its last row only."""
        return row.total and row is not self.table.rows[-1]

    @cached_property
    def _frames(self) -> list[tuple[str, str]]:
        """Each column's width, and what its cells leave free on their left and right."""
        margins = [[twips(side) for side in self.table.margins(column)] for column in range(len(self.columns))]
        return [
            (
                f'<w:tcW w:w="{wide}" w:type="dxa"/>',
                f'<w:tcMar><w:left w:w="{left}" w:type="dxa"/><w:right w:w="{right}" w:type="dxa"/></w:tcMar>',
            )
            for wide, (left, right) in zip(self.columns, margins, strict=True)
        ]


def _unlisted(paragraph: Paragraph) -> Paragraph:
    """A paragraph whose marker is a word of it: no style of a brand's tables hangs a marker before the text."""
    return spelled(paragraph, "\u00a0")._replace(indent=0.0) if paragraph.marker else paragraph
