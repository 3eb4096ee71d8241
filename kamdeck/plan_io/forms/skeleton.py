"""Writes the full form of a plan in YAML: every field with a hint.

Single fields appear without a value; each list has a commented example, which begins with "# ". Other comments begin
with "## ". In an example, a reference to the id of another entry has a second "# ", so that uncommenting one example
alone gives a valid plan.
"""

import textwrap
from collections.abc import Iterator
from typing import Any

from kamdeck.dataclass import dataclass
from kamdeck.languages import LANGUAGES, split_language
from kamdeck.model import PROVENANCE, Plan, PlanPart, keys, model_of
from kamdeck.model.deployment import STANDARD, Deployment
from kamdeck.plan_io.forms.example import example_of, in_languages
from kamdeck.plan_io.forms.form_fields import FieldKind, own_fields, parts_of
from kamdeck.plan_io.forms.labels import (
    Label,
    field_name,
    form_text,
    form_texts,
    hint_of_field,
    label,
    sheet_keys,
    sheet_name,
)
from kamdeck.plan_io.serialize import PlanContent
from kamdeck.plan_io.yaml_writer import as_yaml
from kamdeck.text.scripts import EAST_ASIAN

SCHEMA = "plan.schema.json"
COLUMN, WIDTH, UNBROKEN = 34, 120, 100_000
BLANK = ""
UNLISTED = ("figure",)
"""Vocabularies with too many words for a hint; so are the pairs of languages."""


def skeleton(given: PlanContent, language: str, deployment: Deployment = STANDARD) -> bytes:
    """The bytes of the YAML file of a new plan.

    Args:
        given: The values that are known already.
        language: The language of examples, and its first one that of hints: "en", "zh+en".
        deployment: The company's vocabulary.
    """
    comment_language = split_language(language)[0]
    lines = [f"# yaml-language-server: $schema={SCHEMA}", *_lead(comment_language), BLANK]
    examples = in_languages(example_of(given.get("period"), deployment), language)
    lines += _part(Plan, given, examples, FormHints(comment_language, deployment), 0)
    return ("\n".join(lines) + "\n").encode()


def comment(text: str) -> str:
    """A comment that is not an example."""
    return f"## {text}"


def with_hint(written: str, text: str) -> str:
    """A line of YAML followed by a hint."""
    return f"{written:<{COLUMN}} # {text}"


@dataclass(frozen=True)
class FormHints:
    """The hints of a form's fields in one language, for a company's plans."""

    language: str
    deployment: Deployment

    def of(self, model: type[PlanPart]) -> Iterator[tuple[str, str]]:
        """The hint for each field of a model, by key.

        A hint lists the keys of the words that the field takes, unless the description already names them.
        """
        language = self.language
        fields = {field.key: field for field in own_fields(model, self.deployment)}
        for key, name in keys(model).items():
            info, field = model.model_fields[name], fields.get(key)
            text = hint_of_field(model, key, name, info.description or "").in_language(language)
            if field and field.own_words and field.hint:
                text = field.hint.in_language(language)
            listed = field.words if field and field.vocabulary not in UNLISTED else ()
            words = [word for word in listed if "+" not in word]
            if words and not all(word in text for word in words):
                end = label("format.end").in_language(language)
                text = form_text("with_words", language, hint=text.removesuffix(end), words=", ".join(words))
            required = info.is_required() and not model_of(info.annotation)
            yield key, f"{form_text('required', language)} {text}" if required else text


def _lead(language: str) -> Iterator[str]:
    for paragraph in form_texts("full", language):
        text = paragraph.format()
        # textwrap breaks at spaces, which East Asian texts do not have; they are short enough for one line.
        for line in [text] if EAST_ASIAN.match(text) else textwrap.wrap(text, WIDTH - 3):
            yield comment(line)


def _part(
    model: type[PlanPart], given: PlanContent, examples: PlanContent, hints_for: FormHints, depth: int
) -> Iterator[str]:
    """The lines of a part's fields: the given values, and examples of lists and mappings."""
    hints, language = dict(hints_for.of(model)), hints_for.language
    for key, name in keys(model).items():
        field = model.model_fields[name]
        inner, example = model_of(field.annotation), examples.get(key)
        if depth == 0 and (inner or (isinstance(example, dict) and not _is_text(example))):
            yield from (BLANK, comment(f"-- {_heading(key).in_language(language)}"))
        value = _pair(key, given[key])[0] if key in given and not inner else f"{key}:"
        yield with_hint("  " * depth + value, hints[key])
        if inner and not isinstance(example, list):
            yield from _part(inner, given.get(key, {}), example or {}, hints_for, depth + 1)
        elif isinstance(example, list | dict) and not _is_text(example):
            yield from (f"{'  ' * (depth + 1)}# {line}" for line in _example(inner, example, hints_for))
    for key, own in hints_for.deployment.fields_of(model).items():
        yield with_hint(f"{'  ' * depth}{key}:", own.name.in_language(language))


def _example(model: type[PlanPart] | None, example: Any, hints_for: FormHints) -> Iterator[str]:
    """The lines of the example of a list, which is its first entry, or of a mapping."""
    if isinstance(example, dict):
        for key, value in example.items():
            yield from _pair(key, value)
    elif model is None:
        yield from as_yaml(example[:1], flow=False).decode().splitlines()
    else:
        yield from _entry(model, example[0], hints_for)


def _entry(model: type[PlanPart], entry: PlanContent, hints_for: FormHints) -> Iterator[str]:
    """The lines of an entry with hints; references to other entries come last, with a second comment sign."""
    hints, mark = dict(hints_for.of(model)), "- "
    named = [key for key in _references(model) if key in entry]
    # References come last, so that commenting them out never removes the dash that begins the entry.
    for key in (*(key for key in hints if key in entry and key not in (*PROVENANCE, *named)), *named):
        first, *others = _pair(key, _without_source(entry[key]))
        for line in (with_hint(first, hints[key]), *others):
            yield f"{'# ' if key in named else ''}{mark}{line}"
            mark = "  "


def _references(model: type[PlanPart]) -> Iterator[str]:
    """The keys of a part's fields that refer to other entries by id."""
    for field in own_fields(model):
        if field.kind is FieldKind.ID and field.key != "id":
            yield field.key
    yield from (key for key, inner in parts_of(model) if any(_references(inner)))


def _heading(key: str) -> Label:
    return sheet_name(key) if key in sheet_keys() else field_name("Plan", key)


def _without_source(value: Any) -> Any:
    if isinstance(value, list):
        return [_without_source(each) for each in value]
    return {key: each for key, each in value.items() if key not in PROVENANCE} if isinstance(value, dict) else value


def _pair(key: str, value: Any) -> list[str]:
    """A key and its value in YAML, on one line where it is short enough.

    Long scalars are not wrapped, since the hint after the first line would end up inside of the value.
    """
    flow = None if isinstance(value, list | dict) else False
    lines = as_yaml({key: value}, flow=flow, width=UNBROKEN).decode().splitlines()
    if all(len(line) <= WIDTH for line in lines):
        return lines
    return as_yaml({key: value}, flow=False, width=UNBROKEN).decode().splitlines()


def _is_text(value: Any) -> bool:
    return isinstance(value, dict) and set(value) <= set(LANGUAGES)
