"""Covers hold title, subtitle, three facts and the classification on one slide, whatever placeholders a brand has."""

import zipfile
from dataclasses import replace
from functools import lru_cache
from itertools import combinations

import pptx
import pytest
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Inches

from kamdeck.compose.build import compose
from kamdeck.document import Document
from kamdeck.emit.pptx import emit, open_brand, save
from kamdeck.flow import Pages
from kamdeck.job import load_layout_named
from kamdeck.typeset.slides import typeset
from tests.choices import crossed
from tests.deck_reader import Deck
from tests.emit.deck_builders import NAMES, emit_deck, find
from tests.emit.test_legibility import added, area, solid
from tests.example_decks import plan_of
from tests.layouts import terms


def place(holder, left, top, width, height):
    holder.left, holder.top, holder.width, holder.height = (Inches(at) for at in (left, top, width, height))


def title_and_subtitle(presentation):
    return presentation.slide_layouts[0].placeholders[0], presentation.slide_layouts[0].placeholders[1]


def tiny_facts(presentation):
    """A low title, and a small placeholder for a date at the bottom, as the only one below the subtitle."""
    title, subtitle = title_and_subtitle(presentation)
    place(title, 1, 1, 7, 0.7)
    place(subtitle, 1, 2, 7, 0.6)
    date = f'<p:sp xmlns:p="{NAMES["p"]}" xmlns:a="{NAMES["a"]}"><p:nvSpPr><p:cNvPr id="90" name="Date"/><p:cNvSpPr/><p:nvPr>'
    date += '<p:ph type="body" idx="13"/></p:nvPr></p:nvSpPr><p:spPr><a:xfrm><a:off x="914400" y="6400800"/>'
    date += '<a:ext cx="1600000" cy="300000"/></a:xfrm></p:spPr><p:txBody><a:bodyPr/><a:p/></p:txBody></p:sp>'
    presentation.slide_layouts[0].shapes._spTree.append(parse_xml(date))


def no_subtitle(presentation):
    title, subtitle = title_and_subtitle(presentation)
    subtitle._element.getparent().remove(subtitle._element)
    place(title, 0.5, 2, 9, 3)


def at_the_bottom(presentation):
    title, subtitle = title_and_subtitle(presentation)
    place(title, 0.5, 5.2, 9, 1.2)
    place(subtitle, 0.5, 6.4, 9, 0.6)


def narrow(presentation):
    title, subtitle = title_and_subtitle(presentation)
    place(title, 7, 1.5, 2.5, 2)
    place(subtitle, 7, 3.6, 2.5, 1)


def above_the_title(presentation):
    title, subtitle = title_and_subtitle(presentation)
    place(title, 0.5, 3, 9, 1)
    place(subtitle, 0.5, 2, 9, 1)


def a_band_below(presentation):
    """A picture's place in the lower half, as wide as the slide."""
    samples = pptx.Presentation()
    slide = samples.slides.add_slide(samples.slide_layouts[6])
    band = slide.shapes.add_shape(1, 0, Inches(4.8), Inches(10), Inches(2.7))
    presentation.slide_layouts[0].shapes._spTree.insert(2, band._element)


BRANDS = (tiny_facts, no_subtitle, at_the_bottom, narrow, above_the_title, a_band_below)


@lru_cache
def cover_document(plan: str, language: str) -> Document:
    document = compose(load_layout_named("review"), plan_of(plan), terms(), language)
    return replace(document, sections=document.sections[:1])


def cover_of(opened, plan: str, language: str) -> tuple[Document, Pages]:
    document = cover_document(plan, language)
    return document, typeset(document, opened.brand, document.context(opened.style))


@pytest.mark.parametrize(("change", "language"), crossed(BRANDS, ("en", "zh")))
def test_a_cover_shows_everything_on_one_slide(altered_brand, change, language):
    opened = altered_brand(change)
    document, pages = cover_of(opened, "huaxing-bank", language)
    assert len(pages.pages) == 1
    shown = "\n".join(Deck(save(emit(pages, opened))).slides[0].paragraphs)
    topic = document.sections[0].topics[0]
    for text in (topic.headline, *(line for line in topic.subtitle if line)):
        assert text in shown
    facts = {"en": ("Key account", "Li Wei", "Internal"), "zh": ("李薇", "内部资料")}[language]
    assert all(fact in shown for fact in facts)


