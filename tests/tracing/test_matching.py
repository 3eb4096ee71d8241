"""Which texts count as made of noted texts, and which do not."""

import pytest

from kamdeck.tracing.matching import Matcher

NOTED = (
    "Acme",
    "31",
    "31 %",
    "the net margin",
    "Revenue grew",
    "42",
    "CNY",
    "收入",
    "2026",
    "（预测）",
    "A long need here",
)


@pytest.fixture
def matcher() -> Matcher:
    return Matcher([(text, [text]) for text in NOTED])


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("Acme", ["Acme"]),
        ("ACME", ["Acme"]),
        ("31\u00a0%", ["31", "31 %"]),
        ("Revenue grew · Acme", ["Revenue grew", "Acme"]),
        ("● Acme", ["Acme"]),
        ("CNY 42", ["CNY", "42"]),
        ("收入2026（预测）", ["收入", "2026", "（预测）"]),
        ("A long ne…", ["A long need here"]),
        ("Acme A lo…", ["Acme", "A long need here"]),
        ("long need", ["A long need here"]),
        ("–", []),
    ],
)
def test_a_text_of_noted_texts_is_traced(matcher: Matcher, text: str, sources: list[str]):
    found = matcher.sources(text)
    assert found is not None
    assert list(found.values()) == sources


@pytest.mark.parametrize("text", ["Bo", "Acme is weak", "131", "3142", "Acmes", "43", "收入43", "weak…", "42 Bo…"])
def test_a_text_with_anything_else_is_not(matcher: Matcher, text: str):
    assert matcher.sources(text) is None
