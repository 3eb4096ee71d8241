"""What a slide layout and its master draw under the texts of a slide, as a small picture, and how readable text is."""

import math
from collections.abc import Iterable, Sequence
from functools import cached_property

import PIL.Image
import PIL.ImageChops
import PIL.ImageColor

from kamdeck.brand import Rect
from kamdeck.dataclass import dataclass
from kamdeck.ooxml.paint import Picture
from kamdeck.theme import contrast

_MOST_COLOURS = 400
"""The most colours that are counted singly; of a photograph, colours are rounded first."""
_SAME = 1.12
"""Two colours with less contrast are the same to a reader."""
_FAINT = 1.4
"""With less contrast, a shape is no more than a tint of what lies under it."""
_AROUND = 8.0
"""How much on each side of a shape is looked at, in points."""
_TILE = (40.0, 24.0)
"""The width and height of a tile in points."""
_PLAIN = 0.97
"""The part of a region in one colour from which on it counts as plain."""


@dataclass(frozen=True)
class Backdrop:
    """The picture of a slide without its texts; `scale` is the number of its pixels in a point of typesetting."""

    picture: Picture
    scale: float

    def with_areas(self, areas: Sequence[Rect], rgb: str) -> "Backdrop":
        """The backdrop with areas painted over in a colour in hex."""
        if not areas:
            return self
        painted = self.picture.copy()
        for area in areas:
            # Rounded outwards, since `_cropped` rounds inwards.
            left, top = math.floor(area.x * self.scale), math.floor(area.y * self.scale)
            right, bottom = math.ceil(area.right * self.scale), math.ceil(area.bottom * self.scale)
            painted.paste(PIL.ImageColor.getrgb(f"#{rgb}"), (left, top, right, bottom))
        return Backdrop(painted, self.scale)

    def plain_colour(self, rect: Rect) -> str | None:
        """The colour of a region in hex, if nearly all of it has the same."""
        colours = self._colours(rect)
        most = max(colours, key=lambda found: found[1])[0]
        same = sum(count for colour, count in colours if contrast(colour, most) < _SAME)
        return most if same >= _PLAIN * sum(count for _, count in colours) else None

    def is_even(self, rect: Rect) -> bool:
        """Whether a region shows hardly anything, since its colours differ too little from those around it."""
        beside = [colour for strip in self._strips(rect) for colour in self._colours(strip)]
        if not beside:
            return False
        most = max(beside, key=lambda found: found[1])[0]
        colours = [*beside, *self._colours(rect)]
        same = sum(count for colour, count in colours if contrast(colour, most) < _FAINT)
        return same >= _PLAIN * sum(count for _, count in colours)

    def _strips(self, rect: Rect) -> list[Rect]:
        """What is around a region, as far as it is on the slide."""
        whole = self.whole
        left, top = max(rect.x - _AROUND, 0.0), max(rect.y - _AROUND, 0.0)
        right, bottom = min(rect.right + _AROUND, whole.right), min(rect.bottom + _AROUND, whole.bottom)
        strips = (
            Rect(left, top, right - left, rect.y - top),
            Rect(left, rect.bottom, right - left, bottom - rect.bottom),
            Rect(left, top, rect.x - left, bottom - top),
            Rect(rect.right, top, right - rect.right, bottom - top),
        )
        return [each for each in strips if min(each.width, each.height) > 0.0]

    def clear_parts(self, rect: Rect) -> tuple[float, float]:
        """The widths in points of the strips at a region's left and right edge in which nothing with an edge is drawn.

        Gradients and textures do not count, since they have no edges.
        """
        part = self._cropped(rect)
        width, height = part.size
        if width < 2 or height < 2:
            return rect.width, rect.width
        # A pixel is on an edge if it differs from its neighbour on the right or below.
        steps = [
            PIL.ImageChops.difference(part.crop((0, 0, width - 1, height - 1)), part.crop(other)).point(_STEPS)
            for other in ((1, 0, width, height - 1), (0, 1, width - 1, height))
        ]
        edges = PIL.ImageChops.lighter(*steps).convert("L").point(lambda value: 255 if value else 0)
        found = edges.getbbox()
        if found is None:
            return rect.width, rect.width
        return found[0] / self.scale, rect.width - found[2] / self.scale

    def mean_colour(self, rect: Rect) -> str:
        """The average colour of a region in hex."""
        return _hex(self._cropped(rect).resize((1, 1), PIL.Image.Resampling.BOX).getpixel((0, 0)))

    def readable_part(self, rect: Rect, inks: Iterable[str], least: float) -> float:
        """The part of a region on which each of the inks, in hex, has at least this contrast."""
        colours, inks = self._colours(rect), tuple(inks)
        readable = sum(count for colour, count in colours if min(contrast(ink, colour) for ink in inks) >= least)
        return readable / sum(count for _, count in colours)

    def least_readable_part(self, rect: Rect, inks: Iterable[str], least: float) -> float:
        """The readable part of the worst of a region's tiles, which are as large as a word: a picture may hide one."""
        inks = tuple(inks)
        across, down = max(int(rect.width // _TILE[0]), 1), max(int(rect.height // _TILE[1]), 1)
        width, height = rect.width / across, rect.height / down
        tiles = (
            Rect(rect.x + column * width, rect.y + row * height, width, height)
            for row in range(down)
            for column in range(across)
        )
        return min(self.readable_part(tile, inks, least) for tile in tiles)

    def _cropped(self, rect: Rect) -> Picture:
        width, height = self.picture.size
        left, top = math.ceil(rect.x * self.scale), math.ceil(rect.y * self.scale)
        left, top = min(max(left, 0), width - 1), min(max(top, 0), height - 1)
        right = min(max(math.floor(rect.right * self.scale), left + 1), width)
        bottom = min(max(math.floor(rect.bottom * self.scale), top + 1), height)
        return self.picture.crop((left, top, right, bottom))

    def _colours(self, rect: Rect) -> list[tuple[str, int]]:
        part = self._cropped(rect)
        # Pillow makes a table for as many colours as may be counted, so that a high limit takes long.
        found = part.getcolors(_MOST_COLOURS) or part.point(_COARSE).getcolors(_COARSE_COLOURS) or []
        return [(_hex(colour), count) for count, colour in found]

    @cached_property
    def whole(self) -> Rect:
        """The slide."""
        width, height = self.picture.size
        return Rect(0.0, 0.0, width / self.scale, height / self.scale)


_STEP = 64
"""Two neighbouring pixels that differ by this much of 255 in a colour are on an edge."""
_STEPS = [255 if value >= _STEP else 0 for value in range(256)] * 3
_COARSE = [value & 0xF0 | 0x08 for value in range(256)] * 3
_COARSE_COLOURS = 16**3


def _hex(colour: object) -> str:
    assert isinstance(colour, tuple)
    return "".join(f"{part:02X}" for part in colour[:3])
