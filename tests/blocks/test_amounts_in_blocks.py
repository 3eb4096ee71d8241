"""How tables, cards and texts show amounts and figures: units, decimals, changes and goals."""

from pathlib import Path
from typing import Any

import pytest

from kamdeck.analysis.figures import Figure
from kamdeck.blocks.cards import Cards, FigureCard
from kamdeck.document import RenderContext
from kamdeck.flow import Box, Drawing, Table
from kamdeck.flow import TextItem as Words
from kamdeck.model.values import Amount, Quantity, Ratio, Score, Share
from kamdeck.plan_io import Plan, loads
from tests.document_stubs import STYLE
from tests.example_decks import to_yaml
from tests.layouts import SLIDE, composed_wording, lower_block

PLAN: dict[str, Any] = {
    "period": "2026-Q4",
    "money": {"currency": "CNY", "unit": "million"},
    "account": {"id": "a", "name": "A"},
    "profile": {
        "money": {"currency": "EUR", "unit": "million"},
        "financials": [
            {"year": 2024, "revenue": 781, "net_income": 43, "assets": 640},
            {"year": 2025, "revenue": 838, "net_income": 42.7, "assets": 690},
        ],
    },
    "targets": [
        {"period": "2026-Q3", "target": 700, "actual": 0},
        {"period": "2026-Q4", "target": 320, "actual": 0},
    ],
}


def plan() -> Plan:
    return loads(to_yaml(PLAN))


def table(folder: Path, lines: str, language: str) -> Table:
    (*_, found) = lower_block(folder, lines, plan(), language)
    assert isinstance(found, Table)
    return found


def test_the_rows_of_a_turned_table_share_a_unit(tmp_path: Path):
    lines = "table: {rows: figures.years, across: year, columns: [revenue, net_income, assets]}"
    found = [[cell.text.replace("\u00a0", " ") for cell in row.cells] for row in table(tmp_path, lines, "zh").rows]
    assert found == [
        ["收入（亿欧元）", "7.81", "8.38"],
        ["净利润（亿欧元）", "0.430", "0.427"],
        ["总资产（亿欧元）", "6.4", "6.9"],
    ]


def test_a_column_of_zeros_has_the_unit_of_its_table(tmp_path: Path):
    found = table(tmp_path, "table: {rows: targets, columns: [period, target, actual]}", "zh")
    assert [cell.text for cell in found.header.cells[1:]] == ["目标（亿元）", "实际（亿元）"]
    assert [cell.text for cell in found.rows[0].cells[1:]] == ["7.0", "0"]


def test_a_unit_follows_a_bilingual_heading_once(tmp_path: Path):
    lines = "table: {rows: targets, columns: [period, target]}"
    assert table(tmp_path, lines, "zh+en").header.cells[1].text == "目标 Target（亿元）"
    lines = "table: {rows: figures.years, across: year, columns: [revenue]}"
    assert table(tmp_path, lines, "zh+en").rows[0].cells[0].text == "收入 Revenue（亿欧元）"


def card(language: str, *figures: Figure) -> list[str]:
    """The lines of text on the cards of figures."""
    context = RenderContext(STYLE, composed_wording(plan(), language))
    (drawing,) = Cards(tuple(FigureCard(figure=figure) for figure in figures)).lower(SLIDE, context)
    assert isinstance(drawing, Drawing)
    texts = [item.paragraphs for item in drawing.frame.items if isinstance(item, Words | Box)]
    return [paragraph.text.replace("\u00a0", " ").replace("\u2002", " ") for each in texts for paragraph in each]


@pytest.mark.parametrize(
    ("figure", "value", "change"),
    [
        (Figure("pipeline_coverage", Ratio(1.46), Ratio(1.24)), "1.5×", "↑ 0.3 from 1.2×"),
        (Figure("share_of_wallet", Share(0.314), Share(0.276)), "31 %", "↑ 3 points from 28 %"),
        (Figure("share_of_wallet", Share(0.12), Share(0.095)), "12 %", "↑ 2.5 points from 9.5 %"),
        (Figure("satisfaction", Score(4.14), Score(3.96)), "4.1 of 5", "↑ 0.1 from 4.0"),
        (Figure("forecast", Amount(9.854), Amount(12.44)), "9.9 CNY m", "↓ 2.1 from 12"),
        (Figure("forecast", Amount(1160), Amount(98)), "1,160 CNY m", "↑ 1,062 from 98"),
        (Figure("overdue", Quantity(4), Quantity(3)), "4", "↑ 1 from 3"),
        (Figure("pipeline_coverage", Ratio(1.51), Ratio(1.49)), "1.5×", "→ unchanged"),
    ],
)
def test_the_change_on_a_card_is_the_difference_of_what_it_shows(figure: Figure, value: str, change: str):
    lines = card("en", figure)
    assert value in lines
    assert change in lines


def test_the_amounts_on_cards_beside_each_other_have_one_unit():
    lines = card("zh", Figure("target", Amount(102)), Figure("forecast", Amount(98), Amount(96)))
    assert [each for each in lines if each.endswith("元")] == ["1.02 亿元", "9,800 万元"]
    assert "↑ 200万元（上期计划9,600万元）" in lines


def test_a_zero_on_a_card_has_the_unit_of_the_other_amounts():
    assert "0 亿元" in card("zh", Figure("target", Amount(102)), Figure("forecast", Amount(0)))


@pytest.mark.parametrize(
    ("language", "value", "goal"), [("zh", "31%", "达到目标30%"), ("en", "31 %", "Above goal, 30 %")]
)
def test_a_percent_sign_on_a_card_is_spaced_as_in_a_sentence(language: str, value: str, goal: str):
    lines = card(language, Figure("share_of_wallet", Share(0.31), goal=Share(0.3)))
    assert value in lines
    assert any(line.endswith(goal) for line in lines)
    assert composed_wording(plan(), language).percent(0.31).replace("\u00a0", " ") == value


def test_the_goal_of_an_amount_has_the_unit_of_its_figure():
    assert any(
        line.endswith("低于目标1.2亿元") for line in card("zh", Figure("pipeline", Amount(116), goal=Amount(120)))
    )


def test_amounts_that_a_text_compares_have_the_same_unit(tmp_path: Path):
    words = "{{ a | money(beside=b) }} / {{ b | money(bare=true, beside=a) }} / {{ a | money(beside=none) }}"
    for name, field in (("a", "targets[1].target"), ("b", "targets[0].target")):
        words = words.replace(f" {name} ", f" {field} ").replace(f"={name})", f"={field})")
    lines = f'text: {{words: "{words}"}}'
    ours = loads(
        to_yaml(PLAN | {"targets": [{"period": "2026-Q3", "target": 1020}, {"period": "2026-Q4", "target": 980}]})
    )
    (found,) = lower_block(tmp_path, lines, ours)
    assert "".join(found.texts).replace("\u00a0", " ") == "CNY 0.98 bn / 1.02 bn / CNY 0.98 bn"


def test_a_list_in_a_text_has_an_and_before_its_last_entry(tmp_path: Path):
    lines = "text: {words: \"{{ ['A', 'B', 'C'] | listed(spoken=true) }}; {{ ['A', 'B'] | listed }}\"}"
    (found,) = lower_block(tmp_path, lines, plan())
    assert "".join(found.texts) == "A, B and C; A, B"
