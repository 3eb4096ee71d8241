"""Turns a report into a python-docx document in a brand, and saves it."""

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
from kamdeck.emit.docx.document_context import DocumentContext, Languages
from kamdeck.emit.docx.fitted_styles import fit_styles
from kamdeck.emit.docx.fonts import name_japanese
from kamdeck.emit.docx.header_graphics import complete_graphics
from kamdeck.emit.docx.headers_footers import write_headers_footers
from kamdeck.emit.docx.namespaces import NAMESPACES
from kamdeck.emit.docx.numbering import Numbering
from kamdeck.emit.docx.paragraph_styles import ParagraphWriter
from kamdeck.emit.docx.parts import DocumentParts
from kamdeck.emit.docx.relationships import DocumentRelationships
from kamdeck.emit.docx.styles import Styles
from kamdeck.flow.report import Heading, Report
from kamdeck.ooxml.brand_source.markup import Element
from kamdeck.ooxml.core_properties import core_xml
from kamdeck.ooxml.package import write_package
from kamdeck.text.scripts import written_in_other_script
from kamdeck.theme import is_japanese

_LATIN = "en-GB"
"""The language of Latin text in documents whose own language is written in another script."""


def emit_report(report: Report, brand: OpenReportBrand) -> Document:
    """The report as a document that a caller may edit further."""
    package, parts = brand.template.package()
    main = package.main_document_part
    assert isinstance(main, DocumentPart)
    headers_footers = write_headers_footers(report, brand, main, parts)
    relations = DocumentRelationships.of(main)
    context = _context(report, brand, DocumentParts(package, brand.template.part_names), relations)
    # Headers first: the ids of the body continue after theirs.
    complete_graphics(main, context)
    numbers = Numbering(brand.styles.lists, report.labels)
    body = Body(report, ParagraphWriter(context, brand.styles), headers_footers, numbers)
    root = parse_xml(f"<w:document {NAMESPACES}><w:body>{body.xml()}</w:body></w:document>")
    _merge_section_ends(root)
    _lower_last_gap(root, brand.styles)
    main._element = root
    relations.add_to(main)
    # After the body, which decides how many lists there are.
    numbers.finish(main.numbering_part.element)
    _set_languages(main._styles_part.element, context)
    fit_styles(main._styles_part.element, report, brand.styles)
    # python-docx would create core properties with the current time.
    core = CorePropertiesPart(
        PackURI("/docProps/core.xml"), CT.OPC_CORE_PROPERTIES, parse_xml(core_xml(report)), package
    )
    package.relate_to(core, RT.CORE_PROPERTIES)
    document: Document = main.document
    return document


def save_report(document: Document) -> bytes:
    """The bytes of the .docx file. They depend on the report and the brand only, not on the time or the machine."""
    package = document.part.package
    assert package is not None
    return write_package(package.iter_parts(), package.rels)


def _context(
    report: Report, brand: OpenReportBrand, parts: DocumentParts, relations: DocumentRelationships
) -> DocumentContext:
    anchors = (
        element.anchor
        for passage in report.passages
        for element in passage.elements
        if isinstance(element, Heading) and element.anchor
    )
    styles = {name: brand.styles[name.lower()] for name in ("Strong", "Hyperlink")}
    # A document has one default language for each kind of script. Runs in any other language name it themselves.
    latin = _LATIN if written_in_other_script(report.language) else report.language
    languages = Languages(report.language, latin, report.ideographs)
    return DocumentContext(brand.style, languages, parts, relations, frozenset(anchors), report.pages, styles)


def _merge_section_ends(root: Element) -> None:
    """Move section properties into the last paragraph of each passage.

    In an empty paragraph of their own they would add a page wherever the passage's text fills its last page.
    """
    for page in root.findall(f"{qn('w:body')}/{qn('w:p')}/{qn('w:pPr')}/{qn('w:sectPr')}"):
        container = page.getparent().getparent()
        before = container.getprevious()
        if before is not None and before.tag == qn("w:p") and before.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is None:
            before.find(qn("w:pPr")).append(page)
            container.getparent().remove(container)


def _lower_last_gap(root: Element, styles: Styles) -> None:
    """Make the empty line below the last table one point high, or it would add a page below a table that fills one."""
    # The section's properties come last.
    for style in root.xpath("w:body/w:p[following-sibling::*[1][self::w:sectPr]]/w:pPr/w:pStyle"):
        if style.get(qn("w:val")) == styles["table gap"]:
            style.set(qn("w:val"), styles["table end"])


def _set_languages(styles: Element, context: DocumentContext) -> None:
    """Set the document's default languages, which programs use for hyphenation and spelling, and the typefaces."""
    if is_japanese(context.languages.east_asian):
        name_japanese(styles, context.theme.fonts)
    run = styles.find("/".join(qn(f"w:{name}") for name in ("docDefaults", "rPrDefault", "rPr")))
    if run is None:
        return
    for old in run.findall(qn("w:lang")):
        run.remove(old)
    names = {"val": context.languages.latin, "eastAsia": context.languages.east_asian}
    run.append(run.makeelement(qn("w:lang"), {qn(f"w:{key}"): value for key, value in names.items()}))
