"""Content widths of columns, and the division of a table's width among them.

As in CSS's automatic table layout (CSS 2.2, 17.5.2.2), a column has a minimum and a maximum content width. Names and
dates that should stay on one line add a width in between.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from math import ceil
from typing import NamedTuple

from kamdeck.flow.header_breaks import narrowest_header
from kamdeck.flow.style import Style
from kamdeck.flow.text import UNIT, Align, Paragraph
from kamdeck.late_pattern import late_pattern
from kamdeck.text.measure import Typeface
from kamdeck.text.no_break import joined, no_break_spans
from kamdeck.text.scripts import EAST_ASIAN

ROOM = 1.03
"""The width that a text gets, as a multiple of its measured width; programs differ."""
USUAL_SIZE = 12.0
"""The size of text, in points, for which the widths below are meant; for larger text they grow with it."""
UNBROKEN_CELL = 76.0
"""A cell up to this wide, in points, such as a date or a name, stays on one line while there is space."""
LONG_HEADER = 150.0
"""A header cell up to this wide, in points, is broken before any cell is."""
MOST_SPARE = 30.0
"""The most spare width, in points, that each column gets before the rest goes by shares."""
READABLE = 60.0
"""The width in points that every column keeps before those of names and dates are made whole."""
WIDEST_NAME = 102.0
"""The greatest width, in points, of a column of names or dates; anything wider is prose, which may be broken."""
LONGEST_WORD = 107.0
"""The widest address, code or Chinese date, in points, that is kept whole at the expense of other columns."""
MOST_LETTERS = 32
"""A word of up to so many letters is kept whole however wide it is; longer ones are in no dictionary."""

_LETTERS = late_pattern(r"[^\W\d_]+[.,;:)]?")
"""A word of letters, with the punctuation that stays on its line."""
WIDTH_STEPS = (60.0, 24.0, 10.0)
"""The steps, in points, by which width moves from one column to another."""
REPORT_STEPS = (*WIDTH_STEPS, 15.0, 6.0)
"""Those in reports, whose narrower columns save a line with other steps as well."""
MOST_MOVES = 4
"""The most moves of each step."""
CELL_COST = 0.2
"""What a line of a cell counts that does not make its row higher."""
MOST_LINES, TALL_COST = 3, 1.0
"""The lines of a row in a report from which each further one counts more, and by how much: a narrow column of many
lines is hard to read."""
RAGGED = 1.08
"""The width of a text that is broken, as a multiple of its width on one line."""


class Column(NamedTuple):
    """How a column is set: `width` fixes it, in points; otherwise `share` is its part of the width left over.

    Where a table does not fit, the column with the highest `rank` is left out first; one without a rank always stays.
    """

    align: Align = "left"
    width: float = 0.0
    share: float = 0.0
    rank: int = 0


class ColumnWidths(NamedTuple):
    """The content widths of a column in points, with its margins.

    `min_content` breaks no word, and no cell that is short enough to stay whole. `name_content` breaks no name or date
    either. `cell_content` sets each cell on one line, `max_content` the header as well. `factor` is that of its largest
    text over the usual size.
    """

    min_content: float
    cell_content: float
    max_content: float
    name_content: float
    factor: float = 1.0

    def with_margins(self, margins: float) -> "ColumnWidths":
        """The widths with the margins of both sides."""
        least, cell, most, name, factor = self
        return ColumnWidths(least + margins, cell + margins, most + margins, name + margins, factor)


class CellTexts(NamedTuple):
    """The widths of a cell's paragraphs on one line, and the margins of its column, in points.

    `exact` counts the lines of all of them at a width without the margins. Without it lines are estimated from widths,
    since breaking each text at each width would be slow.
    """

    texts: Sequence[float]
    margins: float
    exact: Callable[[float], int] | None = None

    def lines(self, width: float) -> int:
        """The estimated lines of the cell in a column of a width."""
        inner = max(width - self.margins, 1.0)
        if self.exact and max(self.texts, default=0.0) > inner:
            return self.exact(inner)
        # Text that needs several lines fills each of them only in part.
        return sum([1 if text <= inner else ceil(text * RAGGED / inner) for text in self.texts])


def divide_width(
    width: float,
    columns: Sequence[Column],
    contents: Sequence[ColumnWidths],
    shorter: Iterable[Callable[[], Sequence[float]]],
) -> tuple[float, ...]:
    """Divide a width in points among columns by their content.

    If the minimum content widths are too wide together, those that the functions in `shorter` return are tried in turn,
    and finally all columns are compressed. Otherwise each column gets its minimum, names and dates are made whole while
    there is space, and the rest goes first to cells and then to headers that need several lines.
    """
    least = [each.min_content for each in contents]
    ideal = [each.max_content for each in contents]
    unbroken = least
    # Functions rather than lists, since measuring every word is slow and few tables need it.
    for measure in shorter:
        if sum(least) > width:
            unbroken = least
            least = [min(pair) for pair in zip(least, measure(), strict=True)]
    if sum(least) > width:
        return _compressed(width, columns, least)
    widest = [WIDEST_NAME * each.factor for each in contents]
    least = _restored(least, unbroken, width, widest)
    names = [max(low, each.name_content) for low, each in zip(least, contents, strict=True)]
    least = _raised(least, names, width, widest)
    cells = [max(low, each.cell_content) for low, each in zip(least, contents, strict=True)]
    for low, goal in ((least, cells), (cells, ideal)):
        if sum(goal) > width:
            # With square roots as weights, one very long text does not take all the space from the others.
            weights = [max(high - least, 0.0) ** 0.5 for least, high in zip(low, goal, strict=True)]
            return _distributed(low, weights, width - sum(low), goal)
    return _with_spare(width, columns, ideal)


def with_fewest_lines(
    widths: Sequence[float], least: Sequence[float], rows: Sequence[Sequence[CellTexts]], *, in_report: bool = False
) -> tuple[float, ...]:
    """Column widths that save lines: a column whose texts break in most rows takes width from one that can spare it.

    Args:
        widths: The widths of the columns in points.
        least: The least width of each column in points.
        rows: The texts of each row's cells.
        in_report: Whether rows of many lines become lower before others do.
    """
    current, columns = list(widths), [_ColumnLines(cells) for cells in zip(*rows, strict=True)]
    tall, steps = (TALL_COST, REPORT_STEPS) if in_report else (0.0, WIDTH_STEPS)
    for step in steps:
        for _ in range(MOST_MOVES):
            move = _best_move(current, least, columns, step, tall)
            if move is None:
                break
            donor, taker = move
            current[donor] -= step
            current[taker] += step
    return tuple(current)


class _ColumnLines:
    """The estimated lines of a column's cells at each width; a move changes the widths of two columns only."""

    def __init__(self, cells: Sequence[CellTexts]) -> None:
        self.cells = cells
        self.fewest = [len(cell.texts) for cell in cells]
        """The lines of the cells if none of their texts is broken."""
        self._known: dict[float, list[int]] = {}

    def at(self, width: float) -> list[int]:
        """The lines of each cell at a width of the column in points."""
        if width not in self._known:
            self._known[width] = [cell.lines(width) for cell in self.cells]
        return self._known[width]


