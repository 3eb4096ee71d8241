"""The `image` block: a picture from the plan's own folder."""

import struct
from dataclasses import dataclass

from kamdeck.blocks.orientation import upright
from kamdeck.document import Block, Room, Speech, Words
from kamdeck.documented import documented
from kamdeck.flow import Flow, Picture
from kamdeck.problems import problem
from kamdeck.wording import Subject

SIGNATURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
LARGEST = 20_000_000


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

    def lower(self, room: Room, speech: Speech) -> list[Flow]:
        """The picture at its own size at 96 dots an inch, or smaller to fit the room."""
        blob = upright(read_inside(speech.wording.plan, self.file))
        across, down = size_of(blob, self.file)
        factor = min(0.75, room.width / across, room.height / down)
        return [Picture(blob, across * factor, down * factor, self.alt)]


def read_inside(subject: Subject, name: str) -> bytes:
    """A file's bytes, refused where it lies outside the plan's folder, is too large, or is neither PNG nor JPEG."""
    folder = subject.folder
    path = (folder / name).resolve()
    if not path.is_relative_to(folder.resolve()):
        raise problem(f"image '{name}' lies outside the plan's folder; copy it into {folder}")
    subject.takes(path)
    if not path.is_file():
        raise problem(f"image '{name}' is not in the plan's folder {folder}; put it there or drop the image block")
    if path.stat().st_size > LARGEST:
        raise problem(f"image '{name}' is larger than {LARGEST // 1_000_000} MB; save a smaller copy")
    blob = path.read_bytes()
    if not blob.startswith(SIGNATURES):
        raise problem(f"image '{name}' is neither PNG nor JPEG; save it as one of them")
    return blob


def size_of(blob: bytes, name: str) -> tuple[int, int]:
    """The width and height of a PNG or JPEG in pixels."""
    try:
        size = struct.unpack(">II", blob[16:24]) if blob.startswith(SIGNATURES[0]) else _jpeg_size(blob)
    except (struct.error, IndexError):
        size = (0, 0)
    if not all(0 < side < 30_000 for side in size):
        raise problem(f"image '{name}' is damaged: it does not say its size; save it again")
    return size[0], size[1]


def _jpeg_size(blob: bytes) -> tuple[int, int]:
    """The size in a JPEG's start-of-frame segment (ITU T.81, B.2.2)."""
    at = 2
    while at + 9 < len(blob):
        marker, length = struct.unpack(">HH", blob[at : at + 4])
        if 0xFFC0 <= marker <= 0xFFCF and marker not in (0xFFC4, 0xFFC8, 0xFFCC):
            down, across = struct.unpack(">HH", blob[at + 5 : at + 9])
            return across, down
        at += 2 + length
    return 0, 0
