"""Which slide layouts of a brand are used: by geometry, never by name, unless the settings name one."""

from pathlib import Path

import pptx
import pytest
from pptx.enum.text import MSO_ANCHOR
from pptx.oxml.ns import qn
from pptx.util import Inches

from kamdeck.brand import SlideLayoutNames
from kamdeck.emit.pptx import open_brand
from kamdeck.problems import Place, Problems
from tests.emit.deck_builders import emit_deck, find
from tests.emit.test_legibility import added, area, solid
from tests.word_brands import rewritten


def layout(presentation, name):
    return next(each for each in presentation.slide_layouts if each.name == name)


def place(holder, left, top, width, height):
    holder.left, holder.top, holder.width, holder.height = (Inches(at) for at in (left, top, width, height))


def name_of(opened, kind="content"):
    number = opened.kind(kind).part_name.removeprefix("/ppt/slideLayouts/slideLayout").removesuffix(".xml")
    return pptx.Presentation().slide_layouts[int(number) - 1].name


def off_the_slide(presentation):
    """The title of the layout for titles only stands above the slide, as in layouts that are to look empty."""
    place(layout(presentation, "Title Only").placeholders[0], 0, -1.2, 10, 1)


def test_a_layout_whose_title_is_off_the_slide_is_not_used(altered_brand):
    opened = altered_brand(off_the_slide)
    assert name_of(opened) == "Title and Content"
    slide = emit_deck(opened).slide(2)
    assert all(int(top) >= 0 for top in find(slide, "//p:sp//a:off/@y"))


def test_a_title_that_only_reaches_beyond_an_edge_is_moved_onto_the_slide(altered_brand):
    def overhanging(presentation):
        for each in (presentation.slide_master, *presentation.slide_layouts):
            for holder in each.placeholders:
                if holder._element.find(f".//{qn('p:ph')}").get("type") == "title":
                    place(holder, 0.5, -0.2, 9, 1)

    opened = altered_brand(overhanging)
    assert opened.brand.content.title.y >= 0
    assert min(int(top) for top in find(emit_deck(opened).slide(2), "//p:sp[.//p:ph[@type='title']]//a:off/@y")) >= 0


def test_a_title_that_grows_upwards_stays_below_a_date_at_the_top(altered_brand):
    def low_with_a_date_above(presentation):
        for each in (presentation.slide_master, *presentation.slide_layouts):
            for holder in each.placeholders:
                kind = holder._element.find(f".//{qn('p:ph')}").get("type")
                if kind == "title":
                    place(holder, 0.5, 0.45, 9, 0.8)
                    holder.text_frame.vertical_anchor = MSO_ANCHOR.BOTTOM
                elif kind in ("dt", "sldNum"):
                    place(holder, 0.9 if kind == "dt" else 8.1, 0.35, 1, 0.35)

    regions = altered_brand(low_with_a_date_above).kind("content").regions
    # Places are in points of a slide of 100 square inches; this one has 75.
    assert regions.title.y >= 0.7 * 72 / 0.75**0.5 - 0.01


def test_no_rule_runs_through_the_two_lines_of_a_title_in_the_middle_of_its_place(altered_brand):
    rule = 1.35

    def ruled(presentation):
        for each in (presentation.slide_master, *presentation.slide_layouts):
            for holder in each.placeholders:
                if holder._element.find(f".//{qn('p:ph')}").get("type") == "title":
                    place(holder, 0.5, 0.5, 9, 0.9)
                    holder.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
        added(presentation.slide_master.shapes, area(solid("FF0000"), 0.5, rule, 9, 0.02))

    opened = altered_brand(ruled)
    regions, scale = opened.content.regions, opened.units.scale
    middle = (regions.title.y + regions.title.height / 2) * scale
    assert middle + regions.title_size * scale * 1.2 <= rule * 72 + 0.5


def test_texts_keep_a_margin_where_a_place_reaches_the_edges_of_the_slide(altered_brand):
    def as_wide_as_the_slide(presentation):
        for each in (presentation.slide_master, *presentation.slide_layouts):
            for holder in each.placeholders:
                if holder._element.find(f".//{qn('p:ph')}").get("type", "obj") in ("title", "body", "obj"):
                    holder.left, holder.width = 0, presentation.slide_width

    opened = altered_brand(as_wide_as_the_slide)
    regions = opened.kind("content").regions
    inset = regions.title_inset / 2
    # Places are in points of a slide of 100 square inches; this one has 75.
    assert regions.body.x == pytest.approx(0.025 * 720 / 0.75**0.5)
    assert regions.body.right == pytest.approx(0.975 * 720 / 0.75**0.5)
    assert regions.title.x + inset == pytest.approx(regions.body.x)
    assert regions.title.right - inset == pytest.approx(regions.body.right)


