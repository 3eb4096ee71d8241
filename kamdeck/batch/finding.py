"""Files and folders go in; the files that may be plans come out."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from kamdeck.plan.glance import SUFFIXES
from kamdeck.plan.inputs import is_aside
from kamdeck.problems import Problem

PASSED = ("archive", "archives")
"""Folders of plans that are no longer anybody's: not searched, though a plan may name one of theirs in `previous`."""


def found_in(paths: Iterable[Path], output: Path) -> tuple[tuple[Path, ...], tuple[Problem, ...]]:
    """The files that are named or lie in the named folders, each once; and what is wrong with the names."""
    found: dict[Path, Path] = {}
    problems = []
    for path in paths:
        inner = list(_searched(path, output.resolve())) if path.is_dir() else [path] if path.is_file() else []
        if not inner:
            missing = "no plan lies in this folder" if path.is_dir() else "there is no such file or folder"
            # A pipe could be read but once, and whoever reads it waits for what may never come.
            if path.exists() and not path.is_dir():
                missing = "this is neither a file nor a folder"
            problems.append(Problem(f"{missing}; name plans, or folders of them", str(path)))
        for each in inner:
            found.setdefault(each.resolve(), each)
    return tuple(found.values()), tuple(problems)


def _searched(folder: Path, output: Path) -> Iterator[Path]:
    """The files of a folder and of those in it, in the order of their names; what is hidden or was rendered apart."""
    for path in sorted(folder.iterdir()):
        if is_aside(path.name):
            continue
        if path.is_dir():
            # A link to a folder may lead in a circle.
            if path.name.lower() not in PASSED and not path.is_symlink() and path.resolve() != output:
                yield from _searched(path, output)
        elif path.suffix.lower() in SUFFIXES and path.is_file():
            yield path
