"""The outline of the inner circle: one shape around all its members that keeps clear of everybody else."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kamdeck.diagrams.bounds import Bounds, Point
from kamdeck.diagrams.hulls import crosses
from kamdeck.diagrams.joined_outline import joined_outline

GRID = [(column * 126.0 + 12, row * 60.0 + 12) for row in range(5) for column in range(6)]
CARDS: list[Bounds] = [(x, y, x + 100, y + 30) for x, y in GRID]


def contains(shape: list[Point], point: Point) -> bool:
    """Whether a point is inside a polygon: a ray to the right crosses its sides an odd number of times."""
    x, y = point
    crossings = 0
    for (x1, y1), (x2, y2) in pairwise([*shape, shape[0]]):
        if (y1 > y) != (y2 > y) and x < x1 + (x2 - x1) * (y - y1) / (y2 - y1):
            crossings += 1
    return crossings % 2 == 1


@given(st.sets(st.integers(0, 29), min_size=1, max_size=8))
def test_one_outline_surrounds_the_members_and_nobody_else(chosen: set[int]) -> None:
    members = [card for number, card in enumerate(CARDS) if number in chosen]
    others = [card for number, card in enumerate(CARDS) if number not in chosen]
    shape = joined_outline(members, others)
    sides = list(pairwise([*shape, shape[0]]))
    for left, top, right, bottom in members:
        assert all(contains(shape, corner) for corner in ((left, top), (right, top), (left, bottom), (right, bottom)))
    for card in others:
        assert not contains(shape, ((card[0] + card[2]) / 2, (card[1] + card[3]) / 2))
        assert not any(crosses(card, *side) for side in sides)


def test_neighbours_have_a_convex_outline() -> None:
    shape = joined_outline(CARDS[:2], CARDS[2:])
    assert (min(x for x, _ in shape), max(x for x, _ in shape)) == (4.0, 246.0)


def test_nobody_has_no_outline() -> None:
    assert joined_outline([], CARDS) == []
