"""What has changed in business terms between last quarter's plan and this quarter's: deals, people, actions and more.

Entries of the two plans are matched by `kamdeck.analysis.matching`; what cannot be compared is listed, not passed over.
"""

from collections.abc import Iterable

from kamdeck.analysis.changes.actions import SOON, ActionChange, ActionMove, action_changes
from kamdeck.analysis.changes.competition import (
    RivalChange,
    RivalMove,
    ScoreChange,
    ScoreMove,
    WhitespaceChange,
    WhitespaceMove,
    rival_changes,
    score_changes,
    whitespace_changes,
)
from kamdeck.analysis.changes.deals import DealChange, DealMove, deal_changes
from kamdeck.analysis.changes.difference import Difference
from kamdeck.analysis.changes.outcomes import OutcomeChange, OutcomeMove, outcome_changes
from kamdeck.analysis.changes.people import PersonChange, PersonMove, person_changes
from kamdeck.analysis.changes.promises import PromiseChange, PromiseMove, promise_changes
from kamdeck.analysis.changes.quarter import (
    ClosedDeals,
    EndedQuarter,
    closed_by_quarter,
    ended_quarter,
    last_quarter_of,
)
from kamdeck.analysis.changes.risks import RiskChange, RiskMove, risk_changes
from kamdeck.analysis.changes.uncompared import Limit, Uncompared, limits
from kamdeck.analysis.figures import Figure, Figures, figures
from kamdeck.analysis.figures.arithmetic import total
from kamdeck.analysis.figures.coverage import DECIDING
from kamdeck.analysis.memoize import memoize
from kamdeck.analysis.own_fields import OwnFieldChange, OwnFieldMove, own_field_changes
from kamdeck.dataclass import dataclass
from kamdeck.model import Plan
from kamdeck.model.values import Amount, Period

__all__ = [
    "SOON",
    "ActionChange",
    "ActionMove",
    "Change",
    "Changes",
    "ClosedDeals",
    "DealChange",
    "DealMove",
    "Difference",
    "EndedQuarter",
    "Limit",
    "OutcomeChange",
    "OutcomeMove",
    "OwnFieldChange",
    "OwnFieldMove",
    "PersonChange",
    "PersonMove",
    "PromiseChange",
    "PromiseMove",
    "RiskChange",
    "RiskMove",
    "RivalChange",
    "RivalMove",
    "ScoreChange",
    "ScoreMove",
    "Uncompared",
    "WhitespaceChange",
    "WhitespaceMove",
    "changes",
    "changes_of",
    "last_quarter_of",
]

