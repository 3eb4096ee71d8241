"""`kamdeck batch`: plans and options go in, every account's documents and a report of them come out."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
from tqdm import tqdm

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
from kamdeck.cli.program import LANGUAGE, main
from kamdeck.documented import documented
from kamdeck.model.values import Tier
from kamdeck.os_messages import show_traceback
from kamdeck.output import FOLDER
from kamdeck.problems import Problems

PLANS = Path("plans")


@main.command(name="batch", short_help="Write the documents of all accounts, and an index of them.")
@click.argument("plans", nargs=-1, type=click.Path(path_type=Path), metavar="[DIR|PLAN]...")
@click.option("-o", "--output", default=FOLDER, show_default=True, type=click.Path(path_type=Path, file_okay=False))
@click.option("--top", type=click.IntRange(1), help="Only so many accounts: the first by a figure.")
@click.option("--by", metavar="FIGURE", help="The figure that --top goes by, the greatest first; else pipeline.")
@click.option("--tier", type=click.Choice([str(tier) for tier in Tier]), help="Only accounts of this tier.")
@click.option("--only", type=click.Choice(KINDS), help="Only the decks, the reports, or the deck over all accounts.")
@LANGUAGE
@click.option("--brand", "brands", multiple=True, type=click.Path(path_type=Path), help="A brand, for its medium.")
@click.option("--layout", "layouts", multiple=True, help="A layout by name or file, for its medium.")
@click.option("--jobs", type=click.IntRange(1), help="How many processes; else one an available core.")
@click.option("--cluster", "address", metavar="ADDRESS", help="A Dask scheduler to work on, as tcp://host:8786.")
@click.option("--force", is_flag=True, help="Render all again; files edited since are overwritten and kept as .bak.")
@click.option("--pdf", is_flag=True, help="Print every document as PDF too; wants LibreOffice.")
@click.option("--json", "as_json", is_flag=True, help="Print a report for programs.")
@documented(
    """Write the documents of every account in DIRs and PLANs, and a deck and a page over all of them.

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
        raise click.UsageError("--by says what --top goes by; give --top N too")
    options |= {"by": figure or Request.by, "tier": Tier(tier) if tier else None, "language": language}
    request = Request(plans or (PLANS,), **options)
    try:
        with _backend(jobs or available(), address) as backend, _Progress() as progress:
            report = batch(request, backend, progress)
    except Problems as nothing_done:
        if not as_json:
            raise
        show_traceback(nothing_done)
        report = BatchReport(request.output.as_posix(), problems=nothing_done.problems)
    _say(report, as_json)
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


def _say(report: BatchReport, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(report.json(), ensure_ascii=False, indent=2))
        return
    click.echo(f"{report.words()} ({report.seconds:.1f} s)")
    for said in (*report.warnings, *report.every):
        click.echo(str(said), err=True)
    if count := len(report.every):
        click.echo(f"\n{count} problem{'s' if count > 1 else ''}; everything else was written.", err=True)


@dataclass
class _Progress:
    """A bar with rate and time left on a terminal, a line for each account anywhere else."""

    bar: "tqdm[Any] | None" = None
    total: int = 0
    count: int = 0

    def begin(self, total: int, doing: str) -> None:
        """So many accounts are to be worked on."""
        self._close()
        self.total, self.count = total, 0
        if total and sys.stderr.isatty():
            self.bar = tqdm(total=total, desc=doing, unit=" accounts", dynamic_ncols=True)

    def done(self, line: str) -> None:
        """One more is done."""
        self.count += 1
        if self.bar is not None:
            self.bar.update()
        else:
            # Nobody reads on, as behind `| head`: no reason to leave the rest unwritten.
            with suppress(BrokenPipeError):
                click.echo(f"{self.count:>{len(str(self.total))}}/{self.total}  {line}", err=True)

    def _close(self) -> None:
        if self.bar is not None:
            self.bar.close()
            self.bar = None

    def __enter__(self) -> "_Progress":
        return self

    def __exit__(self, *raised: object) -> None:
        self._close()
