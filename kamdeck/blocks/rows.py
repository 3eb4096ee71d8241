"""The fields that blocks need in their rows, and the errors for rows without them.

A block declares its rows as `Rows[EventRow]`. Composing checks each type of row once against the protocol, so that a
block can rely on the fields that it names. Fields that a layout names, such as a table's columns, are looked up with
`field_of`. Both raise `MissingField`, which is reported as a mistake in the layout; any other missing field is a bug.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cached_property
from typing import Any, Protocol, get_type_hints

from kamdeck.components.status_marks import MARKS
from kamdeck.message import Message
from kamdeck.model import PlanPart, keys
from kamdeck.model.strategy import Verified
from kamdeck.model.values import (
    Amount,
    Category,
    Company,
    Contact,
    CustomerAmount,
    DealId,
    Id,
    InfluenceKind,
    Lane,
    MemberId,
    Month,
    PersonId,
    Quarter,
    Relationship,
    RoadmapStatus,
    Share,
    Support,
    Text,
    Threat,
    Word,
    Year,
)
from kamdeck.people.person_row import PersonRow
from kamdeck.problems import Problem, Problems, problem, suggest

__all__ = [
    "AskRow",
    "BattleCardRow",
    "BudgetYearRow",
    "CategoryGrowthRow",
    "DeadlineRow",
    "DeciderRow",
    "EventRow",
    "InfluenceRow",
    "MissingField",
    "ObjectiveBarRow",
    "PersonRow",
    "PowerMapRow",
    "RelationshipGoalRow",
    "RenewalQuarterRow",
    "ShortageRow",
    "StepRow",
    "ValuePathRow",
    "check_rows",
    "field_of",
    "in_order_of_time",
    "key_of",
    "number_of",
    "status_of_layout",
]

_ABSENT = object()
_COMPLETE: set[tuple[type, type]] = set()
"""Pairs of a row's type and a protocol whose fields it has."""


class BudgetYearRow(Protocol):
    """The budget of a year, its growth, and our part of it where it is known."""

    year: Year
    total: CustomerAmount
    growth: Share | None
    ours: CustomerAmount | None


class CategoryGrowthRow(Protocol):
    """A category of a budget with its amounts, its growth and our share; a marked one is tinted."""

    category: Category
    first: CustomerAmount | None
    amount: CustomerAmount
    growth: Share | None
    share: Share | None
    marked: bool


class EventRow(Protocol):
    """An event of a timeline. A row may have a `date` or a `year`, and a `kind`, as well."""

    event: Text | None


class AskRow(Protocol):
    """A decision that is asked for."""

    ask: Text | None
    of: MemberId | None
    due: date | None


class DeciderRow(Protocol):
    """A person who decides; `open` says that nobody of ours covers the person."""

    name: Text
    title: Text | None
    support: Support | None
    owner: MemberId | None
    contact: Contact | None
    open: bool


class DeadlineRow(Protocol):
    """Something that falls due; `number` is that of its column from 0, `theirs` says that the customer does it."""

    day: date
    what: object
    owner: MemberId | None
    theirs: bool
    number: int


class InfluenceRow(Protocol):
    """An influence of one person on another, by their ids."""

    from_: PersonId | None
    to: PersonId | None
    kind: InfluenceKind


class PowerMapRow(Protocol):
    """A person on a power map: the group that the person belongs to, whether the person is covered, and what changed.

    The group "decide" is that of the deciders.
    """

    person: PersonRow
    group: Word
    covered: bool
    move: Word | None


class RelationshipGoalRow(Protocol):
    """A person whom we want to move from one relationship to another, by an objective for the next contact."""

    person: PersonRow
    group: Word
    covered: bool
    relationship: Relationship | None
    desired_relationship: Relationship | None
    objective: Text | None
    next_contact: date | None


class RivalRow(Protocol):
    """A competitor, what it does well and badly, and how we win against it."""

    company: Company | None
    position: Text | None
    strengths: tuple[Text, ...]
    weaknesses: tuple[Text, ...]
    strategy: Text | None
    how_we_win: Text | None
    threat: Threat | None


class ContestedDealRow(Protocol):
    """A deal by its id and amount."""

    id: DealId
    amount: Amount | None


class BattleCardRow(Protocol):
    """A competitor with its share of wallet, and the deals that it contests with the sum of their amounts."""

    rival: RivalRow
    share: Share | None
    deals: tuple[ContestedDealRow, ...]
    stake: Amount | None


class ObjectiveText(Protocol):
    """What an objective is, how it is measured, and when it is due."""

    objective: Text | None
    measure: Text | None
    due: date | None


class ObjectiveBarRow(Protocol):
    """An objective with how much of it is reached and expected, as parts of its target, and how it stands."""

    objective: ObjectiveText
    reached: object
    aim: object
    expected: object
    progress: float | None
    expected_progress: float | None
    measured: bool
    status: str
    verdict: Message | None
    steps: Sequence[Id]
    days: int | None
    soon: bool


class MonthLoad(Protocol):
    """The demand for a role in a month and its capacity, in person-days."""

    month: Month
    demand: float
    capacity: float | None


class Option(Protocol):
    """A way out, and what it leads to."""

    text: Text | None
    effect: Text | None
    recommended: bool


class ShortageRow(Protocol):
    """A role with the month in which the most days are missing, its months, those with free days, and its options."""

    role: Text | None
    month: Month
    missing: float
    months: Sequence[MonthLoad]
    free: Sequence[MonthLoad]
    options: Sequence[Option]


