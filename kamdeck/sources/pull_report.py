"""What a pull did, or would do: the tables that it read, the accounts, and what could not be read."""

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum
from pathlib import Path

from kamdeck.dataclass import dataclass
from kamdeck.problems import Problem


class PullState(StrEnum):
    """What a pull did with an account's plan."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    FAILED = "failed"


@dataclass(frozen=True)
class ReadTable:
    """A table that was read: its name, the number of its rows, where it is, and how it was read."""

    name: str
    rows: int
    origin: str
    described: str


@dataclass(frozen=True)
class PulledAccount:
    """What was done with an account.

    Attributes:
        id: The account's id.
        folder: The folder of its plan.
        state: Whether its facts are new, changed or unchanged; or the pull failed, see `problems`.
        counts: The number of entries by list.
        gone: The entries that the sources no longer have, as "deals d1 (Core system)".
        archived: The file in which last period's plan was archived.
        changes: With a dry run, what would change, in the words of `kamdeck changes`.
        problems: Why the pull failed, or why the plan with the new facts cannot be read.
    """

    id: str
    folder: Path
    state: PullState
    counts: Mapping[str, int] = field(default_factory=dict)
    gone: tuple[str, ...] = ()
    archived: Path | None = None
    changes: str = ""
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class PullReport:
    """The result of a pull.

    Attributes:
        tables: The tables that were read.
        accounts: The accounts, sorted by id.
        left: The ids of accounts that were pulled before and are not among these; their folders stay as they are.
        rejected_rows: The number of rejected rows by table.
        rejected_values: The number of values that were left out of rows that were kept.
        rejected_file: The list of them.
    """

    tables: tuple[ReadTable, ...]
    accounts: tuple[PulledAccount, ...]
    left: tuple[str, ...]
    rejected_rows: Mapping[str, int]
    rejected_values: int
    rejected_file: Path

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The problems of all accounts."""
        return tuple(problem for each in self.accounts for problem in each.problems)

    def count(self, state: PullState) -> int:
        """How many accounts have a state."""
        return sum(each.state is state for each in self.accounts)
