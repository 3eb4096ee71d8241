"""The accounts of a page go in; the cells of its table come out, said in each language and ranked for sorting."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kamdeck.index.entry import Entry
from kamdeck.plan.check import Light
from kamdeck.plan.values import Amount, Score, Text
from kamdeck.portfolio import AccountRow, Verdict
from kamdeck.wording import NOTHING, Wording

LANGUAGES = ("en", "zh")
Said = Mapping[str, str]
"""Words by language."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the key of its term, what it shows of an account, whether that is a number, and how it is judged."""

    key: str
    of: Callable[[AccountRow], Any]
    number: bool = True
    judged: Callable[[AccountRow], Verdict | Light | None] | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """A value in words, its place among all of its column (none for no value), and how it is judged.

    `status` (good, warn, bad) is for the eye; `judged` says the same in words.
    """

    said: Said
    rank: int | None = None
    status: str = ""
    judged: Said | None = None


COLUMNS = (
    Column("field.tier", lambda row: row.tier, number=False),
    Column("field.manager", lambda row: row.manager, number=False),
    Column("field.period", lambda row: row.summary.period, number=False),
    Column("figure.target", lambda row: row.target),
    Column("figure.forecast", lambda row: row.forecast),
    Column("figure.attainment", lambda row: row.attainment, judged=lambda row: row.verdict),
    Column("figure.pipeline", lambda row: row.pipeline),
    Column("figure.share_of_wallet", lambda row: row.share_of_wallet),
    Column("figure.satisfaction", lambda row: row.satisfaction),
    Column("figure.decision_maker_coverage", lambda row: row.decision_maker_coverage),
    Column("figure.overdue", lambda row: row.overdue),
    Column("topic.quality", lambda row: row.quality, judged=lambda row: row.light),
)
"""What the page tells of an account beside its name, its files and its status."""


def cells(column: Column, rows: Sequence[AccountRow | None], wordings: Mapping[str, Wording]) -> list[Cell]:
    """The column's cells, one a row; an account without a summary has nothing to show."""
    values = [None if row is None else column.of(row) for row in rows]
    order = ranks([_weight(value) for value in values])
    judged = [column.judged(row) if column.judged and row else None for row in rows]
    return [
        Cell(said(value, wordings), rank, word.status if word else "", said(word, wordings))
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


def name_rank(entries: Sequence[Entry], language: str) -> list[int | None]:
    """The places of the names in a language, by their characters, whatever their case."""
    return ranks([entry.name.said(language).casefold() for entry in entries])


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
