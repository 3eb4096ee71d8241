"""`kamdeck check`: checks the quality of plans, as text or JSON, with an exit code for scripts."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from kamdeck.analysis.quality import Severity, quality_of
from kamdeck.annotations import annotations
from kamdeck.cli.errors import print_warnings, report_errors
from kamdeck.cli.program import SUMMARIES, main, usage_errors
from kamdeck.compose.company_rules import company_rules
from kamdeck.dataclass import dataclass
from kamdeck.documented import documented
from kamdeck.languages import LANGUAGES
from kamdeck.model.neighbour import Neighbour
from kamdeck.os_messages import show_traceback
from kamdeck.plan_io import load
from kamdeck.plan_io.deployment import deployment_for
from kamdeck.plan_io.neighbours import neighbours
from kamdeck.problems import Place, Problem, Problems, problem
from kamdeck.quality_report import Checked
from kamdeck.settings import settings_for

PLANS = click.argument("plans", nargs=-1, type=click.Path(path_type=Path), metavar="PLAN...")
ACCOUNTS = click.option(
    "--accounts",
    type=click.Path(path_type=Path),
    help="Folder with all accounts' plans; names of other customers in PLAN are reported.",
)
MIN_SCORE = click.option("--min-score", type=click.IntRange(0, 100), help="Exit with code 1 if a plan scores less.")
CHECK_FORMAT = click.option(
    "--format",
    "output_format",
    type=click.Choice(("text", "json", "github")),
    default="text",
    show_default=True,
    help="Output format; github annotates the lines of a pull request.",
)
FAIL_ON = click.option(
    "--fail-on",
    type=click.Choice([severity.value for severity in Severity]),
    help="Exit with code 1 if there is a finding of this severity or a higher one.",
)
EXPLAIN = click.option("--explain", metavar="ID", help="Explain the rule ID, such as K204, without checking plans.")
LANGUAGE = click.option(
    "--lang", type=click.Choice(LANGUAGES), help="Language; default: that of the plan, of kamdeck.yaml, or English."
)


@main.command(short_help=SUMMARIES["check"])
@PLANS
@ACCOUNTS
@CHECK_FORMAT
@MIN_SCORE
@FAIL_ON
@EXPLAIN
@LANGUAGE
@click.pass_context
@documented(
    """Check the quality of each PLAN: what is missing or weak, why it matters, and how to fix it.

    \b
    Example:
      kamdeck check plans/huaxing-bank.yaml --accounts plans --min-score 70
    """
)
def check(context: click.Context, /, **options: Any) -> None:
    request = _CheckOptions(**options)
    if request.explain:
        # Imported here, since a check needs no descriptions of blocks and layouts.
        from kamdeck.reference import rule_text

        own = company_rules(deployment_for(request.plans[0] if request.plans else Path()))
        with usage_errors():
            click.echo(rule_text(request.explain, request.lang or "en", own))
        return
    if not request.plans:
        raise click.UsageError("Give at least one PLAN, or --explain ID.")
    results = request.results()
    checked = [result for result in results if isinstance(result, Checked)]
    print_warnings(each.plan for each in checked)
    if request.output_format == "json":
        click.echo(request.json(results))
    elif request.output_format == "github":
        for line in annotations(results):
            click.echo(line)
    elif checked:
        click.echo("\n\n\n".join(each.text() for each in checked))
    messages = [*_problem_lines(results), *request.too_low(checked), *request.too_severe(checked)]
    for line in messages:
        click.echo(line, err=True)
    if messages:
        context.exit(1)


@dataclass(frozen=True)
class _CheckOptions:
    """The arguments and options of the command."""

    plans: tuple[Path, ...]
    accounts: Path | None
    output_format: str
    min_score: int | None
    fail_on: str | None
    explain: str | None
    lang: str | None

    def results(self) -> list[Checked | Problems]:
        """For each plan in order, its quality, or the problems that prevent the check.

        The problems of other accounts' plans that could not be read come last.
        """
        # A plan of another account that cannot be read must not prevent the check of these.
        unread: list[Problem] = []
        others = neighbours(self.accounts, unread) if self.accounts else ()
        results = [self._check(plan, others) for plan in self.plans]
        return [*results, *([Problems(unread)] if unread else [])]

    def _check(self, path: Path, others: Sequence[Neighbour]) -> Checked | Problems:
        try:
            settings, plan = settings_for([path]), load(path)
            quality = quality_of(plan, others, company_rules(plan.deployment))
            return Checked(plan, quality, settings.wording(plan, self.lang))
        except Problems as problems:
            show_traceback(problems)
            return problems
        except Exception as error:
            # An error in one plan must not prevent the check of the others.
            return problem(report_errors(error), place=Place(str(path), 1, 1))

    def json(self, results: Sequence[Checked | Problems]) -> str:
        """The results as JSON."""
        plans = [
            result.mapping() if isinstance(result, Checked) else {"file": str(path), "problems": _problems(result)}
            # Not strict: the last result may be the problems of other accounts, which belong to none of the plans.
            for path, result in zip(self.plans, results, strict=False)
        ]
        return json.dumps({"plans": plans}, ensure_ascii=False, indent=2)

    def too_low(self, checked: Sequence[Checked]) -> list[str]:
        """A message for each plan with a score below the minimum."""
        minimum = 0 if self.min_score is None else self.min_score
        low = (each for each in checked if each.quality.score < minimum)
        return [f"{each.plan.file}: the score {each.quality.score} is less than {minimum}" for each in low]

    def too_severe(self, checked: Sequence[Checked]) -> list[str]:
        """A message for each plan with findings of the severity that fails a check, or of a higher one."""
        if self.fail_on is None:
            return []
        failing = Severity(self.fail_on).and_higher
        counts = [(each, sum(found.rule.severity in failing for found in each.quality.findings)) for each in checked]
        listed = " or ".join(severity.value for severity in failing)
        return [f"{each.plan.file}: findings of {listed} severity: {count}" for each, count in counts if count]


def _problem_lines(results: Sequence[Checked | Problems]) -> list[str]:
    """The problems that prevented checks, each once: a wrong setting concerns all plans below its folder."""
    failed = (result for result in results if isinstance(result, Problems))
    return [str(one) for one in dict.fromkeys(each for problems in failed for each in problems.problems)]


def _problems(problems: Problems) -> list[dict[str, Any]]:
    return [_problem(each) for each in problems.problems]


def _problem(problem: Problem) -> dict[str, Any]:
    place = problem.place
    return {
        "path": problem.path,
        "file": place.file if place else None,
        "line": place.line if place else None,
        "column": place.column if place else None,
        "message": problem.message,
    }
