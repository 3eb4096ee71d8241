"""The quarter that has just ended: its result, the deals won in it, and what has changed since."""

import io
import re

import pytest
from docx import Document

from kamdeck.analysis.changes import changes, last_quarter_of
from kamdeck.analysis.changes.json_record import record
from kamdeck.analysis.figures import figures
from kamdeck.analysis.quality import quality_of
from kamdeck.change_note import note
from kamdeck.job import Rendering
from kamdeck.plan_io import Plan, loads
from kamdeck.render import render
from kamdeck.wording import Wording
from kamdeck.words import Words
from tests.deck_reader import Deck, q, words_of
from tests.words import change_sentence

HEAD = "account: {id: acme, name: Acme}\nmoney: {currency: EUR, unit: million}\n"
TARGETS = "targets: [{period: 2026-Q4, target: 14, actual: 14.2}, {period: 2027-Q1, target: 20, forecast: 18}]\n"
WON = "{id: d7, name: D7, amount: 4, stage: won, close: 2026-12-10}"
MORE = (
    f"actions: [{', '.join('{action: Call them, due: 2027-02-01}' for _ in range(4))}]\n"
    f"competition: [{', '.join(f'{{company: Rival {name}}}' for name in 'ABCD')}]\n"
    f"decisions: [{', '.join('{ask: More people}' for _ in range(4))}]\n"
)
"""Enough other parts for a deck with an agenda."""
OPEN = "{id: d8, name: D8, amount: 9, stage: propose, probability: 50 %, close: 2027-02-26}"


def plan_of(lines: str, period: str = "2027-Q1", previous: Plan | None = None) -> Plan:
    plan = loads(f"period: {period}\n{HEAD}{lines}")
    plan._previous = previous
    return plan


def wording_of(plan: Plan, language: str) -> Wording:
    return Wording(language, Words(), plan)


def result_sentence(lines: str, language: str, previous: str | None = None) -> str:
    old = None if previous is None else plan_of(previous, "2026-Q4")
    plan = plan_of(lines, previous=old)
    return change_sentence(last_quarter_of(plan), wording_of(plan, language)).replace("\u00a0", " ")


def deals(*entries: str) -> str:
    return f"deals: [{', '.join(entries)}]\n"


@pytest.mark.parametrize(
    ("lines", "previous", "english", "chinese"),
    [
        ("", None, "", ""),
        (deals(OPEN), deals(OPEN), "", ""),
        (TARGETS, None, "Q4 closed at EUR 14.2 m of 14.0 m", "四季度完成1,420万欧元，目标1,400万欧元"),
        ("targets: [{period: 2026-Q4, actual: 3}]\n", None, "Q4 closed at EUR 3 m", "四季度完成300万欧元"),
        ("targets: [{period: 2026-Q4, actual: 0}]\n", None, "nothing was booked in Q4", "四季度未签单"),
        (
            TARGETS + deals(WON),
            None,
            "Q4 closed at EUR 14.2 m of 14.0 m; D7 won, EUR 4.0 m",
            "四季度完成1,420万欧元，目标1,400万欧元；赢单：D7，400万欧元",
        ),
        (deals(WON), None, "Q4 closed at EUR 4 m; D7 won", "四季度完成400万欧元；赢单：D7"),
        ("", deals(WON), "Q4 closed at EUR 4 m; D7 won", "四季度完成400万欧元；赢单：D7"),
        (
            "",
            deals("{id: d9, amount: 4, stage: won, close: 2026-12-10}"),
            "Q4 closed at EUR 4 m; d9 won",
            "四季度完成400万欧元；赢单：d9",
        ),
        (deals("{stage: won, close: 2026-10-01}"), None, "Q4: 1 deal won", "四季度：赢单：1个商机"),
        (deals("{name: D9, stage: won, close: 2026-10-01}"), None, "Q4: D9 won", "四季度：赢单：D9"),
        (
            TARGETS + deals(WON, WON.replace("7", "6"), WON.replace("7", "5").replace("won", "lost")),
            None,
            "Q4 closed at EUR 14.2 m of 14.0 m; D7 and D6 won, EUR 8.0 m; D5 lost, EUR 4.0 m",
            "四季度完成1,420万欧元，目标1,400万欧元；赢单：D7和D6，800万欧元；丢单：D5，400万欧元",
        ),
        (
            TARGETS + deals(*(WON.replace("7", str(number)) for number in range(1, 5))),
            None,
            "Q4 closed at EUR 14.2 m of 14.0 m; 4 deals won, EUR 16.0 m",
            "四季度完成1,420万欧元，目标1,400万欧元；赢单：4个商机，1,600万欧元",
        ),
    ],
)
def test_the_result_of_a_quarter_is_described(lines: str, previous: str | None, english: str, chinese: str):
    assert result_sentence(lines, "en", previous) == english
    assert result_sentence(lines, "zh", previous) == chinese


