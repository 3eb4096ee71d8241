"""Formats the quality of a plan for `kamdeck check`: as a text, and as a mapping for JSON."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from kamdeck.analysis.quality import Area, AreaScore, Finding, Quality, Rule
from kamdeck.dataclass import dataclass
from kamdeck.message import Message
from kamdeck.plan_io import Plan
from kamdeck.text.no_break import NO_BREAK
from kamdeck.wording import Wording

BAR = 20
"""The length of a full bar, in characters."""
MOST_SHOWN = 10
"""The most findings of one rule in the text; the mapping has all of them."""


@dataclass(frozen=True)
class Checked:
    """A plan that was checked, with its quality and the wording for the report."""

    plan: Plan
    quality: Quality
    wording: Wording

    def text(self) -> str:
        """The report as a text: the sections with their findings, the purposes, and the total score."""
        return "\n".join(line.replace(NO_BREAK, " ") for line in self._lines())

    def mapping(self) -> dict[str, Any]:
        """The report as a mapping for JSON."""
        quality, text = self.quality, self._format
        return {
            "file": str(self.plan.file),
            "account": self.plan.account.id,
            "period": str(self.plan.period),
            "score": quality.score,
            "light": quality.light.value,
            "sections": [self._scored(section) for section in quality.sections],
            "purposes": [self._scored(purpose) for purpose in quality.purposes],
            "findings": [self._finding(finding) for finding in quality.findings],
            "ignored": [
                {"rule": each.rule.id, "reason": text(each.reason), "findings": each.count} for each in quality.ignored
            ],
        }

    def _format(self, value: Any) -> str:
        # No-break spaces are for documents; in a terminal, a search with ordinary spaces would not find such words.
        return self.wording.say(value).replace(NO_BREAK, " ")

    def _scored(self, score: AreaScore) -> dict[str, Any]:
        found = len(score.findings)
        return {
            "id": score.of.value,
            "name": self._format(score.of),
            "score": score.score,
            "light": score.light.value,
            "findings": found,
        }

    def _finding(self, finding: Finding) -> dict[str, Any]:
        rule, place = finding.rule, self.plan.place(finding.where)
        return {
            "rule": rule.id,
            "title": self._format(rule.title),
            "section": rule.area.value,
            "severity": rule.severity.value,
            "path": finding.path,
            "file": place.file if place else str(self.plan.file),
            "line": place.line if place else None,
            "column": place.column if place else None,
            "what": self._format(finding.what),
            "why": self._format(rule.why),
            "fix": self.wording.phrase(rule.fix).replace(NO_BREAK, " "),
            "gain": round(finding.gain, 3),
        }

    # -- the text ------------------------------------------------------------------------------------------------------

    def _lines(self) -> Iterator[str]:
        wording, quality, plan = self.wording, self.quality, self.plan
        yield self._said("head", account=plan.account.name, period=plan.period, file=str(plan.file))
        for section in quality.sections:
            yield ""
            yield self._bar(section)
            yield from self._section(section.findings)
        yield from ("", wording.term("topic.purposes"))
        yield from (self._bar(purpose) for purpose in quality.purposes)
        if quality.ignored:
            yield from ("", wording.term("word.ignored"))
        for each in quality.ignored:
            yield "  " + self._counted("ignored", each.count, rule=each.rule.id, reason=each.reason)
        shown = {"label": Message("word.score"), "score": quality.score, "light": quality.light}
        yield from ("", self._counted("score", len(quality.findings), **shown))

    def _counted(self, key: str, count: int, **values: Any) -> str:
        """A line of the report with a number of findings."""
        return self._said(key, count=count, findings=Message("word.findings", count=count), **values)

    def _said(self, key: str, **values: Any) -> str:
        """A line of the report."""
        return self.wording.phrase(Message(f"check.report.{key}", **values))

    def _bar(self, score: AreaScore) -> str:
        full = round(score.score * BAR / 100)
        number = f"{score.of.number} " if isinstance(score.of, Area) else ""
        bar = "█" * full + "░" * (BAR - full)
        return f"{bar} {score.score:3} {self.wording.say(score.light):4}  {number}{self.wording.say(score.of)}"

    def _section(self, findings: Sequence[Finding]) -> Iterator[str]:
        """The findings of a section by rule, in the order of the rules' ids."""
        ordered = sorted(findings, key=lambda finding: finding.rule.id)
        for rule, group in groupby(ordered, key=lambda finding: finding.rule):
            yield from self._rule(rule, list(group))

    def _rule(self, rule: Rule, findings: Sequence[Finding]) -> Iterator[str]:
        wording = self.wording
        gain = sum(finding.gain for finding in findings)
        shown = {"rule": rule.id, "title": rule.title, "severity": rule.severity}
        yield "  " + self._said("rule", **shown, gain=wording.number(gain, 1, signed=True))
        for finding in findings[:MOST_SHOWN]:
            parts = (self.plan.place(finding.where), finding.path, wording.say(finding.what))
            yield "    " + ": ".join(str(part) for part in parts if part)
        if len(findings) > MOST_SHOWN:
            yield "    " + wording.phrase(Message("word.and_more", count=len(findings) - MOST_SHOWN))
        for key, text in (("word.why", rule.why), ("word.fix", rule.fix)):
            yield "    " + wording.labelled(wording.term(key), wording.phrase(text))
