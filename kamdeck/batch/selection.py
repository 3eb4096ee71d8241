"""Selects the plans of a batch from the headers of files: the latest plan of each account."""

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path

from kamdeck.dataclass import dataclass
from kamdeck.model.inputs import PULLED_FILE, is_file
from kamdeck.plan_io.header import PlanHeader, read_header
from kamdeck.plan_io.suffixes import SUFFIXES
from kamdeck.problems import Place, Problem

RESERVED_NAMES = re.compile(r"index\.html|portfolio-.*\.pptx", re.IGNORECASE)
"""The names that kamdeck uses in the output folder beside the accounts' folders."""
# Case is ignored, since file systems of Windows and macOS ignore it.


@dataclass(frozen=True)
class FoundPlan:
    """A plan that was found, with the account and the period in its header; `plan` is its file or folder."""

    plan: Path
    account: str
    period: str


@dataclass(frozen=True)
class Selection:
    """The selected plans, sorted by account; `older` are skipped plans of earlier quarters."""

    plans: tuple[FoundPlan, ...]
    older: tuple[Path, ...]
    problems: tuple[Problem, ...]


def select(headers: Iterable[PlanHeader], named: Iterable[Path]) -> Selection:
    """Selects the latest plan of each account; `named` are files that were given individually, not by folder."""
    return _Selector({os.path.realpath(each.path): each for each in headers}, named).selection()


