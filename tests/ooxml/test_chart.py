"""Chart markup and workbooks agree with each other, in every kind of chart and for any texts and numbers."""

import io
import re
from dataclasses import replace
from itertools import pairwise
from typing import get_args

import openpyxl  # type: ignore[import-untyped]
import pytest
from lxml import etree

from kamdeck.flow.chart import Chart, ChartKind, Series
from kamdeck.ooxml.chart import chart_xml
from kamdeck.ooxml.chart_shades import shade
from kamdeck.ooxml.number_formats import formatted, three_figures
from kamdeck.ooxml.plot import text_lines
from kamdeck.ooxml.workbook import workbook
from kamdeck.ooxml.workbook_columns import columns, letters
from kamdeck.theme import CATEGORIES, OTHERS, Theme

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
HOSTILE = ("=1+1", "<b>&\x0b\x00\"x'", "@SUM(A1)", "零售信贷与财富管理平台", "😀 \u202eabc", " a\r\nb ", "")
YEARS = ("2022", "2023", "2024", "2025", "2026F")


def chart_of(kind: ChartKind, *series: Series, categories: tuple[str, ...] = YEARS, **more: object) -> Chart:
    return Chart(kind, categories, series, "a chart", **more)  # type: ignore[arg-type]


def root_of(
    chart: Chart, theme: Theme, language: str = "en-GB", size: tuple[float, float] = (480, 260)
) -> etree._Element:
    return etree.fromstring(chart_xml(chart, theme, language, size).encode())


def example(kind: ChartKind) -> Chart:
    ours = Series("Ours & co", (35.8, None, -3, 0.1 + 0.2, 42), forecast=4)
    theirs = Series("友商", (1, 2, 3, 4, 5), "grey1", line=True, number_format="0.0%", outlined=True)
    return chart_of(kind, ours, theirs, sums=True, legend=True, totals=(0,), category_name="Year")


def assert_the_workbook_holds_what_the_chart_shows(chart: Chart, theme: Theme) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(workbook(chart)))["Sheet1"]
    references = list(root_of(chart, theme).iter(f"{C}numRef", f"{C}strRef"))
    assert references
    for reference in references:
        name, _, cells = (reference.findtext(f"{C}f") or "").partition("!")
        area = sheet[cells.replace("$", "")]
        found = [cell for row in area for cell in row] if isinstance(area, tuple) else [area]
        shown = {int(point.get("idx") or 0): point.findtext(f"{C}v") for point in reference.iter(f"{C}pt")}
        count = reference.find(f".//{C}ptCount")
        assert name == "Sheet1" and count is not None and int(count.get("val") or 0) <= len(found)
        for index, cell in enumerate(found):
            if reference.tag == f"{C}numRef":
                assert (float(shown[index] or "") if index in shown else None) == cell.value
            else:
                assert cell.data_type in "sn" and (cell.value or "") == (shown.get(index) or "")


@pytest.mark.parametrize("kind", get_args(ChartKind))
def test_the_workbook_of_every_kind_holds_what_the_chart_shows(kind: ChartKind, theme: Theme) -> None:
    assert_the_workbook_holds_what_the_chart_shows(example(kind), theme)


@pytest.mark.parametrize("kind", get_args(ChartKind))
def test_hostile_texts_stay_text_in_every_kind(kind: ChartKind, theme: Theme) -> None:
    series = Series("=cmd|'/c calc'!A0 <x> \x01", tuple(range(7)), labels=("]]>",), number_format='0" <&>"')
    chart = chart_of(kind, series, categories=HOSTILE, legend=True)
    assert_the_workbook_holds_what_the_chart_shows(chart, theme)


