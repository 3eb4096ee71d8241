"""Hexadecimal values of Word brands are brought to the length that the schema requires."""

import pytest
from lxml import etree

from kamdeck.ooxml.brand_source.attribute_values import normalize_values
from kamdeck.ooxml.brand_source.part_errors import PartError

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def normalized(markup: str, attribute: str) -> str | None:
    element = etree.fromstring(f'<w:{markup} xmlns:w="{W}"/>')
    normalize_values("word/numbering.xml", [element])
    return element.get(f"{{{W}}}{attribute}")


@pytest.mark.parametrize(
    ("written", "plain"), [("A990", "0000A990"), ("c", "0000000c"), ("0000A990", "0000A990"), ("list", "00000000")]
)
def test_the_identifier_of_a_list_has_eight_digits(written: str, plain: str):
    assert normalized(f'nsid w:val="{written}"', "val") == plain


def test_a_tint_without_its_leading_zero_gets_it():
    assert normalized('color w:val="000000" w:themeTint="5"', "themeTint") == "05"


def test_a_tint_that_is_no_number_is_an_error():
    with pytest.raises(PartError, match=r"has 'light' in line 1, which is not a valid value of color/@themeTint"):
        normalized('color w:val="000000" w:themeTint="light"', "themeTint")
