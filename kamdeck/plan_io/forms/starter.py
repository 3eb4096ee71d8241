"""The short plan that `kamdeck new` writes: what is given stands in it, and one commented example of every other part.

An example is one line behind "# ", with what belongs there; other comments begin with "## ". Each example is valid
alone, and so are all of them together.
"""

from collections.abc import Iterator
from typing import Any

from kamdeck.model import Plan, PlanPart, keys, model_of
from kamdeck.model.values import Text
from kamdeck.plan_io.forms.example import example_of, spoken
from kamdeck.plan_io.forms.labels import asset
from kamdeck.plan_io.forms.skeleton import BLANK, SCHEMA, comment, hinted, hints_of
from kamdeck.plan_io.serialize import PlanContent
from kamdeck.plan_io.yaml_writer import as_yaml

UNBROKEN = 100_000
LEAD = (
    Text(
        en="The plan of one account: `kamdeck review {file}` writes its deck, `kamdeck profile {file}` its profile.",
        zh="一个客户的计划：`kamdeck review {file}` 生成评审报告，`kamdeck profile {file}` 生成客户档案。",
    ),
    Text(
        en='A line that begins with "# " is an example, and no document shows it: remove its "# " and write what is '
        "true.",
        zh="以“# ”开头的行是示例，不会出现在文档中：去掉行首的“# ”，改成真实内容即可。",
    ),
    Text(
        en="A list takes further entries: [{{…}}, {{…}}]. Any text may be in two languages: {{en: Acme, zh: 艾克米}}.",
        zh="列表可继续添加：[{{…}}, {{…}}]。任何文字都可用两种语言：{{en: Acme, zh: 艾克米}}。",
    ),
    Text(
        en="What is not given is left out of the documents. `kamdeck new {account} --full` writes every field.",
        zh="不填的内容，文档中会自动略去。全部字段见 `kamdeck new {account} --full`。",
    ),
)


def starter(given: PlanContent, language: str, file: str) -> bytes:
    """The YAML file of a new plan that says only what is given; `file` is its name, for the commands in its head."""
    tongue = "en" if language == "en" else "zh"
    lines = [f"# yaml-language-server: $schema={SCHEMA}"]
    lines += [comment(each.in_language(tongue).format(file=file, account=given["account"]["id"])) for each in LEAD]
    shown = _with_names(spoken(example_of(given.get("period")), language))
    lines += [BLANK, *_part(Plan, given, (shown, asset("starter.yaml")), tongue, 0)]
    return ("\n".join(lines) + "\n").encode()


def _part(
    model: type[PlanPart], given: PlanContent, form: tuple[PlanContent, PlanContent], language: str, depth: int
) -> Iterator[str]:
    """The lines of a part: what is given first, then the examples of `form`, which has values and wanted fields."""
    (shown, wanted), hints, indent = form, dict(hints_of(model, language)), "  " * depth
    for key, value in given.items():
        if key not in wanted and key != "format":
            yield hinted(f"{indent}{_pair(key, value)}", hints[key])
    for key, fields in wanted.items():
        inner = model_of(model.model_fields[keys(model)[key]].annotation)
        if inner and isinstance(fields, dict):
            if depth == 0:
                yield BLANK
            yield hinted(f"{indent}{key}:", hints[key])
            yield from _part(inner, given.get(key, {}), (shown[key], fields), language, depth + 1)
            if depth == 0 and key in given:
                yield BLANK
        else:
            yield hinted(f"# {indent}{_pair(key, _only(shown[key], fields))}", hints[key])


def _with_names(shown: PlanContent) -> PlanContent:
    """The example with companies by their names: this form has no catalogue of them."""
    names = {each["id"]: each["name"] for each in shown["companies"]}

    def named(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: names.get(str(each), each) if key == "company" else named(each) for key, each in value.items()}
        return [named(each) for each in value] if isinstance(value, list) else value

    return {key: named(value) for key, value in shown.items()}


def _only(value: Any, fields: list[str] | None) -> Any:
    """The first entry of a list with these fields only; a part likewise, and a plain value as it is."""
    if fields is None:
        return value
    if isinstance(value, list):
        return [_only(value[0], fields)]
    return {field: value[field] for field in fields}


def _pair(key: str, value: Any) -> str:
    """A key and its value in one line of YAML."""
    return as_yaml({key: value}, flow=True, width=UNBROKEN).decode().strip()[1:-1]
