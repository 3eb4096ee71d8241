"""Headlines end before art that a brand draws over the end of their place, and tall places give way to the body."""

import pytest
from pptx.oxml.ns import qn
from pptx.util import Inches

from tests.emit.test_legibility import added, area, gradient, on_master, solid
from tests.emit.test_slide_layouts import layout, place


def aligned(presentation, side):
    for style in presentation.slide_master._element.iter(qn("p:titleStyle")):
        style.find(qn("a:lvl1pPr")).set("algn", side)


def title_of(altered_brand, change, name):
    return altered_brand(change, f"{name}.pptx").brand.content.title


@pytest.mark.parametrize(("side", "left"), [("l", 8.0), ("ctr", 8.0), ("r", 0.5)])
def test_a_headline_ends_before_art_in_a_corner_of_its_place(altered_brand, side, left):
    def change(presentation):
        aligned(presentation, side)

    def art(presentation):
        aligned(presentation, side)
        added(layout(presentation, "Title Only").shapes, area(solid("F0C020"), left, 0.4, 1.2, 1.2))
        for each in presentation.slide_layouts:
            if each.name != "Title Only":
                place(each.placeholders[0], 0, -3, 10, 1)

    plain, beside = title_of(altered_brand, change, "plain"), title_of(altered_brand, art, "art")
    inch = 960 / 10 * 0.9
    assert beside.width < plain.width - inch
    if side == "r":
        assert beside.right == pytest.approx(plain.right)
    if side == "l":
        assert beside.x == pytest.approx(plain.x)
    if side == "ctr":
        assert beside.x + beside.width / 2 == pytest.approx(plain.x + plain.width / 2)


@pytest.mark.parametrize(
    "art",
    [
        on_master(gradient((0, '<a:srgbClr val="102030"/>'), (100000, '<a:srgbClr val="305070"/>')), 0, 0, 10, 1.7),
        on_master(solid("F0C020"), 3.0, 0.4, 2.0, 1.2),
    ],
    ids=["gradient", "art in the middle"],
)
def test_a_headline_keeps_its_width_where_nothing_is_gained(altered_brand, art):
    plain = title_of(altered_brand, lambda presentation: None, "plain")
    assert title_of(altered_brand, art, "art").width == pytest.approx(plain.width)


@pytest.mark.parametrize(("bottom", "gives"), [(5.0, True), (7.4, False)])
def test_a_tall_place_for_headlines_gives_height_to_a_low_body(altered_brand, bottom, gives):
    def tall(presentation):
        for each in presentation.slide_layouts:
            if each.name == "Title Only":
                place(each.placeholders[0], 0.5, 0.5, 9, 2.2)
            else:
                place(each.placeholders[0], 0, -3, 10, 1)
        for shape in presentation.slide_master.placeholders:
            if shape.placeholder_format.type in (13, 15, 16):
                shape.top = Inches(bottom)
        for style in presentation.slide_master._element.iter(qn("p:titleStyle")):
            style.find(qn("a:lvl1pPr")).find(qn("a:defRPr")).set("sz", "2400")

    opened = altered_brand(tall)
    assert (opened.brand.content.title.height < 0.2 * opened.brand.height) == gives