class _Selector:
    """Makes one selection; files are identified by their real paths."""

    def __init__(self, headers: dict[str, PlanHeader], named: Iterable[Path]) -> None:
        self.headers = headers
        self.candidates = tuple(headers)
        self.named = {os.path.realpath(path) for path in named}
        self.problems: list[Problem] = []

    def selection(self) -> Selection:
        """The selected plans, and problems among the files."""
        self.problems += [each for name in self.candidates for each in self.headers[name].problems]
        self._report_cycles()
        accounts: dict[str, list[FoundPlan]] = {}
        for each in self._plans():
            # Ids that differ only by case would share one folder on Windows and macOS; `_latest` reports them.
            accounts.setdefault(each.account.casefold(), []).append(each)
        latest = [(found, plans) for _, plans in sorted(accounts.items()) if (found := self._latest(plans))]
        older = tuple(old.plan for found, plans in latest for old in plans if old is not found)
        return Selection(tuple(found for found, _ in latest), older, tuple(self.problems))

    # -- what each file is -----------------------------------------------------------------------------------------

    @cached_property
    def _free(self) -> tuple[str, ...]:
        """The candidates that no other file includes or names as its previous plan."""
        taken = {one for name in self.candidates for one in self._names(name)}
        return tuple(name for name in self.candidates if not any(each in taken for each in (name, *_above(name))))

    def _names(self, name: str) -> Iterator[str]:
        """All files and folders to which a file refers, directly or through included files."""
        for one in self._layers(name):
            if one != name:
                yield one
            if previous := self._header(one).previous:
                yield os.path.realpath(previous)

    def _layers(self, name: str) -> list[str]:
        """A file and all files that it includes, those with precedence first."""
        # A file that is reached twice is not followed again, so that files that include each other end the search.
        layers: dict[str, None] = {}
        waiting = [name]
        while waiting:
            one = waiting.pop()
            if one not in layers:
                layers[one] = None
                waiting += [os.path.realpath(path) for path in self._header(one).includes]
        return list(layers)

    def _header(self, name: str) -> PlanHeader:
        # Included files may lie outside the folders that were searched.
        if name not in self.headers:
            path = Path(name)
            readable = path.suffix.lower() in SUFFIXES and is_file(path)
            self.headers[name] = read_header(path) if readable else PlanHeader(path)
        return self.headers[name]

    def _first(self, name: str, field: Callable[[PlanHeader], str]) -> str:
        """The first value in the layers of a file that is not empty."""
        return next((found for one in self._layers(name) if (found := field(self._header(one)))), "")

    def _account(self, name: str) -> str:
        return self._first(name, lambda each: each.account)

    # -- plans -----------------------------------------------------------------------------------------------------

    def _plans(self) -> Iterator[FoundPlan]:
        """The plans among the free files: files with an account id, and folders whose files form one plan."""
        for folder, names in self._by_folder().items():
            owners = [name for name in names if self._account(name)]
            others = [name for name in names if name not in owners]
            if any(self._header(name).path.name == PULLED_FILE for name in names):
                # What people wrote comes first, since it overrides what was pulled.
                by_people = sorted(names, key=lambda name: self._header(name).path.name == PULLED_FILE)
                yield self._found(folder, next((name for name in by_people if name in owners), names[0]), by_people)
                continue
            # Files that were given one by one are plans of their own, even if they lie in one folder.
            if len(owners) == 1 and not self.named.intersection(names) and self._are_parts(others):
                yield self._found(folder, owners[0], names)
                continue
            yield from (self._found(self._header(name).path, name, [name]) for name in owners)
            for name in self.named.intersection(others):
                if not self._header(name).problems:
                    self._report_file(
                        name,
                        "this file has no account.id, so it is not a plan; add one, or name the folder of its plan",
                    )

    def _by_folder(self) -> Mapping[Path, list[str]]:
        folders: dict[Path, list[str]] = {}
        for name in self._free:
            folders.setdefault(self._header(name).path.parent, []).append(name)
        return folders

    def _are_parts(self, names: list[str]) -> bool:
        """Whether there are files, and each of them holds a part of a plan."""
        return bool(names) and all(self._header(name).part for name in names)

    def _found(self, plan: Path, owner: str, names: list[str]) -> FoundPlan:
        period = next((found for name in (owner, *names) if (found := self._first(name, lambda one: one.period))), "")
        return FoundPlan(plan, self._account(owner), period)

    # -- one plan an account ---------------------------------------------------------------------------------------

    def _latest(self, plans: list[FoundPlan]) -> FoundPlan | None:
        """The plan of the latest quarter; None if there are several, which is reported."""
        period = max(each.period for each in plans)
        last = [each for each in plans if each.period == period]
        spelled = sorted({each.account for each in plans})
        if len(spelled) > 1:
            files = " and ".join(str(each.plan) for each in plans)
            accounts = " and ".join(spelled)
            self._report_plan(
                last[0], f"{accounts} would have the same output folder; give each a different id: {files}"
            )
        elif len(last) > 1:
            others = " and ".join(str(each.plan) for each in last[1:])
            self._report_plan(
                last[0], f"{others} is also a plan of '{spelled[0]}' for {period or 'no quarter'}; keep only one"
            )
        elif RESERVED_NAMES.fullmatch(spelled[0]):
            self._report_plan(
                last[0], f"'{spelled[0]}' is the name of a file that kamdeck writes; give the account another id"
            )
        else:
            return last[0]
        return None

    def _report_cycles(self) -> None:
        """Reports plans that name each other as previous, since otherwise all of them would be skipped silently."""
        reached: dict[str, None] = {}
        waiting = list(self._free)
        while waiting:
            name = waiting.pop()
            if name not in reached:
                reached[name] = None
                waiting += self._names(name)
        for name in self.candidates:
            inside = any(each in reached for each in (name, *_above(name)))
            if not inside and self._account(name):
                self._report_file(
                    name, "this plan and another refer to each other; `previous` must name last quarter's plan"
                )

    def _report_plan(self, found: FoundPlan, message: str) -> None:
        self.problems.append(Problem(message, "account.id", Place(str(found.plan), 1, 1)))

    def _report_file(self, name: str, message: str) -> None:
        self.problems.append(Problem(message, "", Place(str(self._header(name).path), 1, 1)))


def _above(name: str) -> Iterable[str]:
    # A plan may name a folder as its previous plan, to which all files in the folder belong.
    return (str(parent) for parent in Path(name).parents)
