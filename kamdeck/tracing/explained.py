"""Tells the texts of a document by its map, also after somebody has edited them."""

from collections import defaultdict, deque
from collections.abc import Iterable, Sequence

from kamdeck.dataclass import dataclass
from kamdeck.tracing.placed_text import PlacedText
from kamdeck.tracing.provenance import MappedOrigin, MappedText, TextMap, hash_of


@dataclass(frozen=True, slots=True)
class ExplainedText:
    """A text of a document: its place, what it is a value of, and its origins.

    There are no origins if it was changed or added by hand. `was` are those of the text that stood there before.
    """

    place: str
    text: str
    about: str
    origins: tuple[MappedOrigin, ...] | None
    was: tuple[MappedOrigin, ...] = ()


@dataclass(frozen=True, slots=True)
class RemovedText:
    """A text that the document had: its former place, and its origins."""

    place: str
    origins: tuple[MappedOrigin, ...]


@dataclass(frozen=True, slots=True)
class ExplainedTexts:
    """The texts that stand together, such as those of a slide, and those that have been removed."""

    texts: tuple[ExplainedText, ...]
    removed: tuple[RemovedText, ...] = ()


class _Entries:
    """The texts of a map that no text of the document has been found to be."""

    def __init__(self, found: TextMap) -> None:
        self._left = dict(enumerate(found.texts))
        self._by_hash = defaultdict[str, deque[int]](deque)
        self._by_place = defaultdict[tuple[str, str], deque[int]](deque)
        for number, each in self._left.items():
            self._by_hash[each.hash].append(number)
            self._by_place[each.place, each.hash].append(number)

    @property
    def left(self) -> list[MappedText]:
        """The texts that are left, in the order of the map."""
        return list(self._left.values())

    def at(self, place: str, hashed: str) -> MappedText | None:
        """Takes the text with a hash at a place."""
        return self._taken(self._by_place.get((place, hashed), ()))

    def moved(self, place: str, hashed: str) -> MappedText | None:
        """Takes a text with a hash that is left, rather one of the same shape: its row may have been moved."""
        numbers = [number for number in self._by_hash.get(hashed, ()) if number in self._left]
        shape = _shape(place)
        near = [number for number in numbers if _shape(self._left[number].place) == shape]
        return self._taken(near or numbers)

    def replaced(self, place: str) -> MappedText | None:
        """Takes the first text that is left at a place."""
        return self._taken(number for number, each in self._left.items() if each.place == place)

    def _taken(self, numbers: Iterable[int]) -> MappedText | None:
        number = next((each for each in numbers if each in self._left), None)
        return None if number is None else self._left.pop(number)


def explained_texts(texts: Sequence[PlacedText], maps: Sequence[TextMap]) -> ExplainedTexts:
    """Texts that stand together, by the map with most of them: slides may have been moved.

    Each text of the map is one text of the document, as a number that has been changed may be the same as another. A
    heading may have been moved away from its texts; a text of another map counts if it stands at the same place.
    """
    shown = [each for each in texts if each.is_explained]
    pairs = [(each, hash_of(each.text)) for each in shown]
    known = frozenset(hashed for _, hashed in pairs)
    found = max(maps, key=lambda each: len(known & each.hashes), default=TextMap())
    entries = _Entries(found)
    matches = [entries.at(text.place, hashed) for text, hashed in pairs]
    # What stands where it stood comes first: it is not what has been moved.
    for number, (text, hashed) in enumerate(pairs):
        if matches[number] is None and not text.copy_of:
            matches[number] = entries.moved(text.place, hashed)
    elsewhere = {(each.place, each.hash): each for one in (*maps, found) for each in one.texts}
    before = {each.place: each for each in found.texts}
    explained = []
    for (text, hashed), match in zip(pairs, matches, strict=True):
        match = match or elsewhere.get((text.copy_of or text.place, hashed))
        was = None if match else before.get(text.copy_of) if text.copy_of else entries.replaced(text.place)
        origins, replaced = match.origins if match else None, was.origins if was else ()
        explained.append(ExplainedText(text.place, text.text, text.about, origins, replaced))
    is_own = _is_own(found, maps, (hashed for (_, hashed), match in zip(pairs, matches, strict=True) if match))
    removed = tuple(RemovedText(each.place, each.origins) for each in entries.left) if is_own else ()
    return ExplainedTexts(tuple(explained), removed)


def _is_own(found: TextMap, maps: Sequence[TextMap], hashes: Iterable[str]) -> bool:
    """Whether texts with these hashes show that a map is theirs, and what is left of it has been removed.

    They show it if one of them is in no other map: a footer, which an added slide has as well, is in all of them.
    """
    others = frozenset[str]().union(*(each.hashes for each in maps if each is not found))
    return any(hashed not in others for hashed in hashes)


def _shape(place: str) -> str:
    return place.partition(", ")[0]
