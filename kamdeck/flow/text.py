"""Runs and paragraphs: the text of every flow and item, its height at a width, and its split at a height."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import Literal, NamedTuple

from kamdeck.compound_words import no_break_spans
from kamdeck.flow.style import Style
from kamdeck.text.addresses import found_in
from kamdeck.text.line_breaking import opportunities
from kamdeck.text.measure import SLACK, MeasuredLine, Piece, Typeface, pitch
from kamdeck.text.no_break import Spans
from kamdeck.text.scripts import in_context

Pieces = tuple[tuple[str, float, bool], ...]
"""Texts with their sizes and whether they are bold."""
Align = Literal["left", "center", "right"]
Setting = Literal["frame", "cell"]
"""Where text stands: a text frame, or a table's cell, whose lines some programs set taller."""


class Run(NamedTuple):
    """Some text in one look; an empty colour or no size is the paragraph's.

    `link` leads to a web address or, as "section:profile", to a section's first page; `page_of` stands for that
    page's number, filled in when all pages are known.
    """

    text: str
    bold: bool = False
    colour: str = ""
    size: float = 0.0
    link: str = ""
    page_of: str = ""


class Paragraph(NamedTuple):
    """A paragraph; lengths in points. `role` names the style that a report sets it in."""

    runs: tuple[Run, ...]
    size: float
    role: str = "body"
    colour: str = "text"
    align: Align = "left"
    marker: str = ""
    marker_colour: str = ""
    indent: float = 0.0
    before: float = 0.0

    @property
    def text(self) -> str:
        """The paragraph's words without its marker."""
        return self.runs[0].text if len(self.runs) == 1 else "".join([run.text for run in self.runs])

    @property
    def kept(self) -> Spans:
        """The stretches of the words that stay on one line where they have room on it."""
        return no_break_spans(self.text, headline=self.role == "title")

    def lines(self, width: float, typeface: Typeface) -> tuple[MeasuredLine, ...]:
        """The lines that the paragraph is broken into at a width."""
        return _lines(self, max(width - self.indent, 1.0), typeface)

    def height(self, width: float, style: Style, setting: Setting = "frame") -> float:
        """The height of the lines, without what stands before."""
        return _height(self, width, style.typeface, setting)

    def natural_width(self, style: Style) -> float:
        """The width of the paragraph on one line (its longest one where it has line ends)."""
        return self.indent + _width(self, style.typeface)

    def longest_stretch(self, style: Style) -> float:
        """The width below which a word breaks, in points; Chinese breaks between most characters."""
        bold = any(run.bold for run in self.runs)
        return self.indent + _unbroken(style.typeface, self.text, self.size, bold) * 1.03

    @property
    def pieces(self) -> Pieces:
        """What measuring needs of the runs."""
        if not self.runs:
            return (("", self.size, False),)
        return tuple([(run.text, run.size or self.size, run.bold) for run in self.runs])

    @property
    def linked(self) -> "Paragraph":
        """The paragraph with the web and mail addresses in its words as links; runs that lead somewhere stay."""
        if not any(found_in(run.text) for run in self.runs if not run.link):
            return self
        return self._replace(runs=tuple(part for run in self.runs for part in _linked(run)))

    def cut(self, offset: int) -> tuple["Paragraph", "Paragraph"]:
        """The paragraph up to an offset into its text, and what follows without its marker."""
        head: list[Run] = []
        tail: list[Run] = []
        position = 0
        # An address that is cut in two still leads, as a whole, to where it led.
        for run in self.linked.runs:
            middle = min(max(offset - position, 0), len(run.text))
            if middle:
                head.append(run._replace(text=run.text[:middle]))
            if middle < len(run.text):
                tail.append(run._replace(text=run.text[middle:]))
            position += len(run.text)
        first = self._replace(runs=tuple(head))
        return first, self._replace(runs=tuple(tail), marker="", before=0.0)

    def split(self, width: float, height: float, style: Style, setting: Setting) -> int:
        """The offset after the last line that fits into a height, 0 where none does."""
        lines = self.lines(width, style.typeface)
        used = 0.0
        for line, height_of_line in zip(lines, _line_heights(self, width, style.typeface, setting), strict=True):
            used += height_of_line
            if used > height:
                return line.start
        return len(self.text)


def _linked(run: Run) -> Iterator[Run]:
    """A run cut at the addresses in it."""
    done = 0
    for start, end, target in () if run.link else found_in(run.text):
        if start > done:
            yield run._replace(text=run.text[done:start])
        yield run._replace(text=run.text[start:end], link=target)
        done = end
    if done < len(run.text) or not done:
        yield run._replace(text=run.text[done:])


@lru_cache(maxsize=16_384)
def _height(paragraph: Paragraph, width: float, typeface: Typeface, setting: Setting) -> float:
    """The height of a paragraph; tables and cards ask for it again at every step until they fit their page."""
    return sum(_line_heights(paragraph, width, typeface, setting))


def _line_heights(paragraph: Paragraph, width: float, typeface: Typeface, setting: Setting) -> list[float]:
    factor, text = pitch if setting == "frame" else typeface.table_pitch, paragraph.text
    lines = paragraph.lines(width, typeface)
    return [line.tallest * factor(in_context(text, line.start, line.end)) for line in lines]


