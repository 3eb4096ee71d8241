"""Headlines in any company's presentation: their size, their formatting, and the bar that they stand on."""

import pptx
import pytest
from pptx.dml.color import RGBColor
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from kamdeck.emit.pptx import emit, save
from tests.choices import crossed
from tests.emit.deck_builders import NAMES, EmittedDeck, emit_deck, find, page, pages, prose


def test_a_title_style_too_large_for_sentences_is_reduced(altered_brand):
    opened = altered_brand(lambda presentation: None)
    assert opened.brand.content.title_size == 24
    title = find(emit_deck(opened).slide(2), "//p:sp[.//p:ph[@type='title']]//a:rPr")[0]
    assert title.get("sz") == str(opened.units.font_size(24))


@pytest.mark.parametrize(("anchor", "bar"), crossed(("t", "ctr", "b"), [(24, 72), (0, 60), (20, 40), (10, 30)]))
def test_headlines_on_a_bar_stay_on_it_however_many_lines_they_have(altered_brand, anchor, bar):
    top, height = bar

    def change(presentation):
        slide_layout = presentation.slide_layouts.get_by_name("Title Only")
        bar = slide_layout.shapes._spTree.xpath("p:sp")[0]
        bar.addprevious(
            parse_xml(
                f'<p:sp xmlns:p="{NAMES["p"]}" xmlns:a="{NAMES["a"]}"><p:nvSpPr><p:cNvPr id="77" name="Bar"/><p:cNvSpPr/>'
                f'<p:nvPr/></p:nvSpPr><p:spPr><a:xfrm><a:off x="0" y="{top * 12700}"/><a:ext cx="9144000" '
                f'cy="{height * 12700}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:sp>'
            )
        )
        title = next(each for each in slide_layout.placeholders if each.placeholder_format.type == 1)
        title.left, title.width = Inches(0.5), Inches(9)
        title.top, title.height = Pt(top + 2), Pt(height - 4)
        properties = title.text_frame._txBody.bodyPr
        properties.set("anchor", anchor)
        properties.set("tIns", "0")
        properties.set("bIns", "0")

    opened = altered_brand(change)
    content, scale = opened.brand.content, opened.units.scale
    words, frame = content.title_lines * 1.2 * content.title_size, content.title
    above = {"t": 0.0, "ctr": (frame.height - words) / 2, "b": frame.height - words}[opened.content.title.style.anchor]
    assert frame.y >= 0
    assert frame.height >= 0.16 * opened.brand.height  # LibreOffice makes no title lower
    upper, lower = (frame.y + above) * scale, (frame.y + above + words) * scale
    # Two lines end above the edge, so that no letter touches it; on a low bar, the smallest ones may be as high as that.
    free = 2.0 * scale if content.title_size > 18 else -1.5
    assert top - 1 <= upper and lower <= top + height - free
    assert content.title_lines == (2 if height + 1.5 >= 2 * 1.2 * 18 * scale else 1)
    assert content.body.y * scale >= top + height - 0.01


def test_bullets_capitals_and_spacing_of_a_title_are_reset(altered_brand):
    def loud(presentation):
        run = presentation.slide_master._element.find(f".//{qn('p:titleStyle')}/{qn('a:lvl1pPr')}/{qn('a:defRPr')}")
        run.set("cap", "all")

    title = find(emit_deck(altered_brand(loud)).slide(2), "//p:sp[.//p:ph[@type='title']]")[0]
    assert find(title, ".//a:rPr/@cap") == ["none"]
    assert find(title, ".//a:lnSpc/a:spcPct/@val") == ["100000"]


def test_a_lead_is_a_second_paragraph_of_the_title_in_muted_ink(altered_brand):
    opened = altered_brand(lambda presentation: None)
    lead = prose("The second insight", 16.0, colour="muted")
    deck = EmittedDeck(save(emit(pages(page(lead=lead)), opened)))
    headline, below = find(deck.slide(1), "//p:sp[.//p:ph[@type='title']]//a:p")
    assert "".join(below.itertext()) == "The second insight"
    (properties,) = find(below, ".//a:rPr")
    assert properties.get("sz") == str(opened.units.font_size(16))
    assert properties.get("b") in (None, "0")
    assert find(below, ".//a:solidFill")
    assert not find(headline, ".//a:solidFill")


def test_a_lead_on_a_dark_bar_has_the_ink_of_the_title(altered_brand):
    def change(presentation):
        slide_layout = presentation.slide_layouts.get_by_name("Title Only")
        bar = (
            f'<p:sp xmlns:p="{NAMES["p"]}" xmlns:a="{NAMES["a"]}"><p:nvSpPr><p:cNvPr id="77" name="Bar"/><p:cNvSpPr/><p:nvPr/>'
            '</p:nvSpPr><p:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="9144000" cy="1400000"/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:srgbClr val="102030"/></a:solidFill></p:spPr></p:sp>'
        )
        slide_layout.shapes._spTree.xpath("p:sp")[0].addprevious(parse_xml(bar))

    opened = altered_brand(change)
    assert opened.content.lead_ink != "muted"
    assert opened.content.title_ink
    deck = EmittedDeck(save(emit(pages(page(lead=prose("The second insight", 16.0, colour="muted"))), opened)))
    fills = find(deck.slide(1), "//p:sp[.//p:ph[@type='title']]//a:rPr/a:solidFill/*/@val")
    assert len(fills) == 2
    assert len(set(fills)) == 1


def margins(opened):
    return [
        find(emit_deck(opened).slide(2), f"//p:sp[.//p:ph[@type='title']]//a:bodyPr/@{key}") for key in ("tIns", "bIns")
    ]


def test_the_margins_above_and_below_a_headline_are_left_to_the_body(altered_brand):
    opened = altered_brand(lambda presentation: None)
    own = opened.units.points(pptx.Presentation().slide_layouts[5].placeholders[0].top / 12700)
    assert margins(opened) == [["0"], ["0"]]
    assert opened.brand.content.title.y == pytest.approx(own + opened.units.points(3.6), abs=0.1)


def test_a_filled_headline_keeps_its_margins_and_its_place(altered_brand):
    def change(presentation):
        fill = presentation.slide_master.placeholders[0].fill
        fill.solid()
        fill.fore_color.rgb = RGBColor(0xEE, 0xEE, 0xEE)

    opened = altered_brand(change)
    place = opened.units.points(pptx.Presentation().slide_layouts[5].placeholders[0].height / 12700)
    assert margins(opened) == [[], []]
    assert opened.brand.content.title.height >= place - 0.1


@pytest.mark.parametrize("size", [(10, 7.5), (13.333, 7.5), (10, 5.625)])
def test_a_title_for_large_letters_leaves_the_space_of_its_second_line_to_the_body(altered_brand, size):
    def change(presentation):
        presentation.slide_width, presentation.slide_height = (Inches(length) for length in size)
        for each in (presentation.slide_master, *presentation.slide_layouts):
            for holder in each.placeholders:
                if holder._element.spPr.xfrm is not None:
                    holder.left, holder.width = int(holder.left * size[0] / 10), int(holder.width * size[0] / 10)
                    holder.top, holder.height = int(holder.top * size[1] / 7.5), int(holder.height * size[1] / 7.5)

    opened = altered_brand(change)
    assert opened.brand.content.body.height >= 0.67 * opened.brand.height
