"""What stands at the head and the foot of every page goes in; the parts that say it come out, and pages that use them.

A brand's own head and foot stay; ours stand below them, unless the brand's foot counts the pages itself.
"""

import copy
import re
from collections.abc import Iterator
from dataclasses import dataclass

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.parts.hdrftr import FooterPart, HeaderPart

from kamdeck.brand import Paper
from kamdeck.emit.docx.brand import OpenReportBrand
from kamdeck.emit.docx.document_context import DocumentContext
from kamdeck.emit.docx.empty_lines import EmptyLines
from kamdeck.emit.docx.fields import counts_pages
from kamdeck.emit.docx.sample_fields import DocumentFacts, replace_samples
from kamdeck.emit.docx.sections import PLACES, PageSetup
from kamdeck.emit.docx.template_package import Element
from kamdeck.flow.report import Heading, Report
from kamdeck.ooxml.text import escape
from kamdeck.text.scripts import is_ltr

_STARTS = re.compile(r'\s*w:start="[^"]*"')
_NUMBERS = re.compile(r"(\{page\}|\{pages\})")
_FIELDS = {"{page}": "PAGE", "{pages}": "NUMPAGES"}


@dataclass(frozen=True)
class HeadersFooters:
    """The relationships to heads and feet by orientation, place and kind; pages say them in their properties."""

    page: PageSetup
    ids: dict[tuple[bool, str, str], str]

    @property
    def paper(self) -> Paper:
        """The brand's page."""
        return self.page.paper

    def page_xml(self, landscape: bool, *, first: bool = False) -> str:
        """The properties of the pages of a passage; the first page of the report has no head of ours."""
        paper = self.paper.turned() if landscape else self.paper
        references = "".join(
            f'<w:{place}Reference w:type="{kind}" r:id="{key}"/>'
            for place in PLACES
            for (turned, where, kind), key in self.ids.items()
            if (turned, where) == (landscape, place) and (first or kind != "first")
        )
        width, height = round(paper.width * 20), round(paper.height * 20)
        turned = ' w:orient="landscape"' if landscape else ""
        numbers = self.page.numbers if first else _STARTS.sub("", self.page.numbers)
        apart = "<w:titlePg/>" if first else ""
        gutter = "<w:rtlGutter/>" if self.page.side == "right" and self.page.gutter and not landscape else ""
        return (
            f'<w:sectPr>{references}<w:type w:val="nextPage"/><w:pgSz w:w="{width}" w:h="{height}"{turned}/>'
            f"{self.page.margins_xml(landscape=landscape)}{self.page.borders_xml(first=first)}{numbers}"
            f"{apart}{gutter}</w:sectPr>"
        )


def write_headers_footers(
    report: Report, brand: OpenReportBrand, main: Part, parts: dict[PackURI, Part]
) -> HeadersFooters:
    """Write the heads and feet of a report into its package, in place of the brand's."""
    writer = _Writer(report, brand, main, parts)
    kinds = ("default", "even") if brand.heads.even_apart else ("default",)
    orders = {(passage.landscape, kind) for passage in report.passages for kind in kinds}
    orders |= {(passage.landscape, "first") for passage in report.passages[:1]}
    ids = {
        (landscape, place, kind): writer.part(place, kind, landscape=landscape)
        for landscape, kind in sorted(orders)
        for place in PLACES
    }
    for key, relation in list(main.rels.items()):
        if relation.reltype in (RT.HEADER, RT.FOOTER) and key not in ids.values():
            del main.rels[key]
    return HeadersFooters(brand.page, ids)


def number_graphics(main: Part, context: DocumentContext) -> None:
    """Give the graphics at the heads and feet of pages, copied with a brand's, ids that nothing else has."""
    for relation in main.rels.values():
        if relation.reltype in (RT.HEADER, RT.FOOTER):
            for graphic in relation.target_part.element.iter(qn("wp:docPr")):
                graphic.set("id", str(context.next_id()))


