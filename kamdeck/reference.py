"""Generates reference texts from the descriptions in the code, for commands and for the pages in docs/.

`python -m kamdeck.reference docs` writes the pages.
"""

import json
import sys
import textwrap
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from kamdeck.analysis.figures import FORMULAS
from kamdeck.analysis.quality import Area, Rule
from kamdeck.analysis.quality.rules import RULES
from kamdeck.blocks import BLOCKS
from kamdeck.compose.block_fields import fields_of
from kamdeck.compose.filters import FILTERS
from kamdeck.compose.layout_schema import layout_schema
from kamdeck.documented import documentation_of
from kamdeck.insight_pages import insights_page
from kamdeck.model import Plan, audience, model_of
from kamdeck.model.deployment import STANDARD, Deployment
from kamdeck.plan_io import schema
from kamdeck.plan_io.deployment.settings_schema import rules_schema, settings_schema
from kamdeck.problems import problem, suggest
from kamdeck.sources.sources_schema import sources_schema
from kamdeck.subject_protocol import NO_SUBJECT
from kamdeck.wording import Wording
from kamdeck.words import Words


def summary_of() -> str:
    """The descriptions of all blocks, each with its fields and an example."""
    return "\n\n".join(example_of(name) for name in BLOCKS)


def example_of(name: str) -> str:
    """The description of a block with its fields and an example.

    Raises:
        Problems: If there is no such block.
    """
    if name not in BLOCKS:
        raise problem(f"'{name}' is not a block{suggest(name, BLOCKS) or '; `kamdeck blocks` lists them'}")
    description, example = _parts(BLOCKS[name])
    fields = _indented(f"Fields: {_fields(BLOCKS[name])}")
    return "\n".join((name, _indented(description), fields, _indented("Example:"), _indented(example, 4)))


def blocks_page() -> str:
    """The content of docs/blocks.md."""
    lines = ["# Blocks", "", "The elements of a layout's topics. `kamdeck blocks NAME` prints one of these.", ""]
    for name, block in BLOCKS.items():
        description, example = _parts(block)
        lines += [f"## {name}", "", description, "", f"Fields: {_fields(block)}", "", "```yaml", example, "```", ""]
    lines += ["## Filters", "", "The filters for values in texts and expressions, besides those of Jinja:", ""]
    lines += [", ".join(f"`{name}`" for name in sorted(FILTERS)) + ".", ""]
    return "\n".join(lines)


def rule_text(name: str, language: str, own: Sequence[Rule] = ()) -> str:
    """The description of a rule of `check` in a language: title, severity, purposes, reason and fix.

    `own` are the rules of a company.

    Raises:
        Problems: If there is no such rule.
    """
    known = {rule.id: rule for rule in (*RULES, *own)}
    if name.upper() not in known:
        hint = suggest(name.upper(), known) or "; docs/rules.md lists the rules"
        raise problem(f"'{name}' is not a rule of check{hint}")
    rule = known[name.upper()]
    wording = Wording(language, Words(), NO_SUBJECT)
    title, why, fix = (wording.phrase(text) for text in (rule.title, rule.why, rule.fix))
    weight = "; ".join(filter(None, (rule.severity, ", ".join(rule.purposes))))
    # A rule of a company may have a title only, which then is its reason and its fix.
    more = [why] if why != title else []
    more += [wording.labelled(wording.term("word.fix"), fix)] if fix != title else []
    return "\n\n".join((f"{rule.id} {title} ({weight})", *filter(None, ["\n".join(map(_indented, more))])))


