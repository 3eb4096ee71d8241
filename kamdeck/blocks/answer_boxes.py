"""Boxes to tick beside the answers to a decision, as they are drawn on cards and on rows of decisions."""

from kamdeck.dataclass import dataclass
from kamdeck.diagrams.gridlines import frame_width, label
from kamdeck.document import RenderContext
from kamdeck.flow import Box, Item, Paragraph, TextItem

ANSWERS = ("agreed", "with_changes", "not_agreed")
BESIDE_BOX = 4.0
"""The gap between a box and its answer, in points."""


@dataclass(frozen=True)
class AnswerBoxes:
    """The boxes with answers in one font size, in points."""

    context: RenderContext
    size: float

    @property
    def answers(self) -> list[Paragraph]:
        """The answers in the document's language."""
        return [label(self.context.wording.term(f"decision_cards.{answer}"), self.size) for answer in ANSWERS]

    def width(self, answer: Paragraph) -> float:
        """The width of a box and its answer, in points."""
        return self._box + BESIDE_BOX + frame_width(answer, self.context.style)

    def items(self, answer: Paragraph, x: float, y: float, width: float, height: float) -> tuple[Item, Item]:
        """A box and its answer in a rectangle.

        Args:
            answer: The text beside the box.
            x: The left edge of the rectangle in points.
            y: Its upper edge in points.
            width: Its width in points.
            height: Its height in points; box and answer are in the middle of it.
        """
        left = self._box + BESIDE_BOX
        return (
            Box(x, y + (height - self._box) / 2, self._box, self._box, "", "text", 0.75),
            TextItem(x + left, y, width - left, height, (answer,), "middle"),
        )

    @property
    def _box(self) -> float:
        """The width and height of a box: about that of the letters beside it."""
        return self.size - 1.0
