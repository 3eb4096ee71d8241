"""Tables of a matrix: which columns and rows they have, and how wide the columns are."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from kamdeck.document import Region, RenderContext
from kamdeck.flow import Table

LEAST_CELL = 40.0
"""The width in points below which cells keep the widths that their words need."""
HIGHEST_HEAD = 0.4
"""The part of a region's height that headings may take before a table gets fewer columns, which are wider."""

MOST_WIDER = 1.2
"""A column may be so many times as wide as an equal part; a word that is still wider is broken."""
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
    """The table with a row first where it is too high for the region, since a slide shows the first rows."""
    if not number or table.height(region.width, context.style) <= region.height:
        return table
    others = (row for each, row in enumerate(table.rows) if each != number)
    return replace(table, rows=(table.rows[number], *others))


def least_of_names(table: Table, context: RenderContext) -> float:
    """The least width of the column of names: no word is broken, and no name has more than `MOST_NAME_LINES` lines."""
    texts = [paragraph for row in table.rows for paragraph in row.cells[0].paragraphs]
    longest = max((text.natural_width(context.style) for text in texts), default=0.0)
    return max(table.word_widths(context.style)[0], longest / MOST_NAME_LINES * ROUGH_LINES + sum(table.margins(0)))


def with_equal_cells(table: Table, ends: Ends, region: Region, context: RenderContext) -> Table:
    """The matrix with columns of one width beside that of the names: cells of one size compare.

    A column whose word is a little wider than its part gets what it needs, and the others an equal part of the rest.
    Where a word is much wider, the sums at the end get what they need, and the cells share the rest. Where this does
    not hold their words, they are broken.
    """
    words = list(table.word_widths(context.style)[1:])
    least = min(least_of_names(table, context), region.width * MOST_OF_NAMES)
    lead = [max(ends.lead, words.pop(0))] if ends.lead else []
    names = max(least, table.columns[0].width)
    names = max(least, min(names, region.width - sum(lead) - sum(words)))
    space = region.width - names - sum(lead)
    alike = max(words) <= space / len(words) * MOST_WIDER
    if (sum(words) <= space and alike) or len(words) <= ends.sums:
        widths = _levelled(words, space)
    else:
        names = table.word_widths(context.style)[0]
        cells = len(words) - ends.sums
        sums = words[cells:]
        rest = region.width - names - sum(lead) - sum(sums)
        fits = sum(words[:cells]) <= rest
        widths = (_levelled(words[:cells], rest) if fits else [rest / cells] * cells) + sums
    if widths[0] <= LEAST_CELL:
        return table
    return replace(table, shares=tuple(width / region.width for width in (names, *lead, *widths)))


def _levelled(least: Sequence[float], whole: float) -> list[float]:
    """Widths that add up to `whole`: equal ones, except for those that have to be wider."""
    wide: dict[int, float] = {}
    while True:
        equal = (whole - sum(wide.values())) / max(1, len(least) - len(wide))
        more = {number: width for number, width in enumerate(least) if number not in wide and width > equal}
        if not more or len(wide) + len(more) == len(least):
            return [wide.get(number, equal) for number in range(len(least))]
        wide |= more
