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
from kamdeck.emit.docx.faces import faces_of, name_east_asian
from kamdeck.emit.docx.numbering import lists_of
from kamdeck.emit.docx.opening import Element, OpenedPackage, Stencil, open_package
from kamdeck.emit.docx.styles import Sheet, Styles, settle_styles
from kamdeck.flow.look import Look
from kamdeck.ooxml.kinds import REPORT, damage_told, refused
from kamdeck.ooxml.palette import fonts_of, scheme, theme_of
from kamdeck.ooxml.source.errors import within
from kamdeck.ooxml.source.reading import Dropped
from kamdeck.theme import REPORT_SIZES, Theme

_MAPPING = {"tx1": "dk1", "bg1": "lt1", "tx2": "dk2", "bg2": "lt2"}
_NARROWEST = 200.0
"""The least width of the text, in points, that a report can be set in."""


@dataclass(frozen=True)
class OpenReportBrand:
    """A brand file, opened once for any number of reports.

    `furniture` are the names of the parts at the head and foot of pages by their kind: ("header", "default");
    `dropped` is what of the file no report gets.
    """

    paper: Paper
    theme: Theme
    styles: Styles
    furniture: dict[tuple[str, str], str]
    margins: str
    stencil: Stencil
    dropped: tuple[Dropped, ...] = ()

    @cached_property
    def look(self) -> Look:
        """How flows measure in this brand."""
        return Look(self.theme, "report")


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
    page = main.element.body.findall(f".//{qn('w:sectPr')}")
    paper, margins = _paper(page[-1] if page else _page_of(ours))
    if paper.body.width < _NARROWEST or paper.body.height < _NARROWEST:
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
        sheet = Sheet(main._styles_part.element, lists)
        own_sheet = Sheet(ours.main_document_part._styles_part.element, _numbering_part(ours).element)
        styles = settle_styles(sheet, own_sheet, paper.body.width)
        fonts = faces_of(sheet.styles, themed)
        name_east_asian(sheet.styles, fonts)
    furniture = _furniture(package, page[-1]) if page else {}
    _empty(main.element)
    theme = replace(theme, fonts=fonts, sizes=REPORT_SIZES)
    return OpenReportBrand(paper, theme, styles, furniture, margins, Stencil(package), opened.dropped)


def _page_of(package: Package) -> Element:
    return package.main_document_part.element.body.find(qn("w:sectPr"))


def _paper(page: Element) -> tuple[Paper, str]:
    """The page of a section, upright, and the distances of its head and foot as attributes."""
    size, margin = page.find(qn("w:pgSz")), page.find(qn("w:pgMar"))

    def points(element: Element, name: str, default: int) -> float:
        value = None if element is None else element.get(qn(f"w:{name}"))
        return abs(float(value)) / 20 if value else default / 20

    sides = {side: points(margin, side, 1440) for side in ("left", "right", "top", "bottom")}
    paper = Paper(points(size, "w", 11906), points(size, "h", 16838), **sides)
    distances = " ".join(f'w:{name}="{round(points(margin, name, 720) * 20)}"' for name in ("header", "footer"))
    return (paper if paper.width <= paper.height else paper.turned()), f'{distances} w:gutter="0"'


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


def _furniture(package: Package, page: Element) -> dict[tuple[str, str], str]:
    """The parts at the head and foot of the brand's pages; of first pages only where it sets them apart."""
    apart = page.find(qn("w:titlePg")) is not None
    kinds = ("default", "first") if apart else ("default",)
    found = {}
    for place in ("header", "footer"):
        for each in page.findall(qn(f"w:{place}Reference")):
            kind = each.get(qn("w:type"))
            related = package.main_document_part.rels.get(each.get(qn("r:id")))
            if kind in kinds and related is not None:
                found[place, kind] = str(related.target_part.partname)
    _drop_others(package, set(found.values()))
    return found


def _drop_others(package: Package, kept: set[str]) -> None:
    main = package.main_document_part
    for key, relation in list(main.rels.items()):
        if relation.reltype in (RT.HEADER, RT.FOOTER) and str(relation.target_part.partname) not in kept:
            del main.rels[key]


def _empty(document: Element) -> None:
    """Take the brand's own text out."""
    for child in list(document.body):
        document.body.remove(child)
