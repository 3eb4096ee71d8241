"""The JSON Schema of the plan format, with which editors complete and check plan files."""

from typing import Any

from kamdeck.model import Plan
from kamdeck.model.values import FLAG

DIALECT = "https://json-schema.org/draft/2020-12/schema"
NULL = {"type": "null"}
DROP = "yes: hide this entry, which `kamdeck pull` wrote to pulled.yaml."


def schema() -> dict[str, Any]:
    """The schema in draft 2020-12; each field has a description, and "audience" says who may see it."""
    # By alias, since editors check the keys of the file, such as `from`.
    found = Plan.model_json_schema(by_alias=True)
    for part in (found, *found["$defs"].values()):
        _allow_null(part)
    for part in found["$defs"].values():
        _allow_dropping(part)
    return {"$schema": DIALECT, **found, "title": "kamdeck plan"}


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
