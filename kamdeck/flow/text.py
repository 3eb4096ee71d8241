"""Runs and paragraphs, the text of all flows and items: their height at a width, and their split at a height."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from typing import Literal, NamedTuple

from kamdeck.dataclass import dataclass
from kamdeck.flow.style import Style
from kamdeck.text.addresses import find_addresses
from kamdeck.text.line_breaking import opportunities
from kamdeck.text.measure import SLACK, MeasuredLine, MeasuredText, Piece, Typeface, pitch
from kamdeck.text.no_break import Spans, no_break_spans, unit_starts
from kamdeck.text.scripts import in_context

Pieces = tuple[tuple[str, float, bool], ...]
"""Texts with their size in points and whether they are bold: what measuring needs of runs."""
UNIT = 1.0
"""The size in which texts are measured for all sizes, unless they have tabs, which do not grow with the text."""
Align = Literal["left", "center", "right"]
TextContainer = Literal["frame", "cell"]
"""A text frame, or a table's cell, in which some programs set higher lines."""


# Tuples, not dataclasses: caches look up a deck's paragraphs some ten times each, and tuples are made and hashed in C.
# That saved a fifth of the time for typesetting a deck.
class Run(NamedTuple):
    """Text in one format; without a colour or size it has the paragraph's; `fill` is the role of its background.

    `link` is a web address, or the first page of a section or topic, as "section:profile" or "section:profile-2". A run
    with `page_of` is replaced by the number of the first page of such a key, when all pages are known.
    """

    text: str
    bold: bool = False
    colour: str = ""
    size: float = 0.0
    link: str = ""
    page_of: str = ""
    fill: str = ""


