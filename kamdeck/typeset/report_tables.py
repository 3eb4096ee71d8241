"""Sets the tables of a report: in the size of the brand's cells, and closer where its columns are too narrow."""

from dataclasses import replace

from kamdeck.flow import Paragraph, Style, Table

CLOSE_GAP = 8.0
"""The distance in points of texts in neighbouring columns where names or dates would be broken."""


def report_table(table: Table, width: float, style: Style, size: float) -> Table:
    """A table as a report sets it.

    Args:
        table: The table in the size that blocks give it.
        width: The width of the page's text, in points.
        style: What it is measured with.
        size: The size of text in the brand's cells, in points.
    """
    factor = size / style.theme.sizes.dense

    def sized(paragraph: Paragraph) -> Paragraph:
        runs = tuple(run._replace(size=run.size * factor) for run in paragraph.runs)
        return paragraph._replace(runs=runs, size=paragraph.size * factor, indent=paragraph.indent * factor)

    table = replace(table if factor == 1 else table.with_paragraphs(sized, factor), in_report=True)
    close = table.gap > CLOSE_GAP and not table.grid and table.breaks_words(width, style)
    return replace(table, gap=CLOSE_GAP) if close else table
