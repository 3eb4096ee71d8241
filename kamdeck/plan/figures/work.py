"""What is done and what is not: actions, promises, needs that nobody confirmed, and facts that have grown old."""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kamdeck.plan.figures.arithmetic import known_as, quotient
from kamdeck.plan.model import Action, Fact, Plan, Promise, ValueStep, facts
from kamdeck.plan.values import ActionStatus, Days, PromiseStatus, Quantity, Share

FINISHED = (ActionStatus.DONE, ActionStatus.DROPPED)
MONTHS_FRESH = 6
"""Two quarters: how long a fact counts as fresh."""


@dataclass(frozen=True, slots=True)
class OverdueAction:
    """An action that is overdue, and by how many days."""

    action: Action
    days: Days


@dataclass(frozen=True, slots=True)
class OverduePromise:
    """A promise that is overdue, and by how many days."""

    promise: Promise
    days: Days


@dataclass(frozen=True, slots=True)
class KnownFact:
    """A fact and where it stands in the plan: `path` like profile.it.suppliers[0]."""

    path: str
    fact: Fact
    as_of: date | None


def is_overdue(action: Action, today: date) -> bool:
    """Whether an action was due before a day and is neither done nor dropped."""
    return action.due is not None and action.due < today and action.status not in FINISHED


def is_pending(promise: Promise) -> bool:
    """Whether a promise is neither kept nor broken."""
    return promise.status in (None, PromiseStatus.OPEN)


def overdue_actions(plan: Plan) -> tuple[OverdueAction, ...]:
    """The overdue actions, the longest overdue first."""
    late = [
        OverdueAction(action, Days((plan.review_date - action.due).days))
        for action in plan.actions
        if action.due is not None and is_overdue(action, plan.review_date)
    ]
    return tuple(sorted(late, key=lambda row: -row.days))


def overdue_promises(plan: Plan) -> tuple[OverduePromise, ...]:
    """The promises that were due before the review date and are neither kept nor broken, the longest overdue first."""
    late = [
        OverduePromise(promise, Days((plan.review_date - promise.due).days))
        for promise in plan.promises
        if promise.due is not None and promise.due < plan.review_date and is_pending(promise)
    ]
    return tuple(sorted(late, key=lambda row: -row.days))


def assumed(plan: Plan) -> tuple[ValueStep, ...]:
    """The needs that nobody of the customer's has confirmed."""
    return tuple(step for step in plan.strategy.value.path if not step.verified)


def fresh_since(today: date) -> date:
    """The day two quarters before another; what was so before it is stale."""
    months = today.year * 12 + today.month - 1 - MONTHS_FRESH
    year, month = divmod(months, 12)
    return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))


def known_facts(plan: Plan) -> tuple[KnownFact, ...]:
    """Every fact of the plan that says how far it is to be trusted: since when it is so, or whether it is confirmed."""
    told = ((path, fact) for path, fact in facts(plan) if fact.as_of or fact.confirmed is not None)
    return tuple(KnownFact(path, fact, fact.as_of) for path, fact in told)


def stale(known: Iterable[KnownFact], today: date) -> tuple[KnownFact, ...]:
    """The facts whose `as_of` is more than two quarters before a day, the oldest first."""
    since = fresh_since(today)
    old = [(each.as_of, each) for each in known if each.as_of is not None and each.as_of < since]
    return tuple(each for _, each in sorted(old, key=lambda pair: pair[0]))


def unconfirmed(known: Iterable[KnownFact]) -> tuple[KnownFact, ...]:
    """The facts that say of themselves that nobody has confirmed them, in the plan's order."""
    return tuple(each for each in known if each.fact.confirmed is False)


# -- figures -------------------------------------------------------------------------------------------------------


def _count(plan: Plan, *statuses: ActionStatus | None) -> Quantity | None:
    return Quantity(sum(action.status in statuses for action in plan.actions)) if plan.actions else None


def actions_total(plan: Plan) -> Quantity | None:
    """How many actions there are, but for the dropped ones."""
    return _count(plan, None, ActionStatus.OPEN, ActionStatus.DOING, ActionStatus.LATE, ActionStatus.DONE)


def actions_done(plan: Plan) -> Quantity | None:
    """How many actions are done."""
    return _count(plan, ActionStatus.DONE)


def actions_open(plan: Plan) -> Quantity | None:
    """How many actions are neither done nor dropped, the overdue ones among them."""
    return _count(plan, None, ActionStatus.OPEN, ActionStatus.DOING, ActionStatus.LATE)


def action_completion(plan: Plan) -> Share | None:
    """done ÷ (all − dropped); a share of one."""
    return known_as(Share, quotient(actions_done(plan), actions_total(plan)))


def overdue(plan: Plan) -> Quantity | None:
    """How many actions were due before the review date and are neither done nor dropped."""
    return Quantity(len(overdue_actions(plan))) if plan.actions else None


def assumptions(plan: Plan) -> Quantity | None:
    """How many needs of the value path nobody of the customer's has confirmed; none without a path."""
    return Quantity(len(assumed(plan))) if plan.strategy.value.path else None