def _best_move(
    widths: Sequence[float], least: Sequence[float], columns: Sequence[_ColumnLines], step: float, tall: float
) -> tuple[int, int] | None:
    """The columns between which a step of width saves the most lines; None if none saves any."""
    pairs = list(zip(columns, widths, strict=True))
    lines = [column.at(width) for column, width in pairs]
    # Only a column with a text of several lines can save one.
    broken = [number for number, column in enumerate(columns) if lines[number] != column.fewest]
    takers = {each: fewer for each in broken if (fewer := columns[each].at(widths[each] + step)) != lines[each]}
    if not takers:
        return None
    donors = {
        number: column.at(width - step) for number, (column, width) in enumerate(pairs) if width - step >= least[number]
    }
    best, found = _cost(lines, tall), None
    for taker, donor in ((taker, donor) for taker in takers for donor in donors if donor != taker):
        tried = list(lines)
        tried[donor], tried[taker] = donors[donor], takers[taker]
        cost = _cost(tried, tall)
        if cost < best:
            best, found = cost, (donor, taker)
    return found


def _cost(lines: Sequence[Sequence[int]], tall: float) -> float:
    """The lines of all rows, which make a table high, and a part of the lines of all cells, which make it hard to read.

    `tall` is what each line of a row beyond the first ones counts in addition.
    """
    highest: list[int] = list(map(max, zip(*lines, strict=True)))
    above = sum([each - MOST_LINES for each in highest if each > MOST_LINES]) if tall else 0
    return sum(highest) + CELL_COST * sum(map(sum, lines)) + tall * above


