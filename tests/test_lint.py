"""Each rule of the lint for decks finds a fault that is inserted into a valid deck."""

import io
import zipfile
from collections.abc import Callable

import pytest

from tests.deck_reader import Deck
from tests.example_decks import rendered_review
from tests.lint import RULES, findings
from tests.lint.fault_injection import substitution, with_fault

SLIDES = r"ppt/slides/slide\d+\.xml"
CHARTS = r"ppt/charts/chart\d+\.xml"
MAIN = r"ppt/presentation\.xml"


FAULTS: dict[str, tuple[str, Callable[[str], str]]] = {
    "every_part_has_a_content_type": (
        r"\[Content_Types\]\.xml",
        substitution("</Types>", '<Override PartName="/ppt/gone.xml" ContentType="x/y"/></Types>'),
    ),
    "every_relationship_leads_somewhere": (
        r"ppt/slides/_rels/slide3\.xml\.rels",
        substitution('Target="[^"]*"', 'Target="x"'),
    ),
    "every_reference_has_its_relationship": (SLIDES, substitution('r:id="rId', 'r:id="rIdX')),
    "ids_in_the_presentation_are_in_range_and_unique": (MAIN, substitution('id="257"', 'id="256"')),
    "notes_have_a_registered_master": (MAIN, substitution(r"<p:notesMasterIdLst>.*?</p:notesMasterIdLst>", "")),
    "sections_list_every_slide_once_in_order": (MAIN, substitution(r'<p14:sldId id="258"/>', "")),
    "every_slide_has_a_title_of_its_own": (SLIDES, substitution(r'<p:ph type="(title|ctrTitle)"', '<p:ph type="body"')),
    "every_slide_but_the_cover_has_its_number_and_footer": (SLIDES, substitution('type="sldNum"', 'type="body"')),
    "every_slide_has_notes": (r"ppt/notesSlides/notesSlide\d+\.xml", substitution(r"<a:t>[^<]*</a:t>", "<a:t/>")),
    "placeholders_are_those_of_the_slide_layout": (SLIDES, substitution('type="ftr"[^/]*/', 'type="media" idx="99"/')),
    "no_text_has_a_control_character": (SLIDES, substitution("<a:t>", "<a:t>\u0085")),
    "no_text_run_holds_a_line_end": (SLIDES, substitution("<a:t>", "<a:t>\n")),
    "every_run_says_its_language": (SLIDES, substitution(' lang="zh-CN"', "")),
    "every_chinese_run_finds_a_font": (
        r"ppt/(theme/theme|slides/slide)\d+\.xml",
        substitution('<a:ea [^>]*/>|<a:font script="Hans"[^>]*/>', ""),
    ),
    "no_text_is_smaller_than_ten_points": (SLIDES, substitution('sz="1000"', 'sz="900"')),
    "no_text_is_scaled_to_fit": (SLIDES, substitution("<a:noAutofit/>", '<a:normAutofit fontScale="70000"/>')),
    "every_cell_and_text_body_has_a_paragraph": (
        SLIDES,
        substitution(r"(<a:tc>.*?)<a:p>.*?</a:p>(</a:txBody>)", r"\1\2", 1),
    ),
    "axis_ids_are_positive_and_paired": (CHARTS, substitution('<c:axId val="', '<c:axId val="-')),
    "what_a_chart_shows_is_what_its_workbook_holds": (CHARTS, substitution(r"<c:v>[\d.]+</c:v>", "<c:v>1234.5</c:v>")),
    "connectors_are_drawn_where_they_are_glued": (SLIDES, substitution(r'<a:(st|end)Cxn id="\d+"', r'<a:\1Cxn id="2"')),
    "lines_have_a_colour_and_no_negative_size": (
        SLIDES,
        substitution(r'<a:ext cx="(\d+)" cy', r'<a:ext cx="-\1" cy', 1),
    ),
    "nothing_leaves_its_slide": (SLIDES, substitution(r'<a:off x="\d+"', '<a:off x="12000000"')),
    "nothing_leaves_its_group": (SLIDES, substitution(r"(<p:grpSp>.*?<p:sp>.*?<a:off x=\")\d+", r"\g<1>1", 1)),
    "no_two_texts_overlap": (SLIDES, substitution(r'<a:off x="\d+" y="\d+"', '<a:off x="600000" y="1500000"')),
    "tables_are_as_tall_and_wide_as_their_rows_and_columns": (SLIDES, substitution(r'<a:tr h="\d+"', '<a:tr h="1"')),
    "shape_ids_are_unique": (SLIDES, substitution(r'<p:cNvPr id="3"', '<p:cNvPr id="2"')),
    "everything_graphic_is_described": (SLIDES, substitution(r' descr="[^"]*"', "")),
    "tables_have_a_header_row_and_no_merged_cells": (SLIDES, substitution("<a:tc>", '<a:tc gridSpan="2">', 1)),
}


@pytest.mark.parametrize("rule", FAULTS)
def test_an_inserted_fault_is_found_by_its_rule(rule: str):
    check = next(each for each in RULES if each.__name__ == rule)
    assert list(check(Deck(with_fault(rendered_review("qinghe-retail", "zh").blob, *FAULTS[rule]))))


def test_a_duplicate_part_is_found():
    stream = io.BytesIO(rendered_review("qinghe-retail", "zh").blob)
    with zipfile.ZipFile(stream, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("ppt/presentation.xml", archive.read("ppt/presentation.xml"))
    assert any(found.startswith("no_part_stands_twice") for found in findings(Deck(stream.getvalue())))
