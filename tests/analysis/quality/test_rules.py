"""Each rule finds its fault at the right place, and finds nothing in a plan without the fault."""

import re

import pytest

from kamdeck.analysis.quality import Area, Rule, quality_of
from kamdeck.analysis.quality.rules import RULES
from kamdeck.analysis.quality.score import RuleResult, rule_result
from kamdeck.analysis.quality.subject import PlanUnderReview
from kamdeck.catalog import catalog, pieces
from kamdeck.job import wording_of
from kamdeck.message import Message
from kamdeck.model.paths import path_of
from kamdeck.model.rule_ids import RULE_IDS
from kamdeck.plan_io import Plan, loads
from tests.analysis.quality.cases_sections_1_and_2 import CUSTOMER, Pair
from tests.analysis.quality.cases_sections_3_to_7 import OURS
from tests.example_decks import plan_of

CASES: dict[str, Pair] = {**CUSTOMER, **OURS}
BY_ID: dict[str, Rule] = {rule.id: rule for rule in RULES}
OTHER_CASES = {
    "K102": ("profile: {competitors: [{company: B}]}",),
    "K121": ("profile: {summary: a}",),
    "K202": ("strategy: {objectives: [{objective: a, value: 10, target_value: 5}]}",),
    "K125": ("profile: {people: [{id: a}, {id: b}, {id: c}, {id: d}, {id: e}]}",),
    "K126": (
        "profile: {summary: a}",
        "profile: {people: [{id: a}], decision_process: [{step: b, people: [a], criteria: c, date: 2026-11-01,"
        " can_influence: yes}]}",
    ),
    "K136": ("profile: {summary: a}",),
    "K108": ("profile: {summary: a}",),
    "K215": ("profile: {summary: a}",),
    "K225": ("profile: {people: [{id: a}]}\noutcomes: [{outcome: a, confirmed_by: a}]",),
    "K415": ("risks: [{risk: a, answer: b}]",),
    "K413": ("promises: [{text: c}]",),
    "K504": (
        "deals: [{id: d, stage: qualify}]",
        "deals: [{id: d, stage: qualify, next_step: a, due: 2026-09-30}]",
    ),
    "K522": (
        "targets: [{period: 2026-Q4, target: 10}]\ndeals: [{stage: qualify, amount: 5, close: 2026-12-01},"
        " {stage: qualify, amount: 2}]",
    ),
}
"""Plans with the faults of which a rule says something else than of its case in `CASES`."""
CHINESE = re.compile("[\u4e00-\u9fff]")


def read(lines: str) -> Plan:
    head = "period: 2026-Q4\n" + ("" if "account:" in lines else "account: {id: acme, name: Acme}\n")
    return loads(head + lines, with_previous=False)


def result_of(rule: Rule, lines: str) -> RuleResult:
    return rule_result(rule, PlanUnderReview(read(lines)))


def test_every_rule_has_a_plan_with_its_fault_and_one_without():
    assert set(CASES) == set(BY_ID) - {"K707", "K708", "K713", "K715", "K527"}


@pytest.mark.parametrize("name", CASES)
def test_a_rule_finds_its_fault_and_says_it_in_each_language(name: str):
    plan = read(CASES[name].fault)
    found = rule_result(BY_ID[name], PlanUnderReview(plan))
    assert path_of(found.faults[0].where) == CASES[name].path
    for language in ("en", "zh"):
        wording = wording_of(plan, language)
        for fault in found.faults:
            message = wording.say(fault.message(name))
            assert message
            assert "{" not in message
            assert bool(CHINESE.search(message)) == (language == "zh" or name == "K414")


@pytest.mark.parametrize("name", CASES)
def test_a_rule_finds_nothing_in_a_plan_without_its_fault(name: str):
    found = result_of(BY_ID[name], CASES[name].well)
    assert found.checked
    assert not found.faults


def test_every_rule_says_why_it_matters_and_what_to_do():
    for rule in RULES:
        for message in (rule.title, rule.why, rule.fix):
            assert not CHINESE.search(catalog("en").text(message.key) or ""), rule
            assert CHINESE.search(catalog("zh").text(message.key) or ""), rule
        assert rule.purposes, rule
        assert rule.id == f"K{rule.area.number}{rule.id[2:]}"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_rule_has_its_texts_and_there_are_no_others(language: str):
    keys = {key for key in catalog(language).entries if key.startswith("check.K")}
    texts = {message.key for rule in RULES for message in (rule.title, rule.why, rule.fix)}
    assert {key for key in keys if ".found" not in key} == texts
    assert {key.split(".")[1] for key in keys if ".found" in key} == set(BY_ID)


