"""Section 5 of the template, deal by deal: is it real, does it move, and is what we say of it true?"""

from kamdeck.plan.check.case import Case, placed
from kamdeck.plan.check.finding import Term, unless
from kamdeck.plan.check.rule import HIGH, LOW, MEDIUM, Purpose, Verdicts, rule
from kamdeck.plan.check.rules.people import FOR_US
from kamdeck.plan.figures.coverage import DECIDING
from kamdeck.plan.figures.pipeline import LATER_STAGES, answer_of
from kamdeck.plan.model import Deal
from kamdeck.plan.values import Health, PersonId, Stage

KNOWN_FROM: dict[Stage, tuple[str, ...]] = {
    Stage.PROSPECT: (),
    Stage.QUALIFY: ("pain", "economic_buyer"),
    Stage.PROPOSE: ("metrics", "decision_criteria", "decision_process", "champion", "competition"),
    Stage.NEGOTIATE: ("paper_process",),
}
"""What of MEDDPICC must be known from which stage on."""
LIKELY: dict[Stage, tuple[float, float]] = {
    Stage.PROSPECT: (0.0, 0.2),
    Stage.QUALIFY: (0.05, 0.4),
    Stage.PROPOSE: (0.2, 0.7),
    Stage.NEGOTIATE: (0.5, 0.95),
    Stage.WON: (1.0, 1.0),
    Stage.LOST: (0.0, 0.0),
}
"""Between which probabilities a deal of a stage is believed."""
SILENT = 92
GAPS = 3


def gaps(deal: Deal) -> list[str]:
    """The points of MEDDPICC that are not known although the deal's stage wants them."""
    stages = list(KNOWN_FROM)
    reached = stages[: stages.index(deal.stage) + 1] if deal.stage in stages else []
    wanted = [field for stage in reached for field in KNOWN_FROM[stage]]
    return [field for field in wanted if not answer_of(deal, field)]


@rule("K501", HIGH, Purpose.TARGET, Purpose.OPPORTUNITY)
def deal_half_known(case: Case) -> Verdicts:
    """An open deal without amount, probability or close date.

    Without an amount it adds nothing to the pipeline, without a probability nothing to the weighted one, and without a
    date it covers no quarter's gap.
    Mend: add what is missing; an estimate is better than nothing.

    在谈商机没有金额、概率或成交日期
    没有金额不计入管道，没有概率不计入加权管道，没有日期不覆盖任何季度的差距。
    改法：补上缺少的内容；估计好过没有。
    """
    for where, deal in case.open_deals:
        fields = ("amount", "probability", "close")
        missing = [Term(f"field.{field}") for field in fields if getattr(deal, field) is None]
        en, zh = "{deal}: missing: {missing}", "{deal}：缺少{missing}"
        yield unless(not missing, where, en, zh, deal=deal.name, missing=missing)


@rule("K502", HIGH, Purpose.TARGET, Purpose.TEAM)
def deal_without_owner(case: Case) -> Verdicts:
    """An open deal without an owner.

    A deal is won by somebody.
    Mend: name one of ours in `owner`.

    在谈商机没有负责人
    项目要靠某个人去赢。
    改法：在 `owner` 中写明我方负责人。
    """
    for where, deal in case.open_deals:
        yield unless(deal.owner, where, "{deal} is nobody's", "{deal}没有负责人", deal=deal.name)


@rule("K503", HIGH, Purpose.TARGET)
def deal_past_close(case: Case) -> Verdicts:
    """An open deal past its close date.

    A forecast with yesterday's dates is believed by nobody.
    Mend: ask the customer for the date; close the deal, or move it.

    在谈商机已过成交日期
    日期已过的预测没人相信。
    改法：向客户确认日期；关闭商机，或调整日期。
    """
    for where, deal in case.open_deals:
        if deal.close:
            en, zh = "{deal} was to close on {day}", "{deal}应在{day}成交"
            yield unless(deal.close >= case.today, (*where, "close"), en, zh, deal=deal.name, day=deal.close)


@rule("K504", HIGH, Purpose.TARGET, Purpose.TEAM)
def deal_without_next_step(case: Case) -> Verdicts:
    """An open deal without a next step, or with one that is overdue.

    A deal moves by what somebody does by a day; where nothing is to come, nothing will.
    Mend: write `next_step` and its `due`.

    在谈商机没有下一步，或下一步已逾期
    项目靠某人在某日做某事来推进；没有下一步，就不会有下一步。
    改法：写明 `next_step` 和 `due`。
    """
    for where, deal in case.open_deals:
        well = deal.next_step and deal.due
        yield unless(
            well, where, "{deal}: the next step or its date is missing", "{deal}：缺少下一步或期限", deal=deal.name
        )
        if well and deal.due:
            en, zh = "{deal}: the next step was due on {day}", "{deal}：下一步应在{day}完成"
            yield unless(deal.due >= case.today, (*where, "due"), en, zh, deal=deal.name, day=deal.due)


