"""Derive the roles of a kamdeck theme from the colours and fonts of any Office theme.

A brand has accents and greys, but does not say which of them is readable on what, or means "good". Roles are chosen by
contrast and hue, and fixed colours replace what is missing.
"""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from lxml import etree

from kamdeck.dataclass import dataclass
from kamdeck.ooxml.brand_source.markup import Element
from kamdeck.ooxml.hues import APART, is_like_status
from kamdeck.ooxml.series_colours import series_colours
from kamdeck.ooxml.status_colours import LIGHTNESS_APART, status_colours
from kamdeck.ooxml.xml_names import DRAWING
from kamdeck.theme import (
    DEFAULT_EAST_ASIAN,
    DEFAULT_JAPANESE,
    READABLE_CONTRAST,
    Colour,
    Fonts,
    Theme,
    contrast,
    hue_distance,
    is_grey,
    lightness,
)

_ACCENTS = tuple(f"accent{number}" for number in range(1, 7))
_NAMES = ("bg1", "tx1", "bg2", "tx2", *_ACCENTS)
_EAST_ASIAN_NAMES = (
    "microsoft yahei|microsoft jhenghei|simsun|nsimsun|simhei|dengxian|kaiti|fangsong|pingfang|noto sans cjk|"
    "noto serif cjk|noto sans sc|noto sans tc|noto sans jp|noto sans kr|source han|meiryo|yu gothic|yu mincho|"
    "ms gothic|ms mincho|ms pgothic|ms pmincho|hiragino|malgun gothic|batang|gulim|dotum|mingliu|pmingliu|dfkai|"
    "stsong|stheiti|stkaiti|heiti|songti|apple sd gothic|nanum|biz ud|arial unicode ms"
)
_JAPANESE_NAMES = (
    "meiryo", "yu gothic", "yu mincho", "yugothic", "yumincho", "ms gothic", "ms mincho", "ms pgothic", "ms pmincho",
    "ms ui gothic", "hiragino", "biz ud", "noto sans jp", "noto serif jp", "noto sans cjk jp", "noto serif cjk jp",
    "source han sans jp", "source han serif jp", "\u6e38\u660e\u671d", "ms \u660e\u671d", "ms p\u660e\u671d",
)  # fmt: skip


@dataclass(frozen=True)
class Scheme:
    """The twelve colours of a theme, seen through the colour map of a master."""

    colours: Mapping[str, str]
    mapping: Mapping[str, str]

    def rgb(self, name: str) -> str:
        """The six hex digits of a colour such as "tx1" or "accent2"."""
        return self.colours.get(self.mapping.get(name, name), "000000")

    def colour(self, name: str) -> Colour:
        """The colour, to be written by its name."""
        return Colour(self.rgb(name), name)

    def nearest(self, rgb: str, most: int = 255) -> Colour:
        """The colour of the scheme, or the shade of one, that is nearest to a colour in hex.

        It is the fixed colour if each channel of the nearest one differs by more than `most`, of 255.
        """
        found, apart = Colour(rgb), most + 1
        for shade in (shade for name in _NAMES for shade in _all_shades(self.colour(name))):
            if (distance := _distance(shade.rgb, rgb)) < apart:
                found, apart = shade, distance
            # Nearly always it is one of the first colours, and not one of several hundred shades.
            if not apart:
                break
        return found


def _all_shades(colour: Colour) -> Iterator[Colour]:
    """A colour first, then its lighter and darker shades."""
    yield colour
    for percent in range(95, 5, -5):
        yield colour.darkened(percent)
        yield colour.tinted(percent)


def _distance(one: str, other: str) -> int:
    """The greatest difference of two colours in a channel, of 255."""
    return max(abs(a - b) for a, b in zip(bytes.fromhex(one), bytes.fromhex(other), strict=True))


