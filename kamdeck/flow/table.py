"""The table flow: column widths from the content of cells, row heights, and splitting between or inside rows.

Widths are found as in CSS's automatic table layout: every column has a minimum and a maximum content width, and the
space between is divided among them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import NamedTuple

from kamdeck.flow.style import Style
from kamdeck.flow.text import Align, Paragraph, height_of, split_paragraphs
from kamdeck.text.measure import Typeface
from kamdeck.text.no_break import bound, no_break_spans

GAP = 12.0
"""The distance between the texts of two columns, in points. The outer edges of a table without a grid have no margin.
"""
FACING_GAP = 6.0
"""Additional distance, in points, between right-aligned numbers and a left-aligned column behind them."""
PAD = 3.0
"""The margin above and below the text of a cell, in points."""
TIGHT_PAD = 1.2
"""The same in a table that would otherwise continue on another page for a few rows."""


class Cell(NamedTuple):
    """The paragraphs of a cell; `fill` and `outline` are roles for its background and a border of its own."""

    paragraphs: tuple[Paragraph, ...]
    fill: str = ""
    outline: str = ""

    @property
    def text(self) -> str:
        """The cell's text, a line for each paragraph."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs)


class Row(NamedTuple):
    """A row with a cell for each column; `total` marks a row of totals, `height` is its minimum in points."""

    cells: tuple[Cell, ...]
    total: bool = False
    fill: str = ""
    height: float = 0.0


class Column(NamedTuple):
    """How a column is set: `width` fixes it, in points; otherwise `share` is its part of the width left over."""

    align: Align = "left"
    width: float = 0.0
    share: float = 0.0


class ColumnWidths(NamedTuple):
    """The content widths of a column in points, with its margins.

    `min_content` breaks no word, and no cell that is short enough to stay whole. `name_content` breaks no name or date
    either. `cell_content` sets each cell on one line, `max_content` the header as well.
    """

    min_content: float
    cell_content: float
    max_content: float
    name_content: float


