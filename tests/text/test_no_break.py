"""Which spans of a text stay on one line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamdeck.text.measure import Piece, Typeface
from kamdeck.text.no_break import no_break_spans, without


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
    ("text", "expected"),
    [
        ("満足度は4.2点で競合より高い", ["4.2点", "高い"]),
        ("売上は前年比5％増の1億2,000万円に達する見込み", ["5％", "1億2,000万円"]),
        ("第3四半期に12件を受注、取引先は30社、担当は8名", ["第3四半期", "12件", "30社", "8名"]),
        ("2026年度は3か月で40拠点のサーバーを更新", ["2026年度", "3か月", "40拠点", "サーバーを", "更新"]),
        ("ストレージ・ネットワークのライセンス契約", ["ストレージ", "ネットワークの", "ライセンス", "契約"]),
        ("2026年10月8日までに決める", ["2026年10月8日"]),
    ],
)
def test_japanese_numbers_keep_their_counters_and_words_of_katakana_are_whole(text: str, expected: list[str]) -> None:
    assert [each for each in whole(text) if each in expected] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("純利益率は5.1%に回復", ["純利益率は", "5.1%", "1%に", "回復"]),
        ("停止が6 hoursから0 hoursに減少した", ["停止が", "hoursから", "hoursに", "減少した"]),
        ("「計画」を信頼できる情報源に示す", ["計画", "」を", "信頼できる", "情報源に", "示す"]),
    ],
)
def test_words_of_japanese_text_keep_their_endings_and_particles(text: str, expected: list[str]) -> None:
    assert whole(text) == expected


def test_the_unit_behind_the_name_of_a_column_is_whole() -> None:
    assert "（万元）" in whole("经营现金流（万元）")
    assert "（万ユーロ）" in whole("営業キャッシュフロー（万ユーロ）")


@pytest.mark.parametrize(("text", "expected"), [("客户满意度为4.2分，高于对手", "4.2分"), ("员工3万人以上", "3万人")])
def test_a_chinese_counter_stays_with_its_number(text: str, expected: str) -> None:
    assert expected in whole(text)


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


@pytest.mark.parametrize(
    "text", ["预测由1.16亿元升至2,900万欧元以上", "五年内由他们换成我们的服务器吧", "以4项策略支撑客户4项策略"]
)
def test_the_last_line_of_a_chinese_headline_has_more_than_two_characters(text: str) -> None:
    typeface = Typeface("Arial", "Noto Sans CJK SC")
    for width in range(120, 400, 9):
        lines = typeface.lines([Piece(text, 12.0)], width, spans=no_break_spans(text, headline=True))
        assert len(text[lines[-1].start : lines[-1].end]) > 2, width


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3个商机四季度成交，预测达1.16亿元，缺口400万元", "缺口400万元"),
        ("我们的份额为31%（较上季度增加）。Fabrikam的合同到期", "（较上季度增加）。"),
    ],
)
def test_short_clauses_and_brackets_of_a_headline_stay_on_one_line(text: str, expected: str) -> None:
    assert expected in whole(text, headline=True)
    assert expected not in whole(text)


@given(st.text(alphabet="ab AB 12 .,、%年月日万元中文何俊", max_size=60), st.booleans())
def test_spans_are_inside_of_the_text(text: str, headline: bool) -> None:
    assert all(0 <= start < end <= len(text) for start, end in no_break_spans(text, headline=headline))


def test_no_break_position_is_left_inside_a_span_that_fits() -> None:
    assert without((2, 4, 6, 8), ((3, 7),), lambda start, end: end - start <= 6) == [2, 8]


def test_break_positions_stay_inside_a_span_that_does_not_fit() -> None:
    assert without((2, 4, 6, 8), ((3, 7),), lambda start, end: end - start <= 5) == [2, 4, 6, 8]


def test_the_inner_spans_of_a_span_that_does_not_fit_are_kept() -> None:
    assert without((2, 4, 6, 8), ((3, 5), (1, 7)), lambda start, end: end - start <= 4) == [2, 6, 8]
