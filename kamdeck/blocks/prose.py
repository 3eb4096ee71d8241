"""The `text` block: paragraphs as body text, lead, note, quotation, callout, strip or badge."""

from typing import Literal

from kamdeck.components.titles import title
from kamdeck.dataclass import dataclass
from kamdeck.document import Block, Heading, Region, RenderContext, Words
from kamdeck.documented import documented
from kamdeck.flow import Box, Drawing, Flow, Frame, Paragraph, Paragraphs, Run
from kamdeck.text.clauses import CLAUSE_END

BADGE_HEIGHT = 17.0

Manner = Literal["body", "lead", "dense", "note", "quote", "callout", "strip", "badge"]


@documented(
    """A text; each of its lines is a paragraph.

    The `manner` is its format: `lead` is large and `dense` as small as lists and tables; `callout` is on a tint;
    a `strip` has one too, and its title stands before the text; `quote` is in the customer's colour; `note` is small
    and muted; `badge` is a small filled label.

    Example:
        text: {title: topic.summary, words: "{{ profile.summary }}", manner: lead}
    """
)
@dataclass(frozen=True)
class Prose(Block):
    words: Words = ""
    title: Heading = None
    manner: Manner = "body"

    def is_empty(self) -> bool:
        """Whether there is no text; a layout then leaves the block out."""
        return not self.words.strip()

    def lower(self, region: Region, context: RenderContext) -> list[Flow]:
        """The title and one flow of paragraphs; an empty list for an empty text."""
        lines = [line for line in self.words.split("\n") if line.strip()]
        if not lines:
            return []
        if self.manner == "callout":
            return [self._callout(lines, context)]
        if self.manner == "strip":
            whole = self._strip(lines, region.width, context)
            return [self._shortest(lines, whole, region.width, context) if region.scarce else whole]
        if self.manner == "badge":
            return [self._badge(lines[0], region, context)]
        sizes = context.style.theme.sizes
        size = {"lead": sizes.lead, "dense": sizes.dense, "note": sizes.small}.get(self.manner, sizes.body)
        colour = {"note": "muted", "quote": "contrast"}.get(self.manner, "text")
        paragraphs = tuple(
            Paragraph((Run(line),), size, role=self.manner, colour=colour, before=size / 2) for line in lines
        )
        return [*title(self.title, context, rule=True), Paragraphs(paragraphs)]

    def _callout(self, lines: list[str], context: RenderContext) -> Flow:
        sizes = context.style.theme.sizes
        heads = (
            [Paragraph((Run(context.wording.names(self.title), bold=True),), sizes.dense, colour="primary")]
            if self.title
            else []
        )
        body = [Paragraph((Run(line),), sizes.dense, role="callout", before=3.0) for line in lines]
        return Paragraphs((*heads, *body), fill="primary:10", inset=12.0)

    def _shortest(self, lines: list[str], whole: Paragraphs, width: float, context: RenderContext) -> Paragraphs:
        """The first clauses of a strip of one paragraph, as many as fit one line; the `whole` if not even the first."""
        if len(lines) > 1 or _line_count(whole, width, context) == 1:
            return whole
        (line,) = lines
        ends = [match.start() for match in CLAUSE_END.finditer(line)]
        shorter = (self._strip([line[:end]], width, context) for end in reversed(ends))
        return next((each for each in shorter if _line_count(each, width, context) == 1), whole)

    def _strip(self, lines: list[str], width: float, context: RenderContext) -> Paragraphs:
        """The strip in the size of lists, or in that of labels where only this spares it a line."""
        dense, small = (
            self._strip_in(size, lines, context)
            for size in (context.style.theme.sizes.dense, context.style.theme.sizes.small)
        )
        return small if _line_count(small, width, context) < _line_count(dense, width, context) else dense

    def _strip_in(self, size: float, lines: list[str], context: RenderContext) -> Paragraphs:
        name = context.wording.names(self.title) if self.title else ""
        head = (Run(f"{name}\u2002", bold=True, colour="primary"),) if name else ()
        first, *others = lines
        body = [Paragraph((Run(line),), size, role="callout", before=3.0) for line in others]
        return Paragraphs((Paragraph((*head, Run(first)), size, role="callout"), *body), fill="primary:10", inset=7.0)

    def _badge(self, line: str, region: Region, context: RenderContext) -> Flow:
        words = Paragraph((Run(line, bold=True),), context.style.theme.sizes.small, colour="ground", align="center")
        width = words.natural_width(context.style) * 1.03 + 16.0
        # A badge is one line; a longer text becomes a filled paragraph, which can break.
        if width > region.width:
            return Paragraphs((words._replace(align="left"),), fill="contrast", inset=6.0)
        box = Box(0, 0, width, BADGE_HEIGHT, fill="contrast", shape="rounded", paragraphs=(words,), inset=6.0)
        return Drawing(Frame(width, BADGE_HEIGHT, (box,)), line)


def _line_count(strip: Paragraphs, width: float, context: RenderContext) -> int:
    """The lines that the texts of a strip take in a width."""
    return sum(len(each.lines(width - 2 * strip.inset, context.style.typeface)) for each in strip.paragraphs)
