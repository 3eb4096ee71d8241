"""`kamdeck schema`: prints the JSON Schema of plans, layouts or sources."""

from pathlib import Path

import click

from kamdeck.cli.program import SUMMARIES, main
from kamdeck.documented import documented
from kamdeck.plan_io.deployment import deployment_for
from kamdeck.reference import layout_schema_page, plan_schema_page, sources_schema_page


@main.command(short_help=SUMMARIES["schema"])
@click.option("--layout", is_flag=True, help="Print the schema of layouts.")
@click.option("--sources", is_flag=True, help="Print the schema of sources.yaml, the file of `kamdeck pull`.")
@documented(
    """Print the JSON Schema of plans, with which editors complete and check what you type.

    The schema has the stages and fields of your company, from the kamdeck.yaml in this folder or in a folder above it.

    \b
    A plan refers to the schema in its first line:
      # yaml-language-server: $schema=plan.schema.json
    """
)
def schema(layout: bool, sources: bool) -> None:
    if layout and sources:
        raise click.UsageError("--layout and --sources exclude each other.")
    if layout or sources:
        page = layout_schema_page() if layout else sources_schema_page()
    else:
        page = plan_schema_page(deployment_for(Path()))
    click.echo(page, nl=False)
