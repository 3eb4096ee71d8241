"""The months in which our own roles are loaded most, and what the roadmap asks of them then."""

from collections.abc import Iterator

from kamdeck.analysis.figures.coverage import load_rows
from kamdeck.dataclass import dataclass
from kamdeck.model import Plan, RoadmapItem
from kamdeck.model.values import Month, RoadmapStatus

MOST_MONTHS = 3
"""The most months that are named."""
BUSY = ("high", "over")
"""The bands of loads that make a month busy."""
CUSTOMER_LANE = "customer"
"""The lane of steps that are the customer's own work."""


@dataclass(frozen=True, slots=True)
class BusyMonth:
    """A month with a high load of one of our roles, and the step of the roadmap that began last and still runs then."""

    month: Month
    step: RoadmapItem


def busy_months(plan: Plan) -> tuple[BusyMonth, ...]:
    """The months with the highest loads in the order of time; those of one step only once, at its first month."""
    return tuple(_first_of_each_step(plan))


def _first_of_each_step(plan: Plan) -> Iterator[BusyMonth]:
    named: list[RoadmapItem] = []
    for month in _months(plan):
        step = _step_of(plan, month)
        if step is not None and step not in named:
            named.append(step)
            yield BusyMonth(month, step)


def _months(plan: Plan) -> list[Month]:
    highest: dict[Month, float] = {}
    for row in load_rows(plan):
        if row.band in BUSY:
            highest[row.month] = max(row.rank, highest.get(row.month, 0.0))
    return sorted(sorted(highest, key=lambda month: -highest[month])[:MOST_MONTHS])


def _step_of(plan: Plan, month: Month) -> RoadmapItem | None:
    """The step of ours, or of both, that began last of those that run in a month."""
    running = [
        step
        for step in plan.strategy.roadmap
        if step.item
        and step.start
        and step.start <= month.last_day
        and (step.end or step.start) >= month.first_day
        and not step.milestone
        and step.status != RoadmapStatus.DONE
        and str(step.lane or "").casefold() != CUSTOMER_LANE
    ]
    return max(running, key=lambda step: str(step.start), default=None)
