"""Outlines around some rectangles that keep clear of all others, such as around the cards of an inner circle."""

import math
from collections.abc import Sequence

from kamdeck.diagrams.bounds import Bounds, Point

MARGIN = 8.0
"""The distance, in points, between an outline and the rectangles in it."""
_ARC = 4
"""Straight pieces of a round corner: with four, a quarter of a circle of 8 points deviates by less than 0.2 points."""


def outlines(members: Sequence[Bounds], others: Sequence[Bounds]) -> list[list[Point]]:
    """As few outlines as possible around the members, none of which touches one of the others.

    Groups are merged greedily, the nearest first, as long as their common outline is clear.
    """
    # A single rectangle's outline is not checked. Callers keep rectangles further apart than MARGIN.
    groups = [[member] for member in members]
    merged = True
    while merged:
        merged = False
        pairs = [(one, other) for one in range(len(groups)) for other in range(one + 1, len(groups))]
        for one, other in sorted(pairs, key=lambda pair: _apart(groups[pair[0]], groups[pair[1]])):
            shape = outline([*groups[one], *groups[other]])
            if not any(touch(shape, rect) for rect in others):
                groups[one] += groups.pop(other)
                merged = True
                break
    return [outline(group) for group in groups]


def outline(rects: Sequence[Bounds]) -> list[Point]:
    """The convex outline at a distance of `MARGIN` around rectangles, with round corners."""
    points = []
    for left, top, right, bottom in rects:
        for x, y, turn in ((right, bottom, 0), (left, bottom, 1), (left, top, 2), (right, top, 3)):
            for step in range(_ARC + 1):
                angle = (turn + step / _ARC) * math.pi / 2
                # Rounded, so that points that differ by binary fractions only become one in the set of `_hull`.
                points.append((round(x + MARGIN * math.cos(angle), 3), round(y + MARGIN * math.sin(angle), 3)))
    return _hull(points)


def _hull(points: Sequence[Point]) -> list[Point]:
    """The corners of the convex hull in order (A. M. Andrew's monotone chain, 1979)."""
    ordered = sorted(set(points))

    def half(chain: Sequence[Point]) -> list[Point]:
        kept: list[Point] = []
        for point in chain:
            # A cross product of 0 means that the middle point is on the line between its neighbours: it is no corner.
            while len(kept) > 1 and _turn(kept[-2], kept[-1], point) <= 0:
                kept.pop()
            kept.append(point)
        # The last point is the first of the other half.
        return kept[:-1]

    return half(ordered) + half(ordered[::-1])


def _turn(a: Point, b: Point, c: Point) -> float:
    """The cross product of a to b and a to c: its sign tells on which side of the line through a and b c is."""
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _apart(one: Sequence[Bounds], other: Sequence[Bounds]) -> float:
    """The distance between the nearest rectangles of two groups."""
    return min(apart(a, b) for a in one for b in other)


def apart(one: Bounds, other: Bounds) -> float:
    """The distance between two rectangles; 0 where they touch."""
    across, down = max(one[0] - other[2], other[0] - one[2], 0.0), max(one[1] - other[3], other[1] - one[3], 0.0)
    return math.hypot(across, down)


def touch(shape: Sequence[Point], rect: Bounds) -> bool:
    """Whether a convex shape and a rectangle share more than an edge (separating axis theorem)."""
    left, top, right, bottom = rect
    corners = [(left, top), (right, top), (right, bottom), (left, bottom)]
    for one in (shape, corners):
        for number, start in enumerate(one):
            end = one[(number + 1) % len(one)]
            # Two convex shapes are apart if their projections on the normal of some side are. For convex shapes no
            # other directions have to be tried.
            normal = (end[1] - start[1], start[0] - end[0])
            spans = [sorted(x * normal[0] + y * normal[1] for x, y in each) for each in (shape, corners)]
            if spans[0][-1] <= spans[1][0] or spans[1][-1] <= spans[0][0]:
                return False
    return True


def crosses(rect: Bounds, start: Point, end: Point) -> bool:
    """Whether the line from `start` to `end` meets a rectangle."""
    left, top, right, bottom = rect
    if max(start[0], end[0]) < left or min(start[0], end[0]) > right:
        return False
    if max(start[1], end[1]) < top or min(start[1], end[1]) > bottom:
        return False
    # A line misses a rectangle if all corners are on the same side of it.
    sides = [_turn(start, end, corner) for corner in ((left, top), (right, top), (right, bottom), (left, bottom))]
    return min(sides) <= 0 <= max(sides)
