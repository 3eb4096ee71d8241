"""Pictures with an EXIF orientation are shown upright, with the proportions that they have then."""

import io

import pytest
from PIL import Image

from kamdeck.blocks.image import size_of
from kamdeck.components.image_orientation import upright

RED, BLUE = (200, 0, 0), (0, 0, 200)


def taken(orientation: int | None, kind: str = "JPEG") -> bytes:
    """A picture of 60 × 40 pixels with a red left half and an EXIF orientation."""
    picture = Image.new("RGB", (60, 40), BLUE)
    picture.paste(RED, (0, 0, 30, 40))
    exif = Image.Exif()
    if orientation is not None:
        exif[0x0112] = orientation
    stream = io.BytesIO()
    picture.save(stream, kind, exif=exif)
    return stream.getvalue()


def corners(blob: bytes) -> tuple[str, str, str]:
    """The colours near the upper left, upper right and lower left corners."""
    with Image.open(io.BytesIO(blob)) as picture:
        wide, high = picture.size
        points = ((5, 5), (wide - 6, 5), (5, high - 6))
        first, second, third = ("red" if picture.getpixel(each)[0] > 128 else "blue" for each in points)
    return first, second, third


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
@pytest.mark.parametrize(
    ("orientation", "size", "seen"),
    [
        (2, (60, 40), ("blue", "red", "blue")),
        (3, (60, 40), ("blue", "red", "blue")),
        (4, (60, 40), ("red", "blue", "red")),
        (5, (40, 60), ("red", "red", "blue")),
        (6, (40, 60), ("red", "red", "blue")),
        (8, (40, 60), ("blue", "blue", "red")),
    ],
)
def test_a_picture_is_turned_by_its_orientation(
    orientation: int, size: tuple[int, int], seen: tuple[str, ...], kind: str
):
    turned = upright(taken(orientation, kind))
    assert size_of(turned, "photo.jpg") == size
    assert corners(turned) == seen
    assert upright(turned) == turned


@pytest.mark.parametrize("orientation", [None, 0, 1, 9])
def test_a_picture_that_is_upright_is_not_changed(orientation: int | None):
    assert upright(taken(orientation)) == taken(orientation)


def test_a_picture_that_cannot_be_read_is_not_changed():
    torn = taken(6)[:150]
    assert upright(torn) == torn


def test_a_large_picture_is_turned_without_a_warning(monkeypatch: pytest.MonkeyPatch, recwarn: pytest.WarningsRecorder):
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 2000)  # 60 x 40 is more, but not twice as much
    turned = upright(taken(6))
    assert not recwarn.list
    monkeypatch.undo()
    assert size_of(turned, "large.jpg") == (40, 60)
