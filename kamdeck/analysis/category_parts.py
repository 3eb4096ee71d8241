"""The suppliers' parts of each category of the installed base, for bars that are all 100 % long."""

from kamdeck.analysis.figures.arithmetic import quotient, total
from kamdeck.dataclass import dataclass
from kamdeck.message import Message
from kamdeck.model import Installed, Plan
from kamdeck.model.values import Category, Company, CustomerAmount, Share

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
    def label(self) -> Message:
        """The category with its amount."""
        if self.category is None:
            return Message("share.of_other_categories", count=self.count, amount=self.amount)
        return Message("share.of_category", category=self.category, amount=self.amount)


def category_parts(plan: Plan) -> tuple[CategoryPart, ...]:
    """Each installed product's part of its category by amount; the largest category first, the smallest together."""
    groups: dict[Category | None, list[Installed]] = {}
    for product in plan.profile.it.installed_base:
        if product.category and product.amount:
            groups.setdefault(product.category, []).append(product)
    largest = sorted(groups, key=lambda each: -_sum(groups[each]))
    rest = largest[MOST_CATEGORIES - 1 :] if len(largest) > MOST_CATEGORIES else []
    if rest:
        groups[None] = [product for category in rest for product in groups.pop(category)]
    return tuple(
        CategoryPart(category, CustomerAmount(whole), each.supplier, Share(share), len(rest) if category is None else 1)
        for category in [*(each for each in largest if each in groups), *([None] if rest else [])]
        if (whole := _sum(groups[category])) > 0
        for each in groups[category]
        if (share := quotient(each.amount, whole)) is not None
    )


def _sum(products: list[Installed]) -> float:
    return total(each.amount for each in products) or 0.0
