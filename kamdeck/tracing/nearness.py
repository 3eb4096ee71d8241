"""Chooses, of the equal values of a plan that a text can be, those of the entry that its row is about.

A status, an owner or a number such as 116 stands in many facts. The other cells of a row, the other values of a series,
or the other values of a sentence tell which of these it is.
"""

from collections.abc import Mapping, Sequence

from kamdeck.dataclass import dataclass
from kamdeck.model.paths import Where
from kamdeck.tracing.origin import Origin

MOST_ORIGINS = 4
"""The most fields that are told of one text."""


DECIMALS = 6
"""Sums of parts are not exact."""


@dataclass(frozen=True, slots=True)
class _Candidates:
    """The origins that a text can have: the fields with the entries of lists around each, and all others.

    The vote of the text is divided between all `entries`; `names` are the paths of the fields without numbers.
    """

    origins: tuple[Origin, ...]
    fields: tuple[Origin, ...]
    around: tuple[tuple[Where, ...], ...]
    entries: frozenset[Where]
    names: tuple[Where, ...]


class Nearness:
    """Chooses among the origins of the texts of one document, many of which are alike."""

    def __init__(self) -> None:
        # By identity; the candidates hold the origins, so that no others get it.
        self._known: dict[int, _Candidates] = {}

    def nearest(self, texts: Sequence[tuple[Origin, ...]]) -> list[tuple[Origin, ...]]:
        """The origins of texts that stand together, the likeliest first; unlikely ones are left out.

        Args:
            texts: What each of the texts can come from. Each has one vote for the entries of lists that its fields
                are in.
        """
        if all(len(each) < 2 for each in texts):
            return list(texts)
        known = [self._candidates(each) for each in texts]
        votes = _votes(known)
        return [_chosen(each, votes) for each in known]

    def _candidates(self, origins: tuple[Origin, ...]) -> _Candidates:
        if (known := self._known.get(id(origins))) is None:
            fields = tuple([each for each in origins if each.where])
            around = tuple([_entries(each.where) for each in fields])
            entries = frozenset[Where]().union(*around)
            names = tuple([tuple([step for step in each.where if isinstance(step, str)]) for each in fields])
            known = self._known[id(origins)] = _Candidates(origins, fields, around, entries, names)
        return known


def _votes(texts: Sequence[_Candidates]) -> dict[Where, float]:
    """The votes for each entry that several texts speak for."""
    seen, shared = set[Where](), set[Where]()
    for each in texts:
        shared |= seen & each.entries
        seen |= each.entries
    return {entry: sum(1 / len(each.entries) for each in texts if entry in each.entries) for entry in shared}


def _chosen(of: _Candidates, votes: Mapping[Where, float]) -> tuple[Origin, ...]:
    if len(of.fields) < 2:
        return of.origins
    supported = votes.keys() & of.entries
    likeliest = _likeliest(of, {each: votes[each] for each in supported}) if supported else of.fields[:MOST_ORIGINS]
    if len(likeliest) == len(of.origins):
        return likeliest
    first = of.origins.index(of.fields[0])
    return (*of.origins[:first], *likeliest, *(each for each in of.origins[first:] if not each.where))


def _likeliest(of: _Candidates, supported: Mapping[Where, float]) -> tuple[Origin, ...]:
    marks = [max([supported.get(entry, 0.0) for entry in around], default=0.0) for around in of.around]
    best: dict[Where, float] = {}
    for name, mark in zip(of.names, marks, strict=True):
        best[name] = max(best.get(name, 0.0), mark)
    # The same field of an entry for which less speaks is another fact.
    kept = [number for number, name in enumerate(of.names) if marks[number] >= best[name]]
    kept.sort(key=lambda number: -round(marks[number], DECIMALS))
    return tuple([of.fields[number] for number in kept[:MOST_ORIGINS]])


def _entries(where: Where) -> tuple[Where, ...]:
    """The entries of lists around a path."""
    return tuple([where[: number + 1] for number, step in enumerate(where) if isinstance(step, int)])