@dataclass(frozen=True)
class Table:
    """Rows below a header row, which is repeated on every page.

    `grid` separates cells by white lines and gives them margins, as in heat maps; otherwise thin rules separate the
    rows. `shares` are the columns' parts of the width, once known, so that a continued table keeps its columns. `pad`
    is the margin above and below the text of cells, in points. `alt` is the alternative text.
    """

    columns: tuple[Column, ...]
    header: Row
    rows: tuple[Row, ...]
    alt: str = ""
    grid: bool = False
    keep_with_next: bool = False
    shares: tuple[float, ...] = ()
    pad: float = PAD
    _content_widths: list[ColumnWidths] = field(default_factory=list, init=False, compare=False, repr=False)
    _cached: dict[tuple[str, float], tuple[float, ...]] = field(
        default_factory=dict, init=False, compare=False, repr=False
    )

    def widths(self, width: float, style: Style) -> tuple[float, ...]:
        """The widths of the columns in points; they add up to `width`."""
        if self.shares:
            return tuple(share * width for share in self.shares)
        if ("widths", width) not in self._cached:
            self._cached["widths", width] = _solved_widths(self, width, style)
        return self._cached["widths", width]

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
        if not self._content_widths:
            self._content_widths.extend(
                ColumnWidths(*[column.width] * 4) if column.width else _measured(self, number, style)
                for number, column in enumerate(self.columns)
            )
        return self._content_widths

    def word_widths(self, style: Style) -> tuple[float, ...]:
        """The width in points at which each column starts to break words; Chinese breaks between most characters."""
        return self._widths_of(Paragraph.longest_stretch, style)

    def _widths_of(self, measured: Callable[[Paragraph, Style], float], style: Style) -> tuple[float, ...]:
        """Each column's fixed width, or the greatest measure of its paragraphs plus its margins."""
        return tuple(
            column.width
            or max(measured(each, style) for row in (self.header, *self.rows) for each in row.cells[number].paragraphs)
            + sum(self.margins(number))
            for number, column in enumerate(self.columns)
        )

    def margins(self, column: int) -> tuple[float, float]:
        """The left and right margin of a column's cells, in points."""
        return self._margins[column]

    @cached_property
    def _margins(self) -> tuple[tuple[float, float], ...]:
        if self.grid:
            return ((4.0, 4.0),) * len(self.columns)
        last = len(self.columns) - 1
        return tuple(
            (GAP / 2 + FACING_GAP * self._faces(column) if column else 0.0, GAP / 2 if column < last else 0.0)
            for column in range(len(self.columns))
        )

    def _faces(self, column: int) -> bool:
        """Whether right-aligned numbers end where this left-aligned column begins."""
        return self.columns[column - 1].align == "right" and self.columns[column].align == "left"

    def heights(self, width: float, style: Style) -> tuple[float, ...]:
        """The height of each row in points; the header is the first."""
        if ("all", width) not in self._cached:
            rows = zip((self.header, *self.rows), self._natural_heights(width, style), strict=True)
            self._cached["all", width] = tuple(max(row.height, tall) for row, tall in rows)
        return self._cached["all", width]

    def _natural_heights(self, width: float, style: Style) -> tuple[float, ...]:
        """The height of each row's tallest cell, with the margins above and below."""
        if ("natural", width) not in self._cached:
            inner_widths = self.inner_widths(width, style)
            self._cached["natural", width] = tuple(
                max(
                    height_of(cell.paragraphs, wide, style, "cell")
                    for cell, wide in zip(row.cells, inner_widths, strict=True)
                )
                + 2 * self.pad
                for row in (self.header, *self.rows)
            )
        return self._cached["natural", width]

    def with_row_height(self, height: float) -> "Table":
        """The table with rows at least so high, in points; rows of totals keep their height."""
        rows = tuple(row if row.total else row._replace(height=height) for row in self.rows)
        cached = {key: value for key, value in self._cached.items() if key[0] != "all"}
        return self._sharing(replace(self, rows=rows), cached)

    def tightened_height(self, width: float, style: Style) -> float:
        """The height that `tightened` would have, found without building it."""
        natural = self._natural_heights(width, style)
        return sum(natural) - 2 * (self.pad - TIGHT_PAD) * len(natural)

    def tightened(self) -> "Table":
        """The table with the smallest margins and no minimum heights."""
        rows = tuple(row._replace(height=0.0) for row in self.rows)
        cached = {
            key: tuple(tall - 2 * (self.pad - TIGHT_PAD) for tall in heights) if key[0] == "natural" else heights
            for key, heights in self._cached.items()
            if key[0] != "all"
        }
        return self._sharing(replace(self, rows=rows, pad=TIGHT_PAD), cached)

    def _sharing(self, other: "Table", cached: dict[tuple[str, float], tuple[float, ...]]) -> "Table":
        """Another table of the same cells, which takes over this one's measurements."""
        other._cached.update(cached)
        return other

    def height(self, width: float, style: Style) -> float:
        """The height of the header and all rows, in points."""
        return sum(self.heights(width, style))

    def split(self, height: float, width: float, style: Style) -> tuple["Table | None", "Table | None"]:
        """The rows that fit below the header, and the others below the same header. A row that is taller than a page is
        cut.

        None is the part that does not exist.
        """
        head, *rows = self.heights(width, style)
        if head > TALLEST_HEADER and head + sum(rows) > height:
            return self._with_header_as_row(width, style).split(height, width, style)
        used, fitting = head, 0
        while fitting < len(rows) and used + rows[fitting] <= height + 0.01:
            used += rows[fitting]
            fitting += 1
        if fitting == len(rows):
            return self, None
        if fitting:
            return self._divided(self.rows[:fitting], self.rows[fitting:], width, style)
        return self._cut_first_row(height - head, width, style)

    def _with_header_as_row(self, width: float, style: Style) -> "Table":
        """The table with its header as the first row: a very tall header that is repeated would leave no space for
        rows.
        """
        empty = Row(tuple(Cell(()) for _ in self.columns), height=EMPTY_HEADER)
        rows = (Row(self.header.cells), *self.rows)
        return replace(self, header=empty, rows=rows, shares=self._shares(width, style))

    def _shares(self, width: float, style: Style) -> tuple[float, ...]:
        """The columns' parts of the width."""
        return tuple(part / width for part in self.widths(width, style))

    def _cut_first_row(self, height: float, width: float, style: Style) -> tuple["Table | None", "Table | None"]:
        """The first row's cells cut at a height; what is left of them makes a row on the next page."""
        if height <= 2 * self.pad:
            return None, self
        widths = self.widths(width, style)
        tops: list[Cell] = []
        rests: list[Cell] = []
        for number, cell in enumerate(self.rows[0].cells):
            left, right = self.margins(number)
            first, rest = split_paragraphs(
                cell.paragraphs, widths[number] - left - right, height - 2 * self.pad, style, "cell"
            )
            if rest and not first and cell.text:
                return None, self
            tops.append(cell._replace(paragraphs=first))
            rests.append(cell._replace(paragraphs=rest))
        first_row = self.rows[0]._replace(cells=tuple(tops), height=0.0)
        rest_row = self.rows[0]._replace(cells=tuple(rests), height=0.0)
        return self._divided((first_row,), (rest_row, *self.rows[1:]), width, style)

    def _divided(
        self, first: tuple[Row, ...], rest: tuple[Row, ...], width: float, style: Style
    ) -> tuple["Table", "Table"]:
        """Two tables of some rows each, with the same columns."""
        shares = self._shares(width, style)
        top, bottom = replace(self, rows=first, shares=shares), replace(self, rows=rest, shares=shares)
        if len(first) + len(rest) != len(self.rows):
            return top, bottom
        # A long table is parted at every page: no part's rows are measured, or even looked at, again.
        cached = {"natural": self._natural_heights(width, style), "all": self.heights(width, style)}
        cut = len(first) + 1
        return (
            self._sharing(top, {(of, width): heights[:cut] for of, heights in cached.items()}),
            self._sharing(bottom, {(of, width): (heights[0], *heights[cut:]) for of, heights in cached.items()}),
        )

    @property
    def texts(self) -> tuple[str, ...]:
        """Every text of the table, in reading order."""
        cells = (cell for row in (self.header, *self.rows) for cell in row.cells)
        return tuple(each.text for cell in cells for each in cell.paragraphs if each.text)