def wider(presentation):
    """Slides of 16:9 with slide layouts that were made for 4:3."""
    presentation.slide_width = Inches(13.333)


def test_texts_take_the_width_of_slides_that_are_wider_than_their_layouts(altered_brand):
    opened = altered_brand(wider)
    for kind in ("content", "cover"):
        title = opened.kind(kind).regions.title
        assert title.x + title.right == pytest.approx(960, abs=1)
    body = opened.kind("content").regions.body
    assert body.width > 0.85 * 960
    deck = emit_deck(opened)
    footers = find(deck.slide(2), "//p:sp[.//p:ph[@type='sldNum']]//a:off/@x")
    assert [int(x) > 8 * 914400 for x in footers] == [True]


def test_texts_stay_where_their_layouts_have_a_picture_at_the_right(altered_brand):
    def with_picture(presentation):
        wider(presentation)
        added(presentation.slide_master.shapes, area(solid("4472C4"), 10.2, 1, 3, 5))

    assert altered_brand(with_picture).kind("content").regions.title.right < 0.75 * 960


def test_a_vertical_title_is_not_used(altered_brand):
    def vertical(presentation):
        for each in (presentation.slide_master, *presentation.slide_layouts):
            for body in each._element.iter(qn("a:bodyPr")):
                title = body.getparent().getparent().find(f".//{qn('p:ph')}[@type='title']")
                if title is not None and each is not layout(presentation, "Two Content"):
                    body.set("vert", "eaVert")
        layout(presentation, "Two Content").placeholders[0]._element.find(f".//{qn('a:bodyPr')}").set("vert", "horz")

    assert name_of(altered_brand(vertical)) == "Two Content"


def test_the_layout_with_the_largest_region_is_used_whatever_its_name(altered_brand):
    def renamed(presentation):
        only, content = layout(presentation, "Title Only"), layout(presentation, "Title and Content")
        place(only.placeholders[0], 0.5, 3, 9, 1)
        only.name, content.name = "Title and Content", "Quotation"

    assert name_of(altered_brand(renamed)) == "Title and Content"


def test_of_equal_regions_the_one_with_the_fewest_leftover_placeholders_is_used(altered_brand):
    def unnamed(presentation):
        for number, each in enumerate(presentation.slide_layouts):
            each.name = f"Layout {number}"
            each._element.attrib.pop("type", None)

    assert name_of(altered_brand(unnamed)) == "Title Only"


def test_without_any_title_on_the_slide_the_brand_is_a_problem(altered_brand):
    def all_off(presentation):
        for each in (presentation.slide_master, *presentation.slide_layouts):
            for holder in each.placeholders:
                if holder._element.find(f".//{qn('p:ph')}").get("type") in ("title", "ctrTitle"):
                    place(holder, 0, -3, 10, 1)

    with pytest.raises(Problems, match="no slide layout whose title lies on the slide; move one"):
        altered_brand(all_off)


def test_a_brand_that_marks_no_cover_uses_its_first_layout_if_its_title_is_in_the_middle(altered_brand):
    def unmarked(presentation):
        first = presentation.slide_layouts[0]
        first._element.attrib.pop("type")
        first.placeholders[0]._element.find(f".//{qn('p:ph')}").set("type", "title")

    opened = altered_brand(unmarked)
    assert name_of(opened, "cover") == "Title Slide"
    assert opened.brand.cover.title.y > opened.brand.height * 0.25


def test_a_subtitle_at_the_top_stands_for_the_title_that_a_content_layout_lacks(altered_brand):
    def covers_only(presentation):
        body = layout(presentation, "Title and Content")
        for each in list(presentation.slide_layouts):
            if each not in (presentation.slide_layouts[0], body):
                presentation.slide_layouts.remove(each)
        body.placeholders[0]._element.find(f".//{qn('p:ph')}").set("type", "subTitle")
        place(body.placeholders[0], 0.5, 0.3, 9, 1)

    opened = altered_brand(covers_only)
    assert name_of(opened) == "Title and Content"
    assert find(emit_deck(opened).slide(2), "//p:sp[.//p:ph[@type='title']]//a:off")


