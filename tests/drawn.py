"""What the tests of drawings have in common: texts fit their frames, and no item leaves its drawing."""

from collections.abc import Iterable, Iterator
from itertools import combinations
from pathlib import Path

from kamdeck.document import Region
from kamdeck.flow import Box, Drawing, Flow, Line, TextItem, height_of
from kamdeck.plan_io import loads
from tests.document_stubs import STYLE
from tests.layouts import COLUMN, FOUR_TO_THREE, REPORT, SLIDE, lower_block
from tests.plan_fixtures import HEAD

SMALL, LARGE = Region(560, 230), Region(1300, 600)
"""The bodies of a slide of 640 × 360 points and of one of 1440 × 810."""
EVERY_REGION = (SLIDE, REPORT, FOUR_TO_THREE, COLUMN, SMALL, LARGE)
LONG_WORD = "Datenschutzfolgenabschätzungsverfahren"


def drawn(folder: Path, block: str, lines: str, region: Region = SLIDE, language: str = "en") -> list[Flow]:
    """The flows of a block for a plan of these lines."""
    return lower_block(folder, block, loads(HEAD + lines), language, region)


def texts_of(flows: Iterable[Flow]) -> list[str]:
    """The texts of drawings, in reading order."""
    return [text for flow in flows if isinstance(flow, Drawing) for text in flow.texts]


def faults(flows: Iterable[Flow], region: Region) -> Iterator[str]:
    """What is wrong in drawings: items outside their frame, texts that do not fit, and texts on each other."""
    for flow in flows:
        if not isinstance(flow, Drawing):
            continue
        left, top, width, height = flow.frame.extent
        if left < -0.5 or top < -0.5 or left + width > region.width + 0.5 or top + height > flow.frame.height + 0.5:
            yield f"items leave their drawing: {flow.frame.extent}"
        if region.paged and flow.frame.height > region.height + 0.5:
            yield f"a drawing of {flow.frame.height:.0f} points in a region of {region.height:.0f}"
        texts = [item for item in flow.frame.items if isinstance(item, TextItem) and item.paragraphs]
        yield from (f"too long: {item.paragraphs[0].text}" for item in flow.frame.items if not _fits(item))
        for one, other in combinations(texts, 2):
            if _overlap(one, other):
                yield f"{one.paragraphs[0].text} lies on {other.paragraphs[0].text}"


def _fits(item: object) -> bool:
    if isinstance(item, Line) or not item.paragraphs:
        return True
    width = item.width - (2 * item.inset if isinstance(item, Box) else 0.0)
    return height_of(item.paragraphs, width, STYLE) <= item.height + 0.01


def _overlap(one: TextItem, other: TextItem) -> bool:
    apart = one.x + one.width <= other.x + 0.1 or other.x + other.width <= one.x + 0.1
    return not apart and one.y + one.height > other.y + 0.1 and other.y + other.height > one.y + 0.1
