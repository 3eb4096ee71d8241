"""How a package names a picture: by what its bytes are, whatever its file was called."""

from typing import NamedTuple

from kamdeck.components.picture_formats import PNG


class PictureKind(NamedTuple):
    """The ending of a part's name, and its content type."""

    ending: str
    content_type: str


def picture_kind(blob: bytes) -> PictureKind:
    """The kind of a PNG or JPEG.

    The Office libraries ask Pillow or their own readers, which know no JPEG of several pictures (MPO, as phones write)
    and none without a JFIF or Exif segment (CMYK from Adobe's programs).
    """
    return PictureKind("png", "image/png") if blob.startswith(PNG) else PictureKind("jpg", "image/jpeg")
