"""A report has no text, picture or text box that its brand hides in headers and footers."""

from typing import Any

import docx
import pytest
from docx.oxml.parser import parse_xml

from tests.emit.docx.header_markup import SPACES, lines, markup, root_of, run
from tests.lint.reports import findings
from tests.report_reader import q


@pytest.mark.parametrize(
    ("style", "shown"),
    [("<w:vanish/>", False), ('<w:vanish w:val="0"/>', True), ('<w:vanish w:val="on"/>', False), ("", True)],
)
def test_hidden_text_is_removed_if_the_property_is_on(style: str, shown: bool, with_header):
    assert ("secret" in lines(with_header(run("Acme") + run(" secret", style)))[0]) is shown


def test_text_hidden_by_a_style_is_removed_and_no_style_hides_the_reports(report_in_brand):
    def change(document: Any) -> None:
        base = document.styles.add_style("Internal", docx.enum.style.WD_STYLE_TYPE.CHARACTER)
        base.font.hidden = True
        note = document.styles.add_style("Note to editors", docx.enum.style.WD_STYLE_TYPE.CHARACTER)
        note.base_style = base
        document.styles["Body Text"].font.hidden = True
        head = document.sections[0].header.paragraphs[0]
        head.add_run("Acme")
        head.add_run(" secret", style="Note to editors")

    report = report_in_brand(change)
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
def test_the_words_of_a_hidden_text_box_are_gone_in_every_form_of_it(shape: str, with_header):
    report = with_header(run("Acme") + f"<w:r>{shape}</w:r>")
    assert lines(report)[0] == "Acme"
    assert "Private" not in markup(report)
    assert not findings(report)


def test_the_words_of_a_shown_text_box_stay(with_header):
    shape = BOX.format(box=' hidden="0"', shape="", vml=VML.format(";visibility:visible"))
    assert markup(with_header(f"<w:r>{shape}</w:r>")).count("Private") >= 2


@pytest.mark.parametrize(
    ("table", "row", "words"),
    [("<w:vanish/>", "", ""), ("<w:vanish/>", "", "<w:vanish w:val='0'/>"), ("", "<w:hidden/>", ""), ("", "", "")],
)
def test_words_in_a_table_are_gone_where_its_style_or_their_row_is_hidden(
    table: str, row: str, words: str, report_in_brand
):
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

    report = report_in_brand(change)
    assert "Acme" in lines(report)
    assert ("Private" in markup(report)) is ("0" in words or not (table or row))
    assert not findings(report)


def test_a_hidden_picture_is_removed(with_header):
    report = with_header(
        run("Acme") + '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" hidden="1"/></wp:inline></w:drawing></w:r>'
    )
    assert not list(root_of(report).iter(q("wp:docPr")))
