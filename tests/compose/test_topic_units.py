"""A topic, and its neighbours with the same amounts, show amounts of a currency in one unit."""

import re
from pathlib import Path
from typing import Any

import pytest

from kamdeck.document import Block, Columns, RenderContext, Stack, Topic
from kamdeck.flow import Chart, Drawing, Flow, Paragraphs, Table
from kamdeck.plan_io import Plan, loads
from tests.document_stubs import STYLE
from tests.example_decks import to_yaml
from tests.layouts import SLIDE, compose_sections

DEALS = """
- section: deals
  topics:
    - topic: funnel
      columns:
        - funnel: {rows: figures.stages, title: topic.funnel}
        - chart: {kind: column, rows: targets, x: period, y: [target], title: topic.targets}
    - topic: deals
      table: {rows: deals, columns: [name, amount]}
"""


def plan(small: float = 22, great: float = 1200, target: float = 12000) -> Plan:
    """A plan with deals and a target in units of 10,000 CNY."""
    return loads(
        to_yaml(
            {
                "period": "2026-Q4",
                "money": {"currency": "CNY", "unit": "one"},
                "account": {"id": "a", "name": "A"},
                "targets": [{"period": "2026-Q4", "target": target * 10_000}],
                "deals": [
                    {"id": "D1", "name": "One", "stage": "prospect", "amount": small * 10_000},
                    {"id": "D2", "name": "Two", "stage": "propose", "amount": great * 10_000},
                ],
            }
        )
    )


def flows(topic: Topic, context: RenderContext) -> list[Flow]:
    """The flows of all blocks of a topic."""

    def of_stack(stack: Stack) -> list[Flow]:
        found: list[Flow] = []
        for part in stack.parts:
            if isinstance(part, Columns):
                found += [flow for _, inner in part.stacks for flow in of_stack(inner)]
            else:
                assert isinstance(part, Block)
                found += part.lower(SLIDE, context.of_topic(topic))
        return found

    return of_stack(topic.body)


def texts(flow: Flow) -> list[str]:
    match flow:
        case Paragraphs():
            return [paragraph.text for paragraph in flow.paragraphs]
        case Table():
            return [cell.text for cell in flow.header.cells]
        case Chart() | Drawing():
            return list(flow.texts)
    return []


def shown(folder: Path, subject: Plan, language: str, sections: str = DEALS) -> list[str]:
    """For each topic, its headline and all texts of its blocks, joined."""
    document = compose_sections(folder, sections, subject, language)
    context = RenderContext(STYLE, document.wording)
    topics = [topic for section in document.sections for topic in section.topics]
    return [
        " | ".join((each.headline, *(text for flow in flows(each, context) for text in texts(flow)))) for each in topics
    ]


def units(text: str, pattern: str) -> set[str]:
    return set(re.findall(pattern, text.replace("\u00a0", " ")))


@pytest.mark.parametrize(("language", "pattern", "unit"), [("zh", "[万亿]元", "万元"), ("en", r"\b(?:k|m|bn)\b", "m")])
def test_charts_and_tables_of_neighbouring_topics_have_one_unit(tmp_path: Path, language: str, pattern: str, unit: str):
    found = shown(tmp_path, plan(small=2200, great=12000), language)
    assert [units(each, pattern) for each in found] == [{unit}] * 2


def test_a_chinese_topic_of_hundreds_of_millions_keeps_that_unit(tmp_path: Path):
    found = shown(tmp_path, plan(small=20_000, great=32_000, target=40_000), "zh")
    assert [units(each, "[万亿]元") for each in found] == [{"亿元"}] * 2


def test_a_sentence_says_each_amount_in_the_unit_that_suits_it(tmp_path: Path):
    sections = """
    - section: deals
      topics:
        - topic: deals
          headline: "{{ deals[0].amount }}, {{ deals[1].amount }}"
          table: {rows: deals, columns: [name, amount]}
    """
    (found,) = shown(tmp_path, plan(small=2200, great=12_000), "zh", sections)
    headline, _, table = found.partition(" | ")
    assert headline == "2,200万元, 1.2亿元"
    assert units(table, "[万亿]元") == {"万元"}


def test_topics_without_a_common_amount_have_units_of_their_own(tmp_path: Path):
    sections = """
    - section: deals
      topics:
        - {topic: deals, table: {rows: deals, columns: [name, amount]}}
        - {topic: targets, table: {rows: targets, columns: [period, target]}}
    """
    found = shown(tmp_path, plan(small=20, great=40, target=200_000), "zh", sections)
    assert [units(each, "[万亿]元") for each in found] == [{"万元"}, {"亿元"}]


@pytest.mark.parametrize(
    ("language", "expected"),
    [("zh", "指标与预测（万元）"), ("ja", "目標と着地見込み（万元）"), ("en", "Targets and forecast\u2002CNY m")],
)
def test_the_unit_behind_a_title_has_the_brackets_of_its_language(tmp_path: Path, language: str, expected: str):
    assert expected in shown(tmp_path, plan(small=2200, great=9000, target=9500), language)[0]


@pytest.mark.parametrize(("language", "expected"), [("zh", "收入（预测）"), ("en", "Revenue (F)")])
def test_the_forecast_of_a_line_is_named_in_the_language(tmp_path: Path, language: str, expected: str):
    sections = """
    - section: profile
      topics:
        - {topic: financials, chart: {kind: line, rows: figures.years, x: year, y: [revenue]}}
    """
    values: dict[str, Any] = {
        "period": "2026-Q4",
        "account": {"id": "a", "name": "A"},
        "profile": {"financials": [{"year": 2025, "revenue": 10}, {"year": 2026, "revenue": 11, "forecast": True}]},
    }
    document = compose_sections(tmp_path, sections, loads(to_yaml(values)), language)
    (chart,) = flows(document.sections[0].topics[0], RenderContext(STYLE, document.wording))
    assert isinstance(chart, Chart)
    assert chart.series[0].forecast_name == expected
