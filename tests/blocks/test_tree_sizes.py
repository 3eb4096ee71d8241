"""The sizes of trees of people, from sums and as their cards are placed."""

from types import SimpleNamespace
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamdeck.people.arrangement import Arranger
from kamdeck.people.hierarchy import Branch, PeopleSheet, branch
from kamdeck.people.tree_sizes import Spacing, TreeSizes

FREE = 1e6
"""A width and a height in points that every tree fits."""


def tree(shape: Any, name: str = "p") -> Branch:
    """A branch with a report for each item of a shape; the number of an item counts people on another sheet."""
    person = cast(Any, SimpleNamespace(id=name))
    if isinstance(shape, int):
        return branch(person, (), hidden=shape)
    return branch(person, [tree(each, f"{name}.{number}") for number, each in enumerate(shape)])


SHAPES = st.recursive(st.integers(0, 1), lambda inner: st.lists(inner, max_size=5), max_leaves=25)


@given(shape=st.lists(SHAPES, min_size=1, max_size=3), rows=st.integers(1, 6))
def test_sums_tell_the_height_of_trees_and_at_most_their_width(shape: list[Any], rows: int):
    roots = tuple(tree(each, f"root{number}") for number, each in enumerate(shape))
    spacing = Spacing(100.0, 40.0, rows=rows, stub=15.0)
    placed = Arranger(PeopleSheet(roots), FREE, FREE).arranged(spacing)
    assert placed is not None
    sizes = TreeSizes(roots, rows)
    assert sizes.height(spacing) == pytest.approx(placed.height)
    assert sizes.breadth(spacing) <= placed.width + 0.01


def test_a_tree_is_not_arranged_in_less_than_its_height():
    roots = (tree([0, [0, 0], 1]),)
    spacing = Spacing(100.0, 40.0, stub=15.0)
    height = TreeSizes(roots, 1).height(spacing)
    assert Arranger(PeopleSheet(roots), FREE, height).arranged(spacing) is not None
    assert Arranger(PeopleSheet(roots), FREE, height - 1.0).arranged(spacing) is None
