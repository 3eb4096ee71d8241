"""The table flow: rows of cells under a header, column widths, row heights, the split between or inside rows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import NamedTuple

from kamdeck.compound_words import no_break_spans
from kamdeck.flow.style import Style
from kamdeck.flow.text import Align, Paragraph, height_of, split_paragraphs
from kamdeck.text.measure import Typeface
from kamdeck.text.no_break import joined

GAP = 12.0
"""Points between the texts of two columns; the outer edges of a plain table are flush."""
FACING = 6.0
"""What is added, in points, between numbers on the right of their column and texts on the left of the next."""
PAD = 3.0
"""Points above and below a cell's text."""
TIGHT = 1.2
"""The same in a table that would go on to another page by a few rows."""


class Cell(NamedTuple):
    """A cell's paragraphs; `fill` tints it, `outline` draws a border of its own (both roles)."""

    paragraphs: tuple[Paragraph, ...]
    fill: str = ""
    outline: str = ""

    @property
    def text(self) -> str:
        """The cell's words."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs)


class Row(NamedTuple):
    """A row of cells, one a column; `total` rules it off and `height` is its least, in points."""

    cells: tuple[Cell, ...]
    total: bool = False
    fill: str = ""
    height: float = 0.0


class Column(NamedTuple):
    """How a column is set; a `width` in points fixes it, a `share` (of what is left) makes it elastic."""

    align: Align = "left"
    width: float = 0.0
    share: float = 0.0


class ColumnWidths(NamedTuple):
    """Widths of a column, in points: the least, that of its longest cell on one line, and with its head on one line.

    `names` is the least in which no name is parted, nor anything else that stays on one line.
    """

    least: float
    cells: float
    whole: float
    names: float


@dataclass(frozen=True)
class Table:
    """Rows under one header row, which every page repeats.

    `grid` sets cells apart by white lines and insets them, as heat maps want; else thin rules stand between rows.
    `shares` are the columns' parts of the width once settled, so that a continued table keeps its columns; `pad` are
    the points that stand free above and below a cell's text.
    """

    columns: tuple[Column, ...]
    header: Row
    rows: tuple[Row, ...]
    alt: str = ""
    grid: bool = False
    keep: bool = False
    shares: tuple[float, ...] = ()
    pad: float = PAD
    _wishes: list[ColumnWidths] = field(default_factory=list, init=False, compare=False, repr=False)
    _known: dict[tuple[str, float], tuple[float, ...]] = field(
        default_factory=dict, init=False, compare=False, repr=False
    )

    def widths(self, width: float, style: Style) -> tuple[float, ...]:
        """The columns' widths in points; they add up to the table's."""
        if self.shares:
            return tuple(share * width for share in self.shares)
        if ("widths", width) not in self._known:
            self._known["widths", width] = _settled(self, width, style)
        return self._known["widths", width]

    def inner(self, width: float, style: Style) -> tuple[float, ...]:
        """The columns' widths between their margins, in points."""
        pairs = zip(self.widths(width, style), self._margins, strict=True)
        return tuple([wide - left - right for wide, (left, right) in pairs])

    @property
    def headed(self) -> bool:
        """Whether the header says anything."""
        return any(cell.text for cell in self.header.cells)

    def wishes(self, style: Style) -> Sequence[ColumnWidths]:
        """What each column wants; a fixed one neither more nor less."""
        if not self._wishes:
            self._wishes.extend(
                ColumnWidths(*[column.width] * 4) if column.width else _wanted(self, number, style)
                for number, column in enumerate(self.columns)
            )
        return self._wishes

    def word_widths(self, style: Style) -> tuple[float, ...]:
        """The width below which each column breaks a word, in points; Chinese breaks between most characters."""
        return self._widths_of(Paragraph.longest_stretch, style)

    def _widths_of(self, measured: Callable[[Paragraph, Style], float], style: Style) -> tuple[float, ...]:
        """Each column's fixed width, or the greatest of what is measured of its paragraphs, with its margins."""
        return tuple(
            column.width
            or max(measured(each, style) for row in (self.header, *self.rows) for each in row.cells[number].paragraphs)
            + sum(self.margins(number))
            for number, column in enumerate(self.columns)
        )

    def margins(self, column: int) -> tuple[float, float]:
        """What a cell leaves free on its left and right, in points."""
        return self._margins[column]

    @cached_property
    def _margins(self) -> tuple[tuple[float, float], ...]:
        if self.grid:
            return ((4.0, 4.0),) * len(self.columns)
        last = len(self.columns) - 1
        return tuple(
            (GAP / 2 + FACING * self._faces(column) if column else 0.0, GAP / 2 if column < last else 0.0)
            for column in range(len(self.columns))
        )

    def _faces(self, column: int) -> bool:
        """Whether numbers end where this column's texts begin."""
        return self.columns[column - 1].align == "right" and self.columns[column].align == "left"

    def heights(self, width: float, style: Style) -> tuple[float, ...]:
        """The height of each row, the header first."""
        if ("all", width) not in self._known:
            rows = zip((self.header, *self.rows), self._natural(width, style), strict=True)
            self._known["all", width] = tuple(max(row.height, tall) for row, tall in rows)
        return self._known["all", width]

    def _natural(self, width: float, style: Style) -> tuple[float, ...]:
        """The height of each row's tallest cell, with the margins above and below."""
        if ("natural", width) not in self._known:
            inner = self.inner(width, style)
            self._known["natural", width] = tuple(
                max(
                    height_of(cell.paragraphs, wide, style, "cell") for cell, wide in zip(row.cells, inner, strict=True)
                )
                + 2 * self.pad
                for row in (self.header, *self.rows)
            )
        return self._known["natural", width]

    def aired(self, height: float) -> "Table":
        """The table with rows at least so high; the total stays close to them."""
        rows = tuple(row if row.total else row._replace(height=height) for row in self.rows)
        known = {key: value for key, value in self._known.items() if key[0] != "all"}
        return self._like(replace(self, rows=rows), known)

    def tightened_height(self, width: float, style: Style) -> float:
        """The height of the table tightened, which is not made for it."""
        natural = self._natural(width, style)
        return sum(natural) - 2 * (self.pad - TIGHT) * len(natural)

    def tightened(self) -> "Table":
        """The table with rows as low as their texts let them be."""
        rows = tuple(row._replace(height=0.0) for row in self.rows)
        known = {
            key: tuple(tall - 2 * (self.pad - TIGHT) for tall in heights) if key[0] == "natural" else heights
            for key, heights in self._known.items()
            if key[0] != "all"
        }
        return self._like(replace(self, rows=rows, pad=TIGHT), known)

    def _like(self, other: "Table", known: dict[tuple[str, float], tuple[float, ...]]) -> "Table":
        """Another table of this one's cells, which need not be measured again."""
        other._known.update(known)
        return other

    def height(self, width: float, style: Style) -> float:
        """The height of header and rows."""
        return sum(self.heights(width, style))

    def split(self, height: float, width: float, style: Style) -> tuple["Table | None", "Table | None"]:
        """The rows that fit under the header, and the rest under the same header; a row taller than any page is cut."""
        head, *rows = self.heights(width, style)
        if head > TALLEST_HEAD and head + sum(rows) > height:
            return self._headless(width, style).split(height, width, style)
        used, fitting = head, 0
        while fitting < len(rows) and used + rows[fitting] <= height + 0.01:
            used += rows[fitting]
            fitting += 1
        if fitting == len(rows):
            return self, None
        if fitting:
            return self._parted(self.rows[:fitting], self.rows[fitting:], width, style)
        return self._cut_first_row(height - head, width, style)

    def _headless(self, width: float, style: Style) -> "Table":
        """The table with its header as a first row, which is cut like any other: repeated, it would leave no room."""
        empty = Row(tuple(Cell(()) for _ in self.columns), height=EMPTY_HEAD)
        rows = (Row(self.header.cells), *self.rows)
        return replace(self, header=empty, rows=rows, shares=self._shares(width, style))

    def _shares(self, width: float, style: Style) -> tuple[float, ...]:
        """The columns' parts of a width, which keep them alike on every page."""
        return tuple(part / width for part in self.widths(width, style))

    def _cut_first_row(self, region: float, width: float, style: Style) -> tuple["Table | None", "Table | None"]:
        """The first row's cells cut where the room ends; the rest of each stands in a row on the next page."""
        if region <= 2 * self.pad:
            return None, self
        widths = self.widths(width, style)
        tops: list[Cell] = []
        rests: list[Cell] = []
        for number, cell in enumerate(self.rows[0].cells):
            left, right = self.margins(number)
            first, rest = split_paragraphs(
                cell.paragraphs, widths[number] - left - right, region - 2 * self.pad, style, "cell"
            )
            if rest and not first and cell.text:
                return None, self
            tops.append(cell._replace(paragraphs=first))
            rests.append(cell._replace(paragraphs=rest))
        first_row = self.rows[0]._replace(cells=tuple(tops), height=0.0)
        rest_row = self.rows[0]._replace(cells=tuple(rests), height=0.0)
        return self._parted((first_row,), (rest_row, *self.rows[1:]), width, style)

    def _parted(
        self, first: tuple[Row, ...], rest: tuple[Row, ...], width: float, style: Style
    ) -> tuple["Table", "Table"]:
        shares = self._shares(width, style)
        top, bottom = replace(self, rows=first, shares=shares), replace(self, rows=rest, shares=shares)
        if len(first) + len(rest) != len(self.rows):
            return top, bottom
        # A long table is parted at every page: no part's rows are measured, or even looked at, again.
        known = {"natural": self._natural(width, style), "all": self.heights(width, style)}
        cut = len(first) + 1
        return (
            self._like(top, {(of, width): heights[:cut] for of, heights in known.items()}),
            self._like(bottom, {(of, width): (heights[0], *heights[cut:]) for of, heights in known.items()}),
        )

    @property
    def texts(self) -> tuple[str, ...]:
        """Every text in it, in reading order."""
        cells = (cell for row in (self.header, *self.rows) for cell in row.cells)
        return tuple(each.text for cell in cells for each in cell.paragraphs if each.text)


