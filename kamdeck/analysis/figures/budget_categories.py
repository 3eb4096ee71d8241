"""The categories of the customer's IT budget: how each has grown, and our share of it; in the customer's money."""

from kamdeck.analysis.figures.arithmetic import growth, known_as, quotient
from kamdeck.analysis.figures.business import ItBudgetYear, it_budget_years
from kamdeck.analysis.figures.money_units import ONES
from kamdeck.analysis.figures.satisfaction import worth
from kamdeck.dataclass import dataclass
from kamdeck.model import Plan
from kamdeck.model.values import Category, CustomerAmount, Share, WhitespaceStatus


@dataclass(frozen=True, slots=True)
class BudgetCategory:
    """A category of the IT budget: its amount in the last year, its growth since the first year, and our share.

    `growth` is none without an earlier year. `share` is what the customer spends with us by the whitespace ÷ `amount`,
    none if no field of the whitespace is in the category, or if they say that the customer spends more with us than it
    has for the category.
    """

    category: Category
    amount: CustomerAmount
    growth: Share | None
    share: Share | None


def budget_categories(plan: Plan) -> tuple[BudgetCategory, ...]:
    """The named categories of the last year's IT budget that have an amount, in the plan's order."""
    years = it_budget_years(plan)
    if not years:
        return ()
    before = _amounts(years[0]) if len(years) > 1 else {}
    ours = _ours(plan)
    return tuple(
        BudgetCategory(
            category,
            amount,
            known_as(Share, growth(amount, before.get(category))),
            _share(ours.get(category), amount),
        )
        for category, amount in _amounts(years[-1]).items()
        if amount
    )


def _share(ours: float | None, amount: float) -> Share | None:
    share = quotient(ours, amount)
    # Two parts of the plan contradict each other, and a share of more than all is said by neither.
    return None if share is None or share > 1 else Share(share)


def _amounts(year: ItBudgetYear) -> dict[Category, CustomerAmount]:
    return {each.category: each.amount for each in year.categories if each.category}


def _ours(plan: Plan) -> dict[Category, float]:
    """What the customer spends with us by category of the offering; empty if our money has another currency."""
    if plan.money.currency != plan.customer_money.currency:
        return {}
    scale, found = ONES[plan.money.unit] / ONES[plan.customer_money.unit], dict[Category, float]()
    for cell in plan.strategy.whitespace:
        category = plan.offering(cell.offering).category if cell.offering else None
        if category:
            held = worth(cell) if cell.status == WhitespaceStatus.OURS else None
            found[category] = found.get(category, 0.0) + (held or 0.0) * scale
    return found
