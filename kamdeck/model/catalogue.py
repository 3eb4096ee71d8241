"""Finds what the references in a plan can point to: ids, companies and units.

It is built from the raw content before validation, so that a field can check a reference while it is read.
"""

import unicodedata
from collections.abc import Iterator
from typing import Any, TypeVar

from kamdeck.characters import SIGNS, look_alike, without_ignorable
from kamdeck.languages import LANGUAGES
from kamdeck.model.deployment import STANDARD, Deployment
from kamdeck.model.numbers import Amount, CustomerAmount, MoneyAmount
from kamdeck.model.scalars import tidied
from kamdeck.model.values import (
    ActionId,
    CatalogueEntry,
    Company,
    DealId,
    Id,
    MemberId,
    OfferingId,
    PersonId,
    Text,
    Unit,
)

ID_LISTS: dict[type[Id], tuple[str, ...]] = {
    PersonId: ("profile", "people"),
    MemberId: ("team",),
    DealId: ("deals",),
    ActionId: ("actions",),
    OfferingId: ("vendor", "offerings"),
}
"""The list of the plan in which the things of each kind of id are."""

_T = TypeVar("_T", Company, Unit)


class Catalogue:
    """The ids, companies and units of one plan, and the company's vocabulary.

    Entries that cannot be read are left out, since the model reports them.
    """

    def __init__(self, raw: Any, deployment: Deployment = STANDARD) -> None:
        self.deployment = deployment
        self._currencies = {Amount: _currency(raw), CustomerAmount: _currency(at(raw, "profile")) or _currency(raw)}
        self._ids = {kind: frozenset(_ids(at(raw, *place))) for kind, place in ID_LISTS.items()}
        self._named = {kind: _by_name(at(raw, *place)) for kind, place in ID_LISTS.items()}
        self.ours: Company | None = _ours(at(raw, "vendor"))
        companies: dict[str, Company] = {}
        units: dict[str, Unit] = {}
        # We come first, so that an entry of `companies` under one of our names is us.
        if self.ours:
            _register(companies, self.ours)
        for company in _companies(raw):
            _register_company(companies, company)
        for unit in _units(raw):
            _register(units, unit)
        self._entries: dict[type[CatalogueEntry], dict[str, Any]] = {Company: companies, Unit: units}

    def currency(self, kind: type[MoneyAmount]) -> str:
        """The currency of our amounts, or of the customer's; empty where the plan names none."""
        return self._currencies[kind]

    def ids(self, kind: type[Id]) -> frozenset[str]:
        """The ids of a kind, such as the ids of all deals."""
        return self._ids[kind]

    def id_named(self, kind: type[Id], name: str) -> str | None:
        """The id that belongs to a name; used to correct an author who wrote a name where an id is expected."""
        return self._named[kind].get(folded(name))

    def named(self, kind: type[_T], name: Text) -> _T:
        """The company or unit with a name, an id or an alias; an unlisted name always gives the same new one."""
        known: dict[str, _T] = self._entries[kind]
        found = next((known[key] for part in name.parts if (key := folded(part)) in known), None)
        return found or _register(known, kind(None, name))

    def look_alike(self, kind: type[CatalogueEntry], name: Text) -> str | None:
        """A name in the plan that looks like this one but has other characters, such as a Cyrillic letter."""
        known = self._entries[kind]
        # Two different ASCII names never look alike.
        words = [part for part in name.parts if not part.isascii() and folded(part) not in known]
        names = (name for each in known.values() for name in _names(each)) if words else ()
        return next((each for each in names for word in words if look_alike(word, each)), None)


def at(raw: Any, *place: str) -> Any:
    """The raw value at a path of keys, or None."""
    for key in place:
        # The raw content can have any shape, since the model has not checked it yet.
        raw = raw.get(key) if isinstance(raw, dict) else None
    return raw


def entries(raw: Any) -> Iterator[tuple[int, dict[str, Any]]]:
    """The mappings of a list, each with its index."""
    for index, entry in enumerate(raw if isinstance(raw, list | tuple) else ()):
        if isinstance(entry, dict):
            yield index, entry


def folded(name: str) -> str:
    """A name as names are compared: without case, character width, spaces and invisible characters."""
    # Most names are ASCII and need no normalization, which is slow.
    seen = name if name.isascii() else unicodedata.normalize("NFKC", without_ignorable(name).translate(SIGNS))
    return "".join(seen.casefold().split())


def names_of(entry: dict[str, Any]) -> list[str]:
    """The id, the names and the aliases of an entry."""
    return [name for name in (_id(entry), *text_of(entry.get("name")).parts, *_aliases(entry)) if name]


def text_of(raw: Any) -> Text:
    """The text in a raw value; what is not a text counts as empty."""
    if isinstance(raw, Text):
        return raw
    if isinstance(raw, dict):
        parts = {key: _text(value) for key, value in raw.items() if key in LANGUAGES}
        return Text(**parts)
    return Text(plain=_text(raw))


def _text(raw: Any) -> str | None:
    return (tidied(raw) or None) if isinstance(raw, str) else None


def _currency(raw: Any) -> str:
    return (_text(at(raw, "money", "currency")) or "").upper()


def _id(entry: Any) -> str | None:
    return _text(at(entry, "id"))


def _ids(raw: Any) -> Iterator[str]:
    return (name for _, entry in entries(raw) if (name := _id(entry)))


def _by_name(raw: Any) -> dict[str, str]:
    """Folded name → id."""
    named = ((_id(entry), text_of(entry.get("name"))) for _, entry in entries(raw))
    return {folded(part): name for name, text in named if name for part in text.parts}


def _aliases(entry: dict[str, Any]) -> tuple[str, ...]:
    raw = entry.get("aliases")
    aliases = raw if isinstance(raw, list | tuple) else ()
    return tuple(part for alias in aliases for part in text_of(alias).parts)


def _name(entry: dict[str, Any]) -> Text:
    return text_of(entry.get("name")) or Text(plain=_id(entry))


def _ours(vendor: Any) -> Company | None:
    return Company(_id(vendor), _name(vendor), True, _aliases(vendor)) if isinstance(vendor, dict) else None


def _companies(raw: Any) -> Iterator[Company]:
    for _, entry in entries(at(raw, "companies")):
        yield Company(_id(entry), _name(entry), False, _aliases(entry))


def _units(raw: Any) -> Iterator[Unit]:
    for _, entry in entries(at(raw, "units")):
        yield Unit(_id(entry), _name(entry), _aliases(entry))


def _folded_names(thing: Company | Unit) -> Iterator[str]:
    yield from (folded(name) for name in (thing.id or "", *thing.name.parts, *thing.aliases) if name)


def _names(thing: Company | Unit) -> tuple[str, ...]:
    return (*filter(None, (thing.id,)), *thing.name.parts, *thing.aliases)


def _register(known: dict[str, _T], thing: _T) -> _T:
    """List a company or a unit under all its names; a name that is taken stays with its first owner."""
    for name in _folded_names(thing):
        known.setdefault(name, thing)
    return thing


def _register_company(known: dict[str, Company], company: Company) -> None:
    """List a company under all its names; one that has a name of ours is us, under all of those names."""
    # An entry of `companies` can have names of ours that `vendor` does not have; they must mean us as well.
    first = next((known[name] for name in _folded_names(company) if name in known), None)
    for name in _folded_names(company):
        known.setdefault(name, first if first and first.ours else company)
