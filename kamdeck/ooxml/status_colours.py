"""The colours of the statuses good, warn and bad: a brand's own where it has their hues, else fixed ones.

None looks like the brand's primary colour, which stands for us. In a brand that is red throughout, a bad status is a
much darker or lighter red.
"""

from collections.abc import Collection

from kamdeck.ooxml.hues import APART, has_hue, middle
from kamdeck.ooxml.series_colours import at_lightness
from kamdeck.theme import READABLE_CONTRAST, STATUS, Colour, contrast, hue_distance, is_grey, lightness, modulated

LIGHTNESS_APART = 18.0
"""The difference in lightness (L*) from which on two shades of a hue are told apart."""
_LIGHTEST = 85.0
"""The lightness (L*) up to which the hue of a shade is seen."""


def status_colours(readable: Collection[Colour], primary: Colour, ground: str, *, dark: bool) -> dict[str, Colour]:
    """The colours of the statuses by role.

    Args:
        readable: The shades of the accents that are readable on the ground.
        primary: The primary colour, whose hue no status has.
        ground: The colour of the background, as RRGGBB.
        dark: Whether the background is dark.
    """
    return {role: _status(role, readable, primary) or _fixed(role, primary, ground, dark=dark) for role in STATUS}


def _status(role: str, readable: Collection[Colour], primary: Colour) -> Colour | None:
    fitting = (
        colour
        for colour in readable
        if not is_grey(colour.rgb) and has_hue(colour.rgb, role) and not _is_alike(colour, primary)
    )
    return min(fitting, key=lambda colour: hue_distance(colour.rgb, middle(role)), default=None)


def _is_alike(colour: Colour, primary: Colour) -> bool:
    """Whether readers could take a status for the primary colour."""
    if is_grey(primary.rgb) or hue_distance(colour.rgb, primary.rgb) > APART:
        return False
    return abs(lightness(colour.rgb) - lightness(primary.rgb)) < LIGHTNESS_APART


def _fixed(role: str, primary: Colour, ground: str, *, dark: bool) -> Colour:
    """The fixed colour of a status, lighter on a dark background, and away from the primary colour."""
    usual = _usual(role, ground, dark=dark)
    if not _is_alike(usual, primary):
        return usual
    own = lightness(primary.rgb)
    lighter, darker = (at_lightness(usual, own + step) for step in (LIGHTNESS_APART + 2, -LIGHTNESS_APART - 2))
    fits = own + LIGHTNESS_APART < _LIGHTEST and contrast(lighter.rgb, ground) >= READABLE_CONTRAST
    return lighter if fits else darker


def _usual(role: str, ground: str, *, dark: bool) -> Colour:
    rgb = STATUS[role]
    for percent in range(100, 20, -10):
        lighter = modulated(rgb, percent, 100 - percent) if dark else rgb
        if contrast(lighter, ground) >= READABLE_CONTRAST:
            return Colour(lighter)
    return Colour(rgb)
