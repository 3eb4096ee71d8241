"""What a brand's heads and feet bring into a report: what its text says today, and nothing of its samples and editors."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import nsdecls
from docx.oxml.parser import parse_xml
from lxml import etree
from printing import heading, opened, printed, said

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
        return printed(heading(1, "One", "1"), said("Words"), brand=opened(tmp_path / "brand.docx"))

    return made


@pytest.fixture
def headed(branded: Callable[..., Report]) -> Callable[[str], Report]:
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


def test_insertions_are_accepted_and_deletions_and_their_authors_are_gone(headed):
    report = headed(
        run("Acme ") + f"<w:ins {AUTHOR}>{run('new')}</w:ins>"
        f"<w:del {AUTHOR}><w:r><w:delText>old</w:delText></w:r></w:del>"
        f"<w:moveFrom {AUTHOR}>{run('here')}</w:moveFrom><w:moveTo {AUTHOR}>{run(' there')}</w:moveTo>"
        f"<w:r><w:rPr><w:b/><w:rPrChange {AUTHOR}><w:rPr><w:i/></w:rPr></w:rPrChange></w:rPr><w:t>!</w:t></w:r>"
    )
    assert lines(report)[0] == "Acme new there!"
    assert "Bob" not in markup(report)
    assert not findings(report)


def test_a_deleted_end_joins_two_paragraphs_and_a_deleted_row_is_gone(headed):
    row = "<w:tr>{}<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc></w:tr>"
    deleted = row.format(f"<w:trPr><w:del {AUTHOR}/></w:trPr>", "out")
    table = f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid>{row.format('', 'in')}{deleted}</w:tbl>"
    ended = f"<w:pPr><w:rPr><w:del {AUTHOR}/></w:rPr></w:pPr>{run('One, ')}"
    report = headed(f"{ended}</w:p><w:p>{run('two')}</w:p>{table}<w:p>{run('end')}")
    assert lines(report)[:3] == ["One, two", "in", "end"]


def test_the_ranges_of_comments_and_editors_are_gone(headed):
    report = headed(
        '<w:commentRangeStart w:id="1"/><w:permStart w:id="2" w:ed="bob@acme.com"/>' + run("Acme") + "<w:permEnd "
        'w:id="2"/><w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="1"/></w:r>'
    )
    assert lines(report)[0] == "Acme"
    assert not {"comment", "bob"} & set(markup(report).replace("@", " ").replace("Range", " ").split())
    assert "commentReference" not in markup(report)


@pytest.mark.parametrize("reference", ["footnoteReference", "endnoteReference", "commentReference"])
def test_no_reference_to_a_note_or_comment_is_left(reference: str, headed):
    report = headed(run("Acme") + f'<w:r><w:{reference} w:id="2"/></w:r>')
    assert lines(report)[0] == "Acme"
    assert reference not in markup(report)


@pytest.mark.parametrize("moved", ["moveFrom", "del"])
def test_a_cell_whose_only_paragraph_was_moved_or_deleted_has_an_empty_one(moved: str, headed):
    cell = f"<w:tc><w:{moved} {AUTHOR}><w:p>{run('out')}</w:p></w:{moved}></w:tc>"
    table = f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr>{cell}</w:tr></w:tbl>"
    report = headed(f"{run('Acme')}</w:p>{table}<w:p>{run('end')}")
    assert lines(report)[:3] == ["Acme", "", "end"]
    assert not findings(report)


def test_changes_tracked_in_styles_are_accepted(branded):
    def change(document: Any) -> None:
        style = document.styles["Heading 1"].element.get_or_add_rPr()
        style.append(parse_xml(f"<w:rPrChange {SPACES} {AUTHOR}><w:rPr/></w:rPrChange>"))

    assert b"Bob" not in branded(change).package.parts["/word/styles.xml"]


@pytest.mark.parametrize(
    ("style", "shown"),
    [("<w:vanish/>", False), ('<w:vanish w:val="0"/>', True), ('<w:vanish w:val="on"/>', False), ("", True)],
)
def test_hidden_words_are_gone_by_the_value_of_what_hides_them(style: str, shown: bool, headed):
    assert ("secret" in lines(headed(run("Acme") + run(" secret", style)))[0]) is shown


def test_words_that_a_style_hides_are_gone_and_no_style_hides_ours(branded):
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


BOX = (
    '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml">'
    '<mc:Choice Requires="wps"><w:drawing><wp:inline><wp:extent cx="9" cy="9"/><wp:docPr id="9" name="x"{box}/>'
    '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>'
    '<wps:cNvPr id="10" name="y"{shape}/><wps:cNvSpPr/><wps:spPr/><wps:txbx><w:txbxContent><w:p><w:r><w:t>Private'
    "</w:t></w:r></w:p></w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline>"
    "</w:drawing></mc:Choice><mc:Fallback>{vml}</mc:Fallback></mc:AlternateContent>"
)
VML = (
    '<w:pict xmlns:v="urn:schemas-microsoft-com:vml"><v:shapetype id="_x0000_t202"/><v:shape style="width:70pt{}">'
    "<v:textbox><w:txbxContent><w:p><w:r><w:t>Private</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict>"
)


@pytest.mark.parametrize(
    "shape",
    [
        BOX.format(box=' hidden="1"', shape="", vml=VML.format("")),
        BOX.format(box="", shape=' hidden="true"', vml=VML.format("")),
        VML.format(";visibility:hidden"),
        VML.format("; Visibility: hidden ;z-index:1"),
        VML.format(";display:none"),
    ],
)
def test_the_words_of_a_hidden_text_box_are_gone_in_every_form_of_it(shape: str, headed):
    report = headed(run("Acme") + f"<w:r>{shape}</w:r>")
    assert lines(report)[0] == "Acme"
    assert "Private" not in markup(report)
    assert not findings(report)


def test_the_words_of_a_shown_text_box_stay(headed):
    shape = BOX.format(box=' hidden="0"', shape="", vml=VML.format(";visibility:visible"))
    assert markup(headed(f"<w:r>{shape}</w:r>")).count("Private") >= 2


@pytest.mark.parametrize(
    ("table", "row", "words"),
    [("<w:vanish/>", "", ""), ("<w:vanish/>", "", "<w:vanish w:val='0'/>"), ("", "<w:hidden/>", ""), ("", "", "")],
)
def test_words_in_a_table_are_gone_where_its_style_or_their_row_is_hidden(table: str, row: str, words: str, branded):
    def change(document: Any) -> None:
        document.styles.element.append(
            parse_xml(
                f'<w:style {SPACES} w:type="table" w:customStyle="1" w:styleId="T"><w:name w:val="T"/>'
                f"<w:rPr>{table}</w:rPr></w:style>"
            )
        )
        cells = "<w:tr>{}<w:tc><w:p>{}</w:p></w:tc></w:tr>".format(f"<w:trPr>{row}</w:trPr>", run("Private", words))
        document.sections[0].header._element.append(
            parse_xml(
                f'<w:tbl {SPACES}><w:tblPr><w:tblStyle w:val="T"/></w:tblPr><w:tblGrid><w:gridCol/></w:tblGrid>'
                f"{cells}</w:tbl>"
            )
        )
        document.sections[0].header._element.append(parse_xml(f"<w:p {SPACES}>{run('Acme')}</w:p>"))

    report = branded(change)
    assert "Acme" in lines(report)
    assert ("Private" in markup(report)) is ("0" in words or not (table or row))
    assert not findings(report)


def test_a_hidden_picture_is_gone(headed):
    report = headed(
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
def test_a_field_shows_the_report_and_not_its_sample(code: str, shown: str, made, headed):
    report = headed(run("Acme") + made(code, "Sample"))
    assert lines(report)[0] == f"Acme{shown}"
    assert not [name for name in ("DDE", "INCLUDE", "HYPERLINK", "\\p", "MERGEFIELD") if name in markup(report)]
    assert not findings(report)


def test_a_field_that_word_works_out_stays_a_field(headed):
    root = root_of(headed(complex_field(" STYLEREF 1 ", "x")))
    assert "".join(each.text for each in root.iter(q("w:instrText"))) == " STYLEREF 1 "
    assert "Sample" not in markup(headed(complex_field(' STYLEREF "Sample" ', "x")))


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
def test_a_field_that_never_ends_ends_with_its_paragraph(content: str, shown: list[str], headed):
    report = headed(content)
    assert lines(report)[:-1] == shown
    text = markup(report)
    assert "Sample" not in text
    assert text.count('"begin"') == text.count('"end"')


def test_a_field_inside_another_goes_with_it(headed):
    inner = complex_field(" DOCPROPERTY Status ", "Draft")
    begin, middle, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    code = f"<w:r><w:instrText> IF </w:instrText></w:r>{inner}<w:r><w:instrText> = 1 </w:instrText></w:r>"
    assert lines(headed(run("Acme") + begin + code + middle + run("DRAFT") + end))[0] == "Acme"


def test_the_picture_that_a_field_brought_stays_without_the_field(headed):
    drawing = '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="Logo"/></wp:inline></w:drawing></w:r>'
    begin, middle, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    code = '<w:r><w:instrText> INCLUDEPICTURE "http://acme.example/logo.png" </w:instrText></w:r>'
    report = headed(begin + code + middle + drawing + run("x") + end)
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
def test_a_content_control_shows_the_report_and_not_its_sample(properties: str, shown: str, headed):
    report = headed(run("Acme ") + control(properties, "Sample"))
    assert lines(report)[0] == f"Acme {shown}"
    assert not findings(report)


def test_what_a_control_is_called_and_could_say_is_gone(headed):
    choices = '<w:dropDownList w:lastValue="SECRET"><w:listItem w:displayText="SECRET" w:value="S"/></w:dropDownList>'
    report = headed(control(f'<w:alias w:val="SECRET"/><w:tag w:val="SECRET"/>{choices}', "Chosen"))
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
    code: str, cached: str, shown: str, kept: bool, headed
):
    report = headed(complex_field(code, cached))
    assert lines(report)[0] == shown
    assert "SECRET" not in markup(report)
    assert ("instrText" in etree.tostring(root_of(report), encoding="unicode")) is kept


def test_a_control_around_paragraphs_holds_one_line_of_ours(headed):
    content = f"<w:sdtContent><w:p>{run('Sample')}</w:p><w:p>{run('title')}</w:p></w:sdtContent>"
    block = f"<w:sdt><w:sdtPr>{bound_to(CORE)}</w:sdtPr>{content}</w:sdt>"
    assert lines(headed(f"{run('Acme')}</w:p>{block}<w:p>{run('end')}"))[:3] == ["Acme", "Profile", "end"]


@pytest.mark.parametrize(
    "count",
    [
        complex_field(" PAGE ", "1"),
        complex_field(r" page\* MERGEFORMAT ", "1"),
        f"<w:sdt><w:sdtPr/><w:sdtContent>{complex_field('PAGE', '1')}</w:sdtContent></w:sdt>",
        "<w:r><w:pgNum/></w:r>",
    ],
)
def test_a_brand_that_counts_pages_gets_no_second_count(count: str, headed):
    assert len(lines(headed(count, "footer"), "footer")) == 1
    assert lines(headed(count), "footer") == ["Northwind"]


def test_a_reference_to_a_page_is_no_count(headed):
    (_, ours) = lines(headed(complex_field(" PAGEREF sample ", "7") + run("Acme"), "footer"), "footer")
    assert ours.endswith("Page 1 of 1")


def test_a_rule_at_the_head_stays_though_no_words_stand_on_it(headed):
    rule = '<w:pPr><w:pBdr><w:bottom w:val="single" w:sz="4" w:space="1" w:color="auto"/></w:pBdr></w:pPr>'
    assert len(lines(headed(rule))) == 2
    assert len(lines(headed(""))) == 1


RULE = '<w:pBdr><w:bottom w:val="{}" w:sz="4" w:space="1" w:color="auto"/></w:pBdr>'
TAB = "<w:r><w:tab/></w:r>"


@pytest.mark.parametrize(
    ("line", "shows"),
    [
        ("<w:pPr>" + RULE.format("nil") + "</w:pPr>", False),
        ('<w:pPr><w:shd w:val="clear" w:color="auto" w:fill="C00000"/></w:pPr>', True),
        ('<w:pPr><w:shd w:val="clear" w:color="auto" w:themeFill="accent1"/></w:pPr>', True),
        ('<w:pPr><w:shd w:val="clear" w:color="auto" w:fill="auto"/></w:pPr>', False),
        ('<w:pPr><w:tabs><w:tab w:val="right" w:leader="dot" w:pos="900"/></w:tabs></w:pPr>' + TAB, True),
        ('<w:pPr><w:tabs><w:tab w:val="right" w:leader="dot" w:pos="900"/></w:tabs></w:pPr>', False),
        ('<w:pPr><w:tabs><w:tab w:val="right" w:pos="900"/></w:tabs></w:pPr>' + TAB, False),
        ('<w:r><w:ptab w:relativeTo="margin" w:alignment="right" w:leader="underscore"/></w:r>', True),
        ('<w:r><w:ptab w:relativeTo="margin" w:alignment="right" w:leader="none"/></w:r>', False),
        ('<w:pPr><w:spacing w:before="600"/></w:pPr>', True),
        ('<w:pPr><w:spacing w:before="0" w:after="0"/></w:pPr>', False),
    ],
)
def test_an_empty_line_stays_where_it_shows_a_bar_a_leader_or_a_distance(line: str, shows: bool, headed):
    report = headed(line)
    assert len(lines(report)) == 1 + shows
    assert not findings(report)


@pytest.mark.parametrize(("named", "based", "shown"), [("Rule", "", 2), ("Child", "Rule", 2), ("Header", "", 1)])
def test_an_empty_line_shows_the_rule_of_its_style_once(named: str, based: str, shown: int, branded):
    def change(document: Any) -> None:
        ruled = "Header" if named == "Header" else "Rule"
        if ruled == "Rule":
            document.styles.add_style("Rule", docx.enum.style.WD_STYLE_TYPE.PARAGRAPH)
        if based:
            child = document.styles.add_style("Child", docx.enum.style.WD_STYLE_TYPE.PARAGRAPH)
            child.base_style = document.styles[based]
        borders = parse_xml(RULE.format("single").replace("<w:pBdr>", f"<w:pBdr {SPACES}>"))
        document.styles[ruled].element.get_or_add_pPr().insert(0, borders)
        document.sections[0].header.paragraphs[0].style = document.styles[named]

    report = branded(change)
    assert len(lines(report)) == shown
    (alone,) = root_of(report, kind="first").iter(q("w:p"))
    assert alone.find("w:pPr/w:pStyle", NAMES).get(q("w:val")) == named


def test_a_head_on_page_1_has_the_brands_words_but_not_ours(headed):
    report = headed(run("Acme"))
    assert lines(report) == ["Acme", "Acme\t2026-Q4"]
    assert lines(report, kind="first") == ["Acme"]


def test_a_field_of_the_page_in_a_paragraph_of_its_own_stays(branded):
    report = branded(lambda document: document.sections[0].footer.paragraphs[0]._p.append(field("PAGE")))
    assert lines(report, "footer") == ["1"]
