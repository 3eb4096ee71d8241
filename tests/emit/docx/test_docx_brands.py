"""Any company's Word file can be a brand: its own styles and parts are used, and missing ones are added."""

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml

from kamdeck.flow.report import Passage
from kamdeck.problems import Problems
from tests.emit.docx.report_builders import (
    DEFAULT_BRAND,
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
from tests.report_reader import NAMES, Report, q, value, words_of
from tests.word_brands import WORD_BRANDS, bare, chinese, field, letter, numbered, rewritten, saved, small_document

CONTENT = (
    heading(1, "One", "1"),
    prose("Words"),
    prose("Item", "bullet", marker="–"),
    numbered_list("First"),
    table(("a", "1")),
)
TYPES = "[Content_Types].xml"
COMPOUND = bytes.fromhex("D0CF11E0A1B11AE1")


@pytest.fixture
def report_in_brand(tmp_path: Path) -> Callable[..., Report]:
    """Renders the same content in the brand of a file."""

    def made(blob: bytes, name: str = "brand.docx") -> Report:
        (tmp_path / name).write_bytes(blob)
        return report_of_elements(*CONTENT, brand=open_brand(tmp_path / name))

    return made


def styled(report: Report, text: str) -> str:
    return next(each.style.name for each in report.paragraphs if each.text == text)


@pytest.mark.parametrize("brand", WORD_BRANDS)
def test_every_paragraph_finds_its_style_whatever_its_id_in_the_brand(report_in_brand, brand: str):
    report = report_in_brand(WORD_BRANDS[brand]())
    names = [styled(report, text).lower() for text in ("One", "Words", "Item", "First", "a")]
    assert names == ["heading 1", "body text", "list bullet", "list number", "table text"]


def test_short_style_ids_are_used_unchanged(report_in_brand):
    report = report_in_brand(chinese())
    keys = {each.text: each.style.key for each in report.paragraphs}
    assert (keys["One"], keys["Words"], keys["Item"]) == ("1", "a8", "a9")


def test_a_style_of_kamdeck_gets_another_id_if_the_brand_uses_its_own(report_in_brand):
    report = report_in_brand(chinese())
    assert report.styles["Lead"].name == "合同条款"
    assert report.styles["LeadK"].name == "Lead"


def test_a_brand_without_lists_gets_those_of_kamdeck(report_in_brand):
    report = report_in_brand(chinese())
    assert [(each.text, number) for each, number in numbers(report)] == [("One", "1"), ("Item", "–"), ("First", "1")]


def test_a_brand_that_numbers_its_headings_keeps_its_numbering(report_in_brand):
    report = report_in_brand(numbered())
    assert [number for each, number in numbers(report) if each.level] == ["Article 1"]
    assert {value(each, "w:tblPr/w:tblStyle") for each in report.tables} == {"House"}


def test_an_empty_brand_gets_the_styles_of_kamdeck(report_in_brand):
    report = report_in_brand(bare())
    own = report_of_elements(*CONTENT)
    assert report.package.parts["/word/theme/theme1.xml"] == own.package.parts["/word/theme/theme1.xml"]
    names = [[each.style.name for each in read.paragraphs] for read in (report, own)]
    assert names[0] == names[1]
    assert report.default_style.name == "Normal"


def named_typeface(name: str, content: bytes) -> bytes:
    """A part of a brand whose plain paragraphs name another typeface than its defaults."""
    fonts = b'<w:rPr><w:rFonts w:ascii="Georgia" w:hAnsi="Georgia"/></w:rPr></w:style>'
    normal = rb'(<w:style [^>]*w:default="1"[^>]*w:styleId="Normal".*?)(?:<w:rPr>.*?</w:rPr>)?</w:style>'
    return re.sub(normal, rb"\1" + fonts, content, count=1, flags=re.DOTALL) if name == "word/styles.xml" else content


def test_cells_and_drawings_have_the_typeface_that_the_brands_plain_paragraphs_name(report_in_brand):
    report = report_in_brand(rewritten(saved(small_document()), named_typeface))
    for name in ("TableText", "KamdeckGraphic"):
        assert value(report.styles[name].element, "w:rPr/w:rFonts", "w:ascii") == "Georgia"
    # Styles that are based on others have the typeface from them.
    assert report.styles["TableHead"].element.find("w:rPr/w:rFonts", NAMES) is None


def test_charts_name_the_typeface_of_the_text_where_it_is_not_that_of_the_theme(tmp_path: Path):
    (tmp_path / "brand.docx").write_bytes(rewritten(saved(small_document()), named_typeface))
    assert open_brand(tmp_path / "brand.docx").style.theme.fonts.body_name == "Georgia"
    assert open_brand(DEFAULT_BRAND).style.theme.fonts.body_name == "+mn-lt"


def test_a_brands_figures_stay_on_the_page_of_their_captions(report_in_brand):
    document = small_document()
    document.styles.add_style("Figure", WD_STYLE_TYPE.PARAGRAPH)
    report = report_in_brand(saved(document))
    assert report.styles["Figure"].element.find("w:pPr/w:keepNext", NAMES) is not None


ODD_STYLES = {
    "one without a name": '<w:style w:type="paragraph" w:styleId="X1"><w:basedOn w:val="Normal"/></w:style>',
    "one without an id": '<w:style w:type="paragraph"><w:name w:val="X"/></w:style>',
    "two of the same id": 2 * '<w:style w:type="paragraph" w:styleId="X"><w:name w:val="x"/></w:style>',
    "one based on itself": '<w:style w:type="paragraph" w:styleId="X"><w:name w:val="x"/><w:basedOn w:val="X"/></w:style>',
    "two based on each other": '<w:style w:type="paragraph" w:styleId="X"><w:name w:val="x"/><w:basedOn w:val="Y"/>'
    '</w:style><w:style w:type="paragraph" w:styleId="Y"><w:name w:val="y"/><w:basedOn w:val="X"/></w:style>',
}


@pytest.mark.parametrize("odd", ODD_STYLES.values(), ids=ODD_STYLES)
def test_styles_that_other_programs_write_oddly_are_read_and_written_soundly(odd: str, tmp_path: Path):
    def change(name: str, content: bytes) -> bytes:
        return content.replace(b"</w:styles>", odd.encode() + b"</w:styles>") if name == "word/styles.xml" else content

    (tmp_path / "brand.docx").write_bytes(rewritten(WORD_BRANDS["letter"](), change))
    report = report_of_elements(heading(1, "One", "1"), prose("Words"), brand=open_brand(tmp_path / "brand.docx"))
    styles = report.package.xml("/word/styles.xml").findall("w:style", NAMES)
    ids = [each.get(q("w:styleId")) for each in styles]
    assert None not in ids and len(set(ids)) == len(ids)
    bases = {each.get(q("w:styleId")): each.find("w:basedOn", NAMES) for each in styles}
    for key in ids:
        passed = []
        while key in bases and bases[key] is not None:
            assert key not in passed
            passed.append(key)
            key = bases[key].get(q("w:val"))


def test_a_landscape_brand_is_turned_upright(report_in_brand):
    (page,) = report_in_brand(numbered()).sections
    size = page.find(q("w:pgSz"))
    assert int(size.get(q("w:w"))) < int(size.get(q("w:h")))
    assert size.get(q("w:orient")) is None


def test_the_brands_text_and_its_parts_are_dropped(report_in_brand):
    report = report_in_brand(letter())
    assert not report.graphics
    assert [name for name in report.package.parts if "/media/" in name] == ["/word/media/image1.png"]  # the logo
    assert "updateFields" not in report.package.parts["/word/settings.xml"].decode()
    assert len(report.tables) == 1


def test_a_template_becomes_an_ordinary_document(report_in_brand):
    def retyped(name: str, content: bytes) -> bytes:
        return content.replace(b"document.main+xml", b"template.main+xml") if name == TYPES else content

    report = report_in_brand(rewritten(DEFAULT_BRAND.read_bytes(), retyped), "brand.dotx")
    assert b"template.main" not in report.package.parts["/" + TYPES]
    assert not findings(report)


def test_a_document_with_macros_gives_its_styles_and_no_macros(report_in_brand):
    macros = b"application/vnd.ms-word.document.macroEnabled.main+xml"

    def retyped(name: str, content: bytes) -> bytes:
        ordinary = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
        return content.replace(ordinary, macros) if name == TYPES else content

    assert not findings(report_in_brand(rewritten(DEFAULT_BRAND.read_bytes(), retyped), "brand.docm"))


def test_a_relationship_that_leads_nowhere_is_left_out(report_in_brand):
    def dangling(name: str, content: bytes) -> bytes:
        if not name.endswith("document.xml.rels"):
            return content
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/header"
        more = f'<Relationship Id="rId99" Type="{kind}" Target="gone.xml"/></Relationships>'
        return content.replace(b"</Relationships>", more.encode())

    assert not findings(report_in_brand(rewritten(DEFAULT_BRAND.read_bytes(), dangling)))


@pytest.mark.parametrize(
    ("blob", "message"),
    [
        (COMPOUND + b"\0" * 600, "old .doc format"),
        (COMPOUND + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600, "password"),
        (b"", "not a .docx or .dotx file"),
        (b"PK\3\4 half a file", "was not copied to its end"),
        ((DEFAULT_BRAND.parent / "brand.pptx").read_bytes(), "is a PowerPoint file"),
        (DEFAULT_BRAND.read_bytes()[:-200], "was not copied to its end"),
    ],
    ids=["old", "password", "empty", "torn", "deck", "cut"],
)
def test_a_file_that_is_no_brand_is_reported(blob: bytes, message: str, tmp_path: Path):
    (tmp_path / "brand.docx").write_bytes(blob)
    with pytest.raises(Problems, match=message):
        open_brand(tmp_path / "brand.docx")


def test_a_strict_file_is_reported(tmp_path: Path):
    def strict(name: str, content: bytes) -> bytes:
        old = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        return content.replace(old, b"http://purl.oclc.org/ooxml/officeDocument/relationships")

    (tmp_path / "brand.docx").write_bytes(rewritten(DEFAULT_BRAND.read_bytes(), strict))
    with pytest.raises(Problems, match="Strict Open XML"):
        open_brand(tmp_path / "brand.docx")


@pytest.mark.parametrize("part", ["word/styles.xml", "word/document.xml", "word/numbering.xml"])
def test_a_file_with_a_truncated_part_is_reported(part: str, tmp_path: Path):
    torn = rewritten(DEFAULT_BRAND.read_bytes(), lambda name, content: content[:-20] if name == part else content)
    (tmp_path / "brand.docx").write_bytes(torn)
    with pytest.raises(Problems, match="damaged"):
        open_brand(tmp_path / "brand.docx")


def test_a_page_without_space_for_text_is_reported(tmp_path: Path):
    document = small_document()
    document.sections[0].left_margin = document.sections[0].page_width - 100
    document.save(tmp_path / "brand.docx")
    with pytest.raises(Problems, match="too little space"):
        open_brand(tmp_path / "brand.docx")


def texts_in(report: Report, place: str, kind: str = "default") -> list[str]:
    """The lines in the header or footer of the first section."""
    relations = report.package.relations(report.main)
    references = report.sections[0].findall(f"w:{place}Reference", NAMES)
    (key,) = (each.get(q("r:id")) for each in references if each.get(q("w:type")) == kind)
    return [words_of(each) for each in report.headers_and_footers[relations[key].target].iter(q("w:p"))]


def test_header_and_footer_are_on_every_page_but_only_the_footer_on_the_first():
    report = report_of_elements(*CONTENT)
    assert texts_in(report, "header") == ["Acme\t2026-Q4"]
    assert texts_in(report, "footer") == texts_in(report, "footer", "first") == ["Northwind\tPage 1 of 1"]
    assert texts_in(report, "header", "first") == [""]


def test_a_brands_own_header_stays_above_and_its_page_number_is_not_doubled(report_in_brand):
    report = report_in_brand(letter())
    assert texts_in(report, "header") == ["Contoso Ltd", "Acme\t2026-Q4"]
    assert texts_in(report, "footer") == ["1"]
    logos = [name for name in report.package.parts if name.startswith("/word/media/")]
    assert len(logos) == 1
    for name, root in report.headers_and_footers.items():
        embedded = {each.get(q("r:embed")) for each in root.iter(q("a:blip"))}
        assert embedded <= set(report.package.relations(name))


def test_a_different_first_page_of_a_brand_stays_different(report_in_brand):
    report = report_in_brand(numbered())
    assert texts_in(report, "header", "first") == ["First page of a brand"]
    assert texts_in(report, "footer") == ["1"]


def test_a_footer_with_the_number_of_pages_only_still_gets_the_page_number(report_in_brand):
    document = small_document()
    document.sections[0].footer.paragraphs[0]._p.append(field("NUMPAGES"))
    assert texts_in(report_in_brand(saved(document)), "footer") == ["1", "Northwind\tPage 1 of 1"]


def test_a_landscape_passage_has_wider_headers_of_its_own():
    report = place_and_emit(
        passages(Passage((prose("One"),)), Passage((prose("Two"),), landscape=True), Passage((prose("Three"),)))
    )
    orients = [value(page, "w:pgSz", "w:orient") for page in report.sections]
    assert orients == ["", "landscape", ""]
    relations = report.package.relations(report.main)
    (head,) = report.sections[1].findall("w:headerReference", NAMES)
    tabs = report.headers_and_footers[relations[head.get(q("r:id"))].target].findall(".//w:tabs/w:tab", NAMES)
    page = report.sections[1]
    margins = page.find("w:pgMar", NAMES)
    text = int(value(page, "w:pgSz", "w:w")) - int(margins.get(q("w:left"))) - int(margins.get(q("w:right")))
    assert [each.get(q("w:pos")) for each in tabs if each.get(q("w:val")) == "right"] == [str(text)]
    assert not findings(report)


def test_the_brands_text_keeps_its_own_east_asian_typeface(report_in_brand):
    document = small_document()
    fonts = document.styles.element.find(f".//{q('w:rPrDefault')}/{q('w:rPr')}/{q('w:rFonts')}")
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    fonts.set(q("w:ascii"), "Georgia")
    fonts.set(q("w:eastAsia"), "SimSun")
    report = report_in_brand(saved(document))
    defaults = report.package.xml("/word/styles.xml").find("w:docDefaults/w:rPrDefault/w:rPr", NAMES)
    assert value(defaults, "w:rFonts", "w:eastAsia") == "SimSun"


def test_the_styles_of_a_japanese_report_name_a_japanese_typeface(tmp_path: Path):
    (tmp_path / "brand.docx").write_bytes(chinese())
    japanese = replace(passages(Passage((prose("計画の概要"),))), language="ja-JP", ideographs="ja-JP")
    report = place_and_emit(japanese, open_brand(tmp_path / "brand.docx"))
    styles = report.package.xml("/word/styles.xml")
    named = {each.get(q("w:eastAsia")) for each in styles.iter(q("w:rFonts"))} - {None}
    assert named == {"ＭＳ 明朝"}  # the typeface that the theme lists for Japanese
    assert value(styles.find("w:docDefaults/w:rPrDefault/w:rPr", NAMES), "w:lang", "w:eastAsia") == "ja-JP"
    assert not report.package.xml("/word/document.xml").findall(".//w:rFonts", NAMES)


@pytest.mark.parametrize(("language", "latin"), [("de-DE", "de-DE"), ("en-US", "en-US"), ("zh-CN", "en-GB")])
def test_latin_text_has_the_language_of_the_report_where_it_is_written_in_such_letters(language: str, latin: str):
    report = place_and_emit(replace(passages(Passage((prose("Plan"),))), language=language))
    defaults = report.package.xml("/word/styles.xml").find("w:docDefaults/w:rPrDefault/w:rPr", NAMES)
    assert value(defaults, "w:lang", "w:val") == latin
    assert not report.package.xml("/word/document.xml").findall(".//w:lang", NAMES)


def test_right_aligned_ends_of_lines_have_their_tab_stop_at_the_texts_edge(report_in_brand):
    report = report_in_brand(letter())
    page = report.sections[0]
    margins = page.find("w:pgMar", NAMES)
    sides = int(margins.get(q("w:left"))) + int(margins.get(q("w:right")))
    edge = str(int(value(page, "w:pgSz", "w:w")) - sides)
    for name in ("toc 1", "toc 2"):
        tabs = report.by_name(name).setting("w:pPr/w:tabs")
        assert [each.get(q("w:pos")) for each in tabs] == [edge]
    for part in report.headers_and_footers.values():
        own = part.findall("w:p", NAMES)[-1]
        stops = {each.get(q("w:pos")): each.get(q("w:val")) for each in own.findall("w:pPr/w:tabs/w:tab", NAMES)}
        # The tab stops in the middle and at the right of the brand's own lines stay in its styles.
        assert not stops or {at for at, kind in stops.items() if kind != "clear"} in ({edge}, set())
        assert len(own.findall(".//w:tab", NAMES)) < 2 or stops


def test_lines_of_a_brands_header_keep_their_tab_stops(report_in_brand):
    document = small_document()
    head = document.sections[0].header.paragraphs[0]
    head.add_run("Contoso\t\tReport")
    report = report_in_brand(saved(document))
    stops = report.by_name("header").setting("w:pPr/w:tabs")
    assert [each.get(q("w:val")) for each in stops] == ["center", "right"]
    own = [part.findall("w:p", NAMES)[-1] for part in report.headers_and_footers.values()]
    cleared = [
        each for line in own for each in line.findall("w:pPr/w:tabs/w:tab", NAMES) if each.get(q("w:val")) == "clear"
    ]
    assert len(cleared) >= len(own)


def test_parts_that_a_brand_contains_twice_are_written_once(report_in_brand):
    with zipfile.ZipFile(io.BytesIO(report_in_brand(letter()).blob)) as archive:
        assert len(archive.namelist()) == len(set(archive.namelist()))


def test_a_list_of_a_brand_may_have_no_definition(report_in_brand):
    document = small_document()
    numbering = document.part.numbering_part.element
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="99"><w:abstractNumId w:val="98"/></w:num>'))
    report = report_in_brand(saved(document))
    assert [number for each, number in numbers(report) if each.text == "First"]


def test_styles_whose_list_the_brand_lacks_get_that_of_kamdeck(report_in_brand):
    document = small_document()
    for name, key in (("List Bullet", 97), ("List Number", 98)):
        style = document.styles.add_style(name, 1) if name not in document.styles else document.styles[name]
        properties = style.element.get_or_add_pPr()
        for old in properties.findall(qn("w:numPr")):
            properties.remove(old)
        properties.insert(0, parse_xml(f'<w:numPr {nsdecls("w")}><w:numId w:val="{key}"/></w:numPr>'))
    report = report_in_brand(saved(document))
    assert [(each.text, number) for each, number in numbers(report) if each.text in ("Item", "First")] == [
        ("Item", "–"),
        ("First", "1"),
    ]


def test_new_lists_stand_before_what_word_last_cleaned_up(report_in_brand):
    document = small_document()
    numbering = document.part.numbering_part.element
    numbering.append(parse_xml(f'<w:numIdMacAtCleanup {nsdecls("w")} w:val="3"/>'))
    report = report_in_brand(saved(document))
    names = [each.tag for each in report.package.xml("/word/numbering.xml")]
    assert names[-1] == q("w:numIdMacAtCleanup") and names.count(q("w:num")) > len(numbering.findall(qn("w:num")))
