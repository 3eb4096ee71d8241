"""Any company's presentation can be a brand: every format, missing placeholders, odd sizes, colours and fonts."""

import re

import pptx
import pytest
from lxml import etree
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Inches

from kamdeck.brand import Rect
from kamdeck.emit.pptx import emit, open_brand, save
from kamdeck.problems import Problems
from kamdeck.theme import contrast, hue_distance
from tests.emit.deck_builders import BRAND, NAMES, EmittedDeck, emit_deck, find, page, pages, prose
from tests.word_brands import rewritten


def inside(region: Rect, opened) -> bool:
    return (
        region.x >= 0 and region.y >= 0 and region.right <= opened.brand.width and region.bottom <= opened.brand.height
    )


def test_the_default_brand_has_the_regions_of_its_design(brand):
    content = brand.brand.content
    assert (brand.brand.width, brand.brand.height) == (960, 540)
    assert (content.title.x, content.title.y, content.title.bottom) == pytest.approx((36, 30.5, 119.0))
    assert (content.body.x, content.body.y, content.body.right) == pytest.approx((36, 120, 924))
    assert content.body.bottom > 480
    assert (content.title_size, content.title_lines, content.title_inset) == (24, 2, 0)
    assert content.breadcrumb.y == pytest.approx(15.4, abs=0.1)
    cover = brand.brand.cover
    assert cover.aside_ground == "primary"
    assert cover.aside.x > cover.title.right


def test_the_default_brands_roles_are_the_palette(brand):
    theme = brand.brand.theme
    roles = {role: theme.colour(role).rgb for role in ("text", "ground", "primary", "contrast", "good", "warn", "bad")}
    assert roles == {
        "text": "1A2430", "ground": "FFFFFF", "primary": "1B4F7D", "contrast": "863E6C",
        "good": "2A7048", "warn": "8A5A12", "bad": "A93226",
    }  # fmt: skip
    assert [theme.colour(f"grey{at}").rgb for at in (1, 2, 4)] == ["56616C", "87929D", "F2F4F7"]


def test_regions_do_not_overlap_and_stay_on_the_slide(altered_brand):
    for width, height in ((10, 7.5), (10, 5.625), (11.69, 8.27), (13.333, 7.5)):

        def resize(presentation, width=width, height=height):
            presentation.slide_width, presentation.slide_height = Inches(width), Inches(height)
            for layout in (presentation.slide_master, *presentation.slide_layouts):
                for holder in layout.placeholders:
                    if holder._element.spPr.xfrm is not None:
                        holder.left, holder.width = int(holder.left * width / 10), int(holder.width * width / 10)
                        holder.top, holder.height = int(holder.top * height / 7.5), int(holder.height * height / 7.5)

        opened = altered_brand(resize, f"{width}.pptx")
        for regions in (opened.brand.content, opened.brand.cover):
            assert all(inside(region, opened) for region in (regions.title, regions.body, regions.subtitle) if region)
            assert regions.body.y >= regions.title.bottom
        assert opened.brand.content.body.height > opened.brand.height * 0.45


def test_the_region_of_a_subtitle_is_the_brands_placeholder_without_margins(altered_brand):
    opened = altered_brand(lambda presentation: None)
    region, holder = opened.brand.cover.subtitle, opened.cover.subtitle.rect
    inset = opened.units.points(7.2)
    assert (region.x, region.width) == pytest.approx((holder.x + inset, holder.width - 2 * inset))
    slide = emit_deck(opened).slide(1)
    place = find(slide, "//p:sp[.//p:ph[@type='subTitle']]//a:off/@x")
    assert place in ([], [str(opened.units.emu(holder.x))])


def test_a_template_becomes_an_ordinary_presentation(tmp_path):
    def retyped(name, blob):
        return blob.replace(b"presentation.main+xml", b"template.main+xml") if name == "[Content_Types].xml" else blob

    (tmp_path / "b.potx").write_bytes(rewritten(BRAND.read_bytes(), retyped))
    types = emit_deck(open_brand(tmp_path / "b.potx")).read("[Content_Types].xml")
    assert b"template.main" not in types
    assert b"presentation.main+xml" in types