def _solved_widths(table: Table, width: float, style: Style) -> tuple[float, ...]:
    """Divide a width among the columns by their content.

    If even the shortest forms are too wide, words break. Otherwise each column gets its minimum, names and dates are
    made whole while there is space, and the rest goes first to cells and then to headers that need several lines.
    """
    least = [each.min_content for each in table.content_widths(style)]
    ideal = [each.max_content for each in table.content_widths(style)]
    unbroken = least
    for measured in (_longest_word, Paragraph.longest_stretch):
        if sum(least) > width:
            unbroken = least
            least = [min(pair) for pair in zip(least, table._widths_of(measured, style), strict=True)]
    if sum(least) > width:
        return _compressed(table, width, least)
    least = _restored(least, unbroken, width)
    least = _raised(
        least,
        [max(low, each.name_content) for low, each in zip(least, table.content_widths(style), strict=True)],
        width,
    )
    cells = [max(low, each.cell_content) for low, each in zip(least, table.content_widths(style), strict=True)]
    for low, goal in ((least, cells), (cells, ideal)):
        if sum(goal) > width:
            # The root keeps one very long text from starving the others.
            weights = [max(high - least, 0.0) ** 0.5 for least, high in zip(low, goal, strict=True)]
            return _distributed(low, weights, width - sum(low), goal)
    shares = [column.share for column in table.columns]
    if not any(shares):
        shares = [0.0 if column.width else high for column, high in zip(table.columns, ideal, strict=True)]
    elastic = [not column.width for column in table.columns]
    extra = min(MOST_SPARE, (width - sum(ideal)) / 2 / (sum(elastic) or 1))
    widened = [high + extra * grows for high, grows in zip(ideal, elastic, strict=True)]
    left, total = width - sum(widened), sum(shares) or 1.0
    return tuple(high + left * share / total for high, share in zip(widened, shares, strict=True))


def _restored(least: list[float], whole: list[float], width: float) -> list[float]:
    """Column widths with those of names and dates `whole` again, as far as all other columns stay readable."""
    restored = [max(low, min(high, READABLE)) for low, high in zip(least, whole, strict=True)]
    return least if sum(restored) > width else _raised(restored, whole, width)


def _raised(low: list[float], whole: list[float], width: float) -> list[float]:
    """Column widths with those of names and dates `whole`: as many columns as the width allows, the cheapest first."""
    raised, spare = list(low), width - sum(low)
    for number in sorted(range(len(whole)), key=lambda number: whole[number] - low[number]):
        lack = whole[number] - low[number]
        if lack <= spare and whole[number] <= WIDEST_NAME:
            raised[number], spare = whole[number], spare - lack
    return raised