def _settled(table: Table, width: float, style: Style) -> tuple[float, ...]:
    """Column widths from what the cells hold: fixed ones first, then between the longest word and the whole text."""
    least = [wish.least for wish in table.wishes(style)]
    ideal = [wish.whole for wish in table.wishes(style)]
    unmended = least
    for measured in (_longest_word, Paragraph.longest_stretch):
        if sum(least) > width:
            unmended = least
            least = [min(pair) for pair in zip(least, table._widths_of(measured, style), strict=True)]
    if sum(least) > width:
        return _squeezed(table, width, least)
    least = _mended(least, unmended, width)
    least = _raised(least, [max(low, wish.names) for low, wish in zip(least, table.wishes(style), strict=True)], width)
    cells = [max(low, wish.cells) for low, wish in zip(least, table.wishes(style), strict=True)]
    for low, goal in ((least, cells), (cells, ideal)):
        if sum(goal) > width:
            # The root keeps one very long text from starving the others.
            weights = [max(high - least, 0.0) ** 0.5 for least, high in zip(low, goal, strict=True)]
            return _poured(low, weights, width - sum(low), goal)
    shares = [column.share for column in table.columns]
    if not any(shares):
        shares = [0.0 if column.width else high for column, high in zip(table.columns, ideal, strict=True)]
    elastic = [not column.width for column in table.columns]
    air = min(MOST_AIR, (width - sum(ideal)) / 2 / (sum(elastic) or 1))
    airy = [high + air * grows for high, grows in zip(ideal, elastic, strict=True)]
    left, total = width - sum(airy), sum(shares) or 1.0
    return tuple(high + left * share / total for high, share in zip(airy, shares, strict=True))