@pytest.mark.parametrize("close", ["2026-09-30", "2027-01-01", None])
def test_a_deal_won_in_another_quarter_is_not_counted(close: str | None):
    day = f", close: {close}" if close else ""
    assert result_sentence(TARGETS + deals(f"{{id: d7, name: D7, amount: 4, stage: won{day}}}"), "en").endswith(
        "of 14.0 m"
    )


@pytest.mark.parametrize(
    ("now", "then", "result", "target"),
    [
        ("", "", None, None),
        ("targets: [{period: 2026-Q4, target: 14, actual: 14.2}]", "targets: [{period: 2026-Q4, actual: 9}]", 14.2, 14),
        ("", "targets: [{period: 2026-Q4, target: 14, actual: 14.2}]", 14.2, 14),
        (deals(WON), "targets: [{period: 2026-Q4, target: 14, actual: 1}]", 4, 14),
        (deals(WON.replace("amount: 4", "amount: 5")), deals(WON), 5, None),
        (deals(OPEN.replace("d8", "d7")), deals(WON), None, None),
    ],
)
def test_the_result_is_the_plans_own_or_else_that_of_the_previous_plan(
    now: str, then: str, result: float | None, target: float | None
):
    found = figures(plan_of(now, previous=plan_of(then, "2026-Q4")))
    assert (found.last_result.value, found.last_target.value) == (result, target)
    expected = result / target if result and target else None
    assert found.last_attainment.value == (None if expected is None else pytest.approx(expected))


def test_amounts_of_the_previous_plan_are_shown_in_the_unit_of_this_one():
    old = loads(
        "period: 2026-Q4\naccount: {id: acme, name: Acme}\nmoney: {currency: EUR, unit: thousand}\n"
        + deals(WON.replace("amount: 4", "amount: 4000"))
    )
    assert figures(plan_of("", previous=old)).last_result.value == 4


@pytest.mark.parametrize(
    ("then", "now", "language", "line"),
    [
        (OPEN, WON.replace("d7", "d8"), "en", "- Won in Q4: D7 – now EUR 4.0 m, was EUR 9.0 m, on 10 Dec 2026, planned for 26 Feb 2027"),
        (OPEN, WON.replace("d7", "d8"), "zh", "- 四季度赢单：D7（由900万欧元变为400万欧元，2026年12月10日，原计划2027年2月26日）"),
        (WON, WON, "en", "- Won in Q4: D7 – EUR 4.0 m, on 10 Dec 2026"),
        (WON, "", "en", "- Won in Q4: D7 – EUR 4.0 m, on 10 Dec 2026"),
        (WON, "", "zh", "- 四季度赢单：D7（400万欧元，2026年12月10日）"),
        (WON.replace("won", "lost"), "", "en", "- Lost in Q4: D7 – EUR 4.0 m, on 10 Dec 2026"),
        (OPEN, OPEN.replace("propose", "won").replace("2027-02-26", "2027-01-04"), "en", "- Won in Q1: D8 – EUR 9.0 m, on 4 Jan 2027, planned for 26 Feb 2027"),
    ],
)  # fmt: skip
def test_changes_list_a_closed_deal_with_its_quarter_its_amount_and_what_changed(
    then: str, now: str, language: str, line: str
):
    old, new = plan_of(deals(then), "2026-Q4"), plan_of(TARGETS + (deals(now) if now else ""))
    text = note(changes(old, new), new, wording_of(new, language)).replace("\u00a0", " ")
    assert line in text.splitlines()
    assert "Q4 closed at EUR 14.2 m of 14.0 m" in text or language == "zh"
    assert record(changes(old, new), new)["last_quarter"]["attainment"] == pytest.approx(14.2 / 14)


def test_deals_won_in_two_quarters_are_counted_separately():
    january = WON.replace("7", "9").replace("2026-12-10", "2027-01-04")
    old, new = plan_of(deals(OPEN), "2026-Q4"), plan_of(deals(OPEN, WON, january))
    text = note(changes(old, new), new, wording_of(new, "en")).replace("\u00a0", " ")
    assert "1 deal won in Q4, EUR 4 m; 1 deal won in Q1, EUR 4 m" in text


def texts(plan: Plan, language: str) -> list[str]:
    """The words of every slide, in one line each."""
    deck = Deck(render(plan, Rendering(language)).blob)
    paragraphs = (" ".join(words_of(each) for each in slide.root.iter(q("a:p"))) for slide in deck.slides)
    return [re.sub(r"\s+", "" if language == "zh" else " ", each) for each in paragraphs]


