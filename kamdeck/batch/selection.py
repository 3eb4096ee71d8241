"""Glances at files go in; the plans to be rendered come out, one an account, and what is wrong among them."""

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from kamdeck.model.inputs import is_file
from kamdeck.plan_io.header import PlanHeader, read_header
from kamdeck.plan_io.suffixes import SUFFIXES
from kamdeck.problems import Place, Problem

OURS = re.compile(r"index\.html|portfolio-.*\.pptx", re.IGNORECASE)
"""What stands in the output folder beside the accounts' own folders."""


@dataclass(frozen=True)
class Found:
    """A plan by its file or folder."""

    plan: Path
    account: str
    period: str


@dataclass(frozen=True)
class Selection:
    """The plans by their accounts; `older` are plans of earlier quarters, which were passed over."""

    plans: tuple[Found, ...]
    older: tuple[Path, ...]
    problems: tuple[Problem, ...]


def select(glances: Iterable[PlanHeader], named: Iterable[Path]) -> Selection:
    """The latest plan of every account; `named` are the files that somebody named one by one."""
    return _Selector({os.path.realpath(each.path): each for each in glances}, named).selection()


class _Selector:
    """One selection; files are known by their real paths."""

    def __init__(self, glances: dict[str, PlanHeader], named: Iterable[Path]) -> None:
        self.glances = glances
        self.candidates = tuple(glances)
        self.named = {os.path.realpath(path) for path in named}
        self.problems: list[Problem] = []

    def selection(self) -> Selection:
        """What counts."""
        self.problems += [each for name in self.candidates for each in self.glances[name].problems]
        self._tell_circles()
        accounts: dict[str, list[Found]] = {}
        for each in self._plans():
            accounts.setdefault(each.account.casefold(), []).append(each)
        latest = [(found, plans) for _, plans in sorted(accounts.items()) if (found := self._latest(plans))]
        older = tuple(old.plan for found, plans in latest for old in plans if old is not found)
        return Selection(tuple(found for found, _ in latest), older, tuple(self.problems))

    # -- what each file is -----------------------------------------------------------------------------------------

    @cached_property
    def _free(self) -> tuple[str, ...]:
        """The candidates that no other file names."""
        taken = {one for name in self.candidates for one in self._names(name)}
        return tuple(name for name in self.candidates if not any(each in taken for each in (name, *_above(name))))

    def _names(self, name: str) -> Iterator[str]:
        """Every file, or folder, that a file names, directly or through those that it includes."""
        for one in self._layers(name):
            if one != name:
                yield one
            if previous := self._glance(one).previous:
                yield os.path.realpath(previous)

    def _layers(self, name: str) -> list[str]:
        """A file and all that it includes, the upper ones first."""
        layers: dict[str, None] = {}
        waiting = [name]
        while waiting:
            one = waiting.pop()
            if one not in layers:
                layers[one] = None
                waiting += [os.path.realpath(path) for path in self._glance(one).includes]
        return list(layers)

    def _glance(self, name: str) -> PlanHeader:
        if name not in self.glances:
            path = Path(name)
            readable = path.suffix.lower() in SUFFIXES and is_file(path)
            self.glances[name] = read_header(path) if readable else PlanHeader(path)
        return self.glances[name]

    def _first(self, name: str, said: Callable[[PlanHeader], str]) -> str:
        """What the uppermost layer that says something says."""
        return next((found for one in self._layers(name) if (found := said(self._glance(one)))), "")

    def _account(self, name: str) -> str:
        return self._first(name, lambda each: each.account)

    # -- plans -----------------------------------------------------------------------------------------------------

    def _plans(self) -> Iterator[Found]:
        """The free files that say whose plan they are, and the folders whose files are one plan together."""
        for folder, names in self._by_folder().items():
            owners = [name for name in names if self._account(name)]
            others = [name for name in names if name not in owners]
            if len(owners) == 1 and not self.named.intersection(names) and self._are_parts(others):
                yield self._found(folder, owners[0], names)
                continue
            yield from (self._found(self._glance(name).path, name, [name]) for name in owners)
            for name in self.named.intersection(others):
                if not self._glance(name).problems:
                    self._say(name, "this file has no account.id, so it is no plan; give it one, or name its folder")

    def _by_folder(self) -> Mapping[Path, list[str]]:
        folders: dict[Path, list[str]] = {}
        for name in self._free:
            folders.setdefault(self._glance(name).path.parent, []).append(name)
        return folders

    def _are_parts(self, names: list[str]) -> bool:
        """Whether every one of some files, of which there is one at least, holds a part of a plan."""
        return bool(names) and all(self._glance(name).part for name in names)

    def _found(self, plan: Path, owner: str, names: list[str]) -> Found:
        period = next((found for name in (owner, *names) if (found := self._first(name, lambda one: one.period))), "")
        return Found(plan, self._account(owner), period)

    # -- one plan an account ---------------------------------------------------------------------------------------

    def _latest(self, plans: list[Found]) -> Found | None:
        """The plan of the latest quarter; none where that is not one plan, which is told."""
        period = max(each.period for each in plans)
        last = [each for each in plans if each.period == period]
        spelled = sorted({each.account for each in plans})
        if len(spelled) > 1:
            files = " and ".join(str(each.plan) for each in plans)
            self._tell(last[0], f"{' and '.join(spelled)} would share one folder; give one an id of its own: {files}")
        elif len(last) > 1:
            others = " and ".join(str(each.plan) for each in last[1:])
            self._tell(last[0], f"{others} is a plan of '{spelled[0]}' for {period or 'no quarter'} too; keep one")
        elif OURS.fullmatch(spelled[0]):
            self._tell(last[0], f"'{spelled[0]}' is a file's name of kamdeck's own; give the account another id")
        else:
            return last[0]
        return None

    def _tell_circles(self) -> None:
        """Plans that name each other would all not count, and nobody would know."""
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
                self._say(name, "this plan and another name each other; `previous` names the one of last quarter")

    def _tell(self, found: Found, message: str) -> None:
        self.problems.append(Problem(message, "account.id", Place(str(found.plan), 1, 1)))

    def _say(self, name: str, message: str) -> None:
        self.problems.append(Problem(message, "", Place(str(self._glance(name).path), 1, 1)))


def _above(name: str) -> Iterable[str]:
    return (str(parent) for parent in Path(name).parents)
