"""The colours of a chart's series: six for categories, and a grey for each of our main competitors.

Categories are neither ours nor the customer's nor good or bad, so they have hues away from those of the roles
"primary" and "contrast" and from the statuses. Neighbours differ by a fifth of the lightness, so that they are told
apart in a print in black and white too.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import lru_cache

from kamdeck.ooxml.hues import is_like_status, pure, status_distance
from kamdeck.theme import CATEGORIES, OTHERS, RIVALS, Colour, hue_distance, is_grey, lightness

_STEPS = (0.0, 0.667, 0.222, 0.895, 0.525, 1.0)
"""Where each category lies between the darkest and the lightest: dark and light in turn.

None is between 50 and 58 on a white background: neither white nor the ink of most brands is readable there.
"""
_DARKEST, _LIGHTEST = 30.0, 84.0
_DARKEST_RIVAL, _LIGHTEST_RIVAL = 36.0, 82.0
_FROM_GROUND = 11.0
"""The least difference in lightness from the background."""
_OWN = 1.5
"""The difference in lightness up to which a brand's own grey is taken for a competitor."""
_MOST_HUES = 3
_DEGREES = 5
"""The steps in which a free hue is looked for on the colour circle."""
_APART = 0.05
"""The distance on the colour circle between hues of categories, and from the colours that are taken.

It is less than that of the contrast colour from the primary one, since a hue of the brand's own is worth more here.
"""
_STRENGTH = 0.48
"""The saturation of a hue that is not the brand's own, so that it does not outdo the brand's."""


def category_colours(accents: Sequence[Colour], taken: Sequence[Colour], ground: Colour) -> dict[str, Colour]:
    """The colours of categories, by role.

    They are shades of the accents whose hues are free: those of no status, and apart from the colours `taken`. If none
    is free, they are shades of the hue that is furthest from all of these.
    """
    coloured = [colour for colour in taken if not is_grey(colour.rgb)]
    hues = _free(accents, coloured) or [Colour(_furthest(tuple(coloured)))]
    # Each hue has a dark and a light shade, which follow each other.
    return {
        role: at_lightness(hues[number // 2 % len(hues)], wanted)
        for number, (role, wanted) in enumerate(zip(CATEGORIES, _levels(ground, (_DARKEST, _LIGHTEST)), strict=True))
    }


def rival_colours(greys: Sequence[Colour], ground: Colour, text: Colour, ours: Colour) -> dict[str, Colour]:
    """The greys of competitors, by role, from the one that differs most from the background.

    Where the next one is further from the lightness of `ours`, the first is the last: the main competitor stands beside
    us in most charts, and a print without colour has to tell the two apart.

    They are the `greys` of a brand where these have the lightness, else shades of the first of them, or of `text`, that
    stay grey.
    """
    low, high = _between(ground, (_DARKEST_RIVAL, _LIGHTEST_RIVAL))
    levels = [low, (low + high) / 2, high]
    if lightness(ground.rgb) < 50:
        levels.reverse()
    first, second, _ = (abs(level - lightness(ours.rgb)) for level in levels)
    if second > first:
        levels = [*levels[1:], levels[0]]
    shades = next(found for grey in (*greys, text, Colour("808080")) if (found := _grey_shades(grey, levels)))
    own = (
        next((grey for grey in greys if is_grey(grey.rgb) and abs(lightness(grey.rgb) - level) <= _OWN), None)
        for level in levels
    )
    return {role: grey or shade for role, grey, shade in zip(RIVALS, own, shades, strict=True)}


def at_lightness(colour: Colour, wanted: float) -> Colour:
    """The shade of a colour whose lightness (L* from 0 to 100) is nearest to the one wanted; itself if it has it."""
    # Both series of shades get lighter from the first to the last one.
    darker = lightness(colour.rgb) > wanted
    change = colour.darkened if darker else lambda index: colour.tinted(101 - index)
    index = bisect_left(range(1, 101), wanted, key=lambda index: lightness(change(index).rgb)) + 1
    nearest = min((max(1, index - 1), index), key=lambda each: abs(lightness(change(each).rgb) - wanted))
    return colour if nearest == (100 if darker else 1) else change(nearest)


def _grey_shades(grey: Colour, levels: Sequence[float]) -> list[Colour]:
    """A grey at these levels; empty where one of them has a hue."""
    shades = [at_lightness(grey, level) for level in levels]
    return shades if all(is_grey(shade.rgb) for shade in shades) else []


def _free(accents: Sequence[Colour], taken: Sequence[Colour]) -> list[Colour]:
    free: list[Colour] = []
    for colour in accents:
        if is_grey(colour.rgb) or is_like_status(colour.rgb) or len(free) == _MOST_HUES:
            continue
        if all(hue_distance(colour.rgb, other.rgb) >= _APART for other in (*taken, *free)):
            free.append(colour)
    return free


# Opening a brand asks for its themes on three grounds, with the same colours; each search takes 3 ms.
@lru_cache(maxsize=16)
def _furthest(taken: tuple[Colour, ...]) -> str:
    """The hue that is furthest from those of the statuses and of the colours taken."""
    return max(
        (pure(degree / 360, _STRENGTH) for degree in range(0, 360, _DEGREES)),
        key=lambda rgb: min(status_distance(rgb), *(hue_distance(rgb, other.rgb) for other in taken), 1.0),
    )


def _levels(ground: Colour, ends: tuple[float, float]) -> list[float]:
    low, high = _between(ground, ends)
    steps = reversed(_STEPS) if lightness(ground.rgb) < 50 else _STEPS
    return [low + step * (high - low) for step in steps]


def _between(ground: Colour, ends: tuple[float, float]) -> tuple[float, float]:
    """The darkest and lightest level that can be told from the background; as far apart as `ends` where possible."""
    (low, high), own = ends, lightness(ground.rgb)
    if own < 50:
        low = max(low, own + _FROM_GROUND)
        return low, min(low + ends[1] - ends[0], 90.0)
    high = min(high, own - _FROM_GROUND)
    return max(high - (ends[1] - ends[0]), 5.0), high


def series_colours(roles: Mapping[str, Colour], accents: Sequence[Colour]) -> dict[str, Colour]:
    """The roles of categories and competitors for a theme with these `roles`."""
    ground = roles["ground"]
    greys = [roles[name] for name in ("grey2", "grey1", "grey3")]
    return {
        **rival_colours(greys, ground, roles["text"], roles["primary"]),
        OTHERS: roles["grey4"],
        **category_colours(accents, (roles["primary"], roles["contrast"]), ground),
    }
