"""Paragraphs become native text: lists, languages, directions, links and any characters."""

import io
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from pptx import Presentation

from kamdeck.emit.pptx import emit, save
from kamdeck.flow import Paragraph, Paragraphs, Placed, Run
from kamdeck.units import slide_units
from tests.emit.deck_builders import WORDS, find, page, pages, prose


def test_a_text_box_is_exactly_as_large_as_its_place_and_has_no_margins(drawn):
    slide = drawn(Paragraphs((prose("words"),)))
    box = find(slide, "//p:sp[p:nvSpPr/p:cNvSpPr/@txBox]")[0]
    assert [find(box, f".//a:ext/@{key}")[0] for key in ("cx", "cy")] == [str(400 * 12700), str(200 * 12700)]
    body = find(box, ".//a:bodyPr")[0]
    assert [body.get(key) for key in ("lIns", "tIns", "rIns", "bIns", "wrap")] == ["0", "0", "0", "0", "square"]
    assert find(body, "a:noAutofit")


def test_a_sign_is_a_bullet_in_its_own_colour_with_a_hanging_indent(drawn):
    slide = drawn(Paragraphs((prose("late", marker="■", marker_colour="bad", indent=17.0),)))
    properties = find(slide, "//a:pPr[a:buChar]")[0]
    assert (properties.get("marL"), properties.get("indent")) == (str(17 * 12700), str(-17 * 12700))
    assert find(properties, "a:buClr/a:schemeClr/@val") == ["accent5"]
    assert find(properties, "a:buChar/@char") == ["■"]


@pytest.mark.parametrize(("marker", "kind"), [("3", "arabicPlain"), ("3.", "arabicPeriod"), ("3)", "arabicParenR")])
def test_a_number_is_native_numbering_that_starts_where_the_list_was_cut(drawn, marker, kind):
    slide = drawn(Paragraphs((prose("third", marker=marker, indent=17.0),)))
    numbering = find(slide, "//a:buAutoNum")[0]
    assert (numbering.get("type"), numbering.get("startAt")) == (kind, "3")


def test_a_label_of_several_letters_is_written_as_text_before_a_tab(drawn):
    slide = drawn(Paragraphs((prose("servers", marker="D12", indent=30.0),)))
    assert "D12\tservers" in "".join(slide.itertext(WORDS))


def test_space_before_the_first_paragraph_is_not_written(drawn):
    slide = drawn(Paragraphs((prose("one", before=6.0), prose("two", before=6.0))))
    assert find(slide, "//a:spcBef/a:spcPts/@val") == ["600"]


def test_a_filled_run_is_highlighted_before_its_typeface(drawn):
    slide = drawn(Paragraphs((Paragraph((Run("延期", colour="bad", fill="bad:10"), Run("late")), 12.0),)))
    (run,) = find(slide, "//a:r[a:rPr/a:highlight]")
    assert run[1].text == "延期"
    assert [child.tag.rpartition("}")[2] for child in run[0]] == ["solidFill", "highlight", "ea"]


def test_every_run_has_its_language_and_chinese_ones_their_font(drawn):
    slide = drawn(Paragraphs((Paragraph((Run("华兴银行 "), Run("Huaxing")), 12.0), prose("日本語です"))))
    runs = [run for run in find(slide, "//a:r") if "Huaxing" in run[1].text or not run[1].text.isascii()]
    languages = [find(run, "a:rPr/@lang")[0] for run in runs]
    assert languages[:3] == ["zh-CN", "en-GB", "ja-JP"]
    assert all(bool(find(run, "a:rPr/a:ea")) != run[1].text.isascii() for run in runs[:3])


@pytest.mark.parametrize(
    ("language", "words", "face"),
    [
        ("zh-CN", "●\u00a0", "+mn-lt"),
        ("zh-CN", "■", "+mn-lt"),
        ("zh-CN", "● 完成", "East Asian"),
        ("zh-CN", "done", None),
        ("ja-JP", "●\u00a0", "+mn-lt"),
        ("ja-JP", "● 完了", "East Asian"),
        ("en-GB", "●\u00a0", None),
    ],
)
def test_signs_of_statuses_are_as_large_between_hanzi_as_elsewhere(brand, language, words, face):
    run_style = brand.run_style("content", language)
    named = re.search('<a:ea typeface="(.*?)"/>', run_style.typeface_xml(words, run_style.language_of(words)))
    assert (named and ("+mn-lt" if named[1] == "+mn-lt" else "East Asian")) == face


def test_text_from_right_to_left_is_aligned_to_the_right(drawn):
    properties = find(drawn(Paragraphs((prose("مرحبا بالعالم"),))), "//a:pPr[@rtl]")[0]
    assert (properties.get("rtl"), properties.get("algn")) == ("1", "r")


def test_a_line_end_inside_a_run_is_a_line_break_and_not_a_paragraph(drawn):
    slide = drawn(Paragraphs((prose("one\ntwo"),)))
    box = find(slide, "//p:sp[p:nvSpPr/p:cNvSpPr/@txBox]")[0]
    assert len(find(box, ".//a:p")) == 1
    assert [child.tag.split("}")[1] for child in find(box, ".//a:p")[0]] == ["r", "br", "r"]


