"""Column widths of a table in which one column of text takes all width that the others leave."""

from dataclasses import replace

from kamdeck.flow import Style, Table

MOST = 0.5
"""The greatest part of the width that a column beside the text may have."""
LEAST = 0.35
"""The least part of the width that the text has."""


def with_rest(table: Table, column: int, width: float, style: Style) -> Table:
    """The table at a width in points: each column as wide as its longest text, and `column` with the rest."""
    contents = [min(each.max_content, MOST * width) for each in table.content_widths(style)]
    contents[column] = 0.0
    spare = max(width - sum(contents), LEAST * width)
    contents[column] = spare
    total = sum(contents)
    return replace(table, shares=tuple(each / total for each in contents))
