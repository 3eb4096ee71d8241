"""A plan's files and the place of its next quarter go in, their new texts come out, and what was done to them."""

import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, get_args

from kamdeck.model import Action, Deal, Plan, PlanPart, keys, model_of
from kamdeck.model.periods import Quarter
from kamdeck.model.states import FINISHED, is_open
from kamdeck.model.values import ActionId, DealId, PlanStatus, Stage
from kamdeck.model.vocabulary import spelling
from kamdeck.plan_io.load import loads_all, read_files
from kamdeck.plan_io.plan_file import PlanFile
from kamdeck.plan_io.rollforward.changeable import changeable
from kamdeck.plan_io.rollforward.file_texts import FileText, without_mark
from kamdeck.plan_io.rollforward.past_entries import DATED, left_over, past_demand, past_items, questions
from kamdeck.plan_io.rollforward.yaml_spans import Span
from kamdeck.plan_io.yaml import plain

ENDED = {"deals": ("stage", {str(Stage.WON), str(Stage.LOST)}), "actions": ("status", {str(each) for each in FINISHED})}
"""What is taken out of each list: the entries whose field says one of these words."""
KINDS: dict[str, type] = {"deals": DealId, "actions": ActionId}


@dataclass
class Rolled:
    """The next quarter's files by their paths, and what was done, for the person who asked.

    `out` are the ids of what was taken out, or names; `left` is what has ended but stands in an included file; `asked`
    are questions about the quarter that ended, which only a person can answer.
    """

    files: dict[Path, str | bytes] = field(default_factory=dict)
    period: str = ""
    review_date: str = ""
    out: dict[str, list[str]] = field(default_factory=dict)
    left: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    draft: bool = False


def roll(plan: Plan, previous: Path, target: Path) -> Rolled:
    """The plan of the next quarter, its files to stand at `target`, with `previous` as last quarter's plan.

    Raises Problems where a change would touch what an alias repeats elsewhere.
    """
    own, included = read_files(plan.file)
    rolling = _Rolling(plan, own, included)
    rolling.take_out()
    rolling.take_out_past()
    rolling.move_on(os.path.relpath(previous, target if plan.file.is_dir() else target.parent))
    for text in rolling.texts:
        text.relocate(_home(text.path, plan.file, target).parent)
        text.refuse_loose_aliases()
        rolling.done.files[_home(text.path, plan.file, target)] = text.applied()
    found = loads_all({str(path): without_mark(text) for path, text in rolling.done.files.items()})
    rolling.done.left = [f"{name.removesuffix('s')} {_name_of(each)}" for name in ENDED for each in _ended(found, name)]
    rolling.done.left += left_over(found, found.period)
    rolling.done.asked = list(questions(plan))
    return rolling.done


def moved(plan: Plan, target: Path) -> dict[Path, str | bytes]:
    """The plan's files as they are, to stand at `target`: only the paths in them lead from there."""
    found: dict[Path, str | bytes] = {}
    for file in read_files(plan.file)[0]:
        text = changeable(file)
        home = _home(text.path, plan.file, target)
        text.relocate(home.parent, previous=True)
        found[home] = text.applied()
    return found


def _home(path: Path, plan: Path, target: Path) -> Path:
    return target / path.name if plan.is_dir() else target


class _Rolling:
    """One rolling of a plan to the next quarter."""

    def __init__(self, plan: Plan, own: list[PlanFile], included: list[PlanFile]) -> None:
        self.plan = plan
        self.texts = [changeable(file) for file in own]
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

    def take_out_past(self) -> None:
        """Takes out what lies in the quarter that ended: decisions, steps of the decision process, demand."""
        period, months = self.plan.period.next(), set[str]()
        for text in self.texts:
            for name, (path, _, _) in DATED.items():
                if pair := text.at(*path):
                    past = past_items(name, pair[1], period)
                    text.edits.remove_items(pair[0], pair[1], past)
                    self.done.out[name] = [*self.done.out.get(name, ()), *past.values()]
            if pair := text.at("resources"):
                for demand, past_months in past_demand(pair[1], period):
                    text.edits.remove_pairs(demand, past_months)
                    months.update(past_months)
        self.done.out["demand"] = sorted(months)

    def _goes(self, name: str, item: Span, ended: set[str]) -> bool:
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


def _shared_ids(included: list[PlanFile], name: str) -> set[str]:
    """The ids in a list that included files lay under the plan's own."""
    entries = [each for file in included for each in plain(file.root).get(name) or () if isinstance(each, dict)]
    return {str(each["id"]).strip() for each in entries if each.get("id")}


def _name_of(ended: Deal | Action) -> str:
    return str(ended.id or (ended.name if isinstance(ended, Deal) else ended.action))


def _called(item: Span) -> str:
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


def _forget(text: FileText, kind: type, ids: set[str]) -> None:
    """Takes every mention of ended things out of a file."""
    if ids:
        _forget_in(text, text.root, Plan, kind, ids)


def _forget_in(text: FileText, spot: Span, model: type[PlanPart], kind: type, ids: set[str]) -> None:
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
