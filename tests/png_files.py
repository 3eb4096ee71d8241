"""PNG files of any size, also damaged ones, built without an image library."""

import struct
import zlib


def png(width: int, height: int, data: bytes | None = None) -> bytes:
    """A black picture with one bit per pixel; `data` replaces the compressed pixels."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    rows = zlib.compress(b"\0" * ((width + 7) // 8 + 1) * height) if data is None else data
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
