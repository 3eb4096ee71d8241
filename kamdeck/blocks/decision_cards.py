"""The `decision_cards` block: a card for each decision that we ask for, with what it changes and who decides when."""

from collections.abc import Iterable, Iterator, Sequence

from kamdeck.blocks.decision_card_sheet import GUTTER, CardSheet, CardSizes
from kamdeck.blocks.decision_rows import row_sheet
from kamdeck.blocks.row_protocols import DecisionCardRow
from kamdeck.components.fitted_rows import height_taken
from kamdeck.components.titles import title
from kamdeck.dataclass import dataclass
from kamdeck.document import Block, Heading, Region, RenderContext, Rows
from kamdeck.documented import documented
from kamdeck.flow import Flow

BESIDE_FROM = 300.0
"""The width from which on a card may have its lower parts beside each other, in points."""
NARROWEST = 150.0
"""The least width of a card, in points."""
MOST_BESIDE = 3
"""Up to this number of cards stand in one row; more stand in pairs."""
ALONE = 0.65
"""The part of a region that the only card fills if it can, so that what happens next has space below it."""
ABOVE_SOURCE = 6.0
"""The gap that cards keep to what stands below them, in points."""


@documented(
    """Cards beside each other, each with a number and boxes to tick in the meeting; rows if no decision has a measure.

    A decision with a measure has two bars, before and after; the effect of another is a text.

    Example:
        decision_cards: {rows: analysis.decisions}
    """
)
@dataclass(frozen=True)
class DecisionCards(Block):
    rows: Rows[DecisionCardRow] = ()
    title: Heading = None

    def amounts(self) -> Iterable[object]:
        """The values that the bars show."""
        return (value for row in self.rows for value in (row.before, row.after, row.target))

    def lower(self, region: Region, context: RenderContext) -> list[Flow]:
        """The title and a drawing for each row of cards, in the largest sizes at which all of them fit the region."""
        if not self.rows:
            return []
        heads = title(self.title, context)
        room = region.height - height_taken(heads, region, context)
        sheet = self._fitted(region, room, context)
        return [*heads, *sheet.drawings(room - ABOVE_SOURCE if region.paged else 0.0)]

    def _fitted(self, region: Region, room: float, context: RenderContext) -> "CardSheet":
        if rows := row_sheet(self.rows, region, room, context):
            return rows
        sizes = context.style.theme.sizes
        steps = (
            # The only card has the width of a slide.
            *([CardSizes(sizes.title, sizes.title, sizes.lead, sizes.body, 27.0, 16.0)] if len(self.rows) == 1 else []),
            CardSizes(sizes.title, sizes.lead, sizes.body, sizes.dense, 22.5, 15.0),
            CardSizes(sizes.lead, sizes.body, sizes.body, sizes.dense, 18.0, 10.0),
            CardSizes(sizes.lead, sizes.dense, sizes.dense, sizes.small, 14.0, 7.0),
        )
        places = list(self._places(region.width))
        if not region.paged:
            # A report continues on the next page anyway.
            return CardSheet(self.rows, region.width, *places[-1], steps[-2], context)
        sheets = [CardSheet(self.rows, region.width, *place, step, context) for place in places for step in steps]
        for height in (room * ALONE, room) if len(self.rows) == 1 else (room,):
            for sheet in sheets:
                if sheet.cards_within(height) == len(self.rows) and not sheet.broken:
                    return sheet
        return _fullest(sheets, room)

    def _places(self, width: float) -> Iterator[tuple[int, bool]]:
        """The possible numbers of cards in a row, and whether their lower parts are beside each other."""
        fitting = int((width + GUTTER) / (NARROWEST + GUTTER))
        if len(self.rows) == 1 and width >= 2 * BESIDE_FROM:
            # Bars over the whole width of a slide would be too long to compare.
            yield 1, True
        if len(self.rows) <= min(MOST_BESIDE, fitting):
            yield len(self.rows), False
        if (width - GUTTER) / 2 >= BESIDE_FROM and len(self.rows) > 2:
            yield 2, True
        yield 1, width >= BESIDE_FROM


def _fullest(sheets: Sequence["CardSheet"], room: float) -> "CardSheet":
    """The sheet with the most cards on a slide of a height in points; of several, one that breaks the fewest words."""
    return min(sheets, key=lambda sheet: (-sheet.cards_within(room), sheet.broken))
