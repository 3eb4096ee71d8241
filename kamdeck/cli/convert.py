"""`kamdeck convert`: a plan's file goes in, the same plan as a file of another kind comes out."""

from pathlib import Path

import click

from kamdeck.cli.errors import print_warnings
from kamdeck.cli.output_files import REPLACE, refuse_existing, write_file
from kamdeck.cli.program import LANGUAGE, QUIET, main
from kamdeck.documented import documented
from kamdeck.plan_io import load, save
from kamdeck.plan_io.save import writer_for


@main.command(short_help="Turn a plan into YAML, JSON or Excel.")
@click.argument("source", metavar="A", type=click.Path(path_type=Path))
@click.argument("target", metavar="B", type=click.Path(path_type=Path))
@LANGUAGE
@REPLACE
@QUIET
@documented(
    """Write the plan A as B: YAML, JSON and Excel into each other, by B's ending.

    What A includes is written out in B, and comments are not kept. `--lang` is the language of a
    workbook's words; else the plan's own.

    \b
    Example:
      kamdeck convert plans/huaxing-bank.yaml huaxing-bank.xlsx
    """
)
def convert(source: Path, target: Path, lang: str | None, force: bool, quiet: bool) -> None:
    writer_for(target, "en")
    refuse_existing(target, force=force)
    plan = load(source)
    print_warnings([plan])
    language = lang or (str(plan.language) if plan.language else "en")
    write_file(target, save(plan, target, language), force=force)
    if not quiet:
        click.echo(f"wrote  {target}  (the same plan; comments are not kept, and what it included is written out)")
