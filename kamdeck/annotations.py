"""Writes findings and problems as commands of GitHub's workflows, which annotate the lines of a pull request.

The commands are those of "Workflow commands for GitHub Actions": `::error file=…,line=…,col=…,title=…::message`.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from kamdeck.analysis.quality import Finding, Severity
from kamdeck.problems import Place, Problem, Problems
from kamdeck.quality_report import Checked
from kamdeck.text.no_break import NO_BREAK

LEVELS = {Severity.HIGH: "error", Severity.MEDIUM: "warning", Severity.LOW: "notice"}
"""The level of an annotation by the severity of a finding; a problem is an error."""


def annotations(results: Sequence[Checked | Problems]) -> Iterator[str]:
    """A line for each problem and each finding, those of one plan by their places."""
    for result in results:
        if isinstance(result, Problems):
            yield from (_of_problem(each) for each in result.problems)
            continue
        placed = [(finding, result.plan.place(finding.where)) for finding in result.quality.findings]
        ordered = sorted(placed, key=lambda pair: pair[1].order if pair[1] else ("", 0, 0, 0))
        yield from (_of_finding(finding, place, result) for finding, place in ordered)


def _of_problem(problem: Problem) -> str:
    return _command("error", problem.place, "kamdeck", ": ".join(filter(None, (problem.path, problem.message))))


def _of_finding(finding: Finding, place: Place | None, checked: Checked) -> str:
    wording = checked.wording
    what, fix = wording.sentence(finding.what), wording.phrase(finding.rule.fix)
    message = f"{what}\n{wording.labelled(wording.term('word.fix'), fix)}".replace(NO_BREAK, " ")
    title = f"{finding.rule.id} {wording.phrase(finding.rule.title)}".replace(NO_BREAK, " ")
    return _command(LEVELS[finding.rule.severity], place or Place(str(checked.plan.file), 1, 1), title, message)


def _command(level: str, place: Place | None, title: str, message: str) -> str:
    where = {"file": Path(place.file).as_posix(), "line": place.line, "col": place.column} if place else {}
    properties = ",".join(f"{name}={_property(str(value))}" for name, value in {**where, "title": title}.items())
    return f"::{level} {properties}::{_escaped(message)}"


def _escaped(text: str) -> str:
    # A line break would end the command.
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
