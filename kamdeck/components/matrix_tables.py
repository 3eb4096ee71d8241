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


def with_equal_cells(table: Table, ends: Ends, region: Region, context: RenderContext) -> Table:
    """The matrix with columns of one width beside that of the names: cells of one size compare.

    Where a word is wider than its part, the sums at the end get what they need, and the cells an equal part of the
    rest. Where a word is wider than this, columns of unequal width hold it; if there are none, it is broken.
    """
    least, *words = table.word_widths(context.style)
    lead = [max(ends.lead, words.pop(0))] if ends.lead else []
    names = max(least, table.columns[0].width)
    each = (region.width - names - sum(lead)) / len(words)
    if max(words) <= each or len(words) <= ends.sums:
        widths = [each] * len(words)
    else:
        cells = len(words) - ends.sums
        sums = words[cells:]
        rest, names = region.width - least - sum(lead) - sum(sums), least
        widths = _parts(words[:cells], rest) + sums
    if widths[0] <= LEAST_CELL:
        return table
    return replace(table, shares=tuple(width / region.width for width in (names, *lead, *widths)))


def _parts(words: Sequence[float], width: float) -> list[float]:
    """Equal parts of a width in points, or unequal ones where only these are as wide as the words in them."""
    each, spare = width / len(words), (width - sum(words)) / len(words)
    return [each] * len(words) if max(words) <= each or spare < 0 else [word + spare for word in words]
