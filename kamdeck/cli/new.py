"""`kamdeck new`: begins the plan of an account, in YAML or as a workbook, so that it can be rendered at once."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import click

from kamdeck.cli.output_files import REPLACE, refuse_existing, write_file
from kamdeck.cli.program import LANGUAGE, QUIET, main
from kamdeck.documented import documented
from kamdeck.model.periods import Quarter
from kamdeck.plan_io import first_facts, new_plan
from kamdeck.plan_io.forms.skeleton import SCHEMA
from kamdeck.plan_io.suffixes import WORKBOOK
from kamdeck.reference import plan_schema_page


@main.command(short_help="Begin the plan of an account, in YAML or Excel.")
@click.argument("account", metavar="ID")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="File or folder to write to; else ID.yaml.")
@LANGUAGE
@click.option("--name", help="The account's name; else it is made of the ID.")
@click.option("--period", help="The quarter that the plan is for, as 2026-Q4; else the quarter of today.")
@click.option("--full", is_flag=True, help="Every field with its hint, in place of the short form.")
@click.option("--excel", is_flag=True, help="An Excel workbook in place of a YAML file; it has every field.")
@REPLACE
@QUIET
@documented(
    """Begin the plan of the account ID, which can be rendered at once: examples stand in it as comments only.

    \b
    Examples:
      kamdeck new acme
      kamdeck new acme --name "Acme Drives" --period 2026-Q4
      kamdeck new acme --excel --lang zh+en
    """
)
def new(**options: Any) -> None:
    asked = _NewOptions(**options)
    path, language = asked.path(), asked.lang or "en"
    refuse_existing(path, force=asked.force)
    # The one clock that is read: a plan says its quarter, so that its documents are the same on any day.
    period = asked.period or Quarter.of(date.today())
    facts = first_facts(asked.account, language, str(period), asked.name)
    write_file(path, new_plan(asked.account, path, language, facts, full=asked.full), force=asked.force)
    written = [path]
    beside = path.parent / SCHEMA
    if path.suffix != WORKBOOK and not beside.exists():
        write_file(beside, plan_schema_page().encode(), force=False)
        written.append(beside)
    if not asked.quiet:
        for each in written:
            click.echo(f"wrote  {each}{'  (lets editors complete and check while you type)' if each is beside else ''}")
        click.echo(f"next:  kamdeck review {path}")


@dataclass(frozen=True)
class _NewOptions:
    """What a person asked for."""

    account: str
    output: Path | None
    lang: str | None
    name: str | None
    period: str | None
    full: bool
    excel: bool
    force: bool
    quiet: bool

    def path(self) -> Path:
        """Where the plan goes; its ending says what it is."""
        name = f"{self.account}{WORKBOOK if self.excel else '.yaml'}"
        path = self.output or Path(name)
        if path.is_dir() or not path.suffix:
            path = path / name
        if path.suffix.lower() not in (".yaml", ".yml", WORKBOOK):
            raise click.UsageError(f"a new plan is a .yaml or an {WORKBOOK} file, not '{path.name}'")
        if self.excel and path.suffix.lower() != WORKBOOK:
            raise click.UsageError(f"--excel writes an {WORKBOOK} file, and '{path.name}' is none")
        return path
