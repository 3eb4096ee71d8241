"""Opens a company's presentation as a package without sample slides, and copies the package for each new deck."""

from collections.abc import Mapping
from pathlib import Path

from lxml import etree

from kamdeck.dataclass import dataclass
from kamdeck.emit.pptx.drawn_numbers import number_boxes_to_placeholders
from kamdeck.emit.pptx.sections import SECTIONS_URI
from kamdeck.ooxml.brand_source.brand_package import BrandPackage, KeptRelationship
from kamdeck.ooxml.brand_source.dropped import Dropped
from kamdeck.ooxml.brand_source.first_slides import FirstSlide
from kamdeck.ooxml.brand_source.markup import Element, serialized
from kamdeck.ooxml.brand_source.part_errors import PartError, naming_part
from kamdeck.ooxml.deck_package import NOTES_MASTER, THEME, DeckPackage, Part, PartRelationship, Source, qn
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
_PML = "application/vnd.openxmlformats-officedocument.presentationml"
_NOTES_MASTER, _THEME = f"{_PML}.notesMaster+xml", "application/vnd.openxmlformats-officedocument.theme+xml"
_BEFORE_SIZE = ("sldMasterIdLst", "notesMasterIdLst", "handoutMasterIdLst", "sldIdLst", "sldSz")


@dataclass(frozen=True)
class OpenedPresentation:
    """A file's package, what of the file was dropped, and what its sample slides show about their slide layouts.

    `marked` are the slide layouts that sample slides name for a purpose.
    """

    package: DeckPackage
    dropped: tuple[Dropped, ...]
    marked: Mapping[str, str]
    first_slide: FirstSlide | None


def open_package(path: Path) -> OpenedPresentation:
    """The package of a brand file: its masters and slide layouts, without its sample slides and references to them.

    Raises Problems if the file is not a .pptx or .potx presentation.
    """
    source = read_brand(path, DECK)
    with part_errors_as_problems(path, DECK), naming_part("ppt/presentation.xml"):
        package = _package_of(source)
        dropped = _strip(package)
        number_boxes_to_placeholders(package.main)
    return OpenedPresentation(package, (*source.dropped, *dropped), source.marked, source.first_slide)


def _strip(package: DeckPackage) -> list[Dropped]:
    """Remove what belongs to the sample slides, and return what a person may miss."""
    main = package.main
    root, dropped = main.root, []
    for name, what in _LEFT_OUT.items():
        for child in root.findall(qn(f"p:{name}")):
            root.remove(child)
            if what:
                dropped.append(Dropped(main.partname, what))
    for entry in root.findall(f"{qn('p:extLst')}/{qn('p:ext')}"):
        if entry.get("uri") == SECTIONS_URI:
            _remove(entry)
    root.attrib.pop("showSpecialPlsOnTitleSld", None)
    if root.find(f"{qn('p:sldMasterIdLst')}/{qn('p:sldMasterId')}") is None:
        raise PartError(main.partname, "lists no slide master")
    _remove_misnamed_masters(root)
    _register_notes_master(package)
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


def _register_notes_master(package: DeckPackage) -> None:
    """List the notes master in the presentation, since Keynote loses the notes without it; add one if there is none."""
    main = package.main
    if all(each.reltype != NOTES_MASTER for each in main.rels.values()):
        main.relate(NOTES_MASTER, _usual_notes_master(package))
    root, (key,) = main.root, [key for key, each in main.rels.items() if each.reltype == NOTES_MASTER]
    if root.find(qn("p:notesMasterIdLst")) is not None:
        return
    listing = etree.Element(qn("p:notesMasterIdLst"))
    etree.SubElement(listing, qn("p:notesMasterId")).set(qn("r:id"), key)
    root.find(qn("p:sldMasterIdLst")).addnext(listing)


def _remove(element: Element) -> None:
    element.getparent().remove(element)


def _usual_notes_master(package: DeckPackage) -> Part:
    """The notes master that python-pptx adds to a presentation without one, with its theme."""
    from pptx.oxml import parse_from_template

    themes = {each.partname for each in package.iter_parts() if each.partname.startswith("/ppt/theme/theme")}
    names = (f"/ppt/theme/theme{number}.xml" for number in range(len(themes) + 1, 0, -1))
    name = next(each for each in names if each not in themes)
    theme, master = (serialized(parse_from_template(template)) for template in ("theme", "notesMaster"))
    part = Part("/ppt/notesMasters/notesMaster1.xml", _NOTES_MASTER, master)
    part.relate(THEME, Part(name, _THEME, theme))
    return part


def _package_of(source: BrandPackage) -> DeckPackage:
    """The kept parts of a brand as a package."""
    parts = {id(each): Part(each.partname, each.content_type, each.blob) for each in source.parts}
    package = DeckPackage()
    holders: list[tuple[Source, Mapping[str, KeptRelationship]]] = [(package, source.relationships)]
    holders += [(parts[id(each)], each.rels) for each in source.parts]
    for holder, relationships in holders:
        for key, each in relationships.items():
            holder.rels[key] = PartRelationship(key, each.reltype, parts[id(each.target_part)])
    return package
