"""Rules of section 2a of the template: decision makers are covered, known, looked after, and met again."""

from kamdeck.analysis.figures.coverage import is_covered
from kamdeck.analysis.figures.people_groups import AGAINST_US
from kamdeck.analysis.quality.finding import unless
from kamdeck.analysis.quality.rule import HIGH, LOW, MEDIUM, Purpose, Verdicts, rule
from kamdeck.analysis.quality.subject import PlanUnderReview
from kamdeck.model.values import Contact, Level, Relationship

STRONG = 3
"""The influence, of 5, from which an opponent is dangerous."""
RANKS = list(Relationship)
"""The relationships from the weakest to the closest."""


@rule("K204", HIGH, Purpose.COVERAGE)
def decider_without_owner(review: PlanUnderReview) -> Verdicts:
    """A decision maker for whom nobody in our team is responsible."""
    for where, person in review.deciders:
        yield unless(person.owner, where, person=person.name)


@rule("K205", HIGH, Purpose.COVERAGE, Purpose.CONTINUITY)
def decider_without_contact(review: PlanUnderReview) -> Verdicts:
    """A decision maker whom we have never met."""
    for where, person in review.deciders:
        met = person.contact not in (None, Contact.NONE)
        yield unless(met, (*where, "contact"), person=person.name)


@rule("K206", MEDIUM, Purpose.COVERAGE, Purpose.UNDERSTANDING)
def decider_without_personal_goal(review: PlanUnderReview) -> Verdicts:
    """A decision maker whose business or personal goals are unknown."""
    for where, person in review.deciders:
        both = person.goals.business and person.goals.personal
        yield unless(both, where, person=person.name)


@rule("K207", LOW, Purpose.CONTINUITY, Purpose.COVERAGE)
def decider_not_looked_after(review: PlanUnderReview) -> Verdicts:
    """A decision maker without a note on how to look after the relationship."""
    for where, person in review.deciders:
        yield unless(person.care, where, person=person.name)


@rule("K208", MEDIUM, Purpose.COVERAGE, Purpose.CONTINUITY)
def decider_without_next_contact(review: PlanUnderReview) -> Verdicts:
    """No contact with a decision maker is planned."""
    coming = {row.person for _, row in review.coverage if row.next_contact and row.next_contact >= review.today}
    for where, person in review.deciders:
        yield unless(person.id in coming, where, person=person.name)


@rule("K209", MEDIUM, Purpose.COVERAGE, Purpose.VALUE)
def contact_without_objective(review: PlanUnderReview) -> Verdicts:
    """A planned contact without an objective."""
    for where, row in review.coverage:
        yield unless(row.objective, where, person=row.person)


@rule("K210", HIGH, Purpose.COVERAGE)
def level_without_coverage(review: PlanUnderReview) -> Verdicts:
    """A level of the customer's organisation where nobody is covered."""
    for level in Level:
        people = [person for _, person in review.people if person.level == level]
        if people:
            covered = any(is_covered(person) for person in people)
            yield unless(covered, ("profile", "people"), level=level, count=len(people))


@rule("K211", MEDIUM, Purpose.COVERAGE)
def executive_covered_by_operational_member(review: PlanUnderReview) -> Verdicts:
    """An executive decision maker is covered by an operational member of our team."""
    levels = {member.id: member.level for member in review.plan.team}
    for where, person in review.deciders:
        if person.level == Level.EXECUTIVE and person.owner and levels.get(person.owner):
            well = levels[person.owner] != Level.OPERATIONAL
            yield unless(well, where, person=person.name, owner=person.owner)


@rule("K212", MEDIUM, Purpose.COVERAGE, Purpose.TEAM)
def contact_in_the_past(review: PlanUnderReview) -> Verdicts:
    """A next contact is in the past."""
    for where, row in review.coverage:
        if row.next_contact:
            yield unless(row.next_contact >= review.today, where, person=row.person, day=row.next_contact)


@rule("K213", LOW, Purpose.COVERAGE, Purpose.CONTINUITY)
def relationship_without_plan(review: PlanUnderReview) -> Verdicts:
    """A relationship that should improve, but nothing is planned for it."""
    for where, person in review.deciders:
        if person.relationship and person.desired_relationship:
            grows = RANKS.index(person.desired_relationship) > RANKS.index(person.relationship)
            well = not grows or person.id in review.people_with_plans
            yield unless(well, where, wanted=person.desired_relationship, person=person.name)


@rule("K214", MEDIUM, Purpose.COVERAGE, Purpose.COMPETITION)
def opponent_without_plan(review: PlanUnderReview) -> Verdicts:
    """An influential opponent, but nothing is planned."""
    for where, person in review.people:
        if person.support in AGAINST_US and (person.influence or 0) >= STRONG:
            well = person.id in review.people_with_plans
            yield unless(well, where, person=person.name)


@rule("K223", HIGH, Purpose.COVERAGE, Purpose.TEAM)
def no_coverage_plan(review: PlanUnderReview) -> Verdicts:
    """There is no coverage plan."""
    yield unless(review.coverage, ("strategy",))
