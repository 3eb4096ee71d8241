"""The path of a brand file goes in; its bytes come out where it is of the wanted kind, else the problem with it."""

import io
import zipfile
from dataclasses import dataclass
from pathlib import Path

from kamdeck.problems import Place, Problems, problem

_COMPOUND_FILE = bytes.fromhex("D0CF11E0A1B11AE1")
_STRICT = b"purl.oclc.org/ooxml"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of Office file: how its list of types names it, its endings, and the ending that it had of old."""

    mark: bytes
    name: str
    endings: tuple[str, str]
    old: str
    document: str


DECK = Kind(b"presentationml", "a PowerPoint", (".pptx", ".potx"), ".ppt", "deck")
REPORT = Kind(b"wordprocessingml", "a Word", (".docx", ".dotx"), ".doc", "report")
_SHEET = Kind(b"spreadsheetml.sheet.main", "an Excel", (".xlsx", ".xltx"), ".xls", "workbook")


def read_brand(path: Path, wanted: Kind) -> bytes:
    """A brand file's bytes.

    Raises Problems that say clearly what a file is that cannot be a brand for the wanted kind of document.
    """
    try:
        blob = path.read_bytes()
    except OSError as error:
        raise refused(path, f"the brand cannot be read: {error.strerror}") from error
    _check_kind(path, blob, wanted)
    return blob


def _check_kind(path: Path, blob: bytes, wanted: Kind) -> None:
    ending, template = wanted.endings
    if blob.startswith(_COMPOUND_FILE):
        if "EncryptedPackage".encode("utf-16-le") in blob:
            raise refused(path, "the brand is protected by a password; save it without one")
        raise refused(path, f"the brand is in the old {wanted.old} format; save it as {ending} or {template}")
    try:
        with zipfile.ZipFile(io.BytesIO(blob)) as archive:
            types, roots = archive.read("[Content_Types].xml"), archive.read("_rels/.rels")
    except (zipfile.BadZipFile, KeyError, RuntimeError, NotImplementedError) as error:
        raise refused(path, f"the brand is not a {ending} or {template} file; save it anew as one") from error
    if _STRICT in roots:
        raise refused(path, f"the brand is a Strict Open XML file; save it as an ordinary {ending}")
    for other in (DECK, REPORT, _SHEET):
        if other is not wanted and other.mark in types and wanted.mark not in types:
            message = f"the brand is {other.name} file; a {wanted.document}'s brand is a {ending} or {template}"
            raise refused(path, message)


def refused(path: Path, message: str) -> Problems:
    """The problem with a brand file as a whole."""
    return problem(message, place=Place(str(path), 1, 1))
