"""A plan goes in, what one would write to say it comes out: mappings, lists, texts, numbers, dates.

What was included is written out; what was not given is left out, and so is what the format assumes by itself.
"""

from datetime import date
from enum import StrEnum
from typing import Any

from kamdeck.languages import LANGUAGES
from kamdeck.model import Plan, PlanPart
from kamdeck.model.account import NamedPart
from kamdeck.model.numbers import Share
from kamdeck.model.values import Company, Text, Unit

Written = dict[str, Any]
"""The values are `Written`, lists, texts, whole numbers, floats, `Share`, true and false, and dates."""


def serialize(plan: Plan) -> Written:
    """The plan as it would be written in one file; `include` has done its work and is left out."""
    found = _part(plan)
    found.pop("include", None)
    if plan.review_date == plan.period.first_day:
        found.pop("review_date", None)
    return {"format": 1, **found}


def _part(part: PlanPart) -> Written:
    found = {}
    for name, field in type(part).model_fields.items():
        if name in part.model_fields_set:
            value = _value(getattr(part, name))
            if value not in (None, "", [], {}) or value is False or value == 0:
                found[field.alias or name] = value
    if isinstance(part, NamedPart) and found.get("name") == found.get("id"):
        found.pop("name", None)
    return found


def _value(value: Any) -> Any:
    match value:
        case PlanPart():
            return _part(value)
        case Company() | Unit():
            return value.id or _value(value.name)
        case Text():
            return value.plain or {key: said for key in LANGUAGES if (said := getattr(value, key))}
        case tuple():
            return [entry for each in value if (entry := _value(each)) not in (None, "", [], {})]
        case dict():
            return {_key(key): _value(each) for key, each in value.items()}
        case bool() | date() | None | Share():
            return value
        case StrEnum():
            return value.value
        case str():
            return str(value)
        case float() if not value.is_integer() or abs(value) >= 1e15:
            return float(value)
        case _:
            return int(value)


def _key(key: Any) -> str:
    """A key of a mapping by what it names: a company, a month, a section."""
    if isinstance(key, Company):
        return key.id or str(key.name)
    return str(key.value) if isinstance(key, StrEnum) else str(key)
