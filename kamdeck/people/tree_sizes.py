"""The sizes of trees of people, computed before any of their cards is placed.

All lengths are in points. Nearly all sizes of cards that are tried for a drawing are too large for it. The lengths of
lists decide which cards stand beside and below each other, so that sums give the height and a lower bound of the width
for all sizes and gaps.
"""

from collections.abc import Sequence
from typing import NamedTuple

from kamdeck.dataclass import dataclass
from kamdeck.people.hierarchy import Branch, Note

INDENT = 20.0
"""The indent of cards in a list below their superior."""
TRUNK = 10.0
"""The width of the line to the left of a column of cards, with the space around it."""
ATTACHED = 2.0
"""The gap between a card in a column and the stub below it, which belongs to that card alone."""


@dataclass(frozen=True, slots=True)
class Spacing:
    """The size of cards and the gaps between them.

    `across` is the gap between neighbours, `down` between levels, `between` within a column. Indented lists and columns
    have up to `rows` cards; `stub` is the height of a stub.
    """

    width: float
    height: float
    across: float = 14.0
    down: float = 28.0
    between: float = 9.0
    rows: int = 1
    stub: float = 0.0


class _Stack(NamedTuple):
    """What stands below each other in a node of a level, from its top to its bottom, with `gaps` between it.

    `attached` stubs belong to the cards right above them.
    """

    level: int
    cards: int
    stubs: int = 0
    gaps: int = 0
    attached: int = 0

    def bottom(self, spacing: Spacing) -> float:
        """The distance of its bottom from the top of the tree."""
        top = self.level * (spacing.height + spacing.down)
        attached = self.attached * (ATTACHED + spacing.stub)
        inner = self.cards * spacing.height + self.stubs * spacing.stub + self.gaps * spacing.between
        return top + inner + attached


class TreeSizes:
    """The sizes of trees side by side, with lists and columns of up to some `rows`."""

    def __init__(self, roots: Sequence[Branch], rows: int) -> None:
        self._rows = rows
        # Of each level the number of nodes, and by how much they are wider than cards.
        self._counts: list[int] = []
        self._extra: list[float] = []
        self._widest = 0.0
        self._stacks = set[_Stack]()
        for root in roots:
            self._add(root, 0)

    def breadth(self, spacing: Spacing) -> float:
        """A lower bound of the width: that of the broadest level, whose nodes cannot overlap."""
        step = spacing.width + spacing.across
        levels = zip(self._counts, self._extra, strict=True)
        # A node's width includes the gap to its right, which the last node of a level does not need.
        return max([count * step + extra for count, extra in levels]) - self._widest - spacing.across

    def height(self, spacing: Spacing) -> float:
        """The height of the highest tree."""
        return max([stack.bottom(spacing) for stack in self._stacks])

    def _add(self, branch: Branch, level: int) -> None:
        if is_indented(branch, self._rows):
            listed = indented(branch)
            stubs = sum(isinstance(each, Note) for _, _, each in listed)
            stack = _Stack(level, 1 + len(listed) - stubs, stubs, gaps=len(listed))
            self._add_node(stack, INDENT * max(depth for depth, _, _ in listed))
            return
        self._add_node(_Stack(level, 1))
        for group in columns_below(branch, self._rows):
            first = group[0]
            if len(group) > 1:
                stubs = sum(isinstance(each, Note) for each in group)
                attached = sum(isinstance(each, Branch) and each.note is not None for each in group)
                stack = _Stack(level + 1, len(group) - stubs, stubs, len(group) - 1, attached)
                self._add_node(stack, TRUNK)
            elif isinstance(first, Note):
                self._add_node(_Stack(level + 1, 0, 1))
            else:
                self._add(first, level + 1)

    def _add_node(self, stack: _Stack, extra: float = 0.0) -> None:
        """Adds a node that is wider than a card by some points."""
        if stack.level == len(self._counts):
            self._counts.append(0)
            self._extra.append(0.0)
        self._counts[stack.level] += 1
        self._extra[stack.level] += extra
        self._widest = max(self._widest, extra)
        self._stacks.add(stack)


def is_indented(branch: Branch, rows: int) -> bool:
    """Whether all people below a person form one indented list; a chain of single reports stays vertical."""
    # As many levels as people means that everybody has one report.
    return branch.size > branch.levels and 1 < branch.size - 1 <= rows and branch.is_whole


def indented(branch: Branch, depth: int = 1) -> list[tuple[int, Branch, Branch | Note]]:
    """Everybody below a person, one a row, with their depth and their superior; a note is the last of its superior."""
    rows: list[tuple[int, Branch, Branch | Note]] = []
    for report in branch.reports:
        rows += [(depth, branch, report), *indented(report, depth + 1)]
    return [*rows, (depth, branch, branch.note)] if branch.note else rows


def columns_below(branch: Branch, rows: int) -> list[tuple[Branch | Note, ...]]:
    """The columns below a superior: a report with reports has its own, neighbours without reports share columns.

    A shared column has at most `rows` cards; those of the same neighbours differ by one card at most.
    """
    # A note takes part in the layout like a card, so that nothing covers it.
    note = (branch.note,) if branch.note else ()
    groups: list[tuple[Branch | Note, ...]] = []
    run: list[Branch | Note] = []
    # None ends the last run.
    for each in (*branch.reports, *note, None):
        if each and rows > 1 and (isinstance(each, Note) or not each.reports):
            run.append(each)
            continue
        columns = -(-len(run) // rows)
        start = 0
        for number in range(columns):
            end = start + -(-(len(run) - start) // (columns - number))
            groups.append(tuple(run[start:end]))
            start = end
        run = []
        if each:
            groups.append((each,))
    return groups
