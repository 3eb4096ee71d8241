"""Texts are readable on what a brand draws under them: in another ink, or on a panel in the ground colour."""

import io
import time

import PIL.Image
import pytest
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Inches

from kamdeck.emit.pptx import layout_choice
from kamdeck.emit.pptx.backdrop import Backdrop
from kamdeck.theme import contrast, hue_distance
from tests.emit.deck_builders import NAMES, emit_deck, find


def added(shapes, xml, at=2):
    """Markup in the namespace prefixes `p` and `a`, as a shape below all others."""
    spaces = f'xmlns:p="{NAMES["p"]}" xmlns:a="{NAMES["a"]}" xmlns:r="{NAMES["r"]}"'
    shapes._spTree.insert(at, parse_xml(xml.replace("<p:sp>", f"<p:sp {spaces}>", 1)))


def area(fill, left=0.0, top=0.0, width=10.0, height=7.5):
    """A rectangle with a fill, in inches."""
    x, y, cx, cy = (Inches(at) for at in (left, top, width, height))
    return (
        '<p:sp><p:nvSpPr><p:cNvPr id="77" name="Area"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>'
        f'<a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{cx}" cy="{cy}"/></a:xfrm><a:prstGeom prst="rect"/>{fill}</p:spPr></p:sp>'
    )


def solid(rgb):
    return f'<a:solidFill><a:srgbClr val="{rgb}"/></a:solidFill>'


def gradient(*stops):
    found = "".join(f'<a:gs pos="{at}">{colour}</a:gs>' for at, colour in stops)
    return f'<a:gradFill><a:gsLst>{found}</a:gsLst><a:lin ang="0"/></a:gradFill>'


def on_master(fill, *place):
    return lambda presentation: added(presentation.slide_master.shapes, area(fill, *place))


def photograph(presentation, dark=(0, 0, 0), light=(255, 255, 255)):
    """Stripes in two colours, by default black and white, as the background picture of every slide."""
    picture = PIL.Image.new("RGB", (64, 48), dark)
    for x in range(0, 64, 8):
        picture.paste(light, (x, 0, x + 4, 48))
    stream = io.BytesIO()
    picture.save(stream, "PNG")
    stream.seek(0)
    master = presentation.slide_master
    _, key = master.part.get_or_add_image_part(stream)
    shape = '<p:sp><p:nvSpPr><p:cNvPr id="77" name="P"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm><a:off x="0" y="0"/>'
    shape += f'<a:ext cx="{Inches(10)}" cy="{Inches(7.5)}"/></a:xfrm><a:prstGeom prst="rect"/><a:blipFill><a:blip '
    shape += f'r:embed="{key}"/><a:stretch><a:fillRect/></a:stretch></a:blipFill></p:spPr></p:sp>'
    added(master.shapes, shape)


def inks(opened):
    theme = opened.content.theme
    return {role: theme.colour(role).rgb for role in ("text", "muted", "primary", "contrast", "good", "warn", "bad")}


def test_a_dark_area_over_a_light_background_makes_the_texts_light(altered_brand):
    opened = altered_brand(on_master(solid("102030")))
    assert opened.content.theme.dark
    assert not opened.content.panels
    assert all(contrast(rgb, "102030") >= 4.4 for rgb in inks(opened).values())


@pytest.mark.parametrize(
    "stops",
    [
        (("0", '<a:srgbClr val="102030"/>'), ("100000", '<a:srgbClr val="203A50"/>')),
        (("0%", '<a:schemeClr val="tx1"/>'), ("100%", '<a:schemeClr val="tx1"><a:lumMod val="90000"/></a:schemeClr>')),
    ],
)
def test_a_dark_gradient_makes_the_texts_light(altered_brand, stops):
    opened = altered_brand(on_master(gradient(*stops)))
    assert contrast(opened.content.theme.colour("text").rgb, "203A50") >= 4.5
    assert not opened.content.panels


def test_on_a_picture_of_many_colours_the_texts_stand_on_panels(altered_brand):
    opened = altered_brand(photograph)
    body = opened.brand.content.body
    assert any(panel.x <= body.x and panel.right >= body.right and panel.y <= body.y for panel in opened.content.panels)
    slide = emit_deck(opened).slide(2)
    names = find(slide, "//p:cNvPr/@name")
    grounds = [name for name in names if name.startswith("Ground")]
    assert len(grounds) == len(opened.content.panels)
    # Under all other shapes.
    assert names[1 : 1 + len(grounds)] == grounds
    assert not find(slide, "//p:ph[@type='title']/ancestor::p:sp//a:solidFill[.//@val='bg1']")


def test_on_a_picture_of_middling_colours_that_hides_those_of_states_the_texts_stand_on_a_panel(altered_brand):
    opened = altered_brand(lambda presentation: photograph(presentation, (60, 140, 160), (80, 160, 180)))
    assert opened.content.panels
    ground = opened.brand.theme.colour("ground").rgb
    assert min(contrast(opened.brand.theme.colour(role).rgb, ground) for role in ("text", "good", "bad")) >= 4.5


