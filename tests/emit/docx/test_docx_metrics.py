"""A brand's styles are measured for the estimate of a report's pages: indents of first lines and rules of tables."""

from pathlib import Path

import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import nsdecls
from docx.oxml.parser import parse_xml

from kamdeck.emit.docx.brand import OpenReportBrand
from tests.emit.docx.report_builders import open_brand
from tests.word_brands import saved, small_document

FIRST_ROW = '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr></w:tblStylePr>'


def brand_with(folder: Path, indent: str = "", borders: str = "") -> OpenReportBrand:
    """A brand whose body text has an indent, and whose table style has borders."""
    document = small_document()
    body = document.styles["Body Text"].element.get_or_add_pPr()
    body.append(parse_xml(f"<w:ind {nsdecls('w')} {indent}/>"))
    table = document.styles.add_style("Own Table", WD_STYLE_TYPE.TABLE).element
    table.append(parse_xml(f"<w:tblPr {nsdecls('w')}><w:tblBorders>{borders}</w:tblBorders></w:tblPr>"))
    table.append(parse_xml(FIRST_ROW.replace("<w:tblStylePr", f"<w:tblStylePr {nsdecls('w')}", 1)))
    (folder / "brand.docx").write_bytes(saved(document))
    return open_brand(folder / "brand.docx")


@pytest.mark.parametrize(
    ("indent", "characters", "points"),
    [
        ('w:firstLine="400"', 0.0, 20.0),
        ('w:firstLine="400" w:firstLineChars="200"', 2.0, 0.0),
        ('w:firstLine="400" w:firstLineChars="0"', 0.0, 0.0),
        ('w:left="400" w:hanging="400"', 0.0, 0.0),
    ],
)
def test_the_indent_of_a_first_line_is_in_points_or_characters(
    tmp_path: Path, indent: str, characters: float, points: float
):
    body = brand_with(tmp_path, indent).metrics["body"]
    assert body.first == pytest.approx(characters * body.size + points)


@pytest.mark.parametrize(
    ("borders", "points"),
    [
        ('<w:insideH w:val="single" w:sz="12"/>', 1.5),
        ('<w:insideH w:val="nil" w:sz="12"/>', 0.0),
        ('<w:bottom w:val="single" w:sz="12"/>', 0.0),
        ("", 0.0),
    ],
)
def test_the_rule_between_rows_is_that_of_the_brands_table_style(tmp_path: Path, borders: str, points: float):
    assert brand_with(tmp_path, borders=borders).style.row_rule == points


def test_kamdecks_own_tables_have_a_thin_rule():
    assert open_brand().style.row_rule == 0.5


@pytest.mark.parametrize(("own", "points"), [("", 36.0), ('<w:ind w:start="400" w:end="100"/>', 25.0)])
def test_a_list_indents_the_paragraphs_of_a_style_without_an_indent_of_its_own(tmp_path: Path, own: str, points: float):
    document = small_document()
    numbering = document.part.numbering_part.element
    level = (
        '<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="-"/><w:pPr><w:ind w:left="720"/></w:pPr></w:lvl>'
    )
    definition = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{level}</w:abstractNum>'
    numbering.insert(0, parse_xml(definition))
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    properties = document.styles["List Bullet"].element.get_or_add_pPr()
    for child in list(properties):
        properties.remove(child)
    markup = f'<w:pPr {nsdecls("w")}><w:numPr><w:numId w:val="77"/></w:numPr>{own}</w:pPr>'
    properties.extend(list(parse_xml(markup)))
    (tmp_path / "brand.docx").write_bytes(saved(document))
    assert open_brand(tmp_path / "brand.docx").metrics["bullet"].indents == points
