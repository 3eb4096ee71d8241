"""Headers and footers of a brand keep their current text, and nothing of their samples, comments and editors."""

from typing import Any

import pytest
from docx.oxml.parser import parse_xml
from lxml import etree

from tests.emit.docx.header_markup import (
    AUTHOR,
    CORE,
    SPACES,
    bound_to,
    complex_field,
    control,
    lines,
    markup,
    root_of,
    run,
)
from tests.lint.reports import findings
from tests.report_reader import q
from tests.word_brands import field


def test_insertions_are_accepted_and_deletions_and_their_authors_are_removed(with_header):
    report = with_header(
        run("Acme ") + f"<w:ins {AUTHOR}>{run('new')}</w:ins>"
        f"<w:del {AUTHOR}><w:r><w:delText>old</w:delText></w:r></w:del>"
        f"<w:moveFrom {AUTHOR}>{run('here')}</w:moveFrom><w:moveTo {AUTHOR}>{run(' there')}</w:moveTo>"
        f"<w:r><w:rPr><w:b/><w:rPrChange {AUTHOR}><w:rPr><w:i/></w:rPr></w:rPrChange></w:rPr><w:t>!</w:t></w:r>"
    )
    assert lines(report)[0] == "Acme new there!"
    assert "Bob" not in markup(report)
    assert not findings(report)


def test_a_deleted_end_joins_two_paragraphs_and_a_deleted_row_is_removed(with_header):
    row = "<w:tr>{}<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc></w:tr>"
    deleted = row.format(f"<w:trPr><w:del {AUTHOR}/></w:trPr>", "out")
    table = f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid>{row.format('', 'in')}{deleted}</w:tbl>"
    ended = f"<w:pPr><w:rPr><w:del {AUTHOR}/></w:rPr></w:pPr>{run('One, ')}"
    report = with_header(f"{ended}</w:p><w:p>{run('two')}</w:p>{table}<w:p>{run('end')}")
    assert lines(report)[:3] == ["One, two", "in", "end"]


def test_comment_ranges_and_marks_of_editing_are_removed(with_header):
    report = with_header(
        '<w:commentRangeStart w:id="1"/><w:permStart w:id="2" w:ed="bob@acme.com"/>' + run("Acme") + "<w:permEnd "
        'w:id="2"/><w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="1"/></w:r>'
    )
    assert lines(report)[0] == "Acme"
    assert not {"comment", "bob"} & set(markup(report).replace("@", " ").replace("Range", " ").split())
    assert "commentReference" not in markup(report)


@pytest.mark.parametrize("reference", ["footnoteReference", "endnoteReference", "commentReference"])
def test_no_reference_to_a_note_or_comment_is_left(reference: str, with_header):
    report = with_header(run("Acme") + f'<w:r><w:{reference} w:id="2"/></w:r>')
    assert lines(report)[0] == "Acme"
    assert reference not in markup(report)


@pytest.mark.parametrize("moved", ["moveFrom", "del"])
def test_a_cell_whose_only_paragraph_was_moved_or_deleted_has_an_empty_one(moved: str, with_header):
    cell = f"<w:tc><w:{moved} {AUTHOR}><w:p>{run('out')}</w:p></w:{moved}></w:tc>"
    table = f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr>{cell}</w:tr></w:tbl>"
    report = with_header(f"{run('Acme')}</w:p>{table}<w:p>{run('end')}")
    assert lines(report)[:3] == ["Acme", "", "end"]
    assert not findings(report)


def test_changes_tracked_in_styles_are_accepted(report_in_brand):
    def change(document: Any) -> None:
        style = document.styles["Heading 1"].element.get_or_add_rPr()
        style.append(parse_xml(f"<w:rPrChange {SPACES} {AUTHOR}><w:rPr/></w:rPrChange>"))

    assert b"Bob" not in report_in_brand(change).package.parts["/word/styles.xml"]


