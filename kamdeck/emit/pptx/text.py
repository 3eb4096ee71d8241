"""Paragraphs go in; the DrawingML of a text body comes out, each run with its language, size, weight and colour."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from kamdeck.emit.pptx.run_style import RunStyle
from kamdeck.emit.pptx.slide_context import SlideContext
from kamdeck.flow import Paragraph, Run
from kamdeck.flow.pinned_breaks import ended
from kamdeck.ooxml.addresses import section_of
from kamdeck.ooxml.colours import colour_xml
from kamdeck.ooxml.geometry import ANCHORS
from kamdeck.ooxml.text import attribute, escape
from kamdeck.text.scripts import is_ltr, is_rtl, language_of
from kamdeck.units import emu

_NUMBER = re.compile(r"(\d{1,4})([.)]?)")
_NUMBERING = {"": "arabicPlain", ".": "arabicPeriod", ")": "arabicParenR"}
_ALIGN = {"left": "l", "center": "ctr", "right": "r"}
_MIRRORED = {"l": "r", "r": "l", "ctr": "ctr"}
_BREAK = "\n"


class Inherited(NamedTuple):
    """What a run and a paragraph already have where they stand; no size is known for a plain text box.

    `own_colour` says that words in the text's role keep the colour that the brand gave to the place, `own_align` that
    words to the left stand where the brand sets them.
    """

    size: float = 0.0
    bold: bool = False
    own_colour: bool = False
    align: str = "l"
    own_align: bool = False
    even: bool = True
    listed: bool = False


PLAIN = Inherited()
_EVEN = (
    '<a:lnSpc><a:spcPct val="100000"/></a:lnSpc>',
    '<a:spcBef><a:spcPts val="0"/></a:spcBef>',
    '<a:spcAft><a:spcPts val="0"/></a:spcAft>',
)


@lru_cache(maxsize=1024)
def body_properties(anchor: str, insets: tuple[float, float, float, float], wrap: str = "square") -> str:
    """A text frame's own properties: its margins left, top, right and bottom in points, and no fitting of any kind."""
    left, top, right, bottom = (emu(max(inset, 0.0)) for inset in insets)
    return (
        f'<a:bodyPr wrap="{wrap}" lIns="{left}" tIns="{top}" rIns="{right}" bIns="{bottom}" rtlCol="0" '
        f'anchor="{ANCHORS[anchor]}"><a:noAutofit/></a:bodyPr>'
    )


def paragraphs_xml(
    paragraphs: Sequence[Paragraph],
    context: SlideContext,
    width: float = 0.0,
    inherited: Inherited = PLAIN,
    *,
    cell: bool = False,
) -> str:
    """The paragraphs of a text body, `width` points wide inside its margins, or 0 where their lines are settled.

    A body without any gets an empty one, since Office wants one.
    """
    if not paragraphs:
        return f'<a:p><a:endParaRPr lang="{context.deck.language}" sz="1000"/></a:p>'
    last = len(paragraphs) - 1 if cell else -1
    return "".join(
        [
            _plain(paragraph, width, context.run_style, inherited, number == 0, number == last)
            or _ParagraphWriter(width, context.run_style, inherited, context).paragraph(
                paragraph, number == 0, number == last
            )
            for number, paragraph in enumerate(paragraphs)
        ]
    )


@lru_cache(maxsize=8192)
def _plain(
    paragraph: Paragraph, width: float, run_style: RunStyle, inherited: Inherited, first: bool, ends: bool
) -> str:
    """A paragraph that leads nowhere, so that it is the same on every slide; nothing for one that does.

    Half of a deck's paragraphs stand in it several times, and more in the next account's: names, dates, states, dashes.
    """
    if any(run.link or run.page_of for run in paragraph.linked.runs):
        return ""
    return _ParagraphWriter(width, run_style, inherited).paragraph(paragraph, first, ends)


