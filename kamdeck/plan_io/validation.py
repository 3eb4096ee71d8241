"""Checks that need more than one field of a plan: repeated ids, circular reporting lines, ends before starts.

They work on the raw content, so that an author sees these problems together with those of single fields.
"""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from typing import Any

from pydantic_core import PydanticCustomError

from kamdeck.characters import look_alike, remark, skeleton, unseen_in
from kamdeck.dataclass import dataclass
from kamdeck.model.catalogue import ID_LISTS, Catalogue, at, entries, folded, names_of, text_of
from kamdeck.model.dates import read_end, read_start
from kamdeck.model.deployment import Deployment
from kamdeck.model.numbers import Share
from kamdeck.model.paths import Where
from kamdeck.model.periods import Period
from kamdeck.model.rule_ids import RULE_IDS
from kamdeck.model.scalars import quoted, suggestion_for
from kamdeck.model.values import PersonId, Unit
from kamdeck.model.vocabulary import spelling
from kamdeck.model.year_calendar import YearCalendar


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Something impossible, with the path of the value to change."""

    where: Where
    message: str


def contradictions(raw: Any, catalogue: Catalogue) -> Iterator[Contradiction]:
    """Every contradiction between fields; values that cannot be read are skipped, since the model reports them."""
    for place in [*ID_LISTS.values(), ("companies",), ("units",)]:
        yield from _twice(raw, place, "id")
        yield from _deceptive_ids(raw, place)
    yield from _twice(raw, ("targets",), "period")
    yield from _twice(raw, ("profile", "financials"), "year")
    yield from _twice(raw, ("profile", "budget"), "year")
    yield from _ambiguous(raw, ("units",))
    yield from _ambiguous(raw, ("companies",))
    yield from _reporting_cycles(raw)
    yield from _unit_cycles(raw, catalogue)
    yield from _ends_before_starts(raw, catalogue.deployment.calendar)
    yield from _kinds_of_periods(raw, catalogue.deployment.calendar)
    yield from _shares_over_one(raw)
    yield from _unknown_rules(raw, catalogue.deployment)
    yield from _notes_twice(raw)


def _twice(raw: Any, place: tuple[str, ...], key: str) -> Iterator[Contradiction]:
    """Values that two entries of a list have, but only one may have."""
    first: dict[str, int] = {}
    for index, entry in entries(at(raw, *place)):
        value = entry.get(key)
        if not isinstance(value, str) or not value.strip():
            continue
        before = first.setdefault(value.strip(), index)
        if before != index:
            noun = f"already the {key} of {'.'.join(place)}[{before}]"
            yield Contradiction(
                (*place, index, key), f"{quoted(value)} is {noun}; give each a different one, or merge the two"
            )


def _deceptive_ids(raw: Any, place: tuple[str, ...]) -> Iterator[Contradiction]:
    """Ids with invisible characters, and ids that look the same as another."""
    first: dict[str, str] = {}
    for index, entry in entries(at(raw, *place)):
        value = entry.get("id")
        name = value.strip() if isinstance(value, str) else ""
        if unseen := unseen_in(name):
            yield Contradiction((*place, index, "id"), f"{quoted(name)} contains {unseen}; delete it, or retype the id")
            continue
        other = first.setdefault(skeleton(name), name)
        if look_alike(name, other):
            message = f"{quoted(name)} looks like the id {quoted(other)}, but {remark(name, other)}"
            yield Contradiction((*place, index, "id"), f"{message}; write the same id, or give each a different one")


def _ambiguous(raw: Any, place: tuple[str, ...]) -> Iterator[Contradiction]:
    """Names and aliases that two entries share, so that a reference could mean either."""
    owners: dict[str, int] = {}
    ids: set[str] = set()
    for index, entry in entries(at(raw, *place)):
        name = str(entry.get("id"))
        clashes = [word for word in names_of(entry) if owners.setdefault(folded(word), index) != index]
        if clashes and name not in ids:
            owner = f"{'.'.join(place)}[{owners[folded(clashes[0])]}]"
            yield Contradiction(
                (*place, index), f"{quoted(clashes[0])} already names {owner}; give each a different name"
            )
        ids.add(name)


def _reporting_cycles(raw: Any) -> Iterator[Contradiction]:
    """People who report to themselves through others."""
    place = ID_LISTS[PersonId]
    superior: dict[str, str] = {}
    index_of: dict[str, int] = {}
    for index, entry in entries(at(raw, *place)):
        name, to = entry.get("id"), entry.get("reports_to")
        if isinstance(name, str) and isinstance(to, str):
            # Only the first entry of an id counts here; `_twice` reports the others.
            superior.setdefault(name.strip(), to.strip())
            index_of.setdefault(name.strip(), index)
    for cycle in _cycles(superior):
        chain = " → ".join([*cycle, cycle[0]])
        message = (
            f"these people report to each other in a circle: {chain}; make one of them report to somebody outside it"
        )
        yield Contradiction((*place, index_of[cycle[0]], "reports_to"), message)


def _unit_cycles(raw: Any, catalogue: Catalogue) -> Iterator[Contradiction]:
    """Units that are their own parents through other units."""
    parent: dict[str, str] = {}
    index_of: dict[str, int] = {}
    for index, entry in entries(at(raw, "units")):
        name, over = text_of(entry.get("id") or entry.get("name")), text_of(entry.get("parent"))
        if name and over:
            # A parent can be given by id, name or alias, so units are compared by the entry that they stand for.
            unit = _id_or_name(catalogue.named(Unit, name))
            parent.setdefault(unit, _id_or_name(catalogue.named(Unit, over)))
            index_of.setdefault(unit, index)
    for cycle in _cycles(parent):
        chain = " → ".join([*cycle, cycle[0]])
        message = (
            f"these units belong to each other in a circle: {chain}; give one of them a parent outside it, or none"
        )
        yield Contradiction(("units", index_of[cycle[0]], "parent"), message)


def _id_or_name(unit: Unit) -> str:
    return unit.id or str(unit.name)


def _cycles(above: dict[str, str]) -> Iterator[list[str]]:
    """Each cycle once, starting with the member that was written first."""
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


def _ends_before_starts(raw: Any, calendar: YearCalendar) -> Iterator[Contradiction]:
    """Entries that end before they start."""
    for place, start, end in SPANS:
        for index, entry in entries(at(raw, *place)):
            # A month is read as its first day, and as an end as its last, so that an entry may start and end in one
            # month.
            first, last = (_day(read_start, entry.get(start), calendar), _day(read_end, entry.get(end), calendar))
            if first and last and last < first:
                message = f"{end} {quoted(entry[end])} is before {start} {quoted(entry[start])}; correct one of the two"
                yield Contradiction((*place, index, end), message)


def _day(reader: Any, value: Any, calendar: YearCalendar) -> date | None:
    with suppress(PydanticCustomError):
        found: date = reader(value, calendar)
        return found
    return None


def _kinds_of_periods(raw: Any, calendar: YearCalendar) -> Iterator[Contradiction]:
    """Periods of targets that are of another kind than the plan's: longer, shorter, or of another calendar."""
    own = _period(at(raw, "period"), calendar)
    for index, entry in entries(at(raw, "targets")):
        period = _period(entry.get("period"), calendar)
        if own and period and not own.is_like(period):
            same = own.around(period.first_day)
            message = f"'{period}' is another kind of period than that of the plan, '{own}'; write one like '{same}'"
            yield Contradiction(("targets", index, "period"), message)


