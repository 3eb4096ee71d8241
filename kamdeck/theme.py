"""The colours, fonts and sizes of a brand by role, such as "primary", "muted" or "body", which blocks name.

A colour role can have a tint in per cent after a colon: "primary:10" is a tenth of the primary colour and nine tenths
white. Tints are written with `lumMod` and `lumOff` (ECMA-376 part 1, 20.1.2.3.20 and 20.1.2.3.21), so that they follow
a changed theme.
"""

import colorsys
from collections.abc import Mapping
from dataclasses import field, replace
from functools import lru_cache
from typing import Literal, NamedTuple

from kamdeck.dataclass import dataclass

STATUS = {"good": "2A7048", "warn": "8A5A12", "bad": "A93226"}
"""The three status colours, for brands whose themes have no such hue."""

CATEGORIES = tuple(f"category{number}" for number in range(1, 7))
"""The roles of the colours of categories, dark and light in turn."""
RIVALS = ("rival1", "rival2", "rival3")
"""The roles of the greys of our main competitors; more could not be told apart in a print."""
OTHERS = "others"
"""The role of all other companies; a mark of this colour has an outline."""

_VIVID, _SOFT = 0.8, 0.62
"""The saturation (HSL) above which a colour is vivid, and the one that its tints get."""

Medium = Literal["deck", "report"]


