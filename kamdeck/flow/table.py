"""The table flow: rows of cells below a header, their heights, and splitting between or inside rows."""

from collections.abc import Callable, Sequence
from dataclasses import field, replace
from functools import cached_property, partial
from typing import Literal

from kamdeck.dataclass import dataclass
from kamdeck.flow.column_widths import (
    IN_REPORT,
    ON_SLIDES,
    ROOM,
    CellTexts,
    Column,
    ColumnWidths,
    content_widths,
    divide_width,
    longest_word,
    with_fewest_lines,
)
from kamdeck.flow.style import Style
from kamdeck.flow.table_measures import Measured
from kamdeck.flow.table_rows import Cell, Row, cut_cells
from kamdeck.flow.text import Paragraph, height_of, lines_of

GAP = 12.0
"""The distance between the texts of two columns, in points.

The outer edges of a table without a grid have no margin.
"""
FACING_GAP = 6.0
"""Additional distance, in points, between right-aligned numbers and a left-aligned column behind them."""
PAD = 3.0
"""The margin above and below the text of a cell, in points."""
STYLE_PAD = 2.0
"""The part of that margin which a report's style for text in cells has; the cells have the rest."""
MOST_ROWS_WEIGHED = 40
"""Of tables with more rows, some that stand for all of them decide about the widths, which takes less time."""
TALLEST_HEADER = 160.0
"""A header row that is taller, in points, is not repeated on every page but treated as the first row."""
EMPTY_HEADER = 20.0
"""The height in points of the empty header that is left then; no program draws a lower row."""
WORTH_CUTTING, TALLEST_ROW = 0.6, 300.0
"""A row that is taller than a page, and than `TALLEST_ROW` points, begins on the current page, where it is cut, if the
rows above it fill at most the part `WORTH_CUTTING` of the page."""
LONG_WORD, USUAL_WORD = 0.25, 160.0
"""The greatest width at which words stay whole: a part of the table's width, or this width in points if it is more."""

Rules = Literal["headed", "rows", "none"]
"""The rules of a table: below its header and between rows, between rows only, or none."""


def _filled_margins(filled: Sequence[bool], column: int) -> tuple[float, float]:
    """The margins of a column among filled and other ones: at the edges of a filled area, and between its columns."""
    if not filled[column]:
        return 0.0, 0.0
    joined = column > 0 and filled[column - 1]
    ends = column == len(filled) - 1 or not filled[column + 1]
    return GAP / 3 if joined else GAP / 2, GAP / 2 if ends else 0.0


