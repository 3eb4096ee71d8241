"""Rules of section 5 of the template for all deals together: the pipeline covers the gap and supports the forecast."""

from kamdeck.analysis.figures.pipeline import closes_in
from kamdeck.analysis.quality.finding import fault, parts_present, unless
from kamdeck.analysis.quality.rule import HIGH, LOW, MEDIUM, Purpose, Verdicts, rule
from kamdeck.analysis.quality.subject import PlanUnderReview
from kamdeck.model.plausible_amounts import unlikely_amounts
from kamdeck.model.values import Ratio

COVERED = 3.0
"""How many times the pipeline should cover the gap, if the plan has no goal of its own."""
MOST_IN_ONE = 0.7
"""The share of the pipeline that one deal may have."""
FEW = 2
"""Fewer open deals than this are not compared with each other."""


@rule("K521", HIGH, Purpose.TARGET)
def target_missing(review: PlanUnderReview) -> Verdicts:
    """Deals, or the target or forecast of the quarter, are missing."""
    figures, plan = review.figures, review.plan
    parts = {
        "topic.deals": bool(plan.deals),
        "figure.target": figures.target.value is not None,
        "figure.forecast": figures.forecast.value is not None,
    }
    yield from parts_present((), parts)


@rule("K522", HIGH, Purpose.TARGET, Purpose.OPPORTUNITY)
def gap_not_covered(review: PlanUnderReview) -> Verdicts:
    """The pipeline of the quarter covers the gap to target less than three times, or less than the plan's own goal."""
    coverage = review.figures.pipeline_coverage
    if coverage.value is not None:
        wanted, undated = coverage.goal or Ratio(COVERED), review.figures.undated.value
        yield unless(
            coverage.value >= wanted,
            ("targets",),
            "undated" if undated else "",
            coverage=Ratio(round(coverage.value, 1)),
            gap=review.figures.gap.value,
            undated=undated,
            wanted=wanted,
        )


@rule("K523", HIGH, Purpose.TARGET)
def forecast_exceeds_deals(review: PlanUnderReview) -> Verdicts:
    """The forecast exceeds all deals of the quarter together."""
    forecast, open_ones = review.figures.forecast.value, review.figures.period_pipeline.value
    if forecast is not None and review.plan.deals:
        booked = max(review.figures.won.value or 0.0, review.figures.actual.value or 0.0)
        most = type(forecast)(booked + (open_ones or 0.0))
        yield unless(forecast <= most, ("targets",), forecast=forecast, most=most)


@rule("K524", LOW, Purpose.BALANCE, Purpose.TARGET)
def one_deal_dominates(review: PlanUnderReview) -> Verdicts:
    """One deal makes up most of the pipeline."""
    sized = [(deal.amount, deal.name) for _, deal in review.open_deals if deal.amount and deal.amount > 0]
    if len(sized) >= FEW:
        most, name = max(sized, key=lambda pair: pair[0])
        share = most / sum(amount for amount, _ in sized)
        whole = review.figures.pipeline.value
        yield unless(share <= MOST_IN_ONE, ("deals",), deal=name, amount=most, all=whole)


@rule("K525", MEDIUM, Purpose.TARGET, Purpose.OPPORTUNITY)
def nothing_after_the_quarter(review: PlanUnderReview) -> Verdicts:
    """No open deal closes after the quarter."""
    if review.open_deals:
        last = review.plan.period.last_day
        later = [deal for _, deal in review.open_deals if deal.close and deal.close > last]
        yield unless(later, ("deals",))


@rule("K526", MEDIUM, Purpose.TARGET)
def nothing_in_the_quarter(review: PlanUnderReview) -> Verdicts:
    """No open deal closes in the quarter, although the target is not reached."""
    gap = review.figures.gap.value
    if gap and review.open_deals:
        closing = [deal for _, deal in review.open_deals if closes_in(deal, review.plan.period)]
        yield unless(closing, ("deals",), gap=gap)


@rule("K527", HIGH, Purpose.TARGET)
def implausible_amount(review: PlanUnderReview) -> Verdicts:
    """An implausible amount."""
    for each in unlikely_amounts(review.plan):
        yield fault(each.where, warning=each.message)
