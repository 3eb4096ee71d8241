"""The members of an untrusted zip file: found by name without regard to case, and unpacked within limits."""

import io
import zipfile
import zlib

from kamdeck.ooxml.brand_source.part_errors import PartError
from kamdeck.ooxml.brand_source.part_names import key_of

MOST_BYTES = 512 * 2**20
"""The greatest size of all members together when unpacked."""
MOST_TIMES = 200
"""The greatest compression ratio of a member: markup rarely reaches 30, a zip bomb 1,000."""
_SMALL = 2**20
"""Members up to this size may have any compression ratio."""
# Flags of encryption, strong encryption and encrypted directories (APPNOTE.TXT 4.4.4).
_ENCRYPTED = 0x1 | 0x40 | 0x2000
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_MARKUP = (".xml", ".rels", ".vml")
_DOCTYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))


class Members:
    """The files in a zip file, by their keys.

    Args:
        blob: The bytes of the zip file.

    Raises:
        zipfile.BadZipFile: If it is not a zip file.
        PartError: If its directory cannot be trusted, or it would unpack to more than `MOST_BYTES`.
    """

    def __init__(self, blob: bytes) -> None:
        self._archive = zipfile.ZipFile(io.BytesIO(blob))
        self._entries: dict[str, zipfile.ZipInfo] = {}
        self._read: dict[str, bytes] = {}
        total = 0
        # Sizes are checked in the directory, before anything is unpacked; `read` checks that they are true.
        for entry in self._archive.infolist():
            if not entry.filename.endswith(("/", "\\")):
                self._add(entry)
                total += entry.file_size
        if total > MOST_BYTES:
            raise PartError(
                "", f"it unpacks to more than {MOST_BYTES // 2**20} MB", "leave out its samples and pictures"
            )

    def __contains__(self, key: str) -> bool:
        return key in self._entries

    def has_folder(self, *folders: str) -> bool:
        """Whether any member is inside one of the folders."""
        return any(key.startswith(folders) for key in self._entries)

    def name(self, key: str) -> str:
        """A member's name as spelled in the file."""
        # Some programs on Windows separate folders by backslashes, against APPNOTE.TXT 4.4.17.
        return self._entries[key].filename.replace("\\", "/").lstrip("/")

    def read(self, key: str) -> bytes:
        """The content of a member.

        Raises PartError if it cannot be unpacked.
        """
        if key not in self._read:
            self._read[key] = self._unpacked(key)
        return self._read[key]

    def refuse_doctypes(self) -> None:
        """Raise PartError if any markup, used or not, declares a document type.

        OPC forbids that (ECMA-376 part 2, 6.2.5). Document types define entities, which can grow without limit and read
        files of the machine.
        """
        for key in self._entries:
            if key.endswith(_MARKUP) and any(each in self.read(key) for each in _DOCTYPES):
                raise PartError(self.name(key), "declares a document type (DOCTYPE), which no Office program writes")

    def _add(self, entry: zipfile.ZipInfo) -> None:
        name, key = entry.filename, key_of(entry.filename)
        if ".." in key.split("/"):
            raise PartError(name, "has a name that leads out of the file")
        if key in self._entries:
            raise PartError(name, "occurs twice in the file")
        if entry.flag_bits & _ENCRYPTED:
            raise PartError(name, "is encrypted", "save the brand without a password")
        if entry.compress_type not in _METHODS:
            raise PartError(name, "is compressed in a way that no Office program can read")
        if entry.file_size > max(_SMALL, MOST_TIMES * entry.compress_size):
            raise PartError(name, f"unpacks to more than {MOST_TIMES} times its size", "leave it out")
        self._entries[key] = entry

    def _unpacked(self, key: str) -> bytes:
        entry = self._entries[key]
        try:
            blob = self._archive.read(entry)  # reads no more than the size in the directory, which was checked
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError) as error:
            raise PartError(self.name(key), "cannot be unpacked; it is damaged") from error
        if len(blob) != entry.file_size:
            raise PartError(self.name(key), "is cut off")
        return blob
