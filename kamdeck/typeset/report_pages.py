"""Estimates where the pages of a report end, with the brand's styles and the rules by which Word breaks pages.

The program that opens a report breaks its pages, and no two programs have lines of exactly the same height. The
estimate decides whether a drawing is made smaller, and is what the table of contents shows until it is updated.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from typing import NamedTuple, assert_never

from kamdeck.brand import Paper, ParagraphMetrics
from kamdeck.dataclass import dataclass
from kamdeck.flow import Chart, Drawing, Paragraph, Paragraphs, Picture, Row, Run, Style, Table
from kamdeck.flow.header_breaks import break_header
from kamdeck.flow.pinned_breaks import bind_spans, pin_breaks
from kamdeck.flow.report import CaptionedFlow, Heading, Passage, ReportElement, written_role
from kamdeck.flow.table import STYLE_PAD
from kamdeck.text.font_metrics import face, printed_family
from kamdeck.text.measure import Typeface
from kamdeck.text.scripts import EAST_ASIAN, in_context

GRID_BORDER = 1.5
"""The height in points of the line between two rows of a grid."""
TOLERANCE = 0.5
"""The points by which a page may be overfull: sums of rounded heights differ by less."""
LEADINGS: Mapping[str, float] = {"Carlito": 0.221, "Liberation Sans": 0.033, "Liberation Serif": 0.042}
"""The space between lines that some fonts add to their ascent and descent, in em: the line gap of `hhea`."""
EAST_ASIAN_PITCH = 1.448
"""The height of a line of East Asian text as a multiple of its size, in Noto Sans CJK."""
EXPECTED = 1.01
"""The width in which lines are expected to end, as a multiple of that in which they surely fit: kerning saves some."""
_LISTED = ("bullet", "signed", "number", "contents1", "contents2")
_STYLED = ("title", "lead", "contents_title", "contents1")
"""The roles whose style decides which text is bold: their runs are bold on slides only."""
LONGEST_KEPT = 3
"""Lines of a paragraph up to which programs leave none of them alone on a page."""
SECOND_NAME = 12.0
"""The size of a heading's name in a second language, in points."""


class PagePiece(NamedTuple):
    """A part of an element that no page break divides; lengths in points.

    `before` and `after` are the spaces above and below it. Programs leave the larger one of two that meet, and none at
    the top of a page, unless the piece begins a `new_page` by itself. A `kept` piece stays on the page of the next one.
    `header` is the height of the table's header, which is repeated above a row at the top of a page.
    """

    height: float
    before: float = 0.0
    after: float = 0.0
    kept: bool = False
    new_page: bool = False
    header: float = 0.0


class Spot(NamedTuple):
    """Where an element begins: the page's number, and the points below the top of the page's text.

    `left` is what was left on the page before when a group of pieces moved to the next page, else 0. `group` is the
    height of that group, and `below` the space under what is above it.
    """

    page: int
    top: float
    left: float = 0.0
    group: float = 0.0
    below: float = 0.0


