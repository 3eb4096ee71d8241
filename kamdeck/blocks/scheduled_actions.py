"""The actions that the `schedule` block draws, which of many it draws, and their shapes on its axis."""

from collections.abc import Sequence
from datetime import date

from kamdeck.dataclass import dataclass
from kamdeck.diagrams.time_axis import TimeAxis
from kamdeck.flow import Box

MOST_ACTIONS = 36
"""The most actions: about three slides."""
# In points: the width of the bar of an action with a start only, the least width of bars, and by how much a diamond is
# higher than a bar.
STUB, NARROWEST_BAR, HIGHER = 14.0, 4.0, 3.0
FILLS = {
    "overdue": "bad",
    "late": "bad",
    "done": "good:40",
    "doing": "primary",
    "open": "ground",
    "dropped": "grey3",
}
OUTLINES = {"open": "primary"}
"""The lines around bars; filled, those of open actions would look like those of done ones in grey."""
UNNAMED_STATUSES = ("open", "doing")
"""Statuses whose names do not stand beside the bars; only the legend explains them."""
ROLES = {"overdue": "bad", "late": "bad", "done": "good"}


@dataclass(frozen=True, slots=True)
class ScheduledAction:
    """An action; `when` is its due date as the plan writes it, `due` the day, and `kind` its status or "overdue".

    `owners` has a name for each field of owners of the block, `note` what the fields of its notes contain.
    """

    row: object
    words: str
    note: str
    owners: tuple[str, ...]
    start: date | None
    due: date | None
    when: object
    status: object
    kind: str

    @property
    def is_point(self) -> bool:
        """Whether only the due date is known, so that a diamond marks it."""
        return bool(self.due) and not self.start

    def on_axis(self, axis: TimeAxis, y: float, high: float) -> Box | None:
        """A bar of a height in points from start to due, or a diamond; None without any date."""
        fill, line = FILLS.get(self.kind, "grey2"), OUTLINES.get(self.kind, "")
        if self.due and self.is_point:
            size = high + HIGHER
            middle = (axis.at(self.due) + axis.at(self.due, after=True)) / 2
            left = min(max(axis.left, middle - size / 2), axis.right - size)
            return Box(left, y - HIGHER / 2, size, size, fill, line, 1.0, shape="diamond")
        if not self.start:
            return None
        left = axis.at(min(self.start, self.due or self.start))
        last = self.due and max(self.start, self.due)
        right = axis.at(last, after=True) if last else min(axis.right, left + STUB)
        left = max(axis.left, min(left, right - NARROWEST_BAR))
        return Box(left, y, max(right - left, NARROWEST_BAR), high, fill, line, 1.0, shape="rounded")


def chosen(actions: Sequence[ScheduledAction]) -> tuple[list[ScheduledAction], int]:
    """At most `MOST_ACTIONS`, in order, and how many more there are.

    Counts decide, so that every language and medium shows the same.
    """
    # A note instead of a single action would take its place.
    if len(actions) <= MOST_ACTIONS + 1:
        return list(actions), 0
    ended = ("done", "dropped")
    ranked = sorted(range(len(actions)), key=lambda number: (actions[number].kind in ended, number))
    return [actions[number] for number in sorted(ranked[:MOST_ACTIONS])], len(actions) - MOST_ACTIONS
