"""The command group: loads commands, prints problems, sets exit codes, and defines options of several commands."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.exceptions import Exit

from kamdeck import __version__
from kamdeck.cli.errors import escape_unprintable, report_errors
from kamdeck.documented import documented
from kamdeck.exit_codes import STOPPED, STOPPED_CODE
from kamdeck.languages import document_languages, is_document_language, spelled_languages
from kamdeck.os_messages import show_traceback

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

# `--help` and `--version` take little more time than click itself. What they do not need is imported where it is used.

# click does not check whether paths exist. A missing plan is a problem of the input, with exit code 1 and a suggestion;
# with `exists=True` it would be a usage error with exit code 2.
PLAN = click.argument("plan", type=click.Path(path_type=Path))
OUTPUT = click.option("-o", "--output", type=click.Path(path_type=Path), help="File or folder to write to.")


class DocumentLanguage(click.ParamType[str]):
    """The type of an option that takes a language, or a pair of languages such as zh+en."""

    name = "language"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The language in lower case; a word that is none is a wrong usage."""
        written = value.strip().lower()
        if not is_document_language(written):
            self.fail(f"'{value}' is not a language; write {spelled_languages()}.", param, ctx)
        return written

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> "list[CompletionItem]":
        """The languages and pairs that begin with what has been typed."""
        from click.shell_completion import CompletionItem

        return [CompletionItem(each) for each in document_languages() if each.startswith(incomplete.lower())]


LANGUAGE = click.option(
    "--lang",
    type=DocumentLanguage(),
    metavar="LANG",
    help=f"Language: {spelled_languages()}; default: that of the plan, of kamdeck.yaml, or English.",
)
BRAND = click.option(
    "--brand", type=click.Path(path_type=Path), help="Office template with your brand (.pptx, .potx, .docx or .dotx)."
)
PDF = click.option("--pdf", is_flag=True, help="Also export the document as PDF; requires LibreOffice.")
FORCE = click.option(
    "--force", is_flag=True, help="Replace a file that was edited after rendering; it is kept as .bak."
)
FORMAT = click.option(
    "--format",
    "output_format",
    type=click.Choice(("text", "json")),
    default="text",
    show_default=True,
    help="Output format.",
)
EDITION = click.option(
    "--edition",
    type=click.Choice(("internal", "customer")),
    default="internal",
    show_default=True,
    help="For us, or for the customer, without anything internal.",
)
QUIET = click.option("--quiet", is_flag=True, help="Print nothing but problems.")


MODULES = {
    "batch": "batch",
    "blocks": "blocks",
    "brand": "brand",
    "brief": "render_commands",
    "changes": "changes",
    "check": "check",
    "convert": "convert",
    "insights": "insights",
    "new": "new",
    "next": "next_quarter",
    "profile": "render_commands",
    "pull": "pull",
    "review": "render_commands",
    "schema": "schema",
    "why": "why",
}
"""The module of each command, which registers it with `main`."""
SUMMARIES = {
    "batch": "Render the documents of all accounts and an index page.",
    "blocks": "List the blocks that layouts can use.",
    "brand": "Describe what kamdeck finds in a brand, and write a sample in it.",
    "brief": "Render a plan on one page.",
    "changes": "List the changes between two plans of an account.",
    "check": "Check the quality of plans, or explain a rule.",
    "convert": "Convert a plan to YAML, JSON or Excel.",
    "insights": "List the insights that layouts can name, with examples.",
    "new": "Create the plan of an account in YAML or Excel.",
    "next": "Roll a plan forward to its next quarter.",
    "profile": "Render the printable profile of a plan.",
    "pull": "Pull facts from exports and databases into plans.",
    "review": "Render the quarterly review deck of a plan.",
    "schema": "Print the JSON Schema of plans, layouts, sources, settings or rules.",
    "why": "Say what a figure, a slide or a section is made of.",
}
"""The summary of each command in `kamdeck --help`. They are here, so that the list needs no command's module."""


class Program(click.Group):
    """The group of commands; it prints errors as messages instead of tracebacks.

    Exit codes are 1 for problems and failures, 2 for wrong usage, 130 for Ctrl-C. The module of a command is imported
    when the command is needed, so that a command loads only the libraries that it uses.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands, sorted."""
        return sorted(MODULES)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes the list of commands for `--help`, for which click would import every command."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, SUMMARIES[name]) for name in self.list_commands(ctx)])

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        """The context of a run. Ctrl-C during the imports that `--help` needs is reported like any other."""
        try:
            return super().make_context(*args, **kwargs)
        except KeyboardInterrupt:
            raise _stopped() from None

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """A command by its name; imports its module."""
        if name in MODULES and name not in self.commands:
            import_module(f"kamdeck.cli.{MODULES[name]}")
        return super().get_command(ctx, name)

    def invoke(self, ctx: click.Context) -> Any:
        """Runs a command, and prints problems and errors."""
        from kamdeck.problems import Problems

        # Here and not at import time: programs that import the package keep their streams.
        escape_unprintable()
        try:
            return super().invoke(ctx)
        except Problems as error:
            show_traceback(error)
            for problem in error.problems:
                click.echo(str(problem), err=True)
            count = len(error.problems)
            click.echo(f"\n{count} problem{'s' if count > 1 else ''}; nothing was written.", err=True)
            ctx.exit(1)
        except KeyboardInterrupt:
            raise _stopped() from None
        # click handles these in `main`: it prints usage errors, and ends silently if the reader of a pipe has ended.
        except (click.ClickException, Exit, click.Abort, BrokenPipeError):
            raise
        except Exception as error:
            show_traceback(error)
            click.echo(report_errors(error), err=True)
            ctx.exit(1)

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        """A command by its name; for an unknown one, a usage error with a suggestion."""
        # `resilient_parsing` is set during shell completion, where an error message would be printed into the line.
        name = args[0]
        if name in MODULES or name.startswith("-") or ctx.resilient_parsing:
            return super().resolve_command(ctx, args)
        from kamdeck.problems import suggest

        suggestion = suggest(name, MODULES)
        if not suggestion and os.path.exists(name):  # noqa: PTH110 - Path.exists raises where a name cannot be one
            suggestion = f"; to render a plan, run 'kamdeck review {name}'"
        message = f"'{name}' is not a command{suggestion or '; the commands are ' + ', '.join(sorted(MODULES))}"
        raise click.UsageError(message, ctx)


@contextmanager
def usage_errors() -> Iterator[None]:
    """Turns problems of what was typed into usage errors: names, values and suffixes that no input can make right."""
    from kamdeck.problems import Problems

    try:
        yield
    except Problems as error:
        raise click.UsageError(str(error)) from error


def _stopped() -> Exit:
    """Prints that the command was stopped; returns the exception that ends it."""
    # click would print "Aborted!" and exit with 1, but shells expect 130 after Ctrl-C.
    click.echo(STOPPED, err=True)
    return Exit(STOPPED_CODE)


@click.group(cls=Program, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="kamdeck")
@documented(
    """Render key account plans as native Office documents.

    \b
    Exit codes: 0 success; 1 problems in a plan, layout or brand, or a failure;
    2 wrong usage; 130 stopped by Ctrl-C; 143 stopped by SIGTERM.
    """
)
def main() -> None:
    pass