def _period(value: Any, calendar: YearCalendar) -> Period | None:
    return Period.written(value.strip(), calendar) if isinstance(value, str) else None


def _shares_over_one(raw: Any) -> Iterator[Contradiction]:
    """Suppliers whose shares of the wallet add up to more than 1."""
    place = ("profile", "it", "suppliers")
    total = 0.0
    for _, entry in entries(at(raw, *place)):
        with suppress(PydanticCustomError):
            # Shares outside 0..1 are left to the model, which reports each by itself.
            share = Share.unbounded(entry.get("share")) if entry.get("share") is not None else 0.0
            total += share if 0 <= share <= 1 else 0.0
    # Sums of decimal fractions are not exact in floats.
    if total > 1 + 1e-9:
        message = f"the suppliers' shares add up to {total * 100:.4g} %, which is over 100 %; lower one of them"
        yield Contradiction(place, message)


def _notes_twice(raw: Any) -> Iterator[Contradiction]:
    """Sections that have notes under two spellings of their name."""
    notes = at(raw, "notes")
    first: dict[str, str] = {}
    for section in notes if isinstance(notes, dict) else ():
        before = first.setdefault(spelling(str(section)), section)
        if before != section:
            yield Contradiction(("notes", section), f"{quoted(before)} names the same section; merge the two")


def _unknown_rules(raw: Any, deployment: Deployment) -> Iterator[Contradiction]:
    """Unknown rules in `ignore`."""
    known = (*RULE_IDS, *(rule.id for rule in deployment.rules.own))
    for index, entry in entries(at(raw, "ignore")):
        name = entry.get("rule")
        if isinstance(name, str) and name.strip() and name.strip().upper() not in known:
            fix = suggestion_for(name.strip().upper(), known, "; docs/rules.md lists them")
            yield Contradiction(("ignore", index, "rule"), f"{quoted(name)} is not a rule of check{fix}")
