"""Lower blocks for the regions of slides, each once for all regions that make no difference to its flows."""

from collections.abc import Iterator
from typing import Any

from kamdeck.document import Block, Region, RenderContext
from kamdeck.flow import Flow

_Key = tuple[int, float, float | None, bool | None]
"""A block, the width, and the height and the scarcity of a region; None where the block does not ask for them."""


class _WatchedRegion(Region):
    """A region that notices whether a block asks for its height, and whether it asks if height is scarce."""

    has_told_height = has_told_scarce = False

    def __getattribute__(self, name: str) -> Any:
        if name in ("height", "scarce"):
            # Regions are frozen.
            object.__setattr__(self, f"has_told_{name}", True)
        return super().__getattribute__(name)


class LoweredBlocks:
    """The flows of the blocks of a topic. The blocks must live as long as this does."""

    def __init__(self) -> None:
        self._flows: dict[_Key, tuple[Flow, ...]] = {}

    def __iter__(self) -> Iterator[tuple[Flow, ...]]:
        """The flows of each block and region."""
        return iter(self._flows.values())

    def of(self, block: Block, region: Region, context: RenderContext) -> tuple[Flow, ...]:
        """The flows of a block in a region."""
        known = self._found(block, region, (None, region.height))
        if known is not None:
            return known
        watched = _WatchedRegion(region.width, region.height, region.ground, scarce=region.scarce)
        flows = tuple(block.lower(watched, context))
        height = region.height if watched.has_told_height else None
        scarce = region.scarce if watched.has_told_scarce else None
        self._flows[id(block), region.width, height, scarce] = flows
        return flows

    def of_any_height(self, block: Block, region: Region) -> tuple[Flow, ...] | None:
        """The flows of a block that has been lowered already, and does not ask for the height of regions."""
        return self._found(block, region, (None,))

    def _found(self, block: Block, region: Region, heights: tuple[float | None, ...]) -> tuple[Flow, ...] | None:
        for height in heights:
            for scarce in (None, region.scarce):
                key = id(block), region.width, height, scarce
                if key in self._flows:
                    return self._flows[key]
        return None
