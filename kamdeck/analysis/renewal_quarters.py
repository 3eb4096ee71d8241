"""What is due for renewal quarter by quarter, apart for us and for the others, and where most of theirs comes up."""

from dataclasses import dataclass

from kamdeck.analysis.figures import Figures
from kamdeck.analysis.figures.renewals import RenewalGroup
from kamdeck.model.periods import Period
from kamdeck.model.values import CustomerAmount


@dataclass(frozen=True, slots=True)
class RenewalsDue:
    """The renewals of a quarter, the largest first, with their sums; the quarter with most of theirs is `marked`."""

    quarter: Period
    ours: CustomerAmount | None
    theirs: CustomerAmount | None
    our_groups: tuple[RenewalGroup, ...]
    their_groups: tuple[RenewalGroup, ...]
    marked: bool


def renewals_due(figures: Figures) -> tuple[RenewalsDue, ...]:
    """The quarters in which something is due whose amount is known."""
    quarters = [each for each in figures.renewals if each.ours is not None or each.theirs is not None]
    most = max((each.theirs or 0.0 for each in quarters), default=0.0)
    return tuple(
        RenewalsDue(
            each.quarter,
            each.ours,
            each.theirs,
            tuple(group for group in each.groups if group.amount and group.supplier and group.supplier.ours),
            tuple(group for group in each.groups if group.amount and not (group.supplier and group.supplier.ours)),
            marked=bool(most) and each.theirs == most,
        )
        for each in quarters
    )
