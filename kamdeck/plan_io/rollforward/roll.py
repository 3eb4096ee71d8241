"""Rolls a plan forward to its next quarter: removes what has ended, and moves the period and the review date.

The new texts are returned together with a record of the changes; nothing is written here.
"""

import os
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import field
from datetime import date
from pathlib import Path
from typing import Any, get_args

from kamdeck.dataclass import dataclass
from kamdeck.message import Message
from kamdeck.model import Action, Deal, Plan, PlanPart, keys, model_of
from kamdeck.model.inputs import PULLED_FILE
from kamdeck.model.periods import Month
from kamdeck.model.states import FINISHED, is_open
from kamdeck.model.values import ActionId, ActionStatus, DealId, PlanStatus, Text
from kamdeck.plan_io.load import loads_all, read_files
from kamdeck.plan_io.plan_file import PlanFile
from kamdeck.plan_io.rollforward.changeable import changeable
from kamdeck.plan_io.rollforward.file_texts import FileText, without_byte_order_mark
from kamdeck.plan_io.rollforward.past_entries import (
    DATED,
    left_over,
    open_questions,
    past_demand,
    past_items,
    settled_options,
)
from kamdeck.plan_io.rollforward.yaml_spans import Span
from kamdeck.plan_io.yaml import plain
from kamdeck.problems import problem

ENDED = ("deals", "actions")
"""The lists from which entries that have ended are removed."""
KINDS: dict[str, type] = {"deals": DealId, "actions": ActionId}


@dataclass
class Rolled:
    """The next quarter's files by their paths, and what was changed in them.

    `removed` has the ids or names of removed entries by list, and the months of demand. `kept` are entries that have
    ended but come from an included file. `questions` are about the ended quarter, for the user to answer. `draft` says
    that the status was set back to draft.
    """

    files: dict[Path, str | bytes] = field(default_factory=dict)
    period: str = ""
    review_date: str = ""
    removed: dict[str, list[Text | Month]] = field(default_factory=dict)
    kept: list[Message] = field(default_factory=list)
    questions: list[Message] = field(default_factory=list)
    draft: bool = False


def roll(plan: Plan, previous: Path, target: Path) -> Rolled:
    """The plan of the next quarter.

    Args:
        plan: The plan of the current quarter.
        previous: The path that the current quarter's plan will have; the new plan names it.
        target: The file or folder to which the new plan will be written.

    Raises:
        Problems: If a YAML alias repeats a value that would change, or the new plan is not valid.
    """
    own, included = read_files(plan.file, plan.deployment)
    rollforward = _Rollforward(plan, own, included)
    rollforward.remove_ended()
    rollforward.remove_past()
    rollforward.advance(os.path.relpath(previous, target if plan.file.is_dir() else target.parent))
    for text in rollforward.texts:
        text.relocate(_new_path(text.path, plan.file, target).parent)
        text.refuse_loose_aliases()
        rollforward.result.files[_new_path(text.path, plan.file, target)] = text.applied()
    # Reading the new files also shows that they are a valid plan, before anything is written.
    texts = {str(path): without_byte_order_mark(text) for path, text in rollforward.result.files.items()}
    found = loads_all(texts, plan.deployment)
    rollforward.result.kept = [
        Message(f"next.kept.{name}", name=Text(_name_of(each))) for name in ENDED for each in _ended(found, name)
    ]
    rollforward.result.kept += left_over(found, found.period)
    rollforward.result.questions = list(open_questions(plan))
    return rollforward.result


def roll_beside_pulled(plan: Plan) -> Rolled:
    """What people wrote beside pulled facts, for the quarter to which `kamdeck pull` has moved the plan.

    What ended in last quarter's plan is removed. The period and the pulled facts stay as they are.

    Args:
        plan: The plan, with last quarter's plan, which `kamdeck pull` archived.

    Raises:
        Problems: If the plan has not been moved yet, an alias repeats a value that would change, or the new plan is not
            valid.
    """
    before = plan.previous_plan
    if before is None or before.period.next() != plan.period:
        fix = f"pull the facts of {plan.period.next()} first, which archives this quarter's plan"
        raise problem(f"the quarter of this plan is that of its sources, {plan.period}; {fix}", "period")
    own, included = read_files(plan.file, plan.deployment)
    rollforward = _Rollforward(before, own, included, only_ended_before=True)
    rollforward.remove_ended()
    rollforward.remove_past()
    rollforward.reset_status()
    rollforward.result.period = plan.period
    for text in rollforward.texts:
        text.refuse_loose_aliases()
        rollforward.result.files[text.path] = text.applied()
    pulled = plan.file / PULLED_FILE
    texts = {str(path): without_byte_order_mark(text) for path, text in rollforward.result.files.items()}
    loads_all({str(pulled): pulled.read_text("utf-8"), **texts}, plan.deployment)
    rollforward.result.questions = list(open_questions(before))
    return rollforward.result


def moved(plan: Plan, target: Path) -> dict[Path, str | bytes]:
    """The plan's files as they are after a move: only relative paths in them change.

    Args:
        plan: The plan.
        target: The file or folder to which the plan will be moved.
    """
    found: dict[Path, str | bytes] = {}
    for file in read_files(plan.file, plan.deployment)[0]:
        text = changeable(file)
        new_path = _new_path(text.path, plan.file, target)
        text.relocate(new_path.parent, previous=True)
        found[new_path] = text.applied()
    return found


def _new_path(path: Path, plan: Path, target: Path) -> Path:
    return target / path.name if plan.is_dir() else target


