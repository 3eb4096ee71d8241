"""The verdicts of the rules go in, scores come out: of each section, each purpose and the whole plan."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kamdeck.analysis.quality.finding import Fault, Phrase
from kamdeck.analysis.quality.rule import Area, Purpose, Rule
from kamdeck.analysis.quality.subject import PlanUnderReview
from kamdeck.model.paths import Where, path_of
from kamdeck.model.values import Text, Word

GREEN, AMBER = 85, 70


class Light(Word):
    """How a score is to be read."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"

    @property
    def status(self) -> str:
        """The sign that documents set for it."""
        return {Light.GREEN: "good", Light.AMBER: "warn", Light.RED: "bad"}[self]


def light_of(score: int) -> Light:
    """Green from 85, amber from 70."""
    return Light.GREEN if score >= GREEN else Light.AMBER if score >= AMBER else Light.RED


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule finds at a place of the plan; `gain` is what mending it adds to the plan's score, of 100."""

    rule: Rule
    where: Where
    what: Phrase
    gain: float

    @property
    def path(self) -> str:
        """The fact's path: "profile.people[3].owner"."""
        return path_of(self.where)


@dataclass(frozen=True, slots=True)
class AreaScore:
    """How well the plan stands in one section, or serves one purpose; the findings with the greatest gain first."""

    of: Area | Purpose
    score: int
    findings: tuple[Finding, ...]

    @property
    def light(self) -> Light:
        """Green, amber or red."""
        return light_of(self.score)


@dataclass(frozen=True, slots=True)
class Passed:
    """A rule that the plan tells to ignore: why, and how much it would find."""

    rule: Rule
    reason: Text
    count: int


@dataclass(frozen=True, slots=True)
class Quality:
    """How good a plan is: its score from 0 to 100, its sections', its purposes', and what was found."""

    score: int
    sections: tuple[AreaScore, ...]
    purposes: tuple[AreaScore, ...]
    findings: tuple[Finding, ...]
    ignored: tuple[Passed, ...]

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
    """What a rule said of a plan: its faults, and how many things it looked at."""

    rule: Rule
    faults: tuple[Fault, ...]
    looked: int

    @property
    def mark(self) -> float:
        """1 where all is well, else half of the share of things that are, so that one of many is not lost."""
        return (1 - len(self.faults) / self.looked) / 2 if self.faults else 1.0


def rule_result(rule: Rule, case: PlanUnderReview) -> RuleResult:
    """A rule's verdicts on a plan, counted."""
    verdicts = list(rule.check(case))
    return RuleResult(rule, tuple(verdict for verdict in verdicts if verdict is not None), len(verdicts))


def mean(tallies: Sequence[RuleResult]) -> float:
    """The weighted mean of the rules' marks, of 100; a rule that looked at nothing does not count."""
    weights = sum(each.rule.severity.weight for each in tallies if each.looked)
    return 100 * sum(each.rule.severity.weight * each.mark for each in tallies if each.looked) / weights


def quality(case: PlanUnderReview, tallies: Sequence[RuleResult]) -> Quality:
    """The scores of a plan, and its findings with what each of them costs."""
    reasons = {ignored.rule.upper(): ignored.reason for ignored in case.plan.ignore}
    counted = [each for each in tallies if each.looked and each.rule.id not in reasons]
    areas = {area: [each for each in counted if each.rule.area == area] for area in Area}
    areas = {area: members for area, members in areas.items() if members}
    findings = [
        finding for members in areas.values() for each in members for finding in _found(each, members, len(areas))
    ]
    ordered = tuple(sorted(findings, key=lambda finding: -finding.gain))
    sections = {area: mean(members) for area, members in areas.items()}
    return Quality(
        score=_whole(sum(sections.values()) / len(sections)) if sections else 0,
        sections=tuple(_section(area, score, ordered) for area, score in sections.items()),
        purposes=tuple(_purposes(counted, ordered)),
        findings=ordered,
        ignored=tuple(
            Passed(each.rule, reasons[each.rule.id], len(each.faults)) for each in tallies if each.rule.id in reasons
        ),
    )


def _section(area: Area, score: float, findings: Iterable[Finding]) -> AreaScore:
    return AreaScore(area, _whole(score), tuple(finding for finding in findings if finding.rule.area == area))


def _purposes(tallies: Sequence[RuleResult], findings: Sequence[Finding]) -> Iterable[AreaScore]:
    for purpose in Purpose:
        serving = [each for each in tallies if purpose in each.rule.purposes]
        if serving:
            own = tuple(finding for finding in findings if purpose in finding.rule.purposes)
            yield AreaScore(purpose, _whole(mean(serving)), own)


def _found(found: RuleResult, members: Sequence[RuleResult], sections: int) -> Iterable[Finding]:
    """The findings of a rule, each with its part of what the rule takes from the whole."""
    if not found.faults:
        return
    weight = found.rule.severity.weight / sum(each.rule.severity.weight for each in members)
    gain = 100 * weight / sections * (1 - found.mark) / len(found.faults)
    for fault in found.faults:
        yield Finding(found.rule, fault.where, fault.what, gain)


def _whole(score: float) -> int:
    """Rounded down, so that only a plan without a finding has 100; what is whole but for the machine stays whole."""
    return int(score + 1e-9)
