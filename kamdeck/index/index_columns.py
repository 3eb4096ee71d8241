"""The columns of the index page, and their cells: texts in each language, and ranks by which the page sorts."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any
from unicodedata import combining, normalize

from kamdeck.analysis.quality import Light
from kamdeck.dataclass import dataclass
from kamdeck.index.index_entry import IndexEntry
from kamdeck.model.values import Amount, Score, Text, Word
from kamdeck.portfolio import AccountRow, AccountValue, Verdict
from kamdeck.wording import NOTHING, Wording

Translations = Mapping[str, str]
"""A text by language."""


@dataclass(frozen=True, slots=True)
class IndexColumn:
    """A column: the key of its heading's term, and functions for the value of an account and the verdict on it.

    A column for a field of the company has its `name` instead of a term. A column of names is `named`: the page sorts
    it by the rules of the language that is shown.
    """

    key: str
    value: Callable[[AccountRow], Any]
    number: bool = True
    named: bool = False
    verdict: Callable[[AccountRow], Verdict | Light | None] | None = None
    name: Text | None = None


@dataclass(frozen=True, slots=True)
class IndexCell:
    """A formatted value, its rank in the column (none if there is no value), and the verdict on it.

    `status` (good, warn, bad) chooses the colour; `verdict` is the same as text, for screen readers.
    """

    text: Translations
    rank: int | None = None
    status: str = ""
    verdict: Translations | None = None


COLUMNS = (
    IndexColumn("field.tier", lambda row: row.tier, number=False),
    IndexColumn("field.manager", lambda row: row.manager, number=False, named=True),
    IndexColumn("field.period", lambda row: row.summary.period, number=False),
    IndexColumn("figure.target", lambda row: row.target),
    IndexColumn("figure.forecast", lambda row: row.forecast),
    IndexColumn("figure.attainment", lambda row: row.attainment, verdict=lambda row: row.verdict),
    IndexColumn("figure.pipeline", lambda row: row.pipeline),
    IndexColumn("figure.share_of_wallet", lambda row: row.share_of_wallet),
    IndexColumn("figure.satisfaction", lambda row: row.satisfaction),
    IndexColumn("figure.decision_maker_coverage", lambda row: row.decision_maker_coverage),
    IndexColumn("figure.overdue", lambda row: row.overdue),
    IndexColumn("topic.quality", lambda row: row.quality, verdict=lambda row: row.light),
)
"""The columns of the table besides an account's name, files and status."""


def columns_of(rows: Iterable[AccountRow]) -> tuple[IndexColumn, ...]:
    """The columns of a page: after the account's manager, those of the fields that the company adds to accounts."""
    fields: dict[str, list[AccountValue]] = {}
    for row in rows:
        for key, each in row.summary.own.items():
            fields.setdefault(key, []).append(each)
    first = next(number for number, each in enumerate(COLUMNS, 1) if each.key == "field.manager")
    return (*COLUMNS[:first], *(_own_column(key, values) for key, values in fields.items()), *COLUMNS[first:])


def _own_column(key: str, values: Sequence[AccountValue]) -> IndexColumn:
    known = [each.value for each in values if each.value is not None]
    number = any(isinstance(each, float | int) and not isinstance(each, bool) for each in known)
    return IndexColumn(f"field.{key}", lambda row: row.own_value(key), number, name=values[0].name)


def cells(column: IndexColumn, rows: Sequence[AccountRow | None], wordings: Mapping[str, Wording]) -> list[IndexCell]:
    """The cells of a column, one for each row; a row is none for an account whose plan could not be read."""
    values = [None if row is None else column.value(row) for row in rows]
    # The page sorts by these ranks, so that its script need not know how values of each kind are compared.
    order = ranks([_sort_key(value) for value in values])
    verdicts = [column.verdict(row) if column.verdict and row else None for row in rows]
    return [
        IndexCell(formatted(value, wordings), rank, verdict.status if verdict else "", formatted(verdict, wordings))
        for value, rank, verdict in zip(values, order, verdicts, strict=True)
    ]


def ranks(keys: Sequence[Any]) -> list[int | None]:
    """The rank of each sort key from 0, the same for equal keys; none for none."""
    order = {key: rank for rank, key in enumerate(sorted({each for each in keys if each is not None}))}
    return [None if key is None else order[key] for key in keys]


def formatted(value: Any, wordings: Mapping[str, Wording]) -> Translations:
    """A value formatted in each language."""
    if value is None:
        return dict.fromkeys(wordings, NOTHING)
    # Scores are aligned in a column of numbers, so that all have one decimal.
    if isinstance(value, Score):
        return {language: wording.number(value, 1) for language, wording in wordings.items()}
    return {language: wording.say(value) for language, wording in wordings.items()}


def name_key(entry: IndexEntry, language: str) -> tuple[str, str]:
    """The sort key of an account's name in a language, without case and accents; equal names are sorted by id.

    The page's script sorts by the rules of the language, which browsers know; this is the order without scripts.
    """
    letters = normalize("NFKD", entry.name.in_language(language).casefold())
    return "".join(each for each in letters if not combining(each)), entry.id


def _sort_key(value: Any) -> Any:
    """The sort key of a value; amounts are sorted by currency first, since two currencies cannot be compared."""
    match value:
        case None:
            return None
        case Amount():
            return (value.money.currency, float(value))
        case Text():
            return str(value).casefold()
        case Word():
            return list(type(value)).index(value)
        case float() | int():
            return ("", float(value))
        case _:
            return str(value)