def rules_page() -> str:
    """The content of docs/rules.md."""
    english, chinese = (Wording(language, Words(), NO_SUBJECT) for language in ("en", "zh"))
    lines = ["# The rules of check", ""]
    lines += [
        "`kamdeck check --explain K204` prints one of these; [check.md](check.md) explains how scores are computed.",
        "",
    ]
    for area in Area:
        lines += [f"## K{area.number}: {area.value}", ""]
        for rule in (rule for rule in RULES if rule.area == area):
            lines += [f"### {rule.id} {english.phrase(rule.title)}", "", chinese.phrase(rule.title), ""]
            lines += [english.phrase(rule.why), "", f"**Fix:** {english.phrase(rule.fix)}", ""]
            lines += [f"*{rule.severity}; {', '.join(rule.purposes)}*", ""]
    return "\n".join(lines)


def figures_page() -> str:
    """The content of docs/figures.md."""
    lines = ["# Figures", "", "kamdeck computes each figure once for a plan. A layout uses it as `figures.<name>`.", ""]
    lines += ["| figure | formula and unit |", "| --- | --- |"]
    for name, formula in FORMULAS.items():
        description = " ".join(documentation_of(formula).split())
        lines.append(f"| `{name}` | {description} |")
    return "\n".join((*lines, ""))


def plans_page() -> str:
    """The content of docs/plan-fields.md."""
    lines = [
        "# The plan's fields",
        "",
        "`everyone` marks fields that customers may see; all others are internal. *Not in the template* marks fields",
        "that the Account Planning Review Template does not have.",
        "",
    ]
    for path, model in _models(Plan, ""):
        lines += [f"## {path or 'the plan'}", "", " ".join(documentation_of(model).split()), ""]
        lines += ["| field | audience | description |", "| --- | --- | --- |"]
        for name, field in model.model_fields.items():
            shown = field.alias or name
            lines.append(f"| `{shown}` | {audience(model, name)} | {(field.description or '').replace('|', '/')} |")
        lines.append("")
    return "\n".join(lines)


def _models(model: Any, path: str) -> Iterator[tuple[str, Any]]:
    """All parts of the plan with their paths, from the root down."""
    yield path, model
    for name, field in model.model_fields.items():
        inner = model_of(field.annotation)
        if inner is not None:
            listed = "[]" if "tuple" in str(field.annotation) else ""
            yield from _models(inner, f"{path}.{name}{listed}".lstrip("."))


def example_lines(name: str) -> str:
    """The example of a block, as a layout writes it."""
    return _parts(BLOCKS[name])[1]


def _parts(block: type) -> tuple[str, str]:
    description, _, example = documentation_of(block).partition("Example:")
    return description.strip(), textwrap.dedent(example.strip("\n")).strip()


def _fields(block: type) -> str:
    return ", ".join(field + (" (required)" if required else "") for field, _, required in fields_of(block))


def _indented(text: str, by: int = 2) -> str:
    return textwrap.indent(text, " " * by)


def plan_schema_page(deployment: Deployment = STANDARD) -> str:
    """The content of docs/plan.schema.json, or the schema of a company's plans."""
    return _json(schema(deployment))


def layout_schema_page() -> str:
    """The content of docs/layout.schema.json."""
    return _json(layout_schema())


def sources_schema_page(deployment: Deployment = STANDARD) -> str:
    """The content of docs/sources.schema.json, or the schema of a company's sources."""
    return _json(sources_schema(deployment))


def settings_schema_page() -> str:
    """The content of docs/settings.schema.json."""
    return _json(settings_schema())


def rules_schema_page() -> str:
    """The content of docs/rules.schema.json."""
    return _json(rules_schema())


def _json(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


PAGES = {
    "blocks.md": blocks_page,
    "figures.md": figures_page,
    "insights.md": insights_page,
    "plan-fields.md": plans_page,
    "rules.md": rules_page,
    "plan.schema.json": plan_schema_page,
    "layout.schema.json": layout_schema_page,
    "sources.schema.json": sources_schema_page,
    "settings.schema.json": settings_schema_page,
    "rules.schema.json": rules_schema_page,
}
"""The generated pages of docs/. A test fails if a file in docs/ differs from what its function returns."""


def main(folder: Path) -> None:
    """Writes the generated pages into a folder."""
    for name, page in PAGES.items():
        (folder / name).write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
