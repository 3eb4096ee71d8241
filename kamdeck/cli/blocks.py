"""`kamdeck blocks`: lists the blocks that layouts can use, each with its fields and an example."""

import click

from kamdeck.cli.program import SUMMARIES, main, usage_errors
from kamdeck.documented import documented
from kamdeck.reference import example_of, summary_of


@main.command(short_help=SUMMARIES["blocks"])
@click.argument("name", required=False)
@documented("""List the blocks that layouts can use, or describe the block NAME, with an example.""")
def blocks(name: str | None) -> None:
    with usage_errors():
        click.echo(example_of(name) if name else summary_of())