def _with_spare(width: float, columns: Sequence[Column], ideal: list[float]) -> tuple[float, ...]:
    """The ideal widths, with the rest of the width divided by shares, or by the ideal widths if there are none."""
    shares = [column.share for column in columns]
    if not any(shares):
        shares = [0.0 if column.width else high for column, high in zip(columns, ideal, strict=True)]
    elastic = [not column.width for column in columns]
    # Half of what is left, up to a limit, is spread evenly: otherwise a single column with a share would leave no
    # distance between the others.
    extra = min(MOST_SPARE, (width - sum(ideal)) / 2 / (sum(elastic) or 1))
    widened = [high + extra * grows for high, grows in zip(ideal, elastic, strict=True)]
    left, total = width - sum(widened), sum(shares) or 1.0
    return tuple(high + left * share / total for high, share in zip(widened, shares, strict=True))


def _restored(least: list[float], whole: list[float], width: float, widest: list[float]) -> list[float]:
    """Column widths with those of names and dates `whole` again, as far as all other columns stay readable."""
    restored = [max(low, min(high, READABLE)) for low, high in zip(least, whole, strict=True)]
    return least if sum(restored) > width else _raised(restored, whole, width, widest)


def _raised(low: list[float], whole: list[float], width: float, widest: list[float]) -> list[float]:
    """Column widths with those of names and dates `whole`: as many columns as the width allows, the cheapest first."""
    raised, spare = list(low), width - sum(low)
    # The cheapest first: the same spare width makes more columns whole.
    for number in sorted(range(len(whole)), key=lambda number: whole[number] - low[number]):
        lack = whole[number] - low[number]
        if lack <= spare and whole[number] <= widest[number]:
            raised[number], spare = whole[number], spare - lack
    return raised


def _compressed(width: float, columns: Sequence[Column], least: list[float]) -> tuple[float, ...]:
    """Column widths where not even the longest words fit: only the widest elastic columns break theirs."""
    elastic = [low for column, low in zip(columns, least, strict=True) if not column.width]
    spare = max(width - sum(least) + sum(elastic), float(len(elastic)))
    most = _widest_of(elastic, spare)
    if not elastic:
        return tuple(low * width / sum(least) for low in least)
    return tuple(low if column.width else min(low, most) for column, low in zip(columns, least, strict=True))


def _widest_of(widths: Sequence[float], total: float) -> float:
    """The width to which the widest columns are cut so that all add up to a total in points."""
    left = total
    for number, width in enumerate(sorted(widths)):
        most = left / (len(widths) - number)
        if width > most:
            return most
        left -= width
    return max(widths, default=0.0)


def _distributed(least: list[float], weights: list[float], spare: float, ideal: list[float]) -> tuple[float, ...]:
    """Divide the spare width by weights; no column gets more than its ideal width."""
    widths = list(least)
    open_columns = [number for number, weight in enumerate(weights) if weight > 0]
    # What a column cannot take beyond its ideal width is divided among the others again.
    while open_columns and spare > 0.01:
        total = sum(weights[number] for number in open_columns)
        step = {number: spare * weights[number] / total for number in open_columns}
        spare = 0.0
        for number, extra in step.items():
            taken = min(extra, ideal[number] - widths[number])
            widths[number] += taken
            spare += extra - taken
        open_columns = [number for number in open_columns if ideal[number] - widths[number] > 0.01]
    # Binary fractions may leave a little; column widths have to add up to the table's width.
    if spare > 0:
        widths[-1] += spare
    return tuple(widths)


def content_widths(
    header: Iterable[Paragraph], cells: Iterable[Paragraph], style: Style, *, in_report: bool = False
) -> ColumnWidths:
    """The content widths of a column without its margins.

    `in_report`, a header is broken as `break_header` does, and dates stay whole before names and other short cells do.
    """
    least = cell = whole = 0.0
    for paragraph in header:
        natural, word = paragraph.natural_width(style), longest_word(paragraph, style)
        least = max(least, min(word, narrowest_header(paragraph, style)) if in_report else word)
        cell, whole = max(cell, word if natural <= LONG_HEADER else natural), max(whole, natural)
    texts = [_cell_widths(paragraph, style, in_report=in_report) for paragraph in cells]
    # The greatest of all cells at once: a deck's tables have thousands.
    words, names, naturals, size = map(max, zip(*texts, strict=True)) if texts else (0.0, 0.0, 0.0, 0.0)
    least, cell, whole = max(least, words), max(cell, naturals), max(whole, naturals)
    # Programs round advances, and 3 % are for those that set text wider than measured. Reports cut no word for them.
    spare = ROOM if in_report else 1.0
    names = max(least, names) * spare + 1.0
    return ColumnWidths(least * spare + 1.0, cell * ROOM + 1.0, whole * ROOM + 1.0, names, _factor(size))


