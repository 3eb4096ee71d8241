"""What the blocks have in common that show labelled items beside each other in one row of a native table."""

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from kamdeck.document import Block, RenderContext
from kamdeck.flow import Cell, Column, Paragraph, Run

SPACE = 10.0
"""The space between two items, in points."""


class Strip(Block):
    """A block whose field `items` are shown as far as they are known, the first ones first."""

    @property
    @abstractmethod
    def _known(self) -> tuple[Any, ...]:
        """The items that have a value."""

    @abstractmethod
    def _label(self, item: Any, context: RenderContext) -> str:
        """The label of an item."""

    @property
    def names_itself(self) -> bool:
        """Whether the labels say what the block is about."""
        return True

    @property
    def counts_rest(self) -> bool:
        """A page does not count the items that it leaves out: they are a choice of all that is known."""
        return False

    @property
    def row_count(self) -> int:
        """The number of items that are known."""
        return len(self._known)

    def limited(self, count: int, *, forced: bool = False) -> Block:
        """The first items that are known."""
        return replace(self, items=self._known[:count])  # type: ignore[type-var]

    def row_names(self, context: RenderContext) -> tuple[str, ...]:
        """The labels of the items."""
        return tuple(self._label(item, context) for item in self._known)

    def is_empty(self) -> bool:
        """Whether no item is known."""
        return not self._known


def spaced(cells: Sequence[Cell], context: RenderContext) -> tuple[tuple[Column, ...], tuple[Cell, ...]]:
    """The columns and cells of a row with space between each two cells."""
    gap = Cell((Paragraph((Run(""),), context.style.theme.sizes.small, role="cell"),))
    columns = [column for _ in cells for column in (Column(share=1.0), Column(width=SPACE))]
    return tuple(columns[:-1]), tuple([each for cell in cells for each in (cell, gap)][:-1])
