"""`kamdeck check`: plans go in, how good they are comes out, as text or JSON, with an exit code for builds."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from kamdeck.analysis.quality import quality_of
from kamdeck.cli.errors import print_warnings, report_errors
from kamdeck.cli.program import main
from kamdeck.documented import documented
from kamdeck.languages import LANGUAGES
from kamdeck.model.neighbour import Neighbour
from kamdeck.os_messages import show_traceback
from kamdeck.plan_io import load
from kamdeck.plan_io.neighbours import neighbours
from kamdeck.problems import Place, Problem, Problems, problem
from kamdeck.quality_report import Checked
from kamdeck.reference import rule_told
from kamdeck.settings import settings_for

PLANS = click.argument("plans", nargs=-1, type=click.Path(path_type=Path), metavar="PLAN...")
ACCOUNTS = click.option(
    "--accounts", type=click.Path(path_type=Path), help="Folder of all accounts' plans; their names are sought in PLAN."
)
FORMAT = click.option("--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True)
LEAST = click.option("--min-score", type=click.IntRange(0, 100), help="Exit with 1 where a plan scores less.")
EXPLAIN = click.option("--explain", metavar="ID", help="Explain a rule, such as K204, and check nothing.")
LANGUAGE = click.option(
    "--lang", type=click.Choice(LANGUAGES), help="Language; else the plan's own, kamdeck.yaml's, or English."
)


@main.command(short_help="Review the quality of plans, and explain its rules.")
@PLANS
@ACCOUNTS
@FORMAT
@LEAST
@EXPLAIN
@LANGUAGE
@click.pass_context
@documented(
    """Review the quality of each PLAN: what it lacks, why that matters, and what to do.

    \b
    Example:
      kamdeck check plans/huaxing-bank.yaml --accounts plans --min-score 70
    """
)
def check(context: click.Context, /, **options: Any) -> None:
    asked = _CheckOptions(**options)
    if asked.explain:
        click.echo(rule_told(asked.explain, asked.lang or "en"))
        return
    if not asked.plans:
        raise click.UsageError("Give one PLAN or more, or --explain ID.")
    answers = asked.answers()
    checked = [answer for answer in answers if isinstance(answer, Checked)]
    print_warnings(each.plan for each in checked)
    if asked.form == "json" or checked:
        click.echo(asked.json(answers) if asked.form == "json" else "\n\n\n".join(each.text() for each in checked))
    wrong = [*_troubles(answers), *asked.too_low(checked)]
    for line in wrong:
        click.echo(line, err=True)
    if wrong:
        context.exit(1)


@dataclass(frozen=True)
class _CheckOptions:
    """What a person asked for."""

    plans: tuple[Path, ...]
    accounts: Path | None
    form: str
    min_score: int | None
    explain: str | None
    lang: str | None

    def answers(self) -> list[Checked | Problems]:
        """Each plan's quality, or the problems that keep it from being checked, in the order of the plans.

        Behind them stand the problems of other accounts' plans that could not be compared with.
        """
        unread: list[Problem] = []
        others = neighbours(self.accounts, unread) if self.accounts else ()
        answers = [self._answer(plan, others) for plan in self.plans]
        return [*answers, *([Problems(unread)] if unread else [])]

    def _answer(self, path: Path, others: Sequence[Neighbour]) -> Checked | Problems:
        try:
            settings, plan = settings_for([path]), load(path)
            return Checked(plan, quality_of(plan, others), settings.wording(plan, self.lang))
        except Problems as problems:
            show_traceback(problems)
            return problems
        except Exception as error:
            # One plan is never the reason that the others are not looked at.
            return problem(report_errors(error), place=Place(str(path), 1, 1))

    def json(self, answers: Sequence[Checked | Problems]) -> str:
        """The answers for programs."""
        plans = [
            answer.mapping() if isinstance(answer, Checked) else {"file": str(path), "problems": _problems(answer)}
            for path, answer in zip(self.plans, answers, strict=False)
        ]
        return json.dumps({"plans": plans}, ensure_ascii=False, indent=2)

    def too_low(self, checked: Sequence[Checked]) -> list[str]:
        """A line for each plan that scores less than it is to."""
        least = 0 if self.min_score is None else self.min_score
        low = (each for each in checked if each.quality.score < least)
        return [f"{each.plan.file}: {each.quality.score} is less than {least}" for each in low]


def _troubles(answers: Sequence[Checked | Problems]) -> list[str]:
    """What keeps plans from being checked; what is wrong with settings holds for all under them, and is said once."""
    troubled = (answer for answer in answers if isinstance(answer, Problems))
    return [str(one) for one in dict.fromkeys(each for problems in troubled for each in problems.problems)]


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
