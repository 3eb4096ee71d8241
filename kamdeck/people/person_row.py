"""The fields that a row needs to be drawn as a person."""

from typing import Protocol

from kamdeck.model.values import Circle, Contact, MemberId, PersonId, Role, Score, Support, Text, Unit


class PersonRow(Protocol):
    """A person of the customer's; `reports_to` is the id of the superior, `owner` of the team member responsible."""

    id: PersonId
    name: Text
    title: Text | None
    unit: Unit | None
    reports_to: PersonId | None
    role: Role | None
    circle: Circle | None
    support: Support | None
    influence: Score | None
    contact: Contact | None
    owner: MemberId | None
