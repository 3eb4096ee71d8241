"""What pydantic found wrong goes in, sentences that say how to mend it come out."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kamdeck.characters import remark
from kamdeck.model import FIGURES, PROVENANCE, Plan, PlanPart, keys, model_at
from kamdeck.model.paths import Where
from kamdeck.model.scalars import quoted, suggestion_for

LONGEST_WORD = 64
"""Characters of a word or a number; in longer texts an odd character is no reason for a problem."""
SEPARATORS = r"\s*[,，、;；]\s*"
"""What people write between the words of a list."""

EXAMPLES: Mapping[Where, str] = {
    ("period",): "period: 2026-Q4",
    ("account",): "account: {id: acme, name: Acme}",
    ("account", "id"): "id: acme",
    ("account", "name"): "name: Acme",
}


@dataclass(frozen=True, slots=True)
class ErrorMessage:
    """What is wrong at a place; `key` is the place whose key is to be pointed at, where it is not the value.

    With `structure` a list or a mapping is expected there.
    """

    where: Where
    message: str
    key: Where | None = None
    structure: bool = False


def error_message(error: Mapping[str, Any]) -> ErrorMessage:
    """One of pydantic's errors in a sentence."""
    where, found = tuple(error["loc"]), quoted(error.get("input"))
    if where and where[-1] == "[key]":
        return ErrorMessage(where[:-1], _value_message(error), where[:-1])
    match error["type"]:
        case "missing":
            example = EXAMPLES.get(where, f"{where[-1]}: …")
            return ErrorMessage(where, f"this is missing; add it, like '{example}'")
        case "extra_forbidden":
            return ErrorMessage(where[:-1], _unknown(where), where)
        case _ if error.get("input") is None and where and isinstance(where[-1], int):
            return ErrorMessage(where, "this entry is empty; fill it in, or remove its '-'")
        case "model_type" | "model_attributes_type" | "dict_type":
            return ErrorMessage(where, f"expected {_fields_example(where)}, found {found}", structure=True)
        case "tuple_type" | "list_type":
            said = f"expected a list, found {found}; {_list_example(where, error.get('input'))}"
            return ErrorMessage(where, said, structure=True)
        case _:
            return ErrorMessage(where, _value_message(error))


def _list_example(where: Where, raw: Any) -> str:
    """How a list is written; a single word of a list of words stands in brackets."""
    if isinstance(raw, str) and model_at(Plan, where) is None and len(raw) < 40:
        return f"write [{re.sub(SEPARATORS, ', ', raw)}]"
    return "begin each entry with '- ', or write [one, another]"


def _value_message(error: Mapping[str, Any]) -> str:
    """What a value type said, with the word that was perhaps meant, or with what is odd about the one written."""
    context = error.get("ctx", {})
    said = f"{context['said']}{context['meant'].ending()}" if "meant" in context else str(error["msg"])
    return said + _oddity(error.get("input"), said)


def _oddity(raw: Any, said: str) -> str:
    """The end of a sentence that names characters of a short text that are unseen or look like others."""
    if not isinstance(raw, str) or len(raw) > LONGEST_WORD or "U+" in said.replace("[U+", ""):
        return ""
    found = remark(raw.strip())
    return f"; {found}" if found else ""


def _unknown(where: Where) -> str:
    """An unknown key; `where` ends with it."""
    word, part = str(where[-1]), model_at(Plan, where[:-1])
    if part is None:
        return f"{quoted(word)} is not a figure" + suggestion_for(word, FIGURES, f"; write one of {', '.join(FIGURES)}")
    known = [*(key for key in keys(part) if key not in PROVENANCE), *(key for key in keys(part) if key in PROVENANCE)]
    if word.replace(",", "").isdigit():
        return f"{quoted(word)} is not a field of {part.noun_phrase()}; a number with thousands separators needs quotes"
    return f"{quoted(word)} is not a field of {part.noun_phrase()}" + suggestion_for(
        word, known, f"; its fields are {', '.join(known)}"
    )


def _fields_example(where: Where) -> str:
    part: type[PlanPart] | None = model_at(Plan, where)
    if part is None:
        return "a mapping, like 'key: value'"
    first = next((key for key in keys(part) if key not in (*PROVENANCE, "money")), "key")
    return f"the fields of {part.noun_phrase()}, like '{first}: …'"
