"""The rows and cells of the table flow."""

from typing import NamedTuple

from kamdeck.flow.text import Paragraph


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
