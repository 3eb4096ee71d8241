"""Two plans go in; who has come, gone, moved, warmed or cooled between them comes out."""

from collections.abc import Iterator
from dataclasses import dataclass

from kamdeck.analysis.changes.difference import Difference, moved, same_text, same_unit
from kamdeck.analysis.matching import Matched, match, names
from kamdeck.model import Person, Plan
from kamdeck.model.values import Contact, Support, Word

WARMTH = tuple(reversed(Support))
CLOSENESS = tuple(Contact)


class PersonMove(Word):
    """What has happened to one of the customer's people, in the order that a reader wants to hear it."""

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
    """One thing that has happened to a person; who has left is told as he or she was."""

    kind: PersonMove
    person: Person
    differences: tuple[Difference, ...] = ()

    @property
    def difference(self) -> Difference | None:
        """The first of the differences; none for those who have come or gone."""
        return self.differences[0] if self.differences else None


def matched_people(old: Plan, new: Plan) -> Matched[Person]:
    """Which people are the same: by their ids, else by their names."""
    return match(old.profile.people, new.profile.people, lambda each: names(each.id, each.name))


def person_changes(old: Plan, new: Plan) -> tuple[PersonChange, ...]:
    """What has happened to the people, who has come and gone first; the more influential before the less."""
    same = matched_people(old, new)
    found = [PersonChange(PersonMove.JOINED, person) for person in same.new]
    found += [PersonChange(PersonMove.LEFT, person) for person in same.gone]
    for before, after in same.both:
        found += _changes(before, after)
        found += _handed_over(before, after, old, new)
    order = list(PersonMove)
    return tuple(sorted(found, key=lambda change: (order.index(change.kind), -(change.person.influence or 0.0))))


def _handed_over(before: Person, after: Person, old: Plan, new: Plan) -> Iterator[PersonChange]:
    """Who of ours is responsible is our own doing: it counts even where nobody was, or is."""
    was, now = (plan.member(each.owner).name if each.owner else None for plan, each in ((old, before), (new, after)))
    if before.owner != after.owner and not (was and now and same_text(was, now)):
        yield PersonChange(PersonMove.NEW_OWNER, after, (Difference("owner", was, now),))


def _changes(before: Person, after: Person) -> Iterator[PersonChange]:
    """Only what was known and is known can have changed: what we have learnt since is not their doing."""
    warmer = moved(before.support, after.support, WARMTH)
    if warmer:
        kind = PersonMove.WARMER if warmer > 0 else PersonMove.COLDER
        yield PersonChange(kind, after, (Difference("support", before.support, after.support),))
    closer = moved(before.contact, after.contact, CLOSENESS)
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