@pytest.mark.parametrize(
    "values", [(), (7,), (None, None), (0, 0, 0), (-5, -6), (1e12, -1e-9), (float("nan"), float("inf"), 2), (3,) * 40]
)
def test_any_numbers_give_a_sound_chart_of_every_kind(values: tuple[float | None, ...], theme: Theme) -> None:
    series = Series("A", values, forecast=1), Series("B", values, line=True)
    for kind in get_args(ChartKind):
        chart = chart_of(kind, *series, categories=tuple(f"c{index}" for index in range(len(values))), sums=True)
        for scaling in root_of(chart, theme).iter(f"{C}scaling"):
            low, high = scaling.find(f"{C}min"), scaling.find(f"{C}max")
            if low is not None and high is not None:
                assert float(low.get("val") or "") < float(high.get("val") or ""), kind


@pytest.mark.parametrize("kind", get_args(ChartKind))
def test_axes_are_positive_pairs_that_cross_each_other(kind: ChartKind, theme: Theme) -> None:
    root = root_of(example(kind), theme)
    crossings = {}
    for axis in (*root.iter(f"{C}catAx"), *root.iter(f"{C}valAx")):
        identity, other = axis.find(f"{C}axId"), axis.find(f"{C}crossAx")
        assert identity is not None and other is not None
        crossings[identity.get("val")] = other.get("val")
    assert all(int(one or "") > 0 and crossings[other] == one for one, other in crossings.items())
    named = {one.get("val") for group in root.iter(f"{C}barChart", f"{C}lineChart") for one in group.iter(f"{C}axId")}
    assert named <= set(crossings)


@pytest.mark.parametrize("kind", get_args(ChartKind))
def test_labels_have_positions_that_their_chart_type_allows(kind: ChartKind, theme: Theme) -> None:
    allowed = {
        "barChart clustered": {"outEnd", "inEnd"},
        "barChart stacked": {"ctr", "inBase", "inEnd"},
        "lineChart standard": {"t", "b"},
        "doughnutChart ": set(),
        "radarChart ": set(),
    }
    for group in root_of(example(kind), theme).iter(f"{C}barChart", f"{C}lineChart", f"{C}doughnutChart"):
        grouping = group.find(f"{C}grouping")
        name = f"{etree.QName(group).localname} {grouping.get('val') if grouping is not None else ''}"
        assert {place.get("val") for place in group.iter(f"{C}dLblPos")} <= allowed[name]


@pytest.mark.parametrize("kind", ["stacked_column", "stacked_bar"])
def test_the_series_of_totals_is_invisible_and_not_in_the_legend(kind: ChartKind, theme: Theme) -> None:
    root = root_of(example(kind), theme)
    (group,) = root.iter(f"{C}barChart")
    *_, total = group.iter(f"{C}ser")
    assert [place.get("val") for place in total.iter(f"{C}dLblPos")] == ["inBase"]
    assert total.find(f"{C}spPr/{A}noFill") is not None
    assert total.findtext(f"{C}tx//{C}v") == " "


def test_the_dashes_of_a_bullet_chart_stand_on_their_values_on_the_scale_of_the_columns(theme: Theme) -> None:
    sold, target = Series("Sold", (86, 24, 92, 119)), Series("Target", (84, 120, 84, 60), "text", line=True)
    chart = chart_of("bullet", sold, target)
    root = root_of(replace(chart, categories=("Q1", "Q2", "Q3", "Q4")), theme)
    columns_, dashes = root.iter(f"{C}barChart")
    support, dash, lift, above = dashes.iter(f"{C}ser")
    shown = [[point.findtext(f"{C}v") for point in part.iter(f"{C}pt")] for part in (support, lift)]
    assert shown[0][-4:] == ["84", "120", "84", "60"] and shown[1][-1:] == ["5.4"]
    assert support.find(f"{C}spPr/{A}noFill") is not None and dash.find(f"{C}spPr/{A}solidFill") is not None
    ends = {
        (axis.findtext(f"{C}delete"), *(axis.find(f"{C}scaling/{C}{end}").get("val") for end in ("max", "min")))
        for axis in root.iter(f"{C}valAx")
    }
    assert len(ends) == 1
    # A label stands above its dash, or above a column that passes this by little; below the dash of a far lower one.
    deleted = [
        {each.find(f"{C}idx").get("val") for each in part.iter(f"{C}dLbl") if each.find(f"{C}delete") is not None}
        for part in (support, above)
    ]
    assert deleted == [{"0", "1", "2"}, {"3"}]
    assert not list(lift.iter(f"{C}dLbl"))
    assert {each.get("val") for each in columns_.iter(f"{C}overlap")} == {"100"}


