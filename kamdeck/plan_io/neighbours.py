"""Collects the names of all accounts and people in a folder of plans.

A quality rule searches each plan for names of other accounts, which are left over when a plan is copied.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kamdeck.model.account import account_id
from kamdeck.model.catalogue import at, entries, text_of
from kamdeck.model.inputs import is_ignored
from kamdeck.model.neighbour import Neighbour
from kamdeck.plan_io.document_kind import PART
from kamdeck.plan_io.plan_file import read
from kamdeck.plan_io.suffixes import SUFFIXES
from kamdeck.plan_io.yaml import plain
from kamdeck.problems import Problem, Problems, problem


def neighbours(folder: Path, unread: list[Problem] | None = None) -> tuple[Neighbour, ...]:
    """The accounts of the plans in a folder and its subfolders; a folder without an account gives none.

    Args:
        folder: The folder.
        unread: A list to which the problems of files that cannot be read are added; None to raise them.

    Raises:
        Problems: If there is no such folder, or `unread` is None and a file cannot be read.
    """
    if not folder.is_dir():
        raise problem(f"there is no folder '{folder}'; give the one with your accounts' plans")
    found: dict[str, Neighbour] = {}
    # File systems list folders in different orders; the result must not depend on that.
    for each in (folder, *sorted(inner for inner in folder.rglob("*") if _is_searched(inner, folder))):
        for neighbour in _in_folder(each, unread):
            known = found.get(neighbour.id)
            found[neighbour.id] = _joined(known, neighbour) if known else neighbour
    return tuple(found.values())


def _is_searched(path: Path, folder: Path) -> bool:
    return path.is_dir() and not any(is_ignored(part) for part in path.relative_to(folder).parts)


def _in_folder(folder: Path, unread: list[Problem] | None) -> Iterator[Neighbour]:
    """The accounts of one folder; if there is only one, the people in all files of the folder are its people."""
    inside = sorted(file for file in folder.iterdir() if file.suffix.lower() in SUFFIXES and file.is_file())
    files = [file for file in inside if not is_ignored(file.name)]
    raw = [found for file in files if (found := _written(file, unread)) is not None]
    owners = [each for each in raw if isinstance(at(each, "account", "id"), str)]
    for owner in owners:
        # With several accounts in one folder, a file without an account cannot be assigned to one of them.
        parts = raw if len(owners) == 1 else [owner]
        people = tuple(name for each in parts for name in _people(each))
        account = at(owner, "account")
        aliases = account.get("aliases")
        texts = [account.get("name"), *(aliases if isinstance(aliases, list) else ())]
        names = (part for name in texts for part in text_of(name).parts)
        yield Neighbour(account_id(account["id"]), tuple(names), people)


def _written(file: Path, unread: list[Problem] | None) -> Any:
    try:
        return plain(read(file, str(file), PART).root)
    except Problems as problems:
        if unread is None:
            raise
        unread.extend(problems.problems)
        return None


def _people(raw: Any) -> Iterator[str]:
    for _, person in entries(at(raw, "profile", "people")):
        yield from text_of(person.get("name")).parts


def _joined(one: Neighbour, other: Neighbour) -> Neighbour:
    """One account with the names from several of its plans, such as this quarter's and last quarter's."""
    names, people = (*one.names, *other.names), (*one.people, *other.people)
    return Neighbour(one.id, tuple(dict.fromkeys(names)), tuple(dict.fromkeys(people)))
