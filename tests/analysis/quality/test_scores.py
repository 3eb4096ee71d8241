"""Scores from 0 to 100: means of the rules' marks, to which the gains of all findings add up."""

import pickle
from dataclasses import replace

import pytest

from kamdeck.analysis.quality import Area, Light, Quality, light_of, quality_of
from kamdeck.analysis.quality.rules import RULES
from kamdeck.analysis.quality.score import AMBER, GREEN, RuleResult, mean, rule_result
from kamdeck.analysis.quality.subject import PlanUnderReview
from kamdeck.plan_io import load, loads
from kamdeck.problems import Problems
from tests.example_decks import EXAMPLES, ROOT, plan_of

HEAD = "period: 2026-Q4\naccount: {id: acme, name: Acme}\n"
HALF = "actions: [{action: a, due: 2026-09-30}, {action: b, due: 2026-11-02}]\n"


def rule_of(name: str) -> RuleResult:
    """A rule's verdicts on two actions, one of which is overdue."""
    return rule_result(next(rule for rule in RULES if rule.id == name), PlanUnderReview(loads(HEAD + HALF)))


def test_a_rules_mark_is_one_or_half_of_the_share_in_order():
    found = rule_of("K404")
    assert (found.checked, len(found.faults), found.mark) == (2, 1, 0.25)
    assert replace(found, faults=()).mark == 1
    assert replace(found, faults=found.faults * 2).mark == 0


def test_a_score_weighs_rules_by_severity_and_ignores_those_that_checked_nothing():
    high, low, nothing = rule_of("K404"), rule_of("K405"), rule_of("K402")
    assert (high.rule.severity.weight, low.rule.severity.weight) == (3, 1)
    well = RuleResult(low.rule, (), 1)
    assert mean([high, well]) == pytest.approx(100 * (3 * 0.25 + 1) / 4)
    assert mean([high, well, RuleResult(nothing.rule, (), 0)]) == mean([high, well])


@pytest.mark.parametrize("name", [*EXAMPLES, "large", "empty"])
def test_the_score_and_all_gains_add_up_to_a_hundred(name: str):
    quality = quality_of(plan_of(name))
    assert 100 - sum(finding.gain for finding in quality.findings) == pytest.approx(quality.score, abs=1)
    assert 0 <= quality.score <= 100
    assert [finding.gain for finding in quality.findings] == sorted((f.gain for f in quality.findings), reverse=True)


def test_the_plans_score_is_the_mean_of_its_sections():
    quality = quality_of(plan_of("huaxing-bank"))
    assert quality.score == pytest.approx(sum(each.score for each in quality.sections) / len(quality.sections), abs=1)
    assert len(quality.sections) == 7
    assert len(quality.purposes) == 9


def test_lights_change_at_the_documented_scores():
    guide = (ROOT / "docs" / "check.md").read_text("utf-8")
    assert f"green from {GREEN}, amber from {AMBER}" in guide
    assert [light_of(score) for score in (GREEN, GREEN - 1, AMBER, AMBER - 1)] == [
        Light.GREEN,
        Light.AMBER,
        Light.AMBER,
        Light.RED,
    ]


def test_a_rich_plan_scores_high_and_a_sparse_one_low():
    scores = {name: quality_of(plan_of(name)) for name in (*EXAMPLES, "empty")}
    assert scores["huaxing-bank"].light == scores["meridian-motion"].light == Light.GREEN
    assert scores["qinghe-retail"].light == Light.RED
    assert scores["empty"].score < 30
    assert all(len(quality.findings) > 10 for quality in scores.values())


def test_fixing_a_finding_raises_the_score():
    before = quality_of(loads(HEAD + HALF))
    after = quality_of(loads(HEAD + HALF.replace("2026-09-30", "2026-11-02")))
    assert after.score > before.score


def test_equal_plans_have_equal_quality():
    one, other = quality_of(plan_of("qinghe-retail")), quality_of(load(ROOT / "plans" / "qinghe-retail.yaml"))
    assert one == other
    assert isinstance(one, Quality)


def test_quality_can_be_sent_from_another_process():
    one = quality_of(plan_of("huaxing-bank"))
    assert pickle.loads(pickle.dumps(one)) == one


def test_an_ignored_rule_does_not_count_and_is_listed():
    lines = HEAD + HALF
    plain = quality_of(loads(lines))
    quality = quality_of(loads(lines + "ignore: [{rule: K404, reason: Agreed in the review}]"))
    assert "K404" in {finding.rule.id for finding in plain.findings}
    assert "K404" not in {finding.rule.id for finding in quality.findings}
    assert [(each.rule.id, str(each.reason), each.count) for each in quality.ignored] == [
        ("K404", "Agreed in the review", 1)
    ]
    actions, plain_actions = (
        next(section.score for section in each.sections if section.of == Area.ACTIONS) for each in (quality, plain)
    )
    assert actions > plain_actions


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ("{rule: K044, reason: a}", "plan.yaml:3:17: ignore[0].rule: 'K044' is not a rule of check; did you mean 'K"),
        ("{rule: deals, reason: a}", "'deals' is not a rule of check; docs/rules.md lists them"),
        ("{rule: K404}", "ignore[0].reason: this is missing; add it"),
        ("{reason: a}", "ignore[0].rule: this is missing; add it"),
    ],
)
def test_what_cannot_be_ignored_is_a_problem(entry: str, message: str):
    with pytest.raises(Problems) as raised:
        loads(f"{HEAD}ignore: [{entry}]")
    assert message in str(raised.value)
