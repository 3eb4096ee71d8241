"""Arranges the cards of one sheet of people as a tree: positions of cards and stubs, and connectors between them.

All lengths are in points. A stub is the small box of a note about people who are not drawn there.
"""

from collections.abc import Sequence
from dataclasses import field
from itertools import pairwise

from kamdeck.dataclass import dataclass
from kamdeck.diagrams.bounds import Bounds
from kamdeck.diagrams.tidy_tree import TreeNode, descendants, tidy
from kamdeck.model.values import PersonId
from kamdeck.people.hierarchy import Branch, Note, PeopleSheet
from kamdeck.people.person_row import PersonRow
from kamdeck.people.tree_sizes import ATTACHED, INDENT, TRUNK, Spacing, TreeSizes, columns_below, indented, is_indented

STRIP = 18.0
"""The width of the strip at a card's left edge that shows the stance; connectors to an indented list start from it."""
BORDER = 0.5
"""The distance between a strip and the edge of its card, so that the card's border stays visible."""
BANDS = 18.0
"""The least gap between trees one below the other."""


@dataclass(frozen=True, slots=True)
class CardPosition:
    """The upper left corner of a person's card."""

    person: PersonRow
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Stub:
    """The upper left corner of the box of a note."""

    note: Note
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
        stubs = [Stub(stub.note, stub.x + x, stub.y + y) for stub in self.stubs]
        links = [Connector(link.upper, link.lower, link.kind, link.trunk + x) for link in self.links]
        return Arrangement(self.spacing, self.width + x, self.height + y, positions, stubs, links)


class Arranger:
    """Arranges the people of a sheet on at most `width` by `height`.

    Trees are placed beside each other, else in as many bands as they need. People outside the trees are placed beside
    the top, else below.
    """

    def __init__(self, sheet: PeopleSheet, width: float, height: float) -> None:
        self.sheet, self.width, self.height = sheet, width, height
        self._sizes: dict[tuple[int, int], TreeSizes] = {}

    def arranged(self, spacing: Spacing) -> Arrangement | None:
        """The arrangement with a size of cards, or None where it is too large.

        Most arrangements that are tried are too large, which is known before any card is placed.
        """
        sheet, found = self.sheet, Arrangement(spacing)
        if roots := sheet.roots:
            # No band can be lower than the highest tree. The tolerance of 0.01 points is for rounding.
            if self._sizes_of(roots, spacing).height(spacing) > self.height + 0.01:
                return None
            beside = self._side_by_side(roots, spacing)
            if len(roots) > 1 and (beside is None or beside.height > self.height):
                beside = self._in_bands(spacing)
            if beside is None:
                return None
            found = beside
        _place_aside(sheet, found, self.width)
        return found if found.width <= self.width + 0.01 and found.height <= self.height else None

    def _sizes_of(self, roots: Sequence[Branch], spacing: Spacing) -> TreeSizes:
        """The sizes of all roots, or of a single one of them."""
        key = id(roots[0]) if len(roots) == 1 else 0, spacing.rows
        if key not in self._sizes:
            self._sizes[key] = TreeSizes(roots, spacing.rows)
        return self._sizes[key]

    def _side_by_side(self, roots: Sequence[Branch], spacing: Spacing) -> Arrangement | None:
        """Trees that begin at the same height, or None where they are too wide."""
        if self._sizes_of(roots, spacing).breadth(spacing) > self.width + 0.01:
            return None
        # An invisible root without size joins the trees, so that they are moved together like siblings. The recursion
        # below is no deeper than the tree, and `CardPlacement` tries only trees whose levels fit the height.
        root = TreeNode(0.0, 0.0, 0.0, 0.0)
        root.children = [_node(each, 0.0, spacing) for each in roots]
        nodes = descendants(root)[1:]
        tidy(root)
        least = min(node.x for node in nodes)
        if max(node.x for node in nodes) - least + spacing.width > self.width + 0.01:
            return None
        found = Arrangement(spacing)
        for node in nodes:
            _place(node, node.x - least, found)
        _measure(found)
        return found

    def _in_bands(self, spacing: Spacing) -> Arrangement | None:
        """Trees in bands one below the other, in order; None where they are too large."""
        found = Arrangement(spacing)
        x = y = band = 0.0
        for root in self.sheet.roots:
            tree = self._side_by_side((root,), spacing)
            if tree is None:
                return None
            if x and x + tree.width > self.width + 0.01:
                x, y, band = 0.0, y + band + max(spacing.down, BANDS), 0.0
            band = max(band, tree.height)
            if y + band > self.height:
                return None
            moved = tree.moved(x, y)
            found.positions += moved.positions
            found.stubs += moved.stubs
            found.links += moved.links
            # Trees of their own are twice as far apart as siblings.
            x += tree.width + 2 * spacing.across
        _measure(found)
        return found


def _measure(found: Arrangement) -> None:
    rects = found.rects()
    found.width = max((right for _, _, right, _ in rects), default=0.0)
    found.height = max((bottom for _, _, _, bottom in rects), default=0.0)


def _node(branch: Branch, y: float, spacing: Spacing) -> TreeNode:
    """The node of a branch; a few people below one superior form an indented list in the same node."""
    node = TreeNode(spacing.width + spacing.across, spacing.height + spacing.down, y, spacing.width / 2, branch)
    below = y + spacing.height + spacing.down
    if is_indented(branch, spacing.rows):
        rows = indented(branch)
        node.width += INDENT * max(depth for depth, _, _ in rows)
        node.height += sum(_row_height(each, spacing) for _, _, each in rows)
        return node
    for group in columns_below(branch, spacing.rows):
        first = group[0]
        if len(group) > 1:
            node.children.append(_column(group, below, spacing))
        elif isinstance(first, Note):
            size = spacing.width + spacing.across, spacing.stub + spacing.down
            node.children.append(TreeNode(*size, below, spacing.width / 2, Stub(first, 0, 0)))
        else:
            node.children.append(_node(first, below, spacing))
    return node


