"""Ways to people who are still to be won: who of their colleagues supports us and has influence on them."""

from kamdeck.analysis.figures.coverage import DECIDING, is_covered
from kamdeck.analysis.figures.people_groups import FOR_US
from kamdeck.dataclass import dataclass
from kamdeck.model import Person, Plan
from kamdeck.model.values import Circle, InfluenceKind


@dataclass(frozen=True, slots=True)
class Way:
    """A person who is still to be won, and the supporter who can introduce us; none if nobody can."""

    target: Person
    through: Person | None


def ways(plan: Plan) -> tuple[Way, ...]:
    """The ways to those who decide, or are in the inner circle, and are not covered or do not support us.

    Those who are not covered come first, then the most influential ones. A conflict is no way.
    """
    wanted = [each for each in plan.profile.people if _counts(each) and not (_is_won(each) and _is_reached(each))]
    wanted.sort(key=lambda each: (_is_reached(each), -(each.influence or 0.0)))
    return tuple(Way(each, _through(plan, each)) for each in wanted)


def _counts(person: Person) -> bool:
    return person.role in DECIDING or person.circle == Circle.INNER


def _is_won(person: Person) -> bool:
    return person.support in FOR_US


def _is_reached(person: Person) -> bool:
    return person.role not in DECIDING or is_covered(person)


def _through(plan: Plan, target: Person) -> Person | None:
    """The supporter who influences a person, the most influential one; an ally counts, whoever named the alliance."""
    found = []
    for tie in plan.profile.influence:
        if tie.kind == InfluenceKind.INFLUENCE and tie.to == target.id and tie.from_:
            found.append(plan.person(tie.from_))
        elif tie.kind == InfluenceKind.ALLIANCE and target.id in (tie.from_, tie.to) and tie.from_ and tie.to:
            found.append(plan.person(tie.to if tie.from_ == target.id else tie.from_))
    ours = [each for each in found if _is_won(each) and is_covered(each)]
    return max(ours, key=lambda each: each.influence or 0.0, default=None)
