"""Chooses the people that drawings show where there are too many for any number of sheets.

The choice depends on the people alone, so that a document shows the same people in every language, brand and medium.
"""

import heapq
from collections.abc import Collection, Mapping, Sequence
from dataclasses import field

from kamdeck.dataclass import dataclass
from kamdeck.model.values import PersonId
from kamdeck.people.person_row import PersonRow

MOST_PEOPLE = 150
"""The most people in an organisation chart. More would take more sheets than anybody reads."""
MOST_ON_MAP = 30
"""The most people on a relationship map, whose lines of influence should be on one drawing."""
DECIDERS = ("decision_maker", "approver")


def decides(person: PersonRow) -> bool:
    """Whether a person decides or approves."""
    return person.role in DECIDERS


@dataclass(frozen=True)
class ShownPeople:
    """The people that are shown, in the plan's order, and how many are not.

    `omitted` counts by superior those who are left out below; the key None has those outside of all trees.
    """

    people: tuple[PersonRow, ...]
    omitted: Mapping[PersonId | None, int] = field(default_factory=dict)


def weight(person: PersonRow) -> tuple[bool, bool, float]:
    """What is compared to leave out the least important people first: deciders, then circles, then influence."""
    return decides(person), person.circle in ("inner", "political"), float(person.influence or 0)


def selected(people: Sequence[PersonRow], most: int = MOST_PEOPLE) -> ShownPeople:
    """At most so many people. Whoever is left out has nobody shown below.

    The largest groups of one superior lose people first, so that few superiors have a note of those left out.
    """
    if len(people) <= most:
        return ShownPeople(tuple(people))
    pruning = _Pruning(people)
    for _ in range(len(people) - most):
        pruning.leave_out_one()
    return ShownPeople(tuple(person for person in people if person.id in pruning.shown), pruning.omitted)


def selected_for_map(
    people: Sequence[PersonRow], connected: Collection[PersonId | None], most: int = MOST_ON_MAP
) -> ShownPeople:
    """Everybody, or of more than `most` people those who matter, with their superiors.

    These are people who decide, belong to a circle or are among the `connected` by a line of influence.
    """
    if len(people) <= most:
        return ShownPeople(tuple(people))
    important = [each for each in people if each.id in connected or any(weight(each)[:2])]
    if not important:
        return selected(people, most)
    known = {person.id: person for person in people}
    # People with lines first: without them, a line would be missing as well.
    important.sort(key=lambda each: (each.id in connected, weight(each)), reverse=True)
    kept: set[PersonId] = set()
    for person in important:
        line = {person.id}
        above = person.reports_to
        # This ends in a cycle of superiors as well.
        while above in known and above not in kept and above not in line:
            line.add(above)
            above = known[above].reports_to
        if len(kept | line) <= most:
            kept |= line
    # The top of a hierarchy that is deeper than the limit cannot be shown with it; then nobody's superiors are.
    shown = tuple(person for person in people if person.id in kept) or tuple(important[:most])
    return ShownPeople(shown, {None: len(people) - len(shown)})


class _Pruning:
    """A hierarchy that loses one person after the other."""

    def __init__(self, people: Sequence[PersonRow]) -> None:
        self.shown = {person.id: person for person in people}
        self.order = {person.id: number for number, person in enumerate(people)}
        self.omitted: dict[PersonId | None, int] = {}
        self.reports: dict[PersonId | None, int] = {}
        for person in people:
            superior = self._superior(person)
            self.reports[superior] = self.reports.get(superior, 0) + 1
        self.leaves: dict[PersonId | None, list[PersonId]] = {}
        for person in people:
            if person.id not in self.reports:
                self.leaves.setdefault(self._superior(person), []).append(person.id)
        # Entries are (everybody in the group decides or belongs to a circle, minus the group's size, the superior's
        # position in the plan backwards, the superior); those whose size has changed are passed over.
        self.queue = [self._entry(superior) for superior in self.leaves]
        heapq.heapify(self.queue)

    def _superior(self, person: PersonRow) -> PersonId | None:
        return person.reports_to if person.reports_to in self.shown else None

    def _entry(self, superior: PersonId | None) -> tuple[bool, int, int, PersonId | None]:
        leaves = self.leaves[superior]
        important = all(any(weight(self.shown[each])[:2]) for each in leaves)
        position = self.order[superior] if superior is not None else len(self.order)
        return important, -len(leaves), -position, superior

    def leave_out_one(self) -> None:
        """Leaves out the least important person of the largest group without reports."""
        superior = self._largest()
        leaves = self.leaves[superior]
        last = min(leaves, key=lambda each: (weight(self.shown[each]), -self.order[each]))
        leaves.remove(last)
        person = self.shown.pop(last)
        self.omitted[superior] = self.omitted.get(superior, 0) + 1 + self.omitted.pop(person.id, 0)
        self.reports[superior] -= 1
        if leaves:
            heapq.heappush(self.queue, self._entry(superior))
        elif superior is not None and not self.reports[superior]:
            above = self._superior(self.shown[superior])
            self.leaves.setdefault(above, []).append(superior)
            heapq.heappush(self.queue, self._entry(above))

    def _largest(self) -> PersonId | None:
        while True:
            entry = heapq.heappop(self.queue)
            if self.leaves.get(entry[3]) and entry == self._entry(entry[3]):
                return entry[3]
