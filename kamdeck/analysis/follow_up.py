"""What a short review has to follow up: actions and promises that are late, and what is due within the next 30 days."""

from dataclasses import replace
from datetime import date, timedelta
from functools import cached_property

from kamdeck.analysis.figures.work import is_overdue, is_pending, open_actions
from kamdeck.dataclass import dataclass
from kamdeck.model import Action, Coverage, Plan, Promise, SupportRequest
from kamdeck.model.states import FINISHED, is_open
from kamdeck.model.values import Days, MemberId, PromiseStatus, SupportStatus, Text, Word

NEXT_DAYS = 30
"""The days after the review date in which something counts as due next."""


class FollowUpKind(Word):
    """What is late or due next."""

    ACTION = "action"
    PROMISE = "promise"
    BROKEN = "broken"
    BOTH = "both"
    DEAL = "deal"


@dataclass(frozen=True, slots=True)
class FollowUpItem:
    """Something that is late or due next.

    `days` is how long it is overdue; negative numbers count the days that are left. `deal` is the name of the deal of
    which it is the next step, since the next steps of several deals may have the same words.
    """

    kind: FollowUpKind
    what: Text
    owner: MemberId | None
    due: date
    days: Days
    deal: Text | None = None


class FollowUp:
    """What is late, and what is due next, on the review date of a plan.

    Args:
        plan: The plan.
    """

    def __init__(self, plan: Plan) -> None:
        self._plan = plan

    @cached_property
    def late(self) -> tuple[FollowUpItem, ...]:
        """The overdue actions, and the promises that are overdue or broken, the longest overdue first."""
        today = self._plan.review_date
        actions = (action for action in self._plan.actions if is_overdue(action, today))
        promises = (each for each in self._plan.promises if each.due and each.due < today and _is_unkept(each))
        found = (*map(self._action, actions), *map(self._promise, promises))
        return tuple(sorted((item for item in found if item), key=lambda item: -item.days))

    @cached_property
    def late_once(self) -> tuple[FollowUpItem, ...]:
        """What is late, with an action and the promises that it is to keep as one item of the kind "both".

        Of these, the one that is the longest overdue stands for all.
        """
        by_id = {action.id: action for action in self._plan.actions if action.id}
        kept_by = [(promise, by_id[promise.action]) for promise in self._plan.promises if promise.action in by_id]
        pairs = [(self._promise(promise), self._action(action)) for promise, action in kept_by]
        late, left = set(self.late), set[FollowUpItem]()
        found = []
        for item in self.late:
            same = {each for pair in pairs if item in pair for each in pair if each in late} - {item, None}
            if item not in left:
                found.append(replace(item, kind=FollowUpKind.BOTH) if same else item)
            left |= {each for each in same if each is not None}
        return tuple(found)

    @cached_property
    def next(self) -> tuple[FollowUpItem, ...]:
        """The actions, promises and next steps of deals that are due within 30 days, the first one first."""
        plan = self._plan
        promises = (promise for promise in plan.promises if is_pending(promise))
        found = (*map(self._action, open_actions(plan)), *map(self._promise, promises), *self.next_steps)
        return tuple(sorted((item for item in found if item and self._is_next(item.due)), key=lambda item: item.due))

    @cached_property
    def next_steps(self) -> tuple[FollowUpItem, ...]:
        """The next steps of open deals that have a date and are no actions as well, the first one first."""
        # A next step that is an action as well stands in the list once.
        actions = {(action.action, action.due) for action in self._plan.actions if action.status not in FINISHED}
        open_deals = (deal for deal in self._plan.deals if is_open(deal) and (deal.next_step, deal.due) not in actions)
        found = ((deal, self._item(FollowUpKind.DEAL, deal.next_step, deal.owner, deal.due)) for deal in open_deals)
        return tuple(sorted((replace(item, deal=deal.name) for deal, item in found if item), key=lambda item: item.due))

    @cached_property
    def actions(self) -> tuple[Action, ...]:
        """The actions: those that are neither done nor dropped first, each part by due dates."""
        return tuple(sorted(self._plan.actions, key=lambda each: (each.status in FINISHED, each.due or date.max)))

    @cached_property
    def promises(self) -> tuple[Promise, ...]:
        """The promises: those that are not kept first, each part by due dates."""
        return tuple(sorted(self._plan.promises, key=lambda each: (not _is_unkept(each), each.due or date.max)))

    @cached_property
    def meetings(self) -> tuple[Coverage, ...]:
        """The people whom we cover, by the days of the next contact; those without one last."""
        return tuple(sorted(self._plan.strategy.coverage, key=lambda each: each.next_contact or date.max))

    @cached_property
    def support(self) -> tuple[SupportRequest, ...]:
        """The requests for support: those that nobody has decided on first."""
        decided = (SupportStatus.APPROVED, SupportStatus.REFUSED, SupportStatus.DELIVERED)
        return tuple(sorted(self._plan.support, key=lambda each: each.status in decided))

    def _is_next(self, due: date) -> bool:
        return self._plan.review_date <= due <= self._plan.review_date + timedelta(NEXT_DAYS)

    def _action(self, action: Action) -> FollowUpItem | None:
        return self._item(FollowUpKind.ACTION, action.action, action.owner, action.due)

    def _promise(self, promise: Promise) -> FollowUpItem | None:
        kind = FollowUpKind.BROKEN if promise.status == PromiseStatus.BROKEN else FollowUpKind.PROMISE
        return self._item(kind, promise.text, promise.owner, promise.due)

    def _item(
        self, kind: FollowUpKind, what: Text | None, owner: MemberId | None, due: date | None
    ) -> FollowUpItem | None:
        if what is None or due is None:
            return None
        return FollowUpItem(kind, what, owner, due, Days((self._plan.review_date - due).days))


def _is_unkept(promise: Promise) -> bool:
    return is_pending(promise) or promise.status == PromiseStatus.BROKEN
