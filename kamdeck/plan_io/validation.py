"""The plan as it was written goes in, what is impossible across its fields comes out, each fault at its place."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic_core import PydanticCustomError

from kamdeck.characters import look_alike, remark, skeleton, unseen_in
from kamdeck.model.catalogue import PLACES, Catalogue, at, callings, entries, folded, text_of
from kamdeck.model.dates import read_end, read_start
from kamdeck.model.numbers import Share
from kamdeck.model.paths import Where
from kamdeck.model.rule_ids import RULE_IDS
from kamdeck.model.scalars import near, quoted
from kamdeck.model.values import PersonId
from kamdeck.model.vocabulary import spelling


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Something impossible, and the place that it was written at."""

    where: Where
    message: str


def contradictions(written: Any, catalogue: Catalogue) -> Iterator[Contradiction]:
    """Everything impossible that no field can see by itself; what cannot be read is passed over."""
    for place in [*PLACES.values(), ("companies",), ("units",)]:
        yield from _twice(written, place, "id")
        yield from _deceptive_ids(written, place)
    yield from _twice(written, ("targets",), "period")
    yield from _twice(written, ("profile", "financials"), "year")
    yield from _twice(written, ("profile", "budget"), "year")
    yield from _ambiguous(written, ("units",))
    yield from _ambiguous(written, ("companies",))
    yield from _reporting_cycles(written)
    yield from _unit_cycles(written, catalogue)
    yield from _ends_before_starts(written)
    yield from _shares_over_one(written)
    yield from _unknown_rules(written)
    yield from _notes_twice(written)


def _twice(written: Any, place: tuple[str, ...], key: str) -> Iterator[Contradiction]:
    """What may be given once, given again."""
    first: dict[str, int] = {}
    for index, entry in entries(at(written, *place)):
        value = entry.get(key)
        if not isinstance(value, str) or not value.strip():
            continue
        before = first.setdefault(value.strip(), index)
        if before != index:
            noun = f"the {key} of {'.'.join(place)}[{before}] already"
            yield Contradiction((*place, index, key), f"{quoted(value)} is {noun}; give each its own, or join the two")


def _deceptive_ids(written: Any, place: tuple[str, ...]) -> Iterator[Contradiction]:
    """Ids with characters that nobody sees, and ids that nobody can tell from each other."""
    first: dict[str, str] = {}
    for index, entry in entries(at(written, *place)):
        value = entry.get("id")
        name = value.strip() if isinstance(value, str) else ""
        if unseen := unseen_in(name):
            said = f"{quoted(name)} holds {unseen}; delete it, or write the id anew"
            yield Contradiction((*place, index, "id"), said)
            continue
        other = first.setdefault(skeleton(name), name)
        if look_alike(name, other):
            said = f"{quoted(name)} looks like the id {quoted(other)}, but {remark(name, other)}; write the same, or"
            yield Contradiction((*place, index, "id"), f"{said} give each an id of its own")


def _ambiguous(written: Any, place: tuple[str, ...]) -> Iterator[Contradiction]:
    """A name or an alias that two entries of a catalogue are called by, so that it would name neither."""
    owners: dict[str, int] = {}
    ids: set[str] = set()
    for index, entry in entries(at(written, *place)):
        name = str(entry.get("id"))
        clashes = [word for word in callings(entry) if owners.setdefault(folded(word), index) != index]
        if clashes and name not in ids:
            owner = f"{'.'.join(place)}[{owners[folded(clashes[0])]}]"
            yield Contradiction(
                (*place, index), f"{quoted(clashes[0])} already names {owner}; call each by names of its own"
            )
        ids.add(name)


def _reporting_cycles(written: Any) -> Iterator[Contradiction]:
    """People who report to themselves over others."""
    place = PLACES[PersonId]
    superior: dict[str, str] = {}
    index_of: dict[str, int] = {}
    for index, entry in entries(at(written, *place)):
        name, to = entry.get("id"), entry.get("reports_to")
        if isinstance(name, str) and isinstance(to, str):
            superior.setdefault(name.strip(), to.strip())
            index_of.setdefault(name.strip(), index)
    for cycle in _cycles(superior):
        chain = " → ".join([*cycle, cycle[0]])
        message = f"these people report to each other in a circle: {chain}; let one of them report to nobody in it"
        yield Contradiction((*place, index_of[cycle[0]], "reports_to"), message)


