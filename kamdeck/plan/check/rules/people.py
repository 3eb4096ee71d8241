"""Section 1b of the template: is it known who decides, who advises, who influences them, and who is for us?"""

from kamdeck.plan.check.case import Case, placed
from kamdeck.plan.check.finding import Term, fault, unless
from kamdeck.plan.check.rule import HIGH, LOW, MEDIUM, Purpose, Verdicts, rule
from kamdeck.plan.values import Circle, Level, Role, Support

FOR_US = (Support.MENTOR, Support.SUPPORTER)
MANY = 5


@rule("K121", HIGH, Purpose.COVERAGE, Purpose.UNDERSTANDING)
def nobody_decides(case: Case) -> Verdicts:
    """Nobody is named who decides, or nobody who influences those who do.

    A sale goes through persons; an organisation without a decision maker on the map is a stranger's.
    Mend: give the people their `role`: decision_maker, approver, adviser, influencer, evaluator, user, gatekeeper.

    没有写谁决策，或谁影响决策
    销售要通过人；地图上没有决策人，说明我们还不认识这个客户。
    改法：为人员填写 `role`：决策、审批、建议、影响、评估、使用、守门人。
    """
    roles = {person.role for _, person in case.people}
    where = ("profile", "people")
    yield unless(case.people, where, "The plan names nobody of the customer's", "计划没有写客户的任何人")
    yield unless(case.deciders, where, "Nobody is named who decides or approves", "没有写谁决策或审批")
    advising = roles & {Role.ADVISER, Role.INFLUENCER, Role.EVALUATOR}
    yield unless(
        advising, where, "Nobody is named who advises or influences those who decide", "没有写谁建议或影响决策人"
    )


@rule("K122", MEDIUM, Purpose.COVERAGE)
def person_half_known(case: Case) -> Verdicts:
    """A person without role, stance, influence or contact.

    The map can be read only where everybody on it stands somewhere.
    Mend: add what is missing; if nobody knows, that is an action.

    人员缺少角色、态度、影响力或接触
    只有每个人都有位置，关系地图才有意义。
    改法：补上缺少的内容；如果没人知道，就列为一项行动。
    """
    for where, person in case.people:
        missing = [
            Term(f"field.{field}")
            for field in ("role", "support", "influence", "contact")
            if getattr(person, field) is None
        ]
        yield unless(
            not missing,
            where,
            "{person}: not known: {missing}",
            "{person}：未知：{missing}",
            person=person.name,
            missing=missing,
        )


@rule("K123", LOW, Purpose.UNDERSTANDING)
def person_outside_hierarchy(case: Case) -> Verdicts:
    """A person below the top who reports to nobody.

    The formal organisation shows who can overrule whom.
    Mend: add `reports_to`.

    高层以下的人没有汇报对象
    正式组织结构说明谁能否决谁。
    改法：补上 `reports_to`。
    """
    for where, person in case.people:
        if person.level in (Level.MANAGEMENT, Level.OPERATIONAL):
            en, zh = "Whom {person} reports to is not said", "没有写{person}的汇报对象"
            yield unless(person.reports_to, where, en, zh, person=person.name)


@rule("K124", HIGH, Purpose.COVERAGE, Purpose.COMPETITION)
def nobody_for_us_inside(case: Case) -> Verdicts:
    """No supporter in the inner circle.

    The decision falls where we are not; without a voice there we hear of it afterwards.
    Mend: find who of the inner circle can be won, through whom, and make it an action.

    内部权力圈中没有支持者
    决策发生在我们不在场的地方；圈内没有我们的声音，只能事后才知道。
    改法：找出圈内可以争取的人和引见人，并列为行动。
    """
    inner = [person for _, person in case.people if person.circle == Circle.INNER]
    if inner:
        supporters = [person for person in inner if person.support in FOR_US]
        en, zh = "None of the {count} of the inner circle supports us", "内部权力圈的{count}人中没有人支持我们"
        yield unless(supporters, ("profile", "people"), en, zh, count=len(inner))


@rule("K125", MEDIUM, Purpose.COVERAGE, Purpose.UNDERSTANDING)
def politics_unknown(case: Case) -> Verdicts:
    """The informal politics are unknown: no circles of power, no influence between people.

    The organisation chart says who signs; politics say who decides.
    Mend: give people their `circle`, and draw `profile.influence`.

    不了解非正式的政治：没有权力圈，没有人际影响
    组织机构图说明谁签字，政治关系说明谁拍板。
    改法：为人员填写 `circle`，并写出 `profile.influence`。
    """
    if len(case.people) >= MANY:
        circles = any(person.circle for _, person in case.people)
        yield unless(
            circles, ("profile", "people"), "Who belongs to which circle of power is not said", "没有写谁属于哪个权力圈"
        )
        drawn = case.plan.profile.influence
        yield unless(drawn, ("profile",), "Who influences whom is not said", "没有写谁影响谁")


@rule("K126", MEDIUM, Purpose.UNDERSTANDING, Purpose.COVERAGE)
def decision_unknown(case: Case) -> Verdicts:
    """How the customer decides is not known, or a step of it without people, criteria or date.

    Deals are late where we learn of a step only when it is reached.
    Mend: ask for the steps; name for each who takes part, by what they judge, and when.

    不了解客户如何决策，或决策步骤缺少人员、标准或日期
    到了某一步才知道有这一步，项目就会延误。
    改法：问清各个步骤，写明由谁、按什么标准、在什么时候决定。
    """
    steps = placed(case.plan.profile.decision_process, "profile", "decision_process")
    if not steps:
        yield fault(("profile",), "The steps of the customer's decision are not known", "不了解客户的决策步骤")
    for where, step in steps:
        full = step.people and step.criteria and step.date
        en, zh = "{step}: people, criteria or date are missing", "{step}：缺少人员、标准或日期"
        yield unless(full, where, en, zh, step=step.step)
