"""A plan rolled forward to its next quarter: what ended is removed, and no other byte is changed."""

import difflib
import json
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kamdeck.message import Message
from kamdeck.plan_io import load
from kamdeck.plan_io.rollforward import Rolled, moved, roll
from kamdeck.problems import Problems
from kamdeck.subject_protocol import NO_SUBJECT
from kamdeck.text.no_break import NO_BREAK
from kamdeck.wording import Wording
from kamdeck.words import Words
from tests.example_decks import PLANS

HEAD = "period: 2026-Q4\naccount: {id: acme, name: Acme}\n"


def rolled(path: Path, text: str | None = None) -> Rolled:
    if text is not None:
        path.write_bytes(text.encode())
    return roll(load(path, with_previous=False), path.parent / "archive" / path.name, path)


def removed(done: Rolled) -> dict[str, list[str]]:
    """What was removed, as texts."""
    return {key: list(map(str, entries)) for key, entries in done.removed.items()}


def said(message: Message) -> str:
    """What a message says in English."""
    return Wording("en", Words(), NO_SUBJECT).phrase(message).replace(NO_BREAK, " ")


def text_of(path: Path, text: str) -> str:
    return rolled(path, text).files[path]


def lines_of(path: Path, lines: str, head: str = HEAD) -> str:
    """The lines of the next quarter's plan below its header, which is checked."""
    found = text_of(path, head + dedent(lines))
    start = head.replace("2026-Q4\n", "2027-Q1\nprevious: archive/plan.yaml\n")
    assert found.startswith(start), found
    return found.removeprefix(start)


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return tmp_path / "plan.yaml"


@pytest.mark.parametrize("name", ["huaxing-bank", "meridian-motion", "qinghe-retail"])
def test_a_rolled_example_keeps_every_line_that_does_not_refer_to_an_ended_entry(name: str):
    path = PLANS / f"{name}.yaml"
    old = path.read_text("utf-8")
    done = rolled(path)
    changes = [
        line for line in difflib.ndiff(old.splitlines(True), done.files[path].splitlines(True)) if line[0] == "+"
    ]
    dated = ("period:", "review_date:", "previous:", "status: draft")
    assert changes[0] == "+ period: 2027-Q1\n"
    for change in changes:
        shortened = ("actions: [", "delivered}", "demand: {", "decisions: []", "decision_process: []", "options: []")
        assert change[2:].startswith(dated) or any(each in change for each in shortened), change


def test_removed_entries_are_listed():
    done = rolled(PLANS / "huaxing-bank.yaml")
    assert removed(done)["decisions"][1].startswith("Fund the core-platform proof of concept")
    assert {key: names for key, names in removed(done).items() if key != "decisions"} == {
        "deals": ["D7", "D8", "D9"],
        "actions": ["A1", "A2", "A3", "A4", "A5", "A6"],
        "steps": ["Business case", "Technical evaluation", "Tender"],
        "options": ["Solution architects"],
        "demand": ["2026-10", "2026-11", "2026-12"],
    }
    assert said(done.questions[0]) == "`targets`: what did 2026-Q4 close at? Its actual is 24"
    assert [str(question.values["name"]) for question in done.questions[1:]] == [
        "Availability of the branch systems",
        "Time to close a fault in a branch",
        "Failover between the two sites",
        "Start-up of a counter PC",
    ]
    assert (done.period, done.review_date, done.draft, done.kept) == ("2027-Q1", "2027-01-08", True, [])


