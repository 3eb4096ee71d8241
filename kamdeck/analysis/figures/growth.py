"""Growth of the customer's revenue and IT budget: over the year before, or on average over several years."""

from dataclasses import replace

from kamdeck.analysis.figures.business import it_budget_years, revenue_cagr, years
from kamdeck.dataclass import dataclass
from kamdeck.model import Plan
from kamdeck.model.values import CustomerAmount, Share, Year

FLAT = 0.0005
"""Growth below this is displayed as 0.0 %, and so counts as none."""


@dataclass(frozen=True, slots=True)
class Growth:
    """The growth of an amount from the year `first` to the year `last`; `value` is the amount in the last year.

    `rate` is a share (0.05 is 5 %), the average of a year if there are several. `latest` is the growth over the year
    before, if its direction is the opposite of the average's. `forecast` says that the last year is not over.
    """

    rate: Share
    first: Year
    last: Year
    value: CustomerAmount
    forecast: bool = False
    latest: "Growth | None" = None

    @property
    def average(self) -> bool:
        """Whether the rate is an average over several years."""
        return self.last - self.first > 1

    @property
    def direction(self) -> str:
        """The direction of the growth: up, down, or flat if the rate is displayed as 0.0 %."""
        return "flat" if abs(self.rate) < FLAT else "up" if self.rate > 0 else "down"


def revenue_on_year(plan: Plan) -> Growth | None:
    """The growth of the latest revenue over the year before; none if that year is missing."""
    known = [year for year in years(plan) if year.revenue is not None]
    if not known or known[-1].growth is None or known[-1].revenue is None:
        return None
    last = known[-1].year
    return Growth(known[-1].growth, Year(last - 1), last, known[-1].revenue, known[-1].forecast)


def revenue_over_years(plan: Plan) -> Growth | None:
    """The compound annual growth of revenue from the first year to the last."""
    known, rate = [year for year in years(plan) if year.revenue is not None], revenue_cagr(plan)
    if rate is None or not known or known[-1].revenue is None:
        return None
    found = Growth(rate, known[0].year, known[-1].year, known[-1].revenue, known[-1].forecast)
    latest = revenue_on_year(plan)
    return replace(found, latest=latest) if latest and {found.direction, latest.direction} == {"up", "down"} else found


def it_budget_on_year(plan: Plan) -> Growth | None:
    """The growth of the latest IT budget over the year before; none if that year is missing."""
    known = it_budget_years(plan)
    if not known or known[-1].growth is None:
        return None
    return Growth(known[-1].growth, Year(known[-1].year - 1), known[-1].year, known[-1].total)
