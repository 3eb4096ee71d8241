"""Slides that do not hold everything: drawings and charts become lower, and what is left gets its sizes back."""

from dataclasses import replace
from pathlib import Path

import pytest

from kamdeck.document import Block, Columns, Region, RenderContext
from kamdeck.flow import Box, Chart, Drawing, Flow, Frame, Series, Table
from kamdeck.magnitudes import Magnitude
from kamdeck.problems import Problems
from kamdeck.typeset.lowered_blocks import DeckBlocks, LoweredBlocks
from kamdeck.typeset.region_parts import LoweredFlows
from kamdeck.typeset.topic_filling import FilledTopic, TopicFiller
from tests.document_stubs import FixedFlows, context
from tests.drawn import faults
from tests.layouts import FOUR_TO_THREE, SLIDE, example_of, lower_block
from tests.typeset.test_slides import document
from tests.typeset.test_topic_filling import BODY, table_of


class Elastic(Block):
    """A block whose drawing is lower in a scarce region."""

    def __init__(self, height: float, scarce: float) -> None:
        self.heights, self.lowered = {False: height, True: scarce}, list[bool]()

    def lower(self, region: Region, context: RenderContext) -> list[Flow]:
        self.lowered.append(region.scarce)
        height = self.heights[region.scarce]
        return [Drawing(Frame(400.0, height, (Box(0, 0, 400.0, height, "grey4"),)), "A drawing")]


def single(*parts: Block | Columns) -> FilledTopic:
    return TopicFiller(BODY, context(), lambda part, _: part, Problems).single(parts, 20.0)


def test_drawings_become_lower_only_where_a_slide_does_not_hold_everything():
    heights = []
    for other in (BODY.height - 220, BODY.height - 160):
        ((first, *_),) = single(Elastic(200.0, 120.0), FixedFlows(*Elastic(other, other).lower(SLIDE, context()))).pages
        heights.append(first.height)
    assert heights == [200.0, 120.0]


def test_charts_keep_four_fifths_of_their_least_height_on_a_slide_that_does_not_hold_everything():
    chart = Chart("bar", ("a", "b"), (Series("s", (1.0, 2.0)),), "A chart", min_height=200.0)
    below = Elastic(BODY.height - 180, BODY.height - 180)
    ((first, second),) = single(FixedFlows(chart), below).pages
    assert isinstance(first.flow, Chart) and first.height == pytest.approx(160.0, abs=20.0)
    assert isinstance(second.flow, Drawing)


def test_a_block_is_lowered_again_only_for_what_it_asks():
    asks, never = Elastic(10.0, 5.0), FixedFlows(table_of(("one", "two")))
    blocks = LoweredBlocks()
    for region in (SLIDE, replace(SLIDE, scarce=True), replace(SLIDE, height=100.0)):
        blocks.of(asks, region, context())
        blocks.of(never, region, context())
    assert asks.lowered == [False, True]
    assert len(list(blocks)) == 3


def test_a_block_of_a_deck_is_lowered_once_for_a_topic_in_its_units():
    block, deck, topic = Elastic(10.0, 5.0), DeckBlocks(), document(FixedFlows()).sections[0].topics[0]
    shown = deck.of_topic(topic).of(block, SLIDE, context())
    again = deck.of_topic(replace(topic, headline="Another"))
    assert list(again) == []
    assert again.of(block, SLIDE, context()) is shown
    assert block.lowered == [False]
    others = replace(topic, key="other"), replace(topic, units={"EUR": Magnitude(1e6, "million")})
    assert all(deck.of_topic(each).of(block, SLIDE, context()) is not shown for each in others)


def test_what_a_slide_leaves_to_another_one_has_the_sizes_and_columns_of_its_block():
    words = "Some words of a text that is long enough for two lines of a column "
    rows = [(f"Row {number}", words, words, words) for number in range(30)]
    table = table_of(*rows, ranks=(0, 0, 2, 1))
    filled = single(FixedFlows(table), FixedFlows(table_of(("one", "two"))))
    (shown,) = [each.flow for each in filled.pages[0] if isinstance(each.flow, Table)]
    rest = filled.rest[0]
    assert isinstance(rest, LoweredFlows) and rest.as_made
    left = rest.flows[0]
    assert isinstance(left, Table)
    assert left.rows == table.rows[len(shown.rows) :]
    assert len(left.columns) == 4 > len(shown.columns)


@pytest.mark.parametrize(
    "name", ["cards", "funnel", "lists", "path", "process", "renewals", "schedule", "share_bars", "target_road"]
)
def test_blocks_are_lower_and_readable_in_a_scarce_region(name: str, tmp_path: Path):
    for region in (SLIDE, FOUR_TO_THREE):
        usual, lower = (
            lower_block(tmp_path, example_of(name), region=each) for each in (region, replace(region, scarce=True))
        )
        heights = [sum(flow.frame.height for flow in flows if isinstance(flow, Drawing)) for flows in (usual, lower)]
        assert 0 < heights[1] < heights[0]
        assert list(faults(lower, region)) == []
