"""The colours of categories and competitors in any theme: away from those with a meaning, and told apart in a print."""

from itertools import pairwise

import pytest

from kamdeck.emit.docx.brand import open_report_brand
from kamdeck.emit.pptx.brand_file import open_brand
from kamdeck.job import OWN_BRANDS
from kamdeck.ooxml.hues import NEAR_STATUS, is_like_status, status_distance
from kamdeck.ooxml.palette import Scheme, theme_of
from kamdeck.theme import (
    CATEGORIES,
    OTHERS,
    READABLE_CONTRAST,
    RIVALS,
    STATUS,
    Colour,
    Fonts,
    Theme,
    contrast,
    hue_distance,
    is_grey,
    lightness,
)

MAPPING = {"tx1": "dk1", "bg1": "lt1", "tx2": "dk2", "bg2": "lt2"}
BASE = {"dk1": "101010", "lt1": "FFFFFF", "dk2": "303030", "lt2": "EEEEEE", "hlink": "0563C1", "folHlink": "954F72"}
ACCENTS = {
    "reds and greens": ("C00000", "FF0000", "70AD47", "00B050", "92D050", "E46C0A"),
    "one accent": ("1B4F7D", "1B4F7D", "1B4F7D", "1B4F7D", "1B4F7D", "1B4F7D"),
    "greys": ("DDDDDD", "B2B2B2", "969696", "808080", "5F5F5F", "4D4D4D"),
    "yellow-green and blue": ("0766D1", "B5D334", "C4DEFD", "032954", "7E889A", "BAC0C9"),
    "hues of its own": ("4F81BD", "C0504D", "9BBB59", "8064A2", "4BACC6", "F79646"),
}
GROUNDS = ("FFFFFF", "FFF8E7", "D9E9F7", "000000", "0B1F3A", "3B0A45")
FIFTH = 19.5
"""A fifth of the lightness, less what rounding to eight bits takes."""


def themed(accents: str, ground: str = "FFFFFF") -> Theme:
    """The theme of a brand with these accents on a background."""
    scheme = Scheme({**BASE, **{f"accent{n}": rgb for n, rgb in enumerate(ACCENTS[accents], 1)}}, MAPPING)
    return theme_of(scheme, Colour(ground), Fonts())


def own_theme(medium: str) -> Theme:
    """The theme of kamdeck's own brand of decks or reports."""
    if medium == "deck":
        return open_brand(OWN_BRANDS["deck"]).style.theme
    return open_report_brand(OWN_BRANDS["report"], OWN_BRANDS["report"]).style.theme


THEMES = [
    *(pytest.param(lambda medium=medium: own_theme(medium), id=medium) for medium in ("deck", "report")),
    *(
        pytest.param(lambda name=name, ground=ground: themed(name, ground), id=f"{name} on {ground}")
        for name in ACCENTS
        for ground in GROUNDS
    ),
]


@pytest.fixture(params=THEMES, scope="module")
def theme(request: pytest.FixtureRequest) -> Theme:
    return request.param()


def test_categories_keep_away_from_the_hues_of_ours_the_customers_and_every_status(theme: Theme):
    for role in CATEGORIES:
        rgb = theme.colour(role).rgb
        assert not is_grey(rgb)
        assert status_distance(rgb) > NEAR_STATUS
        for taken in ("primary", "contrast", *STATUS):
            other = theme.colour(taken).rgb
            # A shade of eight bits has its hue to about a degree.
            assert is_grey(other) or hue_distance(rgb, other) > min(NEAR_STATUS, 0.05) - 0.004, (role, taken)


def test_the_contrast_colour_has_the_hue_of_no_status(theme: Theme):
    rgb = theme.colour("contrast").rgb
    assert rgb == theme.colour("text").rgb or not is_like_status(rgb)


def test_neighbouring_categories_differ_by_a_fifth_of_the_lightness(theme: Theme):
    shades = [lightness(theme.colour(role).rgb) for role in CATEGORIES]
    assert all(abs(one - other) >= FIFTH for one, other in pairwise((*shades, shades[0])))


def test_competitors_are_greys_a_fifth_of_the_lightness_apart_and_none_is_white(theme: Theme):
    greys = [theme.colour(role).rgb for role in RIVALS]
    assert all(map(is_grey, greys))
    shades = [lightness(rgb) for rgb in greys]
    assert all(abs(one - other) >= FIFTH for one, other in pairwise(shades))
    assert max(shades) < 92


def test_the_main_competitor_is_told_from_us_in_a_print_without_colour(theme: Theme):
    ours, main, *_, last = (lightness(theme.colour(role).rgb) for role in ("primary", *RIVALS))
    # Of two greys that are a fifth apart, one is half of that away from any colour.
    assert abs(main - ours) >= FIFTH / 2
    assert abs(main - ours) >= abs(last - ours) or last > main


def test_labels_are_readable_on_every_mark(theme: Theme):
    for role in (*CATEGORIES, *RIVALS, OTHERS):
        assert contrast(theme.colour(theme.on(role)).rgb, theme.colour(role).rgb) >= READABLE_CONTRAST, role


def test_series_can_be_told_from_the_background(theme: Theme):
    ground = lightness(theme.colour("ground").rgb)
    assert all(abs(lightness(theme.colour(role).rgb) - ground) >= 10 for role in (*RIVALS, *CATEGORIES))


def test_a_free_accent_is_preferred_to_a_derived_hue():
    assert {themed("hues of its own").colour(role).scheme for role in CATEGORIES} == {"accent5"}
    assert {themed("reds and greens").colour(role).scheme for role in CATEGORIES} == {""}


def test_yellow_green_is_taken_for_a_status():
    assert is_like_status("B5D334")
    assert not is_like_status("4BACC6")


@pytest.mark.parametrize(("rgb", "expected"), [("000000", 0.0), ("FFFFFF", 100.0), ("777777", 50.0), ("1B4F7D", 32.0)])
def test_lightness_is_that_of_the_eye(rgb: str, expected: float):
    assert lightness(rgb) == pytest.approx(expected, abs=0.6)


def test_all_others_have_a_role_of_their_own():
    assert themed("greys").colour(OTHERS) == themed("greys").colour("grey4")


@pytest.mark.parametrize("medium", ["deck", "report"])
def test_the_main_competitor_has_the_darkest_grey_where_all_are_a_fifth_apart(medium: str):
    theme = own_theme(medium)
    ours, *greys = (lightness(theme.colour(role).rgb) for role in ("primary", *RIVALS))
    assert greys == sorted(greys)
    assert greys[0] - ours >= FIFTH / 2
