"""Which spans of a text stay on one line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamdeck.compound_words import no_break_spans
from kamdeck.text.no_break import without


def whole(text: str, *, headline: bool = False) -> list[str]:
    """The outermost spans that are kept on one line."""
    spans = no_break_spans(text, headline=headline)
    outer = {(a, b) for a, b in spans if not any(c <= a and b <= d and (a, b) != (c, d) for c, d in spans)}
    return [text[start:end] for start, end in sorted(outer)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Cost is 20 % lower by 12 Nov 2026 than before", ["20 %", "12 Nov 2026"]),
        ("signs above CNY 100 m in March 2027 only", ["CNY 100 m", "March 2027"]),
        ("grew 4 points in 7 hours", ["4 points", "7 hours"]),
        ("Eleven weeks on line 4 without a stop", ["line 4"]),
        ("to 15 % of sales by 2029.", ["15 %", "by 2029."]),
        ("Their other supplier is A. Datum with much", ["A. Datum"]),
        ("Lang meets Judith Aigner before the board", ["Judith Aigner"]),
        ("He Jun, Peng Lei, Cao Ying", ["He Jun", "Peng Lei", "Cao Ying"]),
        ("The Huaxing Online Bank and Data Centre Team grow", []),
    ],
)
def test_latin_amounts_dates_and_names_are_whole(text: str, expected: list[str]) -> None:
    assert whole(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("在2026年11月12日之前完成交付", ["2026年11月12日", "交付"]),
        ("预测由1.16亿元升至2,900万欧元以上吧", ["1.16亿元", "2,900万欧元", "上吧"]),
        ("提高5个百分点的第四季度是好的", ["5个百分点", "第四季度", "好的"]),
        ("何俊、彭磊、曹颖", ["何俊", "彭磊", "曹颖"]),
        ("何俊 He Jun、彭磊 Peng Lei", ["何俊", "He Jun", "彭磊", "Peng Lei"]),
        ("风险与合规 Risk & Compliance", ["风险与合规", "Risk & Compliance"]),
        ("把各个网点的服务器更换", ["服务器", "更换"]),
        ("由网点运营中心副总经理签字", ["副总经理", "签字"]),
    ],
)
def test_chinese_amounts_dates_and_names_are_whole(text: str, expected: list[str]) -> None:
    assert whole(text) == expected


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("Our share of wallet grew while theirs is blank", "is blank"),
        ("我们的钱包份额四年来升至5.1%", "升至5.1%"),
        ("服务器仍然在他们手里而存储是我们的", "是我们的"),
        ("Headline", "Headline"),
    ],
)
def test_a_headline_ends_with_two_words_or_four_hanzi(text: str, last: str) -> None:
    assert text.endswith(whole(text, headline=True)[-1] if no_break_spans(text, headline=True) else text)
    assert last in (*whole(text, headline=True), text)


@given(st.text(alphabet="ab AB 12 .,、%年月日万元中文何俊", max_size=60), st.booleans())
def test_spans_are_inside_of_the_text(text: str, headline: bool) -> None:
    assert all(0 <= start < end <= len(text) for start, end in no_break_spans(text, headline=headline))


def test_no_break_position_is_left_inside_a_span_that_fits() -> None:
    assert without((2, 4, 6, 8), ((3, 7),), lambda start, end: end - start <= 6) == [2, 8]


def test_break_positions_stay_inside_a_span_that_does_not_fit() -> None:
    assert without((2, 4, 6, 8), ((3, 7),), lambda start, end: end - start <= 5) == [2, 4, 6, 8]


def test_the_inner_spans_of_a_span_that_does_not_fit_are_kept() -> None:
    assert without((2, 4, 6, 8), ((3, 5), (1, 7)), lambda start, end: end - start <= 4) == [2, 6, 8]
