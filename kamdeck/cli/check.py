"""`kamdeck check`: plans go in, how good they are comes out, as text or JSON, with an exit code for builds."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from kamdeck.cli.program import main
from kamdeck.plan import load
from kamdeck.plan.check import Neighbour, neighbours, quality_of
from kamdeck.problems import Problem, Problems
from kamdeck.quality import Checked
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
    "--lang", type=click.Choice(("en", "zh")), help="Language; else the plan's own, kamdeck.yaml's, or English."
)


@main.command(short_help="Review the quality of plans, and explain its rules.")
@PLANS
@ACCOUNTS
@FORMAT
@LEAST
@EXPLAIN
@LANGUAGE
@click.pass_context
def check(
    context: click.Context,
    plans: tuple[Path, ...],
    accounts: Path | None,
    form: str,
    min_score: int | None,
    explain: str | None,
    lang: str | None,
) -> None:
    """Review the quality of each PLAN: what it lacks, why that matters, and what to do.

    \b
    Example:
      kamdeck check plans/huaxing-bank.yaml --accounts plans --min-score 70
    """
    if explain:
        click.echo(rule_told(explain, lang or "en"))
        return
    if not plans:
        raise click.UsageError("Give one PLAN or more, or --explain ID.")
    others = neighbours(accounts) if accounts else ()
    answers = [_answer(plan, others, lang) for plan in plans]
    troubled = [answer for answer in answers if isinstance(answer, Problems)]
    if form == "json" or len(troubled) < len(answers):
        click.echo(_json(plans, answers) if form == "json" else _text(answers))
    # What is wrong with the settings is wrong for every plan under them, and said once.
    for told in dict.fromkeys(each for problems in troubled for each in problems.problems):
        click.echo(str(told), err=True)
    checked = [answer for answer in answers if isinstance(answer, Checked)]
    low = [each for each in checked if min_score is not None and each.quality.score < min_score]
    for each in low:
        click.echo(f"{each.plan.file}: {each.quality.score} is less than {min_score}", err=True)
    if troubled or low:
        context.exit(1)


def _answer(path: Path, others: Sequence[Neighbour], language: str | None) -> Checked | Problems:
    """A plan's quality, or the problems that keep it from being checked: the other plans are checked all the same."""
    try:
        settings, plan = settings_for([path]), load(path)
    except Problems as problems:
        return problems
    return Checked(plan, quality_of(plan, others), settings.wording(plan, language))


def _text(answers: Sequence[Checked | Problems]) -> str:
    return "\n\n\n".join(answer.text() for answer in answers if isinstance(answer, Checked))


def _json(paths: Sequence[Path], answers: Sequence[Checked | Problems]) -> str:
    plans = [
        answer.mapping() if isinstance(answer, Checked) else {"file": str(path), "problems": _problems(answer)}
        for path, answer in zip(paths, answers, strict=True)
    ]
    return json.dumps({"plans": plans}, ensure_ascii=False, indent=2)


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