@pytest.mark.parametrize(
    ("language", "closed", "won"),
    [
        ("en", "Q4 closed at EUR 14.2 m of 14.0 m", "D7 won"),
        ("zh", "四季度完成1,420万欧元，目标1,400万欧元", "赢单：D7"),
    ],
)
@pytest.mark.parametrize("rolled", [False, True])
def test_summary_agenda_and_changes_show_the_result(language: str, closed: str, won: str, rolled: bool):
    old = plan_of(deals(OPEN, WON), "2026-Q4")
    plan = plan_of(TARGETS + MORE + deals(*((OPEN,) if rolled else (OPEN, WON))), previous=old)
    agenda, summary, changed = texts(plan, language)[1:4]
    assert closed in agenda
    assert closed in summary and won in summary
    assert "D7" in changed


def test_a_plan_without_a_previous_plan_shows_the_result_too():
    agenda, summary = texts(plan_of(TARGETS + MORE + deals(OPEN, WON)), "en")[1:3]
    assert "Q4 closed at EUR 14.2 m of 14.0 m" in agenda
    assert "Q4 closed at EUR 14.2 m of 14.0 m; D7 won, EUR 4.0 m" in summary


def test_a_plan_without_data_of_last_quarter_does_not_mention_it():
    shown = " ".join(texts(plan_of("targets: [{period: 2027-Q1, target: 20, forecast: 18}]\n" + deals(OPEN)), "en"))
    assert "closed at" not in shown
    assert "The Q1 forecast is EUR 18 m, 2 m short of target" in shown


def test_the_report_shows_the_result_above_the_targets():
    blob = render(plan_of(TARGETS), Rendering("en", layout="profile")).blob
    paragraphs = " ".join(each.text for each in Document(io.BytesIO(blob)).paragraphs).replace("\u00a0", " ")
    assert "Q4 closed at EUR 14.2 m of 14.0 m" in paragraphs


# -- coverage ------------------------------------------------------------------------------------------------------

GAP = "targets: [{period: 2027-Q1, target: 18, forecast: 12}]\ngoals: {pipeline_coverage: 2}\n"
UNDATED = "{id: d9, name: D9, amount: 4.2, stage: qualify, probability: 50 %}"


@pytest.mark.parametrize(
    ("entries", "undated", "pipeline", "weighted", "coverage"),
    [
        ((OPEN,), 0, 9, 4.5, 0.5),
        ((OPEN, UNDATED), 4.2, 13.2, 6.6, 0.5),
        ((UNDATED,), 4.2, 4.2, 2.1, 0),
        ((OPEN, UNDATED, UNDATED.replace("d9", "d10")), 8.4, 17.4, 8.7, 0.5),
        ((OPEN, UNDATED.replace("amount: 4.2, ", "")), None, 9, 4.5, 0.5),
        ((), None, None, None, None),
    ],
)
def test_deals_without_a_date_are_in_the_pipeline_but_not_in_the_coverage(
    entries: tuple[str, ...],
    undated: float | None,
    pipeline: float | None,
    weighted: float | None,
    coverage: float | None,
):
    found = figures(plan_of(GAP + (deals(*entries) if entries else "")))
    values = [found[name].value for name in ("undated", "pipeline", "weighted_pipeline", "pipeline_coverage")]
    assert values == [None if each is None else pytest.approx(each) for each in (undated, pipeline, weighted, coverage)]


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "Below goal, 2.0×, and 4.2 m undated"), ("zh", "低于目标2.0倍，另有420万欧元未定日期")],
)
def test_coverage_states_what_it_excludes_wherever_it_is_shown(language: str, words: str):
    plan, dated = plan_of(GAP + deals(OPEN, UNDATED)), plan_of(GAP + deals(OPEN))
    short = words.partition("，" if language == "zh" else "×, ")[2]
    assert words in " ".join(texts(plan, language))
    assert short not in " ".join(texts(dated, language))
    report = render(plan, Rendering(language, layout="profile")).blob
    drawn = Document(io.BytesIO(report)).element.body.itertext()
    assert words in re.sub(r"\s+", " ", "".join(drawn).replace("\u00a0", " "))


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "- Pipeline coverage: 0.5, down from 1, and 4.2 m undated"),
        ("zh", "- 商机覆盖率：由1降至0.5，另有420万欧元未定日期"),
    ],
)
def test_the_change_of_a_coverage_states_it_too(language: str, line: str):
    before = GAP.replace("2027-Q1", "2026-Q4") + deals(
        OPEN.replace("amount: 9", "amount: 18").replace("2027-02-26", "2026-12-01")
    )
    plan = plan_of(GAP + deals(OPEN, UNDATED))
    text = note(changes(plan_of(before, "2026-Q4"), plan), plan, wording_of(plan, language)).replace("\u00a0", " ")
    assert line in text.splitlines()


def test_check_states_it_too():
    for language, words in (("en", "and EUR 4.2 m undated; wanted: 2"), ("zh", "另有420万欧元未定日期，目标2倍")):
        plan = plan_of(GAP + deals(OPEN, UNDATED))
        found = next(each for each in quality_of(plan).findings if each.rule.id == "K522")
        assert words in wording_of(plan, language).say(found.what).replace("\u00a0", " ")
