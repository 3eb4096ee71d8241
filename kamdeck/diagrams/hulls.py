"""The cards of an inner circle and of everybody else go in; outlines round the first, clear of the second, come out."""

import math
from collections.abc import Sequence

from kamdeck.diagrams.bounds import Bounds, Point

MARGIN = 8.0
_ARC = 4


def outlines(members: Sequence[Bounds], others: Sequence[Bounds]) -> list[list[Point]]:
    """As few outlines as can be, each around members whose common outline touches no other card."""
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
    """The convex outline at a margin around rectangles, with round corners."""
    points = []
    for left, top, right, bottom in rects:
        for x, y, turn in ((right, bottom, 0), (left, bottom, 1), (left, top, 2), (right, top, 3)):
            for step in range(_ARC + 1):
                angle = (turn + step / _ARC) * math.pi / 2
                points.append((round(x + MARGIN * math.cos(angle), 3), round(y + MARGIN * math.sin(angle), 3)))
    return _hull(points)


def _hull(points: Sequence[Point]) -> list[Point]:
    """The convex hull (Andrew's monotone chain)."""
    ordered = sorted(set(points))

    def half(chain: Sequence[Point]) -> list[Point]:
        kept: list[Point] = []
        for point in chain:
            while len(kept) > 1 and _turn(kept[-2], kept[-1], point) <= 0:
                kept.pop()
            kept.append(point)
        return kept[:-1]

    return half(ordered) + half(ordered[::-1])


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _apart(one: Sequence[Bounds], other: Sequence[Bounds]) -> float:
    """The distance of the two nearest cards of two groups."""
    return min(
        math.hypot(max(a[0] - b[2], b[0] - a[2], 0.0), max(a[1] - b[3], b[1] - a[3], 0.0)) for a in one for b in other
    )


def touch(shape: Sequence[Point], rect: Bounds) -> bool:
    """Whether a convex shape and a rectangle share more than an edge: no line separates them."""
    left, top, right, bottom = rect
    corners = [(left, top), (right, top), (right, bottom), (left, bottom)]
    for one in (shape, corners):
        for number, start in enumerate(one):
            end = one[(number + 1) % len(one)]
            normal = (end[1] - start[1], start[0] - end[0])
            spans = [sorted(x * normal[0] + y * normal[1] for x, y in each) for each in (shape, corners)]
            if spans[0][-1] <= spans[1][0] or spans[1][-1] <= spans[0][0]:
                return False
    return True


def crosses(rect: Bounds, start: Point, end: Point) -> bool:
    """Whether a line meets a rectangle."""
    left, top, right, bottom = rect
    if max(start[0], end[0]) < left or min(start[0], end[0]) > right:
        return False
    if max(start[1], end[1]) < top or min(start[1], end[1]) > bottom:
        return False
    sides = [_turn(start, end, corner) for corner in ((left, top), (right, top), (right, bottom), (left, bottom))]
    return min(sides) <= 0 <= max(sides)
