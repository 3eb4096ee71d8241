"""Write packages (ECMA-376 part 2) whose bytes depend on nothing but their content.

The parts are those of `deck_package` or of python-docx, which share the attributes used here. The library's own writer
records the date, and compresses pictures, workbooks and the brand's unchanged parts anew each time.
"""

import os
import posixpath
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from kamdeck.dataclass import dataclass
from kamdeck.ooxml import fingerprint
from kamdeck.ooxml.archive import ArchiveMember, archive, deflated, stored
from kamdeck.ooxml.xml_names import DECLARATION, PACKAGE
from kamdeck.ooxml.xml_text import attribute
from kamdeck.os_messages import obstacle_at

# Compressing these again takes time and saves nothing.
_COMPRESSED = frozenset(("png", "jpg", "jpeg", "gif", "xlsx", "docx", "pptx", "zip"))
# Extensions with the same content type in every package; all other parts are listed one by one.
_DEFAULTS = {
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "emf": "image/x-emf",
    "wmf": "image/x-wmf",
    "svg": "image/svg+xml",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_BRAND_PARTS = re.compile(
    r"/(theme|slideMasters|slideLayouts|notesMasters)/|/(styles|numbering|settings|fontTable)\.xml$"
)
_PART = re.compile(r"\..+\.\d+\.part")
_DIGITS = re.compile(r"(\d+)")
_EXTERNAL = {False: "", True: ' TargetMode="External"'}
# Level 3 saves a quarter of the time of level 6, and decks are 4 % larger. ISA-L would be faster still, but its output
# depends on the processor.
_LEVEL = 3


class PackageRelationship(Protocol):
    """A relationship of a part to another one, or to an address outside the package."""

    @property
    def rId(self) -> str:  # noqa: N802 - so the libraries call it
        """The id by which markup refers to it."""

    @property
    def reltype(self) -> str:
        """Its type, a URI."""

    @property
    def target_ref(self) -> str:
        """The address, if it leads outside the package."""

    @property
    def target_part(self) -> "PackagePart | _FingerprintPart":
        """The part, if it leads to one."""

    @property
    def is_external(self) -> bool:
        """Whether it leads outside the package."""


class PackagePart(Protocol):
    """One file of a package."""

    @property
    def partname(self) -> str:
        """The name, which starts with a slash."""

    @property
    def content_type(self) -> str:
        """The media type of the content."""

    @property
    def blob(self) -> bytes:
        """The content."""

    @property
    def rels(self) -> Mapping[str, PackageRelationship]:
        """The relationships by id."""


@dataclass(frozen=True, slots=True)
class _FingerprintPart:
    """The part with the fingerprint, for the list of content types."""

    partname: str = f"/{fingerprint.NAME}"
    content_type: str = fingerprint.CONTENT_TYPE


@dataclass(frozen=True, slots=True)
class _FingerprintRelationship:
    """The package's relationship to its fingerprint."""

    # Libraries number their relationships ("rId1"), so this id is always free.
    rId: str = "rIdSeal"  # noqa: N815 - the attribute's name in both libraries
    reltype: str = fingerprint.RELATIONSHIP
    target_part: _FingerprintPart = _FingerprintPart()
    target_ref: str = ""
    is_external: bool = False


_FINGERPRINT, _TO_FINGERPRINT = _FingerprintPart(), _FingerprintRelationship()


def write_package(parts: Iterable[PackagePart], relationships: Mapping[str, PackageRelationship]) -> bytes:
    """The file of a package with a fingerprint; `relationships` are those of the package itself.

    The parts are written in an order of their names. The fingerprint is added behind custom properties of the brand.
    """
    given = list(parts)
    ordered = _ordered(part for part in given if part.partname != _FINGERPRINT.partname)
    own = [one for one in relationships.values() if one.reltype != fingerprint.RELATIONSHIP]
    members = [deflated("[Content_Types].xml", _content_types([*ordered, _FINGERPRINT]), _LEVEL)]
    members.append(deflated("_rels/.rels", _relationships([*own, _TO_FINGERPRINT], "/"), _LEVEL))
    for part in ordered:
        members.append(_member(part))
        if part.rels:
            members.append(deflated(*_references(part), _LEVEL))
    checksums = ((member.name.decode(), member.checksum, member.size) for member in members)
    custom = next((part.blob for part in given if part.partname == _FINGERPRINT.partname), None)
    properties = fingerprint.custom_properties(custom) if custom else ()
    return archive([*members, deflated(fingerprint.NAME, fingerprint.with_fingerprint(checksums, properties), _LEVEL)])


def plain_package(parts: Iterable[PackagePart], relationships: Mapping[str, PackageRelationship]) -> bytes:
    """The file of a package for a library that opens it at once: without compression and fingerprint."""
    ordered = _ordered(parts)
    members = [stored("[Content_Types].xml", _content_types([*ordered]))]
    members.append(stored("_rels/.rels", _relationships(relationships.values(), "/")))
    for part in ordered:
        members.append(stored(part.partname[1:], part.blob))
        if part.rels:
            members.append(stored(*_references(part)))
    return archive(members)


def save_atomically(path: Path, blob: bytes) -> None:
    """Write a file as a whole or not at all, so that neither a reader nor a crash ever leaves half of it.

    Raises:
        OSError: If the path is a device, a pipe or a socket, which renaming would replace.
    """
    if (standing := obstacle_at(path)) not in ("", "a folder"):
        raise OSError(0, f"this is {standing}, which cannot be replaced by a file; name another", str(path))
    # Renaming onto a symbolic link would replace the link, not the file that it leads to.
    target = path.resolve()
    # In the same folder, since renaming replaces a file at once only within one file system.
    temporary = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with temporary.open("wb") as file:
            file.write(blob)
            file.flush()
            os.fsync(file.fileno())  # otherwise a crash after the rename may leave an empty file
        temporary.replace(target)
    except BaseException as error:
        temporary.unlink(missing_ok=True)
        if isinstance(error, OSError) and error.errno:  # name the file that the caller knows, not the temporary one
            raise OSError(error.errno, error.strerror, str(path)) from error
        raise


def remove_partial_files(folder: Path) -> None:
    """Remove what a killed process was writing into a folder or the folders in it."""
    for path in (*folder.glob(".*.part"), *folder.glob("*/.*.part")):
        if _PART.fullmatch(path.name):
            path.unlink(missing_ok=True)


@lru_cache(maxsize=4096)
def _sort_key(name: str) -> tuple[bool, list[tuple[int, str]]]:
    """The order of parts: main parts before properties, since programs guess a file's kind by its first entries.

    Numbers in names are compared as numbers, so that slide 2 comes before slide 10.
    """
    pieces = _DIGITS.split(name)
    order = [(int(piece) if piece.isdigit() else -1, piece) for piece in pieces]
    return not name.startswith(("/ppt/", "/word/")), order


def _ordered(parts: Iterable[PackagePart]) -> list[PackagePart]:
    return sorted(parts, key=lambda part: _sort_key(part.partname))


def _references(part: PackagePart) -> tuple[str, bytes]:
    """The name and content of the part with another part's relationships."""
    folder, _, name = part.partname[1:].rpartition("/")
    return f"{folder}/_rels/{name}.rels".lstrip("/"), _relationships(part.rels.values(), f"/{folder}")


def _member(part: PackagePart) -> ArchiveMember:
    name, blob = part.partname[1:], part.blob
    if _extension(name) in _COMPRESSED:
        return stored(name, blob)
    if _BRAND_PARTS.search(part.partname):
        return _deflated_once(name, blob)
    return deflated(name, blob, _LEVEL)


@lru_cache(maxsize=256)
def _deflated_once(name: str, blob: bytes) -> ArchiveMember:
    """A brand's parts are the same in every document. They are compressed once, at a higher level."""
    return deflated(name, blob)


def _content_types(parts: list["PackagePart | _FingerprintPart"]) -> bytes:
    defaults = {"rels": "application/vnd.openxmlformats-package.relationships+xml", "xml": "application/xml"}
    overrides: list[tuple[str, str]] = []
    for part in parts:
        extension = _extension(part.partname)
        if _DEFAULTS.get(extension) == part.content_type:
            defaults[extension] = part.content_type
        else:
            overrides.append((part.partname, part.content_type))
    types = [
        f'<Default Extension="{extension}" ContentType="{attribute(kind)}"/>'
        for extension, kind in sorted(defaults.items())
    ]
    types += [f'<Override PartName="{attribute(name)}" ContentType="{attribute(kind)}"/>' for name, kind in overrides]
    return f'{DECLARATION}<Types xmlns="{PACKAGE}/content-types">{"".join(types)}</Types>'.encode()


def _relationships(relationships: Iterable[PackageRelationship], folder: str) -> bytes:
    """The markup of the relationships of a part; targets are written relative to the part's folder."""
    ordered = sorted(relationships, key=lambda one: _sort_key(one.rId)[1])
    inner = "".join(
        f'<Relationship Id="{attribute(one.rId)}" Type="{attribute(one.reltype)}" '
        f'Target="{attribute(_target(one, folder))}"{_EXTERNAL[one.is_external]}/>'
        for one in ordered
    )
    return f'{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">{inner}</Relationships>'.encode()


def _target(one: PackageRelationship, folder: str) -> str:
    return one.target_ref if one.is_external else _relative(one.target_part.partname, folder)


@lru_cache(maxsize=4096)
def _relative(name: str, folder: str) -> str:
    """The relative path from a folder to a part. Cached: computing it is a tenth of the time of saving."""
    return posixpath.relpath(name, folder)


def _extension(name: str) -> str:
    return name.rpartition(".")[2].lower()
