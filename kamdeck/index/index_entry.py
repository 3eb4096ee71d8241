"""What the index page lists: an account, what became of it, its files and its problems."""

from dataclasses import dataclass
from typing import Literal

from kamdeck.model.values import Text
from kamdeck.portfolio import Summary

Status = Literal["written", "unchanged", "failed"]
"""What became of an account: its files are new, were there already, or are missing."""


@dataclass(frozen=True, slots=True)
class IndexLink:
    """A file: its `kind` is its layout's name, `path` starts from the page's folder, with "/" between folders."""

    kind: str
    path: str


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """An account, or a plan that could not be read, which has no `summary` and is called by its file."""

    id: str
    name: Text
    status: Status
    summary: Summary | None = None
    files: tuple[IndexLink, ...] = ()
    problems: tuple[str, ...] = ()
