"""A presentation file of any company goes in; its package without sample slides comes out, or the problem with it."""

import io
from dataclasses import dataclass
from pathlib import Path

from lxml import etree
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.package import Package
from pptx.parts.presentation import PresentationPart

from kamdeck.emit.pptx.lazy_parts import lazy
from kamdeck.ooxml.brand_source.errors import PartError, within
from kamdeck.ooxml.brand_source.markup import Element
from kamdeck.ooxml.brand_source.reading import Dropped
from kamdeck.ooxml.file_kinds import DECK, damage_told, read_brand

_SECTIONS = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"
_LEFT_OUT = ("sldIdLst", "custShowLst", "custDataLst", "modifyVerifier", "smartTags", "photoAlbum")


_USUAL_SIZE = {"sldSz": ("9144000", "6858000"), "notesSz": ("6858000", "9144000")}
"""What PowerPoint takes where a file does not say (ECMA-376 part 1, 19.2.1.39 makes the first optional)."""
_BEFORE_SIZE = ("sldMasterIdLst", "notesMasterIdLst", "handoutMasterIdLst", "sldIdLst", "sldSz")


@dataclass(frozen=True)
class OpenedPackage:
    """A file's package, and what of the file was left behind."""

    package: Package
    dropped: tuple[Dropped, ...]


def open_package(path: Path) -> OpenedPackage:
    """The file's package with its masters and slide layouts, and nothing that shows what its sample slides were.

    Raises Problems for whatever is not a presentation that PowerPoint saves today.
    """
    source = read_brand(path, DECK)
    with damage_told(path, DECK), within("ppt/presentation.xml"):
        package = Package.open(io.BytesIO(source.blob))
        main = package.main_document_part
        _strip(main)
    return OpenedPackage(package, source.dropped)


def _strip(main: PresentationPart) -> None:
    root = main._element
    for name in _LEFT_OUT:
        for child in root.findall(qn(f"p:{name}")):
            root.remove(child)
    for entry in root.findall(f"{qn('p:extLst')}/{qn('p:ext')}"):
        if entry.get("uri") == _SECTIONS:
            _remove(entry)
    root.attrib.pop("showSpecialPlsOnTitleSld", None)
    if root.find(f"{qn('p:sldMasterIdLst')}/{qn('p:sldMasterId')}") is None:
        raise PartError(main.partname, "lists no slide master")
    _register_notes_master(main)
    _settle_sizes(root)


def _settle_sizes(root: Element) -> None:
    """Write down the sizes of slides and notes where the file leaves them to the program."""
    for name, (width, height) in _USUAL_SIZE.items():
        if root.find(qn(f"p:{name}")) is None:
            size = root.makeelement(qn(f"p:{name}"), {"cx": width, "cy": height})
            before = [each for each in root if etree.QName(each).localname in _BEFORE_SIZE]
            before[-1].addnext(size)


def _register_notes_master(main: PresentationPart) -> None:
    """List the notes master, which python-pptx adds but never lists; without it Keynote loses the notes."""
    part = main.notes_master_part
    root = main._element
    if root.find(qn("p:notesMasterIdLst")) is not None:
        return
    listing = etree.Element(qn("p:notesMasterIdLst"))
    etree.SubElement(listing, qn("p:notesMasterId")).set(qn("r:id"), main.relate_to(part, RT.NOTES_MASTER))
    root.find(qn("p:sldMasterIdLst")).addnext(listing)


def _remove(element: Element) -> None:
    element.getparent().remove(element)


class DeckTemplatePackage:
    """A package taken apart, of which any number of fresh packages are made at a fraction of the cost of opening it."""

    def __init__(self, package: Package) -> None:
        parts = list(package.iter_parts())
        self._parts = [(part.partname, part.content_type, lazy(type(part)), part.blob) for part in parts]
        self._relations = {part.partname: parse_xml(part.rels.xml) for part in parts}
        self._roots = [(relation.target_part.partname, relation.reltype) for relation in package._rels.values()]
        self.main = package.main_document_part.partname
        self.part_names = frozenset(self._relations)

    def package(self) -> tuple[Package, dict[PackURI, Part]]:
        """A fresh package, and its parts by their names."""
        package = Package("")
        parts = {name: kind.load(name, content, package, blob) for name, content, kind, blob in self._parts}
        for name, part in parts.items():
            part.load_rels_from_xml(self._relations[name], parts)
        for name, relation in self._roots:
            package.relate_to(parts[name], relation)
        return package, parts