class Renewal(Protocol):
    """What a supplier has to renew of a category."""

    supplier: Company | None
    category: Category | None
    amount: CustomerAmount | None


class RenewalQuarterRow(Protocol):
    """The renewals of a quarter, the largest first, and their sums; a marked quarter is tinted."""

    quarter: Quarter
    ours: CustomerAmount | None
    theirs: CustomerAmount | None
    our_groups: Sequence[Renewal]
    their_groups: Sequence[Renewal]
    marked: bool


class StepRow(Protocol):
    """A step of a roadmap in its lane. A row may be a `milestone` as well."""

    lane: Lane | None
    item: Text | None
    start: object
    end: object
    status: RoadmapStatus | None


class ValuePathRow(Protocol):
    """A customer's need, who verified it, the value that we offer and its proof."""

    need: Text | None
    verified: Verified | None
    value: Text | None
    proof: Text | None


class MissingField(Problems):
    """Raised where a row has no field called `name`.

    `block` is the name of the block that needs the field; it is "" where the layout asks for it, and a field with a
    similar name may be what its author means.
    """

    def __init__(self, row: object, name: str, block: str = "") -> None:
        described = _described(row)
        if block:
            message = (
                f"every row needs '{name}', which {described} does not have; `kamdeck blocks {block}` shows an example"
            )
        else:
            message = f"{described} has no '{name}'{_near_fields(row, name)}"
        super().__init__([Problem(message)])


def check_rows(rows: Iterable[object], row_type: type, block: str) -> None:
    """Raises `MissingField` where a row lacks a field of the protocol `row_type`; each type of row is examined once."""
    for row in rows:
        if (type(row), row_type) not in _COMPLETE:
            if missing := _missing_names(type(row), row_type):
                raise MissingField(row, missing[0], block)
            _COMPLETE.add((type(row), row_type))


def _missing_names(kind: type, row_type: type) -> tuple[str, ...]:
    # A pydantic model, and a dataclass without slots, do not have their fields as attributes of the class.
    has = {*dir(kind), *getattr(kind, "model_fields", ()), *getattr(kind, "__dataclass_fields__", ())}
    return tuple(name for name in get_type_hints(row_type) if name not in has)


def field_of(row: object, path: str) -> Any:
    """The field of a row at a dotted path, None where a step of it has no value, and the row itself for "".

    Raises `MissingField` where a step has no such name. A key that a mapping lacks has no value: mappings, such as the
    scores of competitors, have different keys from row to row.
    """
    value: Any = row
    for step in path.split(".") if path else ():
        found = value.get(step) if isinstance(value, dict) else getattr(value, step, _ABSENT)
        if found is _ABSENT:
            raise MissingField(value, step)
        if found is None:
            return None
        value = found
    return value


def number_of(value: object, name: str) -> float | None:
    """A value as a number, or None for None; raises `Problems` for anything else, calling it `name` in the message."""
    if value is None or isinstance(value, int | float):
        return value
    shown = f"'{value}'" if isinstance(value, str | Text) else _described(value)
    raise problem(f"{name} is {shown} here, which is not a number; name a field that is one")


def key_of(row: object, path: str) -> Any:
    """A field that rows are grouped by; raises `Problems` where it holds several values."""
    value = field_of(row, path)
    try:
        # Hashing finds a list inside a tuple as well.
        hash(value)
    except TypeError:
        message = f"'{path}' holds several values, and rows are grouped by a single one; name another field"
        raise problem(message) from None
    return value


def in_order_of_time(rows: Sequence[Any], time_of: Callable[[Any], object]) -> list[Any]:
    """Rows sorted by their years, quarters, months or days; unchanged where `time_of` gives other or mixed values."""
    # Times of different kinds, such as a quarter and a month, have no common order.
    times: list[Any] = [time_of(row) for row in rows]
    if not any(all(isinstance(each, kind) for each in times) for kind in (Year, Quarter, Month, date)):
        return list(rows)
    return [rows[number] for number in sorted(range(len(rows)), key=times.__getitem__)]


def status_of_layout(value: object) -> str:
    """What a layout gives as a status: "good", "warn", "bad" or ""; raises `Problems` for anything else."""
    status = "" if value is None else str(value)
    if status and status not in MARKS:
        raise problem(f"'{status}' is not a status{suggest(status, MARKS)}; write good, warn or bad")
    return status


def _described(row: object) -> str:
    match row:
        case PlanPart():
            return row.noun_phrase()
        case str() | Text():
            return "a text"
        case bool() | int() | float():
            return "a number"
        case list() | tuple():
            return "a list"
        case dict():
            return "this mapping"
    return "this kind of row"


def _near_fields(row: object, name: str) -> str:
    """The end of a message that says which field may be meant, or which fields there are."""
    if isinstance(row, str | Text | int | float | list | tuple):
        return "; leave it out, or name rows that have fields, such as deals"
    fields = _field_names(row)
    # An account's row of a portfolio has its figures as well, which only the row itself can list.
    others = fields if isinstance(row, dict | PlanPart) else [each for each in dir(row) if not each.startswith("_")]
    return suggest(name, others) or (f"; its fields are {', '.join(fields)}" if fields else "")


def _field_names(row: object) -> list[str]:
    if isinstance(row, dict):
        return list(map(str, row))
    if isinstance(row, PlanPart):
        return list(keys(type(row)))
    derived = (each for each, value in vars(type(row)).items() if isinstance(value, property | cached_property))
    return [name for name in (*getattr(row, "__dataclass_fields__", ()), *derived) if not name.startswith("_")]
