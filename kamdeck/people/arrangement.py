"""A sheet of people and the size of their cards go in; places of cards, stubs and connectors come out, in points."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from kamdeck.diagrams.bounds import Bounds
from kamdeck.diagrams.tidy_tree import TreeNode, descendants, tidy
from kamdeck.people.hierarchy import Branch, PeopleSheet

STRIP = 18.0
"""The width of the stance strip at a card's left edge; what hangs below a card is fastened to its strip."""
BORDER = 0.5
"""How far a strip stands in from the card's edge, so that the border shows."""
HANG = 20.0
"""How far cards that hang below their superior stand in."""
TRUNK = 10.0
"""The room of the line to the left of a column of cards."""


@dataclass(frozen=True, slots=True)
class Spacing:
    """The cards' size and the gaps between them: `across` beside, `down` between levels, `between` in a column.

    Lists and columns have up to `rows` cards below their superior; `stub` is the height of the boxes that stand for
    what is drawn elsewhere.
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

    person: Any
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Stub:
    """The place of the box that stands for people drawn elsewhere."""

    branch: Branch
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Connector:
    """A connector from a superior: `below` to a card or (`stub`) box under it, `hung` from the strip to a card's side.

    A `column` link reaches its side over the line at `trunk`; `beside` joins those outside the hierarchy.
    """

    upper: Any
    lower: Any
    manner: str
    trunk: float = 0.0


@dataclass
class Arrangement:
    """Places in a space that begins at nought."""

    spacing: Spacing
    width: float = 0.0
    height: float = 0.0
    positions: list[CardPosition] = field(default_factory=list)
    stubs: list[Stub] = field(default_factory=list)
    links: list[Connector] = field(default_factory=list)

    def rects(self) -> list[Bounds]:
        """The left, top, right and bottom edges of everything that stands here."""
        width, height, stub = self.spacing.width, self.spacing.height, self.spacing.stub
        cards = [(position.x, position.y, position.x + width, position.y + height) for position in self.positions]
        return cards + [(each.x, each.y, each.x + width, each.y + stub) for each in self.stubs]

    def moved(self, x: float, y: float) -> "Arrangement":
        """The same elsewhere."""
        positions = [CardPosition(position.person, position.x + x, position.y + y) for position in self.positions]
        stubs = [Stub(stub.branch, stub.x + x, stub.y + y) for stub in self.stubs]
        links = [Connector(link.upper, link.lower, link.manner, link.trunk + x) for link in self.links]
        return Arrangement(self.spacing, self.width + x, self.height + y, positions, stubs, links)


def arrange(sheet: PeopleSheet, spacing: Spacing, width: float, height: float) -> Arrangement | None:
    """The places of a sheet's people; those outside the trees stand beside the top or below. None where too large.

    Most arrangements that are tried are too large, which is seen before anybody has a place in them.
    """
    found = Arrangement(spacing)
    if sheet.roots:
        root = TreeNode(0.0, 0.0, 0.0, 0.0)
        root.children = [_node(each, 0.0, spacing) for each in sheet.roots]
        nodes = descendants(root)[1:]
        if _breadth(nodes, spacing) > width + 0.01:
            return None
        tidy(root)
        least = min(node.x for node in nodes)
        if max(node.x for node in nodes) - least + spacing.width > width + 0.01:
            return None
        for node in nodes:
            _place(node, node.x - least, found)
        _measure(found)
    _stand_aside(sheet, found, width)
    return found if found.width <= width + 0.01 and found.height <= height else None


def _breadth(nodes: Sequence[TreeNode], spacing: Spacing) -> float:
    """What the broadest level takes at least, since no two of its nodes share any room."""
    levels: dict[float, float] = {}
    for node in nodes:
        levels[node.y] = levels.get(node.y, 0.0) + node.width
    return max(levels.values()) - max(node.width for node in nodes) + spacing.width


def _measure(found: Arrangement) -> None:
    rects = found.rects()
    found.width = max((right for _, _, right, _ in rects), default=0.0)
    found.height = max((bottom for _, _, _, bottom in rects), default=0.0)


def _node(branch: Branch, y: float, spacing: Spacing) -> TreeNode:
    """The node of a branch; where few stand below, they hang indented under their superior, in the same node."""
    node = TreeNode(spacing.width + spacing.across, spacing.height + spacing.down, y, spacing.width / 2, branch)
    below = y + spacing.height + spacing.down
    if _hangs(branch, spacing):
        node.width += HANG * (branch.levels - 1)
        node.height += (branch.size - 1) * (spacing.height + spacing.between)
        return node
    for group in _groups(branch.reports, spacing.rows):
        node.children.append(_node(group[0], below, spacing) if len(group) == 1 else _column(group, below, spacing))
    if branch.hidden or branch.more:
        stub = TreeNode(
            spacing.width + spacing.across, spacing.stub + spacing.down, below, spacing.width / 2, Stub(branch, 0, 0)
        )
        node.children.append(stub)
    return node


def _hangs(branch: Branch, spacing: Spacing) -> bool:
    """Whether all below a person hang in one indented list; a mere chain stays upright."""
    return branch.size > branch.levels and 1 < branch.size - 1 <= spacing.rows and branch.is_whole


def _column(group: tuple[Branch, ...], y: float, spacing: Spacing) -> TreeNode:
    height = len(group) * (spacing.height + spacing.between) - spacing.between + spacing.down
    return TreeNode(TRUNK + spacing.width + spacing.across, height, y, (TRUNK + spacing.width) / 2, group)


def _groups(reports: Sequence[Branch], rows: int) -> list[tuple[Branch, ...]]:
    """Reports one by one, but leaves next to each other in columns of nearly the same length."""
    groups: list[tuple[Branch, ...]] = []
    run: list[Branch] = []
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
    """The spots and links of one node and the links to those right below it."""
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
        _hang(content, x, node.y, found)
    for child in node.children:
        if isinstance(child.content, Stub):
            found.links.append(Connector(upper, stub_key(upper), "stub"))
        elif isinstance(child.content, tuple):
            trunk = child.x + x - node.x + TRUNK / 2 - 2
            found.links += [Connector(upper, each.person.id, "column", trunk) for each in child.content]
        else:
            found.links.append(Connector(upper, child.content.person.id, "below"))


def _hang(branch: Branch, x: float, y: float, found: Arrangement) -> float:
    """Everybody below a person, row by row, each level further in; answers where the last card's row begins."""
    step = found.spacing.height + found.spacing.between
    for report in branch.reports:
        y += step
        found.positions.append(CardPosition(report.person, x + HANG, y))
        found.links.append(Connector(branch.person.id, report.person.id, "hung"))
        y = _hang(report, x + HANG, y, found)
    return y


