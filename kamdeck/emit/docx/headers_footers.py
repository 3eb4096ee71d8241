"""Writes the headers and footers of a report as parts, and the section properties that refer to them.

The brand's own headers and footers stay. The report's line is added below them, except to a footer that already shows
the page number.
"""

import copy
import re
from collections.abc import Iterator, Mapping

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.parts.hdrftr import FooterPart, HeaderPart

from kamdeck.brand import Paper
from kamdeck.dataclass import dataclass
from kamdeck.emit.docx.brand import OpenReportBrand
from kamdeck.emit.docx.empty_lines import EmptyLines
from kamdeck.emit.docx.fields import shows_page_number
from kamdeck.emit.docx.sample_fields import DocumentFacts, replace_samples
from kamdeck.emit.docx.sections import PLACES, PageSetup
from kamdeck.emit.docx.style_lookup import styles_by_id, tab_stops
from kamdeck.flow.report import Heading, Report
from kamdeck.ooxml.brand_source.markup import Element
from kamdeck.ooxml.xml_text import escape
from kamdeck.text.ellipsis import shortened
from kamdeck.text.scripts import is_ltr

_STARTS = re.compile(r'\s*w:start="[^"]*"')
_NUMBERS = re.compile(r"(\{page\}|\{pages\})")
_FIELDS = {"{page}": "PAGE", "{pages}": "NUMPAGES"}
_WIDEST_NUMBER = "000"
"""What the number of a page is measured as."""
_GAP = 12.0
"""The least space between the sides of a line, in points."""


@dataclass(frozen=True)
class HeadersFooters:
    """The ids of the relationships to headers and footers, by whether pages are landscape, place and kind.

    The place is "header" or "footer", the kind "default", "first" or "even".
    """

    page: PageSetup
    ids: dict[tuple[bool, str, str], str]

    @property
    def paper(self) -> Paper:
        """The brand's page."""
        return self.page.paper

    def page_xml(self, landscape: bool, *, first: bool = False) -> str:
        """The section properties of a passage; the first page of the `first` one has no header of the report."""
        paper = self.paper.turned() if landscape else self.paper
        references = "".join(
            f'<w:{place}Reference w:type="{kind}" r:id="{key}"/>'
            for place in PLACES
            for (wide, where, kind), key in self.ids.items()
            if (wide, where) == (landscape, place) and (first or kind != "first")
        )
        width, height = round(paper.width * 20), round(paper.height * 20)
        orientation = ' w:orient="landscape"' if landscape else ""
        # Only the first passage may set the page number; the others continue.
        numbers = self.page.numbers if first else _STARTS.sub("", self.page.numbers)
        title_page = "<w:titlePg/>" if first and any(kind == "first" for _, _, kind in self.ids) else ""
        # Landscape pages get no gutter of their own: margins_xml has included it in the bound margin.
        gutter = "<w:rtlGutter/>" if self.page.side == "right" and self.page.gutter and not landscape else ""
        # The children are in the schema's order (ECMA-376 part 1, 17.6.18), which validators check.
        return (
            f'<w:sectPr>{references}<w:type w:val="nextPage"/><w:pgSz w:w="{width}" w:h="{height}"{orientation}/>'
            f"{self.page.margins_xml(landscape=landscape)}{self.page.borders_xml(first=first)}{numbers}"
            f"{title_page}{gutter}</w:sectPr>"
        )


def write_headers_footers(
    report: Report, brand: OpenReportBrand, main: Part, parts: dict[PackURI, Part]
) -> HeadersFooters:
    """Write the headers and footers of a report into its package, instead of the brand's.

    Args:
        report: The report.
        brand: The brand, whose headers and footers are filled.
        main: The part of the document.
        parts: All parts of the package by their names.
    """
    writer = _PartWriter(report, brand, main, parts)
    kinds = ("default", "even") if brand.headers_footers.different_even else ("default",)
    # Landscape pages need parts of their own, because their right tab stop is at another position.
    needed = {(passage.landscape, kind) for passage in report.passages for kind in kinds}
    if not report.bands:
        needed |= {(passage.landscape, "first") for passage in report.passages[:1]}
    ids = {
        (landscape, place, kind): writer.part(place, kind, landscape=landscape)
        for landscape, kind in sorted(needed)
        for place in PLACES
    }
    for key, relation in list(main.rels.items()):
        if relation.reltype in (RT.HEADER, RT.FOOTER) and key not in ids.values():
            del main.rels[key]
    return HeadersFooters(brand.page, ids)


