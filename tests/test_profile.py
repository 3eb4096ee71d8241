"""Whole reports: every example in every language, thin plans, odd brands; whole, sound, and the same bytes everywhere."""

import io
import re
import zipfile
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import pytest
from docx import Document

import kamdeck
from kamdeck.document import Speech
from kamdeck.emit.docx.brand import open_report_brand
from kamdeck.flow import Paragraphs
from kamdeck.flow.report import Heading
from kamdeck.flow.report import Report as Flowing
from kamdeck.render import LAYOUTS, Rendering, _document, render
from kamdeck.typeset import typeset_report
from tests.decks import EVERY_EXAMPLE, plan_of
from tests.lint.report import RULES, report_findings
from tests.plan_texts import shown
from tests.report import Report, q, words_of

EVERY = [*EVERY_EXAMPLE, ("hostile", "zh+en"), ("hostile", "en"), ("empty", "en")]
OF_THE_PROFILE = ("account", "profile")


@lru_cache
def report_of(name: str, language: str | None = None, layout: str = "profile") -> Report:
    return Report(render(plan_of(name), Rendering(language, layout, medium="report")).blob)


@lru_cache
def flowing(name: str, language: str, layout: str = "profile") -> Flowing:
    """The report before it is emitted: all that its topics show."""
    brand = open_report_brand(LAYOUTS / "brand.docx", LAYOUTS / "brand.docx")
    document = _document(plan_of(name), Rendering(language, layout))
    return typeset_report(document, brand.paper, Speech(brand.look, document.wording))


def _lost(report: Report, flows: Flowing) -> list[str]:
    lost = []
    for passage in flows.passages:
        for element in passage.elements:
            texts = element.names if isinstance(element, Heading) else element.flow.texts
            if not isinstance(element, Heading) and element.caption:
                texts = (*texts, element.caption.words)
            lost += [text[:60] for text in texts if text.strip() and not report.says(text)]
    return lost


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_nothing_in_a_report_wants_repair_or_keeps_a_reader_out(name: str, language: str):
    assert not report_findings(report_of(name, language))


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_every_text_that_a_topic_shows_is_read_back_whole(name: str, language: str):
    assert not _lost(report_of(name, language), flowing(name, language))


@pytest.mark.parametrize("name", ["huaxing-bank", "meridian-motion", "qinghe-retail"])
def test_a_review_may_be_a_report_and_loses_nothing(name: str):
    assert not _lost(report_of(name, "zh+en", "review"), flowing(name, "zh+en", "review"))
    assert not report_findings(report_of(name, "zh+en", "review"))


@pytest.mark.parametrize(("name", "language"), EVERY_EXAMPLE)
def test_section_1_is_there_in_depth(name: str, language: str):
    """Every text that the plan gives of the customer."""
    report, wording = report_of(name, language), flowing(name, language)
    assert wording.passages
    plan = plan_of(name)
    document = _document(plan, Rendering(language, "profile"))
    lost = [
        path
        for path, text in shown(plan)
        if path.startswith(OF_THE_PROFILE) and not report.says(document.wording.say(text))
    ]
    assert not lost


def test_headings_are_numbered_as_the_template_numbers_them():
    report = report_of("huaxing-bank", "en")
    assert [words_of(each) for each in report.paragraphs("heading 1")] == [
        "Account Profile",
        "Key Account Strategies",
        "Competition: How will we win",
        "Key Actions and Support Requirements",
        "Large-deal tracking",
        "Resource planning",
    ]
    assert [words_of(each) for each in report.paragraphs("heading 1 plain")] == ["Executive summary", "Appendix"]


def test_a_section_that_is_left_out_leaves_its_number_out():
    report = report_of("qinghe-retail", "zh")
    starts = [each.get(q("w:val")) for each in report.package.xml("/word/numbering.xml").iter(q("w:startOverride"))]
    assert "3" in starts
    numbered = [each for each in report.paragraphs("heading 1") if each.find(f".//{q('w:numId')}") is not None]
    assert words_of(numbered[0]).startswith("竞争")


