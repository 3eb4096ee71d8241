"""Read a Word document's parts, styles, paragraphs, tables and graphics with lxml, without any code of kamdeck."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from lxml import etree

from tests import deck_reader
from tests.deck_reader import SPACE, Package

NAMES = deck_reader.NAMES | {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "wpg": "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "v": "urn:schemas-microsoft-com:vml",
}
LONG = 100
"""The number of characters above which a text may be split between two drawings."""
BODY = 9
"""The outline level of body text (ECMA-376 part 1, 17.3.1.20)."""
HEADER_OR_FOOTER = re.compile(r"/word/(header|footer)\d*\.xml")


@cache
def q(name: str) -> str:
    """A qualified name from a prefixed one: "w:t"."""
    prefix, _, local = name.partition(":")
    return f"{{{NAMES[prefix]}}}{local}"


def value(element: etree._Element | None, path: str = ".", name: str = "w:val") -> str:
    """An attribute of the element at a path below another; nothing where there is none."""
    found = None if element is None else element.find(path, NAMES)
    return "" if found is None else str(found.get(q(name), ""))


def words_of(paragraph: etree._Element) -> str:
    """The text of a paragraph without its text boxes; breaks and tabs as characters, fields by their results."""
    signs = {q("w:br"): "\n", q("w:tab"): "\t"}
    found = []
    for each in paragraph.iter(q("w:t"), q("w:br"), q("w:tab")):
        run = each.getparent()
        if run.tag == q("w:r") and next(run.iterancestors(q("w:p"))) is paragraph:
            found.append(signs.get(each.tag) or each.text or "")
    return "".join(found)


@dataclass(frozen=True)
class Style:
    """A style, and the style that it is based on."""

    element: etree._Element
    parent: "Style | None" = None

    @property
    def key(self) -> str:
        return str(self.element.get(q("w:styleId")))

    @property
    def name(self) -> str:
        return value(self.element, "w:name")

    @property
    def kind(self) -> str:
        return str(self.element.get(q("w:type")))

    def setting(self, path: str) -> etree._Element | None:
        """The first element at a path in this style or the styles that it is based on."""
        found = self.element.find(path, NAMES)
        return self.parent.setting(path) if found is None and self.parent else found


@dataclass(frozen=True)
class Paragraph:
    """A paragraph with its style; `holder` is the element that contains it: the body, a cell or a text box."""

    element: etree._Element
    style: Style
    holder: etree._Element

    @property
    def text(self) -> str:
        return words_of(self.element)

    @property
    def in_body(self) -> bool:
        """Whether it is a child of the body."""
        return bool(self.holder.tag == q("w:body"))

    @property
    def level(self) -> int:
        """1 to 9 for a heading, by the outline level of its style; 0 for any other paragraph."""
        return (int(value(self.style.setting("w:pPr/w:outlineLvl")) or BODY) + 1) % (BODY + 1)

    def field(self, code: str) -> list[str]:
        """The instructions of its fields of a type, such as "SEQ"."""
        codes = [each.get(q("w:instr")) for each in self.element.iter(q("w:fldSimple"))]
        codes += [each.text or "" for each in self.element.iter(q("w:instrText"))]
        return [each.strip() for each in codes if each.split()[:1] == [code]]


@dataclass(frozen=True)
class Graphic:
    """An inline chart, picture or group of shapes."""

    element: etree._Element

    @property
    def properties(self) -> etree._Element:
        """Its id, name and description."""
        return self.element.find("wp:docPr", NAMES)

    @property
    def kind(self) -> str:
        """ "chart", "picture" or "group"."""
        uri = self.element.find("a:graphic/a:graphicData", NAMES).get("uri")
        return {NAMES["c"]: "chart", NAMES["pic"]: "picture", NAMES["wpg"]: "group"}[uri]

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in points."""
        extent = self.element.find("wp:extent", NAMES)
        return int(extent.get("cx")) / 12700, int(extent.get("cy")) / 12700

    @property
    def fallback(self) -> etree._Element | None:
        """The fallback for programs that cannot draw this graphic."""
        choice = next(self.element.iterancestors(q("mc:AlternateContent")), None)
        return None if choice is None else choice.find("mc:Fallback", NAMES)


