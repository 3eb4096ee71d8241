"""What is due for renewal quarter by quarter, apart for us and for the others, and where most of theirs comes up."""

from dataclasses import dataclass

from kamdeck.analysis.figures import Figures
from kamdeck.analysis.figures.pipeline import SHORT_ID
from kamdeck.analysis.figures.renewals import RenewalGroup
from kamdeck.analysis.figures.wallet import identity
from kamdeck.model import Deal, Plan
from kamdeck.model.catalogue import folded
from kamdeck.model.periods import Period
from kamdeck.model.states import is_open
from kamdeck.model.values import CustomerAmount


@dataclass(frozen=True, slots=True)
class DueGroup(RenewalGroup):
    """What a supplier has to renew of one category in a quarter, and the short ids of our deals that aim at it."""

    deals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RenewalsDue:
    """The renewals of a quarter, the largest first, with their sums; the quarter with most of theirs is `marked`."""

    quarter: Period
    ours: CustomerAmount | None
    theirs: CustomerAmount | None
    our_groups: tuple[DueGroup, ...]
    their_groups: tuple[DueGroup, ...]
    marked: bool


def renewals_due(plan: Plan, figures: Figures) -> tuple[RenewalsDue, ...]:
    """The quarters in which something is due whose amount is known."""
    quarters = [each for each in figures.renewals if each.ours is not None or each.theirs is not None]
    most = max((each.theirs or 0.0 for each in quarters), default=0.0)
    return tuple(
        RenewalsDue(
            each.quarter,
            each.ours,
            each.theirs,
            tuple(_due(plan, group) for group in each.groups if group.amount and _is_ours(group)),
            tuple(_due(plan, group) for group in each.groups if group.amount and not _is_ours(group)),
            marked=bool(most) and each.theirs == most,
        )
        for each in quarters
    )


def _is_ours(group: RenewalGroup) -> bool:
    return group.supplier is not None and group.supplier.ours


def _due(plan: Plan, group: RenewalGroup) -> DueGroup:
    deals = () if _is_ours(group) else tuple(str(deal.id) for deal in plan.deals if _aims_at(plan, deal, group))
    short = tuple(each for each in deals if 0 < len(each) <= SHORT_ID)
    return DueGroup(group.supplier, group.category, group.amount, group.products, short)


def _aims_at(plan: Plan, deal: Deal, group: RenewalGroup) -> bool:
    """Whether an open deal names the supplier as a competitor, and offers something of the category."""
    if not is_open(deal) or group.supplier is None or group.category is None:
        return False
    rivals = {identity(company) for company in deal.competitors}
    offered = [offering for each in deal.offerings if (offering := plan.offering(each))]
    names = {folded(part) for each in offered for text in (each.name, each.category) if text for part in text.parts}
    return identity(group.supplier) in rivals and not names.isdisjoint(map(folded, group.category.parts))