def test_a_title_on_a_band_of_its_own_colour_gets_the_other_ink(altered_brand):
    def white_on_white(presentation):
        for style in presentation.slide_master._element.iter(qn("p:titleStyle")):
            for fill in style.iter(qn("a:solidFill")):
                fill[0].set("val", "bg1")

    opened = altered_brand(white_on_white)
    assert opened.content.title_ink == "text"
    run = find(emit_deck(opened).slide(2), "//p:sp[.//p:ph[@type='title']]//a:rPr/a:solidFill/a:schemeClr/@val")
    assert run == ["tx1"]


def test_a_dark_band_under_the_title_only_leaves_the_body_as_it_is(altered_brand):
    opened = altered_brand(on_master(solid("102030"), 0.0, 0.0, 10.0, 1.7))
    assert opened.content.title_ink == "ground"
    assert not opened.content.theme.dark
    assert not opened.content.panels


def test_footers_on_a_dark_band_get_a_light_ink(altered_brand):
    opened = altered_brand(on_master(solid("102030"), 0.0, 6.8, 10.0, 0.7))
    assert {footer.ink for footer in opened.content.footers} == {"ground"}
    colours = find(emit_deck(opened).slide(2), "//p:sp[.//p:ph[@type='ftr']]//a:rPr/a:solidFill/a:schemeClr/@val")
    assert colours == ["bg1"]


def test_a_layout_that_is_readable_is_preferred(altered_brand):
    def loud(presentation):
        only = next(each for each in presentation.slide_layouts if each.name == "Title Only")
        for number in range(20):
            added(only.shapes, area(solid("000000"), number * 0.5, 0.0, 0.25, 7.5))

    opened = altered_brand(loud)
    assert not opened.content.panels
    assert "slideLayout6" not in opened.content.part_name


def test_a_layout_on_which_only_footers_need_panels_is_preferred_to_one_whose_body_does(altered_brand):
    def loud(presentation):
        for each in presentation.slide_layouts:
            stripes = [area(solid("000000"), number * 0.5, 6.6, 0.25, 0.9) for number in range(20)]
            if each.name == "Title Only":
                stripes = [area(solid("000000"), number * 0.5, 0.0, 0.25, 7.5) for number in range(20)]
            for stripe in stripes:
                added(each.shapes, stripe)

    opened = altered_brand(loud)
    assert "slideLayout6" not in opened.content.part_name
    assert opened.content.panels
    assert all(panel.y > opened.brand.content.body.bottom - 10 for panel in opened.content.panels)


def test_like_layouts_of_a_master_that_draws_art_do_not_hide_a_later_one_that_can_be_read(altered_brand, monkeypatch):
    monkeypatch.setattr(layout_choice, "_MOST_JUDGED", 2)

    def loud(presentation):
        for number in range(20):
            added(presentation.slide_master.shapes, area(solid("000000"), number * 0.5, 0.0, 0.25, 7.5))
        for number, each in enumerate(presentation.slide_layouts):
            if each.name in ("Title and Content", "Two Content", "Title Only"):
                holder = each.placeholders[0]
                holder.left, holder.top, holder.width, holder.height = (
                    Inches(0.5),
                    400000 + 10000 * number,
                    Inches(9),
                    Inches(1.2),
                )
            elif each.name == "Comparison":
                each._element.set("showMasterSp", "0")

    opened = altered_brand(loud)
    assert not opened.content.panels


@pytest.mark.parametrize(("rgb", "is_seen"), [("E8E8E8", False), ("404040", True)])
def test_a_shape_that_can_hardly_be_seen_takes_nothing_off_the_body(altered_brand, rgb, is_seen):
    plain = altered_brand(lambda presentation: None, "plain.pptx").brand.content.body
    body = altered_brand(on_master(solid(rgb), 3.0, 4.7, 2.0, 1.5)).brand.content.body
    assert (body.height < 0.8 * plain.height) == is_seen


def test_stripes_beside_the_name_above_the_title_of_a_cover_need_no_panel_under_it(altered_brand):
    def striped(left):
        def change(presentation):
            for number in range(6):
                added(presentation.slide_master.shapes, area(solid("000000"), left + number * 0.5, 0.0, 0.25, 7.5))

        return change

    def is_under_name(opened):
        return any(panel.y < opened.brand.cover.breadcrumb.bottom for panel in opened.cover.panels)

    assert is_under_name(altered_brand(striped(0.5)))
    assert not is_under_name(altered_brand(striped(6.0)))


def test_the_ground_on_a_picture_is_a_colour_of_the_theme(altered_brand):
    opened = altered_brand(lambda presentation: photograph(presentation, (230, 120, 20), (250, 170, 60)))
    assert opened.content.theme.colour("ground").scheme
    assert opened.cover.theme.colour("ground").scheme


def test_a_picture_that_nobody_can_decode_gets_a_panel(altered_brand):
    def metafile(presentation):
        photograph(presentation)
        part = next(part for part in presentation.part.package.iter_parts() if "image" in part.content_type)
        part._blob = b"no picture"

    assert altered_brand(metafile).content.panels


