"""Bullets, texts, facts, cards, lists, tables and charts: what each shows of a plan's values."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from kamdeck.blocks.score_card import ScoreCard
from kamdeck.document import Region, RenderContext
from kamdeck.flow import Box, Chart, Drawing, Line, Paragraphs, Picture, Table, TextItem
from kamdeck.plan_io import load, loads
from kamdeck.problems import Problems
from kamdeck.text.no_break import NO_BREAK
from tests.document_stubs import STYLE
from tests.example_decks import to_yaml
from tests.layouts import REPORT, SLIDE, block_of, composed_wording, lower_block
from tests.png_files import png

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
RIVAL = {"company": "x", "strengths": ["Fast", "Cheap"], "weaknesses": ["Far away"]}
ACME = loads(to_yaml(PLAN))
SELLING = loads(to_yaml({**PLAN, "deals": [*PLAN["deals"], {"name": "Third deal", "amount": 3, "stage": "propose"}]}))


def flows(folder: Path, lines: str, language: str = "en"):
    return lower_block(folder, lines, ACME, language)


def shown_text(several) -> str:
    return "\n".join(text for flow in several for text in flow.texts)


def test_bullets_are_numbered_on_request(tmp_path: Path):
    (*_, items) = flows(tmp_path, "bullets: {rows: profile.ceo.goals, mark: number}")
    assert [(each.marker, each.text) for each in items.paragraphs] == [("1", "One"), ("2", "Two")]


def test_plan_text_in_a_list_is_not_evaluated(tmp_path: Path):
    assert "{{ 7*7 }}" in shown_text(flows(tmp_path, "bullets: {rows: profile.trends}"))


def test_plan_text_inside_a_layouts_text_is_not_evaluated(tmp_path: Path):
    assert "so: {{ 7*7 }}" in shown_text(flows(tmp_path, 'text: {words: "so: {{ profile.trends[1] }}"}'))


def test_each_line_of_prose_is_a_paragraph(tmp_path: Path):
    (*_, prose) = flows(tmp_path, 'text: {words: "{{ profile.summary }}"}')
    assert [each.text for each in prose.paragraphs] == ["First line", "Second line"]


def test_a_callout_has_a_background(tmp_path: Path):
    found = flows(tmp_path, 'text: {words: "Mind this", manner: callout}')
    assert any(flow.fill and flow.inset for flow in found if isinstance(flow, Paragraphs))


def test_a_title_stays_with_the_content_below(tmp_path: Path):
    head, *_ = flows(tmp_path, "bullets: {title: topic.ceo, rows: profile.ceo.goals}")
    assert isinstance(head, Paragraphs)
    assert head.keep_with_next


def test_headings_are_in_both_languages_and_the_body_in_the_first(tmp_path: Path):
    lines = "bullets: {title: {en: Goals, zh: 目标}, rows: profile.ceo.goals}"
    assert "目标 Goals" in shown_text(flows(tmp_path, lines, "zh+en"))


def test_facts_without_a_value_are_left_out(tmp_path: Path):
    lines = """
    facts:
      items:
        - {label: field.industry, value: account.industry}
        - {label: field.region, value: account.region}
    """
    found = shown_text(flows(tmp_path, lines))
    assert "Tools" in found
    assert "Region" not in found


def test_cards_of_figures_without_a_value_are_left_out(tmp_path: Path):
    lines = "cards: {items: [{figure: figures.pipeline}, {figure: figures.satisfaction}]}"
    found = shown_text(flows(tmp_path, lines))
    assert "12" in found
    assert "atisfaction" not in found


def test_a_table_heads_its_columns_with_terms_and_units(tmp_path: Path):
    (*_, table) = flows(tmp_path, "table: {rows: deals, columns: [name, amount, stage]}")
    assert isinstance(table, Table)
    heads = [cell.text for cell in table.header.cells]
    assert heads[1].startswith("Amount")
    assert "EUR\u00a0m" in heads[1]
    assert table.columns[1].align == "right"


def test_a_table_has_totals_of_the_columns_that_the_layout_names(tmp_path: Path):
    (*_, table) = flows(tmp_path, "table: {rows: deals, columns: [name, {field: amount, total: yes}]}")
    assert table.rows[-1].total
    assert table.rows[-1].cells[1].text == "20"


def test_a_table_tints_the_rows_that_the_layout_names(tmp_path: Path):
    (*_, table) = flows(tmp_path, "table: {rows: deals, tint: row.stage == 'lost', columns: [name, amount]}")
    assert isinstance(table, Table)
    assert [(row.cells[0].text, row.fill) for row in table.rows] == [("First deal", ""), ("Second deal", "bad:10")]


def test_a_table_totals_the_rows_that_count_and_puts_the_others_after_the_total(tmp_path: Path):
    lines = "table: {rows: figures.deals, sum: row.open, sum_title: word.open_total, columns: [deal.name, {field: deal.amount, total: yes}]}"
    (*_, table) = lower_block(tmp_path, lines, SELLING)
    assert [(row.cells[0].text, row.cells[1].text, row.total) for row in table.rows] == [
        ("First deal", "12", False),
        ("Third deal", "3", False),
        ("Open total", "15", True),
        ("Second deal", "8", False),
    ]


def deals_at_most(folder: Path, most: int, region: Region = SLIDE) -> list[tuple[str, str]]:
    """The first two cells of each row of a table that shows at most so many of six deals, of which a lost one is red."""
    deals = [
        {"name": f"Deal {number}", "amount": 9 - number, "stage": "propose" if number < 5 else "lost"}
        for number in range(1, 7)
    ]
    lines = (
        f"table: {{rows: figures.deals, most: {most}, sum: row.open, sum_title: word.open_total, "
        "tint: row.deal.amount == 3, columns: [deal.name, {field: deal.amount, total: yes}]}"
    )
    (*_, table) = lower_block(folder, lines, loads(to_yaml({**PLAN, "deals": deals})), region=region)
    assert isinstance(table, Table)
    return [(row.cells[0].text, row.cells[1].text) for row in table.rows]


def test_a_longer_table_counts_the_rows_beyond_its_most_and_adds_up_all(tmp_path: Path):
    assert deals_at_most(tmp_path, 3) == [
        ("Deal 1", "8"),
        ("Deal 2", "7"),
        ("+ 3 more", ""),
        ("Open total", "26"),
        ("Deal 6", "3"),
    ]
    assert deals_at_most(tmp_path, 4)[-3:] == [("+ 2 more", ""), ("Open total", "26"), ("Deal 6", "3")]


def test_a_table_with_one_row_more_than_its_most_and_one_on_paper_are_whole(tmp_path: Path):
    whole = [*((f"Deal {number}", str(9 - number)) for number in range(1, 5)), ("Open total", "26")]
    whole += [("Deal 5", "4"), ("Deal 6", "3")]
    assert deals_at_most(tmp_path, 5) == whole
    assert deals_at_most(tmp_path, 2, REPORT) == whole


def test_a_transposed_table_has_a_column_for_each_year(tmp_path: Path):
    lines = "table: {rows: figures.years, across: year, columns: [revenue, net_income]}"
    (*_, table) = flows(tmp_path, lines)
    assert [cell.text for cell in table.header.cells[1:]] == ["2025", "2026F"]
    assert len(table.rows) == 2


def test_a_table_shows_a_dash_for_a_missing_value(tmp_path: Path):
    (*_, table) = flows(tmp_path, "table: {rows: deals, columns: [name, probability]}")
    assert table.rows[1].cells[1].text == "–"


def test_several_texts_in_a_cell_begin_with_dashes_and_a_single_one_does_not(tmp_path: Path):
    plan = loads(to_yaml(PLAN | {"companies": [{"id": "x", "name": "X"}], "competition": [RIVAL]}))
    (*_, table) = lower_block(tmp_path, "table: {rows: competition, columns: [strengths, weaknesses]}", plan)
    several, single = table.rows[0].cells
    assert [(each.marker, each.text) for each in several.paragraphs] == [("–", "Fast"), ("–", "Cheap")]
    assert [(each.marker, each.indent) for each in single.paragraphs] == [("", 0.0)]


def test_a_series_about_something_that_is_no_company_is_a_problem(tmp_path: Path):
    with pytest.raises(Problems, match=r"company is .+ here, which is not a company; name one of the plan's companies"):
        lower_block(tmp_path, "chart: {kind: column, rows: deals, x: name, y: [{field: amount, company: 'true'}]}")


def test_a_table_needs_at_least_one_column(tmp_path: Path):
    with pytest.raises(Problems, match="columns"):
        flows(tmp_path, "table: {rows: deals}")


def test_a_stacked_chart_has_a_series_for_each_category(tmp_path: Path):
    lines = "chart: {kind: stacked_column, rows: profile.it.budget, x: year, by: category, y: [amount]}"
    chart = next(flow for flow in flows(tmp_path, lines) if isinstance(flow, Chart))
    assert chart.categories == ("2025", "2026")
    assert {series.name: series.values for series in chart.series} == {"=1+1": (10.0, 12.0), "Software": (None, 3.0)}


def test_a_chart_marks_forecasts(tmp_path: Path):
    chart = next(
        flow
        for flow in flows(tmp_path, "chart: {kind: column, rows: figures.years, x: year, y: [revenue]}")
        if isinstance(flow, Chart)
    )
    assert chart.series[0].forecast == 1


def test_the_title_of_a_chart_has_its_unit(tmp_path: Path):
    lines = "chart: {kind: column, rows: figures.years, x: year, y: [revenue], title: field.revenue}"
    assert "EUR m" in shown_text(flow for flow in flows(tmp_path, lines) if isinstance(flow, Paragraphs))
    assert "亿欧元" in shown_text(flow for flow in flows(tmp_path, lines, "zh") if isinstance(flow, Paragraphs))


def _kind_of(folder: Path, categories: list[str], kind: str = "column", x: str = "category", width: float = 440.0):
    budget = [{"year": 2021 + number, "category": name, "amount": 10} for number, name in enumerate(categories)]
    plan = loads(to_yaml({**PLAN, "profile": {"it": {"budget": budget}}}))
    lines = f"chart: {{kind: {kind}, rows: profile.it.budget, x: {x}, y: [amount]}}"
    (chart,) = (each for each in lower_block(folder, lines, plan, region=Region(width, 300)) if isinstance(each, Chart))
    return chart.kind


FITTING = ["Core banking", "Branch networks", "PCs for branches", "数据中心服务器"]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Licences", "column"),
        ("数据中心主机与存储设备采购与维护", "column"),
        ("数据中心服务器与存储设备的采购、维护与更新换代", "bar"),
        ("Licences, maintenance and hosting of the core banking platform", "bar"),
        ("Disasterrecoverycentres", "bar"),
    ],
)
def test_columns_whose_names_are_too_wide_become_horizontal_bars(tmp_path: Path, name: str, kind: str):
    assert _kind_of(tmp_path, [*FITTING, name]) == kind
    assert _kind_of(tmp_path, [*FITTING, name], "stacked_column") == f"stacked_{kind}"
    assert _kind_of(tmp_path, [*FITTING, name], width=1200.0) == "column"


def test_times_stay_vertical_in_narrow_regions(tmp_path: Path):
    assert _kind_of(tmp_path, FITTING, x="year", width=60.0) == "column"


def test_more_than_eight_columns_become_bars_and_over_time_a_line(tmp_path: Path):
    names = [f"C{number}" for number in range(9)]
    assert [_kind_of(tmp_path, names[:count], width=1200.0) for count in (8, 9)] == ["column", "bar"]
    assert [_kind_of(tmp_path, names[:count], x="year") for count in (8, 9)] == ["column", "line"]


def test_quarters_are_grouped_under_their_years_if_one_line_is_too_long(tmp_path: Path):
    plan = loads(to_yaml({**PLAN, "targets": [{"period": f"2026-Q{number}", "target": 10} for number in range(1, 5)]}))
    lines = "chart: {kind: column, rows: targets, x: period, y: [target], title: topic.targets}"
    regions = [("zh", 440.0, "2026年第一季度"), ("zh", 300.0, "2026年\n第一季度"), ("en", 300.0, "2026-Q1")]
    for language, width, name in regions:
        found = lower_block(tmp_path, lines, plan, language, Region(width, 300))
        (chart,) = (each for each in found if isinstance(each, Chart))
        assert chart.categories[0] == name
        assert "\n" not in chart.alt


def test_a_funnel_shows_open_stages_with_their_sums(tmp_path: Path):
    found = shown_text(flows(tmp_path, "funnel: {rows: figures.stages}"))
    assert "12" in found
    assert "Lost" not in found


def test_a_funnel_has_bars_for_stages_with_deals_and_states_the_amount_won(tmp_path: Path):
    amounts = {"qualify": 8, "propose": 12, "won": 4}
    deals = [
        {"id": stage, "name": stage, "amount": amount, "stage": stage, "probability": "50 %", "close": "2026-11-02"}
        for stage, amount in amounts.items()
    ]
    (drawing,) = lower_block(tmp_path, "funnel: {rows: figures.stages}", loads(to_yaml({**PLAN, "deals": deals})))
    bars = [item for item in drawing.frame.items if isinstance(item, Box) and item.y > 14]
    # Of an open stage, the weighted half of the bar is dark.
    qualify, half, propose, propose_half, won = bars
    widths = [bar.width / propose.width for bar in (qualify, half, propose, propose_half, won)]
    assert widths == pytest.approx([8 / 12, 4 / 12, 1, 6 / 12, 4 / 12])
    assert [bar.fill for bar in bars] == ["primary:40", "primary", "primary:40", "primary", "primary"]
    (line,) = (item for item in drawing.frame.items if isinstance(item, Line) and item.x1 == item.x2)
    assert {bar.x for bar in bars} == {line.x1}
    assert drawing.texts.count("0") == drawing.texts.count("–") / 2 == 2


def test_the_columns_of_a_heat_map_have_one_width(tmp_path: Path):
    lines = "heat_map: {rows: figures.load_rows, row: role, column: month, value: row.demand, words: \"'a long text' if row.demand > 9 else 'x'\"}"
    (*_, table) = flows(tmp_path, lines)
    names, *cells = table.widths(SLIDE.width, STYLE)
    assert cells == pytest.approx([cells[0]] * len(cells))
    assert names + sum(cells) == pytest.approx(SLIDE.width)


def test_the_cells_of_a_heat_map_have_one_width_beside_narrower_sums(tmp_path: Path):
    lines = """
    heat_map:
      {rows: figures.load_rows, row: role, column: month, value: row.demand, colour: "'open'",
       words: "'Datenverarbeitungsgesellschaftsvertragsentwurfsunterlagenverzeichnis' if row.demand > 9 else 'x'", tallies: [{kind: open, title: word.total}]}"""
    (*_, table) = flows(tmp_path, lines)
    _, *cells, total = table.widths(SLIDE.width, STYLE)
    assert cells == pytest.approx([cells[0]] * len(cells)) and total < cells[0]


@pytest.mark.parametrize(("status", "colour"), [("noted", "grey2"), ("good", "good")])
def test_a_score_card_shows_in_green_only_what_is_confirmed(tmp_path: Path, status: str, colour: str):
    lines = f"score_card: {{rows: deals, name: row.name, words: row.name, status: \"'{status}'\", verdict: \"'V'\"}}"
    (table,) = flows(tmp_path, lines)
    dot, verdict = table.rows[0].cells[-1].paragraphs[0].runs
    assert (dot.text.strip(), dot.colour, verdict.text) == ("●", colour, "V")


@pytest.mark.parametrize("known", range(5))
def test_a_score_card_names_its_gaps_in_one_row_where_half_of_the_criteria_or_more_are_gaps(known: int):
    criteria = [SimpleNamespace(name=f"C{at}", status="good" if at < known else "bad") for at in range(4)]
    card = ScoreCard(
        tuple(criteria),
        name=lambda row: row.name,
        words=lambda row: row.name.lower() if row.status == "good" else None,
        status=lambda row: row.status,
        verdict=lambda row: row.status,
    )
    (table,) = card.lower(Region(400.0, 400.0), RenderContext(STYLE, composed_wording(ACME, "en")))
    gaps = ", ".join(f"C{at}" for at in range(known, 4))
    texts = "\n".join(table.texts)
    assert len(table.rows) == (known + 1 if known <= 2 else 4)
    assert (bool(gaps) and gaps in texts) is (known <= 3)
    assert all(f"C{at}" in texts for at in range(4))


def test_a_heat_map_marks_a_load_over_capacity(tmp_path: Path):
    lines = """
    heat_map: {rows: figures.load_rows, row: role, column: month, value: row.demand, words: row.load, colour: "'bad' if row.over else 'load'"}
    """
    (*_, table) = flows(tmp_path, lines)
    assert [cell.fill.partition(":")[0] for cell in table.rows[0].cells if "12" in cell.text] == ["bad"]


_SHARES = {"us": "20 %", "big": "50 %", "small": "30 %"}
MARKET = loads(
    to_yaml(
        {
            **PLAN,
            "vendor": {
                "id": "us",
                "name": "Us",
                "offerings": [{"id": "pc", "name": "PCs"}, {"id": "net", "name": "Net"}],
            },
            "companies": [{"id": "big", "name": "Big"}, {"id": "small", "name": "Small"}],
            "profile": {
                "it": {
                    "suppliers": [{"company": name, "share": share} for name, share in _SHARES.items()],
                    "installed_base": [
                        {"supplier": "small", "category": "pc", "amount": 9},
                        {"supplier": "us", "category": "pc", "amount": 2},
                        {"supplier": "big", "category": "software", "amount": 1},
                    ],
                }
            },
            "strategy": {
                "whitespace": [
                    {"unit": "East", "offering": "pc", "status": "ours", "revenue": 5},
                    {"unit": "East", "offering": "net", "status": "open", "potential": 7},
                    {"unit": "West", "offering": "pc", "status": "competitor", "revenue": 3},
                ]
            },
        }
    )
)


def test_a_heat_map_has_totals_of_rows_by_kind_and_of_columns_by_the_amounts_that_count(tmp_path: Path):
    lines = """
    heat_map:
      rows: strategy.whitespace
      row: unit
      column: offering
      value: row.revenue or row.potential
      colour: row.status
      sum: row.status != 'open'
      tallies: [{kind: ours, title: whitespace_status.ours}, {kind: open, title: whitespace_status.open}]
    """
    (*_, table) = lower_block(tmp_path, lines, MARKET)
    assert [cell.text for cell in table.header.cells][-2:] == ["Ours", "Open"]
    told_rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert told_rows[0][-2:] == ["5", "7"]
    assert told_rows[1][-2:] == ["–", "–"]
    assert told_rows[2][1:] == ["8", "–", "5", "7"]


def test_a_heat_map_has_a_legend_of_the_kinds_that_occur(tmp_path: Path):
    lines = """
    heat_map:
      rows: strategy.whitespace
      row: unit
      column: offering
      value: row.revenue or row.potential
      colour: "'high' if row.status == 'competitor' else row.status"
      key: [{kind: ours, title: whitespace_status.ours}, {kind: open, title: whitespace_status.open}, {kind: high, title: threat.high}, {kind: low, title: threat.low}]
    """
    (*_, table, key) = lower_block(tmp_path, lines, MARKET)
    assert isinstance(key, Drawing)
    assert [text for text in key.texts if text] == ["Ours", "Open", "High"]
    *ours, opened, high = [item for item in key.frame.items if isinstance(item, Box)]
    assert [box.fill for box in ours] == ["primary:15", "primary:30", "primary"]
    assert (opened.fill, opened.line) == ("", "contrast")
    shades = {cell.fill for row in table.rows for cell in row.cells if cell.text == "3"}
    assert shades == {high.fill}


def test_a_heat_map_has_a_heading_for_values_without_a_column(tmp_path: Path):
    lines = "heat_map: {rows: profile.people, row: id, column: owner, none: word.nobody, value: row.contact, colour: \"'bad' if not row.owner else ''\"}"
    people = [
        {"id": "a", "name": "Ann", "contact": "brief"},
        {"id": "b", "name": "Ben", "owner": "x", "contact": "none"},
    ]
    plan = loads(to_yaml({**PLAN, "profile": {"people": people}, "team": [{"id": "x", "name": "Xu"}]}))
    (*_, table) = lower_block(tmp_path, lines, plan)
    assert [cell.text for cell in table.header.cells] == ["", "Xu", "Nobody"]
    assert [(cell.text, cell.fill) for cell in table.rows[0].cells[1:]] == [
        ("–", ""),
        ("■\u00a0Brief contact", "bad:20"),
    ]


def test_facts_of_the_second_line_are_aligned_with_those_of_the_first(tmp_path: Path):
    words = [*("a" * 24, "b", "c") * 2, *"defghi"]
    items = ", ".join(f"{{label: field.name, value: \"'{word}'\"}}" for word in words)
    first, second = lower_block(tmp_path, f"facts: {{items: [{items}]}}", ACME)
    places = [[item.x for item in drawing.frame.items if isinstance(item, TextItem)] for drawing in (first, second)]
    assert places[0] == places[1]


def test_facts_share_the_width_so_that_none_of_them_breaks(tmp_path: Path):
    lines = """
    facts:
      items:
        - {label: field.industry, value: "'A'"}
        - {label: field.region, value: "'B'"}
        - {label: field.website, value: "'https://a-rather-long-address.example.com'"}
    """
    (strip,) = lower_block(tmp_path, lines, ACME, region=Region(500.0, 300.0))
    (address,) = (
        item for item in strip.frame.items if getattr(item, "paragraphs", ()) and "https" in item.paragraphs[0].text
    )
    assert address.width > 500.0 / 3
    assert len(address.paragraphs[0].lines(address.width, STYLE.typeface)) == 1


def test_a_table_has_its_smallest_size_in_any_region(tmp_path: Path):
    lines = "table: {rows: deals, columns: [name, stage]}"
    for region in (Region(900.0, 400.0), Region(900.0, 60.0), Region(300.0, 400.0)):
        (table,) = lower_block(tmp_path, lines, ACME, region=region)
        assert table.rows[0].cells[0].paragraphs[0].size == STYLE.theme.sizes.dense


def test_a_column_of_a_table_keeps_its_rank(tmp_path: Path):
    (table,) = lower_block(tmp_path, "table: {rows: deals, columns: [name, {field: stage, rank: 2}]}", ACME)
    assert [column.rank for column in table.columns] == [0, 2]


def test_names_in_a_turned_table_break_before_the_table_is_cut(tmp_path: Path):
    lines = "table: {rows: deals, across: id, columns: [{field: name, title: A rather long name of a row}, stage]}"
    wide = lower_block(tmp_path, lines, ACME, region=Region(900.0, 400.0))
    narrow = lower_block(
        tmp_path, lines, ACME, region=Region(wide[0].columns[0].width + 40.0 * len(wide[0].rows), 400.0)
    )
    assert len(wide) == 1
    assert narrow[0].columns[0].width <= wide[0].columns[0].width


def test_a_score_card_that_is_too_tall_puts_names_in_a_separate_column(tmp_path: Path):
    lines = """
    score_card: {rows: meddpicc(deal), name: row.name, words: row.text, status: row.status, verdict: row.verdict}
    """
    tall = lower_block(tmp_path, lines, ACME, loop="deal in deals", region=Region(400.0, 400.0))[-1]
    low = lower_block(tmp_path, lines, ACME, loop="deal in deals", region=Region(400.0, 80.0))[-1]
    assert len(low.columns) == len(tall.columns) + 1
    assert low.height(400.0, STYLE) < tall.height(400.0, STYLE)
    assert set("\n".join(tall.texts).split("\n")) <= set(low.texts)


def test_the_current_stage_is_filled(tmp_path: Path):
    block = block_of(tmp_path, 'stages: {stage: "deals[0].stage"}', ACME)
    (drawing,) = block.lower(SLIDE, RenderContext(STYLE, composed_wording(ACME, "en")))
    assert isinstance(drawing, Drawing)
    assert "Propose" in shown_text([drawing])


def test_the_current_stage_is_named_below_if_stages_are_too_narrow_for_names(tmp_path: Path):
    (drawing,) = lower_block(tmp_path, 'stages: {stage: "deals[0].stage"}', ACME, region=Region(160.0, 300.0))
    assert drawing.texts == ("Propose",)


def test_a_funnel_becomes_a_table_if_the_region_is_too_small_for_bars(tmp_path: Path):
    lines = "funnel: {rows: figures.stages, title: topic.funnel}"
    assert isinstance(lower_block(tmp_path, lines, ACME)[-1], Drawing)
    assert isinstance(lower_block(tmp_path, lines, ACME, region=Region(280.0, 300.0))[-1], Table)


@pytest.fixture
def pictured(tmp_path: Path):
    """A plan in a folder with a picture and files that are not pictures; beside the folder is a secret file."""
    folder = tmp_path / "plan"
    folder.mkdir()
    (folder / "plan.yaml").write_text(to_yaml(PLAN), "utf-8")
    (folder / "wide.png").write_bytes(png(400, 100))
    (folder / "not.png").write_text("no picture")
    (folder / "cut.png").write_bytes(png(400, 100)[:12])
    (tmp_path / "secret.png").write_bytes(png(1, 1))
    (folder / "link.png").symlink_to(tmp_path / "secret.png")
    return load(folder / "plan.yaml")


def test_an_image_keeps_its_shape(pictured, tmp_path: Path):
    (picture,) = lower_block(tmp_path, 'image: {file: wide.png, alt: "Two sites"}', pictured)
    assert isinstance(picture, Picture)
    assert picture.width / picture.wanted_height == pytest.approx(4)
    assert picture.alt == "Two sites"


@pytest.mark.parametrize("name", ["../secret.png", "link.png", "/etc/passwd", "not.png", "cut.png", "absent.png"])
def test_an_image_that_is_outside_the_plans_folder_or_not_an_image_is_a_problem(pictured, tmp_path: Path, name: str):
    with pytest.raises(Problems, match="image"):
        lower_block(tmp_path, f'image: {{file: "{name}", alt: "x"}}', pictured)


def test_packed_facts_stand_close_together(tmp_path: Path):
    items = "[{label: field.tier, value: \"'A'\"}, {label: field.manager, value: \"'Bartholomew Montgomery-Smythe'\"}]"
    ends = []
    for packed in ("yes", "no"):
        (strip,) = lower_block(tmp_path, f"facts: {{packed: {packed}, items: {items}}}", ACME)
        texts = [item for item in strip.frame.items if isinstance(item, TextItem)]
        assert all(paragraph.natural_width(STYLE) <= item.width for item in texts for paragraph in item.paragraphs)
        ends.append(max(item.x + item.width for item in texts))
    assert ends[0] < 0.5 * ends[1]


def test_two_facts_with_the_same_name_are_two_categories_of_a_chart(tmp_path: Path):
    lines = "chart: {kind: bar, rows: figures.suppliers, x: company, y: [share], category: \"'Same'\"}"
    (chart,) = (each for each in lower_block(tmp_path, lines, MARKET) if isinstance(each, Chart))
    assert set(chart.categories) == {"Same"}
    assert len(chart.categories) == len(chart.series[0].values) > 1


OFFERED = [{"id": f"o{number}", "name": f"Service {number}"} for number in range(4)]
WHITE = {
    **PLAN,
    "vendor": {"id": "us", "name": "Us"},
    "strategy": {
        "whitespace": [
            {"unit": "Corporate and institutional banking", "offering": each["id"], "status": "open", "potential": 7}
            for each in OFFERED
        ]
    },
}
HEAT = """
heat_map:
  {rows: strategy.whitespace, row: unit, column: offering, value: row.potential, words: "'no supplier yet'"}
