"""The bytes of a Word document go in; its parts, paragraphs, tables and texts come out, read without the emitter."""

from collections.abc import Iterator
from functools import cached_property

from lxml import etree

from tests.deck import SPACE, Package

NAMES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "adec": "http://schemas.microsoft.com/office/drawing/2017/decorative",
}
_SIGNS = {"br": "\n", "tab": "\t"}


def q(name: str) -> str:
    """A qualified name from a prefixed one: "w:p"."""
    prefix, _, local = name.partition(":")
    return f"{{{NAMES[prefix]}}}{local}"


def words_of(paragraph: etree._Element) -> str:
    """A paragraph's own words: what stands in its drawings is theirs."""
    return "".join(_pieces(paragraph))


def _pieces(element: etree._Element) -> Iterator[str]:
    for child in element:
        name = etree.QName(child).localname if isinstance(child.tag, str) else ""
        if name in ("drawing", "pict", "AlternateContent", "pPr", "rPr"):
            continue
        if name == "t":
            yield child.text or ""
        else:
            yield _SIGNS.get(name, "")
            yield from _pieces(child)


class Report:
    """A document as a reader finds it."""

    main = "/word/document.xml"

    def __init__(self, blob: bytes) -> None:
        self.blob = blob
        self.package = Package(blob)
        self.root = self.package.xml(self.main)

    @property
    def body(self) -> etree._Element:
        return self.root.find(q("w:body"))

    def paragraphs(self, style: str = "") -> list[etree._Element]:
        """The body's paragraphs in reading order, those of tables and drawings too; of one style where it is named."""
        found = [each for each in self.root.iter(q("w:p")) if not _falls_back(each)]
        return [each for each in found if self.style_of(each) == style] if style else found

    def style_of(self, paragraph: etree._Element) -> str:
        """The name of a paragraph's style, in small letters."""
        found = paragraph.find(f"{q('w:pPr')}/{q('w:pStyle')}")
        return "" if found is None else self.styles[found.get(q("w:val"))]

    @cached_property
    def styles(self) -> dict[str, str]:
        """The styles' names by their ids."""
        root = self.package.xml("/word/styles.xml")
        return {
            each.get(q("w:styleId")): each.find(q("w:name")).get(q("w:val")).lower() for each in root.iter(q("w:style"))
        }

    @property
    def parts(self) -> dict[str, etree._Element]:
        """The body with the heads and feet of pages, by their names."""
        names = (name for name in self.package.parts if name.startswith(("/word/header", "/word/footer")))
        return {self.main: self.root, **{name: self.package.xml(name) for name in sorted(names)}}

    @cached_property
    def charts(self) -> dict[str, etree._Element]:
        """The charts' roots by their names."""
        names = (name for name in self.package.parts if name.startswith("/word/charts/") and name.endswith(".xml"))
        return {name: self.package.xml(name) for name in names}

    @cached_property
    def _squeezed(self) -> list[str]:
        texts = [words_of(each) for each in self.paragraphs()]
        for chart in self.charts.values():
            texts += [each.text or "" for each in chart.iter(q("c:v"), q("a:t"))]
        return [SPACE.sub("", text) for text in texts]

    @cached_property
    def _whole(self) -> str:
        return "\x1f".join(self._squeezed)

    def says(self, text: str) -> bool:
        """Whether a text stands whole in one paragraph, or line by line in several."""
        wanted = SPACE.sub("", text)
        return wanted in self._whole or all(SPACE.sub("", line) in self._whole for line in text.splitlines())


def _falls_back(element: etree._Element) -> bool:
    """Whether an element is only for programs that cannot draw shapes."""
    return next(element.iterancestors(q("mc:Fallback")), None) is not None
