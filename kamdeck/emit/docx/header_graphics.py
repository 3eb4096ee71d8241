"""Completes the graphics in headers and footers, which are copies of the brand's: ids, descriptions and fills."""

import re

from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from kamdeck.emit.docx.document_context import DocumentContext
from kamdeck.ooxml.brand_source.markup import Element
from kamdeck.ooxml.shapes import DECORATIVE

_FILE_NAME = re.compile(r"\.(png|jpe?g|gif|bmp|svg|emf|wmf|tiff?)\b", re.IGNORECASE)
_HIDDEN = ("{909E8E84-426E-40DD-AFC4-6F175D3DCCD1}", "{91240B29-F687-4F45-9708-019B960494DF}")
"""The extensions that keep the fill and the line of a shape that shows neither."""


def complete_graphics(main: Part, context: DocumentContext) -> None:
    """Give the graphics of headers and footers ids of their own, and mark those without a description as decorative.

    Fills and lines that are switched off are removed, since their colours are none of the document's.
    """
    for relation in main.rels.values():
        if relation.reltype in (RT.HEADER, RT.FOOTER):
            root = relation.target_part.element
            # Word treats a document in which two graphics have the same id as damaged, and offers to repair it.
            for graphic in root.iter(qn("wp:docPr")):
                graphic.set("id", str(context.next_id()))
                _describe(graphic)
            _drop_hidden_fills(root)


def _describe(graphic: Element) -> None:
    """Mark a graphic as decorative that nobody has described: a logo repeats the name of the company."""
    if graphic.get("descr", "").strip() and not _FILE_NAME.search(graphic.get("descr", "")):
        return
    graphic.attrib.pop("descr", None)
    for old in graphic.findall(qn("a:extLst")):
        graphic.remove(old)
    graphic.append(parse_xml(f"<w:p {nsdecls('w', 'a')}>{DECORATIVE}</w:p>")[0])


def _drop_hidden_fills(root: Element) -> None:
    for extension in [each for each in root.iter(qn("a:ext")) if each.get("uri") in _HIDDEN]:
        extensions = extension.getparent()
        extensions.remove(extension)
        if not len(extensions):
            extensions.getparent().remove(extensions)
