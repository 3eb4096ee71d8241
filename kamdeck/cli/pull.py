"""`kamdeck pull`: pulls facts from exports and databases into the plans of accounts."""

from pathlib import Path
from typing import Any

import click

from kamdeck.cli.program import SUMMARIES, main, usage_errors
from kamdeck.cli.progress import ProgressBar
from kamdeck.dataclass import dataclass
from kamdeck.documented import documented
from kamdeck.sources.account_pull import counted
from kamdeck.sources.definition import Sources
from kamdeck.sources.definition_reader import parsed_sources, read_sources, vocabulary_for
from kamdeck.sources.preset import PRESETS, PresetOptions, preset_text
from kamdeck.sources.pull import PLANS, PullRequest, pull
from kamdeck.sources.pull_report import PulledAccount, PullReport, PullState

MOST_GONE = 5
"""The most entries of an account that are named as gone."""


@main.command(name="pull", short_help=SUMMARIES["pull"])
@click.argument("sources", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    default=PLANS,
    show_default=True,
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder of the plans.",
)
@click.option("--account", "accounts", multiple=True, metavar="ID", help="Pull only this account; can be repeated.")
@click.option("--preset", type=click.Choice(PRESETS), help="SOURCES is a folder of exports of this CRM system.")
@click.option("--period", metavar="PERIOD", help="With --preset: the period under review, as 2026-Q4.")
@click.option("--as-of", metavar="DATE", help="With --preset: the date of the exports, as 2026-10-01.")
@click.option("--currency", metavar="CODE", help="With --preset: the currency of amounts, if no column says it.")
@click.option("--show", is_flag=True, help="With --preset: print its mapping of the exports, and pull nothing.")
@click.option("--dry-run", is_flag=True, help="Write nothing; show what would change.")
@click.option("--strict", is_flag=True, help="Exit with code 1 if rows were rejected.")
@documented(
    """Pull facts from the tables that the file SOURCES names, into one folder of a plan for each account.

    Facts are written to pulled.yaml. What people wrote in the other files of the folder is never changed, and wins.

    \b
    Examples:
      kamdeck pull sources.yaml -o plans/
      kamdeck pull --preset salesforce exports/ --period 2026-Q4 --as-of 2026-10-01
    """
)
@click.pass_context
def pull_facts(context: click.Context, /, **options: Any) -> None:
    asked = _PullOptions(**options)
    if asked.show:
        click.echo(asked.preset_text(), nl=False)
        return
    request = PullRequest(asked.definition(), asked.output, asked.accounts, asked.dry_run)
    with _Progress() as progress:
        report = pull(request, progress)
    _print(report, asked.dry_run)
    if report.problems or (asked.strict and (report.rejected_rows or report.rejected_values)):
        context.exit(1)


@dataclass(frozen=True)
class _PullOptions:
    """The arguments and options of the command."""

    sources: Path
    output: Path
    accounts: tuple[str, ...]
    preset: str | None
    period: str | None
    as_of: str | None
    currency: str | None
    show: bool
    dry_run: bool
    strict: bool

    def preset_text(self) -> str:
        """The sources.yaml that the preset makes for the exports."""
        if not (self.preset and self.period and self.as_of):
            given = "--preset" if self.preset else "--show"
            raise click.UsageError(f"{given} requires {'' if self.preset else '--preset, '}--period and --as-of.")
        vocabulary = vocabulary_for(self.sources, self.output)
        options = PresetOptions(self.period, self.as_of, (self.currency or "").upper(), vocabulary)
        with usage_errors():
            options.refuse_wrong()
        return preset_text(self.preset, self.sources, options)

    def definition(self) -> Sources:
        """What to pull, and from where."""
        if self.preset:
            return parsed_sources(self.preset_text(), self.sources / f"{self.preset}.yaml", self.output)
        if self.period or self.as_of or self.currency:
            raise click.UsageError("--period, --as-of and --currency belong to --preset; the file SOURCES has its own.")
        if self.sources.is_dir():
            raise click.UsageError("SOURCES is a folder; name a file of sources in it, or give --preset for exports.")
        return read_sources(self.sources, self.output)


class _Progress(ProgressBar):
    """Shows a progress bar on a terminal, which leaves no line behind."""

    def __init__(self) -> None:
        super().__init__(leave=False)

    def done(self) -> None:
        """Counts one more."""
        self.count()


def _print(report: PullReport, dry_run: bool) -> None:
    for table in report.tables:
        click.echo(f"read      {table.name}: {_number(table.rows, 'row')}, {table.origin} ({table.described})")
    for each in report.accounts:
        _print_account(each, dry_run)
    if report.left:
        click.echo(f"left      {', '.join(report.left)}: not among the accounts of the sources; nothing was changed")
    _print_rejected(report, dry_run)
    new, changed, same = (report.count(state) for state in (PullState.NEW, PullState.CHANGED, PullState.UNCHANGED))
    click.echo(f"{_number(len(report.accounts), 'account')}: {new} new, {changed} changed, {same} unchanged")
    for problem in report.problems:
        click.echo(str(problem), err=True)
    if report.problems:
        count = len(report.problems)
        click.echo(f"\n{count} problem{'s' if count > 1 else ''}; everything else was pulled.", err=True)


def _print_account(each: PulledAccount, dry_run: bool) -> None:
    if each.archived:
        click.echo(f"{'would archive' if dry_run else 'archived'}  {each.archived}")
    if each.state in (PullState.NEW, PullState.CHANGED):
        verb = f"would be {each.state}" if dry_run else f"{each.state:<9}"
        click.echo(f"{verb} {each.folder}: {counted(each.counts)}")
    if each.gone:
        more = len(each.gone) - MOST_GONE
        named = ", ".join(each.gone[:MOST_GONE]) + (f" and {more} more" if more > 0 else "")
        click.echo(f"gone      {each.folder}: {named}")
    if each.changes:
        click.echo("\n".join(f"  {line}".rstrip() for line in each.changes.splitlines()))


def _print_rejected(report: PullReport, dry_run: bool) -> None:
    if not report.rejected_rows and not report.rejected_values:
        return
    rows = [f"{_number(count, 'row')} of {table}" for table, count in report.rejected_rows.items()]
    values = [f"{_number(report.rejected_values, 'value')} without an entry to name"] if report.rejected_values else []
    where = "" if dry_run else f"; see {report.rejected_file}"
    click.echo(f"rejected  {', '.join([*rows, *values])}{where}")


def _number(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
