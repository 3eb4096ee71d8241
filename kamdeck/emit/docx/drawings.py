"""A drawing goes in; the run that shows it comes out: a group of native shapes, and its words for who draws none."""

from collections.abc import Sequence

from kamdeck.emit.docx.document_context import DocumentContext
from kamdeck.emit.docx.inline import document_naming, inline_xml, run_xml
from kamdeck.emit.docx.namespaces import GROUP
from kamdeck.emit.docx.runs import PLAIN, RunFormat, content_xml
from kamdeck.emit.docx.text import framed_xml
from kamdeck.flow import Drawing, Line, Paragraph
from kamdeck.flow.drawing import Anchor
from kamdeck.flow.pinned_breaks import ended, width_of_lines
from kamdeck.ooxml.geometry import ANCHORS, Insets, place_xml
from kamdeck.ooxml.shapes import Drawn, drawn, named_xml
from kamdeck.ooxml.text import attribute
from kamdeck.units import emu


def drawing_xml(drawing: Drawing, context: DocumentContext, style: RunFormat = PLAIN) -> str:
    """The run of a drawing, as large as what its items cover; nothing for one without items.

    LibreOffice stretches a group from what its shapes cover to the size that is said: so these are the same.
    Its texts stand in a paragraph style of the brand, best an `even` one. Programs that know no such groups (Word 2007,
    most readers of text) take the fallback, which has all the words.
    """
    frame = drawing.frame
    if not frame.items:
        return ""
    named = document_naming(context.next_id(), "Drawing", drawing.alt, decorative=drawing.decorative)
    left, top, width, height = frame.extent
    shapes = "".join(_shape(shape, context, style) for shape in drawn(frame, -left, -top, context))
    group = f"<wpg:wgp><wpg:cNvGrpSpPr/><wpg:grpSpPr>{_space(width, height)}</wpg:grpSpPr>{shapes}</wpg:wgp>"
    inline = inline_xml((width, height), named, GROUP, group)
    return run_xml(
        f'<mc:AlternateContent><mc:Choice Requires="wpg">{inline}</mc:Choice>'
        f"<mc:Fallback>{_in_words(drawing, style)}</mc:Fallback></mc:AlternateContent>"
    )


def _space(width: float, height: float) -> str:
    """The group's place and its own space, which are the same: in any other, words would not scale along."""
    size = f'cx="{max(1, emu(width))}" cy="{max(1, emu(height))}"'
    return f'<a:xfrm><a:off x="0" y="0"/><a:ext {size}/><a:chOff x="0" y="0"/><a:chExt {size}/></a:xfrm>'


def _shape(shape: Drawn, context: DocumentContext, style: RunFormat) -> str:
    kind = '<wps:cNvSpPr txBox="1"/>' if shape.text_box else "<wps:cNvSpPr/>"
    if shape.glue is not None:
        kind = f"<wps:cNvCnPr>{shape.glue}</wps:cNvCnPr>"
    words = ""
    if shape.paragraphs:
        left, _, right, _ = shape.insets
        width = shape.rect.width - left - right
        paragraphs: Sequence[Paragraph] = shape.paragraphs
        if width_of_lines(paragraphs, width, shape.rect.height):
            paragraphs = [ended(each, width, context.style.typeface) for each in paragraphs]
        inner = framed_xml(paragraphs, width, context, style)
        words = f"<wps:txbx><w:txbxContent>{inner}</w:txbxContent></wps:txbx>"
    return (
        f"<wps:wsp>{named_xml('wps:cNvPr', shape.number, shape.name)}{kind}"
        f"<wps:spPr>{place_xml(shape.rect, shape.turn)}{shape.geometry}{shape.style}</wps:spPr>{words}"
        f"{_body(shape.anchor, shape.insets)}</wps:wsp>"
    )


def _body(anchor: Anchor, insets: Insets) -> str:
    left, top, right, bottom = (emu(max(inset, 0.0)) for inset in insets)
    return (
        f'<wps:bodyPr wrap="square" lIns="{left}" tIns="{top}" rIns="{right}" bIns="{bottom}" rtlCol="0" '
        f'anchor="{ANCHORS[anchor]}"><a:noAutofit/></wps:bodyPr>'
    )


def _in_words(drawing: Drawing, style: RunFormat) -> str:
    """A box with the drawing's words in reading order, or what it shows where it has none."""
    lines = [
        f"{paragraph.marker} {paragraph.text}".strip()
        for item in drawing.frame.items
        if not isinstance(item, Line)
        for paragraph in item.paragraphs
    ]
    paragraphs = "".join(_plain(line, style) for line in lines if line) or _plain(drawing.alt, style)
    size = f"width:{drawing.frame.width:.1f}pt;height:{drawing.frame.height:.1f}pt"
    return (
        f'<w:pict><v:rect style="{size}" stroked="f" alt="{attribute(drawing.alt)}"><v:textbox inset="0,0,0,0" '
        f'style="mso-fit-shape-to-text:t"><w:txbxContent>{paragraphs}</w:txbxContent></v:textbox></v:rect></w:pict>'
    )


def _plain(line: str, style: RunFormat) -> str:
    properties = f'<w:pPr><w:pStyle w:val="{attribute(style.key)}"/></w:pPr>' if style.key else ""
    return f"<w:p>{properties}<w:r>{content_xml(line)}</w:r></w:p>"