def test_sample_slides_and_their_parts_are_dropped(altered_brand):
    def samples(presentation):
        for _ in range(3):
            slide = presentation.slides.add_slide(presentation.slide_layouts[0])
            slide.shapes.title.text = "Sample"
            slide.notes_slide.notes_text_frame.text = "sample notes"

    deck = emit_deck(altered_brand(samples))
    assert [name for name in deck.names if name.startswith("ppt/slides/slide")] == [
        "ppt/slides/slide1.xml",
        "ppt/slides/slide2.xml",
    ]
    assert not [name for name in deck.names if "notesSlide" in name]
    assert "Sample" not in deck.words()


def drop(shapes, *kinds):
    for holder in list(shapes.placeholders):
        if holder._element.find(f".//{qn('p:ph')}").get("type") in kinds:
            holder._element.getparent().remove(holder._element)


def test_a_brand_without_footers_gets_footer_and_number_at_the_bottom(altered_brand):
    def bare(presentation):
        for shapes in (presentation.slide_master, *presentation.slide_layouts):
            drop(shapes, "dt", "ftr", "sldNum")

    opened = altered_brand(bare)
    slide = emit_deck(opened).slide(2)
    assert {"ftr", "sldNum"} <= set(find(slide, "//p:ph/@type"))
    body = opened.brand.content.body
    for kind in ("ftr", "sldNum"):
        top = int(find(slide, f"//p:sp[.//p:ph[@type='{kind}']]//a:off/@y")[0]) / 12700
        assert body.bottom <= opened.units.points(top) < opened.brand.height


def test_without_a_title_only_layout_the_body_placeholder_is_the_region(altered_brand):
    def only_content(presentation):
        layouts = presentation.slide_layouts
        for layout in list(layouts):
            if layout.name not in ("Title Slide", "Title and Content"):
                layouts.remove(layout)

    opened = altered_brand(only_content)
    slide = emit_deck(opened).slide(2)
    assert "obj" not in find(slide, "//p:ph/@type")
    assert all(find(slide, "//p:ph/@type"))
    assert opened.brand.content.body.y >= opened.brand.content.title.bottom


def test_a_brand_without_a_cover_uses_a_content_slide_as_one(altered_brand):
    def no_cover(presentation):
        for layout in list(presentation.slide_layouts):
            if layout.name != "Title Only":
                presentation.slide_layouts.remove(layout)

    opened = altered_brand(no_cover)
    assert opened.brand.cover.subtitle is not None
    assert opened.brand.cover.body.y >= opened.brand.cover.subtitle.bottom
    assert "2026-Q4" in emit_deck(opened).words()


def test_a_logo_at_the_top_takes_the_breadcrumbs_place_and_leaves_the_title_its_own(altered_brand):
    def lowered(presentation):
        presentation.slide_master.placeholders[0].top = Inches(0.5)

    def logo(presentation):
        lowered(presentation)
        samples = pptx.Presentation()
        slide = samples.slides.add_slide(samples.slide_layouts[6])
        box = slide.shapes.add_textbox(Inches(0.2), Inches(0.1), Inches(3), Inches(0.35))
        presentation.slide_master.shapes._spTree.append(box._element)

    plain, marked = altered_brand(lowered, "plain.pptx").brand.content, altered_brand(logo).brand.content
    assert plain.breadcrumb is not None
    assert marked.breadcrumb is None
    assert plain.title == marked.title


def repainted(**colours: str):
    """A change of a brand's theme colours."""

    def change(presentation):
        part = presentation.slide_master.part.part_related_by(
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships/theme"
        )
        xml = part.blob.decode()
        for name, value in colours.items():
            xml = re.sub(
                rf"<a:{name}>.*?</a:{name}>", f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>', xml, flags=re.S
            )
        part._blob = xml.encode()

    return change


