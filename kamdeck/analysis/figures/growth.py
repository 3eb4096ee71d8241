"""Growth that says which it is: on the year before, or a year on average over several; from the customer's figures."""

from dataclasses import dataclass, replace

from kamdeck.analysis.figures.business import it_budget_years, revenue_cagr, years
from kamdeck.model import Plan
from kamdeck.model.values import CustomerAmount, Share, Year

FLAT = 0.0005
"""Below this a growth is written as 0.0 %, and so it is none."""


@dataclass(frozen=True, slots=True)
class Growth:
    """By what share of one a year's amount has grown since the year `first`: a year on average where it is `average`.

    `latest` is the growth on the year before, where it goes the other way than the average does.
    """

    rate: Share
    first: Year
    last: Year
    value: CustomerAmount
    forecast: bool = False
    latest: "Growth | None" = None

    @property
    def average(self) -> bool:
        """Whether it is a mean over more than two years' figures, and not on the year before."""
        return self.last - self.first > 1

    @property
    def way(self) -> str:
        """up, down, or flat where it is written as nothing."""
        return "flat" if abs(self.rate) < FLAT else "up" if self.rate > 0 else "down"


def revenue_on_year(plan: Plan) -> Growth | None:
    """The last revenue's growth on the year before; none where that year is missing."""
    known = [year for year in years(plan) if year.revenue is not None]
    if not known or known[-1].growth is None or known[-1].revenue is None:
        return None
    last = known[-1].year
    return Growth(known[-1].growth, Year(last - 1), last, known[-1].revenue, known[-1].forecast)


def revenue_over_years(plan: Plan) -> Growth | None:
    """Revenue's compound growth a year from the first year to the last; over one year it is that on the year before."""
    known, rate = [year for year in years(plan) if year.revenue is not None], revenue_cagr(plan)
    if rate is None or not known or known[-1].revenue is None:
        return None
    found = Growth(rate, known[0].year, known[-1].year, known[-1].revenue, known[-1].forecast)
    latest = revenue_on_year(plan)
    return replace(found, latest=latest) if latest and {found.way, latest.way} == {"up", "down"} else found


def it_budget_on_year(plan: Plan) -> Growth | None:
    """The last IT budget's growth on the year before; none where that year is missing."""
    known = it_budget_years(plan)
    if not known or known[-1].growth is None:
        return None
    return Growth(known[-1].growth, Year(known[-1].year - 1), known[-1].year, known[-1].total)
