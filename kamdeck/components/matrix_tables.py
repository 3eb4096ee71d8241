"""Tables of a matrix: which columns and rows they have, and how wide the columns are."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from kamdeck.document import Region, RenderContext
from kamdeck.flow import Cell, Table

LEAST_CELL = 40.0
"""The width in points below which cells keep the widths that their words need."""
HIGHEST_HEAD = 0.4
"""The part of a region's height that headings may take before a table gets fewer columns, which are wider."""

MOST_WIDER = 1.2
"""A column may be so many times as wide as an equal part; a word that is still wider is broken."""
OTHER_FONTS = 1.05
"""How much wider texts are in the fonts of another machine, where a sign is in another font than the words."""
FEWER_LINES = 0.65
"""The part of what names ask for that they get where this keeps the texts of all cells on one line."""
MOST_NAME_LINES, ROUGH_LINES, MOST_OF_NAMES = 3, 1.15, 0.3
"""The most lines of a name, by how much wider lines are than equal parts of it, and the greatest part of the width that
names may ask for."""


class Ends(NamedTuple):
    """The columns beside the cells: the width in points of one before them, 0 if none; the number of sums behind."""

    lead: float
    sums: int


def has_low_heads(tables: Sequence[Table], region: Region, context: RenderContext) -> bool:
    """Whether headings leave most of a region's height to the cells."""
    heads = (table.heights(region.width, context.style)[0] for table in tables)
    return max(heads) <= region.height * HIGHEST_HEAD


def with_row_kept(table: Table, number: int, region: Region, context: RenderContext) -> Table:
    """The table with a row first where it is too high for the region, since a slide shows the first rows.

    Args:
        table: The table.
        number: The index of the row in `table.rows`.
        region: The region of the table.
        context: The context of the document.
    """
    if not number or table.height(region.width, context.style) <= region.height:
        return table
    others = (row for each, row in enumerate(table.rows) if each != number)
    return replace(table, rows=(table.rows[number], *others))


def least_of_names(table: Table, context: RenderContext) -> float:
    """The least width of the column of names: no word is broken, and no name has more than `MOST_NAME_LINES` lines."""
    style = context.style
    texts = [paragraph for row in table.rows for paragraph in row.cells[0].paragraphs]
    longest = max((text.natural_width(style) for text in texts), default=0.0)
    return max(longest / MOST_NAME_LINES * ROUGH_LINES + sum(table.margins(0)), _least_word(table, context))


def _least_word(table: Table, context: RenderContext) -> float:
    """The width in which no word of the first column is broken, whatever width the column has."""
    column = table.columns[0]._replace(width=0.0)
    return replace(table, columns=(column, *table.columns[1:])).word_widths(context.style)[0]


def with_equal_cells(table: Table, ends: Ends, region: Region, context: RenderContext) -> Table:
    """The matrix with columns of one width beside that of the names: cells of one size compare.

    A column whose word is a little wider than its part gets what it needs, and the others an equal part of the rest.
    Where a word is much wider, the sums at the end get what they need, and the cells share the rest. Where this does
    not hold their words, they are broken.

    Args:
        table: The matrix, with the names of its rows in the first column.
        ends: The columns that are no cells of the matrix.
        region: The region of the table.
        context: The context of the document.
    """
    words, longest = list(table.word_widths(context.style)[1:]), _least_word(table, context)
    least = max(longest, min(least_of_names(table, context), region.width * MOST_OF_NAMES))
    # Texts of cells stay on one line where this breaks no word of another column.
    whole = [max(word, _width_of_texts(table, number, context)) for number, word in enumerate(words, 1)]
    lead_width = max(ends.lead, words[0]) if ends.lead else 0.0
    spare = region.width - sum(whole[bool(ends.lead) :]) - lead_width
    if spare >= max(longest, least * FEWER_LINES):
        least, words = max(longest, min(least, spare)), whole
    lead = [max(ends.lead, words.pop(0))] if ends.lead else []
    names = max(least, table.columns[0].width)
    names = max(least, min(names, region.width - sum(lead) - sum(words)))
    if region.paged:
        names = _with_larger_names(table, names, region.width - sum(lead) - sum(words) * _growth(context), context)
    space = region.width - names - sum(lead)
    alike = max(words) <= space / len(words) * MOST_WIDER
    if (sum(words) <= space and alike) or len(words) <= ends.sums:
        widths = _levelled(words, space)
    else:
        names = names if sum(words) <= space else longest
        cells = len(words) - ends.sums
        sums = words[cells:]
        rest = region.width - names - sum(lead) - sum(sums)
        fits = sum(words[:cells]) <= rest
        widths = (_levelled(words[:cells], rest) if fits else [rest / cells] * cells) + sums
    if widths[0] <= LEAST_CELL:
        return table
    return replace(table, shares=tuple(width / region.width for width in (names, *lead, *widths)))


def _growth(context: RenderContext) -> float:
    """How much wider texts of cells are where a page with space sets them larger."""
    sizes = context.style.theme.sizes
    return sizes.lead / sizes.dense


def _with_larger_names(table: Table, names: float, most: float, context: RenderContext) -> float:
    """The width of the column of names, in which names of one line keep it in larger texts, too; at most `most`."""
    style = context.style
    texts = [paragraph for row in table.rows for paragraph in row.cells[0].paragraphs]
    longest, margins = max((text.natural_width(style) for text in texts), default=0.0), sum(table.margins(0))
    larger = longest * _growth(context) * OTHER_FONTS + margins
    return larger if longest + margins <= names < larger <= most else names


def _width_of_texts(table: Table, number: int, context: RenderContext) -> float:
    """The width in which the texts of a column's cells have one line each, as far as cells ask for it."""
    return max((width_of_cell(row.cells[number], context) for row in table.rows), default=0.0) * OTHER_FONTS


def _levelled(least: Sequence[float], whole: float) -> list[float]:
    """Widths that add up to `whole`: equal ones, except for those that have to be wider."""
    wide: dict[int, float] = {}
    while True:
        equal = (whole - sum(wide.values())) / max(1, len(least) - len(wide))
        more = {number: width for number, width in enumerate(least) if number not in wide and width > equal}
        if not more or len(wide) + len(more) == len(least):
            return [wide.get(number, equal) for number in range(len(least))]
        wide |= more


def width_of_cell(cell: Cell, context: RenderContext) -> float:
    """The width that a cell needs, in points."""
    # A long text may break; 9 points are the margins of a cell (4 at each side) and one for rounded advances.
    return min(max(each.natural_width(context.style) for each in cell.paragraphs) * 1.02, 110.0) + 9.0


def width_of_head(head: object, context: RenderContext) -> float:
    """The width that a heading needs, in points."""
    size, typeface = context.style.theme.sizes.small, context.style.typeface
    # A heading may break between words, so its longest word decides.
    longest = max(context.wording.say(head).split(), key=len, default="")
    return min(typeface.width(longest, size, bold=True) * 1.03, 80.0) + 9.0
