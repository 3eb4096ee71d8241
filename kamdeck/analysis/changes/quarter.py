"""The result of the quarter before the one under review: what was sold, the target, and the deals closed in it."""

from dataclasses import replace

from kamdeck.analysis.changes.deals import DealChange, DealMove, deal_changes
from kamdeck.analysis.figures.arithmetic import total
from kamdeck.analysis.figures.last_quarter import closed_deals, earlier_plan, last_attainment, last_result, last_target
from kamdeck.analysis.memoize import memoize
from kamdeck.dataclass import dataclass
from kamdeck.model import Plan
from kamdeck.model.values import Amount, Period, Share, Stage

MOVES = {Stage.WON: DealMove.WON, Stage.LOST: DealMove.LOST}


@dataclass(frozen=True, slots=True)
class EndedQuarter:
    """A quarter that has ended: its result, target and attainment, and the deals won and lost in it; our money."""

    period: Period
    result: Amount | None
    target: Amount | None
    attainment: Share | None
    won: tuple[DealChange, ...] = ()
    lost: tuple[DealChange, ...] = ()

    def __bool__(self) -> bool:
        return self.result is not None or bool(self.deals)

    @property
    def deals(self) -> tuple[DealChange, ...]:
        """The deals won in it, then those lost, each by amount, the largest first."""
        return (*self.won, *self.lost)

    @property
    def in_short(self) -> "EndedQuarter":
        """The same without its deals."""
        return replace(self, won=(), lost=())


def ended_quarter(plan: Plan, old: Plan | None = None) -> EndedQuarter:
    """The quarter before a plan's, from this plan and the one before; false if neither has a result or closed deals."""
    period, earlier = plan.period.previous(), earlier_plan(plan, old)
    # Looked up by identity, since a deal need not have an id; `deal_changes` returns the same objects.
    moved = {id(change.deal): change for change in deal_changes(earlier, plan)} if earlier else {}

    def closed(stage: Stage) -> tuple[DealChange, ...]:
        found = [
            moved.get(id(deal)) or DealChange(MOVES[stage], deal, amount, plan.period)
            for deal, amount in closed_deals(plan, earlier, stage, period)
        ]
        return tuple(sorted(found, key=lambda change: -(change.amount or 0.0)))

    return EndedQuarter(
        period,
        last_result(plan, old),
        last_target(plan, old),
        last_attainment(plan, old),
        closed(Stage.WON),
        closed(Stage.LOST),
    )


@memoize
def last_quarter_of(plan: Plan) -> EndedQuarter:
    """The quarter before a plan's, from this plan and the previous plan that it names."""
    return ended_quarter(plan)


@dataclass(frozen=True, slots=True)
class ClosedDeals:
    """The deals won, or lost, in one quarter; `quarter` is none for deals without a close date."""

    kind: DealMove
    quarter: Period | None
    deals: tuple[DealChange, ...]

    @property
    def amount(self) -> Amount | None:
        """The sum of their amounts in our money; none if no amount is known."""
        known = total(change.amount for change in self.deals)
        return None if known is None else Amount(known)


def closed_by_quarter(changes: tuple[DealChange, ...]) -> tuple[ClosedDeals, ...]:
    """The deals won, then those lost, by quarter."""
    found: dict[tuple[DealMove, Period | None], list[DealChange]] = {}
    for change in changes:
        if change.kind in MOVES.values():
            found.setdefault((change.kind, change.quarter), []).append(change)
    return tuple(ClosedDeals(kind, quarter, tuple(deals)) for (kind, quarter), deals in found.items())