class _ParagraphWriter(NamedTuple):
    """A paragraph while it is written; `context` knows where its words lead."""

    width: float
    run_style: RunStyle
    inherited: Inherited
    context: SlideContext | None = None

    def paragraph(self, paragraph: Paragraph, first: bool, ends: bool) -> str:
        """The whole paragraph; `ends` says that it is the last of a cell."""
        paragraph = paragraph.linked
        if self.width:
            paragraph = ended(paragraph, self.width, self.run_style.typeface)
        properties, lead = self._properties(paragraph, first)
        runs = lead + "".join([self._run(run, paragraph) for run in paragraph.runs if run.text or run.page_of])
        end = ""
        if ends or not runs:
            end = f'<a:endParaRPr lang="{self.run_style.language}" sz="{round(paragraph.size * 100)}"/>'
        return f"<a:p>{properties}{runs}{end}</a:p>"

    def _properties(self, paragraph: Paragraph, first: bool) -> tuple[str, str]:
        """The paragraph's properties, and a run for a marker that is neither a sign nor a number."""
        attributes, bullet, lead = self._list(paragraph)
        attributes += self._direction(paragraph)
        inner = self._spacing(paragraph, first) + bullet
        if not attributes and not inner:
            return "", lead
        return f"<a:pPr{attributes}>{inner}</a:pPr>" if inner else f"<a:pPr{attributes}/>", lead

    def _direction(self, paragraph: Paragraph) -> str:
        """The attributes of alignment and direction; words from right to left stand on the other side."""
        align, inherited = _ALIGN[paragraph.align], self.inherited
        if inherited.own_align and align == "l":
            align = inherited.align
        if self.run_style.right_to_left and inherited.own_align:
            return f' algn="{"r" if align == "l" else align}" rtl="{int(not is_ltr(paragraph.text))}"'
        if self.run_style.right_to_left and not paragraph.marker and is_ltr(paragraph.text):
            return f' algn="{_MIRRORED[align]}" rtl="0"'  # read from the left, in its place at the right
        if self.run_style.right_to_left or is_rtl(paragraph.text):
            return f' algn="{_MIRRORED[align]}" rtl="1"'
        return f' algn="{align}"' if align != inherited.align else ""

    def _spacing(self, paragraph: Paragraph, first: bool) -> str:
        before = 0.0 if first else paragraph.before
        if self.inherited.even:
            return f'<a:spcBef><a:spcPts val="{round(before * 100)}"/></a:spcBef>' if before else ""
        lines, _, after = _EVEN
        return f'{lines}<a:spcBef><a:spcPts val="{round(before * 100)}"/></a:spcBef>{after}'

    def _list(self, paragraph: Paragraph) -> tuple[str, str, str]:
        """The indent's attributes, the bullet's markup, and the run of a marker that has to be written as words."""
        marker, listed = paragraph.marker, self.inherited.listed
        if not marker and not paragraph.indent and not listed:
            return "", "", ""
        indent = emu(paragraph.indent)
        if not marker:
            if listed or indent:
                return f' marL="{indent}" indent="0"', "<a:buNone/>" if listed else "", ""
            return "", "", ""
        margins = f' marL="{indent}" indent="{-indent}"'
        colour = self.run_style.colour(paragraph.marker_colour)
        tint = f"<a:buClr>{colour_xml(colour)}</a:buClr>" if colour else ""
        number = _NUMBER.fullmatch(marker)
        font = '<a:buFont typeface="+mn-lt"/>'
        if number and int(number[1]) > 0:
            kind, start = _NUMBERING[number[2]], int(number[1])
            return margins, f'{tint}{font}<a:buAutoNum type="{kind}" startAt="{start}"/>', ""
        if len(marker) == 1:
            return margins, f'{tint}{font}<a:buChar char="{attribute(marker)}"/>', ""
        # A label such as "D1" is words: it is read, found and copied; the hanging indent is the tab's stop.
        run = Run(f"{marker}\t", colour=paragraph.marker_colour)
        return margins, "<a:buNone/>" if listed else "", self._run(run, paragraph)

    def _run(self, run: Run, paragraph: Paragraph) -> str:
        words, inherited, link = run.text, self.inherited, ""
        if self.context:
            words = (self.context.page_number(run.page_of) if run.page_of else None) or words
            link = self.context.link(run.link)
        size = run.size or paragraph.size
        attributes = f' sz="{round(size * 100)}"' if size != inherited.size else ""
        if run.bold != inherited.bold:
            attributes += f' b="{int(run.bold)}"'
        if not inherited.even:
            attributes += ' cap="none" spc="0"'
        role = run.colour or paragraph.colour
        if link and role == "text" and not section_of(run.link):
            role = "link"
        inner = "" if inherited.own_colour and role == "text" else self.run_style.ink(role)
        pieces = words.split(_BREAK) if _BREAK in words else (words,)
        return "".join([self._piece(piece, number, attributes, inner, link) for number, piece in enumerate(pieces)])

    def _piece(self, piece: str, number: int, attributes: str, inner: str, link: str) -> str:
        """One line of a run's words, behind a line break where it is not the first."""
        language, face = language_of(piece, self.run_style.language), ""
        if not piece.isascii():
            face = self.run_style.face(piece)
        content = f'lang="{language}"{attributes}'
        children = f"{inner}{face}{link}"
        style = f"<a:rPr {content}>{children}</a:rPr>" if children else f"<a:rPr {content}/>"
        lead = f'<a:br><a:rPr lang="{language}"{attributes}/></a:br>' if number else ""
        return f"{lead}<a:r>{style}<a:t>{escape(piece)}</a:t></a:r>" if piece else lead
