"""The JSON Schema of layouts, made from the blocks' dataclasses, by which editors check and complete layouts."""

import dataclasses
import types
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from kamdeck.blocks import BLOCKS
from kamdeck.compose.block_fields import fields_of
from kamdeck.compose.layout_changes import DROP
from kamdeck.compose.layout_keys import CONDITIONS, LAYOUT, PLACING, SECTION, SHOW, STRUCTURE, TOPIC
from kamdeck.documented import documentation_of
from kamdeck.languages import LANGUAGES
from kamdeck.model.schema import DIALECT

Schema = dict[str, Any]

SCALAR: Schema = {"type": ["string", "number", "boolean"]}
"""A plain value; layouts read all of them as text and convert them by the field's type."""
TEXT: Schema = {"$ref": "#/$defs/text"}
SEVERAL: Schema = {"anyOf": [TEXT, {"type": "array", "items": TEXT}]}
ROWS: Schema = {"anyOf": [SCALAR, {"type": "array", "items": TEXT}]}
PART: Schema = {"anyOf": [{"$ref": "#/$defs/part"}, {"type": "string"}]}
"""A part, or the name of one."""
PARTS: Schema = {"type": "array", "items": PART}
WORDS: dict[str, Schema] = {"rows": ROWS, "value": TEXT, "words": TEXT, "heading": TEXT, "test": TEXT}
"""The schemas of fields, by the annotation of their types in `kamdeck.document`."""
KEYS: dict[str, tuple[Schema, str]] = {
    "layout": (SCALAR, "The layout's name."),
    "extends": (
        SCALAR,
        "The name of one of kamdeck's layouts, or a file beside this one: this layout is the same but for its changes.",
    ),
    "medium": (
        {"enum": ["deck", "report"]},
        "The medium that the layout is made for; every layout can be rendered as either.",
    ),
    "edition": (
        {"enum": ["internal", "customer"]},
        "For whom the layout is made; the customer sees every topic of a layout that is made for the customer.",
    ),
    "title": (TEXT, "The document's title."),
    "file": (SCALAR, "The name of the file, without its extension."),
    "sections": (
        {"type": "array", "items": {"$ref": "#/$defs/section"}},
        "The sections, in order; with `extends`, the changes of sections by their keys.",
    ),
    "body_slides": (
        {"type": "integer", "minimum": 1},
        "The greatest number of slides between the agenda and the backup: each topic has one, and the rest is backup.",
    ),
    "one_page": (
        {"type": "array", "items": {"type": "object", "additionalProperties": {"type": "integer", "minimum": 0}}},
        "Makes one page or slide of the document: pairs of a topic and the number of rows to which it is limited, one "
        "after the other until the page holds everything; 0 leaves the topic out.",
    ),
    "parts": (
        {"type": "object", "additionalProperties": PART},
        "Parts by their names, for `show`. A part of the same name in an extended layout, or of kamdeck, is replaced.",
    ),
    "terms": (SCALAR, "A file of terms, relative to this file, which override kamdeck's own."),
    "section": (SCALAR, "The section's key; its name is the term section.<key>."),
    "topic": (SCALAR, "The topic's key; its name is the term topic.<key>."),
    "topics": (
        {"type": "array", "items": {"$ref": "#/$defs/topic"}},
        "A section's topics, in order; in a layout with `extends`, the changes of topics by their keys.",
    ),
    "name": (TEXT, "A different name: a term's key, or text in each language."),
    "number": (
        SCALAR,
        "The section's number; digits count the sections that there are. An agenda shows others less prominently.",
    ),
    "message": (TEXT, "The section's message in the agenda."),
    "listed": (SCALAR, "`no` keeps the section out of the agenda."),
    "backup": (SCALAR, "`yes` marks the section of all that `body_slides` leaves out of the body."),
    "rank": (
        {"type": "integer", "minimum": 1},
        "Where the body has too many slides, topics with a rank leave it, the smallest first; a loop keeps its first.",
    ),
    "more": (SCALAR, "The topic in the backup that shows everything, where this one shows what fits a slide."),
    "most": (
        {"type": "integer", "minimum": 1},
        "The most rows of each of its blocks in a document of one page, which says how many others there are.",
    ),
    "kind": ({"enum": ["content", "cover"]}, "A cover has a subtitle, and parts for the brand's second region."),
    "headline": (TEXT, "The sentence that sums up the slide."),
    "lead": (TEXT, "A sentence under a headline of one line on the first slide of the topic."),
    "subtitle": (SEVERAL, "The lines of a cover."),
    "aside": (PARTS, "The parts in a cover's second region."),
    "source": (TEXT, "The line with the source at the bottom of the body."),
    "notes": (SEVERAL, "The speaker's notes."),
    "audience": ({"enum": ["internal", "everyone"]}, "Who may see the topic; internal by default."),
    "joins": (
        {"anyOf": [SCALAR, {"type": "array", "items": SCALAR}]},
        "Later topics of its section: it shares a slide with the first that would leave it half empty as well.",
    ),
    "needs": (ROWS, "One or several expressions: the part is left out unless all have a value."),
    "when": (SCALAR, "An expression: the part is left out unless it is true."),
    "for": (
        {"type": "string", "pattern": r"^\s*\w+ in .+"},
        "A loop such as `deal in deals`: the part is repeated for each row.",
    ),
    "share": (
        {"type": "number", "exclusiveMinimum": 0},
        "The relative width beside other columns, or of a topic beside others on one page.",
    ),
    "columns": (PARTS, "Parts side by side."),
    "rows": (PARTS, "Parts one below the other."),
    "show": (
        {"type": "string"},
        "The part to show, of `parts` or of kamdeck's own. A topic without blocks shows that of its name.",
    ),
    "after": (SCALAR, "The topic or section after which this one stands."),
    "before": (SCALAR, "The topic or section before which this one stands."),
}


