"""Budgets by year and by category: our part stands in the last year alone, and bars start at a common zero line."""

from itertools import product
from types import SimpleNamespace

import pytest

from kamdeck.blocks.budget_years import BudgetYears
from kamdeck.blocks.category_growth import GrowthBars
from kamdeck.document import Region
from kamdeck.flow import Box, Chart
from kamdeck.model.values import Category, CustomerAmount, Share, Year
from tests.analysis.small_plans import plan_of
from tests.blocks.spoken_context import assert_fits, spoken
from tests.blocks.test_drawings_over_time import REGIONS, SLIDE, drawings, shown_text
from tests.choices import crossed, in_ci

CONTEXT = spoken("en", plan_of())


def year(number: int, total: float, growth: float | None = None, ours: float | None = None) -> SimpleNamespace:
    return SimpleNamespace(
        year=Year(number),
        total=CustomerAmount(total),
        growth=None if growth is None else Share(growth),
        ours=None if ours is None else CustomerAmount(ours),
    )


def category(name: str, growth: float | None = 0.2, share: float | None = 0.3, **more: object) -> SimpleNamespace:
    fields = {
        "category": Category(plain=name),
        "first": None if growth is None else CustomerAmount(100),
        "amount": CustomerAmount(120),
        "growth": None if growth is None else Share(growth),
        "share": None if share is None else Share(share),
        "marked": False,
    }
    return SimpleNamespace(**fields | more)


def chart(*years: SimpleNamespace) -> Chart:
    *_, found = BudgetYears(years).lower(SLIDE, CONTEXT)
    assert isinstance(found, Chart)
    return found


def test_our_part_and_that_of_others_make_up_the_last_year() -> None:
    found = chart(year(2025, 115), year(2026, 124, 0.078, 38))
    assert [series.values for series in found.series] == [(None, 38), (None, 86), (115, None)]
    assert found.categories == ("2025", "2026\n+7.8\u00a0%")
    assert found.series[0].labels[1].endswith("38\n31\u00a0%")


def test_a_budget_without_our_part_has_one_series() -> None:
    (series,) = chart(year(2025, 115), year(2026, 124)).series
    assert series.values == (115, 124) and series.points == ("contrast:20", "contrast")


WIDTHS = [*REGIONS, Region(150, 300)]
CATEGORIES = ("PCs", "Zusammenarbeitssoftware und Dienste", "个人电脑与外设")


@pytest.mark.parametrize(
    ("region", "count", "name"),
    [*crossed(WIDTHS, (12, 1), CATEGORIES), *in_ci(product(WIDTHS, (40,), CATEGORIES))],
)
def test_every_category_has_a_row_and_fits(region: Region, count: int, name: str) -> None:
    rows = tuple(category(f"{name} {number}", growth=number / 10 - 0.2) for number in range(count))
    flows = GrowthBars(rows).lower(region, CONTEXT)
    assert_fits(flows, region)
    assert all(f"{number}" in shown_text(flows) for number in range(count))


def test_bars_start_at_one_zero_line_to_the_right_for_growth_and_to_the_left_for_decline() -> None:
    rows = (category("Up", 0.4), category("Flat", 0.0), category("Down", -0.1, marked=True))
    (drawing,) = drawings(GrowthBars(rows).lower(SLIDE, CONTEXT))
    boxes = [item for item in drawing.frame.items if isinstance(item, Box)]
    (up,) = (box for box in boxes if box.fill == "contrast")
    (down,) = (box for box in boxes if box.fill == "bad")
    assert up.x == pytest.approx(down.x + down.width)
    assert up.width == pytest.approx(4 * down.width)
    assert [box.fill for box in boxes].count("bad:10") == 1


def test_a_marked_category_that_grows_is_tinted_in_the_colour_of_the_customer() -> None:
    (drawing,) = drawings(GrowthBars((category("Up", 0.4, marked=True),)).lower(SLIDE, CONTEXT))
    assert "contrast:10" in [item.fill for item in drawing.frame.items if isinstance(item, Box)]


def test_growth_is_rounded_as_in_the_headline() -> None:
    shown = shown_text(GrowthBars((category("PCs", -0.0984), category("Software", 0.355))).lower(SLIDE, CONTEXT))
    assert all(CONTEXT.wording.say(Share(each)) in shown for each in (0.0984, 0.355))


def test_unknown_growth_and_share_are_dashes_without_bars() -> None:
    (drawing,) = drawings(GrowthBars((category("New", None, None),)).lower(SLIDE, CONTEXT))
    assert not [item for item in drawing.frame.items if isinstance(item, Box)]
    assert shown_text((drawing,)).count("–") == 2


@pytest.mark.parametrize(("count", "height"), [(3, 63.0), (6, 42.0)])
def test_few_categories_have_higher_rows_than_many(count: int, height: float) -> None:
    rows = tuple(category(f"C{number}", marked=not number) for number in range(count))
    (drawing,) = drawings(GrowthBars(rows).lower(SLIDE, CONTEXT))
    (tinted,) = (item for item in drawing.frame.items if isinstance(item, Box) and item.fill == "contrast:10")
    assert tinted.height == height
