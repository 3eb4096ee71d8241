"""Roles go in ("primary", "muted", "body"), a brand's theme colours, fonts and sizes come out.

A role may carry a tint after a colon: "primary:10" is a tenth of the primary colour over nine tenths of white, by
`lumMod`/`lumOff` (ECMA-376 part 1, 20.1.2.3.20 and 20.1.2.3.21), so that it follows a changed theme.
"""

import colorsys
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal, NamedTuple

STATUS = {"good": "2A7048", "warn": "8A5A12", "bad": "A93226"}
"""The three status colours, fixed where a brand's theme has no such hue."""

Medium = Literal["deck", "report"]


class Colour(NamedTuple):
    """A colour to write (`scheme`, else the fixed `base`, with its modifiers) and to reckon with (`rgb`, in hex)."""

    rgb: str
    scheme: str = ""
    mod: int = 100
    off: int = 0
    base: str = ""

    def tinted(self, percent: int) -> "Colour":
        """This colour with `percent` of its own lightness, the rest light."""
        mod, off = self.mod * percent // 100, self.off * percent // 100 + 100 - percent
        return Colour(modulated(self.rgb, percent, 100 - percent), self.scheme, mod, off, self._fixed)

    def darkened(self, percent: int) -> "Colour":
        """This colour with its lightness reduced to `percent`."""
        mod, off = self.mod * percent // 100, self.off * percent // 100
        return Colour(modulated(self.rgb, percent, 0), self.scheme, mod, off, self._fixed)

    @property
    def _fixed(self) -> str:
        return "" if self.scheme else self.base or self.rgb


@dataclass(frozen=True, slots=True)
class Sizes:
    """The one scale of sizes, in points."""

    title: float = 24
    lead: float = 16
    body: float = 14
    dense: float = 12
    small: float = 10


DECK_SIZES = Sizes()
REPORT_SIZES = Sizes(title=16, lead=12, body=10.5, dense=10, small=10)


@dataclass(frozen=True, slots=True)
class Fonts:
    """Typefaces to measure with, and what a run names as its East Asian one ("+mn-ea" for the theme's)."""

    heading: str = "Arial"
    body: str = "Arial"
    east_asian: str = "Microsoft YaHei"
    east_asian_name: str = "+mn-ea"


@dataclass(frozen=True)
class Theme:
    """What a brand makes of the roles."""

    colours: Mapping[str, Colour]
    fonts: Fonts = Fonts()
    sizes: Sizes = DECK_SIZES
    dark: bool = False
    _tints: dict[str, Colour] = field(default_factory=dict, repr=False, compare=False)

    def colour(self, role: str) -> Colour:
        """The colour of a role such as "primary" or "primary:20"; KeyError for a role that is not one."""
        known = self._tints.get(role)
        if known is None:
            name, _, tint = role.partition(":")
            known = self.colours[name]
            if tint:
                known = known.darkened(max(20, int(tint))) if self.dark else known.tinted(int(tint))
            self._tints[role] = known
        return known

    def on(self, role: str) -> str:
        """The role whose text reads best over an area filled with `role`."""
        ground = self.colour(role).rgb
        return max(("text", "ground"), key=lambda ink: contrast(self.colour(ink).rgb, ground))


def modulated(rgb: str, mod: int, off: int) -> str:
    """The colour with its HSL lightness times `mod` % plus `off` %, as `lumMod` and `lumOff` make it."""
    hue, light, saturation = _hls(rgb)
    red, green, blue = colorsys.hls_to_rgb(hue, min(1.0, max(0.0, light * mod / 100 + off / 100)), saturation)
    return "".join(f"{round(channel * 255):02X}" for channel in (red, green, blue))


READABLE_CONTRAST = 4.5
"""The least contrast ratio between text and its background (WCAG 2.2, 1.4.3)."""


@lru_cache(maxsize=4096)
def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def hue_distance(one: str, other: str) -> float:
    """How far apart two hues stand on the colour circle, 0 to 0.5."""
    apart = abs(_hls(one)[0] - _hls(other)[0])
    return min(apart, 1 - apart)


def is_grey(rgb: str) -> bool:
    """Whether a colour has too little colour to be told by its hue."""
    channels = _channels(rgb)
    return max(channels) - min(channels) < 0.12


def _channels(rgb: str) -> tuple[float, float, float]:
    return int(rgb[0:2], 16) / 255, int(rgb[2:4], 16) / 255, int(rgb[4:6], 16) / 255


def _hls(rgb: str) -> tuple[float, float, float]:
    return colorsys.rgb_to_hls(*_channels(rgb))


def _luminance(rgb: str) -> float:
    red, green, blue = (
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4 for channel in _channels(rgb)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
