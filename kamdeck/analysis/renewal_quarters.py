"""What is due for renewal quarter by quarter, apart for us and for the others, and where most of theirs comes up."""

from typing import cast

from kamdeck.analysis.figures import Figures
from kamdeck.analysis.figures.pipeline import SHORT_ID
from kamdeck.analysis.figures.renewals import RenewalGroup
from kamdeck.analysis.figures.wallet import identity, is_rest
from kamdeck.dataclass import dataclass
from kamdeck.model import Deal, Plan
from kamdeck.model.catalogue import folded
from kamdeck.model.periods import Period
from kamdeck.model.states import is_open
from kamdeck.model.values import Category, Company, CustomerAmount

WITHIN = 12
"""The months from the beginning of the period under review in which renewals of rivals are of most interest."""


@dataclass(frozen=True, slots=True)
class DueGroup(RenewalGroup):
    """What a supplier has to renew of one category in a quarter, and the short ids of our deals that aim at it."""

    deals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RenewalsDue:
    """The renewals of a quarter, the largest first, with their sums; the quarter of the `RivalRenewal` is `marked`."""

    quarter: Period
    ours: CustomerAmount | None
    theirs: CustomerAmount | None
    our_groups: tuple[DueGroup, ...]
    their_groups: tuple[DueGroup, ...]
    marked: bool


@dataclass(frozen=True, slots=True)
class RivalRenewal:
    """What the named rival with most to renew has to renew in the quarter with most renewals of theirs.

    `category` is that of all its contracts there; none if they are of several.
    """

    quarter: Period
    rival: Company
    amount: CustomerAmount
    contracts: int = 1
    category: Category | None = None


def rival_renewal(plan: Plan, figures: Figures) -> RivalRenewal | None:
    """The renewals of rivals that are of most interest within a year; none without a named rival in their quarter."""
    end = plan.period.first_month + WITHIN
    coming = [each for each in figures.renewals if each.quarter.first_month < end and each.theirs]
    largest = max(coming, key=lambda each: each.theirs or 0.0, default=None)
    if largest is None:
        return None
    held: dict[str, list[RenewalGroup]] = {}
    for group in largest.groups:
        if group.supplier is not None and not group.supplier.ours and not is_rest(group.supplier) and group.amount:
            held.setdefault(identity(group.supplier), []).append(group)
    if not held:
        return None
    groups = max(held.values(), key=_worth)
    contracts = sum(len(group.products) for group in groups)
    rival, category = cast(Company, groups[0].supplier), groups[0].category if len(groups) == 1 else None
    return RivalRenewal(largest.quarter, rival, CustomerAmount(_worth(groups)), contracts, category)


def _worth(groups: list[RenewalGroup]) -> float:
    return sum(group.amount or 0.0 for group in groups)


def renewals_due(plan: Plan, figures: Figures) -> tuple[RenewalsDue, ...]:
    """The quarters in which something is due whose amount is known."""
    quarters = [each for each in figures.renewals if each.ours is not None or each.theirs is not None]
    # The headline speaks of this quarter; a larger one in some years would be a second message.
    named = rival_renewal(plan, figures)
    return tuple(
        RenewalsDue(
            each.quarter,
            each.ours,
            each.theirs,
            tuple(_due(plan, group) for group in each.groups if group.amount and _is_ours(group)),
            tuple(_due(plan, group) for group in each.groups if group.amount and not _is_ours(group)),
            marked=named is not None and each.quarter == named.quarter,
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
