"""Arranges the cards of one sheet of people as a tree: positions of cards and stubs, and connectors between them.

All lengths are in points. A stub is a small box that refers to people who are drawn on another sheet.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from kamdeck.diagrams.bounds import Bounds
from kamdeck.diagrams.tidy_tree import TreeNode, descendants, tidy
from kamdeck.model.values import PersonId
from kamdeck.people.hierarchy import Branch, PeopleSheet
from kamdeck.people.person_row import PersonRow

STRIP = 18.0
"""The width of the strip at a card's left edge that shows the stance; connectors to an indented list start from it."""
BORDER = 0.5
"""The distance between a strip and the edge of its card, so that the card's border stays visible."""
INDENT = 20.0
"""The indent of cards in a list below their superior."""
TRUNK = 10.0
"""The width of the line to the left of a column of cards, with the space around it."""


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


@dataclass(frozen=True, slots=True)
class CardPosition:
    """The upper left corner of a person's card."""

    person: PersonRow
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Stub:
    """The upper left corner of the box that refers to people drawn on another sheet."""

    branch: Branch
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Connector:
    """A connector between two cards, by the ids of their people.

    The `kind` is "below" (to a card one level down), "stub" (to a stub), "indented" (from the strip to the side of a
    card in a list), "column" (to the side of a card, along a vertical line at x = `trunk`), or "beside" (between people
    outside the hierarchy). `trunk` is used by the kind "column" only.
    """

    upper: PersonId
    lower: str
    kind: str
    trunk: float = 0.0


@dataclass
class Arrangement:
    """Positions and connectors in a space whose upper left corner is (0, 0)."""

    spacing: Spacing
    width: float = 0.0
    height: float = 0.0
    positions: list[CardPosition] = field(default_factory=list)
    stubs: list[Stub] = field(default_factory=list)
    links: list[Connector] = field(default_factory=list)

    def rects(self) -> list[Bounds]:
        """The bounds of all cards and stubs."""
        width, height, stub = self.spacing.width, self.spacing.height, self.spacing.stub
        cards = [(position.x, position.y, position.x + width, position.y + height) for position in self.positions]
        return cards + [(each.x, each.y, each.x + width, each.y + stub) for each in self.stubs]

    def moved(self, x: float, y: float) -> "Arrangement":
        """The same arrangement, moved to the right by `x` and down by `y`."""
        positions = [CardPosition(position.person, position.x + x, position.y + y) for position in self.positions]
        stubs = [Stub(stub.branch, stub.x + x, stub.y + y) for stub in self.stubs]
        links = [Connector(link.upper, link.lower, link.kind, link.trunk + x) for link in self.links]
        return Arrangement(self.spacing, self.width + x, self.height + y, positions, stubs, links)


def arrange(sheet: PeopleSheet, spacing: Spacing, width: float, height: float) -> Arrangement | None:
    """The arrangement of a sheet's people, or None where it is larger than `width` by `height`.

    People outside the trees are placed beside the top, else below. Most arrangements that are tried are too large,
    which is checked before any position is computed.
    """
    found = Arrangement(spacing)
    if sheet.roots:
        # An invisible root without size joins the trees, so that they are moved together like siblings. The recursion
        # below is no deeper than the tree, and `CardPlacement` tries only trees whose levels fit the height.
        root = TreeNode(0.0, 0.0, 0.0, 0.0)
        root.children = [_node(each, 0.0, spacing) for each in sheet.roots]
        nodes = descendants(root)[1:]
        # The tolerance of 0.01 points is for rounding.
        if _breadth(nodes, spacing) > width + 0.01:
            return None
        tidy(root)
        least = min(node.x for node in nodes)
        if max(node.x for node in nodes) - least + spacing.width > width + 0.01:
            return None
        for node in nodes:
            _place(node, node.x - least, found)
        _measure(found)
    _place_aside(sheet, found, width)
    return found if found.width <= width + 0.01 and found.height <= height else None


def _breadth(nodes: Sequence[TreeNode], spacing: Spacing) -> float:
    """A lower bound of the width: that of the broadest level, whose nodes cannot overlap."""
    levels: dict[float, float] = {}
    for node in nodes:
        levels[node.y] = levels.get(node.y, 0.0) + node.width
    # A node's width includes the gap to its right, which the last node of a level does not need.
    return max(levels.values()) - max(node.width for node in nodes) + spacing.width


def _measure(found: Arrangement) -> None:
    rects = found.rects()
    found.width = max((right for _, _, right, _ in rects), default=0.0)
    found.height = max((bottom for _, _, _, bottom in rects), default=0.0)


def _node(branch: Branch, y: float, spacing: Spacing) -> TreeNode:
    """The node of a branch; a few people below one superior form an indented list in the same node."""
    node = TreeNode(spacing.width + spacing.across, spacing.height + spacing.down, y, spacing.width / 2, branch)
    below = y + spacing.height + spacing.down
    if _is_indented(branch, spacing):
        node.width += INDENT * (branch.levels - 1)
        node.height += (branch.size - 1) * (spacing.height + spacing.between)
        return node
    for group in _groups(branch.reports, spacing.rows):
        node.children.append(_node(group[0], below, spacing) if len(group) == 1 else _column(group, below, spacing))
    # A stub takes part in the layout like a card, so that nothing covers it.
    if branch.hidden or branch.more:
        stub = TreeNode(
            spacing.width + spacing.across, spacing.stub + spacing.down, below, spacing.width / 2, Stub(branch, 0, 0)
        )
        node.children.append(stub)
    return node


