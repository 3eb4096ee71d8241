"""Blocks on what has moved, late matters, processes and history: what they show, and texts that fit in any region."""

from pathlib import Path

import pytest

from kamdeck.document import Region
from kamdeck.flow import Box, Drawing, Flow, Line, TextItem
from kamdeck.plan_io import load
from tests.choices import crossed
from tests.drawn import COLUMN, EVERY_REGION, LONG_WORD, SLIDE, drawn, faults, texts_of
from tests.layouts import lower_block

SQUARES = "status_squares: {rows: actions, status: standing(row), title: topic.actions}"
OPEN_FIRST = "status_squares: {rows: actions, status: standing(row), open_first: yes}"
LATE = "late_panel: {rows: analysis.follow_up.late, title: topic.late}"
PROCESS = "process: {rows: analysis.decision_steps, today: today}"
BUDGET = "process: {rows: analysis.budget_steps, answers: yes}"
HISTORY = "history: {rows: profile.history, today: today}"
TODAY = "review_date: 2026-10-08\n"


def moved(
    folder: Path, block: str, before: str, after: str, region: Region = SLIDE, language: str = "en"
) -> list[Flow]:
    """The flows of a block for a plan and the one before it."""
    head = "account: {id: a, name: A}\nmoney: {currency: CNY, unit: million}\n"
    (folder / "old.yaml").write_text(f"period: 2026-Q3\n{head}{before}", "utf-8")
    (folder / "new.yaml").write_text(f"period: 2026-Q4\nprevious: old.yaml\n{TODAY}{head}{after}", "utf-8")
    return lower_block(folder, block, load(folder / "new.yaml"), language, region)


def boxes(flows: list[Flow], fill: str) -> list[Box]:
    return [
        item
        for flow in flows
        if isinstance(flow, Drawing)
        for item in flow.frame.items
        if isinstance(item, Box) and item.fill == fill
    ]


def lines(flows: list[Flow]) -> list[Line]:
    return [item for flow in flows if isinstance(flow, Drawing) for item in flow.frame.items if isinstance(item, Line)]


def test_behind_the_title_of_squares_stands_how_many_of_all_are_done(tmp_path: Path) -> None:
    rows = "actions: [{action: A, status: done}, {action: B, status: open}, {action: C, status: done}]\n"
    title, *_ = (text for flow in drawn(tmp_path, SQUARES, TODAY + rows) for text in flow.texts)
    assert "2 of 3" in title


# -- figures and people ------------------------------------------------------------------------------------------

SLOPES = "figure_slopes: {rows: changes.key_figures, title: topic.figure_changes}"
PEOPLE = "person_moves: {rows: changes.moved_people, title: topic.people_changes}"


def people(*rows: str) -> str:
    return "profile:\n  people:\n" + "".join(f"    - {{{row}}}\n" for row in rows)


def test_the_slope_of_a_figure_shows_its_change_in_per_cent(tmp_path: Path) -> None:
    before = "targets: [{period: 2026-Q4, target: 100, forecast: 100}]\n"
    after = "targets: [{period: 2026-Q4, target: 100, forecast: 110}]\n"
    flows = moved(tmp_path, SLOPES, before, after)
    (slope,) = (line for line in lines(flows) if line.thickness == 2.0)
    assert slope.y1 - slope.y2 == pytest.approx(10 * 0.94)
    assert {"100", "110", "↑\u00a0+10"} <= set(texts_of(flows))


def test_a_figure_that_gets_worse_falls_in_red(tmp_path: Path) -> None:
    before = "targets: [{period: 2026-Q4, target: 100, forecast: 100}]\n"
    after = "targets: [{period: 2026-Q4, target: 100, forecast: 80}]\n"
    (slope,) = (line for line in lines(moved(tmp_path, SLOPES, before, after)) if line.thickness == 2.0)
    assert slope.colour == "bad" and slope.y2 > slope.y1


