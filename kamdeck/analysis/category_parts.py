"""The suppliers' parts of each category of the installed base and of services, for bars that are all 100 % long."""

from kamdeck.analysis.figures.arithmetic import quotient, total
from kamdeck.analysis.figures.satisfaction import whitespace_cells
from kamdeck.dataclass import dataclass
from kamdeck.message import Message
from kamdeck.model import Plan
from kamdeck.model.values import Category, Company, CustomerAmount, Share, WhitespaceStatus

SERVICES = Category("services")
MOST_CATEGORIES = 8
"""Of more categories the smallest are one; more bars would be too thin for their names."""


@dataclass(frozen=True, slots=True)
class CategoryPart:
    """The part of a supplier in a category, whose amount is that of all suppliers.

    `category` is None for the smallest categories together, of which there are `count`.
    """

    category: Category | None
    amount: CustomerAmount
    supplier: Company | None
    share: Share
    count: int = 1

    @property
    def label(self) -> Category | Message:
        """The category, or how many smaller ones stand together."""
        return self.category or Message("share.of_other_categories", count=self.count)


@dataclass(frozen=True, slots=True)
class _Spend:
    """What the customer spends on products or services of a category from a supplier; in the customer's money."""

    category: Category
    supplier: Company | None
    amount: float


def category_parts(plan: Plan) -> tuple[CategoryPart, ...]:
    """Each supplier's part of a category by amount; the largest category first, the smallest together.

    Products are those of the installed base. Services are never installed: they are taken from the whitespace.
    """
    groups: dict[Category | None, list[_Spend]] = {}
    for each in (*_installed(plan), *_services(plan)):
        groups.setdefault(each.category, []).append(each)
    largest = sorted(groups, key=lambda each: -_sum(groups[each]))
    rest = largest[MOST_CATEGORIES - 1 :] if len(largest) > MOST_CATEGORIES else []
    if rest:
        groups[None] = [spend for category in rest for spend in groups.pop(category)]
    return tuple(
        CategoryPart(category, CustomerAmount(whole), each.supplier, Share(share), len(rest) if category is None else 1)
        for category in [*(each for each in largest if each in groups), *([None] if rest else [])]
        if (whole := _sum(groups[category])) > 0
        for each in groups[category]
        if (share := quotient(each.amount, whole)) is not None
    )


def _installed(plan: Plan) -> list[_Spend]:
    products = plan.profile.it.installed_base
    return [_Spend(each.category, each.supplier, each.amount) for each in products if each.category and each.amount]


def _services(plan: Plan) -> list[_Spend]:
    """What is supplied of our offerings that are services, if anything is installed that stands beside it.

    Amounts in our money are left out where the customer's figures are in another one.
    """
    installed = {each.category for each in plan.profile.it.installed_base}
    offered: dict[object, Category | None] = {each.id: each.category for each in plan.vendor.offerings}
    if not installed or plan.customer_money != plan.money:
        return []
    found = []
    for cell in whitespace_cells(plan):
        category = offered.get(cell.offering)
        if category != SERVICES or category in installed or not cell.amount:
            continue
        if cell.status in (WhitespaceStatus.OURS, WhitespaceStatus.COMPETITOR):
            supplier = plan.ours if cell.status == WhitespaceStatus.OURS else cell.supplier
            found.append(_Spend(category, supplier, cell.amount))
    return found


def _sum(spends: list[_Spend]) -> float:
    return total(each.amount for each in spends) or 0.0
