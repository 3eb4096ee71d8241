"""The reference, made of the descriptions in the code: what the command prints, and the pages in docs/."""

import json
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kamdeck.analysis.figures import FORMULAS
from kamdeck.analysis.quality import RULES, Area
from kamdeck.blocks import BLOCKS
from kamdeck.compose.block_fields import fields_of
from kamdeck.compose.expressions import FILTERS
from kamdeck.compose.layout_schema import layout_schema
from kamdeck.documented import documentation_of
from kamdeck.model import Plan, audience, model_of
from kamdeck.plan_io import schema
from kamdeck.problems import problem, suggest


def summary_of() -> str:
    """Every block with what it is, its fields and an example."""
    return "\n\n".join(example_of(name) for name in BLOCKS)


def example_of(name: str) -> str:
    """One block with what it is, its fields and its example."""
    if name not in BLOCKS:
        raise problem(f"'{name}' is not a block{suggest(name, BLOCKS) or '; `kamdeck blocks` lists them'}")
    told, example = _parts(BLOCKS[name])
    fields = _indented(f"Fields: {_fields(BLOCKS[name])}")
    return "\n".join((name, _indented(told), fields, _indented("Example:"), _indented(example, 4)))


def blocks_page() -> str:
    """docs/blocks.md."""
    lines = ["# Blocks", "", "What a topic of a layout can show. `kamdeck blocks NAME` prints one of these.", ""]
    for name, block in BLOCKS.items():
        told, example = _parts(block)
        lines += [f"## {name}", "", told, "", f"Fields: {_fields(block)}", "", "```yaml", example, "```", ""]
    lines += ["## Filters", "", "What a text or an expression may do with a value, besides Jinja's own filters:", ""]
    lines += [", ".join(f"`{name}`" for name in sorted(FILTERS)) + ".", ""]
    return "\n".join(lines)


def rule_told(name: str, language: str) -> str:
    """One rule of `check`: its title, why it matters, what to do, how much it counts and for which purposes."""
    known = {rule.id: rule for rule in RULES}
    if name.upper() not in known:
        raise problem(f"'{name}' is not a rule of check{suggest(name.upper(), known)}; docs/rules.md lists them")
    rule = known[name.upper()]
    lead = {"en": "Mend: ", "zh": "改法："}[language]
    title, why, fix = (text.in_language(language) for text in (rule.title, rule.why, rule.fix))
    marks = f"({rule.severity}; {', '.join(rule.purposes)})"
    return f"{rule.id} {title} {marks}\n\n{_indented(why)}\n{_indented(lead + fix)}"


def rules_page() -> str:
    """docs/rules.md."""
    lines = ["# The rules of check", ""]
    lines += [
        "`kamdeck check --explain K204` prints one of these; [check.md](check.md) tells how scores come about.",
        "",
    ]
    for area in Area:
        lines += [f"## K{area.number}: {area.value}", ""]
        for rule in (rule for rule in RULES if rule.area == area):
            lines += [f"### {rule.id} {rule.title.en}", "", f"{rule.title.zh}", "", rule.why.en or "", ""]
            lines += [f"**Mend:** {rule.fix.en}", "", f"*{rule.severity}; {', '.join(rule.purposes)}*", ""]
    return "\n".join(lines)


def figures_page() -> str:
    """docs/figures.md."""
    lines = ["# Figures", "", "Computed once a plan; every document takes them from there, as `figures.<name>`.", ""]
    lines += ["| figure | formula and unit |", "| --- | --- |"]
    for name, formula in FORMULAS.items():
        told = " ".join(documentation_of(formula).split())
        lines.append(f"| `{name}` | {told} |")
    return "\n".join((*lines, ""))


def plans_page() -> str:
    """docs/plan-fields.md."""
    lines = ["# The plan's fields", "", "`everyone` marks what may be shown to the customer; all else is internal.", ""]
    for path, model in _models(Plan, ""):
        lines += [f"## {path or 'the plan'}", "", " ".join(documentation_of(model).split()), ""]
        lines += ["| field | who | what |", "| --- | --- | --- |"]
        for name, field in model.model_fields.items():
            shown = field.alias or name
            lines.append(f"| `{shown}` | {audience(model, name)} | {(field.description or '').replace('|', '/')} |")
        lines.append("")
    return "\n".join(lines)


def _models(model: Any, path: str) -> Iterator[tuple[str, Any]]:
    """Every part of the plan with its path, from the root down."""
    yield path, model
    for name, field in model.model_fields.items():
        inner = model_of(field.annotation)
        if inner is not None:
            listed = "[]" if "tuple" in str(field.annotation) else ""
            yield from _models(inner, f"{path}.{name}{listed}".lstrip("."))


def _parts(block: type) -> tuple[str, str]:
    told, _, example = documentation_of(block).partition("Example:")
    return told.strip(), textwrap.dedent(example.strip("\n")).strip()


def _fields(block: type) -> str:
    return ", ".join(field + (" (wanted)" if wanted else "") for field, _, wanted in fields_of(block))


def _indented(text: str, by: int = 2) -> str:
    return textwrap.indent(text, " " * by)


def plan_schema_page() -> str:
    """docs/plan.schema.json."""
    return _json(schema())


def layout_schema_page() -> str:
    """docs/layout.schema.json."""
    return _json(layout_schema())


def _json(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


PAGES = {
    "blocks.md": blocks_page,
    "figures.md": figures_page,
    "plan-fields.md": plans_page,
    "rules.md": rules_page,
    "plan.schema.json": plan_schema_page,
    "layout.schema.json": layout_schema_page,
}
"""The generated pages of docs/; `python -m kamdeck.reference docs` writes them, and a test compares."""


def main(folder: Path) -> None:
    """Writes the generated pages into a folder."""
    for name, page in PAGES.items():
        (folder / name).write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
