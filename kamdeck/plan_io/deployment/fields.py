"""Reads `fields`: the company's own fields, on any mapping of the plan."""

import re
from dataclasses import replace
from typing import Any, get_args

from kamdeck.model import Plan, PlanPart, keys, model_of
from kamdeck.model.own_fields import OwnField, OwnKind
from kamdeck.model.scalars import quoted
from kamdeck.model.texts import Text
from kamdeck.plan_io.deployment.reading import Fields, Reading, text_of
from kamdeck.plan_io.placed_nodes import PlacedNode
from kamdeck.problems import problem, suggest

KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")
KINDS: tuple[str, ...] = get_args(OwnKind)
RESERVED = ("drop",)
"""Keys that hide or place a fact before it is read."""


def own_fields_of(node: PlacedNode) -> tuple[OwnField, ...]:
    """The fields that a company adds to plans, in their order.

    Raises:
        Problems: With everything that is wrong with them.
    """
    reading = Reading("fields")
    found: list[OwnField] = []
    if not isinstance(node.value, dict):
        raise problem("expected fields, like 'account.nps: {type: number, name: NPS}'", "fields", node.place)
    for path, each in node.value.items():
        with reading.collecting(node.key_place(path)):
            holders, part, key = _part_and_key(path)
            if field := _field(each, (part, path, key), reading):
                found.append(replace(field, holders=holders))
    reading.finish()
    return tuple(found)


def _part_and_key(path: str) -> tuple[tuple[tuple[type, str], ...], type[PlanPart], str]:
    """The way to the mappings of a path such as "deals.crm_id", the class of the mappings, and the key in them."""
    *steps, key = path.split(".")
    if not steps:
        raise problem(f"{quoted(path)} names no part of the plan; write it like account.{path} or deals.{path}")
    part: type[PlanPart] = Plan
    holders: list[tuple[type, str]] = []
    for step in steps:
        parts = {name: inner for name, attribute in keys(part).items() if (inner := _inner(part, attribute))}
        if step not in parts:
            raise problem(f"{quoted(step)} is not a part of {_noun(part)}{_suggested(step, parts)}")
        holders.append((part, step))
        part = parts[step]
    if not KEY.fullmatch(key):
        raise problem(f"{quoted(key)} is not a key; write small letters (a-z), digits and '_', a letter first")
    if key in keys(part) or key in RESERVED or hasattr(part, key):
        raise problem(f"{_noun(part)} has a field '{key}' already; give yours another key")
    return tuple(holders), part, key


def _inner(part: type[PlanPart], attribute: str) -> type[PlanPart] | None:
    return model_of(part.model_fields[attribute].annotation)


def _noun(part: type[PlanPart]) -> str:
    return "the plan" if part is Plan else part.noun_phrase()


def _suggested(step: str, parts: dict[str, Any]) -> str:
    return suggest(step, parts) or (f"; its parts are {', '.join(parts)}" if parts else "; it has no parts")


def _field(node: PlacedNode, place: tuple[type[PlanPart], str, str], reading: Reading) -> OwnField | None:
    part, path, key = place
    before = len(reading.problems)
    fields = reading.fields(node, "a field of your own", ("type", "name", "audience", "of"))
    kind = _word(fields, "type", KINDS, "text")
    audience = _word(fields, "audience", ("internal", "everyone"), "internal")
    name = text_of(fields["name"]) if "name" in fields else Text(plain=key)
    words = tuple(_words(fields["of"])) if "of" in fields else ()
    if kind == "choice" and not words:
        reading.report(f"a choice needs 'of', the words that '{key}' can have; add it, like [A, B, C]", node.place)
    if kind != "choice" and words:
        reading.report(f"only a choice has words; write 'type: choice', or remove 'of' of '{key}'", fields["of"].place)
    if len(reading.problems) > before:
        return None
    return OwnField(part, tuple(path.split(".")[:-1]), key, kind, name, audience, words)  # type: ignore[arg-type]


def _word(fields: Fields, key: str, known: tuple[str, ...], usual: str) -> str:
    if key not in fields:
        return usual
    # "yes/no" is how people write it.
    text = fields[key].text().strip().replace("/", "_")
    if text in known:
        return text
    raise problem(
        f"{quoted(fields[key].text())} is not a {key} of a field{suggest(text, known) or f'; write {known[0]}'}",
        place=fields[key].place,
    )


def _words(node: PlacedNode) -> list[tuple[str, Text]]:
    """The words of a choice: a list, or a mapping of words to their names."""
    if isinstance(node.value, dict):
        return [(key, text_of(each)) for key, each in node.value.items()]
    if isinstance(node.value, list) and node.value:
        return [(each.text(), Text(plain=each.text())) for each in node.value]
    raise problem("expected the words of the choice, like [A, B, C] or {a: {en: …, zh: …}}", place=node.place)
