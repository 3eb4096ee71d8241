"""The colours, the order and the kind of charts: of companies, of categories, and of what hardly differs."""

from pathlib import Path
from typing import Any

import pytest

from kamdeck.document import Region
from kamdeck.flow import Chart
from kamdeck.plan_io import loads
from kamdeck.theme import CATEGORIES, OTHERS, RIVALS
from tests.example_decks import to_yaml
from tests.layouts import SLIDE, lower_block

WALLET = "chart: {kind: bar, rows: figures.suppliers, x: company, category: row.company or 'Rest', y: [share]}"
SPEND = "chart: {kind: stacked_bar, rows: profile.it.installed_base, x: category, by: supplier, y: [amount]}"
BUDGET = "chart: {kind: stacked_column, rows: profile.it.budget, x: year, by: category, y: [amount]}"
SCORES = (
    "chart: {kind: radar, rows: figures.satisfaction_rows, x: criterion, y: [ours, "
    "{field: first_rival_score, company: figures.first_rival}]}"
)


def market(suppliers: dict[str, float], **profile: Any) -> Any:
    """A plan with the suppliers' shares of wallet; ours is "us"."""
    it = {
        "suppliers": [{"company": name, "share": share} for name, share in suppliers.items()],
        **profile.pop("it", {}),
    }
    return loads(
        to_yaml(
            {
                "period": "2026-Q4",
                "language": "en",
                "account": {"id": "acme", "name": "Acme"},
                "vendor": {"id": "us", "name": "Us", "offerings": []},
                "profile": {"it": it, **profile},
            }
        )
    )


def chart(folder: Path, lines: str, plan: Any, region: Region = SLIDE) -> Chart:
    """The only chart that a block makes."""
    (found,) = (flow for flow in lower_block(folder, lines, plan, region=region) if isinstance(flow, Chart))
    return found


def colours(found: Chart) -> dict[str, str]:
    """The role of each company of a chart, whether it is a category or a series."""
    if found.series[0].points:
        return dict(zip(found.categories, found.series[0].points, strict=True))
    return {series.name: series.colour for series in found.series}


def installed(**amounts: float) -> dict[str, Any]:
    return {"installed_base": [{"supplier": name, "category": "PCs", "amount": n} for name, n in amounts.items()]}


def test_a_company_has_one_colour_in_all_charts_of_a_document(tmp_path: Path):
    # In the second chart the order of sizes is the opposite one.
    plan = market({"Big": 0.4, "us": 0.3, "Small": 0.2}, it=installed(Big=1, us=2, Small=9))
    bars, stack = colours(chart(tmp_path, WALLET, plan)), colours(chart(tmp_path, SPEND, plan))
    assert bars == {"Big": "rival1", "Us": "primary", "Small": "rival2", "Rest": OTHERS}
    assert stack == {"Us": "primary", "Big": "rival1", "Small": "rival2"}


def test_companies_without_a_grey_of_their_own_are_added_up_in_a_stack(tmp_path: Path):
    shares = {"A": 0.2, "B": 0.18, "C": 0.15, "D": 0.1, "E": 0.05}
    stack = chart(tmp_path, SPEND, market({**shares, "us": 0.3}, it=installed(us=1, A=4, B=1, C=1, D=2, E=3)))
    assert colours(stack) == {"Us": "primary", **dict(zip("ABC", RIVALS, strict=True)), "Others": OTHERS}
    assert stack.series[-1].values == (5.0,)


def test_a_single_company_without_a_grey_of_its_own_keeps_its_name(tmp_path: Path):
    shares = {"A": 0.2, "B": 0.18, "C": 0.15, "D": 0.1, "us": 0.3}
    stack = chart(tmp_path, SPEND, market(shares, it=installed(us=1, A=3, D=2)))
    assert colours(stack) == {"Us": "primary", "A": "rival1", "D": OTHERS}