@pytest.mark.parametrize("left", [0.1, 8.6])
def test_a_logo_in_a_corner_takes_its_own_corner_of_the_region_only(altered_brand, left):
    def logo(presentation):
        samples = pptx.Presentation()
        slide = samples.slides.add_slide(samples.slide_layouts[6])
        box = slide.shapes.add_shape(1, Inches(left), Inches(5), Inches(1.3), Inches(1.8))
        presentation.slide_master.shapes._spTree.append(box._element)

    body = altered_brand(logo).brand.content.body
    whole = altered_brand(lambda presentation: None, "plain.pptx").brand.content.body
    assert body.height == pytest.approx(whole.height, abs=12)
    assert whole.width * 0.8 < body.width < whole.width


def test_named_layouts_are_used(altered_brand, tmp_path: Path):
    altered_brand(lambda presentation: None)
    opened = open_brand(tmp_path / "odd.pptx", SlideLayoutNames(" section header", "TWO CONTENT"))
    assert [name_of(opened, kind) for kind in ("cover", "content")] == ["Section Header", "Two Content"]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("Tilte Only", "odd.pptx has no slide layout 'Tilte Only'; did you mean 'Title Only'?; its layouts"),
        ("Missing", "'Missing'; its layouts with a title are 'Title Slide', 'Title and Content', 'Section Header'"),
        ("Blank", "'Blank' of odd.pptx has no title that lies on the slide"),
    ],
)
def test_a_name_that_cannot_be_used_is_reported_at_its_place(altered_brand, tmp_path: Path, name, message):
    altered_brand(lambda presentation: None)
    names = SlideLayoutNames(content=name, content_place=Place("kamdeck.yaml", 3, 12))
    with pytest.raises(Problems) as raised:
        open_brand(tmp_path / "odd.pptx", names)
    assert "kamdeck.yaml:3:12: slide_layouts: " in str(raised.value)
    assert message in str(raised.value)


# -- layouts that sample slides name -------------------------------------------------------------------------------


def sample_slide(name, text):
    """Adds a sample slide with a slide layout and a text box."""

    def added(presentation):
        slide = presentation.slides.add_slide(layout(presentation, name))
        slide.shapes.add_textbox(Inches(1), Inches(1), Inches(3), Inches(1)).text_frame.text = text

    return added


@pytest.mark.parametrize("text", ["kamdeck: content", " Kamdeck : CONTENT"])
def test_a_sample_slide_names_its_layout(text, altered_brand):
    assert name_of(altered_brand(sample_slide("Two Content", text))) == "Two Content"


def test_a_sample_slide_names_its_layout_for_covers(altered_brand):
    opened = altered_brand(sample_slide("Section Header", "kamdeck: cover"))
    assert (name_of(opened, "cover"), name_of(opened)) == ("Section Header", "Title Only")


@pytest.mark.parametrize("text", ["kamdeck", "We use kamdeck: content", "kamdeck: closing"])
def test_other_words_of_sample_slides_name_nothing(text, altered_brand):
    assert name_of(altered_brand(sample_slide("Two Content", text))) == "Title Only"


def test_the_settings_count_before_a_sample_slide(altered_brand, tmp_path: Path):
    altered_brand(sample_slide("Two Content", "kamdeck: content"))
    assert name_of(open_brand(tmp_path / "odd.pptx", SlideLayoutNames(content="Comparison"))) == "Comparison"


def test_a_sample_slide_with_a_layout_without_a_title_is_a_problem(altered_brand):
    with pytest.raises(
        Problems, match="the sample slide 'kamdeck: content' has the slide layout 'Blank', which has no"
    ):
        altered_brand(sample_slide("Blank", "kamdeck: content"))


def test_a_damaged_sample_slide_names_nothing(altered_brand, tmp_path: Path):
    altered_brand(sample_slide("Two Content", "kamdeck: content"))

    def damaged(name, content):
        return b"<kamdeck" if name.startswith("ppt/slides/slide") else content

    (tmp_path / "damaged.pptx").write_bytes(rewritten((tmp_path / "odd.pptx").read_bytes(), damaged))
    assert name_of(open_brand(tmp_path / "damaged.pptx")) == "Title Only"


def test_a_title_that_is_wider_than_the_masters_body_gives_the_body_its_sides(altered_brand):
    def narrow_body(presentation):
        place(presentation.slide_master.placeholders[1], 0.5, 1.75, 7, 4.95)

    opened = altered_brand(narrow_body)
    assert name_of(opened) == "Title Only"
    assert opened.units.emu(opened.brand.content.body.width) > Inches(8.5)