def _mended(least: list[float], whole: list[float], width: float) -> list[float]:
    """Column widths of which those of names and dates are `whole` again, as far as all others can still be read."""
    mended = [max(low, min(high, READABLE)) for low, high in zip(least, whole, strict=True)]
    return least if sum(mended) > width else _raised(mended, whole, width)


def _raised(low: list[float], whole: list[float], width: float) -> list[float]:
    """Column widths of which those of names and dates are `whole`, as many as have room, the nearest first."""
    raised, spare = list(low), width - sum(low)
    for number in sorted(range(len(whole)), key=lambda number: whole[number] - low[number]):
        lack = whole[number] - low[number]
        if lack <= spare and whole[number] <= NAME:
            raised[number], spare = whole[number], spare - lack
    return raised


def _squeezed(table: Table, width: float, least: list[float]) -> tuple[float, ...]:
    """Column widths where not even the longest words have room: all elastic columns give way alike."""
    elastic = [0.0 if column.width else low for column, low in zip(table.columns, least, strict=True)]
    fixed = sum(column.width for column in table.columns)
    factor = max(width - fixed, 1.0) / (sum(elastic) or 1.0)
    return tuple(column.width or low * factor for column, low in zip(table.columns, elastic, strict=True))


def _poured(least: list[float], weights: list[float], spare: float, ideal: list[float]) -> tuple[float, ...]:
    """The spare width handed out by weight, none getting more than its ideal."""
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