def scheme(theme_xml: bytes, mapping: Mapping[str, str]) -> Scheme:
    """The colour scheme of a theme part; `mapping` is the master's colour map."""
    root = etree.fromstring(theme_xml)
    colours = {}
    for entry in root.iterfind(f".//{DRAWING}clrScheme/*"):
        colour = entry[0]
        # A system colour depends on the machine. `lastClr` is what it was when the file was saved.
        system = {"window": "FFFFFF", "windowText": "000000"}.get(colour.get("val", ""), "000000")
        value = colour.get("val", "") if colour.tag == DRAWING + "srgbClr" else colour.get("lastClr", system)
        colours[etree.QName(entry).localname] = value.upper()
    return Scheme(colours, mapping)


def theme_of(colour_scheme: Scheme, ground: Colour, fonts: Fonts, small_contrast: float = READABLE_CONTRAST) -> Theme:
    """The theme for text on a background.

    Args:
        colour_scheme: The colour scheme of the brand.
        ground: The colour of the background, which may differ from that of the colour scheme.
        fonts: The fonts of the theme.
        small_contrast: The least contrast of muted text, and of coloured text where the accents allow it.
    """
    text = max(
        (colour_scheme.colour("tx1"), colour_scheme.colour("bg1")), key=lambda colour: contrast(colour.rgb, ground.rgb)
    )
    dark = contrast(ground.rgb, "FFFFFF") > contrast(ground.rgb, "000000")
    greys = _greys(colour_scheme, text, ground, small_contrast, dark=dark)
    accents = {name: colour_scheme.colour(name) for name in _ACCENTS}
    readable = {
        name: seen
        for name, colour in accents.items()
        if (seen := _readable(colour, ground.rgb, small_contrast, dark=dark))
    }
    primary = _primary(readable, text)
    roles = {
        **accents,
        **greys,
        "text": text,
        "ground": ground,
        "muted": greys["grey1"],
        "primary": primary,
        "link": _link(colour_scheme, (ground, greys["grey4"], greys["grey3"]), dark=dark) or text,
        "contrast": _contrast(readable, primary, text)
        or _other_contrast(colour_scheme, primary, text, ground, small_contrast, dark=dark),
        **status_colours(readable.values(), primary, ground.rgb, dark=dark),
    }
    return Theme({**roles, **series_colours(roles, tuple(accents.values()))}, fonts, dark=dark)


def in_one_colour(theme: Theme, ink: Colour, ground: Colour) -> Theme:
    """The theme for text on a picture on which only the colour `ink` is readable; `ground` stands for the picture."""
    plain = dict.fromkeys(("text", "muted", "grey1", "primary", "contrast", "link", "good", "warn", "bad"), ink)
    dark = contrast(ink.rgb, "000000") > contrast(ink.rgb, "FFFFFF")
    return Theme({**theme.colours, **plain, "ground": ground}, theme.fonts, theme.sizes, dark=dark)


def _shades(colour: Colour, *, dark: bool) -> Iterator[Colour]:
    """The colour, and shades of it further from its background, up to half way."""
    for percent in range(100, 49, -5):
        yield colour if percent == 100 else colour.tinted(percent) if dark else colour.darkened(percent)


def _readable(colour: Colour, ground: str, least: float, *, dark: bool) -> Colour | None:
    return next((shade for shade in _shades(colour, dark=dark) if contrast(shade.rgb, ground) >= least), None)


def _link(colour_scheme: Scheme, grounds: Sequence[Colour], *, dark: bool) -> Colour | None:
    """The theme's link colour, or a shade of it, that is readable on the background, on panels and on bars."""
    shades = _shades(colour_scheme.colour("hlink"), dark=dark)
    fitting = (
        each for each in shades if min(contrast(each.rgb, ground.rgb) for ground in grounds) >= READABLE_CONTRAST
    )
    return next(fitting, None)


