"""The plan as it was written goes in; what its references may name comes out: ids, companies and units."""

import unicodedata
from collections.abc import Iterator
from typing import Any, TypeVar

from kamdeck.characters import SIGNS, look_alike, without_ignorable
from kamdeck.languages import LANGUAGES
from kamdeck.model.scalars import tidied
from kamdeck.model.values import ActionId, Company, DealId, Id, MemberId, OfferingId, PersonId, Text, Unit

ID_LISTS: dict[type[Id], tuple[str, ...]] = {
    PersonId: ("profile", "people"),
    MemberId: ("team",),
    DealId: ("deals",),
    ActionId: ("actions",),
    OfferingId: ("vendor", "offerings"),
}

_T = TypeVar("_T", Company, Unit)


class Catalogue:
    """What a plan's references may name; what cannot be read is left out here and reported by the model."""

    def __init__(self, raw: Any) -> None:
        self._ids = {kind: frozenset(_ids(at(raw, *place))) for kind, place in ID_LISTS.items()}
        self._named = {kind: _by_name(at(raw, *place)) for kind, place in ID_LISTS.items()}
        self.ours: Company | None = _ours(at(raw, "vendor"))
        self._companies: dict[str, Company] = {}
        self._units: dict[str, Unit] = {}
        if self.ours:
            _register(self._companies, self.ours)
        for company in _companies(raw):
            self._register_company(company)
        for unit in _units(raw):
            _register(self._units, unit)

    def ids(self, kind: type[Id]) -> frozenset[str]:
        """The ids that the plan gives to things of a kind."""
        return self._ids[kind]

    def id_named(self, kind: type[Id], name: str) -> str | None:
        """The id of the thing of a kind that is called so; for problems where an id is wanted."""
        return self._named[kind].get(folded(name))

    def company(self, name: Text) -> Company:
        """The company of a name, an id or an alias; one of its own, the same each time, where it is not listed."""
        found = _find(self._companies, name)
        return found or _register(self._companies, Company(None, name))

    def unit(self, name: Text) -> Unit:
        """The unit of a name, an id or an alias; one of its own, the same each time, where it is not listed."""
        found = _find(self._units, name)
        return found or _register(self._units, Unit(None, name))

    def look_alike(self, kind: type[Company] | type[Unit], name: Text) -> str | None:
        """What a company or unit of the plan is called, where a name looks the same and is another."""
        known: dict[str, Any] = self._companies if kind is Company else self._units
        words = [part for part in name.parts if not part.isascii() and folded(part) not in known]
        names = (name for each in known.values() for name in _names(each)) if words else ()
        return next((each for each in names for word in words if look_alike(word, each)), None)

    def _register_company(self, company: Company) -> None:
        """A company that is called as we are is us: then all that it is called names us."""
        known = next((self._companies[word] for word in _folded_names(company) if word in self._companies), None)
        for word in _folded_names(company):
            self._companies.setdefault(word, known if known and known.ours else company)


def at(raw: Any, *place: str) -> Any:
    """What was written at a place, or nothing."""
    for key in place:
        raw = raw.get(key) if isinstance(raw, dict) else None
    return raw


def entries(raw: Any) -> Iterator[tuple[int, dict[str, Any]]]:
    """The mappings of a list, each with its index."""
    for index, entry in enumerate(raw if isinstance(raw, list | tuple) else ()):
        if isinstance(entry, dict):
            yield index, entry


def folded(name: str) -> str:
    """A name without case, width, spaces and what cannot be seen, as names are compared."""
    seen = name if name.isascii() else unicodedata.normalize("NFKC", without_ignorable(name).translate(SIGNS))
    return "".join(seen.casefold().split())


def names_of(entry: dict[str, Any]) -> list[str]:
    """Everything that an entry of a catalogue may be called: id, names, aliases."""
    return [name for name in (_id(entry), *text_of(entry.get("name")).parts, *_aliases(entry)) if name]


def text_of(raw: Any) -> Text:
    """A text as far as it can be read."""
    if isinstance(raw, Text):
        return raw
    if isinstance(raw, dict):
        parts = {key: _text(value) for key, value in raw.items() if key in LANGUAGES}
        return Text(**parts)
    return Text(plain=_text(raw))


def _text(raw: Any) -> str | None:
    return (tidied(raw) or None) if isinstance(raw, str) else None


def _id(entry: Any) -> str | None:
    return _text(at(entry, "id"))


def _ids(raw: Any) -> Iterator[str]:
    return (name for _, entry in entries(raw) if (name := _id(entry)))


def _by_name(raw: Any) -> dict[str, str]:
    """The ids of things by what they are called."""
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
    """Put a company or a unit under all that it is called; who is first to be called so keeps the name."""
    for name in _folded_names(thing):
        known.setdefault(name, thing)
    return thing


def _find(known: dict[str, _T], name: Text) -> _T | None:
    return next((known[key] for part in name.parts if (key := folded(part)) in known), None)