def _row_height(row: Branch | Note, spacing: Spacing) -> float:
    """The height of a row of a list, with the gap above it."""
    return (spacing.stub if isinstance(row, Note) else spacing.height) + spacing.between


def _column(group: Sequence[Branch | Note], y: float, spacing: Spacing) -> TreeNode:
    height = sum(_cell_height(each, spacing) for each in group) - spacing.between + spacing.down
    return TreeNode(TRUNK + spacing.width + spacing.across, height, y, (TRUNK + spacing.width) / 2, tuple(group))


def _cell_height(each: Branch | Note, spacing: Spacing) -> float:
    """The height of a card in a column, with its own note attached, and of the gap below it."""
    attached = ATTACHED + spacing.stub if isinstance(each, Branch) and each.note else 0.0
    return _row_height(each, spacing) + attached


def _place(node: TreeNode, x: float, found: Arrangement) -> None:
    """Adds one node to `found`.

    Adds its cards or its stub, the reports indented below it, and the connectors to the nodes directly below it.
    """
    content = node.content
    if isinstance(content, Stub):
        found.stubs.append(Stub(content.note, x, node.y))
        return
    if isinstance(content, tuple):
        _add_column(content, x + TRUNK, node.y, found)
        return
    found.positions.append(CardPosition(content.person, x, node.y))
    upper = content.person.id
    if not node.children:
        _add_indented(content, x, node.y, found)
    for child in node.children:
        if isinstance(child.content, Stub):
            found.links.append(Connector(upper, child.content.note.key, "stub"))
        elif isinstance(child.content, tuple):
            # `x - node.x` is the distance by which `arrange` moves everything to begin at 0.
            trunk = child.x + x - node.x + TRUNK / 2 - 2
            found.links += [Connector(upper, _key(each), "column", trunk) for each in child.content]
        else:
            found.links.append(Connector(upper, child.content.person.id, "below"))


def _key(each: Branch | Note) -> str:
    return each.key if isinstance(each, Note) else each.person.id


def _add_column(group: Sequence[Branch | Note], x: float, y: float, found: Arrangement) -> None:
    spacing = found.spacing
    for each in group:
        if isinstance(each, Note):
            found.stubs.append(Stub(each, x, y))
        else:
            found.positions.append(CardPosition(each.person, x, y))
            if note := each.note:
                found.stubs.append(Stub(note, x, y + spacing.height + ATTACHED))
        y += _cell_height(each, spacing)


def _add_indented(branch: Branch, x: float, y: float, found: Arrangement) -> None:
    """Adds everybody below a person, one a row, each level further indented."""
    spacing = found.spacing
    y += spacing.height
    for depth, superior, each in indented(branch):
        left, top = x + INDENT * depth, y + spacing.between
        if isinstance(each, Note):
            found.stubs.append(Stub(each, left, top))
        else:
            found.positions.append(CardPosition(each.person, left, top))
        found.links.append(Connector(superior.person.id, _key(each), "indented"))
        y += _row_height(each, spacing)


def _place_aside(sheet: PeopleSheet, found: Arrangement, width: float) -> None:
    """Adds what is outside the hierarchy: to the right of the top, else to its left, else in rows below."""
    if not sheet.beside:
        return
    spacing, tops = found.spacing, [position for position in found.positions if position.y == 0.0]
    step = spacing.width + spacing.across
    row_width = len(sheet.beside) * step - spacing.across
    # Twice the usual gap separates these people from the tree, to which they do not belong.
    right = max((position.x for position in tops), default=0.0) + step + spacing.across
    left = min((position.x for position in tops), default=0.0) - 2 * spacing.across
    # Further to the right where the tree is wider: the row then ends where the drawing ends.
    # A note may be higher than a card; it must not reach into the next level.
    fits = bool(tops) and (not sheet.omitted or spacing.stub <= spacing.height + spacing.down / 2)
    if fits and right + row_width <= width:
        _beside(sheet, found, max(right, found.width - row_width), "beside")
    elif fits and row_width <= left:
        _beside(sheet, found, 0.0, "before")
    else:
        columns = max(1, int((width + spacing.across) // step))
        top = found.height + spacing.down if tops else 0.0
        highest = max(spacing.height, spacing.stub if sheet.omitted else 0.0)
        for number, each in enumerate(sheet.beside):
            row, column = divmod(number, columns)
            _add_aside(each, column * step, top + row * (highest + spacing.between), found)
    _measure(found)


def _add_aside(each: PersonRow | Note, x: float, y: float, found: Arrangement) -> None:
    if isinstance(each, Note):
        found.stubs.append(Stub(each, x, y))
    else:
        found.positions.append(CardPosition(each, x, y))


def _beside(sheet: PeopleSheet, found: Arrangement, x: float, kind: str) -> None:
    """Adds a row next to the top, connected to it where the sheet has a single tree."""
    step = found.spacing.width + found.spacing.across
    for number, each in enumerate(sheet.beside):
        _add_aside(each, x + number * step, 0.0, found)
    if len(sheet.roots) == 1:
        chain = [person.id for person in sheet.aside]
        top = sheet.roots[0].person.id
        chain = [top, *chain] if kind == "beside" else [*chain, top]
        found.links += [Connector(one, other, "beside") for one, other in pairwise(chain)]
