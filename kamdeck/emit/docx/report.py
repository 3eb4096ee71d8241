"""A report and an opened brand go in; an ordinary python-docx document comes out, and its bytes."""

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.parts.coreprops import CorePropertiesPart
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.parts.document import DocumentPart

from kamdeck.emit.docx.body import Body
from kamdeck.emit.docx.brand import OpenReportBrand
from kamdeck.emit.docx.caption_numbers import CaptionNumbers
from kamdeck.emit.docx.document_context import DocumentContext, Languages
from kamdeck.emit.docx.headers_footers import number_graphics, write_headers_footers
from kamdeck.emit.docx.namespaces import NAMESPACES
from kamdeck.emit.docx.paragraph_styles import ParagraphWriter
from kamdeck.emit.docx.parts import DocumentParts
from kamdeck.emit.docx.relationships import DocumentRelationships
from kamdeck.flow.report import Heading, Report
from kamdeck.ooxml.brand_source.markup import Element
from kamdeck.ooxml.package import write_package
from kamdeck.ooxml.properties import core_xml

_LATIN, _EAST_ASIAN = "en-GB", "zh-CN"


def emit_report(report: Report, brand: OpenReportBrand) -> Document:
    """The document; a caller may go on editing it."""
    package, parts = brand.template.package()
    main = package.main_document_part
    assert isinstance(main, DocumentPart)
    headers_footers = write_headers_footers(report, brand, main, parts)
    relations = DocumentRelationships.of(main)
    context = _pen(report, brand, DocumentParts(package, brand.template.part_names), relations)
    number_graphics(main, context)
    counting = CaptionNumbers(brand.styles.lists, report.labels)
    body = Body(report, ParagraphWriter(context, brand.styles), headers_footers, counting)
    root = parse_xml(f"<w:document {NAMESPACES}><w:body>{body.xml()}</w:body></w:document>")
    _end_passages(root)
    main._element = root
    relations.fasten(main)
    counting.finish(main.numbering_part.element)
    _set_language(main._styles_part.element)
    core = CorePropertiesPart(
        PackURI("/docProps/core.xml"), CT.OPC_CORE_PROPERTIES, parse_xml(core_xml(report)), package
    )
    package.relate_to(core, RT.CORE_PROPERTIES)
    document: Document = main.document
    return document


def save_report(document: Document) -> bytes:
    """The file's bytes: the same for the same report and brand, whenever and wherever it is written."""
    package = document.part.package
    assert package is not None
    return write_package(package.iter_parts(), package.rels)


def _pen(
    report: Report, brand: OpenReportBrand, parts: DocumentParts, relations: DocumentRelationships
) -> DocumentContext:
    anchors = (
        element.anchor
        for passage in report.passages
        for element in passage.elements
        if isinstance(element, Heading) and element.anchor
    )
    styles = {name: brand.styles[name.lower()] for name in ("Strong", "Hyperlink")}
    languages = Languages(report.language, _LATIN, _EAST_ASIAN)
    return DocumentContext(brand.style, languages, parts, relations, frozenset(anchors), styles=styles)


def _end_passages(root: Element) -> None:
    """Let a passage's last paragraph hold the properties of its pages: one of its own could fall on an empty page."""
    for page in root.findall(f"{qn('w:body')}/{qn('w:p')}/{qn('w:pPr')}/{qn('w:sectPr')}"):
        holder = page.getparent().getparent()
        before = holder.getprevious()
        if before is not None and before.tag == qn("w:p") and before.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is None:
            before.find(qn("w:pPr")).append(page)
            holder.getparent().remove(holder)


def _set_language(styles: Element) -> None:
    """Name the languages of the document's words, by which programs hyphenate and check them."""
    run = styles.find("/".join(qn(f"w:{name}") for name in ("docDefaults", "rPrDefault", "rPr")))
    if run is None:
        return
    for old in run.findall(qn("w:lang")):
        run.remove(old)
    names = {"val": _LATIN, "eastAsia": _EAST_ASIAN}
    run.append(run.makeelement(qn("w:lang"), {qn(f"w:{key}"): value for key, value in names.items()}))
