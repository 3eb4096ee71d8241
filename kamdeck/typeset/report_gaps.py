"""Closes the white space that drawings and tables leave at the end of a page, where they begin the next one.

At most a quarter of a page stays white before a drawing. A drawing that does not fit is made again for the height that
is left, or smaller; or the text and tables of its topic that follow it move above it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import chain, pairwise

from kamdeck.brand import Paper, Rect
from kamdeck.dataclass import dataclass
from kamdeck.flow.report import CaptionedFlow, Passage, ReportElement
from kamdeck.typeset.drawn_blocks import DrawnBlocks
from kamdeck.typeset.report_gap_changes import Elements, Gap, changes, divisions, end_of_topic, with_highest_rows
from kamdeck.typeset.report_gap_search import (
    MARGINS,
    MOST_WHITE,
    WEIGHTS,
    PassagePages,
    TriedGaps,
    gaps_in,
    start_of_topic,
)
from kamdeck.typeset.report_pages import Ruler, Spot, groups_of, placed_from, spots
from kamdeck.typeset.report_placement import has_few_rows, place_passages, placed_elements
from kamdeck.typeset.report_spacing import spread_pages

TOP = 0.01
"""The points below which a paragraph keeps the space above it: at the very top of a page it has none."""
FEWEST_CHANGES, MOST_CHANGES = 40, 160
"""The number of changes up to which gaps are closed: the most in short documents, the fewest in those of thousands of
elements, where each takes longer."""
MOST_PASSES = 4
"""How often the gaps of a document are closed from its beginning to its end, at most."""
MUCH_WHITE = 0.35
"""The share of a page from which white space is worse than a divided table of few rows."""
MOST_LEFT = 0.25
"""The share of a page that may be left white in the end."""
LIKELY = 1
"""The number of the first margins, those near the estimate, with which no more may be left before the search ends."""
DIVIDED = 0.5
"""What a divided table of few rows counts as white space, in pages."""
SAME_PAGE = 0.5
"""What parts on one page count as white space, in pages."""
ELEMENTS = 40_000
"""The elements that are placed again, with all changes of a document."""


def close_gaps(passages: Sequence[Passage], paper: Paper, ruler: Ruler, blocks: DrawnBlocks) -> tuple[Passage, ...]:
    """The passages, placed, with drawings that leave less white space before them.

    Gaps are closed again where parts that stand on one page were joined, and where much white space is left, then with
    tables of few rows divided in the last resort. What is left is spread over its page. Where that leaves much of a
    page white, all is done again with higher rows above gaps. Of both results the one with the least white space and
    the fewest faults is taken.

    Args:
        passages: The passages of the report.
        paper: The portrait page of the brand.
        ruler: What elements are measured with.
        blocks: The blocks whose drawings can be made again in another height.
    """
    placed = place_passages(passages, paper, ruler.style)
    results: list[tuple[Passage, ...]] = []
    for highest in (False, True):
        closed = _least_white(list(_closed_often(placed, paper, ruler, blocks, highest=highest)), paper, ruler)
        results.append(spread_pages(closed, paper, ruler))
        if not _white(results[-1], paper, ruler, MUCH_WHITE, LIKELY):
            break
    return _least_white(results, paper, ruler)


def _closed_often(
    found: tuple[Passage, ...], paper: Paper, ruler: Ruler, blocks: DrawnBlocks, *, highest: bool
) -> Iterator[tuple[Passage, ...]]:
    """The passages after each time that their gaps were closed; `highest` is as in `_Closing`."""
    few = False
    for _ in range(MOST_PASSES):
        closing = _Closing(paper=paper, ruler=ruler, blocks=blocks, few=few, highest=highest)
        placed = closing.closed_passages(found)
        found = _rejoined(placed, paper, ruler, MARGINS)
        yield found
        yield _rejoined(found, paper, ruler, MARGINS[:1])
        if found == placed:
            if few or not _white(found, paper, ruler, MUCH_WHITE):
                break
            few = True


def _least_white(results: Sequence[tuple[Passage, ...]], paper: Paper, ruler: Ruler) -> tuple[Passage, ...]:
    """The first of the results with the least white space and the fewest faults."""

    def worth(passages: tuple[Passage, ...]) -> float:
        too_much = sum(WEIGHTS) * _white(passages, paper, ruler, MOST_LEFT, LIKELY)
        return _white(passages, paper, ruler, MOST_WHITE) + too_much + _faults(passages, paper, ruler)

    return min(results, key=worth)


def _faults(passages: Sequence[Passage], paper: Paper, ruler: Ruler) -> float:
    """What divided tables of few rows and parts on one page count, in pages of white space with each margin."""
    total = 0.0
    for passage, places in zip(passages, spots(passages, paper, ruler), strict=True):
        total += DIVIDED * _divided_tables(passage.elements)
        placed = pairwise(zip(passage.elements, places, strict=True))
        total += SAME_PAGE * sum(
            bool(_whole_of(one, other)) and spot.page == below.page for (one, spot), (other, below) in placed
        )
    return total * sum(WEIGHTS)


def _divided_tables(elements: Elements) -> int:
    """The number of tables of few rows that are divided."""
    return sum(isinstance(each, CaptionedFlow) and each.divided and has_few_rows(each) for each in elements)


def _white(passages: Sequence[Passage], paper: Paper, ruler: Ruler, share: float, margins: int = len(MARGINS)) -> float:
    """The white space of all gaps that are higher than a share of their pages, with each of the first margins, in
    pages.
    """
    total = 0.0
    for less, counts in list(zip(MARGINS, WEIGHTS, strict=True))[:margins]:
        places = spots(passages, paper, ruler, less)
        for passage, found in zip(passages, places, strict=True):
            height = (paper.turned() if passage.landscape else paper).body.height
            gaps = {(spot.page, spot.left) for spot in found if spot.left > height * share}
            total += counts * sum(_weight(left, height) for _, left in gaps) / height
    return total


def _weight(left: float, height: float) -> float:
    """What white space counts on a page of a height: a little of it less than it is high, and much of it more.

    Two gaps of a third of a page are better than one of two thirds, which looks like the end of the report.
    """
    return left * left / (height * MUCH_WHITE)


def _rejoined(placed: Sequence[Passage], paper: Paper, ruler: Ruler, margins: Sequence[float]) -> tuple[Passage, ...]:
    """The passages with flows whole again whose parts are on one page with most of some margins, after what is above
    them was changed.
    """
    pages = [spots(placed, paper, ruler, less) for less in margins]
    passages = []
    for number, passage in enumerate(placed):
        elements: list[ReportElement] = []
        for at, element in enumerate(passage.elements):
            before = elements[-1] if elements else None
            whole = _whole_of(before, element)
            shared = [each[number][at - 1].page == each[number][at].page for each in pages] if whole else []
            if whole and sum(shared) * 2 > len(shared):
                # It is not divided again: the parts would be on one page again.
                elements[-1] = replace(whole, whole=whole)
            else:
                elements.append(element)
        passages.append(replace(passage, elements=tuple(elements)))
    return place_passages(passages, paper, ruler.style)


def _whole_of(part: ReportElement | None, other: ReportElement) -> CaptionedFlow | None:
    """What two elements are the parts of; None if they are parts of different ones, or of none."""
    if isinstance(part, CaptionedFlow) and isinstance(other, CaptionedFlow) and part.whole is other.whole:
        return part.whole
    return None


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


@dataclass(frozen=True, kw_only=True)
class _Closing:
    """What gaps of a document are closed with.

    With `few`, tables of few rows are divided in the last resort. With `highest`, rows above a gap that is too large to
    be closed by them are made higher as well.
    """

    paper: Paper
    ruler: Ruler
    blocks: DrawnBlocks
    few: bool = False
    highest: bool = False

    def closed_passages(self, placed: Sequence[Passage]) -> tuple[Passage, ...]:
        """The passages of a document with gaps closed, from its beginning to its end."""
        tried, count = TriedGaps(), sum(len(passage.elements) for passage in placed)
        left = min(max(FEWEST_CHANGES, ELEMENTS // max(count, 1)), MOST_CHANGES)
        closed = list[Passage]()
        above: tuple[Spot, ...] = ()
        for passage in placed:
            body = (self.paper.turned() if passage.landscape else self.paper).body
            pages = PassagePages(passage, body, self.ruler, above)
            while left and (gap := pages.next_gap(tried)):
                tried.add(pages.elements, gap)
                self.close(gap, pages, passage, is_last=passage is placed[-1])
                left -= 1
            closed.append(replace(passage, elements=pages.elements))
            above = pages.ends
        return tuple(closed)

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
        closer = _Closer(
            paper=self.paper, ruler=self.ruler, blocks=self.blocks, few=self.few, highest=self.highest, part=part
        )
        pages.change(start, end, closer.closed(shifted))


@dataclass(frozen=True, kw_only=True)
class _Closer(_Closing):
    """Tries changes of the elements before and after a gap in a part of a passage."""

    part: _Part

    @property
    def body(self) -> Rect:
        """The text area of its pages."""
        return (self.paper.turned() if self.part.passage.landscape else self.paper).body

    def closed(self, gap: Gap) -> Elements:
        """The elements with the change that leaves the least white space; without a change if none leaves less.

        After a change that leaves none, no other is made: drawings are slow to make again. Tables of few rows are
        divided only where much more than usual stays white otherwise, and with so many of the margins that this is
        worse than divided tables.
        """
        elements = self.part.passage.elements
        best = _best(_Attempt(self, elements), self._attempts(gap))
        if self.few and best.most > self.body.height * MUCH_WHITE:
            divided = _best(best, map(self._attempt, divisions(elements, gap, few=True)))
            more = _divided_tables(divided.elements) - _divided_tables(best.elements)
            worth = MUCH_WHITE * self.body.height * sum(WEIGHTS) * max(more, 0)
            best = divided if best.white - divided.white > worth else best
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
        yield from map(self._attempt, divisions(self.part.passage.elements, gap))

    def _changed(self, elements: Elements, gap: Gap) -> Iterator["_Attempt"]:
        higher = with_highest_rows(elements, gap) if self.highest else ()
        return map(self._attempt, chain(changes(elements, gap, self.body.width, self.blocks), higher))

    def _attempt(self, changed: Elements) -> "_Attempt":
        part, style = self.part, self.ruler.style
        passage = replace(part.passage, elements=changed)
        placed = placed_elements(passage, self.paper, style, is_last=part.is_last, above=part.above)
        return _Attempt(self, tuple(placed))


def _best(best: "_Attempt", attempts: Iterable["_Attempt"]) -> "_Attempt":
    """The attempt with the least white space, the first of equal ones; none is made after one that leaves none."""
    for each in attempts if best.white else ():
        best = each if each.white < best.white else best
        if not best.white:
            break
    return best


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
        """What the white space up to the end of the topic counts, with each margin.

        White space before a table counts as well, so that it does not only take the place of a graphic.
        """
        height = self.closer.body.height
        most = height * MOST_WHITE
        # Every element of a group has the same space before it.
        gaps = ({(spot.page, spot.left) for spot in places if spot.left > most} for places in self.places)
        weighed = (sum(_weight(left, height) for _, left in each) for each in gaps)
        return sum(counts * white for counts, white in zip(WEIGHTS, weighed, strict=True))

    @property
    def most(self) -> float:
        """The height of the greatest white space on one page."""
        return max(spot.left for places in self.places for spot in places)

    def gap_behind(self, gap: Gap) -> Gap | None:
        """The first gap at the same element or behind it."""
        found = (
            each
            for places in self.places
            for each in gaps_in(self.elements, places, self.closer.body, self.closer.ruler)
        )
        return next((each for each in found if each.at >= gap.at), None)
