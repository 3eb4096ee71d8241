"""Whom of the customer's people we have to move, and how: deciders first, then those against us who have a say."""

from datetime import date

from kamdeck.analysis.actions_with import action_with
from kamdeck.analysis.figures.coverage import DECIDING, is_covered
from kamdeck.analysis.figures.people_groups import AGAINST_US
from kamdeck.dataclass import dataclass
from kamdeck.model import Coverage, Person, Plan
from kamdeck.model.values import Relationship, Text, Word

RELATIONSHIP_SCALE = tuple(Relationship)
"""The relationships, from the most distant one."""


class GoalGroup(Word):
    """Why we want to move a person."""

    DECIDERS = "deciders"
    AGAINST = "against"
    OTHERS = "others"


@dataclass(frozen=True, slots=True)
class RelationshipGoal:
    """A person, what the relationship is and should be, and what we want from the next contact.

    A person is covered if somebody of us is responsible and there has been at least a brief contact.
    """

    person: Person
    group: GoalGroup
    covered: bool
    objective: Text | None
    next_contact: date | None

    @property
    def relationship(self) -> Relationship | None:
        """What we are to the person."""
        return self.person.relationship

    @property
    def desired_relationship(self) -> Relationship | None:
        """What we want to be to the person."""
        return self.person.desired_relationship

    @property
    def steps(self) -> int:
        """How many steps of the scale are between the relationship and the desired one; 0 if either is unknown."""
        now, wanted = self.relationship, self.desired_relationship
        return RELATIONSHIP_SCALE.index(wanted) - RELATIONSHIP_SCALE.index(now) if now and wanted else 0


def relationship_goals(plan: Plan) -> tuple[RelationshipGoal, ...]:
    """All deciders, then those against us and finally all others whom the coverage plan has.

    Deciders who are not covered come first; within a group influence × steps decides.
    """
    entries: dict[str, list[Coverage]] = {}
    for entry in plan.strategy.coverage:
        if entry.person:
            entries.setdefault(entry.person, []).append(entry)
    goals = [
        _goal(plan, person, _next(entries.get(person.id, []), plan.review_date))
        for person in plan.profile.people
        if person.role in DECIDING or person.id in entries
    ]
    return tuple(sorted(goals, key=_order))


def _goal(plan: Plan, person: Person, entry: Coverage | None) -> RelationshipGoal:
    """A person with the entry of the coverage plan; without one, with the action that involves the person."""
    group = (
        GoalGroup.DECIDERS
        if person.role in DECIDING
        else GoalGroup.AGAINST
        if person.support in AGAINST_US
        else GoalGroup.OTHERS
    )
    objective, when = (entry.objective, entry.next_contact) if entry else (None, None)
    if entry is None and (action := action_with(plan, person)):
        objective, when = action.action, action.due
    return RelationshipGoal(person, group, is_covered(person), objective, when)


def _next(entries: list[Coverage], today: date) -> Coverage | None:
    """The entry with the next contact; one in the past, or without a date, only if there is no other."""
    return min(
        entries,
        key=lambda each: (each.next_contact is None or each.next_contact < today, each.next_contact or date.max),
        default=None,
    )


def _order(goal: RelationshipGoal) -> tuple[int, bool, float]:
    is_settled = goal.covered or goal.group != GoalGroup.DECIDERS
    return list(GoalGroup).index(goal.group), is_settled, -(goal.person.influence or 0.0) * abs(goal.steps)
