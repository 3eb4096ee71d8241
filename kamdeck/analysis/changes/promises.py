"""Two plans go in; which promises to the customer were kept, broken, made or dropped between them comes out."""

from dataclasses import dataclass
from datetime import date

from kamdeck.analysis.changes.difference import Difference
from kamdeck.analysis.matching import Matched, match, names
from kamdeck.model import Plan, Promise
from kamdeck.model.values import Days, PromiseStatus, Word


class PromiseMove(Word):
    """What has become of a promise, in the order that a reader wants to hear it."""

    BROKEN = "broken"
    OVERDUE = "overdue"
    KEPT = "kept"
    NEW = "new"
    DROPPED = "dropped"


CLOSED = {PromiseStatus.KEPT: PromiseMove.KEPT, PromiseStatus.BROKEN: PromiseMove.BROKEN}


@dataclass(frozen=True, slots=True)
class PromiseChange:
    """A promise and what has become of it; `days` are those it is overdue, a `due` that moved is a difference."""

    kind: PromiseMove
    promise: Promise
    days: Days | None = None
    differences: tuple[Difference, ...] = ()

    @property
    def date(self) -> date | None:
        """When it is or was due."""
        return self.promise.due


def matched_promises(old: Plan, new: Plan) -> Matched[Promise]:
    """Which promises are the same: those whose texts agree in a language."""
    return match(old.promises, new.promises, lambda each: names(None, each.text))


def promise_changes(old: Plan, new: Plan) -> tuple[PromiseChange, ...]:
    """What has become of each promise, the broken first; within a kind by the day that they are due."""
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
            return None  # between two plans of one day nothing has become late
        return PromiseChange(PromiseMove.OVERDUE, after, Days((today - after.due).days), differences)
    return PromiseChange(PromiseMove.NEW, after) if before is None else None
