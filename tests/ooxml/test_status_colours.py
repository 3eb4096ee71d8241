"""The statuses of a brand look like none of its other colours, even if the brand is red or green throughout."""

import pytest

from kamdeck.ooxml.hues import APART, has_hue, is_like_status
from kamdeck.ooxml.palette import Scheme, theme_of
from kamdeck.theme import READABLE_CONTRAST, STATUS, Colour, Fonts, Theme, contrast, hue_distance, is_grey, lightness

BASE = {"dk1": "101010", "lt1": "FFFFFF", "dk2": "303030", "lt2": "EEEEEE", "hlink": "1B4F7D"}
MAPPING = {"tx1": "dk1", "bg1": "lt1", "tx2": "dk2", "bg2": "lt2"}
ONE_HUE = {
    "reds": ("C8102E", "E4002B", "B22222", "A7A8AA", "53565A", "800000"),
    "dark red": ("6E0B14", "6E0B14", "808080", "808080", "808080", "808080"),
    "greens": ("00843D", "78BE20", "A4D65E", "B1B3B3", "006338", "CEDC00"),
    "orange": ("F58220", "FDB913", "333333", "808080", "BBBBBB", "DDDDDD"),
}
GROUNDS = ("FFFFFF", "FFF9E8", "101820", "2B0A0A")


def themed(*accents: str, ground: str = "FFFFFF", small_contrast: float = READABLE_CONTRAST) -> Theme:
    """The theme of a brand with these accents on a background."""
    scheme = Scheme({**BASE, **{f"accent{n}": rgb for n, rgb in enumerate(accents, 1)}}, MAPPING)
    return theme_of(scheme, Colour(ground), Fonts(), small_contrast)


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("accents", ONE_HUE.values(), ids=ONE_HUE)
def test_statuses_differ_in_lightness_from_ours_in_a_brand_of_one_status_hue(accents: tuple[str, ...], ground: str):
    theme = themed(*accents, ground=ground)
    ours = theme.colour("primary").rgb
    assert not is_grey(ours)
    for role in STATUS:
        status = theme.colour(role).rgb
        assert hue_distance(status, ours) > APART or abs(lightness(status) - lightness(ours)) >= 17, (status, ours)
        assert contrast(status, ground) >= READABLE_CONTRAST


def test_ours_is_an_accent_of_no_status_hue_if_the_brand_has_one():
    theme = themed("E40615", "1A1C18", "2B9DDC", "7300BF", "F0A429", "2B9C9C")
    assert theme.colour("primary").scheme == "accent3"
    assert theme.colour("bad").scheme == "accent1"
    assert theme.colour("contrast").scheme == "accent4"


def test_a_brands_own_red_is_its_bad_status_and_not_its_primary_colour():
    theme = themed("D76C23", "881620", "FFC230", "C1C1C1", "FF5050", "4571C3")
    assert not is_like_status(theme.colour("primary").rgb)
    assert has_hue(theme.colour("bad").rgb, "bad")
    assert theme.colour("bad").scheme


@pytest.mark.parametrize("ground", GROUNDS)
def test_muted_text_has_the_contrast_that_is_asked_for(ground: str):
    theme = themed("1B4F7D", "1B4F7D", "1B4F7D", "1B4F7D", "1B4F7D", "1B4F7D", ground=ground, small_contrast=7.0)
    assert contrast(theme.colour("muted").rgb, ground) >= 7.0
