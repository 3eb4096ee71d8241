"""A theme as a brand gives it."""

import pytest

from kamdeck.theme import CATEGORIES, OTHERS, RIVALS, Colour, Theme

_SCHEME = {
    "text": ("1A2430", "tx1"),
    "ground": ("FFFFFF", "bg1"),
    "primary": ("1B4F7D", "accent1"),
    "contrast": ("863E6C", "accent2"),
    "muted": ("56616C", "accent3"),
    "grey1": ("56616C", "accent3"),
    "grey2": ("87929D", "accent4"),
    "grey3": ("CBD1D8", "accent5"),
    "grey4": ("F2F4F7", "accent6"),
    **dict.fromkeys(CATEGORIES, ("7948BF", "")),
    **dict(zip(RIVALS, (("4D565F", ""), ("87929D", ""), ("C9CED3", "")), strict=True)),
    OTHERS: ("F2F4F7", "accent6"),
}


@pytest.fixture
def theme() -> Theme:
    return Theme({role: Colour(rgb, scheme) for role, (rgb, scheme) in _SCHEME.items()})