class Paragraph(NamedTuple):
    """A paragraph; lengths are in points.

    `role` names the style that a report sets it in, `marker` is its bullet or number, `before` the space above it.
    `names` are words in it that stay on one line where they can.
    """

    runs: tuple[Run, ...]
    size: float
    role: str = "body"
    colour: str = "text"
    align: Align = "left"
    marker: str = ""
    marker_colour: str = ""
    indent: float = 0.0
    before: float = 0.0
    names: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The text without the marker."""
        # Most paragraphs have one run.
        return self.runs[0].text if len(self.runs) == 1 else "".join([run.text for run in self.runs])

    @property
    def no_break_spans(self) -> Spans:
        """The stretches of the text that stay on one line if they fit on it."""
        spans = no_break_spans(self.text, headline=self.role == "title")
        return (*_spans_of(self.names, self.text), *spans) if self.names else spans

    def lines(self, width: float, typeface: Typeface, first_indent: float = 0.0) -> tuple[MeasuredLine, ...]:
        """The lines that the paragraph has at a width in points, of which the first one is narrower by an indent."""
        inner = width - self.indent
        return _lines(self, inner if inner > 1.0 else 1.0, typeface, first_indent)

    def height(self, width: float, style: Style, container: TextContainer = "frame") -> float:
        """The height of the lines in points, without the space before the paragraph."""
        return _height(self, width, style.typeface, container)

    def natural_width(self, style: Style) -> float:
        """The width in points on one line, or that of the longest line if the text has line breaks."""
        return self.indent + _natural_width(self.pieces, style.typeface)

    def longest_stretch(self, style: Style) -> float:
        """The width in points below which the paragraph has to break a word; Chinese breaks between most characters."""
        # One bold run makes the whole paragraph count as bold: wider, never narrower, than it is.
        typeface, size = style.heading if self.role == "title" else style.typeface, self.size
        text = self.text
        unit = size if "\t" in text else UNIT
        return self.indent + _longest_stretch_width(typeface, text, unit, self.is_bold) * (size / unit) * 1.03

    @property
    def is_bold(self) -> bool:
        """Whether any run is bold."""
        # Most paragraphs have one run, and each is asked some ten times.
        return self.runs[0].bold if len(self.runs) == 1 else any(run.bold for run in self.runs)

    @property
    def has_links(self) -> bool:
        """Whether any run has a link."""
        return bool(self.runs[0].link) if len(self.runs) == 1 else any(run.link for run in self.runs)

    @property
    def pieces(self) -> Pieces:
        """The runs as pieces for measuring."""
        if len(self.runs) == 1:
            text, bold, _, size, *_ = self.runs[0]
            return ((text, size or self.size, bold),)
        if not self.runs:
            return (("", self.size, False),)
        return tuple([(text, size or self.size, bold) for text, bold, _, size, *_ in self.runs])

    @property
    def linked(self) -> "Paragraph":
        """The paragraph with web and mail addresses in its text as links; runs with a link stay as they are."""
        for run in self.runs:
            if not run.link and find_addresses(run.text):
                return self._replace(runs=tuple(part for run in self.runs for part in _linked(run)))
        return self

    def cut(self, offset: int) -> tuple["Paragraph", "Paragraph"]:
        """The paragraph up to an offset of its text, and the rest, which has no marker."""
        head: list[Run] = []
        tail: list[Run] = []
        position = 0
        # The parts of an address that is cut must both link to the whole address, so links are made before cutting.
        for run in self.linked.runs:
            middle = min(max(offset - position, 0), len(run.text))
            if middle:
                head.append(run._replace(text=run.text[:middle]))
            if middle < len(run.text):
                tail.append(run._replace(text=run.text[middle:]))
            position += len(run.text)
        first = self._replace(runs=tuple(head))
        return first, self._replace(runs=tuple(tail), marker="", before=0.0)

    def split(self, width: float, height: float, style: Style, container: TextContainer) -> int:
        """The offset behind the last line that fits a height; 0 if none does.

        Args:
            width: The width of the lines in points.
            height: The height in points.
            style: What text is measured with.
            container: What the text is in, on which the height of lines depends.
        """
        lines = self.lines(width, style.typeface)
        used = 0.0
        for line, height_of_line in zip(lines, _line_heights(self, width, style.typeface, container), strict=True):
            used += height_of_line
            if used > height:
                return line.start
        return len(self.text)


def _spans_of(names: Iterable[str], text: str) -> Iterator[tuple[int, int]]:
    """The start and end of each name in a text, short ones first, since they may be parts of others."""
    for name in sorted(names, key=len):
        yield from (match.span() for match in re.finditer(re.escape(name), text))


def _linked(run: Run) -> Iterator[Run]:
    """A run cut into runs at the addresses in it."""
    done = 0
    for start, end, target in () if run.link else find_addresses(run.text):
        if start > done:
            yield run._replace(text=run.text[done:start])
        yield run._replace(text=run.text[start:end], link=target)
        done = end
    if done < len(run.text) or not done:
        yield run._replace(text=run.text[done:])


@lru_cache(maxsize=16_384)
def _height(paragraph: Paragraph, width: float, typeface: Typeface, container: TextContainer) -> float:
    """The height of a paragraph, cached: tables and cards ask for it at every step until they fit their page."""
    return sum(_line_heights(paragraph, width, typeface, container))


def _line_heights(paragraph: Paragraph, width: float, typeface: Typeface, container: TextContainer) -> list[float]:
    lines = paragraph.lines(width, typeface)
    # LibreOffice sets lines with a link as high as those of tables, by the font that is named.
    as_cell = container == "cell" or paragraph.linked.has_links
    text = paragraph.text if as_cell else ""
    if text.isascii():
        factor = typeface.table_pitch("") if as_cell else pitch("")
        return [line.tallest * factor for line in lines]
    if len(lines) == 1:
        return [lines[0].tallest * typeface.table_pitch(text[: lines[0].end])]
    ends = [line.end for line in lines]
    if container == "cell":
        # In a cell, a line is as high as its script asks for. A program that sets text a little closer may take the
        # character that begins the next line, where that just does not fit here.
        for number, (line, following) in enumerate(pairwise(lines)):
            if line.width + line.tallest <= width - paragraph.indent:
                ends[number] = min(following.start + 1, following.end)
    of_line = typeface.table_pitch
    return [line.tallest * of_line(in_context(text, line.start, end)) for line, end in zip(lines, ends, strict=True)]


@lru_cache(maxsize=8192)
def _lines(paragraph: Paragraph, width: float, typeface: Typeface, first_indent: float) -> tuple[MeasuredLine, ...]:
    """The lines of a paragraph at a width from which the indent is already subtracted.

    Cached: a deck asks for some five thousand, each twice, and the next deck of the process for most of them again.
    """
    pieces, size = _in_unit_size(paragraph.pieces)
    measured = _measured(pieces, typeface)
    if measured.is_code:
        width *= CODE_SLACK
    natural = measured.natural_width(size)
    # Most paragraphs fit on one line, which a sum of advances shows without breaking them.
    if natural <= width * SLACK - first_indent and not measured.is_forced:
        return (MeasuredLine(0, len(measured.text), natural, measured.tallest * size),)
    lines = measured.lines(width / size, first_indent / size, paragraph.no_break_spans)
    return tuple([MeasuredLine(start, end, wide * size, tall * size) for start, end, wide, tall in lines])


# Measured: a deck asks ten thousand times for a third as many texts and sizes.
@lru_cache(maxsize=8192)
def _natural_width(pieces: Pieces, typeface: Typeface) -> float:
    """The width of pieces on one line, or that of the longest line."""
    pieces, size = _in_unit_size(pieces)
    return _measured(pieces, typeface).natural_width(size)


def _in_unit_size(pieces: Pieces) -> tuple[Pieces, float]:
    """The pieces in a size of 1, and the size to multiply their widths with.

    Most texts are measured in several sizes. Widths grow with the size, so all of them are found with one measurement.
    Where pieces differ in size, or have tabs, which have a width of their own, the size to multiply with is 1.
    """
    if len(pieces) == 1:
        ((text, size, bold),) = pieces
        return (pieces, 1.0) if "\t" in text else (((text, UNIT, bold),), size)
    first = pieces[0][1]
    if any(size != first or "\t" in text for text, size, _ in pieces):
        return pieces, 1.0
    return tuple([(text, UNIT, bold) for text, _, bold in pieces]), first


@lru_cache(maxsize=4096)
def _measured(pieces: Pieces, typeface: Typeface) -> MeasuredText:
    """The pieces measured, cached: a text is asked for its lines at many widths, and for its natural width."""
    return typeface.measured([Piece(*piece) for piece in pieces])


@lru_cache(maxsize=8192)
def _longest_stretch_width(typeface: Typeface, text: str, size: float, bold: bool) -> float:
    """The width of the longest stretch without a line-breaking opportunity."""
    stops = sorted({0, *opportunities(text), *unit_starts(text)})
    stretches = [text[start:end].strip() for start, end in pairwise(stops)]
    # The widest stretch is nearly always one of the two longest, and measuring all of them is slow in large tables.
    longest = sorted(stretches, key=len)[-2:]
    return max([typeface.width(each, size, bold) for each in longest], default=0.0)


def plain_paragraph(text: str, size: float, **style: object) -> Paragraph:
    """A paragraph of one run; `style` holds fields of `Paragraph`."""
    return Paragraph((Run(text),), size, **style)  # type: ignore[arg-type]


def height_of(paragraphs: Iterable[Paragraph], width: float, style: Style, container: TextContainer = "frame") -> float:
    """The height in points of paragraphs below each other; the space before the first one does not count.

    Args:
        paragraphs: The paragraphs.
        width: The width of the lines in points.
        style: What text is measured with.
        container: What the text is in, on which the height of lines depends.
    """
    total, is_first, typeface = 0.0, True, style.typeface
    for paragraph in paragraphs:
        total += _height(paragraph, width, typeface, container) + (0.0 if is_first else paragraph.before)
        is_first = False
    return total


def lines_of(paragraphs: Iterable[Paragraph], style: Style, width: float) -> int:
    """The number of lines of paragraphs at a width in points."""
    return sum([len(each.lines(width, style.typeface)) for each in paragraphs])


def split_paragraphs(
    paragraphs: Sequence[Paragraph], width: float, height: float, style: Style, container: TextContainer = "frame"
) -> tuple[tuple[Paragraph, ...], tuple[Paragraph, ...]]:
    """The paragraphs that fit a height, and the others. Only a first paragraph that does not fit is cut inside.

    Args:
        paragraphs: The paragraphs.
        width: The width of the lines in points.
        height: The height in points.
        style: What text is measured with.
        container: What the text is in, on which the height of lines depends.
    """
    used = 0.0
    for number, paragraph in enumerate(paragraphs):
        needed = paragraph.height(width, style, container) + (paragraph.before if number else 0.0)
        if used + needed > height + 0.01:
            if number:
                return tuple(paragraphs[:number]), tuple(paragraphs[number:])
            offset = paragraph.split(width, height, style, container)
            if offset in (0, len(paragraph.text)):
                return (), tuple(paragraphs)
            first, rest = paragraph.cut(offset)
            return (_without_trailing_space(first),), (rest, *paragraphs[1:])
        used += needed
    return tuple(paragraphs), ()


def _without_trailing_space(paragraph: Paragraph) -> Paragraph:
    """The paragraph without white space at its end; a line break there would show as an empty line."""
    trimmed = paragraph.cut(len(paragraph.text.rstrip()))[0]
    return trimmed if trimmed.runs else paragraph


@dataclass(frozen=True)
class Paragraphs:
    """The flow of text and lists.

    `fill` is the role of a background, with a margin of `inset` points; `rule` draws a line below. `keep_with_next`
    keeps the flow on the same page as the next one.
    """

    paragraphs: tuple[Paragraph, ...]
    fill: str = ""
    inset: float = 0.0
    rule: bool = False
    keep_with_next: bool = False

    def height(self, width: float, style: Style) -> float:
        """The height in points, with margins and rule."""
        inner = height_of(self.paragraphs, width - 2 * self.inset, style)
        return inner + 2 * self.inset + (RULE_SPACE if self.rule else 0.0)

    def split(self, height: float, width: float, style: Style) -> tuple["Paragraphs | None", "Paragraphs | None"]:
        """The part that fits a height, and the rest; None is the part that does not exist."""
        inner_height = height - 2 * self.inset - (RULE_SPACE if self.rule else 0.0)
        first, rest = split_paragraphs(self.paragraphs, width - 2 * self.inset, inner_height, style)
        return (replace(self, paragraphs=first) if first else None, replace(self, paragraphs=rest) if rest else None)

    def begins_within(self, height: float, width: float, style: Style) -> bool:
        """Whether a height in points holds the first paragraph as a whole."""
        first = self.paragraphs[0].height(width - 2 * self.inset, style)
        return first + self.inset + (RULE_SPACE if self.rule else 0.0) <= height + 0.01

    @property
    def texts(self) -> tuple[str, ...]:
        """Every text of the flow, in reading order."""
        return tuple(paragraph.text for paragraph in self.paragraphs)


CODE_SLACK = 0.82
"""Programs break markup and paths in different places; measured with this part of the width, they fit in all of them.
"""
RULE_SPACE = 4.0
"""The height of the rule below a text and the space above it, in points."""
