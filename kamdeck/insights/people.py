"""Insights on the customer's people: who decides, who supports us, what they want, and how we cover them."""

from collections.abc import Sequence

from kamdeck.analysis.analysis import Analysis
from kamdeck.analysis.figures.coverage import deciders, is_covered
from kamdeck.analysis.figures.people_groups import AGAINST_US
from kamdeck.analysis.ways import Way
from kamdeck.insights.insight import Answer, insight
from kamdeck.insights.quoting import quotable
from kamdeck.insights.wallet import budget_influence
from kamdeck.message import Message, clauses
from kamdeck.model import DecisionStep, Person
from kamdeck.model.values import Contact

MOST_PEOPLE_NAMED = 2
"""The most people that a sentence names beside a count; more are only counted."""
MOST_OPPONENTS_NAMED = 4
"""The most opponents that a lead names; more are only counted."""


@insight
def decider_coverage(analysis: Analysis) -> Answer:
    """How many decision makers and approvers we cover, and who is not covered; or that nobody is known to decide."""
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
def power(analysis: Analysis) -> Answer:
    """How many of those who decide we cover, whether any of them is against us, and who is still to be covered.

    Nobody is named twice. If nobody is known to decide: what people think of us.
    """
    deciding, uncovered = deciders(analysis.plan), analysis.figures.uncovered_deciders
    if not deciding:
        return stances(analysis)
    if len(deciding) == 1:
        kind = "one_uncovered" if uncovered else "one_covered"
        return Message(f"insight.decider_coverage.{kind}", person=_name_of(deciding[0]))
    covered = len(deciding) - len(uncovered)
    case = "all" if not uncovered else "some" if covered else "none"
    text = Message(f"insight.power.{case}", count=covered or len(deciding), total=len(deciding))
    against = [person for person in deciding if person.support in AGAINST_US]
    if not against and all(person.support for person in deciding):
        text = Message("insight.power.unopposed", text=text)
    missing = uncovered if covered else ()
    return clauses(
        text,
        _few("insight.power.against", [person for person in against if person not in missing]),
        _few("insight.power.against_open", [person for person in against if person in missing]),
        _few("insight.power.open", [person for person in missing if person not in against]),
    )


def _few(key: str, people: Sequence[Person]) -> Message | None:
    """A message with the names of a few people; none of nobody or many."""
    if not 0 < len(people) <= MOST_PEOPLE_NAMED:
        return None
    return Message(key, names=_names_of(people), count=len(people))


@insight
def against_us(analysis: Analysis) -> Answer:
    """Who is against us, the most influential first: the names of up to four people, the number of more."""
    people = analysis.figures.people
    against = sorted(people.opponents, key=lambda person: -(person.influence or 0.0))
    if not against:
        return None
    if len(against) > MOST_OPPONENTS_NAMED:
        values = {"count": len(against), "total": len(people.everyone), "person": _name_of(against[0])}
        return Message("insight.against_us.many", **values)
    return Message("insight.stances.against_named", names=_names_of(against), count=len(against))


@insight
def inner_circle(analysis: Analysis) -> Answer:
    """How many people of the inner circle support us, and who does not; nothing if nobody is known to be in it."""
    inner = analysis.figures.people.inner_circle
    return _inner_circle(analysis, inner, named=True) if inner else None


@insight
def inner_circle_and_way(analysis: Analysis) -> Answer:
    """How many people of the inner circle support us, and through whom we reach the first who is still to be won."""
    inner, way = analysis.figures.people.inner_circle, next(iter(analysis.ways), None)
    return clauses(
        _inner_circle(analysis, inner, named=way is None) if inner else None,
        _way(way, "insight.inner_circle_and_way") if way else None,
    )


def _way(way: Way, key: str) -> Message:
    target = _name_of(way.target)
    if way.through is None:
        return Message(f"{key}.no_way", target=target)
    return Message(f"{key}.way", target=target, through=_name_of(way.through))


@insight
def second_way(analysis: Analysis) -> Answer:
    """Through whom we reach the second person who is still to be won; nothing where nobody leads there."""
    way = next((each for each in analysis.ways[1:] if each.through), None)
    return _way(way, "insight.second_way") if way else None


