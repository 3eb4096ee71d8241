"""The actions that the `schedule` block draws, and which of many it draws."""

from collections.abc import Sequence
from datetime import date

from kamdeck.dataclass import dataclass

MOST_ACTIONS = 36
"""The most actions: about three slides."""


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
