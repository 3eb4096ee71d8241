"""Section 5 of the template, all deals together: does the pipeline carry the target, and the deals the forecast?"""

from kamdeck.analysis.figures.pipeline import closes_in
from kamdeck.analysis.quality.finding import fault, told, unless
from kamdeck.analysis.quality.rule import HIGH, LOW, MEDIUM, Purpose, Verdicts, rule
from kamdeck.analysis.quality.subject import PlanUnderReview
from kamdeck.model.plausible_amounts import unlikely_amounts
from kamdeck.model.values import Ratio

COVERED = 3.0
MOST_IN_ONE = 0.7
FEW = 2


@rule("K521", HIGH, Purpose.TARGET)
def target_missing(case: PlanUnderReview) -> Verdicts:
    """Deals, or the quarter's target or forecast, are missing."""
    figures, plan = case.figures, case.plan
    parts = {
        "topic.deals": bool(plan.deals),
        "figure.target": figures.target.value is not None,
        "figure.forecast": figures.forecast.value is not None,
    }
    yield from told((), parts)


@rule("K522", HIGH, Purpose.TARGET, Purpose.OPPORTUNITY)
def gap_not_covered(case: PlanUnderReview) -> Verdicts:
    """The gap to target is not covered by three times its pipeline, or by the plan's own goal."""
    coverage = case.figures.pipeline_coverage
    if coverage.value is not None:
        wanted, undated = coverage.goal or Ratio(COVERED), case.figures.undated.value
        en, zh = (
            "The pipeline of the quarter is {coverage} times the gap of {gap}",
            "本季度管道是{gap}差距的{coverage}倍",
        )
        if undated:
            en, zh = f"{en}, and {{undated}} undated", f"{zh}，另有{{undated}}未定日期"
        yield unless(
            coverage.value >= wanted,
            ("targets",),
            f"{en}; wanted: {{wanted}}",
            f"{zh}；应为{{wanted}}倍",
            coverage=Ratio(round(coverage.value, 1)),
            gap=case.figures.gap.value,
            undated=undated,
            wanted=wanted,
        )


@rule("K523", HIGH, Purpose.TARGET)
def forecast_beyond_deals(case: PlanUnderReview) -> Verdicts:
    """A forecast that is more than all deals of the quarter together."""
    forecast, open_ones = case.figures.forecast.value, case.figures.period_pipeline.value
    if forecast is not None and case.plan.deals:
        booked = max(case.figures.won.value or 0.0, case.figures.actual.value or 0.0)
        most = type(forecast)(booked + (open_ones or 0.0))
        en, zh = (
            "The forecast is {forecast}; the quarter's deals give {most} at most",
            "预测{forecast}，本季度商机最多{most}",
        )
        yield unless(forecast <= most, ("targets",), en, zh, forecast=forecast, most=most)


@rule("K524", LOW, Purpose.BALANCE, Purpose.TARGET)
def one_deal_carries_all(case: PlanUnderReview) -> Verdicts:
    """One deal carries most of the pipeline."""
    sized = [(deal.amount, deal.name) for _, deal in case.open_deals if deal.amount and deal.amount > 0]
    if len(sized) >= FEW:
        most, name = max(sized, key=lambda pair: pair[0])
        share = most / sum(amount for amount, _ in sized)
        en, zh = "{deal} is {amount} of {all}", "{deal}占{all}中的{amount}"
        whole = case.figures.pipeline.value
        yield unless(share <= MOST_IN_ONE, ("deals",), en, zh, deal=name, amount=most, all=whole)


@rule("K525", MEDIUM, Purpose.TARGET, Purpose.OPPORTUNITY)
def nothing_after_the_quarter(case: PlanUnderReview) -> Verdicts:
    """No open deal closes after the quarter."""
    if case.open_deals:
        last = case.plan.period.last_day
        later = [deal for _, deal in case.open_deals if deal.close and deal.close > last]
        en, zh = "Every open deal closes within the quarter", "所有在谈商机都在本季度成交"
        yield unless(later, ("deals",), en, zh)


@rule("K526", MEDIUM, Purpose.TARGET)
def nothing_in_the_quarter(case: PlanUnderReview) -> Verdicts:
    """No open deal closes in the quarter, though the target is not reached."""
    gap = case.figures.gap.value
    if gap and case.open_deals:
        closing = [deal for _, deal in case.open_deals if closes_in(deal, case.plan.period)]
        en, zh = "{gap} are missing, and no deal closes in the quarter", "还差{gap}，本季度却没有可成交的商机"
        yield unless(closing, ("deals",), en, zh, gap=gap)


@rule("K527", HIGH, Purpose.TARGET)
def amount_not_meant(case: PlanUnderReview) -> Verdicts:
    """An amount that cannot be meant."""
    for each in unlikely_amounts(case.plan):
        yield fault(each.where, each.en[0].upper() + each.en[1:], each.zh, **each.values)
