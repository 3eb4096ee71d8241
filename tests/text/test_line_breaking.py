"""Line-break opportunities (UAX #14)."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamdeck.text.line_breaking import clusters, opportunities


def parts(text: str) -> str:
    stops = [0, *opportunities(text)]
    return "|".join(text[start:end] for start, end in pairwise(stops))


@pytest.mark.parametrize(
    "expected",
    [
        "Revenue |grew |31\u00a0% |to |$1,234.5",
        "31\u202f% |more |(see |p. |5)",
        "well-|known |-5 |e.g. |don’t |“stop” |now…",
        "and/|or |3/4",
        "他|说|“你|好”，|增|长|31%|（含|税）",
        "金|额 |Amount（万|元） |S4（二|期）",
        "百|分|之|三|十%|的|《年|报》",
        "平|台|——|上|线…|好！|真|的？|是",
        "SAP |S/4HANA |与|AI|平|台",
        "한국어 |문장입니다. |그렇다",
        "カー|ド",
        "チャッ|ト|や|キュー|のュー",
        "「東|京」|（大|阪）|『時々|刻々』|と|い|う",
        "お。|か、|き・|く：|け；|こ！|さ？|し",
        "Kunden-|Beziehungs-|Management",
        "Donau\u00ad|dampf\u00ad|schiff",
        "👨‍👩‍👧‍👦|👍🏽|🇨🇳|🇩🇪|x",
        "a\n|b",
    ],
)
def test_lines_may_end_here(expected: str) -> None:
    assert parts(expected.replace("|", "")) == expected


@given(st.text(alphabet="中文A1 。，、；：！？）】》」』…（【《「『“”", max_size=40))
def test_no_chinese_line_starts_with_closing_or_ends_with_opening_punctuation(text: str) -> None:
    for stop in opportunities(text)[:-1]:
        assert text[stop] not in "。，、；：！？）】》」』…"
        assert text[:stop].rstrip(" ")[-1:] not in tuple("（【《「『")


@given(
    st.text(
        alphabet="あカ漢1 ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶー々ゝゞヽヾ。、・：；！？）」』】〕「『（【〔",
        max_size=40,
    )
)
def test_no_japanese_line_starts_or_ends_with_a_prohibited_character(text: str) -> None:
    for stop in opportunities(text)[:-1]:
        assert (
            text[stop] not in "ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶー々ゝゞヽヾ。、・：；！？）」』】〕"
            or text[stop - 1] == " "
        )
        assert text[:stop].rstrip(" ")[-1:] not in tuple("「『（【〔")


@given(st.text())
def test_break_positions_ascend_to_the_end_of_the_text(text: str) -> None:
    stops = opportunities(text)
    assert list(stops) == sorted(set(stops))
    assert (stops[-1] == len(text) and stops[0] > 0) if text else stops == ()


@given(st.text())
def test_every_character_has_a_class(text: str) -> None:
    assert len(clusters(text)) == len(text)
    assert not text or clusters(text)[0] != "m"
