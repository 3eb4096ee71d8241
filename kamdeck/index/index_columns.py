"""The accounts of a page go in; the cells of its table come out, said in each language and ranked for sorting."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kamdeck.analysis.quality import Light
from kamdeck.index.index_entry import IndexEntry
from kamdeck.model.values import Amount, Score, Text
from kamdeck.portfolio import AccountRow, Verdict
from kamdeck.wording import NOTHING, Wording

Said = Mapping[str, str]
"""Words by language."""


@dataclass(frozen=True, slots=True)
class IndexColumn:
    """A column: the key of its term, what it shows of an account, whether that is a number, and how it is judged."""

    key: str
    of: Callable[[AccountRow], Any]
    number: bool = True
    judged: Callable[[AccountRow], Verdict | Light | None] | None = None


@dataclass(frozen=True, slots=True)
class IndexCell:
    """A value in words, its place among all of its column (none for no value), and how it is judged.

    `status` (good, warn, bad) is for the eye; `judged` says the same in words.
    """

    said: Said
    rank: int | None = None
    status: str = ""
    judged: Said | None = None


COLUMNS = (
    IndexColumn("field.tier", lambda row: row.tier, number=False),
    IndexColumn("field.manager", lambda row: row.manager, number=False),
    IndexColumn("field.period", lambda row: row.summary.period, number=False),
    IndexColumn("figure.target", lambda row: row.target),
    IndexColumn("figure.forecast", lambda row: row.forecast),
    IndexColumn("figure.attainment", lambda row: row.attainment, judged=lambda row: row.verdict),
    IndexColumn("figure.pipeline", lambda row: row.pipeline),
    IndexColumn("figure.share_of_wallet", lambda row: row.share_of_wallet),
    IndexColumn("figure.satisfaction", lambda row: row.satisfaction),
    IndexColumn("figure.decision_maker_coverage", lambda row: row.decision_maker_coverage),
    IndexColumn("figure.overdue", lambda row: row.overdue),
    IndexColumn("topic.quality", lambda row: row.quality, judged=lambda row: row.light),
)
"""What the page tells of an account beside its name, its files and its status."""


def cells(column: IndexColumn, rows: Sequence[AccountRow | None], wordings: Mapping[str, Wording]) -> list[IndexCell]:
    """The column's cells, one a row; an account without a summary has nothing to show."""
    values = [None if row is None else column.of(row) for row in rows]
    order = ranks([_weight(value) for value in values])
    judged = [column.judged(row) if column.judged and row else None for row in rows]
    return [
        IndexCell(said(value, wordings), rank, word.status if word else "", said(word, wordings))
        for value, rank, word in zip(values, order, judged, strict=True)
    ]


def ranks(weights: Sequence[Any]) -> list[int | None]:
    """The place of each weight among all, equal ones sharing one; none for no weight."""
    places = {weight: place for place, weight in enumerate(sorted({each for each in weights if each is not None}))}
    return [None if weight is None else places[weight] for weight in weights]


def said(value: Any, wordings: Mapping[str, Wording]) -> Said:
    """A value in each language."""
    if value is None:
        return dict.fromkeys(wordings, NOTHING)
    if isinstance(value, Score):
        return {language: wording.number(value, 1) for language, wording in wordings.items()}
    return {language: wording.say(value) for language, wording in wordings.items()}


def name_rank(entries: Sequence[IndexEntry], language: str) -> list[int | None]:
    """The places of the names in a language, by their characters, whatever their case."""
    return ranks([entry.name.in_language(language).casefold() for entry in entries])


def _weight(value: Any) -> Any:
    """What a value is sorted by; amounts by their currency first, since no two currencies compare."""
    match value:
        case None:
            return None
        case Amount():
            return (value.money.currency, float(value))
        case Text():
            return str(value).casefold()
        case float() | int():
            return ("", float(value))
        case _:
            return str(value)
