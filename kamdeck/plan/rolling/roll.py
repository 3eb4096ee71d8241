"""A plan's files and the place of its next quarter go in, their new texts come out, and what was done to them."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, get_args

from kamdeck.plan.figures.pipeline import is_open
from kamdeck.plan.figures.work import FINISHED
from kamdeck.plan.load import loads_all, read_files
from kamdeck.plan.model import Action, Deal, Part, Plan, keys, model_of
from kamdeck.plan.rolling.edits import Edits
from kamdeck.plan.rolling.spots import Spot, spots
from kamdeck.plan.sources.yaml import File, plain
from kamdeck.plan.times import Quarter
from kamdeck.plan.values import ActionId, DealId, PlanStatus, Stage
from kamdeck.plan.words import spelling
from kamdeck.problems import Place, problem

ENDED = {"deals": ("stage", {str(Stage.WON), str(Stage.LOST)}), "actions": ("status", {str(each) for each in FINISHED})}
"""What is taken out of each list: the entries whose field says one of these words."""
MARK = "\ufeff"
KINDS: dict[str, type] = {"deals": DealId, "actions": ActionId}


@dataclass
class Rolled:
    """The next quarter's files by their paths, and what was done, for the person who asked.

    `out` are the ids of what was taken out, or names; `left` is what has ended but stands in an included file.
    """

    files: dict[Path, str] = field(default_factory=dict)
    period: str = ""
    review_date: str = ""
    out: dict[str, list[str]] = field(default_factory=dict)
    left: list[str] = field(default_factory=list)
    draft: bool = False


def roll(plan: Plan, previous: Path, target: Path) -> Rolled:
    """The plan of the next quarter, its files to stand at `target`, with `previous` as last quarter's plan.

    Raises Problems where a change would touch what an alias repeats elsewhere.
    """
    own, included = read_files(plan.file)
    rolling = _Rolling(plan, own, included)
    rolling.take_out()
    rolling.move_on(os.path.relpath(previous, target if plan.file.is_dir() else target.parent))
    for text in rolling.texts:
        text.relocate(_home(text.path, plan.file, target).parent)
        text.refuse_loose_aliases()
        rolling.done.files[_home(text.path, plan.file, target)] = text.applied()
    found = loads_all({str(path): text.removeprefix(MARK) for path, text in rolling.done.files.items()})
    rolling.done.left = [f"{name.removesuffix('s')} {_name_of(each)}" for name in ENDED for each in _ended(found, name)]
    return rolling.done


def moved(plan: Plan, target: Path) -> dict[Path, str]:
    """The plan's files as they are, to stand at `target`: only the paths in them lead from there."""
    found = {}
    for file in read_files(plan.file)[0]:
        text = _Text(file)
        home = _home(text.path, plan.file, target)
        text.relocate(home.parent, previous=True)
        found[home] = text.applied()
    return found


def _home(path: Path, plan: Path, target: Path) -> Path:
    return target / path.name if plan.is_dir() else target


class _Text:
    """One of the plan's own files, and the changes to it."""

    def __init__(self, file: File) -> None:
        self.path = Path(file.name)
        raw = self.path.read_bytes().decode("utf-8")
        self.mark = MARK if raw.startswith(MARK) else ""
        json = self.path.suffix.lower() == ".json"
        self.edits = Edits(raw.removeprefix(MARK), json=json)
        self.root = spots(self.edits.text, json=json)

    def applied(self) -> str:
        """The text with every change, and the byte order mark that it began with."""
        return self.mark + self.edits.applied()

    def entries(self, name: str) -> Iterator[tuple[int, Spot]]:
        """The entries of a list of the plan, each with its index."""
        listed = self.at(name)
        if listed:
            yield from ((index, item) for index, item in enumerate(listed[1].items) if item.real().kind == "mapping")

    def at(self, *path: str) -> tuple[Spot, Spot] | None:
        """The key and the value at a path of the plan; nothing where an alias stands for it."""
        key, found = self.root, self.root
        for step in path:
            pair = next(((key, value) for key, value in found.pairs if key.value == step), None)
            if pair is None:
                return None
            key, found = pair
        return key, found

    def set(self, key: str, value: str) -> None:
        """A scalar of the plan, added behind the period where there is none."""
        pair = self.at(key)
        if pair is not None:
            self.edits.replace(pair[1], value)
        elif self.root.pairs:
            after = self.at("review_date") or self.at("period") or self.root.pairs[0]
            self.edits.insert(self.root, after[0], key, value)

    def relocate(self, folder: Path, *, previous: bool = False) -> None:
        """Lets the paths in the file lead from another folder."""
        if os.path.realpath(folder) == os.path.realpath(self.path.parent):
            return
        for name in ("include", "previous") if previous else ("include",):
            pair = self.at(name)
            for spot in (pair[1].items or [pair[1]]) if pair else ():
                written = spot.real().value.strip()
                if spot.real().kind == "scalar" and written and not Path(written).is_absolute():
                    self.edits.replace(spot, Path(os.path.relpath(self.path.parent / written, folder)).as_posix())

    def refuse_loose_aliases(self) -> None:
        """An alias whose anchor is taken out, or stands at a value that has changed, would mean something else now."""
        for spot in self.root.walk():
            target = spot.target
            if target is None or self.edits.is_gone(spot.start) or (spot.start, spot.end) in self.edits.put:
                continue
            changed = (target.start, target.end) in self.edits.put and target.kind == "scalar"
            if changed or self.edits.is_gone(target.start):
                said = "which the next quarter changes" if changed else "which the next quarter does not have"
                mend = f"write out what '*{spot.anchor}' stands for, and try again"
                raise problem(f"this repeats '&{spot.anchor}', {said}; {mend}", "", self._place(spot.start))

    def _place(self, offset: int) -> Place:
        lines = self.edits.text[:offset].splitlines(keepends=True) or [""]
        full = self.edits.text.splitlines()
        number = len(lines) + (1 if lines[-1].endswith(("\n", "\r")) else 0)
        column = 1 if number > len(lines) else len(lines[-1]) + 1
        return Place(str(self.path), number, column, full[number - 1] if number <= len(full) else "")