def _inner_circle(analysis: Analysis, inner: Sequence[Person], *, named: bool) -> Message:
    """How many of the inner circle support us; `named` says whether to name those who do not."""
    missing = [person for person in inner if person not in analysis.figures.people.supporters]
    if len(inner) == 1:
        kind = "one_not" if missing else "one_supports"
        return Message(f"insight.inner_circle.{kind}", person=_name_of(inner[0]))
    if not missing:
        return Message("insight.inner_circle.all", count=len(inner))
    if len(missing) == len(inner):
        return Message("insight.inner_circle.none", count=len(inner))
    values = {"count": len(inner) - len(missing), "total": len(inner)}
    return _with_names("insight.inner_circle.some", missing if named else (), **values)


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
def decider_goal(analysis: Analysis) -> Answer:
    """What the most influential person who decides wants personally; nothing where no such goal can be quoted."""
    known = [each for each in deciders(analysis.plan) if each.name and quotable(each.goals.personal)]
    first = max(known, key=lambda person: person.influence or 0.0, default=None)
    return Message("insight.decider_goal.goal", person=first.name, goal=first.goals.personal) if first else None


@insight
def decision_steps(analysis: Analysis) -> Answer:
    """How many of the steps ahead we can influence, else in how many steps decisions are made; and who of the deciders
    in them is not covered, or else the next step. Where only the budget process is known, what of it we can influence.
    """
    steps, ahead = analysis.plan.profile.decision_process, _steps_ahead(analysis)
    if not steps:
        return budget_influence(analysis)
    due = _uncovered_few(analysis) or _next_step(ahead)
    if not ahead or all(step.can_influence is None for step in ahead):
        case = "several" if len(steps) > 1 else "one"
        return clauses(Message(f"insight.decision_steps.{case}", count=len(steps)), due)
    ours = sum(bool(step.can_influence) for step in ahead)
    if len(ahead) == 1:
        return clauses(Message(f"insight.decision_steps.{'last_ours' if ours else 'last_not'}"), due)
    case = "all" if ours == len(ahead) else "some" if ours else "none"
    return clauses(Message(f"insight.decision_steps.{case}", count=ours, total=len(ahead)), due)


def _steps_ahead(analysis: Analysis) -> list[DecisionStep]:
    """The steps of the decision process from the review date on, the next one first."""
    today = analysis.plan.review_date
    steps = (step for step in analysis.plan.profile.decision_process if step.date and step.date >= today)
    return sorted(steps, key=lambda step: str(step.date))


def _next_step(ahead: Sequence[DecisionStep]) -> Message | None:
    """The next step whose name a sentence can quote."""
    following = next((step for step in ahead if quotable(step.step)), None)
    return Message("insight.decision_steps.next", step=following.step, date=following.date) if following else None


def _uncovered_ahead(analysis: Analysis) -> list[Person]:
    """The deciders who take part in the steps ahead and are not covered."""
    taking_part = {person for step in _steps_ahead(analysis) for person in step.people}
    return [person for person in analysis.figures.uncovered_deciders if person.id in taking_part]


def _uncovered_few(analysis: Analysis) -> Message | None:
    """The names of the deciders in the steps ahead who are not covered, if they are few."""
    found = _uncovered_ahead(analysis)
    if not 0 < len(found) <= MOST_PEOPLE_NAMED:
        return None
    return Message("insight.decision_steps.uncovered", names=_names_of(found), count=len(found))


@insight
def uncovered_in_steps(analysis: Analysis) -> Answer:
    """How many deciders in the steps ahead are not covered; the next step where `decision_steps` names them."""
    found = _uncovered_ahead(analysis)
    if not found:
        return None
    if _uncovered_few(analysis):
        return _next_step(_steps_ahead(analysis))
    return Message("insight.uncovered_in_steps.people", count=len(found))


