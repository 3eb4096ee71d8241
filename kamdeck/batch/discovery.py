"""Finds the files that may be plans, in the files and folders that a batch is given."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from kamdeck.model.inputs import is_file, is_folder, is_ignored, plan_at
from kamdeck.os_messages import os_error_text
from kamdeck.plan_io.plan_paths import missing
from kamdeck.plan_io.suffixes import SUFFIXES
from kamdeck.problems import Problem

SKIPPED = ("archive", "archives")
"""Folders that are not searched; plans may still name an archived plan in `previous`."""


def find_files(paths: Iterable[Path], output: Path) -> tuple[tuple[Path, ...], tuple[Problem, ...]]:
    """The given files and those in the given folders, each once, and problems with the paths.

    The `output` folder is not searched, even if it lies inside a given folder.
    """
    found: dict[str, Path] = {}
    problems: list[Problem] = []
    for path in map(plan_at, paths):
        inner = list(_searched(path, os.path.realpath(output), problems)) if is_folder(path) else []
        # Pipes are left out: reading one may block forever.
        if is_file(path):
            inner = [path]
        elif not inner:
            problems.append(Problem(_reason(path), str(path)))
        for each in inner:
            # The same file can be reached through a link, or be given together with its folder.
            found.setdefault(os.path.realpath(each), each)
    return tuple(found.values()), tuple(problems)


def _reason(path: Path) -> str:
    if message := missing(path):
        message = message.replace("there is no such file", "there is no such file or folder", 1)
        return message.replace("; correct the path", "; name plans or folders of plans")
    noun = "there is no plan in this folder" if is_folder(path) else "this is neither a file nor a folder"
    return f"{noun}; name plans or folders of plans"


def _searched(folder: Path, output: str, problems: list[Problem]) -> Iterator[Path]:
    """The files of a folder and its subfolders, sorted by name, without hidden files and the output folder."""
    try:
        inside = sorted(folder.iterdir())
    except OSError as error:
        problems.append(Problem(os_error_text(error).removeprefix(f"{folder}: "), str(folder)))
        return
    for path in inside:
        if is_ignored(path.name):
            continue
        if is_folder(path):
            # Links to folders are not followed, since they may form a cycle.
            if path.name.lower() not in SKIPPED and not path.is_symlink() and os.path.realpath(path) != output:
                yield from _searched(path, output, problems)
        elif path.suffix.lower() in SUFFIXES and is_file(path):
            yield path
        # What remains with such a suffix is a pipe, or a link without a target. Only the link is reported, as its
        # plan would otherwise be missing without a word.
        elif path.suffix.lower() in SUFFIXES and os.path.islink(path):  # noqa: PTH114
            problems.append(Problem(missing(path), str(path)))
