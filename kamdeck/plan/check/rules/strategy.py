"""Section 2 of the template: are there strategies, measurable objectives, open fields with deals, and real needs?"""

from kamdeck.plan.check.case import Case, placed
from kamdeck.plan.check.finding import fault, told, unless
from kamdeck.plan.check.rule import HIGH, LOW, MEDIUM, Purpose, Verdicts, rule
from kamdeck.plan.figures.standing import WANTED, worth
from kamdeck.plan.values import RoadmapStatus

PRIZES = 3


@rule("K201", HIGH, Purpose.BALANCE, Purpose.TEAM)
def strategy_missing(case: Case) -> Verdicts:
    """A part of the strategies is missing.

    Without the customer's strategy beside ours, actions are activity; without objectives nobody sees success.
    Mend: fill in the part that is named; three lines are enough to begin with.

    策略缺少部分内容
    没有客户策略与我们策略的对照，行动只是忙碌；没有目标就看不到成功。
    改法：补上所列部分；三行就可以开始。
    """
    strategy = case.plan.strategy
    parts = {
        "topic.customer_strategy": strategy.customer,
        "topic.our_strategy": strategy.ours,
        "topic.objectives": strategy.objectives,
        "topic.roadmap": strategy.roadmap,
    }
    yield from told(("strategy",), parts)


@rule("K202", MEDIUM, Purpose.BALANCE, Purpose.TARGET)
def objective_not_measurable(case: Case) -> Verdicts:
    """An objective without measure, target or date.

    What cannot be measured is never missed, and so never reached.
    Mend: add `measure`, `target` and `due`.

    目标没有衡量标准、目标值或期限
    不能衡量的目标永远不会落空，也就永远不会实现。
    改法：补上 `measure`、`target` 和 `due`。
    """
    for where, row in placed(case.plan.strategy.objectives, "strategy", "objectives"):
        full = row.measure and row.target and row.due
        en, zh = "{objective}: measure, target or date are missing", "{objective}：缺少衡量标准、目标值或期限"
        yield unless(full, where, en, zh, objective=row.objective)


@rule("K203", MEDIUM, Purpose.BALANCE)
def objective_past(case: Case) -> Verdicts:
    """An objective whose date has passed.

    Objectives that nobody closes teach the team that dates do not matter.
    Mend: write what was reached and close it, or set a new date and say why.

    目标期限已过
    没人了结的目标会让团队觉得期限不重要。
    改法：写明结果并了结，或设定新期限并说明原因。
    """
    for where, row in placed(case.plan.strategy.objectives, "strategy", "objectives"):
        if row.due:
            en, zh = "{objective} was due on {day}", "{objective}应在{day}完成"
            yield unless(row.due >= case.today, where, en, zh, objective=row.objective, day=row.due)


@rule("K215", MEDIUM, Purpose.OPPORTUNITY)
def unit_unknown_to_whitespace(case: Case) -> Verdicts:
    """A unit of which the whitespace knows nothing, or no whitespace at all.

    The largest opportunities lie where we have never asked.
    Mend: add an entry to `strategy.whitespace` for each offering that the unit might need, or `no_need`.

    空白机会中没有某个部门，或完全没有空白机会
    最大的机会往往在我们从未问过的地方。
    改法：在 `strategy.whitespace` 中为该部门可能需要的每类产品加一条，或标为 `no_need`。
    """
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
def field_without_potential(case: Case) -> Verdicts:
    """An open field, or a competitor's, without potential.

    Without amounts all fields look alike, and the nearest is worked on instead of the largest.
    Mend: estimate `potential`, a year's sales; a rough figure is better than none.

    空白或对手的领域没有潜力金额
    没有金额，所有领域看起来一样，团队只会做最近的而不是最大的。
    改法：估计 `potential`（一年的销售额）；粗略数字好过没有。
    """
    for where, cell in placed(case.plan.strategy.whitespace, "strategy", "whitespace"):
        if cell.status in WANTED:
            known = worth(cell) is not None
            en, zh = "{unit}, {offering}: the potential is not known", "{unit}，{offering}：潜力未知"
            yield unless(known, where, en, zh, unit=cell.unit, offering=cell.offering)


