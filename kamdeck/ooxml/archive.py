"""Write zip files whose bytes depend on nothing but their content.

The standard library's writer records the operating system in every entry and costs some 40 µs for each. A package has
hundreds of entries, and the workbook of each chart is a zip file of its own.
"""

import struct
import zlib
from collections.abc import Iterable

from kamdeck.dataclass import dataclass

_LEVEL = 6
_STORED, _DEFLATED = 0, 8
# Version 2.0 of the format is the first with deflate (APPNOTE.TXT 4.4.3). The upper byte would name the system that
# made the file; 0 on all systems keeps the bytes the same.
_VERSION = 20
# Bit 11 marks names as UTF-8 (APPNOTE.TXT 4.4.4); the date is 1980-01-01, the earliest of the format.
_FLAGS, _TIME, _DATE = 0x800, 0, (1 << 5) | 1
_LOCAL = struct.Struct("<IHHHHHIIIHH")
_CENTRAL = struct.Struct("<IHHHHHHIIIHHHHHII")
_END = struct.Struct("<IHHHHIIH")


@dataclass(frozen=True, slots=True)
class ArchiveMember:
    """One file of an archive, ready to be written; `size` is that before compression."""

    name: bytes
    content: bytes
    method: int
    checksum: int
    size: int

    @property
    def header(self) -> tuple[int, ...]:
        """The fields that the local header and the directory entry share, from the flags to the length of the name."""
        return (
            _FLAGS, self.method, _TIME, _DATE, self.checksum, len(self.content), self.size, len(self.name),
        )  # fmt: skip


def stored(name: str, blob: bytes) -> ArchiveMember:
    """A file without compression, for content that is compressed already."""
    return ArchiveMember(name.encode(), blob, _STORED, zlib.crc32(blob), len(blob))


def deflated(name: str, blob: bytes, level: int = _LEVEL) -> ArchiveMember:
    """A compressed file, or the file as it is if compression does not make it smaller; `level` is zlib's, 1 to 9."""
    # The negative window size leaves out zlib's own header and checksum, which a zip file does not have.
    compressor = zlib.compressobj(level, zlib.DEFLATED, -15)
    content = compressor.compress(blob) + compressor.flush()
    if len(content) >= len(blob):
        return stored(name, blob)
    return ArchiveMember(name.encode(), content, _DEFLATED, zlib.crc32(blob), len(blob))


def archive(members: Iterable[ArchiveMember]) -> bytes:
    """The bytes of a zip file with the members in their order.

    Neither a member nor the archive may have 4 GB, which would need ZIP64.
    """
    body: list[bytes] = []
    directory: list[bytes] = []
    offset = 0
    for member in members:
        header = _LOCAL.pack(0x04034B50, _VERSION, *member.header, 0)
        directory.append(_CENTRAL.pack(0x02014B50, _VERSION, _VERSION, *member.header, 0, 0, 0, 0, 0, offset))
        directory.append(member.name)
        body += (header, member.name, member.content)
        offset += len(header) + len(member.name) + len(member.content)
    listing = b"".join(directory)
    count = len(directory) // 2
    end = _END.pack(0x06054B50, 0, 0, count, count, len(listing), offset, 0)
    return b"".join((*body, listing, end))
