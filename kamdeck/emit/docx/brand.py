"""Opens a company's Word file as a brand: its page, theme, styles, headers and footers, without its own text."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.oxml.ns import nsdecls, qn
from docx.package import Package
from docx.parts.numbering import NumberingPart

from kamdeck.brand import Paper, ParagraphMetrics
from kamdeck.dataclass import dataclass
from kamdeck.emit.docx.compatibility import use_latest_word
from kamdeck.emit.docx.fonts import name_east_asian, typefaces_of
from kamdeck.emit.docx.heading_numbers import HeadingNumbers
from kamdeck.emit.docx.hidden_text import HiddenText, show_all
from kamdeck.emit.docx.list_numbering import lists_of
from kamdeck.emit.docx.paragraph_metrics import paragraph_metrics
from kamdeck.emit.docx.paragraph_styles import style_ids_by_role
from kamdeck.emit.docx.revisions import accept_revisions, has_revisions
from kamdeck.emit.docx.sample_fields import sample_fields_of
from kamdeck.emit.docx.sections import (
    BrandHeadersFooters,
    PageSetup,
    brand_headers_footers,
    page_setup,
)
from kamdeck.emit.docx.style_identity import repair_style_ids
from kamdeck.emit.docx.styles import Styles, StyleSheet, complete_styles
from kamdeck.emit.docx.table_rules import row_rule
from kamdeck.emit.docx.template_package import OpenedDocument, WordTemplatePackage, open_package
from kamdeck.flow.style import Style
from kamdeck.kept_results import kept
from kamdeck.ooxml.brand_source.dropped import Dropped
from kamdeck.ooxml.brand_source.markup import Element
from kamdeck.ooxml.brand_source.part_errors import naming_part
from kamdeck.ooxml.file_kinds import REPORT, brand_problem, part_errors_as_problems
from kamdeck.ooxml.palette import fonts_of, scheme, theme_of
from kamdeck.theme import REPORT_SIZES, Theme

# The names that DrawingML gives to text and background colours, and the theme colours that Word uses for them.
_MAPPING = {"tx1": "dk1", "bg1": "lt1", "tx2": "dk2", "bg2": "lt2"}
_LEAST_MARGIN, _ORDINARY_MARGIN = 43.0, 86.0
"""The margins at the sides of a single page, and the greatest margins that are narrowed to them, in points."""
_LEAST_TEXT_AREA = 200.0
"""The least width and height of the text area of a report, in points."""


@dataclass(frozen=True)
class OpenReportBrand:
    """A brand file, opened once for any number of reports.

    `metrics` are those of its styles, by their names in lower case and by the roles of paragraphs. `headers_footers`
    are the parts of its headers and footers, `row_rule` is the thickness in points of the rule between two rows of
    tables, and `dropped` lists what of the file no report gets.
    """

    page: PageSetup
    theme: Theme
    styles: Styles
    metrics: Mapping[str, ParagraphMetrics]
    headers_footers: BrandHeadersFooters
    template: WordTemplatePackage
    row_rule: float
    dropped: tuple[Dropped, ...] = ()

    @property
    def paper(self) -> Paper:
        """The page and the margins of its text."""
        return self.page.paper

    def for_one_page(self) -> "OpenReportBrand":
        """The brand with narrower margins at the sides, for a page that must hold everything.

        Wide margins stay, since a brand may have a column of its own in them, and so do those with a gutter.
        """
        paper = self.page.paper
        if self.page.gutter or max(paper.left, paper.right) > _ORDINARY_MARGIN:
            return self
        left, right = min(paper.left, _LEAST_MARGIN), min(paper.right, _LEAST_MARGIN)
        return replace(self, page=replace(self.page, paper=replace(paper, left=left, right=right)))

    @cached_property
    def style(self) -> Style:
        """The style that flows are measured with in this brand."""
        return Style(self.theme, self.row_rule)


def open_report_brand(path: Path, own: Path) -> OpenReportBrand:
    """The brand in a .docx or .dotx file. It is cached until the file changes.

    Styles that it lacks come from kamdeck's `own` brand file.

    Raises:
        Problems: If the file is not a Word document, or if its page has too little space for text.
    """
    try:
        state = path.stat()
    except OSError as error:
        raise brand_problem(path, f"the brand cannot be read: {error.strerror}") from error
    # Time and size are part of the key, so that a changed file is opened again.
    return _opened(path.resolve(), own, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=8)
def _opened(path: Path, own: Path, modified: int, size: int) -> OpenReportBrand:
    def read() -> OpenReportBrand:
        opened, own_package = open_package(path), open_package(own).package
        with part_errors_as_problems(path, REPORT), naming_part("word/document.xml"):
            return _brand_of(path, opened, own_package)

    try:
        content = (b"report brand", path.read_bytes(), own.read_bytes())
    except OSError:
        return read()
    return kept(content, read)


def _brand_of(path: Path, opened: OpenedDocument, own: Package) -> OpenReportBrand:
    package = opened.package
    main = package.main_document_part
    # Before anything is read: deleted sections and hidden text must not count.
    dropped = _clean_text(package)
    sections = main.element.body.findall(f".//{qn('w:sectPr')}")
    settings = main._settings_part.element
    use_latest_word(settings)
    page = page_setup(sections[-1] if sections else _page_of(own), settings)
    # Gutters and wide margins of small pages can leave a column of a few letters.
    if page.paper.body.width < _LEAST_TEXT_AREA or page.paper.body.height < _LEAST_TEXT_AREA:
        raise brand_problem(path, "the brand's page leaves too little space for text")
    _theme_part(package, own)
    with naming_part(main.part_related_by(RT.THEME).partname):
        theme_fonts = fonts_of(_theme_xml(package), "+mj-lt")
        colour_scheme = scheme(_theme_xml(package), _MAPPING)
        theme = theme_of(colour_scheme, colour_scheme.colour("bg1"), theme_fonts)
    with naming_part(_numbering_part(package).partname):
        lists = _numbering_part(package).element
        # Read here only so that a damaged list is reported with the name of its part, and not of the styles.
        lists_of(lists, HeadingNumbers("", ()), "")
    with naming_part(main._styles_part.partname):
        sheet = StyleSheet(main._styles_part.element, lists)
        own_sheet = StyleSheet(own.main_document_part._styles_part.element, _numbering_part(own).element)
        styles = complete_styles(sheet, own_sheet, page.paper.body.width, right_to_left=page.right_to_left)
        fonts = typefaces_of(sheet.styles, theme_fonts)
        # After the styles are complete: those that were added need the typeface as well.
        name_east_asian(sheet.styles, fonts)
        metrics = paragraph_metrics(sheet.styles, lists, {**styles.ids, **style_ids_by_role(styles)}, fonts)
    headers_footers = brand_headers_footers(package, sections, settings)
    _drop_other_headers(package, set(headers_footers.parts.values()))
    dropped += _remove_text(main)
    dropped += _sample_fields(package, sorted(set(headers_footers.parts.values())))
    theme = replace(theme, fonts=fonts, sizes=REPORT_SIZES)
    template = WordTemplatePackage(package)
    left_out = (*opened.dropped, *dropped)
    rule = row_rule(sheet.styles, styles.table)
    return OpenReportBrand(page, theme, styles, metrics, headers_footers, template, rule, left_out)


def _clean_text(package: Package) -> list[Dropped]:
    """Accept the brand's tracked changes, remove its hidden text, and return where there were any."""
    dropped = []
    main = package.main_document_part
    headers = [each.target_part for each in main.rels.values() if each.reltype in (RT.HEADER, RT.FOOTER)]
    parts = [main, main._styles_part, _numbering_part(package), *headers]
    for part in parts:
        with naming_part(part.partname):
            if has_revisions(part.element):
                dropped.append(Dropped(str(part.partname), "tracked changes"))
            accept_revisions(part.element)
    with naming_part(main._styles_part.partname):
        repair_style_ids(main._styles_part.element)
    hidden = HiddenText(main._styles_part.element)
    for part in headers:
        with naming_part(part.partname):
            if hidden.drop_from(part.element):
                dropped.append(Dropped(str(part.partname), "hidden text"))
    for part in parts[1:3]:
        show_all(part.element)
    return dropped


