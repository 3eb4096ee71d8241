"""Page breaks separate nothing that belongs together, and nothing extends over the margins."""

from dataclasses import replace
from pathlib import Path

import docx
import pytest

from kamdeck.flow import Box, Cell, Column, Drawing, Frame, Paragraph, Paragraphs, Row, Run, Table
from kamdeck.flow.header_breaks import break_header
from kamdeck.flow.report import Caption, CaptionedFlow, Passage
from kamdeck.typeset.report_placement import FEWEST_ROWS, SHORT_LEAD
from tests.emit.docx.report_builders import (
    heading,
    open_brand,
    passages,
    place_and_emit,
    prose,
    report_of_elements,
    table,
)
from tests.emit.docx.test_docx_body import CHART, DRAWING, flags, rows
from tests.lint.reports import findings
from tests.report_reader import NAMES, Report, q, value
from tests.word_brands import WORD_BRANDS, saved, small_document

KEPT = "w:tc/w:p/w:pPr/w:keepNext"
TURNED = Passage((prose("Turned"),), landscape=True)


def many(count: int) -> CaptionedFlow:
    return table(*(("name", str(number)) for number in range(count)))


def kept(report: Report) -> list[bool]:
    """Whether each paragraph of the body is kept with the next."""
    return [each.element.find("w:pPr/w:keepNext", NAMES) is not None for each in report.paragraphs if each.in_body]


def test_a_long_table_never_has_a_few_rows_on_its_first_or_its_last_page():
    head, *body = flags(report_of_elements(many(40)), KEPT)
    assert head
    ends = [True] * (FEWEST_ROWS - 1)
    assert body == [*ends, *([False] * (40 - 2 * FEWEST_ROWS + 1)), *ends, False]


@pytest.mark.parametrize("source", [(), (prose("Annual report", "source"),)])
def test_a_table_before_a_landscape_page_stays_whole(source: tuple[CaptionedFlow, ...]):
    followed = place_and_emit(passages(Passage((many(14), *source)), TURNED))
    assert flags(followed, KEPT) == [True] * 14 + [bool(source)]
    alone = report_of_elements(many(14), *source)
    assert not all(flags(alone, KEPT)[:-1])
    taller = place_and_emit(passages(Passage((many(60), *source)), TURNED))
    assert not all(flags(taller, KEPT)[:-1])


def test_rows_as_high_as_pages_are_not_kept_together():
    tall = table(*((str(number), "x " * 3000) for number in range(3)))
    assert flags(report_of_elements(tall), KEPT) == [True, False, False, False]


def test_no_line_of_a_list_is_alone_on_a_page():
    bullets = CaptionedFlow(Paragraphs(tuple(Paragraph((Run(each),), 10.5, "bullet", marker="–") for each in "abcde")))
    assert kept(report_of_elements(bullets)) == [True, False, False, True, False]


def test_items_as_long_as_pages_are_not_kept_together():
    items = (Paragraph((Run("word " * 1000),), 10.5, "bullet", marker="–"),) * 3
    assert kept(report_of_elements(CaptionedFlow(Paragraphs(items)))) == [False] * 3


def test_a_callout_keeps_its_title_and_its_source():
    words = tuple(Paragraph((Run(each),), 10.5) for each in ("Title", "one", "two"))
    report = report_of_elements(CaptionedFlow(Paragraphs(words, fill="primary:10")), prose("Report", "source"))
    assert kept(report) == [True, True, True, False]


