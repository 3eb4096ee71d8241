"""The roles of ours of which more is wanted than they can do, and the ways out of it."""

from datetime import date

from kamdeck.analysis.figures.coverage import LoadRow, load_of
from kamdeck.dataclass import dataclass
from kamdeck.model import Deal, Plan, ResourceOption
from kamdeck.model.states import is_open
from kamdeck.model.values import Days, Month, Text


@dataclass(frozen=True, slots=True)
class Shortage:
    """A role, the month in which the most of its person-days are missing, and how many.

    `months` have the demand and the capacity of each month.
    """

    role: Text | None
    month: Month
    missing: Days
    months: tuple[LoadRow, ...]
    options: tuple[ResourceOption, ...]

    @property
    def free(self) -> tuple[LoadRow, ...]:
        """The months in which the role has days to spare."""
        return tuple(row for row in self.months if row.load is not None and row.load < 1)

    @property
    def takers(self) -> dict[Month, Days]:
        """The person-days that later months could take of what is missing before, as early as possible."""
        found, left = {}, 0.0
        for row in self.months:
            spare = (row.capacity or 0.0) - row.demand
            if spare > 0 and left > 0:
                found[row.month] = Days(min(spare, left))
            left = max(0.0, left - spare)
        return found


def shortages(plan: Plan) -> tuple[Shortage, ...]:
    """The roles with a load above their capacity in a month, the highest load first."""
    found = []
    for resource in plan.resources:
        rows = load_of(resource)
        over = [row for row in rows if row.over]
        if over and resource.capacity is not None:
            worst = max(over, key=lambda row: row.demand)
            missing = Days(worst.demand - resource.capacity)
            found.append((worst.rank, Shortage(resource.role, worst.month, missing, rows, resource.options)))
    return tuple(shortage for _, shortage in sorted(found, key=lambda pair: -pair[0]))


def closing_while_short(plan: Plan) -> tuple[Deal, ...]:
    """The open deals that are to close in months in which a role of ours is short, the first to close first."""
    months = [row.month for shortage in shortages(plan) for row in shortage.months if row.over]
    deals = [deal for deal in plan.deals if is_open(deal) and deal.close and any(_is_in(deal.close, m) for m in months)]
    return tuple(sorted(deals, key=lambda deal: str(deal.close)))


def _is_in(day: date, month: Month) -> bool:
    return month.first_day <= day <= month.last_day
