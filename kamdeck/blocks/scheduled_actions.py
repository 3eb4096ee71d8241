"""The actions that the `schedule` block draws, which of many it draws, and the colours of their bars."""

from collections.abc import Sequence
from datetime import date

from kamdeck.dataclass import dataclass

MOST_ACTIONS = 36
"""The most actions: about three slides."""
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
