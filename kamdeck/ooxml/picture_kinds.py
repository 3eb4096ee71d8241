"""The part name and content type of a picture, by its bytes rather than by the name of its file."""

from typing import NamedTuple

from kamdeck.components.picture_formats import PNG


class PictureKind(NamedTuple):
    """The suffix of a part's name, and its content type."""

    ending: str
    content_type: str


def picture_kind(blob: bytes) -> PictureKind:
    """The kind of a PNG or JPEG.

    The Office libraries use Pillow or readers of their own, which fail on JPEGs with several pictures (MPO, as phones
    write) and on those without a JFIF or Exif segment (CMYK from Adobe's programs).
    """
    return PictureKind("png", "image/png") if blob.startswith(PNG) else PictureKind("jpg", "image/jpeg")
