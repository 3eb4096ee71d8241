"""`kamdeck changes` as text: sentences in two languages that agree with the JSON record and the deck."""

import json
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from pptx import Presentation
from pptx.oxml.ns import qn

from kamdeck.analysis.changes import Changes, changes
from kamdeck.analysis.changes.json_record import record
from kamdeck.analysis.decisions import NAMES
from kamdeck.change_note import note
from kamdeck.cli import main
from kamdeck.model.values import Text
from kamdeck.plan_io import Plan, load, loads
from kamdeck.problems import Problems
from kamdeck.text.no_break import NO_BREAK
from kamdeck.wording import Wording
from kamdeck.words import Words
from tests.example_decks import PLANS, rendered_review
from tests.words import change_sentence

OLD, NEW = PLANS / "archive" / "huaxing-bank-2026-Q3.yaml", PLANS / "huaxing-bank.yaml"
TOPICS = "What has changed", "People, actions and our standing", "All changes since last quarter"
"""What the slides that show changes are named after; the last two are in the backup of a long review."""
HEAD = "account: {id: acme, name: Acme}\nmoney: {currency: EUR, unit: million}\n"


@pytest.fixture(scope="module")
def bank() -> tuple[Changes, Plan]:
    new = load(NEW)
    return changes(load(OLD, with_previous=False), new), new


def note_on(old: str, new: str, language: str = "en") -> str:
    before, after = loads(f"period: 2026-Q3\n{HEAD}{old}"), loads(f"period: 2026-Q4\n{HEAD}{new}")
    return note(changes(before, after), after, Wording(language, Words(), after))


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        (
            "en",
            [
                "Huaxing Bank: what has changed from 2026-Q3 to 2026-Q4",
                "Q3 closed at CNY 96 m of 98 m; 1 deal won in Q3, CNY 6 m; 1 deal won in Q4, CNY 24 m; "
                "1 deal lost in Q3, CNY 14 m; weighted pipeline up CNY 14 m to CNY 152 m; 2 actions overdue.",
                "- Won in Q3: Card-centre storage expansion – CNY 6 m, on 24 Sep 2026",
                "- Won in Q4: Branch network upgrade – CNY 24 m, on 2 Oct 2026, planned for 18 Sep 2026",
                "- Moved up: Core server platform – CNY 120 m, Qualify → Propose, probability 25 % → 40 %",
                "- Slipped: Branch PC renewal – CNY 46 m, closes 11 Dec 2026, was 30 Sep 2026",
                "- Wu Tao has left – Head of Network, Data Centre",
                "- Peng Lei is colder – Neutral → Non-supporter",
                "- Overdue: Bring the five-year cost case to the CFO – by 8 days, Li Wei",
                "- Kept: Spare PCs in 20 main branches",
                "- We are rated higher in Service response – 4.2 → 4.5",
                "- Share of wallet: 31 %, up from 30 %",
            ],
        ),
        (
            "zh",
            [
                "华兴银行：2026年第三季度至2026年第四季度的变化",
                "三季度完成9,600万元，目标9,800万元；三季度赢单1个商机，600万元；四季度赢单1个商机，2,400万元；"
                "三季度丢单1个商机，1,400万元；加权商机增加1,400万元，达1.52亿元；逾期2项行动。",
                "- 四季度赢单：网点网络升级（2,400万元，2026年10月2日，原计划2026年9月18日）",
                "- 推迟：网点电脑更新（4,600万元，成交日由2026年9月30日改为2026年12月11日）",
                "- 吴涛离任（网络处处长，数据中心）",
                "- 服务响应：我方评分上升（4.2→4.5）",
            ],
        ),
    ],
)
def test_a_note_has_these_sentences(bank: tuple[Changes, Plan], language: str, lines: list[str]):
    found, plan = bank
    text = note(found, plan, Wording(language, Words(), plan)).replace("\u00a0", " ").splitlines()
    assert [line for line in lines if line not in text] == []


def test_note_record_and_deck_have_the_same_changes(bank: tuple[Changes, Plan]):
    found, plan = bank
    wording = Wording("en", Words(), plan)
    text, kept = note(found, plan, wording), record(found, plan)
    slides = [_texts(slide) for slide in Presentation(BytesIO(rendered_review("huaxing-bank", "en").blob)).slides]
    whole, deck = "\n".join(slides), "\n".join(slide for slide in slides if any(name in slide for name in TOPICS))
    for name, listed in found.lists.items():
        assert len(kept[name]) == len(listed)
        for change in listed:
            assert f"- {change_sentence(change, wording)}\n" in text
    for change in (*found.promises, *found.standing, *found.outcomes, *found.risks):
        assert change_sentence(change, wording).replace(NO_BREAK, " ") in deck.replace(NO_BREAK, " ")
    for named in (*(each.deal.name for each in found.deals), *(each.person.name for each in found.people)):
        assert wording.body(named) in deck
    for each in found.actions:
        assert wording.body(each.action.action) in (whole if each.kind in ("done", "new") else deck)
    assert f"Done: {len(found.actions_of('done'))}, new: {len(found.actions_of('new'))}" in deck
    for figure in found.key_figures:
        assert wording.names(wording.name(NAMES.get(figure.name, f"figure.{figure.name}"))) in deck


