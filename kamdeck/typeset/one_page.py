"""Typeset a document as exactly one page or slide.

The text gets smaller by steps; then topics are limited to fewer rows in the order that the layout gives, until the page
holds everything. If this is not enough, the rows that are left are limited too, and counted.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from itertools import combinations_with_replacement, islice, pairwise

from kamdeck.brand import Brand, Paper, Rect
from kamdeck.dataclass import dataclass
from kamdeck.document import Document, RenderContext, Topic
from kamdeck.flow import Pages, Placed
from kamdeck.flow.report import Band, PanelColumn, Report
from kamdeck.problems import problem
from kamdeck.text.ellipsis import shortened
from kamdeck.theme import Medium
from kamdeck.typeset.left_out import OnePage
from kamdeck.typeset.notes_lines import notes_band
from kamdeck.typeset.panels import PageSize, Panel, PanelMaker, RowLimit
from kamdeck.typeset.report import report_of
from kamdeck.typeset.slides import one_slide

SIZES: dict[Medium, tuple[PageSize, ...]] = {
    "report": (PageSize(10.5, 2.5, 9.0), PageSize(10.0, 2.25, 8.0), PageSize(9.5, 2.0, 7.0), PageSize(9.0, 1.5, 6.0)),
    "deck": (
        PageSize(13.0, 2.5, 12.0),
        PageSize(12.0, 2.5, 10.0),
        PageSize(11.0, 2.0, 8.0),
        PageSize(10.0, 1.5, 6.0),
    ),
}
"""The sizes of a page, the largest first."""
LARGER: dict[Medium, tuple[PageSize, ...]] = {
    "report": (
        PageSize(14.0, 3.5, 15.0),
        PageSize(13.0, 3.0, 13.0),
        PageSize(12.0, 3.0, 11.0),
        PageSize(11.25, 2.5, 10.0),
    ),
    "deck": (
        PageSize(18.0, 4.0, 18.0, columns=2),
        PageSize(18.0, 4.0, 18.0, folded=True),
        PageSize(16.0, 3.5, 16.0, columns=2),
        PageSize(16.0, 3.5, 16.0, folded=True),
        PageSize(14.5, 3.0, 14.0, columns=2),
    ),
}
"""Larger sizes for a page with few facts; they are used only if no text is cut and no column is left out."""
SPARE = (6.0, 5.0, 4.0, 3.0, 2.5, 2.0, 1.5, 1.0, 0.75, 0.5, 0.25)
"""What is added to the margins of rows where a page has space left, in points; gaps grow by twice as much."""
LINES = (4, 3)
"""The lines that texts may have where a page has space left."""
CLOSER = (0.0, -0.25, -0.5)
"""What is added to the margins of rows where this makes texts whole or longer, in points."""
MOST_FURTHER = 5
"""The attempts after the first one that fits by which texts are made whole: smaller sizes, and fewer rows."""
LEVELLED = (4.0, 3.5, 3.0, 2.5, 2.0, 1.5, 1.0, 0.75, 0.5, 0.25)
"""What is added to the margins of rows in a column of a slide that would end above the highest one, in points."""
MOST_GAP = 18.0
"""What the gaps of such a column may grow by besides, in points."""
BESIDE = 15.0
"""The space between two columns, in points."""
NARROWEST_COLUMN = 200.0
"""The least width of a column of a slide in points; an upright slide has fewer columns."""
RESERVE = 8.0
"""Points at the bottom of a printed page that stay free: for the last paragraph, and for fonts of another machine."""
HEADER_SIZE = 10.5
"""The size in points in which the header of a page is measured."""
HEADER_SHARE = 0.6
"""The part of the width that a text of the header or footer may have; a second line would push the page's text down."""
FASTER = 8
"""Rows beyond the layout's limits are left out in steps of an eighth of what is left."""


@dataclass(frozen=True)
class _Arrangement:
    """Panels at their positions, and whether the page holds them."""

    panels: tuple[tuple[Panel, float, float], ...]
    size: PageSize
    fits: bool
    limits: Mapping[str, RowLimit] = field(default_factory=dict)

    @property
    def is_cut(self) -> bool:
        """Whether only the beginning of a text is shown."""
        return any(panel.cut for panel, _, _ in self.panels)

    @property
    def is_whole(self) -> bool:
        """Whether the page holds every text and column."""
        return self.fits and not self.is_cut and not any(panel.left_out for panel, _, _ in self.panels)