# -- byte by byte --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("deals:\n  - {id: a, stage: won}\n  - {id: b}\n", "deals:\n  - {id: b}\n"),
        ("deals:\n  - {id: a}\n  - {id: b, stage: lost}\n", "deals:\n  - {id: a}\n"),
        ("deals:   # ours\n  - {id: a, stage: won}\nstatus:  draft\n", "deals: []   # ours\nstatus:  draft\n"),
        ("deals: [{id: a, stage: won},  {id: b}, {id: c}]  # x\n", "deals: [{id: b}, {id: c}]  # x\n"),
        ("deals: [{id: a}, {id: b, stage: won}]\n", "deals: [{id: a}]\n"),
        ("deals: [{id: a, stage: won}]\n", "deals: []\n"),
        ("deals: [\n  {id: a},  # one\n  {id: b, stage: won},  # two\n]\n", "deals: [\n  {id: a},  # one\n]\n"),
        ("deals: [\n  {id: a},  # one\n  {id: b, stage: won}  # two\n]\n", "deals: [\n  {id: a}  # one\n]\n"),
        ("deals:\n- id: a\n  stage: won\n- id: b\n", "deals:\n- id: b\n"),
        ("deals:\n  -   # first\n    id: a\n    stage: won\n  - id: b", "deals:\n  - id: b"),
        ("deals:\n  - id: a\n    stage: won", "deals: []\n"),
        ("deals:\n  - id: a\n\n  - id: b\n    stage: won\n\n  - id: c\n\nteam: []\n", "deals:\n  - id: a\n\n  - id: c\n\nteam: []\n"),
        ("deals:\n  - id: a\n\n  - id: b\n    stage: won\n\nteam: []\n", "deals:\n  - id: a\n\nteam: []\n"),
        ("deals:\n  - id: a\n    stage: won\n\n  - id: b\n", "deals:\n\n  - id: b\n"),
    ],
)  # fmt: skip
def test_an_entry_is_removed_with_its_lines_and_nothing_else(plan: Path, before: str, after: str):
    assert lines_of(plan, before) == after


def test_a_comment_is_removed_with_its_entry(plan: Path):
    before = """\
        deals:
          # all of them
          - id: a   # first
            stage: won
            # what a won
          # on b
          - id: b
            # b goes on
          # on c
          - {id: c, stage: lost}

          # a group of its own

          # on d
          - {id: d}   # last
        # the end
        """
    after = """\
        deals:
          # all of them
          # on b
          - id: b
            # b goes on
          # a group of its own

          # on d
          - {id: d}   # last
        # the end
        """
    assert lines_of(plan, before) == dedent(after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("- {id: x, deal: a, action: y}", "- {id: x, action: y}"),
        ("- {deal: a, id: x}", "- {id: x}"),
        ("- {id: x, deal: a}", "- {id: x}"),
        ("- {id: x,\n     deal: a}", "- {id: x}"),
        ("- id: x\n    deal: a  # gone\n    action: y", "- id: x\n    action: y"),
        ("- deal: a\n    id: x", "- id: x"),
        ("- deal: a", "- {}"),
        ("- {id: x, deal: b}", "- {id: x, deal: b}"),
    ],
)
def test_references_to_an_ended_deal_are_removed(plan: Path, before: str, after: str):
    deals = "deals:\n  - {id: a, stage: won}\n  - {id: b}\n"
    assert lines_of(plan, f"actions:\n  {before}\n{deals}") == f"actions:\n  {after}\ndeals:\n  - {{id: b}}\n"


def test_ended_entries_are_removed_from_lists_of_references(plan: Path):
    before = """\
        profile: {people: [{id: p}]}
        strategy:
          coverage:
            - {person: p, deals: [a, b], actions: [x]}
            - person: p
              deals:
                - a
                - b
              actions: [ x, y ]
        support: [{need: n, action: x}]
        deals: [{id: a, stage: lost}, {id: b}]
        actions: [{id: x, status: dropped}, {id: y}]
        """
    after = """\
        profile: {people: [{id: p}]}
        strategy:
          coverage:
            - {person: p, deals: [b], actions: []}
            - person: p
              deals:
                - b
              actions: [ y ]
        support: [{need: n}]
        deals: [{id: b}]
        actions: [{id: y}]
        """
    assert lines_of(plan, before) == dedent(after)


