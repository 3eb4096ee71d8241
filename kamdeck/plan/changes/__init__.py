"""Last quarter's plan and this quarter's go in; what has changed between them, in business terms, comes out."""

from collections.abc import Iterable
from dataclasses import dataclass

from kamdeck.plan.changes.actions import SOON, ActionChange, ActionMove, action_changes
from kamdeck.plan.changes.deals import DealChange, DealMove, deal_changes
from kamdeck.plan.changes.difference import Difference
from kamdeck.plan.changes.people import PersonChange, PersonMove, person_changes
from kamdeck.plan.figures import Figure, Figures
from kamdeck.plan.figures.arithmetic import total
from kamdeck.plan.model import Plan
from kamdeck.plan.values import Amount, Quarter

__all__ = [
    "SOON",
    "ActionChange",
    "ActionMove",
    "Changes",
    "DealChange",
    "DealMove",
    "Difference",
    "PersonChange",
    "PersonMove",
    "changes",
]


@dataclass(frozen=True, slots=True)
class Changes:
    """What has changed since the quarter `since`, each list in a reader's order; false where nothing has."""

    since: Quarter
    deals: tuple[DealChange, ...] = ()
    people: tuple[PersonChange, ...] = ()
    actions: tuple[ActionChange, ...] = ()
    figures: tuple[Figure, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.deals or self.people or self.actions or self.figures)

    def deals_of(self, *kinds: str) -> tuple[DealChange, ...]:
        """The changes of deals of some kinds, as `deals_of("won", "lost")`."""
        return tuple(change for change in self.deals if change.kind in kinds)

    def people_of(self, *kinds: str) -> tuple[PersonChange, ...]:
        """The changes of people of some kinds, as `people_of("joined")`."""
        return tuple(change for change in self.people if change.kind in kinds)

    def actions_of(self, *kinds: str) -> tuple[ActionChange, ...]:
        """The changes of actions of some kinds, as `actions_of("overdue")`."""
        return tuple(change for change in self.actions if change.kind in kinds)

    @property
    def won(self) -> Amount:
        """What the deals are worth that were won since; our money."""
        return _worth(self.deals_of(DealMove.WON))

    @property
    def lost(self) -> Amount:
        """What the deals were worth that were lost since; our money."""
        return _worth(self.deals_of(DealMove.LOST))


def changes(old: Plan, new: Plan) -> Changes:
    """What has changed from one plan of an account to a later one; entries are the same where their ids are."""
    return Changes(
        since=old.period,
        deals=deal_changes(old, new),
        people=person_changes(old, new),
        actions=action_changes(old, new),
        figures=tuple(figure for figure in Figures(new, old).values() if figure.change),
    )


def _worth(deals: Iterable[DealChange]) -> Amount:
    return Amount(total(change.amount for change in deals) or 0.0)
