"""Scripts, languages and directions of characters, runs and spans."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamdeck.text.scripts import (
    EAST_ASIAN_SPAN,
    ideographs_of,
    in_context,
    is_rtl,
    language_of,
    script,
    spans,
    written_in_other_script,
)


@pytest.mark.parametrize(
    ("char", "name"),
    [("a", "Latin"), ("é", "Latin"), ("中", "Han"), ("か", "Hiragana"), ("カ", "Katakana"), ("ー", "Katakana"),
     ("한", "Hangul"), ("ж", "Cyrillic"), ("ع", "Arabic"), ("ไ", "Thai"), ("ि", "Devanagari"), ("1", "Common"),
     ("。", "Common"), ("\u0301", "Common"), ("々", "Han"), ("Ａ", "Latin"), ("ｶ", "Katakana"), ("\U00020000", "Han")],
)  # fmt: skip
def test_a_character_knows_its_script(char: str, name: str) -> None:
    assert script(char) == name


@pytest.mark.parametrize(
    ("text", "default", "tag"),
    [("plain", "en-GB", "en-GB"), ("增长 31 %", "en-GB", "zh-CN"), ("繁體", "zh-TW", "zh-TW"), ("日本の", "en-GB", "ja-JP"),
     ("한국", "en-GB", "ko-KR"), ("привет", "en-GB", "ru-RU"), ("привіт", "uk-UA", "uk-UA"), ("سلام", "en-GB", "ar-SA"),
     ("سلام", "fa-IR", "fa-IR"), ("שלום", "en-GB", "he-IL"), ("ไทย", "en-GB", "th-TH"), ("हिन्दी", "en-GB", "hi-IN"),
     ("Größe", "de-DE", "de-DE"), ("“—…” €", "en-GB", "en-GB"), ("", "en-GB", "en-GB")],
)  # fmt: skip
def test_a_run_has_the_language_of_its_script(text: str, default: str, tag: str) -> None:
    assert language_of(text, default) == tag


@pytest.mark.parametrize(
    ("text", "default", "tag"),
    [("計画", "ja-JP", "ja-JP"), ("計画", "en-GB", "ja-JP"), ("华兴银行", "ja-JP", "zh-CN"), ("数据のこと", "ja-JP", "ja-JP"),
     ("华兴银行", "en-GB", "zh-CN"), ("plan", "en-GB", "en-GB"), ("プラン", "de-DE", "ja-JP")],
)  # fmt: skip
def test_chinese_characters_in_a_japanese_document_are_japanese_unless_japanese_has_none_of_them(
    text: str, default: str, tag: str
) -> None:
    assert language_of(text, default, "ja-JP") == tag


@pytest.mark.parametrize(
    ("tags", "tag"),
    [
        (("en-GB",), "zh-CN"),
        (("en-GB", "ja-JP"), "ja-JP"),
        (("ja-JP", "zh-CN"), "ja-JP"),
        (("zh-CN", "ja-JP"), "zh-CN"),
    ],
)
def test_the_first_language_with_chinese_characters_is_that_of_text_in_them(tags: tuple[str, ...], tag: str) -> None:
    assert ideographs_of(tags) == tag


@pytest.mark.parametrize(("language", "other"), [("de-DE", False), ("ja-JP", True), ("zh-CN", True), ("ru-RU", True)])
def test_a_language_is_written_in_latin_letters_or_not(language: str, other: bool) -> None:
    assert written_in_other_script(language) == other


def test_the_first_strong_character_decides_the_direction() -> None:
    assert is_rtl("1. שלום world")
    assert not is_rtl("world שלום")
    assert not is_rtl("123 —")


def test_spans_separate_the_two_fonts() -> None:
    assert spans("AI平台") == [(0, 2, False), (2, 4, True)]
    assert spans("他说“你好”。OK") == [(0, 7, True), (7, 9, False)]
    assert spans("“plain”") == [(0, 7, False)]
    assert spans("") == []


@given(st.text())
def test_spans_cover_the_text_with_alternating_fonts(text: str) -> None:
    found = spans(text)
    assert "".join(text[start:end] for start, end, _ in found) == text
    assert all(left[2] != right[2] and left[1] == right[0] for left, right in pairwise(found))


def test_signs_at_the_start_of_a_line_have_the_script_of_the_text_before_them() -> None:
    text = "中文，‘’ ⟨142⟩"
    assert in_context(text, text.index("⟨"), len(text)) == "文，‘’ ⟨142⟩"
    assert in_context("plain (5)", 6, 9) == "(5)"
    assert in_context("中文 5", 3, 4) == "5"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A 增长 →三、B", ["增长", "→三、"]),
        ("见 “增长”（三） x", ["见", "“增长”（三）"]),
        ("→\u00a0增", ["→\u00a0增"]),
        ("→ a …", []),
    ],
)
def test_a_span_of_east_asian_text_has_the_signs_around_it(text: str, found: list[str]) -> None:
    assert EAST_ASIAN_SPAN.findall(text) == found
