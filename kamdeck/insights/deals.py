"""Insights on deals: the open business, the largest deals, the deals at risk, and what is unknown about a deal."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from kamdeck.analysis.analysis import Analysis
from kamdeck.analysis.figures import DealRow
from kamdeck.analysis.figures.figure import AmountChange
from kamdeck.analysis.meddpicc import FIELDS, missing_points
from kamdeck.analysis.target_road import SAME, RoadKind, carried_to
from kamdeck.insights.change_messages import abs_of, quarter_message
from kamdeck.insights.insight import Answer, insight
from kamdeck.insights.quoting import name_of_deal
from kamdeck.message import Clauses, Message, clauses
from kamdeck.model import Deal
from kamdeck.model.numbers import InOwnCurrency
from kamdeck.model.states import is_open
from kamdeck.model.values import Amount, Health, Stage, Text

MOST_DEALS = 2
"""The most deals at risk that a sentence names; more are only counted."""
MOST_POINTS = 3
"""The most missing points of MEDDPICC that a sentence names; more are only counted."""
MOST_LEFT_OUT, LONGEST_ID = 6, 4
"""The most deals that a note names by their ids, and the most characters of such an id; more are only counted."""
MOST_RIVALS = 3
"""The most competitors in a deal that a sentence names."""


@insight
def deals_agenda_line(analysis: Analysis) -> Answer:
    """The number of open deals, and what they are worth."""
    return _open_business(analysis)


@insight
def deals_contents_line(analysis: Analysis) -> Answer:
    """What the section on deals is about."""
    return Message("insight.deals_contents_line.about")


@insight
def funnel(analysis: Analysis) -> Answer:
    """What is booked of the quarter's target, how many open deals close in it, and how far the forecast is from it.

    Where the forecast is more than what is booked and the weighted deals together, or leaves out a part of these, it
    is said how much. Without a forecast, or where these are already above the target: how far they are from it, at
    their full amounts if no probability is known. Without a target: the open deals and their weighted amount, or the
    stage with the largest part of the pipeline.
    """
    figures, plan = analysis.figures, analysis.plan
    if not figures.target.value:
        return _weighted_business(analysis)
    booked = _booked(analysis)
    closing = sum(row.in_period for row in figures.pipeline_deals)
    if figures.forecast.value is None and closing and not _has_weights(analysis):
        return clauses(booked, _unweighted(analysis, closing))
    gap, target, forecast = figures.forecast_gap.value, figures.target.value, figures.forecast.value
    values = {"forecast": figures.forecast, "quarter": plan.period, "count": closing}
    carried = Amount(carried_to(analysis.target_road))
    left = Amount(target - carried)
    if gap is None or forecast is None:
        case = "weighted_short" if left > 0 else "weighted_above"
        road = Message(f"insight.funnel.{case}", carried=carried, gap=abs_of(left), **values)
        return clauses(booked, road if closing and carried else _weighted_business(analysis))
    beyond = Amount(forecast - carried)
    carries = any(row.in_period and row.weighted for row in figures.pipeline_deals)
    if carries and beyond > SAME * target:
        return clauses(booked, _carried(left, carried, {"missing": beyond, **values}))
    case = "short" if gap > 0 else "above" if gap < 0 else "on_target"
    if closing and not carries:
        # Deals without a weight carry nothing.
        case, values["count"] = "short_alone" if case == "short" else case, 0
    elif carries and beyond < -SAME * target:
        case, values["missing"] = (
            "below_deals" if case == "short" else f"{case}_below_deals",
            AmountChange(carried, forecast),
        )
    return clauses(booked, Message(f"insight.funnel.{case}", gap=abs_of(gap), **values))


def _carried(left: Amount, carried: Amount, values: Mapping[str, Any]) -> Message:
    """What a forecast needs beyond the weighted deals; where these reach the target anyway, how far they are above."""
    if left < 0:
        return Message("insight.funnel.weighted_above", carried=carried, gap=abs_of(left), **values)
    return Message("insight.funnel.without_deal", carried=carried, **values)


def _booked(analysis: Analysis) -> Message:
    """What is booked of the target: nothing, a part, or all."""
    target, booked = analysis.figures.target, analysis.figures.actual
    values = {"target": target, "booked": booked, "quarter": analysis.plan.period}
    case = "target" if booked.value is None else "booked" if booked.value else "nothing_booked"
    return Message(f"insight.funnel.{case}", **values)


def _has_weights(analysis: Analysis) -> bool:
    """Whether a probability is known of an open deal that closes in the quarter."""
    return any(row.in_period and row.weighted is not None for row in analysis.figures.pipeline_deals)


def _unweighted(analysis: Analysis, count: int) -> Message | Clauses | None:
    """Whether the full amounts of the deals that close in the quarter suffice for what is not booked of the target."""
    figures = analysis.figures
    if not figures.period_pipeline:
        return _weighted_business(analysis)
    left = (figures.gap.value or 0.0) - (figures.period_pipeline.value or 0.0)
    case = "unweighted_short" if left > 0 else "unweighted_enough"
    values = {"closing": figures.period_pipeline, "gap": Amount(abs(left)), "quarter": analysis.plan.period}
    return Message(f"insight.funnel.{case}", count=count, **values)


def _weighted_business(analysis: Analysis) -> Message | Clauses | None:
    business, weighted = _open_business(analysis), analysis.figures.weighted_pipeline
    if not (analysis.figures.pipeline and analysis.figures.pipeline_deals):
        return business
    if weighted:
        return Message("insight.funnel.weighted", business=business, weighted=weighted)
    return _largest_stage(analysis) or business


def _largest_stage(analysis: Analysis) -> Message | None:
    """Which stage has the largest part of the pipeline; of equal parts, the latest; none where no stage is known."""
    pipeline = analysis.figures.pipeline
    rows = [row for row in analysis.figures.stages if row.stage.is_open and row.amount]
    largest = max(reversed(rows), key=lambda row: row.amount, default=None)
    if largest is None:
        return None
    case = "stage_all" if len(rows) == 1 else "stage_part"
    return Message(f"insight.funnel.{case}", stage=largest.stage, amount=largest.amount, pipeline=pipeline)


@insight
def coverage_of_gap(analysis: Analysis) -> Answer:
    """The pipeline coverage with the amounts that it compares; nothing where it is unknown."""
    figures = analysis.figures
    if not figures.pipeline_coverage:
        return None
    values = {"pipeline": figures.period_pipeline, "gap": figures.gap, "quarter": analysis.plan.period}
    return Message("insight.coverage_of_gap.ratio", ratio=figures.pipeline_coverage, **values)


def _open_business(analysis: Analysis) -> Message | Clauses | None:
    """The number and amount of open deals, or what the closed ones brought; a deal without a stage is not open."""
    if not analysis.plan.deals:
        return None
    amount, count = analysis.figures.pipeline, len(analysis.figures.pipeline_deals)
    if not count:
        return clauses(Message("insight.deals.none_open"), _closed(analysis))
    if not amount:
        return Message("insight.deals.open", count=count)
    return Message("insight.deals.open_worth", count=count, amount=amount)


def _closed(analysis: Analysis) -> Message | None:
    """What the won and the lost deals are worth; none where no amount is known."""
    won, lost = (
        Amount(sum(deal.amount or 0.0 for deal in analysis.plan.deals if deal.meaning == meaning))
        for meaning in (Stage.WON, Stage.LOST)
    )
    case = "_and_".join(name for name, amount in (("won", won), ("lost", lost)) if amount)
    return Message(f"insight.closed_deals_and_pipeline.{case}", won=won, lost=lost) if case else None


@insight
def funnel_source(analysis: Analysis) -> Answer:
    """Which deals count as won, what a weighted amount is, and which open deals the road to the target leaves out.

    With few deals exchange rates as well: a table of few deals stands on the same slide; more deals have a slide with
    the rates. Without open deals the table has those won in any quarter, and no weighted amounts.
    """
    rates = exchange_rates(analysis) if analysis.summary.few_deals else None
    if analysis.plan.deals and not any(map(is_open, analysis.plan.deals)):
        return rates
    case = "note" if analysis.figures.weighted_pipeline else "won"
    note = Message(f"insight.funnel_source.{case}", period=analysis.plan.period)
    if later := _left_out(analysis):
        note = Message("insight.funnel_source.with_later", note=note, later=later)
    return Message("insight.funnel_source.with_rates", note=note, rates=rates) if rates else note


def _left_out(analysis: Analysis) -> Message | None:
    """The open deals that do not close in the quarter: their ids where these are few and short; else their number."""
    left = [row.deal for row in analysis.figures.pipeline_deals if not row.in_period]
    if not left or not any(step.kind == RoadKind.DEAL for step in analysis.target_road):
        return None
    ids = [str(deal.id or "") for deal in left]
    named = len(ids) <= MOST_LEFT_OUT and all(0 < len(each) <= LONGEST_ID for each in ids)
    names = tuple(Text(plain=each) for each in ids)
    case = "later_named" if named else "later"
    return Message(f"insight.funnel_source.{case}", count=len(left), names=names, period=analysis.plan.period)


@insight
def exchange_rates(analysis: Analysis) -> Answer:
    """The rates by which amounts of deals in other currencies were converted, and their day; nothing without any."""
    plan = analysis.plan
    amounts: list[object] = [deal.amount for deal in plan.deals]
    currencies = {amount.currency for amount in amounts if isinstance(amount, InOwnCurrency)}
    if not currencies:
        return None
    known = plan.deployment.rates
    shown = [known.message(currency, plan.money.currency) for currency in sorted(currencies)]
    case = "dated" if known.as_of else "undated"
    return Message(f"insight.exchange_rates.{case}", rates=[each for each in shown if each], day=known.as_of)


@insight
def deals(analysis: Analysis) -> Answer:
    """The largest open deal, its part of the open amount, and the open deals that are at risk.

    If no amount is known, only the number of open deals.
    """
    rows = [row for row in analysis.figures.pipeline_deals if row.deal.amount is not None]
    if not rows:
        return _without_amounts(analysis)
    largest = rows[0].deal
    values = {"deal": name_of_deal(largest), "amount": largest.amount}
    if len(analysis.figures.pipeline_deals) == 1:
        first = Message("insight.deals.only", **values)
    else:
        first = Message("insight.deals.largest", pipeline=analysis.figures.pipeline, **values)
    return clauses(first, _at_risk(analysis, largest))


def _without_amounts(analysis: Analysis) -> Message | Clauses | None:
    business = _open_business(analysis)
    if not analysis.figures.pipeline_deals:
        return business
    return clauses(business, Message("insight.deals.no_amounts"))


def _at_risk(analysis: Analysis, largest: Deal) -> Message | None:
    """The open deals whose health is red: as "it" if that is only the deal that the sentence has just named."""
    open_deals = analysis.figures.pipeline_deals
    rows = [row for row in open_deals if row.deal.health == Health.RED]
    if not rows:
        return None
    if len(rows) == 1 and rows[0].deal is largest:
        return Message("insight.deals.it_is_at_risk")
    if len(rows) == len(open_deals):
        return Message("insight.deals.all_at_risk", count=len(rows))
    names = _names_of(rows)
    if len(names) == len(rows) <= MOST_DEALS:
        return Message("insight.deals.named_at_risk", names=names, count=len(names))
    return Message("insight.deals.at_risk", count=len(rows), total=len(open_deals))


def _names_of(rows: list[DealRow]) -> tuple[object, ...]:
    return tuple(name_of_deal(row.deal) for row in rows)


@insight
def next_to_close(analysis: Analysis) -> Answer:
    """The open deals that are past their close dates; else the open deal that closes next, with its amount.

    Nothing of a next one whose amount, probability or date is unknown.
    """
    today = analysis.plan.review_date
    late = [row.deal for row in analysis.figures.pipeline_deals if row.deal.close and row.deal.close < today]
    if late:
        case = "overdue" if len(late) == 1 else "several_overdue"
        return Message(f"insight.next_to_close.{case}", deal=name_of_deal(late[0]), date=late[0].close, count=len(late))
    coming = [row.deal for row in analysis.figures.pipeline_deals if row.deal.close and row.deal.close >= today]
    known = [deal for deal in coming if deal.amount is not None and deal.probability is not None]
    first = min(known, key=lambda deal: str(deal.close), default=None)
    if first is None or len(analysis.figures.pipeline_deals) == 1:
        return None
    values = {"amount": first.amount, "probability": first.probability, "date": first.close}
    return Message("insight.next_to_close.deal", deal=name_of_deal(first), **values)


@insight
def deal(analysis: Analysis, deal: Deal) -> Answer:
    """A deal's amount and probability, whether it is at risk, and the points of MEDDPICC that are blank.

    In a plan with little content, only for deals with an answer to any of the points.
    """
    amount = Message("insight.deal.without_amount", deal=name_of_deal(deal))
    if deal.amount is not None:
        values = {"deal": name_of_deal(deal), "amount": deal.amount}
        amount = Message("insight.deal.amount", **values)
        if deal.probability is not None:
            amount = Message("insight.deal.amount_probability", probability=deal.probability, **values)
    missing = missing_points(deal) if deal.meddpicc or not analysis.sparse else ()
    risk = Message("insight.deals.it_is_at_risk") if deal.health == Health.RED else None
    known = Message("insight.deal.all_known") if deal.meddpicc and not missing else None
    return clauses(amount, risk, _missing(missing), known)


def _missing(points: tuple[str, ...]) -> Message | None:
    if not points:
        return None
    if len(points) == len(FIELDS):
        return Message("insight.deal.all_missing", count=len(points))
    if len(points) <= MOST_POINTS:
        names = tuple(Message(f"meddpicc.{point}") for point in points)
        return Message("insight.deal.named_missing", names=names)
    return Message("insight.deal.missing", count=len(points), total=len(FIELDS))


@insight
def deal_close(analysis: Analysis, deal: Deal) -> Answer:
    """When a deal closes, or how long it is past that date, and against which competitors, as far as they are known."""
    rivals = tuple(each for each in deal.competitors if not each.ours)[:MOST_RIVALS]
    closes = Message("insight.deal_close.date", date=deal.close) if deal.close else None
    if days := _days_late(analysis, deal, deal.close):
        closes = Message("insight.deal_close.overdue", date=deal.close, days=days)
    return clauses(closes, Message("insight.deal_close.rivals", rivals=rivals, count=len(rivals)) if rivals else None)


def _days_late(analysis: Analysis, deal: Deal, due: date | None) -> Message | None:
    """How many days a date of an open deal has passed; none if it has not."""
    days = (analysis.plan.review_date - due).days if due and is_open(deal) else 0
    return Message("counted.days", count=days) if days > 0 else None


@insight
def next_step(analysis: Analysis, deal: Deal) -> Answer:
    """The next step in a deal, and when it is due, or how long it is overdue."""
    if not deal.next_step:
        return None
    if days := _days_late(analysis, deal, deal.due):
        return Message("insight.next_step.overdue", step=deal.next_step, due=deal.due, days=days)
    if deal.due is None:
        return Message("insight.next_step.undated", step=deal.next_step)
    return Message("insight.next_step.due", step=deal.next_step, due=deal.due)


@insight
def targets(analysis: Analysis) -> Answer:
    """The result of last quarter against its target."""
    quarter = analysis.last_quarter
    return quarter_message(quarter.in_short, analysis.plan) if quarter.result is not None else None
