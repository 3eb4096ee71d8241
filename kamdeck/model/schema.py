"""Nothing goes in, the JSON Schema of the plan format comes out: what may be written in a plan file."""

from typing import Any

from kamdeck.model import Plan

DIALECT = "https://json-schema.org/draft/2020-12/schema"
NULL = {"type": "null"}


def schema() -> dict[str, Any]:
    """JSON Schema, draft 2020-12; each field has its description, and its audience under "audience"."""
    found = Plan.model_json_schema(by_alias=True)
    for part in (found, *found["$defs"].values()):
        _allow_null(part)
    return {"$schema": DIALECT, **found, "title": "kamdeck plan"}


def _allow_null(part: dict[str, Any]) -> None:
    """A key without a value says as much as no key at all, but where one is wanted.

    What stands for it is left out, since editors would write that into plans.
    """
    for name, written in part.get("properties", {}).items():
        written.pop("default", None)
        if name not in part.get("required", []) and NULL not in written.get("anyOf", []):
            if isinstance(written.get("type"), str) and "enum" not in written:
                written["type"] = [written["type"], "null"]
                continue
            about = {key: written.pop(key) for key in ("audience", "description", "title") if key in written}
            part["properties"][name] = {**about, "anyOf": [written, NULL]}
