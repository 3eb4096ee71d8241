"""Whether an embedded font may be embedded in other documents, by its licence bits (OpenType, OS/2 `fsType`)."""

import struct

# In the EOT header `fsType` is at offset 32, and a fixed number that marks the format at offset 34.
_EOT_MARK = 0x504C
_EOT_RIGHTS = 32
# Bit 1 forbids embedding, bit 2 allows it only in documents that are opened for reading.
_RESTRICTED, _PREVIEW_ONLY = 0x2, 0x4


def may_be_embedded(blob: bytes) -> bool:
    """Whether the font in a part may be embedded in documents that people edit.

    PowerPoint writes an Embedded OpenType header (W3C submission EOT, 2008), which repeats the bits. Word encrypts the
    first 32 bytes of a font with a key from the font table (ECMA-376 part 4, 3.2.14). The font's table directory
    extends beyond them, which is enough to find the bits.
    """
    rights = _eot_rights(blob)
    if rights is None:
        rights = _table_rights(blob)
    return rights is not None and not rights & (_RESTRICTED | _PREVIEW_ONLY)


def _eot_rights(blob: bytes) -> int | None:
    if len(blob) < 82 or struct.unpack_from("<H", blob, 34)[0] != _EOT_MARK:
        return None
    return int(struct.unpack_from("<H", blob, _EOT_RIGHTS)[0])


def _table_rights(blob: bytes) -> int | None:
    """The bits in the OS/2 table, whose directory entry is at a multiple of 16 bytes behind the header of 12 bytes."""
    for at in range(12, min(len(blob) - 16, 12 + 16 * 64), 16):
        if blob[at : at + 4] == b"OS/2":
            start = struct.unpack_from(">I", blob, at + 8)[0]
            return int(struct.unpack_from(">H", blob, start + 8)[0]) if start + 10 <= len(blob) else None
    return None
