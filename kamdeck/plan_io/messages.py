"""Turns the errors of pydantic into messages for the author of a plan, each with the fix."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from kamdeck.characters import names_characters, remark
from kamdeck.dataclass import dataclass
from kamdeck.model import FIGURES, PROVENANCE, Plan, PlanPart, keys, model_at
from kamdeck.model.paths import Where
from kamdeck.model.scalars import quoted, suggestion_for

LONGEST_WORD = 64
"""In longer texts, an unusual character is not mentioned, since it is not why the value cannot be read."""
SEPARATORS = r"\s*[,\uff0c\u3001;\uff1b]\s*"
"""What people write between the entries of a list."""

EXAMPLES: Mapping[Where, str] = {
    ("period",): "period: 2026-Q4",
    ("account",): "account: {id: acme, name: Acme}",
    ("account", "id"): "id: acme",
    ("account", "name"): "name: Acme",
}


@dataclass(frozen=True, slots=True)
class ErrorMessage:
    """What is wrong with a value.

    Attributes:
        where: The path of the value.
        message: What is wrong, and how to fix it.
        key: The path of the key that is wrong; None if it is the value.
        structure: Whether a list or a mapping is expected.
    """

    where: Where
    message: str
    key: Where | None = None
    structure: bool = False


def error_message(error: Mapping[str, Any]) -> ErrorMessage:
    """The message for an error from `ValidationError.errors()`."""
    where, found = tuple(error["loc"]), quoted(error.get("input"))
    # Pydantic adds this step to the path if the key of a mapping is wrong.
    if where and where[-1] == "[key]":
        return ErrorMessage(where[:-1], _value_message(error), where[:-1])
    match error["type"]:
        case "missing":
            example = EXAMPLES.get(where, f"{where[-1]}: …")
            return ErrorMessage(where, f"this is missing; add it, like '{example}'")
        case "extra_forbidden":
            return ErrorMessage(where[:-1], _unknown(where, error.get("ctx", {}).get("own", ())), where)
        # Before the cases by type, since an empty entry has one of those types as well.
        case _ if error.get("input") is None and where and isinstance(where[-1], int):
            return ErrorMessage(where, "this entry is empty; fill it in, or remove its '-'")
        case "model_type" | "model_attributes_type" | "dict_type":
            return ErrorMessage(where, f"expected {_fields_example(where)}, found {found}", structure=True)
        case "tuple_type" | "list_type":
            message = f"expected a list, found {found}; {_list_example(where, error.get('input'))}"
            return ErrorMessage(where, message, structure=True)
        case _:
            return ErrorMessage(where, _value_message(error))


def _list_example(where: Where, raw: Any) -> str:
    """How to write the list; a single text gets brackets around it."""
    if isinstance(raw, str) and model_at(Plan, where) is None and len(raw) < 40:
        return f"write [{re.sub(SEPARATORS, ', ', raw)}]"
    return "begin each entry with '- ', or write [one, another]"


def _value_message(error: Mapping[str, Any]) -> str:
    """The message of a value's type, with a suggestion, or with a remark on characters that are easily confused."""
    context = error.get("ctx", {})
    suggestion = context["suggestion"].ending() if "suggestion" in context else ""
    # The text is taken from the context, since in `msg` pydantic replaces braces whose text is a key of the context.
    message = f"{context['message']}{suggestion}" if "message" in context else str(error["msg"])
    return _remarked(message, error.get("input"))


def _remarked(message: str, raw: Any) -> str:
    """The message with a remark that names the invisible and confusable characters in a short text."""
    if not isinstance(raw, str) or len(raw) > LONGEST_WORD or names_characters(message):
        return message
    found = remark(raw.strip())
    if not found:
        return message
    said, _, meant = message.partition("; did you mean ")
    return f"{said}; {found}: did you mean {meant}" if meant else f"{message}; {found}"


def _unknown(where: Where, own: Iterable[str]) -> str:
    """The message for an unknown key; `where` ends with the key, and `own` are the keys of the company's fields."""
    word, part = str(where[-1]), model_at(Plan, where[:-1])
    if part is None:
        return f"{quoted(word)} is not a figure" + suggestion_for(word, FIGURES, f"; write one of {', '.join(FIGURES)}")
    known = [
        *(key for key in keys(part) if key not in PROVENANCE),
        *own,
        *(key for key in keys(part) if key in PROVENANCE),
    ]
    # In braces, `amount: 1,200` is an amount of 1 and a key 200.
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