class _Writer:
    """Makes the parts, each under a name that no other has."""

    def __init__(self, report: Report, brand: OpenReportBrand, main: Part, parts: dict[PackURI, Part]) -> None:
        self.report, self.brand, self.main, self.parts = report, brand, main, parts
        self._counts = dict.fromkeys(PLACES, 0)
        styles = main.part_related_by(RT.STYLES).element  # type: ignore[attr-defined]
        self._empty = EmptyLines(styles)
        self._facts = DocumentFacts.of(report, _headings(report, brand))

    def part(self, place: str, kind: str, *, landscape: bool) -> str:
        """The id of the relationship to a new part: a copy of the brand's with our line below."""
        source = self._source(place, kind)
        root = self._root(source, place, kind)
        if not self._is_ours_absent(root, place, kind):
            root.append(self._line(place, kind, landscape=landscape))
        if not len(root):
            root.append(parse_xml(f"<w:p {nsdecls('w')}/>"))
        made, content_type, relation = (
            (HeaderPart, CT.WML_HEADER, RT.HEADER) if place == "header" else (FooterPart, CT.WML_FOOTER, RT.FOOTER)
        )
        part = made(self._name(place), content_type, root, self.main.package)
        used = {value for element in root.iter() for value in element.attrib.values()}
        for each in source.rels.values() if source is not None else ():
            if each.rId not in used:
                continue  # it led to what was taken out
            target = each.target_ref if each.is_external else each.target_part
            part.load_rel(each.reltype, target, each.rId, each.is_external)
        return self.main.relate_to(part, relation)

    def _source(self, place: str, kind: str) -> Part | None:
        """The brand's own part."""
        name = self.brand.heads.part(place, kind)
        return self.parts.get(PackURI(name)) if name else None

    def _name(self, place: str) -> PackURI:
        while True:
            self._counts[place] += 1
            name = PackURI(f"/word/{place}{self._counts[place]}.xml")
            if name not in self.parts:
                return name

    @staticmethod
    def _is_ours_absent(root: Element, place: str, kind: str) -> bool:
        """Whether no line of ours follows the brand's: at the top of page 1, and where its footer counts the pages."""
        return kind == "first" if place == "header" else counts_pages(root)

    def _root(self, source: Part | None, place: str, kind: str) -> Element:
        """The brand's own head or foot without its empty lines, or an empty one."""
        tag = "hdr" if place == "header" else "ftr"
        if source is None:
            return parse_xml(f"<w:{tag} {nsdecls('w', 'r')}/>")
        root = copy.deepcopy(source.element)  # type: ignore[attr-defined]
        replace_samples(root, self._facts)
        ours = "" if self._is_ours_absent(root, place, kind) else self.brand.styles[place]
        self._empty.drop_from(root, ours)
        return root

    def _head_counts(self, kind: str) -> bool:
        return counts_pages(self._root(self._source("header", kind), "header", kind))

    def _line(self, place: str, kind: str, *, landscape: bool) -> Element:
        """The document's name and standing, or the vendor's name and the number of the page.

        Where the brand's head counts the pages, the foot need not.
        """
        style = self.brand.styles[place]
        tabs = ""
        if landscape:
            width = round(self.brand.paper.turned().body.width * 20)
            upright = round(self.brand.paper.body.width * 20)
            tabs = f'<w:tabs><w:tab w:val="clear" w:pos="{upright}"/><w:tab w:val="right" w:pos="{width}"/></w:tabs>'
        if place == "header":
            sides = [_run(words) for words in self.report.header]
        else:
            counted = "" if self._head_counts(kind) else "".join(_counted(self.report.page_of))
            sides = [_run(self.report.footer), counted]
        direction = ""
        if self.brand.styles.right_to_left and is_ltr(self.report.page_of):
            # Read from the left, with its sides changed: what begins the line stands at the right.
            direction = '<w:bidi w:val="0"/>'
            sides.reverse()
        runs = "<w:r><w:tab/></w:r>".join(sides) if sides[-1] else sides[0]
        return parse_xml(f'<w:p {nsdecls("w")}><w:pPr><w:pStyle w:val="{style}"/>{tabs}{direction}</w:pPr>{runs}</w:p>')


def _headings(report: Report, brand: OpenReportBrand) -> set[str]:
    """The names of the styles that the report's title and counted headings have."""
    elements = (each for passage in report.passages for each in passage.elements)
    counted = {each.level for each in elements if isinstance(each, Heading) and each.number.isdecimal()}
    return {"title", *(f"heading {level}" for level in counted if level < 3 and brand.styles.lists.heading_levels)}


def _counted(page_of: str) -> Iterator[str]:
    """The words around the page's number and the number of pages, these as fields."""
    for piece in _NUMBERS.split(page_of):
        yield _field(_FIELDS[piece]) if piece in _FIELDS else _run(piece)


def _field(code: str) -> str:
    return f'<w:fldSimple w:instr=" {code} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def _run(words: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(words)}</w:t></w:r>' if words else ""
