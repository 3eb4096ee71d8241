"""The `image` block: a picture from the plan's folder. Damaged and very large files are refused."""

import os
import struct
import warnings
import zlib
from io import BytesIO

from kamdeck.components.image_orientation import upright
from kamdeck.components.picture_formats import JPEG, PNG
from kamdeck.dataclass import dataclass
from kamdeck.document import Block, Region, RenderContext, Words
from kamdeck.documented import documented
from kamdeck.flow import Flow, Picture
from kamdeck.problems import problem
from kamdeck.subject_protocol import DocumentSubject

OTHERS = {
    b"GIF8": "a GIF picture",
    b"BM": "a BMP picture",
    b"II*\0": "a TIFF picture",
    b"MM\0*": "a TIFF picture",
    b"RIFF": "a WebP picture",
    b"\0\0\1\0": "an icon",
    b"<svg": "an SVG drawing",
    b"<?xml": "an SVG drawing",
    b"%PDF": "a PDF file",
}
"""The first bytes of other formats, by which a wrong file is named in the message."""
LARGEST = 20_000_000
"""The most bytes of a file."""
MOST_PIXELS = 100_000_000
"""The most pixels of a picture; a small file may declare any number."""
DECODED_PIXELS = 16_000_000
"""A larger PNG is checked by its checksums only: decoded, it would fill the memory."""


@documented(
    """A PNG or JPEG file inside the plan's folder, never outside it; `alt` says what it shows.

    Example:
        image: {file: sites.png, alt: "The two sites and the lines between them"}
    """
)
@dataclass(frozen=True)
class Image(Block):
    file: Words
    alt: Words

    def lower(self, region: Region, context: RenderContext) -> list[Flow]:
        """The picture in its own size at 96 pixels an inch, or smaller to fit the region."""
        blob = upright(read_inside(context.wording.plan, self.file))
        across, down = size_of(blob, self.file)
        # A pixel is 0.75 points at 96 pixels an inch, which is what Office assumes.
        factor = min(0.75, region.width / across, region.height / down)
        return [Picture(blob, across * factor, down * factor, self.alt)]


def read_inside(subject: DocumentSubject, name: str) -> bytes:
    """The bytes of a picture.

    Raises:
        Problems: Where the file is outside the plan's folder, missing, too large, or neither PNG nor JPEG.
    """
    folder = subject.folder
    # Path.resolve would raise an error of its own for these.
    if "\0" in name or len(name.encode(errors="replace")) > 255:
        raise problem(f"image '{name[:60]}…' cannot be the name of a file; correct it")
    path = (folder / name).resolve()
    # Links are resolved first, so that no link in the folder leads out of it.
    if not path.is_relative_to(folder.resolve()):
        raise problem(f"image '{name}' lies outside the plan's folder; copy it into {folder}")
    if not os.path.isfile(path):  # noqa: PTH113 - Path.is_file raises without permission for the folder
        subject.add_input(path)
        raise problem(f"image '{name}' is not in the plan's folder {folder}; put it there or drop the image block")
    try:
        if path.stat().st_size > LARGEST:
            raise problem(f"image '{name}' is larger than {LARGEST // 1_000_000} MB; save a smaller copy")
        subject.add_input(path)
        blob = path.read_bytes()
    except OSError as error:
        raise problem(f"image '{name}' cannot be read: {error.strerror or error}; allow reading it") from error
    if not blob.startswith((PNG, JPEG)):
        # White space may precede the markup of an SVG drawing.
        found = next((what for start, what in OTHERS.items() if blob.lstrip().startswith(start)), "")
        fault = f"is {found}" if found else "is neither PNG nor JPEG" if blob else "is an empty file"
        raise problem(f"image '{name}' {fault}; save it as PNG or JPEG")
    return blob


def size_of(blob: bytes, name: str) -> tuple[int, int]:
    """The width and height of a PNG or JPEG in pixels.

    Args:
        blob: The bytes of the picture.
        name: The name of its file, for problems.

    Raises:
        Problems: If the picture is damaged, or has more than `MOST_PIXELS` pixels.
    """
    try:
        across, down = struct.unpack(">II", blob[16:24]) if blob.startswith(PNG) else _jpeg_size(blob)
    except (struct.error, IndexError):
        across, down = 0, 0
    if not across or not down:
        raise problem(f"image '{name}' is damaged: it does not say its size; save it again")
    if across * down > MOST_PIXELS:
        most = f"{MOST_PIXELS // 1_000_000} million"
        raise problem(f"image '{name}' has {across:,} × {down:,} pixels, more than {most}; save a smaller copy")
    if not _is_whole(blob, across * down):
        raise problem(f"image '{name}' is damaged or cut short; save it again")
    return across, down


def _is_whole(blob: bytes, pixels: int) -> bool:
    """Whether a picture's data can be read to the end; a JPEG is decoded at an eighth of its size, to save time."""
    from PIL import Image as Pillow  # a fortieth of a second, which few documents need

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Pillow.DecompressionBombWarning)
            with Pillow.open(BytesIO(blob), formats=("PNG", "JPEG")) as opened:
                # For a JPEG, the decoder then answers an eighth of the size in grey; a PNG is not affected.
                opened.draft("L", (1, 1))
                opened.verify() if blob.startswith(PNG) and pixels > DECODED_PIXELS else opened.load()
    # Pillow's readers raise errors of many types for damaged data.
    except (OSError, SyntaxError, ValueError, LookupError, TypeError, EOFError, struct.error, zlib.error):
        return False
    return True


def _jpeg_size(blob: bytes) -> tuple[int, int]:
    """The size in a JPEG's start-of-frame segment (ITU T.81, B.2.2)."""
    at = 2
    while at + 9 < len(blob):
        if blob[at + 1] == 0xFF:  # a marker may have any number of fill bytes before it (B.1.1.2)
            at += 1
            continue
        marker, length = struct.unpack(">HH", blob[at : at + 4])
        # The length counts its own two bytes.
        if length < 2:
            break
        # In this range, C4 is a Huffman table, C8 is reserved and CC is an arithmetic coding table (table B.1).
        if 0xFFC0 <= marker <= 0xFFCF and marker not in (0xFFC4, 0xFFC8, 0xFFCC):
            down, across = struct.unpack(">HH", blob[at + 5 : at + 9])
            return across, down
        at += 2 + length
    return 0, 0
