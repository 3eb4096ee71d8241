"""The company's own rules of `check`: written in YAML, run in the sandbox of layouts, weighed and switched off."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kamdeck.analysis.quality import Area, Purpose, Quality, Severity, quality_of
from kamdeck.cli import main
from kamdeck.compose.company_rules import company_rules
from kamdeck.languages import LANGUAGES
from kamdeck.model.rule_ids import PURPOSES, SECTIONS, SEVERITIES
from kamdeck.problems import Problems
from kamdeck.settings import settings_for
from tests.company.deployments import plan_with, problems_of_plan, written

OWN = "rules: {own: ours.yaml}\n"
RULES = """\
- id: X101
  for: deals | open
  when: not row.meddpicc.champion
  severity: high
  purposes: [coverage]
  title: {en: A deal without a champion, zh: 商机缺少拥护者}
  reason: {en: nobody speaks for us.}
  fix: {en: name the champion.}
- {id: X102, for: account, when: not row.sponsor, title: No sponsor}
- {id: X103, when: deals | open | length > 1, section: deals, title: Too many deals}
- {id: X104, for: figures.deals, when: row.weighted > 10, severity: low, title: A deal of weight}
"""
DEALS = """\
deals:
  - {id: a, name: Core, amount: 30, stage: propose, probability: 50 %}
  - {id: b, name: Branches, amount: 3, stage: qualify, meddpicc: {champion: Li}}
  - {id: c, name: Archive, amount: 3, stage: won}
