"""Rules of section 1b of the template: who decides, who influences the decision, and who supports us."""

from kamdeck.analysis.figures.people_groups import FOR_US
from kamdeck.analysis.quality.finding import Term, fault, unless
from kamdeck.analysis.quality.rule import HIGH, LOW, MEDIUM, Purpose, Verdicts, rule
from kamdeck.analysis.quality.subject import PlanUnderReview, placed
from kamdeck.model.values import Circle, Level, Role

MANY = 5
"""The number of people from which an organisation has informal politics."""


@rule("K121", HIGH, Purpose.COVERAGE, Purpose.UNDERSTANDING)
def no_decision_maker(review: PlanUnderReview) -> Verdicts:
    """No decision maker is named, or nobody who influences the decision."""
    roles = {person.role for _, person in review.people}
    where = ("profile", "people")
    yield unless(review.people, where, "The plan names nobody of the customer's", "计划没有写客户的任何人")
    yield unless(review.deciders, where, "Nobody is named who decides or approves", "没有写谁决策或审批")
    advising = roles & {Role.ADVISER, Role.INFLUENCER, Role.EVALUATOR}
    yield unless(
        advising, where, "Nobody is named who advises or influences those who decide", "没有写谁建议或影响决策人"
    )


@rule("K122", MEDIUM, Purpose.COVERAGE)
def person_incomplete(review: PlanUnderReview) -> Verdicts:
    """A person without a role, stance, influence or contact."""
    for where, person in review.people:
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
def person_outside_hierarchy(review: PlanUnderReview) -> Verdicts:
    """A person below the top level who reports to nobody."""
    for where, person in review.people:
        if person.level in (Level.MANAGEMENT, Level.OPERATIONAL):
            en, zh = "Whom {person} reports to is not said", "没有写{person}的汇报对象"
            yield unless(person.reports_to, where, en, zh, person=person.name)


@rule("K124", HIGH, Purpose.COVERAGE, Purpose.COMPETITION)
def no_supporter_in_inner_circle(review: PlanUnderReview) -> Verdicts:
    """No supporter in the inner circle."""
    inner = [person for _, person in review.people if person.circle == Circle.INNER]
    if inner:
        supporters = [person for person in inner if person.support in FOR_US]
        en, zh = "None of the {count} of the inner circle supports us", "内部权力圈的{count}人中没有人支持我们"
        yield unless(supporters, ("profile", "people"), en, zh, count=len(inner))


@rule("K125", MEDIUM, Purpose.COVERAGE, Purpose.UNDERSTANDING)
def informal_politics_unknown(review: PlanUnderReview) -> Verdicts:
    """The informal politics are unknown: no circles of power, no influence between people."""
    if len(review.people) >= MANY:
        circles = any(person.circle for _, person in review.people)
        yield unless(
            circles, ("profile", "people"), "Who belongs to which circle of power is not said", "没有写谁属于哪个权力圈"
        )
        drawn = review.plan.profile.influence
        yield unless(drawn, ("profile",), "Who influences whom is not said", "没有写谁影响谁")


@rule("K126", MEDIUM, Purpose.UNDERSTANDING, Purpose.COVERAGE)
def decision_process_unknown(review: PlanUnderReview) -> Verdicts:
    """The decision process is unknown, or a step of it has no people, criteria or date."""
    steps = placed(review.plan.profile.decision_process, "profile", "decision_process")
    if not steps:
        yield fault(("profile",), "The steps of the customer's decision are not known", "不了解客户的决策步骤")
    for where, step in steps:
        full = step.people and step.criteria and step.date
        en, zh = "{step}: people, criteria or date are missing", "{step}：缺少人员、标准或日期"
        yield unless(full, where, en, zh, step=step.step)