def beside_a_picture(presentation):
    """All layouts but the cover have a narrow title and body beside an area that stands for a picture."""
    for each in list(presentation.slide_layouts)[2:]:
        presentation.slide_layouts.remove(each)
    content = layout(presentation, "Title and Content")
    place(content.placeholders[0], 7.2, 0.4, 2.5, 1.2)
    place(content.placeholders[1], 7.2, 1.8, 2.5, 4.6)
    added(content.shapes, area(solid("1F497D"), 0.0, 0.0, 7.0, 7.5))


def test_title_and_body_take_the_width_of_the_slide_where_the_brand_has_only_a_narrow_column(altered_brand):
    opened = altered_brand(beside_a_picture)
    body, title = opened.brand.content.body, opened.brand.content.title
    assert name_of(opened) == "Title and Content"
    assert min(body.width, title.width) > 0.85 * opened.brand.width
    assert any(panel.x <= body.x and panel.right >= body.right for panel in opened.content.panels)
    left = find(emit_deck(opened).slide(2), "//p:sp[.//p:ph[@type='title']]//a:off/@x")
    assert int(left[0]) < Inches(1)


def test_where_the_brand_has_only_a_cover_the_title_of_content_stands_at_the_top(altered_brand):
    def only_the_cover(presentation):
        for each in list(presentation.slide_layouts)[1:]:
            presentation.slide_layouts.remove(each)

    opened = altered_brand(only_the_cover)
    content, cover = opened.brand.content, opened.brand.cover
    assert name_of(opened) == name_of(opened, "cover") == "Title Slide"
    assert content.title.y < 0.1 * opened.brand.height < 0.25 * opened.brand.height < cover.title.y
    assert content.body.width * content.body.height > 0.5 * opened.brand.width * opened.brand.height
    tops = find(emit_deck(opened).slide(2), "//p:sp[.//p:ph[@type='ctrTitle']]//a:off/@y")
    assert int(tops[0]) < Inches(0.8)


def test_a_wider_layout_is_preferred_to_a_narrow_one(altered_brand):
    def one_narrow(presentation):
        place(layout(presentation, "Title Only").placeholders[0], 7.2, 0.4, 2.5, 1.2)

    assert name_of(altered_brand(one_narrow)) != "Title Only"


def test_where_all_titles_are_at_the_bottom_the_body_stands_above_them(altered_brand):
    def at_the_bottom(presentation):
        for each in (presentation.slide_master, *presentation.slide_layouts):
            for holder in each.placeholders:
                if holder._element.find(f".//{qn('p:ph')}").get("type") == "title":
                    place(holder, 0.5, 5.7, 9, 0.9)
        place(presentation.slide_master.placeholders[1], 0.5, 0.5, 9, 5)

    opened = altered_brand(at_the_bottom)
    content = opened.brand.content
    assert content.title.bottom <= min(footer.rect.y for footer in opened.content.footers)
    assert content.body.bottom <= content.breadcrumb.y <= content.title.y
    assert content.body.height > 3 * content.title.y / 4
    assert opened.units.emu(content.body.y) == Inches(0.5)


def test_a_title_at_the_top_is_preferred_to_one_at_the_bottom(altered_brand):
    def one_at_the_bottom(presentation):
        place(layout(presentation, "Title Only").placeholders[0], 0.5, 6, 9, 0.9)

    assert name_of(altered_brand(one_at_the_bottom)) == "Title and Content"


@pytest.mark.parametrize("of_master", [True, False], ids=["a title of the master", "no title at all"])
def test_slides_of_a_brand_without_any_title_in_its_layouts_bring_one(altered_brand, of_master):
    def untitled(presentation):
        for each in (*presentation.slide_layouts, *(() if of_master else (presentation.slide_master,))):
            for holder in list(each.placeholders):
                if holder._element.find(f".//{qn('p:ph')}").get("type") in ("title", "ctrTitle"):
                    holder._element.getparent().remove(holder._element)

    opened = altered_brand(untitled)
    slide = emit_deck(opened).slide(2)
    title = "//p:sp[.//p:ph[@type='title']]"
    assert find(slide, f"{title}//a:off") and find(slide, f"{title}//a:lstStyle//a:latin/@typeface") == ["+mj-lt"]
    regions = opened.brand.content
    assert 0 <= regions.title.y < opened.brand.height * 0.1 and regions.body.y >= regions.title.bottom
    assert regions.body.height > opened.brand.height / 2
