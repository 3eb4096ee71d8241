"""Markup for headers and footers of a brand, and the lines that a report shows in their place."""

from docx.oxml.ns import nsdecls
from lxml import etree

from tests.report_reader import NAMES, Report, q, words_of

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


def lines(report: Report, place: str = "header", kind: str = "default") -> list[str]:
    """The lines in the header or footer of the report's first section."""
    return [words_of(each) for each in root_of(report, place, kind).iter(q("w:p"))]


def root_of(report: Report, place: str = "header", kind: str = "default") -> etree._Element:
    relations = report.package.relations(report.main)
    (key,) = (
        each.get(q("r:id"))
        for each in report.sections[0].findall(f"w:{place}Reference", NAMES)
        if each.get(q("w:type")) == kind
    )
    return report.headers_and_footers[relations[key].target]


def markup(report: Report) -> str:
    return "".join(etree.tostring(root, encoding="unicode") for root in report.headers_and_footers.values())
