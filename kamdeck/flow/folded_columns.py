"""Narrower tables: the values of a column move to a second line below those of the column before it.

All values stay. The other columns get the width, so that long texts take fewer lines and fewer words break.
"""

from collections.abc import Iterator
from dataclasses import replace

from kamdeck.flow.column_widths import WIDEST_NAME, Column, ColumnWidths
from kamdeck.flow.style import Style
from kamdeck.flow.table import Table
from kamdeck.flow.table_rows import Cell, Row
from kamdeck.flow.text import Align, Paragraph

FEWEST_COLUMNS = 5
"""A table of fewer columns is not made narrower."""
LONGEST_FOLDED = 300.0
"""The greatest width in points, on one line, of texts that move below others: three lines of a narrow column."""
LESS_LIKED = 0.5
"""What width counts that is saved by a pair of columns of other alignments, or below longer texts."""


def with_folded_column(table: Table, style: Style) -> Table:
    """The table with one column fewer, chosen by the width that this saves; the same table if none can move.

    A column moves below its left neighbour. Neither may have a fixed width, coloured cells or two lines already.
    """
    savings = list(_savings(table, style)) if can_fold(table) else []
    if not savings:
        return table
    _, host = max(savings, key=lambda saving: saving[0])
    columns = (*table.columns[: host + 1], *table.columns[host + 2 :])
    header, *rows = [_folded(row, host, table.columns[host].align) for row in (table.header, *table.rows)]
    # Shares of the width and measurements are those of the columns before.
    return replace(table, columns=columns, header=header, rows=tuple(rows), shares=())


def can_fold(table: Table) -> bool:
    """Whether a table is a list with so many columns that one of them may go below another."""
    return len(table.columns) >= FEWEST_COLUMNS and table.rules == "headed" and not (table.grid or table.own_size)


def _savings(table: Table, style: Style) -> Iterator[tuple[float, int]]:
    """What width each pair of neighbours saves, in points, with the number of the left one."""
    contents, usual = table.content_widths(style), [_is_usual(table, number) for number in range(len(table.columns))]
    for host, (one, other) in enumerate(zip(table.columns, table.columns[1:], strict=False)):
        guest = contents[host + 1]
        if usual[host] and usual[host + 1] and guest.cell_content <= LONGEST_FOLDED * guest.factor:
            yield _saving((one, contents[host]), (other, guest)), host


def _is_usual(table: Table, column: int) -> bool:
    cells = [row.cells[column] for row in (table.header, *table.rows)]
    is_plain = all(len(each.paragraphs) <= 1 and not each.fill and not each.outline for each in cells)
    return is_plain and not table.columns[column].width


def _saving(host: tuple[Column, ColumnWidths], guest: tuple[Column, ColumnWidths]) -> float:
    (one, above), (other, below) = host, guest
    saved = min(_needed(above), _needed(below))
    likes = (one.align == other.align, above.cell_content <= LONGEST_FOLDED * above.factor)
    return saved * LESS_LIKED ** likes.count(False)


def _needed(content: ColumnWidths) -> float:
    return min(content.cell_content, WIDEST_NAME * content.factor)


def _folded(row: Row, host: int, align: Align) -> Row:
    above, below = row.cells[host : host + 2]
    is_filled = any(each.text for each in above.paragraphs)
    lower = tuple(_muted(each, align) for each in below.paragraphs if each.text or not is_filled)
    cell = Cell((*(above.paragraphs if is_filled or not lower else ()), *lower))
    return row._replace(cells=(*row.cells[:host], cell, *row.cells[host + 2 :]))


def _muted(paragraph: Paragraph, align: Align) -> Paragraph:
    colour = "muted" if paragraph.colour == "text" else paragraph.colour
    return paragraph._replace(colour=colour, align=align)
