"""A scale of scores on which the labels of all dots have space beside them."""

from collections.abc import Iterable
from typing import NamedTuple

from kamdeck.dataclass import dataclass

ROUNDS = 12
"""The rounds in which both ends of a scale move inwards until no label leaves its place."""
LEAST_SHARE = 0.24
"""The least share of its place that a scale keeps, however long the labels are."""


class SideLabel(NamedTuple):
    """A label at the left (`side` −1) or right (1) of the dot of a value; `width` includes the gap to it, in points."""

    value: float
    width: float
    side: int


@dataclass(frozen=True)
class DotScale:
    """A scale from the value `low` at `left` to the value `high` at `right`; lengths are in points."""

    low: float
    high: float
    left: float
    right: float

    def x(self, value: float) -> float:
        """The position of a value."""
        return self.left + (value - self.low) / (self.high - self.low) * (self.right - self.left)


def dot_scale(low: float, high: float, left: float, right: float, labels: Iterable[SideLabel]) -> DotScale:
    """The widest scale between `left` and `right` whose labels do not leave that space, where they can.

    Args:
        low: The value at the left end of the scale.
        high: The value at its right end.
        left: The left edge of the space in points.
        right: Its right edge in points.
        labels: The texts beside dots, which need space within the edges too.
    """
    scale, beside = DotScale(low, high, left, right), list(labels)
    middle, least = (left + right) / 2, (right - left) * LEAST_SHARE / 2
    for _ in range(ROUNDS):
        before = max((left + each.width - scale.x(each.value) for each in beside if each.side < 0), default=0.0)
        after = max((scale.x(each.value) + each.width - right for each in beside if each.side > 0), default=0.0)
        start = min(scale.left + max(before, 0.0), middle - least)
        end = max(scale.right - max(after, 0.0), middle + least)
        scale = DotScale(low, high, start, end)
    return scale