@rule("K217", MEDIUM, Purpose.OPPORTUNITY, Purpose.TARGET)
def prize_without_deal(case: Case) -> Verdicts:
    """One of the three largest fields that are not ours has no open deal with that offering.

    A potential that nobody pursues is a number on a slide.
    Mend: open a deal, or say in `ignore` why not now.

    三个最大的非我方领域之一没有相应的在谈商机
    没人追求的潜力只是幻灯片上的数字。
    改法：立项跟进，或在 `ignore` 中说明暂不跟进的原因。
    """
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
def need_not_verified(case: Case) -> Verdicts:
    """A need that nobody of the customer's has confirmed.

    Ask, listen, confirm in the customer's words: until then it is our assumption.
    Mend: have a person of the customer's confirm it, and note who and when in `verified`.

    需求没有得到客户任何人的确认
    询问、倾听、用客户的话确认；在此之前只是我们的假设。
    改法：请客户的人确认，并在 `verified` 中记下是谁、何时。
    """
    for where, step in placed(case.plan.strategy.value.path, "strategy", "value", "path"):
        en, zh = "“{need}” is our assumption", "“{need}”只是我们的假设"
        yield unless(step.verified.by and step.verified.date, where, en, zh, need=step.need)


@rule("K219", MEDIUM, Purpose.VALUE)
def value_without_proof(case: Case) -> Verdicts:
    """A need without our value, or a value without proof.

    A promise of value convinces only who believes us already; a proof convinces his finance chief.
    Mend: add `value`, and as `proof` a test, a reference or a measurement.

    需求没有对应价值，或价值没有证据
    价值主张只能说服本来就信任我们的人；证据才能说服其财务负责人。
    改法：补上 `value`，并以测试、案例或测量作为 `proof`。
    """
    for where, step in placed(case.plan.strategy.value.path, "strategy", "value", "path"):
        en, zh = "“{need}”: our value or its proof is missing", "“{need}”：缺少我们的价值或证据"
        yield unless(step.value and step.proof, where, en, zh, need=step.need)


@rule("K220", HIGH, Purpose.VALUE, Purpose.UNDERSTANDING)
def value_field_missing(case: Case) -> Verdicts:
    """A part of the value field is missing.

    What the customer wants but cannot get is where nobody compares prices.
    Mend: ask what the customer wants, does not want and cannot get, and how we would help.

    价值定位缺少部分内容
    客户想要而得不到的，正是没人比价的地方。
    改法：询问客户想要什么、不想要什么、得不到什么，以及我们如何帮助。
    """
    value = case.plan.strategy.value
    parts = {
        "field.wants": value.wants,
        "field.does_not_want": value.does_not_want,
        "field.cannot_get": value.cannot_get,
        "topic.path": value.path,
    }
    yield from told(("strategy", "value"), parts)


@rule("K221", LOW, Purpose.TEAM, Purpose.BALANCE)
def roadmap_past(case: Case) -> Verdicts:
    """An item of the roadmap that has ended but is not done.

    A roadmap with yesterday's dates shows the customer that we do not look at it.
    Mend: set its status to done, or move its end.

    路线图的项目已到期但未完成
    日期过时的路线图会让客户觉得我们没有在看。
    改法：把状态改为 done，或调整结束日期。
    """
    for where, item in placed(case.plan.strategy.roadmap, "strategy", "roadmap"):
        if item.end:
            well = item.end >= case.today or item.status == RoadmapStatus.DONE
            en, zh = "{item} ended on {day} and is not done", "{item}应在{day}结束，尚未完成"
            yield unless(well, where, en, zh, item=item.item, day=item.end)


@rule("K222", LOW, Purpose.VALUE, Purpose.CONTINUITY)
def roadmap_of_one_side(case: Case) -> Verdicts:
    """A roadmap with our items only.

    The customer follows a roadmap that carries his own dates; ours alone is a sales plan.
    Mend: add what the customer plans, and what we do together: lanes `customer` and `joint`.

    路线图只有我们的项目
    客户只会跟随有自己日程的路线图；只有我们的日程就是销售计划。
    改法：加入客户的计划和共同的工作：泳道 `customer` 和 `joint`。
    """
    lanes = {str(item.lane) for item in case.plan.strategy.roadmap if item.lane}
    if lanes:
        en, zh = "The roadmap has no item of the customer's and none in common", "路线图没有客户的项目，也没有共同项目"
        yield unless(lanes - {"ours"}, ("strategy", "roadmap"), en, zh)
