"""A brand's package, checked and reduced to what documents may inherit."""

from collections.abc import Mapping
from dataclasses import field, replace

from lxml import etree

from kamdeck.dataclass import dataclass
from kamdeck.ooxml.brand_source.allowed_parts import DROPPED_NAMES, REQUIRED, PartKind
from kamdeck.ooxml.brand_source.attribute_values import normalize_values
from kamdeck.ooxml.brand_source.child_order import put_in_order
from kamdeck.ooxml.brand_source.dropped import Dropped
from kamdeck.ooxml.brand_source.first_slides import FirstSlide, first_slide
from kamdeck.ooxml.brand_source.font_licences import may_be_embedded
from kamdeck.ooxml.brand_source.marked_layouts import marked_layouts
from kamdeck.ooxml.brand_source.markup import Element, local, parsed, serialized
from kamdeck.ooxml.brand_source.opc import PackageLink, SourcePackage
from kamdeck.ooxml.brand_source.part_errors import PartError, naming_part
from kamdeck.ooxml.brand_source.part_names import WrittenNames
from kamdeck.ooxml.brand_source.references import drop_references, referenced
from kamdeck.ooxml.brand_source.self_contained import is_self_contained
from kamdeck.ooxml.brand_source.sensitivity_label import LABEL, PROPERTIES, label_parts
from kamdeck.ooxml.brand_source.unwanted_content import drop_orphans, drop_unwanted
from kamdeck.ooxml.brand_source.zip_members import Members
from kamdeck.ooxml.package import plain_package
from kamdeck.ooxml.xml_names import RELATIONSHIPS, WORD

_DOCUMENT = f"{WORD}document"
_SECTION = "{*}sectPr"


@dataclass(slots=True)
class KeptPart:
    """A part that is kept, with the attributes that package writers expect."""

    partname: str
    content_type: str
    blob: bytes = b""
    rels: dict[str, "KeptRelationship"] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class KeptRelationship:
    """A relationship to a part that is kept."""

    rId: str  # noqa: N815 - the name that package writers know
    reltype: str
    target_part: KeptPart
    target_ref: str = ""
    is_external: bool = False


@dataclass(frozen=True, slots=True)
class BrandPackage:
    """What is kept, with the relationships of the package itself, and a list of what was removed.

    `marked` has the names of the slide layouts that sample slides name for a purpose, "cover" or "content".
    `first_slide` is the first sample slide of a presentation, None if its layout is not kept.
    """

    parts: tuple[KeptPart, ...]
    relationships: Mapping[str, KeptRelationship]
    dropped: tuple[Dropped, ...]
    marked: Mapping[str, str] = field(default_factory=dict)
    first_slide: FirstSlide | None = None

    @property
    def blob(self) -> bytes:
        """What is kept as a file that any library can open."""
        return plain_package(self.parts, self.relationships)


def read_source(members: Members, kinds: Mapping[str, PartKind]) -> BrandPackage:
    """The package reduced to the allowed kinds of parts and relationships.

    Raises PartError, which names the part, if one is damaged, missing, or of another kind than it should be.
    """
    return _Reader(SourcePackage(members), kinds).source()


