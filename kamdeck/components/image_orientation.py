"""Turns pictures upright that were taken with the camera on its side.

A JPEG or PNG can have an EXIF orientation (CIPA DC-008, 4.6.5), by which programs turn it before they show it. Office
ignores it, so the pixels are turned here.
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
    if not any(mark in blob for mark in _MARKS):
        return blob
    # Pillow takes a tenth of a second to load, and few pictures need it.
    import PIL.Image
    import PIL.ImageOps

    try:
        with warnings.catch_warnings():
            # The limit of size is ours, and told by whoever asks for it; Pillow warns from half of its own limit on.
            warnings.simplefilter("ignore", PIL.Image.DecompressionBombWarning)
            with PIL.Image.open(io.BytesIO(blob)) as picture:
                if picture.getexif().get(_ORIENTATION, _UPRIGHT) not in range(2, 9):
                    return blob
                return _written(PIL.ImageOps.exif_transpose(picture), picture.format or "PNG", picture.info)
    except (OSError, ValueError, SyntaxError, PIL.Image.DecompressionBombError):
        return blob  # the `image` block reports a damaged picture when it reads the size


def _written(picture: "Image", kind: str, info: dict[Any, Any]) -> bytes:
    stream = io.BytesIO()
    kept = {name: info[name] for name in ("icc_profile", "dpi") if info.get(name)}
    if kind == "PNG":
        picture.save(stream, "PNG", **kept)
    else:
        picture.save(stream, "JPEG", quality=95, subsampling="4:4:4", **kept)
    return stream.getvalue()
