"""Build documents around single pieces of markup from python-docx's default template, and inspect them."""

import io
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import docx
from docx.oxml.parser import parse_xml
from lxml import etree

from kamdeck.emit.docx.charts import chart_xml
from kamdeck.emit.docx.document_context import DocumentContext, Languages
from kamdeck.emit.docx.drawings import drawing_xml
from kamdeck.emit.docx.namespaces import NAMESPACES
from kamdeck.emit.docx.parts import DocumentParts
from kamdeck.emit.docx.pictures import picture_xml
from kamdeck.emit.docx.relationships import DocumentRelationships
from kamdeck.emit.docx.text import paragraphs_xml
from kamdeck.flow import Chart, Drawing, Flow, Paragraphs, Picture, Style
from kamdeck.ooxml.package import write_package
from kamdeck.theme import REPORT_SIZES, Colour, Theme
from tests.document_stubs import THEME

WIDTH = 468.0
COLOURS = {"text": Colour("000000", "tx1"), "primary": Colour("1F497D", "accent1"), "bad": Colour("A93226")}
STYLE = Style(Theme({**THEME.colours, **COLOURS}, sizes=REPORT_SIZES))
STYLES = {"Strong": "Strong", "Hyperlink": "Hyperlink"}
NAMES = {
    prefix: uri.strip('"')
    for prefix, uri in (
        pair.removeprefix("xmlns:").split("=", 1) for pair in NAMESPACES.split() if pair.startswith("xmlns:")
    )
}
_DEFAULTS = (
    f'<w:rPr xmlns:w="{NAMES["w"]}"><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial" w:eastAsia="Microsoft YaHei"/>'
    '<w:lang w:val="en-GB" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr>'
)


@dataclass
class EmittedDocument:
    """A saved document."""

    blob: bytes

    @property
    def names(self) -> list[str]:
        """The names of all parts."""
        return zipfile.ZipFile(io.BytesIO(self.blob)).namelist()

    def read(self, name: str) -> bytes:
        """One part's bytes."""
        return zipfile.ZipFile(io.BytesIO(self.blob)).read(name)

    def root(self, name: str = "word/document.xml") -> etree._Element:
        """One part's root element."""
        return etree.fromstring(self.read(name))

    def links(self) -> dict[str, tuple[str, str]]:
        """The document's relationships by their ids: the last segment of the type, and the target."""
        root = self.root("word/_rels/document.xml.rels")
        return {one.get("Id"): (one.get("Type").rsplit("/", 1)[-1], one.get("Target")) for one in root}


def build_document(write: Callable[[DocumentContext], str], style: Style = STYLE, **more: Any) -> EmittedDocument:
    """A document whose body is the markup that a function returns for a context."""
    document = docx.Document()
    package = document.part.package
    taken = frozenset(str(part.partname) for part in package.iter_parts())
    languages = Languages("en-GB", "en-GB", "zh-CN")
    context = DocumentContext(
        style,
        languages,
        DocumentParts(package, taken),
        DocumentRelationships.of(document.part),
        **{"styles": STYLES} | more,
    )
    _set_defaults(document)
    body = write(context)
    context.relations.add_to(document.part)
    size = '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1270" w:bottom="1134" w:left="1270"'
    section = f'<w:sectPr>{size} w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>'
    root = parse_xml(f"<w:document {NAMESPACES}><w:body>{body}{section}</w:body></w:document>")
    document.part._element = root
    return EmittedDocument(write_package(package.iter_parts(), package.rels))


def flows_xml(flows: Iterable[Flow], context: DocumentContext) -> str:
    """The markup of flows one below the other; tables are left out."""
    return "".join(_flow(flow, context) for flow in flows)


def _flow(flow: Flow, context: DocumentContext) -> str:
    match flow:
        case Paragraphs():
            return paragraphs_xml(flow.paragraphs, context)
        case Drawing():
            return f"<w:p>{drawing_xml(flow, context)}</w:p>"
        case Chart():
            return f"<w:p>{chart_xml(flow, WIDTH, flow.preferred_height, context)}</w:p>"
        case Picture():
            return f"<w:p>{picture_xml(flow, WIDTH, context)}</w:p>"
        case _:
            return ""


def _set_defaults(document: Any) -> None:
    """Replace the template's default fonts, Cambria and MS Mincho, by those that the texts are measured with."""
    defaults = document.styles.element.find(f".//{{{NAMES['w']}}}rPrDefault/{{{NAMES['w']}}}rPr")
    defaults.getparent().replace(defaults, parse_xml(_DEFAULTS))


def find(root: etree._Element, path: str) -> list[Any]:
    """The elements at a path."""
    return root.xpath(path, namespaces=NAMES)  # type: ignore[no-any-return]