def test_the_contrasting_colour_keeps_away_from_the_hues_of_states(altered_brand):
    from tests.emit.test_deck_brands import repainted

    colours = {"accent1": "1F5FA8", "accent2": "C04010", "accent3": "2E8B57", "accent4": "B8860B", "accent5": "1F6FB8"}
    theme = altered_brand(repainted(**colours, accent6="B22222")).brand.theme
    chosen = theme.colour("contrast").rgb
    assert min(hue_distance(chosen, state) for state in ("2E8B57", "B8860B", "B22222", "1F5FA8")) > 0.05


def test_muted_and_coloured_texts_have_more_contrast_on_a_small_slide(altered_brand, brand):
    ten_inches = altered_brand(lambda presentation: None).content.theme
    assert contrast(ten_inches.colour("muted").rgb, ten_inches.colour("ground").rgb) >= 6.0
    assert contrast(ten_inches.colour("muted").rgb, ten_inches.colour("grey4").rgb) >= 6.0
    for role in ("primary", "contrast"):
        assert contrast(ten_inches.colour(role).rgb, ten_inches.colour("ground").rgb) >= 6.0
    assert brand.content.theme.colour("muted") != brand.content.theme.colour("text")


def test_a_group_and_a_shape_with_a_hole_are_painted_where_they_are(altered_brand):
    def framed(presentation):
        hole = "".join(
            f'<a:moveTo><a:pt x="{a}" y="{a}"/></a:moveTo>'
            + "".join(f'<a:lnTo><a:pt x="{x}" y="{y}"/></a:lnTo>' for x, y in ((b, a), (b, b), (a, b)))
            + "<a:close/>"
            for a, b in ((0, 100), (2, 98))
        )
        shape = area(solid("102030")).replace(
            '<a:prstGeom prst="rect"/>',
            f'<a:custGeom><a:pathLst><a:path w="100" h="100">{hole}</a:path></a:pathLst></a:custGeom>',
        )
        added(presentation.slide_master.shapes, shape)

    opened = altered_brand(framed)
    assert not opened.content.theme.dark
    assert not opened.content.panels


def test_brands_without_decoration_have_no_panels(brand, altered_brand):
    for opened in (brand, altered_brand(lambda presentation: None)):
        assert not opened.content.panels and not opened.cover.panels
        assert opened.content.title_ink == ""


# -- bands and photographs ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("left", "edge"), [(0.0, "x"), (8.0, "right")])
def test_texts_stand_beside_a_band_at_an_edge_of_the_slide(altered_brand, left, edge):
    opened = altered_brand(on_master(solid("1F6E5B"), left, 0.0, 2.0, 7.5))
    cover, content = opened.brand.cover, opened.brand.content
    inner = opened.units.points(Inches(2.0 if edge == "x" else 8.0) / 12700)
    for region in (content.title, content.body, cover.title, cover.subtitle, cover.body):
        assert region.x >= inner if edge == "x" else region.right <= inner
    assert not opened.cover.panels


def test_a_band_that_would_take_much_of_the_body_lies_under_it(altered_brand):
    opened = altered_brand(on_master(solid("1F6E5B"), 6.2, 0.0, 3.8, 7.5))
    assert opened.brand.content.body.right > opened.units.points(Inches(9) / 12700)
    assert opened.content.panels


def test_panels_that_nearly_touch_are_one(altered_brand):
    (panel,) = altered_brand(photograph).content.panels
    assert panel.height > 0.8 * altered_brand(photograph).brand.height


def test_the_ink_of_a_slide_number_is_chosen_for_the_panel_that_another_text_needs(altered_brand):
    def striped_but_at_the_number(presentation):
        photograph(presentation)
        added(presentation.slide_master.shapes, area(solid("101010"), 8.9, 6.8, 0.7, 0.7), at=3)

    content = altered_brand(striped_but_at_the_number).content
    (number,) = (footer for footer in content.footers if footer.kind == "sldNum")
    middle = number.rect.right - 20.0, number.rect.y + number.rect.height / 2
    assert any(panel.x < middle[0] < panel.right and panel.y < middle[1] < panel.bottom for panel in content.panels)
    assert number.ink != "ground"


def test_a_date_that_ends_on_a_band_keeps_its_place_without_a_panel(altered_brand):
    opened = altered_brand(on_master(solid("102030"), 0.0, 0.0, 2.4, 7.5))
    (date,) = (footer for footer in opened.content.footers if footer.kind == "dt")
    assert contrast(opened.content.theme.colour(date.ink).rgb, "102030") >= 4.5
    assert not any(panel.x < date.rect.x + 20 and panel.bottom > date.rect.y for panel in opened.content.panels)


def test_a_photograph_of_many_colours_is_judged_in_a_moment():
    noise = PIL.Image.effect_noise((320, 180), 200).convert("RGB")
    colours = PIL.Image.merge("RGB", [noise.rotate(angle).getchannel("R") for angle in (0, 90, 180)])
    backdrop = Backdrop(colours, 1.0)
    begun = time.process_time()
    for _ in range(5):
        backdrop.readable_part(backdrop.whole, ("000000",), 4.5)
    assert time.process_time() - begun < 0.5
