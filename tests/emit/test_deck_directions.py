"""Settings of a brand for all slides: the first slide number, and the direction of text."""

from collections.abc import Callable
from typing import Any

import pytest
from lxml import etree

from kamdeck.emit.pptx import OpenBrand, emit, save
from kamdeck.flow import Cell, Column, Paragraph, Paragraphs, Placed, Row, Run, Table
from tests.emit.deck_builders import EmittedDeck, find, page, pages, prose


def deck(brand: OpenBrand, *flows: Any) -> EmittedDeck:
    return EmittedDeck(save(emit(pages(page(*(Placed(flow, 100.0, 120.0, 400.0, 200.0) for flow in flows))), brand)))


def shape(slide: etree._Element, kind: str) -> etree._Element:
    return find(slide, f"//p:sp[p:nvSpPr/p:nvPr/p:ph[@type='{kind}']]")[0]


@pytest.mark.parametrize(("said_so", "number"), [("7", "7"), ("0", "0"), (None, "1")])
def test_slides_are_counted_from_the_brands_first_number(
    said_so: str | None, number: str, altered_brand: Callable[..., OpenBrand]
):
    def change(presentation: Any) -> None:
        if said_so:
            presentation.element.set("firstSlideNum", said_so)

    emitted = deck(altered_brand(change), Paragraphs((prose("Words"),)))
    assert find(shape(emitted.slide(), "sldNum"), ".//a:fld//a:t/text()") == [number]
    assert emitted.root("ppt/presentation.xml").get("firstSlideNum") == said_so


def test_a_reference_to_a_page_shows_its_slide_number(altered_brand: Callable[..., OpenBrand]):
    brand = altered_brand(lambda presentation: presentation.element.set("firstSlideNum", "11"))
    reference = Paragraph((Run("1", page_of="one"),), 12.0)
    assert "11" in find(deck(brand, Paragraphs((reference,))).slide(), "//a:t/text()")


def turn(presentation: Any, value: str = "1") -> None:
    """A brand whose titles run from right to left."""
    (level,) = presentation.slide_master.element.xpath("p:txStyles/p:titleStyle/a:lvl1pPr")
    level.set("rtl", value)
    level.set("algn", "r")


def sides(root: etree._Element) -> set[tuple[str | None, str | None]]:
    properties = [each.find("{*}pPr") for each in find(root, ".//a:p[a:r]")]
    return {(None, None) if each is None else (each.get("algn"), each.get("rtl")) for each in properties}


def test_a_brand_from_right_to_left_sets_bodies_tables_and_dates_from_the_right(
    altered_brand: Callable[..., OpenBrand],
):
    row = Row((Cell((prose("2026-10-12"),)), Cell((prose("12.5", align="right"),))))
    table = Table((Column(share=1.0), Column(share=1.0)), row, (row,))
    slide = deck(altered_brand(turn), Paragraphs((prose("Words"), prose("2026-10-12"))), table).slide()
    (text,) = find(slide, "//p:sp[starts-with(p:nvSpPr/p:cNvPr/@name, 'Text')]")
    assert sides(text) == {("r", "0")}  # words and numbers are read from the left
    assert find(slide, "//a:tblPr/@rtl") == ["1"]
    assert sides(find(slide, "//a:tbl")[0]) == {("r", "0"), ("l", "0")}
    for kind in ("dt", "ftr"):
        assert sides(shape(slide, kind)) <= {("r", "0"), ("ctr", "0")}
    assert sides(shape(slide, "title")) == {("r", "0")}


def test_an_arabic_title_stays_at_the_right_in_a_brand_from_right_to_left(altered_brand: Callable[..., OpenBrand]):
    content = page(title="مراجعة الحساب")
    slide = EmittedDeck(save(emit(pages(content), altered_brand(turn)))).slide()
    assert sides(shape(slide, "title")) == {("r", "1")}


def test_a_brand_that_switches_right_to_left_off_is_left_to_right(altered_brand: Callable[..., OpenBrand]):
    slide = deck(altered_brand(lambda presentation: turn(presentation, "0")), Paragraphs((prose("Words"),))).slide()
    assert not find(slide, "//@rtl")