def test_every_numbered_list_starts_at_one():
    report = report_of("huaxing-bank", "en")
    lists = {each.find(f".//{q('w:numId')}").get(q("w:val")) for each in report.paragraphs("list number")}
    assert len(lists) == 1
    root = report.package.xml("/word/numbering.xml")
    entry = next(each for each in root.iter(q("w:num")) if each.get(q("w:numId")) in lists)
    assert entry.find(f".//{q('w:startOverride')}").get(q("w:val")) == "1"


def test_a_heading_in_two_languages_stands_in_two_lines():
    heading = report_of("huaxing-bank", "zh+en").paragraphs("heading 1")[0]
    assert words_of(heading) == "客户档案\nAccount Profile"


def test_a_map_too_wide_for_a_page_on_end_stands_on_one_on_its_side():
    report = report_of("huaxing-bank", "en")
    turned = [each for each in report.root.iter(q("w:pgSz")) if each.get(q("w:orient")) == "landscape"]
    assert turned
    assert all(int(each.get(q("w:w"))) > int(each.get(q("w:h"))) for each in turned)
    upright = list(report_of("qinghe-retail", "zh").root.iter(q("w:pgSz")))
    assert len(upright) == 1


def test_every_section_of_pages_names_its_account_and_counts_its_pages():
    report = report_of("huaxing-bank", "en")
    for section in report.root.iter(q("w:sectPr")):
        kinds = {(each.tag, each.get(q("w:type"))): each.get(q("r:id")) for each in section if each.get(q("r:id"))}
        relations = report.package.relations(report.main)
        header = report.package.xml(relations[kinds[q("w:headerReference"), "default"]].target)
        footer = report.package.xml(relations[kinds[q("w:footerReference"), "default"]].target)
        assert "Huaxing Bank" in "".join(header.itertext())
        assert "2026-Q4" in "".join(header.itertext())
        codes = [each.get(q("w:instr")).strip() for each in footer.iter(q("w:fldSimple"))]
        assert codes == ["PAGE", "NUMPAGES"]


def test_contents_have_links_and_fields_and_no_page_number_that_may_be_wrong():
    report = report_of("huaxing-bank", "en")
    entries = report.paragraphs("toc 1") + report.paragraphs("toc 2")
    assert len(entries) > 30
    assert all(each.find(q("w:hyperlink")) is not None for each in entries)
    assert all("PAGEREF" in "".join(code.text or "" for code in each.iter(q("w:instrText"))) for each in entries)
    assert not [words_of(each) for each in entries if re.search(r"\t\d", words_of(each))]


def test_every_row_stays_whole_and_no_table_is_wider_than_the_text():
    report = report_of("huaxing-bank", "zh+en")
    for table in report.root.iter(q("w:tbl")):
        assert all(row.find(f"{q('w:trPr')}/{q('w:cantSplit')}") is not None for row in table.iter(q("w:tr")))
        wide = sum(int(each.get(q("w:w"))) for each in table.iter(q("w:gridCol")))
        page = next(
            each for each in table.itersiblings(q("w:p"), q("w:sectPr")) if each.find(f".//{q('w:pgSz')}") is not None
        )
        size, margin = page.find(f".//{q('w:pgSz')}"), page.find(f".//{q('w:pgMar')}")
        room = int(size.get(q("w:w"))) - int(margin.get(q("w:left"))) - int(margin.get(q("w:right")))
        assert wide <= room + 1


def test_a_row_that_may_be_taller_than_a_page_may_go_on():
    rows = report_of("hostile", "en").root.iter(q("w:tr"))
    long = [row for row in rows if len("".join(row.itertext())) > 2000]
    assert long
    assert all(row.find(f"{q('w:trPr')}/{q('w:cantSplit')}") is None for row in long)


def test_no_word_is_formatted_where_its_style_serves():
    """In the body's own paragraphs nothing is said of sizes, and bold is a character style."""
    report = report_of("huaxing-bank", "en")
    for paragraph in report.body.findall(q("w:p")):
        if paragraph.find(f".//{q('w:drawing')}") is None:
            assert paragraph.find(f"{q('w:r')}/{q('w:rPr')}/{q('w:b')}") is None, words_of(paragraph)
            assert paragraph.find(f"{q('w:pPr')}/{q('w:spacing')}") is None, words_of(paragraph)


def test_the_same_plan_gives_the_same_bytes():
    one, other = (render(plan_of("huaxing-bank"), Rendering("zh+en", "profile")).blob for _ in range(2))
    assert one == other


