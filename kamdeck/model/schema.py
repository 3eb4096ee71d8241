"""The JSON Schema of the plan format, with which editors complete and check plan files."""

import re
from typing import Any

from kamdeck.model import Plan
from kamdeck.model.deployment import STANDARD, Deployment
from kamdeck.model.numbers import Amount, Number, Quantity
from kamdeck.model.own_fields import OwnField
from kamdeck.model.scalars import ScalarType
from kamdeck.model.texts import Text
from kamdeck.model.values import DAY, FLAG
from kamdeck.model.year_calendar import CALENDAR, YearCalendar, pattern_of

DIALECT = "https://json-schema.org/draft/2020-12/schema"
NULL = {"type": "null"}
DROP = "yes: hide this entry, which `kamdeck pull` wrote to pulled.yaml."


def schema(deployment: Deployment = STANDARD) -> dict[str, Any]:
    """The schema in draft 2020-12; each field has a description, and "audience" says who may see it.

    `deployment` is the vocabulary of the company whose plans the schema is for.
    """
    # By alias, since editors check the keys of the file, such as `from`.
    found = Plan.model_json_schema(by_alias=True)
    _add_vocabulary(found, deployment)
    for part in (found, *found["$defs"].values()):
        # Other keys are those of the company, which are added below.
        if "additionalProperties" in part and part.get("properties"):
            part["additionalProperties"] = False
        _allow_null(part)
    for part in found["$defs"].values():
        _allow_dropping(part)
    return {"$schema": DIALECT, **found, "title": "kamdeck plan"}


def _add_vocabulary(whole: dict[str, Any], deployment: Deployment) -> None:
    """Replaces what the company has its own words for."""
    parts = whole["$defs"]
    stage = parts["Deal"]["properties"]["stage"]
    for each in stage.get("anyOf", [stage]):
        if "enum" in each:
            each["enum"] = list(deployment.process.words)
    if deployment.calendar != CALENDAR:
        for part in (whole, parts["Target"]):
            _add_pattern(part["properties"]["period"], deployment.calendar)

    for field in deployment.fields:
        part = whole if field.part is Plan else parts[field.part.__name__]
        about = {"audience": field.audience, "description": field.name.in_language("en")}
        part["properties"][field.key] = {**about, **_of_own(field)}


def _of_own(field: OwnField) -> dict[str, Any]:
    """The schema of the values of a company's field."""
    if field.kind == "choice":
        return {"enum": [key for key, _ in field.words]}
    kinds: dict[str, type[ScalarType]] = {"text": Text, "number": Quantity, "share": Number, "amount": Amount}
    if field.kind in kinds:
        return kinds[field.kind].json_schema()
    return dict(FLAG if field.kind == "yes_no" else DAY)


def _add_pattern(period: dict[str, Any], calendar: YearCalendar) -> None:
    """Allows the texts of a company's periods besides those of the calendar."""
    # The dialect of JSON Schema has groups with names, but of another syntax than Python's.
    labels = "|".join(re.sub(r"\?P<\w+>", "", pattern_of(label).pattern) for _, label in calendar.labels)
    for each in period.get("anyOf", [period]):
        if "pattern" in each:
            each["pattern"] = f"^({labels}|{each['pattern'].strip('^$')})$"


def _allow_dropping(part: dict[str, Any]) -> None:
    """Allow `drop` in every fact: it is no field, since it hides a fact before the plan is read."""
    if "as_of" in part.get("properties", {}):
        part["properties"]["drop"] = {"description": DROP, **FLAG}


def _allow_null(part: dict[str, Any]) -> None:
    """Allow null for every optional field, since a key without a value counts as not given.

    Defaults are left out, since editors would write them into plans.
    """
    for name, written in part.get("properties", {}).items():
        written.pop("default", None)
        if name not in part.get("required", []) and NULL not in written.get("anyOf", []):
            # A field with an enumeration needs "anyOf", since "enum" would not have null in it.
            if isinstance(written.get("type"), str) and "enum" not in written:
                written["type"] = [written["type"], "null"]
                continue
            # Editors show a description next to "anyOf", but not one inside it.
            about = {key: written.pop(key) for key in ("audience", "description", "title") if key in written}
            part["properties"][name] = {**about, "anyOf": [written, NULL]}
