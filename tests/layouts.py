"""Compose documents and lower single blocks from a few lines of a layout."""

import textwrap
from functools import lru_cache
from pathlib import Path

from kamdeck.blocks import BLOCKS
from kamdeck.compose.build import compose
from kamdeck.compose.layout import Layout, load_layout
from kamdeck.compose.subject import facts_of
from kamdeck.document import Block, Document, LayoutBlock, Region, RenderContext
from kamdeck.documented import documentation_of
from kamdeck.flow import Flow
from kamdeck.plan_io import Plan
from kamdeck.wording import Wording
from kamdeck.words import Words
from tests.document_stubs import STYLE
from tests.example_decks import plan_of

SLIDE, REPORT, FOUR_TO_THREE, COLUMN = (
    Region(888, 367),
    Region(450, 650, paged=False, legend_once=True),
    Region(648, 350),
    Region(440, 300),
)
REGIONS = (SLIDE, REPORT, FOUR_TO_THREE, COLUMN)
HEADER = "layout: mine\nmedium: deck\ntitle: Mine\nfile: mine\nsections:\n"
EXAMPLE = {"score_card": "deal in deals", "stages": "deal in deals"}
"""The loops (a topic's `for`) that the examples of some blocks need."""


@lru_cache
def terms() -> Words:
    """The terms that are shipped with kamdeck."""
    return Words()


def layout(folder: Path, sections: str) -> Layout:
    """A layout file with these sections. The first line of `sections` is line 5 of the file."""
    path = folder / "mine.yaml"
    path.write_text(HEADER + textwrap.indent(textwrap.dedent(sections).strip("\n"), "  ") + "\n", "utf-8")
    return load_layout(path)


def compose_sections(folder: Path, sections: str, plan: Plan | None = None, language: str = "en") -> Document:
    """A document composed from these sections and a plan, by default the bank's."""
    return compose(layout(folder, sections), plan or plan_of("huaxing-bank"), terms(), language)


def block_of(folder: Path, lines: str, plan: Plan | None = None, language: str = "en", loop: str = "") -> Block:
    """The block of a topic that contains nothing else; `loop` is the topic's `for` expression."""
    topic = "- section: profile\n  topics:\n    - topic: one\n" + (f"      for: {loop}\n" if loop else "")
    document = compose_sections(
        folder, topic + textwrap.indent(textwrap.dedent(lines).strip("\n"), "      "), plan, language
    )
    part = document.sections[0].topics[0].body.parts[0]
    assert isinstance(part, LayoutBlock)
    return part.block


def lower_block(
    folder: Path, lines: str, plan: Plan | None = None, language: str = "en", region: Region = SLIDE, loop: str = ""
) -> list[Flow]:
    """The flows that a block makes in a region."""
    block = block_of(folder, lines, plan, language, loop)
    rivals = facts_of(plan or plan_of("huaxing-bank")).rivals
    return block.lower(region, RenderContext(STYLE, composed_wording(plan, language), rivals))


def composed_wording(plan: Plan | None, language: str) -> Wording:
    """The wording of a language for a plan, with the shipped terms."""
    return Wording(language, terms(), plan or plan_of("huaxing-bank"))


def example_of(name: str) -> str:
    """The example in a block's documentation."""
    return textwrap.dedent(documentation_of(BLOCKS[name]).partition("Example:")[2])
