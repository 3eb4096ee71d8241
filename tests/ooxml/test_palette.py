"""The roles of a theme: links are readable on any background, and the contrast colour is not that of text."""

import pytest

from kamdeck.ooxml.palette import Scheme, theme_of
from kamdeck.theme import READABLE_CONTRAST, Fonts, contrast

COLOURS = {"dk1": "101010", "lt1": "FFFFFF", "dk2": "303030", "lt2": "EEEEEE", "accent1": "1B4F7D"}
MAPPING = {"tx1": "dk1", "bg1": "lt1", "tx2": "dk2", "bg2": "lt2"}


@pytest.mark.parametrize("ground", ["bg1", "tx1"])
@pytest.mark.parametrize("link", ["0563C1", "FFFF99", "00B0F0", "FFFFFF", "000000"])
def test_links_are_readable_on_the_background_and_on_panels(link: str, ground: str):
    scheme = Scheme({**COLOURS, "hlink": link}, MAPPING)
    theme = theme_of(scheme, scheme.colour(ground), Fonts())
    ink = theme.colour("link")
    assert all(contrast(ink.rgb, theme.colour(role).rgb) >= READABLE_CONTRAST for role in ("ground", "grey4"))
    assert ink.scheme in ("hlink", theme.colour("text").scheme)


def test_the_themes_own_link_colour_is_kept_if_it_is_readable():
    scheme = Scheme({**COLOURS, "hlink": "1B4F7D"}, MAPPING)
    assert theme_of(scheme, scheme.colour("bg1"), Fonts()).colour("link") == scheme.colour("hlink")


BLUES = {"dk2": "032954", "lt2": "0766D1", "accent1": "0766D1", "accent2": "4398F9", "accent5": "7E889A"}


def test_a_brand_of_one_hue_has_its_darker_colour_for_contrast():
    scheme = Scheme({**COLOURS, **BLUES}, MAPPING)
    theme = theme_of(scheme, scheme.colour("bg1"), Fonts())
    assert (theme.colour("primary").rgb, theme.colour("contrast").rgb) == ("0766D1", "032954")


def test_a_brand_of_one_colour_has_that_of_text_for_contrast():
    scheme = Scheme({**COLOURS, "dk2": "1B4F7D", "accent2": "1F5585"}, MAPPING)
    theme = theme_of(scheme, scheme.colour("bg1"), Fonts())
    assert theme.colour("contrast") == theme.colour("text")
