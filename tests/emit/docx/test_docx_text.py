"""Paragraphs become WordprocessingML with only what differs from their style, in every script and direction."""

import pytest

from kamdeck.emit.docx.document_context import bookmark
from kamdeck.emit.docx.runs import RunFormat
from kamdeck.emit.docx.text import framed_xml, paragraph_xml, paragraphs_xml
from kamdeck.flow import Cell, Column, Paragraph, Row, Run, Table
from kamdeck.flow.report import Caption, CaptionedFlow
from tests.emit.docx.document_builders import NAMES, WIDTH, EmittedDocument, build_document, find
from tests.emit.docx.report_builders import report_of_elements
from tests.report_reader import q

BODY = RunFormat("Normal", 10.5, "text")


def prose(words: str, size: float = 10.5, **style: object) -> Paragraph:
    return Paragraph((Run(words),), size, **style)  # type: ignore[arg-type]


def paragraphs(*content: Paragraph, style: RunFormat = BODY, **more: object) -> EmittedDocument:
    return build_document(lambda context: paragraphs_xml(content, context, style), **more)


def words_of(emitted: EmittedDocument) -> str:
    return "".join(emitted.root().itertext(f"{{{NAMES['w']}}}t"))


def test_a_paragraph_that_equals_its_style_has_no_direct_formatting():
    root = paragraphs(prose("Plain words")).root()
    assert find(root, "//w:body/w:p/w:pPr/*[not(self::w:pStyle)]") == []
    assert not find(root, "//w:rPr")


def test_a_filled_run_is_shaded_behind_its_size():
    runs = (Run("late", colour="bad", size=9.0, fill="bad:10"), Run(" by a week"))
    root = paragraphs(Paragraph(runs, 10.5)).root()
    (properties,) = find(root, "//w:rPr[w:shd]")
    assert [child.tag for child in properties] == [q(f"w:{name}") for name in ("color", "sz", "szCs", "shd")]


def test_what_differs_from_the_style_is_written():
    paragraph = prose("Words", 12.0, colour="primary", align="right", before=6.0)
    root = paragraphs(paragraph).root()
    assert find(root, "//w:sz/@w:val") == find(root, "//w:szCs/@w:val") == ["24"]
    assert find(root, "//w:color/@w:themeColor") == ["accent1"]
    assert find(root, "//w:jc/@w:val") == ["right"]
    assert find(root, "//w:pPr/w:spacing/@w:before") == ["120"]


def test_bold_is_the_brands_own_character_style():
    strong = Paragraph((Run("Strong", bold=True), Run(" words")), 10.5)
    assert find(paragraphs(strong).root(), "//w:rStyle/@w:val") == ["Strong"]
    assert find(paragraphs(strong, styles={}).root(), "//w:b")
    plain = paragraphs(prose("Not bold"), style=RunFormat("Heading1", 10.5, "text", bold=True)).root()
    assert find(plain, "//w:b/@w:val") == ["0"]


@pytest.mark.parametrize("words", ["a\x00b", "<w:t>&amp;", "\ud800x", " spaced  ", "=1+1"])
def test_any_text_is_escaped_and_complete(words: str):
    expected = words.replace("\x00", "").replace("\ud800", "")
    assert words_of(paragraphs(prose(words))) == expected


def test_line_ends_and_tabs_are_breaks_and_tabs_of_word():
    root = paragraphs(prose("one\ntwo\u2028three\x0bfour\tfive")).root()
    assert len(find(root, "//w:r/w:br")) == 3
    assert len(find(root, "//w:r/w:tab")) == 1


def test_signs_between_hanzi_are_set_in_the_east_asian_font():
    root = paragraphs(prose("the “plan” of 华兴“银行”")).root()
    hinted = find(root, "//w:r[w:rPr/w:rFonts/@w:hint='eastAsia']/w:t/text()")
    assert hinted == ["华兴“银行”"]


def test_a_japanese_run_names_its_typeface_where_the_defaults_have_a_chinese_one():
    root = paragraphs(prose("华兴银行"), prose("Huaxing"), prose("日本語です")).root()
    assert find(root, "//w:r[w:rPr/w:rFonts/@w:eastAsia='Yu Gothic']/w:t/text()") == ["日本語です"]


@pytest.mark.parametrize(
    ("words", "place", "tag"), [("カナ", "eastAsia", "ja-JP"), ("Привет", "val", "ru-RU"), ("ภาษาไทย", "bidi", "th-TH")]
)
def test_a_run_in_another_language_has_its_language(words: str, place: str, tag: str):
    assert find(paragraphs(prose(words)).root(), f"//w:lang/@w:{place}") == [tag]


def test_the_documents_own_languages_are_not_repeated():
    assert not find(paragraphs(prose("English 中文")).root(), "//w:lang")


def test_text_from_right_to_left_keeps_latin_names_from_left_to_right():
    root = paragraphs(prose("שלום Acme 123 עולם")).root()
    assert find(root, "//w:pPr/w:bidi")
    assert find(root, "//w:r[w:rPr/w:rtl]/w:t/text()") == ["שלום", "עולם"]
    assert words_of(paragraphs(prose("שלום Acme 123 עולם"))) == "שלום Acme 123 עולם"


