"""Rules of section 1b of the template: who decides, who influences the decision, and who supports us."""

from kamdeck.analysis.figures.people_groups import FOR_US
from kamdeck.analysis.quality.finding import fault, unless
from kamdeck.analysis.quality.rule import HIGH, LOW, MEDIUM, Purpose, Verdicts, rule
from kamdeck.analysis.quality.subject import PlanUnderReview, placed
from kamdeck.message import Message
from kamdeck.model.values import Circle, Level, Role

MANY = 5
"""The number of people from which an organisation has informal politics."""


@rule("K121", HIGH, Purpose.COVERAGE, Purpose.UNDERSTANDING)
def no_decision_maker(review: PlanUnderReview) -> Verdicts:
    """No decision maker is named, or nobody who influences the decision."""
    roles = {person.role for _, person in review.people}
    where = ("profile", "people")
    yield unless(review.people, where, "people")
    yield unless(review.deciders, where, "deciders")
    advising = roles & {Role.ADVISER, Role.INFLUENCER, Role.EVALUATOR}
    yield unless(advising, where, "advisers")


@rule("K122", MEDIUM, Purpose.COVERAGE)
def person_incomplete(review: PlanUnderReview) -> Verdicts:
    """A person without a role, stance, influence or contact."""
    for where, person in review.people:
        missing = [
            Message(f"field.{field}")
            for field in ("role", "support", "influence", "contact")
            if getattr(person, field) is None
        ]
        yield unless(not missing, where, person=person.name, missing=missing)


@rule("K123", LOW, Purpose.UNDERSTANDING)
def person_outside_hierarchy(review: PlanUnderReview) -> Verdicts:
    """A person below the top level who reports to nobody."""
    for where, person in review.people:
        if person.level in (Level.MANAGEMENT, Level.OPERATIONAL):
            yield unless(person.reports_to, where, person=person.name)


@rule("K124", HIGH, Purpose.COVERAGE, Purpose.COMPETITION)
def no_supporter_in_inner_circle(review: PlanUnderReview) -> Verdicts:
    """No supporter in the inner circle."""
    inner = [person for _, person in review.people if person.circle == Circle.INNER]
    if inner:
        supporters = [person for person in inner if person.support in FOR_US]
        yield unless(supporters, ("profile", "people"), count=len(inner))


@rule("K125", MEDIUM, Purpose.COVERAGE, Purpose.UNDERSTANDING)
def informal_politics_unknown(review: PlanUnderReview) -> Verdicts:
    """The informal politics are unknown: no circles of power, no influence between people."""
    if len(review.people) >= MANY:
        circles = any(person.circle for _, person in review.people)
        yield unless(circles, ("profile", "people"), "circles")
        drawn = review.plan.profile.influence
        yield unless(drawn, ("profile",), "influence")


@rule("K126", MEDIUM, Purpose.UNDERSTANDING, Purpose.COVERAGE)
def decision_process_unknown(review: PlanUnderReview) -> Verdicts:
    """The decision process is unknown, or a step of it lacks people, criteria, a date or our way."""
    steps = placed(review.plan.profile.decision_process, "profile", "decision_process")
    if not steps:
        yield fault(("profile",), "unknown")
    for where, step in steps:
        full = step.people and step.criteria and step.date
        yield unless(full, where, "step", step=step.step)
        if step.can_influence:
            yield unless(step.how, where, "how", step=step.step)


@rule("K127", MEDIUM, Purpose.COVERAGE, Purpose.CONTINUITY)
def known_person_without_owner(review: PlanUnderReview) -> Verdicts:
    """One of ours knows a person for whom nobody of ours is responsible."""
    for where, tie in placed(review.plan.profile.ties, "profile", "ties"):
        if tie.person and tie.member:
            owner = review.plan.person(tie.person).owner
            yield unless(owner, where, person=tie.person, member=tie.member)