def test_a_person_has_one_card_with_the_old_and_the_new_stance(tmp_path: Path) -> None:
    flows = moved(
        tmp_path,
        PEOPLE,
        people("id: a, name: Ann, support: neutral, contact: none", "id: b, name: Ben, support: supporter"),
        people("id: a, name: Ann, support: non_supporter, contact: brief", "id: c, name: Cem, role: approver"),
    )
    texts = texts_of(flows)
    assert [each for each in texts if each in ("Ann", "Ben", "Cem")] == ["Cem", "Ben", "Ann"]
    assert {"new", "left", "N", "NS"} <= set(texts)
    assert [line.colour for line in lines(flows) if line.arrow] == ["text", "bad", "bad"]


@pytest.mark.parametrize(("count", "region"), crossed((150, 7, 1), EVERY_REGION))
def test_many_people_and_long_names_stay_in_their_cards(count: int, region: Region, tmp_path: Path) -> None:
    before = people(*(f"id: p{n}, name: {LONG_WORD} {n}, title: {LONG_WORD}, support: neutral" for n in range(count)))
    flows = moved(tmp_path, PEOPLE, before, before.replace("neutral", "enemy"), region)
    assert not list(faults(flows, region))
    if count == 150:
        assert any("more people have changed" in text for text in texts_of(flows))


# -- late matters and squares ------------------------------------------------------------------------------------


def actions(*states: str) -> str:
    rows = "".join(f"  - {{id: a{n}, action: Action {n}, {state}}}\n" for n, state in enumerate(states))
    return f"{TODAY}actions:\n{rows}"


def test_squares_follow_a_list_that_begins_with_what_is_open(tmp_path: Path) -> None:
    rows = actions("status: done", "status: open", "due: 2026-10-01, status: open")
    (drawing,) = drawn(tmp_path, OPEN_FIRST, rows)
    assert [text for text in drawing.texts if text != "!"] == ["■\u00a0Overdue 1", "○\u00a0Open 1", "●\u00a0Done 1"]


def test_there_is_a_square_for_each_action_done_ones_first(tmp_path: Path) -> None:
    rows = actions("status: open", "status: done", "status: doing", "due: 2026-10-01, status: open", "status: done")
    flows = drawn(tmp_path, SQUARES, rows)
    squares = [
        item for flow in flows if isinstance(flow, Drawing) for item in flow.frame.items if isinstance(item, Box)
    ]
    assert [box.fill for box in squares] == ["good", "good", "bad", "primary:40", ""]
    assert squares[2].paragraphs[0].text == "!"
    assert {"●\u00a0Done 2", "■\u00a0Overdue 1"} <= set(texts_of(flows))


@pytest.mark.parametrize(("count", "region"), crossed((600, 30, 1), EVERY_REGION))
def test_squares_of_any_number_fit_the_width(count: int, region: Region, tmp_path: Path) -> None:
    states = ("status: done", "status: doing", "status: open", "due: 2026-10-01, status: open")
    flows = drawn(tmp_path, SQUARES, actions(*(states[n % 4] for n in range(count))), region)
    assert not list(faults(flows, region))


def test_what_is_late_is_named_with_its_days_and_the_rest_is_counted(tmp_path: Path) -> None:
    late = [f"due: 2026-10-0{day}, status: open" for day in range(1, 6)]
    texts = texts_of(drawn(tmp_path, LATE, actions(*late)))
    assert {"Action 0", "7 days", "Action 2", "5 days", "2 more are late"} <= set(texts)
    assert "Action 3" not in texts


@pytest.mark.parametrize("region", EVERY_REGION)
def test_long_texts_stay_in_the_panel(region: Region, tmp_path: Path) -> None:
    rows = actions("due: 2026-09-01").replace("Action 0", f"{LONG_WORD} " * 60)
    assert not list(faults(drawn(tmp_path, LATE, rows, region), region))


# -- processes ---------------------------------------------------------------------------------------------------

STEPS = (
    "{step: Business case, date: 2026-09-30, people: [p1], can_influence: yes}",
    "{step: Tender, date: 2026-12-14, people: [p1, p2], criteria: Three bids, can_influence: yes}",
    "{step: Board, date: 2027-02-19, people: [p3], can_influence: no}",
)
PERSONS = (
    "  people:\n    - {id: p1, name: Ann, support: supporter}\n    - {id: p2, name: Ben, support: enemy}\n"
    "    - {id: p3, name: Cem, role: approver}\n"
)