def test_a_list_from_right_to_left_has_no_number_over_the_margin():
    listed = RunFormat("ListNumber", 10.5, "text", listed=True)
    root = paragraphs(
        prose("שלום", marker="1", indent=18.0), prose("Plain", marker="2", indent=18.0), style=listed
    ).root()
    (left,), (hanging,) = (find(root, f"//w:pPr/w:ind/@w:{name}") for name in ("left", "hanging"))
    assert (int(left), int(hanging)) == (360 + 120, 360)


def test_a_web_address_is_a_link_and_a_program_is_not():
    links = Paragraph((Run("site", link="https://example.com/a b"), Run("run", link="file:///c:/x.exe")), 10.5)
    emitted = paragraphs(links)
    (key,) = find(emitted.root(), "//w:hyperlink/@r:id")
    assert emitted.links()[key] == ("hyperlink", "https://example.com/a%20b")
    assert find(emitted.root(), "//w:hyperlink//w:rStyle/@w:val") == ["Hyperlink"]


def test_an_address_in_plain_text_is_a_link_in_the_brands_own_style():
    emitted = paragraphs(prose("See https://example.com/a, or write to li@example.com."))
    links = find(emitted.root(), "//w:hyperlink")
    assert ["".join(each.itertext()) for each in links] == ["https://example.com/a", "li@example.com"]
    targets = [emitted.links()[find(each, "@r:id")[0]][1] for each in links]
    assert targets == ["https://example.com/a", "mailto:li@example.com"]
    assert not find(emitted.root(), "//w:hyperlink//w:color")


def test_a_link_on_another_background_keeps_a_colour_with_contrast():
    emitted = paragraphs(prose("www.example.com", colour="good"))
    assert find(emitted.root(), "//w:hyperlink//w:color/@w:val")


def test_a_link_to_a_section_leads_to_its_bookmark():
    to = Paragraph((Run("Profile", link="section:profile"), Run("Nowhere", link="section:gone")), 10.5)
    emitted = build_document(
        lambda context: (
            paragraph_xml(to, context, BODY) + paragraph_xml(prose("Profile"), context, BODY, section="profile")
        ),
        sections=frozenset(("profile",)),
    )
    assert find(emitted.root(), "//w:hyperlink/@w:anchor") == find(emitted.root(), "//w:bookmarkStart/@w:name")


def test_bookmark_names_are_valid_and_unique():
    keys = ["profile", "large deals", "large-deals", "大项目", "x" * 60, "x" * 61]
    names = [bookmark(key) for key in keys]
    assert names[0] == "section_profile"
    assert len(set(names)) == len(keys)
    assert all(len(name) <= 40 and name.isascii() and name.replace("_", "").isalnum() for name in names)


def test_a_page_number_is_a_field_with_its_known_number():
    number = Paragraph((Run("?", page_of="profile"),), 10.5)
    root = paragraphs(number, sections=frozenset(("profile",)), pages={"profile": 7}).root()
    assert find(root, "//w:instrText/text()") == [" PAGEREF section_profile \\h "]
    assert find(root, "//w:t/text()") == ["7"]


def test_a_marker_is_text_before_a_hanging_indent_unless_the_style_draws_it():
    item = prose("Item", marker="D1", indent=18.0)
    root = paragraphs(item).root()
    assert find(root, "//w:ind/@w:left") == find(root, "//w:ind/@w:hanging") == ["360"]
    assert words_of(paragraphs(item)) == "D1Item"
    assert words_of(paragraphs(item, style=RunFormat("ListBullet", 10.5, "text", listed=True))) == "Item"


def test_text_in_a_frame_has_the_lines_that_were_measured():
    content = (prose("One", 10.0, before=9.0), prose("Two", 12.0, before=6.0))
    root = build_document(lambda context: framed_xml(content, WIDTH, context)).root()
    assert find(root, "//w:p/w:pPr/w:spacing/@w:line") == ["240", "288"]
    assert set(find(root, "//w:p/w:pPr/w:spacing/@w:lineRule")) == {"exact"}
    assert find(root, "//w:p/w:pPr/w:spacing/@w:before") == ["0", "120"]


def test_lines_in_two_sizes_share_the_height_that_was_measured():
    mixed = Paragraph((Run("12", size=16.0), Run(" CNY m")), 10.0)
    root = build_document(lambda context: framed_xml((mixed,), WIDTH, context)).root()
    assert find(root, "//w:p/w:pPr/w:spacing/@w:line") == ["384"]


@pytest.mark.parametrize(("own_size", "sizes"), [(False, []), (True, ["20", "20"])])
def test_cells_name_their_size_where_it_is_not_that_of_the_brands_tables(own_size: bool, sizes: list[str]):
    row = Row((Cell((Paragraph((Run("Words"),), 10.0, "cell"),)),))
    table = Table((Column(share=1.0),), row, (row,), own_size=own_size)
    root = report_of_elements(CaptionedFlow(table, Caption("table", "Name"))).root
    found = [each.get(q("w:val")) for each in root.iterfind(".//w:tbl//w:sz", NAMES)]
    assert found == sizes
