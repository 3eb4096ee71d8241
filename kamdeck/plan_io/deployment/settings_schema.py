"""The JSON Schema of kamdeck.yaml and of files of rules, with which editors complete and check them."""

from collections.abc import Iterator
from typing import Any

from kamdeck.languages import LANGUAGES, document_languages
from kamdeck.model import Plan, PlanPart, keys, model_of
from kamdeck.model.rule_ids import PURPOSES, RULE_IDS, SECTIONS, SEVERITIES
from kamdeck.model.schema import DIALECT
from kamdeck.model.stages import SIX_STAGES
from kamdeck.model.values import DAY
from kamdeck.plan_io.deployment.fields import KEY, KINDS
from kamdeck.plan_io.deployment.fiscal import LENGTHS
from kamdeck.plan_io.deployment.rules import REQUIRED

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
NUMBER: Schema = {"type": ["number", "string"]}
NAME: Schema = {
    "anyOf": [
        TEXT,
        {"type": "object", "properties": dict.fromkeys(LANGUAGES, TEXT), "additionalProperties": False},
    ]
}
"""A text, or one in each language."""


def settings_schema() -> Schema:
    """The schema of kamdeck.yaml in draft 2020-12."""
    properties = {
        "language": ("The language of documents: one, or a pair.", {"enum": [*document_languages()]}),
        "brands": ("Brands beside this file: a .pptx for decks, a .docx for reports.", _one_or_more(TEXT)),
        "layouts": ("Layouts: names of kamdeck's, or files beside this one.", _one_or_more(TEXT)),
        "slide_layouts": (
            "The brand's slide layouts for covers and contents, by their names.",
            _object({"cover": ("That of covers.", TEXT), "content": ("That of all other slides.", TEXT)}),
        ),
        "terms": ("A file with names that replace those of kamdeck's words.", TEXT),
        "fiscal": ("The business year.", _fiscal()),
        "stages": ("The stages of a sale in their order.", {"type": "array", "items": _stage(), "minItems": 1}),
        "rates": ("What one unit of each currency is worth; one of them is 1.", _rates()),
        "fields": ("Fields that are added to parts of the plan, such as account.nps.", _fields()),
        "rules": ("What `kamdeck check` does otherwise.", _rules()),
    }
    return {"$schema": DIALECT, "title": "kamdeck settings", **_object(properties)}


def rules_schema() -> Schema:
    """The schema of a file of rules in draft 2020-12."""
    properties = {
        "id": ("Capital letters and a number, such as X101.", {"type": "string", "pattern": "^[A-Z]{1,8}[0-9]{1,4}$"}),
        "for": ("The rows that are checked, as an expression: deals | open. Without it, the plan.", TEXT),
        "when": ("An expression over `row`; where it is true, there is a finding.", TEXT),
        "severity": ("How grave a finding is; medium by default.", {"enum": [*SEVERITIES]}),
        "section": ("The section for whose score the rule counts.", {"enum": [*SECTIONS]}),
        "purposes": ("The purposes of planning that the rule serves.", _one_or_more({"enum": [*PURPOSES]})),
        "title": ("What is wrong.", NAME),
        "reason": ("Why it matters.", NAME),
        "fix": ("How to fix it.", NAME),
    }
    rule = _object(properties, REQUIRED)
    return {"$schema": DIALECT, "title": "kamdeck rules", "type": "array", "items": rule}


def _fiscal() -> Schema:
    each = {name: (f"How a {name} is written.", TEXT) for name in LENGTHS}
    properties = {
        "starts": ("The month in which the year starts.", {"enum": [*range(1, 13)]}),
        "named": ("The calendar year that names it: that of its end or start.", {"enum": ["end", "start"]}),
        "label": (
            "How a quarter is written, such as FY{yy}-Q{q}, or each kind of period.",
            {"anyOf": [TEXT, _object(each, ("quarter",))]},
        ),
    }
    return _object(properties, ("starts", "label"))


def _stage() -> Schema:
    properties = {
        "id": ("What plans write.", TEXT),
        "is": ("Which of the six stages it is for figures and rules.", {"enum": [*SIX_STAGES.ids]}),
        "name": ("Its name in documents.", NAME),
        "probability": ("The usual probability, such as 20 %, or a range, such as 10..30 %.", NUMBER),
    }
    return _object(properties, ("id", "is"))


def _rates() -> Schema:
    found = _object({"as_of": ("The day of the rates.", DAY)})
    return {**found, "patternProperties": {"^[A-Za-z]{3}$": NUMBER}}


def _fields() -> Schema:
    """The fields by paths; only parts of the plan have them."""
    properties = {
        "type": ("The type of its values; text by default.", {"enum": [*KINDS, "yes/no"]}),
        "name": ("Its name in documents and forms.", NAME),
        "audience": ("Who may see it; internal by default.", {"enum": ["internal", "everyone"]}),
        "of": ("The words of a choice: a list, or each with its name.", {"anyOf": [_list(NUMBER), _names()]}),
    }
    parts = "|".join(sorted(each.replace(".", r"\.") for each in _parts(Plan, "", ())))
    return {
        "type": "object",
        "patternProperties": {rf"^({parts})\.{KEY.pattern}$": _object(properties)},
        "additionalProperties": False,
    }


def _parts(part: type[PlanPart], prefix: str, above: tuple[type, ...]) -> Iterator[str]:
    """The paths of the parts of a plan that can have fields."""
    for name, attribute in keys(part).items():
        inner = model_of(part.model_fields[attribute].annotation)
        if inner and inner not in above:
            yield f"{prefix}{name}"
            yield from _parts(inner, f"{prefix}{name}.", (*above, inner))


def _rules() -> Schema:
    weights = _object({each: (f"The weight of the section {each}; 1 by default.", NUMBER) for each in SECTIONS})
    own = {"type": "string", "pattern": "^[A-Za-z]{1,8}[0-9]{1,4}$"}
    return _object(
        {
            "weights": ("How much the score of each section counts.", weights),
            "off": ("Rules that are not applied.", _one_or_more({"anyOf": [{"enum": [*RULE_IDS]}, own]})),
            "own": ("Files of rules beside this one, or meddic.", _one_or_more(TEXT)),
        }
    )


def _names() -> Schema:
    return {"type": "object", "additionalProperties": NAME, "minProperties": 1}


def _list(item: Schema) -> Schema:
    return {"type": "array", "items": item, "minItems": 1}


def _one_or_more(item: Schema) -> Schema:
    return {"anyOf": [item, {"type": "array", "items": item}]}


def _object(properties: dict[str, tuple[str, Schema]], required: tuple[str, ...] = ()) -> Schema:
    described = {key: {"description": text, **kind} for key, (text, kind) in properties.items()}
    found: Schema = {"type": "object", "properties": described, "additionalProperties": False}
    return {**found, "required": list(required)} if required else found