FIELDS = [
    (" TITLE ", "Profile"),
    (r" TITLE \* Upper ", "PROFILE"),
    (" DOCPROPERTY  Title  \\* MERGEFORMAT ", "Profile"),
    (" author ", "Li Wei"),
    (" INFO Subject ", "Account profile"),
    (" DOCPROPERTY Company ", "Northwind"),
    (" SAVEDATE \\@ &quot;d.M.yyyy&quot; ", "2026-10-08"),
    (" DOCPROPERTY Classification ", ""),
    (" FILENAME \\p ", ""),
    (" STYLEREF &quot;heading 1&quot; ", ""),
    (" STYLEREF &quot;Chapter of the sample&quot; ", ""),
    (" USERNAME ", ""),
    (" DDEAUTO excel sample ", ""),
    (" INCLUDETEXT &quot;C:\\\\sample.docx&quot; ", ""),
    (" MERGEFIELD Client ", ""),
    (" QUOTE &quot;Sample&quot; ", "Sample"),
    (" HYPERLINK &quot;https://acme.example&quot; ", "Sample"),
]


@pytest.mark.parametrize(
    "made", [complex_field, lambda code, shown: f'<w:fldSimple w:instr="{code}">{run(shown)}</w:fldSimple>']
)
def test_a_field_shows_the_report_and_not_its_sample(made, with_header):
    report = with_header("</w:p><w:p>".join(run("Acme") + made(code, "Sample") for code, _ in FIELDS))
    assert {code: line for (code, _), line in zip(FIELDS, lines(report), strict=False)} == {
        code: f"Acme{shown}" for code, shown in FIELDS
    }
    assert not [name for name in ("DDE", "INCLUDE", "HYPERLINK", "\\p", "MERGEFIELD") if name in markup(report)]
    assert not findings(report)


def test_a_field_that_word_computes_stays_a_field(with_header):
    root = root_of(with_header(complex_field(" STYLEREF 1 ", "x")))
    assert "".join(each.text for each in root.iter(q("w:instrText"))) == " STYLEREF 1 "
    assert "Sample" not in markup(with_header(complex_field(' STYLEREF "Sample" ', "x")))


BEGIN, SEPARATE = ('<w:r><w:fldChar w:fldCharType="begin"/></w:r>', '<w:r><w:fldChar w:fldCharType="separate"/></w:r>')
CODE = "<w:r><w:instrText> {} </w:instrText></w:r>"
NEXT = "</w:p><w:p>"


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        (run("A ") + BEGIN + CODE.format("TITLE") + SEPARATE + run("Sample") + NEXT + run("B"), ["A Profile", "B"]),
        (run("A") + BEGIN + CODE.format("FILENAME") + SEPARATE + run("Sample") + NEXT + run("B"), ["A", "B"]),
        (run("A") + BEGIN + CODE.format("TITLE") + NEXT + run("B"), ["A", "B"]),
        (
            run("A") + BEGIN + CODE.format("FILENAME") + SEPARATE + NEXT + complex_field(" FILENAME ", "Sample") + run("B"),
            ["A", "B"],
        ),
        (
            run("A") + BEGIN + CODE.format("QUOTE") + SEPARATE + BEGIN + CODE.format("FILENAME") + SEPARATE + run("Sample"),
            ["A"],
        ),
    ],
)  # fmt: skip
def test_a_field_without_an_end_ends_with_its_paragraph(content: str, shown: list[str], with_header):
    report = with_header(content)
    assert lines(report)[:-1] == shown
    text = markup(report)
    assert "Sample" not in text
    assert text.count('"begin"') == text.count('"end"')


def test_a_field_inside_a_removed_field_is_removed(with_header):
    inner = complex_field(" DOCPROPERTY Status ", "Draft")
    begin, middle, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    code = f"<w:r><w:instrText> IF </w:instrText></w:r>{inner}<w:r><w:instrText> = 1 </w:instrText></w:r>"
    assert lines(with_header(run("Acme") + begin + code + middle + run("DRAFT") + end))[0] == "Acme"


def test_a_picture_included_by_a_field_stays_without_the_field(with_header):
    drawing = '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="Logo"/></wp:inline></w:drawing></w:r>'
    begin, middle, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    code = '<w:r><w:instrText> INCLUDEPICTURE "http://acme.example/logo.png" </w:instrText></w:r>'
    report = with_header(begin + code + middle + drawing + run("x") + end)
    assert len(list(root_of(report).iter(q("wp:docPr")))) == 1
    assert "acme.example" not in markup(report)
    assert lines(report)[0] == ""


