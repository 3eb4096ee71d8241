"""Brands with headlines in a column, panels below the body, footers at the top, and centred covers."""

import pytest
from pptx.util import Inches

from kamdeck.flow import Drawing
from tests.emit.test_covers import cover_of
from tests.emit.test_slide_layouts import added, area, layout, place, solid


def title_in_a_column(presentation):
    """The only layout for content has its title at the left, and an object over the height of the slide beside it."""
    for each in list(presentation.slide_layouts)[2:]:
        presentation.slide_layouts.remove(each)
    content = layout(presentation, "Title and Content")
    place(content.placeholders[0], 0.3, 0.5, 2.4, 4.5)
    place(content.placeholders[1], 3.0, 0.5, 6.6, 6.0)


def test_a_headline_in_a_column_stands_beside_the_body_and_takes_the_lines_that_it_needs(altered_brand):
    opened = altered_brand(title_in_a_column)
    content = opened.brand.content
    assert content.title.right <= content.body.x
    assert opened.units.emu(content.body.y) == Inches(0.5)
    assert content.body.height > 0.75 * opened.brand.height
    assert content.title_lines > 4


def test_a_short_title_at_the_top_of_a_column_uses_the_space_below_it(altered_brand):
    def change(presentation):
        title_in_a_column(presentation)
        title = layout(presentation, "Title and Content").placeholders[0]
        place(title, 0.3, 0.5, 2.4, 1.2)
        title.text_frame._txBody.bodyPr.set("anchor", "t")

    content = altered_brand(change).brand.content
    assert content.title_lines == 8
    assert content.title.bottom <= content.body.bottom


@pytest.mark.parametrize(("left", "is_inside"), [(0.4, True), (4.0, False)])
def test_a_body_lies_within_the_panel_below_most_of_it(altered_brand, left, is_inside):
    def change(presentation):
        added(presentation.slide_master.shapes, area(solid("EEEEEE"), left, 1.7, 9.6 - left, 5.0))

    opened = altered_brand(change)
    body = opened.brand.content.body
    edges = [opened.units.emu(edge) for edge in (body.x, body.y, -body.right, -body.bottom)]
    assert all(edge > Inches(at) for edge, at in zip(edges, (left, 1.7, -9.6, -6.7), strict=True)) == is_inside


def test_headlines_stand_below_footers_at_the_top_of_slides(altered_brand):
    def change(presentation):
        for each in (presentation.slide_master, *presentation.slide_layouts):
            for holder in each.placeholders:
                if holder.placeholder_format.type in (13, 15, 16):
                    place(holder, holder.left.inches, 0.1, 2.0, 0.4)

    opened = altered_brand(change)
    content = opened.brand.content
    assert content.title.y >= max(footer.rect.bottom for footer in opened.content.footers)
    assert content.breadcrumb is None


@pytest.mark.parametrize("centred", [True, False])
def test_what_stands_below_a_centred_title_of_a_cover_is_centred(altered_brand, centred):
    def change(presentation):
        style = presentation.slide_master._element.find(".//{*}titleStyle/{*}lvl1pPr")
        style.set("algn", "ctr" if centred else "l")

    opened = altered_brand(change)
    _, pages = cover_of(opened, "huaxing-bank", "en")
    cover, body = pages.pages[0], opened.brand.cover.body
    assert {line.align for line in cover.subtitle} == {"center" if centred else "left"}
    for placed in cover.placed:
        assert isinstance(placed.flow, Drawing)
        left, _, width, _ = placed.flow.frame.extent
        margins = placed.x + left - body.x, body.right - placed.x - left - width
        assert (abs(margins[0] - margins[1]) < 1.0) == centred
        assert min(margins) > -0.1


def test_the_ground_of_a_cover_painted_in_an_accent_follows_the_theme(altered_brand):
    def change(presentation):
        added(presentation.slide_layouts[0].shapes, area(solid("C0504D"), 0.0, 0.0, 10.0, 7.5))

    ground = altered_brand(change).cover.theme.colour("ground")
    assert (ground.rgb, ground.scheme) == ("C0504D", "accent2")
