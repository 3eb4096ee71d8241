"""Figures of the team's work: actions and promises done or overdue, unconfirmed needs, and outdated facts."""

from calendar import monthrange
from datetime import date

from kamdeck.analysis.figures.arithmetic import known_as, quotient
from kamdeck.dataclass import dataclass
from kamdeck.documented import documented
from kamdeck.model import Action, Fact, Measurement, Plan, Promise, RoadmapItem, SupportRequest, ValueStep, facts
from kamdeck.model.states import FINISHED
from kamdeck.model.values import (
    ActionStatus,
    Days,
    PromiseStatus,
    Quantity,
    RoadmapStatus,
    Share,
    SupportStatus,
    Text,
    Word,
)

MONTHS_FRESH = 6
"""How many months a fact counts as up to date: two quarters."""


@dataclass(frozen=True, slots=True)
class OverdueAction:
    """An overdue action, and by how many days."""

    action: Action
    days: Days


@dataclass(frozen=True, slots=True)
class OverduePromise:
    """An overdue promise, and by how many days."""

    promise: Promise
    days: Days


@dataclass(frozen=True, slots=True)
class KnownFact:
    """A fact with its path in the plan, such as `profile.it.suppliers[0]`."""

    path: str
    fact: Fact

    @property
    def as_of(self) -> date | None:
        """The date of the fact."""
        return self.fact.as_of

    @property
    def part(self) -> str:
        """The name of its list in the plan, such as "suppliers"."""
        return self.path.rpartition(".")[2].partition("[")[0]


class Deadline(Word):
    """The state of an action or a promise that follows from its date, whatever its status is."""

    OVERDUE = "overdue"


class Doubt(Word):
    """Why a fact is doubtful."""

    UNCONFIRMED = "unconfirmed"
    STALE = "stale"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class DoubtfulFact(KnownFact):
    """A fact that is `stale`, or that the plan marks as unconfirmed."""

    stale: bool

    @property
    def unconfirmed(self) -> bool:
        """Whether the plan marks it as unconfirmed."""
        return self.fact.confirmed is False

    @property
    def doubt(self) -> Doubt:
        """Why it is doubtful."""
        if self.stale and self.unconfirmed:
            return Doubt.BOTH
        return Doubt.STALE if self.stale else Doubt.UNCONFIRMED


@dataclass(frozen=True, slots=True)
class SourcedRow:
    """A fact, or the name of the account, with its source; `part` is the name of its list in the plan."""

    what: Fact | Text
    part: str
    as_of: date | None
    source: Text | None
    confirmed: bool | None = None


def is_overdue(action: Action, today: date) -> bool:
    """Whether an action was due before `today` and is neither done nor dropped."""
    return action.due is not None and action.due < today and action.status not in FINISHED


def is_pending(promise: Promise) -> bool:
    """Whether a promise is neither kept nor broken."""
    return promise.status in (None, PromiseStatus.OPEN)


def _is_late(promise: Promise, today: date) -> bool:
    return promise.due is not None and promise.due < today and is_pending(promise)


def open_actions(plan: Plan) -> tuple[Action, ...]:
    """The actions that are neither done nor dropped, including overdue ones, in the plan's order."""
    return tuple(action for action in plan.actions if action.status not in FINISHED)


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
        if promise.due is not None and _is_late(promise, plan.review_date)
    ]
    return tuple(sorted(late, key=lambda row: -row.days))


def pending_requests(plan: Plan) -> tuple[SupportRequest, ...]:
    """The requests for support that are still to be approved or refused."""
    return tuple(request for request in plan.support if request.status == SupportStatus.REQUESTED)


def late_steps(plan: Plan) -> tuple[RoadmapItem, ...]:
    """The items of the roadmap that the plan marks as late."""
    return tuple(item for item in plan.strategy.roadmap if item.status == RoadmapStatus.LATE)


def assumed(plan: Plan) -> tuple[ValueStep, ...]:
    """The needs that nobody at the customer has confirmed."""
    return tuple(step for step in plan.strategy.value.path if not step.verified)


def fresh_since(today: date) -> date:
    """The day six months before `today`; facts from before it are stale."""
    months = today.year * 12 + today.month - 1 - MONTHS_FRESH
    year, month = divmod(months, 12)
    # Six months before 31 August is 28 or 29 February.
    return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))


def known_facts(plan: Plan) -> tuple[KnownFact, ...]:
    """Every fact of the plan that has a date or says whether it is confirmed."""
    marked = ((path, fact) for path, fact in facts(plan) if fact.as_of or fact.confirmed is not None)
    return tuple(KnownFact(path, fact) for path, fact in marked)


def doubtful(plan: Plan) -> tuple[DoubtfulFact, ...]:
    """The facts that are unconfirmed, or whose `as_of` is more than two quarters before the review date."""
    since = fresh_since(plan.review_date)
    checked = (
        DoubtfulFact(each.path, each.fact, each.as_of is not None and each.as_of < since) for each in known_facts(plan)
    )
    return tuple(each for each in checked if each.stale or each.unconfirmed)


def sourced(plan: Plan) -> tuple[SourcedRow, ...]:
    """What the plan says the date or the source of, or that it is confirmed; the account first, no doubtful facts."""
    apart = {each.path for each in doubtful(plan)}
    account = plan.account
    rows = [SourcedRow(account.name, "account", account.as_of, account.source)]
    rows += [
        SourcedRow(fact, KnownFact(path, fact).part, fact.as_of, _other_source(fact), fact.confirmed)
        for path, fact in facts(plan)
        if path not in apart
    ]
    return tuple(row for row in rows if row.as_of or row.source or row.confirmed is not None)


def _other_source(fact: Fact) -> Text | None:
    # Of a measurement, the source is a field like its date and value, which stand beside it.
    return None if isinstance(fact, Measurement) else fact.source


def standing(thing: Action | Promise, today: date) -> Word | None:
    """The state of an action or a promise on a day: overdue, whatever its status is, or its status."""
    late = is_overdue(thing, today) if isinstance(thing, Action) else _is_late(thing, today)
    return Deadline.OVERDUE if late else thing.status


# -- figures -------------------------------------------------------------------------------------------------------


def _count(plan: Plan, *statuses: ActionStatus | None) -> Quantity | None:
    return Quantity(sum(action.status in statuses for action in plan.actions)) if plan.actions else None


@documented("The number of actions, except dropped ones.")
def actions_total(plan: Plan) -> Quantity | None:
    return _count(plan, None, ActionStatus.OPEN, ActionStatus.DOING, ActionStatus.LATE, ActionStatus.DONE)


@documented("The number of actions that are done.")
def actions_done(plan: Plan) -> Quantity | None:
    return _count(plan, ActionStatus.DONE)


@documented("The number of actions that are neither done nor dropped, including overdue ones.")
def actions_open(plan: Plan) -> Quantity | None:
    return _count(plan, None, ActionStatus.OPEN, ActionStatus.DOING, ActionStatus.LATE)


@documented("done ÷ (all − dropped); a share (0 to 1).")
def action_completion(plan: Plan) -> Share | None:
    return known_as(Share, quotient(actions_done(plan), actions_total(plan)))


@documented("The number of actions that were due before the review date and are neither done nor dropped.")
def overdue(plan: Plan) -> Quantity | None:
    return Quantity(len(overdue_actions(plan))) if plan.actions else None


@documented("The number of needs in the value path that nobody at the customer has confirmed; unknown without a path.")
def assumptions(plan: Plan) -> Quantity | None:
    return Quantity(len(assumed(plan))) if plan.strategy.value.path else None