@dataclass(frozen=True)
class Ruler:
    """Measures elements as a brand sets them; `metrics` are those of its paragraphs by role and by style.

    `labels` are what is written before the text of a caption, by the caption's role.
    """

    style: Style
    metrics: Mapping[str, ParagraphMetrics]
    labels: Mapping[str, str] = field(default_factory=dict)
    _same: dict[tuple[int, float], tuple[ReportElement, tuple[PagePiece, ...]]] = field(default_factory=dict)
    _known: dict[tuple[object, ...], tuple[ReportElement, tuple[PagePiece, ...]]] = field(default_factory=dict)
    _texts: dict[tuple[object, ...], tuple[Table, list[float]]] = field(default_factory=dict)

    def pieces(self, element: ReportElement, width: float) -> tuple[PagePiece, ...]:
        """The pieces of an element from its top to its bottom; one without height for text without paragraphs."""
        # Nearly every element is asked for again as it is, some 25 times: this takes a sixth of the time of comparing
        # what elements hold. They are kept, so that no other one gets the identity of one.
        key = id(element), width
        if key not in self._same:
            self._same[key] = element, self._as_before(element, width)
        return self._same[key][1]

    def _as_before(self, element: ReportElement, width: float) -> tuple[PagePiece, ...]:
        """The pieces of an element; those of an equal one with the same flow, if it was measured before."""
        if isinstance(element, Heading):
            return tuple(self._measured(element, width))
        # Placing makes elements anew, mostly as they were before. Flows stay the same, and are slow to compare.
        key = (
            id(element.flow),
            element.caption,
            element.placement,
            element.pitch,
            element.above,
            element.new_page,
            width,
        )
        if key not in self._known:
            # The element is kept with its pieces, so that no other flow gets its id.
            self._known[key] = element, tuple(self._measured(element, width)) or (PagePiece(0.0),)
        return self._known[key][1]

    def _measured(self, element: ReportElement, width: float) -> Iterator[PagePiece]:
        if isinstance(element, Heading):
            yield self._heading(element, width)
            return
        flow, caption, keep_next = element.flow, element.caption, element.placement.keep_next
        match flow:
            case Paragraphs():
                yield from self._paragraphs(element, flow, width)
            case Table():
                gap = self._metrics("table gap")
                above = (
                    self._line("table caption", caption.text, width)
                    if caption
                    else PagePiece(gap.exact, after=gap.after)
                )
                yield above._replace(kept=bool(caption), before=element.placement.above or above.before)
                yield from self._rows(element, flow, width)
                if not keep_next:
                    yield PagePiece(gap.exact, 0.0, gap.after)
            case Chart():
                yield self._figure(element, element.placement.height)
            case Drawing(frame=frame):
                yield self._figure(element, frame.extent[3])
            case Picture():
                yield self._figure(element, flow.height(width, self.style))
            case _:
                assert_never(flow)
        if caption and not isinstance(flow, Table):
            yield self._line("caption", caption.text, width)._replace(kept=keep_next)

    def _metrics(self, role: str) -> ParagraphMetrics:
        return self.metrics.get(role) or ParagraphMetrics(self.style.theme.sizes.body)

    def _heading(self, heading: Heading, width: float) -> PagePiece:
        level = f"heading {heading.level}"
        metrics = self._metrics(level)
        number = f"{heading.number}.00  " if heading.number else ""
        height = sum(self._line_heights((Run(number + heading.names[0]),), metrics, width))
        height += sum(self._pitch(name, metrics) * SECOND_NAME * metrics.line for name in heading.names[1:])
        return PagePiece(height, heading.above or metrics.before, metrics.after, kept=True, new_page=metrics.new_page)

    def _line(self, role: str, text: str, width: float) -> PagePiece:
        metrics = self._metrics(role)
        runs = (Run(f"{self.labels.get(role, '')}{text}"),)
        return PagePiece(sum(self._line_heights(runs, metrics, width)), metrics.before, metrics.after)

    def _figure(self, element: CaptionedFlow, height: float) -> PagePiece:
        above, below = element.placement.space or (0.0, 0.0)
        if element.caption:
            figure = self._metrics("figure")
            above, below = element.placement.above or figure.before, figure.after
        return PagePiece(height, above, below, kept=bool(element.caption) or element.placement.keep_next)

    def _paragraphs(self, element: CaptionedFlow, flow: Paragraphs, width: float) -> Iterator[PagePiece]:
        last = len(flow.paragraphs) - 1
        for number, paragraph in enumerate(flow.paragraphs):
            role = "callout" if flow.fill else written_role(paragraph)
            metrics = self._metrics(role)
            metrics = replace(metrics, exact=element.pitch) if element.pitch else metrics
            kept = number in element.placement.kept or (element.placement.keep_next and number == last)
            kept = kept or metrics.keep_next
            joined = metrics.joined and number < last and flow.paragraphs[number + 1].role == paragraph.role
            after = 0.0 if joined else metrics.after
            # The brand's style decides the indent of a list.
            indent = 0.0 if role in _LISTED else paragraph.indent
            lines = self._line_heights(_written_runs(bind_spans(paragraph), role), metrics, width - indent)
            # Widows and orphans: two lines at least stay together at both ends of a paragraph. One that is kept with
            # the next one is not divided at all.
            spaces = (0.0 if number else element.above) or metrics.before, after
            whole = kept or len(lines) <= LONGEST_KEPT
            parts = [lines] if whole else [lines[:2], *([one] for one in lines[2:-2]), lines[-2:]]
            for at, part in enumerate(parts, 1):
                first, last_part = at == 1, at == len(parts)
                above, below = spaces[0] if first else 0.0, spaces[1] if last_part else 0.0
                turns = first and (metrics.new_page or (element.new_page and not number))
                yield PagePiece(sum(part), above, below, kept and last_part, new_page=turns)

    def _rows(self, element: CaptionedFlow, table: Table, width: float) -> Iterator[PagePiece]:
        border = GRID_BORDER if table.grid else 0.0 if table.rules == "none" else self.style.row_rule
        first, header = 0 if table.has_header else 1, 0.0
        for number, tall in enumerate(self._text_heights(table, width)[first:], first):
            kept = number in element.placement.kept or (element.placement.keep_next and number == len(table.rows))
            height = tall + border + 2 * (table.pad - STYLE_PAD)
            yield PagePiece(height, kept=kept, header=header)
            header = height if number == 0 else header

    def _text_heights(self, table: Table, width: float) -> list[float]:
        """The height of the text of each row; the header is the first, with 0 if it has no text."""
        inner = table.inner_widths(width, self.style)
        # A table whose rows are kept together or padded otherwise has the same texts, which are slow to measure.
        key = id(table.header), id(table.rows), inner
        if key not in self._texts:
            header = self._row(table.header, inner, is_header=True) if table.has_header else 0.0
            rows = [self._row(row, inner, is_header=False) for row in table.rows]
            # The table is kept, so that the rows of no other one get their ids.
            self._texts[key] = table, [header, *rows]
        return self._texts[key][1]

    def _row(self, row: Row, inner: Sequence[float], *, is_header: bool) -> float:
        # Minimum heights of rows are for slides.
        cells = (
            self._cell([self._broken(each, wide, is_header) for each in cell.paragraphs], wide)
            for cell, wide in zip(row.cells, inner, strict=True)
        )
        return max(cells, default=0.0)

    def _broken(self, paragraph: Paragraph, width: float, is_header: bool) -> Paragraph:
        """A paragraph of a cell with the line breaks that it is written with."""
        paragraph = break_header(paragraph, width, self.style) if is_header else paragraph
        return pin_breaks(paragraph, width, self.style.typeface)

    def _cell(self, paragraphs: Sequence[Paragraph], width: float) -> float:
        height = after = 0.0
        for number, paragraph in enumerate(paragraphs):
            role = "cell_bullet" if paragraph.marker else "cell"
            metrics = self._metrics(paragraph.role if paragraph.role == "table_head" else role)
            height += metrics.before if not (number and metrics.joined) else 0.0
            height += sum(self._heights_of(paragraph, metrics, width, self.style.typeface))
            after = metrics.after
            height += after if not metrics.joined else 0.0
        return height + (after if paragraphs and metrics.joined else 0.0)

    def _line_heights(self, runs: Sequence[Run], metrics: ParagraphMetrics, width: float) -> list[float]:
        typeface = self.style.typeface_named(metrics.family or self.style.theme.fonts.body)
        shown = Paragraph(tuple(Run(each.text, bold=metrics.bold or each.bold) for each in runs), metrics.size)
        return self._heights_of(shown, metrics, max(width - metrics.indents, 1.0), typeface)

    def _heights_of(
        self, paragraph: Paragraph, metrics: ParagraphMetrics, width: float, typeface: Typeface
    ) -> list[float]:
        """The height of each line of a paragraph: a line is as high as the fonts of its own letters need."""
        text = paragraph.text
        # In a family that is not known, text must fit the widest of its substitutes; programs draw it in the first one.
        printed = self.style.typeface_named(printed_family(typeface.latin))
        lines = paragraph.lines(width * EXPECTED, printed, metrics.first)
        pitches = [self._pitch(in_context(text, start, end), metrics) for start, end, *_ in lines]
        return [metrics.exact or max(paragraph.size * pitch * metrics.line, metrics.least) for pitch in pitches]

    def _pitch(self, text: str, metrics: ParagraphMetrics) -> float:
        """The height of a line as a multiple of the size: the taller of the fonts that its letters need."""
        shown = face(metrics.family or self.style.theme.fonts.body, metrics.bold)
        latin = shown.ascent + shown.descent + LEADINGS.get(shown.name.removesuffix(" Bold"), 0.0)
        return max(latin, EAST_ASIAN_PITCH) if EAST_ASIAN.search(text) else latin


