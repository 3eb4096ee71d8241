"""The `hints` block: what is missing, in a dashed box."""

from kamdeck.dataclass import dataclass
from kamdeck.document import Block, Heading, Region, RenderContext, Rows
from kamdeck.documented import documented
from kamdeck.flow import Box, Drawing, Flow, Frame, Paragraph, Run, height_of

PADDING = 9.0
"""The distance between the box and its text, in points."""


@documented(
    """Texts in a dashed box, which stands for what is not known yet.

    Example:
        hints: {title: topic.hints, rows: profile.ceo.challenges}
    """
)
@dataclass(frozen=True)
class Hints(Block):
    rows: Rows[object] = ()
    title: Heading = None

    @property
    def names_itself(self) -> bool:
        """Whether the block has a title of its own."""
        return self.title is not None

    def row_names(self, context: RenderContext) -> tuple[str, ...]:
        """The texts."""
        return tuple(context.wording.inner.say(row) for row in self.rows)

    def lower(self, region: Region, context: RenderContext) -> list[Flow]:
        """One drawing."""
        if not self.rows:
            return []
        sizes = context.style.theme.sizes
        title = (Run(context.wording.names(self.title), bold=True),) if self.title else ()
        heads = (Paragraph(title, sizes.body, colour="muted"),) if title else ()
        texts = (
            Paragraph((Run(name),), sizes.body, marker="–", marker_colour="muted", indent=sizes.body * 1.2, before=3.0)
            for name in self.row_names(context)
        )
        paragraphs = (*heads, *texts)
        height = height_of(paragraphs, region.width - 2 * PADDING, context.style) + 2 * PADDING
        box = Box(0.0, 0.0, region.width, height, line="grey2", dashed=True, paragraphs=paragraphs, inset=PADDING)
        return [Drawing(Frame(region.width, height, (box,)), context.wording.listed(self.row_names(context)))]
