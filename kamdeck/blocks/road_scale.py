"""The scale of the `target_road` block: which amount is at which place of its bar, and where each step begins."""

from collections.abc import Sequence
from functools import cached_property

from kamdeck.blocks.row_protocols import RoadRow
from kamdeck.dataclass import dataclass
from kamdeck.model.numbers import Number

BEYOND = 1.05
"""The end of the scale, as a multiple of the target or of all steps."""
MOST_BOOKED, BOOKED_PART = 0.65, 0.3
"""Above the first part of the scale, what is booked would leave little space for the deals: its step is cut at its
start, and has the second part of the width."""


@dataclass(frozen=True)
class RoadScale:
    """The scale of some steps and their target on a width in points."""

    rows: Sequence[RoadRow]
    target: Number | None
    width: float

    @cached_property
    def carried(self) -> float:
        """The sum of all steps except the gap."""
        return sum(float(row.value) for row in self.rows if str(row.kind) != "gap")

    @cached_property
    def _end(self) -> float:
        """The amount at the right edge."""
        gap = sum(float(row.value) for row in self.rows if str(row.kind) == "gap")
        whole = self.carried + (gap if self.target is None else 0.0)
        return BEYOND * max(whole, float(self.target or 0.0))

    @cached_property
    def _start(self) -> float:
        """The amount at the left edge: 0, except where most of the way to the target is booked."""
        booked = float(self.rows[0].value) if str(self.rows[0].kind) == "booked" else 0.0
        reached = self.target is not None and self.target <= booked
        if reached or len(self.rows) == 1 or booked <= MOST_BOOKED * self._end:
            return 0.0
        return booked - (self._end - booked) * BOOKED_PART / (1 - BOOKED_PART)

    @property
    def is_cut(self) -> bool:
        """Whether the bar does not start at 0."""
        return self._start > 0

    def x(self, amount: float) -> float:
        """Where an amount is, in points from the left edge."""
        return (amount - self._start) / (self._end - self._start) * self.width

    @cached_property
    def steps(self) -> list[tuple[RoadRow, float, float]]:
        """The steps with their left edges and widths, which are true to scale; the gap ends at the target."""
        found, x, carried = [], 0.0, 0.0
        for row in self.rows:
            carried += float(row.value)
            end = float(self.target) if str(row.kind) == "gap" and self.target is not None else carried
            width = max(0.0, self.x(end) - x)
            found.append((row, x, width))
            x += width
        return found
