"""Writes the short plan of `kamdeck new`: the given values, and a commented example of every other part.

An example is one line that begins with "# " and ends with a hint; other comments begin with "## ". The plan stays valid
whichever examples are uncommented.
"""

from collections.abc import Iterator
from typing import Any

from kamdeck.languages import split_language
from kamdeck.model import Plan, PlanPart, keys, model_of
from kamdeck.model.deployment import Deployment
from kamdeck.plan_io.forms.example import example_of, in_languages
from kamdeck.plan_io.forms.labels import asset, form_texts
from kamdeck.plan_io.forms.skeleton import BLANK, SCHEMA, FormHints, comment, with_hint
from kamdeck.plan_io.serialize import PlanContent
from kamdeck.plan_io.yaml_writer import as_yaml

UNBROKEN = 100_000


def starter(given: PlanContent, language: str, file: str, deployment: Deployment) -> bytes:
    """The bytes of the YAML file of a new plan.

    Args:
        given: The values that are known already.
        language: The language of examples, and its first one that of hints: "en", "zh+en".
        file: The file's name, for the commands in its first lines.
        deployment: The company's vocabulary.
    """
    comment_language = split_language(language)[0]
    lines = [f"# yaml-language-server: $schema={SCHEMA}"]
    lines += [
        comment(each.format(file=file, account=given["account"]["id"]))
        for each in form_texts("starter", comment_language)
    ]
    example = _with_names(in_languages(example_of(given.get("period"), deployment), language))
    lines += [BLANK, *_part(Plan, given, (example, asset("starter.yaml")), FormHints(comment_language, deployment), 0)]
    return ("\n".join(lines) + "\n").encode()


def _part(
    model: type[PlanPart], given: PlanContent, form: tuple[PlanContent, PlanContent], hints_for: FormHints, depth: int
) -> Iterator[str]:
    """The lines of a part: the given values, then examples.

    `form` is the example's values for the part, and the fields to show of them, from starter.yaml.
    """
    (example, fields_by_key), hints, indent = form, dict(hints_for.of(model)), "  " * depth
    for key, value in given.items():
        if key not in fields_by_key and key != "format":
            yield with_hint(f"{indent}{_pair(key, value)}", hints[key])
    for key, fields in fields_by_key.items():
        inner = model_of(model.model_fields[keys(model)[key]].annotation)
        if inner and isinstance(fields, dict):
            if depth == 0:
                yield BLANK
            yield with_hint(f"{indent}{key}:", hints[key])
            yield from _part(inner, given.get(key, {}), (example[key], fields), hints_for, depth + 1)
            if depth == 0 and key in given:
                yield BLANK
        else:
            yield with_hint(f"# {indent}{_pair(key, _only(example[key], fields))}", hints[key])


def _with_names(example: PlanContent) -> PlanContent:
    """The example with companies by name instead of id, since this form has no catalogue of companies."""
    names = {each["id"]: each["name"] for each in example["companies"]}

    def named(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: names.get(str(each), each) if key == "company" else named(each) for key, each in value.items()}
        return [named(each) for each in value] if isinstance(value, list) else value

    return {key: named(value) for key, value in example.items()}


def _only(value: Any, fields: list[str] | None) -> Any:
    """The first entry of a list, or a part, reduced to some fields; None for `fields` keeps the value unchanged."""
    if fields is None:
        return value
    if isinstance(value, list):
        return [_only(value[0], fields)]
    return {field: value[field] for field in fields}


def _pair(key: str, value: Any) -> str:
    """A key and its value on one line of YAML."""
    # In flow style, the pair is in braces, which are cut off.
    return as_yaml({key: value}, flow=True, width=UNBROKEN).decode().strip()[1:-1]