def stub_key(person: Any) -> str:
    """The name that lines to a person's stub are glued to."""
    return f"{person}:stub"


def _stand_aside(sheet: PeopleSheet, found: Arrangement, width: float) -> None:
    """Those outside the hierarchy: to the right of the top, else to its left, else in rows of their own."""
    if not sheet.aside:
        return
    spacing, tops = found.spacing, [position for position in found.positions if position.y == 0.0]
    step = spacing.width + spacing.across
    wide = len(sheet.aside) * step - spacing.across
    right = max((position.x for position in tops), default=0.0) + step + spacing.across
    left = min((position.x for position in tops), default=0.0) - 2 * spacing.across
    if tops and right + wide <= width:
        _beside(sheet, found, max(right, found.width - wide), "beside")
    elif wide <= left:
        _beside(sheet, found, 0.0, "before")
    else:
        columns = max(1, int((width + spacing.across) // step))
        top = found.height + spacing.down if tops else 0.0
        for number, person in enumerate(sheet.aside):
            row, column = divmod(number, columns)
            found.positions.append(CardPosition(person, column * step, top + row * (spacing.height + spacing.between)))
    _measure(found)


def _beside(sheet: PeopleSheet, found: Arrangement, x: float, manner: str) -> None:
    """A row next to the top, joined to it by a line where there is but one."""
    step = found.spacing.width + found.spacing.across
    found.positions += [CardPosition(person, x + number * step, 0.0) for number, person in enumerate(sheet.aside)]
    if len(sheet.roots) == 1:
        chain = [person.id for person in sheet.aside]
        top = sheet.roots[0].person.id
        chain = [top, *chain] if manner == "beside" else [*chain, top]
        found.links += [Connector(one, other, "beside") for one, other in pairwise(chain)]
