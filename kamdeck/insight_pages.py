"""Describes the insights: as text and JSON for `kamdeck insights`, and as docs/insights.md."""

import textwrap
from typing import Any

from kamdeck.insight_examples import InsightExample, insight_examples, sentence_of
from kamdeck.insights import Insight, insights, modules
from kamdeck.problems import problem, suggest

WHERE = {
    "analysis": "in layouts of one account",
    "portfolio": "in layouts of many accounts",
    "sections": "in sections with `listed: no`, such as the agenda",
    "deal": "in topics with a loop such as `for: deal in deals`",
}
"""Where a layout can use an insight, by the parameters of its function."""
NOTHING_SAID = "(nothing)"


def insight_named(name: str) -> Insight:
    """An insight by its name.

    Raises:
        Problems: If there is none of this name; the message suggests the closest one.
    """
    if name not in insights():
        raise problem(f"there is no insight '{name}'{suggest(name, insights()) or '; `kamdeck insights` lists them'}")
    return insights()[name]


def insights_text() -> str:
    """The names and summaries of all insights, by module."""
    parts = []
    for title, listed in _by_module():
        lines = [title]
        lines += [f"  {each.name}\n{_wrapped(each.summary, 4)}" for each in listed]
        parts.append("\n".join(lines))
    return "\n\n".join(parts)


def insight_text(insight: Insight, language: str) -> str:
    """The description of an insight, where it can be used, and its examples in a language."""
    paragraphs = insight.description.split("\n\n")
    lines = [insight.name, "\n\n".join(_wrapped(paragraph, 2) for paragraph in paragraphs)]
    lines += ["", _wrapped(f"Use it {_where(insight)}, like `headline: {insight.name}`.", 2), "", "  Examples:"]
    for example in _examples(insight):
        lines += [f"    {example.case}:", f"      {sentence_of(example, language) or NOTHING_SAID}"]
    return "\n".join(lines)


def insights_record() -> list[dict[str, Any]]:
    """All insights for JSON."""
    return [_record(each) for _, listed in _by_module() for each in listed]


def insight_record(insight: Insight, language: str) -> dict[str, Any]:
    """An insight with its description and its examples for JSON."""
    examples = [{"case": each.case, "sentence": sentence_of(each, language)} for each in _examples(insight)]
    return {
        **_record(insight),
        "description": insight.description,
        "where": _where(insight),
        "language": language,
        "examples": examples,
    }


def insights_page() -> str:
    """The content of docs/insights.md."""
    lines = ["# Insights", ""]
    lines += [
        "What a layout can name as a `headline`, a `message`, a note and so on: see [layouts.md](layouts.md).",
        "`kamdeck insights NAME` prints one of these, with `--lang` in another language. In a case without a",
        "sentence, the insight says nothing.",
        "",
    ]
    for title, listed in _by_module():
        lines += [f"## {title}", ""]
        for each in listed:
            lines += [f"### {each.name}", "", *_description(each), "", *_table(each), ""]
    return "\n".join(lines)


def _by_module() -> list[tuple[str, list[Insight]]]:
    """The insights of each module under its title, in the order in which they are defined."""
    return [
        (module.__name__.rpartition(".")[2].replace("_", " ").capitalize(), listed)
        for module in modules()
        if (listed := [each for each in insights().values() if each.function.__module__ == module.__name__])
    ]


def _examples(insight: Insight) -> list[InsightExample]:
    return [each for each in insight_examples() if each.insight == insight.name]


def _where(insight: Insight) -> str:
    known = (WHERE.get(each, f"where a loop defines `{each}`") for each in insight.parameters)
    return ", ".join(known) or "anywhere"


def _record(insight: Insight) -> dict[str, Any]:
    return {
        "name": insight.name,
        "module": insight.function.__module__.rpartition(".")[2],
        "summary": insight.summary,
        "parameters": list(insight.parameters),
    }


def _description(insight: Insight) -> list[str]:
    usual = insight.parameters in (("analysis",), ("portfolio",))
    return [insight.description, *([] if usual else ["", f"Use it {_where(insight)}."])]


def _table(insight: Insight) -> list[str]:
    rows = [
        f"| {each.case} | {_cell(each, 'en')} | {_cell(each, 'zh')} |".replace("  |", " |")
        for each in _examples(insight)
    ]
    return ["| case | English | Chinese |", "| --- | --- | --- |", *rows]


def _cell(example: InsightExample, language: str) -> str:
    """The sentence of an example for a table in Markdown."""
    return str(example.content[language]).replace("|", "\\|")


def _wrapped(text: str, by: int) -> str:
    indent = " " * by
    return textwrap.fill(" ".join(text.split()), 100, initial_indent=indent, subsequent_indent=indent)