def _page_of(package: Package) -> Element:
    return package.main_document_part.element.body.find(qn("w:sectPr"))


def _theme_part(package: Package, own: Package) -> None:
    """Give kamdeck's theme to a document without one."""
    main = package.main_document_part
    if any(relation.reltype == RT.THEME for relation in main.rels.values()):
        return
    main.relate_to(own.main_document_part.part_related_by(RT.THEME), RT.THEME)


def _numbering_part(package: Package) -> Any:
    """The part of list definitions; a document without one gets an empty part."""
    main = package.main_document_part
    if not any(relation.reltype == RT.NUMBERING for relation in main.rels.values()):
        blob = f"<w:numbering {nsdecls('w')}/>".encode()
        part = NumberingPart.load(PackURI("/word/numbering.xml"), CT.WML_NUMBERING, blob, package)
        main.relate_to(part, RT.NUMBERING)
    return main.part_related_by(RT.NUMBERING)


def _theme_xml(package: Package) -> bytes:
    return bytes(package.main_document_part.part_related_by(RT.THEME).blob)


def _drop_other_headers(package: Package, kept: set[str]) -> None:
    main = package.main_document_part
    for key, relation in list(main.rels.items()):
        if relation.reltype in (RT.HEADER, RT.FOOTER) and str(relation.target_part.partname) not in kept:
            del main.rels[key]


def _remove_text(main: Any) -> list[Dropped]:
    """Remove the brand's own text, and return whether there was any."""
    body = main.element.body
    has_text = any((each.text or "").strip() for each in body.iter(qn("w:t")))
    for child in list(body):
        body.remove(child)
    return [Dropped(str(main.partname), "text of the file")] if has_text else []


def _sample_fields(package: Package, names: Iterable[str]) -> list[Dropped]:
    """The fields of headers and footers that reports do not show."""
    parts: dict[str, Any] = {str(each.partname): each for each in package.iter_parts()}
    return [Dropped(name, "field", field) for name in names for field in sample_fields_of(parts[name].element)]
