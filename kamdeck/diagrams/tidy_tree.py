"""Lays out a tree whose nodes have sizes of their own, so that it is narrow and parents are centred above children.

The algorithm is A. van der Ploeg's ("Drawing Non-layered Tidy Trees in Linear Time", Software: Practice and Experience
44, 2014). It extends that of Reingold and Tilford (1981) and its later forms by Walker (1990) and by Buchheim, Jünger
and Leipert (2002) to nodes of different heights. Subtrees are moved together until their outlines touch.
"""

from dataclasses import field
from typing import Any

from kamdeck.dataclass import dataclass


@dataclass(eq=False, slots=True)
class TreeNode:
    """A node; `width` and `height` include the free space to its right and below it, in points.

    `y` is given, `x` is computed by `tidy`. `anchor` is the distance from the left edge to the point that the parent is
    centred above. `content` is what the caller draws there.
    """

    width: float
    height: float
    y: float
    anchor: float
    content: Any = None
    children: list["TreeNode"] = field(default_factory=list)
    x: float = 0.0
    # In the paper: prelim, mod, shift, change; tl, tr (threads); el, er (extreme nodes); msel, mser (their sums of
    # mod).
    _place: float = 0.0
    _shift: float = 0.0
    _spread: float = 0.0
    _spread_change: float = 0.0
    _left_thread: "TreeNode | None" = None
    _right_thread: "TreeNode | None" = None
    _lowest_left: "TreeNode | None" = None
    _lowest_right: "TreeNode | None" = None
    _shift_left: float = 0.0
    _shift_right: float = 0.0

    @property
    def bottom(self) -> float:
        """The y of the lower end of the node's space."""
        return self.y + self.height


@dataclass(slots=True)
class _Lowest:
    """The sibling whose subtree reaches down to `bottom`, in a list with those to its left that reach further down."""

    bottom: float
    index: int
    next: "_Lowest | None"


def tidy(root: TreeNode) -> None:
    """Sets `x` of the root and of everything below it; the leftmost node is at 0."""
    # Positions are relative to the parent in the first walk and absolute after the second. A child's offset is added to
    # its whole subtree only once, which is what makes the time linear.
    _first_walk(root)
    _second_walk(root, 0.0)
    every = list(descendants(root))
    least = min(node.x for node in every)
    for node in every:
        node.x -= least


def descendants(root: TreeNode) -> list[TreeNode]:
    """A node and everything below it, parents before children, children in order."""
    found, pending = [], [root]
    while pending:
        node = pending.pop()
        found.append(node)
        pending.extend(reversed(node.children))
    return found


def _first_walk(node: TreeNode) -> None:
    if not node.children:
        _set_extremes(node)
        return
    first = node.children[0]
    _first_walk(first)
    lowest = _with_lowest(_of(first._lowest_left).bottom, 0, None)
    for index, child in enumerate(node.children[1:], 1):
        _first_walk(child)
        # The bottom is read before `_separate`, which may link the extreme nodes to another subtree.
        reach = _of(child._lowest_right).bottom
        _separate(node, index, lowest)
        lowest = _with_lowest(reach, index, lowest)
    last = node.children[-1]
    left, right = (child._place + child._shift + child.anchor for child in (first, last))
    node._place = (left + right) / 2 - node.anchor
    _set_extremes(node)


def _set_extremes(node: TreeNode) -> None:
    if not node.children:
        node._lowest_left = node._lowest_right = node
        node._shift_left = node._shift_right = 0.0
        return
    # The extreme nodes are those that end the outlines at the left and at the right. Threads start from them.
    first, last = node.children[0], node.children[-1]
    node._lowest_left, node._shift_left = first._lowest_left, first._shift_left
    node._lowest_right, node._shift_right = last._lowest_right, last._shift_right


def _separate(parent: TreeNode, index: int, lowest: _Lowest) -> None:
    """Moves the child at `index` to the right until its left outline is clear of its siblings' right outline."""
    sibling: TreeNode | None = parent.children[index - 1]
    child: TreeNode | None = parent.children[index]
    sibling_shift, child_shift = _of(sibling)._shift, _of(child)._shift
    at: _Lowest | None = lowest
    # Both outlines are followed downwards side by side, always from the node that ends higher. Since nodes have heights
    # of their own, that is not one step a level as in Reingold and Tilford's algorithm.
    while sibling and child:
        # `at` names the sibling that the present piece of the outline belongs to. It may be further left than the one
        # next to the child; the siblings in between then share the gap.
        if at and sibling.bottom > at.bottom:
            at = at.next
        overlap = sibling_shift + sibling._place + sibling.width - child_shift - child._place
        if overlap > 0:
            child_shift += overlap
            _move(parent, index, at.index if at else 0, overlap)
        sibling_bottom, child_bottom = sibling.bottom, child.bottom
        if sibling_bottom <= child_bottom:
            sibling = sibling.children[-1] if sibling.children else sibling._right_thread
            sibling_shift += sibling._shift if sibling else 0.0
        if sibling_bottom >= child_bottom:
            child = child.children[0] if child.children else child._left_thread
            child_shift += child._shift if child else 0.0
    if child:
        _thread_left(parent, index, child, child_shift)
    elif sibling:
        _thread_right(parent, index, sibling, sibling_shift)


def _move(parent: TreeNode, index: int, touching: int, distance: float) -> None:
    """Moves a subtree, and distributes the gap among the siblings between it and the one that it touches."""
    child = parent.children[index]
    child._shift += distance
    # The sums for the extreme nodes must include the move, or a thread from them would lead to a wrong position.
    child._shift_left += distance
    child._shift_right += distance
    if touching != index - 1:
        between = index - touching
        # Only the rate of change is stored; `_second_walk` adds it up over the siblings. Moving each of them here would
        # take quadratic time.
        parent.children[touching + 1]._spread += distance / between
        child._spread -= distance / between
        child._spread_change -= distance - distance / between


# A thread leads from the end of an outline to the node of another subtree that continues it further down.
def _thread_left(parent: TreeNode, index: int, child: TreeNode, shift: float) -> None:
    first, moved = parent.children[0], parent.children[index]
    lowest = _of(first._lowest_left)
    lowest._left_thread = child
    difference = shift - child._shift - first._shift_left
    # The sum along the thread becomes right by a change of the shift, and the node itself stays where it is.
    lowest._shift += difference
    lowest._place -= difference
    first._lowest_left, first._shift_left = moved._lowest_left, moved._shift_left


def _thread_right(parent: TreeNode, index: int, sibling: TreeNode, shift: float) -> None:
    before, moved = parent.children[index - 1], parent.children[index]
    lowest = _of(moved._lowest_right)
    lowest._right_thread = sibling
    difference = shift - sibling._shift - moved._shift_right
    lowest._shift += difference
    lowest._place -= difference
    moved._lowest_right, moved._shift_right = before._lowest_right, before._shift_right


def _second_walk(node: TreeNode, shift: float) -> None:
    shift += node._shift
    node.x = node._place + shift
    spread = change = 0.0
    for child in node.children:
        spread += child._spread
        change += spread + child._spread_change
        child._shift += change
    for child in node.children:
        _second_walk(child, shift)


def _with_lowest(bottom: float, index: int, lowest: _Lowest | None) -> _Lowest:
    # Siblings that end higher than a later one are hidden behind it for all that follows, so they are dropped.
    while lowest and bottom >= lowest.bottom:
        lowest = lowest.next
    return _Lowest(bottom, index, lowest)


def _of(node: TreeNode | None) -> TreeNode:
    assert node is not None
    return node
