"""Spreads what is on pages that still end in white space, where no change of order or size has closed it.

Headings, tables and graphics get more space above them, then drawings that were made smaller are larger again, and
the rows of tables are higher. Nothing moves to another page.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from kamdeck.brand import Paper, Rect
from kamdeck.dataclass import dataclass
from kamdeck.flow import Drawing, Table
from kamdeck.flow.report import CaptionedFlow, Heading, Passage, ReportElement
from kamdeck.flow.table import PAD
from kamdeck.typeset.report_gap_changes import LEFT_WHITE, MOST_PADDED, graphic_height
from kamdeck.typeset.report_gap_search import MARGINS, MOST_WHITE, WEIGHTS
from kamdeck.typeset.report_pages import Ruler, Spot, groups_of, passage_start, placed_from
from kamdeck.typeset.report_scaling import scaled

MOST_ABOVE_HEADING = 36.0
"""The most points that a heading below other content gets above it, in addition to those of its style."""
MOST_ABOVE_CAPTIONED = 20.0
"""The most points that a table or graphic with a caption gets above it: it stays near the text that leads to it."""
LEAST_WORTH = 1.0
"""Points below which more space is not worth a change."""
ELEMENTS = 20_000
"""The elements that are placed again at most, with all changes of a passage."""


def spread_pages(passages: Sequence[Passage], paper: Paper, ruler: Ruler) -> tuple[Passage, ...]:
    """The passages, placed, with more space between the elements of pages that end in white space.

    Args:
        passages: The passages, placed.
        paper: The upright page.
        ruler: What elements are measured with.
    """
    found: list[Passage] = []
    above = (Spot(0, 0.0),) * len(MARGINS)
    for passage in passages:
        body = (paper.turned() if passage.landscape else paper).body
        spreading = _Spreading(ruler, body, above, is_first=not found, is_last=passage is passages[-1])
        elements, placed = spreading.spread(passage.elements)
        above = placed.ends
        found.append(replace(passage, elements=elements))
    return tuple(found)


@dataclass(frozen=True)
class _Places:
    """Where the elements of a passage begin, and where the last of them ends, on pages with each of the margins."""

    spots: tuple[list[Spot], ...]
    ends: tuple[Spot, ...]


@dataclass(frozen=True)
class _Spreading:
    """Spreads the elements of one passage; `above` is the end of the passage before on pages with each margin."""

    ruler: Ruler
    body: Rect
    above: tuple[Spot, ...]
    is_first: bool
    is_last: bool

    def spread(self, elements: tuple[ReportElement, ...]) -> tuple[tuple[ReportElement, ...], _Places]:
        """The elements with what is spread, as far as that leaves less white space, and their places."""
        places = self._placed(elements)
        for page in list(self._white_pages(places))[: _most_changes(elements)]:
            shown = page.spread(elements, places.spots[0], self.ruler, self.body)
            changed = (*elements[: page.first], *shown, *elements[page.end :])
            placed = self._placed(changed)
            if self._white(placed) < self._white(places):
                elements, places = changed, placed
        return elements, places

    def _placed(self, elements: Sequence[ReportElement]) -> _Places:
        pieces = [self.ruler.pieces(each, self.body.width) for each in elements]
        found = []
        for end, less in zip(self.above, MARGINS, strict=True):
            start, begun = passage_start(end, pieces, is_first=self.is_first)
            found.append(placed_from(start, groups_of(begun), self.body.height - less))
        spots, ends = zip(*found, strict=True)
        return _Places(spots, ends)

    def _white_pages(self, places: _Places) -> Iterator["_WhitePage"]:
        """The pages before graphics, tables and turned pages that end in much white space.

        With some margins such a page may end elsewhere. With those with which it ends here, nothing may move.
        """
        whites = self._whites(places)
        least, most = self.body.height * LEFT_WHITE, self.body.height * MOST_WHITE
        for (first, end), left in whites[0].items():
            if left > most:
                yield _WhitePage(first, end, min([left - least, *(found.get((first, end), left) for found in whites)]))

    def _white(self, places: _Places) -> float:
        """What the white space of all pages counts, with each of the margins."""
        most = self.body.height * MOST_WHITE
        whites = (sum(left * left for left in found.values() if left > most) for found in self._whites(places))
        return sum(counts * white for counts, white in zip(WEIGHTS, whites, strict=True))

    def _whites(self, places: _Places) -> list[dict[tuple[int, int], float]]:
        """With each margin, the heights that are left at the foot of pages, by their first element and the next."""
        found = []
        for spots, end, less in zip(places.spots, places.ends, MARGINS, strict=True):
            left = _whites_of(spots)
            if not self.is_last and spots and spots[-1].page == end.page:
                first = next(at for at, spot in enumerate(spots) if spot.page == end.page)
                left[first, len(spots)] = self.body.height - less - end.top
            found.append(left)
        return found


@dataclass(frozen=True)
class _WhitePage:
    """The elements that begin on a page, from `first` to before `end`, and the height in points that may be spread."""

    first: int
    end: int
    spare: float

    def spread(
        self, elements: Sequence[ReportElement], spots: Sequence[Spot], ruler: Ruler, body: Rect
    ) -> list[ReportElement]:
        """The elements of the page with more space above headings, tables and graphics, and with higher rows."""
        shown = list(elements[self.first : self.end])
        most = {
            at: more
            for at in range(self.first, self.end)
            if spots[at].top and (more := _most_above(elements[at - 1] if at else None, elements[at]))
        }
        total = sum(most.values())
        share = min(self.spare / total, 1.0) if total else 0.0
        for at, more in most.items():
            first = ruler.pieces(elements[at], body.width)[0]
            shown[at - self.first] = _with_space(elements[at], max(first.before, spots[at].below) + more * share)
        shown, left = _with_larger_drawings(shown, self.spare - total * share, body.width)
        return _with_higher_rows(shown, left) if left >= LEAST_WORTH else shown


def _whites_of(spots: Sequence[Spot]) -> dict[tuple[int, int], float]:
    """The heights that groups left on the pages before them, by the first element on that page and that behind it."""
    found: dict[tuple[int, int], float] = {}
    first = 0
    for at, (one, other) in enumerate(pairwise(spots), 1):
        if one.page != other.page:
            if other.left and other.page == one.page + 1:
                found[first, at] = other.left
            first = at
    return found


def _most_changes(elements: Sequence[ReportElement]) -> int:
    return max(ELEMENTS // max(len(elements), 1), 1)


def _most_above(above: ReportElement | None, element: ReportElement) -> float:
    """The most points that an element gets in addition above it."""
    if isinstance(element, Heading):
        return 0.0 if above is None or isinstance(above, Heading) else MOST_ABOVE_HEADING
    return MOST_ABOVE_CAPTIONED if element.caption else 0.0


def _with_space(element: ReportElement, above: float) -> ReportElement:
    """A heading, table or graphic with a space above it in points, whatever its style has."""
    if isinstance(element, Heading):
        return replace(element, above=above)
    return replace(element, placement=replace(element.placement, above=above))


def _with_larger_drawings(
    shown: Sequence[ReportElement], left: float, width: float
) -> tuple[list[ReportElement], float]:
    """The elements with drawings that were made smaller in their full size, as far as a height and a width allow.

    Args:
        shown: The elements of a page.
        left: The height that they may take together, in points.
        width: The width of the page's text, in points.

    Returns:
        The elements, and what is left of the height.
    """
    found = list(shown)
    for at, element in enumerate(found):
        if isinstance(element, CaptionedFlow) and isinstance(element.flow, Drawing) and element.full:
            height, right = graphic_height(element), element.placement.indent + element.flow.frame.extent[2]
            scale = min(element.full, height + left) / height
            scale = min(scale, width / right)
            if (more := height * (scale - 1.0)) >= LEAST_WORTH:
                found[at] = replace(element, flow=scaled(element.flow, scale))
                left -= more
    return found, left


def _with_higher_rows(shown: Sequence[ReportElement], left: float) -> list[ReportElement]:
    """The elements with higher rows in their tables, which take a height together, as far as rows may be high."""
    tables = {
        at: each.flow
        for at, each in enumerate(shown)
        if isinstance(each, CaptionedFlow) and isinstance(each.flow, Table) and each.flow.pad < PAD + MOST_PADDED
    }
    rows = sum(len(table.rows) + table.has_header for table in tables.values())
    more = left / 2 / rows if rows else 0.0
    found = list(shown)
    for at, table in tables.items():
        element = found[at]
        assert isinstance(element, CaptionedFlow)
        found[at] = replace(element, flow=table.with_pad(min(table.pad + more, PAD + MOST_PADDED)))
    return found
