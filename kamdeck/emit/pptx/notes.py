"""Writes the speaker notes of a slide as a notes page with the placeholders of the notes master."""

from collections.abc import Sequence

from kamdeck.dataclass import dataclass
from kamdeck.emit.pptx.placeholders import placeholder_shapes
from kamdeck.ooxml.brand_source.markup import Element
from kamdeck.ooxml.xml_text import escape
from kamdeck.text.scripts import is_rtl, language_of
from kamdeck.theme import CHINESE

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
    """The placeholders of a notes master: the index of each kind that it has."""

    indices: dict[str, str | None]

    @classmethod
    def of(cls, master: Element) -> "NotesPage":
        """The notes page for a notes master."""
        return cls({ph.get("type", "obj"): ph.get("idx") for _, ph in placeholder_shapes(master)})

    def xml(self, notes: Sequence[str], language: str, ideographs: str = CHINESE) -> str:
        """The markup of a notes page.

        `language` (BCP 47) is that of text in no other script, `ideographs` that of text in Chinese characters.
        """
        image = _IMAGE.format(index=_index(self.indices["sldImg"])) if "sldImg" in self.indices else ""
        paragraphs = "".join(_paragraph(line, language, ideographs) for note in notes for line in note.split("\n"))
        # PowerPoint gives index 1 to the body of notes.
        ph = f'<p:ph type="body"{_index(self.indices.get("body") or "1")}/>'
        return (
            f'<p:notes {NAMESPACES}><p:cSld><p:spTree>{TREE}{image}<p:sp><p:nvSpPr><p:cNvPr id="3" name="Notes 3"/>'
            f'<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr>{ph}</p:nvPr></p:nvSpPr><p:spPr/>'
            f"<p:txBody><a:bodyPr/><a:lstStyle/>{paragraphs}</p:txBody></p:sp></p:spTree></p:cSld>"
            "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:notes>"
        )


def _index(index: str | None) -> str:
    return f' idx="{index}"' if index else ""


def _paragraph(line: str, language: str, ideographs: str) -> str:
    rtl = '<a:pPr algn="r" rtl="1"/>' if is_rtl(line) else ""
    own = language_of(line, language, ideographs)
    run = f'<a:r><a:rPr lang="{own}"/><a:t>{escape(line)}</a:t></a:r>' if line else f'<a:endParaRPr lang="{language}"/>'
    return f"<a:p>{rtl}{run}</a:p>"