"""


@pytest.mark.parametrize(("width", "count"), [(900, 1), (330, 1), (250, 1), (230, 2)])
def test_a_heat_map_wraps_its_names_before_it_is_split(tmp_path: Path, width: float, count: int):
    market = {**WHITE, "vendor": {**WHITE["vendor"], "offerings": OFFERED}}
    tables = lower_block(tmp_path, HEAT, loads(to_yaml(market)), region=Region(width, 600))
    assert len(tables) == count
    assert all(sum(table.word_widths(STYLE)) <= width for table in tables)


def test_a_heat_map_with_a_heading_of_hundreds_of_letters_has_fewer_columns_in_a_table(tmp_path: Path):
    offered = [*OFFERED[1:], {**OFFERED[0], "name": "Donaudampfschifffahrt " * 14}]
    market = {**WHITE, "vendor": {**WHITE["vendor"], "offerings": offered}}
    tables = lower_block(tmp_path, HEAT, loads(to_yaml(market)), region=Region(600, 240))
    assert len(tables) > 1
    assert max(table.heights(600, STYLE)[0] for table in tables) <= 240 * 0.4


def test_months_of_a_narrow_heat_map_are_grouped_under_their_years(tmp_path: Path):
    demand = {f"2026-{month:02}": month for month in range(1, 7)}
    plan = loads(to_yaml({**PLAN, "resources": [{"role": "Architects", "capacity": 10, "demand": demand}]}))
    lines = "heat_map: {rows: figures.load_rows, row: role, column: month, value: row.demand}"
    wide, narrow = (lower_block(tmp_path, lines, plan, "zh", Region(width, 600)) for width in (900, 400))
    assert [table[0].header.cells[1].text for table in (wide, narrow)] == ["2026年1月", "2026年\n1月"]


def test_a_badge_of_many_words_stays_in_its_region(tmp_path: Path):
    (flow,) = lower_block(tmp_path, f'text: {{manner: badge, words: "{"Secret" * 150}"}}')
    assert isinstance(flow, Paragraphs)
    (short,) = lower_block(tmp_path, 'text: {manner: badge, words: "Secret"}')
    assert isinstance(short, Drawing)


def test_the_heading_of_a_motif_of_one_square_has_the_width_that_it_needs(tmp_path: Path):
    white = {**PLAN, "strategy": {"whitespace": [{"unit": "One", "offering": "o", "status": "open"}]}}
    white["vendor"] = {"id": "us", "name": "Us", "offerings": [{"id": "o", "name": "O"}]}
    (drawing,) = lower_block(
        tmp_path,
        "motif: {rows: strategy.whitespace, title: word.at_a_glance}",
        loads(to_yaml(white)),
        region=Region(250, 300),
    )
    assert isinstance(drawing, Drawing)
    head = next(item for item in drawing.frame.items if isinstance(item, TextItem))
    assert all(len(paragraph.lines(head.width, STYLE.typeface)) == 1 for paragraph in head.paragraphs)
    assert head.x + head.width <= 250 + 0.01


STAGED = {
    **PLAN,
    "deals": [
        {"id": "a", "name": "Bench", "owner": "m1", "stage": "propose", "amount": 12, "next_step": "Call Ann"},
        {"id": "b", "name": "Drill", "stage": "lost", "next_step": "Drill"},
    ],
    "team": [{"id": "m1", "name": "Max Roe", "role": "Account manager"}],
}


def cells_of(folder: Path, columns: str) -> list[list[str]]:
    (table,) = lower_block(folder, f"table: {{rows: deals, columns: [{columns}]}}", loads(to_yaml(STAGED)), "en")
    assert isinstance(table, Table)
    return [[each.text for each in row.cells] for row in (table.header, *table.rows)]


def test_a_column_has_another_value_under_its_own_where_that_says_something_else(tmp_path: Path):
    shown = cells_of(tmp_path, "{field: name, under: {field: next_step}}, {field: stage, under: {field: owner}}")
    assert shown == [
        ["Name\nNext step", "Stage\nOwner"],
        ["Bench\nCall Ann", "Propose\nMax Roe"],
        ["Drill", f"■{NO_BREAK}Lost"],
    ]


def test_a_column_without_values_has_those_that_would_be_under_them(tmp_path: Path):
    assert cells_of(tmp_path, "name, {field: opened, under: {field: owner}}") == [
        ["Name", "Owner"],
        ["Bench", "Max Roe"],
        ["Drill", "–"],
    ]


def test_a_column_under_which_nothing_stands_has_one_heading(tmp_path: Path):
    assert cells_of(tmp_path, "{field: name, under: {field: opened}}")[0] == ["Name"]