@pytest.mark.parametrize("height", range(1, 12))
def test_a_low_column_has_no_label_where_the_dash_would_strike_it_through(theme: Theme, height: int) -> None:
    def has_label(dash: float) -> bool:
        sold, target = Series("Sold", (height, 80.0)), Series("Target", (dash, 80.0), "text", line=True)
        root = root_of(replace(chart_of("bullet", sold, target), categories=("Q1", "Q2")), theme)
        labels = {each.find(f"{C}idx").get("val"): each for each in next(root.iter(f"{C}barChart")).iter(f"{C}dLbl")}
        return "0" not in labels or labels["0"].find(f"{C}delete") is None

    # Of a column that is as high as digits, but lower than a line, the dash at its top would cross the label.
    assert has_label(float(height)) <= has_label(40.0)
    assert (height == 5) == (has_label(40.0) and not has_label(float(height)))


def test_leaders_of_stacks_are_named_and_only_they_and_ours_have_labels(theme: Theme) -> None:
    parts = (
        Series("Us", (20.0, 30.0), "primary"),
        Series("Fabrikam", (50.0, 30.0), "rival1"),
        Series("Contoso", (20.0, 25.0), "rival2"),
        Series("Others", (10.0, 15.0), OTHERS),
    )
    chart = chart_of("stacked_bar", *parts, categories=("Servers", "PCs"), leaders=True)
    labels = {}
    for series in root_of(chart, theme).iter(f"{C}ser"):
        points = {point.find(f"{C}idx").get("val"): point for point in series.iter(f"{C}dLbl")}
        kept = {index: point for index, point in points.items() if point.find(f"{C}delete") is None}
        deleted = set(points) - set(kept)
        named = {index for index, point in kept.items() if point.find(f"{C}showSerName").get("val") == "1"}
        labels[series.findtext(f".//{C}tx//{C}v")] = (deleted, named)
    assert labels["Us"][0] == set()
    assert labels["Fabrikam"] == (set(), {"0", "1"})
    # Contoso leads nowhere, so that its largest part has its name; others have no label.
    assert labels["Contoso"] == ({"0"}, {"1"})
    assert labels["Others"][0] == {"0", "1"}


def test_a_radar_has_no_smooth_lines(theme: Theme) -> None:
    assert root_of(example("radar"), theme).find(f".//{C}smooth") is None


def test_a_radar_has_a_scale_from_0_to_5_by_default(theme: Theme) -> None:
    marks = Series("Us", (4.1, 3.2, 2.0))
    for greatest, edge in ((None, "5"), (10.0, "10")):
        chart = chart_of("radar", marks, categories=("a", "b", "c"), greatest_value=greatest)
        ends = root_of(chart, theme).find(f".//{C}valAx/{C}scaling/{C}max")
        assert ends is not None and ends.get("val") == edge


@pytest.mark.parametrize(
    ("ours", "theirs", "below", "above"),
    [((4.5, 4, 4, 4), (3.5, 4, 4, 4), (2, 3), (4.5, 5)), ((1, 4, 4, 4), (None, 1, 1, 1), (-1, 1), (1, 2))],
)
def test_the_numbers_of_a_radar_are_where_no_line_runs(
    ours: tuple[float, ...],
    theirs: tuple[float | None, ...],
    below: tuple[float, float],
    above: tuple[float, float],
    theme: Theme,
) -> None:
    chart = chart_of("radar", Series("Us", ours), Series("They", theirs), categories=tuple("abcd"))
    chart = replace(chart, number_format="#,##0.0")
    code = root_of(chart, theme).find(f".//{C}valAx/{C}numFmt")
    assert code is not None
    found = re.fullmatch(r"\[<=(.+)\]#,##0;\[>=(.+)\]#,##0;", code.get("formatCode") or "")
    assert found is not None
    assert below[0] < float(found[1]) < below[1]
    assert above[0] < float(found[2]) < above[1]


