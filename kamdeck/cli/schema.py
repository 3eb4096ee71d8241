"""`kamdeck schema`: prints the JSON Schema of plans, layouts, sources, settings or rules."""

from collections.abc import Callable
from pathlib import Path

import click

from kamdeck.cli.program import SUMMARIES, main
from kamdeck.documented import documented
from kamdeck.model.deployment import Deployment
from kamdeck.plan_io.deployment import deployment_for
from kamdeck.reference import (
    layout_schema_page,
    plan_schema_page,
    rules_schema_page,
    settings_schema_page,
    sources_schema_page,
)

PAGES: dict[str, Callable[[Deployment], str]] = {
    "plan": plan_schema_page,
    "layout": lambda deployment: layout_schema_page(),
    "sources": sources_schema_page,
    "settings": lambda deployment: settings_schema_page(),
    "rules": lambda deployment: rules_schema_page(),
}
"""The schemas by the kinds of files that they are for."""


@main.command(short_help=SUMMARIES["schema"])
@click.option("--layout", "asked", flag_value="layout", help="Print the schema of layouts.")
@click.option(
    "--sources", "asked", flag_value="sources", help="Print that of sources.yaml, the file of `kamdeck pull`."
)
@click.option("--settings", "asked", flag_value="settings", help="Print that of kamdeck.yaml.")
@click.option("--rules", "asked", flag_value="rules", help="Print that of files of rules, which kamdeck.yaml names.")
@documented(
    """Print the JSON Schema of plans, with which editors complete and check what you type.

    The schemas of plans and sources have the stages and fields of your company, from the kamdeck.yaml in this folder or
    in a folder above it.

    \b
    A plan refers to the schema in its first line:
      # yaml-language-server: $schema=plan.schema.json
    """
)
def schema(asked: str | None) -> None:
    # A kamdeck.yaml with a mistake must not keep its own schema from being printed.
    own = asked in (None, "sources")
    click.echo(PAGES[asked or "plan"](deployment_for(Path()) if own else Deployment()), nl=False)
