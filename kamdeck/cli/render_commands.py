"""`kamdeck review` and `kamdeck profile`: a plan and options go in, a document in its place comes out."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
from click.exceptions import Exit

from kamdeck.analysis.sparse import advice
from kamdeck.cli.errors import print_warnings
from kamdeck.cli.program import BRAND, FORCE, LANGUAGE, OUTPUT, PDF, PLAN, QUIET, main
from kamdeck.documented import documented
from kamdeck.job import Rendering
from kamdeck.os_messages import show_traceback
from kamdeck.output import OutputFile, medium_named, write
from kamdeck.pdf import office, to_pdf
from kamdeck.plan_io import load
from kamdeck.problems import Problems
from kamdeck.render import render
from kamdeck.settings import Kind, settings_for

Command = Callable[..., Any]


def _rendering(layout: Kind) -> Callable[[Command], Command]:
    """The options of a command that renders, `layout` being its own."""
    chosen = click.option(
        "--layout", help=f"One of kamdeck's layouts, or your own YAML file; else kamdeck.yaml's, else {layout}."
    )

    def decorated(command: Command) -> Command:
        for option in (QUIET, FORCE, PDF, BRAND, chosen, LANGUAGE, OUTPUT, PLAN):
            command = option(command)
        return command

    return decorated


@main.command(short_help="Write the quarterly review deck of a plan.")
@_rendering("review")
@documented(
    """Write the quarterly account review deck of PLAN.

    What no option says is taken from kamdeck.yaml in PLAN's folder or above, else it is kamdeck's own.

    \b
    Examples:
      kamdeck review plans/huaxing-bank.yaml --lang zh+en
      kamdeck review plans/huaxing-bank.yaml -o review.docx
    """
)
def review(**options: Any) -> None:
    _write(_RenderOptions(**options), "review")


@main.command(short_help="Write the printable profile of a plan.")
@_rendering("profile")
@documented(
    """Write the printable account profile of PLAN as a Word document.

    What no option says is taken from kamdeck.yaml in PLAN's folder or above, else it is kamdeck's own.

    \b
    Examples:
      kamdeck profile plans/huaxing-bank.yaml --pdf
      kamdeck profile plans/huaxing-bank.yaml -o profile.pptx
    """
)
def profile(**options: Any) -> None:
    _write(_RenderOptions(**options), "profile")


@dataclass(frozen=True)
class _RenderOptions:
    """What a person asked for."""

    plan: Path
    output: Path | None
    lang: str | None
    layout: str | None
    brand: Path | None
    pdf: bool
    force: bool
    quiet: bool

    def say(self, path: Path, started: float, size: str = "") -> None:
        """Tell what was written, unless nobody wants to know."""
        if not self.quiet:
            click.echo(f"wrote  {path}  ({size}{time.perf_counter() - started:.2f} s)")


def _write(order: _RenderOptions, kind: Kind) -> None:
    started = time.perf_counter()
    if order.pdf:
        office()  # asked first, so that nothing is written where it is missing
    settings, plan = settings_for([order.plan]), load(order.plan)
    print_warnings([plan])
    layout = order.layout or settings.layout(kind)
    job = settings.job(plan, Rendering(order.lang, layout, order.brand, medium_named(order.output)))
    target = OutputFile.of(order.output, plan.account.id, job.file_name(plan), force=order.force)
    rendered = render(plan, job)
    kept = write(target, rendered.blob)
    if kept and not order.quiet:
        click.echo(f"kept   {kept}")
    slides = f"{rendered.slides} {'slide' if rendered.slides == 1 else 'slides'}, "
    order.say(target.path, started, slides if rendered.medium == "deck" else "")
    if order.pdf:
        _print(order, target.path)
    if not order.quiet and (advised := advice(plan)):
        click.echo(advised, err=True)


def _print(order: _RenderOptions, path: Path) -> None:
    """Print a document that stands there already: where that fails, it is told apart."""
    started = time.perf_counter()
    try:
        order.say(to_pdf(path), started)
    except Problems as error:
        show_traceback(error)
        click.echo(f"{error}\n\n{path} was written; its PDF was not.", err=True)
        raise Exit(1) from error