def test_a_missing_value_has_no_point_and_an_empty_cell(theme: Theme) -> None:
    chart = chart_of("column", Series("A", (1, None, 3)), categories=("a", "b", "c"))
    points = root_of(chart, theme).iterfind(f".//{C}val//{C}pt")
    assert [point.get("idx") for point in points] == ["0", "2"]
    sheet = openpyxl.load_workbook(io.BytesIO(workbook(chart)))["Sheet1"]
    assert sheet["B3"].value is None


def test_the_changes_of_a_waterfall_start_where_the_last_one_ended(theme: Theme) -> None:
    series = Series("Pipeline", (137.6, -25.2, -5.6, 44.7, 151.5))
    root = root_of(chart_of("waterfall", series, totals=(0, 4), number_format="0.0"), theme)
    support, bars = (
        [float(v.text or "") for v in one.iterfind(f"{C}val//{C}v")] for one in list(root.iter(f"{C}ser"))[:2]
    )
    assert support == [0, 112.4, 106.8, 106.8, 0] and bars == [137.6, 25.2, 5.6, 44.7, 151.5]
    assert [text.text for text in root.iter(f"{A}t")] == ["138", "−26", "−5", "+45", "152"]


def test_a_waterfall_can_go_below_zero(theme: Theme) -> None:
    root = root_of(chart_of("waterfall", Series("X", (10, -25, 20)), categories=("a", "b", "c")), theme)
    columns = [
        {
            int(point.get("idx") or 0): float(point.findtext(f"{C}v") or "")
            for point in series.iterfind(f"{C}val//{C}pt")
        }
        for series in list(root.iter(f"{C}ser"))[:3]
    ]
    assert columns == [{0: 0, 1: 0, 2: 0}, {0: 10, 1: 10, 2: 5}, {1: -15, 2: -15}]


def test_a_forecast_line_continues_dashed_from_the_end_of_the_actual_one(theme: Theme) -> None:
    root = root_of(chart_of("line", Series("Margin", (28.8, 29.4, 29.2, 27.8, 27.6), forecast=4), legend=True), theme)
    real, expected = root.iter(f"{C}ser")
    assert [point.get("idx") for point in real.iterfind(f"{C}val//{C}pt")] == ["0", "1", "2", "3"]
    assert [point.get("idx") for point in expected.iterfind(f"{C}val//{C}pt")] == ["3", "4"]
    assert real.find(f"{C}spPr//{A}prstDash") is None and expected.find(f"{C}spPr//{A}prstDash") is not None
    entry = root.find(f".//{C}legendEntry/{C}idx")
    assert entry is not None and entry.get("val") == "1"


def test_a_forecast_column_is_tinted_and_dashed(theme: Theme) -> None:
    root = root_of(chart_of("column", Series("Revenue", (1, 2, 3, 4, 5), "contrast", forecast=4)), theme)
    (point,) = root.iter(f"{C}dPt")
    index, fill = point.find(f"{C}idx"), point.find(f"{C}spPr/{A}solidFill/{A}schemeClr")
    assert index is not None and index.get("val") == "4" and fill is not None and fill.get("val") == "accent2"
    assert [(etree.QName(one).localname, one.get("val")) for one in fill] == [("lumMod", "20000"), ("lumOff", "80000")]
    assert point.find(f".//{A}prstDash") is not None


def test_labels_in_a_stack_are_readable_on_their_fill(theme: Theme) -> None:
    chart = chart_of("stacked_column", Series("A", (5,), "primary"), Series("B", (5,), "grey3"), categories=("a",))
    inks = [
        one.get("val")
        for one in root_of(chart, theme).iterfind(f".//{C}dLbls/{C}txPr//{A}defRPr/{A}solidFill/{A}schemeClr")
    ]
    assert inks == ["bg1", "tx1"]


