"""Section 1b of the template: is it known who decides, who advises, who influences them, and who is for us?"""

from kamdeck.analysis.quality.finding import Term, fault, unless
from kamdeck.analysis.quality.rule import HIGH, LOW, MEDIUM, Purpose, Verdicts, rule
from kamdeck.analysis.quality.subject import PlanUnderReview, placed
from kamdeck.model.values import Circle, Level, Role, Support

FOR_US = (Support.MENTOR, Support.SUPPORTER)
MANY = 5


@rule("K121", HIGH, Purpose.COVERAGE, Purpose.UNDERSTANDING)
def nobody_decides(case: PlanUnderReview) -> Verdicts:
    """Nobody is named who decides, or nobody who influences those who do."""
    roles = {person.role for _, person in case.people}
    where = ("profile", "people")
    yield unless(case.people, where, "The plan names nobody of the customer's", "计划没有写客户的任何人")
    yield unless(case.deciders, where, "Nobody is named who decides or approves", "没有写谁决策或审批")
    advising = roles & {Role.ADVISER, Role.INFLUENCER, Role.EVALUATOR}
    yield unless(
        advising, where, "Nobody is named who advises or influences those who decide", "没有写谁建议或影响决策人"
    )


@rule("K122", MEDIUM, Purpose.COVERAGE)
def person_half_known(case: PlanUnderReview) -> Verdicts:
    """A person without role, stance, influence or contact."""
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
def person_outside_hierarchy(case: PlanUnderReview) -> Verdicts:
    """A person below the top who reports to nobody."""
    for where, person in case.people:
        if person.level in (Level.MANAGEMENT, Level.OPERATIONAL):
            en, zh = "Whom {person} reports to is not said", "没有写{person}的汇报对象"
            yield unless(person.reports_to, where, en, zh, person=person.name)


@rule("K124", HIGH, Purpose.COVERAGE, Purpose.COMPETITION)
def nobody_for_us_inside(case: PlanUnderReview) -> Verdicts:
    """No supporter in the inner circle."""
    inner = [person for _, person in case.people if person.circle == Circle.INNER]
    if inner:
        supporters = [person for person in inner if person.support in FOR_US]
        en, zh = "None of the {count} of the inner circle supports us", "内部权力圈的{count}人中没有人支持我们"
        yield unless(supporters, ("profile", "people"), en, zh, count=len(inner))


@rule("K125", MEDIUM, Purpose.COVERAGE, Purpose.UNDERSTANDING)
def politics_unknown(case: PlanUnderReview) -> Verdicts:
    """The informal politics are unknown: no circles of power, no influence between people."""
    if len(case.people) >= MANY:
        circles = any(person.circle for _, person in case.people)
        yield unless(
            circles, ("profile", "people"), "Who belongs to which circle of power is not said", "没有写谁属于哪个权力圈"
        )
        drawn = case.plan.profile.influence
        yield unless(drawn, ("profile",), "Who influences whom is not said", "没有写谁影响谁")


@rule("K126", MEDIUM, Purpose.UNDERSTANDING, Purpose.COVERAGE)
def decision_unknown(case: PlanUnderReview) -> Verdicts:
    """How the customer decides is not known, or a step of it without people, criteria or date."""
    steps = placed(case.plan.profile.decision_process, "profile", "decision_process")
    if not steps:
        yield fault(("profile",), "The steps of the customer's decision are not known", "不了解客户的决策步骤")
    for where, step in steps:
        full = step.people and step.criteria and step.date
        en, zh = "{step}: people, criteria or date are missing", "{step}：缺少人员、标准或日期"
        yield unless(full, where, en, zh, step=step.step)