def _compressed(table: Table, width: float, least: list[float]) -> tuple[float, ...]:
    """Column widths where not even the longest words fit: all elastic columns shrink by the same factor."""
    elastic = [0.0 if column.width else low for column, low in zip(table.columns, least, strict=True)]
    fixed = sum(column.width for column in table.columns)
    factor = max(width - fixed, 1.0) / (sum(elastic) or 1.0)
    return tuple(column.width or low * factor for column, low in zip(table.columns, elastic, strict=True))


def _distributed(least: list[float], weights: list[float], spare: float, ideal: list[float]) -> tuple[float, ...]:
    """Divide the spare width by weights; no column gets more than its ideal width."""
    widths = list(least)
    open_columns = [number for number, weight in enumerate(weights) if weight > 0]
    while open_columns and spare > 0.01:
        total = sum(weights[number] for number in open_columns)
        step = {number: spare * weights[number] / total for number in open_columns}
        spare = 0.0
        for number, extra in step.items():
            taken = min(extra, ideal[number] - widths[number])
            widths[number] += taken
            spare += extra - taken
        open_columns = [number for number in open_columns if ideal[number] - widths[number] > 0.01]
    if spare > 0:
        widths[-1] += spare
    return tuple(widths)


def _measured(table: Table, column: int, style: Style) -> ColumnWidths:
    """The content widths of a column, with its margins."""
    least = cells = whole = names = 0.0
    for row in (table.header, *table.rows):
        head = row is table.header
        for paragraph in row.cells[column].paragraphs:
            natural = paragraph.natural_width(style)
            low = name = natural
            if head or natural > UNBROKEN_CELL:
                low, name = _longest_word(paragraph, style), 0.0 if head else _longest_name(paragraph, style)
            wanted = low if head and natural <= LONG_HEADER else natural
            least, cells, whole, names = max(least, low), max(cells, wanted), max(whole, natural), max(names, name)
    margins = sum(table.margins(column)) + 1.0
    return ColumnWidths(least + margins, cells * 1.03 + margins, whole * 1.03 + margins, max(least, names) + margins)


def _longest_word(paragraph: Paragraph, style: Style) -> float:
    """The width of a paragraph's longest word, at most LONGEST_WORD."""
    bold = any(run.bold for run in paragraph.runs)
    return paragraph.indent + min(_widest(style.typeface, paragraph.text, paragraph.size, bold) * 1.03, LONGEST_WORD)


def _longest_name(paragraph: Paragraph, style: Style) -> float:
    """The same for the longest of its words and no-break spans."""
    bold = any(run.bold for run in paragraph.runs)
    return paragraph.indent + min(
        _widest_name(style.typeface, paragraph.text, paragraph.size, bold) * 1.03, LONGEST_WORD
    )


@lru_cache(maxsize=8192)
def _widest_name(typeface: Typeface, text: str, size: float, bold: bool) -> float:
    return _widest(typeface, bound(text, no_break_spans(text)), size, bold)


@lru_cache(maxsize=8192)
def _widest(typeface: Typeface, text: str, size: float, bold: bool) -> float:
    """The width of the wider of a text's two longest words."""
    words = sorted(text.replace("\n", " ").split(" "), key=len)[-2:]
    return max(typeface.width(word, size, bold) for word in words)


UNBROKEN_CELL = 76.0
"""A cell up to this wide, in points, such as a date or a name, stays on one line while there is space."""
LONG_HEADER = 150.0
"""A header cell up to this wide, in points, is broken before any cell is."""
TALLEST_HEADER = 160.0
"""A header row that is taller, in points, is not repeated on every page but treated as the first row."""
EMPTY_HEADER = 20.0
"""The height in points of the empty header that is left then; no program draws a lower row."""
MOST_SPARE = 30.0
"""The most spare width, in points, that each column gets before the rest goes by shares."""
READABLE = 60.0
"""The width in points that every column keeps before those of names and dates are made whole."""
WIDEST_NAME = 102.0
"""The greatest width, in points, of a column of names or dates; anything wider is prose, which may be broken."""
LONGEST_WORD = 107.0
"""The widest word or Chinese date, in points, that is kept whole at the expense of other columns."""
