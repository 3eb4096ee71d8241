"""Bullets, prose, facts, cards, lists, tables, charts: what each makes of a plan's values."""

import struct
import zlib
from pathlib import Path

import pytest

from kamdeck.document import Room, Speech
from kamdeck.flow import Chart, Drawing, Paragraphs, Picture, Table
from kamdeck.plan import load, loads
from kamdeck.problems import Problems
from tests.decks import written
from tests.layouts import SLIDE, block_of, composed_wording, lowered
from tests.looks import LOOK

PLAN = {
    "period": "2026-Q4",
    "language": "en",
    "money": {"currency": "EUR", "unit": "million"},
    "account": {"id": "acme", "name": {"en": "Acme", "zh": "艾克美"}, "industry": "Tools"},
    "profile": {
        "summary": "First line\nSecond line",
        "trends": ["Alpha", "{{ 7*7 }}"],
        "ceo": {"goals": ["One", "Two"]},
        "financials": [
            {"year": 2025, "revenue": 1200, "net_income": 100},
            {"year": 2026, "revenue": 1500, "net_income": 150, "forecast": "yes"},
        ],
        "it": {
            "budget": [
                {"year": 2025, "category": "=1+1", "amount": 10},
                {"year": 2026, "category": "=1+1", "amount": 12},
                {"year": 2026, "category": "software", "amount": 3},
            ]
        },
    },
    "deals": [
        {"id": "a", "name": "First deal", "amount": 12, "stage": "propose", "probability": "50 %"},
        {"id": "b", "name": "Second deal", "amount": 8, "stage": "lost"},
    ],
    "resources": [{"role": "Architects", "capacity": 10, "demand": {"2026-10": 5, "2026-11": 12}}],
}
ACME = loads(written(PLAN))


def flows(folder: Path, lines: str, language: str = "en"):
    return lowered(folder, lines, ACME, language)


def told(several) -> str:
    return "\n".join(text for flow in several for text in flow.texts)


def test_bullets_are_numbered_where_asked(tmp_path: Path):
    (*_, items) = flows(tmp_path, "bullets: {rows: profile.ceo.goals, mark: number}")
    assert [(each.marker, each.text) for each in items.paragraphs] == [("1", "One"), ("2", "Two")]


def test_plan_text_in_a_list_is_not_evaluated(tmp_path: Path):
    assert "{{ 7*7 }}" in told(flows(tmp_path, "bullets: {rows: profile.trends}"))


def test_plan_text_inside_a_layouts_text_is_not_evaluated(tmp_path: Path):
    assert "so: {{ 7*7 }}" in told(flows(tmp_path, 'text: {words: "so: {{ profile.trends[1] }}"}'))


def test_each_line_of_prose_is_a_paragraph(tmp_path: Path):
    (*_, prose) = flows(tmp_path, 'text: {words: "{{ profile.summary }}"}')
    assert [each.text for each in prose.paragraphs] == ["First line", "Second line"]


def test_a_callout_has_a_ground_of_its_own(tmp_path: Path):
    found = flows(tmp_path, 'text: {words: "Mind this", manner: callout}')
    assert any(flow.fill and flow.inset for flow in found if isinstance(flow, Paragraphs))


def test_a_title_keeps_with_what_it_heads(tmp_path: Path):
    head, *_ = flows(tmp_path, "bullets: {title: topic.ceo, rows: profile.ceo.goals}")
    assert isinstance(head, Paragraphs)
    assert head.keep


def test_headings_are_in_both_languages_and_the_body_in_the_first(tmp_path: Path):
    lines = "bullets: {title: {en: Goals, zh: 目标}, rows: profile.ceo.goals}"
    assert "目标 Goals" in told(flows(tmp_path, lines, "zh+en"))


def test_facts_leave_out_what_has_no_value(tmp_path: Path):
    lines = """
    facts:
      items:
        - {label: field.industry, value: account.industry}
        - {label: field.region, value: account.region}
    """
    found = told(flows(tmp_path, lines))
    assert "Tools" in found
    assert "Region" not in found


def test_cards_leave_out_figures_without_a_value(tmp_path: Path):
    lines = "cards: {items: [{figure: figures.pipeline}, {figure: figures.satisfaction}]}"
    found = told(flows(tmp_path, lines))
    assert "12" in found
    assert "atisfaction" not in found


def test_a_table_heads_its_columns_with_terms_and_units(tmp_path: Path):
    (*_, table) = flows(tmp_path, "table: {rows: deals, columns: [name, amount, stage]}")
    assert isinstance(table, Table)
    heads = [cell.text for cell in table.header.cells]
    assert heads[1].startswith("Amount")
    assert "EUR m" in heads[1]
    assert table.columns[1].align == "right"


def test_a_table_adds_up_what_it_is_told_to(tmp_path: Path):
    (*_, table) = flows(tmp_path, "table: {rows: deals, columns: [name, {field: amount, total: yes}]}")
    assert table.rows[-1].total
    assert table.rows[-1].cells[1].text == "20"


