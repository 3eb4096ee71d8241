"""Lists of facts in two lines each, and the strip: what stands in their cells, and what is left out."""

from dataclasses import replace
from pathlib import Path

import pytest

from kamdeck.document import Region
from kamdeck.flow import Paragraphs, Table
from tests.drawn import LONG_WORD, SLIDE, drawn

PLAN = """
team: [{id: chen, name: Chen Hao}]
risks:
  - {risk: The CFO has not met us, answer: Ma Jun introduces us, level: high}
  - {risk: The offer is late}
decisions:
  - {ask: Lower the price, effect: We win D2, of: chen, due: 2026-10-16}
"""
RISKS = "brief_list: {rows: analysis.risks, strong: row.risk, words: row.answer, answers: yes, status: row.level}"
DECISIONS = """
brief_list: {rows: decisions, title: topic.decisions, strong: row.ask, words: row.effect, numbered: yes, side: row.of,
  date: row.due}
"""


def table(folder: Path, block: str, plan: str = PLAN) -> Table:
    (found,) = drawn(folder, block, plan)
    assert isinstance(found, Table)
    return found


def test_an_answer_follows_an_arrow_below_what_it_answers(tmp_path: Path) -> None:
    first, _ = table(tmp_path, RISKS).rows
    assert [cell.text for cell in first.cells] == [
        "The CFO has not met us\n→\u00a0Ma Jun introduces us",
        "\u202f■\u00a0High\u202f",
    ]


NAMED = RISKS.replace("}", ", side: \"'Peter van den Bergh · A8' if row.answer else none\"}")


def test_answers_with_a_name_have_both_at_the_right_where_no_row_is_higher_for_it(tmp_path: Path) -> None:
    first, last = table(tmp_path, NAMED).rows
    assert [cell.text for cell in first.cells] == [
        "The CFO has not met us\n→\u00a0Ma Jun introduces us",
        "\u202f■\u00a0High\u202f\nPeter van den Bergh · A8",
    ]
    assert last.cells[0].text == "The offer is late"


def test_answers_that_would_need_more_lines_beside_a_name_have_the_whole_width(tmp_path: Path) -> None:
    found = drawn(tmp_path, NAMED, PLAN, Region(300, 400))[0]
    assert isinstance(found, Table)
    first, last = found.rows
    named = "Peter van den Bergh · A8".replace(" ", "\u00a0")
    shown = f"\u202f■\u00a0High\u202f\u2002The CFO has not met us\n→\u00a0Ma Jun introduces us\u2002{named}"
    assert [cell.text for cell in first.cells] == [shown]
    assert [cell.text for cell in last.cells] == ["The offer is late"]


def test_what_a_fact_lacks_is_left_out(tmp_path: Path) -> None:
    _, last = table(tmp_path, RISKS).rows
    assert [cell.text for cell in last.cells] == ["The offer is late", ""]


def test_numbered_rows_have_a_name_above_a_date_at_the_right(tmp_path: Path) -> None:
    (row,) = table(tmp_path, DECISIONS).rows
    assert [cell.text for cell in row.cells] == [
        "1",
        "Lower the price\nWe win D2",
        "Chen Hao\n16\u00a0Oct\u00a02026",
    ]


def test_a_long_name_at_the_right_leaves_the_text_two_thirds_of_the_width(tmp_path: Path) -> None:
    plan = PLAN.replace("Chen Hao", f"{LONG_WORD} {LONG_WORD} {LONG_WORD}")
    *_, text, side = table(tmp_path, DECISIONS, plan).columns
    assert text.share == 1.0
    assert side.width is not None
    assert side.width <= 888 * 0.32


def test_a_strip_has_its_title_before_the_text(tmp_path: Path) -> None:
    (strip,) = drawn(tmp_path, "text: {manner: strip, title: topic.decisions, words: Three are open}", PLAN)
    assert isinstance(strip, Paragraphs)
    assert strip.fill == "primary:10"
    assert strip.texts == ("Decisions asked\u2002Three are open",)


def test_a_status_stands_below_a_text_with_a_name_and_a_date_at_its_right(tmp_path: Path) -> None:
    block = "brief_list: {rows: promises, strong: row.text, status: standing(row), side: row.owner, date: row.due}"
    plan = (
        "team: [{id: chen, name: Chen Hao}]\npromises: [{text: A spare, owner: chen, due: 2026-10-16, status: kept}]\n"
    )
    (row,) = table(tmp_path, block, plan).rows
    assert [cell.text for cell in row.cells] == ["A spare\n\u202f●\u00a0Kept\u202f", "Chen Hao\n16\u00a0Oct\u00a02026"]
    assert {run.fill for run in row.cells[0].paragraphs[1].runs} == {"good:10"}


def test_emphasis_tints_a_row_and_leaves_the_others_plain(tmp_path: Path) -> None:
    first, last = table(tmp_path, f"{RISKS[:-1]}, emphasis: row.level == 'high'}}").rows
    assert (first.fill, last.fill) == ("bad:10", "")
    assert [row.cells[0].paragraphs[0].is_bold for row in (first, last)] == [True, False]


@pytest.mark.parametrize("terse", [False, True])
def test_only_on_a_terse_slide_decisions_have_who_decides_and_when_without_the_effect(
    terse: bool, tmp_path: Path
) -> None:
    (found,) = drawn(tmp_path, DECISIONS, PLAN, replace(SLIDE, scarce=True, terse=terse))
    assert isinstance(found, Table)
    (row,) = found.rows
    _, asked, decided = (cell.text for cell in row.cells)
    assert decided == "Chen Hao\n16\u00a0Oct\u00a02026"
    assert (asked == "Lower the price") is terse


def test_where_height_is_scarce_answers_stay_below_what_they_answer(tmp_path: Path) -> None:
    (found,) = drawn(tmp_path, RISKS, PLAN, replace(SLIDE, scarce=True))
    assert isinstance(found, Table)
    assert "Ma Jun introduces us" in found.rows[0].cells[0].text


def test_where_height_is_scarce_a_strip_has_the_clauses_that_fit_one_line(tmp_path: Path) -> None:
    clauses = "; ".join(f"Deal {number} was won for CNY 10 m" for number in range(1, 9))
    block = f"text: {{manner: strip, words: {clauses}}}"
    (whole,) = drawn(tmp_path, block, PLAN)
    (short,) = drawn(tmp_path, block, PLAN, replace(SLIDE, scarce=True))
    assert isinstance(whole, Paragraphs)
    assert isinstance(short, Paragraphs)
    assert whole.texts == (clauses,)
    assert clauses.startswith(f"{short.texts[0]}; ")
