"""The whole form of a plan in YAML, to be filled in: every field, with what belongs there.

Fields that stand once are there, without a value; of each list there is an example behind "# ". Other comments begin
with "## ". What an example says of another part by its id stands behind a further "# ", so that each is valid alone.
"""

import textwrap
from collections.abc import Iterator
from typing import Any

from kamdeck.languages import LANGUAGES
from kamdeck.model import PROVENANCE, Plan, PlanPart, keys, model_of
from kamdeck.model.values import Text
from kamdeck.plan_io.forms.example import example_of, spoken
from kamdeck.plan_io.forms.form_fields import FieldKind, own_fields, parts_of
from kamdeck.plan_io.forms.labels import asset, field_name, hint, sheet_name, terms_of
from kamdeck.plan_io.serialize import PlanContent
from kamdeck.plan_io.yaml_writer import as_yaml

SCHEMA = "plan.schema.json"
COLUMN, WIDTH, UNBROKEN = 34, 120, 100_000
BLANK = ""
WANTED = Text(en="Wanted.", zh="必填。")
LEAD = (
    Text(
        en="The plan of one account, with every field that there is. What you leave out is left out of the documents.",
        zh="一个客户的计划，列出全部字段。不填的内容，文档中会自动略去。",
    ),
    Text(
        en='Of each list there is an example behind "# ", which no document shows: remove the "# " of its lines and '
        'change it, and write further entries under it, each with "- ". What stands behind "# # " is the id of an '
        "entry elsewhere; give it when that entry is there.",
        zh="每个列表有一条示例，以“# ”开头，不会出现在文档中：去掉各行的“# ”并修改，其下可继续添加，每条以“- ”开头。"
        "以“# # ”开头的是其他条目的编号，有该条目后再填。",
    ),
    Text(
        en="Any text may be in two languages: {en: Acme, zh: 艾克米}. Any entry of a list may say `as_of`, `source` "
        "and `confirmed`.",
        zh="任何文字都可用两种语言：{en: Acme, zh: 艾克米}。列表中的每条都可写 `as_of`、`source` 和 `confirmed`。",
    ),
)


def skeleton(given: PlanContent, language: str) -> bytes:
    """The YAML file of a new plan that says only what is given."""
    tongue = "en" if language == "en" else "zh"
    lines = [f"# yaml-language-server: $schema={SCHEMA}", *_lead(tongue), BLANK]
    lines += _part(Plan, given, spoken(example_of(given.get("period")), language), tongue, 0)
    return ("\n".join(lines) + "\n").encode()


def comment(text: str) -> str:
    """A line that is no example."""
    return f"## {text}"


def hinted(written: str, told: str) -> str:
    """A line with what belongs there."""
    return f"{written:<{COLUMN}} # {told}"


def hints_of(model: type[PlanPart], language: str) -> Iterator[tuple[str, str]]:
    """What belongs in each field, with the keys of its words, where the description does not name them."""
    vocabularies = {field.key: field.vocabulary for field in own_fields(model)}
    for key, name in keys(model).items():
        field = model.model_fields[name]
        told = hint(field.description or "", language)
        words = list(terms_of(vocabularies.get(key, "")))
        if words and not all(word in told for word in words):
            told = f"{told.rstrip('.。')}: {', '.join(words)}." if language == "en" else f"{told}（{', '.join(words)}）"
        yield (
            key,
            f"{WANTED.in_language(language)} {told}"
            if field.is_required() and not model_of(field.annotation)
            else told,
        )


def _lead(language: str) -> Iterator[str]:
    for paragraph in LEAD:
        # A Chinese text has no spaces to break at, and is short.
        said = paragraph.in_language(language)
        for line in textwrap.wrap(said, WIDTH - 3) if language == "en" else [said]:
            yield comment(line)


def _part(model: type[PlanPart], given: PlanContent, shown: PlanContent, language: str, depth: int) -> Iterator[str]:
    """The lines of a part's fields: what is given, and examples of what there may be several of."""
    hints = dict(hints_of(model, language))
    for key, name in keys(model).items():
        field = model.model_fields[name]
        inner, example, told = model_of(field.annotation), shown.get(key), hints[key]
        if depth == 0 and (inner or (isinstance(example, dict) and not _is_text(example))):
            yield from (BLANK, comment(f"-- {_called(key).in_language(language)}"))
        value = _pair(key, given[key])[0] if key in given and not inner else f"{key}:"
        yield hinted("  " * depth + value, told)
        if inner and not isinstance(example, list):
            yield from _part(inner, given.get(key, {}), example or {}, language, depth + 1)
        elif isinstance(example, list | dict) and not _is_text(example):
            yield from (f"{'  ' * (depth + 1)}# {line}" for line in _example(inner, example, language))


def _example(model: type[PlanPart] | None, example: Any, language: str) -> Iterator[str]:
    """The first entry of a list, or a mapping; the fields of an entry each with what belongs there."""
    if isinstance(example, dict):
        for key, value in example.items():
            yield from _pair(key, value)
    elif model is None:
        yield from as_yaml(example[:1], flow=False).decode().splitlines()
    else:
        yield from _entry(model, example[0], language)


def _entry(model: type[PlanPart], entry: PlanContent, language: str) -> Iterator[str]:
    """The lines of an entry; those that name an entry elsewhere come last, as comments of their own."""
    told, mark = dict(hints_of(model, language)), "- "
    named = [key for key in _references(model) if key in entry]
    for key in (*(key for key in told if key in entry and key not in (*PROVENANCE, *named)), *named):
        first, *others = _pair(key, _without_source(entry[key]))
        for line in (hinted(first, told[key]), *others):
            yield f"{'# ' if key in named else ''}{mark}{line}"
            mark = "  "


def _references(model: type[PlanPart]) -> Iterator[str]:
    """The fields of a part that hold the ids of entries elsewhere."""
    for field in own_fields(model):
        if field.kind is FieldKind.ID and field.key != "id":
            yield field.key
    yield from (key for key, inner in parts_of(model) if any(_references(inner)))


def _called(key: str) -> Text:
    return sheet_name(key) if key in asset("names.yaml")["sheets"] else field_name("Plan", key)


def _without_source(value: Any) -> Any:
    if isinstance(value, list):
        return [_without_source(each) for each in value]
    return {key: each for key, each in value.items() if key not in PROVENANCE} if isinstance(value, dict) else value


def _pair(key: str, value: Any) -> list[str]:
    """A key and its value in YAML: in one line, where that is short and the value no list of mappings.

    A line is never broken: the hint behind it would stand in the middle of the value.
    """
    flow = None if isinstance(value, list | dict) else False
    lines = as_yaml({key: value}, flow=flow, width=UNBROKEN).decode().splitlines()
    if all(len(line) <= WIDTH for line in lines):
        return lines
    return as_yaml({key: value}, flow=False, width=UNBROKEN).decode().splitlines()


def _is_text(value: Any) -> bool:
    return isinstance(value, dict) and set(value) <= set(LANGUAGES)