# -- what lies in the quarter that ended ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("decisions:\n  - {ask: a, due: 2026-12-31}\n  - {ask: b, due: 2027-01-01}\n", "decisions:\n  - {ask: b, due: 2027-01-01}\n"),
        ("decisions: [{ask: a, due: 2026-10-23}]  # asked\n", "decisions: []  # asked\n"),
        ("decisions: [{ask: a}]\n", "decisions: [{ask: a}]\n"),
        ("decisions: []\n", "decisions: []\n"),
        ("decisions:\n", "decisions:\n"),
        (
            "profile:\n  decision_process:\n    - step: a\n      date: 2026-12-10\n    # the board\n    - step: b\n      date: 2027-02-01\n    - {step: c}\n",
            "profile:\n  decision_process:\n    # the board\n    - step: b\n      date: 2027-02-01\n    - {step: c}\n",
        ),
        ("profile: {decision_process: [{step: a, date: 2026-01-10}]}\n", "profile: {decision_process: []}\n"),
        ("resources: [{role: a, demand: {2026-11: 3, 2026-12: 4, 2027-01: 5}}]\n", "resources: [{role: a, demand: {2027-01: 5}}]\n"),
        ("resources: [{role: a, demand: {2027-01: 5, 2026-12: 4}}]\n", "resources: [{role: a, demand: {2027-01: 5}}]\n"),
        ("resources: [{role: a, demand: {2026-11: 3, 2026-12: 4}}]\n", "resources: [{role: a, demand: {}}]\n"),
        (
            "resources:\n  - role: a\n    demand:\n      2026-11: 3   # few\n      '2026-12': 4\n      2027-01: 5\n    capacity: 9\n",
            "resources:\n  - role: a\n    demand:\n      2027-01: 5\n    capacity: 9\n",
        ),
        ("resources:\n  - role: a\n    demand:\n      2026-11: 3\n      2026-12: 4\n", "resources:\n  - role: a\n    demand:\n      {}\n"),
    ],
)  # fmt: skip
def test_values_of_the_ended_quarter_are_removed(plan: Path, before: str, after: str):
    assert lines_of(plan, before) == after


def test_values_of_the_ended_quarter_are_removed_from_json_too(tmp_path: Path):
    before = {
        "period": "2026-Q4",
        "account": {"id": "acme", "name": "Acme"},
        "profile": {"decision_process": [{"step": "a", "date": "2026-12-10"}, {"step": "b"}]},
        "resources": [{"role": "a", "demand": {"2026-10": 1, "2027-02": 2}}],
        "decisions": [{"ask": {"zh": "批准", "en": "Approve"}, "due": "2026-12-10"}],
    }
    for shape in ({}, {"indent": 2}):
        path = tmp_path / "plan.json"
        done = rolled(path, json.dumps(before, ensure_ascii=False, **shape))
        found = json.loads(done.files[path])
        assert found["profile"] == {"decision_process": [{"step": "b"}]}
        assert (found["resources"], found["decisions"]) == ([{"role": "a", "demand": {"2027-02": 2}}], [])
        assert removed(done) == {
            "deals": [],
            "actions": [],
            "decisions": ["Approve"],
            "steps": ["a"],
            "demand": ["2026-10"],
        }
        assert done.removed["decisions"][0].get("zh") == "批准"


@pytest.mark.parametrize(
    ("lines", "asked"),
    [
        ("", []),
        ("targets: [{period: 2026-Q3, target: 3}]", []),
        ("targets: [{period: 2026-Q4, target: 3}]", ["`targets`: what did 2026-Q4 close at? It has no actual yet"]),
        ("targets: [{period: 2026-Q4, actual: 2.5}]", ["`targets`: what did 2026-Q4 close at? Its actual is 2.5"]),
        (
            "decisions: [{ask: Lend two servers}, {ask: Later, due: 2027-02-01}]",
            ["`decisions`: was Lend two servers made? It has no date and was kept"],
        ),
        (
            "actions: [{id: A1, status: done}, {id: A2}]\nrisks: [{risk: a, action: A1}, {risk: b, action: A2}, {risk: c}]",
            ["`risks`: is a over? Its action A1 has ended"],
        ),
        ("outcomes: [{outcome: a, measured: [{date: 2026-10-01, value: 1}]}]", []),
        ("outcomes: [{outcome: a}]", ["`outcomes`: what does a measure now? It has not been measured"]),
        (
            "outcomes: [{outcome: a, measured: [{date: 2026-09-30, value: 1}]}]",
            ["`outcomes`: what does a measure now? It was last measured on 30 Sep 2026"],
        ),
    ],
)
def test_values_that_only_a_person_can_give_are_asked_for(plan: Path, lines: str, asked: list[str]):
    assert [said(question) for question in rolled(plan, HEAD + lines + "\n").questions] == asked


