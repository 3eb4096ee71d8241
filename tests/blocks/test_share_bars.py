"""Shares of suppliers as bars true to scale, with their changes, and the others summed up where space is short."""

from dataclasses import dataclass
from itertools import product

import pytest

from kamdeck.blocks.share_bars import ShareBars
from kamdeck.document import Region
from kamdeck.flow import Box, Drawing
from kamdeck.model.values import Company, Share
from kamdeck.plan_io import Plan
from tests.analysis.small_plans import plan_of
from tests.blocks.spoken_context import assert_fits, spoken
from tests.blocks.test_drawings_over_time import REGIONS, SLIDE, drawings, shown_text
from tests.choices import crossed, in_ci


@dataclass(frozen=True)
class Row:
    company: Company | None
    share: Share
    change: Share | None = None


def plan(*names: str) -> Plan:
    shares = [{"company": "we", "share": "31 %"}, *({"company": name, "share": "9 %"} for name in names)]
    return plan_of(vendor={"id": "we", "name": "Northwind"}, profile={"it": {"suppliers": shares}})


PLAN = plan("Fabrikam", "Contoso")
COMPANIES = [supplier.company for supplier in PLAN.profile.it.suppliers]
CONTEXT = spoken("en", PLAN)
ROWS = (
    Row(COMPANIES[0], Share(0.31), Share(0.01)),
    Row(COMPANIES[1], Share(0.27), Share(-0.015)),
    Row(COMPANIES[2], Share(0.18), Share(0.0)),
    Row(None, Share(0.24)),
)


def drawing(rows: tuple[Row, ...], region: Region = SLIDE) -> Drawing:
    (found,) = drawings(ShareBars(rows, since=PLAN.period).lower(region, CONTEXT))
    return found


def texts(found: Drawing) -> list[str]:
    return shown_text((found,)).replace("\u00a0", " ").split("\n")


def test_bars_are_as_long_as_shares_and_each_has_its_change() -> None:
    found = drawing(ROWS)
    widths = [item.width for item in found.frame.items if isinstance(item, Box)]
    assert [width / widths[0] for width in widths] == pytest.approx([1.0, 27 / 31, 18 / 31, 24 / 31])
    told = texts(found)
    assert [each for each in told if "point" in each or each == "0"] == ["+1 point", "−1.5 points", "0"]
    assert "Others" in told


def test_without_a_known_change_there_is_no_head_for_it() -> None:
    told = texts(drawing(tuple(Row(row.company, row.share) for row in ROWS)))
    assert not [each for each in told if each.startswith("Since")]


def test_suppliers_without_space_are_summed_up_with_the_others_but_never_ours() -> None:
    ours, *rivals = plan(*(f"Rival {number}" for number in range(19))).profile.it.suppliers
    rows = tuple(Row(each.company, Share(0.05)) for each in (*rivals, ours))
    told = texts(drawing(rows, Region(400, 60)))
    shares = [int(each.removesuffix(" %")) for each in told if each.endswith(" %")]
    assert "Northwind" in told and "Others" in told
    assert len(shares) < len(rows) and sum(shares) == 100


NAMES = ("IBM", "Zusammenarbeitssoftwaregesellschaft und Partner", "联合技术服务有限公司")


@pytest.mark.parametrize(
    ("region", "count", "name"),
    [*crossed(REGIONS, (12, 1), NAMES), *in_ci(product(REGIONS, (30,), NAMES))],
)
def test_shares_fit_every_region(region: Region, count: int, name: str) -> None:
    named = plan(*(f"{name} {number}" for number in range(count))).profile.it.suppliers
    rows = tuple(Row(each.company, Share(0.04), Share(0.01)) for each in named)
    assert_fits(ShareBars(rows, since=PLAN.period).lower(region, CONTEXT), region)


@pytest.mark.parametrize("width", [250.0, 225.0])
def test_changes_stay_beside_narrow_bars_in_small_texts(width: float):
    assert "+1\u00a0point" in shown_text([drawing(ROWS, Region(width, 180.0))])
