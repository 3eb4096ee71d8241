"""Word files that are unusual as brands: other page formats, other style ids, missing parts, own numbering."""

import base64
import io
import re
import zipfile
from collections.abc import Callable
from functools import cache
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml
from docx.shared import Cm, Mm, Pt

LOGO = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
SAMPLE = "A sample that no profile shows"
CHINESE_IDS = {"Normal": "a", "DefaultParagraphFont": "a0", "TableNormal": "a1", "NoList": "a2", "Title": "a3"}
CHINESE_IDS |= {f"Heading{level}": str(level) for level in range(1, 10)}
CHINESE_IDS |= {"Header": "a4", "Footer": "a6", "BodyText": "a8", "ListBullet": "a9", "ListNumber": "aa"}


def rewritten(blob: bytes, change: Callable[[str, bytes], bytes | None]) -> bytes:
    """A zip file with each part changed by a function; a part for which it returns None is removed."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(blob)) as source, zipfile.ZipFile(stream, "w") as target:
        for name in source.namelist():
            content = change(name, source.read(name))
            if content is not None:
                target.writestr(name, content)
    return stream.getvalue()


def small_document() -> Any:
    """python-docx's default document without its 98 table styles, which make up nine tenths of it."""
    return docx.Document(io.BytesIO(_small_document()))


@cache
def _small_document() -> bytes:
    document = docx.Document()
    for style in [each for each in document.styles if each.type == WD_STYLE_TYPE.TABLE]:
        if style.name not in ("Normal Table", "Table Grid"):
            style.delete()
    return saved(document)


def saved(document: Any) -> bytes:
    """A document's bytes."""
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def letter() -> bytes:
    """US Letter pages with a logo in the header, a page number in the footer, sample content and `updateFields`."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21.59), Cm(27.94)
    head = section.header.paragraphs[0]
    head.add_run().add_picture(io.BytesIO(LOGO), height=Pt(18))
    head.add_run("Contoso Ltd")
    section.footer.paragraphs[0]._p.append(field("PAGE"))
    document.add_paragraph(SAMPLE)
    document.add_picture(io.BytesIO(LOGO), width=Pt(90))
    document.add_table(2, 2)
    document.settings.element.append(parse_xml(f'<w:updateFields {nsdecls("w")} w:val="true"/>'))
    return saved(document)


def chinese() -> bytes:
    """As Chinese Word writes it: short style ids, a document grid, no numbering; "Lead" is another style than ours."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section._sectPr.append(parse_xml(f'<w:docGrid {nsdecls("w")} w:type="lines" w:linePitch="312"/>'))
    styles = document.styles.element
    styles.append(
        parse_xml(
            f'<w:style {nsdecls("w")} w:type="paragraph" w:customStyle="1" w:styleId="Lead"><w:name w:val="合同条款"/>'
            '<w:basedOn w:val="Normal"/><w:rPr><w:sz w:val="44"/></w:rPr></w:style>'
        )
    )
    for style in styles.findall(qn("w:style")):
        for listed in style.iter(qn("w:numPr")):
            listed.getparent().remove(listed)
    relations = document.part.rels
    for key in [key for key, each in relations.items() if each.reltype.endswith("/numbering")]:
        del relations[key]

    def renamed(name: str, content: bytes) -> bytes:
        if name not in ("word/styles.xml", "word/document.xml"):
            return content
        return re.sub(r'(w:(?:styleId|val))="(\w+)"', _chinese, content.decode()).encode()

    return rewritten(saved(document), renamed)


def _chinese(found: re.Match[str]) -> str:
    key = CHINESE_IDS.get(found[2], found[2]) if found[1] == "w:styleId" or found[2][:4] != "head" else found[2]
    return f'{found[1]}="{key}"'


def bare() -> bytes:
    """Only a page: no styles, defaults, theme, settings or numbering."""
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{kind}.document.main+xml"/>'
        f'<Override PartName="/word/styles.xml" ContentType="{kind}.styles+xml"/></Types>',
        "_rels/.rels": _relations("officeDocument", "word/document.xml"),
        "word/document.xml": f"<w:document {nsdecls('w')}><w:body><w:p/></w:body></w:document>",
        "word/_rels/document.xml.rels": _relations("styles", "styles.xml"),
        "word/styles.xml": f"<w:styles {nsdecls('w')}/>",
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def numbered() -> bytes:
    """Landscape pages with numbered headings, a table style of its own, and a different first page."""
    document = docx.Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.different_first_page_header_footer = True
    section.first_page_header.paragraphs[0].text = "First page of a brand"
    foot = section.footer.paragraphs[0]._p
    for piece in ("begin", " PAGE ", "separate", "1", "end"):
        foot.append(_piece(piece))
    numbering = document.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="Heading{at + 1}"/>'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/></w:lvl>'
        for at, text in enumerate(("Article %1", "§ %1.%2"))
    )
    definition = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{levels}</w:abstractNum>'
    numbering.find(qn("w:num")).addprevious(parse_xml(definition))
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    for level in (0, 1):
        counted = document.styles[f"Heading {level + 1}"].element.get_or_add_pPr().get_or_add_numPr()
        counted.get_or_add_ilvl().val, counted.get_or_add_numId().val = level, 77
    document.styles.element.append(
        parse_xml(
            f'<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="House"><w:name w:val="House table"/>'
            '<w:basedOn w:val="TableNormal"/><w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr></w:tblStylePr></w:style>'
        )
    )
    return saved(document)


def field(code: str) -> Any:
    """A simple field."""
    return parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr=" {code} "><w:r><w:t>1</w:t></w:r></w:fldSimple>')


def _piece(piece: str) -> Any:
    if piece.startswith(" "):
        inner = f"<w:instrText>{piece}</w:instrText>"
    elif piece.isdigit():
        inner = f"<w:t>{piece}</w:t>"
    else:
        inner = f'<w:fldChar w:fldCharType="{piece}"/>'
    return parse_xml(f"<w:r {nsdecls('w')}>{inner}</w:r>")


def _relations(kind: str, target: str) -> str:
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{office}/{kind}" Target="{target}"/></Relationships>'
    )


WORD_BRANDS: dict[str, Callable[[], bytes]] = {
    "letter": letter, "chinese": chinese, "bare": bare, "numbered": numbered,
}  # fmt: skip