class _PartWriter:
    """Creates header and footer parts, each under a part name that the package does not use yet."""

    def __init__(self, report: Report, brand: OpenReportBrand, main: Part, parts: dict[PackURI, Part]) -> None:
        self.report, self.brand, self.main, self.parts = report, brand, main, parts
        self._counts = dict.fromkeys(PLACES, 0)
        styles = main.part_related_by(RT.STYLES).element  # type: ignore[attr-defined]
        self._empty, self._styles = EmptyLines(styles), styles_by_id(styles)
        self._facts = DocumentFacts.of(report, _heading_styles(report))

    def part(self, place: str, kind: str, *, landscape: bool) -> str:
        """The id of the relationship to a new part: a copy of the brand's, with the report's line below.

        `place` is "header" or "footer", `kind` "default", "first" or "even".
        """
        source = self._source(place, kind)
        root = self._root(source, place, kind)
        if not self._lacks_line(root, place, kind):
            titled = self.report.header[0] in _text_of(root)
            root.append(self._line(place, kind, landscape=landscape, titled=titled))
        # A header or footer has at least one paragraph.
        if not len(root):
            root.append(parse_xml(f"<w:p {nsdecls('w')}/>"))
        part_class, content_type, relation = (
            (HeaderPart, CT.WML_HEADER, RT.HEADER) if place == "header" else (FooterPart, CT.WML_FOOTER, RT.FOOTER)
        )
        part = part_class(self._name(place), content_type, root, self.main.package)
        used = {value for element in root.iter() for value in element.attrib.values()}
        for each in source.rels.values() if source is not None else ():
            if each.rId not in used:
                continue  # its reference was removed
            target = each.target_ref if each.is_external else each.target_part
            part.load_rel(each.reltype, target, each.rId, each.is_external)
        return self.main.relate_to(part, relation)

    def _source(self, place: str, kind: str) -> Part | None:
        """The brand's own header or footer, if it has one."""
        name = self.brand.headers_footers.part(place, kind)
        return self.parts.get(PackURI(name)) if name else None

    def _name(self, place: str) -> PackURI:
        while True:
            self._counts[place] += 1
            name = PackURI(f"/word/{place}{self._counts[place]}.xml")
            if name not in self.parts:
                return name

    @staticmethod
    def _lacks_line(root: Element, place: str, kind: str) -> bool:
        """Whether the report adds no line: in the header of page 1, and in a footer with the brand's page number."""
        return kind == "first" if place == "header" else shows_page_number(root)

    def _root(self, source: Part | None, place: str, kind: str) -> Element:
        """A copy of the brand's header or footer without its sample texts and empty lines, or an empty one."""
        tag = "hdr" if place == "header" else "ftr"
        if source is None:
            return parse_xml(f"<w:{tag} {nsdecls('w', 'r')}/>")
        root = copy.deepcopy(source.element)  # type: ignore[attr-defined]
        replace_samples(root, self._facts)
        own_style = "" if self._lacks_line(root, place, kind) else self.brand.styles[place]
        self._empty.drop_from(root, own_style)
        return root

    def _header_shows_page(self, kind: str) -> bool:
        return shows_page_number(self._root(self._source("header", kind), "header", kind))

    def _line(self, place: str, kind: str, *, landscape: bool, titled: bool) -> Element:
        """The document's title and status in a header, the vendor's name and the page number in a footer.

        The footer has no page number if the brand's header shows it. The header has no title if it is `titled`: the
        brand's own line above shows the title. Long titles and names are shortened, never what is beside them.
        """
        style = self.brand.styles[place]
        paper = self.brand.paper.turned() if landscape else self.brand.paper
        tabs = _tabs_xml(tab_stops(self._styles, style), round(paper.body.width * 20))
        if place == "header":
            title, status = self.report.header
            sides = [_run("" if titled else self._beside(status, title, place, paper)), _run(status)]
        else:
            page_of = "" if self._header_shows_page(kind) else self.report.page_of
            name = self._beside(_NUMBERS.sub(_WIDEST_NUMBER, page_of), self.report.footer, place, paper)
            sides = [_run(name), "".join(_page_of_runs(page_of))]
        direction = ""
        if self.brand.styles.right_to_left and is_ltr(self.report.page_of):
            # A line from left to right with its sides exchanged: what comes first is at the right.
            direction = '<w:bidi w:val="0"/>'
            sides.reverse()
        runs = "<w:r><w:tab/></w:r>".join(sides) if sides[-1] else sides[0]
        return parse_xml(f'<w:p {nsdecls("w")}><w:pPr><w:pStyle w:val="{style}"/>{tabs}{direction}</w:pPr>{runs}</w:p>')

    def _beside(self, kept: str, text: str, place: str, paper: Paper) -> str:
        """A text as long as it has room on the line of a text that is `kept`, which a second line would hide."""
        metrics = self.brand.metrics[place]
        typeface, bold = self.brand.style.typeface_named(metrics.family), metrics.bold
        indents = metrics.indents + max(metrics.first, 0.0)
        room = paper.body.width - indents - _GAP - typeface.width(kept, metrics.size, bold)
        return shortened(text, lambda each: typeface.width(each, metrics.size, bold) <= room)


def _tabs_xml(stops: Mapping[int, str], width: int) -> str:
    """The tab stop at the right edge of a line, and none else, where its style has other `stops`; in twips."""
    others = "".join(f'<w:tab w:val="clear" w:pos="{at}"/>' for at in sorted(stops) if at != width)
    right = "" if stops.get(width) == "right" else f'<w:tab w:val="right" w:pos="{width}"/>'
    return f"<w:tabs>{others}{right}</w:tabs>" if others or right else ""


def _text_of(root: Element) -> str:
    """The text that a header or footer shows, without the codes of its fields."""
    return "".join(text.text or "" for text in root.iter(qn("w:t")))


def _heading_styles(report: Report) -> set[str]:
    """The names of the styles of the report's title and of its numbered headings."""
    elements = (each for passage in report.passages for each in passage.elements)
    numbered = {each.level for each in elements if isinstance(each, Heading) and each.number.isdecimal()}
    return {"title", *(f"heading {level}" for level in numbered if level < 3)}


def _page_of_runs(page_of: str) -> Iterator[str]:
    """The runs of a text such as "Page {page} of {pages}", with fields for the two numbers."""
    for piece in _NUMBERS.split(page_of):
        yield _field(_FIELDS[piece]) if piece in _FIELDS else _run(piece)


def _field(code: str) -> str:
    # Programs compute the numbers of pages whenever they lay out a document; only other readers see the "1".
    return f'<w:fldSimple w:instr=" {code} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def _run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""