def named(chart: Chart, theme: Theme, width: float = 480) -> list[tuple[str, int]]:
    """The series that a label names, and the index of the point that the label belongs to."""
    return [
        (series.findtext(f"{C}tx//{C}v") or "", int(label.find(f"{C}idx").get("val")))  # type: ignore[union-attr, arg-type]
        for series in root_of(chart, theme, size=(width, 260)).iter(f"{C}ser")
        for label in series.iterfind(f"{C}dLbls/{C}dLbl")
        if label.find(f"{C}showSerName[@val='1']") is not None
    ]


def test_the_parts_of_a_stack_name_their_series_instead_of_a_legend_if_all_have_room(theme: Theme) -> None:
    series = Series("Ours", (30.0, 5.0)), Series("Theirs", (10.0, 40.0), "rival1")
    chart = chart_of("stacked_bar", *series, categories=("a", "b"), legend=True, sums=True)
    assert named(chart, theme) == [("Ours", 0), ("Theirs", 1)]
    assert root_of(chart, theme).find(f".//{C}legend") is None
    assert named(chart, theme, width=90) == []
    assert root_of(chart, theme, size=(90, 260)).find(f".//{C}legend") is not None


def test_columns_name_their_series_in_the_latest_one(theme: Theme) -> None:
    series = Series("Ours", (30.0, 25.0)), Series("Theirs", (10.0, 40.0), "rival1")
    assert named(chart_of("stacked_column", *series, categories=("a", "b"), legend=True), theme) == [
        ("Ours", 1),
        ("Theirs", 1),
    ]


def test_our_bar_among_those_of_companies_has_its_label_inside(theme: Theme) -> None:
    shares = Series("Share", (0.31, 0.27, 0.18), points=("primary", "rival1", "others"), number_format="0 %")
    root = root_of(chart_of("bar", shares, categories=("Us", "Big", "Rest")), theme)
    labels = {label.find(f"{C}idx"): label.find(f"{C}dLblPos[@val='inEnd']") for label in root.iter(f"{C}dLbl")}
    inside = [index.get("val") for index, place in labels.items() if index is not None and place is not None]
    assert inside == ["0"]
    alone = replace(shares, points=("primary", "primary", "primary"))
    assert root_of(chart_of("bar", alone, categories=("Us", "Big", "Rest")), theme).find(f".//{C}dLbl") is None


def test_our_part_of_a_stack_has_a_wider_border_than_those_of_competitors(theme: Theme) -> None:
    series = Series("Ours", (5,)), Series("Big", (5,), "rival1"), Series("Rest", (5,), "others")
    root = root_of(chart_of("stacked_bar", *series, categories=("a",)), theme)
    lines = [one.find(f"{C}spPr/{A}ln") for one in root.iter(f"{C}ser")]
    assert [int(line.get("w")) for line in lines if line is not None] == [28575, 9525, 9525]


def test_slices_that_are_no_companies_have_the_colours_of_categories(theme: Theme) -> None:
    chart = chart_of("doughnut", Series("A", (5, 3, 2)), categories=("a", "b", "c"))
    assert [shade(chart, columns(chart)[0], index).fill for index in range(3)] == list(CATEGORIES[:3])


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (1.24, "#,##0.000", "1.24"),
        (0.1234, "#,##0.000", "0.123"),
        (151.5, "#,##0.0", "152"),
        (99.96, "#,##0.0", "100"),
        (9.996, "0.00", "10.0"),
        (0.4567, "0.00 %", "45.7 %"),
        (12.3, '"CNY "0.00" m"', "CNY 12.3 m"),
        (1234.0, "#,##0", "1,234"),
        (0.0, "0.0", "0.0"),
        (5.0, "General", "5"),
    ],
)
def test_labels_have_at_most_three_significant_decimals(value: float, code: str, shown: str) -> None:
    assert formatted(value, three_figures(value, code)) == shown


