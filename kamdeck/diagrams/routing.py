"""Rectangles to keep clear of and the lines already drawn go in; right-angled ways between two of them come out.

The ways run on a grid of lanes in the gutters between the rectangles; the cheapest is taken, where bends, crossings and
above all running along another line cost (Dijkstra's algorithm over places and directions).
"""

import heapq
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise

from kamdeck.diagrams.bounds import Bounds, Point, Polyline

LANE = 8.0
"""How far, in points, from a rectangle's side a way turns."""
CLEAR = 5.0
"""What a way, zigzags included, keeps free of other rectangles."""
BEND, CROSSING, ALONG, OFF_MIDDLE = 40.0, 14.0, 6.0, 12.0
NEAR = 3.5
"""Parallel lines closer than this run along each other."""
_STEPS = ((1, 0), (-1, 0), (0, 1), (0, -1))
_State = tuple[int, int, int]


class RoutingGrid:
    """The grid between rectangles; every way found is a line that later ones avoid."""

    def __init__(self, rects: Sequence[Bounds], width: float, height: float) -> None:
        self.xs = _within((x for r in rects for x in (r[0] - LANE, r[2] + LANE, *_thirds(r[0], r[2]))), width)
        self.ys = _within((y for r in rects for y in (r[1] - LANE, r[3] + LANE, (r[1] + r[3]) / 2)), height)
        self.across = [[0.0] * (len(self.xs) - 1) for _ in self.ys]
        self.down = [[0.0] * (len(self.ys) - 1) for _ in self.xs]
        for rect in rects:
            self._block(rect)

    def _block(self, rect: Bounds) -> None:
        left, top, right, bottom = rect[0] - CLEAR, rect[1] - CLEAR, rect[2] + CLEAR, rect[3] + CLEAR
        first, last = bisect_right(self.xs, left), bisect_left(self.xs, right)
        for row in range(bisect_right(self.ys, top), bisect_left(self.ys, bottom)):
            for column in range(max(first - 1, 0), min(last, len(self.xs) - 1)):
                self.across[row][column] = float("inf")
        first, last = bisect_right(self.ys, top), bisect_left(self.ys, bottom)
        for column in range(bisect_right(self.xs, left), bisect_left(self.xs, right)):
            for row in range(max(first - 1, 0), min(last, len(self.ys) - 1)):
                self.down[column][row] = float("inf")

    def take(self, way: Sequence[Point]) -> None:
        """Make it costly to cross a line, and more so to run along it."""
        for (x1, y1), (x2, y2) in pairwise(way):
            if abs(y1 - y2) < abs(x1 - x2):
                _take(self.ys, self.xs, self.across, self.down, y1, sorted((x1, x2)))
            else:
                _take(self.xs, self.ys, self.down, self.across, x1, sorted((y1, y2)))

    def way(self, start: Bounds, end: Bounds) -> Polyline | None:
        """The cheapest way between the sides of two rectangles, its ends on the sides; nothing where there is none."""
        goals = {
            (*self._at(out), _STEPS.index((-dx, -dy))): (port, cost) for port, out, (dx, dy), cost in self._ports(end)
        }
        best: dict[_State, float] = {}
        came: dict[_State, _State | Point] = {}
        queue: list[tuple[float, _State]] = []
        for port, out, step, cost in self._ports(start):
            state = (*self._at(out), _STEPS.index(step))
            best[state], came[state] = cost, port
            heapq.heappush(queue, (cost, state))
        reached: tuple[float, _State] | None = None
        while queue:
            cost, state = heapq.heappop(queue)
            if reached and cost >= reached[0]:
                break
            if cost > best[state]:
                continue
            if state in goals and (reached is None or cost + goals[state][1] < reached[0]):
                reached = cost + goals[state][1], state
            for after, more in self._onwards(state):
                if cost + more < best.get(after, float("inf")):
                    best[after], came[after] = cost + more, state
                    heapq.heappush(queue, (cost + more, after))
        return self._traced(reached[1], came, goals[reached[1]][0]) if reached else None

    def _ports(self, rect: Bounds) -> list[tuple[Point, Point, tuple[int, int], float]]:
        """Where ways may leave a rectangle, the first place in the lane, the direction, and what that costs."""
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
        edges = (self.across[row][max(column - 1, 0)], self.across[row][min(column, len(self.xs) - 2)])
        return all(each == float("inf") for each in edges) and all(
            self.down[column][min(max(each, 0), len(self.ys) - 2)] == float("inf") for each in (row - 1, row)
        )

    def _at(self, point: Point) -> tuple[int, int]:
        return bisect_left(self.xs, point[0] - 0.01), bisect_left(self.ys, point[1] - 0.01)

    def _onwards(self, state: _State) -> Iterable[tuple[_State, float]]:
        column, row, heading = state
        for direction, (dx, dy) in enumerate(_STEPS):
            if direction == heading ^ 1:
                continue
            turn = BEND if direction != heading else 0.0
            x, y = column + dx, row + dy
            if dx and 0 <= x < len(self.xs):
                extra = self.across[row][min(x, column)]
                yield (x, y, direction), abs(self.xs[x] - self.xs[column]) + turn + extra
            elif dy and 0 <= y < len(self.ys):
                extra = self.down[column][min(y, row)]
                yield (x, y, direction), abs(self.ys[y] - self.ys[row]) + turn + extra

    def _traced(self, state: _State, came: dict[_State, _State | Point], port: Point) -> Polyline:
        points = [port]
        at: _State | Point = state
        while len(at) == 3:
            points.append((self.xs[at[0]], self.ys[at[1]]))
            at = came[at]
        points.append(at)
        return _corners(points[::-1])


