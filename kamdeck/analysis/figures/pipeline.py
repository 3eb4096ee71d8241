"""Figures of deals and targets: the pipeline by stage, weighted amounts, and the gap to the target; in our money."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from kamdeck.analysis.figures.arithmetic import difference, known_as, quotient, total
from kamdeck.analysis.matching import Matched, match, names
from kamdeck.analysis.meddpicc import FIELDS, missing_points
from kamdeck.dataclass import dataclass
from kamdeck.documented import documented
from kamdeck.model import Deal, Plan, Target
from kamdeck.model.stages import DealStage
from kamdeck.model.states import is_open, targets_of
from kamdeck.model.values import Amount, Company, Days, Health, Period, Quantity, Ratio, Share, Stage

LATER_STAGES = (Stage.PROPOSE, Stage.NEGOTIATE)


@dataclass(frozen=True, slots=True)
class StageRow:
    """A stage of the pipeline, or the deals won in the quarter: their number, amount and weighted amount.

    The weighted amount is unknown if no probability of its deals is known.
    `ids` are the short ids of the deals, the largest first; empty where one is too long to be read.
    """

    stage: DealStage
    count: Quantity
    amount: Amount
    weighted: Amount | None
    ids: tuple[str, ...] = ()


SHORT_ID = 6
"""The most characters of an id that documents show beside a deal's name."""


@dataclass(frozen=True, slots=True)
class DealRow:
    """A deal with derived values; `weighted`, `upside` and `overdue` are known for open deals only.

    `upside` is the amount less the weighted amount. `known` and `missing` are points of MEDDPICC.
    """

    deal: Deal
    weighted: Amount | None
    upside: Amount | None
    open: bool
    in_period: bool
    overdue: Days | None
    known: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def competitors(self) -> tuple[Company, ...]:
        """Our competitors in the deal."""
        return self.deal.competitors

    @property
    def code(self) -> str:
        """The id, where it is short enough to name the deal; "" for the long ids of other programs."""
        return str(self.deal.id) if len(self.deal.id) <= SHORT_ID else ""

    @property
    def health(self) -> Health | None:
        """The health of an open deal; that of a closed one no longer matters."""
        return self.deal.health if self.open else None

    @property
    def facts(self) -> tuple[object, ...]:
        """The amount and the probability, as far as they are known."""
        return tuple(each for each in (self.deal.amount, self.deal.probability) if each is not None)


def weighted(deal: Deal) -> Amount | None:
    """amount × probability of an open deal, unknown if either is; in our money."""
    if not is_open(deal) or deal.amount is None or deal.probability is None:
        return None
    return Amount(weight(deal.amount, deal.probability))


def weight(amount: float, probability: float | None) -> Fraction:
    """amount × probability as an exact fraction, so that a sum does not depend on the order of its terms."""
    return Fraction(amount) * Fraction(probability or 0)


def closes_in(deal: Deal, period: Period) -> bool:
    """Whether the close date of a deal is in a quarter."""
    return deal.close is not None and period.first_day <= deal.close <= period.last_day


def has_deals_of_period(plan: Plan) -> bool:
    """Whether a deal of the plan closes in its quarter, be it open, won or lost."""
    return any(closes_in(deal, plan.period) for deal in plan.deals)


def matched_deals(old: Plan, new: Plan) -> Matched[Deal]:
    """The deals of two plans, matched by their ids, else by their names."""
    return match(old.deals, new.deals, lambda each: names(each.id, each.name))


def _open(plan: Plan) -> list[Deal]:
    return [deal for deal in plan.deals if is_open(deal)]


def _won(plan: Plan) -> list[Deal]:
    return [deal for deal in plan.deals if deal.meaning == Stage.WON and closes_in(deal, plan.period)]


def _sum(amounts: Iterable[Amount | None]) -> Amount:
    return Amount(total(amounts) or 0.0)


def stages(plan: Plan) -> tuple[StageRow, ...]:
    """Every open stage of the company, then the deals won in the quarter; empty if the plan has no deals."""
    used = {deal.stage for deal in plan.deals if deal.stage is not None}
    # A stage that is not listed is one of the six words of which the company has no stage.
    known = (*plan.deployment.process.stages, *sorted(used.difference(plan.deployment.process.ids)))
    won_stages = [stage for stage in known if stage.meaning == Stage.WON]
    rows = [_stage_row(stage, [deal for deal in plan.deals if deal.stage == stage]) for stage in known if stage.is_open]
    rows += [_stage_row(stage, [deal for deal in _won(plan) if deal.stage == stage]) for stage in won_stages]
    return tuple(rows) if plan.deals else ()


def _stage_row(stage: DealStage, deals: Sequence[Deal]) -> StageRow:
    amounts = _sum(deal.amount for deal in deals)
    by_size = sorted(deals, key=lambda deal: -(deal.amount or 0.0))
    ids = tuple(str(deal.id) for deal in by_size)
    short = ids if all(0 < len(each) <= SHORT_ID for each in ids) else ()
    weights = known_as(Amount, total(map(weighted, deals))) if stage.is_open else amounts
    return StageRow(stage, Quantity(len(deals)), amounts, weights, short)


def deals(plan: Plan) -> tuple[DealRow, ...]:
    """Every deal, the largest first, and those without an amount last."""
    # `-(amount or 0.0)` alone would sort deals without an amount like deals of 0.
    by_size = sorted(plan.deals, key=lambda deal: -(deal.amount or 0.0) if deal.amount is not None else float("inf"))
    return tuple(_row(deal, plan) for deal in by_size)


