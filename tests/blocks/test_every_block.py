"""Checks of every block: its example works, and its flows fit the region, read in order and have descriptions."""

from pathlib import Path
from textwrap import indent

import pytest

from kamdeck.blocks import BLOCKS
from kamdeck.document import LayoutBlock, RenderContext
from kamdeck.documented import documentation_of
from kamdeck.flow import Box, Chart, Drawing, Paragraphs, Picture, Table, TextItem, height_of
from tests.choices import crossed
from tests.document_stubs import STYLE
from tests.example_decks import TESTED_LANGUAGES, plan_of
from tests.layouts import EXAMPLE, REGIONS, compose_sections, composed_wording, example_of, lower_block

# `league` is about a portfolio; test_league.py has the same checks.
WITHOUT_A_FILE = sorted(set(BLOCKS) - {"image", "agenda", "contents", "league"})


@pytest.mark.parametrize(("name", "language"), crossed(WITHOUT_A_FILE, TESTED_LANGUAGES))
def test_the_example_of_a_block_fits_every_region(name: str, language: str, tmp_path: Path):
    for region in REGIONS:
        flows = lower_block(tmp_path, example_of(name), language=language, region=region, loop=EXAMPLE.get(name, ""))
        assert flows
        for flow in flows:
            assert _fits(flow, region.width), (name, region, flow)


def _fits(flow: object, width: float) -> bool:
    match flow:
        case Drawing():
            return flow.frame.width <= width + 0.1 and all(_inside(item, flow) for item in flow.frame.items)
        case Table():
            return abs(sum(flow.widths(width, STYLE)) - width) < 0.1 and min(flow.widths(width, STYLE)) > 0
        case Picture():
            return flow.width <= width + 0.1
        case Chart():
            return 0 < flow.min_height <= flow.preferred_height
        case _:
            return isinstance(flow, Paragraphs)


def _inside(item: object, drawing: Drawing) -> bool:
    if not isinstance(item, Box | TextItem):
        return True
    within = item.x >= -0.5 and item.y >= -0.5
    return (
        within
        and item.x + item.width <= drawing.frame.width + 0.5
        and item.y + item.height <= drawing.frame.height + 0.5
    )


@pytest.mark.parametrize("name", WITHOUT_A_FILE)
def test_words_in_a_drawing_fit_their_frames(name: str, tmp_path: Path):
    for language in TESTED_LANGUAGES:
        for flow in lower_block(tmp_path, example_of(name), language=language, loop=EXAMPLE.get(name, "")):
            for item in flow.frame.items if isinstance(flow, Drawing) else ():
                if isinstance(item, TextItem) or (
                    isinstance(item, Box) and item.paragraphs and item.shape == "rectangle"
                ):
                    margins = 2 * item.inset if isinstance(item, Box) else 0.0
                    assert height_of(item.paragraphs, item.width - margins, STYLE) <= item.height + 0.5, item


@pytest.mark.parametrize("name", WITHOUT_A_FILE)
def test_every_graphic_has_a_description(name: str, tmp_path: Path):
    for flow in lower_block(tmp_path, example_of(name), loop=EXAMPLE.get(name, "")):
        if isinstance(flow, Chart | Picture):
            assert flow.alt
        if isinstance(flow, Drawing):
            assert flow.alt or flow.decorative


@pytest.mark.parametrize("name", WITHOUT_A_FILE)
def test_no_text_is_smaller_than_ten_points(name: str, tmp_path: Path):
    for flow in lower_block(tmp_path, example_of(name), loop=EXAMPLE.get(name, "")):
        paragraphs = flow.paragraphs if isinstance(flow, Paragraphs) else ()
        if isinstance(flow, Table):
            paragraphs = tuple(
                each for row in (flow.header, *flow.rows) for cell in row.cells for each in cell.paragraphs
            )
        if isinstance(flow, Drawing):
            shown = (item for item in flow.frame.items if isinstance(item, Box | TextItem))
            paragraphs = tuple(each for item in shown for each in item.paragraphs)
        assert all(each.size >= 10 for each in paragraphs)
        assert all(not run.size or run.size >= 10 for each in paragraphs for run in each.runs)


@pytest.mark.parametrize("name", sorted(set(WITHOUT_A_FILE) - {"score_card", "stages", "table", "text", "chart"}))
def test_a_block_with_nothing_to_show_shows_nothing(name: str, tmp_path: Path):
    plan = plan_of("empty")
    topic = "- section: profile\n  topics:\n    - topic: one\n" + indent(example_of(name).strip("\n"), "      ")
    context = RenderContext(STYLE, composed_wording(plan, "en"))
    # A block without rows is left out, and the section with it; others make no flows.
    for section in compose_sections(tmp_path, topic, plan).sections:
        (part,) = section.topics[0].body.parts
        assert isinstance(part, LayoutBlock)
        flows = part.lower(REGIONS[0], context)
        assert not any(getattr(flow, "texts", ()) for flow in flows if not isinstance(flow, Chart))


@pytest.mark.parametrize("name", BLOCKS)
def test_the_documentation_of_a_block_has_a_summary_and_an_example(name: str):
    message = documentation_of(BLOCKS[name])
    assert message.splitlines()[0].endswith(".")
    assert example_of(name).strip().startswith(f"{name}:")