@insight
def coverage_plan(analysis: Analysis) -> Answer:
    """Who of those who decide is not covered, and why; else whom we still have to win; else whom we meet next."""
    deciding, uncovered = deciders(analysis.plan), analysis.figures.uncovered_deciders
    if uncovered:
        if len(deciding) == 1:
            return _why_uncovered(uncovered[0])
        values = {"count": len(uncovered), "total": len(deciding)}
        if len(uncovered) > MOST_PEOPLE_NAMED:
            first = max(uncovered, key=lambda person: person.influence or 0.0)
            case = "uncovered_all" if len(uncovered) == len(deciding) else "uncovered_most"
            return Message(f"insight.coverage_plan.{case}", person=_name_of(first), **values)
        return Message("insight.coverage_plan.uncovered", reasons=tuple(map(_why_uncovered, uncovered)), **values)
    planned = {entry.person for entry in analysis.plan.strategy.coverage}
    against = [person for person in analysis.figures.people.opponents if person.id in planned]
    covered = Message("insight.coverage_plan.covered", count=len(deciding)) if len(deciding) > 1 else None
    to_win = _few("insight.coverage_plan.to_win", against)
    return clauses(covered, to_win) or next_meeting(analysis)


def _why_uncovered(person: Person) -> Message:
    """What a person lacks: an owner among us, a contact, or both."""
    met = person.contact not in (None, Contact.NONE)
    case = "no_contact" if person.owner else "no_owner" if met else "neither"
    return Message(f"insight.coverage_plan.{case}", person=_name_of(person))


@insight
def next_meeting(analysis: Analysis) -> Answer:
    """Whom the coverage plan has us meet next, when and for what; those who decide and are not covered come first."""
    plan, open_people = analysis.plan, {person.id for person in analysis.figures.uncovered_deciders}
    planned = [each for each in plan.strategy.coverage if each.person and each.next_contact]
    coming = [each for each in planned if each.next_contact and each.next_contact >= plan.review_date]
    first = min(coming, key=lambda each: (each.person not in open_people, str(each.next_contact)), default=None)
    if first is None or first.person is None:
        return None
    owner = plan.person(first.person).owner
    case = f"{'by_us' if owner else 'by_nobody'}{'_for' if quotable(first.objective) else ''}"
    values = {"owner": owner, "person": first.person, "date": first.next_contact, "objective": first.objective}
    return Message(f"insight.next_meeting.{case}", **values)


@insight
def coverage_gaps(analysis: Analysis) -> Answer:
    """Who in the coverage plan lacks an objective or a next contact; nothing where nobody does."""
    entries = [entry for entry in analysis.plan.strategy.coverage if entry.person]
    lacking = tuple(dict.fromkeys(entry.person for entry in entries if not (entry.objective and entry.next_contact)))
    if not lacking:
        return None
    case = "named" if len(lacking) <= MOST_PEOPLE_NAMED else "many"
    return Message(f"insight.coverage_gaps.{case}", names=lacking, count=len(lacking))


@insight
def single_ties(analysis: Analysis) -> Answer:
    """Who of those who decide is known to one of us only; nothing where the plan names no ties or nobody."""
    ties, deciding = analysis.plan.profile.ties, deciders(analysis.plan)
    if not ties:
        return None
    single = [person for person in deciding if _members_who_know(analysis, person) == 1]
    return _with_names("insight.single_ties.people", single, count=len(single)) if single else None


def _members_who_know(analysis: Analysis, person: Person) -> int:
    """How many of us know a person: the owner who has met the person, and the members with a tie."""
    ties = {tie.member for tie in analysis.plan.profile.ties if tie.person == person.id and tie.member}
    return len(ties | {person.owner}) if is_covered(person) else len(ties)


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
    """The message of a key, or that of `<key>_named` with the people's names as `names` if there are a few."""
    if not 0 < len(people) <= MOST_PEOPLE_NAMED:
        return Message(key, **values)
    return Message(f"{key}_named", names=_names_of(people), **values)


def _names_of(people: Sequence[Person]) -> tuple[object, ...]:
    return tuple(_name_of(person) for person in people)


def _name_of(person: Person) -> object:
    """What a sentence calls a person: the name, or else the position."""
    return person.name or person.title or Message("counted.people", count=1)