@dataclass(frozen=True)
class Table:
    """Rows below a header row, which is repeated on every page.

    `grid` separates cells by white lines and gives them margins, as in heat maps; otherwise thin rules separate the
    rows. `shares` are the columns' parts of the width, once known, so that a continued table keeps its columns. `pad`
    is the margin above and below the text of cells, in points. `rules` are those of a table with a header; with
    "rows", the first row is a row like the others; with "none" there are no rules, and only filled columns have
    margins. `gap` is the distance of texts in neighbouring columns, in points. `alt` is the alternative text.
    `row_height` replaces the least heights of all rows but the header and totals, in points. Tables `in_report` keep
    dates whole; those of `own_size` have text in another size than the brand's tables. With `top`, texts begin there.
    """

    columns: tuple[Column, ...]
    header: Row
    rows: tuple[Row, ...]
    alt: str = ""
    grid: bool = False
    keep_with_next: bool = False
    shares: tuple[float, ...] = ()
    pad: float = PAD
    rules: Rules = "headed"
    gap: float = GAP
    row_height: float | None = None
    top: bool = False
    in_report: bool = False
    own_size: bool = False
    # Measurements, which are no part of the table's value: equal tables stay equal. A table that differs from this one
    # only in the heights of its rows shares what was measured of the cells, whichever of the two is asked first.
    _measured: Measured = field(default_factory=Measured, init=False, compare=False, repr=False)
    _heights: dict[float, tuple[float, ...]] = field(default_factory=dict, init=False, compare=False, repr=False)

    def widths(self, width: float, style: Style) -> tuple[float, ...]:
        """The widths of the columns in points; they add up to `width`."""
        if self.shares:
            return tuple(share * width for share in self.shares)
        if width not in self._measured.widths:
            self._measured.widths[width] = self._divide(width, style)
        return self._measured.widths[width]

    def inner_widths(self, width: float, style: Style) -> tuple[float, ...]:
        """The widths of the columns without their margins, in points."""
        pairs = zip(self.widths(width, style), self._margins, strict=True)
        return tuple([wide - left - right for wide, (left, right) in pairs])

    @property
    def has_header(self) -> bool:
        """Whether the header has any text."""
        return any(cell.text for cell in self.header.cells)

    def content_widths(self, style: Style) -> Sequence[ColumnWidths]:
        """The content widths of each column; those of a fixed column are all equal."""
        known = self._measured.contents
        if not known:
            known.extend(
                ColumnWidths(*[self._fixed(number, style)] * 4) if column.width else self._content(number, style)
                for number, column in enumerate(self.columns)
            )
        return known

    def _content(self, column: int, style: Style) -> ColumnWidths:
        cells = (paragraph for row in self.rows for paragraph in row.cells[column].paragraphs)
        header = self.header.cells[column].paragraphs
        return content_widths(header, cells, style, in_report=self.in_report).with_margins(sum(self.margins(column)))

    def _fixed(self, column: int, style: Style) -> float:
        """The width of a fixed column in points: the one that it was given, or more where a word is wider."""
        measure = Paragraph.longest_stretch if self.in_report else longest_word
        return max(self.columns[column].width, self._widest(column, measure, style))

    def _divide(self, width: float, style: Style) -> tuple[float, ...]:
        # Longest words are kept whole at first; where these do not fit, text breaks wherever lines may end.
        shorter = [partial(self._widths_of, each, style) for each in (IN_REPORT if self.in_report else ON_SLIDES)]
        contents = self.content_widths(style)
        widths = divide_width(width, self.columns, contents, shorter)
        breaks = any(wide < each.cell_content for wide, each in zip(widths, contents, strict=True))
        # The columns of a matrix are equal.
        if not breaks or self.grid:
            return widths
        # A fixed column, and one that keeps words or names whole, keeps that width; in reports names may be broken.
        least = [
            wide if column.width else min(wide, each.min_content if self.in_report else each.name_content * ROOM)
            for column, wide, each in zip(self.columns, widths, contents, strict=True)
        ]
        weighed = self.rows[:: -(-len(self.rows) // MOST_ROWS_WEIGHED) or 1]
        texts = [self._texts_of(row, style) for row in (self.header, *weighed)]
        return with_fewest_lines(widths, least, texts, in_report=self.in_report)

    def _texts_of(self, row: Row, style: Style) -> list[CellTexts]:
        texts = [[each.natural_width(style) for each in cell.paragraphs] for cell in row.cells]
        exact = [partial(lines_of, cell.paragraphs, style) if self.in_report else None for cell in row.cells]
        return list(map(CellTexts, texts, map(sum, self._margins), exact))

    def word_widths(self, style: Style) -> tuple[float, ...]:
        """The width in points at which each column starts to break words; Chinese breaks between most characters."""
        return self._widths_of(Paragraph.longest_stretch, style)

    def _widths_of(self, measured: Callable[[Paragraph, Style], float], style: Style) -> tuple[float, ...]:
        """Each column's fixed width, or the greatest measure of its paragraphs plus its margins."""
        return tuple(self._width_of(number, measured, style) for number in range(len(self.columns)))

    def _width_of(self, column: int, measured: Callable[[Paragraph, Style], float], style: Style) -> float:
        if self.columns[column].width:
            return self.content_widths(style)[column].min_content
        return self._widest(column, measured, style)

    def _widest(self, column: int, measured: Callable[[Paragraph, Style], float], style: Style) -> float:
        cells = [row.cells[column] for row in (self.header, *self.rows)]
        widths = [measured(each, style) for cell in cells for each in cell.paragraphs]
        return max(widths, default=0.0) + sum(self.margins(column))

    def margins(self, column: int) -> tuple[float, float]:
        """The left and right margin of a column's cells, in points."""
        return self._margins[column]

    @cached_property
    def _margins(self) -> tuple[tuple[float, float], ...]:
        # The cells of a grid are coloured, so their texts need a margin on every side.
        if self.grid:
            return ((self.gap / 3, self.gap / 3),) * len(self.columns)
        last = len(self.columns) - 1
        if self.rules == "none":
            rows = (self.header, *self.rows)
            filled = [any(row.fill or row.cells[column].fill for row in rows) for column in range(last + 1)]
            return tuple(_filled_margins(filled, column) for column in range(last + 1))
        return tuple(
            (self.gap / 2 + FACING_GAP * self._faces(column) if column else 0.0, self.gap / 2 if column < last else 0.0)
            for column in range(len(self.columns))
        )

    def _faces(self, column: int) -> bool:
        """Whether right-aligned numbers end where this left-aligned column begins."""
        return self.columns[column - 1].align == "right" and self.columns[column].align == "left"

    @cached_property
    def text_lengths(self) -> tuple[int, ...]:
        """The number of characters in each row; the header is the first."""
        return tuple([sum(len(cell.text) for cell in row.cells) for row in (self.header, *self.rows)])

    def heights(self, width: float, style: Style) -> tuple[float, ...]:
        """The height of each row in points; the header is the first."""
        if width not in self._heights:
            rows, pads = zip(self._least_heights, self._text_heights(width, style), strict=True), 2 * self.pad
            self._heights[width] = tuple([max(least, tall + pads) for least, tall in rows])
        return self._heights[width]

    @property
    def _least_heights(self) -> tuple[float, ...]:
        rows, every = (self.header, *self.rows), self.row_height
        if every is None:
            return tuple([row.height for row in rows])
        return (self.header.height, *[row.height if row.total else every for row in self.rows])

    def row_heights(self, width: float, style: Style) -> tuple[float, ...]:
        """The heights of the rows below the header in points, without rows of totals."""
        heights = self.heights(width, style)[1:]
        return tuple(height for row, height in zip(self.rows, heights, strict=True) if not row.total)

    def _text_heights(self, width: float, style: Style) -> tuple[float, ...]:
        """The height of each row's tallest text, without the margins above and below."""
        known = self._measured.texts
        if width not in known:
            inner_widths = self.inner_widths(width, style)
            cells = [zip(row.cells, inner_widths, strict=True) for row in (self.header, *self.rows)]
            known[width] = tuple(
                [max([height_of(cell.paragraphs, wide, style, "cell") for cell, wide in each]) for each in cells]
            )
        return known[width]

    def framed_heights(self, width: float, style: Style) -> tuple[float, ...]:
        """The height of each row in points, the header first, where lines have the pitch of a text frame."""
        inner = self.inner_widths(width, style)
        cells = [zip(row.cells, inner, strict=True) for row in (self.header, *self.rows)]
        texts = [max(height_of(cell.paragraphs, wide, style) for cell, wide in each) for each in cells]
        return tuple([max(least, tall + 2 * self.pad) for least, tall in zip(self._least_heights, texts, strict=True)])

    def with_row_height(self, height: float) -> "Table":
        """The table with rows at least so high, in points; rows of totals keep their height."""
        return self._with_heights(row_height=height)

    def with_pad(self, pad: float) -> "Table":
        """The table with other margins above and below the text of its cells, in points."""
        return self._with_heights(pad=pad)

    def _with_heights(self, **changed: float) -> "Table":
        # All but the heights is shared, which `replace` would check and measure again for each attempt to fill a page.
        other = object.__new__(Table)
        vars(other).update(vars(self), _heights={}, **changed)
        return other

    def _with_own_heights(self) -> "Table":
        """The same table with the least height of each row in the row, where rows get different ones."""
        heights = self._least_heights[1:]
        rows = tuple(row._replace(height=least) for row, least in zip(self.rows, heights, strict=True))
        return replace(self, rows=rows, row_height=None)

    def with_paragraphs(self, change: Callable[[Paragraph], Paragraph], factor: float) -> "Table":
        """The table with each paragraph changed, and its fixed columns wider by a factor."""

        def changed(row: Row) -> Row:
            # Made anew: `_replace` takes three times as long, and a table has hundreds of cells.
            cells = [Cell(tuple(map(change, cell.paragraphs)), cell.fill, cell.outline) for cell in row.cells]
            return Row(tuple(cells), row.total, row.fill, row.height)

        columns = tuple(column._replace(width=column.width * factor) for column in self.columns)
        return replace(self, columns=columns, header=changed(self.header), rows=tuple(map(changed, self.rows)))

    @property
    def least_column(self) -> int | None:
        """The number of the column with the highest rank, the last of several; None if none has a rank."""
        ranks = [column.rank for column in self.columns]
        return len(ranks) - 1 - ranks[::-1].index(max(ranks)) if any(ranks) else None

    def without_least_column(self) -> "Table":
        """The table without its least important column; the same table if none of its columns has a rank."""
        least = self.least_column
        if least is None:
            return self

        def shorter(row: Row) -> Row:
            return row._replace(cells=(*row.cells[:least], *row.cells[least + 1 :]))

        columns = (*self.columns[:least], *self.columns[least + 1 :])
        header, rows = shorter(self.header), tuple(map(shorter, self.rows))
        # The shares of a continued table are those of all its columns.
        return replace(self, columns=columns, header=header, rows=rows, shares=())

    def breaks_words(self, width: float, style: Style) -> bool:
        """Whether a table of a width in points has to break words, names or dates.

        With `shares`, this is asked of each column, otherwise of all columns together, which can still be divided.
        """
        if self.shares:
            return any(
                paragraph.longest_stretch(style) > inner
                for column, inner in enumerate(self.inner_widths(width, style))
                for row in (self.header, *self.rows)
                for paragraph in row.cells[column].paragraphs
            )
        return sum(column.name_content for column in self.content_widths(style)) > width

    def breaks_long_words(self, width: float, style: Style) -> bool:
        """Whether a table of a width in points has to break long words, such as German compounds.

        Words beyond `LONG_WORD` and `USUAL_WORD` break in any case, and do not count.
        """
        longest, total, left = max(width * LONG_WORD, USUAL_WORD), 0.0, len(self.columns)
        for number in range(left):
            # The remaining columns are wide enough for any word; measuring the longest words of each takes long.
            if total + (left - number) * longest <= width:
                return False
            total += min(self._width_of(number, Paragraph.longest_stretch, style), longest)
        return total > width

    def has_longer_text(self, lines: int, width: float, style: Style) -> bool:
        """Whether a text below the header has more than some lines."""
        widths, typeface = self.inner_widths(width, style), style.typeface
        cells = (each for row in self.rows for each in zip(row.cells, widths, strict=True))
        texts = ((paragraph, wide) for cell, wide in cells for paragraph in cell.paragraphs)
        return any(len(paragraph.lines(wide, typeface)) > lines for paragraph, wide in texts)

    def height(self, width: float, style: Style) -> float:
        """The height of the header and all rows, in points."""
        return sum(self.heights(width, style))

    def split(self, height: float, width: float, style: Style) -> tuple["Table | None", "Table | None"]:
        """The rows that fit below the header, and the others below the same header. A row that is taller than a page is
        cut.

        None is the part that does not exist.
        """
        head, *rows = self.heights(width, style)
        # A table that fits as a whole keeps its header, however tall.
        if head > TALLEST_HEADER and head + sum(rows) > height:
            return self._with_header_as_row(width, style).split(height, width, style)
        used, fitting = head, 0
        while fitting < len(rows) and used + rows[fitting] <= height + 0.01:
            used += rows[fitting]
            fitting += 1
        if fitting == len(rows):
            return self, None
        if not fitting:
            return self._cut_first_row(height - head, width, style)
        top, bottom = self._divided(self.rows[:fitting], self.rows[fitting:], width, style)
        # A row that no page holds has to be cut, so it begins where much of this one is free.
        if rows[fitting] > max(height - head, TALLEST_ROW) and used <= height * WORTH_CUTTING:
            first, rest = bottom._cut_first_row(height - used, width, style)
            own = top._with_own_heights()
            return (replace(own, rows=(*own.rows, *first.rows)), rest) if first else (top, bottom)
        return top, bottom

    def _with_header_as_row(self, width: float, style: Style) -> "Table":
        """The table with its header as the first row: a very tall header that is repeated would leave no space for
        rows.
        """
        empty = Row(tuple(Cell(()) for _ in self.columns), height=EMPTY_HEADER)
        rows = (Row(self.header.cells), *self._with_own_heights().rows)
        return replace(self, header=empty, rows=rows, row_height=None, shares=self._shares(width, style))

    def _shares(self, width: float, style: Style) -> tuple[float, ...]:
        """The columns' parts of the width."""
        return tuple(part / width for part in self.widths(width, style))

    def _cut_first_row(self, height: float, width: float, style: Style) -> tuple["Table | None", "Table | None"]:
        """The first row's cells cut at a height; what is left of them makes a row on the next page."""
        if height <= 2 * self.pad:
            return None, self
        inner = self.inner_widths(width, style)
        parts = cut_cells(self.rows[0].cells, inner, height - 2 * self.pad, style)
        if parts is None:
            return None, self
        # The minimum height holds for the row as a whole, not for each of its parts.
        row, *following = self._with_own_heights().rows
        first_row, rest_row = (row._replace(cells=cells, height=0.0) for cells in parts)
        shared = replace(self, row_height=None, shares=self._shares(width, style))
        return replace(shared, rows=(first_row,)), replace(shared, rows=(rest_row, *following))

    def _divided(
        self, first: tuple[Row, ...], rest: tuple[Row, ...], width: float, style: Style
    ) -> tuple["Table", "Table"]:
        """Two tables of some rows each, with the same columns."""
        # Both parts keep the columns of the whole table, which their own content would divide differently.
        shares = self._shares(width, style)
        top, bottom = replace(self, rows=first, shares=shares), replace(self, rows=rest, shares=shares)
        # A long table is split at every page. Measuring the remaining rows again each time would be quadratic.
        texts, heights = self._text_heights(width, style), self.heights(width, style)
        cut = len(first) + 1
        top._measured.texts[width], top._heights[width] = texts[:cut], heights[:cut]
        bottom._measured.texts[width] = (texts[0], *texts[cut:])
        bottom._heights[width] = (heights[0], *heights[cut:])
        return top, bottom

    @property
    def texts(self) -> tuple[str, ...]:
        """Every text of the table, in reading order."""
        every = (each for row in (self.header, *self.rows) for cell in row.cells for each in cell.paragraphs)
        return tuple(each.text for each in every if each.text)
