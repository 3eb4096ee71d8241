"""The steps of a roadmap by lane: what kind each is, and which of very many are drawn."""

from collections.abc import Iterable, Sequence
from datetime import date

from kamdeck.blocks.row_protocols import StepRow
from kamdeck.components.calendar_days import first_day
from kamdeck.dataclass import dataclass
from kamdeck.model.values import Lane, RoadmapStatus

MOST_STEPS = 24
"""The most steps of all lanes together: about three slides."""
_URGENCY = {"late": 0, "at_risk": 0, "doing": 1, "done": 4}


@dataclass(frozen=True)
class LaneSteps:
    """The steps of a lane that are drawn, and how `more` of them are not."""

    lane: Lane | None
    steps: tuple[StepRow, ...]
    more: int = 0


def kind_of(value: Lane | RoadmapStatus | None) -> str:
    """A lane or status as the plan writes it, in lower case; "" for None."""
    if value is None:
        return ""
    written = getattr(value, "plain", None) or getattr(value, "value", None) or ""
    return str(written).strip().lower()


def is_milestone(fact: StepRow) -> bool:
    """Whether the plan calls a step a milestone."""
    return bool(getattr(fact, "milestone", False))


def is_point(fact: StepRow) -> bool:
    """Whether a step is drawn at one date."""
    dates = [fact.start, fact.end]
    return (is_milestone(fact) and any(dates)) or dates.count(None) == 1


def grouped(rows: Iterable[StepRow]) -> dict[Lane | None, list[StepRow]]:
    """Steps by lane, in the plan's order."""
    lanes: dict[Lane | None, list[StepRow]] = {}
    for row in rows:
        lanes.setdefault(row.lane, []).append(row)
    return lanes


def lanes_of(rows: Sequence[StepRow], most: int = MOST_STEPS) -> list[LaneSteps]:
    """The lanes with at most so many steps in all, chosen by counts so that every language and medium shows the same.

    The longest lanes lose steps first: those that are done, then the last of those that are planned.
    """
    lanes = grouped(rows)
    limit = max(map(len, lanes.values()))
    while limit > 1 and sum(min(len(steps), limit) for steps in lanes.values()) > most:
        limit -= 1
    return [_limited(lane, steps, limit) for lane, steps in lanes.items()]


def _limited(lane: Lane | None, steps: Sequence[StepRow], limit: int) -> LaneSteps:
    # A note instead of a single step would take its place.
    if len(steps) <= limit + 1:
        return LaneSteps(lane, tuple(steps))
    kept = sorted(range(len(steps)), key=lambda number: rank_of(steps[number]))[:limit]
    return LaneSteps(lane, tuple(steps[number] for number in sorted(kept)), len(steps) - limit)


def rank_of(fact: StepRow) -> tuple[int, date]:
    """What sorts steps for a drawing that cannot show all: late ones and those at risk first, those done last."""
    urgency = _URGENCY.get(kind_of(fact.status), 2 if is_milestone(fact) else 3)
    return urgency, first_day(fact.start) or first_day(fact.end) or date.max
