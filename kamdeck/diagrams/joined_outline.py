"""One outline around rectangles that are not next to each other: corridors join them around all others.

It is used where a convex outline would touch rectangles that do not belong to the group (`hulls`).
"""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from kamdeck.diagrams.bounds import Bounds, Point, Polyline
from kamdeck.diagrams.hulls import MARGIN, apart, outlines
from kamdeck.diagrams.routing import RoutingGrid

HALF = 4.0
"""Half the width of a corridor, in points: its middle runs in lanes 8 points from the rectangles."""
ROUND = 3.0
"""The radius of the corners, in points."""
_Edge = tuple[Point, Point]


def joined_outline(members: Sequence[Bounds], others: Sequence[Bounds]) -> list[Point]:
    """The outline around the members, which touches none of the others wherever there is a way around them.

    It is convex where that is possible. Without a way, a corridor passes behind the others.
    """
    groups = outlines(members, others)
    if len(groups) < 2:
        return groups[0] if groups else []
    parts = [_grown(member) for member in members]
    # The connections of least length between all members (R. C. Prim's algorithm, 1957).
    joined, left = [members[0]], list(members[1:])
    grid = _grid([*members, *others])
    while left:
        one, other = min(((one, other) for one in joined for other in left), key=lambda pair: apart(*pair))
        parts += _connection(one, other, others, grid)
        joined.append(other)
        left.remove(other)
    return _rounded(_outer_loop(_boundary(parts)))


def _grid(rects: Sequence[Bounds]) -> RoutingGrid:
    return RoutingGrid(rects, max(rect[2] for rect in rects) + MARGIN, max(rect[3] for rect in rects) + MARGIN)


def _grown(rect: Bounds, by: float = MARGIN) -> Bounds:
    return rect[0] - by, rect[1] - by, rect[2] + by, rect[3] + by


def _connection(one: Bounds, other: Bounds, others: Sequence[Bounds], grid: RoutingGrid) -> list[Bounds]:
    """The rectangles that join two members: all between them where nothing is, else a corridor."""
    around = _grown((min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])))
    if not any(_overlap(around, each) for each in others):
        return [around]
    middle, target = _middle(one), _middle(other)
    path = grid.path(one, other) or [middle, (target[0], middle[1]), target]
    return [
        (min(x1, x2) - HALF, min(y1, y2) - HALF, max(x1, x2) + HALF, max(y1, y2) + HALF)
        for (x1, y1), (x2, y2) in pairwise(path)
    ]


def _middle(rect: Bounds) -> Point:
    return (rect[0] + rect[2]) / 2, (rect[1] + rect[3]) / 2


def _overlap(one: Bounds, other: Bounds) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _boundary(rects: Sequence[Bounds]) -> list[_Edge]:
    """The edges of the union of rectangles, each with the union on its right."""
    xs = sorted({round(x, 3) for rect in rects for x in (rect[0], rect[2])})
    ys = sorted({round(y, 3) for rect in rects for y in (rect[1], rect[3])})
    filled: set[tuple[int, int]] = set()
    for left, top, right, bottom in rects:
        columns = range(bisect_left(xs, round(left, 3)), bisect_left(xs, round(right, 3)))
        rows = range(bisect_left(ys, round(top, 3)), bisect_left(ys, round(bottom, 3)))
        filled.update((column, row) for column in columns for row in rows)
    edges: list[_Edge] = []
    for column, row in sorted(filled):
        (left, right), (top, bottom) = xs[column : column + 2], ys[row : row + 2]
        sides = {
            (column, row - 1): ((left, top), (right, top)),
            (column + 1, row): ((right, top), (right, bottom)),
            (column, row + 1): ((right, bottom), (left, bottom)),
            (column - 1, row): ((left, bottom), (left, top)),
        }
        edges += [edge for neighbour, edge in sides.items() if neighbour not in filled]
    return edges


def _outer_loop(edges: Sequence[_Edge]) -> Polyline:
    """The corners of the loop of edges with the greatest area; the others are holes."""
    after: dict[Point, list[Point]] = {}
    for start, end in edges:
        after.setdefault(start, []).append(end)
    loops: list[Polyline] = []
    while after:
        loop = [next(iter(after))]
        while loop[-1] in after:
            ends = after[loop[-1]]
            # Where two parts meet in a corner only, the loop turns to stay with its own.
            end = min(ends, key=lambda each: _turn(loop, each)) if len(loop) > 1 else ends[0]
            ends.remove(end)
            if not ends:
                del after[loop[-1]]
            loop.append(end)
        loops.append(_corners(loop[:-1]))
    return max(loops, key=_area)


def _turn(loop: Polyline, end: Point) -> float:
    """The sign of the turn at the end of a loop towards a point: negative to the left."""
    (x1, y1), (x2, y2) = loop[-2:]
    return (x2 - x1) * (end[1] - y2) - (y2 - y1) * (end[0] - x2)


def _corners(loop: Polyline) -> Polyline:
    """The loop without points in the middle of its sides."""
    around = [loop[-1], *loop, loop[0]]
    return [
        point
        for before, point, following in zip(around, around[1:], around[2:], strict=False)
        if not (before[0] == point[0] == following[0] or before[1] == point[1] == following[1])
    ]


def _area(loop: Polyline) -> float:
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise([*loop, loop[0]]))) / 2


def _rounded(loop: Polyline) -> list[Point]:
    """The loop with its corners cut and their middle points moved outwards, which looks round at this size."""
    found: list[Point] = []
    around = [loop[-1], *loop, loop[0]]
    for before, corner, following in zip(around, around[1:], around[2:], strict=False):
        start, end = _towards(corner, before), _towards(corner, following)
        # On a circle of this radius, the middle of the arc is 0.29 of the way from the corner to the chord's ends.
        middle = tuple(c + 0.29 * (s - c) + 0.29 * (e - c) for c, s, e in zip(corner, start, end, strict=True))
        found += [start, (middle[0], middle[1]), end]
    return found


def _towards(corner: Point, other: Point) -> Point:
    """The point near a corner on the side to another corner."""
    dx, dy = other[0] - corner[0], other[1] - corner[1]
    length = abs(dx) + abs(dy)
    step = min(ROUND, length / 2) / length
    return corner[0] + dx * step, corner[1] + dy * step
