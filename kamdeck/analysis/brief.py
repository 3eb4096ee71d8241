"""What one page says of an account: who decides, the largest open deals, how we win, and the deadlines of 90 days."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import cached_property

from kamdeck.analysis.figures import Figures
from kamdeck.analysis.figures.coverage import deciders, is_covered
from kamdeck.analysis.figures.pipeline import SHORT_ID, DealRow
from kamdeck.analysis.figures.work import is_pending, open_actions
from kamdeck.analysis.sparse import ADVISED, missing_parts
from kamdeck.dataclass import dataclass
from kamdeck.message import Message
from kamdeck.model import Deal, Person, Plan, Rival
from kamdeck.model.states import is_open
from kamdeck.model.values import (
    Company,
    Contact,
    DealId,
    MemberId,
    Month,
    Priority,
    RoadmapStatus,
    Share,
    Support,
    Text,
    Threat,
)

DAYS = 90
"""How far the brief looks ahead of the review date."""
MONTHS = 3
"""The months in which the deadlines stand."""
Due = tuple[date, Text | Message, MemberId | None, bool]
"""A day, what falls due on it, who of ours it is with, and whether it is the customer's."""

MOST_CODES = 4
"""The most deals that the facts of a competitor name; further ones are counted."""


@dataclass(frozen=True, slots=True)
class BriefDecider:
    """A decision maker or approver; `open` says that nobody of ours has met the person yet."""

    person: Person
    open: bool

    @property
    def name(self) -> Text:
        """The person's name."""
        return self.person.name

    @property
    def title(self) -> Text | None:
        """The person's position."""
        return self.person.title

    @property
    def support(self) -> Support | None:
        """The person's stance towards us."""
        return self.person.support

    @property
    def owner(self) -> MemberId | None:
        """Who of ours is responsible."""
        return self.person.owner

    @property
    def contact(self) -> Contact | None:
        """How much we have met the person."""
        return self.person.contact


@dataclass(frozen=True, slots=True)
class BriefAnswer:
    """A goal or need of the customer, what we offer for it, and who confirmed the need; none for an assumption."""

    goal: Text | None
    answer: Text | None
    confirmed_by: object = None


@dataclass(frozen=True, slots=True)
class BriefRival:
    """A competitor with its share of wallet, the open deals in which we meet it, and how we win."""

    company: Company | None
    share: Share | None
    deals: tuple[DealId, ...]
    how_we_win: Text | None
    threat: Threat | None

    @property
    def facts(self) -> tuple[object, ...]:
        """The share, and the first deals that have short ids with the number of others, as far as they are known."""
        # Ids as they are written, since the brief names deals by them.
        codes = [str(each) for each in self.deals if len(each) <= SHORT_ID]
        more = len(codes) - MOST_CODES
        others = Message("battle_cards.more", count=more) if more > 0 else None
        return tuple(each for each in (self.share, *codes[:MOST_CODES], others) if each is not None)


@dataclass(frozen=True, slots=True)
class BriefDeadline:
    """Something that falls due on a day: of ours, with its owner, or the customer's own (`theirs`).

    `number` is the number of the column in which it stands, from 0.
    """

    day: date
    what: Text | Message
    owner: MemberId | None
    theirs: bool
    number: int = 0