def process(*steps: str) -> str:
    return f"{TODAY}profile:\n{PERSONS}  decision_process:\n" + "".join(f"    - {step}\n" for step in steps)


def test_steps_that_we_can_influence_are_filled_and_done_ones_are_light(tmp_path: Path) -> None:
    flows = drawn(tmp_path, PROCESS, process(*STEPS))
    shapes = [
        item
        for flow in flows
        if isinstance(flow, Drawing)
        for item in flow.frame.items
        if isinstance(item, Box) and item.shape == "polygon" and item.paragraphs
    ]
    assert [(box.fill, box.line) for box in shapes] == [("primary:20", ""), ("primary", ""), ("", "grey1")]
    assert {"Business case", "Tender", "Three bids", "today, 8\u00a0Oct\u00a02026"} <= set(texts_of(flows))


@pytest.mark.parametrize("count", [2, 3])
def test_a_few_steps_fill_the_width(count: int, tmp_path: Path) -> None:
    (drawing,) = (each for each in drawn(tmp_path, PROCESS, process(*STEPS[-count:])) if isinstance(each, Drawing))
    steps = [item for item in drawing.frame.items if isinstance(item, Box) and item.shape == "polygon"]
    assert max(step.x + step.width for step in steps) > SLIDE.width - 5


@pytest.mark.parametrize(("count", "large"), [(2, True), (6, False)])
def test_people_in_few_steps_have_large_names_with_their_titles(count: int, large: bool, tmp_path: Path) -> None:
    steps = [f"{{step: Step {number}, date: 2026-11-{number + 1:02}, people: [p1]}}" for number in range(count)]
    titled = process(*steps).replace("name: Ann", "name: Ann, title: CIO")
    flows = drawn(tmp_path, PROCESS, titled)
    names = [
        item.paragraphs[0]
        for flow in flows
        if isinstance(flow, Drawing)
        for item in flow.frame.items
        if isinstance(item, TextItem) and item.paragraphs and item.paragraphs[0].text == "Ann"
    ]
    assert {name.size > 12 for name in names} == {large} and ("CIO" in texts_of(flows)) is large
    assert not list(faults(flows, SLIDE))


def test_a_decider_whom_nobody_covers_has_a_red_frame(tmp_path: Path) -> None:
    (frame,) = boxes(drawn(tmp_path, PROCESS, process(*STEPS)), "bad:10")
    assert frame.line == "bad"


def test_budget_steps_say_how_we_influence_them(tmp_path: Path) -> None:
    steps = "[{step: Needs, when: July, can_influence: yes, how: Workshops}, {step: Board, when: December, can_influence: no}]"
    texts = texts_of(drawn(tmp_path, BUDGET, f"profile: {{it: {{budget_process: {steps}}}}}\n"))
    assert {"July, done", "→\u00a0Workshops", "No influence"} <= set(texts)


def test_budget_steps_whose_months_are_over_are_light(tmp_path: Path) -> None:
    months = ("Juli", "", "August bis September", "Oktober", "30. November")
    steps = "".join(f"    - {{step: Step, when: '{each}', can_influence: yes}}\n" for each in months)
    block = BUDGET.replace("}", ", today: today}")
    flows = drawn(tmp_path, block, f"{TODAY}profile:\n  it:\n   budget_process:\n{steps}")
    assert len(boxes(flows, "primary:20")) == 3
    assert "today, 8\u00a0Oct\u00a02026" in texts_of(flows)


def test_both_processes_of_a_slide_have_texts_of_one_size(tmp_path: Path) -> None:
    long = "    - {step: A step whose name takes far more than two lines of a chevron that is one of six, date: 2027-02-19}\n"
    block = BUDGET.replace("}", ", beside: analysis.decision_steps}")
    short = "  it:\n    budget_process:\n" + "    - {step: Needs, when: July}\n" * 6
    sizes = {
        item.paragraphs[0].size
        for flow in drawn(tmp_path, block, f"{TODAY}profile:\n  decision_process:\n{long * 6}{short}")
        if isinstance(flow, Drawing)
        for item in flow.frame.items
        if isinstance(item, Box) and item.shape == "polygon" and item.paragraphs
    }
    assert sizes == {10}


