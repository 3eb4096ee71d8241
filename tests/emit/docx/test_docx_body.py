"""The body of a document: headings, lists, captions, tables, passages and contents, in order."""

import time
from dataclasses import replace

import pytest

from kamdeck.emit.docx.report import emit_report, save_report
from kamdeck.flow import Box, Chart, Drawing, Frame, Paragraph, Paragraphs, Run, Series
from kamdeck.flow.report import Caption, CaptionedFlow, Passage, Placement
from kamdeck.typeset.report_placement import LONG_ROW
from tests.emit.docx.report_builders import (
    heading,
    numbered_list,
    open_brand,
    passages,
    place_and_emit,
    prose,
    report_of_elements,
    table,
)
from tests.lint.reports import findings
from tests.list_numbers import numbers
from tests.report_reader import NAMES, Report, q, value

CHART = Chart("column", ("2025", "2026"), (Series("Ours", (1.0, 2.0)),), "Two years")
DRAWING = Drawing(Frame(300, 100, (Box(0, 0, 300, 100, paragraphs=(Paragraph((Run("Box"),), 10.0),)),)), "A box")


def counted(report: Report) -> list[tuple[str, str]]:
    """The texts of the numbered paragraphs with their numbers."""
    return [(each.text, number) for each, number in numbers(report)]


def rows(report: Report, number: int = 0) -> list:
    """The rows of a table."""
    return report.tables[number].findall("w:tr", NAMES)


def flags(report: Report, path: str) -> list[bool]:
    """Whether each row of the first table has this property."""
    return [row.find(path, NAMES) is not None for row in rows(report)]


def test_heading_numbers_are_computed_by_word_and_not_written_as_text():
    report = report_of_elements(
        heading(1, "A", "1"), heading(2, "B", "1"), prose("x"), heading(2, "C", "1"), prose("y")
    )
    assert counted(report) == [("A", "1"), ("B", "1.1"), ("C", "1.2")]


def test_the_number_of_an_omitted_section_is_not_used():
    content = (
        heading(1, "A", "1"),
        heading(2, "B", "1"),
        prose("x"),
        heading(1, "C", "4"),
        heading(2, "D", "4"),
        prose("y"),
    )
    report = report_of_elements(*content, heading(1, "E", "5"), heading(2, "F", "5"), prose("z"))
    assert counted(report) == [("A", "1"), ("B", "1.1"), ("C", "4"), ("D", "4.1"), ("E", "5"), ("F", "5.1")]


def test_a_report_may_begin_with_any_section():
    assert counted(report_of_elements(heading(1, "C", "3"), heading(2, "D", "3"), prose("x"))) == [
        ("C", "3"),
        ("D", "3.1"),
    ]


def test_topics_of_a_section_without_a_number_have_none_either():
    report = report_of_elements(heading(1, "A", "1"), prose("x"), heading(1, "Appendix"), heading(2, "B"), prose("y"))
    assert counted(report) == [("A", "1")]
    assert [each.style.name for each in report.headings][1:] == ["Heading 1 Plain", "Heading 2 Plain"]


def test_a_number_that_no_list_computes_is_written_as_text():
    report = report_of_elements(
        heading(1, "Annex", "A"), heading(2, "One", "A"), prose("x"), heading(2, "Two", "A"), prose("y")
    )
    assert [each.text for each in report.headings] == ["A  Annex", "A.1  One", "A.2  Two"]
    assert not counted(report)


def test_each_numbered_list_starts_at_one():
    report = report_of_elements(
        numbered_list("a", "b", "c"), prose("Between"), numbered_list("d", "e"), numbered_list("f")
    )
    assert counted(report) == [("a", "1"), ("b", "2"), ("c", "3"), ("d", "1"), ("e", "2"), ("f", "1")]


def test_a_bullet_comes_from_the_style_and_the_sign_of_a_status_is_text():
    report = report_of_elements(
        prose("plain", "bullet", marker="–"), prose("late", "bullet", marker="■", marker_colour="bad")
    )
    assert counted(report) == [("plain", "–")]
    assert [each.text for each in report.paragraphs] == ["plain", "■\tlate"]


def test_tables_and_figures_are_counted_separately():
    figure = Caption("figure", "Sales")
    report = report_of_elements(
        table(("a", "1")), CaptionedFlow(CHART, figure), table(("b", "2")), CaptionedFlow(DRAWING, figure), prose("end")
    )
    captions = [each.text for each in report.paragraphs if "caption" in each.style.name.lower()]
    assert captions == ["Table 1  Facts", "Figure 1  Sales", "Table 2  Facts", "Figure 2  Sales"]
    assert not findings(report)


def test_a_tables_header_is_repeated_and_its_rows_are_not_split():
    report = report_of_elements(table(*(("name", str(number)) for number in range(40))))
    assert flags(report, "w:trPr/w:tblHeader") == [True] + [False] * 40
    assert all(flags(report, "w:trPr/w:cantSplit"))


