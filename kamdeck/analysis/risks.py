"""The risks of a plan with our answers: those that it names, or else those that follow from its other parts."""

from collections.abc import Iterator

from kamdeck.analysis.actions_with import action_with
from kamdeck.analysis.figures.coverage import uncovered_deciders
from kamdeck.analysis.figures.pipeline import SHORT_ID
from kamdeck.analysis.figures.work import open_actions, overdue_actions
from kamdeck.analysis.meddpicc import missing_points
from kamdeck.dataclass import dataclass
from kamdeck.message import Message
from kamdeck.model import Deal, Plan, Risk
from kamdeck.model.states import is_open
from kamdeck.model.values import ActionId, Health, MemberId, RiskLevel, Text


@dataclass(frozen=True, slots=True)
class RiskRow:
    """A risk with our answer, the action that puts it into practice, and who of ours is responsible.

    `derived` says that the plan does not name the risk: it follows from other parts of the plan.
    """

    risk: Text | Message | None
    answer: Text | None
    action: ActionId | None
    owner: MemberId | None
    level: RiskLevel | None
    derived: bool = False

    @property
    def carried_by(self) -> MemberId | Message | None:
        """Who of ours is responsible, with the id of the action where this is short enough to be read."""
        if self.owner is None or self.action is None or len(self.action) > SHORT_ID:
            return self.owner
        return Message("risk.carried_by", owner=self.owner, action=Text(plain=str(self.action)))


def risks(plan: Plan) -> tuple[RiskRow, ...]:
    """The risks that a plan names, by level, else those that follow from it, the most important first.

    The latter are: deciders who are not covered, open deals at risk by amount, the gaps in MEDDPICC of the largest open
    deal, and overdue actions.
    """
    if plan.risks:
        order = [*RiskLevel, None]
        return tuple(sorted((_named(plan, risk) for risk in plan.risks), key=lambda row: order.index(row.level)))
    return (*_uncovered(plan), *_red_deals(plan), *_gaps(plan), *_late(plan))


def _named(plan: Plan, risk: Risk) -> RiskRow:
    action = plan.action(risk.action) if risk.action else None
    answer = risk.answer or (action.action if action else None)
    return RiskRow(risk.risk, answer, risk.action, action.owner if action else None, risk.level)


def _uncovered(plan: Plan) -> Iterator[RiskRow]:
    for person in uncovered_deciders(plan):
        case = "without_contact" if person.owner else "without_owner"
        action = action_with(plan, person)
        yield RiskRow(
            Message(f"risk.{case}", person=person.name),
            action.action if action else None,
            action.id if action else None,
            action.owner if action else person.owner,
            RiskLevel.HIGH,
            derived=True,
        )


def _red_deals(plan: Plan) -> Iterator[RiskRow]:
    red = [deal for deal in plan.deals if is_open(deal) and deal.health == Health.RED]
    for deal in sorted(red, key=lambda deal: -(deal.amount or 0.0)):
        key = "risk.red_deal" if deal.amount is None else "risk.red_deal_worth"
        yield _of_deal(plan, deal, Message(key, deal=_name(deal), amount=deal.amount), RiskLevel.HIGH)


def _gaps(plan: Plan) -> Iterator[RiskRow]:
    """The gaps of the largest open deal; a deal of which nothing is known at all has no method to complete."""
    largest = max((deal for deal in plan.deals if is_open(deal)), key=lambda deal: deal.amount or 0.0, default=None)
    if largest and largest.meddpicc and (missing := missing_points(largest)):
        points = tuple(Message(f"meddpicc.{field}") for field in missing)
        yield _of_deal(plan, largest, Message("risk.gaps", deal=_name(largest), points=points), RiskLevel.MEDIUM)


def _of_deal(plan: Plan, deal: Deal, what: Message, level: RiskLevel) -> RiskRow:
    actions = [each for each in open_actions(plan) if deal.id and each.deal == deal.id]
    # The id of an action stands only beside an answer that is this action.
    same = [each for each in actions if deal.next_step is None or each.action == deal.next_step]
    action = next(iter(same), None)
    answer = deal.next_step or (action.action if action else None)
    return RiskRow(what, answer, action.id if action else None, deal.owner, level, derived=True)


def _name(deal: Deal) -> Text:
    return deal.name or Text(plain=deal.id or None)


def _late(plan: Plan) -> Iterator[RiskRow]:
    for row in overdue_actions(plan):
        action = row.action
        what = action.action or Text(plain=action.id or None)
        late = Message("risk.late", action=what, days=Message("counted.days", count=row.days))
        yield RiskRow(late, action.outcome, action.id or None, action.owner, RiskLevel.MEDIUM, derived=True)