def _is_indented(branch: Branch, spacing: Spacing) -> bool:
    """Whether all people below a person form one indented list; a chain of single reports stays vertical."""
    # As many levels as people means that everybody has one report.
    return branch.size > branch.levels and 1 < branch.size - 1 <= spacing.rows and branch.is_whole


def _column(group: tuple[Branch, ...], y: float, spacing: Spacing) -> TreeNode:
    height = len(group) * (spacing.height + spacing.between) - spacing.between + spacing.down
    return TreeNode(TRUNK + spacing.width + spacing.across, height, y, (TRUNK + spacing.width) / 2, group)


def _groups(reports: Sequence[Branch], rows: int) -> list[tuple[Branch, ...]]:
    """The columns below a superior: a report with reports has its own, neighbours without reports share columns.

    A shared column has at most `rows` cards; those of the same neighbours differ by one card at most.
    """
    groups: list[tuple[Branch, ...]] = []
    run: list[Branch] = []
    # None ends the last run of leaves.
    for report in (*reports, None):
        if report and report.is_leaf and rows > 1:
            run.append(report)
            continue
        columns = -(-len(run) // rows)
        start = 0
        for number in range(columns):
            end = start + -(-(len(run) - start) // (columns - number))
            groups.append(tuple(run[start:end]))
            start = end
        run = []
        if report:
            groups.append((report,))
    return groups


def _place(node: TreeNode, x: float, found: Arrangement) -> None:
    """Adds one node to `found`.

    Adds its cards or its stub, the reports indented below it, and the connectors to the nodes directly below it.
    """
    spacing, content = found.spacing, node.content
    if isinstance(content, Stub):
        found.stubs.append(Stub(content.branch, x, node.y))
        return
    if isinstance(content, tuple):
        step = spacing.height + spacing.between
        found.positions += [
            CardPosition(each.person, x + TRUNK, node.y + row * step) for row, each in enumerate(content)
        ]
        return
    found.positions.append(CardPosition(content.person, x, node.y))
    upper = content.person.id
    if not node.children:
        _add_indented(content, x, node.y, found)
    for child in node.children:
        if isinstance(child.content, Stub):
            found.links.append(Connector(upper, stub_key(upper), "stub"))
        elif isinstance(child.content, tuple):
            # `x - node.x` is the distance by which `arrange` moves everything to begin at 0.
            trunk = child.x + x - node.x + TRUNK / 2 - 2
            found.links += [Connector(upper, each.person.id, "column", trunk) for each in child.content]
        else:
            found.links.append(Connector(upper, child.content.person.id, "below"))


def _add_indented(branch: Branch, x: float, y: float, found: Arrangement) -> float:
    """Adds everybody below a person, one a row, each level further indented; returns the y of the last row."""
    step = found.spacing.height + found.spacing.between
    for report in branch.reports:
        y += step
        found.positions.append(CardPosition(report.person, x + INDENT, y))
        found.links.append(Connector(branch.person.id, report.person.id, "indented"))
        y = _add_indented(report, x + INDENT, y, found)
    return y


def stub_key(person: PersonId) -> str:
    """The key that connectors to a person's stub are glued to."""
    return f"{person}:stub"


def _place_aside(sheet: PeopleSheet, found: Arrangement, width: float) -> None:
    """Adds people outside the hierarchy: to the right of the top, else to its left, else in rows below."""
    if not sheet.aside:
        return
    spacing, tops = found.spacing, [position for position in found.positions if position.y == 0.0]
    step = spacing.width + spacing.across
    row_width = len(sheet.aside) * step - spacing.across
    # Twice the usual gap separates these people from the tree, to which they do not belong.
    right = max((position.x for position in tops), default=0.0) + step + spacing.across
    left = min((position.x for position in tops), default=0.0) - 2 * spacing.across
    # Further to the right where the tree is wider: the row then ends where the drawing ends.
    if tops and right + row_width <= width:
        _beside(sheet, found, max(right, found.width - row_width), "beside")
    elif row_width <= left:
        _beside(sheet, found, 0.0, "before")
    else:
        columns = max(1, int((width + spacing.across) // step))
        top = found.height + spacing.down if tops else 0.0
        for number, person in enumerate(sheet.aside):
            row, column = divmod(number, columns)
            found.positions.append(CardPosition(person, column * step, top + row * (spacing.height + spacing.between)))
    _measure(found)


def _beside(sheet: PeopleSheet, found: Arrangement, x: float, kind: str) -> None:
    """Adds a row next to the top, connected to it where the sheet has a single tree."""
    step = found.spacing.width + found.spacing.across
    found.positions += [CardPosition(person, x + number * step, 0.0) for number, person in enumerate(sheet.aside)]
    if len(sheet.roots) == 1:
        chain = [person.id for person in sheet.aside]
        top = sheet.roots[0].person.id
        chain = [top, *chain] if kind == "beside" else [*chain, top]
        found.links += [Connector(one, other, "beside") for one, other in pairwise(chain)]
