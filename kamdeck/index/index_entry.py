"""The entries of the index page: accounts with their status, files and problems."""

from pathlib import PurePosixPath
from typing import Literal

from kamdeck.dataclass import dataclass
from kamdeck.model.values import Text
from kamdeck.portfolio import Summary

Status = Literal["written", "unchanged", "failed"]
"""Whether the files of an account were written in this batch, were up to date already, or could not be made."""


@dataclass(frozen=True, slots=True)
class IndexLink:
    """A link to a file: `kind` is the name of its layout, `path` is relative to the page's folder, with "/"."""

    kind: str
    path: str

    @property
    def for_customer(self) -> bool:
        """Whether the file is of the customer's edition, which its name says."""
        return PurePosixPath(self.path).stem.endswith("-customer")


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """An account; one whose plan could not be read has no `summary`, and its name is that of its file."""

    id: str
    name: Text
    status: Status
    summary: Summary | None = None
    files: tuple[IndexLink, ...] = ()
    problems: tuple[str, ...] = ()