def _primary(readable: Mapping[str, Colour], text: Colour) -> Colour:
    """The first accent whose hue is none of a status, so that we do not look like one.

    If there is none, it is the first accent with a hue, a grey one, or the text colour.
    """
    own = [colour for colour in readable.values() if contrast(colour.rgb, text.rgb) > 1.15 or not is_grey(colour.rgb)]
    apart = [colour for colour in own if colour.rgb != text.rgb]
    coloured = [colour for colour in apart if not is_grey(colour.rgb)]
    free = [colour for colour in coloured if not is_like_status(colour.rgb)]
    return next(iter((*free, *coloured, *apart, *own)), text)


def _contrast(readable: Mapping[str, Colour], primary: Colour, text: Colour) -> Colour | None:
    """The accent that is furthest from the primary one in hue, without those that look like a status."""
    fitting = [
        colour
        for colour in readable.values()
        if colour.rgb != text.rgb and not is_like_status(colour.rgb) and _is_apart(colour, primary)
    ]
    return max(fitting, key=lambda colour: hue_distance(colour.rgb, primary.rgb), default=None)


def _is_apart(colour: Colour, primary: Colour) -> bool:
    """Whether a colour has a hue of its own beside that of the primary one."""
    return not is_grey(colour.rgb) and hue_distance(colour.rgb, primary.rgb) > APART


def _other_contrast(
    colour_scheme: Scheme, primary: Colour, text: Colour, ground: Colour, small_contrast: float, *, dark: bool
) -> Colour:
    """A contrast colour for a theme whose accents have none: one of its other colours, or else that of text.

    In a theme of a single hue it is the colour that is furthest from the primary one in lightness.
    """
    if is_grey(primary.rgb):
        return text
    own = [colour_scheme.colour(name) for name in ("tx2", "bg2", "folHlink")]
    least_contrasts = sorted({small_contrast, READABLE_CONTRAST}, reverse=True)
    shades = (_readable(colour, ground.rgb, least, dark=dark) for least in least_contrasts for colour in own)
    fitting = (shade for shade in shades if shade and not is_like_status(shade.rgb) and _is_apart(shade, primary))
    return next(fitting, None) or _of_one_hue(colour_scheme, primary, ground) or text


def _of_one_hue(colour_scheme: Scheme, primary: Colour, ground: Colour) -> Colour | None:
    """The readable colour of a theme that is furthest from the primary one in lightness, if it is told apart by it."""
    own = (colour_scheme.colour(name) for name in ("tx2", "bg2", *_ACCENTS))
    fitting = [
        colour
        for colour in own
        if not is_grey(colour.rgb)
        and not is_like_status(colour.rgb)
        and contrast(colour.rgb, ground.rgb) >= READABLE_CONTRAST
        and _lightness_apart(colour, primary) >= LIGHTNESS_APART
    ]
    return max(fitting, key=lambda colour: _lightness_apart(colour, primary), default=None)


def _lightness_apart(colour: Colour, other: Colour) -> float:
    return abs(lightness(colour.rgb) - lightness(other.rgb))


def _greys(
    colour_scheme: Scheme, text: Colour, ground: Colour, small_contrast: float, *, dark: bool
) -> dict[str, Colour]:
    """Muted text, lines, rules and surfaces: the theme's own greys where their contrast is suitable, else shades."""
    surface = _own_grey(colour_scheme, ("bg2", "tx2"), ground, 1.03, 1.35) or _step(text, ground, 6, dark=dark)
    lines = _own_grey(colour_scheme, ("accent6", "accent5", "accent4", "accent3"), ground, 2.4, 4.4)
    muted = _own_grey(colour_scheme, ("tx2", "bg2"), surface, small_contrast, 11.0)
    return {
        "grey1": muted or _muted(text, (ground, surface), small_contrast, dark=dark),
        "grey2": lines or _step(text, ground, 45, dark=dark),
        "grey3": lines.tinted(45) if lines and not dark else _step(text, ground, 16, dark=dark),
        "grey4": surface,
    }