def layout_schema() -> Schema:
    """The schema, in draft 2020-12 of JSON Schema, with the descriptions of the blocks."""
    languages = dict.fromkeys(LANGUAGES, SCALAR)
    text = {"anyOf": [SCALAR, {**_object(languages), "minProperties": 1}]}
    part = {
        **_object({**_keys(CONDITIONS, STRUCTURE, (SHOW,)), **_blocks()}),
        "description": "A block, columns or rows.",
    }
    section, topic = _keys(SECTION), {**_keys(TOPIC, STRUCTURE, (SHOW,)), **_blocks()}
    definitions = {
        "text": text,
        "section": {**_object(section), "required": ["section", "topics"]},
        "topic": {**_object(topic), "required": ["topic"]},
        "section_change": _change(section, "section"),
        "topic_change": _change(topic, "topic"),
        "part": {**part, "oneOf": [{"required": [name]} for name in (*STRUCTURE, SHOW, *BLOCKS)]},
        **{f"block.{name}": _record(block) for name, block in BLOCKS.items()},
    }
    return {"$schema": DIALECT, "title": "kamdeck layout", **_layout(), "$defs": definitions}


def _layout() -> Schema:
    """The schema of the whole: a layout has sections, or else changes of those of the layout that it extends."""
    keys = _keys(LAYOUT)
    listed = keys["sections"]
    descriptions = {name: {"description": KEYS[name][1]} for name in ("sections", "topics")}
    changes = {f"{noun}s": _mapping({"$ref": f"#/$defs/{noun}_change"}) for noun in ("section", "topic")}
    return {
        **_object({**keys, **descriptions}),
        "if": {"required": ["extends"]},
        "then": {"properties": changes},
        "else": {"required": ["sections"], "properties": {"sections": listed, "topics": False}},
    }


def _change(fields: Schema, noun: str) -> Schema:
    """The schema of a change of a topic or section: `drop`, or fields, each of which may be `drop`, and a place."""
    drop = {"const": DROP}
    changed = {name: {"anyOf": [field, drop]} for name, field in fields.items() if name != noun}
    return {
        "anyOf": [drop, {**_object({**changed, **_keys(PLACING)}), "not": {"required": list(PLACING)}}],
        "description": f"`drop`, or what replaces the fields of the {noun}; with a place, a {noun} of your own.",
    }


def _mapping(values: Schema) -> Schema:
    return {"type": "object", "additionalProperties": values}


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
    """The schema of a dataclass: a mapping, or its short form, the value of its first field."""
    fields = fields_of(kind)
    whole = _object({name: _field(hint) for name, hint, _ in fields})
    if names := [name for name, _, required in fields if required]:
        whole["required"] = names
    short = _field(fields[0][1])
    return {"anyOf": [whole, short], "description": documentation_of(kind)}


def _field(kind: Any) -> Schema:
    """The schema of a field's type; it has the same cases as `kamdeck.compose.block_fields.maker`."""
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
