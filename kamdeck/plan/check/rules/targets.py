"""Section 5 of the template, all deals together: does the pipeline carry the target, and the deals the forecast?"""

from kamdeck.plan.check.case import Case
from kamdeck.plan.check.finding import fault, told, unless
from kamdeck.plan.check.rule import HIGH, LOW, MEDIUM, Purpose, Verdicts, rule
from kamdeck.plan.figures.pipeline import closes_in
from kamdeck.plan.magnitudes import unlikely_amounts
from kamdeck.plan.values import Ratio

COVERED = 3.0
MOST_IN_ONE = 0.7
FEW = 2


@rule("K521", HIGH, Purpose.TARGET)
def target_missing(case: Case) -> Verdicts:
    """Deals, or the quarter's target or forecast, are missing.

    To achieve the target is the first purpose of the plan; without it nothing can be late or short.
    Mend: add `deals`, and an entry of `targets` for the quarter.

    缺少商机、本季度指标或预测
    达成销售指标是规划的首要目的；没有指标，就谈不上落后或不足。
    改法：补上 `deals`，并在 `targets` 中加入本季度。
    """
    figures, plan = case.figures, case.plan
    parts = {
        "topic.deals": bool(plan.deals),
        "figure.target": figures.target.value is not None,
        "figure.forecast": figures.forecast.value is not None,
    }
    yield from told((), parts)


@rule("K522", HIGH, Purpose.TARGET, Purpose.OPPORTUNITY)
def gap_not_covered(case: Case) -> Verdicts:
    """The gap to target is not covered by three times its pipeline, or by the plan's own goal.

    One deal in three is won; a pipeline as large as the gap is a miss announced in time.
    Mend: pull deals forward, open new ones, or say in the review what will be missing.

    目标差距没有三倍（或计划自定倍数）的管道覆盖
    三个项目赢一个；与差距一样大的管道，等于提前宣布完不成。
    改法：提前成交、开拓新商机，或在评审中说明将缺多少。
    """
    coverage = case.figures.pipeline_coverage
    if coverage.value is not None:
        wanted = coverage.goal or Ratio(COVERED)
        yield unless(
            coverage.value >= wanted,
            ("targets",),
            "The pipeline of the quarter is {coverage} times the gap of {gap}; wanted: {wanted}",
            "本季度管道是{gap}差距的{coverage}倍；应为{wanted}倍",
            coverage=Ratio(round(coverage.value, 1)),
            gap=case.figures.gap.value,
            wanted=wanted,
        )


@rule("K523", HIGH, Purpose.TARGET)
def forecast_beyond_deals(case: Case) -> Verdicts:
    """A forecast that is more than all deals of the quarter together.

    Either deals are missing in the plan, or hope is in the forecast.
    Mend: add the deals, or lower the forecast.

    预测超过本季度全部商机之和
    要么计划漏了商机，要么预测里有愿望。
    改法：补上商机，或调低预测。
    """
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
def one_deal_carries_all(case: Case) -> Verdicts:
    """One deal carries most of the pipeline.

    Balanced growth does not hang on one signature.
    Mend: open deals in other units and offerings; the whitespace shows where.

    一个商机占了大部分管道
    平衡增长不应系于一次签字。
    改法：在其他部门和产品中立项；空白机会指明方向。
    """
    sized = [(deal.amount, deal.name) for _, deal in case.open_deals if deal.amount and deal.amount > 0]
    if len(sized) >= FEW:
        most, name = max(sized, key=lambda pair: pair[0])
        share = most / sum(amount for amount, _ in sized)
        en, zh = "{deal} is {amount} of {all}", "{deal}占{all}中的{amount}"
        whole = case.figures.pipeline.value
        yield unless(share <= MOST_IN_ONE, ("deals",), en, zh, deal=name, amount=most, all=whole)


@rule("K525", MEDIUM, Purpose.TARGET, Purpose.OPPORTUNITY)
def nothing_after_the_quarter(case: Case) -> Verdicts:
    """No open deal closes after the quarter.

    The next quarter's orders are opened in this one.
    Mend: open what the customer plans to buy next; the roadmap and the renewals tell.

    本季度之后没有在谈商机
    下季度的订单要在本季度立项。
    改法：为客户接下来的采购立项；路线图和续约日期有提示。
    """
    if case.open_deals:
        last = case.plan.period.last_day
        later = [deal for _, deal in case.open_deals if deal.close and deal.close > last]
        en, zh = "Every open deal closes within the quarter", "所有在谈商机都在本季度成交"
        yield unless(later, ("deals",), en, zh)


@rule("K526", MEDIUM, Purpose.TARGET)
def nothing_in_the_quarter(case: Case) -> Verdicts:
    """No open deal closes in the quarter, though the target is not reached.

    A gap without a deal cannot close.
    Mend: pull a deal forward, or tell the review now.

    目标未达成，本季度却没有可成交的商机
    没有商机，差距就无法弥补。
    改法：提前某个商机，或现在就在评审中说明。
    """
    gap = case.figures.gap.value
    if gap and case.open_deals:
        closing = [deal for _, deal in case.open_deals if closes_in(deal, case.plan.period)]
        en, zh = "{gap} are missing, and no deal closes in the quarter", "还差{gap}，本季度却没有可成交的商机"
        yield unless(closing, ("deals",), en, zh, gap=gap)


@rule("K527", HIGH, Purpose.TARGET)
def amount_not_meant(case: Case) -> Verdicts:
    """An amount that cannot be meant.

    A wrong unit makes every figure of the plan wrong, and the first reader sees it.
    Mend: correct the amount, or what `money.unit` and `profile.money.unit` say.

    不可能的金额
    单位写错，规划的所有数字都会错，而且第一位读者就会发现。
    改法：更正金额，或 `money.unit`、`profile.money.unit` 中的单位。
    """
    for each in unlikely_amounts(case.plan):
        yield fault(each.where, each.en[0].upper() + each.en[1:], each.zh, **each.values)