@pytest.mark.parametrize("region", EVERY_REGION)
@pytest.mark.parametrize("count", [1, 7, 20])
def test_many_steps_with_long_words_fit_every_region(count: int, region: Region, tmp_path: Path) -> None:
    steps = [f"{{step: {LONG_WORD} {n}, people: [p1, p2, p3], criteria: {'words ' * 40}}}" for n in range(count)]
    flows = drawn(tmp_path, PROCESS, process(*steps), region)
    assert not list(faults(flows, region))
    names = [text for flow in flows for text in flow.texts if text.startswith(LONG_WORD[:4])]
    assert len(names) == count


# -- history -----------------------------------------------------------------------------------------------------

EVENTS = (
    "{date: 1996, event: Founded, kind: company}",
    "{date: 2017-05-18, event: Storage, kind: win}",
    "{date: 2019-11-22, event: Core servers, kind: loss}",
    "{date: 2026-08-28, event: Failover test, kind: milestone}",
    "{date: 2026-10-02, event: Network, kind: win}",
)


def history(*events: str) -> str:
    return f"{TODAY}profile:\n  history:\n" + "".join(f"    - {event}\n" for event in events)


def test_their_events_stand_above_the_axis_and_ours_below(tmp_path: Path) -> None:
    (drawing,) = (flow for flow in drawn(tmp_path, HISTORY, history(*EVENTS)) if isinstance(flow, Drawing))
    tops = {
        item.paragraphs[-1].text: item.y
        for item in drawing.frame.items
        if not isinstance(item, Line) and item.paragraphs
    }
    axis = next(item.y for item in drawing.frame.items if isinstance(item, Box) and item.fill == "grey1")
    assert tops["Founded"] < axis
    assert all(tops[each] > axis for each in ("Storage", "Core servers", "Failover test", "Network"))


def test_wins_and_losses_have_their_signs_and_are_counted(tmp_path: Path) -> None:
    texts = texts_of(drawn(tmp_path, HISTORY, history(*EVENTS)))
    assert "●\u00a0Win\u200218\u00a0May\u00a02017" in texts
    assert {"●\u00a0Win 2", "■\u00a0Loss 1"} <= set(texts)


def test_a_narrow_region_has_a_list(tmp_path: Path) -> None:
    flows = drawn(tmp_path, HISTORY, history(*EVENTS), COLUMN)
    assert flows == drawn(tmp_path, "timeline: {rows: profile.history}", history(*EVENTS), COLUMN)


@pytest.mark.parametrize(
    ("count", "words", "region"), crossed((1, 14, 60), ("words " * 30, "Event", LONG_WORD), EVERY_REGION)
)
def test_events_in_any_number_are_inside_the_drawing_and_overlap_nothing(
    count: int, words: str, region: Region, tmp_path: Path
) -> None:
    kinds = ("company", "win", "loss", "issue", "milestone", "contact")
    rows = [
        f"{{date: {1990 + n % 37}-0{n % 9 + 1}-1{n % 8}, event: {words} {n}, kind: {kinds[n % 6]}}}"
        for n in range(count)
    ]
    assert not list(faults(drawn(tmp_path, HISTORY, history(*rows), region), region))


def test_events_that_do_not_fit_are_counted_and_wins_and_losses_stay(tmp_path: Path) -> None:
    kinds = ("win", "loss", "milestone", "contact", "issue")
    rows = [
        f'{{date: {2020 + n // 3}-{1 + n % 3 * 4:02}-01, event: "Replace platform {n}", kind: {kinds[n % 5]}}}'
        for n in range(19)
    ]
    texts = [text.replace("\u00a0", " ") for text in texts_of(drawn(tmp_path, HISTORY, history(*rows)))]
    shown = [int(text.rsplit(" ", 1)[1]) for text in texts if text.startswith("Replace")]
    assert {number for number in range(19) if number % 5 < 2} < set(shown)
    assert f"{19 - len(shown)} earlier events are not shown" in texts


