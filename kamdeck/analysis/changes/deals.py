"""Two plans go in; what has happened to the deals between them comes out, one change a deal."""

from dataclasses import dataclass
from datetime import date

from kamdeck.analysis.changes.difference import Difference, moved
from kamdeck.analysis.figures.money_units import in_money_of
from kamdeck.analysis.figures.pipeline import matched_deals
from kamdeck.model import Deal, Plan
from kamdeck.model.states import OPEN_STAGES, is_open
from kamdeck.model.values import Amount, Quarter, Share, Stage, Word


class DealMove(Word):
    """What has happened to a deal, in the order that a reader wants to hear it."""

    WON = "won"
    LOST = "lost"
    UP = "up"
    DOWN = "down"
    SLIPPED = "slipped"
    EARLIER = "earlier"
    GROWN = "grown"
    SHRUNK = "shrunk"
    REOPENED = "reopened"
    NEW = "new"
    DROPPED = "dropped"


ENDED = (DealMove.WON, DealMove.LOST)


@dataclass(frozen=True, slots=True)
class DealChange:
    """A deal and the most telling thing that has happened to it; every other is among the `differences`.

    `deal` is the deal as it is, or as it was where it was dropped. The differences are of stage, probability, amount
    and close, in this order; `amount` and those of amounts are in the unit of the new plan.
    """

    kind: DealMove
    deal: Deal
    amount: Amount | None
    differences: tuple[Difference, ...] = ()

    @property
    def date(self) -> date | None:
        """When it was won or lost, when it was opened if it is new, else when it closes."""
        return self.deal.opened if self.kind == DealMove.NEW else self.deal.close

    @property
    def quarter(self) -> Quarter | None:
        """The quarter in which it was won or lost; none where nobody noted the day, or it is neither."""
        return Quarter.of(self.deal.close) if self.kind in ENDED and self.deal.close else None

    @property
    def details(self) -> tuple[object, ...]:
        """What a table shows of it: of a closed deal its quarter and day, of a new one its day, and what differs."""
        if self.kind not in ENDED and self.kind != DealMove.NEW:
            return self.differences
        differences = [each for each in self.differences if each.field in ("amount", "close")]
        day = None if any(each.field == "close" for each in differences) else self.deal.close
        return tuple(each for each in (self.quarter, day, *reversed(differences)) if each is not None)


def deal_changes(old: Plan, new: Plan) -> tuple[DealChange, ...]:
    """What has happened to each deal, won and lost first, quarter by quarter; the larger before the smaller.

    A deal closed in the quarter that ended since counts, also where the earlier plan already told of it, as the plan
    does that `kamdeck next` put away.
    """
    same = matched_deals(old, new)
    found = [_change(before, after, old, new) for before, after in same.pairs()]
    found += [_gone(deal, old, new) for deal in same.gone]
    order = list(DealMove)

    def rank(change: DealChange) -> tuple[int, str, float]:
        return order.index(change.kind), change.quarter or "", -(change.amount or 0.0)

    return tuple(sorted(filter(None, found), key=rank))


def _change(before: Deal | None, after: Deal, old: Plan, new: Plan) -> DealChange | None:
    if before is None:
        kind = _of_unknown(after, old)
        return DealChange(kind, after, after.amount) if kind else None
    differences = _differences(before, after, in_money_of(new, before.amount, old))
    kind = _of_known(before, after, {difference.field: difference for difference in differences})
    if kind is None and before.stage == after.stage and _closed_between(after, old, new):
        kind = _closed(after)
    return DealChange(kind, after, after.amount, differences) if kind else None


def _gone(deal: Deal, old: Plan, new: Plan) -> DealChange | None:
    """A deal that the new plan does not have: dropped where it was open, else closed in the quarter that ended."""
    kind = DealMove.DROPPED if is_open(deal) else _closed(deal) if _closed_between(deal, old, new) else None
    return DealChange(kind, deal, in_money_of(new, deal.amount, old)) if kind else None


def _closed_between(deal: Deal, old: Plan, new: Plan) -> bool:
    """Whether a deal was closed in the quarters that ended between two plans; none did between plans of one quarter."""
    return deal.close is not None and old.period.first_day <= deal.close < new.period.first_day


def _of_unknown(deal: Deal, old: Plan) -> DealMove | None:
    """A deal that last quarter's plan did not have; one that was closed before that quarter is only put on record."""
    if is_open(deal):
        return DealMove.NEW
    if deal.close is not None and deal.close < old.period.first_day:
        return None
    return _closed(deal)


def _closed(deal: Deal) -> DealMove | None:
    return {Stage.WON: DealMove.WON, Stage.LOST: DealMove.LOST}.get(deal.stage) if deal.stage else None


def _of_known(before: Deal, after: Deal, differences: dict[str, Difference]) -> DealMove | None:
    if not is_open(after):
        gone = _closed(after) or (DealMove.DROPPED if is_open(before) else None)
        return gone if after.stage != before.stage else None
    if not is_open(before):
        return DealMove.REOPENED if before.stage else DealMove.NEW
    kinds = (
        _way(moved(before.stage, after.stage, OPEN_STAGES), DealMove.UP, DealMove.DOWN),
        _way(_grown(before.probability, after.probability), DealMove.UP, DealMove.DOWN),
        _way(_days(before.close, after.close), DealMove.SLIPPED, DealMove.EARLIER),
        _way(_size(differences.get("amount")), DealMove.GROWN, DealMove.SHRUNK),
    )
    return next(filter(None, kinds), None)


def _way(size: float, up: DealMove, down: DealMove) -> DealMove | None:
    return up if size > 0 else down if size < 0 else None


def _grown(before: Share | None, after: Share | None) -> float:
    return 0.0 if before is None or after is None else after - before


def _days(before: date | None, after: date | None) -> float:
    return 0.0 if before is None or after is None else (after - before).days


def _size(difference: Difference | None) -> float:
    match difference:
        case Difference(before=Amount() as before, after=Amount() as after):
            return after - before
        case _:
            return 0.0


def _differences(before: Deal, after: Deal, amount: Amount | None) -> tuple[Difference, ...]:
    """What is known on both sides and not the same."""
    pairs = (
        Difference("stage", before.stage, after.stage),
        Difference("probability", before.probability, after.probability),
        Difference("amount", amount, after.amount),
        Difference("close", before.close, after.close),
    )
    return tuple(pair for pair in pairs if None not in (pair.before, pair.after) and pair.before != pair.after)
