"""Finds right-angled paths between rectangles that go around all others and avoid lines that are already drawn.

Paths run on a grid of lanes between the rectangles. The cheapest path is taken (Dijkstra's algorithm over points of the
grid and directions): bends and crossings cost, and running along another line costs most.
"""

import heapq
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise

from kamdeck.diagrams.bounds import Bounds, Point, Polyline

LANE = 8.0
"""The distance, in points, between a rectangle and the lane beside it, where paths turn."""
CLEAR = 5.0
"""The distance, in points, that a path keeps from other rectangles; the swing of a zigzag fits into it."""
BEND, CROSSING, ALONG, OFF_MIDDLE = 70.0, 14.0, 6.0, 12.0
"""Costs in points of length: of a bend, of a crossing, of each point along another line, and of an end above or below.

A bend costs as much as a detour of 70 points, so a path crosses four lines rather than go around them with a bend more.
"""
LONGEST_ZIGZAG = 60.0
"""The length of a zigzag, in points; a longer one would draw the eye to the line's length instead of its meaning."""
NEAR = 3.5
"""Parallel lines nearer than this, in points, count as running along each other."""
# Opposite directions are next to each other, so that `index ^ 1` is the way back.
_STEPS = ((1, 0), (-1, 0), (0, 1), (0, -1))
_INFINITE = float("inf")
"""The additional cost of an edge that no path may take, and the cost of a state that was not reached yet."""
_State = tuple[int, int, int]
"""A column and a row of the grid, and the direction in which they are reached, by its index in `_STEPS`."""


class RoutingGrid:
    """The grid of lanes between rectangles in a drawing of a width and a height, with the cost of each of its edges."""

    def __init__(self, rects: Sequence[Bounds], width: float, height: float) -> None:
        self.xs = _within((x for r in rects for x in (r[0] - LANE, r[2] + LANE, *_thirds(r[0], r[2]))), width)
        self.ys = _within((y for r in rects for y in (r[1] - LANE, r[3] + LANE, (r[1] + r[3]) / 2)), height)
        # The additional cost of the edge from each point of the grid to the next one to the right, and to the next one
        # below.
        self.across = [[0.0] * (len(self.xs) - 1) for _ in self.ys]
        self.down = [[0.0] * (len(self.ys) - 1) for _ in self.xs]
        for rect in rects:
            self._block(rect)

    def _block(self, rect: Bounds) -> None:
        left, top, right, bottom = rect[0] - CLEAR, rect[1] - CLEAR, rect[2] + CLEAR, rect[3] + CLEAR
        # Every edge that ends inside the rectangle is blocked as well, so no path enters it. The lanes beside it stay
        # free, since LANE is greater than CLEAR.
        first, last = bisect_right(self.xs, left), bisect_left(self.xs, right)
        for row in range(bisect_right(self.ys, top), bisect_left(self.ys, bottom)):
            for column in range(max(first - 1, 0), min(last, len(self.xs) - 1)):
                self.across[row][column] = _INFINITE
        first, last = bisect_right(self.ys, top), bisect_left(self.ys, bottom)
        for column in range(bisect_right(self.xs, left), bisect_left(self.xs, right)):
            for row in range(max(first - 1, 0), min(last, len(self.ys) - 1)):
                self.down[column][row] = _INFINITE

    def add_line(self, points: Sequence[Point]) -> None:
        """Registers a line that later paths avoid: crossing it costs, and running along it costs more."""
        for (x1, y1), (x2, y2) in pairwise(points):
            if abs(y1 - y2) < abs(x1 - x2):
                _add_straight(self.ys, self.xs, self.across, self.down, y1, sorted((x1, x2)))
            else:
                _add_straight(self.xs, self.ys, self.down, self.across, x1, sorted((y1, y2)))

    def path(self, start: Bounds, end: Bounds) -> Polyline | None:
        """The cheapest path from a side of one rectangle to a side of another; None where there is none."""
        # The search runs over points and directions, since the cost of going on depends on the direction of arrival. A
        # path ends when it heads into a port, against the direction in which the port is left.
        goals = {
            (*self._at(out), _STEPS.index((-dx, -dy))): (port, cost) for port, out, (dx, dy), cost in self._ports(end)
        }
        best: dict[_State, float] = {}
        previous: dict[_State, _State | Point] = {}
        queue: list[tuple[float, _State]] = []
        for port, out, step, cost in self._ports(start):
            state = (*self._at(out), _STEPS.index(step))
            best[state], previous[state] = cost, port
            heapq.heappush(queue, (cost, state))
        reached: tuple[float, _State] | None = None
        while queue:
            cost, state = heapq.heappop(queue)
            # Costs only grow, so no cheaper path can follow.
            if reached and cost >= reached[0]:
                break
            # The queue still has entries for which a cheaper one was found later.
            if cost > best[state]:
                continue
            if state in goals and (reached is None or cost + goals[state][1] < reached[0]):
                reached = cost + goals[state][1], state
            for after, more in self._neighbours(state):
                if cost + more < best.get(after, _INFINITE):
                    best[after], previous[after] = cost + more, state
                    heapq.heappush(queue, (cost + more, after))
        return self._traced(reached[1], previous, goals[reached[1]][0]) if reached else None

    def _ports(self, rect: Bounds) -> list[tuple[Point, Point, tuple[int, int], float]]:
        """Where paths may leave a rectangle: the point on its side, the one in the lane, the direction and the cost."""
        left, top, right, bottom = rect
        middle = (top + bottom) / 2
        ports = [
            ((right, middle), (right + LANE, middle), (1, 0), 0.0),
            ((left, middle), (left - LANE, middle), (-1, 0), 0.0),
        ]
        for x in _thirds(left, right):
            ports.append(((x, bottom), (x, bottom + LANE), (0, 1), OFF_MIDDLE))
            ports.append(((x, top), (x, top - LANE), (0, -1), OFF_MIDDLE))
        inside = [
            port
            for port in ports
            if self.xs[0] <= port[1][0] <= self.xs[-1] and self.ys[0] <= port[1][1] <= self.ys[-1]
        ]
        return [port for port in inside if not self._blocked(port[1])]

    def _blocked(self, point: Point) -> bool:
        column, row = self._at(point)
        # A port is useless if none of the four edges around it is free.
        edges = (self.across[row][max(column - 1, 0)], self.across[row][min(column, len(self.xs) - 2)])
        return all(each == _INFINITE for each in edges) and all(
            self.down[column][min(max(each, 0), len(self.ys) - 2)] == _INFINITE for each in (row - 1, row)
        )

    def _at(self, point: Point) -> tuple[int, int]:
        """The column and row of a point that is on the grid."""
        # The grid's coordinates are rounded to three digits, those of ports are not.
        return bisect_left(self.xs, point[0] - 0.01), bisect_left(self.ys, point[1] - 0.01)

    def _neighbours(self, state: _State) -> list[tuple[_State, float]]:
        """The states that follow one, in the order of `_STEPS`, with their costs; none behind an edge that is blocked.

        No path takes the way back.
        """
        column, row, heading = state
        xs, ys, across, down = self.xs, self.ys, self.across[row], self.down[column]
        found: list[tuple[_State, float, float]] = []
        if column + 1 < len(xs):
            found.append(((column + 1, row, 0), xs[column + 1] - xs[column], across[column]))
        if column:
            found.append(((column - 1, row, 1), xs[column] - xs[column - 1], across[column - 1]))
        if row + 1 < len(ys):
            found.append(((column, row + 1, 2), ys[row + 1] - ys[row], down[row]))
        if row:
            found.append(((column, row - 1, 3), ys[row] - ys[row - 1], down[row - 1]))
        back = heading ^ 1
        return [
            (after, length + (0.0 if after[2] == heading else BEND) + extra)
            for after, length, extra in found
            if after[2] != back and extra != _INFINITE
        ]

    def _traced(self, state: _State, previous: dict[_State, _State | Point], port: Point) -> Polyline:
        points = [port]
        at: _State | Point = state
        while len(at) == 3:
            points.append((self.xs[at[0]], self.ys[at[1]]))
            at = previous[at]
        points.append(at)
        return _corners(points[::-1])


