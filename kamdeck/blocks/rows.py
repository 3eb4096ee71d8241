"""The fields that blocks need in their rows, and the errors for rows without them.

A block declares its rows as `Rows[EventRow]`. Composing checks each type of row once against the protocol, so that a
block can rely on the fields that it names. Fields that a layout names, such as a table's columns, are looked up with
`field_of`. Both raise `MissingField`, which is reported as a mistake in the layout; any other missing field is a bug.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cached_property
from typing import Any, get_type_hints

from kamdeck.components.status_marks import MARKS
from kamdeck.model import PlanPart, keys
from kamdeck.model.values import (
    Company,
    Month,
    Period,
    Text,
    Year,
)
from kamdeck.problems import Problem, Problems, problem, suggest

_ABSENT = object()
_COMPLETE: set[tuple[type, type]] = set()
"""Pairs of a row's type and a protocol whose fields it has."""


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
    """Check that rows have all fields of a protocol; each type of row is examined once.

    Args:
        rows: The rows of a block.
        row_type: The protocol.
        block: The name of the block, for the message.

    Raises:
        MissingField: If a row lacks a field.
    """
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

    A key that a mapping lacks has no value: mappings, such as the scores of competitors, differ from row to row.

    Raises:
        MissingField: If a step has no such name.
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
    """A value as a number, or None for None.

    Args:
        value: What a layout or a row gives.
        name: What the message calls it.

    Raises:
        Problems: If the value is anything else.
    """
    if value is None or isinstance(value, int | float):
        return value
    shown = f"'{value}'" if isinstance(value, str | Text) else _described(value)
    raise problem(f"{name} is {shown} here, which is not a number; name a field that is one")


def company_of(value: object, name: str) -> Company | None:
    """A value as a company, or None for None.

    Args:
        value: What a layout or a row gives.
        name: What the message calls it.

    Raises:
        Problems: If the value is anything else.
    """
    if value is None or isinstance(value, Company):
        return value
    shown = f"'{value}'" if isinstance(value, str | Text) else _described(value)
    raise problem(f"{name} is {shown} here, which is not a company; name one of the plan's companies")


def key_of(row: object, path: str) -> Any:
    """A field that rows are grouped by.

    Raises:
        Problems: If it holds several values.
    """
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
    if not any(all(isinstance(each, kind) for each in times) for kind in (Year, Period, Month, date)):
        return list(rows)
    return [rows[number] for number in sorted(range(len(rows)), key=times.__getitem__)]


def status_of_layout(value: object) -> str:
    """What a layout gives as a status: "good", "warn", "bad" or "".

    Raises:
        Problems: If it is another word.
    """
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
