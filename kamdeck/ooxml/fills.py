"""Finds the fill of a shape."""

from lxml import etree

from kamdeck.ooxml.brand_source.markup import Element

_FILLS = ("noFill", "solidFill", "gradFill", "blipFill", "pattFill", "grpFill")


def fill_of(parent: Element | None) -> Element | None:
    """The fill among an element's children."""
    if parent is None:
        return None
    return next((child for child in parent if etree.QName(child).localname in _FILLS), None)
