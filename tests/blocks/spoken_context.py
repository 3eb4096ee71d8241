"""A render context with the words that are shipped, for drawings that say sentences of their own, and their check."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from kamdeck.document import LEAST_HEIGHT, Region, RenderContext
from kamdeck.flow import Box, Flow, height_of
from kamdeck.subject_protocol import NO_SUBJECT
from kamdeck.wording import Wording
from tests.blocks.test_drawings_over_time import assert_inside, drawings, overlap, texts
from tests.document_stubs import STYLE
from tests.layouts import terms


@lru_cache
def spoken(language: str = "en", plan: Any = None) -> RenderContext:
    """The context of a document in a language, about a plan or about none."""
    return RenderContext(STYLE, Wording(language, terms(), plan or NO_SUBJECT))


def assert_fits(flows: Sequence[Flow], region: Region) -> None:
    """Check that the items of drawings are inside them, and that texts fit their frames and overlap no other text."""
    for drawing in drawings(flows):
        assert drawing.alt
        assert drawing.frame.width <= region.width + 0.01
        assert not region.paged or drawing.frame.height <= max(region.height, LEAST_HEIGHT) + 0.01
        for item in drawing.frame.items:
            assert_inside(item, drawing)
        written = texts(drawing)
        for number, one in enumerate(written):
            inner = one.width - (2 * one.inset if isinstance(one, Box) else 0.0)
            assert height_of(one.paragraphs, inner, STYLE) <= one.height + 0.01, one
            assert all(paragraph.size >= 10 for paragraph in one.paragraphs)
            assert not any(overlap(one, other) for other in written[number + 1 :]), one
