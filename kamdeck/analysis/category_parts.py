"""The suppliers' parts of each category of the installed base, for bars that are all 100 % long."""

from kamdeck.analysis.figures.arithmetic import quotient, total
from kamdeck.dataclass import dataclass
from kamdeck.message import Message
from kamdeck.model import Installed, Plan
from kamdeck.model.values import Category, Company, CustomerAmount, Share


@dataclass(frozen=True, slots=True)
class CategoryPart:
    """The part of a supplier in a category, whose amount is that of all suppliers."""

    category: Category
    amount: CustomerAmount
    supplier: Company | None
    share: Share

    @property
    def label(self) -> Message:
        """The category with its amount."""
        return Message("share.of_category", category=self.category, amount=self.amount)


def category_parts(plan: Plan) -> tuple[CategoryPart, ...]:
    """Each installed product's part of its category by amount; the largest category first."""
    groups: dict[Category, list[Installed]] = {}
    for product in plan.profile.it.installed_base:
        if product.category and product.amount:
            groups.setdefault(product.category, []).append(product)
    sums = {category: total(each.amount for each in products) or 0.0 for category, products in groups.items()}
    return tuple(
        CategoryPart(category, CustomerAmount(sums[category]), each.supplier, Share(share))
        for category in sorted(groups, key=lambda each: -sums[each])
        for each in groups[category]
        if (share := quotient(each.amount, sums[category])) is not None
    )
