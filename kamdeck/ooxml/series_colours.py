"""The colours of a chart's series: six for categories, and a grey for each of our main competitors.

Categories are neither ours nor the customer's nor good or bad, so they have hues away from those of the roles
"primary" and "contrast" and from the statuses. Neighbours differ by a fifth of the lightness, so that they are told
apart in a print in black and white too.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from kamdeck.ooxml.hues import is_like_status, pure, status_distance
from kamdeck.theme import CATEGORIES, OTHERS, RIVALS, Colour, hue_distance, is_grey, lightness

_STEPS = (0.0, 0.667, 0.222, 0.895, 0.525, 1.0)
"""Where each category lies between the darkest and the lightest: dark and light in turn.

None is between 50 and 58 on a white background: neither white nor the ink of most brands is readable there.
"""
_DARKEST, _LIGHTEST = 30.0, 84.0
_DARKEST_RIVAL, _LIGHTEST_RIVAL, _ENOUGH = 20.0, 92.0, 16.0
"""The ends of the lightness of competitors, and the distance from which none has to be darker than we are."""
_FIFTH = 20.0
"""The distance of neighbours."""
_FROM_OURS = 10.0
"""The least distance of the main competitor from us: a white gap is between both, and the label of ours is inside."""
_UNREADABLE = (49.5, 58.0)
"""The lightness between which neither white nor the ink of most brands is readable."""
_DARKER = 0.8
"""By how much the lower of these bounds is darker for each step by which the ground is darker than white."""
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
    """The greys of competitors, by role; in a print without colour, they are told from each other and from ours.

    Args:
        greys: The greys of the brand, which are used where they have the lightness; else shades of the first of them.
        ground: The colour of the background.
        text: The colour of text, whose shades are used where the brand has no grey.
        ours: Our colour in charts.
    """
    levels = _in_order(_rival_levels(ground, lightness(ours.rgb)), lightness(ours.rgb))
    shades = next(found for grey in (*greys, text, Colour("808080")) if (found := _grey_shades(grey, levels)))
    own = (
        next((grey for grey in greys if is_grey(grey.rgb) and abs(lightness(grey.rgb) - level) <= _OWN), None)
        for level in levels
    )
    return {role: grey or shade for role, grey, shade in zip(RIVALS, own, shades, strict=True)}


def _rival_levels(ground: Colour, ours: float) -> list[float]:
    """Three levels of lightness far from each other and from ours; none is darker than ours where this is possible."""
    own = lightness(ground.rgb)
    low, high = _DARKEST_RIVAL, _LIGHTEST_RIVAL
    if own < 50:
        low = max(low, own + _FROM_GROUND)
    else:
        high = min(high, own - _FROM_GROUND)
    every = [_levels_around(ours, darker, (low, high)) for darker in range(4)]
    if own >= 50:
        # As much darker than the usual bound as the ground is darker than white.
        unreadable = (_UNREADABLE[0] - (100 - own) * _DARKER, _UNREADABLE[1])
        every = [[_readable(level, unreadable) for level in levels] for levels in every]
    gaps = [min(b - a for a, b in pairwise(sorted((*levels, ours)))) for levels in every]
    if gaps[0] >= _ENOUGH:
        return _spaced(sorted(every[0]), ours)
    return sorted(every[gaps.index(max(gaps))])


def _spaced(levels: Sequence[float], ours: float) -> list[float]:
    """Sorted levels that are all lighter than ours, a fifth apart if the darkest one may come nearer to ours."""
    dark, middle, light = levels
    if dark > (wanted := light - 2 * _FIFTH) >= ours + _FROM_OURS and not _UNREADABLE[0] < wanted < _UNREADABLE[1]:
        return [wanted, light - _FIFTH, light]
    return [dark, middle, light]


def _levels_around(ours: float, darker: int, ends: tuple[float, float]) -> list[float]:
    """Three levels between the ends, of which so many are darker than ours."""
    low, high = ends
    below = max(ours - low, 0.0) / max(darker, 1)
    above = max(high - ours, 0.0) / max(3 - darker, 1)
    levels = [ours - below * number for number in range(1, darker + 1)]
    levels += [ours + above * number for number in range(1, 4 - darker)]
    return [min(max(level, low), high) for level in levels]


def _in_order(levels: Sequence[float], ours: float) -> list[float]:
    """Three sorted levels in an order in which neighbours differ most, beginning beside ours.

    The main competitor is the darkest where all competitors are a fifth apart and lighter than we are.
    """
    dark, middle, light = levels
    if dark - ours >= _FROM_OURS and min(middle - dark, light - middle) >= _FIFTH:
        return [dark, middle, light]
    orders = [
        *([middle, dark, light], [dark, light, middle], [middle, light, dark]),
        *([dark, middle, light], [light, dark, middle], [light, middle, dark]),
    ]
    gaps = [min(abs(a - b) for a, b in pairwise((ours, *order))) for order in orders]
    return next(
        (order for order, gap in zip(orders, gaps, strict=True) if gap >= _FIFTH), orders[gaps.index(max(gaps))]
    )


def _readable(level: float, unreadable: tuple[float, float]) -> float:
    """A level, or the nearest one on which text is readable."""
    low, high = unreadable
    if low < level < high:
        return low if level - low < high - level else high
    return level


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