@pytest.mark.parametrize("accent", ["FFFF00", "DDDDDD", "00B0F0", "000000", "FFFFFF", "8ED973"])
def test_the_primary_colour_has_contrast_to_the_background(altered_brand, accent):
    theme = altered_brand(repainted(accent1=accent)).brand.theme
    assert contrast(theme.colour("primary").rgb, theme.colour("ground").rgb) >= 4.5
    assert contrast(theme.colour("muted").rgb, theme.colour("grey4").rgb) >= 4.5


def test_on_a_dark_background_all_text_is_light_enough(altered_brand):
    theme = altered_brand(repainted(lt1="10202A", dk1="FFFFFF", lt2="203040", dk2="C0C8D0")).brand.theme
    assert theme.dark
    ground = theme.colour("ground").rgb
    for role in ("text", "muted", "primary", "contrast", "good", "warn", "bad"):
        assert contrast(theme.colour(role).rgb, ground) >= 4.4, role


def test_a_dark_background_with_an_ordinary_colour_scheme_is_recognised(altered_brand):
    def dark(presentation):
        fill = presentation.slide_master.background.fill
        fill.solid()
        fill.fore_color.theme_color = pptx.enum.dml.MSO_THEME_COLOR.TEXT_1

    theme = altered_brand(dark).brand.theme
    assert theme.dark
    assert theme.colour("text").scheme == "bg1"


def test_the_contrasting_colour_is_another_hue_and_no_status(brand, altered_brand):
    for theme in (brand.brand.theme, altered_brand(lambda presentation: None).brand.theme):
        assert hue_distance(theme.colour("primary").rgb, theme.colour("contrast").rgb) > 0.1
        assert theme.colour("contrast") not in [theme.colour(role) for role in ("good", "warn", "bad")]


def test_a_theme_without_status_hues_gets_the_fixed_colours(altered_brand):
    greys = {
        f"accent{at}": shade for at, shade in enumerate(("777777", "666666", "555555", "444444", "333333", "222222"), 1)
    }
    theme = altered_brand(repainted(**greys)).brand.theme
    assert [theme.colour(role).rgb for role in ("good", "warn", "bad")] == ["2A7048", "8A5A12", "A93226"]
    assert not any(theme.colour(role).scheme for role in ("good", "warn", "bad"))


@pytest.mark.parametrize(
    ("slot", "chinese", "japanese"),
    [
        ("", "SimSun", "Meiryo"),
        ("Century Gothic", "SimSun", "Meiryo"),
        ("Yu Gothic UI", "SimSun", "+mn-ea"),
        ("メイリオ", "SimSun", "+mn-ea"),
        ("华文细黑", "+mn-ea", "Meiryo"),
    ],
)
def test_runs_name_a_typeface_of_their_language_unless_the_theme_has_it(altered_brand, slot, chinese, japanese):
    def change(presentation):
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/theme"
        part = presentation.slide_master.part.part_related_by(kind)
        fonts = f'<a:ea typeface="{slot}"/><a:cs typeface=""/><a:font script="Hans" typeface="SimSun"/>'
        fonts += '<a:font script="Jpan" typeface="Meiryo"/>'
        xml = re.sub(
            r"(<a:minorFont>\s*<a:latin[^>]*/>).*?(</a:minorFont>)", rf"\1{fonts}\2", part.blob.decode(), flags=re.S
        )
        part._blob = xml.encode()

    opened = altered_brand(change)
    for language, title, named in (("zh-CN", "华兴银行", chinese), ("ja-JP", "計画の概要", japanese)):
        made = pages(page(breadcrumb=prose(title, 10.0), title=title), language=language, ideographs=language)
        slide = EmittedDeck(save(emit(made, opened))).slide()
        assert set(find(slide, "//a:ea/@typeface")) == {named}
        assert set(find(slide, "//a:r/a:rPr/@lang")) == {language}


