"""The bytes of a new file and its path go in, the file stands there whole; none that is there already is lost."""

from pathlib import Path

import click

from kamdeck.ooxml.package import save_atomically
from kamdeck.output import refuse_irregular
from kamdeck.problems import output_problem

REPLACE = click.option("--force", is_flag=True, help="Replace the file, where there is one.")


def refuse_existing(path: Path, *, force: bool) -> None:
    """Raises Problems where a file would be replaced that nobody said to replace."""
    refuse_irregular(path)
    if path.exists() and not force:
        raise output_problem(f"{path} is there already; name another file, or replace it with --force")


def write_file(path: Path, blob: bytes, *, force: bool) -> None:
    """Writes the whole file or nothing."""
    refuse_existing(path, force=force)
    path.parent.mkdir(parents=True, exist_ok=True)
    save_atomically(path, blob)