def test_a_label_with_fewer_decimals_has_a_format_of_its_own(theme: Theme) -> None:
    series = Series("A", (0.123, 1.24), number_format="0.000")
    root = root_of(chart_of("column", series, categories=("a", "b")), theme)
    codes = [label.find(f"{C}numFmt") for label in root.iter(f"{C}dLbl")]
    assert [code.get("formatCode") for code in codes if code is not None] == ["0.00"]


def test_a_part_of_a_stack_that_is_too_small_has_no_label(theme: Theme) -> None:
    chart = chart_of("stacked_column", Series("A", (100,)), Series("B", (1,)), categories=("a",))
    removed = [series.find(f".//{C}dLbl/{C}delete") is not None for series in root_of(chart, theme).iter(f"{C}ser")]
    assert removed == [False, True]


@pytest.mark.parametrize("bars", [3, 5, 6, 7])
def test_the_bars_of_a_stack_are_thicker_than_a_line_of_their_labels(bars: int, theme: Theme) -> None:
    height, names = 133, tuple("abcdefg"[:bars])
    series = [Series(name, (20,) * bars, f"grey{n}") for n, name in enumerate(("Ours", "Rival"), 1)]
    root = root_of(chart_of("stacked_bar", *series, categories=names), theme, size=(480, height))
    gap = next(root.iter(f"{C}gapWidth")).get("val")
    size = next(root.iter(f"{C}dLbls")).find(f".//{A}defRPr")
    assert gap is not None and size is not None
    assert height / bars / (1 + int(gap) / 100) >= 1.6 * int(size.get("sz") or 0) / 100


def test_bars_that_are_lower_than_a_line_have_no_labels_inside(theme: Theme) -> None:
    series = [Series(name, (20,) * 12, f"grey{n}") for n, name in enumerate(("Ours", "Rival"), 1)]
    root = root_of(chart_of("stacked_bar", *series, categories=tuple("abcdefghijkl")), theme, size=(480, 133))
    labels = [label for group in root.iter(f"{C}dLbls") for label in group.iter(f"{C}dLbl")]
    assert len(labels) == 24 and all(label.find(f"{C}delete") is not None for label in labels)


@pytest.mark.parametrize(("width", "skip"), [(300, None), (120, "2")])
def test_years_are_thinned_before_they_collide(width: float, skip: str | None, theme: Theme) -> None:
    root = root_of(chart_of("column", Series("A", (1, 2, 3, 4, 5))), theme, size=(width, 200))
    found = root.find(f".//{C}catAx/{C}tickLblSkip")
    assert (None if found is None else found.get("val")) == skip


def test_labels_are_left_out_if_there_are_too_many(theme: Theme) -> None:
    values = tuple(float(index * 37 % 101 * 100) for index in range(30))
    root = root_of(chart_of("column", Series("A", values), categories=tuple(map(str, range(30)))), theme)
    removed = {int(one.get("val") or 0) for one in root.iterfind(f".//{C}dLbl/{C}idx")}
    kept = sorted(set(range(30)) - removed)
    assert 29 in kept and values.index(max(values)) in kept and all(after - one > 3 for one, after in pairwise(kept))


def test_the_first_bar_is_on_top(theme: Theme) -> None:
    orientation = root_of(chart_of("bar", Series("A", (1, 2, 3, 4, 5))), theme).find(f".//{C}catAx//{C}orientation")
    assert orientation is not None and orientation.get("val") == "maxMin"


PROJECTS = ("数据中心服务器与存储设备采购与维护", "Core banking licences and their maintenance", "网点", "PCs")


