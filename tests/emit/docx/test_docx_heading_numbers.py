"""Headings are numbered by the brand or by kamdeck, never by both, and stand out from what is below them."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml
from docx.shared import Pt

from kamdeck.flow import Cell, Column, Paragraph, Row, Run, Table
from kamdeck.flow.report import CaptionedFlow, ReportElement
from tests.emit.docx.header_markup import lines
from tests.emit.docx.report_builders import heading, open_brand, prose, report_of_elements
from tests.list_numbers import numbers
from tests.report_reader import NAMES, Report, q, value
from tests.word_brands import saved, small_document

CONTENT = (
    heading(1, "One", "1"),
    heading(2, "Two", "1"),
    prose("A lead", "lead"),
    heading(3, "Three", "1"),
    prose("Words"),
    heading(1, "Appendix"),
    heading(3, "Sources"),
)


def report_in(tmp_path: Path, change: Callable[[Any], object], content: Sequence[ReportElement] = CONTENT) -> Report:
    document = small_document()
    for level in (1, 2, 3):
        document.styles[f"Heading {level}"].base_style = document.styles["Normal"]
    change(document)
    (tmp_path / "brand.docx").write_bytes(saved(document))
    return report_of_elements(*content, brand=open_brand(tmp_path / "brand.docx"))


def define(document: Any, *levels: tuple[str, str], extra: str = "", key: str = "77") -> None:
    """Add a list definition and a list of the same id; each level has a format and a text."""
    numbering = document.part.numbering_part.element
    inner = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/>'
        '<w:lvlJc w:val="left"/></w:lvl>'
        for at, (kind, text) in enumerate(levels)
    )
    numbering.find(qn("w:num")).addprevious(
        parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{key}">{extra}{inner}</w:abstractNum>')
    )
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="{key}"><w:abstractNumId w:val="{key}"/></w:num>'))


def number_style(document: Any, name: str, level: int, key: int = 77) -> None:
    listed = document.styles[name].element.get_or_add_pPr().get_or_add_numPr()
    listed.get_or_add_ilvl().val, listed.get_or_add_numId().val = level, key


def number_headings(document: Any, count: int = 3) -> None:
    for level in range(count):
        number_style(document, f"Heading {level + 1}", level)


def shown(report: Report) -> dict[str, str]:
    """The number of each numbered heading, by its text."""
    return {each.text: number for each, number in numbers(report) if each.level}


def test_a_list_of_the_brand_numbers_three_levels_and_no_heading_outside_the_template(tmp_path: Path):
    def change(document: Any) -> None:
        define(document, ("decimal", "%1"), ("decimal", "%1.%2"), ("decimal", "%1.%2.%3"))
        number_headings(document)

    assert shown(report_in(tmp_path, change)) == {"One": "1", "Two": "1.1", "Three": "1.1.1"}


@pytest.mark.parametrize(
    "levels",
    [
        (("chineseCountingThousand", "(%1)"), ("decimal", "%1.%2"), ("decimal", "%3)")),
        (("none", ""), ("decimal", "%2"), ("decimal", "%3)")),
        (("bullet", "•"), ("bullet", "•"), ("decimal", "%3)")),
    ],
)
def test_a_list_that_cannot_be_counted_gives_way_to_that_of_kamdeck(levels: tuple[Any, ...], tmp_path: Path):
    def change(document: Any) -> None:
        define(document, *levels)
        number_headings(document)

    assert shown(report_in(tmp_path, change)) == {"One": "1", "Two": "1.1"}


def test_a_brand_that_numbers_lower_headings_only_loses_their_numbers(tmp_path: Path):
    def change(document: Any) -> None:
        define(document, ("decimal", "%1)"), ("decimal", "(%2)"))
        number_style(document, "Heading 2", 0)
        number_style(document, "Heading 3", 1)

    assert shown(report_in(tmp_path, change)) == {"One": "1", "Two": "1.1"}


def test_a_list_behind_a_numbering_style_is_found(tmp_path: Path):
    def change(document: Any) -> None:
        define(document, ("upperRoman", "Part %1"), ("decimal", "%1.%2"), extra='<w:styleLink w:val="Outline"/>')
        define(document, extra='<w:numStyleLink w:val="Outline"/>', key="78")
        document.styles.element.append(
            parse_xml(
                f'<w:style {nsdecls("w")} w:type="numbering" w:styleId="Outline"><w:name w:val="Outline"/>'
                '<w:pPr><w:numPr><w:numId w:val="77"/></w:numPr></w:pPr></w:style>'
            )
        )
        for level in range(2):
            number_style(document, f"Heading {level + 1}", level, 78)

    # A list that begins at 2 names the definition with the levels. The reader of the tests counts in decimal numbers.
    content = (heading(1, "One", "2"), heading(2, "Two", "2"))
    assert shown(report_in(tmp_path, change, content)) == {"One": "Part 2", "Two": "2.1"}


def test_headings_that_inherit_their_list_are_numbered_once(tmp_path: Path):
    def change(document: Any) -> None:
        define(document, ("decimal", "§ %1"), ("decimal", "§ %1.%2"))
        number_style(document, "List", 0)
        document.styles["Heading 1"].base_style = document.styles["List"]
        number_style(document, "Heading 2", 1)

    report = report_in(tmp_path, change)
    first, second = (each for each in report.headings if each.text in ("One", "Two"))
    assert value(first.element.find("w:pPr", NAMES), "w:numPr/w:numId") == ""
    assert shown(report)["Two"] == "§ 1.1"
    assert second.style.name == "heading 2"


def test_titles_and_captions_based_on_numbered_headings_get_no_number(tmp_path: Path):
    def change(document: Any) -> None:
        for name in ("Title", "Caption"):
            document.styles[name].base_style = document.styles["Heading 1"]

    report = report_in(tmp_path, change)
    for style in report.styles.values():
        if style.name in ("Title", "caption"):
            assert value(style.setting("w:pPr/w:numPr"), "w:numId") == "0"


@pytest.mark.parametrize(("plain", "head"), [(16, 16), (18, 12), (10, 13)])
def test_a_lead_is_smaller_than_the_heading_above_it(plain: int, head: int, tmp_path: Path):
    def change(document: Any) -> None:
        document.styles["Normal"].font.size = document.styles["Body Text"].font.size = Pt(plain)
        for level in (1, 2):
            document.styles[f"Heading {level}"].font.size = Pt(head)

    report = report_in(tmp_path, change)
    lead = next(each for each in report.paragraphs if each.text == "A lead")
    assert int(value(lead.style.setting("w:rPr/w:sz"), ".") or 0) == 2 * min(plain, head - 1)


@pytest.mark.parametrize(("head", "bold", "lead"), [(16, False, "0"), (24, False, ""), (16, True, "")])
def test_a_lead_is_bold_only_below_headings_that_are_bold_or_much_larger(
    head: int, bold: bool, lead: str, tmp_path: Path
):
    def change(document: Any) -> None:
        document.styles["Normal"].font.size = document.styles["Body Text"].font.size = Pt(14)
        for level in (1, 2):
            document.styles[f"Heading {level}"].font.size = Pt(head)
            document.styles[f"Heading {level}"].font.bold = bold

    report = report_in(tmp_path, change)
    style = next(each.style for each in report.paragraphs if each.text == "A lead")
    assert value(style.setting("w:rPr/w:b"), ".") == lead


def test_the_title_stands_once_where_the_brands_header_shows_it(tmp_path: Path):
    def change(document: Any) -> None:
        document.sections[0].header.paragraphs[0].text = "Acme"

    report = report_in(tmp_path, change)
    assert lines(report) == ["Acme", "\t2026-Q4"]


def test_a_bullet_in_a_cell_has_a_hanging_indent():
    item = Paragraph((Run("A long item"),), 10.0, "cell", marker="–", indent=9.0)
    flow = Table((Column(share=1.0),), Row((Cell(()),)), (Row((Cell((item,)),)),))
    report = report_of_elements(CaptionedFlow(flow))
    cell = report.tables[0].find(".//w:tc", NAMES)
    indent = report.by_name("table bullet").setting("w:pPr/w:ind")
    assert value(cell, ".//w:pStyle") == report.by_name("table bullet").key
    assert (indent.get(q("w:left")), indent.get(q("w:hanging"))) == ("170", "170")
    assert cell.find(".//w:ind", NAMES) is None
    assert cell.find(".//w:tab", NAMES) is not None
