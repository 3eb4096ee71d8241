"""Writes the short plan of `kamdeck new`: the given values, and a commented example of every other part.

An example is one line that begins with "# " and ends with a hint; other comments begin with "## ". The plan stays valid
whichever examples are uncommented.
"""

from collections.abc import Iterator
from typing import Any

from kamdeck.model import Plan, PlanPart, keys, model_of
from kamdeck.model.values import Text
from kamdeck.plan_io.forms.example import example_of, in_one_language
from kamdeck.plan_io.forms.labels import asset
from kamdeck.plan_io.forms.skeleton import BLANK, SCHEMA, comment, hints_of, with_hint
from kamdeck.plan_io.serialize import PlanContent
from kamdeck.plan_io.yaml_writer import as_yaml

UNBROKEN = 100_000
LEAD = (
    Text(
        en="The plan of one account: `kamdeck review {file}` writes its deck, `kamdeck profile {file}` its profile.",
        zh="一个客户的计划：`kamdeck review {file}` 生成评审报告，`kamdeck profile {file}` 生成客户档案。",
    ),
    Text(
        en='A line that begins with "# " is an example, which documents do not show: remove the "# " and enter your '
        "own values.",
        zh="以“# ”开头的行是示例，不会出现在文档中：去掉行首的“# ”，改成真实内容即可。",
    ),
    Text(
        en="A list can have several entries: [{{…}}, {{…}}]. Texts can be in two languages: {{en: Acme, zh: 艾克米}}.",
        zh="列表可继续添加：[{{…}}, {{…}}]。任何文字都可用两种语言：{{en: Acme, zh: 艾克米}}。",
    ),
    Text(
        en="Documents leave out what you do not fill in. `kamdeck new {account} --full` writes a form with all fields.",
        zh="不填的内容，文档中会自动略去。全部字段见 `kamdeck new {account} --full`。",
    ),
)


def starter(given: PlanContent, language: str, file: str) -> bytes:
    """The bytes of the YAML file of a new plan.

    Args:
        given: The values that are known already.
        language: The language of hints and examples: "en", "zh" or "zh+en".
        file: The file's name, for the commands in its first lines.
    """
    comment_language = "en" if language == "en" else "zh"
    lines = [f"# yaml-language-server: $schema={SCHEMA}"]
    lines += [
        comment(each.in_language(comment_language).format(file=file, account=given["account"]["id"])) for each in LEAD
    ]
    example = _with_names(in_one_language(example_of(given.get("period")), language))
    lines += [BLANK, *_part(Plan, given, (example, asset("starter.yaml")), comment_language, 0)]
    return ("\n".join(lines) + "\n").encode()


def _part(
    model: type[PlanPart], given: PlanContent, form: tuple[PlanContent, PlanContent], language: str, depth: int
) -> Iterator[str]:
    """The lines of a part: the given values, then examples.

    `form` is the example's values for the part, and the fields to show of them, from starter.yaml.
    """
    (example, fields_by_key), hints, indent = form, dict(hints_of(model, language)), "  " * depth
    for key, value in given.items():
        if key not in fields_by_key and key != "format":
            yield with_hint(f"{indent}{_pair(key, value)}", hints[key])
    for key, fields in fields_by_key.items():
        inner = model_of(model.model_fields[keys(model)[key]].annotation)
        if inner and isinstance(fields, dict):
            if depth == 0:
                yield BLANK
            yield with_hint(f"{indent}{key}:", hints[key])
            yield from _part(inner, given.get(key, {}), (example[key], fields), language, depth + 1)
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