class Report:
    """A Word document, read from the bytes of its file."""

    def __init__(self, blob: bytes) -> None:
        self.blob = blob
        self.package = Package(blob)
        self.main = "/word/document.xml"
        self.root = self.package.xml(self.main)

    @cached_property
    def styles(self) -> dict[str, Style]:
        """The styles by their ids."""
        elements = {each.get(q("w:styleId")): each for each in self.package.xml("/word/styles.xml").iter(q("w:style"))}

        def made(key: str) -> Style | None:
            return Style(elements[key], made(value(elements[key], "w:basedOn"))) if key in elements else None

        return {key: style for key in elements if (style := made(key))}

    def by_name(self, name: str) -> Style | None:
        """The style with a name, given in lower case."""
        return next((each for each in self.styles.values() if each.name.lower() == name), None)

    @cached_property
    def default_style(self) -> Style:
        """The default style of paragraphs."""
        return next(
            each
            for each in self.styles.values()
            if each.kind == "paragraph" and each.element.get(q("w:default")) == "1"
        )

    @cached_property
    def paragraphs(self) -> list[Paragraph]:
        """Every paragraph in reading order, including those in cells and text boxes, without fallbacks."""
        return [self._paragraph(each) for each in _shown(self.root.find("w:body", NAMES), q("w:p"))]

    @cached_property
    def headings(self) -> list[Paragraph]:
        """The headings in order."""
        return [each for each in self.paragraphs if each.level and each.in_body]

    @cached_property
    def tables(self) -> list[etree._Element]:
        """The tables in order."""
        return list(_shown(self.root, q("w:tbl")))

    @cached_property
    def graphics(self) -> list[Graphic]:
        """The charts, pictures and groups in order."""
        return self.graphics_in(self.root)

    def graphics_in(self, element: etree._Element) -> list[Graphic]:
        """The graphics below an element."""
        return [Graphic(each) for each in _shown(element, q("wp:inline"))]

    @cached_property
    def passages(self) -> list[tuple[list[etree._Element], etree._Element]]:
        """The elements of each section of the document, with the section's properties (`w:sectPr`)."""
        found, children = [], []
        for child in self.root.find("w:body", NAMES):
            page = child if child.tag == q("w:sectPr") else child.find("w:pPr/w:sectPr", NAMES)
            if page is not child:
                children.append(child)
            if page is not None:
                found.append((children, page))
                children = []
        return found

    @cached_property
    def sections(self) -> list[etree._Element]:
        """The properties of each section (`w:sectPr`)."""
        return list(self.root.iter(q("w:sectPr")))

    @cached_property
    def charts(self) -> list[tuple[str, str, etree._Element]]:
        """Each chart: a label for messages, its part's name and its root element."""
        relations = self.package.relations(self.main)
        names = (each.get(q("r:id")) for each in _shown(self.root, q("c:chart")))
        parts = (relations[name].target for name in names)
        return [(f"chart {number}", part, self.package.xml(part)) for number, part in enumerate(parts, 1)]

    @cached_property
    def headers_and_footers(self) -> dict[str, etree._Element]:
        """The roots of the headers and footers by their parts' names."""
        return {name: self.package.xml(name) for name in self.package.parts if HEADER_OR_FOOTER.fullmatch(name)}

    @cached_property
    def texts(self) -> list[str]:
        """Every text in reading order; the texts of charts come last."""
        found = [each.text for each in self.paragraphs]
        for _, _, root in self.charts:
            found += [each.text or "" for each in root.iter(q("c:v"))]
            found += [deck_reader.words_of(each) for each in root.iter(q("a:p"))]
        return found

    def says(self, text: str) -> bool:
        """Whether a paragraph, cell or text box contains a text; a long one may continue in the next text box."""
        wanted = SPACE.sub("", text)
        return wanted in self._held or (len(wanted) > LONG and wanted in self._boxes)

    @cached_property
    def _held(self) -> str:
        """The text of each paragraph, cell, text box and chart label, separated by "\\0"."""
        groups: dict[int, list[str]] = {}
        for number, each in enumerate(self.paragraphs):
            groups.setdefault(-number if each.in_body else id(each.holder), []).append(each.text)
        texts = ["".join(group) for group in groups.values()] + self.texts[len(self.paragraphs) :]
        return "\0".join(SPACE.sub("", text) for text in texts)

    @cached_property
    def _boxes(self) -> str:
        """The texts of all text boxes, joined."""
        return SPACE.sub("", "".join(each.text for each in self.paragraphs if each.holder.tag == q("w:txbxContent")))

    def _paragraph(self, element: etree._Element) -> Paragraph:
        key = value(element, "w:pPr/w:pStyle")
        return Paragraph(element, self.styles.get(key, self.default_style), element.getparent())


def _shown(root: etree._Element, tag: str) -> Iterator[etree._Element]:
    """The descendants with a tag in document order, without those in fallbacks."""
    for element in root.iterdescendants(tag):
        if next(element.iterancestors(q("mc:Fallback")), None) is None:
            yield element
