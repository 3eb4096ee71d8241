"""Ruled lines for notes by hand, which fill the foot of a printed page that has few facts."""

from kamdeck.document import RenderContext
from kamdeck.flow import Cell, Column, Paragraph, Paragraphs, Row, Run, Table
from kamdeck.flow.report import Band, PanelColumn
from kamdeck.text.no_break import NO_BREAK
from kamdeck.typeset.panels import BORDER

LEAST = 110.0
"""The height in points from which a page is taken to be unfinished without lines."""
PITCH = 26.0
"""The distance of two lines in points."""
ABOVE = 18.0
"""The space above the title in points."""


def notes_band(width: float, height: float, context: RenderContext) -> list[Band]:
    """A title and as many ruled lines as a height has; nothing where it is less than `LEAST`, in points."""
    if height < LEAST:
        return []
    sizes, style = context.style.theme.sizes, context.style
    name = Run(context.wording.terms_of("topic.notes"), bold=True)
    title = Paragraphs((Paragraph((name,), sizes.lead, role="block_title"),), rule=True, keep_with_next=True)
    above = title.height(width, style)
    empty = Row((Cell((Paragraph((Run(NO_BREAK),), sizes.small, role="cell"),)),))
    alt = context.wording.term("topic.notes")
    count = int((height - ABOVE - above) / PITCH)
    lines = Table((Column(share=1.0),), empty, (empty,) * (count - 1), alt, rules="rows", own_size=True)
    pad = (PITCH - BORDER - lines.with_pad(0.0).heights(width, style)[0]) / 2
    return [Band((PanelColumn(0.0, width, ((title, above), (lines.with_pad(pad), PITCH * count))),), ABOVE)]
