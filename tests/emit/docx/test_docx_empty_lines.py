"""Empty lines in headers and footers of a brand stay if they show a rule, a bar, a leader or a distance."""

from typing import Any

import docx
import pytest
from docx.oxml.parser import parse_xml

from tests.emit.docx.header_markup import SPACES, lines, root_of
from tests.lint.reports import findings
from tests.report_reader import NAMES, q


def test_a_rule_in_a_header_stays_though_its_paragraph_has_no_text(with_header):
    rule = '<w:pPr><w:pBdr><w:bottom w:val="single" w:sz="4" w:space="1" w:color="auto"/></w:pBdr></w:pPr>'
    assert len(lines(with_header(rule))) == 2
    assert len(lines(with_header(""))) == 1


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
def test_an_empty_line_stays_where_it_shows_a_bar_a_leader_or_a_distance(line: str, shows: bool, with_header):
    report = with_header(line)
    assert len(lines(report)) == 1 + shows
    assert not findings(report)


@pytest.mark.parametrize(("named", "based", "shown"), [("Rule", "", 2), ("Child", "Rule", 2), ("Header", "", 1)])
def test_an_empty_line_shows_the_rule_of_its_style_once(named: str, based: str, shown: int, report_in_brand):
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

    report = report_in_brand(change)
    assert len(lines(report)) == shown
    (alone,) = root_of(report, kind="first").iter(q("w:p"))
    assert alone.find("w:pPr/w:pStyle", NAMES).get(q("w:val")) == named
