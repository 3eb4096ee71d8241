"""The markup of a part from outside as elements: without entities, comments and instructions to programs."""

from typing import Any

from lxml import etree

from kamdeck.ooxml.brand_source.errors import PartError
from kamdeck.ooxml.xml_names import RELATIONSHIPS

Element = Any
"""An lxml element: neither lxml nor the element classes of python-docx and python-pptx have types."""
R = f"{{{RELATIONSHIPS}}}"


def parsed(part: str, blob: bytes) -> Element:
    """The root of a part's markup; raises PartError where it is none, or declares a document type."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(blob, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        said = " ".join(str(getattr(error, "msg", None) or error).split())[:120]
        raise PartError(part, f"is no well-formed XML ({said})") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise PartError(part, "declares a document type (DOCTYPE), which no Office program writes")
    return root


def serialized(root: Element) -> bytes:
    """The markup of elements, in UTF-8."""
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def local(element: Element) -> str:
    """An element's name without its namespace."""
    return str(etree.QName(element).localname)


def remove(element: Element) -> None:
    """Take an element out of its parent, but not the text behind it."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
    parent.remove(element)
