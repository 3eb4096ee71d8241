"""Finds the entries that are the same in the plans of two quarters: by their ids, else by their names or texts."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import Generic, TypeVar

from kamdeck.dataclass import dataclass
from kamdeck.late_pattern import late_pattern
from kamdeck.model.catalogue import folded
from kamdeck.model.values import Company, Text, Unit

T = TypeVar("T")
Nameable = Text | Company | Unit | str

CHINESE = late_pattern("[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]")


@dataclass(frozen=True, slots=True)
class Names:
    """What identifies an entry: its id, or else any of `words`, its names in lower case.

    `languages` are those of the words; it is empty for names that are the same in every language, such as companies'.
    """

    id: str | None
    words: frozenset[str]
    languages: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Matched(Generic[T]):
    """The entries of two lists: those in `both`, as pairs of old and new; those `gone`, only in the old; those `new`.

    `uncertain` are old and new entries that may be the same or not, because only texts in different languages name
    them.
    """

    both: tuple[tuple[T, T], ...] = ()
    gone: tuple[T, ...] = ()
    new: tuple[T, ...] = ()
    uncertain: tuple[tuple[T, ...], tuple[T, ...]] = ((), ())

    def pairs(self) -> Iterator[tuple[T | None, T]]:
        """Every certain entry of the new list after its old one, which is none if the entry is new."""
        yield from self.both
        yield from ((None, entry) for entry in self.new)


def names(entry_id: str | None, *identifying: Nameable | None) -> Names:
    """The names of an entry; several values, such as a unit and an offering, identify it together."""
    words, languages = [""], []
    for value in (each for each in identifying if each is not None):
        parts = {folded(part) for part in _names_in(value)}
        # A line break joins them, since no name contains one: "A\nB C" and "A B\nC" stay different.
        words = [f"{before}\n{part}" for before in words for part in sorted(parts)]
        if not isinstance(value, str | Company):  # ids and names of companies are not translated
            languages.append(languages_of(value if isinstance(value, Text) else value.name))
    common = frozenset.intersection(*languages) if languages else frozenset()
    return Names(entry_id or None, frozenset(words) - {""}, common)


def match(old: Iterable[T], new: Iterable[T], names_of: Callable[[T], Names]) -> Matched[T]:
    """Matches the entries of two lists by their ids, then by their words; entries with different ids never match."""
    before, after = ([(names_of(entry), entry) for entry in entries] for entries in (old, new))
    pairs: dict[int, int] = {}
    # Ids first: a deal that took over the name of another one is still the deal of its id.
    for keys in (_ids, _words):
        _pair(pairs, [keys(each) for each, _ in before], [keys(each) for each, _ in after], _could_be(before, after))
    _pair_nameless(pairs, before, after)
    kept = set(pairs.values())
    gone = [pair for index, pair in enumerate(before) if index not in kept]
    added = [pair for index, pair in enumerate(after) if index not in pairs]
    uncertain = (_uncertain(gone, added), _uncertain(added, gone))
    return Matched(
        tuple((before[pairs[index]][1], entry) for index, (_, entry) in enumerate(after) if index in pairs),
        tuple(entry for index, (_, entry) in enumerate(gone) if index not in uncertain[0]),
        tuple(entry for index, (_, entry) in enumerate(added) if index not in uncertain[1]),
        (tuple(gone[index][1] for index in uncertain[0]), tuple(added[index][1] for index in uncertain[1])),
    )


NamedEntries = list[tuple[Names, T]]
Keys = list[frozenset[str]]


def _ids(names: Names) -> frozenset[str]:
    return frozenset([names.id] if names.id else [])


def _words(names: Names) -> frozenset[str]:
    return names.words


def _could_be(before: NamedEntries[T], after: NamedEntries[T]) -> Callable[[int, int], bool]:
    """A function that says whether an old entry can be a new one, by their positions: not if their ids differ."""

    def ids_agree(old_index: int, new_index: int) -> bool:
        first, second = before[old_index][0].id, after[new_index][0].id
        return first is None or second is None or first == second

    return ids_agree


def _pair(pairs: dict[int, int], before: Keys, after: Keys, could_be: Callable[[int, int], bool]) -> None:
    """Pairs new entries with old ones that share a key, in the order of the lists; `pairs` has old by new positions."""
    taken = set(pairs.values())
    known: dict[str, deque[int]] = {}
    for index, keys in enumerate(before):
        for key in keys:
            known.setdefault(key, deque()).append(index)

    def first(queue: deque[int], new_index: int) -> int | None:
        # Removing what is taken from the front keeps lists of a thousand equal names from taking quadratic time.
        while queue and queue[0] in taken:
            queue.popleft()
        return next((each for each in queue if each not in taken and could_be(each, new_index)), None)

    for index, keys in enumerate(after):
        if index not in pairs:
            found = [first(known[key], index) for key in keys if key in known]
            if candidates := [each for each in found if each is not None]:
                pairs[index] = min(candidates)
                taken.add(pairs[index])


def _pair_nameless(pairs: dict[int, int], before: NamedEntries[T], after: NamedEntries[T]) -> None:
    """Pairs entries that have neither an id nor a name with old ones that are equal in every field."""
    left = [index for index, (each, _) in enumerate(before) if not each.id and not each.words]
    for index, (each, entry) in enumerate(after):
        if not each.id and not each.words:
            found = next((old_index for old_index in left if before[old_index][1] == entry), None)
            if found is not None:
                pairs[index] = found
                left.remove(found)


def _uncertain(entries: NamedEntries[T], others: NamedEntries[T]) -> list[int]:
    """The positions of entries that may be one of the others: not both have ids, and their languages differ."""
    kinds = {(names.id is None, names.languages) for names, _ in others if names.languages}
    return [
        index
        for index, (names, _) in enumerate(entries)
        if names.languages
        and any((names.id is None or without_id) and not names.languages & other for without_id, other in kinds)
    ]


def languages_of(text: Text) -> frozenset[str]:
    """The languages of a text; one that names no language is Chinese if it has a Chinese character, else English."""
    return text.languages or frozenset(["zh" if CHINESE.search(text.plain or "") else "en"])


def _names_in(value: Nameable) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    if isinstance(value, Text):
        return value.parts
    return (*filter(None, (value.id,)), *value.name.parts, *value.aliases)