def _written_runs(paragraph: Paragraph, role: str) -> Sequence[Run]:
    """The runs of a paragraph as a report has them: bold where no style decides it. The marker is in the indent."""
    return [Run(run.text) for run in paragraph.runs] if role in _STYLED else paragraph.runs


def spots(passages: Iterable[Passage], paper: Paper, ruler: Ruler, less: float = 0.0) -> list[list[Spot]]:
    """Where each element of each passage begins.

    Args:
        passages: The passages of the report.
        paper: The portrait page of the brand.
        ruler: What elements are measured with.
        less: How much lower pages are taken to be than those of the paper, in points.
    """
    found: list[list[Spot]] = []
    end = Spot(0, 0.0)
    for passage in passages:
        body = (paper.turned() if passage.landscape else paper).body
        pieces = [ruler.pieces(element, body.width) for element in passage.elements]
        start, pieces = passage_start(end, pieces, is_first=not found)
        placed, end = placed_from(start, groups_of(pieces), body.height - less)
        found.append(placed)
    return found


def passage_start(
    above: Spot, elements: list[tuple[PagePiece, ...]], *, is_first: bool
) -> tuple[Spot, list[tuple[PagePiece, ...]]]:
    """Where a passage begins, behind the end of the one before it, and the pieces of its elements on that page.

    Each passage begins a page. Only the first page of the document has the space above its first paragraph.
    """
    space = elements[0][0].before if is_first and elements else 0.0
    if space:
        elements = [(elements[0][0]._replace(before=0.0), *elements[0][1:]), *elements[1:]]
    return Spot(above.page + 1, space), elements