def test_a_table_across_has_a_column_a_year(tmp_path: Path):
    lines = "table: {rows: figures.years, across: year, columns: [revenue, net_income]}"
    (*_, table) = flows(tmp_path, lines)
    assert [cell.text for cell in table.header.cells[1:]] == ["2025", "2026F"]
    assert len(table.rows) == 2


def test_a_table_says_nothing_with_a_dash(tmp_path: Path):
    (*_, table) = flows(tmp_path, "table: {rows: deals, columns: [name, probability]}")
    assert table.rows[1].cells[1].text == "–"


def test_a_table_wants_at_least_a_column(tmp_path: Path):
    with pytest.raises(Problems, match="columns"):
        flows(tmp_path, "table: {rows: deals}")


def test_a_chart_stacks_one_series_a_category(tmp_path: Path):
    lines = "chart: {kind: stacked_column, rows: profile.it.budget, x: year, by: category, y: [amount]}"
    chart = next(flow for flow in flows(tmp_path, lines) if isinstance(flow, Chart))
    assert chart.categories == ("2025", "2026")
    assert {series.name: series.values for series in chart.series} == {"=1+1": (10.0, 12.0), "Software": (None, 3.0)}


def test_a_chart_marks_what_is_forecast(tmp_path: Path):
    chart = next(
        flow
        for flow in flows(tmp_path, "chart: {kind: column, rows: figures.years, x: year, y: [revenue]}")
        if isinstance(flow, Chart)
    )
    assert chart.series[0].forecast == 1


def test_a_chart_says_its_unit_in_its_title(tmp_path: Path):
    lines = "chart: {kind: column, rows: figures.years, x: year, y: [revenue], title: field.revenue}"
    assert "EUR bn" in told(flow for flow in flows(tmp_path, lines) if isinstance(flow, Paragraphs))
    assert "亿欧元" in told(flow for flow in flows(tmp_path, lines, "zh") if isinstance(flow, Paragraphs))


def test_a_funnel_shows_open_stages_with_their_sums(tmp_path: Path):
    found = told(flows(tmp_path, "funnel: {rows: figures.stages}"))
    assert "12" in found
    assert "Lost" not in found


def test_a_heat_map_says_a_load_over_capacity(tmp_path: Path):
    lines = """
    heat_map: {rows: figures.load_rows, row: role, column: month, value: row.demand, words: row.load, colour: "'bad' if row.over else 'load'"}
    """
    (*_, table) = flows(tmp_path, lines)
    assert [cell.fill.partition(":")[0] for cell in table.rows[0].cells if "12" in cell.text] == ["bad"]


def test_stages_fill_the_present_one(tmp_path: Path):
    block = block_of(tmp_path, 'stages: {stage: "deals[0].stage"}', ACME)
    (drawing,) = block.lower(SLIDE, Speech(LOOK, composed_wording(ACME, "en")))
    assert isinstance(drawing, Drawing)
    assert "Propose" in told([drawing])


def test_stages_too_narrow_for_their_names_say_the_present_one_below(tmp_path: Path):
    (drawing,) = lowered(tmp_path, 'stages: {stage: "deals[0].stage"}', ACME, room=Room(160.0, 300.0))
    assert drawing.texts == ("Propose",)


def test_a_funnel_without_room_for_bars_is_a_table(tmp_path: Path):
    lines = "funnel: {rows: figures.stages, title: topic.funnel}"
    assert isinstance(lowered(tmp_path, lines, ACME)[-1], Drawing)
    assert isinstance(lowered(tmp_path, lines, ACME, room=Room(280.0, 300.0))[-1], Table)


def _png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    rows = (b"\0" + b"\x80" * width * 3) * height
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


@pytest.fixture
def pictured(tmp_path: Path):
    """A plan in a folder with a picture, a secret beside the folder, and files that are no pictures."""
    folder = tmp_path / "plan"
    folder.mkdir()
    (folder / "plan.yaml").write_text(written(PLAN), "utf-8")
    (folder / "wide.png").write_bytes(_png(400, 100))
    (folder / "not.png").write_text("no picture")
    (folder / "cut.png").write_bytes(_png(400, 100)[:12])
    (tmp_path / "secret.png").write_bytes(_png(1, 1))
    (folder / "link.png").symlink_to(tmp_path / "secret.png")
    return load(folder / "plan.yaml")


def test_an_image_keeps_its_shape(pictured, tmp_path: Path):
    (picture,) = lowered(tmp_path, 'image: {file: wide.png, alt: "Two sites"}', pictured)
    assert isinstance(picture, Picture)
    assert picture.width / picture.wanted_height == pytest.approx(4)
    assert picture.alt == "Two sites"


@pytest.mark.parametrize("name", ["../secret.png", "link.png", "/etc/passwd", "not.png", "cut.png", "absent.png"])
def test_an_image_outside_the_plans_folder_or_that_is_none_is_a_problem(pictured, tmp_path: Path, name: str):
    with pytest.raises(Problems, match="image"):
        lowered(tmp_path, f'image: {{file: "{name}", alt: "x"}}', pictured)