def test_an_odd_default_text_style_is_reset_in_every_text_box(altered_brand):
    def coloured(presentation):
        level = presentation.part._element.find(f"{qn('p:defaultTextStyle')}/{qn('a:lvl1pPr')}")
        level.set("marL", "342900")

    opened = altered_brand(coloured)
    assert "lvl1pPr" in opened.list_style
    assert altered_brand(lambda presentation: None, "usual.pptx").list_style == "<a:lstStyle/>"


def test_a_long_footer_is_set_smaller_or_wider_but_never_cut(altered_brand):
    opened = altered_brand(lambda presentation: None)
    deck = EmittedDeck(
        save(emit(pages(page(), footer="Huaxing Bank · 2026-Q4 · internal · not for the customer"), opened))
    )
    run = find(deck.slide(), "//p:sp[.//p:ph[@type='ftr']]//a:rPr")[0]
    assert 800 <= int(run.get("sz")) <= 1200


def test_of_two_masters_the_one_with_the_simpler_content_layout_is_used(altered_brand, tmp_path):
    from pptx.opc.packuri import PackURI

    def doubled(presentation):
        """A second master in front, whose only slide layout is a cover."""
        main, master = presentation.part, presentation.slide_master.part
        layout = presentation.slide_layouts[0].part
        first = type(master)(
            PackURI("/ppt/slideMasters/slideMaster9.xml"), master.content_type, main.package, copied(master)
        )
        cover = type(layout)(
            PackURI("/ppt/slideLayouts/slideLayout99.xml"), layout.content_type, main.package, copied(layout)
        )
        theme = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/theme"
        first.relate_to(master.part_related_by(theme), theme)
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/slide"
        cover.relate_to(first, f"{kind}Master")
        listing = first._element.find(qn("p:sldLayoutIdLst"))
        for entry in list(listing)[1:]:
            listing.remove(entry)
        listing[0].set(qn("r:id"), first.relate_to(cover, f"{kind}Layout"))
        masters = main._element.find(qn("p:sldMasterIdLst"))
        entry = parse_xml(etree.tostring(masters[0]))
        entry.set(qn("r:id"), main.relate_to(first, f"{kind}Master"))
        entry.set("id", "2147490000")
        listing[0].set("id", "2147490001")
        masters.insert(0, entry)

    opened = altered_brand(doubled)
    assert opened.content.part_name == "/ppt/slideLayouts/slideLayout6.xml"
    assert opened.cover.part_name == "/ppt/slideLayouts/slideLayout1.xml"


def copied(part):
    return parse_xml(part.blob)


@pytest.mark.parametrize(
    ("blob", "words"),
    [
        (b"no zip", "is not a .pptx or .potx"),
        (bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 100, "old .ppt format"),
        (bytes.fromhex("D0CF11E0A1B11AE1") + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"", "is not a .pptx or .potx"),
    ],
)
def test_a_file_that_is_no_presentation_is_refused_by_its_kind(tmp_path, blob, words):
    (tmp_path / "b.pptx").write_bytes(blob)
    with pytest.raises(Problems, match=words):
        open_brand(tmp_path / "b.pptx")


def test_a_word_file_a_strict_file_and_a_broken_one_are_refused(tmp_path):
    import docx

    docx.Document().save(str(tmp_path / "w.pptx"))
    with pytest.raises(Problems, match="Word"):
        open_brand(tmp_path / "w.pptx")
    strict = rewritten(
        BRAND.read_bytes(),
        lambda name, blob: blob.replace(
            b"schemas.openxmlformats.org/officeDocument/2006", b"purl.oclc.org/ooxml/officeDocument"
        ),
    )
    (tmp_path / "s.pptx").write_bytes(strict)
    with pytest.raises(Problems, match="Strict"):
        open_brand(tmp_path / "s.pptx")
    broken = rewritten(BRAND.read_bytes(), lambda name, blob: b"<x" if name == "ppt/presentation.xml" else blob)
    (tmp_path / "x.pptx").write_bytes(broken)
    with pytest.raises(Problems, match="damaged"):
        open_brand(tmp_path / "x.pptx")
    with pytest.raises(Problems, match="cannot be read"):
        open_brand(tmp_path / "absent.pptx")