def _row(deal: Deal, plan: Plan) -> DealRow:
    missing = missing_points(deal)
    late = is_open(deal) and deal.due is not None and deal.due < plan.review_date
    return DealRow(
        deal=deal,
        weighted=weighted(deal),
        upside=known_as(Amount, difference(deal.amount, weighted(deal))),
        open=is_open(deal),
        in_period=closes_in(deal, plan.period),
        overdue=Days((plan.review_date - deal.due).days) if late and deal.due else None,
        known=tuple(field for field in FIELDS if field not in missing),
        missing=missing,
    )


# -- figures -------------------------------------------------------------------------------------------------------


@documented("Our sales target in the period under review, from `targets`; in our money.")
def target(plan: Plan, period: Period | None = None) -> Amount | None:
    entry = targets_of(plan, period or plan.period)
    return entry.target if entry else None


@documented("Our sales in the period under review, from `targets`; in our money.")
def actual(plan: Plan, period: Period | None = None) -> Amount | None:
    entry = targets_of(plan, period or plan.period)
    return entry.actual if entry else None


@documented("Our sales forecast for the period under review, from `targets`; in our money.")
def forecast(plan: Plan, period: Period | None = None) -> Amount | None:
    entry = targets_of(plan, period or plan.period)
    return entry.forecast if entry else None


@documented("target − forecast, negative if the forecast exceeds the target; in our money.")
def forecast_gap(plan: Plan, period: Period | None = None) -> Amount | None:
    return known_as(Amount, difference(target(plan, period), forecast(plan, period)))


@documented("The sum of the open deals (prospect to negotiate), including those without a date; in our money.")
def pipeline(plan: Plan) -> Amount | None:
    return known_as(Amount, total(deal.amount for deal in _open(plan))) if plan.deals else None


@documented("Σ amount × probability of the open deals, including those without a date; in our money.")
def weighted_pipeline(plan: Plan) -> Amount | None:
    known = [(deal.amount, deal.probability) for deal in _open(plan) if deal.amount is not None]
    weights = [weight(amount, probability) for amount, probability in known if probability is not None]
    # A plan whose deals are all closed has a pipeline of 0, and not an unknown one.
    return Amount(sum(weights)) if weights or (plan.deals and not _open(plan)) else None


@documented("The sum of the open deals that close in the period; in our money.")
def period_pipeline(plan: Plan) -> Amount | None:
    closing = [deal.amount for deal in _open(plan) if closes_in(deal, plan.period)]
    return known_as(Amount, total(closing)) if plan.deals else None


@documented("The sum of the open deals without `close`, which are in the pipeline but in no quarter; in our money.")
def undated(plan: Plan) -> Amount | None:
    without = [deal.amount for deal in _open(plan) if deal.close is None]
    return known_as(Amount, total(without)) if plan.deals else None


@documented("won + Σ amount × probability of the open deals that close in the period; in our money.")
def weighted_forecast(plan: Plan) -> Amount | None:
    closing = total(weighted(deal) for deal in _open(plan) if closes_in(deal, plan.period))
    booked = won(plan)
    return None if booked is None or closing is None else Amount(booked + closing)


@documented("The number of open deals.")
def open_deals(plan: Plan) -> Quantity | None:
    return Quantity(len(_open(plan))) if plan.deals else None


@documented("The sum of the deals won with `close` in the period; in our money.")
def won(plan: Plan) -> Amount | None:
    return known_as(Amount, total(deal.amount for deal in _won(plan))) if plan.deals else None


@documented("target − won, never negative; in our money.")
def gap(plan: Plan) -> Amount | None:

    missing = difference(target(plan), won(plan))
    return None if missing is None else Amount(max(missing, 0.0))


@documented("period_pipeline ÷ gap, unknown if the gap is 0; deals without a date do not count; a multiple.")
def pipeline_coverage(plan: Plan) -> Ratio | None:
    return known_as(Ratio, quotient(period_pipeline(plan), gap(plan)))


@documented("won ÷ (won + lost) by the number of all deals in the plan; a share (0 to 1).")
def win_rate(plan: Plan) -> Share | None:
    won_deals = sum(deal.meaning == Stage.WON for deal in plan.deals)
    lost_deals = sum(deal.meaning == Stage.LOST for deal in plan.deals)
    return known_as(Share, quotient(won_deals, won_deals + lost_deals))


@documented("forecast ÷ target of the period under review; a share, above 1 if the forecast exceeds the target.")
def attainment(plan: Plan) -> Share | None:
    return known_as(Share, quotient(forecast(plan), target(plan)))


def _of_year(plan: Plan) -> list[Target]:
    """The entries of `targets` in the year under review, up to its quarter."""
    year = [entry for entry in plan.targets if entry.period and entry.period.year == plan.period.year]
    return [entry for entry in year if entry.period and entry.period <= plan.period]


@documented("The sum of `actual` in the year under review, up to the period under review; in our money.")
def year_booked(plan: Plan) -> Amount | None:
    known = [entry.actual for entry in _of_year(plan) if entry.actual is not None]
    return Amount(sum(known)) if known else None


@documented("The sum of `actual` in the earlier quarters of the year + forecast of the period; in our money.")
def year_orders(plan: Plan) -> Amount | None:
    ahead = forecast(plan)
    earlier = [entry.actual for entry in _of_year(plan) if entry.period != plan.period]
    return None if ahead is None else known_as(Amount, total((*earlier, ahead)))
