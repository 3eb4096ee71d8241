"""`kamdeck review`: a plan and options go in, a document in its place and a line about it come out."""

import time
from pathlib import Path

import click

from kamdeck.cli.program import BRAND, FORCE, LANGUAGE, LAYOUT, OUTPUT, PLAN, QUIET, main
from kamdeck.output import Target, write
from kamdeck.plan import load
from kamdeck.render import Rendering, name_of, render


@main.command()
@PLAN
@OUTPUT
@LANGUAGE
@LAYOUT
@BRAND
@FORCE
@QUIET
def review(
    plan: Path, output: Path | None, lang: str | None, layout: str, brand: Path | None, force: bool, quiet: bool
) -> None:
    """Write the quarterly account review deck of PLAN.

    \b
    Example:
      kamdeck review plans/huaxing-bank.yaml --lang zh+en
    """
    started = time.perf_counter()
    loaded = load(plan)
    rendering = Rendering(lang, layout, brand)
    target = Target.of(output, loaded.account.id, name_of(loaded, rendering), force=force)
    rendered = render(loaded, rendering)
    kept = write(target, rendered.blob)
    if not quiet:
        seconds = time.perf_counter() - started
        if kept:
            click.echo(f"kept   {kept}")
        click.echo(f"wrote  {target.path}  ({rendered.slides} slides, {seconds:.2f} s)")