def _own_grey(
    colour_scheme: Scheme, names: tuple[str, ...], ground: Colour, least: float, most: float
) -> Colour | None:
    fitting = (colour_scheme.colour(name) for name in names if is_grey(colour_scheme.rgb(name)))
    return next((grey for grey in fitting if least <= contrast(grey.rgb, ground.rgb) <= most), None)


def _step(text: Colour, ground: Colour, percent: int, *, dark: bool) -> Colour:
    """A shade so many percent of the way from a light background to black, or from a dark background to the text."""
    return text.darkened(max(percent + 10, 18)) if dark else ground.darkened(100 - percent)


def _muted(text: Colour, grounds: tuple[Colour, Colour], least: float, *, dark: bool) -> Colour:
    """The palest shade of the text with this contrast to the background and to surfaces."""
    steps = (_step(text, grounds[0], percent, dark=dark) for percent in range(60, 90, 5))
    fitting = (step for step in steps if min(contrast(step.rgb, each.rgb) for each in grounds) >= least)
    return next(fitting, text)


def fonts_of(theme_xml: bytes, heading: str) -> Fonts:
    """The typefaces of a theme.

    `heading` is the typeface that the style of headlines names; "+mj-lt" and "+mn-lt" mean the theme's own for headings
    and for body text.
    """
    root = etree.fromstring(theme_xml)
    major, minor = (root.find(f".//{DRAWING}{name}Font") for name in ("major", "minor"))
    latin = {"+mj-lt": _face(major), "+mn-lt": _face(minor)}
    east_asian = minor.find(DRAWING + "ea") if minor is not None else None
    slot = east_asian.get("typeface", "") if east_asian is not None else ""
    # Most themes leave the East Asian typeface empty, or name a Latin one there. Programs then take one of the machine,
    # and may have none with Chinese characters, so runs name the typeface themselves. The slot holds one typeface only,
    # and many characters have other forms in a Chinese one than Japanese readers expect.
    chinese = _for_script(minor, "Hans") or DEFAULT_EAST_ASIAN
    japanese = _for_script(minor, "Jpan") or DEFAULT_JAPANESE
    fonts = Fonts(latin.get(heading, heading), latin["+mn-lt"], chinese, chinese, japanese, japanese)
    if is_japanese_typeface(slot):
        return replace(fonts, japanese=slot, japanese_name="+mn-ea")
    return replace(fonts, east_asian=slot, east_asian_name="+mn-ea") if is_east_asian(slot) else fonts


def _face(fonts: Element | None) -> str:
    return (fonts.find(DRAWING + "latin").get("typeface") if fonts is not None else "") or "Arial"


def _for_script(fonts: Element | None, script: str) -> str:
    """The typeface that a theme lists for a script (ECMA-376 part 1, 20.1.4.1.16); empty if it lists none."""
    entries = fonts.iterfind(DRAWING + "font") if fonts is not None else ()
    return next((entry.get("typeface", "") for entry in entries if entry.get("script") == script), "")


def is_japanese_typeface(typeface: str) -> bool:
    """Whether a typeface has the Japanese forms of characters, judged by its name."""
    name = unicodedata.normalize("NFKC", typeface).lower().removeprefix("@")
    # Names of Japanese typefaces in Japanese have kana, such as those of Meiryo and Yu Gothic.
    return any("\u3041" <= char <= "\u30ff" for char in name) or name.startswith(_JAPANESE_NAMES)


def is_east_asian(typeface: str) -> bool:
    """Whether a typeface has Chinese, Japanese or Korean characters, judged by its name."""
    # Windows puts "@" before the names of typefaces for vertical text.
    name = typeface.lower().removeprefix("@")
    return any(ord(char) > 0x2E80 for char in name) or name.startswith(tuple(_EAST_ASIAN_NAMES.split("|")))
