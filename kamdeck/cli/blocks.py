"""`kamdeck blocks`: a block's name goes in, what it shows and an example come out."""

import click

from kamdeck.cli.program import main
from kamdeck.documented import documented
from kamdeck.reference import example_of, summary_of


@main.command(short_help="List the blocks that a layout can name.")
@click.argument("name", required=False)
@documented("""List the blocks that a layout can name, or show one with its example.""")
def blocks(name: str | None) -> None:
    click.echo(example_of(name) if name else summary_of())