"""


def checked(folder: Path, settings: str = OWN, rules: str = RULES, plan: str = DEALS) -> Quality:
    """The quality of a plan that is checked with rules of a company."""
    (folder / "ours.yaml").write_text(rules, "utf-8")
    found = plan_with(folder, settings, plan)
    return quality_of(found, own=company_rules(found.deployment))


def run(*arguments: str | Path) -> Result:
    """The result of `kamdeck check`."""
    return CliRunner().invoke(main, ["check", *map(str, arguments)], catch_exceptions=False)


def test_a_rule_finds_the_rows_for_which_it_is_true(tmp_path: Path):
    found = [(each.rule.id, each.path) for each in checked(tmp_path).findings if each.rule.id.startswith("X")]
    assert sorted(found) == [("X101", "deals[0]"), ("X102", "account"), ("X103", ""), ("X104", "deals[0]")]


def test_a_rule_counts_for_the_section_and_purposes_that_it_names(tmp_path: Path):
    rules = {each.rule.id: each.rule for each in checked(tmp_path).findings}
    assert (rules["X101"].area, rules["X102"].area, rules["X101"].purposes) == ("deals", "profile", ("coverage",))


def test_the_score_and_all_gains_together_are_100(tmp_path: Path):
    for settings in (OWN, "rules: {own: ours.yaml, weights: {deals: 3, profile: 0}, off: [K501, X103]}\n"):
        quality = checked(tmp_path, settings)
        exact = sum(each.gain for each in quality.findings)
        assert 0 <= 100 - exact - quality.score < 1


def test_weights_change_the_score_and_rules_can_be_switched_off(tmp_path: Path):
    usual = checked(tmp_path)
    deals = next(each.score for each in usual.sections if each.of == Area.DEALS)
    only = "{deals: 1, profile: 0, strategy: 0, competition: 0, actions: 0, resources: 0, wording: 0}"
    assert checked(tmp_path, f"rules: {{own: ours.yaml, weights: {only}}}\n").score == deals
    off = checked(tmp_path, "rules: {own: ours.yaml, off: [X101, K501]}\n")
    assert {"X101", "K501"}.isdisjoint(each.rule.id for each in off.findings)


def test_check_prints_the_texts_of_the_company(tmp_path: Path):
    (tmp_path / "ours.yaml").write_text(RULES, "utf-8")
    path = written(tmp_path, OWN, DEALS)
    done = run(path)
    assert "X101 A deal without a champion  (High" in done.output
    assert "acme.yaml:4:5: deals[0]: Core: A deal without a champion" in done.output
    assert "X101 商机缺少拥护者" in run(path, "--lang", "zh").output
    (found,) = [
        each
        for each in json.loads(run(path, "--format", "json").output)["plans"][0]["findings"]
        if each["rule"] == "X101"
    ]
    assert (found["severity"], found["why"], found["fix"]) == ("high", "Nobody speaks for us.", "name the champion.")


def test_explain_explains_a_rule_of_the_company(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "ours.yaml").write_text(RULES, "utf-8")
    written(tmp_path, OWN, DEALS)
    monkeypatch.chdir(tmp_path)
    assert run("--explain", "X101").output == (
        "X101 A deal without a champion (high; coverage)\n\n  nobody speaks for us.\n  Fix: name the champion.\n"
    )


def test_explain_says_a_title_once_where_a_rule_has_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "ours.yaml").write_text("- {id: X101, for: deals, when: not row.owner, title: No owner}\n", "utf-8")
    written(tmp_path, OWN, DEALS)
    monkeypatch.chdir(tmp_path)
    assert run("--explain", "X101").output == "X101 No owner (medium)\n"


def test_a_plan_can_ignore_a_rule_of_the_company(tmp_path: Path):
    quality = checked(tmp_path, plan=DEALS + "ignore: [{rule: X101, reason: New account}]\n")
    assert [(each.rule.id, each.count) for each in quality.ignored] == [("X101", 1)]
    (found,) = problems_of_plan(tmp_path, OWN, "ignore: [{rule: X999, reason: Why}]\n")
    assert "'X999' is not a rule of check" in found


@pytest.mark.parametrize(
    ("rule", "problem"),
    [
        ("- {id: X1, for: deals, when: row.stage ==, title: T}", "ours.yaml:1:30: 'row.stage ==': a bracket"),
        (
            "- {id: X1, for: deals | opne, when: row.id, title: T}",
            "ours.yaml:1:17: 'deals | opne': there is no filter 'opne'",
        ),
        ("- {id: X1, for: deals, when: row.id}", "ours.yaml:1:3: rules: a rule needs 'title'; add it"),
        (
            "- {id: X1, for: deals, wen: row.id, when: row.id, title: T}",
            "ours.yaml:1:24: rules: 'wen' is not a field of a rule; did you mean 'when'?",
        ),
        ("- {id: K204, for: deals, when: row.id, title: T}", "ours.yaml:1:8: rules: 'K204' cannot be the id of a rule"),
        (
            "- {id: X1, when: deals, severity: hgih, title: T}",
            "ours.yaml:1:35: rules: 'hgih' is not a severity; did you mean 'high'?",
        ),
        (
            "- {id: X1, when: deals, title: T}\n- {id: X1, when: deals, title: T}",
            "ours.yaml:2:3: rules: another rule has the id 'X1' already",
        ),
        ("id: X1", "ours.yaml:1:1: rules: expected rules, found a mapping"),
    ],
)
def test_a_broken_rule_is_a_problem_at_its_line(tmp_path: Path, rule: str, problem: str):
    (tmp_path / "ours.yaml").write_text(rule, "utf-8")
    with pytest.raises(Problems) as raised:
        settings_for([written(tmp_path, OWN, DEALS)])
    assert problem in str(raised.value).replace(f"{tmp_path}/", "")


@pytest.mark.parametrize(
    ("rule", "problem"),
    [
        (
            "- {id: X1, for: deals, when: row.championn, title: T}",
            "ours.yaml:1:30: 'row.championn': there is no 'championn' here",
        ),
        ("- {id: X1, for: 12, when: row, title: T}", "ours.yaml:1:17: 'for' must give a list"),
        ("- {id: X1, for: deals, when: row.__class__, title: T}", "cannot use the attribute '__class__'"),
        ("- {id: X1, for: deals, when: quality.score > 3, title: T}", "'quality' is not defined"),
    ],
)
def test_a_rule_that_fails_on_a_plan_is_a_problem_at_its_line(tmp_path: Path, rule: str, problem: str):
    (tmp_path / "ours.yaml").write_text(rule, "utf-8")
    done = run(written(tmp_path, OWN, DEALS))
    assert done.exit_code == 1
    assert problem in done.stderr.replace(f"{tmp_path}/", "")


@pytest.mark.parametrize(
    ("settings", "problem"),
    [
        (
            "rules: {of: [K501]}",
            "kamdeck.yaml:1:9: rules: 'of' is not a field of the settings of rules; did you mean 'off'?",
        ),
        ("rules: {off: [K999]}", "kamdeck.yaml:1:15: rules: 'K999' is not a rule of check"),
        (
            "rules: {weights: {dealz: 2}}",
            "kamdeck.yaml:1:19: rules: 'dealz' is not a field of the weights of sections; did you mean 'deals'?",
        ),
        ("rules: {weights: {deals: much}}", "kamdeck.yaml:1:26: rules: expected a weight like 2 or 0.5, found 'much'"),
        ("rules: {own: medic}", "kamdeck.yaml:1:14: rules: there is no file of rules 'medic'; did you mean 'meddic'?"),
    ],
)
def test_a_mistake_in_the_settings_is_told_at_its_line(tmp_path: Path, settings: str, problem: str):
    with pytest.raises(Problems) as raised:
        settings_for([written(tmp_path, settings, "")])
    assert problem in str(raised.value)


def test_the_meddic_pack_finds_what_a_deal_lacks(tmp_path: Path):
    plan = plan_with(tmp_path, "rules: {own: [meddic]}\n", DEALS)
    rules = company_rules(plan.deployment)
    found = {each.rule.id for each in quality_of(plan, own=rules).findings if each.path == "deals[0]"}
    assert {f"MEDDIC{number}" for number in range(1, 7)} <= found
    for own in plan.deployment.rules.own:
        assert all(text.languages == set(LANGUAGES) for text in (own.title, own.reason, own.fix)), own.id


def test_the_github_format_annotates_the_lines_of_plans(tmp_path: Path):
    (tmp_path / "ours.yaml").write_text(RULES.replace("A deal without a champion", '"50%: no, champion"'), "utf-8")
    path = written(tmp_path, OWN, DEALS)
    lines = run(path, "--format", "github").output.splitlines()
    assert (
        f"::error file={path},line=4,col=5,title=X101 50%25%3A no%2C champion::Core: 50%25: no, champion%0AFix: name the champion."
        in lines
    )
    assert any(line.startswith("::warning ") for line in lines) and any(line.startswith("::notice ") for line in lines)
    path.write_text("period: 2026-Q4\n", "utf-8")
    done = run(path, "--format", "github")
    assert done.output.startswith(f"::error file={path},line=1,col=1,title=kamdeck::account: this is missing")
    assert done.exit_code == 1


@pytest.mark.parametrize(("severity", "code"), [("high", 0), ("medium", 0), ("low", 1)])
def test_the_exit_code_depends_on_the_severity_of_findings(tmp_path: Path, severity: str, code: int):
    path = written(tmp_path, "language: en\n", DEALS)
    high = [
        each["rule"]
        for each in json.loads(run(path, "--format", "json").output)["plans"][0]["findings"]
        if each["severity"] != "low"
    ]
    assert high
    written(tmp_path, f"rules: {{off: [{', '.join(sorted(set(high)))}]}}\n", DEALS)
    done = run(path, "--fail-on", severity)
    assert done.exit_code == code
    assert ("findings of high or medium or low severity" in done.stderr) is bool(code)


def test_the_words_of_own_rules_are_those_of_kamdecks():
    assert tuple(Severity) == SEVERITIES
    assert tuple(Area) == SECTIONS
    assert tuple(Purpose) == PURPOSES
