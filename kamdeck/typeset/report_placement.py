"""Decides how a report's flows are placed: what stays together on one page, how high charts are, where drawings begin.

The program that opens the report breaks the pages. What it must not separate is decided here, from measured heights
and from what the flows are; the emitter writes each `Placement` without deciding anything again.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise, zip_longest
from typing import Literal, assert_never

from kamdeck.brand import Paper, Rect
from kamdeck.flow import Chart, Drawing, Frame, Paragraphs, Picture, Style, Table
from kamdeck.flow.report import CaptionedFlow, Passage, Placement, ReportElement
from kamdeck.text.scripts import EAST_ASIAN

TALLEST_CHART = 0.4
"""The share of a page's height that a chart takes at most."""
SHORT_PAIR = 600
"""Characters up to which two paragraphs of a list stay together; LibreOffice separates a heading from longer pairs."""
ONE_LINE = 100
"""Letters that need more than one line in every brand; an East Asian one counts twice."""
SHORT_LEAD = 300
"""Characters of prose, about three lines, up to which it stays with the graphic that follows it."""
ABOVE_ORNAMENT = 6.0
"""Points between prose and an ornament below it, in addition to what their styles have."""
BELOW_TABLE = 10.0
"""Points between a table and an ornament below it, such as its legend or a small chart of its rows."""
BELOW_ORNAMENT = 6.0
"""Points below an ornament, as between two rows of cards, whatever space the brand's text has below."""
KEPT_TOGETHER = 8
"""Rows up to which a table stays on one page."""
LOWEST_DIVIDED = 0.85
"""The share of a page's height from which a table of few rows is divided: it would leave most of a page white."""
LOW_AND_WHOLE = 0.6
"""The share of a page's height up to which a longer table stays whole that should not be split: a grid, facts without a
header, or the last table before pages of the other orientation, where a few remaining rows would get a page of their
own."""
FEWEST_ROWS = 3
"""The fewest rows of a table before and after the end of a page."""
TALL_ROWS = 0.08
"""The share of a page's height from which fewer than three rows of a divided table are enough on each side."""
TALLEST_KEPT = 0.4
"""The share of a page's height that the first or the last rows of a split table may take to be kept together."""
LONG_ROW = 900
"""Characters in a row from which it may be split between pages, since it could be higher than a page."""
FEWEST_ENTRIES = 3
"""The fewest lines of a table of contents below its title."""
CONTENTS_ROLES = ("contents1", "contents2")
_LIST_ROLES = ("bullet", "number")
Wholeness = Literal["divided", "short", "whole"]
"""Which tables stay on one page: none, those of few rows, or those of more rows that are not too high as well."""


def place_passages(passages: Sequence[Passage], paper: Paper, style: Style) -> tuple[Passage, ...]:
    """The passages with each flow placed. `paper` is the upright page, `style` what tables are measured with."""
    last = len(passages) - 1
    return tuple(
        replace(passage, elements=tuple(placed_elements(passage, paper, style, is_last=number == last)))
        for number, passage in enumerate(passages)
    )


def placed_elements(
    passage: Passage, paper: Paper, style: Style, *, is_last: bool, above: ReportElement | None = None
) -> Iterator[ReportElement]:
    """The elements of a passage with each flow placed.

    Args:
        passage: The passage, or a part of it.
        paper: The upright page.
        style: What tables are measured with.
        is_last: Whether no page of the other orientation follows it.
        above: The element before it.
    """
    body = (paper.turned() if passage.landscape else paper).body
    last_table = None if is_last else _last_table(passage)
    for element, following in zip_longest(passage.elements, passage.elements[1:]):
        placed: ReportElement = element
        if isinstance(element, CaptionedFlow):
            keep_next = _is_kept(element, following)
            match element.flow:
                case Paragraphs() as paragraphs:
                    placement = _of_paragraphs(paragraphs, keep_next)
                case Table() as table:
                    heights, wanted = table.heights(body.width, style), _wholeness(element, last_table)
                    kept = _kept_rows(table, heights, body.height, wanted)
                    placement = _of_table(table, kept, keep_next=keep_next)
                case Chart() as chart:
                    # On slides, charts get the height that is left; that of a report's page is not known here.
                    placement = Placement(keep_next, height=min(chart.preferred_height, body.height * TALLEST_CHART))
                case Drawing() as drawing:
                    # The style of a caption has the space around a figure. Ornaments have no caption.
                    space = None if element.caption else (_space_below(above), BELOW_ORNAMENT)
                    placement = Placement(keep_next, indent=_indent(drawing.frame, body), space=space)
                case Picture():
                    placement = Placement(keep_next)
                case _:
                    assert_never(element.flow)
            # Most elements are placed as before when a change of others is tried.
            placed = element if element.placement == placement else replace(element, placement=placement)
        yield placed
        above = element


def _is_kept(shown: CaptionedFlow, following: ReportElement | None) -> bool:
    """Whether the end of an element belongs to what follows: its source, its legend, its graphic, or more cards."""
    if not isinstance(following, CaptionedFlow):
        return False
    return (
        is_source(following)
        or _is_legend(shown, following)
        or _leads_to_graphic(shown, following)
        or _is_row_of_cards(shown, following)
    )


def is_source(shown: CaptionedFlow) -> bool:
    """Whether an element is the source of what is above it."""
    flow = shown.flow
    return isinstance(flow, Paragraphs) and bool(flow.paragraphs) and flow.paragraphs[0].role == "source"


def has_few_rows(element: CaptionedFlow) -> bool:
    """Whether an element is a table of so few rows that it should stay on one page."""
    return isinstance(element.flow, Table) and len(element.flow.rows) <= KEPT_TOGETHER


