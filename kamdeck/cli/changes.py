"""`kamdeck changes`: compares two plans of an account, and prints the changes as a note or as JSON."""

import json
import os
from pathlib import Path

import click

from kamdeck.analysis.changes import Changes
from kamdeck.analysis.changes.json_record import record
from kamdeck.api import changes
from kamdeck.change_note import note
from kamdeck.cli.errors import print_warnings
from kamdeck.cli.output_files import write_file
from kamdeck.cli.program import FORMAT, SUMMARIES, main
from kamdeck.documented import documented
from kamdeck.languages import LANGUAGES
from kamdeck.os_messages import show_traceback
from kamdeck.plan_io import Plan, load
from kamdeck.problems import Problem, Problems, problem
from kamdeck.settings import settings_for

NOTE_LANGUAGE = click.option(
    "--lang", type=click.Choice(LANGUAGES), help="Language; default: that of NEW, of kamdeck.yaml, or English."
)


@main.command(name="changes", short_help=SUMMARIES["changes"])
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@FORMAT
@NOTE_LANGUAGE
@click.option("-o", "--output", type=click.Path(path_type=Path), help="File to write to, instead of standard output.")
@documented(
    """List the changes between the plans OLD and NEW of one account.

    \b
    Example:
      kamdeck changes plans/archive/huaxing-bank-2026-Q3.yaml plans/huaxing-bank.yaml
    """
)
def list_changes(old: Path, new: Path, output_format: str, lang: str | None, output: Path | None) -> None:
    settings = settings_for([new])
    earlier, later = _load_both(old, new)
    print_warnings([earlier, later])
    found = changes(earlier, later)
    text = _json(found, later) if output_format == "json" else note(found, later, settings.wording(later, lang))
    if output is None:
        click.echo(text, nl=False)
    else:
        _write(output, text, (old, new))


def _load_both(old: Path, new: Path) -> tuple[Plan, Plan]:
    """Loads the two plans; raises `Problems` with the problems of both."""
    plans: list[Plan] = []
    problems: list[Problem] = []
    for path in (old, new):
        try:
            # The two plans are given, so that those which they name in `previous` are not needed.
            plans.append(load(path, with_previous=False))
        except Problems as error:
            show_traceback(error)
            problems += error.problems
    if problems:
        raise Problems(dict.fromkeys(problems))
    return plans[0], plans[1]


def _json(found: Changes, plan: Plan) -> str:
    return json.dumps(record(found, plan), ensure_ascii=False, indent=2) + "\n"


def _write(output: Path, text: str, plans: tuple[Path, Path]) -> None:
    # The note would replace a plan without a question, since notes are written with `force`.
    if os.path.realpath(output) in {os.path.realpath(plan) for plan in plans}:
        raise problem(f"{output} is one of the two plans; write the changes to another file")
    write_file(output, text.encode(), force=True)
    click.echo(f"wrote  {output}")