@rule("K505", HIGH, Purpose.TARGET, Purpose.COVERAGE)
def deal_with_gaps(case: Case) -> Verdicts:
    """A deal of which its stage wants to know more by MEDDPICC.

    From qualify on: pain and economic buyer; from propose on: metrics, criteria, process, champion and competition;
    from negotiate on: the paper process. What is not known by then costs the deal.
    Mend: ask the champion; make each gap an action.

    按MEDDPICC，商机在当前阶段应知而未知
    确认阶段起：痛点、经济买家；方案阶段起：指标、标准、过程、拥护者、竞争；谈判阶段起：文书流程。到时还不知道，就会输。
    改法：询问拥护者；把每个缺口列为行动。
    """
    for where, deal in case.open_deals:
        if deal.stage != Stage.PROSPECT:
            missing = [Term(f"meddpicc.{field}") for field in gaps(deal)]
            en, zh = "{deal} ({stage}): not known: {missing}", "{deal}（{stage}）：未知：{missing}"
            here = (*where, "meddpicc")
            yield unless(not missing, here, en, zh, deal=deal.name, stage=deal.stage, missing=missing)


@rule("K506", MEDIUM, Purpose.TARGET)
def probability_against_stage(case: Case) -> Verdicts:
    """A probability that does not fit the stage.

    Believable are: prospect to 20 %, qualify 5 to 40 %, propose 20 to 70 %, negotiate 50 to 95 %, won 100 %, lost 0 %.
    Mend: correct the one of the two that is wished rather than known.

    概率与阶段不符
    可信的范围：线索不超过20%，确认5%至40%，方案20%至70%，谈判50%至95%，赢单100%，丢单0%。
    改法：更正两者中一厢情愿的那个。
    """
    for where, deal in placed(case.plan.deals, "deals"):
        if deal.stage and deal.probability is not None:
            least, most = LIKELY[deal.stage]
            well = least <= deal.probability <= most
            en, zh = "{deal}: {probability} at stage {stage}", "{deal}：{stage}阶段概率{probability}"
            here = (*where, "probability")
            yield unless(well, here, en, zh, deal=deal.name, probability=deal.probability, stage=deal.stage)


@rule("K507", MEDIUM, Purpose.TARGET, Purpose.TEAM)
def greener_than_it_is(case: Case) -> Verdicts:
    """A deal called green that is late, or has three gaps or more.

    Management helps where it is told that help is needed.
    Mend: call it amber or red, and say what would help.

    标为绿色的商机已逾期，或有三个以上缺口
    告诉管理层需要帮助，才会得到帮助。
    改法：标为黄色或红色，并说明需要什么帮助。
    """
    for where, deal in case.open_deals:
        if deal.health == Health.GREEN:
            late = any(day is not None and day < case.today for day in (deal.close, deal.due))
            en, zh = "{deal} is called green, but is late or little known", "{deal}标为绿色，但已逾期或了解不足"
            yield unless(not late and len(gaps(deal)) < GAPS, where, en, zh, deal=deal.name)


@rule("K508", MEDIUM, Purpose.COVERAGE, Purpose.TARGET)
def deal_without_decider(case: Case) -> Verdicts:
    """A deal that is offered, with nobody among its people who decides.

    An offer to those who cannot say yes collects only noes.
    Mend: add to `people` who decides or approves, and meet.

    已报价的商机没有决策人参与
    向没有决定权的人报价，只会得到“不”。
    改法：在 `people` 中加入决策或审批人，并去拜访。
    """
    deciding = {person.id for _, person in case.people if person.role in DECIDING}
    for where, deal in case.open_deals:
        if deal.stage in LATER_STAGES:
            en, zh = "{deal}: nobody of its people decides", "{deal}：参与人员中没有决策人"
            yield unless(deciding.intersection(deal.people), where, en, zh, deal=deal.name)


@rule("K509", MEDIUM, Purpose.VALUE)
def deal_without_need(case: Case) -> Verdicts:
    """An open deal without a need behind it.

    Without a need of the customer's it is our wish to sell.
    Mend: write `need` in the customer's words.

    在谈商机没有客户需求
    没有客户需求，就只是我们想卖。
    改法：用客户的话写 `need`。
    """
    for where, deal in case.open_deals:
        en, zh = "What need {deal} serves is not said", "没有写{deal}满足什么需求"
        yield unless(deal.need, where, en, zh, deal=deal.name)


@rule("K510", LOW, Purpose.TARGET)
def silent_deal(case: Case) -> Verdicts:
    """A deal that is offered, with no event for a quarter.

    Silence is how deals are lost: somebody else is talking.
    Mend: call, and note in `events` what came of it; or lower the probability.

    已报价的商机一个季度没有进展
    沉默就是丢单的开始：别人正在谈。
    改法：联系客户，并在 `events` 中记下结果；或调低概率。
    """
    for where, deal in case.open_deals:
        days = [event.date for event in deal.events if event.date]
        if deal.stage in LATER_STAGES and days:
            last = max(days)
            en, zh = "{deal}: nothing since {day}", "{deal}：自{day}起没有进展"
            yield unless((case.today - last).days <= SILENT, where, en, zh, deal=deal.name, day=last)


@rule("K511", MEDIUM, Purpose.COVERAGE)
def champion_not_for_us(case: Case) -> Verdicts:
    """A champion whose stance is not that of a supporter.

    A champion speaks for us when we are not in the room.
    Mend: check the person's `support`, or look for another champion.

    拥护者的态度不是支持者
    拥护者是我们不在场时替我们说话的人。
    改法：核对此人的 `support`，或另找拥护者。
    """
    for where, deal in case.open_deals:
        name = deal.meddpicc.champion
        if isinstance(name, PersonId):
            person = case.plan.person(name)
            well = person.support in FOR_US
            here = (*where, "meddpicc", "champion")
            en, zh = (
                "{deal}: {person} is called the champion, but is {support}",
                "{deal}：拥护者{person}的态度是{support}",
            )
            yield unless(well, here, en, zh, deal=deal.name, person=person.name, support=person.support)
