"""The groups of the customer's people, and the rows of the coverage matrix."""

from typing import Any

import pytest

from kamdeck.analysis.figures import PeopleGroups
from kamdeck.analysis.figures.people_groups import MOST_IN_COLUMN
from kamdeck.message import Message
from kamdeck.model import Person
from kamdeck.model.values import Contact
from tests.analysis.small_plans import figures_of

TEAM = [{"id": "kai", "name": "Kai"}, {"id": "li", "name": "Li"}]


def groups(*people: dict[str, Any]) -> PeopleGroups:
    """The groups of people who have the names A, B and so on."""
    named = [{"id": name, "name": name, **person} for name, person in zip("ABCDE", people, strict=False)]
    return figures_of(team=TEAM, profile={"people": named}).people


def names(people: tuple[Person, ...]) -> str:
    return "".join(person.id for person in people)


def test_people_are_grouped_by_their_stance() -> None:
    stances = ("mentor", "supporter", "neutral", "non_supporter", "enemy")
    found = groups(*({"support": stance} for stance in stances))
    assert (names(found.supporters), names(found.opponents), names(found.with_stance)) == ("AB", "DE", "ABCDE")
    unknown = groups({})
    assert not unknown.with_stance and not unknown.supporters and not unknown.opponents


def test_the_inner_circle_has_neither_the_political_one_nor_those_outside() -> None:
    found = groups({"circle": "inner"}, {"circle": "political"}, {"circle": "outside"}, {})
    assert names(found.inner_circle) == "A"


def test_owners_are_listed_once_and_people_without_one_separately() -> None:
    found = groups({"owner": "li"}, {"owner": "kai"}, {"owner": "li"}, {})
    assert found.owners == ("li", "kai")
    assert names(found.without_owner) == "D"


@pytest.mark.parametrize(
    ("person", "status"),
    [
        ({}, "bad"),
        ({"contact": "in_depth"}, "bad"),
        ({"owner": "li"}, ""),
        ({"owner": "li", "contact": "none"}, "bad"),
        ({"owner": "li", "contact": "brief"}, "warn"),
        ({"owner": "li", "contact": "multiple"}, "good"),
        ({"owner": "li", "contact": "in_depth"}, "good"),
    ],
)
def test_the_status_of_a_contact_needs_an_owner(person: dict[str, Any], status: str) -> None:
    (row,) = groups(person).contacts
    assert row.person == "A" and row.status == status


def test_a_tie_to_somebody_else_than_the_owner_is_a_cell_of_its_own() -> None:
    people = [{"id": "A", "name": "A", "owner": "li", "contact": "brief"}]
    ties = [{"person": "A", "member": member, "strength": 2} for member in ("li", "kai")]
    owned, tied = figures_of(team=TEAM, profile={"people": people, "ties": ties}).people.contacts
    assert (owned.owner, owned.status, owned.known) == ("li", "warn", Contact.BRIEF)
    assert (tied.owner, tied.status, tied.known) == ("kai", "", Message("coverage_matrix.tie", strength=2))


@pytest.mark.parametrize("field", ["circle", "influence", "contact", "relationship", "desired_relationship"])
def test_one_field_is_enough_to_know_something_of_a_relationship(field: str) -> None:
    value = {"circle": "outside", "influence": 1, "contact": "none"}.get(field, "vendor")
    assert names(groups({}, {field: value}).with_relationship) == "B"


def test_people_with_goals_care_or_notes_are_described() -> None:
    goals = ({"goals": {"business": "Grow"}}, {"goals": {"personal": "Lead"}})
    found = groups(*goals, {"care": "Tea"}, {"notes": "Golf"}, {})
    assert names(found.described) == "ABCD"
    assert names(found.without_personal_goal) == "ACDE"


def test_groups_of_nobody_are_false() -> None:
    assert not groups() and groups({})


def test_contacts_of_many_people_are_in_two_halves_with_their_ties() -> None:
    people = [{"id": f"p{number}", "name": f"P {number}", "owner": "li"} for number in range(MOST_IN_COLUMN + 1)]
    ties = [{"person": "p0", "member": "kai", "strength": 2}]
    made = figures_of(team=TEAM, profile={"people": people, "ties": ties}).people
    first, second = made.contact_parts
    assert [row.person for row in first] == [f"p{number}" for number in range(9)] + ["p0"]
    assert [row.person for row in second] == [f"p{number}" for number in range(9, 17)]
    few = figures_of(team=TEAM, profile={"people": people[:MOST_IN_COLUMN]}).people
    assert few.contact_parts == (few.contacts,)
