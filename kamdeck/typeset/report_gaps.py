"""Closes the white space that drawings and tables leave at the end of a page, where they begin the next one.

At most a quarter of a page stays white before a drawing. A drawing that does not fit is made again for the height that
is left, or smaller; or the text and tables of its topic that follow it move above it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from kamdeck.brand import Paper, Rect
from kamdeck.dataclass import dataclass
from kamdeck.flow.report import CaptionedFlow, Passage, ReportElement
from kamdeck.typeset.drawn_blocks import DrawnBlocks
from kamdeck.typeset.report_gap_changes import Elements, Gap, changes, end_of_topic
from kamdeck.typeset.report_gap_search import MARGINS, MOST_WHITE, PassagePages, TriedGaps, gaps_in, start_of_topic
from kamdeck.typeset.report_pages import Ruler, Spot, groups_of, placed_from, spots
from kamdeck.typeset.report_placement import place_passages, placed_elements

TOP = 0.01
"""The points below which a paragraph keeps the space above it: at the very top of a page it has none."""
FEWEST_CHANGES, MOST_CHANGES = 40, 160
"""The number of changes up to which gaps are closed: the most in short documents, the fewest in those of thousands of
elements, where each takes longer."""
ELEMENTS = 40_000
"""The elements that are placed again, with all changes of a document."""


def close_gaps(passages: Sequence[Passage], paper: Paper, ruler: Ruler, blocks: DrawnBlocks) -> tuple[Passage, ...]:
    """The passages, placed, with drawings that leave less white space before them."""
    placed, tried = place_passages(passages, paper, ruler.style), TriedGaps()
    count = sum(len(passage.elements) for passage in placed)
    left = min(max(FEWEST_CHANGES, ELEMENTS // max(count, 1)), MOST_CHANGES)
    closing, closed = _Closing(paper, ruler, blocks), list[Passage]()
    above: tuple[Spot, ...] = ()
    for passage in placed:
        body = (paper.turned() if passage.landscape else paper).body
        pages = PassagePages(passage, body, ruler, above)
        while left and (gap := pages.next_gap(tried)):
            tried.add(pages.elements, gap)
            closing.close(gap, pages, passage, is_last=passage is placed[-1])
            left -= 1
        closed.append(replace(passage, elements=pages.elements))
        above = pages.ends
    return _rejoined(closed, paper, ruler, blocks)


def _rejoined(placed: Sequence[Passage], paper: Paper, ruler: Ruler, blocks: DrawnBlocks) -> tuple[Passage, ...]:
    """The passages with facts whole again whose parts are on the same page, after what is above them was changed."""
    pages = [spots(placed, paper, ruler, less) for less in MARGINS]
    passages = []
    for number, passage in enumerate(placed):
        elements: list[ReportElement] = []
        for at, element in enumerate(passage.elements):
            before = elements[-1] if elements else None
            if isinstance(before, CaptionedFlow) and isinstance(element, CaptionedFlow):
                whole = blocks.whole(before, element)
                if whole and all(each[number][at - 1].page == each[number][at].page for each in pages):
                    elements[-1] = whole
                    continue
            elements.append(element)
        passages.append(replace(passage, elements=tuple(elements)))
    return place_passages(passages, paper, ruler.style)


def _before(spot: Spot, page: float, *, is_first: bool) -> Spot:
    """The end of what is above a spot: on the page before, if what begins there did not fit that page.

    The space above the first paragraph of the document is a part of that paragraph.
    """
    if is_first and spot.top:
        return Spot(spot.page, TOP)
    return Spot(spot.page - 1, page - spot.left) if spot.left else spot


@dataclass(frozen=True)
class _Part:
    """The elements from the page with white space to the end of its topic, as a passage.

    `starts` is the end of what is above them, on pages with each of the margins, and `above` the element before them.
    `is_last` says that no page of the other orientation follows.
    """

    passage: Passage
    starts: tuple[Spot, ...]
    above: ReportElement | None
    is_last: bool


@dataclass(frozen=True)
class _Closing:
    """What gaps of a document are closed with."""

    paper: Paper
    ruler: Ruler
    blocks: DrawnBlocks

    def close(self, gap: Gap, pages: PassagePages, passage: Passage, *, is_last: bool) -> None:
        """Change the elements of a passage so that a gap in it is closed, if there is such a change."""
        elements = pages.elements
        start, end = min(gap.first, start_of_topic(elements, gap.at)), end_of_topic(elements, gap.at)
        # What is kept with the first element may move it to another page.
        while start and pages.is_kept(start - 1):
            start -= 1
        part = _Part(
            replace(passage, elements=elements[start:end]),
            tuple(
                _before(places[start], pages.body.height - less, is_first=not start)
                for less, places in zip(MARGINS, pages.places, strict=True)
            ),
            elements[start - 1] if start else None,
            is_last=is_last or end < len(elements),
        )
        shifted = replace(gap, at=gap.at - start, first=gap.first - start)
        pages.change(start, end, _Closer(self.paper, self.ruler, self.blocks, part).closed(shifted))


@dataclass(frozen=True)
class _Closer(_Closing):
    """Tries changes of the elements before and after a gap in a part of a passage."""

    part: _Part

    @property
    def body(self) -> Rect:
        """The text area of its pages."""
        return (self.paper.turned() if self.part.passage.landscape else self.paper).body

    def closed(self, gap: Gap) -> Elements:
        """The elements with the change that leaves the least white space; without a change if none leaves less.

        After a change that leaves none, no other is made: drawings are slow to make again.
        """
        best = _Attempt(self, self.part.passage.elements)
        for each in self._attempts(gap):
            best = each if each.white < best.white else best
            if not best.white:
                break
        return best.elements

    def _attempts(self, gap: Gap) -> Iterator["_Attempt"]:
        """Changes that may close a gap, and second ones where the first only moves it to another page of the topic."""
        first: list[_Attempt] = []
        for each in self._changed(self.part.passage.elements, gap):
            first.append(each)
            yield each
        for each in first:
            if left := each.gap_behind(gap):
                yield from self._changed(each.elements, left)

    def _changed(self, elements: Elements, gap: Gap) -> Iterator["_Attempt"]:
        part, style = self.part, self.ruler.style
        for changed in changes(elements, gap, self.body.width, self.blocks):
            passage = replace(part.passage, elements=changed)
            placed = placed_elements(passage, self.paper, style, is_last=part.is_last, above=part.above)
            yield _Attempt(self, tuple(placed))


class _Attempt:
    """A change of the elements of a part, and the pages that follow from it."""

    def __init__(self, closer: _Closer, elements: Elements) -> None:
        self.closer, self.elements = closer, elements

    @cached_property
    def places(self) -> list[list[Spot]]:
        """Where the elements begin, on pages with each of the margins."""
        body, ruler = self.closer.body, self.closer.ruler
        groups = groups_of(ruler.pieces(each, body.width) for each in self.elements)
        starts = zip(self.closer.part.starts, MARGINS, strict=True)
        return [placed_from(start, groups, body.height - less)[0] for start, less in starts]

    @cached_property
    def white(self) -> float:
        """The height of the white space up to the end of the topic, with each margin.

        White space before a table counts as well, so that it does not only take the place of a graphic.
        """
        most = self.closer.body.height * MOST_WHITE
        # Every element of a group has the same space before it.
        gaps = ({(spot.page, spot.left) for spot in places if spot.left > most} for places in self.places)
        return sum(sum(left for _, left in each) for each in gaps)

    def gap_behind(self, gap: Gap) -> Gap | None:
        """The first gap at the same element or behind it."""
        found = (
            each
            for places in self.places
            for each in gaps_in(self.elements, places, self.closer.body, self.closer.ruler)
        )
        return next((each for each in found if each.at >= gap.at), None)
