"""Heights that flows have at least are never above their heights, and blocks are lowered once for all heights they fit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamdeck.brand import Rect
from kamdeck.document import Block, Region, RenderContext
from kamdeck.flow import Cell, Column, Flow, Paragraph, Paragraphs, Row, Run, Table
from kamdeck.typeset.least_heights import LeastHeights
from kamdeck.typeset.region_filling import RegionFiller
from kamdeck.typeset.sizing import CLOSE_PITCHES, SMALLEST, Sizing
from tests.document_stubs import STYLE, context

WORDS = (
    "a",
    "Zusammenarbeit",
    "the core servers of the bank",
    "核心系统平台升级",
    "x" * 60,
    "4.2 million, 12 Nov 2026",
    "",
)
SIZES = STYLE.theme.sizes
SIZINGS = [
    SMALLEST,
    Sizing(2, 2, even=True),
    Sizing(1, 1),
    Sizing(-1, -1, padding=0.9, pitch=CLOSE_PITCHES[-1]),
    Sizing(-2, -2, padding=0.4, pitch=CLOSE_PITCHES[0]),
]

texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)
paragraphs = st.builds(
    lambda text, size: Paragraph((Run(text),), size), texts, st.sampled_from([SIZES.dense, SIZES.body])
)
cells = st.lists(paragraphs, min_size=1, max_size=2).map(lambda each: Cell(tuple(each)))
rows = st.lists(cells, min_size=3, max_size=3).map(lambda each: Row(tuple(each)))


@given(st.lists(rows, min_size=2, max_size=6), st.sampled_from([180.0, 430.0, 888.0]), st.sampled_from([0.0, 60.0]))
def test_no_table_is_lower_than_its_least_height(drawn: list[Row], width: float, fixed: float):
    table = Table((Column(width=fixed), Column(share=1.0), Column()), drawn[0], tuple(drawn[1:]))
    for sizing in SIZINGS:
        real = sizing.with_pitch(sizing.resized(table, STYLE), width, STYLE)
        assert isinstance(real, Table)
        assert LeastHeights(STYLE).of(table, sizing, width) <= real.height(width, STYLE) + 0.01


@given(
    st.lists(paragraphs, min_size=1, max_size=5),
    st.sampled_from([90.0, 430.0, 888.0]),
    st.sampled_from([0.0, 8.0]),
    st.booleans(),
)
def test_no_text_is_lower_than_its_least_height(drawn: list[Paragraph], width: float, inset: float, rule: bool):
    flow = Paragraphs(tuple(drawn), inset=inset, rule=rule)
    for sizing in SIZINGS:
        real = sizing.resized(flow, STYLE)
        assert isinstance(real, Paragraphs)
        assert LeastHeights(STYLE).of(flow, sizing, width) <= real.height(width, STYLE) + 0.01


class _Counted(Block):
    """A block of one text that counts how often it is lowered."""

    def __init__(self, *, asks: bool) -> None:
        self.asks, self.lowered = asks, 0

    def lower(self, region: Region, context: RenderContext) -> list[Flow]:
        """A text, of the height of the region if the block asks for it."""
        self.lowered += 1
        text = str(region.height) if self.asks else "text"
        return [Paragraphs((Paragraph((Run(text),), SIZES.body),))]


@pytest.mark.parametrize(("asks", "times"), [(False, 1), (True, 3)])
def test_a_block_is_lowered_again_only_if_it_asks_for_the_height(asks: bool, times: int):
    filler, block = RegionFiller(context()), _Counted(asks=asks)
    for height in (200.0, 300.0, 400.0, 200.0):
        filler.fill([block], Rect(0.0, 0.0, 400.0, height))
    assert block.lowered == times


def test_a_table_that_was_measured_has_its_height_on_one_page_in_the_same_sizes_only():
    table = Table((Column(), Column()), *_two_rows())
    least = LeastHeights(STYLE)
    least.add(table, Sizing(1, 2), 200.0, 123.0)
    assert least.on_one_page(table, Sizing(1, 0), 200.0) == 123.0
    assert least.on_one_page(table, Sizing(2, 2), 200.0) == least.of(table, Sizing(2, 2), 200.0)
    assert least.of(table, Sizing(1, 2), 200.0) < 123.0


def _two_rows() -> tuple[Row, tuple[Row]]:
    row = Row(tuple(Cell((Paragraph((Run(text),), SIZES.dense),)) for text in ("Name", "Share")))
    return row, (row,)
