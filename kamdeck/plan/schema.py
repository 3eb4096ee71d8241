"""Nothing goes in, the JSON Schema of the plan format comes out: what may be written in a plan file."""

from typing import Any

from kamdeck.plan.model import Plan

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema() -> dict[str, Any]:
    """JSON Schema, draft 2020-12; each field has its description, and its audience under "audience"."""
    return {"$schema": DIALECT, **Plan.model_json_schema(by_alias=True), "title": "kamdeck plan"}
