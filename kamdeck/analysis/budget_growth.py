"""How the customer's IT budget has grown, by year and by category, and our part of it."""

from kamdeck.analysis.figures import Figures
from kamdeck.analysis.figures.arithmetic import known_as, total
from kamdeck.dataclass import dataclass
from kamdeck.model.values import Category, CustomerAmount, Share, Year


@dataclass(frozen=True, slots=True)
class BudgetYear:
    """The IT budget of a year and its growth; `ours` is what we have of it, known of the last year only."""

    year: Year
    total: CustomerAmount
    growth: Share | None
    ours: CustomerAmount | None


@dataclass(frozen=True, slots=True)
class CategoryGrowth:
    """A category of the IT budget in the first and the last year, its growth, and our share of the last year.

    Of several whose growth and share are known, the one in which our share is highest is `marked`.
    """

    category: Category
    first: CustomerAmount | None
    amount: CustomerAmount
    growth: Share | None
    share: Share | None
    marked: bool


def budget_years(figures: Figures) -> tuple[BudgetYear, ...]:
    """The years of the IT budget, the last one with our part if a category's share is known."""
    years = figures.it_budget_years
    shares = [row.amount * row.share for row in figures.budget_categories if row.share is not None]
    ours = known_as(CustomerAmount, total(shares)) if shares else None
    return tuple(
        BudgetYear(each.year, each.total, each.growth, ours if number == len(years) - 1 else None)
        for number, each in enumerate(years)
    )


def category_growth(figures: Figures) -> tuple[CategoryGrowth, ...]:
    """The categories of the last year, the fastest growing first; those of unknown growth are last."""
    rows, years = figures.budget_categories, figures.it_budget_years
    before = {each.category: each.amount for each in years[0].categories} if len(years) > 1 else {}
    known = [row for row in rows if row.share is not None and row.growth is not None]
    highest = max(known, key=lambda row: row.share or 0.0) if len(known) > 1 else None
    found = [
        CategoryGrowth(
            row.category,
            before.get(row.category),
            row.amount,
            row.growth,
            row.share,
            marked=row is highest and bool(row.share),
        )
        for row in rows
    ]
    return tuple(sorted(found, key=lambda row: (row.growth is None, -(row.growth or 0.0))))


def budget_span(figures: Figures) -> str:
    """The first and the last year of the IT budget; empty without several years."""
    years = figures.it_budget_years
    return f"{int(years[0].year)}–{int(years[-1].year)}" if len(years) > 1 else ""
