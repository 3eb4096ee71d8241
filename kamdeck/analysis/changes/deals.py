"""What has happened to the deals between two plans, at most one change per deal."""

from datetime import date

from kamdeck.analysis.changes.difference import Difference
from kamdeck.analysis.figures.money_units import in_money_of
from kamdeck.analysis.figures.pipeline import matched_deals
from kamdeck.dataclass import dataclass
from kamdeck.model import Deal, Plan
from kamdeck.model.numbers import InOwnCurrency
from kamdeck.model.stages import DealStage
from kamdeck.model.states import is_open
from kamdeck.model.values import Amount, Period, Share, Stage, Word


class DealMove(Word):
    """What has happened to a deal, the most important first."""

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
    """A deal and the most important thing that has happened to it; `differences` are all changed fields.

    `deal` is the new deal, or the old one if it was dropped. The differences are of stage, probability, amount and
    close, in this order. Amounts are in the unit of the new plan, and `now` is its period.
    """

    kind: DealMove
    deal: Deal
    amount: Amount | None
    now: Period
    differences: tuple[Difference, ...] = ()

    @property
    def date(self) -> date | None:
        """The date when a new deal was opened; else the date when it closes or closed."""
        return self.deal.opened if self.kind == DealMove.NEW else self.deal.close

    @property
    def quarter(self) -> Period | None:
        """The period in which it was won or lost; none if the date is unknown, or for any other change."""
        return self.now.around(self.deal.close) if self.kind in ENDED and self.deal.close else None

    @property
    def details(self) -> tuple[object, ...]:
        """What a table shows: the quarter and date of a closed deal, the date of a new one, and the differences."""
        if self.kind not in ENDED and self.kind != DealMove.NEW:
            return self.differences
        # The stage and probability of a closed deal are clear from its kind.
        differences = [each for each in self.differences if each.field in ("amount", "close")]
        day = None if any(each.field == "close" for each in differences) else self.deal.close
        return tuple(each for each in (self.quarter, day, *reversed(differences)) if each is not None)


def deal_changes(old: Plan, new: Plan) -> tuple[DealChange, ...]:
    """The change of each deal, by kind, then by quarter, then by amount, the largest first.

    A deal that was closed in the quarter that has ended counts even if the earlier plan already has it as closed: this
    is so in the plan that `kamdeck next` keeps as last quarter's.
    """
    same = matched_deals(old, new)
    found = [_change(before, after, old, new) for before, after in same.pairs()]
    found += [_gone(deal, old, new) for deal in same.gone]
    order = list(DealMove)

    def rank(change: DealChange) -> tuple[int, int, float]:
        return order.index(change.kind), change.quarter.first_month if change.quarter else 0, -(change.amount or 0.0)

    return tuple(sorted(filter(None, found), key=rank))


def _change(before: Deal | None, after: Deal, old: Plan, new: Plan) -> DealChange | None:
    if before is None:
        kind = _kind_of_new(after, old)
        return DealChange(kind, after, after.amount, new.period) if kind else None
    differences = _differences(before, after, in_money_of(new, before.amount, old))
    kind = _kind_of_known(before, after, {difference.field: difference for difference in differences})
    if kind is None and before.stage == after.stage and _closed_between(after, old, new):
        kind = _closed(after)
    return DealChange(kind, after, after.amount, new.period, differences) if kind else None


def _gone(deal: Deal, old: Plan, new: Plan) -> DealChange | None:
    """The change of a deal that the new plan does not have: dropped if it was open, else closed in the last quarter."""
    kind = DealMove.DROPPED if is_open(deal) else _closed(deal) if _closed_between(deal, old, new) else None
    return DealChange(kind, deal, in_money_of(new, deal.amount, old), new.period) if kind else None


def _closed_between(deal: Deal, old: Plan, new: Plan) -> bool:
    """Whether a deal was closed in a quarter that ended between the two plans."""
    return deal.close is not None and old.period.first_day <= deal.close < new.period.first_day


def _kind_of_new(deal: Deal, old: Plan) -> DealMove | None:
    """The change of a deal that the old plan did not have; none if it was closed before that plan's quarter."""
    if is_open(deal):
        return DealMove.NEW
    if deal.close is not None and deal.close < old.period.first_day:
        return None
    return _closed(deal)


def _closed(deal: Deal) -> DealMove | None:
    return {Stage.WON: DealMove.WON, Stage.LOST: DealMove.LOST}.get(deal.meaning) if deal.meaning else None


def _kind_of_known(before: Deal, after: Deal, differences: dict[str, Difference]) -> DealMove | None:
    if not is_open(after):
        gone = _closed(after) or (DealMove.DROPPED if is_open(before) else None)
        return gone if after.stage != before.stage else None
    if not is_open(before):
        return DealMove.REOPENED if before.stage else DealMove.NEW
    # A deal has one kind of change only: a new stage says more about it than a new date or amount.
    kinds = (
        _direction(_steps(before.stage, after.stage), DealMove.UP, DealMove.DOWN),
        _direction(_growth(before.probability, after.probability), DealMove.UP, DealMove.DOWN),
        _direction(_days(before.close, after.close), DealMove.SLIPPED, DealMove.EARLIER),
        _direction(_amount_growth(differences.get("amount")), DealMove.GROWN, DealMove.SHRUNK),
    )
    return next(filter(None, kinds), None)


def _direction(change: float, up: DealMove, down: DealMove) -> DealMove | None:
    return up if change > 0 else down if change < 0 else None


def _steps(before: DealStage | None, after: DealStage | None) -> float:
    """How many stages a deal has moved towards the end of the company's process, negative if backwards."""
    return 0.0 if before is None or after is None else after.number - before.number


def _growth(before: Share | None, after: Share | None) -> float:
    return 0.0 if before is None or after is None else after - before


def _days(before: date | None, after: date | None) -> float:
    return 0.0 if before is None or after is None else (after - before).days


def _amount_growth(difference: Difference | None) -> float:
    match difference:
        case Difference(before=Amount() as before, after=Amount() as after):
            return after - before
        case _:
            return 0.0


def _same(pair: Difference) -> bool:
    """Whether nothing has changed; a rate that has changed does not change an amount of another currency."""
    if isinstance(pair.before, InOwnCurrency) and isinstance(pair.after, InOwnCurrency):
        return str(pair.before) == str(pair.after)
    return pair.before == pair.after


def _differences(before: Deal, after: Deal, amount: Amount | None) -> tuple[Difference, ...]:
    """The fields that are known in both plans and not the same."""
    pairs = (
        Difference("stage", before.stage, after.stage),
        Difference("probability", before.probability, after.probability),
        Difference("amount", amount, after.amount),
        Difference("close", before.close, after.close),
    )
    return tuple(pair for pair in pairs if None not in (pair.before, pair.after) and not _same(pair))
