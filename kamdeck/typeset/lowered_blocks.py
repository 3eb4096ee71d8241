"""Lower blocks for the regions of slides, each once for all regions that make no difference to its flows."""

from collections.abc import Iterator
from typing import Any

from kamdeck.document import Block, Region, RenderContext, Topic
from kamdeck.flow import Flow
from kamdeck.magnitudes import Magnitude

_Key = tuple[int, float, float | None, bool | None, bool | None]
"""A block, the width, and of a region the height and whether it is scarce and terse; None where the block does not ask.
"""


class _WatchedRegion(Region):
    """A region that notices whether a block asks for its height, and whether it asks if height is scarce."""

    has_told_height = has_told_scarce = has_told_terse = False

    def __getattribute__(self, name: str) -> Any:
        if name in ("height", "scarce", "terse"):
            # Regions are frozen.
            object.__setattr__(self, f"has_told_{name}", True)
        return super().__getattribute__(name)


_Known = dict[_Key, tuple[Block, tuple[Flow, ...]]]
"""Blocks with their flows; they are kept, so that no other block gets the identity of one."""


class LoweredBlocks:
    """A cache of the flows of a topic's blocks, for one object that fills regions.

    The blocks must outlive this object, which knows them by `id()`. `known` is shared with other objects: flows are
    looked up in it, and new ones are added to it.
    """

    def __init__(self, known: _Known | None = None) -> None:
        self._flows: _Known = {}
        self._known: _Known = {} if known is None else known

    def __iter__(self) -> Iterator[tuple[Flow, ...]]:
        """The flows of each block and region."""
        return (flows for _, flows in self._flows.values())

    def of(self, block: Block, region: Region, context: RenderContext) -> tuple[Flow, ...]:
        """The flows of a block in a region."""
        keys = _keys(block, region, (None, region.height))
        for key in keys:
            if key in self._flows:
                return self._flows[key][1]
        for key in keys:
            if key in self._known:
                self._flows[key] = self._known[key]
                return self._known[key][1]
        watched = _WatchedRegion(region.width, region.height, region.ground, scarce=region.scarce, terse=region.terse)
        flows = tuple(block.lower(watched, context))
        height = region.height if watched.has_told_height else None
        scarce = region.scarce if watched.has_told_scarce else None
        terse = region.terse if watched.has_told_terse else None
        key = id(block), region.width, height, scarce, terse
        self._flows[key] = self._known[key] = block, flows
        return flows

    def of_any_height(self, block: Block, region: Region) -> tuple[Flow, ...] | None:
        """The flows of a block that has been lowered already, and does not ask for the height of regions."""
        known = (self._flows[key][1] for key in _keys(block, region, (None,)) if key in self._flows)
        return next(known, None)


def _keys(block: Block, region: Region, heights: tuple[float | None, ...]) -> list[_Key]:
    return [
        (id(block), region.width, height, scarce, terse)
        for height in heights
        for scarce in (None, region.scarce)
        for terse in (None, region.terse)
    ]


class DeckBlocks:
    """A cache of the flows of a deck's blocks. Topics are measured before it is decided which of them share a slide.

    Without the cache, lowering the same blocks again after measuring took half of the time for lowering. The cache is
    divided by topics and their units, since a block with other units shows other amounts, and since its texts are
    recorded for the slides of its topic.
    """

    def __init__(self) -> None:
        self._known: dict[tuple[str, frozenset[tuple[str, Magnitude]]], _Known] = {}

    def of_topic(self, topic: Topic) -> LoweredBlocks:
        """The cache for a topic, to be used only for regions on the usual background in the deck's style."""
        return LoweredBlocks(self._known.setdefault((topic.key, frozenset(topic.units.items())), {}))
