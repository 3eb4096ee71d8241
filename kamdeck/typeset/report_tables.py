"""Sets the tables of a report: in the size of the brand's cells, and closer where its columns are too narrow."""

from dataclasses import replace

from kamdeck.flow import Column, Paragraph, Style, Table

CLOSE_GAP = 8.0
"""The distance in points of texts in neighbouring columns where names or dates would be broken."""
SMALLER = 10.0
"""The size of text in points that a table gets before its page is turned, since words would be broken otherwise."""
LOWER = 0.95
"""The part of its height that a table has with closer columns where it gets them to break fewer lines."""
MUCH_LOWER = 0.82
"""The part of its height that a table has in that size where it gets it to break fewer lines: a smaller size alone
makes it lower by less."""


def report_table(table: Table, width: float, style: Style, size: float) -> Table:
    """A table as a report sets it.

    Args:
        table: The table in the size that blocks give it.
        width: The width of the page's text, in points.
        style: What it is measured with.
        size: The size of text in the brand's cells, in points.
    """
    shown = _sized(table, width, style, size)
    if size > SMALLER:
        smaller = replace(_sized(table, width, style, SMALLER), own_size=True)
        if is_too_wide(shown, width, style):
            shown = shown if is_too_wide(smaller, width, style) else smaller
        else:
            # Closer columns than those of the larger text would be the reason for fewer lines otherwise.
            shown = _lower(shown, replace(smaller, gap=min(smaller.gap, shown.gap)), MUCH_LOWER, width, style)
    if shown.grid or not shown.has_header:
        return shown
    return _lower(shown, replace(shown, gap=min(shown.gap, CLOSE_GAP)), LOWER, width, style)


def _lower(shown: Table, other: Table, share: float, width: float, style: Style) -> Table:
    """The other setting of a table, if it makes it lower than a share of its height and breaks no words."""
    if is_too_wide(other, width, style):
        return shown
    return other if other.height(width, style) < shown.height(width, style) * share else shown


def closer_table(table: Table, size_in_style: float) -> Table | None:
    """A table in the smaller text and with closer columns; None if it has no larger text and is as close.

    Args:
        table: The table.
        size_in_style: The size of text in the brand's cells, in points. Text that is as small has no size of its own.
    """
    size = max((each.size for row in table.rows for cell in row.cells for each in cell.paragraphs), default=SMALLER)
    closer = table if table.grid or table.gap <= CLOSE_GAP else replace(table, gap=CLOSE_GAP)
    if size > SMALLER:
        own_size = table.own_size or size_in_style > SMALLER
        closer = replace(_scaled(closer, SMALLER / size, SMALLER), own_size=own_size)
    return None if closer is table else closer


def is_too_wide(table: Table, width: float, style: Style) -> bool:
    """Whether a table breaks words at a width in points."""
    return sum(table.word_widths(style)) > width


def _sized(table: Table, width: float, style: Style, size: float) -> Table:
    """The table with its text in a size, and with closer columns where words would be broken otherwise."""
    factor = size / style.theme.sizes.dense
    table = replace(table if factor == 1 else _scaled(table, factor), in_report=True)
    close = table.gap > CLOSE_GAP and not table.grid and table.breaks_words(width, style)
    return _with_whole_words(replace(table, gap=CLOSE_GAP) if close else table, style)


def _with_whole_words(table: Table, style: Style) -> Table:
    """The table with columns of a fixed width as wide as their longest words, which a brand's typeface makes wider."""

    def widened(number: int, column: Column) -> Column:
        cells = (row.cells[number] for row in (table.header, *table.rows))
        words = (each.longest_stretch(style) for cell in cells for each in cell.paragraphs)
        least = max(words, default=0.0) + sum(table.margins(number))
        return column._replace(width=max(column.width, least)) if column.width else column

    columns = tuple(widened(number, column) for number, column in enumerate(table.columns))
    return table if columns == table.columns else replace(table, columns=columns)


def _scaled(table: Table, factor: float, least: float = 0.0) -> Table:
    """The table with its texts larger or smaller by a factor, but none made smaller than `least` points."""

    def size_of(size: float) -> float:
        return max(size * factor, min(size, least))

    def sized(paragraph: Paragraph) -> Paragraph:
        runs = tuple(run._replace(size=size_of(run.size)) for run in paragraph.runs)
        return paragraph._replace(runs=runs, size=size_of(paragraph.size), indent=paragraph.indent * factor)

    return table.with_paragraphs(sized, factor)