class _Page(ABC):
    """A page or slide that is filled with the topics of a document; `heading` stands above them."""

    def __init__(self, document: Document, maker: PanelMaker, heading: Topic, region: Rect) -> None:
        self.document, self.maker, self.heading, self.region = document, maker, heading, region

    @abstractmethod
    def arranged(self, size: PageSize, limits: Mapping[str, RowLimit]) -> _Arrangement:
        """The panels of all topics at their positions, in a size of text and with limits of rows."""

    @property
    def topics(self) -> list[Topic]:
        """The topics in order; the heading is one of them only if it has blocks."""
        every = (each for section in self.document.sections for each in section.topics)
        return [each for each in every if each.body.parts or each is not self.heading]

    def filled(self, sizes: Sequence[PageSize], larger: Sequence[PageSize] = ()) -> _Arrangement:
        """The arrangement that fits, with the least left out; raises `Problems` if the page is too small for any.

        Sizes that are `larger` count only where the page holds everything.
        """
        for size in larger:
            found = self.arranged(size, {})
            if found.is_whole:
                return self._spread(found)
        attempts = self._attempts(sizes)
        for size, limits in attempts:
            found = self.arranged(size, limits)
            if found.fits:
                return self._spread(self._refilled(self._with_whole_texts(found, islice(attempts, MOST_FURTHER))))
        message = "the page of this brand is too small for this layout; use a larger page or fewer topics"
        raise problem(message, "one_page", self.document.place)

    def _attempts(self, sizes: Sequence[PageSize]) -> Iterator[tuple[PageSize, dict[str, RowLimit]]]:
        limits: dict[str, RowLimit] = {}
        for size in sizes:
            yield size._replace(folded=True), limits
        yield sizes[-1], limits
        for key, rows in self.document.one_page:
            limits = {**limits, key: RowLimit(rows)}
            yield sizes[-1], limits
        yield from ((sizes[-1], each) for each in self._forced(limits))

    def _forced(self, limits: Mapping[str, RowLimit]) -> Iterator[dict[str, RowLimit]]:
        """Fewer and fewer rows: first of the topics that the layout limits, then of the others, and then no topic."""
        listed = dict.fromkeys(key for key, _ in self.document.one_page)
        others = dict.fromkeys(topic.key for topic in self.topics if topic.key not in listed)
        current = dict(limits)
        for keys in (list(listed), list(others)):
            counts = {key: self._shown(key, current) for key in keys}
            while any(count > 1 for count in counts.values()):
                key = max(counts, key=lambda each: counts[each])
                counts[key] -= max(1, counts[key] // FASTER)
                current = {**current, key: RowLimit(counts[key], forced=True)}
                yield current
        for key in (*listed, *others):
            current = {**current, key: RowLimit(0)}
            yield current

    def _refilled(self, found: _Arrangement) -> _Arrangement:
        """The same with what still fits of all that was left out, the most important first.

        A step of the order may free more than the page lacked: then rows of the steps before it fit again.
        """
        steps = self.document.one_page
        for number in reversed(range(len(steps))):
            key = steps[number][0]
            before = [rows for each, rows in steps[:number] if each == key]
            found = self._with_more_rows(found, key, before[-1] if before else None)
        if found.size.folded:
            return found
        folded = self.arranged(found.size._replace(folded=True), found.limits)
        return folded if folded.fits else found

    def _with_more_rows(self, found: _Arrangement, key: str, most: int | None) -> _Arrangement:
        """The same with as many rows of a topic as fit, and no more than `most`; None for all of them."""
        every = self._shown(key, {})
        while limit := found.limits.get(key):
            if most is not None and limit.rows >= most:
                break
            limits = {**found.limits, key: limit._replace(rows=limit.rows + 1)}
            if limit.rows + 1 >= every:
                del limits[key]
            more = self.arranged(found.size, limits)
            if not more.fits or (more.is_cut and not found.is_cut):
                break
            found = more
        return found

    def _with_whole_texts(
        self, found: _Arrangement, further: Iterable[tuple[PageSize, Mapping[str, RowLimit]]]
    ) -> _Arrangement:
        """The same, or one of the next attempts, without a text that is cut; if all of them cut one, more lines of it.

        Closer rows, a smaller size, or a row less are better than a sentence that ends in the middle.
        """
        if not found.is_cut:
            return found
        closer = [found.size.spread(more) for more in CLOSER]
        for size, limits in (*((each, found.limits) for each in closer), *further):
            whole = self.arranged(size._replace(lines=max(LINES)), limits)
            if whole.fits and not whole.is_cut:
                return whole
        tried = (self.arranged(size._replace(lines=lines), found.limits) for lines in LINES for size in closer)
        return next((each for each in tried if each.fits), found)

    def _shown(self, key: str, limits: Mapping[str, RowLimit]) -> int:
        """The rows that a topic shows within a limit."""
        counts = [
            part.limited(limit.rows, forced=limit.forced).row_count if (limit := limits.get(key)) else part.row_count
            for topic in self.topics
            if topic.key == key
            for part in self.maker.blocks(topic)
        ]
        return max(counts, default=0)

    def _spread(self, found: _Arrangement) -> _Arrangement:
        """The same with higher rows and gaps, as far as there is space."""
        for more in SPARE:
            spread = self.arranged(found.size.spread(more), found.limits)
            if spread.fits:
                return spread
        return found

    def unshown(self, found: _Arrangement) -> OnePage:
        """What an arrangement does not show."""
        names = self.maker.names
        shown = {panel.topic.anchor: panel for panel, _, _ in found.panels}
        left_out = []
        for topic in self.topics:
            panel = shown.get(topic.anchor)
            gone = panel.left_out if panel else self.maker.row_names(topic)
            if gone or not panel:
                left_out.append((names(topic), gone))
        cut = tuple((names(panel.topic), panel.cut) for panel, _, _ in found.panels if panel.cut)
        return OnePage(tuple(left_out), cut)


class _PrintedPage(_Page):
    """A page of paper: the topics of a section stand beside each other, the sections one below the other."""

    def arranged(self, size: PageSize, limits: Mapping[str, RowLimit]) -> _Arrangement:
        """The panels from top to bottom."""
        region, placed = self.region, []
        head = self.maker.heading(self.heading, region.width, size)
        placed.append((head, 0.0, 0.0))
        y = head.height
        for section in self.document.sections:
            panels = self._beside([topic for topic in section.topics if topic in self.topics], size, limits)
            if panels:
                y += size.gap
                placed += [(panel, x, y) for panel, x in panels]
                y += max(panel.height for panel, _ in panels)
        return _Arrangement(tuple(placed), size, y <= region.height - RESERVE, limits)

    def _beside(
        self, topics: Sequence[Topic], size: PageSize, limits: Mapping[str, RowLimit]
    ) -> list[tuple[Panel, float]]:
        """The panels of topics beside each other, with their distance from the left."""
        whole = self.region.width
        known = [topic for topic in topics if self.maker.panel(topic, whole, size, limits)]
        spare = whole - BESIDE * (len(known) - 1)
        total = sum(topic.share for topic in known) or 1.0
        found, x = [], 0.0
        for topic in known:
            width = spare * topic.share / total
            panel = self.maker.panel(topic, width, size, limits)
            if panel:
                found.append((panel, x))
            x += width + BESIDE
        return found


class _Slide(_Page):
    """A slide: the topics fill its columns one after the other."""

    def arranged(self, size: PageSize, limits: Mapping[str, RowLimit]) -> _Arrangement:
        """The panels column by column, divided so that the highest column is as low as possible."""
        region = self.region
        count = max(1, min(size.columns, int((region.width + BESIDE) / (NARROWEST_COLUMN + BESIDE))))
        width = (region.width - BESIDE * (count - 1)) / count
        panels = [each for topic in self.topics if (each := self.maker.panel(topic, width, size, limits))]
        columns = min(_divisions(panels, count), key=lambda found: max(_height(column, size.gap) for column in found))
        placed = []
        for number, column in enumerate(columns):
            y = 0.0
            for panel in column:
                placed.append((panel, number * (width + BESIDE), y))
                y += panel.height + size.gap
        highest = max(_height(column, size.gap) for column in columns)
        return _Arrangement(tuple(placed), size, highest <= region.height, limits)

    def _spread(self, found: _Arrangement) -> _Arrangement:
        """All columns end at one height, as far as higher rows and gaps reach it."""
        spread = super()._spread(found)
        bottom = max((y + panel.height for panel, _, y in spread.panels), default=0.0)
        placed: list[tuple[Panel, float, float]] = []
        for left in sorted({x for _, x, _ in spread.panels}):
            column = [panel for panel, x, _ in spread.panels if x == left]
            panels, gap = self._levelled(column, bottom, spread)
            y = 0.0
            for panel in panels:
                placed.append((panel, left, y))
                y += panel.height + gap
        return replace(spread, panels=tuple(placed))

    def _levelled(self, column: Sequence[Panel], bottom: float, found: _Arrangement) -> tuple[Sequence[Panel], float]:
        """The panels of a column with rows so high that it ends at a height or above, and the gap between them."""
        panels, size = column, found.size
        for more in LEVELLED:
            wider = found.size.spread(more)
            made = [self.maker.panel(panel.topic, panel.width, wider, found.limits) for panel in column]
            higher = [panel for panel in made if panel]
            if _height(higher, wider.gap) <= bottom:
                panels, size = higher, wider
                break
        spare = bottom - _height(panels, size.gap)
        return panels, size.gap + min(MOST_GAP, spare / max(len(panels) - 1, 1))


def _divisions(panels: Sequence[Panel], columns: int) -> Iterator[list[Sequence[Panel]]]:
    """Every way to divide panels among the columns of a slide without changing their order."""
    for breaks in combinations_with_replacement(range(len(panels) + 1), columns - 1):
        yield [panels[start:end] for start, end in pairwise((0, *breaks, len(panels)))]


def _height(column: Sequence[Panel], gap: float) -> float:
    return sum(panel.height for panel in column) + gap * max(len(column) - 1, 0)


def typeset_page(document: Document, paper: Paper, context: RenderContext) -> tuple[Report, OnePage]:
    """Typeset a document as a report of one page, and say what it leaves out."""
    page = _PrintedPage(document, PanelMaker(context, "report"), document.sections[0].topics[0], paper.body)
    found = page.filled(SIZES["report"], LARGER["report"])
    bands: list[Band] = []
    bottom = 0.0
    for y in sorted({y for _, _, y in found.panels}):
        row = [(panel, x) for panel, x, top in found.panels if top == y]
        columns = tuple(
            PanelColumn(x, panel.width, tuple((flow, height + above) for flow, height, above in panel.flows))
            for panel, x in row
        )
        bands.append(Band(columns, y - bottom))
        bottom = y + max(panel.height for panel, _ in row)
    bands += notes_band(paper.body.width, paper.body.height - RESERVE - bottom, page.maker.context(found.size))
    report = replace(report_of(document, context), bands=tuple(bands))
    return _with_short_header(report, paper.body.width, context), page.unshown(found)


def _with_short_header(report: Report, width: float, context: RenderContext) -> Report:
    def short(text: str) -> str:
        typeface = context.style.typeface
        return shortened(text, lambda each: typeface.width(each, HEADER_SIZE) <= width * HEADER_SHARE)

    left, right = report.header
    return replace(report, header=(short(left), right), footer=short(report.footer))


def typeset_slide(document: Document, brand: Brand, context: RenderContext) -> tuple[Pages, OnePage]:
    """Typeset a document as a deck of one slide, and say what it leaves out."""
    body = brand.content.body
    page = _Slide(document, PanelMaker(context, "deck"), document.sections[0].topics[0], body)
    found = page.filled(SIZES["deck"], LARGER["deck"])
    placed: list[Placed] = []
    for panel, x, y in found.panels:
        top = body.y + y
        for flow, height, above in panel.flows:
            top += above
            placed.append(Placed(flow, body.x + x, top, panel.width, height))
            top += height
    return one_slide(document, brand, context, tuple(placed)), page.unshown(found)