def _unit_cycles(written: Any, catalogue: Catalogue) -> Iterator[Contradiction]:
    """Units that belong to themselves over others."""
    parent: dict[str, str] = {}
    index_of: dict[str, int] = {}
    for index, entry in entries(at(written, "units")):
        name, over = text_of(entry.get("id") or entry.get("name")), text_of(entry.get("parent"))
        if name and over:
            unit = str(catalogue.unit(name).id or catalogue.unit(name))
            parent.setdefault(unit, str(catalogue.unit(over).id or catalogue.unit(over)))
            index_of.setdefault(unit, index)
    for cycle in _cycles(parent):
        chain = " → ".join([*cycle, cycle[0]])
        message = f"these units belong to each other in a circle: {chain}; let one of them belong to none in it"
        yield Contradiction(("units", index_of[cycle[0]], "parent"), message)


def _cycles(above: dict[str, str]) -> Iterator[list[str]]:
    """Each cycle once, from the member that was written first."""
    done: set[str] = set()
    for start in above:
        chain: dict[str, None] = {}
        name: str | None = start
        while name in above and name not in done and name not in chain:
            chain[name] = None
            name = above[name]
        if name in chain:
            members = list(chain)
            cycle = set(members[members.index(name) :])
            first = next(member for member in above if member in cycle)
            yield _from(first, above)
        done.update(chain)


def _from(first: str, above: dict[str, str]) -> list[str]:
    cycle = [first]
    while above[cycle[-1]] != first:
        cycle.append(above[cycle[-1]])
    return cycle


SPANS: tuple[tuple[tuple[str, ...], str, str], ...] = (
    (("deals",), "opened", "close"),
    (("strategy", "roadmap"), "start", "end"),
    (("support",), "start", "end"),
    (("actions",), "start", "due"),
)


def _ends_before_starts(written: Any) -> Iterator[Contradiction]:
    """An end before its start."""
    for place, start, end in SPANS:
        for index, entry in entries(at(written, *place)):
            first, last = _day(read_start, entry.get(start)), _day(read_end, entry.get(end))
            if first and last and last < first:
                message = (
                    f"{end} {quoted(entry[end])} lies before {start} {quoted(entry[start])}; correct one of the two"
                )
                yield Contradiction((*place, index, end), message)


def _day(reader: Any, value: Any) -> date | None:
    with suppress(PydanticCustomError):
        found: date = reader(value)
        return found
    return None


def _shares_over_one(written: Any) -> Iterator[Contradiction]:
    """Suppliers who together hold more than the whole wallet."""
    place = ("profile", "it", "suppliers")
    total = 0.0
    for _, entry in entries(at(written, *place)):
        with suppress(PydanticCustomError):
            share = Share.unbounded(entry.get("share")) if entry.get("share") is not None else 0.0
            total += share if 0 <= share <= 1 else 0.0
    if total > 1 + 1e-9:
        message = f"the suppliers' shares add up to {total * 100:.4g} %, which is over 100 %; lower one of them"
        yield Contradiction(place, message)


def _notes_twice(written: Any) -> Iterator[Contradiction]:
    """A section that has notes under two spellings of its name."""
    notes = at(written, "notes")
    first: dict[str, str] = {}
    for section in notes if isinstance(notes, dict) else ():
        before = first.setdefault(spelling(str(section)), section)
        if before != section:
            yield Contradiction(("notes", section), f"{quoted(before)} names the same section; join the two")


def _unknown_rules(written: Any) -> Iterator[Contradiction]:
    """Rules to be ignored that `check` does not have."""
    known = RULE_IDS
    for index, entry in entries(at(written, "ignore")):
        name = entry.get("rule")
        if isinstance(name, str) and name.strip() and name.strip().upper() not in known:
            fix = near(name.strip().upper(), known, "; docs/rules.md lists them")
            yield Contradiction(("ignore", index, "rule"), f"{quoted(name)} is not a rule of check{fix}")