class _Rolling:
    """One rolling of a plan to the next quarter."""

    def __init__(self, plan: Plan, own: list[File], included: list[File]) -> None:
        self.plan = plan
        self.texts = [_Text(file) for file in own]
        self.shared = {name: _shared_ids(included, name) for name in ENDED}
        self.done = Rolled()

    def take_out(self) -> None:
        """Takes ended deals and actions out, and whatever names them."""
        for name in ENDED:
            taken: list[str] = []
            ended = {str(each.id) for each in _ended(self.plan, name) if each.id}
            for text in self.texts:
                out = [index for index, item in text.entries(name) if self._goes(name, item, ended)]
                pair = text.at(name)
                if pair and out:
                    taken += [_called(pair[1].items[index]) for index in out]
                    if len(out) == len(pair[1].items) and self.shared[name]:
                        text.edits.remove_pair(text.root, name)  # an empty list would replace what is included
                    else:
                        text.edits.remove_items(pair[0], pair[1], out)
            self.done.out[name] = taken
            for text in self.texts:
                _forget(text, KINDS[name], {*taken} & ended)

    def _goes(self, name: str, item: Spot, ended: set[str]) -> bool:
        """Whether an entry is taken out; not where an included file would bring it back as it was."""
        entry_id = item.real().said("id")
        key, words = ENDED[name]
        if not entry_id:
            return spelling(item.real().said(key)) in words
        return entry_id in ended and entry_id not in self.shared[name]

    def move_on(self, previous: str) -> None:
        """Moves the period and the review date, names last quarter's plan, and makes the plan a draft."""
        main = next((text for text in self.texts if text.at("period")), self.texts[0])
        self.done.period = self.plan.period.next()
        main.set("previous", Path(previous).as_posix())
        main.set("period", self.done.period)
        for text in self.texts:
            if text.at("review_date") and text.root.said("review_date"):
                self.done.review_date = str(_three_months_on(self.plan.review_date))
                text.set("review_date", self.done.review_date)
            if PlanStatus.of(text.root.said("status")) in (PlanStatus.SUBMITTED, PlanStatus.APPROVED):
                text.set("status", str(PlanStatus.DRAFT))
                self.done.draft = True


def _ended(plan: Plan, name: str) -> Iterable[Deal | Action]:
    if name == "deals":
        return [deal for deal in plan.deals if deal.stage and not is_open(deal)]
    return [action for action in plan.actions if action.status in FINISHED]


def _shared_ids(included: list[File], name: str) -> set[str]:
    """The ids in a list that included files lay under the plan's own."""
    entries = [each for file in included for each in plain(file.root).get(name) or () if isinstance(each, dict)]
    return {str(each["id"]).strip() for each in entries if each.get("id")}


def _name_of(ended: Deal | Action) -> str:
    return str(ended.id or (ended.name if isinstance(ended, Deal) else ended.action))


def _called(item: Spot) -> str:
    real = item.real()
    return real.said("id") or real.said("name") or real.said("action") or "one without a name"


def _three_months_on(day: date) -> date:
    """The same day three months later, or the last of a month that is too short."""
    first, months = Quarter.of(day), day.month - Quarter.of(day).months[0].number
    month = first.next().months[months]
    return min(
        date(month.year, month.number, min(day.day, 28)).replace(day=min(day.day, month.last_day.day)), month.last_day
    )


# -- what names the ended ------------------------------------------------------------------------------------------


def _forget(text: _Text, kind: type, ids: set[str]) -> None:
    """Takes every mention of ended things out of a file."""
    if ids:
        _forget_in(text, text.root, Plan, kind, ids)


def _forget_in(text: _Text, spot: Spot, model: type[Part], kind: type, ids: set[str]) -> None:
    known = keys(model)
    for key, value in spot.pairs:
        if key.value not in known or key.value == "id":
            continue
        field_ = model.model_fields[known[key.value]]
        if kind in _leaves(field_.annotation):
            if value.kind == "sequence":
                out = [index for index, item in enumerate(value.items) if item.real().value.strip() in ids]
                text.edits.remove_items(key, value, out)
            elif value.real().value.strip() in ids:
                text.edits.remove_pair(spot, key.value)
        inner = model_of(field_.annotation)
        if inner is not None:
            for each in value.items or [value]:
                _forget_in(text, each, inner, kind, ids)


def _leaves(annotation: Any) -> set[Any]:
    inner = get_args(annotation)
    return {annotation} if not inner else {leaf for each in inner for leaf in _leaves(each)}