class Brief:
    """What one page says of an account.

    Args:
        plan: The plan.
        figures: Its figures.
    """

    def __init__(self, plan: Plan, figures: Figures) -> None:
        self._plan = plan
        self._figures = figures

    @cached_property
    def deciders(self) -> tuple[BriefDecider, ...]:
        """The decision makers and approvers: those whom we cover in the plan's order, then the open ones."""
        rows = [BriefDecider(person, not is_covered(person)) for person in deciders(self._plan)]
        return tuple(sorted(rows, key=lambda row: row.open))

    @cached_property
    def answers(self) -> tuple[BriefAnswer, ...]:
        """The customer's needs with what we offer, from the value path; without a path, the first goals of the CEO."""
        path = self._plan.strategy.value.path
        if not path:
            return tuple(BriefAnswer(goal, None) for goal in self._plan.profile.ceo.goals)
        return tuple(
            BriefAnswer(step.need, step.value, step.verified.by or Message("word.assumption")) for step in path
        )

    @cached_property
    def shared_answers(self) -> tuple[BriefAnswer, ...]:
        """The answers without who confirmed the needs, which is for us alone."""
        return tuple(BriefAnswer(row.goal, row.answer) for row in self.answers)

    @cached_property
    def deals(self) -> tuple[DealRow, ...]:
        """The open deals, the largest first."""
        return tuple(row for row in self._figures.deals if row.open)

    @cached_property
    def rivals(self) -> tuple[BriefRival, ...]:
        """The competitors, the most dangerous first, then by their share of wallet."""
        shares = {each.company: each.share for each in self._figures.suppliers if each.company}
        rows = [
            self._rival(rival, shares.get(rival.company) if rival.company else None) for rival in self._plan.competition
        ]
        order = [Threat.HIGH, Threat.MEDIUM, Threat.LOW, None]
        return tuple(sorted(rows, key=lambda row: (order.index(row.threat), -(row.share or 0.0))))

    def _rival(self, rival: Rival, share: Share | None) -> BriefRival:
        met = (deal for deal in self._plan.deals if is_open(deal) and rival.company in deal.competitors)
        ids = tuple(deal.id for deal in met if deal.id)
        return BriefRival(rival.company, share, ids, rival.how_we_win, rival.threat)

    @cached_property
    def deadlines(self) -> tuple[BriefDeadline, ...]:
        """What falls due within 90 days, by importance: decisions of the customer, decisions that we ask for, the
        closing of deals by amount, and actions of high priority.

        The days stand in three months; those of a fourth one are in the third column.
        """
        return self._in_months(self._due())

    def _in_months(self, due: Iterable[Due]) -> tuple[BriefDeadline, ...]:
        first, last = self._plan.review_date, self.until
        start = first.year * 12 + first.month
        return tuple(
            BriefDeadline(day, what, owner, theirs, min(day.year * 12 + day.month - start, MONTHS - 1))
            for day, what, owner, theirs in due
            if first <= day <= last
        )

    @cached_property
    def shared_deadlines(self) -> tuple[BriefDeadline, ...]:
        """What falls due within 90 days of all that the customer may see: actions, promises, and steps of the roadmap.

        The columns are those of `deadlines`.
        """
        return self._in_months(self._shared_due())

    @property
    def until(self) -> date:
        """The last of the 90 days."""
        return self._plan.review_date + timedelta(DAYS)

    @property
    def months(self) -> tuple[Month, ...]:
        """The months of the three columns."""
        start = self._plan.review_date.year * 12 + self._plan.review_date.month - 1
        found = range(start, start + MONTHS)
        return tuple(Month.of(date(month // 12, month % 12 + 1, 1)) for month in found)

    def _due(self) -> Iterator[Due]:
        plan = self._plan
        for step in plan.profile.decision_process:
            if step.step and step.date:
                yield step.date, step.step, None, True
        for decision in plan.decisions:
            if decision.ask and decision.due:
                yield decision.due, decision.ask, decision.of, False
        for row in self.deals:
            if row.deal.close:
                yield row.deal.close, Message("brief.close", deal=_name(row.deal)), row.deal.owner, False
        for action in open_actions(plan):
            if action.action and action.due and action.priority == Priority.HIGH:
                yield action.due, action.action, action.owner, False

    def _shared_due(self) -> Iterator[Due]:
        plan = self._plan
        for action in open_actions(plan):
            if action.shared and action.action and action.due:
                yield action.due, action.action, action.owner, False
        for promise in plan.promises:
            if is_pending(promise) and promise.text and promise.due:
                yield promise.due, promise.text, promise.owner, False
        for step in plan.strategy.roadmap:
            if step.status != RoadmapStatus.DONE and step.item and step.end:
                yield step.end, step.item, None, False

    @cached_property
    def missing(self) -> tuple[Message, ...]:
        """The parts that would help a sparse plan most."""
        return tuple(Message(f"missing_part.{key.replace('.', '_')}") for key in missing_parts(self._plan)[:ADVISED])


def _name(deal: Deal) -> Text:
    return deal.name or Text(plain=deal.id or None)
