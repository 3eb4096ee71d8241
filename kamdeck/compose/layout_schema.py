"""The blocks and what a layout may say go in, the JSON Schema of layouts comes out."""

import dataclasses
import types
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from kamdeck.blocks import BLOCKS
from kamdeck.compose.block_fields import fields_of
from kamdeck.compose.layout import CONDITIONS, LAYOUT, SECTION, STRUCTURE, TOPIC
from kamdeck.documented import documentation_of
from kamdeck.languages import LANGUAGES
from kamdeck.model.schema import DIALECT

Schema = dict[str, Any]

SCALAR: Schema = {"type": ["string", "number", "boolean"]}
"""What is written without brackets is text until it is read."""
TEXT: Schema = {"$ref": "#/$defs/text"}
SEVERAL: Schema = {"anyOf": [TEXT, {"type": "array", "items": TEXT}]}
ROWS: Schema = {"anyOf": [SCALAR, {"type": "array", "items": TEXT}]}
PARTS: Schema = {"type": "array", "items": {"$ref": "#/$defs/part"}}
WORDS: dict[str, Schema] = {"rows": ROWS, "value": TEXT, "words": TEXT, "heading": TEXT, "test": TEXT}
"""By what a block's field says of itself."""
KEYS: dict[str, tuple[Schema, str]] = {
    "layout": (SCALAR, "The layout's name."),
    "medium": ({"enum": ["deck", "report"]}, "What it is made for; any layout can become either."),
    "title": (TEXT, "The document's title."),
    "file": (SCALAR, "The file's name, without its ending."),
    "sections": ({"type": "array", "items": {"$ref": "#/$defs/section"}}, "The sections, in order."),
    "terms": (SCALAR, "A file of names beside this one that go before kamdeck's."),
    "section": (SCALAR, "The section's key; the term section.<key> names it."),
    "topic": (SCALAR, "The topic's key; the term topic.<key> names it."),
    "topics": ({"type": "array", "items": {"$ref": "#/$defs/topic"}}, "The section's topics, in order."),
    "name": (TEXT, "Another name: a term's key, or text in each language."),
    "number": (SCALAR, "The template's number; a section without one recedes in the agenda."),
    "message": (TEXT, "What the agenda says of the section."),
    "listed": (SCALAR, "`no` keeps the section out of the agenda."),
    "kind": ({"enum": ["content", "cover"]}, "A cover has a subtitle, and parts for the brand's second room."),
    "headline": (TEXT, "The sentence that says what the slide shows."),
    "subtitle": (SEVERAL, "The lines of a cover."),
    "aside": (PARTS, "The parts in a cover's second room."),
    "source": (TEXT, "The line at the foot of the body."),
    "notes": (SEVERAL, "The speaker's notes."),
    "audience": ({"enum": ["internal", "everyone"]}, "Who may see the topic; internal where nothing is said."),
    "needs": (ROWS, "An expression, or several: left out unless all of them have something."),
    "when": (SCALAR, "An expression: left out unless it is true."),
    "for": ({"type": "string", "pattern": r"^\s*\w+ in .+"}, "Repeated for each row, under that name: deal in deals."),
    "share": ({"type": "number", "exclusiveMinimum": 0}, "The share of the width, beside other columns."),
    "columns": (PARTS, "Parts beside each other."),
    "rows": (PARTS, "Parts under each other."),
}


def layout_schema() -> Schema:
    """JSON Schema, draft 2020-12; blocks have their descriptions."""
    languages = dict.fromkeys(LANGUAGES, SCALAR)
    text = {"anyOf": [SCALAR, {**_object(languages), "minProperties": 1}]}
    part = {**_object({**_keys(CONDITIONS, STRUCTURE), **_blocks()}), "description": "Blocks, columns or rows."}
    definitions = {
        "text": text,
        "section": {**_object(_keys(SECTION)), "required": ["section", "topics"]},
        "topic": {**_object({**_keys(TOPIC, STRUCTURE), **_blocks()}), "required": ["topic"]},
        "part": {**part, "oneOf": [{"required": [name]} for name in (*STRUCTURE, *BLOCKS)]},
        **{f"block.{name}": _record(block) for name, block in BLOCKS.items()},
    }
    top = {**_object(_keys(LAYOUT)), "required": ["sections"]}
    return {"$schema": DIALECT, "title": "kamdeck layout", **top, "$defs": definitions}


def _keys(*names: tuple[str, ...]) -> Schema:
    return {name: {"description": KEYS[name][1], **KEYS[name][0]} for group in names for name in group}


def _blocks() -> Schema:
    return {
        name: {"description": documentation_of(block).partition("\n")[0], "$ref": f"#/$defs/block.{name}"}
        for name, block in BLOCKS.items()
    }


def _object(properties: Schema) -> Schema:
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _record(kind: type) -> Schema:
    """A dataclass as a mapping, or as the short form of its first field."""
    fields = fields_of(kind)
    whole = _object({name: _field(hint) for name, hint, _ in fields})
    if wanted := [name for name, _, required in fields if required]:
        whole["required"] = wanted
    short = _field(fields[0][1])
    return {"anyOf": [whole, short], "description": documentation_of(kind)}


def _field(kind: Any) -> Schema:
    """What a layout may write for a type; the same cases as `kamdeck.compose.block_fields.maker`."""
    origin = get_origin(kind)
    if origin is Annotated:
        return WORDS[kind.__metadata__[0]]
    if origin is Literal:
        return {"enum": list(get_args(kind))}
    if origin is tuple:
        return {"type": "array", "items": _field(get_args(kind)[0])}
    if origin in (Union, types.UnionType):
        return _field(next(arg for arg in get_args(kind) if arg is not type(None)))
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        return _record(kind)
    if kind is bool:
        return {"enum": [True, False, "yes", "no", "true", "false"]}
    return {"type": "number"} if kind in (int, float) else SCALAR
