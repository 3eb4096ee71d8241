"""Open a brand file of a wanted kind, and say what is wrong with any other file."""

import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from kamdeck.dataclass import dataclass
from kamdeck.ooxml.brand_source.allowed_parts import DECK_PARTS, REPORT_PARTS, PartKind
from kamdeck.ooxml.brand_source.brand_package import BrandPackage, read_source
from kamdeck.ooxml.brand_source.opc import TYPES, SourcePackage
from kamdeck.ooxml.brand_source.part_errors import PartError
from kamdeck.ooxml.brand_source.zip_members import MOST_BYTES, Members
from kamdeck.problems import Place, Problems, problem

# The signature of compound files ([MS-CFB] 2.2). Binary documents of Office are such files, and so are encrypted
# packages ([MS-OFFCRYPTO]), whose content is in a stream named EncryptedPackage.
_COMPOUND_FILE = bytes.fromhex("D0CF11E0A1B11AE1")
# The signature of the first entry of a ZIP file (APPNOTE 4.3.7), which every package of Office is.
_ZIP_FILE = b"PK\x03\x04"
# The namespaces of ISO/IEC 29500 Strict, which python-pptx and python-docx do not know.
_STRICT = b"purl.oclc.org/ooxml"
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument"


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of Office file.

    `marks` are parts of content types by which it is recognised. `endings` are the suffixes of documents and templates,
    `old` that of the binary format. `name`, `document` and `program` are words for messages; `parts` are the kinds of
    parts that are kept of a brand.
    """

    marks: tuple[str, ...]
    name: str
    endings: tuple[str, str]
    old: str
    document: str
    program: str
    parts: Mapping[str, PartKind]


DECK = FileKind(
    ("presentationml", "ms-powerpoint"), "a PowerPoint", (".pptx", ".potx"), ".ppt", "deck", "PowerPoint", DECK_PARTS
)
REPORT = FileKind(("wordprocessingml", "ms-word"), "a Word", (".docx", ".dotx"), ".doc", "report", "Word", REPORT_PARTS)
_SHEET = FileKind(("spreadsheetml", "ms-excel"), "an Excel", (".xlsx", ".xltx"), ".xls", "workbook", "Excel", {})


def read_brand(path: Path, wanted: FileKind) -> BrandPackage:
    """The package of a brand file, reduced to what documents may inherit.

    Raises Problems if the file is not a brand of the wanted kind, or one of its parts is damaged; the message names
    the part.
    """
    blob = _contents(path)
    with part_errors_as_problems(path, wanted):
        return read_source(_checked(path, blob, wanted), wanted.parts)


@contextmanager
def part_errors_as_problems(path: Path, kind: FileKind) -> Iterator[None]:
    """Turn a `PartError` in the block into a problem with the brand file.

    Args:
        path: The brand file.
        kind: The kind of file, which names the program that can repair it.

    Raises:
        Problems: For a `PartError`.
    """
    try:
        yield
    except PartError as error:
        part = f"{error.part} " if error.part else ""
        fix = error.fix or f"open it in {kind.program} and save it again"
        raise brand_problem(path, f"the brand is damaged: {part}{error.message}; {fix}") from error


def _contents(path: Path) -> bytes:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise brand_problem(
                path, f"the brand has more than {MOST_BYTES // 2**20} MB; leave out its samples and pictures"
            )
        return path.read_bytes()
    except OSError as error:
        raise brand_problem(path, f"the brand cannot be read: {error.strerror}") from error


def _checked(path: Path, blob: bytes, wanted: FileKind) -> Members:
    """The members of the file, after checks that it is a package of the wanted kind."""
    ending, template = wanted.endings
    if blob.startswith(_COMPOUND_FILE):
        if "EncryptedPackage".encode("utf-16-le") in blob:
            raise brand_problem(path, "the brand is protected by a password; save it without one")
        old = path.suffix if path.suffix.lower() in (".ppt", ".pot", ".pps", ".doc", ".dot") else wanted.old
        raise brand_problem(path, f"the brand is in the old {old} format; save it as {ending} or {template}")
    try:
        members = Members(blob)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        if blob.startswith(_ZIP_FILE):
            raise brand_problem(path, "the brand is damaged or was not copied to its end; copy it again") from error
        raise _no_package(path, wanted) from error
    if "/mimetype" in members and members.read("/mimetype").startswith(_OPEN_DOCUMENT):
        raise brand_problem(path, f"the brand is an OpenDocument file; save it as {ending} or {template}")
    for needed in (TYPES, "/_rels/.rels"):
        if needed not in members and not members.has_folder("/ppt/", "/word/"):
            raise _no_package(path, wanted)
        if needed not in members:
            raise PartError("[Content_Types].xml" if needed == TYPES else needed, "is missing")
    members.refuse_doctypes()
    if _STRICT in members.read("/_rels/.rels"):
        raise brand_problem(path, f"the brand is a Strict Open XML file; save it as an ordinary {ending}")
    _check_kind(path, SourcePackage(members), wanted)
    return members


def _check_kind(path: Path, package: SourcePackage, wanted: FileKind) -> None:
    main = package.main()
    content_type = package.content_type(main.key)
    if any(mark in content_type for mark in wanted.marks):
        return
    ending, template = wanted.endings
    for other in (DECK, REPORT, _SHEET):
        if any(mark in content_type for mark in other.marks):
            message = f"the brand is {other.name} file; a {wanted.document}'s brand is a {ending} or {template}"
            raise brand_problem(path, message)
    raise PartError("[Content_Types].xml", f"does not list {main.key.lstrip('/')} as {wanted.name} document")


def _no_package(path: Path, wanted: FileKind) -> Problems:
    ending, template = wanted.endings
    return brand_problem(path, f"the brand is not a {ending} or {template} file; save it again as one")


def brand_problem(path: Path, message: str) -> Problems:
    """The problem with a brand file as a whole."""
    return problem(message, place=Place(str(path), 1, 1))
