"""What has happened to the promises to the customer between two plans, at most one change per promise."""

from datetime import date

from kamdeck.analysis.changes.difference import Difference
from kamdeck.analysis.matching import Matched, match, names
from kamdeck.dataclass import dataclass
from kamdeck.model import Plan, Promise
from kamdeck.model.values import Days, PromiseStatus, Word


class PromiseMove(Word):
    """What has happened to a promise, the most important first."""

    BROKEN = "broken"
    OVERDUE = "overdue"
    KEPT = "kept"
    NEW = "new"
    DROPPED = "dropped"


CLOSED = {PromiseStatus.KEPT: PromiseMove.KEPT, PromiseStatus.BROKEN: PromiseMove.BROKEN}


@dataclass(frozen=True, slots=True)
class PromiseChange:
    """A promise and what has happened to it; `days` are those that it is overdue, a changed `due` is a difference."""

    kind: PromiseMove
    promise: Promise
    days: Days | None = None
    differences: tuple[Difference, ...] = ()

    @property
    def date(self) -> date | None:
        """When it is or was due."""
        return self.promise.due


def matched_promises(old: Plan, new: Plan) -> Matched[Promise]:
    """The promises of two plans, matched by their texts."""
    return match(old.promises, new.promises, lambda each: names(None, each.text))


def promise_changes(old: Plan, new: Plan) -> tuple[PromiseChange, ...]:
    """The change of each promise, the broken first; within a kind by the due date."""
    same = matched_promises(old, new)
    found = [_change(before, after, old.review_date, new.review_date) for before, after in same.pairs()]
    found += [PromiseChange(PromiseMove.DROPPED, each) for each in same.gone if each.status not in CLOSED]
    order = list(PromiseMove)
    return tuple(sorted(filter(None, found), key=lambda each: (order.index(each.kind), each.date or date.max)))


def _change(before: Promise | None, after: Promise, then: date, today: date) -> PromiseChange | None:
    due = (before.due, after.due) if before else (None, None)
    differences = (Difference("due", *due),) if None not in due and due[0] != due[1] else ()
    if after.status in CLOSED:
        same = before is not None and before.status == after.status
        return None if same else PromiseChange(CLOSED[after.status], after, None, differences)
    if after.due is not None and after.due < today:
        if before is not None and then == today and before.due == after.due and before.status not in CLOSED:
            return None  # between two plans with the same review date nothing becomes overdue
        return PromiseChange(PromiseMove.OVERDUE, after, Days((today - after.due).days), differences)
    return PromiseChange(PromiseMove.NEW, after) if before is None else None
