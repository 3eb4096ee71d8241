"""A paragraph and the width that it is set in go in; it comes out such that every program ends its lines as measured.

Programs part dates, amounts and names by rules of their own. What stays whole in Latin text gets no-break spaces.
Between Hanzi no character stops LibreOffice, and those that stop others are in few fonts and get in the way of who
searches or copies: there the line is ended by hand.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import islice, pairwise

from kamdeck.compound_words import no_break_spans
from kamdeck.flow.text import Paragraph
from kamdeck.text.line_breaking import opportunities
from kamdeck.text.measure import MeasuredLine, Piece, Typeface
from kamdeck.text.no_break import joined

TIGHTER = 1.05
"""How much more may stand on a line in a program that sets words closer than they are measured."""
SNUG = 0.95
"""The part of a width that lines ended by hand keep to: in a wider face one of them would be parted once more."""
MOST_ENDED = 4
"""The most lines of a text that are ended by hand: what has more is prose, which people edit."""


@lru_cache(maxsize=2048)
def ended(paragraph: Paragraph, width: float, typeface: Typeface) -> Paragraph:
    """The paragraph with what keeps whole what no line should part, where a line ends in it or beside it."""
    lines = paragraph.lines(width, typeface)
    spans = paragraph.kept if len(lines) > 1 and not any(run.page_of for run in paragraph.runs) else ()
    if not spans:
        return paragraph
    snug = paragraph.lines(width * SNUG, typeface)
    by_hand = len(snug) == len(lines) <= MOST_ENDED
    lines = snug if by_hand else lines
    held = [span for span in spans if not any(span[0] < line.start < span[1] for line in lines)]
    edges = [edge for line in lines for edge in (line.start, line.end)]
    whole = _glued(paragraph, (span for span in held if any(span[0] <= edge <= span[1] for edge in edges)))
    if not held or not by_hand:
        return whole
    ends = _Ends(whole, held, (width - paragraph.indent) * TIGHTER, typeface)
    for line, following in reversed(tuple(pairwise(lines))):
        if ends.needed(line, following):
            whole = _ended_by_hand(whole, line.end, following.start)
    return whole


def width_of_lines(paragraphs: Sequence[Paragraph], width: float, height: float) -> float:
    """The width of a frame, or 0 for one that is only as high as one line: there is no room to end it."""
    return width if paragraphs and height > 1.8 * paragraphs[0].size else 0.0


def glued(paragraph: Paragraph) -> Paragraph:
    """A paragraph whose width is the reader's program's, with no-break spaces in all that stays on one line."""
    return _glued(paragraph, no_break_spans(paragraph.text))


class _Ends:
    """Where programs would end a paragraph's lines, of which the `held` spans should stay whole."""

    def __init__(
        self, paragraph: Paragraph, held: Iterable[tuple[int, int]], region: float, typeface: Typeface
    ) -> None:
        self.text = paragraph.text
        self.held = tuple(held)
        self.region = region
        self.stops = opportunities(self.text)
        self.advances = typeface.advances([Piece(*piece) for piece in paragraph.pieces], self.text)

    def needed(self, line: MeasuredLine, following: MeasuredLine) -> bool:
        """Whether a program may end a line elsewhere, since it sees no place here, or a later one inside of a span."""
        start = following.start
        if self.text[line.end : start].strip(" "):
            return False
        if start not in self.stops:
            return any(first == start for first, _ in self.held)
        stop = self.stops[min(bisect_right(self.stops, start), len(self.stops) - 1)]
        if not any(first < stop < last for first, last in self.held):
            return False
        return sum(self.advances[line.start : stop]) <= self.region


def _glued(paragraph: Paragraph, spans: Iterable[tuple[int, int]]) -> Paragraph:
    """The paragraph with no-break spaces for the spaces inside spans."""
    letters = iter(joined(paragraph.text, spans))
    return paragraph._replace(
        runs=tuple([run._replace(text="".join(islice(letters, len(run.text)))) for run in paragraph.runs])
    )


def _ended_by_hand(paragraph: Paragraph, end: int, start: int) -> Paragraph:
    """The paragraph with a line's end for the white space from one offset to another."""
    *before, last = paragraph.cut(end)[0].runs
    first, *after = paragraph.cut(start)[1].runs
    last = last._replace(text=f"{last.text}\n")
    if last[1:] == first[1:]:
        last, first = last._replace(text=last.text + first.text), first._replace(text="")
    return paragraph._replace(runs=tuple(run for run in (*before, last, first, *after) if run.text))
