"""Opens a company's presentation as a package without sample slides, and copies the package for each new deck."""

import io
from collections.abc import Mapping
from pathlib import Path

from lxml import etree
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.package import Package
from pptx.parts.presentation import PresentationPart

from kamdeck.dataclass import dataclass
from kamdeck.emit.pptx.drawn_numbers import number_boxes_to_placeholders
from kamdeck.emit.pptx.lazy_parts import lazy
from kamdeck.emit.pptx.sections import SECTIONS_URI
from kamdeck.ooxml.brand_source.brand_package import Dropped
from kamdeck.ooxml.brand_source.first_slides import FirstSlide
from kamdeck.ooxml.brand_source.markup import Element
from kamdeck.ooxml.brand_source.part_errors import PartError, naming_part
from kamdeck.ooxml.file_kinds import DECK, part_errors_as_problems, read_brand

# Lists of sample slides and what refers to them; and the password for changes (`modifyVerifier`), for which PowerPoint
# would ask in every deck.
_LEFT_OUT = {
    "sldIdLst": "", "custShowLst": "custom shows", "custDataLst": "custom data",
    "modifyVerifier": "password for changes", "smartTags": "smart tags", "photoAlbum": "photo album",
}  # fmt: skip
"""The lists, and what they are called in messages; the slides themselves have been dropped before."""
_USUAL_SIZE = {"sldSz": ("9144000", "6858000"), "notesSz": ("6858000", "9144000")}
"""The sizes that PowerPoint assumes for a file without them (ECMA-376 part 1, 19.2.1.39 makes the first optional)."""
_BEFORE_SIZE = ("sldMasterIdLst", "notesMasterIdLst", "handoutMasterIdLst", "sldIdLst", "sldSz")


@dataclass(frozen=True)
class OpenedPresentation:
    """A file's package, what of the file was dropped, and what its sample slides tell of their slide layouts.

    `marked` are the slide layouts that sample slides name for a purpose.
    """

    package: Package
    dropped: tuple[Dropped, ...]
    marked: Mapping[str, str]
    first_slide: FirstSlide | None


def open_package(path: Path) -> OpenedPresentation:
    """The package of a brand file: its masters and slide layouts, without its sample slides and references to them.

    Raises Problems if the file is not a .pptx or .potx presentation.
    """
    source = read_brand(path, DECK)
    with part_errors_as_problems(path, DECK), naming_part("ppt/presentation.xml"):
        package = Package.open(io.BytesIO(source.blob))
        main = package.main_document_part
        dropped = _strip(main)
        number_boxes_to_placeholders(main.presentation)
    return OpenedPresentation(package, (*source.dropped, *dropped), source.marked, source.first_slide)


def _strip(main: PresentationPart) -> list[Dropped]:
    """Remove what belongs to the sample slides, and return what a person may miss."""
    root, dropped = main._element, []
    for name, what in _LEFT_OUT.items():
        for child in root.findall(qn(f"p:{name}")):
            root.remove(child)
            if what:
                dropped.append(Dropped(str(main.partname), what))
    for entry in root.findall(f"{qn('p:extLst')}/{qn('p:ext')}"):
        if entry.get("uri") == SECTIONS_URI:
            _remove(entry)
    root.attrib.pop("showSpecialPlsOnTitleSld", None)
    if root.find(f"{qn('p:sldMasterIdLst')}/{qn('p:sldMasterId')}") is None:
        raise PartError(main.partname, "lists no slide master")
    _remove_misnamed_masters(root)
    _register_notes_master(main)
    _write_sizes(root)
    return dropped


def _write_sizes(root: Element) -> None:
    """Write the sizes of slides and notes if the file leaves them to the program."""
    for name, (width, height) in _USUAL_SIZE.items():
        if root.find(qn(f"p:{name}")) is None:
            size = root.makeelement(qn(f"p:{name}"), {"cx": width, "cy": height})
            before = [each for each in root if etree.QName(each).localname in _BEFORE_SIZE]
            before[-1].addnext(size)


def _remove_misnamed_masters(root: Element) -> None:
    """Remove entries of lists of masters that have another name, such as pandoc's NotesMasterId for notesMasterId."""
    for name in ("notesMasterId", "handoutMasterId"):
        listing = root.find(qn(f"p:{name}Lst"))
        if listing is None:
            continue
        for entry in [each for each in listing if each.tag != qn(f"p:{name}")]:
            listing.remove(entry)
        if not len(listing):
            root.remove(listing)


def _register_notes_master(main: PresentationPart) -> None:
    """List the notes master in the presentation. python-pptx does not do so, and Keynote loses the notes without it."""
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
    """The parts of a brand's package, from which new packages are made much faster than by opening the file."""

    def __init__(self, package: Package) -> None:
        parts = list(package.iter_parts())
        self._parts = [(part.partname, part.content_type, lazy(type(part)), part.blob) for part in parts]
        self._relations = {part.partname: parse_xml(part.rels.xml) for part in parts}
        self._roots = [(relation.target_part.partname, relation.reltype) for relation in package._rels.values()]
        self.main = package.main_document_part.partname
        self.part_names = frozenset(self._relations)

    def package(self) -> tuple[Package, dict[PackURI, Part]]:
        """A new package, and its parts by their names."""
        package = Package("")
        parts = {name: kind.load(name, content, package, blob) for name, content, kind, blob in self._parts}
        for name, part in parts.items():
            part.load_rels_from_xml(self._relations[name], parts)
        for name, relation in self._roots:
            package.relate_to(parts[name], relation)
        return package, parts