class _Reader:
    """Copies the parts that can be reached from the main part by allowed relationships."""

    def __init__(self, package: SourcePackage, kinds: Mapping[str, PartKind]) -> None:
        self._package, self._kinds = package, kinds
        self._names = WrittenNames()
        self._parts: dict[str, KeptPart] = {}
        self._dropped: dict[Dropped, None] = {}

    def source(self) -> BrandPackage:
        """The reduced package."""
        main = self._package.main()
        roots = {"rId1": KeptRelationship("rId1", f"{RELATIONSHIPS}/officeDocument", self._part(main))}
        for number, (kind, name, content_type, blob) in enumerate(label_parts(self._package), 2):
            part = self._parts[name.lower()] = KeptPart(name, content_type, blob)
            roots[f"rId{number}"] = KeptRelationship(f"rId{number}", kind, part)
        for link in self._package.links("/"):
            if link.kind not in ("officeDocument", LABEL, PROPERTIES):
                self._drop("", link)
        kept = ((purpose, self._parts.get(key)) for purpose, key in marked_layouts(self._package))
        marked = {purpose: part.partname for purpose, part in kept if part}
        return BrandPackage(tuple(self._parts.values()), roots, tuple(self._dropped), marked, self._first_slide())

    def _first_slide(self) -> FirstSlide | None:
        """The first sample slide, with the name under which its layout is kept."""
        found = first_slide(self._package)
        layout = None if found is None else self._parts.get(found.layout)
        return None if found is None or layout is None else replace(found, layout=layout.partname)

    def _part(self, link: PackageLink) -> KeptPart:
        """The part that a relationship leads to; several relationships may lead to the same one."""
        known = self._parts.get(link.key)
        if known is None:
            kind, name = self._kinds[link.kind], self._package.members.name(link.key)
            found = self._package.picture_type if link.kind == "image" else self._package.content_type
            known = KeptPart(self._names.of(name), kind.content_type or found(link.key))
            self._parts[link.key] = known  # before it is filled, since parts may refer to each other in a circle
            with naming_part(name):
                self._fill(known, link, kind)
        return known

    def _fill(self, part: KeptPart, link: PackageLink, kind: PartKind) -> None:
        blob = self._package.members.read(link.key)
        if not kind.root:
            part.blob = blob
            return
        name = self._package.members.name(link.key)
        root = _root(name, blob, kind)
        links = self._links(name, link.key, kind)
        before = etree.tostring(root)
        self._reduce(name, root, links)
        named = {value for _, _, value in referenced(root)}
        for key, each in links.items():
            if key in named or each.kind in kind.implied:
                part.rels[key] = KeptRelationship(key, f"{RELATIONSHIPS}/{each.kind}", self._part(each))
        # Markup that needed no change is kept byte for byte; comments and instructions are always removed.
        plain = blob.lstrip(b"\xef\xbb\xbf")[:5] == b"<?xml" and b"<!--" not in blob and b"<?" not in blob[5:]
        part.blob = blob if plain and etree.tostring(root) == before else serialized(root)

    def _reduce(self, name: str, root: Element, links: Mapping[str, PackageLink]) -> None:
        """Remove what is not kept from the markup. Of a Word document's body only the sections are used."""
        if root.tag == _DOCUMENT:
            normalize_values(name, (each for section in root.iter(_SECTION) for each in section.iter()))
            put_in_order(each for section in root.iter(_SECTION) for each in section.iter())
            for section in list(root.iter(_SECTION)):
                drop_references(section, links)
            return
        for what in drop_unwanted(root):
            self._dropped[Dropped(name, what)] = None
        drop_references(root, links)
        drop_orphans(root)
        normalize_values(name, root.iter(etree.Element))
        put_in_order(root.iter(etree.Element))

    def _links(self, name: str, key: str, kind: PartKind) -> dict[str, PackageLink]:
        """The relationships of a part that are kept."""
        found = {}
        for link in self._package.links(key):
            if link.kind in kind.named + kind.implied and self._is_usable(link, name):
                found[link.id] = link
            else:
                self._drop(name, link)
        for needed in kind.needs:
            if all(each.kind != needed for each in found.values()):
                raise PartError(name, f"has no relationship to a {needed}")
        return found

    def _is_usable(self, link: PackageLink, source: str) -> bool:
        if not link.key:
            return False
        if link.kind in REQUIRED:
            self._package.require(link, source)
        members = self._package.members
        if link.key not in members:
            return False
        if link.kind == "image":
            kind = self._package.picture_type(link.key)
            return bool(kind) and is_self_contained(members.read(link.key), kind)
        return link.kind != "font" or may_be_embedded(members.read(link.key))

    def _drop(self, name: str, link: PackageLink) -> None:
        what = DROPPED_NAMES.get(link.kind, link.kind.rpartition("/")[2])
        if link.kind == "image" and link.key not in self._package.members:
            what = "missing picture" if link.key else "outside picture"
        self._dropped[Dropped(name, what, link.target)] = None


def _root(name: str, blob: bytes, kind: PartKind) -> Element:
    """The root element of a part.

    Raises PartError if it is not the one of its kind, or a required element is missing.
    """
    root = parsed(name, blob)
    if local(root) != kind.root:
        raise PartError(name, f"has the root element '{local(root)}', but '{kind.root}' was expected")
    for path in kind.holds:
        if root.find("/".join(each if each == "*" else f"{{*}}{each}" for each in path.split("/"))) is None:
            raise PartError(name, f"has no element {path.removesuffix('/*')}")
    return root
