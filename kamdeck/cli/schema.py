"""`kamdeck schema`: prints the JSON Schema of plans, layouts or sources."""

import click

from kamdeck.cli.program import SUMMARIES, main
from kamdeck.documented import documented
from kamdeck.reference import layout_schema_page, plan_schema_page, sources_schema_page


@main.command(short_help=SUMMARIES["schema"])
@click.option("--layout", is_flag=True, help="Print the schema of layouts.")
@click.option("--sources", is_flag=True, help="Print the schema of sources.yaml, the file of `kamdeck pull`.")
@documented(
    """Print the JSON Schema of plans, with which editors complete and check what you type.

    \b
    A plan refers to the schema in its first line:
      # yaml-language-server: $schema=plan.schema.json
    """
)
def schema(layout: bool, sources: bool) -> None:
    if layout and sources:
        raise click.UsageError("--layout and --sources exclude each other.")
    page = layout_schema_page if layout else sources_schema_page if sources else plan_schema_page
    click.echo(page(), nl=False)
