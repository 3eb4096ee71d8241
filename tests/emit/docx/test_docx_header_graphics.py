"""Graphics in headers and footers of a brand get ids, descriptions or the mark of decoration."""

import pytest

from tests.emit.docx.header_markup import root_of
from tests.lint.reports import findings
from tests.report_reader import q

DRAWN = "http://schemas.openxmlformats.org/drawingml/2006/main"
HIDDEN = (
    '<a:extLst><a:ext uri="{909E8E84-426E-40DD-AFC4-6F175D3DCCD1}"><a14:hiddenFill '
    'xmlns:a14="http://schemas.microsoft.com/office/drawing/2010/main"><a:solidFill><a:srgbClr val="123456"/>'
    "</a:solidFill></a14:hiddenFill></a:ext></a:extLst>"
)


def logo(described: str = "", inside: str = "") -> str:
    return (
        f'<w:r><w:drawing><wp:inline xmlns:a="{DRAWN}"><wp:docPr id="1" name="Logo"{described}/>{inside}'
        "</wp:inline></w:drawing></w:r>"
    )


@pytest.mark.parametrize("described", ["", ' descr=""', ' descr="C:\\brand\\logo_new.PNG"'])
def test_a_graphic_without_a_description_is_decorative(described: str, with_header):
    report = with_header(logo(described))
    (properties,) = root_of(report).iter(q("wp:docPr"))
    (mark,) = properties.iter("{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative")
    assert (mark.get("val"), properties.get("descr")) == ("1", None)
    assert not findings(report)


def test_a_description_of_the_brand_stays(with_header):
    (properties,) = root_of(with_header(logo(' descr="Three blue waves"'))).iter(q("wp:docPr"))
    assert (properties.get("descr"), len(properties)) == ("Three blue waves", 0)


def test_colours_of_fills_that_are_switched_off_are_removed(with_header):
    root = root_of(with_header(logo(inside=f"<a:spPr>{HIDDEN}</a:spPr>")))
    assert not list(root.iter(f"{{{DRAWN}}}srgbClr"))
    assert [len(each) for each in root.iter(f"{{{DRAWN}}}spPr")] == [0]