def test_competitors_that_headlines_name_have_a_grey_however_small_they_are(tmp_path: Path):
    scores = [{"criterion": "Price", "ours": 4, "competitors": {"F": 5, "A": 2}}]
    shares = {"A": 0.2, "B": 0.18, "C": 0.15, "D": 0.1, "us": 0.3, "F": 0.02}
    base = {"installed_base": [{"supplier": "D", "category": "PCs", "amount": 9}]}
    found = colours(chart(tmp_path, WALLET, market(shares, it=base, satisfaction=scores)))
    assert (found["A"], found["D"], found["F"], found["B"]) == (*RIVALS, OTHERS)


def test_categories_have_their_own_colours(tmp_path: Path):
    budget = [{"year": 2025, "category": f"Line {number}", "amount": 9 - number} for number in range(6)]
    stack = chart(tmp_path, BUDGET, market({}, it={"budget": budget}))
    assert tuple(series.colour for series in stack.series) == CATEGORIES


def test_series_without_any_colour_are_categories_and_ours_beside_another_colour(tmp_path: Path):
    base = installed(us=1, A=2)
    plan = market({}, it=base)
    lines = "chart: {{kind: bar, rows: figures.installed_base, x: category, y: [our_amount, {}]}}"
    plain = chart(tmp_path, lines.format("their_amount"), plan)
    mixed = chart(tmp_path, lines.format("{field: their_amount, colour: grey2}"), plan)
    assert [series.colour for series in plain.series] == list(CATEGORIES[:2])
    assert [series.colour for series in mixed.series] == ["primary", "grey2"]


def test_categories_are_sorted_by_size_with_the_rest_last(tmp_path: Path):
    plan = market({"Small": 0.1, "us": 0.2, "Big": 0.3})
    assert chart(tmp_path, WALLET, plan).categories == ("Big", "Us", "Small", "Rest")
    amounts = {"PCs": 3, "Servers": 9, "Networks": 5}
    base = [{"supplier": "us", "category": name, "amount": amount} for name, amount in amounts.items()]
    plan = market({}, it={"installed_base": base})
    assert chart(tmp_path, SPEND, plan).categories == ("Servers", "Networks", "PCs")
    kept = chart(tmp_path, SPEND.replace("}", ", by_size: no}"), plan)
    assert kept.categories == ("PCs", "Servers", "Networks")


def test_times_and_stages_keep_their_order(tmp_path: Path):
    budget = [{"year": year, "category": "all", "amount": amount} for year, amount in ((2024, 1), (2025, 9), (2026, 3))]
    assert chart(tmp_path, BUDGET, market({}, it={"budget": budget})).categories == ("2024", "2025", "2026")
    deals = [{"name": name, "stage": name, "amount": n} for n, name in enumerate(("prospect", "propose", "won"), 1)]
    plan = loads(to_yaml({"period": "2026-Q4", "language": "en", "account": {"id": "a", "name": "A"}, "deals": deals}))
    lines = "chart: {kind: bar, rows: deals, x: stage, y: [amount]}"
    assert chart(tmp_path, lines, plan).categories == ("Prospect", "Propose", "Won")


def test_stacks_over_more_than_eight_years_show_the_latest_eight(tmp_path: Path):
    budget = [{"year": year, "category": "all", "amount": 5} for year in range(2015, 2027)]
    years = chart(tmp_path, BUDGET, market({}, it={"budget": budget})).categories
    assert years == tuple(map(str, range(2019, 2027)))


@pytest.mark.parametrize(("lead", "kind"), [(0.4, "bar"), (0.6, "radar")])
def test_a_radar_needs_differences_of_a_tenth_of_its_scale(tmp_path: Path, lead: float, kind: str):
    rows = [{"criterion": f"C{n}", "ours": 4, "competitors": {"A": 4 - lead}} for n in range(4)]
    found = chart(tmp_path, SCORES, market({}, satisfaction=rows))
    assert found.kind == kind
    assert colours(found) == {"Ours": "primary", "A": "rival1"}


def test_the_best_rated_competitor_is_in_the_picture(tmp_path: Path):
    scores = {"A": 1, "B": 2, "Best": 5}
    rows = [{"criterion": f"C{n}", "ours": 3, "competitors": scores} for n in range(4)]
    found = chart(tmp_path, SCORES, market({}, satisfaction=rows))
    assert [series.name for series in found.series] == ["Ours", "Best"]


