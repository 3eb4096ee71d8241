"""Column widths of a table: one column of text with all width that the others leave, or columns of equal right."""

from collections.abc import Sequence
from dataclasses import replace

from kamdeck.flow import Style, Table

MOST = 0.5
"""The greatest part of the width that a column beside the text may have."""
LEAST = 0.35
"""The least part of the width that the text has."""


def with_rest(table: Table, column: int, width: float, style: Style, most: float = MOST) -> Table:
    """The table at a given width: each column as wide as its longest text, and one column with the rest.

    Args:
        table: The table.
        column: The index of the column with the rest.
        width: The width of the table in points.
        style: What text is measured with.
        most: The greatest part of the width that another column has, from 0 to 1.
    """
    contents = [min(each.max_content, most * width) for each in table.content_widths(style)]
    contents[column] = 0.0
    spare = max(width - sum(contents), LEAST * width)
    contents[column] = spare
    total = sum(contents)
    return replace(table, shares=tuple(each / total for each in contents))


def divided(wanted: Sequence[float], width: float) -> list[float]:
    """A width in points divided among columns that are as wide as they want to be, if all of them find room.

    Otherwise, those that want little have it, and the others an equal part of the rest: an amount beside a name of
    sixty letters is not broken.
    """
    spare = width - sum(wanted)
    if spare >= 0:
        return [each + spare / len(wanted) for each in wanted]
    found = [0.0] * len(wanted)
    rest = width
    for left, number in zip(range(len(wanted), 0, -1), sorted(range(len(wanted)), key=wanted.__getitem__), strict=True):
        found[number] = min(wanted[number], rest / left)
        rest -= found[number]
    return found