def test_the_texts_own_colour_is_inherited_and_any_other_is_the_themes(drawn):
    slide = drawn(Paragraphs((prose("plain"), prose("muted", colour="muted"))))
    plain, muted = (find(slide, f"//a:r[a:t='{word}']/a:rPr")[0] for word in ("plain", "muted"))
    assert not find(plain, "a:solidFill")
    assert find(muted, "a:solidFill/a:schemeClr/@val") == ["tx2"]


def test_a_panel_is_a_rounded_rectangle_and_a_rule_is_marked_as_decorative(drawn):
    slide = drawn(Paragraphs((prose("tinted"),), fill="primary:10", inset=12.0, rule=True))
    assert find(slide, "//p:sp[.//a:t='tinted']//a:prstGeom/@prst") == ["roundRect"]
    rule = find(slide, "//p:cxnSp")[0]
    assert b"decorative" in etree.tostring(rule)


def test_a_section_link_leads_to_the_sections_first_slide_and_a_page_number_is_filled_in(deck):
    runs = (Run("Deals", link="section:two"), Run("?", page_of="two"))
    first = page(Placed(Paragraphs((Paragraph(runs, 12.0),)), 36, 120, 400, 40))
    emitted = deck(first, page(title="b"), page(title="c", section="two"))
    click = find(emitted.slide(), "//a:hlinkClick")[0]
    assert click.get("action") == "ppaction://hlinksldjump"
    key = find(click, "@r:id")[0]
    assert emitted.links()[key] == ("slide", "slide3.xml")
    assert "Deals3" in emitted.words()


@pytest.mark.parametrize("address", ["https://example.com/a?b=1&c=2", "http://example.com", "mailto:li@example.com"])
def test_a_web_or_mail_address_is_a_link(deck, address):
    linked = Paragraphs((Paragraph((Run("here", link=address),), 12.0),))
    emitted = deck(page(Placed(linked, 36, 120, 400, 40)))
    assert address in [target for kind, target in emitted.links().values() if kind == "hyperlink"]


def test_an_address_in_plain_text_is_a_link_in_the_themes_colour(deck):
    words = Paragraphs((prose("See https://example.com/a b, or www.example.com."),))
    emitted = deck(page(Placed(words, 36, 120, 400, 40)))
    linked = find(emitted.slide(), "//a:r[a:rPr/a:hlinkClick]")
    assert ["".join(each.itertext()) for each in linked] == ["https://example.com/a", "www.example.com"]
    assert {name for each in linked for name in find(each, "a:rPr/a:solidFill/a:schemeClr/@val")} == {"hlink"}
    targets = [target for kind, target in emitted.links().values() if kind == "hyperlink"]
    assert targets == ["https://example.com/a", "https://www.example.com"]


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "section:none",
        "ppaction://program",
        "http:",
        "mailto:",
        "//x",
        "[::1",
    ],
)
def test_anything_else_is_no_link_but_keeps_its_text(deck, address):
    linked = Paragraphs((Paragraph((Run("here", link=address),), 12.0),))
    emitted = deck(page(Placed(linked, 36, 120, 400, 40)))
    assert not find(emitted.slide(), "//a:hlinkClick")
    assert "here" in emitted.words()


HOSTILE = [
    "<a:t>&amp; </a:t> ]]> <!-- -->",
    "'\"; DROP TABLE --",
    "👩‍👩‍👧‍👦 emoji 🏳️‍🌈",
    "control \x00\x01\x0b\x1f\ufffe end",
    "lone \ud800 surrogate",
    "=1+1 {{ 7*7 }} ${x}",
    "x" * 5000,
    "",
    " ",
]


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_text_in_any_place_still_gives_a_sound_file(deck, words):
    flow = Paragraphs((prose(words, marker="D\x00", indent=20.0), prose("after")))
    emitted = deck(page(Placed(flow, 36, 120, 400, 40), title=words or "x", notes=(words,)), footer=words, title=words)
    assert "after" in emitted.words()
    for name in emitted.names:
        if name.endswith((".xml", ".rels")):
            emitted.root(name)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(max_size=60).filter(lambda text: text.isprintable()))
def test_printable_text_is_read_back_unchanged(brand, words):
    built = emit(pages(page(Placed(Paragraphs((prose(words),)), 36, 120, 400, 40))), brand)
    presentation = Presentation(io.BytesIO(save(built)))
    assert words in [shape.text_frame.text for shape in presentation.slides[0].shapes if shape.has_text_frame]


@pytest.mark.parametrize(
    ("inches", "size", "written"), [((10, 5.625), 10, 740), ((10, 5.625), 14, 1050), ((13.333, 7.5), 10, 1000)]
)
def test_small_text_is_a_little_smaller_than_measured_since_libreoffice_sets_it_wider(inches, size, written):
    width, height = (each * 72 for each in inches)
    assert slide_units(width, height).font_size(size) == pytest.approx(written, abs=1)