def _wanted(table: Table, column: int, style: Style) -> ColumnWidths:
    """What a column wants, its margins included."""
    least = cells = whole = names = 0.0
    for row in (table.header, *table.rows):
        head = row is table.header
        for paragraph in row.cells[column].paragraphs:
            natural = paragraph.natural_width(style)
            low = name = natural
            if head or natural > KEPT_WHOLE:
                low, name = _longest_word(paragraph, style), 0.0 if head else _longest_name(paragraph, style)
            wanted = low if head and natural <= LONG_HEAD else natural
            least, cells, whole, names = max(least, low), max(cells, wanted), max(whole, natural), max(names, name)
    margins = sum(table.margins(column)) + 1.0
    return ColumnWidths(least + margins, cells * 1.03 + margins, whole * 1.03 + margins, max(least, names) + margins)


def _longest_word(paragraph: Paragraph, style: Style) -> float:
    bold = any(run.bold for run in paragraph.runs)
    return paragraph.indent + min(_widest(style.typeface, paragraph.text, paragraph.size, bold) * 1.03, LONGEST_WORD)


def _longest_name(paragraph: Paragraph, style: Style) -> float:
    """The same of the words and all that stays on one line."""
    bold = any(run.bold for run in paragraph.runs)
    return paragraph.indent + min(
        _widest_name(style.typeface, paragraph.text, paragraph.size, bold) * 1.03, LONGEST_WORD
    )


@lru_cache(maxsize=8192)
def _widest_name(typeface: Typeface, text: str, size: float, bold: bool) -> float:
    return _widest(typeface, joined(text, no_break_spans(text)), size, bold)


@lru_cache(maxsize=8192)
def _widest(typeface: Typeface, text: str, size: float, bold: bool) -> float:
    """The width of the wider of a text's two longest words."""
    words = sorted(text.replace("\n", " ").split(" "), key=len)[-2:]
    return max(typeface.width(word, size, bold) for word in words)


KEPT_WHOLE = 76.0
"""A cell up to this wide, in points, such as a date or a name, is not broken while columns have room; a head may be."""
LONG_HEAD = 150.0
"""A head up to this wide, in points, goes on to a second line before any cell does."""
TALLEST_HEAD = 160.0
"""A header row that is taller than this, in points, is not repeated on every page but goes on like any row."""
EMPTY_HEAD = 20.0
"""The height of the header that is left then, in points: that of an empty line, since no program draws less."""
MOST_AIR = 30.0
"""What each column gets, in points, of the width that none needs, before the rest goes to those that take shares."""
READABLE = 60.0
"""The width, in points, that every column keeps before names and dates are whole."""
NAME = 102.0
"""The greatest width, in points, of a column of names or dates; what wants more is prose, and may end its lines."""
LONGEST_WORD = 107.0
"""The widest word or Chinese date, in points, that a column keeps whole at the others' expense."""