def test_a_row_that_could_be_higher_than_a_page_may_be_split():
    report = report_of_elements(table(("a", "x" * (LONG_ROW + 1)), ("b", "short")))
    assert flags(report, "w:trPr/w:cantSplit") == [True, False, True]


def test_a_low_table_stays_on_one_page_and_a_high_one_does_not():
    low, high = (report_of_elements(table(*(("name", str(number)) for number in range(count)))) for count in (3, 60))
    kept = [flags(report, "w:tc/w:p/w:pPr/w:keepNext") for report in (low, high)]
    assert kept[0] == [True, True, True, False]
    assert kept[1] == [True] * 3 + [False] * 55 + [True, True, False]


def test_a_legend_stays_on_the_page_of_its_table_and_directly_below():
    report = report_of_elements(table(("a", "1"), ("b", "2")), CaptionedFlow(DRAWING))
    assert flags(report, "w:tc/w:p/w:pPr/w:keepNext") == [True, True, True]
    below = report.tables[0].getnext()
    assert below.find(".//w:drawing", NAMES) is not None
    captioned = report_of_elements(table(("a", "1"), ("b", "2")), CaptionedFlow(DRAWING, Caption("figure", "A figure")))
    assert flags(captioned, "w:tc/w:p/w:pPr/w:keepNext") == [True, True, False]


def test_a_short_table_stays_on_one_page_though_its_rows_are_tall():
    tall = "word " * 60
    several = [report_of_elements(table(*(("name", tall) for _ in range(count)))) for count in (4, 8, 9)]
    assert [flags(report, "w:tc/w:p/w:pPr/w:keepNext")[4] for report in several] == [False, True, False]


@pytest.mark.parametrize("count", [2, 15, 60])
def test_facts_without_a_header_mark_their_first_row_however_many_they_are(count: int):
    report = report_of_elements(table(*(("a", "1"),) * count, header=("", "")))
    assert flags(report, "w:trPr/w:tblHeader") == [True] + [False] * (count - 1)
    assert value(report.tables[0], "w:tblPr/w:tblLook", "w:firstRow") == "0"


def test_a_subtotal_has_a_rule_of_its_own_and_the_last_total_that_of_the_style():
    plain = table(("a", "1"), ("b", "2"), ("c", "3"))
    flow = plain.flow
    middle, last = (
        replace(
            plain,
            flow=replace(flow, rows=tuple(row._replace(total=number == at) for number, row in enumerate(flow.rows))),
        )
        for at in (1, 2)
    )
    ruled = "w:tc/w:tcPr/w:tcBorders/w:top"
    assert flags(report_of_elements(middle), ruled) == [False, False, True, False]
    assert not any(flags(report_of_elements(last), ruled))
    assert [value(report_of_elements(each).tables[0], "w:tblPr/w:tblLook", "w:lastRow") for each in (middle, last)] == [
        "0",
        "1",
    ]
    assert not any(flags(report_of_elements(plain), ruled))


def test_a_source_stays_on_the_page_of_its_table():
    report = report_of_elements(table(("a", "1")), prose("Annual report", "source"), prose("end"))
    assert all(flags(report, "w:tc/w:p/w:pPr/w:keepNext"))
    names = [each.style.name for each in report.paragraphs if each.in_body]
    assert names[names.index("Source") - 1] != "Table Gap"


def test_passages_have_pages_of_their_own_without_an_empty_paragraph_between():
    one, two = (
        Passage((heading(1, "A", "1"), prose("x"))),
        Passage((heading(2, "B", "1"), table(("a", "1"))), landscape=True),
    )
    report = place_and_emit(passages(one, two, Passage((prose("y"),))))
    assert [value(page, "w:pgSz", "w:orient") for page in report.sections] == ["", "landscape", ""]
    assert [value(page, "w:type") for page in report.sections] == ["nextPage"] * 3
    empty = [each for each in report.paragraphs if not each.text and each.style.name != "Table Gap"]
    assert not empty
    assert not findings(report)


def test_headings_tables_and_graphics_have_the_space_above_them_that_was_given():
    placement = Placement(above=21.0)
    captioned = replace(table(("a", "1")), placement=placement)
    drawing = CaptionedFlow(DRAWING, Caption("figure", "A box"), placement)
    elements = (heading(1, "A", "1"), replace(heading(2, "B", "1"), above=30.0), captioned, drawing)
    report = Report(save_report(emit_report(passages(Passage(elements)), open_brand())))
    spaces = [each.element.find("w:pPr/w:spacing", NAMES) for each in report.paragraphs]
    # Spaces in lines, or automatic ones, would count instead of those in points.
    given = [
        (int(value(each, ".", "w:before")) / 20, value(each, ".", "w:beforeLines"))
        for each in spaces
        if each is not None and value(each, ".", "w:beforeLines")
    ]
    assert given == [(30.0, "0"), (21.0, "0"), (21.0, "0")]
    assert not findings(report)


