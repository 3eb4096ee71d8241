"""Small pieces of markup: texts, colours, lines, formatted numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from kamdeck.ooxml.colours import colour_xml, fill_xml, line_xml
from kamdeck.ooxml.number_formats import formatted, number, signed
from kamdeck.ooxml.xml_text import attribute, clean, escape
from kamdeck.theme import Colour


@given(st.text(st.characters(codec=None)))
def test_any_text_is_read_back_from_an_element_and_an_attribute(text: str) -> None:
    element = etree.fromstring(f"<t a=\"{attribute(text)}\" b='{attribute(text)}'>{escape(text)}</t>".encode())
    assert (element.text or "") == element.get("a") == element.get("b") == clean(text)


def test_characters_that_xml_cannot_contain_are_left_out() -> None:
    assert clean("a\x00b\x1f\ud800\ufffec\x0bd\r\ne\rf\tg") == "abc\nd\ne\nf\tg"


def test_a_theme_colour_keeps_its_name_and_tint() -> None:
    tinted = Colour("1B4F7D", "accent1").tinted(20)
    assert colour_xml(tinted) == (
        '<a:schemeClr val="accent1"><a:lumMod val="20000"/><a:lumOff val="80000"/></a:schemeClr>'
    )
    assert colour_xml(Colour("2A7048")) == '<a:srgbClr val="2A7048"/>'
    twice = Colour("A93226").tinted(40).tinted(50)
    assert colour_xml(twice) == '<a:srgbClr val="A93226"><a:lumMod val="20000"/><a:lumOff val="80000"/></a:srgbClr>'


def test_no_colour_gives_no_fill_and_no_line() -> None:
    assert fill_xml(None) == "<a:noFill/>" and line_xml(None) == "<a:ln><a:noFill/></a:ln>"


def test_a_line_has_its_children_in_the_schemas_order() -> None:
    namespace = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    line = line_xml(Colour("2A7048"), 1.5, dashed=True, double=True, arrow=True).replace(
        "<a:ln", f"<a:ln {namespace}", 1
    )
    element = etree.fromstring(line)
    assert [etree.QName(child).localname for child in element] == ["solidFill", "prstDash", "round", "tailEnd"]
    assert element.get("w") == "19050" and element.get("cmpd") == "dbl"


@pytest.mark.parametrize(
    ("value", "code", "words"),
    [
        (1234.5, "#,##0", "1,234"),
        (1234.56, "#,##0.0", "1,234.6"),
        (0.314, "0%", "31%"),
        (0.314, "0.0%", "31.4%"),
        (31, '0" %"', "31 %"),
        (-3.2, "0.0", "-3.2"),
        (-0.01, "0.0", "0.0"),
        (12.4, '0.0"亿"', "12.4亿"),
        (5, "General", "5"),
        (5, '"n/a"', "n/a"),
        (1.5, r"\$0.00", "$1.50"),
    ],
)
def test_a_formatted_number_is_as_office_shows_it(value: float, code: str, words: str) -> None:
    assert formatted(value, code) == words


def test_a_change_has_its_sign() -> None:
    assert [signed(value, "0.0") for value in (2.25, -5.6, 0)] == ["+2.2", "−5.6", "0.0"]


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_is_read_back_exactly(value: float) -> None:
    assert float(number(value)) == value
