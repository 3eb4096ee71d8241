"""Each rule of the lint for reports finds a fault that is inserted into a valid report."""

from collections.abc import Callable

import pytest

from tests.example_reports import rendered_report
from tests.lint.fault_injection import substitution, with_fault
from tests.lint.reports import RULES
from tests.report_reader import Report

MAIN = r"word/document\.xml"
STYLES = r"word/styles\.xml"
NUMBERING = r"word/numbering\.xml"
SETTINGS = r"word/settings\.xml"
TYPES = r"\[Content_Types\]\.xml"
CHARTS = r"word/charts/chart\d+\.xml"
FEET = r"word/footer\d+\.xml"

FAULTS: dict[str, tuple[str, Callable[[str], str]]] = {
    "parts_are_well_formed": (FEET, substitution("</w:p>", "")),
    "every_part_has_a_content_type": (TYPES, substitution("</Types>", '<Override PartName="/word/x.xml" ContentType="x/y"/></Types>')),
    "every_relationship_leads_somewhere": (r"word/_rels/document\.xml\.rels", substitution('Target="footer1.xml"', 'Target="x"')),
    "the_main_part_is_an_ordinary_document": (TYPES, substitution("document.main", "template.main")),
    "every_reference_has_its_relationship": (MAIN, substitution(r'<c:chart r:id="rId', '<c:chart r:id="rIdX')),
    "ids_are_unique_over_the_whole_document": (MAIN, substitution(r'<wp:docPr id="\d+"', '<wp:docPr id="1"')),
    "word_asks_nothing_on_opening": (SETTINGS, substitution("<w:zoom ", '<w:updateFields w:val="true"/><w:zoom ')),
    "every_passage_has_its_head_and_foot": (MAIN, substitution(r'<w:headerReference w:type="first"[^>]*/>', "")),
    "every_foot_counts_the_pages_once": (FEET, substitution(" PAGE ", " DATE ")),
    "pages_have_their_sizes": (MAIN, substitution(r'<w:pgSz w:w="(\d+)" w:h="(\d+)"', r'<w:pgSz w:w="\2" w:h="\1"')),
    "every_style_that_is_used_exists": (MAIN, substitution('w:pStyle w:val="Lead"', 'w:pStyle w:val="Gone"')),
    "styles_are_of_the_kind_that_they_are_used_as": (MAIN, substitution('w:rStyle w:val="Strong"', 'w:rStyle w:val="Lead"')),
    "no_style_stands_twice": (STYLES, substitution('w:styleId="Lead"', 'w:styleId="Note"')),
    "every_list_that_is_used_exists": (NUMBERING, substitution(r'<w:num w:numId="2">', '<w:num w:numId="200">')),
    "every_face_and_language_is_named": (STYLES, substitution(r'(<w:docDefaults>.*?) w:eastAsia="[^"]*"', r"\1", 1)),
    "headings_are_in_the_styles_of_headings": (MAIN, substitution('w:pStyle w:val="Heading2"', 'w:pStyle w:val="Heading3"')),
    "nothing_is_set_by_hand_where_a_style_serves": (MAIN, substitution(r'(<w:pStyle w:val="Lead"/>)', r'\1<w:jc w:val="right"/>')),
    "no_text_is_too_small": (STYLES, substitution('<w:sz w:val="20"/>', '<w:sz w:val="18"/>')),
    "bookmarks_are_unique_and_whole": (MAIN, substitution(r'w:name="section_\w+"', 'w:name="section_one"')),
    "every_link_inside_leads_to_a_heading": (MAIN, substitution(r"PAGEREF section_\w+", "PAGEREF section_gone")),
    "fields_are_whole": (MAIN, substitution(r'<w:fldChar w:fldCharType="end"/>', "", 1)),
    "the_contents_list_the_headings_with_the_numbers_that_word_gives_them": (
        NUMBERING, substitution('<w:start w:val="1"/>', '<w:start w:val="2"/>'),
    ),
    "captions_are_counted_from_one": (MAIN, substitution(r"(SEQ Table [^>]*><w:r><w:t>)3<", r"\g<1>4<")),
    "captions_stand_at_what_they_name": (MAIN, substitution("<w:tbl>", "<w:p/><w:tbl>")),
    "headings_are_kept_with_what_follows": (STYLES, substitution("<w:keepNext/>", "")),
    "every_cell_ends_with_a_paragraph": (MAIN, substitution("</w:p></w:tc>", "</w:p><w:tbl/></w:tc>", 1)),
    "tables_have_no_merged_cells": (MAIN, substitution(r"<w:tc><w:tcPr>(<w:tcW[^>]*/>)", r'<w:tc><w:tcPr>\1<w:gridSpan w:val="2"/>', 1)),
    "first_rows_are_flagged_and_only_they": (MAIN, substitution("<w:tblHeader/>", "", 1)),
    "rows_stay_on_their_page_unless_they_are_long": (MAIN, substitution("<w:cantSplit/>", "", 1)),
    "tables_are_as_wide_as_their_columns_and_no_wider_than_the_text": (MAIN, substitution(r'<w:gridCol w:w="\d+"', '<w:gridCol w:w="9999"')),
    "tables_are_described_or_have_a_caption": (MAIN, substitution(r"<w:tblDescription [^>]*/>", "")),
    "every_graphic_is_described": (MAIN, substitution(r'(<wp:docPr id="\d+" name="[^"]*") descr="[^"]*"', r"\1")),
    "every_graphic_fits_the_text": (MAIN, substitution(r'<wp:extent cx="\d+"', '<wp:extent cx="9999999"')),
    "who_draws_no_groups_reads_the_words": (MAIN, substitution(r"<mc:Fallback>.*?</mc:Fallback>", "<mc:Fallback/>")),
    "shapes_stay_in_their_group": (MAIN, substitution(r'(<wps:spPr><a:xfrm><a:off x=")\d+', r"\g<1>99999999")),
    "connectors_are_glued_to_shapes_that_are_there": (MAIN, substitution(r'<a:stCxn id="\d+"', '<a:stCxn id="0"')),
    "lines_have_a_colour_and_no_negative_size": (MAIN, substitution(r'<a:ext cx="', '<a:ext cx="-')),
    "no_text_has_a_control_character": (MAIN, substitution("</w:t>", "\u0085</w:t>")),
    "no_text_run_holds_a_line_end": (MAIN, substitution("</w:t>", "\n</w:t>")),
    "spaces_at_the_ends_of_runs_are_kept": (MAIN, substitution(' xml:space="preserve"', "")),
    "words_from_right_to_left_say_so": (MAIN, substitution("<w:t xml:space=\"preserve\">", "<w:t xml:space=\"preserve\">\u05e9")),
    "axis_ids_are_positive_and_paired": (CHARTS, substitution('<c:axId val="', '<c:axId val="-')),
    "what_a_chart_shows_is_what_its_workbook_holds": (CHARTS, substitution(r"<c:v>[\d.]+</c:v>", "<c:v>1234.5</c:v>")),
    "no_chart_part_stands_twice": (MAIN, substitution(r'<c:chart r:id="\w+"/>', '<c:chart r:id="rId12"/>')),
}  # fmt: skip
UNPLANTED = {"no_part_stands_twice", "no_radar_is_smoothed"}
"""What `test_lint` plants in a deck, or only a kind of chart can have that no profile shows."""


@pytest.mark.parametrize("rule", FAULTS)
def test_an_inserted_fault_is_found_by_its_rule(rule: str):
    check = next(each for each in RULES if each.__name__ == rule)
    assert list(check(Report(with_fault(rendered_report("qinghe-retail", "zh").blob, *FAULTS[rule]))))


def test_every_rule_has_an_inserted_fault():
    assert {each.__name__ for each in RULES} == {*FAULTS, *UNPLANTED}