@pytest.mark.parametrize(
    ("ahead", "kept"),
    [("2027-01: 3", False), ("2027-01: 5", True), ("2026-10: 2", False), ("2027-01: some", None)],
)
def test_the_options_for_an_overload_stay_while_it_lies_ahead(plan: Path, ahead: str, kept: bool | None):
    lines = "resources: [{{role: a, capacity: 4, demand: {{2026-12: 6, {}}}, options: [{{text: b}}]}}]\n"
    if kept is None:
        with pytest.raises(Problems):
            rolled(plan, HEAD + lines.format(ahead))
    else:
        found = rolled(plan, HEAD + lines.format(ahead))
        assert ("options: [{text: b}]" in found.files[plan]) == kept
        assert removed(found).get("options", []) == ([] if kept else ["a"])


def test_references_to_ended_actions_and_deals_are_removed_from_every_part(plan: Path):
    lines = (
        "actions: [{id: A1, status: done}]\n"
        "deals: [{id: D1, stage: won}]\n"
        "risks: [{risk: a, action: A1}]\n"
        "profile: {satisfaction: [{criterion: a, action: A1}]}\n"
        "strategy: {objectives: [{objective: a, deals: [D1], actions: [A1]}]}\n"
    )
    assert lines_of(plan, lines) == (
        "actions: []\n"
        "deals: []\n"
        "risks: [{risk: a}]\n"
        "profile: {satisfaction: [{criterion: a}]}\n"
        "strategy: {objectives: [{objective: a, deals: [], actions: []}]}\n"
    )


def test_values_of_the_ended_quarter_in_an_included_file_are_kept_and_reported(tmp_path: Path, plan: Path):
    shared = (
        "decisions: [{ask: Lend, due: 2026-10-23}]\nprofile: {decision_process: [{step: Board, date: 2026-12-10}]}\n"
    )
    (tmp_path / "shared.yaml").write_text(shared + "resources: [{role: a, demand: {2026-12: 3}}]\n", "utf-8")
    done = rolled(plan, HEAD + "include: shared.yaml\n")
    assert [said(each) for each in done.kept] == [
        "decision Lend, which is in an included file",
        "step Board of the decision process, which is in an included file",
        "demand of Dec 2026, which is in an included file",
    ]


def test_an_alias_of_a_value_of_the_ended_quarter_is_a_problem(plan: Path):
    lines = "decisions: [{ask: &a Lend, due: 2026-10-23}]\nnotes: {actions: *a}\n"
    with pytest.raises(Problems, match="this alias refers to '&a', which is removed in the next quarter"):
        rolled(plan, HEAD + lines)


def test_quotes_anchors_tabs_and_line_ends_are_kept(plan: Path):
    before = (
        "\ufeff# head\r\n'period' :  '2026-Q4'   # now\r\nreview_date: \"2026-11-30\"\r\nprevious:   old.yaml\r\n"
        "account: {id: acme,   name: &n 'Acme'}\r\nstatus: 'approved'\r\nclassification: *n\r\n"
        'deals:\r\n  - {id: b,\tname: "B"}\r\n'
    )
    after = (
        "\ufeff# head\r\n'period' :  '2027-Q1'   # now\r\nreview_date: \"2027-02-28\"\r\nprevious:   archive/plan.yaml\r\n"
        "account: {id: acme,   name: &n 'Acme'}\r\nstatus: 'draft'\r\nclassification: *n\r\n"
        'deals:\r\n  - {id: b,\tname: "B"}\r\n'
    )
    assert text_of(plan, before) == after


@pytest.mark.parametrize(
    ("head", "after"),
    [
        ("period: 2026-Q4", "period: 2027-Q1\nprevious: archive/plan.yaml"),
        ("previous:\nperiod: 2026-Q4", "previous: archive/plan.yaml\nperiod: 2027-Q1"),
        ("previous: ~\nperiod: 2026-Q4", "previous: archive/plan.yaml\nperiod: 2027-Q1"),
        ("review_date: 2026-12-31 #\nperiod: 2026-Q4", "review_date: 2027-03-31 #\nprevious: archive/plan.yaml\nperiod: 2027-Q1"),
    ],
)  # fmt: skip
def test_the_previous_plan_is_named_where_it_belongs(plan: Path, head: str, after: str):
    account = "account: {id: acme, name: Acme}\n"
    assert text_of(plan, account + head) == account + after


