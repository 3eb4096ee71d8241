"""The JSON Schema of sources.yaml, with which editors complete and check it."""

from collections.abc import Mapping
from typing import Any

from kamdeck.magnitudes import UNITS
from kamdeck.model import Account, Plan, PlanPart
from kamdeck.model.deployment import STANDARD, Deployment
from kamdeck.model.schema import DIALECT
from kamdeck.model.values import DAY, FLAG
from kamdeck.plan_io.forms.form_fields import all_fields
from kamdeck.sources import definition_keys as keys
from kamdeck.sources.definition_reader import NO_FIELDS, list_models

TEXT: dict[str, Any] = {"type": "string"}
WHOLE: dict[str, Any] = {"anyOf": [{"type": "integer", "minimum": 1}, {"type": "string", "pattern": "^[0-9]+$"}]}
REFERENCE = "#/$defs/"


def sources_schema(deployment: Deployment = STANDARD) -> dict[str, Any]:
    """The schema in draft 2020-12; it has the fields of the company's own."""
    lists = {name: _list_of(model, deployment) for name, model in list_models(Plan, "")}
    kinds = {
        "as_of": {"anyOf": [DAY, TEXT]},
        "tables": {"type": "object", "additionalProperties": {"$ref": f"{REFERENCE}table"}},
        "account": {"$ref": f"{REFERENCE}account"},
        "lists": {"type": "object", "properties": lists, "additionalProperties": False},
    }
    root = _object(keys.ROOT, kinds, ("as_of", "period", "tables", "account"))
    return {"$schema": DIALECT, "title": "kamdeck sources", **root, "$defs": _parts(deployment)}


def _parts(deployment: Deployment) -> dict[str, Any]:
    money = {"unit": {"enum": [*UNITS]}}
    table = {"header": WHOLE, "until_blank": FLAG, "decimal": {"enum": [".", ","]}}
    account = {
        "fields": _fields(Account, deployment),
        "take": _object(keys.TAKE, {"top": WHOLE}),
        "money": _object(keys.MONEY, money),
    }
    value = {"unit": {"enum": [*UNITS, "percent"]}, "words": {"type": "object", "additionalProperties": TEXT}}
    scalar = {"type": ["string", "number", "boolean"]}
    return {
        "table": _object(keys.TABLE, table),
        "account": _object(keys.ACCOUNT, account, ("from", "key", "fields")),
        "field": {"anyOf": [TEXT, _object(keys.FIELD, {**value, "value": scalar, "default": scalar})]},
    }


def _list_of(model: type[PlanPart], deployment: Deployment) -> dict[str, Any]:
    """A list of the plan: from one table, or from several."""
    single = _object(keys.LIST, {"fields": _fields(model, deployment), "used": FLAG}, ("from", "fields"))
    return {"anyOf": [single, {"type": "array", "items": single}]}


def _fields(model: type[PlanPart], deployment: Deployment) -> dict[str, Any]:
    known = (each for each in all_fields(model, deployment) if each.key not in NO_FIELDS and each.per is None)
    return {
        "type": "object",
        "properties": {each.key: {"$ref": f"{REFERENCE}field"} for each in known},
        "additionalProperties": False,
    }


def _object(texts: Mapping[str, str], kinds: Mapping[str, Any], required: tuple[str, ...] = ()) -> dict[str, Any]:
    properties = {key: {"description": text, **kinds.get(key, TEXT)} for key, text in texts.items()}
    found = {"type": "object", "properties": properties, "additionalProperties": False}
    return {**found, "required": list(required)} if required else found
