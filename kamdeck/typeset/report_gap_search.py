"""Finds the white space that drawings and tables leave at the end of a page, where they begin the next one.

Pages are estimated topic by topic, up to the first gap. A change that closes it moves only what comes after it, so that
the topics above it are never placed again.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from kamdeck.brand import Rect
from kamdeck.flow import Flow, Table
from kamdeck.flow.report import CaptionedFlow, Heading, Passage, ReportElement
from kamdeck.typeset.report_gap_changes import (
    SAFETY,
    Elements,
    Gap,
    end_of_topic,
    graphic_height,
    is_named_table,
    is_row_of_cards,
    is_table,
)
from kamdeck.typeset.report_pages import Ruler, Spot, groups_of, passage_start, placed_from

MOST_WHITE = 0.22
"""The share of a page that may stay white before a drawing. Programs differ by a few lines: the aim is a quarter."""
MARGINS = 0.0, -4.0, 4.0, 10.0, 20.0, 30.0
"""The points at the end of a page that are not filled: white space is judged with each, from none to two lines, since
one program fills what another leaves free. A point more or less can move a row, and everything after it."""
WEIGHTS = 2, 1, 2, 1, 1, 1
"""What white space counts with each of the margins: pages mostly end near the estimate."""
MOST_OF_ONE = 5
"""The number of changes before the same graphic or table: more would only move white space to and fro."""


class TriedGaps:
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
        element, start = elements[gap.at], start_of_topic(elements, gap.at)
        topic, caption = elements[start], element.caption if isinstance(element, CaptionedFlow) else None
        return id(topic) if isinstance(topic, Heading) else None, caption or gap.at - start


class PassagePages:
    """The elements of a passage, and where they begin on pages with each of the margins.

    Args:
        passage: The passage, with each of its flows placed.
        body: The text area of its pages.
        ruler: What its elements are measured with.
        above: The end of the passage before, on pages with each of the margins; nothing for the first passage.
    """

    def __init__(self, passage: Passage, body: Rect, ruler: Ruler, above: Sequence[Spot]) -> None:
        self.elements, self.body, self.ruler = passage.elements, body, ruler
        self.places: list[list[Spot]] = [[] for _ in MARGINS]
        self._is_first = not above
        # The end of what is above the first element of each topic that was placed, by the index of the element.
        self._ends = {0: tuple(above) or (Spot(0, 0.0),) * len(MARGINS)}

    @property
    def ends(self) -> tuple[Spot, ...]:
        """The end of the topics that were placed, on pages with each of the margins."""
        return self._ends[len(self.places[0])]

    def next_gap(self, tried: TriedGaps) -> Gap | None:
        """The first gap that was not tried yet; None if there is none up to the end of the passage."""
        # In the order of the document, since each change moves what comes after it.
        while (start := len(self.places[0])) < len(self.elements):
            self._place_topic(start)
            gaps = (
                gap for places in self.places for gap in gaps_in(self.elements, places, self.body, self.ruler, start)
            )
            found = [gap for gap in gaps if not tried.has(self.elements, gap)]
            if found:
                return min(found, key=lambda gap: gap.at)
        return None

    def change(self, start: int, end: int, changed: Elements) -> None:
        """Replace some elements. The topic of the first of them is the next one that is placed."""
        self.elements = (*self.elements[:start], *changed, *self.elements[end:])
        self._ends = {at: above for at, above in self._ends.items() if at <= start}
        for places in self.places:
            del places[max(self._ends) :]

    def is_kept(self, at: int) -> bool:
        """Whether the end of an element stays on the page of the next one."""
        return self.ruler.pieces(self.elements[at], self.body.width)[-1].kept

    def _place_topic(self, start: int) -> None:
        """Place the elements of the topic that begins at an index."""
        end = end_of_topic(self.elements, start + 1)
        while end < len(self.elements) and self.is_kept(end - 1):
            end = end_of_topic(self.elements, end + 1)
        pieces = [self.ruler.pieces(each, self.body.width) for each in self.elements[start:end]]
        starts = self.ends
        if not start:
            begin, pieces = passage_start(starts[0], pieces, is_first=self._is_first)
            starts = tuple([begin._replace(page=above.page + 1) for above in starts])
        groups, ends = groups_of(pieces), list[Spot]()
        for above, less, places in zip(starts, MARGINS, self.places, strict=True):
            placed, below = placed_from(above, groups, self.body.height - less)
            places += placed
            ends.append(below)
        self._ends[end] = tuple(ends)


def gaps_in(elements: Elements, places: Sequence[Spot], body: Rect, ruler: Ruler, start: int = 0) -> Iterator[Gap]:
    """The gaps before graphics and tables, in their order.

    Args:
        elements: The elements of a passage.
        places: Where each of them begins.
        body: The text area of a page, in points.
        ruler: What elements are measured with.
        start: The index of the first element to look at.
    """
    for at, spot in enumerate(places[start:], start):
        # The group of a graphic begins at its heading: every element of a group has the same space before it.
        element = elements[at]
        if spot.left <= body.height * MOST_WHITE or not isinstance(element, CaptionedFlow):
            continue
        rows = _row_heights(element, ruler, body.width)
        height = graphic_height(element) or sum(rows)
        if height or is_named_table(element) or is_row_of_cards(element):
            lack = spot.group - spot.left
            first = next(index for index, each in enumerate(places) if each.page >= spot.page - 1)
            # A table that ends on the page may take a part of its height as well.
            first -= bool(first and is_table(elements[first - 1]))
            usual = ruler.pieces(elements[0], body.width)[0].before
            yield Gap(at, first, spot.left, height - lack - body.height * SAFETY, body.height, lack, rows, usual)


def _row_heights(element: CaptionedFlow, ruler: Ruler, width: float) -> tuple[float, ...]:
    """The heights of the rows of a table with a caption and without a header; none for anything else."""
    flow = element.flow
    if element.caption is None or not isinstance(flow, Table) or flow.has_header:
        return ()
    # The first piece is the caption.
    return tuple(piece.height for piece in ruler.pieces(element, width)[1 : 1 + len(flow.rows)])


def _flow_behind(elements: Elements, gap: Gap) -> Flow:
    element = elements[gap.at]
    assert isinstance(element, CaptionedFlow)
    return element.flow


def start_of_topic(elements: Sequence[ReportElement], at: int) -> int:
    """The index of the first of the headings above an element, or 0."""
    while at and not isinstance(elements[at], Heading):
        at -= 1
    while at and isinstance(elements[at - 1], Heading):
        at -= 1
    return at