def _is_legend(shown: CaptionedFlow, following: CaptionedFlow) -> bool:
    """Whether a drawing without a caption follows a table: it explains the table's colours."""
    return isinstance(shown.flow, Table) and isinstance(following.flow, Drawing) and not following.caption


def _leads_to_graphic(shown: CaptionedFlow, following: CaptionedFlow) -> bool:
    """Whether a few lines of prose introduce the graphic that follows."""
    flow = shown.flow
    short = isinstance(flow, Paragraphs) and sum(len(each.text) for each in flow.paragraphs) <= SHORT_LEAD
    return short and not following.divided and isinstance(following.flow, Chart | Drawing | Picture)


def _is_row_of_cards(shown: CaptionedFlow, following: CaptionedFlow) -> bool:
    """Whether two drawings without captions follow each other, as two rows of cards do, and are not divided."""
    return not following.divided and all(
        isinstance(each.flow, Drawing) and not each.caption for each in (shown, following)
    )


def _of_paragraphs(flow: Paragraphs, keep_next: bool) -> Placement:
    """No first or last line of a list is alone on a page, and a callout of short paragraphs stays whole."""
    lengths = [len(each.text) for each in flow.paragraphs]
    is_line = [each.role in _LIST_ROLES and _is_short(each.text) for each in flow.paragraphs]
    last_pair, kept = len(lengths) - 2, set()
    for number, (length, next_length) in enumerate(pairwise(lengths)):
        opens = (number == 0 and is_line[number]) or bool(flow.fill)
        closes = number == last_pair and is_line[number + 1]
        if (opens or closes) and length + next_length <= SHORT_PAIR:
            kept.add(number)
        # The first entries stay below their title.
        if number < FEWEST_ENTRIES - 1 and flow.paragraphs[number].role in CONTENTS_ROLES:
            kept.add(number)
    return Placement(keep_next and max(lengths[-1:], default=0) <= SHORT_PAIR, frozenset(kept))


def _is_short(text: str) -> bool:
    """Whether a text may be a single line; one of more lines can be the first or last of a list on a page."""
    return len(text) + len(EAST_ASIAN.findall(text)) <= ONE_LINE


def _wholeness(element: CaptionedFlow, last_table: CaptionedFlow | None) -> Wholeness:
    """How much a table should stay whole: the last one before pages of the other orientation should."""
    return "divided" if element.divided else "whole" if element is last_table else "short"


def _of_table(table: Table, kept: Sequence[int], *, keep_next: bool) -> Placement:
    """Rows count the header as 0, which stays with the first row."""
    breakable = frozenset([number for number, length in enumerate(table.text_lengths) if length > LONG_ROW])
    return Placement(keep_next, frozenset((0, *kept)), breakable)


def _kept_rows(table: Table, heights: Sequence[float], page_height: float, wanted: Wholeness) -> Sequence[int]:
    """The rows that stay on the page of the next one: all of a short table, else the first and the last ones.

    With every row but the last kept with the next one, the program moves the table as a whole.
    """
    header, *heights = heights
    count, height = len(heights), header + sum(heights)
    if wanted != "divided":
        if count <= KEPT_TOGETHER and height < page_height * LOWEST_DIVIDED:
            return range(1, count)
        # Word marks the first of facts without a header as a header row, and would repeat it on a further page.
        if (wanted == "whole" or table.grid or not table.has_header) and height < page_height * LOW_AND_WHOLE:
            return range(1, count)
    if wanted == "divided" and not 2 * FEWEST_ROWS <= count <= KEPT_TOGETHER:
        return _kept_tall_rows(heights, page_height * TALL_ROWS)
    # If even these few rows are very tall, keeping them together would leave a large gap on the page before.
    most = page_height * TALLEST_KEPT
    # A table of few rows is divided where much space is left. LibreOffice prints nothing of it after the break if just
    # the rows fit before it that are kept together.
    loose = wanted == "divided" or header + sum(heights[:FEWEST_ROWS]) >= most
    first = range(0) if loose else range(1, FEWEST_ROWS)
    last = range(max(1, count - FEWEST_ROWS + 1), count) if sum(heights[-FEWEST_ROWS:]) < most else range(0)
    return (*first, *last)


def _kept_tall_rows(heights: Sequence[float], least: float) -> Sequence[int]:
    """The rows of a divided table that stay together: at both ends, those up to a height, and three at most."""
    count = len(heights)
    first = _rows_up_to(heights, least)
    last = _rows_up_to(heights[::-1], least)
    return range(1, count) if first + last > count else (*range(1, first), *range(count - last + 1, count))


def _rows_up_to(heights: Sequence[float], least: float) -> int:
    """The number of the first rows that are together as high as `least`, at most as many as any table keeps."""
    reached = (number for number, height in enumerate(accumulate(heights), 1) if height >= least)
    return min(next(reached, FEWEST_ROWS), FEWEST_ROWS)


def _indent(frame: Frame, body: Rect) -> float:
    """Points from the left margin: a drawing is as far in as in its frame, or centred where the frame is too wide."""
    left, _, width, _ = frame.extent
    return left if left + width <= body.width else (body.width - width) / 2


def _space_below(above: ReportElement | None) -> float:
    """The points between an element and an ornament below it."""
    match above.flow if isinstance(above, CaptionedFlow) else None:
        case Paragraphs():
            return ABOVE_ORNAMENT
        case Table():
            return BELOW_TABLE
        case _:
            return 0.0


def _last_table(passage: Passage) -> CaptionedFlow | None:
    """The table that ends a passage, with or without its source below."""
    shown = [each for each in passage.elements[-2:] if not (isinstance(each, CaptionedFlow) and is_source(each))]
    return next((each for each in shown[-1:] if isinstance(each, CaptionedFlow) and isinstance(each.flow, Table)), None)
