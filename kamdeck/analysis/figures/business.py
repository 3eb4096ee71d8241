"""Figures of the customer's business, from `profile.financials` and `profile.it.budget`; in the customer's money."""

from kamdeck.analysis.figures.arithmetic import growth, known_as, quotient, total
from kamdeck.dataclass import dataclass
from kamdeck.documented import documented
from kamdeck.model import Financials, Plan
from kamdeck.model.values import Category, CustomerAmount, Share, Year


@dataclass(frozen=True, slots=True)
class BusinessYear:
    """A business year of the customer; `growth` is that of revenue, `forecast` says that the year is not over."""

    year: Year
    revenue: CustomerAmount | None
    growth: Share | None
    net_income: CustomerAmount | None
    net_margin: Share | None
    market_share: Share | None
    assets: CustomerAmount | None
    liabilities: CustomerAmount | None
    equity: CustomerAmount | None
    operating_cash_flow: CustomerAmount | None
    return_on_equity: Share | None
    equity_ratio: Share | None
    forecast: bool


@dataclass(frozen=True, slots=True)
class CategoryAmount:
    """A category of a year's IT budget; `share` is its part of the year's total."""

    category: Category | None
    amount: CustomerAmount
    share: Share | None


@dataclass(frozen=True, slots=True)
class ItBudgetYear:
    """The IT budget of a year: the total, its growth over the year before, and the categories."""

    year: Year
    total: CustomerAmount
    growth: Share | None
    categories: tuple[CategoryAmount, ...]


def years(plan: Plan) -> tuple[BusinessYear, ...]:
    """`profile.financials` by year, with the ratios of each year."""
    entries = [(entry.year, entry) for entry in plan.profile.financials if entry.year is not None]
    # Growth is looked up by the year before, since the entry before may be several years older.
    revenues = {year: entry.revenue for year, entry in entries}
    by_year = sorted(entries, key=lambda pair: pair[0])
    return tuple(_year(year, entry, revenues.get(Year(year - 1))) for year, entry in by_year)


def _year(year: Year, entry: Financials, revenue_before: CustomerAmount | None) -> BusinessYear:
    return BusinessYear(
        year=year,
        revenue=entry.revenue,
        growth=known_as(Share, growth(entry.revenue, revenue_before)),
        net_income=entry.net_income,
        net_margin=known_as(Share, quotient(entry.net_income, entry.revenue)),
        market_share=entry.market_share,
        assets=entry.assets,
        liabilities=entry.liabilities,
        equity=entry.equity,
        operating_cash_flow=entry.operating_cash_flow,
        return_on_equity=known_as(Share, quotient(entry.net_income, entry.equity)),
        equity_ratio=known_as(Share, quotient(entry.equity, entry.assets)),
        forecast=entry.forecast,
    )


def it_budget_years(plan: Plan) -> tuple[ItBudgetYear, ...]:
    """`profile.it.budget` by year; entries of one year and category are added, those without an amount are left out."""
    sums: dict[Year, dict[Category | None, float]] = {}
    for entry in plan.profile.it.budget:
        if entry.year is not None and entry.amount is not None:
            categories = sums.setdefault(entry.year, {})
            categories[entry.category] = categories.get(entry.category, 0.0) + entry.amount
    totals = {year: total(categories.values()) or 0.0 for year, categories in sums.items()}
    return tuple(
        ItBudgetYear(
            year,
            CustomerAmount(totals[year]),
            known_as(Share, growth(totals[year], totals.get(Year(year - 1)))),
            tuple(
                CategoryAmount(category, CustomerAmount(amount), known_as(Share, quotient(amount, totals[year])))
                for category, amount in sums[year].items()
            ),
        )
        for year in sorted(sums)
    )


def _with_revenue(plan: Plan) -> list[BusinessYear]:
    return [year for year in years(plan) if year.revenue is not None]


def _margins(plan: Plan) -> list[tuple[Year, Share]]:
    return [(year.year, year.net_margin) for year in years(plan) if year.net_margin is not None]


def margin_peak_year(plan: Plan) -> Year | None:
    """The year of the highest net margin; the latest of several."""
    return max(_margins(plan), key=lambda year: (year[1], year[0]), default=(None, None))[0]


# -- figures -------------------------------------------------------------------------------------------------------


@documented("The customer's revenue in the last year that has one, including forecasts; in the customer's money.")
def revenue(plan: Plan) -> CustomerAmount | None:
    known = _with_revenue(plan)
    return known[-1].revenue if known else None


@documented("last ÷ previous − 1 of the revenue of two consecutive years; a share (0 to 1).")
def revenue_growth(plan: Plan) -> Share | None:
    known = _with_revenue(plan)
    return known[-1].growth if known else None


@documented("(last ÷ first)^(1 ÷ years) − 1 of revenue, unknown with one year only; a share (0 to 1) a year.")
def revenue_cagr(plan: Plan) -> Share | None:
    known = _with_revenue(plan)
    span = known[-1].year - known[0].year if known else 0
    grown = quotient(known[-1].revenue, known[0].revenue) if span else None
    # A negative number has no real root: from a revenue to a loss there is no growth rate.
    return None if grown is None or grown < 0 else Share(grown ** (1 / span) - 1)


@documented("The customer's net income in the last year that has one; in the customer's money.")
def net_income(plan: Plan) -> CustomerAmount | None:
    known = [year.net_income for year in years(plan) if year.net_income is not None]
    return known[-1] if known else None


@documented("net income ÷ revenue in the last year that has both; a share (0 to 1).")
def net_margin(plan: Plan) -> Share | None:
    known = _margins(plan)
    return known[-1][1] if known else None


@documented("The last net margin less the first, unknown with one year only; in percentage points.")
def net_margin_change(plan: Plan) -> Share | None:
    known = _margins(plan)
    return Share(known[-1][1] - known[0][1]) if len(known) > 1 else None


@documented("The last net margin less the highest, never above 0, unknown with one year only; in percentage points.")
def net_margin_since_peak(plan: Plan) -> Share | None:
    known = _margins(plan)
    return Share(known[-1][1] - max(margin for _, margin in known)) if len(known) > 1 else None


@documented("net income ÷ equity at the end of the last year that has both; a share (0 to 1).")
def return_on_equity(plan: Plan) -> Share | None:
    known = [year.return_on_equity for year in years(plan) if year.return_on_equity is not None]
    return known[-1] if known else None


@documented("The customer's total budget in the last year of `profile.budget`; in the customer's money.")
def customer_budget(plan: Plan) -> CustomerAmount | None:
    known = {entry.year: entry.amount for entry in plan.profile.budget if entry.year and entry.amount is not None}
    return known[max(known)] if known else None


@documented("The sum of `profile.it.budget` in its last year; in the customer's money.")
def it_budget(plan: Plan) -> CustomerAmount | None:
    known = it_budget_years(plan)
    return known[-1].total if known else None


@documented("last ÷ previous − 1 of the IT budgets of two consecutive years; a share (0 to 1).")
def it_budget_growth(plan: Plan) -> Share | None:
    known = it_budget_years(plan)
    return known[-1].growth if known else None


@documented("The last IT budget ÷ the revenue of the same year; a share (0 to 1).")
def it_budget_of_revenue(plan: Plan) -> Share | None:
    known = it_budget_years(plan)
    revenues = {year.year: year.revenue for year in years(plan)}
    return known_as(Share, quotient(known[-1].total, revenues.get(known[-1].year))) if known else None
