"""What the index page lists: an account, what became of it, its files and its problems."""

from dataclasses import dataclass
from typing import Literal

from kamdeck.plan.values import Text
from kamdeck.portfolio import Summary

Status = Literal["written", "unchanged", "failed"]
"""What became of an account: its files are new, were there already, or are missing."""


@dataclass(frozen=True, slots=True)
class Link:
    """A file: its `kind` is its layout's name, `path` starts from the page's folder, with "/" between folders."""

    kind: str
    path: str


@dataclass(frozen=True, slots=True)
class Entry:
    """An account, or a plan that could not be read, which has no `summary` and is called by its file."""

    id: str
    name: Text
    status: Status
    summary: Summary | None = None
    files: tuple[Link, ...] = ()
    problems: tuple[str, ...] = ()
