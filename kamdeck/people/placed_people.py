"""What blocks of people on cards have in common: one drawing in the largest cards that fit, or several."""

from abc import abstractmethod
from collections.abc import Sequence

from kamdeck.document import Block, Region, RenderContext
from kamdeck.flow import Flow
from kamdeck.people.placement import CardPlacement, FittedSheet, fitted_sheets, whole_sheet
from kamdeck.people.selection import ShownPeople


class PlacedPeople(Block):
    """A block that draws people on cards, which are as large as a region allows."""

    def lower(self, region: Region, context: RenderContext) -> list[Flow]:
        """The title and one drawing, or several where not even the smallest cards make one."""
        placements = self._placements(region, context)
        return self._drawn(placements, fitted_sheets(placements, self._shown), context) if placements else []

    def lower_whole(self, region: Region, context: RenderContext) -> list[Flow]:
        """The title and one drawing with everybody; empty where not even the smallest cards make one."""
        placements = self._placements(region, context)
        sheets = whole_sheet(placements, self._shown)
        return self._drawn(placements, sheets, context) if sheets else []

    def is_cramped(self, region: Region, context: RenderContext) -> bool:
        """Whether not even the smallest cards make one drawing."""
        placements = self._placements(region, context)
        return bool(placements) and not whole_sheet(placements, self._shown)

    @property
    @abstractmethod
    def _shown(self) -> ShownPeople:
        """The people that are drawn."""

    @abstractmethod
    def _placements(self, region: Region, context: RenderContext) -> list[CardPlacement]:
        """The placements of cards of each size, the largest first; none without people."""

    @abstractmethod
    def _drawn(
        self, placements: Sequence[CardPlacement], sheets: Sequence[FittedSheet], context: RenderContext
    ) -> list[Flow]:
        """The title, the drawing of each sheet, and what stands below them."""