class _Rollforward:
    """Rolls one plan forward, step by step."""

    def __init__(
        self, plan: Plan, own: list[PlanFile], included: list[PlanFile], *, only_ended_before: bool = False
    ) -> None:
        self.plan = plan
        # The files may be newer than the plan: what has ended since then is not in it yet.
        self.only_ended_before = only_ended_before
        self.texts = [changeable(file) for file in own]
        self.shared = {name: _shared_ids(included, name) for name in ENDED}
        self.result = Rolled()

    def remove_ended(self) -> None:
        """Removes ended deals and actions, and all references to them."""
        for name in ENDED:
            removed_names: list[str] = []
            ended = {str(each.id) for each in _ended(self.plan, name) if each.id}
            for text in self.texts:
                removed = [index for index, item in text.entries(name) if self._to_remove(name, item, ended)]
                pair = text.at(name)
                if pair and removed:
                    removed_names += [_label(pair[1].items[index]) for index in removed]
                    if len(removed) == len(pair[1].items) and self.shared[name]:
                        text.edits.remove_pair(text.root, name)  # an empty list would override the included entries
                    else:
                        text.edits.remove_items(pair[0], pair[1], removed)
            self.result.removed[name] = [Text(each) for each in removed_names]
            for text in self.texts:
                _remove_references(text, KINDS[name], {*removed_names} & ended)

    def remove_past(self) -> None:
        """Removes the decisions, the steps of the decision process, demand and settled options of the ended quarter."""
        period, months = self.plan.period.next(), set[Month]()
        for text in self.texts:
            for name, (path, _, _) in DATED.items():
                if pair := text.at(*path):
                    past = past_items(name, pair[1], period)
                    text.edits.remove_items(pair[0], pair[1], past)
                    self.result.removed[name] = [*self.result.removed.get(name, ()), *past.values()]
            if pair := text.at("resources"):
                for demand, past_months in past_demand(pair[1], period):
                    text.edits.remove_pairs(demand, past_months)
                    months.update(map(Month, past_months))
                for key, options, role in settled_options(pair[1], period):
                    text.edits.remove_items(key, options, range(len(options.items)))
                    self.result.removed["options"] = [*self.result.removed.get("options", ()), role]
        self.result.removed["demand"] = [*sorted(months)]

    def _to_remove(self, name: str, item: Span, ended: set[str]) -> bool:
        """Whether to remove an entry; not if an included file has it too, which would bring it back."""
        entry_id = item.real().text("id")
        # Without an id, no other file can refer to the entry or repeat it.
        if not entry_id:
            known = {_name_of(each) for each in _ended(self.plan, name)} if self.only_ended_before else {_label(item)}
            return self._has_ended(name, item) and _label(item) in known
        return entry_id in ended and entry_id not in self.shared[name]

    def _has_ended(self, name: str, item: Span) -> bool:
        """Whether an action or a deal has ended by its own words."""
        if name == "actions":
            return ActionStatus.of(item.real().text("status")) in FINISHED
        stage = self.plan.deployment.process.named(item.real().text("stage"))
        return stage is not None and not stage.is_open

    def advance(self, previous: str) -> None:
        """Moves the period and the review date, sets `previous`, and turns a submitted plan into a draft."""
        main = next((text for text in self.texts if text.at("period")), self.texts[0])
        self.result.period = self.plan.period.next()
        main.set("previous", Path(previous).as_posix())
        main.set("period", self.result.period)
        for text in self.texts:
            if text.at("review_date") and text.root.text("review_date"):
                self.result.review_date = str(_later(self.plan.review_date, self.plan.period.length))
                text.set("review_date", self.result.review_date)
        self.reset_status()

    def reset_status(self) -> None:
        """Turns a submitted or approved plan into a draft."""
        for text in self.texts:
            if PlanStatus.of(text.root.text("status")) in (PlanStatus.SUBMITTED, PlanStatus.APPROVED):
                text.set("status", str(PlanStatus.DRAFT))
                self.result.draft = True


def _ended(plan: Plan, name: str) -> Iterable[Deal | Action]:
    if name == "deals":
        return [deal for deal in plan.deals if deal.stage and not is_open(deal)]
    return [action for action in plan.actions if action.status in FINISHED]


def _shared_ids(included: list[PlanFile], name: str) -> set[str]:
    """The ids of a list's entries in included files."""
    entries = [each for file in included for each in plain(file.root).get(name) or () if isinstance(each, dict)]
    return {str(each["id"]).strip() for each in entries if each.get("id")}


def _name_of(ended: Deal | Action) -> str:
    return str(ended.id or (ended.name if isinstance(ended, Deal) else ended.action))


def _label(item: Span) -> str:
    real = item.real()
    return real.text("id") or real.text("name") or real.text("action")


def _later(day: date, months: int) -> date:
    """The same day some months later, or the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


# -- references to ended entries -----------------------------------------------------------------------------------


def _remove_references(text: FileText, kind: type, ids: set[str]) -> None:
    """Removes all references to ended entries from a file."""
    if ids:
        _remove_references_in(text, text.root, Plan, kind, ids)


def _remove_references_in(text: FileText, span: Span, model: type[PlanPart], kind: type, ids: set[str]) -> None:
    known = keys(model)
    for key, value in span.pairs:
        if key.value not in known or key.value == "id":
            continue
        field_ = model.model_fields[known[key.value]]
        if kind in _leaves(field_.annotation):
            if value.kind == "sequence":
                removed = [index for index, item in enumerate(value.items) if item.real().value.strip() in ids]
                text.edits.remove_items(key, value, removed)
            elif value.real().value.strip() in ids:
                text.edits.remove_pair(span, key.value)
        inner = model_of(field_.annotation)
        if inner is not None:
            for each in value.items or [value]:
                _remove_references_in(text, each, inner, kind, ids)


def _leaves(annotation: Any) -> set[Any]:
    inner = get_args(annotation)
    return {annotation} if not inner else {leaf for each in inner for leaf in _leaves(each)}
