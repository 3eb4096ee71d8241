"""Parse the markup of an untrusted part, without entities, comments and processing instructions."""

from typing import Any

from lxml import etree

from kamdeck.ooxml.brand_source.part_errors import PartError
from kamdeck.ooxml.xml_names import RELATIONSHIPS

Element = Any
"""An lxml element: neither lxml nor the element classes of python-docx and python-pptx have types."""
R = f"{{{RELATIONSHIPS}}}"


def parsed(part: str, blob: bytes) -> Element:
    """The root element of a part.

    Raises:
        PartError: If the part is not well-formed XML or declares a document type.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(blob, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        message = " ".join(str(getattr(error, "msg", None) or error).split())[:120]
        raise PartError(part, f"is not well-formed XML ({message})") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise PartError(part, "declares a document type (DOCTYPE), which no Office program writes")
    return root


def serialized(root: Element) -> bytes:
    """The markup of an element as an XML document in UTF-8."""
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def local(element: Element) -> str:
    """An element's name without its namespace."""
    # Not by etree.QName, which takes ten times as long: this is asked of every element several times.
    return str(element.tag).rpartition("}")[2]


def remove(element: Element) -> None:
    """Remove an element from its parent, but keep the text behind it."""
    parent = element.getparent()
    if parent is None:
        return
    # lxml removes the text behind an element (`tail`) together with it.
    if element.tail:
        before = element.getprevious()
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
    parent.remove(element)
