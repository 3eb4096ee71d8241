"""The command's frame: exit codes, how problems are shown, and the options that several commands share."""

import os
from importlib import import_module
from pathlib import Path
from typing import Any

import click
from click.exceptions import Exit

from kamdeck import __version__
from kamdeck.cli.errors import print_anything, report_errors
from kamdeck.documented import documented
from kamdeck.exit_codes import STOPPED, STOPPED_CODE
from kamdeck.gc_settings import collect_rarely
from kamdeck.languages import DOCUMENT_LANGUAGES
from kamdeck.os_messages import show_traceback
from kamdeck.problems import Problems, suggest

PLAN = click.argument("plan", type=click.Path(path_type=Path))
OUTPUT = click.option("-o", "--output", type=click.Path(path_type=Path), help="File or folder to write to.")
LANGUAGE = click.option(
    "--lang", type=click.Choice(DOCUMENT_LANGUAGES), help="Language; else the plan's own, kamdeck.yaml's, or English."
)
BRAND = click.option(
    "--brand", type=click.Path(path_type=Path), help="Your company's .pptx or .potx file; .docx or .dotx for Word."
)
PDF = click.option("--pdf", is_flag=True, help="Also print the document to a PDF file, with LibreOffice.")
FORCE = click.option("--force", is_flag=True, help="Overwrite a file edited since it was rendered; it is kept as .bak.")
QUIET = click.option("--quiet", is_flag=True, help="Say nothing but problems.")


MODULES = {
    "batch": "batch",
    "blocks": "blocks",
    "changes": "changes",
    "check": "check",
    "convert": "convert",
    "new": "new",
    "next": "next_quarter",
    "profile": "render_commands",
    "review": "render_commands",
    "schema": "schema",
}
"""The module of each command, which registers it with `main`."""


class Program(click.Group):
    """The command: whatever goes wrong is said in words, never as a traceback.

    Problems and failures end it with exit code 1, wrong usage with 2, Ctrl-C with 130. A command's module is imported
    when it is first asked for, with the libraries that it needs and no others.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands."""
        return sorted(MODULES)

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        """The context of a run, for which `--help` imports every command; Ctrl-C ends that in words, too."""
        try:
            return super().make_context(*args, **kwargs)
        except KeyboardInterrupt:
            raise _stopped() from None

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """A command by its name."""
        if name in MODULES and name not in self.commands:
            import_module(f"kamdeck.cli.{MODULES[name]}")
        return super().get_command(ctx, name)

    def invoke(self, ctx: click.Context) -> Any:
        """Runs a command and turns what goes wrong into words."""
        print_anything()
        collect_rarely()
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
        except (click.ClickException, Exit, click.Abort, BrokenPipeError):
            raise
        except Exception as error:
            show_traceback(error)
            click.echo(report_errors(error), err=True)
            ctx.exit(1)

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        """A command by its name; where there is none, what was perhaps meant."""
        name = args[0]
        if name in MODULES or name.startswith("-") or ctx.resilient_parsing:
            return super().resolve_command(ctx, args)
        meant = suggest(name, MODULES)
        if not meant and os.path.exists(name):  # noqa: PTH110 - Path.exists raises where a name cannot be one
            meant = f"; to render a plan, write 'kamdeck review {name}'"
        said = f"'{name}' is not a command{meant or '; the commands are ' + ', '.join(sorted(MODULES))}"
        raise click.UsageError(said, ctx)


def _stopped() -> Exit:
    """The end of a command that Ctrl-C has stopped, which is told."""
    click.echo(STOPPED, err=True)
    return Exit(STOPPED_CODE)


@click.group(cls=Program, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="kamdeck")
@documented(
    """Render key account plans as native Office documents.

    \b
    Exit codes: 0 done; 1 the plan or layout has problems, or a render failed;
    2 wrong usage; 130 stopped by Ctrl-C, 143 by SIGTERM.
    """
)
def main() -> None:
    pass
