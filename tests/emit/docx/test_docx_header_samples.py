"""Headers and footers of a brand keep their current text, and nothing of their samples, comments and editors."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import nsdecls
from docx.oxml.parser import parse_xml
from lxml import etree
from printing import heading, opened, printed, prose

from tests.lint.reports import findings
from tests.report import NAMES, Report, q, words_of
from tests.word_brands import field, saved

SPACES = nsdecls("w", "r", "wp")
AUTHOR = 'w:id="7" w:author="Bob" w:date="2024-01-01T00:00:00Z"'
CORE = "/ns1:coreProperties[1]/ns0:title[1]"


def run(words: str, style: str = "") -> str:
    return f'<w:r><w:rPr>{style}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def complex_field(code: str, shown: str) -> str:
    """A complex field whose code is spread over two runs."""
    code = code.replace("&quot;", '"')
    middle = len(code) // 2
    codes = "".join(
        f'<w:r><w:instrText xml:space="preserve">{piece}</w:instrText></w:r>'
        for piece in (code[:middle], code[middle:])
    )
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    return f"{begin}{codes}{separate}{run(shown)}{end}"


def control(properties: str, words: str) -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{run(words)}</w:sdtContent></w:sdt>"


def bound_to(path: str) -> str:
    return f'<w:dataBinding w:xpath="{path}" w:storeItemID="{{6C3C8BC8-F283-45AE-878A-BAB7291924A1}}"/>'


@pytest.fixture
def branded(tmp_path: Path) -> Callable[..., Report]:
    """A report in the brand that python-docx's own default becomes by a change."""

    def made(change: Callable[[Any], object]) -> Report:
        document = docx.Document()
        change(document)
        (tmp_path / "brand.docx").write_bytes(saved(document))
        return printed(heading(1, "One", "1"), prose("Words"), brand=opened(tmp_path / "brand.docx"))

    return made


@pytest.fixture
def with_header(branded: Callable[..., Report]) -> Callable[[str], Report]:
    """A report in a brand with a paragraph of this markup at its head."""

    def made(content: str, place: str = "header") -> Report:
        def change(document: Any) -> None:
            part = getattr(document.sections[0], place)
            for line in parse_xml(f"<w:hdr {SPACES}><w:p>{content}</w:p></w:hdr>"):
                part._element.append(line)

        return branded(change)

    return made


def lines(report: Report, place: str = "header", kind: str = "default") -> list[str]:
    """The lines at the head or foot of the report's pages."""
    return [words_of(each) for each in root_of(report, place, kind).iter(q("w:p"))]


def root_of(report: Report, place: str = "header", kind: str = "default") -> etree._Element:
    relations = report.package.relations(report.main)
    (key,) = (
        each.get(q("r:id"))
        for each in report.sections[0].findall(f"w:{place}Reference", NAMES)
        if each.get(q("w:type")) == kind
    )
    return report.furniture[relations[key].target]


def markup(report: Report) -> str:
    return "".join(etree.tostring(root, encoding="unicode") for root in report.furniture.values())


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


def test_changes_tracked_in_styles_are_accepted(branded):
    def change(document: Any) -> None:
        style = document.styles["Heading 1"].element.get_or_add_rPr()
        style.append(parse_xml(f"<w:rPrChange {SPACES} {AUTHOR}><w:rPr/></w:rPrChange>"))

    assert b"Bob" not in branded(change).package.parts["/word/styles.xml"]


@pytest.mark.parametrize(
    ("style", "shown"),
    [("<w:vanish/>", False), ('<w:vanish w:val="0"/>', True), ('<w:vanish w:val="on"/>', False), ("", True)],
)
def test_hidden_text_is_removed_if_the_property_is_on(style: str, shown: bool, with_header):
    assert ("secret" in lines(with_header(run("Acme") + run(" secret", style)))[0]) is shown


def test_text_hidden_by_a_style_is_removed_and_no_style_hides_the_reports(branded):
    def change(document: Any) -> None:
        base = document.styles.add_style("Internal", docx.enum.style.WD_STYLE_TYPE.CHARACTER)
        base.font.hidden = True
        note = document.styles.add_style("Note to editors", docx.enum.style.WD_STYLE_TYPE.CHARACTER)
        note.base_style = base
        document.styles["Body Text"].font.hidden = True
        head = document.sections[0].header.paragraphs[0]
        head.add_run("Acme")
        head.add_run(" secret", style="Note to editors")

    report = branded(change)
    assert lines(report)[0] == "Acme"
    assert b"vanish" not in report.package.parts["/word/styles.xml"]


def test_a_hidden_picture_is_removed(with_header):
    report = with_header(
        run("Acme") + '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" hidden="1"/></wp:inline></w:drawing></w:r>'
    )
    assert not list(root_of(report).iter(q("wp:docPr")))


@pytest.mark.parametrize(
    "made", [complex_field, lambda code, shown: f'<w:fldSimple w:instr="{code}">{run(shown)}</w:fldSimple>']
)
@pytest.mark.parametrize(
    ("code", "shown"),
    [
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
    ],
)
def test_a_field_shows_the_report_and_not_its_sample(code: str, shown: str, made, with_header):
    report = with_header(run("Acme") + made(code, "Sample"))
    assert lines(report)[0] == f"Acme{shown}"
    assert not [name for name in ("DDE", "INCLUDE", "HYPERLINK", "\\p", "MERGEFIELD") if name in markup(report)]
    assert not findings(report)


def test_a_field_that_word_computes_stays_a_field(with_header):
    root = root_of(with_header(complex_field(" STYLEREF 1 ", "x")))
    assert "".join(each.text for each in root.iter(q("w:instrText"))) == " STYLEREF 1 "
    assert "Sample" not in markup(with_header(complex_field(' STYLEREF "Sample" ', "x")))


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


def test_a_rule_in_a_header_stays_though_its_paragraph_has_no_text(with_header):
    rule = '<w:pPr><w:pBdr><w:bottom w:val="single" w:sz="4" w:space="1" w:color="auto"/></w:pBdr></w:pPr>'
    assert len(lines(with_header(rule))) == 2
    assert len(lines(with_header(""))) == 1


def test_a_header_on_page_1_has_the_brands_text_but_not_the_reports(with_header):
    report = with_header(run("Acme"))
    assert lines(report) == ["Acme", "Acme\t2026-Q4"]
    assert lines(report, kind="first") == ["Acme"]


def test_a_field_of_the_page_in_a_paragraph_of_its_own_stays(branded):
    report = branded(lambda document: document.sections[0].footer.paragraphs[0]._p.append(field("PAGE")))
    assert lines(report, "footer") == ["1"]
