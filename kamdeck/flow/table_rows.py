"""The rows and cells of the table flow."""

from collections.abc import Sequence
from typing import NamedTuple

from kamdeck.flow.style import Style
from kamdeck.flow.text import Paragraph, split_paragraphs


class Cell(NamedTuple):
    """The paragraphs of a cell; `fill` and `outline` are roles for its background and a border of its own."""

    paragraphs: tuple[Paragraph, ...]
    fill: str = ""
    outline: str = ""

    @property
    def text(self) -> str:
        """The cell's text, a line for each paragraph."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs)


class Row(NamedTuple):
    """A row with a cell for each column; `total` marks a row of totals, `height` is its minimum in points."""

    cells: tuple[Cell, ...]
    total: bool = False
    fill: str = ""
    height: float = 0.0


def cut_cells(
    cells: Sequence[Cell], widths: Sequence[float], height: float, style: Style
) -> tuple[tuple[Cell, ...], tuple[Cell, ...]] | None:
    """The part of each cell that fits a height in points, and the rest; None where a cell would look empty.

    Args:
        cells: The cells of a row.
        widths: Their widths in points, without margins.
        height: The height in points that their texts may take.
        style: What text is measured with.

    Returns:
        The cells of both parts of the row.
    """
    tops: list[Cell] = []
    rests: list[Cell] = []
    for cell, width in zip(cells, widths, strict=True):
        first, rest = split_paragraphs(cell.paragraphs, width, height, style, "cell")
        # Not even one line of this cell fits, so the cell would look empty in this part of the row.
        if rest and not first and cell.text:
            return None
        tops.append(cell._replace(paragraphs=first))
        rests.append(cell._replace(paragraphs=rest))
    return tuple(tops), tuple(rests)
