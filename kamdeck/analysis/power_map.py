"""Where the customer's people stand towards us, in groups by their part in a decision: the rows of a power map."""

from kamdeck.analysis.changes import Changes, PersonMove
from kamdeck.analysis.figures.coverage import DECIDING, is_covered
from kamdeck.dataclass import dataclass
from kamdeck.model import Person, Plan
from kamdeck.model.values import Role, Word


class DecisionGroup(Word):
    """The part that people have in a decision, from the most important one."""

    DECIDE = "decide"
    ADVISE = "advise"
    USE = "use"
    UNKNOWN = "unknown"


_GROUPS = {
    **dict.fromkeys(DECIDING, DecisionGroup.DECIDE),
    **dict.fromkeys((Role.ADVISER, Role.INFLUENCER, Role.GATEKEEPER), DecisionGroup.ADVISE),
    **dict.fromkeys((Role.EVALUATOR, Role.USER), DecisionGroup.USE),
}
_SHOWN = (PersonMove.JOINED, PersonMove.WARMER, PersonMove.COLDER)


@dataclass(frozen=True, slots=True)
class PowerMapPerson:
    """A person of the customer's on a power map.

    A person is covered if somebody of us is responsible and there has been at least a brief contact. `move` says
    whether the person is new or has become warmer or colder since the previous plan.
    """

    person: Person
    group: DecisionGroup
    covered: bool
    move: PersonMove | None


def power_map_people(plan: Plan, changes: Changes | None) -> tuple[PowerMapPerson, ...]:
    """Everybody by group; within a group deciders who are not covered first, then the most influential."""
    moves: dict[str, PersonMove] = {}
    for change in changes.people if changes else ():
        if change.kind in _SHOWN:
            moves.setdefault(change.person.id, change.kind)
    rows = [
        PowerMapPerson(person, group_of(person), is_covered(person), moves.get(person.id))
        for person in plan.profile.people
    ]
    return tuple(sorted(rows, key=_order))


def group_of(person: Person) -> DecisionGroup:
    """The part that a person has in a decision."""
    return _GROUPS[person.role] if person.role else DecisionGroup.UNKNOWN


def _order(row: PowerMapPerson) -> tuple[int, bool, float]:
    is_settled = row.covered or row.group != DecisionGroup.DECIDE
    return list(DecisionGroup).index(row.group), is_settled, -(row.person.influence or 0.0)
