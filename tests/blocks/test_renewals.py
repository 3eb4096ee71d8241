"""Renewals by quarter: areas are like amounts, what is not drawn is summed up, and texts fit at any width."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from kamdeck.blocks.renewals import Renewals
from kamdeck.document import Region
from kamdeck.flow import Box, Drawing
from kamdeck.model.values import Category, Company, CustomerAmount, Quarter
from kamdeck.model.values import Text as PlanText
from kamdeck.theme import OTHERS, RIVALS
from tests.analysis.small_plans import plan_of
from tests.blocks.spoken_context import assert_fits, spoken
from tests.blocks.test_drawings_over_time import REGIONS, SLIDE, drawings, shown_text


def company(name: str, *, ours: bool = False) -> Company:
    return Company(id=name.lower(), name=PlanText(plain=name), ours=ours)


OURS, RIVAL = company("Northwind", ours=True), company("Fabrikam")
CONTEXT = replace(spoken("en", plan_of()), rivals=(RIVAL, company("A"), company("B")))


def group(amount: float, supplier: Company | None = RIVAL, category: str = "Servers") -> SimpleNamespace:
    return SimpleNamespace(
        deals=(), supplier=supplier, category=Category(plain=category), amount=CustomerAmount(amount)
    )


def quarter(number: int, theirs: tuple[Any, ...] = (), ours: tuple[Any, ...] = (), **more: bool) -> SimpleNamespace:
    def total(groups: tuple[Any, ...]) -> CustomerAmount | None:
        return CustomerAmount(sum(each.amount for each in groups)) if groups else None

    return SimpleNamespace(
        quarter=Quarter(f"{2027 + number // 4}-Q{number % 4 + 1}"),
        ours=total(ours),
        theirs=total(theirs),
        our_groups=ours,
        their_groups=theirs,
        marked=more.get("marked", False),
    )


def drawn(*rows: SimpleNamespace, region: Region = SLIDE) -> Drawing:
    (drawing,) = drawings(Renewals(rows).lower(region, CONTEXT))
    return drawing


def circles(drawing: Drawing) -> list[Box]:
    return [item for item in drawing.frame.items if isinstance(item, Box) and item.shape == "ellipse"]


def test_the_area_of_a_circle_is_like_its_amount() -> None:
    large, small = circles(drawn(quarter(0, (group(80), group(20)))))
    assert large.width == pytest.approx(2 * small.width)


def test_ours_are_primary_and_rivals_have_the_greys_of_the_charts() -> None:
    found = circles(drawn(quarter(0, (group(80), group(20, company("Litware"))), (group(30, OURS),))))
    assert [circle.fill for circle in found] == [RIVALS[0], OTHERS, "primary"]


def test_what_is_not_drawn_is_summed_up() -> None:
    drawing = drawn(quarter(0, tuple(group(amount) for amount in (80, 20, 7, 6))))
    assert len(circles(drawing)) == 2
    assert "+ 13 in 2 more" in shown_text((drawing,))
    many = Renewals(tuple(quarter(n, (group(5),)) for n in range(8)))
    for block in (many, replace(many, title=PlanText(plain="Renewals"))):
        texts = " ".join(text for flow in block.lower(SLIDE, spoken()) for text in flow.texts)
        assert texts.count("3 more renewal dates later") == 1


def test_the_marked_quarter_is_tinted() -> None:
    drawing = drawn(quarter(0, (group(80),), marked=True), quarter(1, (group(20),)))
    assert [item.fill for item in drawing.frame.items if isinstance(item, Box)].count("contrast:10") == 1


@pytest.mark.parametrize("region", [*REGIONS, Region(170, 300)])
@pytest.mark.parametrize("name", ["PCs", "Zusammenarbeitssoftwarelizenzverlängerung", "数据库软件与服务" * 4])
@pytest.mark.parametrize("count", [1, 9])
def test_texts_of_any_length_fit(region: Region, name: str, count: int) -> None:
    theirs = (group(112, company("Litware Software"), name), group(1, None, name), group(1))
    ours = (group(74, OURS, name), group(2, OURS, name), group(2, OURS))
    drawing = drawn(*(quarter(number, theirs, ours) for number in range(count)), region=region)
    assert_fits((drawing,), Region(region.width, 10_000))
    assert drawn(quarter(0, (), ours), region=region).alt


def test_the_deals_that_aim_at_a_contract_follow_its_name() -> None:
    aimed = group(9.0)
    aimed.deals = ("D1", "D4")
    shown = shown_text(Renewals((quarter(0, (aimed,)),)).lower(SLIDE, CONTEXT))
    assert "Servers →\u00a0D1, D4" in shown


def test_the_largest_circle_is_as_large_as_the_height_allows() -> None:
    rows = (quarter(0, (group(80), group(20)), (group(20, OURS),)),)
    sizes = [max(each.width for each in circles(drawn(*rows, region=replace(SLIDE, height=h)))) for h in (500, 132, 1)]
    assert sizes[0] == 60.0 > sizes[1] > sizes[2] == 28.0
    many = drawn(*(quarter(number, (group(80),)) for number in range(4)), region=replace(SLIDE, height=500))
    assert max(each.width for each in circles(many)) == 42.0


def test_the_band_of_ours_is_as_high_as_its_own_circles() -> None:
    both = quarter(0, (group(80),), (group(80, OURS),))
    small = quarter(0, (group(80),), (group(20, OURS),))
    assert drawn(small).frame.height < drawn(both).frame.height


def test_an_amount_that_fits_neither_in_its_circle_nor_beside_it_is_above_the_name() -> None:
    small = group(3_000_000, OURS)
    rows = [quarter(number, (group(14_000_000), group(8_300_000)), (small,)) for number in range(5)]
    japanese = replace(CONTEXT, wording=spoken("ja", plan_of()).wording)
    (drawing,) = drawings(Renewals(tuple(rows)).lower(replace(SLIDE, width=640, scarce=True), japanese))
    assert not any(circle.paragraphs for circle in circles(drawing))
    written = shown_text((drawing,))
    assert [written.count(words) for words in ("1,400", "830")] == [5, 5]


def test_amounts_have_the_unit_of_the_largest_so_that_they_fit_their_circles() -> None:
    rows = [quarter(number, (group(140_000_000), group(83_000_000))) for number in range(5)]
    chinese = replace(CONTEXT, wording=spoken("zh", plan_of()).wording)
    (drawing,) = drawings(Renewals(tuple(rows)).lower(SLIDE, chinese))
    assert {text.text for circle in circles(drawing) for text in circle.paragraphs} == {"1.4", "0.83"}
    assert "2.23" in shown_text((drawing,))
