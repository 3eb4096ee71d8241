"""The lines of text at a width, as PowerPoint, Word and LibreOffice set them. All widths and sizes are in points.

Text may be a little narrower in one of these programs, but never wider than measured.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from copy import copy
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from kamdeck.late_pattern import late_pattern
from kamdeck.text.font_metrics import FULL, Face, face
from kamdeck.text.line_breaking import SOFT_HYPHEN, address_starts, clusters, opportunities
from kamdeck.text.no_break import Spans, without
from kamdeck.text.scripts import EAST_ASIAN, EAST_ASIAN_SPAN

SLACK = 0.99  # of a width is filled, since programs round advances to a grid
ROUNDING = 1e-9  # sums of binary fractions that should be equal differ by less
TAB = 72.0  # the most that a tab takes: default tab stops are an inch apart
# LibreOffice adds space between East Asian and other text: a fifth of the line height of the font before the joint.
# PowerPoint adds none.
JOINT = 0.2
EAST_ASIAN_JOINT = JOINT * 1.448
EAST_ASIAN_PITCH = 1.46  # Noto Sans CJK's 1.448, rounded up to LibreOffice's 1/100 mm at 10 pt
COMPLEX_PITCH = 1.46  # 1.311 is measured if no complex font is named; fallback fonts for single glyphs are taller
MIXED_PITCH = 1.6  # East Asian text with symbols or scripts that come from several fallback fonts
_SEVERAL_FONTS = late_pattern(
    "[\u0590-\u109f\u200b-\u200f\u202a-\u202e\u2066-\u2069\u27c0-\u27ef\U0001d400-\U0001faff]"
)
_COMPLEX = late_pattern(
    "[\u0590-\u109f\u1200-\u139f\u1700-\u1cff\u2d30-\u2ddf\ua500-\uabff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U0001cfff]"
)
_WHITE = frozenset(" \n\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u200b\u2028\u205f\u3000")
"""White space that may extend beyond the end of a line; a tab does not, it moves to the next one."""
_COMMAS = "\u3001\uff0c\uff1b\uff1a"  # enumeration comma, and comma, semicolon and colon of full width
_OPENING = "\uff08"
_HARD = re.compile("[\n\u2028]")
_CODE = re.compile(r"[<>/\\&;=|{}_]")
"""Characters at which programs disagree whether a line may end."""
MUCH_CODE = 6
"""The number of such characters from which a piece counts as markup or a path."""


class Piece(NamedTuple):
    """Text in one size and weight."""

    text: str
    size: float
    bold: bool = False


class MeasuredLine(NamedTuple):
    """A line's offsets in the joined text of its pieces, without white space at its end; `tallest` is its largest font
    size.
    """

    start: int
    end: int
    width: float
    tallest: float


class Typeface:
    """The two fonts of a run: one for East Asian text, one for all other text."""

    def __init__(self, latin: str, east_asian: str) -> None:
        self.latin = latin
        self.east_asian = east_asian
        self._faces: tuple[Face, Face] = (face(latin), face(latin, bold=True))
        height = self._faces[0].ascent + self._faces[0].descent
        self._joint = JOINT * height
        self._least_table_pitch = round(height, 3) if round(height, 3) > 1.2 else 0.0

    def width(self, text: str, size: float, bold: bool = False) -> float:
        """The width of a text on one line."""
        if not text.isascii():
            return sum(self.advances([Piece(text, size, bold)], text))
        width = sum(map(self._faces[bold].advance, text)) * size
        return width + text.count("\t") * TAB if "\t" in text else width

    def table_pitch(self, text: str) -> float:
        """The line pitch in a table as a multiple of the font size; at least that of this face."""
        return max(table_pitch(text), self._least_table_pitch)

    def line_count(self, pieces: Sequence[Piece], width: float, first_indent: float = 0.0) -> int:
        """The number of lines that the pieces take at a width."""
        return len(self.lines(pieces, width, first_indent))

    def lines(
        self, pieces: Sequence[Piece], width: float, first_indent: float = 0.0, spans: Spans = ()
    ) -> list[MeasuredLine]:
        """Lines filled greedily, none wider than `width` unless a single cluster is. Empty text has one line.

        Args:
            pieces: The text in pieces of one format.
            width: The width of the lines in points.
            first_indent: What the first line is narrower, in points.
            spans: Parts of the joined text, given by offsets, that stay on a line if they fit one.
        """
        return self.measured(pieces).lines(width, first_indent, spans)

    def measured(self, pieces: Sequence[Piece]) -> "MeasuredText":
        """The pieces as a text that can be set at several widths without measuring it again."""
        return MeasuredText(self, pieces)

    def advances(self, pieces: Sequence[Piece], text: str) -> list[float]:
        """The advance of each character of the joined text, with the space that LibreOffice adds between scripts."""
        found, gaps = self.advances_and_gaps(pieces, text)
        for at, gap in gaps:
            found[at] += gap
        return found

    def advances_and_gaps(self, pieces: Sequence[Piece], text: str) -> tuple[list[float], list[tuple[int, float]]]:
        """The advance of each character of the joined text; the offsets of characters with a space behind them that
        LibreOffice adds between scripts, and its width.
        """
        spans = [] if text.isascii() else [match.span() for match in EAST_ASIAN_SPAN.finditer(text)]
        if spans and "\n" in text:  # there is no joint, and so no extra space, at the end of a line
            spans = [(start, stop + text.startswith("\n", stop)) for start, stop in spans]
        found, gaps, begin = list[float](), list[tuple[int, float]](), 0
        for piece in pieces:
            size, advance = piece.size, self._faces[piece.bold].advance
            # Nearly all texts are measured in a size of 1.
            found += map(advance, piece.text) if size == 1.0 else [em * size for em in map(advance, piece.text)]
            if SOFT_HYPHEN in piece.text:
                # Each counts as a hyphen, although only one at the end of a line is drawn.
                _set_all(found, SOFT_HYPHEN, piece, advance("-") * size)
        for tab in re.finditer("\t", text) if "\t" in text else ():
            found[tab.start()] = TAB
        for piece in pieces if spans else ():
            end = begin + len(piece.text)
            gaps += self._space_east_asian(found, spans, (begin, end), piece.size)
            begin = end
        return found, gaps

    def _space_east_asian(
        self, advances: list[float], spans: list[tuple[int, int]], part: tuple[int, int], size: float
    ) -> list[tuple[int, float]]:
        """Set the advances of what East Asian fonts draw to full width; the space at the ends of their spans."""
        # The space at a joint is added to the character before it, in the font size of that character's piece.
        (begin, end), gaps, length, full = part, list[tuple[int, float]](), len(advances), FULL * size
        for start, stop in spans[max(0, bisect_left(spans, (begin, 0)) - 1) :] if begin else spans:
            if start > end:
                break
            first, last = (start if start > begin else begin), (stop if stop < end else end)
            if first < last:
                advances[first:last] = [full] * (last - first)
            for joint, gap in ((start, self._joint), (stop, EAST_ASIAN_JOINT)):
                if begin < joint <= end and joint < length:
                    gaps += ((joint - 1, gap * size),)
        return gaps


def _set_all(advances: list[float], character: str, piece: Piece, advance: float) -> None:
    """Set the advance of a character wherever it is in the last piece of the measured text."""
    begin = len(advances) - len(piece.text)
    for match in re.finditer(character, piece.text):
        advances[begin + match.start()] = advance


class MeasuredText:
    """A text in a typeface, measured once and set at any width.

    Its pieces may be in a size of 1. Then a `size` enlarges the natural width, and widths of lines are parts of it.
    """

    def __init__(self, typeface: Typeface, pieces: Sequence[Piece]) -> None:
        self.typeface = typeface
        self.pieces = pieces
        self.text = pieces[0].text if len(pieces) == 1 else "".join([piece.text for piece in pieces])
        self.tallest = max([piece.size for piece in pieces], default=0.0)
        self.is_forced = "\n" in self.text or "\u2028" in self.text
        """Whether the text has line breaks."""
        self.is_code = max([len(_CODE.findall(piece.text)) for piece in pieces], default=0) >= MUCH_CODE
        """Whether one of the pieces is markup or a path."""
        self._stops: dict[int, _Stops] = {}
        self._natural_widths: dict[float, float] = {}
        # What is measured when it is asked for first; a `cached_property` would take five calls and a lock for each of
        # a deck's thousands of texts.
        self._piece_widths: list[float] | None = None
        self._advances: tuple[list[float], list[tuple[int, float]]] | None = None

    def natural_width(self, size: float) -> float:
        """The width on one line, or that of the longest line if the text has line breaks, times a size."""
        if size not in self._natural_widths:
            self._natural_widths[size] = self._natural_width(size)
        return self._natural_widths[size]

    def _natural_width(self, size: float) -> float:
        if self.is_forced:
            # So wide that only forced breaks end a line.
            return max((line.width for line in self.lines(100_000.0)), default=0.0) * size
        # ASCII text has no space between scripts, so its pieces can be measured one by one.
        if self.text.isascii():
            if self._piece_widths is None:
                self._piece_widths = [self.typeface.width(*piece) for piece in self.pieces]
            return sum([wide * size for wide in self._piece_widths])
        advances, gaps = self._advances_and_gaps()
        advances = [advance * size for advance in advances]
        for at, gap in gaps:
            advances[at] += gap * size
        return sum(advances)

    def _advances_and_gaps(self) -> tuple[list[float], list[tuple[int, float]]]:
        if self._advances is None:
            self._advances = self.typeface.advances_and_gaps(self.pieces, self.text)
        return self._advances

    @cached_property
    def distance(self) -> list[float]:
        """The distance of each offset from the start, as if the text were all on one line."""
        measured, gaps = self._advances_and_gaps()
        advances = list(measured)
        for at, gap in gaps:
            advances[at] += gap
        # Prefix sums: the width between two offsets is a subtraction, and the end of a line is found by bisection.
        return list(accumulate(advances, initial=0.0))

    @cached_property
    def _ends(self) -> list[int]:
        return list(accumulate(len(piece.text) for piece in self.pieces))

    def lines(self, width: float, first_indent: float = 0.0, spans: Spans = ()) -> list[MeasuredLine]:
        """The lines at a width; see `Typeface.lines`."""
        usable = width * SLACK + ROUNDING
        found, begin = list[MeasuredLine](), 0
        for end in (*(match.start() for match in _HARD.finditer(self.text)), len(self.text)):
            # Only the very first line is narrower.
            widths = (usable - first_indent if begin == 0 else usable, usable)
            found += self._stretch(begin, end, widths, spans) if begin < end else (self._line(begin, end),)
            begin = end + 1
        return found

    def _stretch(self, start: int, end: int, widths: tuple[float, float], spans: Spans) -> Iterator[MeasuredLine]:
        """The lines between forced breaks."""
        if start not in self._stops:
            self._stops[start] = _Stops(self.text, start, end, self.distance)
        stops = self._stops[start].without_spans(spans, min(widths)) if spans else self._stops[start]
        width, at = widths[0], 0
        while start < end:
            # As in Word and PowerPoint, each line takes as much as fits. `at` is the first place for a break after `start`.
            fitting = stops.fitting(start, self.distance[start] + width, at)
            if fitting >= at:
                line_end, next_start, at = stops.visible[fitting], stops.offsets[fitting], fitting + 1
            else:
                line_end = next_start = self._cut(stops, start, at, self.distance[start] + width)
                # The rest of the word fits, so the stop behind it is used, and white space there does not begin the
                # next line.
                if line_end >= stops.visible[at]:
                    next_start, at = stops.offsets[at], at + 1
            yield self._line(start, max(start, line_end))
            start, width = next_start, widths[1]

    def _cut(self, stops: "_Stops", start: int, at: int, limit: float) -> int:
        """The offset at which a word wider than the line is cut: behind as many clusters as fit, and at least one."""
        end = max(stops.visible[at], start + 1)
        cut = max(bisect_right(self.distance, limit, lo=start + 1, hi=end + 1) - 1, start + 1)
        # Back to the last cluster that fits whole; if not even the first one does, forward to its end.
        before = next((offset for offset in range(cut, start, -1) if stops.parts_clusters(offset)), 0)
        return before or next((offset for offset in range(cut, end) if stops.parts_clusters(offset)), end)

    def _line(self, start: int, end: int) -> MeasuredLine:
        return MeasuredLine(start, end, self.distance[end] - self.distance[start], self._tallest(start, end))

    def _tallest(self, start: int, end: int) -> float:
        if len(self.pieces) == 1:
            return self.pieces[0].size
        # An empty line at the end of the text has the size of the last piece.
        first = min(bisect_right(self._ends, start), len(self.pieces) - 1)
        last = bisect_left(self._ends, end, lo=max(first, 0))
        return max((piece.size for piece in self.pieces[max(first, 0) : last + 1]), default=0.0)


class _Stops:
    """The offsets where lines of a stretch of text may end, and the distance of each."""

    def __init__(self, text: str, start: int, end: int, distance: list[float]) -> None:
        part = text[start:end]
        self.start = start
        self.distance = distance
        self.offsets = [start + stop for stop in _stops(part)]
        self._text = text
        self._measure()
        self.addresses = {start + at: start + begin for at, begin in address_starts(part).items()}
        self._part = part
        self._clusters = ""

    def without_spans(self, spans: Spans, width: float) -> "_Stops":
        """The stops without those inside spans, as far as these fit on a line.

        A date may begin a line behind a Chinese comma, and a unit in brackets behind a Latin word, although LibreOffice
        keeps digits with the punctuation before them, and the bracket with the word.
        """

        def fits(before: int, stop: int) -> bool:
            return self.distance[self._trimmed(self._text, stop)] - self.distance[before] <= width

        # Spans that continue beyond a forced break, or begin before it, are broken by it anyway.
        end = self.offsets[-1]
        inside = tuple((first, last) for first, last in spans if self.start <= first and last <= end)
        listed = {first for first, _ in inside if first > self.start and self._may_begin(first)}
        stops = sorted(listed.union(self.offsets)) if listed else self.offsets
        kept = copy(self)
        kept.offsets = without(stops, inside, fits, self.start)
        kept._measure()
        return kept

    def _may_begin(self, first: int) -> bool:
        """Whether a span may begin a line where `opportunities` has no break."""
        return self._text[first - 1] in _COMMAS or self._text[first] == _OPENING

    def _measure(self) -> None:
        self.visible = self._without_white_space(self._text)
        self.reach = [self.distance[offset] for offset in self.visible]

    def fitting(self, start: int, limit: float, at: int) -> int:
        """The index of the last stop within a distance, searched from index `at`; `at` - 1 if there is none."""
        found = bisect_right(self.reach, limit, lo=at) - 1
        # A break inside an address counts only if the address begins the line (see `_ADDRESS` in `line_breaking`).
        address = self.addresses.get(self.offsets[found], 0) if found >= at and self.addresses else 0
        if address <= start:
            return found
        before = bisect_right(self.offsets, address) - 1
        return before if before >= at else found

    def parts_clusters(self, offset: int) -> bool:
        """Whether a word that has to be cut may be cut at an offset."""
        self._clusters = self._clusters or clusters(self._part)
        at = offset - self.start
        return at >= len(self._clusters) or self._clusters[at] != "m"

    def _without_white_space(self, text: str) -> list[int]:
        # White space at the end of a line takes no width: the programs let it extend beyond the margin.
        return [stop if text[stop - 1] not in _WHITE else self._trimmed(text, stop) for stop in self.offsets]

    def _trimmed(self, text: str, stop: int) -> int:
        while stop > self.start and text[stop - 1] in _WHITE:
            stop -= 1
        return stop


def _stops(text: str) -> Sequence[int]:
    """Where lines may end, including before tabs: a tab that does not fit moves to the next line."""
    stops = opportunities(text)
    return sorted({*stops, *(tab.start() for tab in re.finditer("(?<!^)\t", text))}) if "\t" in text else stops


def pitch(text: str) -> float:
    """The line pitch of a text box as a multiple of the font size; PowerPoint and LibreOffice use one for all scripts
    and faces.
    """
    return 1.2


def has_complex_script(text: str) -> bool:
    """Whether a text has letters of a script whose font is chosen by the program, such as Hindi or Arabic."""
    return bool(_COMPLEX.search(text))


def table_pitch(text: str) -> float:
    """The line pitch in a table as a multiple of the font size, for faces of at most 1.2 em.

    LibreOffice sets a table's lines as high as the font that is named for the script, whichever font draws the glyphs
    (Arial 1.12, Calibri 1.0, Times 1.11; the same for symbols and emoji). If a text box precedes the table in the
    deck, it uses 1.2 throughout.
    """
    if text.isascii():
        return 1.2
    if EAST_ASIAN.search(text):
        return MIXED_PITCH if _SEVERAL_FONTS.search(text) else EAST_ASIAN_PITCH
    return COMPLEX_PITCH if has_complex_script(text) else 1.2
