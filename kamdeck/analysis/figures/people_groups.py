"""Groups of the customer's people: by stance, by who of us is responsible, and by what the plan says of them."""

from functools import cached_property

from kamdeck.dataclass import dataclass
from kamdeck.message import Message
from kamdeck.model import Person
from kamdeck.model.numbers import Strength
from kamdeck.model.profile import Tie
from kamdeck.model.values import Circle, Contact, MemberId, PersonId, Support

FOR_US = (Support.MENTOR, Support.SUPPORTER)
AGAINST_US = (Support.NON_SUPPORTER, Support.ENEMY)
MOST_IN_COLUMN = 16
"""The most people of a matrix that has the whole width of a slide; more people are in two beside each other."""


@dataclass(frozen=True, slots=True)
class ContactRow:
    """A person of the customer, who of us is responsible, and how much contact there is.

    `tie` is how well the person is known to a member who is not responsible.
    """

    person: PersonId
    owner: MemberId | None
    contact: Contact | None
    tie: Strength | None = None

    @property
    def known(self) -> Contact | Message:
        """The contact, or else the strength of the tie."""
        if self.tie is not None:
            return Message("coverage_matrix.tie", strength=self.tie)
        return self.contact or Message("word.contact_unknown")

    @property
    def status(self) -> str:
        """The contact as a status: good from several meetings on, warn after one, bad without contact or owner.

        It is empty if the contact is unknown, and for a tie.
        """
        if self.tie is not None:
            return ""
        if not self.owner or self.contact == Contact.NONE:
            return "bad"
        if self.contact is None:
            return ""
        return "warn" if self.contact == Contact.BRIEF else "good"


@dataclass(frozen=True)
class PeopleGroups:
    """The customer's people, and groups of them in the plan's order; false if the plan names nobody."""

    everyone: tuple[Person, ...]
    ties: tuple[Tie, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.everyone)

    @cached_property
    def supporters(self) -> tuple[Person, ...]:
        """The mentors and supporters."""
        return tuple(person for person in self.everyone if person.support in FOR_US)

    @cached_property
    def opponents(self) -> tuple[Person, ...]:
        """The non-supporters and enemies."""
        return tuple(person for person in self.everyone if person.support in AGAINST_US)

    @cached_property
    def with_stance(self) -> tuple[Person, ...]:
        """Those whose stance towards us is known."""
        return tuple(person for person in self.everyone if person.support)

    @cached_property
    def inner_circle(self) -> tuple[Person, ...]:
        """The inner circle of power."""
        return tuple(person for person in self.everyone if person.circle == Circle.INNER)

    @cached_property
    def without_owner(self) -> tuple[Person, ...]:
        """Those for whom nobody of us is responsible."""
        return tuple(person for person in self.everyone if not person.owner)

    @cached_property
    def owners(self) -> tuple[MemberId, ...]:
        """The members of our team who are responsible for somebody."""
        return tuple(dict.fromkeys(person.owner for person in self.everyone if person.owner))

    @cached_property
    def contacts(self) -> tuple[ContactRow, ...]:
        """A row for each person, with the owner and the contact; then one for each tie to another member."""
        owners = {person.id: person.owner for person in self.everyone}
        owned = [ContactRow(person.id, person.owner, person.contact) for person in self.everyone]
        known = [
            ContactRow(tie.person, tie.member, None, tie.strength)
            for tie in self.ties
            if tie.person in owners and tie.member and tie.strength is not None
        ]
        return (*owned, *(row for row in known if row.owner != owners[row.person]))

    @cached_property
    def contact_parts(self) -> tuple[tuple[ContactRow, ...], ...]:
        """The rows of contacts in two halves by people, for matrices beside each other; one part of few people."""
        people = tuple(dict.fromkeys(row.person for row in self.contacts))
        if len(people) <= MOST_IN_COLUMN:
            return (self.contacts,)
        first = set(people[: -(-len(people) // 2)])
        halves = ([row for row in self.contacts if (row.person in first) is in_first] for in_first in (True, False))
        return tuple(map(tuple, halves))

    @cached_property
    def with_relationship(self) -> tuple[Person, ...]:
        """Those whose circle, influence, contact or relationship is known, or whose desired relationship is."""
        return tuple(
            person
            for person in self.everyone
            if person.circle or person.influence or person.contact or person.relationship or person.desired_relationship
        )

    @cached_property
    def described(self) -> tuple[Person, ...]:
        """Those of whom the plan gives goals, our personal care or notes."""
        return tuple(person for person in self.everyone if person.goals or person.care or person.notes)

    @cached_property
    def without_personal_goal(self) -> tuple[Person, ...]:
        """Those whose personal goal is unknown."""
        return tuple(person for person in self.everyone if not person.goals.personal)
