"""Writes a drawing as a run with a group of native shapes, and with its text for programs that draw no groups."""

from collections.abc import Sequence

from kamdeck.emit.docx.document_context import DocumentContext
from kamdeck.emit.docx.inline import doc_pr_xml, inline_xml, run_xml
from kamdeck.emit.docx.namespaces import GROUP
from kamdeck.emit.docx.runs import PLAIN, RunFormat, content_xml
from kamdeck.emit.docx.text import framed_xml
from kamdeck.flow import Drawing, Line, Paragraph
from kamdeck.flow.drawing import Anchor
from kamdeck.flow.pinned_breaks import pin_breaks, pinnable_width
from kamdeck.ooxml.geometry import ANCHORS, Insets, place_xml
from kamdeck.ooxml.shapes import DrawnShape, frame_shapes, named_xml
from kamdeck.ooxml.xml_text import attribute
from kamdeck.units import emu


def drawing_xml(drawing: Drawing, context: DocumentContext, style: RunFormat = PLAIN) -> str:
    """The run of a drawing, as large as the area that its items cover; an empty string for a drawing without items.

    LibreOffice scales a group from the area that its shapes cover to the size in the markup, so both are the same.
    `style` is the paragraph style of its texts, preferably one with `plain_spacing`. Programs that do not know such
    groups (Word 2007, most text extractors) take the fallback, which has all texts.
    """
    frame = drawing.frame
    if not frame.items:
        return ""
    doc_pr = doc_pr_xml(context.next_id(), "Drawing", drawing.alt, decorative=drawing.decorative)
    # A drawing is as large as its items, not as its frame, which can be wider than the text.
    left, top, width, height = frame.extent
    shapes = "".join(_shape(shape, context, style) for shape in frame_shapes(frame, -left, -top, context))
    group = f"<wpg:wgp><wpg:cNvGrpSpPr/><wpg:grpSpPr>{_space(width, height)}</wpg:grpSpPr>{shapes}</wpg:wgp>"
    inline = inline_xml((width, height), doc_pr, GROUP, group)
    # The fallback must have content: mammoth, which converts documents to HTML, fails on an empty one (its issue 163).
    return run_xml(
        f'<mc:AlternateContent><mc:Choice Requires="wpg">{inline}</mc:Choice>'
        f"<mc:Fallback>{_fallback(drawing, style)}</mc:Fallback></mc:AlternateContent>"
    )


def _space(width: float, height: float) -> str:
    """The group's position and its inner coordinates, which are the same: Word does not scale text with a group."""
    size = f'cx="{max(1, emu(width))}" cy="{max(1, emu(height))}"'
    return f'<a:xfrm><a:off x="0" y="0"/><a:ext {size}/><a:chOff x="0" y="0"/><a:chExt {size}/></a:xfrm>'


def _shape(shape: DrawnShape, context: DocumentContext, style: RunFormat) -> str:
    kind = '<wps:cNvSpPr txBox="1"/>' if shape.text_box else "<wps:cNvSpPr/>"
    if shape.glue is not None:
        kind = f"<wps:cNvCnPr>{shape.glue}</wps:cNvCnPr>"
    text = ""
    if shape.paragraphs:
        left, _, right, _ = shape.insets
        width = shape.rect.width - left - right
        paragraphs: Sequence[Paragraph] = shape.paragraphs
        if pinnable_width(paragraphs, width, shape.rect.height):
            paragraphs = [pin_breaks(each, width, context.style.typeface) for each in paragraphs]
        inner = framed_xml(paragraphs, width, context, style)
        text = f"<wps:txbx><w:txbxContent>{inner}</w:txbxContent></wps:txbx>"
    return (
        f"<wps:wsp>{named_xml('wps:cNvPr', shape.number, shape.name)}{kind}"
        f"<wps:spPr>{place_xml(shape.rect, shape.turn)}{shape.geometry}{shape.style}</wps:spPr>{text}"
        f"{_body(shape.anchor, shape.insets)}</wps:wsp>"
    )


def _body(anchor: Anchor, insets: Insets) -> str:
    left, top, right, bottom = (emu(max(inset, 0.0)) for inset in insets)
    return (
        f'<wps:bodyPr wrap="square" lIns="{left}" tIns="{top}" rIns="{right}" bIns="{bottom}" rtlCol="0" '
        f'anchor="{ANCHORS[anchor]}"><a:noAutofit/></wps:bodyPr>'
    )


def _fallback(drawing: Drawing, style: RunFormat) -> str:
    """A VML text box with the drawing's texts in reading order, or its description if it has none."""
    lines = [
        f"{paragraph.marker} {paragraph.text}".strip()
        for item in drawing.frame.items
        if not isinstance(item, Line)
        for paragraph in item.paragraphs
    ]
    paragraphs = "".join(_plain(line, style) for line in lines if line) or _plain(drawing.alt, style)
    size = f"width:{drawing.frame.width:.1f}pt;height:{drawing.frame.height:.1f}pt"
    return (
        # `mso-fit-shape-to-text` lets the box grow with its text: the list of texts may be longer than the drawing is
        # high.
        f'<w:pict><v:rect style="{size}" stroked="f" alt="{attribute(drawing.alt)}"><v:textbox inset="0,0,0,0" '
        f'style="mso-fit-shape-to-text:t"><w:txbxContent>{paragraphs}</w:txbxContent></v:textbox></v:rect></w:pict>'
    )


def _plain(line: str, style: RunFormat) -> str:
    properties = f'<w:pPr><w:pStyle w:val="{attribute(style.style_id)}"/></w:pPr>' if style.style_id else ""
    return f"<w:p>{properties}<w:r>{content_xml(line)}</w:r></w:p>"
