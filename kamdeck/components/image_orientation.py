"""Turns pictures upright that were taken with the camera turned.

A JPEG or PNG can have an EXIF orientation (CIPA DC-008, 4.6.5), which says how a program has to turn it before it
shows it. Office ignores it, so the pixels are turned here.
"""

import io
import warnings
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL.Image import Image

_MARKS = (b"Exif\0", b"eXIf")
_ORIENTATION, _UPRIGHT = 0x0112, 1


def upright(blob: bytes) -> bytes:
    """The picture turned upright; unchanged where it has no orientation or cannot be read."""
    # A JPEG marks EXIF data with "Exif", a PNG has them in a chunk "eXIf".
    if not any(mark in blob for mark in _MARKS):
        return blob
    # Pillow takes a tenth of a second to load, and few pictures need it.
    import PIL.Image
    import PIL.ImageOps

    try:
        with warnings.catch_warnings():
            # The `image` block checks the size against a limit of its own; Pillow warns from half of its limit on.
            warnings.simplefilter("ignore", PIL.Image.DecompressionBombWarning)
            with PIL.Image.open(io.BytesIO(blob)) as picture:
                # The values 2 to 8 are mirrored or turned; anything else is no orientation.
                if picture.getexif().get(_ORIENTATION, _UPRIGHT) not in range(2, 9):
                    return blob
                return _written(PIL.ImageOps.exif_transpose(picture), picture.format or "PNG", picture.info)
    except (OSError, ValueError, SyntaxError, PIL.Image.DecompressionBombError):
        return blob  # the `image` block reports a damaged picture when it reads the size


def _written(picture: "Image", kind: str, info: dict[Any, Any]) -> bytes:
    """The file of a picture in its former format, with the colour profile and resolution of its `info`."""
    stream = io.BytesIO()
    kept = {name: info[name] for name in ("icc_profile", "dpi") if info.get(name)}
    if kind == "PNG":
        picture.save(stream, "PNG", **kept)
    else:
        # Encoding a JPEG again loses quality: little of it, at this setting and without chroma subsampling.
        picture.save(stream, "JPEG", quality=95, subsampling="4:4:4", **kept)
    return stream.getvalue()
