"""What went wrong beyond any input goes in, a line for the person at the keyboard comes out: what, and what to do."""

import os
import sys
import traceback
from collections.abc import Iterable
from io import TextIOWrapper
from typing import TYPE_CHECKING

import click

from kamdeck import __version__
from kamdeck.os_messages import DEBUG, os_error_text

if TYPE_CHECKING:
    from kamdeck.plan_io import Plan


def report_errors(error: Exception) -> str:
    """The line for an error that no input explains."""
    return f"{os_error_text(error)}; nothing was written." if isinstance(error, OSError) else _of_bug(error)


def print_warnings(plans: "Iterable[Plan]") -> None:
    """Shows on standard error what plans probably do not mean; each warning once, also where two plans share a file."""
    for warning in dict.fromkeys(each for plan in plans for each in plan.warnings):
        click.echo(str(warning), err=True)


def print_anything() -> None:
    """Lets the terminal take every character: one that it cannot show is escaped, as in a name that is not UTF-8."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _of_bug(error: Exception) -> str:
    if isinstance(error, MemoryError):
        return "The memory is used up; close other programs, or split the plan; nothing was written."
    where = traceback.extract_tb(error.__traceback__)
    spot = f" at {os.path.basename(where[-1].filename)}:{where[-1].lineno}" if where else ""  # noqa: PTH119
    said = " ".join(str(error).split())[:200]
    return (
        f"This is a bug in kamdeck {__version__}, not in your files: {type(error).__name__}{spot}"
        f"{f': {said}' if said else ''}. Please report it; {DEBUG}=1 shows the traceback to send along."
    )
