"""A presentation file of any company goes in; its package without sample slides comes out, or the problem with it."""

import io
import zipfile
from pathlib import Path

from lxml import etree
from pptx.opc.constants import CONTENT_TYPE as CT
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.package import Part, XmlPart
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.package import Package
from pptx.parts.presentation import PresentationPart

from kamdeck.emit.pptx.late import late
from kamdeck.emit.pptx.slots import Element
from kamdeck.ooxml.kinds import DECK, read_brand, refused

_KEPT = (RT.SLIDE_MASTER, RT.NOTES_MASTER, RT.HANDOUT_MASTER, RT.PRES_PROPS, RT.THEME, RT.TABLE_STYLES, RT.FONT)
"""What a presentation goes on leading to; the rest (samples, their authors, views of them, macros) is left behind."""
_SECTIONS = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"
_LEFT_OUT = ("sldIdLst", "custShowLst", "custDataLst", "modifyVerifier", "smartTags", "photoAlbum")


def open_package(path: Path) -> Package:
    """The file's package with its masters and slide layouts, and nothing that shows what its sample slides were.

    Raises Problems for whatever is not a presentation that PowerPoint saves today.
    """
    blob = read_brand(path, DECK)
    try:
        package = Package.open(io.BytesIO(blob))
        main = package.main_document_part
        _retype(main)
        _strip(package, main)
    except (KeyError, ValueError, AttributeError, zipfile.BadZipFile, etree.XMLSyntaxError) as error:
        raise refused(path, "the brand is damaged; open it in PowerPoint and save it again") from error
    return package


def _retype(main: PresentationPart) -> None:
    """Make an ordinary presentation of a template or a show, before anybody asks for its type."""
    if not isinstance(main, PresentationPart):
        raise ValueError("the main part is no presentation")
    main._content_type = CT.PML_PRESENTATION_MAIN


def _strip(package: Package, main: PresentationPart) -> None:
    for key, relation in list(package._rels.items()):
        if relation.reltype != RT.OFFICE_DOCUMENT:
            package.drop_rel(key)
    root = main._element
    for name in _LEFT_OUT:
        for child in root.findall(qn(f"p:{name}")):
            root.remove(child)
    for entry in root.findall(f"{qn('p:extLst')}/{qn('p:ext')}"):
        if entry.get("uri") == _SECTIONS:
            _remove(entry)
    root.attrib.pop("showSpecialPlsOnTitleSld", None)
    for key, relation in list(main.rels.items()):
        if relation.reltype not in _KEPT:
            main.rels.pop(key)
    _register_notes_master(main)
    for part in package.iter_parts():
        _unlink_slides(part)


def _register_notes_master(main: PresentationPart) -> None:
    """List the notes master, which python-pptx adds but never lists; without it Keynote loses the notes."""
    part = main.notes_master_part
    root = main._element
    if root.find(qn("p:notesMasterIdLst")) is not None:
        return
    listing = etree.Element(qn("p:notesMasterIdLst"))
    etree.SubElement(listing, qn("p:notesMasterId")).set(qn("r:id"), main.relate_to(part, RT.NOTES_MASTER))
    masters = root.find(qn("p:sldMasterIdLst"))
    if masters is None:
        raise ValueError("the presentation has no slide master")
    masters.addnext(listing)


def _unlink_slides(part: Part) -> None:
    """Take away a master's or slide layout's buttons that lead to sample slides, which would come along."""
    for key, relation in list(part.rels.items()):
        if relation.reltype != RT.SLIDE:
            continue
        if isinstance(part, XmlPart):
            for link in part._element.xpath(f"//*[@r:id='{key}']"):
                _remove(link)
        part.rels.pop(key)


def _remove(element: Element) -> None:
    element.getparent().remove(element)


class Stencil:
    """A package taken apart, of which any number of fresh packages are made at a fraction of the cost of opening it."""

    def __init__(self, package: Package) -> None:
        parts = list(package.iter_parts())
        self._parts = [(part.partname, part.content_type, late(type(part)), part.blob) for part in parts]
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