@pytest.mark.parametrize("start", ["check.", "warning."])
def test_both_languages_have_the_same_keys_and_values(start: str):
    def names(language: str) -> dict[str, set[str]]:
        entries = {key: entry for key, entry in catalog(language).entries.items() if key.startswith(start)}
        texts = {key: [entry] if isinstance(entry, str) else [*entry.values()] for key, entry in entries.items()}
        return {key: {name for text in each for name in own_values(text)} for key, each in texts.items()}

    def own_values(text: str) -> list[str]:
        return [name for _, name, _ in pieces(text) if name and not name.startswith("period.")]

    assert names("en") == names("zh")


def test_every_sentence_of_a_rule_is_said_of_some_plan():
    said = {
        fault.message(rule.id).key
        for name, rule in BY_ID.items()
        if name in CASES
        for lines in (CASES[name].fault, *OTHER_CASES.get(name, ()))
        for fault in result_of(rule, lines).faults
    }
    found = {key for key in catalog("en").entries if key.startswith("check.K") and ".found" in key}
    others = {"K527", "K707", "K708", "K713", "K715"}
    assert found - said == {f"check.{name}.found" for name in others}


def test_the_rules_are_in_the_order_of_their_ids():
    ids = [rule.id for rule in RULES]
    assert ids == sorted(set(ids))
    assert {rule.area for rule in RULES} == set(Area)


def test_every_term_of_a_finding_exists():
    plan = read("deals: [{id: a, stage: negotiate}]\nsupport: [{need: a}]\nprofile: {people: [{id: a}]}")
    wording = wording_of(plan, "en")
    values = [value for finding in quality_of(plan).findings for value in finding.what.values.values()]
    terms = [each for value in values for each in (value if isinstance(value, list) else [value])]
    names = {each.key for each in terms if isinstance(each, Message) and not each.values}
    assert len(names) > 20
    assert not [name for name in names if not wording.has(name)]


@pytest.mark.parametrize("plan", ["huaxing-bank", "meridian-motion", "qinghe-retail"])
def test_the_examples_have_no_disparaging_or_exaggerated_words(plan: str):
    found = {finding.rule.id for finding in quality_of(plan_of(plan)).findings}
    assert not found & {"K307", "K308", "K406", "K414", "K711", "K712", "K714", "K715"}


@pytest.mark.parametrize("word", ["rip-off", "Lousy!", "a joke,", "(useless)", "骗子"])
def test_a_bad_word_is_found_next_to_any_other_character(word: str):
    assert result_of(BY_ID["K307"], f"profile: {{summary: 'They are {word}'}}").faults


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Huaxing Holdings", "Huaxing Holding", True),
        ("法布里卡", "法布里卡有限公司", True),
        ("Contoso Ltd", "CONTOSO", True),
        ("Bank 1 of Jiangsu", "Bank 2 of Jiangsu", False),
        ("明泰银行", "金泰银行", False),
        ("Orbis", "Orbit", False),
    ],
)
def test_two_spellings_of_one_company_are_distinguished_from_two_companies(one: str, other: str, same: bool):
    found = result_of(BY_ID["K712"], f"competition: [{{company: {one}}}, {{company: {other}}}]").faults
    assert bool(found) == same


def test_a_plan_in_one_language_needs_no_translation():
    assert not result_of(BY_ID["K711"], "profile: {summary: A bank of many words in English}").checked


def test_the_plans_own_goal_of_pipeline_coverage_applies():
    lines = "targets: [{period: 2026-Q4, target: 10}]\ndeals: [{stage: qualify, amount: 15, close: 2026-12-01}]\n"
    assert result_of(BY_ID["K522"], lines).faults
    assert not result_of(BY_ID["K522"], lines + "goals: {pipeline_coverage: 1.5}").faults


@pytest.mark.parametrize(
    "words",
    [
        "海外行与境外行",
        "今天才确认",
        "三流合一",
        "垃圾分类",
        "不负责任何安装",
        "优势利用",
        "Garbage collection",
        "A jokester",
    ],
)
def test_harmless_words_are_not_reported(words: str):
    lines = people_and(words)
    assert not result_of(BY_ID["K307"], lines).faults
    assert not result_of(BY_ID["K308"], lines).faults


def people_and(words: str) -> str:
    return f"profile: {{people: [{{id: a, name: 周敏}}], summary: '周敏：{words}'}}"


@pytest.mark.parametrize(
    ("text", "unfinished"), [("待定", True), ("N/A", True), ("等待定标", False), ("流程待完善", False)]
)
def test_an_unfinished_text_is_distinguished_from_one_about_waiting(text: str, unfinished: bool):
    assert bool(result_of(BY_ID["K714"], f"profile: {{summary: {text}}}").faults) == unfinished


def test_the_model_lists_the_ids_of_all_rules():
    assert sorted(RULE_IDS) == sorted(rule.id for rule in RULES)
