"""Begins pages at headings that some programs would leave at the foot of a page, without what follows them.

LibreOffice keeps no paragraph with the field of a table of contents, and sometimes leaves the headings of a section
where the table below them begins the next page.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from kamdeck.brand import Paper
from kamdeck.flow.report import CaptionedFlow, Heading, Passage, ReportElement
from kamdeck.typeset.report_contents import is_contents
from kamdeck.typeset.report_gap_search import MARGINS
from kamdeck.typeset.report_pages import Ruler, Spot, spots
from kamdeck.typeset.report_placement import place_passages

LEAST_LEFT = 30.0
"""The points that are left above a section that begins a page: two lines more above it, as programs differ, still fit
the page before."""


def begin_contents(passages: Sequence[Passage], paper: Paper, ruler: Ruler) -> list[Passage]:
    """The passages with a table of contents on a new page where too few of its lines fit below its title.

    Args:
        passages: The passages, not placed yet.
        paper: The upright page.
        ruler: What elements are measured with.
    """
    placed = place_passages(passages, paper, ruler.style)
    found = spots(placed, paper, ruler, MARGINS[-1])
    return [
        replace(passage, elements=tuple(_with_contents(passage.elements, places)))
        for passage, places in zip(passages, found, strict=True)
    ]


def _with_contents(elements: Sequence[ReportElement], places: Sequence[Spot]) -> list[ReportElement]:
    found = list(elements)
    for at, (title, element) in enumerate(pairwise(elements)):
        named = isinstance(title, CaptionedFlow) and isinstance(element, CaptionedFlow) and is_contents(element)
        # `left` is the space that a group which moved to this page left on the page before; 0 if it did not move.
        if named and places[at].left:
            found[at] = replace(title, new_page=True)
    return found


def begin_sections(passages: Sequence[Passage], paper: Paper, ruler: Ruler) -> tuple[Passage, ...]:
    """The passages with sections on a new page whose headings move there with what is kept with them.

    Args:
        passages: The passages, placed.
        paper: The upright page.
        ruler: What elements are measured with.
    """
    found = zip(passages, spots(passages, paper, ruler), strict=True)
    return tuple(
        replace(passage, elements=tuple(map(_section_start, passage.elements, places))) for passage, places in found
    )


def _section_start(element: ReportElement, place: Spot) -> ReportElement:
    if isinstance(element, Heading) and element.level == 1 and place.left >= LEAST_LEFT:
        return replace(element, new_page=True)
    return element
