"""Writes new plans and notes: a file is written completely or not at all, and never replaced without --force."""

from pathlib import Path

import click

from kamdeck.ooxml.package import save_atomically
from kamdeck.output import refuse_irregular
from kamdeck.problems import output_problem

REPLACE = click.option("--force", is_flag=True, help="Replace an existing file.")


def refuse_existing(path: Path, *, force: bool) -> None:
    """Raises `Problems` if the file exists, unless `force` is set."""
    refuse_irregular(path)
    if path.exists() and not force:
        raise output_problem(f"{path} already exists; name another file, or replace it with --force")


def write_file(path: Path, blob: bytes, *, force: bool) -> None:
    """Writes a file completely or not at all, and creates its folder."""
    refuse_existing(path, force=force)
    path.parent.mkdir(parents=True, exist_ok=True)
    save_atomically(path, blob)
