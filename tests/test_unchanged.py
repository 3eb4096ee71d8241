"""A plan compared with itself has no changes, in any kind of file, and its deck has no slide on changes."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from kamdeck.analysis.changes import changes
from kamdeck.change_note import note
from kamdeck.job import Rendering
from kamdeck.plan_io import Plan, load, loads
from kamdeck.plan_io.save import save
from kamdeck.plan_io.yaml_writer import as_yaml
from kamdeck.render import review
from kamdeck.wording import Wording
from kamdeck.words import Words
from tests.choices import in_ci
from tests.example_decks import PLANS
from tests.plan_strategies import plans

EXAMPLES = ("huaxing-bank", "archive/huaxing-bank-2026-Q3", "meridian-motion", "qinghe-retail")
HEAD = "period: 2026-Q4\nreview_date: 2026-11-16\naccount: {id: acme, name: Acme}\n"
LATE = """\
vendor: {offerings: [{id: B, name: Servers}]}
deals:
  - {id: a, stage: won, close: 2026-09-30}
  - {id: b, stage: lost, close: 2026-10-02}
  - {stage: won, close: 2026-08-02, amount: 3}
  - {amount: 3}
  - {name: Twice, amount: 3}
  - {name: Twice, amount: 4}
actions:
  - {id: x, action: Overdue, due: 2026-10-30, status: doing}
  - {id: y, action: Due soon, due: 2026-11-20}
  - {action: Open, due: 2027-01-20}
  - {due: 2026-10-01}
  - {id: z, action: Done, status: done}
promises: [{text: Overdue, due: 2026-10-30}, {text: Kept, status: kept}, {due: 2026-10-30}]
profile: {people: [{title: CIO}, {title: CIO}, {name: Wu}], satisfaction: [{ours: 3}, {criterion: Price, ours: 4}]}
competition: [{threat: high}, {company: Wingtip}, {company: Wingtip, threat: low}]
strategy: {whitespace: [{status: open}, {unit: A, offering: B, status: ours}]}
targets: [{period: 2026-Q3, target: 5, actual: 4}, {period: 2026-Q4, target: 5, forecast: 4}]
"""


def note_on(old: Plan, new: Plan, language: str = "en") -> str:
    return note(changes(old, new), new, Wording(language, Words(), new))


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("previous", [True, *in_ci([False])])
def test_an_example_has_not_changed_since_itself(name: str, previous: bool):
    plan = load(PLANS / f"{name}.yaml", with_previous=previous)
    again = load(PLANS / f"{name}.yaml", with_previous=False)
    assert not changes(plan, plan)
    assert not changes(again, plan)
    assert note_on(plan, plan).endswith("\n\nNothing has changed.\n")
    assert note_on(plan, plan, "zh").endswith("\n\n没有变化。\n")


@pytest.mark.long
@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("language", ["en", "zh", "zh+en"])
def test_an_example_has_not_changed_by_becoming_a_workbook(tmp_path: Path, name: str, language: str):
    plan, path = load(PLANS / f"{name}.yaml", with_previous=False), tmp_path / "plan.xlsx"
    path.write_bytes(save(plan, path, language))
    workbook = load(path, with_previous=False)
    assert not changes(plan, workbook)
    assert not changes(workbook, plan)


def test_late_closed_and_unnamed_entries_have_not_changed_either():
    plan = loads(HEAD + LATE)
    assert not changes(plan, loads(HEAD + LATE))


@given(plans())
def test_any_plan_has_not_changed_since_itself(mapping: dict[str, Any]):
    text = as_yaml(mapping).decode()
    assert not changes(loads(text), loads(text))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_deck_of_a_plan_that_has_not_changed_has_no_slide_on_changes(language: str):
    plan = loads(HEAD + LATE)
    plan._previous = loads(HEAD + LATE)
    titles = [slide.shapes.title.text for slide in review(plan, Rendering(language)).slides]
    without = [slide.shapes.title.text for slide in review(loads(HEAD + LATE), Rendering(language)).slides]
    assert titles == without


@pytest.mark.parametrize(
    ("now", "line"),
    [
        ("actions: [{id: x, action: Write, due: 2026-11-30, status: doing}]", "Due soon: Write – now due 30 Nov 2026, was 30 Oct 2026"),
        ("actions: [{id: x, action: Write, due: 2026-10-30, status: done}]", "Done: Write"),
        ("actions: []", "Dropped: Write"),
    ],
)  # fmt: skip
def test_changes_between_two_plans_of_one_day_are_shown(now: str, line: str):
    old, new = loads(HEAD + "actions: [{id: x, action: Write, due: 2026-10-30, status: doing}]"), loads(HEAD + now)
    assert f"- {line}\n" in note_on(old, new).replace("\u00a0", " ")


def test_an_entry_that_is_still_late_is_shown_a_week_later():
    line = "actions: [{id: x, action: Write, due: 2026-10-30}]\npromises: [{text: Speak, due: 2026-10-30}]\n"
    old, new = loads(HEAD + line), loads(HEAD.replace("11-16", "11-23") + line)
    assert "Overdue: Write – by 24 days" in note_on(old, new).replace("\u00a0", " ")
    assert "Overdue: Speak – by 24 days" in note_on(old, new).replace("\u00a0", " ")
