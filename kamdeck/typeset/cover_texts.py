"""The title and the lines of a cover, in the largest sizes that fit, and what they leave out."""

from collections.abc import Sequence
from dataclasses import replace

from kamdeck.brand import Regions
from kamdeck.document import RenderContext, Topic
from kamdeck.flow import Drawing, Page, Paragraph, Placed, Run, height_of
from kamdeck.flow.drawing import moved
from kamdeck.flow.text import Align
from kamdeck.text.ellipsis import shortened

COVER_SIZES = (1.0, 0.85, 0.7, 0.55)
"""The font sizes to try for a cover's title, as parts of the brand's size."""
COVER_SIZES_FOR_LONG_WORDS = (0.45, 0.35)
"""Smaller sizes, for titles that would otherwise break a word."""
COVER_SEPARATOR = "  ·  "


class CoverTexts:
    """The texts of a cover's topic for the regions of a brand's cover."""

    def __init__(self, topic: Topic, regions: Regions, context: RenderContext) -> None:
        self.topic, self.regions, self.context = topic, regions, context

    @property
    def _title_width(self) -> float:
        return self.regions.title.width - self.regions.title_inset

    def left_out(self, cover: Page) -> list[str]:
        """The texts of which the cover shows only the beginning."""
        lines = COVER_SEPARATOR.join(line for line in self.topic.subtitle if line)
        paragraphs = COVER_SEPARATOR.join(paragraph.text for paragraph in cover.subtitle)
        return [
            text
            for text, shown in ((self.topic.headline, cover.title.text), (lines, paragraphs))
            if text and text != shown
        ]

    def title(self) -> Paragraph:
        """The cover's title in the brand's font size, smaller if it needs many lines or would break a word, and
        shortened if it still does not fit.
        """
        paragraph = Paragraph((Run(self.topic.headline, bold=True),), self.regions.title_size, role="title")
        for size in self._sizes(paragraph):
            paragraph = paragraph._replace(size=size)
            if self._fits(paragraph):
                return paragraph

        def fits(text: str) -> bool:
            return self._fits(paragraph._replace(runs=(Run(text, bold=True),)))

        return paragraph._replace(runs=(Run(shortened(self.topic.headline, fits), bold=True),))

    def _sizes(self, title: Paragraph) -> list[float]:
        """The font sizes to try; those that break a word are left out, unless all of them do."""
        own, least = self.regions.title_size, self.context.style.theme.sizes.lead
        # Not smaller than a lead, unless the brand's own size is.
        usual, smaller = (
            [max(own * part, min(least, own)) for part in parts] for parts in (COVER_SIZES, COVER_SIZES_FOR_LONG_WORDS)
        )
        whole = [size for size in usual if not self._breaks_word(title._replace(size=size))]
        return whole or [size for size in smaller if not self._breaks_word(title._replace(size=size))] or usual

    def _breaks_word(self, title: Paragraph) -> bool:
        return title.longest_stretch(self.context.style) > self._title_width

    def _fits(self, title: Paragraph) -> bool:
        # The brand says how many lines its own size allows; a smaller size has more in the same height.
        lines = int(self.regions.title_lines * self.regions.title_size / title.size + 0.01)
        return len(title.lines(self._title_width, self.context.style.heading)) <= lines

    def subtitle(self) -> tuple[Paragraph, ...]:
        """The cover's lines below each other in the largest font size that fits, else joined into one paragraph."""
        lines = [line for line in self.topic.subtitle if line]
        region, sizes = self.regions.subtitle, self.context.style.theme.sizes
        for size in (sizes.lead, sizes.body, sizes.dense):
            paragraphs = tuple(self._line(line, size) for line in lines)
            if region is None or height_of(paragraphs, region.width, self.context.style) <= region.height:
                return paragraphs

        def joined(text: str) -> tuple[Paragraph, ...]:
            return (self._line(text, sizes.dense),)

        def fits(text: str) -> bool:
            return region is None or height_of(joined(text), region.width, self.context.style) <= region.height

        return joined(shortened(COVER_SEPARATOR.join(lines), fits))

    def _line(self, text: str, size: float) -> Paragraph:
        align: Align = "center" if self.regions.centred else "left"
        return Paragraph((Run(text),), size, role="subtitle", align=align)

    def aligned(self, placed: Sequence[Placed]) -> list[Placed]:
        """The flows below the lines, each in the middle of a centred cover, or at the right of one set from there."""
        if not self.regions.centred and not self.regions.from_right:
            return list(placed)
        return [_moved_right(each, 0.5 if self.regions.centred else 1.0) for each in placed]


def _moved_right(placed: Placed, part: float) -> Placed:
    """A drawing that has a part of the spare width before it."""
    if not isinstance(placed.flow, Drawing):
        return placed
    frame = placed.flow.frame
    left, _, width, _ = frame.extent
    # The frame ends where its items do: one as wide as the region would leave the slide.
    items = tuple(moved(item, -left, 0.0) for item in frame.items)
    flow = replace(placed.flow, frame=replace(frame, width=width, items=items))
    return replace(placed, flow=flow, x=placed.x + (placed.width - width) * part, width=width)