Change = (
    DealChange
    | PersonChange
    | ActionChange
    | PromiseChange
    | ScoreChange
    | RivalChange
    | WhitespaceChange
    | OutcomeChange
    | RiskChange
    | OwnFieldChange
)
"""Any change except that of a figure."""
KEY_FIGURES = (
    "forecast",
    "weighted_pipeline",
    "share_of_wallet",
    "pipeline_coverage",
    "satisfaction",
    "decision_makers_covered",
)
"""The figures whose changes a note and a slide show, in this order."""
MOST_PEOPLE, MOST_SCORES, MOST_STANDING = 4, 2, 1
"""The most people, ratings and other changes of our position that the slide on progress always shows."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What has changed since the quarter `since`, each list with the most important first; false if nothing has.

    `ended` is the result of the last quarter, if the earlier plan is of an earlier quarter.
    """

    since: Period
    deals: tuple[DealChange, ...] = ()
    people: tuple[PersonChange, ...] = ()
    actions: tuple[ActionChange, ...] = ()
    promises: tuple[PromiseChange, ...] = ()
    satisfaction: tuple[ScoreChange, ...] = ()
    competition: tuple[RivalChange, ...] = ()
    whitespace: tuple[WhitespaceChange, ...] = ()
    outcomes: tuple[OutcomeChange, ...] = ()
    risks: tuple[RiskChange, ...] = ()
    own_fields: tuple[OwnFieldChange, ...] = ()
    figures: tuple[Figure, ...] = ()
    uncompared: tuple[Uncompared, ...] = ()
    ended: EndedQuarter | None = None

    def __bool__(self) -> bool:
        return any(bool(value) for value in (*self.lists.values(), self.figures, self.uncompared, self.ended))

    @property
    def lists(self) -> dict[str, tuple[Change, ...]]:
        """Every list of changes by its name, the most important first."""
        return {
            "deals": self.deals,
            "people": self.people,
            "actions": self.actions,
            "promises": self.promises,
            "satisfaction": self.satisfaction,
            "competition": self.competition,
            "whitespace": self.whitespace,
            "outcomes": self.outcomes,
            "risks": self.risks,
            "own_fields": self.own_fields,
        }

    @property
    def standing(self) -> tuple[Change, ...]:
        """The changes of our position: satisfaction, then competition, then whitespace."""
        return (*self.satisfaction, *self.competition, *self.whitespace)

    @property
    def progress(self) -> bool:
        """Whether anything but deals has changed, or could not be compared."""
        lists = (self.people, self.actions, self.promises, self.standing, self.outcomes, self.risks)
        return any(map(bool, (*lists, self.key_figures, self.uncompared)))

    @property
    def beyond_progress(self) -> bool:
        """Whether more than deals has changed that neither the slide on progress nor those on the present state show.

        Those show the status of each action, but not which are new or dropped.
        """
        listed = (self.promises, self.outcomes, self.risks, self.uncompared)
        more_people = len(self.people) > min(MOST_PEOPLE, len(self.moved_people))
        more_scores = len(self.satisfaction) > MOST_SCORES
        more_standing = len(self.competition) + len(self.whitespace) > MOST_STANDING
        moved_actions = self.actions_of(ActionMove.NEW, ActionMove.DROPPED)
        return any(map(bool, listed)) or more_people or more_scores or more_standing or bool(moved_actions)

    @property
    def moved_people(self) -> tuple[PersonChange, ...]:
        """The most important change of each person; those who decide first."""
        first: dict[int, PersonChange] = {}
        for change in self.people:
            first.setdefault(id(change.person), change)
        return tuple(sorted(first.values(), key=lambda each: each.person.role not in DECIDING))

    @property
    def pressing_actions(self) -> tuple[ActionChange, ...]:
        """The actions that are overdue, soon due, carried over or dropped; all changes of actions where none is."""
        kinds = (ActionMove.OVERDUE, ActionMove.DUE_SOON, ActionMove.CARRIED_OVER, ActionMove.DROPPED)
        return self.actions_of(*kinds) or self.actions

    @property
    def key_figures(self) -> tuple[Figure, ...]:
        """The most important figures among those that have changed."""
        known = {figure.name: figure for figure in self.figures}
        return tuple(known[name] for name in KEY_FIGURES if name in known)

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
    def closed(self) -> tuple[ClosedDeals, ...]:
        """The deals won since then, then those lost, by quarter."""
        return closed_by_quarter(self.deals)

    @property
    def won(self) -> Amount:
        """The amount of the deals won since then; our money."""
        return _worth(self.deals_of(DealMove.WON))

    @property
    def lost(self) -> Amount:
        """The amount of the deals lost since then; our money."""
        return _worth(self.deals_of(DealMove.LOST))


def changes(old: Plan, new: Plan) -> Changes:
    """What has changed between two plans of an account; `uncompared.MATCHED` names how entries are matched."""
    compared = figures(new) if old is new.previous_plan else Figures(new, old)
    return Changes(
        since=old.period,
        deals=deal_changes(old, new),
        people=person_changes(old, new),
        actions=action_changes(old, new),
        promises=promise_changes(old, new),
        satisfaction=score_changes(old, new),
        competition=rival_changes(old, new),
        whitespace=whitespace_changes(old, new),
        outcomes=outcome_changes(old, new),
        risks=risk_changes(old, new),
        own_fields=own_field_changes(old, new),
        figures=tuple(figure for figure in compared.values() if figure.change),
        uncompared=tuple(limits(old, new)),
        ended=ended_quarter(new, old) if old.period < new.period else None,
    )


@memoize
def changes_of(plan: Plan) -> Changes | None:
    """What has changed since the previous plan that a plan names; none if it names none."""
    return changes(plan.previous_plan, plan) if plan.previous_plan else None


def _worth(deals: Iterable[DealChange]) -> Amount:
    return Amount(total(change.amount for change in deals) or 0.0)
