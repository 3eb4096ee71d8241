"""A company's Word file goes in; its page, theme and styles, and all that the emitter needs of it, come out."""

from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.oxml.ns import nsdecls, qn
from docx.package import Package
from docx.parts.numbering import NumberingPart

from kamdeck.brand import Paper
from kamdeck.emit.docx.compatibility import use_latest_word
from kamdeck.emit.docx.fonts import faces_of, name_east_asian
from kamdeck.emit.docx.hidden_text import HiddenText, show_all
from kamdeck.emit.docx.list_numbering import lists_of
from kamdeck.emit.docx.revisions import accept_revisions
from kamdeck.emit.docx.sections import PageHeads, PageSetup, page_heads, page_setup
from kamdeck.emit.docx.style_identity import settle_identity
from kamdeck.emit.docx.styles import Styles, StyleSheet, settle_styles
from kamdeck.emit.docx.template_package import Element, OpenedPackage, WordTemplatePackage, open_package
from kamdeck.flow.style import Style
from kamdeck.ooxml.brand_source.errors import within
from kamdeck.ooxml.brand_source.reading import Dropped
from kamdeck.ooxml.file_kinds import REPORT, damage_told, refused
from kamdeck.ooxml.palette import fonts_of, scheme, theme_of
from kamdeck.theme import REPORT_SIZES, Theme

_MAPPING = {"tx1": "dk1", "bg1": "lt1", "tx2": "dk2", "bg2": "lt2"}
_NARROWEST = 200.0
"""The least width of the text, in points, that a report can be set in."""


@dataclass(frozen=True)
class OpenReportBrand:
    """A brand file, opened once for any number of reports.

    `heads` are the parts at the head and foot of its pages; `dropped` is what of the file no report gets.
    """

    page: PageSetup
    theme: Theme
    styles: Styles
    heads: PageHeads
    template: WordTemplatePackage
    dropped: tuple[Dropped, ...] = ()

    @property
    def paper(self) -> Paper:
        """The page and the margins of its text."""
        return self.page.paper

    @cached_property
    def style(self) -> Style:
        """How flows measure in this brand."""
        return Style(self.theme, "report")


def open_report_brand(path: Path, own: Path) -> OpenReportBrand:
    """The brand in a .docx or .dotx file; what styles it lacks come from kamdeck's `own`.

    Raises Problems where the file is no document, or its page leaves no room for text.
    """
    try:
        state = path.stat()
    except OSError as error:
        raise refused(path, f"the brand cannot be read: {error.strerror}") from error
    return _opened(path.resolve(), own, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=8)
def _opened(path: Path, own: Path, changed: int, size: int) -> OpenReportBrand:
    opened, ours = open_package(path), open_package(own).package
    with damage_told(path, REPORT), within("word/document.xml"):
        return _brand_of(path, opened, ours)


def _brand_of(path: Path, opened: OpenedPackage, ours: Package) -> OpenReportBrand:
    package = opened.package
    main = package.main_document_part
    _settle_text(package)
    sections = main.element.body.findall(f".//{qn('w:sectPr')}")
    settings = main._settings_part.element
    use_latest_word(settings)
    page = page_setup(sections[-1] if sections else _page_of(ours), settings)
    if page.paper.body.width < _NARROWEST or page.paper.body.height < _NARROWEST:
        raise refused(path, "the brand's page leaves too little room for text")
    _theme_part(package, ours)
    with within(main.part_related_by(RT.THEME).partname):
        themed = fonts_of(_theme_xml(package), "+mj-lt")
        known = scheme(_theme_xml(package), _MAPPING)
        theme = theme_of(known, known.colour("bg1"), themed)
    with within(_numbering_part(package).partname):
        lists = _numbering_part(package).element
        lists_of(lists, "", "")
    with within(main._styles_part.partname):
        sheet = StyleSheet(main._styles_part.element, lists)
        own_sheet = StyleSheet(ours.main_document_part._styles_part.element, _numbering_part(ours).element)
        styles = settle_styles(sheet, own_sheet, page.paper.body.width, right_to_left=page.right_to_left)
        fonts = faces_of(sheet.styles, themed)
        name_east_asian(sheet.styles, fonts)
    heads = page_heads(package, sections, settings)
    _drop_others(package, set(heads.parts.values()))
    _empty(main.element)
    theme = replace(theme, fonts=fonts, sizes=REPORT_SIZES)
    return OpenReportBrand(page, theme, styles, heads, WordTemplatePackage(package), opened.dropped)


def _settle_text(package: Package) -> None:
    """Accept what was changed in the brand, and let go of what it hides."""
    main = package.main_document_part
    heads = [each.target_part for each in main.rels.values() if each.reltype in (RT.HEADER, RT.FOOTER)]
    parts = [main, main._styles_part, _numbering_part(package), *heads]
    for part in parts:
        with within(part.partname):
            accept_revisions(part.element)
    with within(main._styles_part.partname):
        settle_identity(main._styles_part.element)
    hidden = HiddenText(main._styles_part.element)
    for part in heads:
        with within(part.partname):
            hidden.drop_from(part.element)
    for part in parts[1:3]:
        show_all(part.element)


def _page_of(package: Package) -> Element:
    return package.main_document_part.element.body.find(qn("w:sectPr"))


def _theme_part(package: Package, ours: Package) -> None:
    """Give a document without a theme ours."""
    main = package.main_document_part
    if any(relation.reltype == RT.THEME for relation in main.rels.values()):
        return
    main.relate_to(ours.main_document_part.part_related_by(RT.THEME), RT.THEME)


def _numbering_part(package: Package) -> Any:
    """The part of the lists; a document without any gets an empty one."""
    main = package.main_document_part
    if not any(relation.reltype == RT.NUMBERING for relation in main.rels.values()):
        blob = f"<w:numbering {nsdecls('w')}/>".encode()
        part = NumberingPart.load(PackURI("/word/numbering.xml"), CT.WML_NUMBERING, blob, package)
        main.relate_to(part, RT.NUMBERING)
    return main.part_related_by(RT.NUMBERING)


def _theme_xml(package: Package) -> bytes:
    return bytes(package.main_document_part.part_related_by(RT.THEME).blob)


def _drop_others(package: Package, kept: set[str]) -> None:
    main = package.main_document_part
    for key, relation in list(main.rels.items()):
        if relation.reltype in (RT.HEADER, RT.FOOTER) and str(relation.target_part.partname) not in kept:
            del main.rels[key]


def _empty(document: Element) -> None:
    """Take the brand's own text out."""
    for child in list(document.body):
        document.body.remove(child)
