"""A page's notes go in; the markup of its notes page comes out, with the notes master's own placeholders."""

from collections.abc import Sequence
from dataclasses import dataclass

from kamdeck.emit.pptx.placeholders import placeholder_shapes
from kamdeck.ooxml.brand_source.markup import Element
from kamdeck.ooxml.text import escape
from kamdeck.text.scripts import is_rtl, language_of

NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
TREE = (
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>'
    '<a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
)
_IMAGE = (
    '<p:sp><p:nvSpPr><p:cNvPr id="2" name="Slide Image 2"/><p:cNvSpPr>'
    '<a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/></p:cNvSpPr><p:nvPr>'
    '<p:ph type="sldImg"{index}/></p:nvPr></p:nvSpPr><p:spPr/></p:sp>'
)


@dataclass(frozen=True, slots=True)
class NotesPage:
    """The placeholders of a notes master: their indices, for those that it has."""

    indices: dict[str, str | None]

    @classmethod
    def of(cls, master: Element) -> "NotesPage":
        """The page that a notes master describes."""
        return cls({holder.get("type", "obj"): holder.get("idx") for _, holder in placeholder_shapes(master)})

    def xml(self, notes: Sequence[str], language: str) -> str:
        """The notes of one slide."""
        image = _IMAGE.format(index=_index(self.indices["sldImg"])) if "sldImg" in self.indices else ""
        words = "".join(_paragraph(line, language) for note in notes for line in note.split("\n"))
        holder = f'<p:ph type="body"{_index(self.indices.get("body") or "1")}/>'
        return (
            f'<p:notes {NAMESPACES}><p:cSld><p:spTree>{TREE}{image}<p:sp><p:nvSpPr><p:cNvPr id="3" name="Notes 3"/>'
            f'<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr>{holder}</p:nvPr></p:nvSpPr><p:spPr/>'
            f"<p:txBody><a:bodyPr/><a:lstStyle/>{words}</p:txBody></p:sp></p:spTree></p:cSld>"
            "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:notes>"
        )


def _index(index: str | None) -> str:
    return f' idx="{index}"' if index else ""


def _paragraph(line: str, language: str) -> str:
    rtl = '<a:pPr algn="r" rtl="1"/>' if is_rtl(line) else ""
    own = language_of(line, language)
    run = f'<a:r><a:rPr lang="{own}"/><a:t>{escape(line)}</a:t></a:r>' if line else f'<a:endParaRPr lang="{language}"/>'
    return f"<a:p>{rtl}{run}</a:p>"
