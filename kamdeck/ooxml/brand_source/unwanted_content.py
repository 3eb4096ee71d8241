"""Remove unwanted content that needs no relationship: show settings, links of old drawings, sample text."""

from collections.abc import Iterator

from lxml import etree

from kamdeck.ooxml.brand_source.markup import Element, local, remove
from kamdeck.ooxml.brand_source.private_text import drop_private_text
from kamdeck.ooxml.xml_names import VML, VML_OFFICE

_VML_LINKS = ("href", "src", "{urn:schemas-microsoft-com:office:office}href")
_COPY = "{urn:schemas-microsoft-com:office:office}gfxdata"
"""A whole package in base64 that repeats a drawing, with everything that the drawing once linked to."""
_SHOW = {
    "htmlPubPr": "web page settings", "webPr": "web page settings", "prnPr": "print settings",
    "showPr": "show settings",
}  # fmt: skip
_CUSTOM = {"custDataLst": "custom data"}
_MASTERS = ("notesMaster", "handoutMaster")
_SAMPLED = ("hdr", "dt", "ftr")


def drop_unwanted(root: Element) -> Iterator[str]:
    """Remove what no document should inherit, and yield what it was."""
    name = local(root)
    for element in list(root.iter(etree.Element)):
        own = local(element)
        found = _CUSTOM.get(own) or (_SHOW.get(own) if name == "presentationPr" else None)
        if found:
            remove(element)
            yield found
        elif own == "extLst" and name.startswith("sld"):
            element.attrib.pop("mod", None)  # PowerPoint's mark of a changed list, which fails schema validation
        elif element.tag.startswith((VML, VML_OFFICE)):
            element.attrib.pop(_COPY, None)
            for attribute in _VML_LINKS:
                if element.attrib.pop(attribute, None) is not None:
                    yield "link"
    drop_private_text(root)
    if name in _MASTERS:
        yield from ("words of a notes page" for shape in root.iter("{*}sp") if _emptied(shape))


def drop_orphans(root: Element) -> None:
    """Remove what refers to shapes that no longer exist: animations, and the connections of connectors."""
    shapes = {each.get("id") for each in root.iter("{*}cNvPr")}
    for timing in list(root.iterfind("{*}timing")):
        if any(each.get("spid") not in shapes for each in timing.iter("{*}spTgt")):
            remove(timing)
    for end in [each for name in ("stCxn", "endCxn") for each in root.iter(f"{{*}}{name}")]:
        if end.get("id") not in shapes:
            remove(end)


def _emptied(shape: Element) -> bool:
    """Remove the text of a header, footer or date on a notes or handout master, and say whether there was any.

    Pages would not inherit it.
    """
    holder = next(shape.iter("{*}ph"), None)
    body = next(shape.iterchildren("{*}txBody"), None)
    if holder is None or body is None or holder.get("type") not in _SAMPLED:
        return False
    paragraphs = list(body.iterchildren("{*}p"))
    had_text = any(each.text for each in body.iter("{*}t"))
    for paragraph in paragraphs:
        for child in [each for each in paragraph if local(each) not in ("pPr", "endParaRPr")]:
            paragraph.remove(child)
    return had_text
