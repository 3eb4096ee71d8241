"""Two quarters' lists of one kind go in; which entries are the same comes out, by their ids, else by what they say."""

import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from kamdeck.languages import LANGUAGES
from kamdeck.model.catalogue import folded
from kamdeck.model.values import Company, Text, Unit

T = TypeVar("T")
Thing = Text | Company | Unit | str

CHINESE = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]")


@dataclass(frozen=True, slots=True)
class Names:
    """What an entry is recognised by: its id, else any of its words, which are in `languages`; none means any."""

    id: str | None
    words: frozenset[str]
    languages: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Matched(Generic[T]):
    """Entries of two lists: those in both, as pairs of old and new, those only in the old one, those only in the new.

    `unsure` are entries, old and new, that may be the same or not, since nothing but texts in two languages names them.
    """

    both: tuple[tuple[T, T], ...] = ()
    gone: tuple[T, ...] = ()
    new: tuple[T, ...] = ()
    unsure: tuple[tuple[T, ...], tuple[T, ...]] = ((), ())

    def pairs(self) -> Iterator[tuple[T | None, T]]:
        """Every entry of the new list that can be told about, behind what it was."""
        yield from self.both
        yield from ((None, entry) for entry in self.new)


def names(entry_id: str | None, *called: Thing | None) -> Names:
    """The names of an entry; where it is called by several things, all of them together."""
    words, languages = [""], []
    for thing in (each for each in called if each is not None):
        parts = {folded(part) for part in _callings(thing)}
        words = [f"{before}\n{part}" for before in words for part in sorted(parts)]
        if not isinstance(thing, str | Company):  # no language translates an id, or Contoso
            languages.append(languages_of(thing if isinstance(thing, Text) else thing.name))
    common = frozenset.intersection(*languages) if languages else frozenset()
    return Names(entry_id or None, frozenset(words) - {""}, common)


def match(old: Iterable[T], new: Iterable[T], named: Callable[[T], Names]) -> Matched[T]:
    """The entries of two lists, matched: first by ids, then by words, unless two ids say that they differ."""
    before, after = ([(named(entry), entry) for entry in entries] for entries in (old, new))
    pairs: dict[int, int] = {}
    for keys in (_ids, _words):
        _pair(pairs, [keys(each) for each, _ in before], [keys(each) for each, _ in after], _could_be(before, after))
    _pair_nameless(pairs, before, after)
    kept = set(pairs.values())
    gone = [pair for index, pair in enumerate(before) if index not in kept]
    added = [pair for index, pair in enumerate(after) if index not in pairs]
    unsure = (_foreign(gone, added), _foreign(added, gone))
    return Matched(
        tuple((before[pairs[index]][1], entry) for index, (_, entry) in enumerate(after) if index in pairs),
        tuple(entry for index, (_, entry) in enumerate(gone) if index not in unsure[0]),
        tuple(entry for index, (_, entry) in enumerate(added) if index not in unsure[1]),
        (tuple(gone[index][1] for index in unsure[0]), tuple(added[index][1] for index in unsure[1])),
    )


Listed = list[tuple[Names, T]]
Keys = list[frozenset[str]]


def _ids(names: Names) -> frozenset[str]:
    return frozenset([names.id] if names.id else [])


def _words(names: Names) -> frozenset[str]:
    return names.words


def _could_be(before: Listed[T], after: Listed[T]) -> Callable[[int, int], bool]:
    """Whether an old entry may be a new one: two ids that differ say that it is not."""

    def asked(was: int, now: int) -> bool:
        first, second = before[was][0].id, after[now][0].id
        return first is None or second is None or first == second

    return asked


def _pair(pairs: dict[int, int], before: Keys, after: Keys, could_be: Callable[[int, int], bool]) -> None:
    """Pairs new entries with old ones that share a key, each once, in the order of the lists."""
    taken = set(pairs.values())
    known: dict[str, deque[int]] = {}
    for index, keys in enumerate(before):
        for key in keys:
            known.setdefault(key, deque()).append(index)

    def first(queue: deque[int], now: int) -> int | None:
        while queue and queue[0] in taken:
            queue.popleft()
        return next((was for was in queue if was not in taken and could_be(was, now)), None)

    for index, keys in enumerate(after):
        if index not in pairs:
            found = [first(known[key], index) for key in keys if key in known]
            if likely := [was for was in found if was is not None]:
                pairs[index] = min(likely)
                taken.add(pairs[index])


def _pair_nameless(pairs: dict[int, int], before: Listed[T], after: Listed[T]) -> None:
    """Pairs entries that nothing names with old ones that are equal to them in everything."""
    left = [index for index, (each, _) in enumerate(before) if not each.id and not each.words]
    for index, (each, entry) in enumerate(after):
        if not each.id and not each.words:
            found = next((was for was in left if before[was][1] == entry), None)
            if found is not None:
                pairs[index] = found
                left.remove(found)


def _foreign(entries: Listed[T], others: Listed[T]) -> list[int]:
    """Which entries may be one of the others without anything that tells: no two ids, and words in other languages."""
    kinds = {(names.id is None, names.languages) for names, _ in others if names.languages}
    return [
        index
        for index, (names, _) in enumerate(entries)
        if names.languages
        and any((names.id is None or nameless) and not names.languages & said for nameless, said in kinds)
    ]


def languages_of(text: Text) -> frozenset[str]:
    """The languages that a text is in; a plain one is told by its script."""
    said = frozenset(language for language in LANGUAGES if text.has(language))
    return said or frozenset(["zh" if CHINESE.search(text.plain or "") else "en"])


def _callings(thing: Thing) -> tuple[str, ...]:
    if isinstance(thing, str):
        return (thing,)
    if isinstance(thing, Text):
        return thing.parts
    return (*filter(None, (thing.id,)), *thing.name.parts, *thing.aliases)
