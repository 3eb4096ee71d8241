"""Footers that a brand has in odd places, or in a typeface of their own."""

import pytest
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Inches

from kamdeck.emit.pptx import emit, save
from tests.emit.deck_builders import NAMES, EmittedDeck, emit_deck, find, page, pages


def footers_at(**places):
    """Places the footers of a slide layout, in inches, by their type."""

    def change(presentation):
        for shape in [each for layout in presentation.slide_layouts for each in layout.placeholders]:
            kind = shape._element.nvSpPr.nvPr.find(qn("p:ph")).get("type")
            if kind in places:
                shape.left, shape.top, shape.width, shape.height = (Inches(at) for at in places[kind])

    return change


def test_footers_that_reach_into_each_other_are_made_lower(altered_brand):
    opened = altered_brand(footers_at(dt=(6, 6.5, 3, 0.6), ftr=(5, 6.9, 4.5, 0.4), sldNum=(0.5, 6.9, 1, 0.4)))
    footers = {each.kind: each for each in opened.content.footers}
    assert footers["dt"].rect.bottom <= footers["ftr"].rect.y + 0.01
    places = find(emit_deck(opened).slide(2), "//p:sp[.//p:ph[@type='dt']]/p:spPr/a:xfrm/a:ext/@cy")
    assert places == [str(Inches(0.4))]


def test_a_footer_that_lies_partly_beyond_the_slide_is_moved_onto_it(altered_brand):
    opened = altered_brand(footers_at(ftr=(3, 7.2, 3, 0.6), dt=(-0.5, 7, 2.5, 0.4)))
    for footer in opened.content.footers:
        assert footer.rect.x >= 0
        assert footer.rect.bottom <= opened.brand.height + 0.01


def test_a_footer_is_measured_in_its_own_typeface(altered_brand):
    def wide(presentation):
        layout = presentation.slide_layouts.get_by_name("Title Only")
        shape = next(each for each in layout.placeholders if each.placeholder_format.type == PP_PLACEHOLDER.FOOTER)
        style = shape._element.txBody.find(qn("a:lstStyle"))
        face = '<a:latin typeface="Courier New"/>'
        style.append(
            parse_xml(f'<a:lvl1pPr xmlns:a="{NAMES["a"]}"><a:defRPr sz="1400" b="1">{face}</a:defRPr></a:lvl1pPr>')
        )

    footer = next(each for each in altered_brand(wide).content.footers if each.kind == "ftr")
    assert (footer.latin, footer.bold) == ("Courier New", True)


@pytest.mark.parametrize("width", [3.2, 1.0, 0.6])
def test_the_classification_at_the_end_of_a_footer_is_never_shortened(altered_brand, width: float):
    opened = altered_brand(
        footers_at(dt=(0.5, 6.9, 4, 0.4), ftr=(4.6, 6.9, width, 0.4), sldNum=(4.7 + width, 6.9, 1, 0.4))
    )
    long = pages(
        page(), footer="Northwind Networks and Systems  ·  2026-Q4  ·  Confidential", classification="Confidential"
    )
    slide = EmittedDeck(save(emit(long, opened))).slide()
    (text,) = find(slide, "//p:sp[.//p:ph[@type='ftr']]//a:t/text()")
    assert text.endswith("Confidential")
    (run,) = find(slide, "//p:sp[.//p:ph[@type='ftr']]//a:rPr")
    assert int(run.get("sz")) >= 590
