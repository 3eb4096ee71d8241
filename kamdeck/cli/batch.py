"""`kamdeck batch`: renders the documents of many accounts, and reports what was written."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import click

from kamdeck.batch import (
    KINDS,
    Backend,
    BatchReport,
    LocalBackend,
    Request,
    available,
    batch,
    dask_backend_at,
    processes,
)
from kamdeck.cli.program import LANGUAGE, SUMMARIES, main, usage_errors
from kamdeck.cli.progress import ProgressBar
from kamdeck.documented import documented
from kamdeck.model.values import Tier
from kamdeck.os_messages import show_traceback
from kamdeck.output import FOLDER
from kamdeck.portfolio.ranking import refuse_unknown
from kamdeck.problems import Problems
from kamdeck.warning_report import warning_line

PLANS = Path("plans")


@main.command(name="batch", short_help=SUMMARIES["batch"])
@click.argument("plans", nargs=-1, type=click.Path(path_type=Path), metavar="[DIR|PLAN]...")
@click.option(
    "-o",
    "--output",
    default=FOLDER,
    show_default=True,
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder to write to.",
)
@click.option("--top", type=click.IntRange(1), help="Number of accounts to render, ranked by a figure.")
@click.option("--by", metavar="FIGURE", help="Figure by which --top ranks accounts, highest first; default: pipeline.")
@click.option("--tier", type=click.Choice([str(tier) for tier in Tier]), help="Render only accounts of this tier.")
@click.option(
    "--only", type=click.Choice(KINDS), help="Render only the decks, the reports, the pages, or the portfolio deck."
)
@LANGUAGE
@click.option(
    "--edition",
    type=click.Choice(("internal", "customer", "both")),
    default="internal",
    show_default=True,
    help="For us, for the customers, or both; what is over all accounts is for us.",
)
@click.option(
    "--brand",
    "brands",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Office template of your brand; one per medium.",
)
@click.option("--layout", "layouts", multiple=True, help="Layout by name or file; can be repeated.")
@click.option("--jobs", type=click.IntRange(1), help="Number of worker processes; default: available cores.")
@click.option("--cluster", "address", metavar="ADDRESS", help="Dask scheduler to run on, such as tcp://host:8786.")
@click.option("--force", is_flag=True, help="Render everything again; edited files are replaced and kept as .bak.")
@click.option("--pdf", is_flag=True, help="Also export each document as PDF; requires LibreOffice.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
@documented(
    """Render the documents of every account in DIRs and PLANs, a portfolio deck and an index page.

    Without arguments, the folder plans is searched. Documents whose inputs have not changed are not rendered again.

    \b
    Examples:
      kamdeck batch plans/
      kamdeck batch plans/ --top 20 --by weighted_pipeline --only review
    """
)
def render_all(plans: tuple[Path, ...], **options: Any) -> None:
    as_json, jobs, address = options.pop("as_json"), options.pop("jobs"), options.pop("address")
    tier, language, figure = options.pop("tier"), options.pop("lang"), options.pop("by")
    if figure and options["top"] is None:
        raise click.UsageError("--by requires --top N.")
    if figure:
        with usage_errors():
            refuse_unknown(figure)
    options |= {"by": figure or Request.by, "tier": Tier(tier) if tier else None, "language": language}
    request = Request(plans or (PLANS,), **options)
    try:
        with _backend(jobs or available(), address) as backend, _Progress() as progress:
            report = batch(request, backend, progress)
    except Problems as error:
        # A program that reads the JSON gets a report in any case.
        if not as_json:
            raise
        show_traceback(error)
        report = BatchReport(request.output.as_posix(), problems=error.problems)
    _print_report(report, as_json)
    # Warnings do not change the exit code.
    if report.every:
        sys.exit(1)


@contextmanager
def _backend(jobs: int, address: str | None) -> Iterator[Backend]:
    if address:
        with dask_backend_at(address) as workers:
            yield workers
    else:
        with processes(jobs) as pool:
            yield LocalBackend(pool)


def _print_report(report: BatchReport, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(report.json(), ensure_ascii=False, indent=2))
        return
    click.echo(f"{report.words()} ({report.seconds:.1f} s)")
    for line in (*map(warning_line, report.warnings), *map(str, report.every)):
        click.echo(line, err=True)
    if count := len(report.every):
        click.echo(f"\n{count} problem{'s' if count > 1 else ''}; everything else was written.", err=True)


class _Progress(ProgressBar):
    """Shows a progress bar on a terminal, and otherwise prints a line for each account."""

    def __init__(self) -> None:
        super().__init__(unit=" accounts")
        self._total = self._written = 0

    def begin(self, total: int, doing: str) -> None:
        """Starts to count up to `total` accounts; `doing` says what is done with them."""
        super().begin(total, doing)
        self._total, self._written = total, 0

    def done(self, line: str) -> None:
        """Counts one account; `line` reports what was done."""
        self._written += 1
        if not self.count():
            # The reader of a pipe has ended, such as `head`. The documents must be written all the same.
            with suppress(BrokenPipeError):
                click.echo(f"{self._written:>{len(str(self._total))}}/{self._total}  {line}", err=True)
