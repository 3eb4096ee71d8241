"""Reads parts, content types and relationships of an untrusted package by the rules of OPC (ECMA-376 part 2)."""

from kamdeck.dataclass import dataclass
from kamdeck.ooxml.brand_source.markup import local, parsed
from kamdeck.ooxml.brand_source.part_errors import PartError
from kamdeck.ooxml.brand_source.part_names import is_address, key_of, relationships_of, resolved
from kamdeck.ooxml.brand_source.zip_members import Members
from kamdeck.ooxml.xml_names import RELATIONSHIPS

TYPES = "/[content_types].xml"
PICTURES = {
    "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "jpe": "image/jpeg", "jfif": "image/jpeg",
    "gif": "image/gif", "bmp": "image/bmp", "tif": "image/tiff", "tiff": "image/tiff", "emf": "image/x-emf",
    "wmf": "image/x-wmf", "svg": "image/svg+xml",
}  # fmt: skip
"""Content types of pictures by suffix, for packages that give none, or one that no program knows."""


@dataclass(frozen=True, slots=True)
class PackageLink:
    """A relationship; `kind` is the last segment of Office's own types, and the whole URI of all others.

    `part` is the name of the target part, empty for a target outside the package.
    """

    id: str
    kind: str
    target: str
    part: str

    @property
    def key(self) -> str:
        """The key of the target part's name."""
        return self.part.lower()


class SourcePackage:
    """An untrusted package: its parts, their content types, and their relationships.

    Args:
        members: The files of the package.

    Raises:
        PartError: If the list of content types is missing or damaged.
    """

    def __init__(self, members: Members) -> None:
        self.members = members
        self._defaults: dict[str, str] = {}
        self._overrides: dict[str, str] = {}
        if TYPES not in members:
            raise PartError(TYPES, "is missing")
        self._read_types()

    def main(self) -> PackageLink:
        """The relationship to the main part.

        Raises:
            PartError: If there is none.
        """
        found = next((link for link in self.links("/") if link.kind == "officeDocument"), None)
        if found is None or not found.key:
            raise PartError("_rels/.rels", "has no relationship to a main part")
        self.require(found, "_rels/.rels")
        return found

    def require(self, link: PackageLink, source: str) -> None:
        """Raise PartError if a relationship's part is missing; `source` is the name of the part that refers to it."""
        if link.key not in self.members:
            raise PartError(link.part or link.target, f"is missing, but {source} refers to it")

    def content_type(self, key: str) -> str:
        """The content type of a part; an empty string if the package gives none."""
        return self._overrides.get(key) or self._defaults.get(key.rpartition(".")[2], "")

    def picture_type(self, key: str) -> str:
        """The content type of a picture; an empty string if the part is not one."""
        named = self.content_type(key).lower()
        usual = PICTURES.get(key.rpartition(".")[2], "")
        return named if named in PICTURES.values() else usual or (named if named.startswith("image/") else "")

    def links(self, key: str) -> tuple[PackageLink, ...]:
        """The relationships of a part, or of the package itself ("/").

        Raises:
            PartError: If an id is missing or occurs twice.
        """
        name = relationships_of(key) if key != "/" else "/_rels/.rels"
        if name not in self.members:
            return ()
        found: dict[str, PackageLink] = {}
        for each in parsed(self.members.name(name), self.members.read(name)):
            link = _link(each.attrib, "/" if key == "/" else f"/{self.members.name(key)}")
            if not link.id:
                raise PartError(self.members.name(name), "has a relationship without an id")
            if link.id in found:
                raise PartError(self.members.name(name), f"has two relationships with the id '{link.id}'")
            found[link.id] = link
        return tuple(found.values())

    def _read_types(self) -> None:
        root = parsed("[Content_Types].xml", self.members.read(TYPES))
        if local(root) != "Types":
            raise PartError("[Content_Types].xml", "is not a list of content types")
        for each in root:
            kind = each.get("ContentType", "")
            if local(each) == "Default":
                self._defaults[each.get("Extension", "").lower()] = kind
            elif local(each) == "Override":
                self._overrides[key_of(each.get("PartName", ""))] = kind


def _link(attributes: dict[str, str], source: str) -> PackageLink:
    kind, target = attributes.get("Type", ""), attributes.get("Target", "")
    outside = attributes.get("TargetMode", "").lower() == "external" or is_address(target)
    kind = kind.removeprefix(f"{RELATIONSHIPS}/")
    return PackageLink(attributes.get("Id", ""), kind, target, "" if outside else resolved(target, source))
