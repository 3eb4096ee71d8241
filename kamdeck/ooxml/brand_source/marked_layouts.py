"""Finds the slide layouts that sample slides name by the text "kamdeck: cover" or "kamdeck: content"."""

import re
from collections.abc import Iterator

from kamdeck.late_pattern import late_pattern
from kamdeck.ooxml.brand_source.markup import parsed
from kamdeck.ooxml.brand_source.opc import SourcePackage
from kamdeck.ooxml.brand_source.part_errors import PartError
from kamdeck.ooxml.xml_names import DRAWING

_MARK = late_pattern(r"\s*kamdeck\s*:\s*(cover|content)\s*", re.IGNORECASE)


def marked_layouts(package: SourcePackage) -> Iterator[tuple[str, str]]:
    """The purposes that sample slides name, each with the key of the slide's layout, in the order of the file."""
    for link in package.links(package.main().key):
        # Nothing else of sample slides is read, so that a damaged one is no error. Most need not be parsed.
        if link.kind == "slide" and link.key in package.members:
            try:
                yield from list(_marks(package, link.key))
            except PartError:
                continue


def _marks(package: SourcePackage, key: str) -> Iterator[tuple[str, str]]:
    """The purposes that one slide names, with the key of its layout."""
    purposes = list(_purposes(package, key))
    layouts = (each.key for each in package.links(key) if each.kind == "slideLayout") if purposes else ()
    for layout in layouts:
        yield from ((purpose, layout) for purpose in purposes)


def _purposes(package: SourcePackage, key: str) -> Iterator[str]:
    blob = package.members.read(key)
    if b"kamdeck" not in blob.lower():
        return
    for paragraph in parsed(package.members.name(key), blob).iter(f"{DRAWING}p"):
        mark = _MARK.fullmatch("".join(text.text or "" for text in paragraph.iter(f"{DRAWING}t")))
        if mark:
            yield mark[1].lower()
