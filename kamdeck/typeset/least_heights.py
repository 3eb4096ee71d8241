"""Lower bounds of the heights of tables and texts in other sizes, found without breaking their texts into lines.

Most sizes that are tried for a topic do not fit. These bounds often say so in a tenth of the time.
"""

from collections.abc import Container
from math import ceil
from typing import NamedTuple

from kamdeck.flow import Flow, Paragraph, Paragraphs, Row, Style, Table
from kamdeck.flow.text import RULE_SPACE
from kamdeck.typeset.sizing import Sizing

LEAST_PITCH = 1.2
"""The least distance of lines, as a multiple of the font size."""
SPACE = 0.35
"""More than the width of the space that a line loses at its end, as a multiple of the font size."""


class _RowTexts(NamedTuple):
    """The font sizes of the paragraphs of each cell; the widths on one line, by size, of texts in elastic columns."""

    cells: frozenset[tuple[float, ...]]
    widths: dict[float, float]

    def height(self, sizes: dict[float, float], width: float) -> float:
        """The least height in other font sizes; the elastic columns have a width in points together."""
        highest = max([sum([sizes[size] for size in cell]) for cell in self.cells], default=0.0)
        # Widths grow with the size, and so do the heights of lines.
        area = sum([wide * sizes[size] / size * sizes[size] for size, wide in self.widths.items()])
        return LEAST_PITCH * max(highest, area / width if width > 0 else 0.0)


_Key = tuple[int, tuple[float, ...], float]
"""A flow, what of a sizing changes it, and a width."""


class LeastHeights:
    """The least heights of the flows of a topic in a style. The flows must live as long as this does."""

    def __init__(self, style: Style) -> None:
        self.style = style
        self._rows: dict[int, tuple[_RowTexts, ...]] = {}
        self._known: dict[_Key, float] = {}
        self._measured: dict[_Key, float] = {}

    def of(self, flow: Flow, sizing: Sizing, width: float) -> float:
        """A height in points that a flow has at least when it is set in a sizing, for a width in points.

        It is 0 for a picture or chart, which may become lower, and for a drawing, which may become text.
        """
        if not isinstance(flow, Table | Paragraphs):
            return 0.0
        # An attempt asks for each flow twice, and most sizings differ in what other flows of the topic look like.
        key = _key(flow, sizing, width)
        if key not in self._known:
            self._known[key] = self._of(flow, sizing, width)
        return self._known[key]

    def on_one_page(self, flow: Flow, sizing: Sizing, width: float) -> float:
        """The same for a flow that must not go on on another page: its height, if that has been measured."""
        measured = self._measured.get(_key(flow, sizing, width)) if isinstance(flow, Table) else None
        return self.of(flow, sizing, width) if measured is None else measured

    def add(self, table: Flow, sizing: Sizing, width: float, height: float) -> None:
        """Add the height that a table was measured to have.

        Args:
            table: The table.
            sizing: The sizes of its texts and margins.
            width: Its width in points.
            height: Its height in points.
        """
        self._measured[_key(table, sizing, width)] = height

    def _of(self, flow: Table | Paragraphs, sizing: Sizing, width: float) -> float:
        if isinstance(flow, Table):
            return self._of_table(flow, sizing, width)
        inset = 2 * flow.inset
        least = inset + (RULE_SPACE if flow.rule else 0.0)
        return least + sum([self._of_paragraph(each, sizing, width - inset) for each in flow.paragraphs])

    def _of_paragraph(self, paragraph: Paragraph, sizing: Sizing, width: float) -> float:
        if not _is_plain(paragraph):
            return 0.0
        size = sizing.text_size(paragraph.size, self.style)
        wide = paragraph.natural_width(self.style) * size / paragraph.size
        return LEAST_PITCH * size * max(1, ceil(wide / max(width + SPACE * size, 1.0)))

    def _of_table(self, table: Table, sizing: Sizing, width: float) -> float:
        # The texts of a row take an area, and the columns share the width. Whatever their widths are, one of the cells
        # is at least as high as the area divided by the width.
        rows = self._texts(table)
        found = {size for row in rows for cell in row.cells for size in cell}
        sizes = {size: sizing.cell_size(size, self.style) for size in found}
        known = not (sizing.fewer_columns or sizing.folded_columns or table.shares)
        elastic = self._elastic_width(table, sizing, width, max(sizes.values(), default=0.0)) if known else 0.0
        pads = 2 * table.pad * sizing.padding
        head, *heights = [row.height(sizes, elastic) + pads for row in rows]
        totals = [row.total for row in table.rows]
        pitch = sizing.pitch_of([high for high, total in zip(heights, totals, strict=True) if not total])
        return head + sum([high if total else max(high, pitch) for high, total in zip(heights, totals, strict=True)])

    def _texts(self, table: Table) -> tuple[_RowTexts, ...]:
        if id(table) not in self._rows:
            elastic = {number for number, column in enumerate(table.columns) if not column.width}
            self._rows[id(table)] = tuple([_texts(row, elastic, self.style) for row in (table.header, *table.rows)])
        return self._rows[id(table)]

    def _elastic_width(self, table: Table, sizing: Sizing, width: float, size: float) -> float:
        """The width of texts in columns without a fixed width, and the spaces that they lose at the ends of lines."""
        fixed = sum(column.width for column in table.columns) * sizing.column_growth(self.style)
        elastic = [number for number, column in enumerate(table.columns) if not column.width]
        return width - fixed - sum(sum(table.margins(number)) for number in elastic) + len(elastic) * SPACE * size


def _key(flow: Flow, sizing: Sizing, width: float) -> _Key:
    heights = (sizing.pitch, sizing.even) if isinstance(flow, Table) else ()
    return id(flow), (*sizing.of_flow(flow), *heights), width


def _texts(row: Row, elastic: Container[int], style: Style) -> _RowTexts:
    cells, widths = set[tuple[float, ...]](), dict[float, float]()
    for number, cell in enumerate(row.cells):
        plain = [each for each in cell.paragraphs if _is_plain(each)]
        cells.add(tuple([each.size for each in plain]))
        for each in plain if number in elastic else ():
            widths[each.size] = widths.get(each.size, 0.0) + each.natural_width(style)
    return _RowTexts(frozenset(cells), widths)


def _is_plain(paragraph: Paragraph) -> bool:
    """Whether a text is enlarged as a whole, and loses no more than a space at the end of each line."""
    if paragraph.role == "block_title":
        return False
    for text, _, _, size, *_ in paragraph.runs:
        if size or "  " in text or "\u3000" in text or "\t" in text:
            return False
    return len(paragraph.runs) == 1 or "  " not in paragraph.text