@pytest.mark.parametrize(
    ("properties", "shown"),
    [
        (bound_to(CORE), "Profile"),
        (bound_to("/ns0:Properties[1]/ns0:Company[1]"), "Northwind"),
        (bound_to("/ns0:CoverPageProperties[1]/ns0:Abstract[1]"), ""),
        (bound_to("/ns0:contract[1]/ns0:client[1]"), ""),
        ("<w:showingPlcHdr/>", ""),
        ('<w:showingPlcHdr w:val="0"/>', "Sample"),
        ('<w:alias w:val="Logo line"/>', "Sample"),
    ],
)
def test_a_content_control_shows_the_report_and_not_its_sample(properties: str, shown: str, with_header):
    report = with_header(run("Acme ") + control(properties, "Sample"))
    assert lines(report)[0] == f"Acme {shown}"
    assert not findings(report)


def test_titles_and_choices_of_content_controls_are_removed(with_header):
    choices = '<w:dropDownList w:lastValue="SECRET"><w:listItem w:displayText="SECRET" w:value="S"/></w:dropDownList>'
    report = with_header(control(f'<w:alias w:val="SECRET"/><w:tag w:val="SECRET"/>{choices}', "Chosen"))
    assert lines(report)[0] == "Chosen"
    assert "SECRET" not in markup(report)
    assert not findings(report)


@pytest.mark.parametrize(
    ("code", "cached", "shown", "kept"),
    [
        (' IF "SECRET" = "x" "SECRET" "Acme" ', "Acme", "Acme", False),
        (" SEQ Figure ", "SECRET", "1", True),
    ],
)
def test_a_field_keeps_no_words_of_its_sample_that_are_not_shown(
    code: str, cached: str, shown: str, kept: bool, with_header
):
    report = with_header(complex_field(code, cached))
    assert lines(report)[0] == shown
    assert "SECRET" not in markup(report)
    assert ("instrText" in etree.tostring(root_of(report), encoding="unicode")) is kept


def test_a_control_around_paragraphs_contains_one_line_of_the_report(with_header):
    content = f"<w:sdtContent><w:p>{run('Sample')}</w:p><w:p>{run('title')}</w:p></w:sdtContent>"
    block = f"<w:sdt><w:sdtPr>{bound_to(CORE)}</w:sdtPr>{content}</w:sdt>"
    assert lines(with_header(f"{run('Acme')}</w:p>{block}<w:p>{run('end')}"))[:3] == ["Acme", "Profile", "end"]


@pytest.mark.parametrize(
    "count",
    [
        complex_field(" PAGE ", "1"),
        complex_field(r" page\* MERGEFORMAT ", "1"),
        f"<w:sdt><w:sdtPr/><w:sdtContent>{complex_field('PAGE', '1')}</w:sdtContent></w:sdt>",
        "<w:r><w:pgNum/></w:r>",
    ],
)
def test_a_brand_with_page_numbers_gets_no_second_ones(count: str, with_header):
    assert len(lines(with_header(count, "footer"), "footer")) == 1
    assert lines(with_header(count), "footer") == ["Northwind"]


def test_a_reference_to_a_page_is_no_page_number(with_header):
    (_, ours) = lines(with_header(complex_field(" PAGEREF sample ", "7") + run("Acme"), "footer"), "footer")
    assert ours.endswith("Page 1 of 1")


def test_a_header_on_page_1_has_the_brands_text_but_not_the_reports(with_header):
    report = with_header(run("Contoso"))
    assert lines(report) == ["Contoso", "Acme\t2026-Q4"]
    assert lines(report, kind="first") == ["Contoso"]


def test_a_field_of_the_page_in_a_paragraph_of_its_own_stays(report_in_brand):
    report = report_in_brand(lambda document: document.sections[0].footer.paragraphs[0]._p.append(field("PAGE")))
    assert lines(report, "footer") == ["1"]
