"""`kamdeck insights`: lists the insights that layouts can name, or describes one with its examples."""

import json

import click

from kamdeck.cli.program import FORMAT, SUMMARIES, main, usage_errors
from kamdeck.documented import documented
from kamdeck.insight_pages import insight_named, insight_record, insight_text, insights_record, insights_text
from kamdeck.languages import LANGUAGES


@main.command(short_help=SUMMARIES["insights"])
@click.argument("name", required=False)
@click.option("--lang", type=click.Choice(LANGUAGES), default="en", show_default=True, help="Language of the examples.")
@FORMAT
@documented(
    """List the insights that layouts can name, or describe the insight NAME, with examples.

    \b
    Example:
      kamdeck insights share_of_wallet --lang zh
    """
)
def insights(name: str | None, lang: str, output_format: str) -> None:
    if name is None:
        click.echo(_json(insights_record()) if output_format == "json" else insights_text())
        return
    with usage_errors():
        insight = insight_named(name)
    click.echo(_json(insight_record(insight, lang)) if output_format == "json" else insight_text(insight, lang))


def _json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, indent=2)