class Colour(NamedTuple):
    """A colour of a theme, or a fixed one.

    `rgb` is its value in hex, for calculations. Documents have `scheme`, the name of a theme colour, or else the fixed
    `base`, with the modifiers `mod`, `off` and `sat` (`lumMod`, `lumOff` and `satMod`) in per cent.
    """

    rgb: str
    scheme: str = ""
    mod: int = 100
    off: int = 0
    base: str = ""
    sat: int = 100

    def tinted(self, percent: int) -> "Colour":
        """This colour with `percent` of its lightness, and the rest white."""
        # A tint of a fixed colour keeps it as `base`, so that a document has three status colours and no more.
        mod, off = self.mod * percent // 100, self.off * percent // 100 + 100 - percent
        return Colour(modulated(self.rgb, percent, 100 - percent), self.scheme, mod, off, self._fixed, self.sat)

    def darkened(self, percent: int) -> "Colour":
        """This colour with its lightness reduced to `percent`."""
        mod, off = self.mod * percent // 100, self.off * percent // 100
        return Colour(modulated(self.rgb, percent, 0), self.scheme, mod, off, self._fixed, self.sat)

    def softened(self) -> "Colour":
        """This colour less saturated if it is vivid, for tints: those of a pure green or cyan look like neon."""
        hue, light, saturation = _hls(self.rgb)
        if saturation <= _VIVID:
            return self
        sat = round(_SOFT / saturation * 100)
        softer = _hex_of(colorsys.hls_to_rgb(hue, light, saturation * sat / 100))
        return self._replace(rgb=softer, base=self._fixed, sat=self.sat * sat // 100)

    @property
    def _fixed(self) -> str:
        return "" if self.scheme else self.base or self.rgb


PLAIN: Mapping[str, Colour] = {"black": Colour("000000", "tx1", 0), "white": Colour("FFFFFF", "bg1", 0, 100)}
"""The colours that are the same in all themes: on any area, text in one of them has a contrast of at least 4.5.

They are written as colours of the theme without lightness, since documents have no other fixed colours than those of
statuses.
"""


@dataclass(frozen=True, slots=True)
class Sizes:
    """The font sizes by role, in points; documents use no others."""

    title: float = 24
    lead: float = 16
    body: float = 14
    dense: float = 12
    small: float = 10


DECK_SIZES = Sizes()
REPORT_SIZES = Sizes(title=16, lead=12, body=10.5, dense=10, small=10)


CHINESE = "zh-CN"
DEFAULT_EAST_ASIAN, DEFAULT_JAPANESE = "Microsoft YaHei", "Yu Gothic"
"""The faces of Chinese and Japanese texts in a brand that names none."""


def is_japanese(language: str) -> bool:
    """Whether a BCP 47 tag is Japanese, whose characters differ from Chinese ones of the same code."""
    return language.partition("-")[0].lower() == "ja"


@dataclass(frozen=True, slots=True)
class Fonts:
    """The typefaces of Latin text, and of Chinese and Korean (`east_asian`) and Japanese text.

    Runs name the latter by `east_asian_name` and `japanese_name`; "+mn-ea" is the one of the theme. Charts name that of
    Latin text by `body_name`. `ideographs` is the BCP 47 tag of text in Chinese characters, of which nothing else tells
    the language.
    """

    heading: str = "Arial"
    body: str = "Arial"
    east_asian: str = "Microsoft YaHei"
    east_asian_name: str = "+mn-ea"
    japanese: str = "Yu Gothic"
    japanese_name: str = "Yu Gothic"
    ideographs: str = CHINESE
    body_name: str = "+mn-lt"

    def named_for(self, language: str) -> str:
        """What East Asian runs in a language (BCP 47) refer to."""
        return self.japanese_name if is_japanese(language) else self.east_asian_name

    def east_asian_for(self, language: str) -> str:
        """The typeface of East Asian text in a language (BCP 47)."""
        return self.japanese if is_japanese(language) else self.east_asian


@dataclass(frozen=True)
class Theme:
    """The colours, fonts and sizes that a brand has for the roles; `dark` says that its background is dark."""

    colours: Mapping[str, Colour]
    fonts: Fonts = Fonts()
    sizes: Sizes = DECK_SIZES
    dark: bool = False
    _tints: dict[str, Colour] = field(default_factory=dict, repr=False, compare=False)

    def for_ideographs(self, language: str) -> "Theme":
        """The theme of a document in which text in Chinese characters is in a language (BCP 47)."""
        fonts = self.fonts
        return self if language == fonts.ideographs else replace(self, fonts=replace(fonts, ideographs=language))

    def colour(self, role: str) -> Colour:
        """The colour of a role such as "primary" or "primary:20"; raises `KeyError` for an unknown role."""
        # The cache is filled although the theme is frozen, since it changes no result.
        if role not in self._tints:
            self._tints[role] = self._tinted(role)
        return self._tints[role]

    def _tinted(self, role: str) -> Colour:
        name, _, tint = role.partition(":")
        colour = self.colours.get(name) or PLAIN[name]
        if not tint:
            return colour
        # On a dark background a tint is a darker colour, and below 20 % it could not be told from black.
        return colour.darkened(max(20, int(tint))) if self.dark else colour.softened().tinted(int(tint))

    def on(self, role: str) -> str:
        """The role for text on an area filled with `role`: "text" or "ground", whichever has the higher contrast.

        It is "black" or "white" where neither of them can be read.
        """
        filled = self.colour(role).rgb
        best = max(("text", "ground"), key=lambda each: contrast(self.colour(each).rgb, filled))
        if contrast(self.colour(best).rgb, filled) >= READABLE_CONTRAST:
            return best
        return max(PLAIN, key=lambda each: contrast(PLAIN[each].rgb, filled))


def modulated(rgb: str, mod: int, off: int) -> str:
    """The colour with its HSL lightness times `mod` % plus `off` %, as `lumMod` and `lumOff` make it."""
    hue, light, saturation = _hls(rgb)
    return _hex_of(colorsys.hls_to_rgb(hue, min(1.0, max(0.0, light * mod / 100 + off / 100)), saturation))


def _hex_of(channels: tuple[float, float, float]) -> str:
    return "".join(f"{round(channel * 255):02X}" for channel in channels)


READABLE_CONTRAST = 4.5
"""The least contrast ratio between text and its background (WCAG 2.2, 1.4.3)."""


READABLE_SMALL_CONTRAST = 7.0
"""The least contrast ratio of text that is very small (WCAG 2.2, 1.4.6)."""
READABLE_LARGE_CONTRAST = 3.0
"""The least contrast ratio of large text."""
LARGE_TEXT = 18.0
"""The size in points from which on text is large."""


@lru_cache(maxsize=4096)
def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours in hex, from 1 to 21 (WCAG 2.2, "contrast ratio")."""
    # 0.05 stands for light that a screen reflects (WCAG 2.2).
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def hue_distance(one: str, other: str) -> float:
    """The distance of two hues on the colour circle, from 0 to 0.5."""
    # The circle is 1 around, so that 0.9 and 0.1 are 0.2 apart.
    apart = abs(_hls(one)[0] - _hls(other)[0])
    return min(apart, 1 - apart)


def lightness(rgb: str) -> float:
    """How light a colour appears, from 0 for black to 100 for white (L* of CIE 1976, from the relative luminance)."""
    luminance = _luminance(rgb)
    # The constants are (6/29)^3 and (29/3)^3 of the definition.
    return 116 * luminance ** (1 / 3) - 16 if luminance > 216 / 24389 else luminance * 24389 / 27


def is_grey(rgb: str) -> bool:
    """Whether a colour has too little saturation for its hue to be visible."""
    # The saturation of HSL is of no use here: it is high for colours that are nearly black or white.
    channels = _channels(rgb)
    return max(channels) - min(channels) < 0.12


def _channels(rgb: str) -> tuple[float, float, float]:
    return int(rgb[0:2], 16) / 255, int(rgb[2:4], 16) / 255, int(rgb[4:6], 16) / 255


def _hls(rgb: str) -> tuple[float, float, float]:
    return colorsys.rgb_to_hls(*_channels(rgb))


def _luminance(rgb: str) -> float:
    # The transfer function of sRGB (IEC 61966-2-1), and the weights of WCAG 2.2 for how bright each colour appears.
    red, green, blue = (
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4 for channel in _channels(rgb)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
