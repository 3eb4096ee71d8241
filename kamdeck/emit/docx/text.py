"""Writes paragraphs as WordprocessingML: in a style of the brand, with direct formatting where they differ from it."""

from collections.abc import Sequence

from kamdeck.emit.docx.document_context import DocumentContext
from kamdeck.emit.docx.runs import PLAIN, RunFormat, marker_xml, runs_xml
from kamdeck.flow import Paragraph, Run, Style
from kamdeck.ooxml.xml_text import attribute
from kamdeck.text.measure import pitch
from kamdeck.text.scripts import is_ltr, is_rtl

TWIPS = 20
"""Twentieths of a point, Word's unit of lengths in paragraphs and tables."""
RTL_LIST_INDENT = 6.0
"""Points that right-to-left lists are indented more: LibreOffice would draw the number outside of its place."""
# A brand's plain paragraphs may add space between scripts, or lines of a grid. Neither is part of measured lines.
_NO_AUTO_SPACE = '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>'
_NO_LINE_GRID = '<w:snapToGrid w:val="0"/>'
_NO_CONTEXTUAL_SPACING = '<w:contextualSpacing w:val="0"/>'
_ALIGN = {"left": "left", "center": "center", "right": "right"}
# In a right-to-left paragraph, "left" is the side where lines begin, which Word shows on the right. A left-to-right
# paragraph among right-to-left ones needs the other word to be aligned to the same side.
_MIRRORED = {"left": "right", "center": "center", "right": "left"}


def twips(pt: float) -> int:
    """A length in points as whole twentieths of one."""
    return round(pt * TWIPS)


def paragraphs_xml(
    paragraphs: Sequence[Paragraph], context: DocumentContext, style: RunFormat = PLAIN, properties: str = ""
) -> str:
    """Paragraphs one below the other. Without any, an empty one: Word requires one in a cell and in a text box.

    Args:
        paragraphs: The paragraphs.
        context: The state of the document.
        style: The formatting that their paragraph style already gives.
        properties: The markup of properties that each of them gets, as in `paragraph_xml`.
    """
    return "".join(
        paragraph_xml(paragraph, context, style, properties)
        for paragraph in paragraphs or (Paragraph((), style.size or 10.0),)
    )


def paragraph_xml(
    paragraph: Paragraph, context: DocumentContext, style: RunFormat = PLAIN, properties: str = "", section: str = ""
) -> str:
    """One paragraph in the flow of the document.

    Args:
        paragraph: The paragraph.
        context: The state of the document.
        style: The formatting that its paragraph style already gives.
        properties: The markup of paragraph properties from `w:keepNext` to `w:tabs`, in the schema's order.
        section: The key of a section whose bookmark encloses the text.
    """
    runs = runs_xml(paragraph, context, style)
    if paragraph.marker and not style.listed:
        runs = marker_xml(paragraph, context, style) + runs
    if section:
        runs = context.bookmarked(section, runs)
    return f"<w:p>{_properties(paragraph, style, properties)}{runs}</w:p>"


def _properties(paragraph: Paragraph, style: RunFormat, properties: str) -> str:
    text = paragraph.text
    inner = f'<w:pStyle w:val="{attribute(style.style_id)}"/>' if style.style_id else ""
    inner += properties
    right_to_left = not text.isascii() and is_rtl(text)
    align: str = paragraph.align
    if style.right_to_left and not style.listed and is_ltr(text):
        inner += '<w:bidi w:val="0"/>'  # read from the left, but aligned to the right like its neighbours
        align = _MIRRORED[align]
    elif right_to_left and not style.right_to_left:
        inner += "<w:bidi/>"
    # The schema's order of these properties is `w:bidi`, `w:spacing`, `w:ind`, `w:jc`.
    if paragraph.before != style.before:
        inner += f'<w:spacing w:before="{twips(paragraph.before)}"/>'
    if paragraph.indent and not style.listed:
        inner += indent_xml(paragraph)
    elif right_to_left and paragraph.marker:
        hanging = twips(paragraph.indent)
        inner += f'<w:ind w:left="{hanging + twips(RTL_LIST_INDENT)}" w:firstLineChars="0" w:hanging="{hanging}"/>'
    if align != style.align:
        inner += f'<w:jc w:val="{_ALIGN[align]}"/>'
    return f"<w:pPr>{inner}</w:pPr>" if inner else ""


