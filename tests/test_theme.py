"""Tints of a brand's colours: vivid ones are softened, all others are as Office makes them."""

import colorsys

import pytest

from kamdeck.ooxml.colours import colour_xml
from kamdeck.theme import Colour, Theme, contrast


def saturation(rgb: str) -> float:
    return colorsys.rgb_to_hls(*(int(rgb[at : at + 2], 16) / 255 for at in (0, 2, 4)))[2]


@pytest.mark.parametrize("rgb", ["00843D", "00B5E2", "E40615", "FF0000"])
@pytest.mark.parametrize("tint", [10, 20, 40])
def test_the_tint_of_a_vivid_colour_is_less_saturated(rgb: str, tint: int):
    found = Theme({"primary": Colour(rgb, "accent1")}).colour(f"primary:{tint}")
    assert saturation(found.rgb) < 0.7
    assert colour_xml(found).startswith('<a:schemeClr val="accent1"><a:lumMod')
    assert "<a:satMod val=" in colour_xml(found)


def test_a_fixed_colour_stays_the_base_of_its_softened_tint():
    found = Theme({"bad": Colour("E40615")}).colour("bad:10")
    assert colour_xml(found).startswith('<a:srgbClr val="E40615">')


def test_a_colour_itself_and_the_tints_of_a_dull_one_stay_as_they_are():
    theme = Theme({"primary": Colour("00843D", "accent1"), "contrast": Colour("1B4F7D", "accent2")})
    assert theme.colour("primary").sat == 100
    assert theme.colour("contrast:20") == Colour("1B4F7D", "accent2").tinted(20)


@pytest.mark.parametrize(("fill", "ink"), [("798188", "black"), ("6F6F6F", "white"), ("DCDEE0", "text")])
def test_text_on_an_area_is_black_or_white_where_no_colour_of_the_brand_can_be_read(fill: str, ink: str):
    theme = Theme({"text": Colour("790041"), "ground": Colour("D0D0D4"), "grey2": Colour(fill)})
    assert theme.on("grey2") == ink
    assert contrast(theme.colour(theme.on("grey2")).rgb, fill) >= 4.5
