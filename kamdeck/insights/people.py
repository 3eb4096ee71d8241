"""Insights on the customer's people: who decides, who supports us, what they want, and how we cover them."""

from collections.abc import Sequence

from kamdeck.analysis.analysis import Analysis
from kamdeck.analysis.figures.coverage import deciders
from kamdeck.insights.insight import Answer, insight
from kamdeck.message import Message, clauses
from kamdeck.model import Coverage, Person

MOST_PEOPLE_NAMED = 2
"""The most people that a sentence names beside a count; more are only counted."""


@insight
def decider_coverage(analysis: Analysis) -> Answer:
    """How many decision makers and approvers we cover, and who is not covered; else the number of people."""
    people = analysis.figures.people.everyone
    deciding, uncovered = deciders(analysis.plan), analysis.figures.uncovered_deciders
    if not deciding:
        return Message("insight.decider_coverage.nobody_decides", count=len(people)) if people else None
    if len(deciding) == 1:
        kind = "one_uncovered" if uncovered else "one_covered"
        return Message(f"insight.decider_coverage.{kind}", person=_name_of(deciding[0]))
    values = {"count": len(deciding), "covered": len(deciding) - len(uncovered)}
    if not uncovered:
        return Message("insight.decider_coverage.all", **values)
    if len(uncovered) == len(deciding):
        return Message("insight.decider_coverage.none", **values)
    return _with_names("insight.decider_coverage.some", uncovered, **values)


@insight
def inner_circle(analysis: Analysis) -> Answer:
    """How many people of the inner circle support us, and who does not; nothing if nobody is known to be in it."""
    inner = analysis.figures.people.inner_circle
    if not inner:
        return None
    missing = [person for person in inner if person not in analysis.figures.people.supporters]
    if len(inner) == 1:
        kind = "one_not" if missing else "one_supports"
        return Message(f"insight.inner_circle.{kind}", person=_name_of(inner[0]))
    if not missing:
        return Message("insight.inner_circle.all", count=len(inner))
    if len(missing) == len(inner):
        return Message("insight.inner_circle.none", count=len(inner))
    return _with_names("insight.inner_circle.some", missing, count=len(inner) - len(missing), total=len(inner))


@insight
def stance_source(analysis: Analysis) -> Answer:
    """That influence and stance are our team's opinion at the review date."""
    return Message("insight.stance_source.view", date=analysis.plan.review_date)


@insight
def stances(analysis: Analysis) -> Answer:
    """How many people are on our side, and who is against us."""
    people = analysis.figures.people
    if not people:
        return None
    count, ours, against = len(people.everyone), len(people.supporters), people.opponents
    if not people.with_stance:
        return Message("insight.stances.unknown", count=count)
    if count == 1:
        kind = "one_ours" if ours else "one_against" if against else "one_neutral"
        return Message(f"insight.stances.{kind}", person=_name_of(people.everyone[0]))
    if len(against) == count:
        return Message("insight.stances.all_against", count=count)
    kind = "all" if ours == count else "some" if ours else "none"
    return clauses(Message(f"insight.stances.{kind}", count=ours or count, total=count), _opponents(against))


def _opponents(against: Sequence[Person]) -> Message | None:
    if not against:
        return None
    if len(against) <= MOST_PEOPLE_NAMED:
        return Message("insight.stances.against_named", names=_names_of(against), count=len(against))
    return Message("insight.stances.against", count=len(against))


@insight
def personal_goals(analysis: Analysis) -> Answer:
    """Of how many people we know a personal goal, and of whom we do not."""
    people, unknown = analysis.figures.people.everyone, analysis.figures.people.without_personal_goal
    if not people:
        return None
    if len(people) == 1:
        kind = "one_unknown" if unknown else "one_known"
        return Message(f"insight.personal_goals.{kind}", person=_name_of(people[0]))
    if not unknown:
        return Message("insight.personal_goals.all", count=len(people))
    if len(unknown) == len(people):
        return Message("insight.personal_goals.none", count=len(people))
    return _with_names("insight.personal_goals.some", unknown, known=len(people) - len(unknown), count=len(people))


@insight
def decision_steps(analysis: Analysis) -> Answer:
    """In how many steps the customer decides, and when the last one is due."""
    steps = analysis.plan.profile.decision_process
    if not steps:
        return None
    kind, last = "several" if len(steps) > 1 else "one", steps[-1]
    if last.date and last.step:
        return Message(f"insight.decision_steps.{kind}_dated", count=len(steps), step=last.step, date=last.date)
    return Message(f"insight.decision_steps.{kind}", count=len(steps))


@insight
def coverage_plan(analysis: Analysis) -> Answer:
    """How many people the coverage plan has, and who in it lacks an objective or a next contact."""
    plan = analysis.plan
    entries = [entry for entry in plan.strategy.coverage if entry.person]
    people = tuple(dict.fromkeys(entry.person for entry in entries))
    if not people:
        return None
    open_people = tuple(dict.fromkeys(entry.person for entry in entries if not _is_complete(entry)))
    if len(people) == 1:
        return Message(f"insight.coverage_plan.{'one_open' if open_people else 'one'}", person=people[0])
    if not open_people:
        return Message("insight.coverage_plan.all", count=len(people))
    if len(open_people) <= MOST_PEOPLE_NAMED:
        lacking = Message("insight.coverage_plan.lack_named", names=open_people, count=len(open_people))
    else:
        lacking = Message("insight.coverage_plan.lack", count=len(open_people))
    return clauses(Message("insight.coverage_plan.people", count=len(people)), lacking)


def _is_complete(entry: Coverage) -> bool:
    return bool(entry.objective and entry.next_contact)


@insight
def people_with_owner(analysis: Analysis) -> Answer:
    """For how many people somebody of us is responsible, and for whom nobody is."""
    people, without = analysis.figures.people.everyone, analysis.figures.people.without_owner
    if not people:
        return None
    if len(people) == 1:
        kind = "one_without" if without else "one_with"
        return Message(f"insight.people_with_owner.{kind}", person=_name_of(people[0]))
    if not without:
        return Message("insight.people_with_owner.all", count=len(people))
    if len(without) == len(people):
        return Message("insight.people_with_owner.none", count=len(people))
    return _with_names("insight.people_with_owner.some", without, count=len(people) - len(without), total=len(people))


def _with_names(key: str, people: Sequence[Person], **values: object) -> Message:
    """The message of a key, or that of `<key>_named` with the people's names as `names` if they are few."""
    if len(people) > MOST_PEOPLE_NAMED:
        return Message(key, **values)
    return Message(f"{key}_named", names=_names_of(people), **values)


def _names_of(people: Sequence[Person]) -> tuple[object, ...]:
    return tuple(_name_of(person) for person in people)


def _name_of(person: Person) -> object:
    """What a sentence calls a person: the name, or else the position."""
    return person.name or person.title or Message("counted.people", count=1)
