"""Make every program end the lines of a paragraph where they were measured to end.

Office programs break dates, amounts and names by rules of their own, and the text then takes more lines than it was
given. In Latin text no-break spaces prevent that. Between Hanzi nothing does: LibreOffice ignores the word joiner, and
few fonts have the alternatives, which also spoil searching and copying. There the break is pinned by a line break.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import islice, pairwise

from kamdeck.flow.text import Paragraph
from kamdeck.text.line_breaking import opportunities
from kamdeck.text.measure import MeasuredLine, Piece, Typeface
from kamdeck.text.no_break import joined, no_break_spans
from kamdeck.text.scripts import EAST_ASIAN

DENSER = 1.05
"""The factor by which more text fits on a line in a program that sets text more densely than it is measured here."""
PINNED_SHARE = 0.95
"""The part of the width that pinned lines may fill: in a slightly wider font a fuller line would break once more."""
MOST_PINNED_LINES = 4
"""The most lines of a paragraph whose breaks are pinned.

Longer text is prose, which people edit: line breaks would be in their way.
"""

PAUSES = frozenset("\uff0c\uff1b\uff1a\u3001\u3002")
"""The full-width comma, semicolon, colon, enumeration comma and full stop, after which a headline breaks best."""


@lru_cache(maxsize=2048)
def pin_breaks(paragraph: Paragraph, width: float, typeface: Typeface) -> Paragraph:
    """The paragraph with no-break spaces and line breaks that keep its no-break spans whole at a width in points.

    Only spans at the end of a line or next to it are changed. Paragraphs of one line, and those with page numbers that
    are not yet known, are returned as they are.
    """
    lines = paragraph.lines(width, typeface)
    spans = paragraph.no_break_spans if len(lines) > 1 and not any(run.page_of for run in paragraph.runs) else ()
    if not spans:
        return paragraph
    # Pinning must not cost a line: it is done if the text has as many lines in the narrower width, or if a program that
    # breaks inside the spans needs more of them.
    narrower = paragraph.lines(width * PINNED_SHARE, typeface)
    safe = len(narrower) == len(lines)
    pinned = len(lines) <= MOST_PINNED_LINES and (safe or _lines_without_spans(paragraph, width, typeface) > len(lines))
    lines = narrower if safe and pinned else lines
    # A span that is wider than a line is broken anyway; binding it would only move the break to a worse place.
    whole_spans = [span for span in spans if not any(span[0] < line.start < span[1] for line in lines)]
    # Spans inside a line, away from its ends, are whole in every program.
    edges = [edge for line in lines for edge in (line.start, line.end)]
    bound_text = _bound(paragraph, (span for span in whole_spans if any(span[0] <= edge <= span[1] for edge in edges)))
    if not whole_spans or not pinned:
        return bound_text
    breaks = _ProgramBreaks(bound_text, whole_spans, (width - paragraph.indent) * DENSER, typeface)
    # From the last line to the first: a line break that is inserted shifts the offsets behind it.
    for line, following in reversed(tuple(pairwise(lines))):
        if breaks.needs_pin(line, following):
            bound_text = _with_break(bound_text, line.end, following.start)
        elif paragraph.role == "title" and breaks.may_part(line, following):
            broken = _with_break(bound_text, *breaks.pause_before(line, following))
            # A line that ends early must not push the end of the headline into a line more.
            fits = len(broken.lines(width * PINNED_SHARE, typeface)) <= len(lines)
            bound_text = broken if fits else _with_break(bound_text, line.end, following.start)
    return bound_text


def _lines_without_spans(paragraph: Paragraph, width: float, typeface: Typeface) -> int:
    """The number of lines where every line takes as much as fits, without regard to spans."""
    return typeface.line_count([Piece(*piece) for piece in paragraph.pieces], max(width - paragraph.indent, 1.0))


def pinnable_width(paragraphs: Sequence[Paragraph], width: float, height: float) -> float:
    """The width of a frame at which breaks are pinned; 0 for a frame of one line, where a second line has no space."""
    return width if paragraphs and height > 1.8 * paragraphs[0].size else 0.0


def bind_spans(paragraph: Paragraph) -> Paragraph:
    """The paragraph with no-break spaces in all no-break spans, for text whose width only the reader's program
    decides.
    """
    return _bound(paragraph, no_break_spans(paragraph.text))


class _ProgramBreaks:
    """Where Office programs may end the lines of a paragraph.

    `whole_spans` are the spans that should stay on one line, and `width` is that of a line in points.
    """

    def __init__(
        self, paragraph: Paragraph, whole_spans: Iterable[tuple[int, int]], width: float, typeface: Typeface
    ) -> None:
        self.text = paragraph.text
        self.whole_spans = tuple(whole_spans)
        self.width = width
        self.stops = opportunities(self.text)
        self.advances = typeface.advances([Piece(*piece) for piece in paragraph.pieces], self.text)

    def needs_pin(self, line: MeasuredLine, following: MeasuredLine) -> bool:
        """Whether a line's end must be pinned, because a program may end the line elsewhere.

        Either the program does not allow a break before `following`, or its next opportunity is inside a span and fits
        the line as well.
        """
        start = following.start
        # A forced line break between the lines needs no second one.
        if self.text[line.end : start].strip(" "):
            return False
        # LibreOffice has no opportunity between a full-width mark and a Latin letter: it breaks the word before.
        if self.text[start - 1] in PAUSES and not EAST_ASIAN.match(self.text, start):
            return True
        if start not in self.stops:
            return any(first == start for first, _ in self.whole_spans)
        stop = self.stops[min(bisect_right(self.stops, start), len(self.stops) - 1)]
        if not any(first < stop < last for first, last in self.whole_spans):
            return False
        return sum(self.advances[line.start : stop]) <= self.width

    def may_part(self, line: MeasuredLine, following: MeasuredLine) -> bool:
        """Whether a program that sets more text on a line may end it inside a span, after the measured end."""
        return any(
            first < stop < last and sum(self.advances[line.start : stop]) <= self.width
            for stop in self.stops[bisect_right(self.stops, following.start) :]
            for first, last in self.whole_spans
        )

    def pause_before(self, line: MeasuredLine, following: MeasuredLine) -> tuple[int, int]:
        """The end of the last clause in the second half of a line and the start of the next; those of the lines where
        there is none.
        """
        half = (line.start + line.end) / 2
        pauses = (stop for stop in self.stops if half < stop <= line.end and self.text[stop - 1] in PAUSES)
        pause = max(pauses, default=0)
        return (pause, pause) if pause else (line.end, following.start)


def _bound(paragraph: Paragraph, spans: Iterable[tuple[int, int]]) -> Paragraph:
    """The paragraph with no-break spaces instead of the spaces inside the spans."""
    # `joined` replaces characters one by one, so the runs keep their lengths.
    letters = iter(joined(paragraph.text, spans))
    return paragraph._replace(
        runs=tuple([run._replace(text="".join(islice(letters, len(run.text)))) for run in paragraph.runs])
    )


def _with_break(paragraph: Paragraph, end: int, start: int) -> Paragraph:
    """The paragraph with a line break instead of the white space between two offsets."""
    *before, last = paragraph.cut(end)[0].runs
    first, *after = paragraph.cut(start)[1].runs
    last = last._replace(text=f"{last.text}\n")
    # Runs of equal format become one again, as they were before the cut.
    if last[1:] == first[1:]:
        last, first = last._replace(text=last.text + first.text), first._replace(text="")
    return paragraph._replace(runs=tuple(run for run in (*before, last, first, *after) if run.text))
