"""Lines end where they were measured, in every program, and never inside a date, an amount or a name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamdeck.flow import Cell, Column, Paragraph, Row, Run, Table
from kamdeck.flow.pinned_breaks import bind_spans, pin_breaks, pinnable_width
from kamdeck.text.measure import Piece, Typeface
from tests.document_stubs import STYLE

TYPEFACE = Typeface("Arial", "Noto Sans CJK SC")


def formatted(*words: str, role: str = "body") -> Paragraph:
    return Paragraph(tuple(Run(each) for each in words), 10.0, role=role)


def natural(paragraph: Paragraph, width: float) -> list[str]:
    """The lines as a program breaks them that knows only the rules of line breaking."""
    lines = TYPEFACE.lines([Piece(*piece) for piece in paragraph.pieces], width)
    return [paragraph.text[line.start : line.end] for line in lines]


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("Servers cost 20 % less than the ones before", "20\u00a0%"),
        ("The plants are seventh, with 1.38 % of all", "1.38\u00a0%"),
        ("All of it by 12 Nov 2026 in both of the halls", "12\u00a0Nov\u00a02026"),
        ("Then they meet Judith Aigner before the board", "Judith\u00a0Aigner"),
        ("概念验证要在2026年11月12日之前全部完成", "2026年11月12日"),
        ("赢单之后第四季度预测由1.16亿元升至更高", "1.16亿元"),
        ("林振华、周敏、马骏、何俊、彭磊、曹颖、沈悦", "马骏"),
    ],
)
def test_no_program_breaks_a_no_break_span(text: str, whole: str) -> None:
    paragraph = formatted(text)
    for width in range(96, 200, 4):
        lines = natural(pin_breaks(paragraph, width, TYPEFACE), width)
        assert any(whole.replace("\u00a0", " ") in line.replace("\u00a0", " ") for line in lines), width
        assert len(lines) == len(paragraph.lines(width, TYPEFACE)), width


def test_a_program_with_narrower_text_breaks_no_span_either() -> None:
    text = "曹颖 Cao Ying、陆婷 Lu Ting"
    width = TYPEFACE.width("曹颖 Cao Ying、陆", 10) - 2
    assert natural(formatted(text), width)[0] == "曹颖 Cao Ying、"
    assert pin_breaks(formatted(text), width, TYPEFACE).text.startswith("曹颖 Cao Ying、\n陆婷")


def test_a_date_can_begin_a_line_after_a_chinese_comma() -> None:
    paragraph = pin_breaks(formatted("●\u00a0", "何俊、2026年9月12日"), 90.0, TYPEFACE)
    assert paragraph.text == "●\u00a0何俊、\n2026年9月12日"
    assert [run.text for run in paragraph.runs] == ["●\u00a0", "何俊、\n2026年9月12日"]


def test_a_latin_name_begins_a_line_after_a_chinese_comma() -> None:
    text = "Martin Hale、Judith Aigner、Paul Rennick"
    assert (
        pin_breaks(formatted(text), 76.0, TYPEFACE).text
        == "Martin\u00a0Hale、\nJudith\u00a0Aigner、\nPaul\u00a0Rennick"
    )


def test_a_span_that_is_wider_than_its_column_is_broken_between_its_parts() -> None:
    assert natural(pin_breaks(formatted("2026年11月12日"), 60.0, TYPEFACE), 60.0) == ["2026年", "11月12日"]
    assert pin_breaks(formatted("Viktor Steiner"), 40.0, TYPEFACE).text == "Viktor Steiner"


def test_a_word_that_is_too_long_gets_no_pinned_break() -> None:
    text = "何俊、" + "a" * 80 + "、20 %"
    assert "a" * 80 in pin_breaks(formatted(text), 60.0, TYPEFACE).text


def test_a_single_line_is_unchanged() -> None:
    paragraph = formatted("20 % by 12 Nov 2026")
    assert pin_breaks(paragraph, 500.0, TYPEFACE) is paragraph


def test_a_headline_has_at_least_two_words_on_its_last_line() -> None:
    text = "Half of their data centre is ours and what is left is blank"
    paragraph = formatted(text, role="title")
    width = TYPEFACE.width(text, 10) - 4
    assert natural(formatted(text), width)[-1] == "blank"
    assert natural(pin_breaks(paragraph, width, TYPEFACE), width)[-1] == "is\u00a0blank"


def test_a_chinese_headline_has_at_least_four_hanzi_on_its_last_line() -> None:
    text = "我们在服务器上的份额四年来一直在下降而存储是我们的"
    width = TYPEFACE.width(text, 10) - 4
    assert natural(formatted(text), width)[-1] == "的"
    assert natural(pin_breaks(formatted(text, role="title"), width, TYPEFACE), width)[-1] == "是我们的"


@pytest.mark.parametrize("denser", [1.0, 1.02, 1.04])
def test_a_headline_breaks_beside_a_name_in_every_program(denser: float) -> None:
    text = "华兴银行收入预计增长3.4%，达420亿元；三大目标已明确；云富网商银行威胁最大"
    headline = formatted(text, role="title")._replace(names=("云富网商银行", "华兴银行"))
    for width in range(200, 400, 5):
        lines = natural(pin_breaks(headline, width, TYPEFACE), width * denser)
        assert any("云富网商银行" in line for line in lines), width
        assert len(lines) == len(headline.lines(width, TYPEFACE)), width


def test_a_headline_that_would_part_a_name_breaks_after_a_clause() -> None:
    clauses = ("华兴银行全年收入预计比去年增长3.4%，达420亿元；", "三大目标已明确；云富网商银行威胁最大")
    text = "".join(clauses)
    width = TYPEFACE.width(text.partition("富")[0], 10) + 4
    headline = formatted(text, role="title")._replace(names=("云富网商银行",))
    assert natural(headline, width)[0].endswith("云")
    assert natural(pin_breaks(headline, width, TYPEFACE), width) == list(clauses)


def test_a_chinese_paragraph_has_no_single_hanzi_on_its_last_line() -> None:
    assert natural(pin_breaks(formatted("信息科技部总经理"), 72.0, TYPEFACE), 72.0) == ["信息科技部", "总经理"]
    assert natural(pin_breaks(formatted("一二三四五六七八九"), 82.0, TYPEFACE), 82.0) == ["一二三四五六七", "八九"]


def test_without_a_width_latin_words_are_glued() -> None:
    assert bind_spans(formatted("by 12 Nov ", "2026, in 11月12日")).text == "by 12\u00a0Nov\u00a02026, in 11月12日"


@given(st.text(alphabet="ab AB 12 .,、%年月日万元中文何俊\n", max_size=60), st.floats(5, 300), st.integers(0, 60))
def test_no_text_is_lost_and_the_number_of_lines_does_not_grow(text: str, width: float, cut: int) -> None:
    paragraph = formatted(text[:cut], text[cut:])
    after = pin_breaks(paragraph, width, TYPEFACE)
    assert "".join(after.text.split()) == "".join(text.split())
    assert len(natural(after, width)) <= max(1, len(paragraph.lines(width, TYPEFACE)))


def test_a_frame_with_the_height_of_one_line_gets_no_pinned_breaks() -> None:
    assert pinnable_width([formatted("■\u00a0待覆盖")], 45.0, 12.0) == 0.0
    assert pinnable_width([formatted("■\u00a0待覆盖")], 45.0, 24.0) == 45.0


def test_a_column_is_as_wide_as_its_names_if_there_is_space() -> None:
    long = "Sizing workshops with the data centre and results of the failover test " * 4
    rows = tuple(
        Row((Cell((formatted(name),)), Cell((formatted(long),)))) for name in ("林振华 Lin Zhenhua, chair", "Xu Hui")
    )
    table = Table((Column(), Column()), Row((Cell(()), Cell(()))), rows)
    assert table.content_widths(STYLE)[0].name_content > TYPEFACE.width("Lin\u00a0Zhenhua,", 10)
    assert table.inner_widths(300.0, STYLE)[0] > TYPEFACE.width("Lin\u00a0Zhenhua,", 10)


def test_a_unit_in_brackets_begins_a_line_behind_a_latin_word():
    head = formatted("概率 Probability（%）")
    assert pin_breaks(head, 82.0, TYPEFACE).text == "概率 Probability\n（%）"


def test_breaks_are_pinned_where_a_program_would_need_one_line_more():
    events = formatted("2026年第四季度、2026年9月18日→2026年10月2日")
    assert len(natural(events, 97.0)) == 4
    assert pin_breaks(events, 97.0, TYPEFACE).text == "2026年第四季度、\n2026年9月18日→2026年10月2日"
