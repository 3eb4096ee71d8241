"""Turns the verdicts of the rules into scores from 0 to 100: of each section, of each purpose, and of the whole plan.

A rule counts by its severity, a section by the mean of its rules, and the plan by the mean of its sections.
"""

from collections.abc import Iterable, Sequence

from kamdeck.analysis.quality.finding import Fault
from kamdeck.analysis.quality.rule import Area, Purpose, Rule
from kamdeck.analysis.quality.subject import PlanUnderReview
from kamdeck.dataclass import dataclass
from kamdeck.message import Message
from kamdeck.model.own_rules import RuleSettings
from kamdeck.model.paths import Where, path_of
from kamdeck.model.values import Text, Word

GREEN, AMBER = 85, 70


class Light(Word):
    """A score as a traffic light."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"

    @property
    def status(self) -> str:
        """The status by which documents choose its icon and colour."""
        return {Light.GREEN: "good", Light.AMBER: "warn", Light.RED: "bad"}[self]


def light_of(score: int) -> Light:
    """Green from 85, amber from 70."""
    return Light.GREEN if score >= GREEN else Light.AMBER if score >= AMBER else Light.RED


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault that a rule found; `gain` is how many of the 100 points of the plan's score fixing it would add."""

    rule: Rule
    where: Where
    what: Message
    gain: float

    @property
    def path(self) -> str:
        """The fact's path: "profile.people[3].owner"."""
        return path_of(self.where)


@dataclass(frozen=True, slots=True)
class AreaScore:
    """The score of one section or purpose, with its findings by gain, the greatest first."""

    of: Area | Purpose
    score: int
    findings: tuple[Finding, ...]

    @property
    def light(self) -> Light:
        """Green, amber or red."""
        return light_of(self.score)

    @property
    def first_fault(self) -> Message | None:
        """What the finding with the greatest gain has found; none without findings."""
        return self.findings[0].what if self.findings else None


@dataclass(frozen=True, slots=True)
class IgnoredRule:
    """A rule that the plan ignores: the reason that the plan gives, and how many faults the rule would find."""

    rule: Rule
    reason: Text
    count: int


@dataclass(frozen=True, slots=True)
class Quality:
    """The quality of a plan: scores from 0 to 100, findings by gain, the greatest first, and the rules it ignores."""

    score: int
    sections: tuple[AreaScore, ...]
    purposes: tuple[AreaScore, ...]
    findings: tuple[Finding, ...]
    ignored: tuple[IgnoredRule, ...]

    @property
    def light(self) -> Light:
        """Green, amber or red."""
        return light_of(self.score)

    @property
    def weakest(self) -> AreaScore:
        """The section with the lowest score, the first of several."""
        return min(self.sections, key=lambda section: section.score)


@dataclass(frozen=True, slots=True)
class RuleResult:
    """The outcome of a rule for a plan: its faults, and how many things it checked."""

    rule: Rule
    faults: tuple[Fault, ...]
    checked: int

    @property
    def mark(self) -> float:
        """1 without a fault, else half of the share of things in order, so that one fault among many shows."""
        return (1 - len(self.faults) / self.checked) / 2 if self.faults else 1.0


def rule_result(rule: Rule, review: PlanUnderReview) -> RuleResult:
    """Applies a rule to a plan and counts its verdicts."""
    verdicts = list(rule.check(review))
    return RuleResult(rule, tuple(verdict for verdict in verdicts if verdict is not None), len(verdicts))


def mean(results: Sequence[RuleResult]) -> float:
    """The mean of the rules' marks, weighted by severity, from 0 to 100; a rule that checked nothing does not count."""
    weights = sum(each.rule.severity.weight for each in results if each.checked)
    return 100 * sum(each.rule.severity.weight * each.mark for each in results if each.checked) / weights


def quality(review: PlanUnderReview, results: Sequence[RuleResult]) -> Quality:
    """The scores of a plan, and its findings with their gains."""
    reasons = {ignored.rule.upper(): ignored.reason for ignored in review.plan.ignore}
    counted = [each for each in results if each.checked and each.rule.id not in reasons]
    areas = {area: [each for each in counted if each.rule.area == area] for area in Area}
    # A section about which the plan says nothing has no score, and does not lower that of the plan.
    areas = {area: members for area, members in areas.items() if members}
    shares = _shares(areas, review.plan.deployment.rules)
    findings = [
        finding
        for area, members in areas.items()
        for each in members
        for finding in _findings(each, members, shares[area])
    ]
    ordered = tuple(sorted(findings, key=lambda finding: -finding.gain))
    sections = {area: mean(members) for area, members in areas.items()}
    return Quality(
        score=_whole(sum(score * shares[area] for area, score in sections.items())),
        sections=tuple(_section(area, score, ordered) for area, score in sections.items()),
        purposes=tuple(_purposes(counted, ordered)),
        findings=ordered,
        ignored=tuple(
            IgnoredRule(each.rule, reasons[each.rule.id], len(each.faults))
            for each in results
            if each.rule.id in reasons
        ),
    )


def _shares(areas: Iterable[Area], settings: RuleSettings) -> dict[Area, float]:
    """The part of each section's score in that of the plan: equal, unless the company weighs sections."""
    weights = {area: settings.weight(area.value) for area in areas}
    # A plan with only sections that the company does not count has their mean.
    weights = weights if any(weights.values()) else dict.fromkeys(weights, 1.0)
    return {area: weight / sum(weights.values()) for area, weight in weights.items()}


def _section(area: Area, score: float, findings: Iterable[Finding]) -> AreaScore:
    return AreaScore(area, _whole(score), tuple(finding for finding in findings if finding.rule.area == area))


def _purposes(results: Sequence[RuleResult], findings: Sequence[Finding]) -> Iterable[AreaScore]:
    for purpose in Purpose:
        serving = [each for each in results if purpose in each.rule.purposes]
        if serving:
            own = tuple(finding for finding in findings if purpose in finding.rule.purposes)
            yield AreaScore(purpose, _whole(mean(serving)), own)


def _findings(result: RuleResult, members: Sequence[RuleResult], share: float) -> Iterable[Finding]:
    """The findings of a rule; each has an equal part of the points that the rule takes off the plan's score.

    `members` are all rules of its section, `share` is the part of the section's score in that of the plan.
    """
    if not result.faults:
        return
    weight = result.rule.severity.weight / sum(each.rule.severity.weight for each in members)
    gain = 100 * weight * share * (1 - result.mark) / len(result.faults)
    for fault in result.faults:
        yield Finding(result.rule, fault.where, result.rule.message_of(fault), gain)


def _whole(score: float) -> int:
    """Rounded down, so that only a plan without findings has 100; 1e-9 makes up for floating-point errors."""
    return int(score + 1e-9)
