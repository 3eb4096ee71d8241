"""Turns a plan back into the content of a plan file: mappings, lists, texts, numbers and dates.

Values from included files are part of it. Fields that were not given, and defaults, are left out.
"""

from datetime import date
from enum import StrEnum
from typing import Any

from kamdeck.languages import LANGUAGES
from kamdeck.model import Plan, PlanPart
from kamdeck.model.account import NamedPart
from kamdeck.model.numbers import InOwnCurrency, Share
from kamdeck.model.own_fields import Choice
from kamdeck.model.values import Company, Text, Unit

PlanContent = dict[str, Any]
"""The content of a plan file: nested dicts and lists of texts, integers, floats, shares, booleans and dates."""


def serialize(plan: Plan) -> PlanContent:
    """The content of a plan as one file: the values of included files are in it, and `include` is not."""
    found = _part(plan)
    found.pop("include", None)
    # The model fills in this default before validation, so that pydantic counts it as given.
    if plan.review_date == plan.period.first_day:
        found.pop("review_date", None)
    return {"format": 1, **found}


def _part(part: PlanPart) -> PlanContent:
    found = {}
    for name, field in type(part).model_fields.items():
        if name in part.model_fields_set:
            value = _value(getattr(part, name))
            # 0 and False are not in the list: somebody gave them.
            if value not in (None, "", [], {}):
                found[field.alias or name] = value
    found |= {key: _value(value) for key, value in part.own.items() if value is not None}
    # The model uses the id as the name if none is given.
    if isinstance(part, NamedPart) and found.get("name") == found.get("id"):
        found.pop("name", None)
    return found


def _value(value: Any) -> Any:
    match value:
        case PlanPart():
            return _part(value)
        case Company() | Unit():
            return value.id or _value(value.name)
        case Choice():
            return value.key
        case Text():
            return value.plain or {key: part for key in LANGUAGES if (part := value.get(key))}
        case tuple():
            return [entry for each in value if (entry := _value(each)) not in (None, "", [], {})]
        case dict():
            return {_key(key): _value(each) for key, each in value.items()}
        # A bool is an int, and a share is a float. Shares keep their type, by which the writers show them in per cent.
        case bool() | date() | None | Share():
            return value
        case StrEnum():
            return value.value
        case str():
            return str(value)
        case InOwnCurrency():
            return str(value)
        # Whole numbers are written without ".0", unless they have more digits than a float can hold.
        case float() if not value.is_integer() or abs(value) >= 1e15:
            return float(value)
        case _:
            return int(value)


def _key(key: Any) -> str:
    """The text of a key that is a company, a month or a section."""
    if isinstance(key, Company):
        return key.id or str(key.name)
    return str(key.value) if isinstance(key, StrEnum) else str(key)
