"""What has happened to the customer's people between two plans: who is new or gone, and who likes us more or less."""

from collections.abc import Iterator

from kamdeck.analysis.changes.difference import Difference, moved, same_text, same_unit
from kamdeck.analysis.matching import Matched, match, names
from kamdeck.dataclass import dataclass
from kamdeck.model import Person, Plan
from kamdeck.model.values import Contact, Support, Word

SUPPORT_SCALE = tuple(reversed(Support))
CONTACT_SCALE = tuple(Contact)


class PersonMove(Word):
    """What has happened to one of the customer's people, the most important first."""

    JOINED = "joined"
    LEFT = "left"
    WARMER = "warmer"
    COLDER = "colder"
    CLOSER = "closer"
    FURTHER = "further"
    MOVED = "moved"
    NEW_OWNER = "new_owner"


@dataclass(frozen=True, slots=True)
class PersonChange:
    """A change of a person; `person` is as in the new plan, or as in the old one if the person has left."""

    kind: PersonMove
    person: Person
    differences: tuple[Difference, ...] = ()

    @property
    def difference(self) -> Difference | None:
        """The first of the differences; none for a person who has joined or left."""
        return self.differences[0] if self.differences else None


def matched_people(old: Plan, new: Plan) -> Matched[Person]:
    """The customer's people of two plans, matched by their ids, else by their names."""
    return match(old.profile.people, new.profile.people, lambda each: names(each.id, each.name))


def person_changes(old: Plan, new: Plan) -> tuple[PersonChange, ...]:
    """The changes of the people, those who have joined or left first; within a kind the most influential first."""
    same = matched_people(old, new)
    found = [PersonChange(PersonMove.JOINED, person) for person in same.new]
    found += [PersonChange(PersonMove.LEFT, person) for person in same.gone]
    for before, after in same.both:
        found += _changes(before, after)
        found += _owner_change(before, after, old, new)
    order = list(PersonMove)
    return tuple(sorted(found, key=lambda change: (order.index(change.kind), -(change.person.influence or 0.0))))


def _owner_change(before: Person, after: Person, old: Plan, new: Plan) -> Iterator[PersonChange]:
    """A new owner in our team; since we decide on it, it is a change even if there was none before, or is none now."""
    was, now = (plan.member(each.owner).name if each.owner else None for plan, each in ((old, before), (new, after)))
    if before.owner != after.owner and not (was and now and same_text(was, now)):
        yield PersonChange(PersonMove.NEW_OWNER, after, (Difference("owner", was, now),))


def _changes(before: Person, after: Person) -> Iterator[PersonChange]:
    """The changes of fields that are known in both plans; a field that we have only now learnt has not changed."""
    warmer = moved(before.support, after.support, SUPPORT_SCALE)
    if warmer:
        kind = PersonMove.WARMER if warmer > 0 else PersonMove.COLDER
        yield PersonChange(kind, after, (Difference("support", before.support, after.support),))
    closer = moved(before.contact, after.contact, CONTACT_SCALE)
    if closer:
        kind = PersonMove.CLOSER if closer > 0 else PersonMove.FURTHER
        yield PersonChange(kind, after, (Difference("contact", before.contact, after.contact),))
    places = []
    if not same_text(before.title, after.title):
        places.append(Difference("title", before.title, after.title))
    if not same_unit(before.unit, after.unit):
        places.append(Difference("unit", before.unit, after.unit))
    if places:
        yield PersonChange(PersonMove.MOVED, after, tuple(places))
