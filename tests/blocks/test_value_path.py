"""Value paths: every row is a drawing in regions of any width, and nothing overlaps or is cut without need."""

from dataclasses import replace
from itertools import combinations
from types import SimpleNamespace

import pytest

from kamdeck.blocks.path import GAP_BETWEEN, HIGHER, LARGEST, MOST_FILLED, Path
from kamdeck.document import Region
from kamdeck.flow import Box, Drawing, Line, height_of
from kamdeck.model.values import Text as PlanText
from tests.blocks.test_drawings_over_time import LOW, NARROW, REGIONS, SLIDE, STYLE, context, overlap, shown_text


def row(need: str, *, confirmed: bool = True) -> SimpleNamespace:
    verified = SimpleNamespace(by=PlanText(plain="Zhou Min"), date=None) if confirmed else None
    return SimpleNamespace(
        need=PlanText(plain=need), verified=verified, value=PlanText(plain="Two sites"), proof=PlanText(plain="A test")
    )


@pytest.mark.parametrize("region", [*REGIONS, NARROW, LOW])
@pytest.mark.parametrize("length", [5, 60, 3000])
def test_every_row_is_a_drawing_of_four_boxes_and_two_arrows(region: Region, length: int) -> None:
    rows = (row("need " * length), row("Short"), row("Assumed", confirmed=False))
    flows = Path(rows).lower(region, context())
    assert all(isinstance(flow, Drawing) for flow in flows)
    assert {"Short", "Assumed"} <= {text.strip("“”") for text in shown_text(flows).split("\n")}
    for drawing in flows[1:]:
        assert isinstance(drawing, Drawing)
        boxes = [item for item in drawing.frame.items if isinstance(item, Box) and item.key]
        arrows = [item for item in drawing.frame.items if isinstance(item, Line) and item.arrow]
        assert (len(boxes), len(arrows)) == (4, 2)
        assert drawing.frame.height <= region.height
        assert not any(overlap(one, other) for one, other in combinations(boxes, 2))
        for box in boxes:
            assert height_of(box.paragraphs, box.width - 2 * box.inset, STYLE) <= box.height + 0.01


def test_texts_of_a_few_lines_are_never_cut() -> None:
    need = "A need that takes a few lines of its box, since the customer explains it. " * 3
    for region in REGIONS:
        assert need.strip() in shown_text(Path((row(need),)).lower(region, context()))


def grounds(rows: tuple[SimpleNamespace, ...], region: Region) -> list[str]:
    """The fill behind the boxes of each row; empty without one."""
    drawings = [flow for flow in Path(rows).lower(region, context())[1:] if isinstance(flow, Drawing)]
    found = []
    for drawing in drawings:
        first = drawing.frame.items[0]
        assert isinstance(first, Box)
        found.append("" if first.key else first.fill)
        assert all(item.x + item.width <= region.width for item in drawing.frame.items if isinstance(item, Box))
    return found


def test_a_slide_tints_the_rows_that_nobody_confirmed_unless_all_are_alike() -> None:
    confirmed, assumed = row("Sure"), row("Assumed", confirmed=False)
    assert grounds((confirmed, assumed, confirmed), SLIDE) == ["", "warn:10", ""]
    assert grounds((assumed, assumed), SLIDE) == ["", ""]
    assert grounds((confirmed, assumed), replace(SLIDE, paged=False)) == ["", ""]


def sizes_of(count: int) -> set[float]:
    """The sizes of the needs of so many rows on a slide."""
    flows = Path(tuple(row("A need") for _ in range(count))).lower(SLIDE, context())
    boxes = [item for flow in flows if isinstance(flow, Drawing) for item in flow.frame.items if isinstance(item, Box)]
    return {box.paragraphs[0].size for box in boxes if box.key.startswith("need")}


def test_few_rows_have_larger_texts_that_leave_space_for_other_blocks() -> None:
    sizes = STYLE.theme.sizes
    assert sizes_of(2) == {sizes.lead}
    assert sizes_of(4) == {sizes.body}
    assert sizes_of(8) == {sizes.dense}


def test_rows_of_few_needs_grow_and_leave_space_below() -> None:
    def height(needs: int, region: Region) -> float:
        flows = Path(tuple(row("Sure") for _ in range(needs))).lower(region, context())
        return sum(flow.frame.height for flow in flows[1:] if isinstance(flow, Drawing))

    usual = height(2, replace(SLIDE, height=120.0)) / 2
    assert usual < height(2, SLIDE) / 2 <= LARGEST + HIGHER + GAP_BETWEEN
    assert height(2, SLIDE) <= MOST_FILLED * SLIDE.height
