"""Bubble charts: each bubble is a series named in the workbook, inside the axes, with labels that do not overlap."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from kamdeck.flow.chart import Chart, Series
from kamdeck.ooxml.bubble_placement import Bubbles
from kamdeck.ooxml.chart import chart_xml
from kamdeck.ooxml.plot import Plot
from kamdeck.theme import Theme

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
Row = tuple[float | None, float | None, float | None]
ROWS: tuple[Row, ...] = ((31, 4.1, 320), (22, 4.0, 51), (50, 2.5, 9), (5, 3.0, 1))
numbers = st.one_of(st.none(), st.floats(0, 1000), st.integers(0, 5))
rows = st.lists(st.tuples(numbers, numbers, numbers), min_size=1, max_size=40)


def chart_of(*rows: Row, points: tuple[str, ...] = ()) -> Chart:
    names = tuple(f"Account {number}" for number in range(len(rows)))
    across, up, size = zip(*rows, strict=True)
    series = (Series("Share %", across, points=points), Series("Satisfaction", up), Series("Pipeline", size))
    return Chart("bubble", names, series, "accounts")


def root_of(chart: Chart, theme: Theme) -> etree._Element:
    return etree.fromstring(chart_xml(chart, theme, "en-GB", (880, 340)).encode())


def bubbles_of(*rows: Row) -> Bubbles:
    return Bubbles(Plot(chart_of(*rows), Theme({}), "en-GB", 880, 340))


def shown(root: etree._Element) -> list[etree._Element]:
    """The series of bubbles that are seen; the one that sets their sizes has no name."""
    return [series for series in root.iter(f"{C}ser") if series.find(f"{C}tx") is not None]


def test_every_bubble_is_a_series_that_the_workbook_names(theme: Theme):
    found = [[each.text for each in series.iter(f"{C}f")] for series in shown(root_of(chart_of(*ROWS), theme))]
    assert found == [[f"Sheet1!${letter}${row}" for letter in "ABCD"] for row in (2, 3, 4, 5)]


def test_the_largest_bubble_is_drawn_first(theme: Theme):
    names = [each.findtext(f".//{C}v") for each in root_of(chart_of(*reversed(ROWS)), theme).iter(f"{C}tx")]
    assert names[:4] == ["Account 3", "Account 2", "Account 1", "Account 0"]


def test_both_axes_are_visible_and_named(theme: Theme):
    axes = list(root_of(chart_of(*ROWS), theme).iter(f"{C}valAx"))
    assert ["".join(text.text or "" for text in axis.iter(f"{A}t")) for axis in axes] == ["Share %", "Satisfaction"]
    assert [axis.find(f"{C}delete").get("val") for axis in axes] == ["0", "0"]  # type: ignore[union-attr]


def test_a_bubble_that_lacks_a_number_is_not_drawn(theme: Theme):
    rows = (*ROWS, (None, 3.0, 5.0), (3.0, None, 5.0), (3.0, 3.0, None), (3.0, 3.0, 0.0))
    assert len(shown(root_of(chart_of(*rows), theme))) == len(ROWS)


def test_a_tinted_bubble_has_a_border_of_its_own_colour(theme: Theme):
    (series,) = shown(root_of(chart_of(ROWS[0], points=("primary:40",)), theme))
    style = series.find(f"{C}spPr")
    assert style is not None
    fill, line = style.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}schemeClr")
    assert (fill.get("val"), line.get("val")) == ("accent1", "accent1")
    assert len(fill) and not len(line)


@pytest.mark.parametrize("rows", [ROWS, ((0, 1, 1),), ((3, 3, 3), (3, 3, 3)), ((-5, 2, 1), (9, 4, 2))])
def test_every_bubble_lies_inside_the_axes(rows: tuple[Row, ...]):
    bubbles = bubbles_of(*rows)
    for bubble in bubbles.drawable:
        disc = bubbles.disc(bubble)
        assert bubbles.plot_area.left - 0.5 <= disc.left and disc.right <= bubbles.plot_area.right + 0.5
        assert bubbles.plot_area.top - 0.5 <= disc.top and disc.bottom <= bubbles.plot_area.bottom + 0.5


@given(rows)
def test_names_of_bubbles_do_not_overlap(rows: list[Row]):
    bubbles = bubbles_of(*rows)
    discs = {bubble.index: bubbles.disc(bubble) for bubble in bubbles.drawable}
    named = {bubble.index: bubble for bubble in bubbles.drawable}
    areas = [bubbles._label(named[index], discs[index], side) for index, side in bubbles.labels.items()]
    assert not any(one.shared(other) for one, other in combinations(areas, 2))


@given(rows)
def test_the_largest_bubble_always_has_its_name(rows: list[Row]):
    bubbles = bubbles_of(*rows)
    alone = bubbles_of(*(rows[bubble.index] for bubble in bubbles.drawable[:1])) if bubbles.drawable else None
    assert alone is None or len(alone.labels) == 1


def test_axis_numbers_below_zero_that_only_add_space_have_no_label(theme: Theme):
    axis = next(root_of(chart_of((1, 3, 5), (60, 3, 500)), theme).iter(f"{C}valAx"))
    low = axis.find(f".//{C}min")
    code = axis.find(f"{C}numFmt")
    assert low is not None and code is not None
    assert float(low.get("val") or 0) < 0
    assert code.get("formatCode") == "#,##0;;#,##0"


def test_bubbles_are_small_by_an_unseen_one_where_a_program_ignores_their_scale(theme: Theme):
    root, bubbles = root_of(chart_of(*ROWS), theme), bubbles_of(*ROWS)
    *_, unseen = root.iter(f"{C}ser")
    size = float(unseen.findtext(f"{C}bubbleSize//{C}v") or 0)
    area = bubbles.plot_area
    assert [each.get("val") for each in root.iter(f"{C}bubbleScale")] == ["100"]
    assert (area.bottom - area.top) / 4 * (320 / size) ** 0.5 == pytest.approx(bubbles.diameter, rel=0.01)
    assert len(unseen.findall(f".//{A}noFill")) == 2


def test_many_bubbles_cover_a_tenth_of_the_plot_at_most():
    bubbles = bubbles_of(*((number, number % 7, 4) for number in range(40)))
    area = bubbles.plot_area
    covered = 40 * 3.1416 * bubbles.diameter**2 / 4
    assert covered <= 0.101 * (area.right - area.left) * (area.bottom - area.top)