def test_a_caller_can_go_on_editing_the_document(tmp_path: Path):
    document = kamdeck.profile(plan_of("qinghe-retail"))
    document.add_paragraph("More", style="List Bullet")
    document.save(str(tmp_path / "mine.docx"))
    assert Document(str(tmp_path / "mine.docx")).paragraphs[-1].text == "More"


def test_what_a_topic_shows_holds_prose_tables_and_figures():
    """So that the tests above look at more than headings."""
    kinds = {
        type(each.flow).__name__
        for p in flowing("huaxing-bank", "en").passages
        for each in p.elements
        if not isinstance(each, Heading)
    }
    assert {"Paragraphs", "Table", "Chart", "Drawing"} <= kinds
    assert Paragraphs.__name__ in kinds


# -- the lint finds what it is there to find ---------------------------------------------------------------------------

DOCUMENT = r"word/document\.xml"


def swap(pattern: str, instead: str, count: int = 0) -> Callable[[str], str]:
    return lambda text: re.sub(pattern, instead, text, count=count, flags=re.DOTALL)


FAULTS: dict[str, tuple[str, Callable[[str], str]]] = {
    "every_part_has_a_content_type": (r"\[Content_Types\]\.xml", swap("</Types>", '<Override PartName="/x.xml" ContentType="x/y"/></Types>')),
    "every_relationship_leads_somewhere": (r"word/_rels/document\.xml\.rels", swap('Target="styles.xml"', 'Target="gone.xml"')),
    "every_reference_has_its_relationship": (DOCUMENT, swap('r:id="rId', 'r:id="rIdX')),
    "ids_of_graphics_are_unique": (DOCUMENT, swap(r'<wp:docPr id="\d+"', '<wp:docPr id="7"')),
    "graphics_are_described": (DOCUMENT, swap(r' descr="[^"]*"', "")),
    "fallbacks_are_not_empty": (DOCUMENT, swap(r"<mc:Fallback>.*?</mc:Fallback>", "<mc:Fallback/>")),
    "cells_end_in_a_paragraph_and_rows_are_full": (DOCUMENT, swap(r"<w:gridCol [^>]*/>", "", 1)),
    "tables_with_a_head_repeat_it": (DOCUMENT, swap("<w:tblHeader/>", "")),
    "no_text_has_a_control_character": (DOCUMENT, swap('preserve">', 'preserve">\u0085', 1)),
    "links_lead_to_bookmarks": (DOCUMENT, swap(r'w:name="section_', 'w:name="elsewhere_')),
    "styles_and_lists_are_there": (DOCUMENT, swap('w:pStyle w:val="', 'w:pStyle w:val="Un')),
    "one_style_of_a_kind_is_the_default": (r"word/styles\.xml", swap('w:styleId="Title"', 'w:default="1" w:styleId="Title"')),
    "captions_are_counted": (DOCUMENT, swap(r"(SEQ Table.*?<w:t>)\d+", r"\g<1>9", 1)),
    "word_asks_no_question": (r"word/settings\.xml", swap(r"<w:zoom", '<w:updateFields w:val="true"/><w:zoom')),
    "chinese_has_its_font_and_language": (r"word/styles\.xml", swap(r' w:eastAsia="zh-CN"', "")),
    "headings_are_of_the_outline": (r"word/styles\.xml", swap(r"<w:outlineLvl [^>]*/>", "")),
    "charts_show_what_their_workbooks_hold": (r"word/charts/chart\d+\.xml", swap(r"<c:v>[\d.]+</c:v>", "<c:v>1234.5</c:v>")),
}  # fmt: skip


@pytest.mark.parametrize("rule", FAULTS)
def test_a_planted_fault_is_found(rule: str):
    pattern, change = FAULTS[rule]
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(report_of("huaxing-bank", "zh+en").blob)) as sound,
        zipfile.ZipFile(stream, "w") as planted,
    ):
        for name in sound.namelist():
            content = sound.read(name)
            planted.writestr(name, change(content.decode()) if re.fullmatch(pattern, name) else content)
    assert any(found.startswith(rule) for found in report_findings(Report(stream.getvalue())))


def test_every_rule_has_a_fault_planted():
    assert {rule.__name__ for rule in RULES} - set(FAULTS) == {"parts_are_well_formed"}
