"""Error messages of the command line for failures that are not problems of an input, and warnings."""

import os
import sys
from collections.abc import Iterable
from io import TextIOWrapper
from typing import TYPE_CHECKING

import click

from kamdeck import __version__
from kamdeck.os_messages import DEBUG, os_error_text

if TYPE_CHECKING:
    from kamdeck.plan_io import Plan


def report_errors(error: Exception) -> str:
    """The message for an error of the operating system or a bug."""
    return f"{os_error_text(error)}; nothing was written." if isinstance(error, OSError) else _bug_message(error)


def print_warnings(plans: "Iterable[Plan]") -> None:
    """Prints the warnings of plans to standard error, each once, even if two plans share a file."""
    if found := dict.fromkeys(each for plan in plans for each in plan.warnings):
        # Imported here, since most plans have no warning, and several commands need no words otherwise.
        from kamdeck.warning_report import warning_line

        for warning in found:
            click.echo(warning_line(warning), err=True)


def escape_unprintable() -> None:
    """Escapes characters that the terminal's encoding lacks, instead of failing on them."""
    # Chinese names cannot be encoded in cp1252 or ASCII, which are usual encodings on Windows and in containers.
    # A program may have replaced a stream by an object without `reconfigure`.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _bug_message(error: Exception) -> str:
    if isinstance(error, MemoryError):
        return "Out of memory; close other programs, or split the plan; nothing was written."
    import traceback

    where = traceback.extract_tb(error.__traceback__)
    location = f" at {os.path.basename(where[-1].filename)}:{where[-1].lineno}" if where else ""  # noqa: PTH119
    message = " ".join(str(error).split())[:200]
    return (
        f"This is a bug in kamdeck {__version__}, not in your files: {type(error).__name__}{location}"
        f"{f': {message}' if message else ''}. Please report it; {DEBUG}=1 shows the traceback to send along."
    )