@pytest.mark.parametrize("height", [180, 254, 400])
@pytest.mark.parametrize("kind", ["column", "combination", "line"])
def test_the_plot_ends_above_the_category_labels_and_the_legend(kind: ChartKind, height: int, theme: Theme) -> None:
    series = Series("A", (1, 2, 3, 4)), Series("B", (2, 3, 4, 5), line=True)
    chart = chart_of(kind, *series, categories=PROJECTS, legend=True)
    layout = root_of(chart, theme, size=(440, height)).find(f"{C}chart/{C}plotArea/{C}layout/{C}manualLayout")
    assert layout is not None
    layout_values = {etree.QName(one).localname: one.get("val") or "" for one in layout}
    under = height - (float(layout_values["y"]) + float(layout_values["h"])) * height
    assert layout_values["layoutTarget"] == "inner"
    assert under == pytest.approx(4 * chart.size * 1.5 + 1.2 * 10 + 14, abs=0.2)


@pytest.mark.parametrize(
    ("text", "region", "lines"),
    [
        ("", 40, 1),
        ("Core banking", 200, 1),
        ("Core banking", 60, 2),
        ("Corebankingplatforms", 60, 2),
        ("核心银行系统", 40, 2),
        ("2026年\n第四季度", 200, 2),
        ("核心banking系统", 48, 3),
    ],
)
def test_labels_are_broken_as_their_script_allows(text: str, region: float, lines: int) -> None:
    assert text_lines(text, 10.0, region) == lines


def test_chinese_words_are_marked_as_chinese_in_an_english_document(theme: Theme) -> None:
    languages = {}
    for text in ("客户", "customer"):
        run = root_of(chart_of("bar", Series("A", (1,)), categories=(text,)), theme).find(f"{C}txPr//{A}defRPr")
        assert run is not None
        languages[text] = (run.get("lang"), run.get("altLang"))
    assert languages == {"客户": ("zh-CN", "en-GB"), "customer": ("en-GB", None)}


def test_the_labels_of_a_series_replace_its_numbers(theme: Theme) -> None:
    series = Series("A", (140, 20), labels=("140 = 67 %", ""))
    root = root_of(chart_of("bar", series, categories=("a", "b")), theme)
    assert [text.text for text in root.iter(f"{A}t")] == ["140 = 67 %"]


def test_cells_carry_the_format_of_their_labels() -> None:
    chart = chart_of("bar", Series("A", (0.31,), number_format="0.0%"), Series("B", (3,)), categories=("a",))
    sheet = openpyxl.load_workbook(io.BytesIO(workbook(chart)))["Sheet1"]
    assert [sheet[cell].number_format for cell in ("B2", "C2")] == ["0.0%", "#,##0"]


def test_a_text_that_looks_like_an_encoded_character_stays_in_the_workbook() -> None:
    chart = chart_of("bar", Series("A", (1,)), categories=("_x0041_",))
    assert openpyxl.load_workbook(io.BytesIO(workbook(chart)))["Sheet1"]["A2"].value == "_x0041_"


def test_a_workbook_has_the_same_bytes_every_time() -> None:
    assert workbook(example("waterfall")) == workbook(example("waterfall"))


@pytest.mark.parametrize(
    ("values", "code", "size", "count"),
    [((84, 86, 120), "0", 1200, 18), ((0.84, 0.24, 1.2), "0.00", 1000, 18), ((8400, 2400, 12000), "#,##0", 1200, 3)],
)
def test_labels_are_smaller_if_they_would_not_fit_otherwise(
    values: tuple[float, ...], code: str, size: int, count: int, theme: Theme
) -> None:
    series = (Series(name, values * 2) for name in "ABC")
    chart = chart_of("column", *series, categories=tuple("abcdef"), number_format=code, legend=True)
    root = root_of(chart, theme, size=(430, 260))
    sizes = {run.get("sz") for run in root.iterfind(f".//{C}dLbls/{C}txPr//{A}defRPr")}
    assert sizes == {str(size)}
    assert 18 - len(root.findall(f".//{C}dLbl/{C}delete")) == count


def test_columns_are_named_beyond_z() -> None:
    assert [letters(index) for index in (1, 26, 27, 702, 703)] == ["A", "Z", "AA", "ZZ", "AAA"]
