"""The lanes of a roadmap: steps packed into rows, and lanes divided over pages."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from kamdeck.blocks.roadmap_steps import rank_of
from kamdeck.blocks.row_protocols import StepRow
from kamdeck.dataclass import dataclass
from kamdeck.flow import Box, Paragraph, TextItem

ROW_GAP, LANE_PAD = 5.5, 7.5
"""The gap between rows, and the space above and below a lane, in points."""
ROOMS = tuple(step / 5 for step in range(24, 5, -1))
"""The factors of gaps and margins on a page that has height to spare, the largest first."""
CLOSER = (1.0, 0.8, 0.6, 0.4)
"""The factors where height is scarce."""


@dataclass(frozen=True, slots=True)
class RoadmapBar:
    """A step's shape and label, with y = 0 at its top; nothing else may be between `left` and `right` in its row.

    The row that says how many more steps a lane has is of no `fact`.
    """

    fact: StepRow | None
    left: float
    right: float
    height: float
    items: tuple[Box | TextItem, ...]


@dataclass(frozen=True, slots=True)
class RoadmapLane:
    """Rows of steps with a common name; a lane that is cut at the end of a page becomes two.

    `least` is the height of the name, which is beside the rows or, where it is `above`, over them. Gaps and margins are
    `room` times as large as usual.
    """

    name: tuple[Paragraph, ...]
    least: float
    rows: tuple[tuple[RoadmapBar, ...], ...]
    above: bool = False
    room: float = 1.0

    @property
    def gap(self) -> float:
        """The gap between rows in points."""
        return ROW_GAP * self.room

    @property
    def pad(self) -> float:
        """The space above and below the lane in points."""
        return LANE_PAD * self.room

    @property
    def steps(self) -> tuple[RoadmapBar, ...]:
        """The steps of all rows."""
        return tuple(step for row in self.rows for step in row)

    def only(self, keep: Callable[[RoadmapBar], bool]) -> "RoadmapLane":
        """The lane with some of its steps, packed again."""
        return replace(self, rows=packed([step for step in self.steps if keep(step)]))

    @property
    def rows_height(self) -> float:
        """The height of the rows with the gaps between them."""
        return sum(map(row_height, self.rows)) + self.gap * (len(self.rows) - 1)

    @property
    def height(self) -> float:
        """The height of the rows and of the name, with the space around them."""
        rows = self.rows_height
        return (self.least + rows if self.above else max(rows, self.least)) + 2 * self.pad

    def fitting(self, height: float) -> int:
        """How many of the rows fit into a height."""
        counts = range(len(self.rows), 0, -1)
        return next((count for count in counts if replace(self, rows=self.rows[:count]).height <= height), 0)

    def parted(self, height: float) -> tuple["RoadmapLane", "RoadmapLane | None"]:
        """The rows that fit into a height, at least one, and the others."""
        count = max(1, self.fitting(height))
        rest = self.rows[count:]
        return replace(self, rows=self.rows[:count]), (replace(self, rows=rest) if rest else None)


def roomy(lanes: Sequence[RoadmapLane], capacity: float, rooms: Sequence[float] = ROOMS) -> Sequence[RoadmapLane]:
    """The lanes of a page with the largest gaps at which all of them fit a height; as they are where none fits."""
    found = ([replace(lane, room=room) for lane in lanes] for room in rooms)
    return next((each for each in found if sum(lane.height for lane in each) <= capacity), lanes)


def row_height(row: Sequence[RoadmapBar]) -> float:
    """The height of the highest step of a row."""
    return max(step.height for step in row)


def packed(steps: Sequence[RoadmapBar]) -> tuple[tuple[RoadmapBar, ...], ...]:
    """Steps in rows: from left to right, each in the first row where it covers nothing."""
    rows: list[list[RoadmapBar]] = []
    # From left to right, the first free row gives the fewest rows (interval partitioning).
    for step in sorted(steps, key=lambda step: step.left):
        row = next((row for row in rows if row[-1].right <= step.left + 0.01), None)
        if row is None:
            rows.append([step])
        else:
            row.append(step)
    return tuple(tuple(row) for row in rows)


def paged(lanes: Sequence[RoadmapLane], capacity: float) -> list[list[RoadmapLane]]:
    """Lanes on pages; a lane is cut only where it is higher than a page, and then not after its first row."""
    pages: list[list[RoadmapLane]] = []
    page: list[RoadmapLane] = []
    left = capacity
    for lane in lanes:
        rest: RoadmapLane | None = lane
        if page and lane.height > left and (lane.height <= capacity or lane.fitting(left) < 2):
            pages.append(page)
            page, left = [], capacity
        while rest and rest.height > left:
            first, rest = rest.parted(left)
            pages.append([*page, first])
            page, left = [], capacity
        if rest:
            page.append(rest)
            left -= rest.height
    return [*pages, page] if page else pages


def urgent_first(lanes: Sequence[RoadmapLane], capacity: float) -> list[list[RoadmapLane]]:
    """Lanes on pages, the first with the most urgent steps of all lanes: it may be the only one that is looked at."""
    pages = paged(lanes, capacity)
    if len(pages) < 2:
        return pages
    facts = [step.fact for lane in lanes for step in lane.steps if step.fact is not None]
    chosen: set[int] = set()
    shown: list[RoadmapLane] = []
    for fact in sorted(facts, key=rank_of):
        more = _with(lanes, chosen | {id(fact)})
        if sum(lane.height for lane in more) <= capacity:
            chosen.add(id(fact))
            shown = more
    rest = [lane.only(lambda step: id(step.fact) not in chosen) for lane in lanes]
    return [*([shown] if shown else []), *paged([lane for lane in rest if lane.rows], capacity)]


def _with(lanes: Sequence[RoadmapLane], chosen: set[int]) -> list[RoadmapLane]:
    """The lanes that have any of the chosen steps, with these only."""
    found = (lane.only(lambda step: id(step.fact) in chosen) for lane in lanes)
    return [lane for lane in found if lane.rows]
