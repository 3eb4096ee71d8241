"""The installed base by category and by the quarter of its renewal, ours and the competitors'; the customer's money."""

from collections.abc import Iterable

from kamdeck.analysis.figures.arithmetic import known_as, quotient, total
from kamdeck.analysis.figures.money_units import ONES
from kamdeck.analysis.figures.satisfaction import worth
from kamdeck.analysis.figures.wallet import InstalledCategory, identity, installed_base, is_rest
from kamdeck.dataclass import dataclass
from kamdeck.model import Installed, Offering, Plan, Whitespace
from kamdeck.model.catalogue import folded
from kamdeck.model.values import Category, Company, CustomerAmount, Period, Share, WhitespaceStatus

HELD = (WhitespaceStatus.OURS, WhitespaceStatus.COMPETITOR)
"""The whitespace fields on which the customer spends already."""


@dataclass(frozen=True, slots=True)
class CategoryShare:
    """A category of what the customer spends: its amount, our share of it, and the largest rival with its share."""

    category: Category | None
    amount: CustomerAmount
    share: Share | None
    rival: Company | None
    rival_share: Share | None


@dataclass(frozen=True, slots=True)
class RenewalGroup:
    """What a supplier has to renew of one category in a quarter, in all units; the amount is none if none is known."""

    supplier: Company | None
    category: Category | None
    amount: CustomerAmount | None
    products: tuple[Installed, ...]


@dataclass(frozen=True, slots=True)
class RenewalQuarter:
    """What is due for renewal in a quarter, the largest first, and the sums of ours and theirs."""

    quarter: Period
    ours: CustomerAmount | None
    theirs: CustomerAmount | None
    groups: tuple[RenewalGroup, ...]


def renewals(plan: Plan) -> tuple[RenewalQuarter, ...]:
    """What is due for renewal from the review date on, by quarter; the sums are none where no amount is known."""
    found: dict[Period, list[Installed]] = {}
    for product in plan.profile.it.installed_base:
        if product.renewal and product.renewal >= plan.review_date:
            found.setdefault(plan.period.quarter(product.renewal), []).append(product)
    return tuple(_renewals(quarter, found[quarter]) for quarter in sorted(found))


def _renewals(quarter: Period, products: list[Installed]) -> RenewalQuarter:
    ours = [product for product in products if product.supplier is not None and product.supplier.ours]
    theirs = [product for product in products if product.supplier is None or not product.supplier.ours]
    groups: dict[tuple[str, Category | None], list[Installed]] = {}
    for product in products:
        supplier = identity(product.supplier) if product.supplier else ""
        groups.setdefault((supplier, product.category), []).append(product)
    found = [
        RenewalGroup(group[0].supplier, category, _sum(group), tuple(group)) for (_, category), group in groups.items()
    ]
    by_size = sorted(found, key=lambda group: -(group.amount or 0.0))
    return RenewalQuarter(quarter, _sum(ours), _sum(theirs), tuple(by_size))


def _sum(products: list[Installed]) -> CustomerAmount | None:
    return known_as(CustomerAmount, total(product.amount for product in products)) if products else None


# -- shares by category --------------------------------------------------------------------------------------------


def category_shares(plan: Plan) -> tuple[CategoryShare, ...]:
    """The categories of the installed base with amounts, and those of offerings that only the whitespace has.

    Of the whitespace, the fields count that somebody supplies already: with what they are worth in a year.
    """
    rows = [_of_installed(category) for category in installed_base(plan) if category.by_amount and category.amount]
    known = {folded(part) for row in rows if row.category for part in row.category.parts}
    if plan.money.currency == plan.customer_money.currency:
        fields: dict[Category, list[Whitespace]] = {}
        for cell in plan.strategy.whitespace:
            offering = plan.offering(cell.offering) if cell.offering else None
            if offering and offering.category and cell.status in HELD and _names(offering).isdisjoint(known):
                fields.setdefault(offering.category, []).append(cell)
        rows += [row for category, cells in fields.items() if (row := _of_whitespace(plan, category, cells))]
    return tuple(sorted(rows, key=lambda row: -row.amount))


def _names(offering: Offering) -> set[str]:
    """The names by which the installed base may call an offering's category."""
    texts = (offering.name, offering.category)
    return {folded(part) for text in texts if text for part in text.parts}


def _of_installed(row: InstalledCategory) -> CategoryShare:
    return CategoryShare(row.category, row.amount or CustomerAmount(0), row.share, row.competitor, row.competitor_share)


def _of_whitespace(plan: Plan, category: Category, cells: Iterable[Whitespace]) -> CategoryShare | None:
    scale = ONES[plan.money.unit] / ONES[plan.customer_money.unit]
    ours, rivals = 0.0, dict[str, tuple[Company | None, float]]()
    for cell in cells:
        amount = worth(cell) or 0.0
        if cell.status == WhitespaceStatus.OURS:
            ours += amount
            continue
        key = identity(cell.supplier) if cell.supplier else ""
        rivals[key] = (cell.supplier, rivals.get(key, (None, 0.0))[1] + amount)
    whole = ours + sum(amount for _, amount in rivals.values())
    if not whole:
        return None
    named = [(company, amount) for company, amount in rivals.values() if company and not is_rest(company)]
    largest = max(named, key=lambda pair: pair[1], default=(None, 0.0))
    rival_share = Share(largest[1] / whole) if largest[0] else None
    return CategoryShare(
        category, CustomerAmount(whole * scale), known_as(Share, quotient(ours, whole)), largest[0], rival_share
    )
