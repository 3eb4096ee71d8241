"""Takes out of a part what says too much without a relationship: show settings, old drawings' links, sample words."""

from collections.abc import Iterator

from lxml import etree

from kamdeck.ooxml.brand_source.markup import Element, local, remove
from kamdeck.ooxml.brand_source.private_words import drop_private_words

_VML = ("{urn:schemas-microsoft-com:vml}", "{urn:schemas-microsoft-com:office:office}")
_VML_LINKS = ("href", "src", "{urn:schemas-microsoft-com:office:office}href")
_COPY = "{urn:schemas-microsoft-com:office:office}gfxdata"
"""A whole package in base64 that repeats a drawing, with whatever that once led to."""
_SHOW = {
    "htmlPubPr": "web page settings", "webPr": "web page settings", "prnPr": "print settings",
    "showPr": "show settings",
}  # fmt: skip
_CUSTOM = {"custDataLst": "custom data"}
_MASTERS = ("notesMaster", "handoutMaster")
_SAMPLED = ("hdr", "dt", "ftr")


def drop_extras(root: Element) -> Iterator[str]:
    """Removes what no document should inherit, and tells what it was."""
    name = local(root)
    for element in list(root.iter(etree.Element)):
        found = _CUSTOM.get(local(element)) or (_SHOW.get(local(element)) if name == "presentationPr" else None)
        if found:
            remove(element)
            yield found
        elif name.startswith("sld") and local(element) == "extLst":
            element.attrib.pop("mod", None)  # says that a program changed the list; no validator knows it
        elif element.tag.startswith(_VML):
            element.attrib.pop(_COPY, None)
            for attribute in _VML_LINKS:
                if element.attrib.pop(attribute, None) is not None:
                    yield "link"
    drop_private_words(root)
    if name in _MASTERS:
        yield from ("words of a notes page" for shape in root.iter("{*}sp") if _emptied(shape))


def drop_orphans(root: Element) -> None:
    """Removes what refers to shapes that are gone: animations, and the ends of connectors."""
    shapes = {each.get("id") for each in root.iter("{*}cNvPr")}
    for timing in list(root.iterfind("{*}timing")):
        if any(each.get("spid") not in shapes for each in timing.iter("{*}spTgt")):
            remove(timing)
    for end in [each for name in ("stCxn", "endCxn") for each in root.iter(f"{{*}}{name}")]:
        if end.get("id") not in shapes:
            remove(end)


def _emptied(shape: Element) -> bool:
    """Takes the words out of the head, foot or date of a notes or handout master; no page inherits them."""
    holder = next(shape.iter("{*}ph"), None)
    body = next(shape.iterchildren("{*}txBody"), None)
    if holder is None or body is None or holder.get("type") not in _SAMPLED:
        return False
    paragraphs = list(body.iterchildren("{*}p"))
    said = any(each.text for each in body.iter("{*}t"))
    for paragraph in paragraphs:
        for child in [each for each in paragraph if local(each) not in ("pPr", "endParaRPr")]:
            paragraph.remove(child)
    return said