def test_shares_are_whole_where_the_layout_asks_for_it(tmp_path: Path):
    plan = market({"us": 0.306, "them": 0.4})
    formats = [chart(tmp_path, spec, plan).number_format for spec in (WALLET, WALLET.replace("}", ", whole: yes}"))]
    assert formats == ["#,##0.0", "#,##0"]


def test_a_slide_shows_two_lines_of_long_names_beside_bars_and_a_report_all_of_them(tmp_path: Path) -> None:
    name = "Rechenzentrumsmigrationsverantwortlichkeitsübertragung " * 3
    plan = market({f"{name}{number}": 0.1 for number in range(5)})
    shown = []
    for paged in (True, False):
        region = Region(400, 360, paged=paged)
        (chart,) = (flow for flow in lower_block(tmp_path, WALLET, plan, "en", region) if isinstance(flow, Chart))
        shown.append([each.endswith("…") for each in chart.categories if each.startswith(name[:20])])
    assert shown == [[True] * 5, [False] * 5]


def test_few_bars_do_not_fill_a_slide(tmp_path: Path) -> None:
    (chart,) = (
        flow
        for flow in lower_block(tmp_path, WALLET, market({"Us": 0.4}), "en", Region(600, 400))
        if isinstance(flow, Chart)
    )
    assert chart.preferred_height < 160


def test_bars_are_as_high_as_their_long_names(tmp_path: Path) -> None:
    heights = []
    for name in ("Us", "Rechenzentrumsmigrationsverantwortlichkeitsübertragung " * 3):
        plan = market({f"{name}{number}": 0.1 for number in range(5)})
        (chart,) = (
            flow for flow in lower_block(tmp_path, WALLET, plan, "en", Region(400, 360)) if isinstance(flow, Chart)
        )
        heights.append(chart.min_height)
    assert heights[0] < heights[1] <= 360


def test_a_low_chart_shows_fewer_bars_with_whole_names(tmp_path: Path) -> None:
    """Eight bars and that of the rest, in a region that is high enough for four names, become the four greatest."""
    plan = market({f"Supplier number {number}": 0.12 - number / 100 for number in range(8)})
    title, low = lower_block(
        tmp_path, WALLET.replace("}", ", title: topic.suppliers}"), plan, "en", Region(888.0, 103.64)
    )
    assert low.categories == tuple(f"Supplier number {number}" for number in range(4))
    assert [len(series.values) for series in low.series] == [4]
    assert title.paragraphs[0].text.endswith("+ 5 more")
    assert len(chart(tmp_path, WALLET, plan).categories) == 9


@pytest.mark.parametrize(("width", "size"), [(180.0, 10.0), (600.0, 12.0)])
def test_texts_are_smaller_where_a_word_is_wider_than_its_column(width: float, size: float, tmp_path: Path) -> None:
    years = market({}, financials=[{"year": 2019 + number, "revenue": 10.0 + number} for number in range(7)])
    lines = "chart: {kind: line, rows: profile.financials, x: year, y: [revenue]}"
    assert chart(tmp_path, lines, years, Region(width, 400)).size == size


def test_amounts_in_one_unit_stand_at_the_ends_of_stacks_in_place_of_totals(tmp_path: Path) -> None:
    base = [
        {"supplier": "us", "category": "Servers", "product": "P", "amount": 180_000_000},
        {"supplier": "Contoso", "category": "Servers", "product": "Q", "amount": 30_000_000},
        {"supplier": "Contoso", "category": "PCs", "product": "R", "amount": 9_000_000},
    ]
    parts = "chart: {kind: stacked_bar, rows: analysis.category_parts, x: category, category: row.label, by: supplier, "
    block = parts + "y: [share], sums: no, title: topic.category_parts, ends: row.amount}"
    heads, chart = lower_block(tmp_path, block, market({}, it={"installed_base": base}), "en", SLIDE)
    assert isinstance(chart, Chart)
    assert chart.categories == ("Servers", "PCs")
    assert chart.sums
    assert chart.ends == ("210", "9")
    assert "right: m" in heads.paragraphs[0].text