def test_a_few_lines_stay_with_the_graphic_that_they_introduce():
    figure = Caption("figure", "Revenue")
    assert kept(report_of_elements(prose("Short"), CaptionedFlow(CHART, figure)))[0]
    assert not kept(report_of_elements(prose("word " * (SHORT_LEAD // 5 + 1)), CaptionedFlow(CHART, figure)))[0]
    assert not kept(report_of_elements(prose("Short"), heading(2, "Next"), CaptionedFlow(CHART, figure)))[0]


def test_a_grid_of_half_a_page_stays_whole():
    tall = table(*(("a\nb", str(number)) for number in range(9)))
    grid = CaptionedFlow(replace(tall.flow, grid=True), tall.caption)
    assert not all(flags(report_of_elements(tall), KEPT)[:-1])
    assert all(flags(report_of_elements(grid), KEPT)[:-1])


def test_rows_of_cards_stay_together_with_space_between_them():
    report = report_of_elements(CaptionedFlow(DRAWING), CaptionedFlow(DRAWING), prose("x"))
    first, second, _ = (each.element for each in report.paragraphs if each.in_body)
    assert [each.find("w:pPr/w:keepNext", NAMES) is not None for each in (first, second)] == [True, False]
    assert value(first, "w:pPr/w:spacing", "w:after") == "120"


def test_an_ornament_has_space_below_prose():
    spaces = [
        value(each.element, "w:pPr/w:spacing", "w:before")
        for each in report_of_elements(CaptionedFlow(DRAWING), prose("Words"), CaptionedFlow(DRAWING)).paragraphs
        if each.in_body and each.text != "Words"
    ]
    assert spaces == ["0", "120"]


def test_the_lines_of_a_cover_are_close_with_space_above_its_facts():
    style = report_of_elements(prose("x", "subtitle")).by_name("subtitle")
    assert style is not None
    assert style.setting("w:pPr/w:contextualSpacing") is not None
    assert int(value(style.setting("w:pPr/w:spacing"), ".", "w:after")) >= 200


@pytest.mark.parametrize("level", ["toc 1", "toc 2"])
def test_entries_of_the_contents_are_as_high_in_chinese_as_in_english(level: str):
    style = report_of_elements(prose("x")).by_name(level)
    assert style is not None
    assert value(style.setting("w:pPr/w:spacing"), ".", "w:lineRule") == "exact"


def test_the_first_heading_of_landscape_pages_has_no_space_above():
    report = place_and_emit(
        passages(
            Passage((heading(1, "A", "1"), prose("x"))),
            Passage((heading(2, "B", "1"), prose("y"), heading(2, "C", "1"), prose("z")), landscape=True),
        )
    )
    spaces = [value(each.element, "w:pPr/w:spacing", "w:before") for each in report.headings]
    assert spaces == ["", "0", ""]
    assert not findings(report)


@pytest.mark.parametrize("brand", [None, *WORD_BRANDS])
def test_the_contents_begin_a_page_where_the_brands_own_style_says_so(brand: str | None, tmp_path: Path):
    path = tmp_path / "brand.docx"
    if brand:
        path.write_bytes(WORD_BRANDS[brand]())
    opened = open_brand(path) if brand else None
    report = report_of_elements(prose("x"), prose("Contents", "contents_title"), brand=opened)
    begins = report.paragraphs[1].style.setting("w:pPr/w:pageBreakBefore")
    assert (begins is not None) == (brand is None)


def test_a_unit_in_a_header_gets_its_own_line_rather_than_being_split():
    def head(name: str) -> Cell:
        return Cell((Paragraph((Run(name, bold=True), Run(" 万欧元")), 10.0, "table_head"),))

    facts = Row((Cell((Paragraph((Run("1"),), 10.0),)),) * 2)
    flow = Table((Column(width=50.0), Column(width=200.0)), Row((head("金额"), head("金额"))), (facts,))
    report = report_of_elements(CaptionedFlow(flow))
    assert [each.text for each in report.paragraphs if each.style.name == "Table Head"] == [
        "金额\n万欧元",
        "金额 万欧元",
    ]


@pytest.mark.parametrize(
    ("name", "unit", "width", "lines"),
    [
        ("Amount", "EUR\u00a0m", 200.0, "Amount EUR\u00a0m"),
        ("下次接触 Next contact", "", 90.0, "下次接触\nNext contact"),
        ("我们的份额 Our share", "%", 60.0, "我们的份额\nOur share\u00a0%"),
        ("我们的份额", "%", 60.0, "我们的\n份额\u00a0%"),
        ("我们的金额", "万元", 60.0, "我们的金额\n万元"),
        ("份额（按金额）", "（%）", 60.0, "份额（按金额）（%）"),
        ("最大竞争对手 Largest competitor", "", 58.0, "最大\n竞争对手\nLargest competitor"),
        ("Competitors", "", 20.0, "Competitors"),
    ],
)
def test_headers_break_between_words_and_no_sign_is_alone_on_a_line(name: str, unit: str, width: float, lines: str):
    runs = (Run(name, bold=True), *([Run(f" {unit}")] if unit else []))
    lined = break_header(Paragraph(runs, 10.0, "table_head"), width, open_brand().style)
    assert lined.text == lines


def test_an_outline_is_all_around_its_cell_whichever_cell_a_program_draws_last():
    def cells(outlined: int) -> Row:
        return Row(
            tuple(
                Cell((Paragraph((Run("1"),), 10.0),), outline="contrast" if at == outlined else "") for at in range(3)
            )
        )

    flow = Table((Column(share=1.0),) * 3, Row((Cell((Paragraph((Run("A"),), 10.0),)),) * 3), (cells(1), cells(-1)))
    _, first, second = rows(report_of_elements(CaptionedFlow(flow)))
    sides = [
        [each.tag.partition("}")[2] for each in cell.iterfind("w:tcPr/w:tcBorders/*", NAMES)]
        for cell in (*first.iter(q("w:tc")), *second.iter(q("w:tc")))
    ]
    assert sides == [[], ["top", "left", "bottom", "right"], ["left"], [], ["top"], []]


def test_a_brands_first_line_indent_moves_no_graphic(tmp_path: Path):
    document = small_document()
    document.styles["Body Text"].paragraph_format.first_line_indent = docx.shared.Pt(32)
    path = tmp_path / "brand.docx"
    path.write_bytes(saved(document))
    report = report_of_elements(
        CaptionedFlow(CHART, Caption("figure", "Sales")), CaptionedFlow(DRAWING), brand=open_brand(path)
    )
    indents = [each.element.find("w:pPr/w:ind", NAMES) for each in report.paragraphs if each.in_body]
    shown = [each for each in indents if each is not None]
    assert [each.get(q("w:firstLine")) for each in shown] == ["0", "0"]


def test_a_drawing_laid_out_for_a_landscape_page_is_centred_on_an_upright_one():
    frame = Frame(700, 100, (Box(300, 0, 300, 100, paragraphs=(Paragraph((Run("Box"),), 10.0),)),))
    upright = report_of_elements(CaptionedFlow(Drawing(frame, "A box"), Caption("figure", "Box")))
    left = int(value(upright.paragraphs[0].element, "w:pPr/w:ind", "w:left")) / 20
    width = int(value(report_of_elements(table(("a", "1"))).tables[0], "w:tblPr/w:tblW", "w:w")) / 20
    assert left == pytest.approx((width - 300) / 2, abs=0.1)


def test_headings_and_titles_begin_a_page_where_typesetting_says_so():
    title = prose("Contents", "contents_title")
    shown = (replace(title, new_page=True), replace(heading(1, "Deals"), new_page=True), heading(1, "Team"), title)
    report = report_of_elements(*shown)
    breaks = [each.element.find("w:pPr/w:pageBreakBefore", NAMES) is not None for each in report.paragraphs]
    assert breaks == [True, True, False, False]
    # Word and LibreOffice keep the space above a paragraph that begins a page by itself.
    spaces = [each.element.find("w:pPr/w:spacing", NAMES) for each in report.paragraphs]
    assert [each is not None and value(each, name="w:before") for each in spaces] == [False, "0", False, False]