def _cell_widths(paragraph: Paragraph, style: Style, *, in_report: bool) -> tuple[float, float, float, float]:
    """The least width of a cell's paragraph, the width at which its names are whole too, that on one line, and its
    size.
    """
    natural, size = paragraph.natural_width(style), paragraph.size
    short = natural <= UNBROKEN_CELL or natural <= UNBROKEN_CELL * _factor(size)
    if short or (in_report and _is_date(paragraph, style)):
        return natural, natural, natural, size
    word = longest_word(paragraph, style)
    # Chinese text has no spaces, and would ask for the width of a sentence.
    least = min(word, max(paragraph.longest_stretch(style), READABLE)) if in_report else word
    return least, _longest_name(paragraph, style), natural, size


def longest_word(paragraph: Paragraph, style: Style) -> float:
    """The width of a paragraph's longest word; what is no word counts with at most LONGEST_WORD."""
    return _bounded(_widest, paragraph, style)


def two_characters(paragraph: Paragraph, style: Style) -> float:
    """The width below which a paragraph breaks a word, or shows less than two Chinese characters on a line."""
    least = paragraph.indent + 2.1 * paragraph.size if EAST_ASIAN.search(paragraph.text[1:]) else 0.0
    return max(least, paragraph.longest_stretch(style))


def _whole_dates(measure: Callable[[Paragraph, Style], float]) -> Callable[[Paragraph, Style], float]:
    """A measure of the least width of paragraphs by which dates and amounts stay whole."""

    def measured(paragraph: Paragraph, style: Style) -> float:
        return paragraph.natural_width(style) + 1.0 if _is_date(paragraph, style) else measure(paragraph, style)

    return measured


def _is_date(paragraph: Paragraph, style: Style) -> bool:
    """Whether all of a paragraph is a date, an amount or the like that should not be broken, and not very wide."""
    text = paragraph.text
    if not any(each.isdecimal() for each in text) or (0, len(text)) not in no_break_spans(text):
        return False
    return paragraph.natural_width(style) <= LONGEST_WORD * _factor(paragraph.size)


ON_SLIDES = (longest_word, two_characters)
"""The least widths of text on slides that are tried in turn where a table is too wide."""
IN_REPORT = (_whole_dates(longest_word), _whole_dates(two_characters), two_characters)
"""The same in a report, where dates are broken last."""


def _longest_name(paragraph: Paragraph, style: Style) -> float:
    """The width of the longest of a paragraph's words and no-break spans, of which the latter are bounded."""
    return _bounded(_widest_name, paragraph, style)


def _bounded(measure: Callable[[Typeface, str, float, bool], float], paragraph: Paragraph, style: Style) -> float:
    """The measure of a paragraph's words, with its indent; only words of letters are wider than LONGEST_WORD."""
    text, size, bold = paragraph.text, paragraph.size, paragraph.is_bold
    unit = size if "\t" in text else UNIT
    factor, most = size / unit * 1.03, LONGEST_WORD * _factor(size)
    widest = measure(style.typeface, text, unit, bold) * factor
    if widest > most:
        widest = max(most, _widest_letters(style.typeface, text, unit, bold) * factor)
    return paragraph.indent + widest


def _factor(size: float) -> float:
    """By how much widths grow for text of a size; they do not shrink."""
    return max(1.0, size / USUAL_SIZE)


@lru_cache(maxsize=8192)
def _widest_name(typeface: Typeface, text: str, size: float, bold: bool) -> float:
    return _widest(typeface, joined(text, no_break_spans(text)), size, bold)


@lru_cache(maxsize=8192)
def _widest(typeface: Typeface, text: str, size: float, bold: bool) -> float:
    """The width of the wider of a text's two longest words."""
    # The longest word in characters is nearly always the widest or the second; measuring every word of a large table is
    # slow.
    words = sorted(text.replace("\n", " ").split(" "), key=len)[-2:]
    return max(typeface.width(word, size, bold) for word in words)


@lru_cache(maxsize=8192)
def _widest_letters(typeface: Typeface, text: str, size: float, bold: bool) -> float:
    """The width of a text's longest word of letters of an alphabet; 0 without one."""
    words = sorted((word for word in _LETTERS.findall(text) if len(word) <= MOST_LETTERS), key=len)[-2:]
    return max([typeface.width(word, size, bold) for word in words if not EAST_ASIAN.search(word)], default=0.0)
