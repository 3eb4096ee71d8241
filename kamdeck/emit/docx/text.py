"""Paragraphs go in; WordprocessingML paragraphs come out, in a style of the brand and with what differs from it."""

from collections.abc import Sequence

from kamdeck.emit.docx.document_context import DocumentContext
from kamdeck.emit.docx.runs import PLAIN, RunFormat, marker_xml, runs_xml
from kamdeck.flow import Paragraph, Run, Style
from kamdeck.ooxml.xml_text import attribute
from kamdeck.text.measure import pitch
from kamdeck.text.scripts import is_ltr, is_rtl

TWIPS = 20
"""Twentieths of a point, Word's unit of lengths in paragraphs and tables."""
BACKWARDS = 6.0
"""Points that lists from right to left are indented besides: there LibreOffice hangs a number out of its place."""
# What a brand's plain paragraphs may say against measured lines, taken back.
_LOOSE = '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>'
_OFF_GRID = '<w:snapToGrid w:val="0"/>'
_APART = '<w:contextualSpacing w:val="0"/>'
EVEN = f'{_LOOSE}{_OFF_GRID}<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
"""The paragraph properties of an `even` style, which texts in drawings can be set in."""
_ALIGN = {"left": "left", "center": "center", "right": "right"}
_MIRRORED = {"left": "right", "center": "center", "right": "left"}


def twips(pt: float) -> int:
    """A length in points as whole twentieths of one."""
    return round(pt * TWIPS)


def paragraphs_xml(
    paragraphs: Sequence[Paragraph], context: DocumentContext, style: RunFormat = PLAIN, lead: str = ""
) -> str:
    """Paragraphs under each other; none become an empty one, since Word wants one in a cell and in a text box."""
    return "".join(
        paragraph_xml(paragraph, context, style, lead)
        for paragraph in paragraphs or (Paragraph((), style.size or 10.0),)
    )


def paragraph_xml(
    paragraph: Paragraph, context: DocumentContext, style: RunFormat = PLAIN, lead: str = "", section: str = ""
) -> str:
    """One paragraph in the flow of the document.

    `lead` is markup of paragraph properties from `w:keepNext` to `w:tabs` in the schema's order, and `section` the key
    of a section whose bookmark the words get.
    """
    words = runs_xml(paragraph, context, style)
    if paragraph.marker and not style.listed:
        words = marker_xml(paragraph, context, style) + words
    if section:
        words = context.bookmarked(section, words)
    return f"<w:p>{_properties(paragraph, style, lead)}{words}</w:p>"


def _properties(paragraph: Paragraph, style: RunFormat, lead: str) -> str:
    text = paragraph.text
    inner = f'<w:pStyle w:val="{attribute(style.key)}"/>' if style.key else ""
    inner += lead
    backwards = not text.isascii() and is_rtl(text)
    align: str = paragraph.align
    if style.backwards and not style.listed and is_ltr(text):
        inner += '<w:bidi w:val="0"/>'  # read from the left, in its place at the right
        align = _MIRRORED[align]
    elif backwards and not style.backwards:
        inner += "<w:bidi/>"
    if paragraph.before != style.before:
        inner += f'<w:spacing w:before="{twips(paragraph.before)}"/>'
    if paragraph.indent and not style.listed:
        inner += indent_xml(paragraph)
    elif backwards and paragraph.marker:
        hanging = twips(paragraph.indent)
        inner += f'<w:ind w:left="{hanging + twips(BACKWARDS)}" w:firstLineChars="0" w:hanging="{hanging}"/>'
    if align != style.align:
        inner += f'<w:jc w:val="{_ALIGN[align]}"/>'
    return f"<w:pPr>{inner}</w:pPr>" if inner else ""


def spelled(paragraph: Paragraph, after: str) -> Paragraph:
    """The paragraph with its marker as its first words, `after` behind it, for styles that draw none of its kind."""
    marker = Run(f"{paragraph.marker}{after}", colour=paragraph.marker_colour)
    return paragraph._replace(runs=(marker, *paragraph.runs), marker="")


def indent_xml(paragraph: Paragraph) -> str:
    """The paragraph's indent, hanging where it has a marker; a brand's own indent of first lines is taken back."""
    indent = twips(paragraph.indent)
    hanging = f' w:hanging="{indent}"' if paragraph.marker else ' w:firstLine="0"'
    return f'<w:ind w:left="{indent}" w:firstLineChars="0"{hanging}/>'


def framed_xml(
    paragraphs: Sequence[Paragraph], width: float, context: DocumentContext, style: RunFormat = PLAIN
) -> str:
    """Paragraphs in a frame of a drawing, set just as they were measured at its inner width."""
    return "".join(
        _framed(paragraph, paragraph.before if number else 0.0, _pitch(paragraph, width, context.style), context, style)
        for number, paragraph in enumerate(paragraphs)
    )


def _pitch(paragraph: Paragraph, width: float, style: Style) -> float:
    """The pitch of the paragraph's lines; where they differ in size, all get the same share of its height."""
    sizes = {run.size or paragraph.size for run in paragraph.runs if run.text}
    if len(sizes) < 2:
        return next(iter(sizes), paragraph.size) * pitch(paragraph.text)
    return paragraph.height(width, style) / max(1, len(paragraph.lines(width, style.typeface)))


def _framed(paragraph: Paragraph, before: float, line: float, context: DocumentContext, style: RunFormat) -> str:
    words = runs_xml(paragraph, context, style)
    if paragraph.marker:
        words = marker_xml(paragraph, context, style) + words
    text = paragraph.text
    parts = [f'<w:pStyle w:val="{attribute(style.key)}"/>' if style.key else "", "" if style.even else _LOOSE]
    parts.append("<w:bidi/>" if not text.isascii() and is_rtl(text) else "")
    parts.append("" if style.even else _OFF_GRID)
    parts.append(_spacing(before, line, style))
    if paragraph.indent or not style.even:
        parts.append(indent_xml(paragraph))
    parts.append("" if style.even else _APART)
    if paragraph.align != style.align or not style.even:
        parts.append(f'<w:jc w:val="{_ALIGN[paragraph.align]}"/>')
    return f"<w:p><w:pPr>{''.join(parts)}</w:pPr>{words}</w:p>"


def _spacing(before: float, line: float, style: RunFormat) -> str:
    above = f' w:before="{twips(before)}"' if before or not style.even else ""
    below = "" if style.even else ' w:beforeAutospacing="0" w:after="0" w:afterAutospacing="0"'
    return f'<w:spacing{above}{below} w:line="{twips(line)}" w:lineRule="exact"/>'
