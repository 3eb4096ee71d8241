"""The funnel: bars in narrow columns, headings that fit, and numbers as short as in sentences."""

from types import SimpleNamespace

import pytest

from kamdeck.blocks.funnel import Funnel
from kamdeck.diagrams.gridlines import frame_width
from kamdeck.document import Region
from kamdeck.flow import Box, TextItem
from kamdeck.model.values import Amount, Stage, Text
from tests.blocks.test_meeting_drawings import context, drawings, shown
from tests.layouts import SLIDE


def test_a_funnel_in_a_narrow_column_still_has_bars():
    stage = SimpleNamespace(stage=Stage.PROPOSE, count=2, amount=Amount(5_000_000), weighted=Amount(2_000_000))
    flows = Funnel((stage,)).lower(Region(340, 200), context(SLIDE))
    bars = [box.fill for box in drawings(flows)[0].frame.items if isinstance(box, Box) and box.y > 20]
    assert bars == ["primary:40", "primary"]


@pytest.mark.parametrize("language", ["en", "zh+en", "de+en", "ja+de"])
def test_the_headings_of_a_funnel_fit_their_line(language: str):
    stage = SimpleNamespace(stage=Stage.PROPOSE, count=2, amount=Amount(5_000_000), weighted=Amount(2_000_000))
    (drawing,) = Funnel((stage,)).lower(SLIDE, context(SLIDE, language))
    style = context(SLIDE, language).style
    heads = [item for item in drawing.frame.items if isinstance(item, TextItem) and item.y == 0]
    assert len(heads) == 3
    assert all(frame_width(head.paragraphs[0], style) <= head.width for head in heads)


def test_a_funnel_without_any_weighted_amount_has_no_column_for_it():
    stage = SimpleNamespace(stage=Stage.PROPOSE, count=2, amount=Amount(5_000_000), weighted=None)
    empty = SimpleNamespace(stage=Stage.QUALIFY, count=0, amount=Amount(0), weighted=Amount(0))
    assert "Weighted" not in shown(Funnel((stage, empty)).lower(SLIDE, context(SLIDE)))


def test_all_amounts_of_a_column_have_the_decimals_of_the_greatest_one():
    large = SimpleNamespace(stage=Stage.PROPOSE, count=2, amount=Amount(53.2), weighted=Amount(151.5))
    small = SimpleNamespace(stage=Stage.QUALIFY, count=1, amount=Amount(10), weighted=Amount(2.2))
    assert {"53.2", "10.0", "152", "2"} <= shown(Funnel((large, small)).lower(SLIDE, context(SLIDE)))


def test_no_amount_of_a_column_looks_like_0():
    large = SimpleNamespace(stage=Stage.PROPOSE, count=2, amount=Amount(320), weighted=Amount(23))
    small = SimpleNamespace(stage=Stage.QUALIFY, count=1, amount=Amount(0.9), weighted=Amount(0.03))
    assert {"320", "1", "23.00", "0.03"} <= shown(Funnel((large, small)).lower(SLIDE, context(SLIDE)))


def test_a_stage_that_the_sum_leaves_out_stands_below_it():
    won = SimpleNamespace(stage=Stage.WON, count=1, amount=Amount(24), weighted=Amount(24))
    still_open = SimpleNamespace(stage=Stage.PROPOSE, count=2, amount=Amount(320), weighted=Amount(150))
    block = Funnel((won, still_open), sum=lambda row: row.stage != Stage.WON, sum_title=Text(plain="Open total"))
    (drawing,) = drawings(block.lower(SLIDE, context(SLIDE)))
    tops = {item.paragraphs[0].text: item.y for item in drawing.frame.items if isinstance(item, TextItem) and item.y}
    assert tops["Propose"] < tops["Open total"] < tops["Won"]


def test_the_stages_of_a_compact_funnel_grow_into_the_height_of_a_slide():
    stages = [
        SimpleNamespace(stage=stage, count=2, amount=Amount(5_000_000), weighted=Amount(2_000_000))
        for stage in (Stage.PROSPECT, Stage.QUALIFY, Stage.PROPOSE) * 2
    ]
    low, high = (
        drawings(Funnel(tuple(stages), compact=True).lower(Region(600, height), context(SLIDE)))[0].frame.height
        for height in (100.0, 200.0)
    )
    assert low < high == pytest.approx(200.0)


@pytest.mark.parametrize("height", [150.0, 200.0, 260.0])
def test_the_bars_of_low_rows_are_as_high_as_the_ids_in_them(height: float):
    stages = [
        SimpleNamespace(stage=stage, count=2, amount=Amount(50), weighted=Amount(10), ids=("D1", "D2"))
        for stage in (Stage.PROSPECT, Stage.QUALIFY, Stage.PROPOSE, Stage.NEGOTIATE)
    ]
    funnel = Funnel(tuple(stages), compact=True, ids=lambda row: row.ids)
    (drawing,) = funnel.lower(Region(434.0, height, paged=True), context(SLIDE))
    bars = [item for item in drawing.frame.items if isinstance(item, Box) and item.fill == "primary:40" and item.y > 20]
    assert len(bars) == 4
    assert all(bar.height >= 15.0 for bar in bars)