@pytest.mark.parametrize("change", BRANDS)
def test_the_regions_of_a_cover_lie_on_the_slide_and_apart(altered_brand, change):
    opened = altered_brand(change)
    cover = opened.brand.cover
    regions = [each for each in (cover.title, cover.subtitle, cover.body, cover.breadcrumb) if each]
    assert len(regions) >= 3
    for each in regions:
        assert each.x >= 0 and each.y >= 0
        assert each.right <= opened.brand.width and each.bottom <= opened.brand.height
    for one, other in combinations(regions, 2):
        assert one.bottom <= other.y + 1 or other.bottom <= one.y + 1
    assert cover.body.width >= 330


@pytest.mark.parametrize(("left", "needs_panel"), [(6.0, False), (0.0, True)])
def test_the_texts_of_a_cover_stand_beside_a_picture_on_the_other_side(altered_brand, left, needs_panel):
    def striped(presentation):
        for style in presentation.slide_master._element.iter(qn("p:titleStyle")):
            style.find(qn("a:lvl1pPr")).set("algn", "l")
        for number in range(8):
            added(presentation.slide_layouts[0].shapes, area(solid("000000"), left + number * 0.5, 0.0, 0.25, 7.5))

    opened = altered_brand(striped)
    below = [panel for panel in opened.cover.panels if panel.bottom > opened.brand.cover.body.y]
    assert bool(below) == needs_panel
    assert all(panel.right < 0.7 * opened.brand.width for panel in below)


@pytest.mark.parametrize(("left", "ends"), [(7.5, True), (6.0, True), (2.0, False)])
def test_the_facts_of_a_cover_end_before_a_line_that_would_run_through_them(altered_brand, left, ends):
    def crossed_by_a_line(presentation):
        for style in presentation.slide_master._element.iter(qn("p:titleStyle")):
            style.find(qn("a:lvl1pPr")).set("algn", "l")
        added(presentation.slide_layouts[0].shapes, area(solid("000000"), left, 0.0, 0.1, 7.5))

    brand = altered_brand(crossed_by_a_line).brand
    assert (brand.cover.body.right <= left / 10 * brand.width) == ends
    # Three facts would not stand beside each other on the other side of a line near the beginning.
    assert brand.cover.body.width >= 300


def test_low_facts_take_height_from_a_high_title_where_a_line_makes_them_narrow(altered_brand):
    def crossed_by_a_line(presentation):
        for style in presentation.slide_master._element.iter(qn("p:titleStyle")):
            style.find(qn("a:lvl1pPr")).set("algn", "l")
        title, subtitle = title_and_subtitle(presentation)
        place(title, 0.5, 2.0, 9.0, 3.4)
        place(subtitle, 0.5, 5.4, 9.0, 0.7)
        added(presentation.slide_layouts[0].shapes, area(solid("000000"), 5.0, 0.0, 0.1, 7.5))

    cover = altered_brand(crossed_by_a_line).brand.cover
    assert cover.body.right <= 0.5 * 960
    assert cover.body.height >= 100
    assert cover.title.bottom <= cover.subtitle.y + 1 and cover.subtitle.bottom <= cover.body.y + 1


@pytest.mark.parametrize("from_right", [True, False])
def test_the_facts_of_a_cover_that_is_set_from_the_right_end_where_its_title_ends(altered_brand, from_right):
    def change(presentation):
        for style in presentation.slide_master._element.iter(qn("p:titleStyle"), qn("p:bodyStyle")):
            level = style.find(qn("a:lvl1pPr"))
            level.set("algn", "r" if from_right else "l")
            level.set("rtl", "1" if from_right else "0")

    opened = altered_brand(change)
    _, pages = cover_of(opened, "huaxing-bank", "en")
    body = opened.brand.cover.body
    for placed in pages.pages[0].placed:
        left, _, width, _ = placed.flow.frame.extent
        if from_right:
            assert placed.x + left + width == pytest.approx(body.right, abs=1.0)
        else:
            assert placed.x + left == pytest.approx(body.x, abs=1.0)


