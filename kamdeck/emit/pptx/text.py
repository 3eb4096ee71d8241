"""Writes paragraphs as the DrawingML of a text body, each run with its language, size, weight and colour."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from kamdeck.emit.pptx.run_style import RunStyle
from kamdeck.emit.pptx.slide_context import SlideContext
from kamdeck.flow import Paragraph, Run
from kamdeck.flow.pinned_breaks import pin_breaks
from kamdeck.ooxml.colours import colour_xml, fill_xml
from kamdeck.ooxml.geometry import ANCHORS
from kamdeck.ooxml.link_targets import section_of
from kamdeck.ooxml.xml_text import attribute, escape
from kamdeck.text.scripts import is_ltr, is_rtl
from kamdeck.units import UNSCALED, Units

_NUMBER = re.compile(r"(\d{1,4})([.)]?)")
_NUMBERING = {"": "arabicPlain", ".": "arabicPeriod", ")": "arabicParenR"}
_ALIGN = {"left": "l", "center": "ctr", "right": "r"}
# In DrawingML "l" and "r" are the sides of the shape in text of either direction, unlike in Word.
_MIRRORED = {"l": "r", "r": "l", "ctr": "ctr"}
_BREAK = "\n"


class Inherited(NamedTuple):
    """The formatting that text inherits from its shape. Only what differs from it is written.

    `size` is 0 where it is not known, as in a plain text box. `own_colour` says that text in the role "text" keeps the
    brand's colour, `own_align` that left-aligned text keeps the brand's alignment. `plain_spacing` and `listed` are as
    in `TextStyle`. `other_ink` says that all text has another colour than it would inherit.
    """

    size: float = 0.0
    bold: bool = False
    own_colour: bool = False
    align: str = "l"
    own_align: bool = False
    plain_spacing: bool = True
    listed: bool = False
    other_ink: bool = False


PLAIN = Inherited()
_PLAIN_SPACING = (
    '<a:lnSpc><a:spcPct val="100000"/></a:lnSpc>',
    '<a:spcBef><a:spcPts val="0"/></a:spcBef>',
    '<a:spcAft><a:spcPts val="0"/></a:spcAft>',
)


@lru_cache(maxsize=1024)
def body_properties(
    anchor: str, insets: tuple[float, float, float, float], wrap: str = "square", units: Units = UNSCALED
) -> str:
    """A text frame's properties, without autofit.

    Args:
        anchor: "top", "middle" or "bottom".
        insets: The left, top, right and bottom margins in points.
        wrap: "square" to break lines at the frame's width, or "none".
        units: The units of the file.
    """
    left, top, right, bottom = (units.emu(max(inset, 0.0)) for inset in insets)
    # Sizes are final. Autofit (`a:normAutofit`) would not help: its scale has coarse steps, and LibreOffice ignores it.
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
    """The paragraphs of a text body; without any, an empty one, which Office requires.

    Args:
        paragraphs: The paragraphs.
        context: The state of the slide.
        width: The inner width in points at which line breaks are pinned, or 0 to leave them to the program.
        inherited: The formatting that the text has from its shape.
        cell: Whether it is a table's cell, whose last paragraph states the size of its end.
    """
    if not paragraphs:
        return f'<a:p><a:endParaRPr lang="{context.deck.language}" sz="{context.units.font_size(10)}"/></a:p>'
    last = len(paragraphs) - 1 if cell else -1
    return "".join(
        [
            _plain(paragraph, width, context.run_style, inherited, number == 0, number == last)
            or _ParagraphWriter(width, context.run_style, inherited, context).paragraph(
                paragraph.linked, number == 0, number == last
            )
            for number, paragraph in enumerate(paragraphs)
        ]
    )


@lru_cache(maxsize=8192)
def _plain(
    paragraph: Paragraph, width: float, run_style: RunStyle, inherited: Inherited, is_first: bool, is_last_in_cell: bool
) -> str:
    """A paragraph without links, whose markup is the same on every slide; empty for one with links.

    Half of a deck's paragraphs occur several times in it, and more in the next account's: names, dates, states, dashes.
    """
    linked = paragraph.linked
    for run in linked.runs:
        if run.link or run.page_of:
            return ""
    return _ParagraphWriter(width, run_style, inherited).paragraph(linked, is_first, is_last_in_cell)


class _ParagraphWriter(NamedTuple):
    """Writes a paragraph; `context` resolves its links, and is None for a paragraph without any."""

    width: float
    run_style: RunStyle
    inherited: Inherited
    context: SlideContext | None = None

    def paragraph(self, paragraph: Paragraph, is_first: bool, is_last_in_cell: bool) -> str:
        """The whole of a paragraph whose addresses are links; the first one of a text body has no space above."""
        if self.width:
            paragraph = pin_breaks(paragraph, self.width, self.run_style.typeface)
        properties, marker_run = self._properties(paragraph, is_first)
        runs = marker_run + "".join([self._run(run, paragraph) for run in paragraph.runs if run.text or run.page_of])
        end = ""
        # Without a size of its own the end of a paragraph counts as 18 points, and makes an empty line or a row higher.
        if is_last_in_cell or not runs:
            size = self.run_style.units.font_size(paragraph.size)
            end = f'<a:endParaRPr lang="{self.run_style.language}" sz="{size}"/>'
        return f"<a:p>{properties}{runs}{end}</a:p>"

    def _properties(self, paragraph: Paragraph, is_first: bool) -> tuple[str, str]:
        """The paragraph's properties, and a run for a marker that is neither a single character nor a number."""
        attributes = bullet = marker_run = ""
        if paragraph.marker or paragraph.indent or self.inherited.listed:
            attributes, bullet, marker_run = self._list(paragraph)
        attributes += self._direction(paragraph)
        # Spacing before bullet: the order is the schema's.
        before = 0.0 if is_first else paragraph.before
        inner = bullet if self.inherited.plain_spacing and not before else self._spacing(before) + bullet
        if not attributes and not inner:
            return "", marker_run
        return f"<a:pPr{attributes}>{inner}</a:pPr>" if inner else f"<a:pPr{attributes}/>", marker_run

    def _direction(self, paragraph: Paragraph) -> str:
        """The attributes of alignment and direction; text from right to left is aligned to the other side."""
        align, inherited, text = _ALIGN[paragraph.align], self.inherited, paragraph.text
        if inherited.own_align and align == "l":
            align = inherited.align
        if not self.run_style.right_to_left:
            if not text.isascii() and is_rtl(text):
                return f' algn="{_MIRRORED[align]}" rtl="1"'
            return f' algn="{align}"' if align != inherited.align else ""
        if inherited.own_align:
            return f' algn="{"r" if align == "l" else align}" rtl="{int(not is_ltr(text))}"'
        # From the right, the sign of a number would stand behind it.
        if not paragraph.marker and not is_rtl(text):
            return f' algn="{_MIRRORED[align]}" rtl="0"'  # read from the left, but aligned like its neighbours
        return f' algn="{_MIRRORED[align]}" rtl="1"'

    def _spacing(self, before: float) -> str:
        """The space above, in points, and below where the brand has other spacing."""
        space = f'<a:spcBef><a:spcPts val="{self.run_style.units.hundredths(before)}"/></a:spcBef>'
        lines, _, after = _PLAIN_SPACING
        return space if self.inherited.plain_spacing else f"{lines}{space}{after}"

    def _list(self, paragraph: Paragraph) -> tuple[str, str, str]:
        """The indent's attributes, the bullet's markup, and the run of a marker that has to be written as text."""
        marker, listed = paragraph.marker, self.inherited.listed
        indent = self.run_style.units.emu(paragraph.indent)
        if not marker:
            if listed or indent:
                return f' marL="{indent}" indent="0"', "<a:buNone/>" if listed else "", ""
            return "", "", ""
        margins = f' marL="{indent}" indent="{-indent}"'
        colour = self.run_style.colour(paragraph.marker_colour)
        bullet_colour = f"<a:buClr>{colour_xml(colour)}</a:buClr>" if colour else ""
        number = _NUMBER.fullmatch(marker)
        # A brand's list style may name a symbol font for bullets, in which these characters look different.
        font = '<a:buFont typeface="+mn-lt"/>'
        if number and int(number[1]) > 0:
            # Native numbering, so that the list stays a list when it is edited; a list may continue from another slide.
            kind, start = _NUMBERING[number[2]], int(number[1])
            return margins, f'{bullet_colour}{font}<a:buAutoNum type="{kind}" startAt="{start}"/>', ""
        if len(marker) == 1:
            return margins, f'{bullet_colour}{font}<a:buChar char="{attribute(marker)}"/>', ""
        # A label such as "D1" is written as text, so that it can be searched and copied.
        # The hanging indent acts as a tab stop.
        run = Run(f"{marker}\t", colour=paragraph.marker_colour)
        return margins, "<a:buNone/>" if listed else "", self._run(run, paragraph)

    def _run(self, run: Run, paragraph: Paragraph) -> str:
        text, inherited, link = run.text, self.inherited, ""
        if self.context:
            text = (self.context.page_number(run.page_of) if run.page_of else None) or text
            link = self.context.link(run.link)
        size = run.size or paragraph.size
        attributes = f' sz="{self.run_style.units.font_size(size)}"' if size != inherited.size else ""
        if run.bold != inherited.bold:
            attributes += f' b="{int(run.bold)}"'
        if not inherited.plain_spacing:
            attributes += ' cap="none" spc="0"'
        role = run.colour or paragraph.colour
        # Links to other slides look like text: an agenda would be blue from top to bottom.
        if link and role == "text" and not section_of(run.link):
            role = "link"
        inner = "" if inherited.own_colour and role == "text" else self.run_style.fill_xml(role)
        if inherited.other_ink:
            inner = fill_xml(self.run_style.colour(role))
        if ground := self.run_style.colour(run.fill):
            inner += f"<a:highlight>{colour_xml(ground)}</a:highlight>"
        if _BREAK not in text:
            return self._piece(text, 0, attributes, inner, link)
        pieces = enumerate(text.split(_BREAK))
        return "".join([self._piece(piece, number, attributes, inner, link) for number, piece in pieces])

    def _piece(self, piece: str, number: int, attributes: str, inner: str, link: str) -> str:
        """One line of a run's text, after a line break unless it is the first."""
        language, typeface = self.run_style.language, ""
        if not piece.isascii():
            language = self.run_style.language_of(piece)
            typeface = self.run_style.typeface_xml(piece, language)
        content = f'lang="{language}"{attributes}'
        children = f"{inner}{typeface}{link}"
        style = f"<a:rPr {content}>{children}</a:rPr>" if children else f"<a:rPr {content}/>"
        line_break = f'<a:br><a:rPr lang="{language}"{attributes}/></a:br>' if number else ""
        return f"{line_break}<a:r>{style}<a:t>{escape(piece)}</a:t></a:r>" if piece else line_break