def test_one_step_does_not_fill_the_width_of_a_slide(tmp_path: Path) -> None:
    (drawing,) = (flow for flow in drawn(tmp_path, PROCESS, process("{step: Tender}")) if isinstance(flow, Drawing))
    (chevron,) = (item for item in drawing.frame.items if isinstance(item, Box) and item.shape == "polygon")
    assert chevron.width < SLIDE.width / 2


def test_the_words_of_an_event_never_need_more_lines_than_its_level_has(tmp_path: Path) -> None:
    events = (
        "2008, kind: win, event: 'Pilot the shop floor for 3,200 users'",
        "2025-01-04, kind: issue, event: 'Secure analytics before the audit'",
        "2023-04-09, kind: company, event: 'Automate the dealer portal without downtime at weekends'",
        "2026-03-19, kind: loss, event: 'Move the contract without downtime at weekends'",
        "2017, kind: loss, event: 'Outsource the dealer portal before the audit'",
        "2025-04-03, kind: win, event: 'Renew the order system in all eleven plants'",
        "2020-11-27, kind: win, event: 'Extend the plant network at 15 % lower cost'",
        "2024-09-03, kind: loss, event: 'Move identity management for 3,200 users'",
        "2026-05-27, kind: milestone, event: 'Automate the shop floor in all eleven plants'",
        "2024-06-14, kind: win, event: 'Consolidate the ERP migration within two quarters'",
        "2020-08-23, kind: win, event: 'Measure identity management without downtime at weekends'",
        "2017, kind: win, event: 'Outsource the order system within two quarters'",
    )
    rows = "".join(f"    - {{date: {event}}}\n" for event in events)
    flows = drawn(tmp_path, HISTORY, f"{TODAY}profile:\n  history:\n{rows}", Region(888, 360))
    assert list(faults(flows, Region(888, 360))) == []


def test_no_text_of_an_earlier_event_runs_into_the_last_years(tmp_path: Path) -> None:
    events = (
        "{date: 2012, event: The bank is listed and has branches in eight provinces, kind: company}",
        "{date: 2021-08-02, event: Our service desk opens for 640 branches, kind: milestone}",
        "{date: 2023-03-14, event: Four-hour storage outage; joint review closed it, kind: issue}",
        "{date: 2025-03-14, event: Network, kind: win}",
    )
    rows = "".join(f"    - {event}\n" for event in events)
    (drawing,) = drawn(tmp_path, HISTORY, f"{TODAY}profile:\n  history:\n{rows}")
    ground = next(item for item in drawing.frame.items if isinstance(item, Box) and item.fill == "grey4")
    labels = [item for item in drawing.frame.items if isinstance(item, TextItem) and len(item.paragraphs) == 2]
    assert len(labels) == 4
    assert all(each.x + each.width <= ground.x - 5.0 or each.x >= ground.x for each in labels)


def test_wins_and_losses_are_counted_from_the_year_of_the_first_one(tmp_path: Path) -> None:
    events = ("{date: 2012, event: Listed, kind: company}", "{date: 2017-05-18, event: Storage, kind: win}")
    rows = "".join(f"    - {event}\n" for event in (*events, "{date: 2026-09-10, event: Servers, kind: loss}"))
    texts = texts_of(drawn(tmp_path, HISTORY, f"{TODAY}profile:\n  history:\n{rows}"))
    assert texts[-3:] == ["Since 2017:", "●\u00a0Win 1", "■\u00a0Loss 1"]


def test_a_level_of_one_line_is_lower_than_one_of_two_lines(tmp_path: Path) -> None:
    events = [f"    - {{date: 2026-0{n}-20, event: Test {n} of the core, kind: milestone}}\n" for n in range(4, 10)]
    flows = drawn(tmp_path, HISTORY, f"{TODAY}profile:\n  history:\n{''.join(events)}", Region(888, 300))
    assert list(faults(flows, Region(888, 300))) == []
    labels = [
        item for flow in flows for item in flow.frame.items if isinstance(item, TextItem) and len(item.paragraphs) == 2
    ]
    assert {label.paragraphs[1].size for label in labels} == {14.0}
