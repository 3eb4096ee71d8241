"""What has happened to the actions between two plans, at most one change per action."""

from datetime import date

from kamdeck.analysis.changes.difference import Difference
from kamdeck.analysis.figures.work import is_overdue
from kamdeck.analysis.matching import Matched, match, names
from kamdeck.dataclass import dataclass
from kamdeck.model import Action, Plan
from kamdeck.model.states import FINISHED
from kamdeck.model.values import ActionStatus, Days, Word

SOON = 14
"""Days before its due date in which an action counts as due soon."""


class ActionMove(Word):
    """What has happened to an action, the most important first."""

    OVERDUE = "overdue"
    DUE_SOON = "due_soon"
    DONE = "done"
    CARRIED_OVER = "carried_over"
    NEW = "new"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class ActionChange:
    """An action and what has happened to it; `days` are those that it is overdue, or those left if it is due soon.

    `new` says that last quarter's plan did not have it. A postponed `due` is among the `differences`.
    """

    kind: ActionMove
    action: Action
    days: Days | None = None
    new: bool = False
    differences: tuple[Difference, ...] = ()

    @property
    def date(self) -> date | None:
        """When it is or was due."""
        return self.action.due


def matched_actions(old: Plan, new: Plan) -> Matched[Action]:
    """The actions of two plans, matched by their ids, else by the texts of `action`."""
    return match(old.actions, new.actions, lambda each: names(each.id, each.action))


def action_changes(old: Plan, new: Plan) -> tuple[ActionChange, ...]:
    """The change of each action, the overdue first; within a kind by the due date."""
    same = matched_actions(old, new)
    found = [_change(before, after, old.review_date, new.review_date) for before, after in same.pairs()]
    found += [ActionChange(ActionMove.DROPPED, action) for action in same.gone if action.status not in FINISHED]
    order = list(ActionMove)
    return tuple(sorted(filter(None, found), key=lambda each: (order.index(each.kind), each.date or date.max)))


def _change(before: Action | None, after: Action, then: date, today: date) -> ActionChange | None:
    kind = _kind(before, after, today)
    days = (
        Days(abs((after.due - today).days)) if after.due and kind in (ActionMove.OVERDUE, ActionMove.DUE_SOON) else None
    )
    postponed = before and before.due and after.due and before.due != after.due
    differences = (Difference("due", before.due, after.due),) if before and postponed else ()
    # Between two plans with the same review date nothing becomes overdue, so that an unchanged action has no change.
    unchanged = before is not None and then == today and not differences and _kind(before, before, then) == kind
    return ActionChange(kind, after, days, before is None, differences) if kind and not unchanged else None


def _kind(before: Action | None, after: Action, today: date) -> ActionMove | None:
    if after.status in FINISHED:
        same = before is not None and before.status == after.status
        return None if same else ActionMove.DONE if after.status == ActionStatus.DONE else ActionMove.DROPPED
    if is_overdue(after, today):
        return ActionMove.OVERDUE
    if after.due is not None and (after.due - today).days <= SOON:
        return ActionMove.DUE_SOON
    return ActionMove.NEW if before is None else ActionMove.CARRIED_OVER
