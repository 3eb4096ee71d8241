"""Files and folders go in; the files that may be plans come out."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from kamdeck.model.inputs import is_file, is_folder, is_ignored
from kamdeck.os_messages import os_error_text
from kamdeck.plan_io.plan_paths import missing
from kamdeck.plan_io.suffixes import SUFFIXES
from kamdeck.problems import Problem

PASSED = ("archive", "archives")
"""Folders of plans that are no longer anybody's: not searched, though a plan may name one of theirs in `previous`."""


def found_in(paths: Iterable[Path], output: Path) -> tuple[tuple[Path, ...], tuple[Problem, ...]]:
    """The files that are named or lie in the named folders, each once; and what is wrong with the names."""
    found: dict[str, Path] = {}
    problems: list[Problem] = []
    for path in paths:
        inner = list(_searched(path, os.path.realpath(output), problems)) if is_folder(path) else []
        # A pipe could be read but once, and whoever reads it waits for what may never come.
        if is_file(path):
            inner = [path]
        elif not inner:
            problems.append(Problem(_why_none(path), str(path)))
        for each in inner:
            found.setdefault(os.path.realpath(each), each)
    return tuple(found.values()), tuple(problems)


def _why_none(path: Path) -> str:
    if said := missing(path):
        said = said.replace("there is no such file", "there is no such file or folder", 1)
        return said.replace("; correct the path", "; name plans, or folders of them")
    noun = "no plan lies in this folder" if is_folder(path) else "this is neither a file nor a folder"
    return f"{noun}; name plans, or folders of them"


def _searched(folder: Path, output: str, problems: list[Problem]) -> Iterator[Path]:
    """The files of a folder and of those in it, in the order of their names; what is hidden or was rendered apart."""
    try:
        inside = sorted(folder.iterdir())
    except OSError as error:
        problems.append(Problem(os_error_text(error).removeprefix(f"{folder}: "), str(folder)))
        return
    for path in inside:
        if is_ignored(path.name):
            continue
        if is_folder(path):
            # A link to a folder may lead in a circle.
            if path.name.lower() not in PASSED and not path.is_symlink() and os.path.realpath(path) != output:
                yield from _searched(path, output, problems)
        elif path.suffix.lower() in SUFFIXES and is_file(path):
            yield path
        elif path.suffix.lower() in SUFFIXES and os.path.islink(path):  # noqa: PTH114
            problems.append(Problem(missing(path), str(path)))
