"""Writes PowerPoint's list of sections, an extension that other programs ignore."""

from collections.abc import Sequence
from itertools import groupby
from uuid import NAMESPACE_URL, uuid5

from kamdeck.flow import Pages
from kamdeck.ooxml.xml_text import attribute

# The section list of PowerPoint 2010 and later ([MS-PPTX], `p14:sectionLst`).
SECTIONS_URI = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"


def sections_xml(pages: Pages, ids: Sequence[int]) -> str:
    """The extension with the sections. Every slide belongs to one; `ids` are the slides' ids in order."""
    names = dict(pages.sections)
    found = []
    numbered = groupby(zip(ids, pages.pages, strict=True), key=lambda pair: pair[1].section)
    for index, (key, group) in enumerate(numbered):
        slides = "".join(f'<p14:sldId id="{number}"/>' for number, _ in group)
        name = names.get(key) or key or pages.title
        # A GUID made from the section, so that the same deck has the same bytes.
        own = str(uuid5(NAMESPACE_URL, f"kamdeck/section/{index}/{key}")).upper()
        found.append(
            f'<p14:section name="{attribute(name)}" id="{{{own}}}"><p14:sldIdLst>{slides}</p14:sldIdLst></p14:section>'
        )
    return (
        '<p:ext xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
        f'uri="{SECTIONS_URI}"><p14:sectionLst xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main">'
        f"{''.join(found)}</p14:sectionLst></p:ext>"
    )


def first_pages(pages: Pages) -> dict[str, int]:
    """The index of the first page of each section and of each anchor."""
    found: dict[str, int] = {}
    for index, page in enumerate(pages.pages):
        found.setdefault(page.section, index)
        for anchor in filter(None, (page.anchor, *page.also)):
            found.setdefault(anchor, index)
    return found