def _texts(slide: Any) -> str:
    paragraphs = ("".join(run.text or "" for run in each.iter(qn("a:t"))) for each in slide.element.iter(qn("a:p")))
    return "\n".join(paragraphs)


def test_a_record_is_json(bank: tuple[Changes, Plan]):
    kept = json.loads(json.dumps(record(*bank)))
    assert (kept["from"], kept["to"], kept["money"]) == ("2026-Q3", "2026-Q4", {"currency": "CNY", "unit": "million"})
    first = kept["deals"][0]
    assert (first["change"], first["id"], first["amount"], first["date"]) == ("won", "D8", 6, "2026-09-24")
    assert first["differences"][0] == {"field": "stage", "before": "propose", "after": "won"}
    assert {"figure": "share_of_wallet", "before": 0.3, "after": 0.31} in kept["figures"]


def test_a_note_states_if_nothing_has_changed():
    assert note_on("", "").endswith("Nothing has changed.\n")


def test_entries_that_cannot_be_compared_are_reported():
    text = note_on("deals: [{name: Core, stage: propose, amount: 3}]", "deals: [{name: 核心, stage: won}]")
    assert "Deals" not in text.split("Cannot be compared")[0]
    assert "1 before and 1 now are named in two languages and without ids; give both plans the same ids" in text


def test_two_currencies_are_reported():
    before, after = (
        loads(f"period: 2026-Q3\n{HEAD}deals: [{{id: a, amount: 3}}]"),
        loads("period: 2026-Q4\naccount: {id: acme, name: Acme}\ndeals: [{id: a, amount: 4}]"),
    )
    text = note(changes(before, after), after, Wording("en", Words(), after))
    assert "- Our money: the earlier plan counts in EUR, this one in no currency; no amount of ours is compared" in text


def test_a_person_whose_owner_has_left_us_has_a_new_owner():
    old = "team: [{id: li, name: Li}]\nprofile: {people: [{id: he, name: He, owner: li}]}"
    new = "team: [{id: wu, name: Wu}]\nprofile: {people: [{id: he, name: He, owner: wu}]}"
    assert "- He has a new owner – Wu after Li\n" in note_on(old, new)
    assert "- He has a new owner – nobody after Li\n" in note_on(old, new.replace(", owner: wu", ""))


def test_braces_in_a_plan_are_plain_text():
    assert "- New: {what} {0}" in note_on("", "deals: [{id: a, name: '{what} {0}', stage: propose}]")


def test_a_sentence_of_a_companys_own_terms_is_checked(bank: tuple[Changes, Plan]):
    names = {"change.deal_move.up": Text(plain="{who} moves")}
    with pytest.raises(
        Problems,
        match=r"the term 'change\.deal_move\.up' has the unknown placeholder {who}; it can have {what}",
    ):
        note(bank[0], bank[1], Wording("en", Words(names), bank[1]))


# -- the command ---------------------------------------------------------------------------------------------------


def run(*arguments: object):
    return CliRunner().invoke(main, ["changes", *map(str, arguments)])


def test_the_command_uses_the_plans_language_or_any_other():
    assert run(OLD, NEW).output.startswith("华兴银行")
    assert run(OLD, NEW, "--lang", "en").output.startswith("Huaxing Bank")


def test_the_command_writes_a_file(tmp_path: Path):
    done = run(OLD, NEW, "--format", "json", "-o", tmp_path / "new" / "changes.json")
    assert done.output == f"wrote  {tmp_path / 'new' / 'changes.json'}\n"
    assert json.loads((tmp_path / "new" / "changes.json").read_text("utf-8"))["account"]["id"] == "huaxing-bank"


def test_a_plan_is_never_overwritten_with_its_changes(tmp_path: Path):
    copy = tmp_path / "plan.yaml"
    copy.write_text(f"period: 2026-Q4\n{HEAD}", "utf-8")
    done = run(copy, copy, "-o", copy)
    assert (done.exit_code, copy.read_text("utf-8")) == (1, f"period: 2026-Q4\n{HEAD}")
    assert "is one of the two plans; write the changes to another file" in done.output
