"""Section 2 of the template: are there strategies, measurable objectives, open fields with deals, and real needs?"""

from kamdeck.analysis.figures.satisfaction import WANTED, worth
from kamdeck.analysis.quality.finding import fault, told, unless
from kamdeck.analysis.quality.rule import HIGH, LOW, MEDIUM, Purpose, Verdicts, rule
from kamdeck.analysis.quality.subject import PlanUnderReview, placed
from kamdeck.model.values import RoadmapStatus

PRIZES = 3


@rule("K201", HIGH, Purpose.BALANCE, Purpose.TEAM)
def strategy_missing(case: PlanUnderReview) -> Verdicts:
    """A part of the strategies is missing."""
    strategy = case.plan.strategy
    parts = {
        "topic.customer_strategy": strategy.customer,
        "topic.our_strategy": strategy.ours,
        "topic.objectives": strategy.objectives,
        "topic.roadmap": strategy.roadmap,
    }
    yield from told(("strategy",), parts)


@rule("K202", MEDIUM, Purpose.BALANCE, Purpose.TARGET)
def objective_not_measurable(case: PlanUnderReview) -> Verdicts:
    """An objective without measure, target or date."""
    for where, row in placed(case.plan.strategy.objectives, "strategy", "objectives"):
        full = row.measure and row.target and row.due
        en, zh = "{objective}: measure, target or date are missing", "{objective}：缺少衡量标准、目标值或期限"
        yield unless(full, where, en, zh, objective=row.objective)


@rule("K203", MEDIUM, Purpose.BALANCE)
def objective_past(case: PlanUnderReview) -> Verdicts:
    """An objective whose date has passed."""
    for where, row in placed(case.plan.strategy.objectives, "strategy", "objectives"):
        if row.due:
            en, zh = "{objective} was due on {day}", "{objective}应在{day}完成"
            yield unless(row.due >= case.today, where, en, zh, objective=row.objective, day=row.due)


@rule("K215", MEDIUM, Purpose.OPPORTUNITY)
def unit_unknown_to_whitespace(case: PlanUnderReview) -> Verdicts:
    """A unit of which the whitespace knows nothing, or no whitespace at all."""
    cells = case.plan.strategy.whitespace
    if not cells:
        en, zh = "Where we could sell what is not mapped", "没有写哪里可以卖什么"
        yield fault(("strategy",), en, zh)
        return
    known = {(cell.unit.id, str(cell.unit.name)) for cell in cells if cell.unit}
    for where, unit in placed(case.plan.units, "units"):
        en, zh = "The whitespace knows nothing of {unit}", "空白机会中没有{unit}"
        yield unless((unit.id, str(unit.name)) in known, where, en, zh, unit=unit.name)


@rule("K216", LOW, Purpose.OPPORTUNITY)
def field_without_potential(case: PlanUnderReview) -> Verdicts:
    """An open field, or a competitor's, without potential."""
    for where, cell in placed(case.plan.strategy.whitespace, "strategy", "whitespace"):
        if cell.status in WANTED:
            known = worth(cell) is not None
            en, zh = "{unit}, {offering}: the potential is not known", "{unit}，{offering}：潜力未知"
            yield unless(known, where, en, zh, unit=cell.unit, offering=cell.offering)


@rule("K217", MEDIUM, Purpose.OPPORTUNITY, Purpose.TARGET)
def prize_without_deal(case: PlanUnderReview) -> Verdicts:
    """One of the three largest fields that are not ours has no open deal with that offering."""
    sold = {offering for _, deal in case.open_deals for offering in deal.offerings}
    places = {id(cell): where for where, cell in placed(case.plan.strategy.whitespace, "strategy", "whitespace")}
    for cell in case.figures.whitespace_prizes[:PRIZES]:
        yield unless(
            cell.offering in sold,
            places[id(cell)],
            "{unit}, {offering}: no open deal goes for {worth}",
            "{unit}，{offering}：{worth}的机会没有在谈商机",
            unit=cell.unit,
            offering=cell.offering,
            worth=worth(cell),
        )


@rule("K218", HIGH, Purpose.VALUE)
def need_not_verified(case: PlanUnderReview) -> Verdicts:
    """A need that nobody of the customer's has confirmed."""
    for where, step in placed(case.plan.strategy.value.path, "strategy", "value", "path"):
        en, zh = "“{need}” is our assumption", "“{need}”只是我们的假设"
        yield unless(step.verified.by and step.verified.date, where, en, zh, need=step.need)


@rule("K219", MEDIUM, Purpose.VALUE)
def value_without_proof(case: PlanUnderReview) -> Verdicts:
    """A need without our value, or a value without proof."""
    for where, step in placed(case.plan.strategy.value.path, "strategy", "value", "path"):
        en, zh = "“{need}”: our value or its proof is missing", "“{need}”：缺少我们的价值或证据"
        yield unless(step.value and step.proof, where, en, zh, need=step.need)


@rule("K220", HIGH, Purpose.VALUE, Purpose.UNDERSTANDING)
def value_field_missing(case: PlanUnderReview) -> Verdicts:
    """A part of the value field is missing."""
    value = case.plan.strategy.value
    parts = {
        "field.wants": value.wants,
        "field.does_not_want": value.does_not_want,
        "field.cannot_get": value.cannot_get,
        "topic.path": value.path,
    }
    yield from told(("strategy", "value"), parts)


@rule("K221", LOW, Purpose.TEAM, Purpose.BALANCE)
def roadmap_past(case: PlanUnderReview) -> Verdicts:
    """An item of the roadmap that has ended but is not done."""
    for where, item in placed(case.plan.strategy.roadmap, "strategy", "roadmap"):
        if item.end:
            well = item.end >= case.today or item.status == RoadmapStatus.DONE
            en, zh = "{item} ended on {day} and is not done", "{item}应在{day}结束，尚未完成"
            yield unless(well, where, en, zh, item=item.item, day=item.end)


@rule("K222", LOW, Purpose.VALUE, Purpose.CONTINUITY)
def roadmap_of_one_side(case: PlanUnderReview) -> Verdicts:
    """A roadmap with our items only."""
    lanes = {str(item.lane) for item in case.plan.strategy.roadmap if item.lane}
    if lanes:
        en, zh = "The roadmap has no item of the customer's and none in common", "路线图没有客户的项目，也没有共同项目"
        yield unless(lanes - {"ours"}, ("strategy", "roadmap"), en, zh)
