"""Closes the white space that drawings and tables leave at the end of a page, where they begin the next one.

At most a quarter of a page stays white before a drawing. A drawing that does not fit is made again for the height that
is left, or smaller; or the text and tables of its topic that follow it move above it.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kamdeck.brand import Paper, Rect
from kamdeck.dataclass import dataclass
from kamdeck.flow import Flow, Table
from kamdeck.flow.report import CaptionedFlow, Heading, Passage, ReportElement
from kamdeck.typeset.drawn_blocks import DrawnBlocks
from kamdeck.typeset.report_gap_changes import (
    SAFETY,
    Elements,
    Gap,
    changes,
    end_of_topic,
    graphic_height,
    is_named_table,
    is_row_of_cards,
    is_table,
)
from kamdeck.typeset.report_pages import Ruler, Spot, placed_from, spots
from kamdeck.typeset.report_placement import place_passages, placed_elements

MOST_WHITE = 0.22
"""The share of a page that may stay white before a drawing. Programs differ by a few lines: the aim is a quarter."""
MARGINS = 0.0, 2.0, 6.0, 14.0, 22.0, 30.0
"""The points at the end of a page that are not filled: white space is judged with each, from none to two lines, since
one program fills what another leaves free. A point more or less can move a row, and everything after it."""
TOP = 0.01
"""The points below which a paragraph keeps the space above it: at the very top of a page it has none."""
FEWEST_CHANGES, MOST_CHANGES = 40, 160
"""The number of changes up to which gaps are closed: the most in short documents, the fewest in those of thousands of
elements, where each takes longer."""
ELEMENTS = 40_000
"""The elements that are placed again, with all changes of a document."""
MOST_OF_ONE = 3
"""The number of changes before the same graphic or table: more would only move white space to and fro."""


def close_gaps(passages: Sequence[Passage], paper: Paper, ruler: Ruler, blocks: DrawnBlocks) -> tuple[Passage, ...]:
    """The passages, placed, with drawings that leave less white space before them."""
    placed, tried = place_passages(passages, paper, ruler.style), _Tried()
    count = sum(len(passage.elements) for passage in placed)
    for _ in range(min(max(FEWEST_CHANGES, ELEMENTS // max(count, 1)), MOST_CHANGES)):
        pages = [spots(placed, paper, ruler, less) for less in MARGINS]
        bodies = [(paper.turned() if passage.landscape else paper).body for passage in placed]
        gaps = [
            (number, gap)
            for each in pages
            for number, passage in enumerate(placed)
            for gap in _gaps(passage.elements, each[number], bodies[number], ruler)
            if not tried.has(passage.elements, gap)
        ]
        if not gaps:
            break
        # In the order of the document, since each change moves what comes after it.
        number, gap = min(gaps, key=lambda each: (each[0], each[1].at))
        tried.add(placed[number].elements, gap)
        changed = _changed_passage(placed, number, gap, pages, _Closing(paper, ruler, blocks))
        placed = (*placed[:number], changed, *placed[number + 1 :])
    return _rejoined(placed, paper, ruler, blocks)


def _changed_passage(
    placed: tuple[Passage, ...], number: int, gap: Gap, pages: Sequence[list[list[Spot]]], closing: "_Closing"
) -> Passage:
    """The passage at an index with a change that closes a gap in it, if there is one.

    `pages` are the spots of all elements on pages with each of the margins.
    """
    passage, paper, ruler = placed[number], closing.paper, closing.ruler
    elements, body = passage.elements, (paper.turned() if passage.landscape else paper).body
    start, end = min(gap.first, _start_of_topic(elements, gap.at)), end_of_topic(elements, gap.at)
    # What is kept with the first element may move it to another page.
    while start and ruler.pieces(elements[start - 1], body.width)[-1].kept:
        start -= 1
    part = _Part(
        replace(passage, elements=elements[start:end]),
        tuple(
            _before(each[number][start], body.height - less, is_first=not start)
            for less, each in zip(MARGINS, pages, strict=True)
        ),
        elements[start - 1] if start else None,
        is_last=number == len(placed) - 1 or end < len(elements),
    )
    shifted = replace(gap, at=gap.at - start, first=gap.first - start)
    closed = _Closer(paper, ruler, closing.blocks, part).closed(shifted)
    return replace(passage, elements=(*elements[:start], *closed, *elements[end:]))


def _rejoined(placed: tuple[Passage, ...], paper: Paper, ruler: Ruler, blocks: DrawnBlocks) -> tuple[Passage, ...]:
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


@dataclass(frozen=True)
class _Closer(_Closing):
    """Tries changes of the elements before and after a gap in a part of a passage."""

    part: _Part

    @property
    def _body(self) -> Rect:
        return (self.paper.turned() if self.part.passage.landscape else self.paper).body

    def closed(self, gap: Gap) -> Elements:
        """The elements with the change that leaves the least white space; without a change if none leaves less.

        A second change is tried where the first one only moves the white space to another page of the topic.
        """
        elements = self.part.passage.elements
        first = list(self._changed(elements, gap))
        best = min((elements, *first), key=self._white)
        if not self._white(best):
            return best
        moved = ((each, self._gap_behind(each, gap)) for each in first)
        second = [again for each, left in moved if left for again in self._changed(each, left)]
        return min((best, *second), key=self._white)

    def _changed(self, elements: Elements, gap: Gap) -> Iterator[Elements]:
        part, style = self.part, self.ruler.style
        for changed in changes(elements, gap, self._body.width, self.blocks):
            passage = replace(part.passage, elements=changed)
            yield tuple(placed_elements(passage, self.paper, style, is_last=part.is_last, above=part.above))

    def _places(self, elements: Elements, margin: int) -> list[Spot]:
        pieces = [self.ruler.pieces(each, self._body.width) for each in elements]
        return placed_from(self.part.starts[margin], pieces, self._body.height - MARGINS[margin])[0]

    def _white(self, elements: Elements) -> float:
        """The height of the white space up to the end of the topic, with each margin.

        White space before a table counts as well, so that it does not only take the place of a graphic.
        """
        total, most = 0.0, self._body.height * MOST_WHITE
        for margin in range(len(MARGINS)):
            places = self._places(elements, margin)
            # Every element of a group has the same space before it.
            total += sum(left for _, left in {(spot.page, spot.left) for spot in places if spot.left > most})
        return total

    def _gap_behind(self, elements: Elements, gap: Gap) -> Gap | None:
        """The first gap at the same element or behind it."""
        found = (
            each
            for margin in range(len(MARGINS))
            for each in _gaps(elements, self._places(elements, margin), self._body, self.ruler)
        )
        return next((each for each in found if each.at >= gap.at), None)


class _Tried:
    """Remembers before which graphics and tables a gap was to be closed."""

    def __init__(self) -> None:
        # With the flows, so that no other one gets the identity of one that was replaced.
        self._gaps = dict[tuple[int, int], Flow]()
        self._changes = Counter[object]()

    def has(self, elements: Elements, gap: Gap) -> bool:
        """Whether the gap was tried before, or too many before the same graphic or table."""
        return self._identity(elements, gap) in self._gaps or self._changes[self._place(elements, gap)] >= MOST_OF_ONE

    def add(self, elements: Elements, gap: Gap) -> None:
        """Remember a gap."""
        self._gaps[self._identity(elements, gap)] = _flow_behind(elements, gap)
        self._changes[self._place(elements, gap)] += 1

    @staticmethod
    def _identity(elements: Elements, gap: Gap) -> tuple[int, int]:
        """What identifies a gap: what is behind it, and its height, which changes above it may change."""
        return id(_flow_behind(elements, gap)), round(gap.left)

    @staticmethod
    def _place(elements: Elements, gap: Gap) -> object:
        """The place in the document of what is behind a gap, which stays when that is changed."""
        element, start = elements[gap.at], _start_of_topic(elements, gap.at)
        topic, caption = elements[start], element.caption if isinstance(element, CaptionedFlow) else None
        return id(topic) if isinstance(topic, Heading) else None, caption or gap.at - start


def _flow_behind(elements: Elements, gap: Gap) -> Flow:
    element = elements[gap.at]
    assert isinstance(element, CaptionedFlow)
    return element.flow


def _start_of_topic(elements: Sequence[ReportElement], at: int) -> int:
    """The index of the first of the headings above an element, or 0."""
    while at and not isinstance(elements[at], Heading):
        at -= 1
    while at and isinstance(elements[at - 1], Heading):
        at -= 1
    return at


def _gaps(elements: Elements, places: Sequence[Spot], body: Rect, ruler: Ruler) -> Iterator[Gap]:
    """The gaps before graphics and tables in a passage, in its order; `places` is where its elements begin."""
    usual = ruler.pieces(elements[0], body.width)[0].before if elements else 0.0
    for at, (element, spot) in enumerate(zip(elements, places, strict=True)):
        # The group of a graphic begins at its heading: every element of a group has the same space before it.
        if not isinstance(element, CaptionedFlow) or spot.left <= body.height * MOST_WHITE:
            continue
        rows = _row_heights(element, ruler, body.width)
        height = graphic_height(element) or sum(rows)
        if height or is_named_table(element) or is_row_of_cards(element):
            lack = spot.group - spot.left
            first = next(index for index, each in enumerate(places) if each.page >= spot.page - 1)
            # A table that ends on the page may take a part of its height as well.
            first -= bool(first and is_table(elements[first - 1]))
            yield Gap(at, first, spot.left, height - lack - body.height * SAFETY, body.height, lack, rows, usual)


def _row_heights(element: CaptionedFlow, ruler: Ruler, width: float) -> tuple[float, ...]:
    """The heights of the rows of a table with a caption and without a header; none for anything else."""
    flow = element.flow
    if element.caption is None or not isinstance(flow, Table) or flow.has_header:
        return ()
    # The first piece is the caption.
    return tuple(piece.height for piece in ruler.pieces(element, width)[1 : 1 + len(flow.rows)])
