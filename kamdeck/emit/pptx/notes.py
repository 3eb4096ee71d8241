"""A page's notes go in; the markup of its notes page comes out, with the notes master's own placeholders."""

from collections.abc import Sequence

from kamdeck.emit.pptx.slots import Element, placeholders
from kamdeck.ooxml.text import escape
from kamdeck.text.scripts import is_rtl, language_of

NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
TREE = (
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off x="0" y="0"/>'
    '<a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
)
_IMAGE = (
    '<p:sp><p:nvSpPr><p:cNvPr id="2" name="Slide Image 2"/><p:cNvSpPr><a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/>'
    '</p:cNvSpPr><p:nvPr><p:ph type="sldImg"{index}/></p:nvPr></p:nvSpPr><p:spPr/></p:sp>'
)


def notes_xml(notes: Sequence[str], master: Element, language: str) -> str:
    """The notes page of one slide."""
    indices = {holder.get("type", "obj"): holder.get("idx") for _, holder in placeholders(master)}
    image = _IMAGE.format(index=_index(indices.get("sldImg"))) if "sldImg" in indices else ""
    words = "".join(_paragraph(line, language) for note in notes for line in note.split("\n"))
    empty = f'<a:p><a:endParaRPr lang="{language}"/></a:p>'
    return (
        f"<p:notes {NAMESPACES}><p:cSld><p:spTree>{TREE}{image}<p:sp><p:nvSpPr>"
        '<p:cNvPr id="3" name="Notes 3"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr>'
        f'<p:ph type="body"{_index(indices.get("body") or "1")}/></p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/>'
        f"{words or empty}</p:txBody></p:sp></p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:notes>"
    )


def _index(index: str | None) -> str:
    return f' idx="{index}"' if index else ""


def _paragraph(line: str, language: str) -> str:
    rtl = '<a:pPr algn="r" rtl="1"/>' if is_rtl(line) else ""
    own = language_of(line, language)
    run = f'<a:r><a:rPr lang="{own}"/><a:t>{escape(line)}</a:t></a:r>' if line else f'<a:endParaRPr lang="{language}"/>'
    return f"<a:p>{rtl}{run}</a:p>"
