"""The tidy tree: parents are centred over their children, siblings keep their order, nodes do not overlap."""

from itertools import combinations, pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from kamdeck.diagrams.tidy_tree import TreeNode, descendants, tidy


@st.composite
def trees(draw: st.DrawFn) -> TreeNode:
    sizes = draw(
        st.lists(st.tuples(st.integers(5, 40), st.integers(5, 40), st.integers(0, 60)), min_size=1, max_size=60)
    )
    nodes = [TreeNode(width, height, 0.0, width / 2) for width, height, _ in sizes]
    for number, (node, (_, _, parent)) in enumerate(zip(nodes[1:], sizes[1:], strict=True), 1):
        nodes[parent % number].children.append(node)
    for node in descendants(nodes[0]):
        for child in node.children:
            child.y = node.bottom
    return nodes[0]


@settings(max_examples=50, deadline=None)
@given(trees())
def test_no_nodes_overlap(root: TreeNode) -> None:
    tidy(root)
    for one, other in combinations(descendants(root), 2):
        apart = one.x + one.width <= other.x + 1e-6 or other.x + other.width <= one.x + 1e-6
        assert apart or one.bottom <= other.y + 1e-6 or other.bottom <= one.y + 1e-6


@settings(max_examples=50, deadline=None)
@given(trees())
def test_a_parent_is_centred_over_its_children_which_keep_their_order(root: TreeNode) -> None:
    tidy(root)
    for node in descendants(root):
        if node.children:
            first, last = node.children[0], node.children[-1]
            middle = (first.x + first.anchor + last.x + last.anchor) / 2
            assert abs(node.x + node.anchor - middle) < 1e-6
        assert all(one.x < other.x for one, other in pairwise(node.children))


def test_the_leftmost_node_is_at_zero() -> None:
    root = TreeNode(10, 10, 0, 5, children=[TreeNode(10, 10, 10, 5), TreeNode(10, 10, 10, 5)])
    tidy(root)
    assert [node.x for node in descendants(root)] == [5, 0, 10]


def test_equal_subtrees_are_drawn_alike() -> None:
    root = TreeNode(10, 10, 0, 5, children=[TreeNode(10, 10, 10, 5) for _ in range(3)])
    for child in root.children:
        child.children = [TreeNode(10, 10, 20, 5), TreeNode(10, 10, 20, 5)]
    tidy(root)
    offsets = {tuple(grandchild.x - child.x for grandchild in child.children) for child in root.children}
    assert offsets == {(-5, 5)}
