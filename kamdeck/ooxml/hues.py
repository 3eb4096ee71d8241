"""The hues of statuses, and whether a colour has one of them or one so near that readers take it for a status."""

import colorsys

from kamdeck.theme import hue_distance

# Degrees of the colour circle; 374 is 14 degrees beyond its end.
HUES = {"good": (90, 168), "warn": (26, 56), "bad": (346, 374)}
NEAR_STATUS = 12 / 360
"""The distance on the colour circle up to which a hue is taken for that of a status."""
APART = 0.08
"""The distance on the colour circle from which on two hues are told apart."""
_YELLOW_GREEN = (HUES["warn"][1], HUES["good"][0])
_LEAST_SATURATION = 0.35


def has_hue(rgb: str, status: str) -> bool:
    """Whether a colour can stand for a status: it has its hue, and enough of it."""
    return _beyond(rgb, status) <= 0 and saturation(rgb) >= _LEAST_SATURATION


def is_like_status(rgb: str) -> bool:
    """Whether a colour's hue is that of a status, or so near that readers take it for one."""
    return status_distance(rgb) <= NEAR_STATUS


def status_distance(rgb: str) -> float:
    """How far a hue is from those of the statuses on the colour circle; 0 or less where it is one of them.

    Yellow-green has no distance: it lies between amber and green, and is taken for either.
    """
    between = hue_distance(rgb, pure(sum(_YELLOW_GREEN) / 720)) <= (_YELLOW_GREEN[1] - _YELLOW_GREEN[0]) / 720
    return 0.0 if between else min(_beyond(rgb, status) for status in HUES)


def middle(status: str) -> str:
    """The colour in the middle of a status' hues."""
    low, high = HUES[status]
    return pure((low + high) / 720 % 1)


def pure(hue: float, strength: float = 1.0) -> str:
    """A colour of a hue, from 0 to 1 around the circle, with half of the lightness and a saturation."""
    return "".join(f"{round(channel * 255):02X}" for channel in colorsys.hls_to_rgb(hue, 0.5, strength))


def saturation(rgb: str) -> float:
    """The saturation of a colour (HSL), from 0 to 1."""
    channels = [int(rgb[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    return colorsys.rgb_to_hls(*channels)[2]


def _beyond(rgb: str, status: str) -> float:
    """How far a hue lies outside of those of a status; negative inside."""
    low, high = HUES[status]
    return hue_distance(rgb, middle(status)) - (high - low) / 720
