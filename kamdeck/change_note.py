"""Formats all changes between two quarters as the note of `kamdeck changes`."""

from collections.abc import Iterable

from kamdeck.analysis.changes import ActionMove, Changes
from kamdeck.insights.change_messages import (
    ListedChange,
    change_message,
    closed_deals_message,
    distance_of,
    quarter_message,
)
from kamdeck.message import Message, clauses
from kamdeck.model import Plan
from kamdeck.wording import Wording

HEADINGS = (
    ("deal_changes", ("deals",)),
    ("people_changes", ("people",)),
    ("action_changes", ("actions",)),
    ("promise_changes", ("promises",)),
    ("standing_changes", ("satisfaction", "competition", "whitespace")),
    ("outcomes", ("outcomes",)),
    ("risks", ("risks",)),
    ("own_fields", ("own_fields",)),
)
"""The headings of a note, each with the lists of changes under it."""


def note(changes: Changes, plan: Plan, wording: Wording) -> str:
    """Formats all changes of a plan as a note: a summary in one line, then a list under each heading."""
    title = Message("change.title", account=plan.account.name, before=changes.since, after=plan.period)
    parts = [wording.sentence(title)]
    if summary := _summary(changes, plan, wording):
        parts.append(summary)
    for head, names in HEADINGS:
        parts += _listed(wording, plan, head, [change for name in names for change in changes.lists[name]])
    parts += _listed(wording, plan, "figure_changes", changes.key_figures)
    if not changes:
        parts.append(wording.sentence(Message("change.nothing")))
    parts += _listed(wording, plan, "uncompared", changes.uncompared)
    return "\n\n".join(parts) + "\n"


def _listed(wording: Wording, plan: Plan, head: str, changes: Iterable[ListedChange]) -> list[str]:
    lines = [f"- {wording.sentence(change_message(change, plan))}" for change in changes]
    return ["\n".join((wording.term(f"topic.{head}"), *lines))] if lines else []


def _summary(changes: Changes, plan: Plan, wording: Wording) -> str:
    """The most important changes in one line; empty where there are none."""
    ended = changes.ended
    parts = [quarter_message(ended.in_short, plan) if ended and ended.result is not None else None]
    parts += [closed_deals_message(each, plan) for each in changes.closed]
    pipeline = next((figure for figure in changes.figures if figure.name == "weighted_pipeline"), None)
    if pipeline and pipeline.change:
        key = "change.short.rose" if pipeline.change > 0 else "change.short.fell"
        parts.append(Message(key, change=distance_of(pipeline), value=pipeline.value))
    if late := changes.actions_of(ActionMove.OVERDUE):
        parts.append(Message("change.short.overdue", what=Message("counted.actions", count=len(late))))
    if broken := [each for each in changes.promises if each.kind == "broken"]:
        parts.append(Message("change.short.broken", what=Message("counted.promises", count=len(broken))))
    line = wording.sentence(clauses(*parts))
    return f"{line}{wording.separator('end')}" if line else ""