def test_a_table_uses_the_width_of_a_landscape_page():
    wide = place_and_emit(passages(Passage((table(("a", "1")),), landscape=True)))
    upright = report_of_elements(table(("a", "1")))
    widths = [int(value(each.tables[0], "w:tblPr/w:tblW", "w:w")) for each in (wide, upright)]
    assert widths[0] > widths[1] * 1.3


def test_paragraphs_that_stay_together_are_written_as_placed():
    lines = Paragraphs(tuple(Paragraph((Run(each),), 10.5, "bullet", marker="–") for each in "xyz"))
    elements = (
        CaptionedFlow(lines, placement=Placement(kept=frozenset({1}))),
        replace(table(("a", "1"), ("b", "2")), placement=Placement(kept=frozenset({0}), breakable=frozenset({2}))),
        CaptionedFlow(CHART, Caption("figure", "Sales"), Placement(keep_next=True, height=100.0)),
        CaptionedFlow(DRAWING, placement=Placement(indent=30.0, space=(3.0, 4.0))),
    )
    report = Report(save_report(emit_report(passages(Passage(elements)), open_brand())))
    kept = {each.text: each.element.find("w:pPr/w:keepNext", NAMES) is not None for each in report.paragraphs}
    assert [kept[each] for each in ("x", "y", "z", "Figure 1  Sales")] == [False, True, False, True]
    assert flags(report, "w:tc/w:p/w:pPr/w:keepNext") == [True, False, False]
    assert flags(report, "w:trPr/w:cantSplit") == [True, True, False]
    assert next(report.root.iter(q("wp:extent"))).get("cy") == str(100 * 12700)
    drawing = [each for each in report.paragraphs if each.in_body][-1].element
    assert value(drawing, "w:pPr/w:ind", "w:left") == "600"
    assert [value(drawing, "w:pPr/w:spacing", each) for each in ("w:before", "w:after")] == ["60", "80"]


def entry(words: str, anchor: str, role: str = "contents1") -> CaptionedFlow:
    link = f"section:{anchor}"
    bold = role == "contents1"
    runs = (Run(words, bold=bold, link=link), Run("\t", bold=bold), Run("", bold=bold, link=link, page_of=anchor))
    return CaptionedFlow(Paragraphs((Paragraph(runs, 10.5, role),)))


def test_an_entry_of_the_contents_links_to_its_heading_and_shows_its_page():
    rows = [entry("1  A", "a"), entry("1.1  B", "b", "contents2")]
    contents = CaptionedFlow(Paragraphs(tuple(row.flow.paragraphs[0] for row in rows)))
    report = report_of_elements(contents, heading(1, "A", "1"), heading(2, "B", "1"), prose("x"))
    first, second, *_ = report.paragraphs
    assert [each.style.name for each in (first, second)] == ["toc 1", "toc 2"]
    assert [each.field("PAGEREF") for each in (first, second)] == [["PAGEREF section_a \\h"], ["PAGEREF section_b \\h"]]
    assert {each.get(q("w:anchor")) for each in report.root.iter(q("w:hyperlink"))} == {"section_a", "section_b"}
    # One field for all entries, from the first to the last, so that Word can update it; and it does not ask.
    assert [each.field("TOC") for each in (first, second)] == [['TOC \\o "1-2" \\h \\z \\u'], []]
    kinds = [[each.get(q("w:fldCharType")) for each in row.element.iter(q("w:fldChar"))] for row in (first, second)]
    assert kinds == [["begin", "separate", "begin", "separate", "end"], ["begin", "separate", "end", "end"]]
    assert (
        b"updateFields" not in report.package.parts["/word/settings.xml"]
        and b"w:dirty" not in report.package.parts[report.main]
    )
    assert not findings(report)


def test_every_paragraph_of_a_callout_has_the_callout_style():
    lines = (Paragraph((Run("Head", bold=True),), 10.5), Paragraph((Run("Words"),), 10.5, "bullet", marker="–"))
    report = report_of_elements(CaptionedFlow(Paragraphs(lines, fill="primary:10", inset=6.0)))
    assert {each.style.name for each in report.paragraphs} == {"Callout"}


def test_a_table_of_two_thousand_rows_is_written_in_well_under_a_second():
    """It takes a ninth of a second of processor time on a machine where the loop takes a fiftieth.

    The loop measures the machine's speed.
    """
    report = passages(Passage((table(*((f"name {number}", str(number)) for number in range(2000))),)))
    brand = open_brand()
    started = time.process_time()
    blob = save_report(emit_report(report, brand))
    spent = time.process_time() - started
    assert len(rows(Report(blob))) == 2001
    assert spent < 40 * _loop()


def _loop() -> float:
    """The processor time, in seconds, that a fixed loop takes."""
    started = time.process_time()
    assert sum(len(f"{number:x}") for number in range(100_000))
    return time.process_time() - started