def _take(
    lanes: Sequence[float],
    ends: Sequence[float],
    along: list[list[float]],
    across: list[list[float]],
    at: float,
    reach: list[float],
) -> None:
    """Add the cost of one straight line that lies at `at` and reaches over a part of the other axis."""
    first, last = bisect_left(ends, reach[0] - 0.01), bisect_right(ends, reach[1] + 0.01) - 1
    for lane in range(bisect_left(lanes, at - NEAR), bisect_right(lanes, at + NEAR)):
        for edge in range(max(first - 1, 0), min(last + 1, len(ends) - 1)):
            shared = min(ends[edge + 1], reach[1]) - max(ends[edge], reach[0])
            along[lane][edge] += ALONG * max(shared, 0.0)
    crossed = bisect_left(lanes, at) - 1
    for end in range(first, last + 1):
        if 0 <= crossed < len(lanes) - 1:
            across[end][crossed] += CROSSING


def _thirds(low: float, high: float) -> tuple[float, float]:
    """Two places on a side off its middle, which belongs to the reporting line."""
    return low + (high - low) * 0.3, low + (high - low) * 0.7


def _within(values: Iterable[float], greatest: float) -> list[float]:
    return sorted({round(value, 3) for value in values if 0.0 <= value <= greatest})


def _corners(points: Polyline) -> Polyline:
    """The points without those on a straight line between their neighbours."""
    kept: Polyline = []
    for point in points:
        if kept and abs(kept[-1][0] - point[0]) < 0.02 and abs(kept[-1][1] - point[1]) < 0.02:
            continue
        if len(kept) > 1 and (
            abs(kept[-2][0] - kept[-1][0]) + abs(kept[-1][0] - point[0]) < 0.02
            or abs(kept[-2][1] - kept[-1][1]) + abs(kept[-1][1] - point[1]) < 0.02
        ):
            kept.pop()
        kept.append(point)
    return kept


def zigzag(way: Polyline, swing: float = 3.5, step: float = 6.0) -> Polyline:
    """A way whose straight parts swing from side to side but for their ends."""
    found = [way[0]]
    for (x1, y1), (x2, y2) in pairwise(way):
        length = abs(x2 - x1) + abs(y2 - y1)
        count = int((length - 8.0) // step)
        if count >= 2:
            ux, uy = (x2 - x1) / length, (y2 - y1) / length
            lead = (length - count * step) / 2
            for number in range(count + 1):
                side = 0.0 if number in (0, count) else swing if number % 2 else -swing
                at = lead + number * step
                found.append((x1 + ux * at - uy * side, y1 + uy * at + ux * side))
        found.append((x2, y2))
    return found
