"""Sets the tables of a report: in the size of the brand's cells, and closer where its columns are too narrow."""

from dataclasses import replace

from kamdeck.flow import Paragraph, Style, Table

CLOSE_GAP = 8.0
"""The distance in points of texts in neighbouring columns where names or dates would be broken."""
SMALLER = 10.0
"""The size of text in points that a table gets before its page is turned, since words would be broken otherwise."""
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
    if size <= SMALLER:
        return shown
    smaller = replace(_sized(table, width, style, SMALLER), own_size=True)
    if is_too_wide(shown, width, style):
        return shown if is_too_wide(smaller, width, style) else smaller
    # Closer columns than those of the larger text would be the reason for fewer lines otherwise.
    close = replace(smaller, gap=min(smaller.gap, shown.gap))
    return close if close.height(width, style) < shown.height(width, style) * MUCH_LOWER else shown


def is_too_wide(table: Table, width: float, style: Style) -> bool:
    """Whether a table breaks words at a width in points."""
    return sum(table.word_widths(style)) > width


def _sized(table: Table, width: float, style: Style, size: float) -> Table:
    """The table with its text in a size, and with closer columns where words would be broken otherwise."""
    factor = size / style.theme.sizes.dense

    def sized(paragraph: Paragraph) -> Paragraph:
        runs = tuple(run._replace(size=run.size * factor) for run in paragraph.runs)
        return paragraph._replace(runs=runs, size=paragraph.size * factor, indent=paragraph.indent * factor)

    table = replace(table if factor == 1 else table.with_paragraphs(sized, factor), in_report=True)
    close = table.gap > CLOSE_GAP and not table.grid and table.breaks_words(width, style)
    return replace(table, gap=CLOSE_GAP) if close else table
