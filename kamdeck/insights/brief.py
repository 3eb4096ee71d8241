"""What the brief says of an account: its headline, and the notes beside the titles of its panels."""

from kamdeck.analysis.analysis import Analysis
from kamdeck.insights.insight import Answer, insight
from kamdeck.insights.overview import result_and_pipeline, wallet_and_pipeline
from kamdeck.message import Message, clauses
from kamdeck.model.values import Amount, Health

SAME = 0.01
"""The part of a forecast by which it may differ from the weighted deals and still be counted from them."""


@insight
def brief_headline(analysis: Analysis) -> Answer:
    """What is booked of the target, and how the deal of the quarter that weighs most lifts the forecast; else how far
    the forecast is from the target, or last quarter's result and the open pipeline, or our share of wallet.

    A deal lifts the forecast only if this counts the weighted deals of the quarter.
    """
    figures = analysis.figures
    booked = None
    if figures.actual.value and figures.target.value:
        booked = Message("insight.brief_headline.booked", booked=figures.actual, target=figures.target)
    result = result_and_pipeline(analysis) if analysis.last_quarter.result is not None else None
    return clauses(booked, _lift(analysis) or _gap(analysis)) or result or wallet_and_pipeline(analysis)


def _lift(analysis: Analysis) -> Message | None:
    """What the open deal of the quarter with the largest rest lifts the forecast to; none if the target is reached.

    A deal at risk does not count."""
    figures = analysis.figures
    forecast, weighted, gap = (
        each.value for each in (figures.forecast, figures.weighted_forecast, figures.forecast_gap)
    )
    if not forecast or weighted is None or gap is None or gap <= 0 or abs(forecast - weighted) > SAME * abs(forecast):
        return None
    rows = [
        row
        for row in analysis.brief.deals
        if row.in_period and row.upside and row.deal.name and row.health != Health.RED
    ]
    if not rows:
        return None
    row = max(rows, key=lambda row: row.upside or 0.0)
    known = analysis.outlook
    # A document, and the review beside it, have one number: that of a decision, or three significant figures.
    same = known is not None and known.deal is row.deal
    to = known.won if known and same else Amount(float(f"{forecast + (row.upside or 0.0):.3g}"))
    values = {"deal": row.deal.name, "forecast": figures.forecast, "to": to}
    return Message("insight.brief_headline.lifts", **values)


def _gap(analysis: Analysis) -> Message | None:
    figures, gap = analysis.figures, analysis.figures.forecast_gap.value
    if gap is None or not figures.forecast:
        return None
    case = "short" if gap > 0 else "above" if gap < 0 else "on_target"
    values = {"quarter": analysis.plan.period, "gap": Amount(abs(gap)), "forecast": figures.forecast}
    return Message(f"insight.brief_headline.{case}", **values)


@insight
def brief_pipeline(analysis: Analysis) -> Answer:
    """The open pipeline and the weighted one, as far as they are more than 0."""
    figures = analysis.figures
    is_open = Message("insight.brief_pipeline.open", open=figures.pipeline) if figures.pipeline.value else None
    weighted = figures.weighted_pipeline
    return clauses(is_open, Message("insight.brief_pipeline.weighted", weighted=weighted) if weighted.value else None)


@insight
def brief_until(analysis: Analysis) -> Answer:
    """The last day of the deadlines that the brief shows."""
    return Message("insight.brief_until.day", day=analysis.brief.until)
