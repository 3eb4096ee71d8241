"""`kamdeck new`: creates the plan of an account in YAML or Excel, which can be rendered at once."""

from datetime import date
from pathlib import Path
from typing import Any

import click

from kamdeck.cli.output_files import REPLACE, refuse_existing, write_file
from kamdeck.cli.program import QUIET, SUMMARIES, DocumentLanguage, main, usage_errors
from kamdeck.dataclass import dataclass
from kamdeck.documented import documented
from kamdeck.model.periods import Period
from kamdeck.plan_io.deployment import deployment_for
from kamdeck.plan_io.forms.skeleton import SCHEMA
from kamdeck.plan_io.new_plan import first_facts, new_plan
from kamdeck.plan_io.suffixes import SUFFIXES, WORKBOOK
from kamdeck.reference import plan_schema_page


@main.command(short_help=SUMMARIES["new"])
@click.argument("account", metavar="ID")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="File or folder to write to; default: ID.yaml.")
@click.option(
    "--lang", type=DocumentLanguage(), metavar="LANG", help="Language, or a pair such as zh+en; default: English."
)
@click.option("--name", help="Name of the account; default: derived from the ID.")
@click.option("--period", help="Quarter of the plan, such as 2026-Q4; default: the current one.")
@click.option("--full", is_flag=True, help="Include every field with a hint, instead of the short form.")
@click.option("--excel", is_flag=True, help="Create an Excel workbook with every field instead of a YAML file.")
@REPLACE
@QUIET
@documented(
    """Create the plan of the account ID. It can be rendered at once: examples in it are comments.

    \b
    Examples:
      kamdeck new acme
      kamdeck new acme --name "Acme Drives" --period 2026-Q4
      kamdeck new acme --excel --lang zh+en
    """
)
def new(**options: Any) -> None:
    request = _NewOptions(**options)
    path, language = request.path(), request.lang or "en"
    refuse_existing(path, force=request.force)
    # Only this command reads the clock; a plan names its quarter, so its documents do not depend on the date.
    today, calendar = date.today(), deployment_for(path).calendar
    period = request.period or Period.at(today.year * 12 + today.month - 1, 3, calendar)
    facts = first_facts(request.account, language, str(period), request.name)
    with usage_errors():
        content = new_plan(request.account, path, language, facts, full=request.full)
    write_file(path, content, force=request.force)
    written = [path]
    # A schema that exists may belong to plans that are already there, so it is left as it is.
    schema_path = path.parent / SCHEMA
    if path.suffix != WORKBOOK and not schema_path.exists():
        write_file(schema_path, plan_schema_page(deployment_for(path)).encode(), force=False)
        written.append(schema_path)
    if not request.quiet:
        for each in written:
            click.echo(f"wrote  {each}{'  (lets editors complete and check the plan)' if each is schema_path else ''}")
        click.echo(f"next:  kamdeck review {path}")


@dataclass(frozen=True)
class _NewOptions:
    """The arguments and options of the command."""

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
        """The path of the plan; its suffix decides the format. Raises a usage error for an unknown one, or no ID."""
        if not self.account.strip() or self.account.endswith(("/", "\\")):
            raise click.UsageError(f"ID is the name of an account, such as acme, not '{self.account}'.")
        if (suffix := Path(self.account).suffix.lower()) in SUFFIXES:
            account = self.account[: -len(suffix)]
            message = f"ID is the name of an account, such as {account}; a file is named with -o {self.account}"
            raise click.UsageError(message)
        name = f"{self.account}{WORKBOOK if self.excel else '.yaml'}"
        path = self.output or Path(name)
        if path.is_dir() or not path.suffix:
            path = path / name
        # The examples in a new plan are comments, which JSON does not have.
        if path.suffix.lower() not in (".yaml", ".yml", WORKBOOK):
            raise click.UsageError(f"A new plan is a .yaml or {WORKBOOK} file, not '{path.name}'.")
        if self.excel and path.suffix.lower() != WORKBOOK:
            raise click.UsageError(f"--excel writes an {WORKBOOK} file, not '{path.name}'.")
        return path
