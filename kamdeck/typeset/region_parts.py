"""What a region of a page is filled with: blocks and columns of a layout, and what earlier pages leave of them."""

from collections.abc import Sequence

from kamdeck.dataclass import dataclass
from kamdeck.document import Block, Columns
from kamdeck.flow import Flow
from kamdeck.typeset.fitted import COLUMN_GAP


@dataclass(frozen=True)
class LoweredFlows:
    """Flows that need no lowering: the rest of a block that began on an earlier page, or text that belongs to no
    block. They have their sizes, unless they are still `as_made`, in the smallest sizes of a block.
    """

    flows: tuple[Flow, ...]
    as_made: bool = False


@dataclass(frozen=True)
class RestOfColumns:
    """What is left of columns of text from an earlier page, beside each other as there."""

    stacks: tuple[tuple[float, "tuple[Part, ...]"], ...]
    ruled: bool = False


Part = Block | Columns | LoweredFlows | RestOfColumns
"""What a region is filled with: a block or columns of the layout, or what is left of them from an earlier page."""


def stacks_of(columns: Columns | RestOfColumns) -> Sequence[tuple[float, tuple[Part, ...]]]:
    """The share of the width of each column, and its parts."""
    if isinstance(columns, RestOfColumns):
        return columns.stacks
    return [(share, stack.parts) for share, stack in columns.stacks]


def column_widths(columns: Columns | RestOfColumns, width: float) -> list[float]:
    """The width of each column of a region, in points."""
    total = sum(share for share, _ in columns.stacks)
    free = width - COLUMN_GAP * (len(columns.stacks) - 1)
    return [free * share / total for share, _ in columns.stacks]
