"""Colours and fills of DrawingML as pixels, for small pictures of what a brand draws under a text."""

import colorsys
import math
from collections.abc import Callable, Sequence
from typing import NamedTuple

import PIL.Image
import PIL.ImageColor
from lxml import etree

from kamdeck.dataclass import dataclass
from kamdeck.ooxml.brand_source.markup import Element
from kamdeck.ooxml.palette import Scheme
from kamdeck.ooxml.xml_names import DRAWING

_STEPS = 64
"""The width and height in pixels at which a gradient is computed before it is enlarged."""
_CHECKER = 4
Picture = PIL.Image.Image


class Rgba(NamedTuple):
    """A colour with its opacity; all parts are from 0 to 1."""

    red: float
    green: float
    blue: float
    alpha: float = 1.0

    @property
    def bytes(self) -> tuple[int, int, int, int]:
        """The parts from 0 to 255."""
        red, green, blue, alpha = (round(min(max(part, 0.0), 1.0) * 255) for part in self)
        return red, green, blue, alpha


def rgba(hex_digits: str) -> Rgba:
    """An opaque colour from six hex digits."""
    red, green, blue = (int(hex_digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    return Rgba(red, green, blue)


def amount(text: str | None, default: float = 1.0) -> float:
    """A percentage as a fraction; files have thousandths of a percent, or digits with a percent sign."""
    if not text:
        return default
    try:
        return float(text[:-1]) / 100 if text.endswith("%") else float(text) / 100_000
    except ValueError:
        return default


def colour_of(element: Element, scheme: Scheme, placeholder: Rgba | None = None) -> Rgba:
    """The colour of an element such as `a:srgbClr`; `placeholder` stands for "phClr" in the styles of a theme."""
    colour = _plain_colour(element, scheme, placeholder)
    for modifier in element:
        name = etree.QName(modifier).localname
        if name in _MODIFIERS:
            colour = _MODIFIERS[name](colour, amount(modifier.get("val")))
    return colour


def _plain_colour(element: Element, scheme: Scheme, placeholder: Rgba | None) -> Rgba:
    value = element.get("val", "")
    match etree.QName(element).localname:
        case "srgbClr":
            return rgba(value)
        case "sysClr":
            return rgba(element.get("lastClr", "FFFFFF" if value == "window" else "000000"))
        case "schemeClr" if value == "phClr":
            return placeholder or rgba(scheme.rgb("bg1"))
        case "schemeClr":
            return rgba(scheme.rgb(value))
        case "scrgbClr":
            # The parts are linear light; 2.2 is close to the transfer function of sRGB.
            red, green, blue = (amount(element.get(key), 0.0) ** (1 / 2.2) for key in ("r", "g", "b"))
            return Rgba(red, green, blue)
        case _:
            return _named_colour(value)


def _named_colour(name: str) -> Rgba:
    # Office shortens "dark", "light" and "medium" in the names that it shares with CSS.
    for short, long in (("dk", "dark"), ("lt", "light"), ("med", "medium")):
        name = long + name.removeprefix(short) if name.startswith(short) else name
    try:
        red, green, blue = (part / 255 for part in PIL.ImageColor.getrgb(name.lower())[:3])
    except ValueError:
        return Rgba(0.5, 0.5, 0.5)
    return Rgba(red, green, blue)


def _light(colour: Rgba, change: Callable[[float, float, float], tuple[float, float, float]]) -> Rgba:
    hue, light, saturation = change(*colorsys.rgb_to_hls(*colour[:3]))
    red, green, blue = colorsys.hls_to_rgb(hue, min(max(light, 0.0), 1.0), min(max(saturation, 0.0), 1.0))
    return Rgba(red, green, blue, colour.alpha)


def _shade(colour: Rgba, part: float) -> Rgba:
    return Rgba(colour.red * part, colour.green * part, colour.blue * part, colour.alpha)


def _tint(colour: Rgba, part: float) -> Rgba:
    red, green, blue = (1 - (1 - each) * part for each in colour[:3])
    return Rgba(red, green, blue, colour.alpha)


_MODIFIERS: dict[str, Callable[[Rgba, float], Rgba]] = {
    "lumMod": lambda colour, part: _light(colour, lambda hue, light, saturation: (hue, light * part, saturation)),
    "lumOff": lambda colour, part: _light(colour, lambda hue, light, saturation: (hue, light + part, saturation)),
    "satMod": lambda colour, part: _light(colour, lambda hue, light, saturation: (hue, light, saturation * part)),
    "shade": _shade,
    "tint": _tint,
    "alpha": lambda colour, part: colour._replace(alpha=part),
}


def ink_rgb(colour: Element | None, scheme: Scheme) -> str:
    """The colour of text in hex; without one, that of the scheme's text."""
    found = rgba(scheme.rgb("tx1")) if colour is None else colour_of(colour, scheme)
    return "".join(f"{part:02X}" for part in found.bytes[:3])


@dataclass(frozen=True)
class Paint:
    """Makes pictures of fills: `scheme` has the colours, `blob_of` gives the bytes of a picture by its relationship."""

    scheme: Scheme
    blob_of: Callable[[str], bytes | None]

    def picture(self, fill: Element, size: tuple[int, int], placeholder: Rgba | None = None) -> Picture | None:
        """A fill of a size in pixels; None for no fill."""
        match etree.QName(fill).localname:
            case "solidFill" if len(fill):
                return PIL.Image.new("RGBA", size, colour_of(fill[0], self.scheme, placeholder).bytes)
            case "gradFill":
                return self._gradient(fill, size, placeholder)
            case "blipFill":
                return self._blip(fill, size)
            case "pattFill":
                return self._pattern(fill, size, placeholder)
            case _:
                return None

    def _pattern(self, fill: Element, size: tuple[int, int], placeholder: Rgba | None) -> Picture:
        grounds = [fill.find(f"{DRAWING}{name}") for name in ("fgClr", "bgClr")]
        colours = [
            colour_of(each[0], self.scheme, placeholder) for each in grounds if each is not None and len(each)
        ] or [Rgba(0.5, 0.5, 0.5)]
        return checker(size, colours[0], colours[-1])

    def _gradient(self, fill: Element, size: tuple[int, int], placeholder: Rgba | None) -> Picture | None:
        stops = sorted(
            (amount(stop.get("pos"), 0.0), colour_of(stop[0], self.scheme, placeholder))
            for stop in fill.iterfind(f"{DRAWING}gsLst/{DRAWING}gs")
            if len(stop)
        )
        if not stops:
            return None
        position = _along(fill, size)
        small = PIL.Image.new("RGBA", (_STEPS, _STEPS))
        small.putdata(
            [
                _between(stops, position((x + 0.5) / _STEPS, (y + 0.5) / _STEPS)).bytes
                for y in range(_STEPS)
                for x in range(_STEPS)
            ]
        )
        return small.resize(size, PIL.Image.Resampling.BILINEAR)

    def _blip(self, fill: Element, size: tuple[int, int]) -> Picture | None:
        blip = fill.find(f"{DRAWING}blip")
        key = None if blip is None else next((value for name, value in blip.attrib.items() if "embed" in name), None)
        if blip is None or not key:
            return None
        found = _opened(self.blob_of(key), size)
        if found is None:
            # Nobody knows what such a picture shows, so that no ink is readable on it.
            return checker(size, Rgba(0, 0, 0), Rgba(1, 1, 1))
        picture = _cropped(found, fill.find(f"{DRAWING}srcRect")).resize(size, PIL.Image.Resampling.BILINEAR)
        faded = blip.find(f"{DRAWING}alphaModFix")
        if faded is not None:
            part = amount(faded.get("amt"))
            picture.putalpha(picture.getchannel("A").point(lambda value: round(value * part)))
        return picture


def checker(size: tuple[int, int], one: Rgba, other: Rgba) -> Picture:
    """A pattern of squares in two colours."""
    picture = PIL.Image.new("RGBA", size, one.bytes)
    square = PIL.Image.new("RGBA", (_CHECKER, _CHECKER), other.bytes)
    for x in range(0, size[0], _CHECKER):
        for y in range((x // _CHECKER % 2) * _CHECKER, size[1], 2 * _CHECKER):
            picture.paste(square, (x, y))
    return picture


def _opened(blob: bytes | None, size: tuple[int, int]) -> Picture | None:
    import io
    import warnings

    if not blob:
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", PIL.Image.DecompressionBombWarning)
            with PIL.Image.open(io.BytesIO(blob)) as picture:
                # A photograph is decoded at a fraction of its size, which is many times faster.
                picture.draft("RGB", (size[0] * 2, size[1] * 2))
                return picture.convert("RGBA")
    except (OSError, ValueError, SyntaxError, PIL.Image.DecompressionBombError):
        return None


def _cropped(picture: Picture, crop: Element | None) -> Picture:
    if crop is None:
        return picture
    left, top, right, bottom = (max(amount(crop.get(side), 0.0), 0.0) for side in ("l", "t", "r", "b"))
    width, height = picture.size
    box = (round(left * width), round(top * height), round((1 - right) * width), round((1 - bottom) * height))
    return picture.crop(box) if box[2] > box[0] and box[3] > box[1] else picture


def _along(fill: Element, size: tuple[int, int]) -> Callable[[float, float], float]:
    """The position along a gradient, from 0 to 1, of a point of the unit square."""
    path = fill.find(f"{DRAWING}path")
    if path is not None:
        return lambda x, y: min(2 * max(abs(x - 0.5), abs(y - 0.5)), 1.0)
    line = fill.find(f"{DRAWING}lin")
    # Angles are in 60,000ths of a degree.
    angle = math.radians(int(line.get("ang", "0")) / 60_000) if line is not None else 0.0
    across, down = math.cos(angle) * size[0], math.sin(angle) * size[1]
    length = abs(across) + abs(down) or 1.0
    return lambda x, y: ((x - 0.5) * across + (y - 0.5) * down) / length + 0.5


def _between(stops: Sequence[tuple[float, Rgba]], position: float) -> Rgba:
    before = max((stop for stop in stops if stop[0] <= position), key=lambda stop: stop[0], default=stops[0])
    after = min((stop for stop in stops if stop[0] >= position), key=lambda stop: stop[0], default=stops[-1])
    part = (position - before[0]) / (after[0] - before[0]) if after[0] > before[0] else 0.0
    return Rgba(*(one + (other - one) * part for one, other in zip(before[1], after[1], strict=True)))
