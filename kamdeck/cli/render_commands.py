"""`kamdeck review`, `kamdeck profile` and `kamdeck brief`: render the document of one plan."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
from click.exceptions import Exit

from kamdeck.analysis.sparse import advice
from kamdeck.cli.errors import print_warnings
from kamdeck.cli.program import (
    BRAND,
    EDITION,
    FORCE,
    LANGUAGE,
    OUTPUT,
    PDF,
    PLAN,
    QUIET,
    SUMMARIES,
    main,
    usage_errors,
)
from kamdeck.dataclass import dataclass
from kamdeck.documented import documented
from kamdeck.job import Rendering
from kamdeck.model.fact import Edition
from kamdeck.os_messages import show_traceback
from kamdeck.output import OutputFile, medium_named, record_of, refuse_unknown_suffix, write
from kamdeck.plan_io import load
from kamdeck.problems import Problems
from kamdeck.render import render
from kamdeck.settings import Kind, settings_for
from kamdeck.typeset.left_out import OnePage

Command = Callable[..., Any]
LONGEST_PRINTED = 80
"""The most characters that are printed of a text that was left out or shortened."""


def _rendering(layout: Kind) -> Callable[[Command], Command]:
    """Adds the argument and options of a command that renders with `layout` by default."""
    chosen = click.option("--layout", help=f"Layout by name or file; default: that of kamdeck.yaml, or {layout}.")

    def decorated(command: Command) -> Command:
        # In reverse: click lists options in the order of decorators, the last one of which is applied first.
        for option in (QUIET, FORCE, PDF, BRAND, chosen, EDITION, LANGUAGE, OUTPUT, PLAN):
            command = option(command)
        return command

    return decorated


@main.command(short_help=SUMMARIES["review"])
@_rendering("review")
@documented(
    """Render the quarterly account review of PLAN as a PowerPoint deck.

    Defaults come from kamdeck.yaml in the folder of PLAN or in a folder above it. An output file that ends in .docx
    gives a Word document.

    \b
    Examples:
      kamdeck review plans/huaxing-bank.yaml --lang zh+en
      kamdeck review plans/huaxing-bank.yaml -o review.docx
    """
)
def review(**options: Any) -> None:
    _write(_RenderOptions(**options), "review")


@main.command(short_help=SUMMARIES["profile"])
@_rendering("profile")
@documented(
    """Render the printable account profile of PLAN as a Word document.

    Defaults come from kamdeck.yaml in the folder of PLAN or in a folder above it. An output file that ends in .pptx
    gives a PowerPoint deck.

    \b
    Examples:
      kamdeck profile plans/huaxing-bank.yaml --pdf
      kamdeck profile plans/huaxing-bank.yaml -o profile.pptx
    """
)
def profile(**options: Any) -> None:
    _write(_RenderOptions(**options), "profile")


@main.command(short_help=SUMMARIES["brief"])
@_rendering("brief")
@documented(
    """Render PLAN on exactly one page as a Word document.

    What the page does not hold is left out in the order of the layout, and listed here. Defaults come from kamdeck.yaml
    in the folder of PLAN or in a folder above it. An output file that ends in .pptx gives one slide.

    \b
    Examples:
      kamdeck brief plans/huaxing-bank.yaml --lang zh
      kamdeck brief plans/huaxing-bank.yaml -o brief.pptx
    """
)
def brief(**options: Any) -> None:
    _write(_RenderOptions(**options), "brief")


@dataclass(frozen=True)
class _RenderOptions:
    """The arguments and options of the command."""

    plan: Path
    output: Path | None
    lang: str | None
    edition: Edition
    layout: str | None
    brand: Path | None
    pdf: bool
    force: bool
    quiet: bool

    def report(self, path: Path, started: float, size: str = "") -> None:
        """Prints what was written, unless --quiet is given."""
        if not self.quiet:
            click.echo(f"wrote  {path}  ({size}{time.perf_counter() - started:.2f} s)")

    def report_record(self, path: Path) -> None:
        """Prints where the record of a document for the customer was written, unless --quiet is given."""
        if not self.quiet:
            click.echo(f"wrote  {path}  (the origin of every text; not for the customer)")


def _write(options: _RenderOptions, kind: Kind) -> None:
    started = time.perf_counter()
    if options.pdf:
        from kamdeck.pdf import office

        office()  # raises first, so that nothing is written without LibreOffice
    if options.output and options.output.suffix and not options.output.is_dir():
        with usage_errors():
            refuse_unknown_suffix(options.output)
    settings, plan = settings_for([options.plan]), load(options.plan)
    print_warnings([plan])
    layout = options.layout or settings.layout(kind, options.edition)
    medium = medium_named(options.output)
    job = settings.job(plan, Rendering(options.lang, layout, options.brand, medium, edition=options.edition))
    target = OutputFile.of(options.output, plan.account.id, job.file_name(plan), force=options.force)
    rendered = render(plan, job)
    kept = write(target, rendered.blob, rendered.record)
    if kept and not options.quiet:
        click.echo(f"kept   {kept}")
    if rendered.record:
        options.report_record(record_of(target.path))
    slides = f"{rendered.slides} {'slide' if rendered.slides == 1 else 'slides'}, "
    options.report(target.path, started, slides if rendered.medium == "deck" else "")
    if rendered.moved and not options.quiet:
        click.echo(f"moved  {', '.join(rendered.moved)}  (no slide was left for them in the body)")
    if not options.quiet:
        _print_left_out(rendered.page)
    if options.pdf:
        _export(options, target.path)
    if not options.quiet and (advice_text := advice(plan)):
        click.echo(advice_text, err=True)


def _print_left_out(page: OnePage) -> None:
    """Prints what a document of one page does not show, and which texts it shows in part."""
    for topic, names in page.left_out:
        listed = "; ".join(map(_beginning, names))
        click.echo(f"left out   {topic}: {listed}" if listed else f"left out   {topic}")
    for topic, texts in page.cut:
        for text in dict.fromkeys(texts):
            click.echo(f"shortened  {topic}: {_beginning(text)}")


def _beginning(text: str) -> str:
    """The beginning of a text, on one line."""
    words = " ".join(text.split())
    return words if len(words) <= LONGEST_PRINTED else f"{words[: LONGEST_PRINTED - 1]}…"


def _export(options: _RenderOptions, path: Path) -> None:
    """Exports a document that has been written; a failure is reported as that of the PDF alone."""
    from kamdeck.pdf import to_pdf

    started = time.perf_counter()
    try:
        options.report(to_pdf(path), started)
    except Problems as error:
        show_traceback(error)
        click.echo(f"{error}\n\n{path} was written, but its PDF was not.", err=True)
        raise Exit(1) from error
