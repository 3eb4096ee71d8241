"""Sets the lines of a table of contents closer where only a few of them would stand on a further page."""

from collections.abc import Sequence
from dataclasses import replace

from kamdeck.brand import Paper
from kamdeck.flow import Paragraphs
from kamdeck.flow.report import CaptionedFlow, Passage, ReportElement
from kamdeck.typeset.report_pages import Ruler

LEAST_PITCH = 1.1
"""The least height of its lines as a multiple of the size of their text."""
SPARE = 8.0
"""The points that stay free below it: programs differ."""


def fit_contents(passages: Sequence[Passage], paper: Paper, ruler: Ruler) -> list[Passage]:
    """The passages with tables of contents on one page, if lines that are a little closer fit it."""
    return [
        replace(
            passage, elements=tuple(_fitted(passage.elements, at, paper, ruler) for at in range(len(passage.elements)))
        )
        for passage in passages
    ]


def _fitted(elements: Sequence[ReportElement], at: int, paper: Paper, ruler: Ruler) -> ReportElement:
    element = elements[at]
    if not isinstance(element, CaptionedFlow) or not is_contents(element):
        return element
    body = paper.body
    pieces = ruler.pieces(element, body.width)
    title = ruler.pieces(elements[at - 1], body.width) if at else ()
    lines = sum(piece.height for piece in pieces)
    free = body.height - sum(piece.height + piece.after for piece in title) - SPARE
    free -= sum(piece.before for piece in title[:1] if piece.new_page)
    free -= sum(max(piece.before, above.after) for above, piece in zip((*title[-1:], *pieces), pieces, strict=False))
    usual = max(piece.height for piece in pieces)
    pitch = int(usual * free / lines * 4) / 4 if lines else usual
    assert isinstance(element.flow, Paragraphs)
    least = max(each.size for each in element.flow.paragraphs) * LEAST_PITCH
    # One that needs a further page for many entries is left as the brand has it.
    return replace(element, pitch=pitch) if least <= pitch < usual else element


def is_contents(element: CaptionedFlow) -> bool:
    """Whether an element has the entries of a table of contents."""
    flow = element.flow
    return isinstance(flow, Paragraphs) and any(each.role == "contents1" for each in flow.paragraphs)
