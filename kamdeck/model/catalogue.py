"""The plan as it was written goes in; what its references may name comes out: ids, companies and units."""

import unicodedata
from collections.abc import Iterator
from typing import Any, TypeVar

from kamdeck.characters import SIGNS, look_alike, without_ignorable
from kamdeck.languages import LANGUAGES
from kamdeck.model.scalars import tidied
from kamdeck.model.values import ActionId, Company, DealId, Id, MemberId, OfferingId, PersonId, Text, Unit

PLACES: dict[type[Id], tuple[str, ...]] = {
    PersonId: ("profile", "people"),
    MemberId: ("team",),
    DealId: ("deals",),
    ActionId: ("actions",),
    OfferingId: ("vendor", "offerings"),
}

_T = TypeVar("_T", Company, Unit)


class Catalogue:
    """What a plan's references may name; what cannot be read is left out here and reported by the model."""

    def __init__(self, written: Any) -> None:
        self._ids = {kind: frozenset(_ids(at(written, *place))) for kind, place in PLACES.items()}
        self._named = {kind: _by_name(at(written, *place)) for kind, place in PLACES.items()}
        self.ours: Company | None = _ours(at(written, "vendor"))
        self._companies: dict[str, Company] = {}
        self._units: dict[str, Unit] = {}
        if self.ours:
            _list(self._companies, self.ours)
        for company in _companies(written):
            self._list_company(company)
        for unit in _units(written):
            _list(self._units, unit)

    def ids(self, kind: type[Id]) -> frozenset[str]:
        """The ids that the plan gives to things of a kind."""
        return self._ids[kind]

    def named(self, kind: type[Id], name: str) -> str | None:
        """The id of the thing of a kind that is called so; for problems where an id is wanted."""
        return self._named[kind].get(folded(name))

    def company(self, name: Text) -> Company:
        """The company of a name, an id or an alias; one of its own, the same each time, where it is not listed."""
        found = _find(self._companies, name)
        return found or _list(self._companies, Company(None, name))

    def unit(self, name: Text) -> Unit:
        """The unit of a name, an id or an alias; one of its own, the same each time, where it is not listed."""
        found = _find(self._units, name)
        return found or _list(self._units, Unit(None, name))

    def twin(self, kind: type[Company] | type[Unit], name: Text) -> str | None:
        """What a company or unit of the plan is called, where a name looks the same and is another."""
        known: dict[str, Any] = self._companies if kind is Company else self._units
        words = [part for part in name.parts if not part.isascii() and folded(part) not in known]
        callings = (calling for each in known.values() for calling in _callings_as_written(each)) if words else ()
        return next((each for each in callings for word in words if look_alike(word, each)), None)

    def _list_company(self, company: Company) -> None:
        """A company that is called as we are is us: then all that it is called names us."""
        twin = next((self._companies[word] for word in _callings_of(company) if word in self._companies), None)
        for word in _callings_of(company):
            self._companies.setdefault(word, twin if twin and twin.ours else company)


def at(written: Any, *place: str) -> Any:
    """What was written at a place, or nothing."""
    for key in place:
        written = written.get(key) if isinstance(written, dict) else None
    return written


def entries(written: Any) -> Iterator[tuple[int, dict[str, Any]]]:
    """The mappings of a list, each with its index."""
    for index, entry in enumerate(written if isinstance(written, list | tuple) else ()):
        if isinstance(entry, dict):
            yield index, entry


def folded(name: str) -> str:
    """A name without case, width, spaces and what cannot be seen, as names are compared."""
    seen = name if name.isascii() else unicodedata.normalize("NFKC", without_ignorable(name).translate(SIGNS))
    return "".join(seen.casefold().split())


def callings(entry: dict[str, Any]) -> list[str]:
    """Everything that an entry of a catalogue may be called: id, names, aliases."""
    return [calling for calling in (_id(entry), *text_of(entry.get("name")).parts, *_aliases(entry)) if calling]


def text_of(written: Any) -> Text:
    """A text as far as it can be read."""
    if isinstance(written, Text):
        return written
    if isinstance(written, dict):
        parts = {key: _text(value) for key, value in written.items() if key in LANGUAGES}
        return Text(**parts)
    return Text(plain=_text(written))


def _text(written: Any) -> str | None:
    return (tidied(written) or None) if isinstance(written, str) else None


def _id(entry: Any) -> str | None:
    return _text(at(entry, "id"))


def _ids(written: Any) -> Iterator[str]:
    return (name for _, entry in entries(written) if (name := _id(entry)))


def _by_name(written: Any) -> dict[str, str]:
    """The ids of things by what they are called."""
    told = ((_id(entry), text_of(entry.get("name"))) for _, entry in entries(written))
    return {folded(part): name for name, text in told if name for part in text.parts}


def _aliases(entry: dict[str, Any]) -> tuple[str, ...]:
    written = entry.get("aliases")
    aliases = written if isinstance(written, list | tuple) else ()
    return tuple(part for alias in aliases for part in text_of(alias).parts)


def _name(entry: dict[str, Any]) -> Text:
    return text_of(entry.get("name")) or Text(plain=_id(entry))


def _ours(vendor: Any) -> Company | None:
    return Company(_id(vendor), _name(vendor), True, _aliases(vendor)) if isinstance(vendor, dict) else None


def _companies(written: Any) -> Iterator[Company]:
    for _, entry in entries(at(written, "companies")):
        yield Company(_id(entry), _name(entry), False, _aliases(entry))


def _units(written: Any) -> Iterator[Unit]:
    for _, entry in entries(at(written, "units")):
        yield Unit(_id(entry), _name(entry), _aliases(entry))


def _callings_of(thing: Company | Unit) -> Iterator[str]:
    yield from (folded(calling) for calling in (thing.id or "", *thing.name.parts, *thing.aliases) if calling)


def _callings_as_written(thing: Company | Unit) -> tuple[str, ...]:
    return (*filter(None, (thing.id,)), *thing.name.parts, *thing.aliases)


def _list(known: dict[str, _T], thing: _T) -> _T:
    """Put a company or a unit under all that it is called; who is first to be called so keeps the name."""
    for calling in _callings_of(thing):
        known.setdefault(calling, thing)
    return thing


def _find(known: dict[str, _T], name: Text) -> _T | None:
    return next((known[calling] for part in name.parts if (calling := folded(part)) in known), None)