def test_json_stays_json(tmp_path: Path):
    before = {
        "period": "2026-Q4",
        "account": {"id": "acme", "name": "Acme 😀"},
        "deals": [{"id": "a", "stage": "won"}, {"id": "b"}, {"id": "c", "stage": "lost"}],
        "actions": [{"id": "x", "deal": "c"}],
    }
    after = {
        "period": "2027-Q1",
        "previous": "archive/plan.json",
        "account": {"id": "acme", "name": "Acme 😀"},
        "deals": [{"id": "b"}],
        "actions": [{"id": "x"}],
    }
    path = tmp_path / "plan.json"
    for shape in ({}, {"indent": 2}, {"indent": "\t"}, {"separators": (",", ":")}):
        assert json.loads(text_of(path, json.dumps(before, **shape))) == after
    assert text_of(path, json.dumps(before, indent="\t")) == json.dumps(after, indent="\t").replace('"c"', '"c"')


# -- more than one file --------------------------------------------------------------------------------------------


def test_ended_entries_in_an_included_file_are_kept_and_reported(tmp_path: Path, plan: Path):
    (tmp_path / "shared.yaml").write_text("deals: [{id: a, stage: won}, {id: c}]", "utf-8")
    text = (
        HEAD + "include: shared.yaml\ndeals: [{id: a, amount: 3}, {id: b, stage: won}]\nactions: [{id: x, deal: a}]\n"
    )
    done = rolled(plan, text)
    assert "deals: [{id: a, amount: 3}]\nactions: [{id: x, deal: a}]" in done.files[plan]
    assert removed(done)["deals"] == ["b"]
    assert [said(each) for each in done.kept] == ["deal a, which is in an included file"]


def test_a_list_that_becomes_empty_does_not_hide_the_included_one(tmp_path: Path, plan: Path):
    (tmp_path / "shared.yaml").write_text("deals: [{id: a}]", "utf-8")
    done = rolled(plan, HEAD + "include: shared.yaml\ndeals: [{id: b, stage: won}]\nstatus: draft\n")
    assert done.files[plan].endswith("include: shared.yaml\nstatus: draft\n")


def test_every_file_of_a_folder_is_rolled_forward(tmp_path: Path):
    folder = tmp_path / "acme"
    folder.mkdir()
    (folder / "a.yaml").write_text(HEAD + "include: ../shared.yaml\n", "utf-8")
    (folder / "b.yaml").write_text("deals: [{id: a, stage: won}]\n# kept\n", "utf-8")
    (folder / "c.yaml").write_text("actions: [{id: x, deal: a}]\n", "utf-8")
    (tmp_path / "shared.yaml").write_text("team: [{id: li}]\n", "utf-8")
    plan = load(folder)
    done = roll(plan, folder / "archive" / "acme-2026-Q4", folder)
    assert done.files[folder / "b.yaml"] == "deals: []\n# kept\n"
    assert done.files[folder / "c.yaml"] == "actions: [{id: x}]\n"
    assert "previous: archive/acme-2026-Q4\n" in done.files[folder / "a.yaml"]
    kept = moved(plan, folder / "archive" / "acme-2026-Q4")
    assert "include: ../../../shared.yaml\n" in kept[folder / "archive" / "acme-2026-Q4" / "a.yaml"]


def test_the_paths_in_a_moved_plan_are_relative_to_its_new_folder(tmp_path: Path, plan: Path):
    (tmp_path / "shared.yaml").write_text("team: [{id: li}]\n", "utf-8")
    plan.write_text(HEAD + "include: ['shared.yaml']\nprevious: old/q3.yaml\n", "utf-8")
    (text,) = moved(load(plan, with_previous=False), tmp_path / "old" / "q4.yaml").values()
    assert text == HEAD + "include: ['../shared.yaml']\nprevious: q3.yaml\n"


