"""Items of a drawing that are placed together, such as the texts of a card, and groups of them below each other."""

from collections.abc import Sequence
from typing import NamedTuple

from kamdeck.flow import Item
from kamdeck.flow.drawing import moved


class ItemGroup(NamedTuple):
    """Items with their upper left corner at (0, 0), and the space that they take in points.

    `breaks` says that a text breaks a word. A group without a `width` takes that of its region.
    """

    height: float
    items: tuple[Item, ...]
    breaks: bool = False
    width: float = 0.0

    def at(self, x: float, y: float) -> tuple[Item, ...]:
        """The items with the upper left corner at a position."""
        return tuple(moved(item, x, y) for item in self.items)


def stacked(groups: Sequence[ItemGroup], gap: float) -> ItemGroup:
    """Groups below each other, with a gap in points between them."""
    items: list[Item] = []
    y = 0.0
    for group in groups:
        items += group.at(0.0, y)
        y += group.height + gap
    return ItemGroup(max(y - gap, 0.0), tuple(items), any(group.breaks for group in groups))


def beside(groups: Sequence[ItemGroup], pitch: float) -> ItemGroup:
    """Groups beside each other with their upper edges on one line; their left edges are `pitch` points apart."""
    items = tuple(item for number, group in enumerate(groups) for item in group.at(number * pitch, 0.0))
    height = max((group.height for group in groups), default=0.0)
    return ItemGroup(height, items, any(group.breaks for group in groups))