def _add_straight(
    lanes: Sequence[float],
    ends: Sequence[float],
    along: list[list[float]],
    across: list[list[float]],
    at: float,
    reach: list[float],
) -> None:
    """Adds the cost of one straight line; `at` is its coordinate across, `reach` the coordinates of its ends."""
    first, last = bisect_left(ends, reach[0] - 0.01), bisect_right(ends, reach[1] + 0.01) - 1
    for lane in range(bisect_left(lanes, at - NEAR), bisect_right(lanes, at + NEAR)):
        for edge in range(max(first - 1, 0), min(last + 1, len(ends) - 1)):
            shared = min(ends[edge + 1], reach[1]) - max(ends[edge], reach[0])
            along[lane][edge] += ALONG * max(shared, 0.0)
    # The edges that lead over the line from the lane on one side of it to the lane on the other.
    crossed = bisect_left(lanes, at) - 1
    for end in range(first, last + 1):
        if 0 <= crossed < len(lanes) - 1:
            across[end][crossed] += CROSSING


def _thirds(low: float, high: float) -> tuple[float, float]:
    """Two coordinates on a side, away from its middle, where the reporting line ends."""
    return low + (high - low) * 0.3, low + (high - low) * 0.7


def _within(values: Iterable[float], greatest: float) -> list[float]:
    return sorted({round(value, 3) for value in values if 0.0 <= value <= greatest})


def _corners(points: Polyline) -> Polyline:
    """The points of a path that are ends or bends."""
    kept: Polyline = []
    for point in points:
        if kept and abs(kept[-1][0] - point[0]) < 0.02 and abs(kept[-1][1] - point[1]) < 0.02:
            continue
        # The middle one of three points on a straight line is no corner.
        if len(kept) > 1 and (
            abs(kept[-2][0] - kept[-1][0]) + abs(kept[-1][0] - point[0]) < 0.02
            or abs(kept[-2][1] - kept[-1][1]) + abs(kept[-1][1] - point[1]) < 0.02
        ):
            kept.pop()
        kept.append(point)
    return kept


def zigzag(path: Polyline, swing: float = 3.5, step: float = 6.0) -> Polyline:
    """The path with a zigzag of at most `LONGEST_ZIGZAG` in the middle of its longest part; it is straight elsewhere.

    `swing` and `step` are in points.
    """
    found = [path[0]]
    longest = max(range(len(path) - 1), key=lambda each: _length(path[each], path[each + 1]))
    for part, ((x1, y1), (x2, y2)) in enumerate(pairwise(path)):
        length = _length((x1, y1), (x2, y2))
        # At least four points at each end stay straight, so that the line meets its card at a right angle.
        count = int(min(length - 8.0, LONGEST_ZIGZAG) // step)
        if part == longest and count >= 2:
            ux, uy = (x2 - x1) / length, (y2 - y1) / length
            lead = (length - count * step) / 2
            for number in range(count + 1):
                side = 0.0 if number in (0, count) else swing if number % 2 else -swing
                at = lead + number * step
                found.append((x1 + ux * at - uy * side, y1 + uy * at + ux * side))
        found.append((x2, y2))
    return found


def _length(one: Point, other: Point) -> float:
    return abs(other[0] - one[0]) + abs(other[1] - one[1])
