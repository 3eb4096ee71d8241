"""`kamdeck convert`: writes a plan in another file format."""

from pathlib import Path

import click

from kamdeck.cli.errors import print_warnings
from kamdeck.cli.output_files import REPLACE, refuse_existing, write_file
from kamdeck.cli.program import QUIET, SUMMARIES, DocumentLanguage, main, usage_errors
from kamdeck.documented import documented
from kamdeck.plan_io import load
from kamdeck.plan_io.save import save, writer_for


@main.command(short_help=SUMMARIES["convert"])
@click.argument("source", metavar="A", type=click.Path(path_type=Path))
@click.argument("target", metavar="B", type=click.Path(path_type=Path))
@click.option(
    "--lang",
    type=DocumentLanguage(),
    metavar="LANG",
    help="Language of the words in a workbook; default: that of the plan, or English.",
)
@REPLACE
@QUIET
@documented(
    """Convert the plan A to B; the suffix of B decides between YAML, JSON and Excel.

    B also has what A includes from other files. Comments are not kept.

    \b
    Example:
      kamdeck convert plans/huaxing-bank.yaml huaxing-bank.xlsx
    """
)
def convert(source: Path, target: Path, lang: str | None, force: bool, quiet: bool) -> None:
    # Both are checked before the plan is loaded: a wrong target is reported at once.
    with usage_errors():
        writer_for(target, "en")
    refuse_existing(target, force=force)
    plan = load(source)
    print_warnings([plan])
    language = lang or (str(plan.language) if plan.language else "en")
    write_file(target, save(plan, target, language), force=force)
    if not quiet:
        click.echo(f"wrote  {target}  (comments are not kept; included files are merged)")
