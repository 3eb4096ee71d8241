"""The protocols of the rows of blocks that show what has changed since last quarter, and what is late."""

from datetime import date
from typing import Protocol

from kamdeck.analysis.changes import Difference
from kamdeck.model.numbers import Number
from kamdeck.model.values import Days, MemberId, Text, Word
from kamdeck.people.person_row import PersonRow


class SlopeRow(Protocol):
    """A figure with its values before and now; `better` is whether it has improved."""

    name: str
    value: Number | None
    previous: Number | None
    better: bool | None


class PersonMoveRow(Protocol):
    """A person with what has changed; a person who has joined or left has no differences."""

    kind: Word
    person: PersonRow
    differences: tuple[Difference, ...]


class DueRow(Protocol):
    """Something that is due on a day; `days` says by how many it is late, and negative how many are left.

    `deal` is the name of the deal of which it is the next step.
    """

    kind: Word
    what: Text
    owner: MemberId | None
    due: date
    days: Days
    deal: Text | None


class LateRow(Protocol):
    """Something that is late, by days."""

    kind: Word
    what: Text
    owner: MemberId | None
    days: Days