def test_texts_on_a_filled_cover_have_the_ink_that_is_readable_on_it(altered_brand):
    def filled(presentation):
        cover = presentation.slide_layouts[0]
        paint = pptx.Presentation()
        slide = paint.slides.add_slide(paint.slide_layouts[6])
        shape = slide.shapes.add_shape(1, 0, 0, presentation.slide_width, presentation.slide_height)
        shape.fill.solid()
        shape.fill.fore_color.theme_color = pptx.enum.dml.MSO_THEME_COLOR.TEXT_2
        cover.shapes._spTree.insert(2, shape._element)
        title = cover.placeholders[0]._element
        style = title.find(f"{qn('p:txBody')}/{qn('a:lstStyle')}")
        white = '<a:defRPr><a:solidFill><a:schemeClr val="bg1"/></a:solidFill></a:defRPr>'
        style.append(parse_xml(f'<a:lvl1pPr xmlns:a="{NAMES["a"]}">{white}</a:lvl1pPr>'))

    opened = altered_brand(filled)
    assert opened.cover.theme.colour("text").scheme == "bg1"
    assert opened.content.theme.colour("text").scheme == "tx1"


@pytest.mark.parametrize(
    ("width", "height", "scale"),
    [
        (13.333, 7.5, 1.0),
        (10, 5.625, 0.75),
        (10, 7.5, 0.866),
        (11.69, 8.27, 0.983),
        (20, 11.25, 1.5),
        (40, 22.5, 2.0),
        (5, 4, 0.7),
    ],
)
def test_everything_is_as_large_as_the_slide_allows(altered_brand, width, height, scale):
    def resized(presentation):
        across, down = Inches(width) / presentation.slide_width, Inches(height) / presentation.slide_height
        presentation.slide_width, presentation.slide_height = Inches(width), Inches(height)
        for shapes in (presentation.slide_master, *presentation.slide_layouts):
            for shape in shapes.placeholders:
                if shape._element.xpath(".//a:xfrm"):
                    shape.left, shape.width = int(shape.left * across), int(shape.width * across)
                    shape.top, shape.height = int(shape.top * down), int(shape.height * down)

    opened = altered_brand(resized)
    assert opened.units.scale == pytest.approx(scale, abs=0.001)
    deck = emit_deck(opened)
    sizes = {int(size) for number in (1, 2) for size in find(deck.slide(number), "//a:t/../a:rPr/@sz")}
    assert sizes and min(sizes) >= opened.units.font_size(10) - 1
    for number in (1, 2):
        for off in find(deck.slide(number), "//p:sp//a:off"):
            assert 0 <= int(off.get("x")) <= Inches(width) and 0 <= int(off.get("y")) <= Inches(height)


def test_a_size_that_a_brand_does_not_declare_is_written_on_its_slides(altered_brand):
    def forget(presentation):
        for each in (presentation.slide_master, *presentation.slide_layouts):
            for run in each._element.iter(qn("a:defRPr")):
                run.attrib.pop("sz", None)

    slide = emit_deck(altered_brand(forget)).root("ppt/slides/slide2.xml")
    for kind in ("title", "ftr"):
        runs = find(slide, f"//p:sp[.//p:ph[@type='{kind}']]//a:r/a:rPr")
        assert runs and all(run.get("sz") for run in runs), kind
    slide = emit_deck(altered_brand(lambda _: None)).root("ppt/slides/slide2.xml")
    runs = find(slide, "//p:sp[.//p:ph[@type='ftr']]//a:r/a:rPr")
    assert runs and not any(run.get("sz") for run in runs)