# -- what cannot be done -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ("deals:\n  - &a {id: a, stage: won}\n  - <<: *a\n    id: b\n    stage: qualify\n", r"plan\.yaml:5:9: this alias refers to '&a', which is removed in the next quarter; replace"),
        ("prepared_by: ~\ntargets: [{period: *p}]\n", r"plan\.yaml:4:20: this alias refers to '&p', whose value changes in the next quarter; replace"),
    ],
)  # fmt: skip
def test_an_alias_of_a_changed_value_is_a_problem(plan: Path, lines: str, message: str):
    head = HEAD.replace("period: ", "period: &p ") if "*p" in lines else HEAD
    with pytest.raises(Problems, match=message):
        rolled(plan, head + lines)


# -- any plan ------------------------------------------------------------------------------------------------------

IDS = ("a", "b", "c", "d")


def mapping(kind: st.SearchStrategy[Any], **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.fixed_dictionaries({"id": kind}, optional=fields)


def some(entry: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.lists(entry, max_size=4, unique_by=lambda each: each["id"])


@st.composite
def plans(draw: st.DrawFn) -> dict[str, Any]:
    stage, status = st.sampled_from(["won", "lost", "propose"]), st.sampled_from(["done", "dropped", "open"])
    deals = draw(some(mapping(st.sampled_from(IDS), stage=stage, name=st.sampled_from(["é # x", "b: c", "表"]))))
    known = [deal["id"] for deal in deals]
    named = st.sampled_from(known) if known else st.nothing()
    fields = {"status": status, "action": st.sampled_from(["do, this", "[that]", "x"])}
    actions = draw(some(mapping(st.sampled_from(IDS), **fields, **({"deal": named} if known else {}))))
    coverage = [{"deals": draw(st.lists(named, max_size=3))}] if known and draw(st.booleans()) else []
    found = {"period": "2026-Q4", "account": {"id": "acme", "name": "Acme"}}
    return {**found, "deals": deals, "actions": actions, "strategy": {"coverage": coverage}}


def expected(plan: dict[str, Any]) -> dict[str, Any]:
    closed = {deal["id"] for deal in plan["deals"] if deal.get("stage") in ("won", "lost")}
    actions = [action for action in plan["actions"] if action.get("status") not in ("done", "dropped")]
    for action in actions:
        if action.get("deal") in closed:
            del action["deal"]
    coverage = [
        {"deals": [each for each in entry["deals"] if each not in closed]} for entry in plan["strategy"]["coverage"]
    ]
    deals = [deal for deal in plan["deals"] if deal["id"] not in closed]
    return {
        **plan,
        "period": "2027-Q1",
        "previous": "archive/p",
        "deals": deals,
        "actions": actions,
        "strategy": {"coverage": coverage},
    }


STYLES = st.sampled_from(
    [
        {"default_flow_style": False},
        {"default_flow_style": None},
        {"default_flow_style": True, "width": 20},
        {"default_flow_style": False, "indent": 6},
        {"default_flow_style": None, "width": 15},
        {"default_flow_style": False, "default_style": '"'},
    ]
)


@given(plans(), STYLES, st.sampled_from(["\n", "\r\n"]), st.booleans(), st.sampled_from(["yaml", "json"]))
def test_any_plan_in_any_yaml_style_loses_ended_entries_and_keeps_the_rest(
    tmp_path_factory: pytest.TempPathFactory,
    written: dict[str, Any],
    style: dict[str, Any],
    line: str,
    noted: bool,
    form: str,
):
    path = tmp_path_factory.getbasetemp() / f"any.{form}"
    if form == "json":
        text = json.dumps(written, indent=2 if noted else None)
    else:
        text = yaml.safe_dump(written, sort_keys=False, allow_unicode=True, line_break=line, **style)
        if noted:
            text = "".join(
                f"{each}  # note{end}" if each and not each.endswith("\\") else each + end for each, end in _lines(text)
            )
        if yaml.load(text, Loader=yaml.BaseLoader) != yaml.load(yaml.safe_dump(written), Loader=yaml.BaseLoader):
            return  # a note inside of a text that is folded
    path.write_bytes(text.encode())
    done = roll(load(path), path.parent / "archive" / "p", path)
    assert yaml.load(done.files[path], Loader=yaml.BaseLoader) == expected(written)
    if form == "json":
        json.loads(done.files[path])


def _lines(text: str) -> list[tuple[str, str]]:
    return [(each.rstrip("\r\n"), each[len(each.rstrip("\r\n")) :]) for each in text.splitlines(keepends=True)]