def with_marker_text(paragraph: Paragraph, separator: str) -> Paragraph:
    """The paragraph with its marker as text before a separator, for styles that do not draw such a marker."""
    marker = Run(f"{paragraph.marker}{separator}", colour=paragraph.marker_colour)
    return paragraph._replace(runs=(marker, *paragraph.runs), marker="")


def indent_xml(paragraph: Paragraph) -> str:
    """The paragraph's indent, hanging where it has a marker. It cancels a brand's own indent of first lines."""
    indent = twips(paragraph.indent)
    hanging = f' w:hanging="{indent}"' if paragraph.marker else ' w:firstLine="0"'
    # `w:firstLineChars` would override `w:firstLine` and `w:hanging` (ECMA-376 part 1, 17.3.1.12).
    return f'<w:ind w:left="{indent}" w:firstLineChars="0"{hanging}/>'


def framed_xml(
    paragraphs: Sequence[Paragraph], width: float, context: DocumentContext, style: RunFormat = PLAIN
) -> str:
    """Paragraphs in a frame of a drawing, with exactly the lines that were measured.

    Args:
        paragraphs: The paragraphs.
        width: The inner width of the frame in points.
        context: The state of the document.
        style: The formatting that their paragraph style already gives.
    """
    return "".join(
        _framed_paragraph(
            paragraph,
            paragraph.before if number else 0.0,
            _line_height(paragraph, width, context.style),
            context,
            style,
        )
        for number, paragraph in enumerate(paragraphs)
    )


def _line_height(paragraph: Paragraph, width: float, style: Style) -> float:
    """The height of the paragraph's lines in points; where their sizes differ, each gets the same part of the total."""
    sizes = {run.size or paragraph.size for run in paragraph.runs if run.text}
    if len(sizes) < 2:
        return next(iter(sizes), paragraph.size) * pitch(paragraph.text)
    return paragraph.height(width, style) / max(1, len(paragraph.lines(width, style.typeface)))


def _framed_paragraph(
    paragraph: Paragraph, before: float, line: float, context: DocumentContext, style: RunFormat
) -> str:
    runs = runs_xml(paragraph, context, style)
    if paragraph.marker:
        runs = marker_xml(paragraph, context, style) + runs
    text = paragraph.text
    parts = [
        f'<w:pStyle w:val="{attribute(style.style_id)}"/>' if style.style_id else "",
        f"<w:pBdr>{style.rule}</w:pBdr>" if style.rule else "",
        "" if style.plain_spacing else _NO_AUTO_SPACE,
    ]
    parts.append("<w:bidi/>" if not text.isascii() and is_rtl(text) else "")
    parts.append("" if style.plain_spacing else _NO_LINE_GRID)
    parts.append(_spacing(before, line, style))
    if paragraph.indent or not style.plain_spacing:
        parts.append(indent_xml(paragraph))
    parts.append("" if style.plain_spacing else _NO_CONTEXTUAL_SPACING)
    if paragraph.align != style.align or not style.plain_spacing:
        parts.append(f'<w:jc w:val="{_ALIGN[paragraph.align]}"/>')
    return f"<w:p><w:pPr>{''.join(parts)}</w:pPr>{runs}</w:p>"


def _spacing(before: float, line: float, style: RunFormat) -> str:
    above = f' w:before="{twips(before)}"' if before or not style.plain_spacing else ""
    # Autospacing would override the values beside it.
    below = "" if style.plain_spacing else ' w:beforeAutospacing="0" w:after="0" w:afterAutospacing="0"'
    # Exact lines: the height of others depends on the fonts of the reader's machine.
    return f'<w:spacing{above}{below} w:line="{twips(line)}" w:lineRule="exact"/>'
