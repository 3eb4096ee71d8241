"""`kamdeck check`: its output as text and JSON, and its exit codes."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from kamdeck.analysis.quality import quality_of
from kamdeck.analysis.quality.rules import RULES
from kamdeck.cli import main
from kamdeck.job import Rendering
from kamdeck.message import Message
from kamdeck.render import render
from kamdeck.subject_protocol import NO_SUBJECT
from kamdeck.wording import Wording
from kamdeck.words import Words
from tests.deck_reader import Deck
from tests.example_decks import EXAMPLES, PLANS, plan_of

THIN, RICH = PLANS / "qinghe-retail.yaml", PLANS / "huaxing-bank.yaml"
PLACE = re.compile(r"^    \S+huaxing-bank\.yaml:\d+:\d+: \S+: \S", re.MULTILINE)
CHINESE = re.compile("[\u4e00-\u9fff]")


def run(*arguments: object) -> Result:
    result = CliRunner().invoke(main, ["check", *(str(each) for each in arguments)])
    assert result.exception is None or isinstance(result.exception, SystemExit), repr(result.exception)
    assert "Traceback" not in result.output
    return result


def text(message: Message, language: str) -> str:
    return Wording(language, Words(), NO_SUBJECT).phrase(message)


def answers(*arguments: object) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(run(*arguments, "--format", "json").stdout)["plans"]
    return found


def test_every_finding_is_printed_with_place_reason_and_fix():
    done, quality = run(RICH, "--lang", "en"), quality_of(plan_of("huaxing-bank"))
    assert done.exit_code == 0
    assert len(PLACE.findall(done.stdout)) == len(quality.findings)
    for rule in {finding.rule for finding in quality.findings}:
        assert f"  {rule.id} {text(rule.title, 'en')}" in done.stdout
        assert f"    Why: {text(rule.why, 'en')}" in done.stdout
        assert f"    Fix: {text(rule.fix, 'en')}" in done.stdout
    assert f"Score: {quality.score} / 100, Good; {len(quality.findings)} findings" in done.stdout


def test_findings_are_listed_under_their_sections_and_the_score_comes_last():
    lines = run(RICH, "--lang", "en").stdout.splitlines()
    heads = [line for line in lines if re.search(r"[█░]{20} +\d+ \S+ +[1-7] ", line)]
    assert len(heads) == 7
    assert lines.index(heads[3]) < next(number for number, line in enumerate(lines) if "  K404" in line)
    assert "The nine purposes of the plan" in lines
    assert lines[-1].startswith("Score: ")


def test_the_output_is_in_the_plans_language_or_the_requested_one():
    assert "得分：" in run(THIN).stdout
    assert "缺少" in run(RICH).stdout or "没有" in run(RICH).stdout
    english = run(PLANS / "meridian-motion.yaml").stdout
    assert not CHINESE.search(english)


def test_many_findings_of_one_rule_are_counted_in_the_text_and_listed_in_the_json(tmp_path: Path):
    people = ", ".join(f"{{id: p{n}, role: approver}}" for n in range(14))
    plan = tmp_path / "plan.yaml"
    plan.write_text(f"period: 2026-Q4\naccount: {{id: a, name: A}}\nprofile: {{people: [{people}]}}\n", "utf-8")
    assert "and 4 more" in run(plan).stdout
    assert sum(each["rule"] == "K204" for each in answers(plan)[0]["findings"]) == 14


def test_json_holds_places_and_scores():
    bank, retailer = answers(RICH, THIN, "--lang", "en")
    assert (bank["account"], retailer["account"]) == ("huaxing-bank", "qinghe-retail")
    assert bank["score"] == quality_of(plan_of("huaxing-bank")).score
    assert [len(bank["sections"]), len(bank["purposes"])] == [7, 9]
    found = next(each for each in bank["findings"] if each["rule"] == "K404")
    assert found["path"] == "actions[6].due"
    assert RICH.read_text("utf-8").splitlines()[found["line"] - 1][found["column"] - 1 :].startswith("due: 2026-09-30")
    assert all(each["what"] and each["why"] and each["fix"] and each["line"] for each in bank["findings"])


@pytest.mark.parametrize(("least", "code"), [(0, 0), (80, 0), (100, 1)])
def test_a_plan_under_the_least_score_fails(least: int, code: int):
    done = run(RICH, "--min-score", least)
    assert done.exit_code == code
    assert bool(done.stderr) == bool(code)


def test_one_low_plan_of_several_fails_and_is_named():
    done = run(RICH, THIN, "--min-score", 80)
    assert done.exit_code == 1
    assert f"qinghe-retail.yaml: the score {quality_of(plan_of('qinghe-retail')).score} is less than 80" in done.stderr
    assert "huaxing-bank" not in done.stderr


def test_the_problems_of_one_plan_do_not_stop_the_others(tmp_path: Path):
    broken = tmp_path / "broken.yaml"
    broken.write_text("period: 2026-Q5\naccount: {id: a, name: A}\n", "utf-8")
    done = run(broken, THIN)
    assert done.exit_code == 1
    assert "broken.yaml:1:9: period: expected a quarter" in done.stderr
    assert "得分：" in done.stdout
    first, second = answers(broken, THIN)
    assert first["problems"][0] | {"file": "", "message": ""} == {
        "path": "period",
        "line": 1,
        "column": 9,
        "file": "",
        "message": "",
    }
    assert second["score"]


def test_names_of_other_accounts_are_searched_for_if_a_folder_is_given(tmp_path: Path):
    plan = tmp_path / "plan.yaml"
    plan.write_text("period: 2026-Q4\naccount: {id: a, name: A}\nprofile: {summary: 如华兴银行所言}\n", "utf-8")
    assert "K713" not in run(plan).stdout
    assert "华兴银行" in run(plan, "--accounts", PLANS, "--lang", "en").stdout


def test_a_folder_without_accounts_is_a_problem():
    done = run(THIN, "--accounts", "nowhere")
    assert done.exit_code == 1
    assert "there is no folder 'nowhere'" in done.stderr


def test_every_rule_is_explained_in_both_languages():
    for rule in RULES:
        output = run("--explain", rule.id.lower()).stdout
        assert all(text(each, "en") in output for each in (rule.title, rule.why, rule.fix)), rule
        output = run("--explain", rule.id, "--lang", "zh").stdout
        assert all(text(each, "zh") in output for each in (rule.title, rule.why, rule.fix)), rule


def test_an_unknown_rule_is_wrong_usage_with_a_suggestion():
    done = run("--explain", "K2O4")
    assert done.exit_code == 2
    assert re.search(r"'K2O4' is not a rule of check; did you mean 'K\d{3}'\?", done.stderr)


def test_no_plan_and_no_rule_is_wrong_usage():
    assert run().exit_code == 2
    assert run(THIN, "--min-score", "101").exit_code == 2


def test_ignored_rules_are_reported_with_their_reasons(tmp_path: Path):
    plan = tmp_path / "plan.yaml"
    lines = "period: 2026-Q4\naccount: {id: a, name: A}\nignore: [{rule: K705, reason: A new account}]\n"
    plan.write_text(lines, "utf-8")
    assert "K705 1 finding: A new account" in run(plan).stdout
    assert answers(plan)[0]["ignored"] == [{"rule": "K705", "reason": "A new account", "findings": 1}]


@pytest.mark.parametrize("language", ["en", "zh", pytest.param("zh+en", marks=pytest.mark.long)])
@pytest.mark.parametrize(
    "name", ["qinghe-retail", *(pytest.param(each, marks=pytest.mark.long) for each in EXAMPLES[:2])]
)
def test_the_score_is_in_the_teams_copy(name: str, language: str):
    quality = quality_of(plan_of(name))
    titles = [slide.title for slide in Deck(render(plan_of(name), Rendering(language, layout="team")).blob).slides]
    sentence = (
        f"The plan scores {quality.score} of 100" if language == "en" else f"计划质量{quality.score}分（满分100）"
    )
    assert any(sentence in title for title in titles)
    green = sum(each.light == "green" for each in quality.purposes)
    served = f"九项目的中{green}项达到" if green else "九项目的均未达到"
    number = f"{green} of" if green else "None of the"
    assert any(f"{number} 9 purposes" in title or served in title for title in titles)


def test_a_plan_that_cannot_be_read_does_not_stop_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    good, broken, other = (tmp_path / f"{name}.yaml" for name in ("good", "broken", "other"))
    good.write_text("period: 2026-Q4\naccount: {id: good, name: Good}\n", "utf-8")
    broken.write_bytes(b"period: 2026-Q4\naccount: {id: bad, name: B\xfcro}\n")
    other.mkdir()
    done = CliRunner().invoke(main, ["check", "gone.yaml", "broken.yaml", "good.yaml", "other.yaml", "--accounts", "."])
    assert done.exit_code == 1
    assert "Good" in done.stdout
    assert "gone.yaml:1:1: there is no such file" in done.stderr
    assert "broken.yaml:2:27: this file is not UTF-8" in done.stderr
    assert "other.yaml:1:1: this folder has no plan" in done.stderr


def test_a_plan_that_causes_a_bug_in_check_does_not_stop_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    from kamdeck.cli import check

    for name in ("one", "two"):
        (tmp_path / f"{name}.yaml").write_text(
            f"period: 2026-Q4\naccount: {{id: {name}, name: Name-{name}}}\n", "utf-8"
        )
    load = check.load
    monkeypatch.setattr(check, "load", lambda path: 1 / 0 if path.stem == "one" else load(path))
    done = CliRunner().invoke(main, ["check", str(tmp_path / "one.yaml"), str(tmp_path / "two.yaml")])
    assert done.exit_code == 1
    assert "one.yaml:1:1: This is a bug in kamdeck" in done.stderr
    assert "Name-two" in done.stdout