def test_the_title_of_a_cover_gets_smaller_before_a_word_is_broken(altered_brand):
    def tall(presentation):
        title, subtitle = title_and_subtitle(presentation)
        place(title, 0.5, 1, 4, 3)
        place(subtitle, 0.5, 4.2, 4, 1)
        size = f'<a:lvl1pPr xmlns:a="{NAMES["a"]}"><a:defRPr sz="6000"/></a:lvl1pPr>'
        title._element.find(f"{qn('p:txBody')}/{qn('a:lstStyle')}").append(parse_xml(size))

    opened = altered_brand(tall)
    document, _ = cover_of(opened, "huaxing-bank", "en")
    section = document.sections[0]
    topic = replace(section.topics[0], headline="Donaudampfschifffahrts Elektrizitätengesellschaft")
    document = replace(document, sections=(replace(section, topics=(topic,)),))
    title = typeset(document, opened.brand, document.context(opened.style)).pages[0].title
    region = opened.brand.cover
    assert title.text == topic.headline
    assert title.size < region.title_size
    assert title.longest_stretch(opened.style) <= region.title.width - region.title_inset


# -- brands that mark no slide layout as a cover, such as those that LibreOffice saves ----------------------------------


def without_covers(presentation):
    """A slide layout with a title and a subtitle at the top, and no mark of a cover on any."""
    first = presentation.slide_layouts[0]
    del first._element.attrib["type"]
    first.placeholders[0]._element.nvSpPr.nvPr.find(qn("p:ph")).set("type", "title")
    place(first.placeholders[0], 0.5, 0.3, 9, 1.25)
    place(first.placeholders[1], 0.5, 1.75, 9, 4)


def test_a_layout_with_a_title_and_a_subtitle_only_is_a_cover_where_none_is_marked(altered_brand):
    opened = altered_brand(without_covers)
    assert opened.cover.part_name.endswith("slideLayout1.xml")
    cover = opened.brand.cover
    assert cover.title.y > 0.2 * opened.brand.height
    assert cover.title_size >= 32


def test_the_layout_of_the_first_sample_slide_is_the_cover_with_the_title_where_the_sample_has_it(altered_brand):
    def sample(presentation):
        without_covers(presentation)
        slide = presentation.slides.add_slide(presentation.slide_layouts.get_by_name("Title Only"))
        place(slide.shapes.title, 1, 3, 8, 1.5)
        presentation.slides.add_slide(presentation.slide_layouts[1])

    opened = altered_brand(sample)
    assert opened.cover.part_name.endswith("slideLayout6.xml")
    title = opened.brand.cover.title
    assert (title.x, title.y) == pytest.approx((opened.units.points(72.0), opened.units.points(216.0)), abs=0.5)
    slide = emit_deck(opened).slide(1)
    assert find(slide, "//p:sp[.//p:ph[@type='title']]/p:spPr/a:xfrm/a:off/@y") == [str(Inches(3))]


def test_a_sample_slide_with_a_body_says_nothing_about_covers(altered_brand):
    def sample(presentation):
        without_covers(presentation)
        presentation.slides.add_slide(presentation.slide_layouts[1])

    assert altered_brand(sample).cover.part_name.endswith("slideLayout1.xml")


def test_a_marked_cover_keeps_its_place_whatever_the_first_sample_slide_does(altered_brand):
    def sample(presentation):
        slide = presentation.slides.add_slide(presentation.slide_layouts[0])
        place(slide.shapes.title, 1, 5, 8, 1.5)

    assert altered_brand(sample).brand.cover == altered_brand(lambda presentation: None, "plain.pptx").brand.cover


def test_a_damaged_sample_slide_is_no_error(altered_brand, tmp_path):
    def sample(presentation):
        presentation.slides.add_slide(presentation.slide_layouts[0])

    altered_brand(sample)
    with zipfile.ZipFile(tmp_path / "odd.pptx") as source, zipfile.ZipFile(tmp_path / "bad.pptx", "w") as target:
        for name in source.namelist():
            target.writestr(name, b"<p:sld" if name == "ppt/slides/slide1.xml" else source.read(name))
    assert open_brand(tmp_path / "bad.pptx").cover.part_name.endswith("slideLayout1.xml")
