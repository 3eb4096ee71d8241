"""Format codes of labels with the decimal signs of a language."""

import pytest

from kamdeck.ooxml.number_formats import localized


@pytest.mark.parametrize(
    ("code", "tag", "found"),
    [
        ("#,##0.0", "de-DE", "[$-407]#,##0.0"),
        ("0.0;;0", "de-DE", "[$-407]0.0;;[$-407]0"),
        ("#,##0.0", "en-US", "#,##0.0"),
        ("#,##0.0", "zh-CN", "#,##0.0"),
        ("General", "de-DE", "General"),
    ],
)
def test_a_format_code_has_the_signs_of_its_language(code: str, tag: str, found: str) -> None:
    assert localized(code, tag) == found
