"""Line breaking and widths of measured text."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamdeck.text.line_breaking import clusters
from kamdeck.text.measure import MeasuredLine, Piece, Typeface, pitch, table_pitch

TYPEFACE = Typeface("Arial", "Noto Sans CJK SC")
TEXTS = st.text(
    alphabet=st.one_of(
        st.sampled_from("ab AB 12 .,-/()%$ 中文。，“”（）—…\n\t\u2028\u00a0\u200d\u0301👍🏽🇨🇳ไทย한עع"), st.characters()
    ),
    max_size=80,
)
PIECES = st.lists(st.builds(Piece, TEXTS, st.sampled_from([10.0, 12.0, 24.0]), st.booleans()), max_size=4)
HOSTILE = [
    "",
    " ",
    "\n",
    "\n\n",
    "\t" * 5,
    "Z\u0351" * 400,
    "W" * 5000,
    " " * 5000,
    "👨‍👩‍👧" * 200,
    "\u202e\u2066",
    "￼",
    "ﷺ",
]


def widths(pieces: list[Piece], line: MeasuredLine) -> float:
    text = "".join(piece.text for piece in pieces)
    return sum(TYPEFACE.advances(pieces, text)[line.start : line.end])


@given(PIECES, st.floats(0, 300), st.floats(0, 40))
def test_no_text_is_lost_and_each_line_takes_some_of_it(pieces: list[Piece], width: float, indent: float) -> None:
    text = "".join(piece.text for piece in pieces)
    lines = TYPEFACE.lines(pieces, width, indent)
    between = [0, *(offset for line in lines for offset in (line.start, line.end)), len(text)]
    assert between == sorted(between)
    skipped = "".join(text[a:b] for a, b in zip(between[::2], between[1::2], strict=True))
    assert skipped.strip(" \t\n\u2028\u200b") == "" or skipped.isspace() or not skipped.strip().strip("\u200b")
    assert all(a.start < b.start or a.start == a.end for a, b in pairwise(lines))


@given(PIECES, st.floats(0, 300))
def test_no_line_is_wider_than_the_width_unless_it_is_one_cluster(pieces: list[Piece], width: float) -> None:
    text = "".join(piece.text for piece in pieces)
    for line in TYPEFACE.lines(pieces, width):
        assert line.width == pytest.approx(widths(pieces, line), abs=1e-6)
        visible = clusters(text[line.start : line.end]).lstrip("sb")
        assert line.width <= width or len(visible.replace("m", "")) <= 1


@given(PIECES)
def test_lines_and_widths_agree(pieces: list[Piece]) -> None:
    lines = TYPEFACE.lines(pieces, 1e9)
    assert len(lines) == 1 + sum(piece.text.count("\n") + piece.text.count("\u2028") for piece in pieces)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_broken_into_lines(text: str) -> None:
    for width in (-5.0, 0.0, 1.0, 50.0, 1e9):
        lines = TYPEFACE.lines([Piece(text, 12)], width)
        assert lines
        assert lines[-1].end <= len(text)


def test_a_known_paragraph_breaks_where_it_should() -> None:
    text = "Our share of wallet grew 4 points to 31\u00a0%."
    lines = TYPEFACE.lines([Piece(text, 12)], 120)
    assert [text[line.start : line.end] for line in lines] == ["Our share of wallet", "grew 4 points to", "31\u00a0%."]


def test_hanzi_are_one_em_wide_with_space_between_them_and_latin() -> None:
    assert TYPEFACE.width("客户“档案”——", 10) == pytest.approx(80)
    assert TYPEFACE.width("AI平台", 10) > TYPEFACE.width("AI", 10) + 20


def test_chinese_lines_obey_kinsoku() -> None:
    text = "客户档案，客户（档案）客户"
    lines = TYPEFACE.lines([Piece(text, 10)], 41)
    assert [text[line.start : line.end] for line in lines] == ["客户档", "案，客户", "（档案）", "客户"]


def test_a_first_indent_narrows_the_first_line_only() -> None:
    piece = Piece("aaaa aaaa aaaa aaaa", 10)
    assert TYPEFACE.lines([piece], 60)[0].end > TYPEFACE.lines([piece], 60, first_indent=30)[0].end


def test_the_tallest_run_decides_the_height_of_a_line() -> None:
    lines = TYPEFACE.lines([Piece("small ", 10), Piece("BIG", 24), Piece("\nsmall", 10)], 500)
    assert [line.tallest for line in lines] == [24, 10]


def test_empty_text_takes_one_line_of_its_size() -> None:
    assert TYPEFACE.lines([Piece("", 14)], 100) == [MeasuredLine(0, 0, 0.0, 14)]
    assert TYPEFACE.lines([], 100) == [MeasuredLine(0, 0, 0.0, 0.0)]
    assert TYPEFACE.line_count([Piece("a\n", 14)], 100) == 2


def test_a_tab_that_does_not_fit_begins_the_next_line() -> None:
    text = "four tabs\tand\u00a0unbroken spaces"
    lines = TYPEFACE.lines([Piece(text, 10)], 80)
    assert [text[line.start : line.end] for line in lines] == ["four tabs", "\t", "and\u00a0unbroken", "spaces"]


def test_an_address_moves_down_before_it_breaks() -> None:
    text = "see https://example.com/reports"
    lines = TYPEFACE.lines([Piece(text, 10)], 110)
    assert text[lines[0].start : lines[0].end] == "see"


def test_lines_of_tables_have_the_height_of_the_tallest_program_and_font() -> None:
    assert pitch("中") == 1.2
    assert table_pitch("Arial") == 1.2
    assert table_pitch("中") >= 1.448
    assert table_pitch("ไทย") >= 1.311
    assert Typeface("No Such Font", "").table_pitch("a") >= 1.362


def test_the_space_between_scripts_depends_on_the_font_size_before_it() -> None:
    typeface = Typeface("Arial", "")
    bare = typeface.width("9", 10) + 10.0
    assert typeface.width("9年", 10) - bare == pytest.approx(2.2, abs=0.05)
    assert typeface.width("年9", 10) - bare == pytest.approx(2.9, abs=0.05)


def test_hanzi_at_the_end_of_a_line_get_no_space_after_them() -> None:
    assert [line.width for line in TYPEFACE.lines([Piece("客户\n档案\nAI", 10)], 500)][:2] == [20.0, 20.0]


def test_no_line_ends_inside_a_no_break_span() -> None:
    text = "aa bb cc dd"
    whole = TYPEFACE.lines([Piece(text, 10)], 31, spans=((3, 8),))
    assert [text[line.start : line.end] for line in whole] == ["aa", "bb cc", "dd"]


@given(PIECES, st.floats(1, 300), st.lists(st.tuples(st.integers(0, 40), st.integers(1, 20)), max_size=4))
def test_a_no_break_span_makes_no_line_wider(pieces: list[Piece], width: float, drawn: list[tuple[int, int]]) -> None:
    text = "".join(piece.text for piece in pieces)
    spans = tuple((start, start + length) for start, length in drawn if start + length <= len(text))
    lines = TYPEFACE.lines(pieces, width, spans=spans)
    assert lines[-1].end <= len(text)
    for line in lines:
        visible = clusters(text[line.start : line.end]).lstrip("sb")
        assert line.width <= width or len(visible.replace("m", "")) <= 1


@pytest.mark.parametrize("width", [20, 40, 60])
def test_a_compound_breaks_at_its_soft_hyphens_with_room_for_a_hyphen(width: int) -> None:
    text = "Donau\u00addampf\u00adschiff"
    typeface = Typeface("Arial", "Noto Sans CJK SC")
    lines = typeface.lines([Piece(text, 8.0)], width + 10)
    assert all(line.width <= width + 10 for line in lines)
    assert all(text[line.end - 1] == "\u00ad" for line in lines[:-1])


def test_a_compound_without_hyphens_is_cut_before_it_overflows() -> None:
    text = "Rindfleischetikettierungsüberwachungsaufgabe"
    lines = Typeface("Arial", "Noto Sans CJK SC").lines([Piece(text, 10.0)], 60)
    assert len(lines) > 3 and all(line.width <= 60 for line in lines)
