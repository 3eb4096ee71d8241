"""Chooses, of the equal values of a plan that a text can be, those of the entry that its row is about.

A status, an owner or a number such as 116 stands in many facts. The other cells of a row, the other values of a series,
or the other values of a sentence tell which of these it is.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from kamdeck.model.paths import Where
from kamdeck.tracing.origin import Origin

MOST_ORIGINS = 4
"""The most fields that are listed for one text."""


DECIMALS = 6
"""Votes are compared with so many decimals, since sums of fractions are not exact."""


class _Path(NamedTuple):
    """The path of a field: the entries of lists around it, and itself without numbers."""

    around: tuple[Where, ...]
    name: Where


class _Candidates(NamedTuple):
    """The origins that a text can have, among them fields with their paths.

    The text has one vote, which is divided between all `entries` around its fields.
    """

    origins: tuple[Origin, ...]
    fields: tuple[Origin, ...]
    paths: tuple[_Path, ...]
    entries: frozenset[Where]
    vote: float


class Nearness:
    """Chooses among the origins of the texts of one document, many of which are alike."""

    def __init__(self) -> None:
        # By identity; the candidates hold the origins, so that no others get it.
        self._known: dict[int, _Candidates] = {}
        self._paths: dict[Where, _Path] = {}

    def nearest(self, texts: Sequence[tuple[Origin, ...]]) -> list[tuple[Origin, ...]]:
        """The origins of texts that stand together, the likeliest first; unlikely ones are left out.

        Args:
            texts: What each of the texts can come from. Each has one vote for the entries of lists that its fields
                are in.
        """
        if max(map(len, texts), default=0) < 2:
            return list(texts)
        known = [self._candidates(each) for each in texts]
        votes = _votes(known)
        return [_chosen(each, votes) if len(each.fields) > 1 else each.origins for each in known]

    def _candidates(self, origins: tuple[Origin, ...]) -> _Candidates:
        if (known := self._known.get(id(origins))) is None:
            fields = tuple([each for each in origins if each.where])
            paths = tuple([self._paths.get(each.where) or self._path(each.where) for each in fields])
            entries = frozenset([entry for path in paths for entry in path.around])
            vote = 1 / len(entries) if entries else 0.0
            known = self._known[id(origins)] = _Candidates(origins, fields, paths, entries, vote)
        return known

    def _path(self, where: Where) -> _Path:
        around, name = list[Where](), list[str]()
        for number, step in enumerate(where, 1):
            if isinstance(step, str):
                name.append(step)
            else:
                around.append(where[:number])
        found = self._paths[where] = _Path(tuple(around), tuple(name))
        return found


def _votes(texts: Sequence[_Candidates]) -> dict[Where, float]:
    """The votes for each entry that several texts speak for."""
    first, votes = dict[Where, float](), dict[Where, float]()
    for each in texts:
        vote = each.vote
        for entry in each.entries:
            if entry in votes:
                votes[entry] += vote
            elif entry in first:
                votes[entry] = first[entry] + vote
            else:
                first[entry] = vote
    return votes


def _chosen(of: _Candidates, votes: Mapping[Where, float]) -> tuple[Origin, ...]:
    """The likeliest of several fields, and all other origins."""
    unsupported = of.entries.isdisjoint(votes)
    likeliest = of.fields[:MOST_ORIGINS] if unsupported else _likeliest(of, votes)
    if len(likeliest) == len(of.origins):
        return likeliest
    first = of.origins.index(of.fields[0])
    return (*of.origins[:first], *likeliest, *(each for each in of.origins[first:] if not each.where))


def _likeliest(of: _Candidates, votes: Mapping[Where, float]) -> tuple[Origin, ...]:
    marks = list[float]()
    best: dict[Where, float] = {}
    for around, name in of.paths:
        mark = 0.0
        for entry in around:
            if entry in votes and votes[entry] > mark:
                mark = votes[entry]
        marks.append(mark)
        if name not in best or mark > best[name]:
            best[name] = mark
    # The same field of an entry for which less speaks is another fact.
    kept = [number for number, path in enumerate(of.paths) if marks[number] >= best[path.name]]
    if len(kept) > 1:
        kept.sort(key=lambda number: -round(marks[number], DECIMALS))
    return tuple([of.fields[number] for number in kept[:MOST_ORIGINS]])