Group = list[tuple[int, PagePiece]]
"""Pieces that stay on one page, each but the last kept with the next one, with the indices of their elements."""


def groups_of(elements: Iterable[Iterable[PagePiece]]) -> list[Group]:
    """The groups of the pieces of some elements, in their order."""
    found: list[Group] = []
    group: Group = []
    for at, pieces in enumerate(elements):
        for piece in pieces:
            group.append((at, piece))
            if not piece.kept:
                found.append(group)
                group = []
    return [*found, group] if group else found


def placed_from(start: Spot, groups: Iterable[Group], height: float) -> tuple[list[Spot], Spot]:
    """The spots of elements of a passage that begin at a spot, and the spot below the last of them.

    Args:
        start: Where the first element begins.
        groups: The pieces of the elements. All elements have some.
        height: The height of a page, in points.
    """
    spots: list[Spot] = []
    page, y, below = start.page, start.top, start.below
    most = height + TOLERANCE
    for group in groups:
        _, (high, before, _, _, turns, header) = group[0]
        # Elements are placed several thousand times: no function is called for the larger of two spaces, nor for a
        # group of one line or row, as most are.
        above = 0.0 if not y else before if before > below else below
        tall = high + above if len(group) == 1 else _height(group, above)
        left = 0.0
        if y and (turns or y + tall > most):
            left = 0.0 if turns else height - y
            page, y, below = page + 1, header, 0.0
        for at, (high, before, after, _, new_page, header) in group:
            if y:
                above = before if before > below else below
                # A group that is higher than a page is divided anyway.
                if y + above + high > most:
                    page, y, above = page + 1, header, 0.0
            else:
                # What begins a page by itself keeps the space above it at the top of that page.
                above = before if new_page else 0.0
            if at == len(spots):
                spots.append(Spot(page, y, left, tall, below))
            y, below = y + above + high, after
    return spots, Spot(page, y, below=below)


def _height(group: Group, above: float) -> float:
    """The height of a group with the space above it."""
    first = group[0][1]
    total, space = first.height + above, first.after
    for _, (height, before, after, *_) in group[1:]:
        total += height + (before if before > space else space)
        space = after
    return total


def page_numbers(passages: Sequence[Passage], paper: Paper, ruler: Ruler) -> dict[str, int]:
    """The estimated page of each heading that can be linked to, by its anchor."""
    found = spots(passages, paper, ruler)
    return {
        element.anchor: spot.page
        for passage, placed in zip(passages, found, strict=True)
        for element, spot in zip(passage.elements, placed, strict=True)
        if isinstance(element, Heading) and element.anchor
    }
