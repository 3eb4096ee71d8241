"""A style, a brand and a render context built from constants, for tests that read no files."""

from typing import Any, Literal

from kamdeck.brand import Brand, Rect, Regions
from kamdeck.document import Block, Columns, Document, RenderContext, Section, Stack, Topic
from kamdeck.flow import Flow, Style
from kamdeck.model.values import Text
from kamdeck.subject_protocol import NO_SUBJECT
from kamdeck.theme import CATEGORIES, OTHERS, RIVALS, Colour, Theme
from kamdeck.wording import Wording
from tests.words import without_names

ROLES = (
    "text",
    "ground",
    "muted",
    "primary",
    "contrast",
    "grey1",
    "grey2",
    "grey3",
    "grey4",
    "good",
    "warn",
    "bad",
    *RIVALS,
    OTHERS,
    *CATEGORIES,
)
THEME = Theme({role: Colour("445566") for role in ROLES})
STYLE = Style(THEME)


def context(language: str = "en", plan: Any = None, **terms: str) -> RenderContext:
    """A render context in a language; its only terms are the given ones, with a dot in a key written as `__`."""
    names = {key.replace("__", "."): Text(plain=name) for key, name in terms.items()}
    return RenderContext(STYLE, Wording(language, without_names(names), plan or NO_SUBJECT))


def brand(width: float, height: float) -> Brand:
    """A brand with slides of a size in points, each with a title above a body."""
    regions = Regions(Rect(36, 30, width - 72, 60), Rect(36, 100, width - 72, height - 140), 24.0)
    return Brand(width, height, THEME, regions, regions)


class FixedFlows(Block):
    """A block that returns the flows that it was given, whatever its region."""

    def __init__(self, *flows: Flow) -> None:
        self.flows = flows

    def lower(self, region: Any, context: Any) -> list[Flow]:
        return list(self.flows)


def document(
    *parts: Block | Columns, headline: str = "A headline", kind: Literal["cover", "content"] = "content", **more: Any
) -> Document:
    """A document with one section and one topic that contains these parts."""
    topic = Topic("topic", Text(plain="Topic"), kind, headline, Stack(parts), **more)
    section = Section("section", Text(plain="Section"), "", "", (topic,))
    return Document(
        "Title", "", "", "", "2026-10-08T00:00:00Z", "Footer", "8 October 2026", (section,), context().wording
    )
