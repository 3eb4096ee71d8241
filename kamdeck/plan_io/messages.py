"""What pydantic found wrong goes in, sentences that say how to mend it come out."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kamdeck.characters import remark
from kamdeck.model import FIGURES, WHO_SAYS_SO, Plan, PlanPart, keys, model_at
from kamdeck.model.paths import Where
from kamdeck.model.scalars import near, quoted

SHORT = 64
"""Characters of a word or a number; in longer texts an odd character is no reason for a problem."""
LISTED = r"\s*[,，、;；]\s*"
"""What people write between the words of a list."""

EXAMPLES: Mapping[Where, str] = {
    ("period",): "period: 2026-Q4",
    ("account",): "account: {id: acme, name: Acme}",
    ("account", "id"): "id: acme",
    ("account", "name"): "name: Acme",
}


@dataclass(frozen=True, slots=True)
class Sentence:
    """What is wrong at a place; `key` is the place whose key is to be pointed at, where it is not the value.

    With `structure` a list or a mapping is expected there.
    """

    where: Where
    message: str
    key: Where | None = None
    structure: bool = False


def sentence(error: Mapping[str, Any]) -> Sentence:
    """One of pydantic's errors in a sentence."""
    where, found = tuple(error["loc"]), quoted(error.get("input"))
    if where and where[-1] == "[key]":
        return Sentence(where[:-1], _written(error), where[:-1])
    match error["type"]:
        case "missing":
            example = EXAMPLES.get(where, f"{where[-1]}: …")
            return Sentence(where, f"this is missing; add it, like '{example}'")
        case "extra_forbidden":
            return Sentence(where[:-1], _unknown(where), where)
        case _ if error.get("input") is None and where and isinstance(where[-1], int):
            return Sentence(where, "this entry is empty; fill it in, or remove its '-'")
        case "model_type" | "model_attributes_type" | "dict_type":
            return Sentence(where, f"expected {_fields(where)}, found {found}", structure=True)
        case "tuple_type" | "list_type":
            said = f"expected a list, found {found}; {_listed(where, error.get('input'))}"
            return Sentence(where, said, structure=True)
        case _:
            return Sentence(where, _written(error))


def _listed(where: Where, written: Any) -> str:
    """How a list is written; a single word of a list of words stands in brackets."""
    if isinstance(written, str) and model_at(Plan, where) is None and len(written) < 40:
        return f"write [{re.sub(LISTED, ', ', written)}]"
    return "begin each entry with '- ', or write [one, another]"


def _written(error: Mapping[str, Any]) -> str:
    """What a value type said, with the word that was perhaps meant, or with what is odd about the one written."""
    context = error.get("ctx", {})
    said = f"{context['said']}{context['meant'].ending()}" if "meant" in context else str(error["msg"])
    return said + _odd(error.get("input"), said)


def _odd(written: Any, said: str) -> str:
    """The end of a sentence that names characters of a short text that are unseen or look like others."""
    if not isinstance(written, str) or len(written) > SHORT or "U+" in said.replace("[U+", ""):
        return ""
    found = remark(written.strip())
    return f"; {found}" if found else ""


def _unknown(where: Where) -> str:
    """An unknown key; `where` ends with it."""
    word, part = str(where[-1]), model_at(Plan, where[:-1])
    if part is None:
        return f"{quoted(word)} is not a figure" + near(word, FIGURES, f"; write one of {', '.join(FIGURES)}")
    known = [*(key for key in keys(part) if key not in WHO_SAYS_SO), *(key for key in keys(part) if key in WHO_SAYS_SO)]
    if word.replace(",", "").isdigit():
        return f"{quoted(word)} is not a field of {part.called()}; a number with thousands separators needs quotes"
    return f"{quoted(word)} is not a field of {part.called()}" + near(
        word, known, f"; its fields are {', '.join(known)}"
    )


def _fields(where: Where) -> str:
    part: type[PlanPart] | None = model_at(Plan, where)
    if part is None:
        return "a mapping, like 'key: value'"
    first = next((key for key in keys(part) if key not in (*WHO_SAYS_SO, "money")), "key")
    return f"the fields of {part.called()}, like '{first}: …'"
