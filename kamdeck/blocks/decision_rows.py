"""Decisions without a measure: rows of the whole width of a slide, since cards would have nothing but a sentence."""

from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from kamdeck.blocks.answer_boxes import AnswerBoxes
from kamdeck.blocks.decision_card_sheet import GUTTER, TOP, CardSheet, CardSizes
from kamdeck.blocks.row_protocols import DecisionCardRow
from kamdeck.components.item_groups import ItemGroup, stacked
from kamdeck.dataclass import dataclass
from kamdeck.diagrams.gridlines import label
from kamdeck.document import Region, RenderContext
from kamdeck.flow import FLOW_GAP, Box, Drawing, Frame, Item

LEAST_WIDTH = 600.0
"""The least width of a region, in points, whose rows hold everything beside each other."""
FEWEST, MOST = 2, 4
"""How many decisions are rows."""
HIGHEST = 150.0
"""The greatest height of a row, in points."""
DECIDED = 0.25
"""The part of a row for who decides and by when."""
BELOW_ANSWER = 5.0
"""The gap between two answers, in points."""


class _RowParts(NamedTuple):
    """The parts of a row from left to right."""

    texts: ItemGroup
    decided: ItemGroup
    answers: ItemGroup

    @property
    def height(self) -> float:
        """The height of the highest part."""
        return max(part.height for part in self)


def row_sheet(rows: Sequence[DecisionCardRow], region: Region, room: float, context: RenderContext) -> CardSheet | None:
    """The largest rows that fit; None where cards suit the decisions or the region better.

    Args:
        rows: The decisions.
        region: The region of the block.
        room: The height in points that the rows may take.
        context: The context of the document.
    """
    measured = any(row.before is not None and row.after is not None for row in rows)
    if measured or not region.paged or region.width < LEAST_WIDTH or not FEWEST <= len(rows) <= MOST:
        return None
    sizes = context.style.theme.sizes
    steps = (
        CardSizes(sizes.title, sizes.lead, sizes.lead, sizes.dense, 0.0, 15.0),
        CardSizes(sizes.lead, sizes.body, sizes.body, sizes.dense, 0.0, 10.0),
    )
    sheets = (_RowSheet(rows, region.width, 1, True, step, context) for step in steps)
    return next((sheet for sheet in sheets if sheet.height <= room and not sheet.broken), None)


@dataclass(frozen=True)
class _RowSheet(CardSheet):
    """Rows below each other: what is asked for and changes, who decides when, and the boxes to tick."""

    @property
    def height(self) -> float:
        """The height of all rows of equal height with the gaps between them, in points."""
        return len(self.rows) * (self._row_height + GUTTER) - GUTTER

    @property
    def broken(self) -> int:
        """The number of parts in which a text breaks a word."""
        return sum(part.breaks for parts in self._row_parts for part in parts)

    @property
    def _row_height(self) -> float:
        return max(parts.height for parts in self._row_parts) + 2 * self.sizes.pad

    @cached_property
    def _row_parts(self) -> list[_RowParts]:
        answers = self._answers()
        texts, decided = self._columns(answers.width)
        return [_RowParts(self._said(row, texts), self._decided(row, decided), answers) for row in self.rows]

    def _columns(self, answers: float) -> tuple[float, float]:
        """The widths of the texts and of who decides, beside boxes of a width in points."""
        decided = self._inner * DECIDED
        return self._inner - TOP - decided - answers - 4 * self.sizes.pad, decided

    def _said(self, row: DecisionCardRow, width: float) -> ItemGroup:
        """What is asked for, and below it what changes, both at the right of the row's number."""
        wording, left = self.context.wording.inner, self._number_width + self.sizes.pad * 0.6
        paragraphs = [label(wording.say(row.decision.ask), self.sizes.ask, bold=True)]
        if row.decision.effect:
            paragraphs.append(label(wording.say(row.decision.effect), self.sizes.strong))
        parts = [self._texts((each,), width - left) for each in paragraphs]
        said = stacked(parts, 4.0)
        return ItemGroup(said.height, said.at(left, 0.0), said.breaks)

    def _answers(self) -> ItemGroup:
        """The boxes to tick, below each other."""
        boxes, height = AnswerBoxes(self.context, self.sizes.text), self.sizes.text * 1.25
        answers, step = boxes.answers, height + BELOW_ANSWER
        width = max(map(boxes.width, answers))
        items = [
            item
            for number, answer in enumerate(answers)
            for item in boxes.items(answer, 0.0, number * step, width, height)
        ]
        return ItemGroup(step * len(answers) - BELOW_ANSWER, tuple(items), width=width)

    def drawings(self, room: float) -> list[Drawing]:
        """A drawing for each row; rows share a height in points up to their greatest."""
        count, least = len(self.rows), self._row_height
        height = max(least, min(HIGHEST, (room - GUTTER * (count - 1)) / count))
        found = []
        for number, (row, parts) in enumerate(zip(self.rows, self._row_parts, strict=True), 1):
            below = GUTTER - FLOW_GAP if number < count else 0.0
            frame = Frame(self.width, height + below, tuple(self._row(number, parts, height)))
            found.append(Drawing(frame, self._alt(row)))
        return found

    def _row(self, number: int, parts: _RowParts, height: float) -> list[Item]:
        """The items of a row, whose parts begin at one height."""
        pad, width = self.sizes.pad, parts.answers.width
        left, top = TOP + pad, (height - parts.height) / 2
        decided = left + self._columns(width)[0] + 2 * pad
        panel = self.width - width - 2 * pad
        # The first lines of the number and of the text have their middle at one height.
        above = (self.sizes.number - self.sizes.ask) * 0.6
        return [
            Box(0, 0, self.width, height, "grey4"),
            Box(0, 0, TOP, height, "primary"),
            Box(panel, 0, width + 2 * pad, height, "ground", "grey3"),
            *self._number(number).at(left, top - above),
            *parts.texts.at(left, top),
            *parts.decided.at(decided, top),
            *parts.answers.at(panel + pad, (height - parts.answers.height) / 2),
        ]