@lru_cache(maxsize=2048)
def _lines(paragraph: Paragraph, width: float, typeface: Typeface) -> tuple[MeasuredLine, ...]:
    """The lines of a paragraph in a width from which its indent was taken."""
    text, pieces = paragraph.text, paragraph.pieces
    if any(len(CODE.findall(part)) >= MUCH_CODE for part, _, _ in pieces):
        width *= CODE_SLACK
    natural = _width(paragraph, typeface)
    if natural <= width * SLACK and "\n" not in text and "\u2028" not in text:
        return (MeasuredLine(0, len(text), natural, max([size for _, size, _ in pieces])),)
    return tuple(typeface.lines([Piece(*piece) for piece in pieces], width, spans=paragraph.kept))


@lru_cache(maxsize=16_384)
def _width(paragraph: Paragraph, typeface: Typeface) -> float:
    """The width of a paragraph's words on one line, of their longest one where they hold line ends."""
    text, pieces = paragraph.text, paragraph.pieces
    if "\n" in text or "\u2028" in text:
        lines = typeface.lines([Piece(*piece) for piece in pieces], 100_000.0)
        return max((line.width for line in lines), default=0.0)
    if text.isascii():
        return sum([typeface.width(*piece) for piece in pieces])
    return sum(typeface.advances([Piece(*piece) for piece in pieces], text))


@lru_cache(maxsize=8192)
def _unbroken(typeface: Typeface, text: str, size: float, bold: bool) -> float:
    """The width of the longest stretch of a text in which no line may end."""
    stops = (0, *opportunities(text))
    stretches = (text[start:end].strip() for start, end in pairwise(stops))
    return max((typeface.width(each, size, bold) for each in sorted(stretches, key=len)[-2:]), default=0.0)


def words(text: str, size: float, **style: object) -> Paragraph:
    """A paragraph of one plain run."""
    return Paragraph((Run(text),), size, **style)  # type: ignore[arg-type]


def height_of(paragraphs: Iterable[Paragraph], width: float, style: Style, setting: Setting = "frame") -> float:
    """The height of paragraphs under each other; what stands before the first one does not count."""
    total, typeface = 0.0, style.typeface
    for number, paragraph in enumerate(paragraphs):
        total += _height(paragraph, width, typeface, setting) + (paragraph.before if number else 0.0)
    return total


def split_paragraphs(
    paragraphs: Sequence[Paragraph], width: float, height: float, style: Style, setting: Setting = "frame"
) -> tuple[tuple[Paragraph, ...], tuple[Paragraph, ...]]:
    """What fits into a height, and the rest: between paragraphs first, inside the first one only where it must."""
    used = 0.0
    for number, paragraph in enumerate(paragraphs):
        needed = paragraph.height(width, style, setting) + (paragraph.before if number else 0.0)
        if used + needed > height + 0.01:
            if number:
                return tuple(paragraphs[:number]), tuple(paragraphs[number:])
            offset = paragraph.split(width, height, style, setting)
            if offset in (0, len(paragraph.text)):
                return (), tuple(paragraphs)
            first, rest = paragraph.cut(offset)
            return (_ended(first),), (rest, *paragraphs[1:])
        used += needed
    return tuple(paragraphs), ()


def _ended(paragraph: Paragraph) -> Paragraph:
    """A paragraph without the white space at its end; a line end that it was cut at would stand as an empty line."""
    kept = paragraph.cut(len(paragraph.text.rstrip()))[0]
    return kept if kept.runs else paragraph


@dataclass(frozen=True)
class Paragraphs:
    """The flow of prose and lists.

    `fill` tints the ground behind with a margin of `inset` points; `rule` draws a line below; `keep` keeps the flow
    on the page of what follows it.
    """

    paragraphs: tuple[Paragraph, ...]
    fill: str = ""
    inset: float = 0.0
    rule: bool = False
    keep: bool = False

    def height(self, width: float, style: Style) -> float:
        """The height at a width, margins and rule included."""
        inner = height_of(self.paragraphs, width - 2 * self.inset, style)
        return inner + 2 * self.inset + (RULE_SPACE if self.rule else 0.0)

    def split(self, height: float, width: float, style: Style) -> tuple["Paragraphs | None", "Paragraphs | None"]:
        """What fits into a height, and the rest; either may be nothing."""
        region = height - 2 * self.inset - (RULE_SPACE if self.rule else 0.0)
        first, rest = split_paragraphs(self.paragraphs, width - 2 * self.inset, region, style)
        return (replace(self, paragraphs=first) if first else None, replace(self, paragraphs=rest) if rest else None)

    @property
    def texts(self) -> tuple[str, ...]:
        """Every text in it, in reading order."""
        return tuple(paragraph.text for paragraph in self.paragraphs)


CODE = re.compile(r"[<>/\\&;=|{}_]")
MUCH_CODE = 6
CODE_SLACK = 0.82
"""Markup and paths are broken differently by every program; measured narrower, they fit in all of them."""
RULE_SPACE = 4.0
"""Points between the text and the rule under it, the rule included."""
