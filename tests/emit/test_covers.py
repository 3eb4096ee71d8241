"""Covers hold title, subtitle, three facts and the classification on one slide, whatever placeholders a brand has."""

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
from kamdeck.emit.pptx import emit, save
from kamdeck.flow import Pages
from kamdeck.job import load_layout_named
from kamdeck.typeset.slides import typeset
from tests.choices import crossed
from tests.deck_reader import Deck
from tests.emit.deck_builders import NAMES
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
