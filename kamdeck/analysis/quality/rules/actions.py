"""Rules of section 4 of the template: actions have owners and dates, and requests for support are complete."""

from collections import Counter
from collections.abc import Iterator

from kamdeck.analysis.figures.work import is_overdue, is_pending
from kamdeck.analysis.quality.finding import Fault, fault, faults_or_pass, parts_present, unless
from kamdeck.analysis.quality.rule import HIGH, LOW, MEDIUM, Purpose, Verdicts, rule
from kamdeck.analysis.quality.subject import PlanUnderReview, people_of, placed
from kamdeck.message import Message
from kamdeck.model import Influence
from kamdeck.model.values import ActionStatus, InfluenceKind, SupportStatus

BACKED = (SupportStatus.APPROVED, SupportStatus.DELIVERED)
"""The statuses of support that an action can rely on."""
MOST = 8
"""How many open actions and promises one person can keep."""


@rule("K401", HIGH, Purpose.TEAM, Purpose.TARGET)
def actions_missing(review: PlanUnderReview) -> Verdicts:
    """Actions, support or decisions are missing."""
    plan = review.plan
    parts = {"topic.actions": plan.actions, "topic.support": plan.support, "topic.decisions": plan.decisions}
    yield from parts_present((), parts)


@rule("K402", HIGH, Purpose.TEAM)
def action_without_owner(review: PlanUnderReview) -> Verdicts:
    """An action without an owner."""
    for where, action in review.open_actions:
        yield unless(action.owner, where, action=action.action)


@rule("K403", HIGH, Purpose.TEAM)
def action_without_date(review: PlanUnderReview) -> Verdicts:
    """An action without a date."""
    for where, action in review.open_actions:
        yield unless(action.due, where, action=action.action)


@rule("K404", HIGH, Purpose.TEAM, Purpose.CONTINUITY)
def action_overdue(review: PlanUnderReview) -> Verdicts:
    """An overdue action."""
    for where, action in review.open_actions:
        if action.due:
            well = not is_overdue(action, review.today)
            yield unless(well, (*where, "due"), action=action.action, day=action.due)


@rule("K405", LOW, Purpose.TEAM)
def done_without_outcome(review: PlanUnderReview) -> Verdicts:
    """A completed action without an outcome."""
    for where, action in placed(review.plan.actions, "actions"):
        if action.status == ActionStatus.DONE:
            yield unless(action.outcome, where, action=action.action)


@rule("K406", MEDIUM, Purpose.CONTINUITY, Purpose.COVERAGE)
def action_with_both_sides_of_a_conflict(review: PlanUnderReview) -> Verdicts:
    """An action that involves both sides of a conflict."""
    links = review.plan.profile.influence
    conflicts = [link for link in links if link.kind == InfluenceKind.CONFLICT and link.from_ and link.to]
    if conflicts and review.open_actions:
        yield from faults_or_pass(_actions_in(review, conflicts))


def _actions_in(review: PlanUnderReview, conflicts: list[Influence]) -> Iterator[Fault]:
    for where, action in review.open_actions:
        people = people_of(action)
        for link in conflicts:
            if {str(link.from_), str(link.to)} <= people:
                yield fault(where, action=action.action, one=link.from_, other=link.to)


@rule("K407", MEDIUM, Purpose.OPPORTUNITY, Purpose.TEAM)
def support_request_incomplete(review: PlanUnderReview) -> Verdicts:
    """A request for support without a provider, dates or a status."""
    for where, request in placed(review.plan.support, "support"):
        fields = ("provider", "start", "end", "status")
        missing = [Message(f"field.{field}") for field in fields if not getattr(request, field)]
        yield unless(not missing, where, need=request.need, missing=missing)


@rule("K408", HIGH, Purpose.OPPORTUNITY, Purpose.TEAM)
def support_not_approved(review: PlanUnderReview) -> Verdicts:
    """Support that should have started is not approved, or was refused while its action is still open."""
    open_ids = {action.id for _, action in review.open_actions if action.id}
    for where, request in placed(review.plan.support, "support"):
        late = request.status not in BACKED and request.start is not None and request.start <= review.today
        refused = request.status == SupportStatus.REFUSED and request.action in open_ids
        yield unless(not (late or refused), where, need=request.need, status=request.status)


@rule("K409", MEDIUM, Purpose.TEAM)
def decision_request_incomplete(review: PlanUnderReview) -> Verdicts:
    """A requested decision without a decision maker, a date or an effect."""
    for where, decision in placed(review.plan.decisions, "decisions"):
        full = decision.of and decision.due and decision.effect
        yield unless(full, where, ask=decision.ask)


@rule("K410", LOW, Purpose.OPPORTUNITY)
def owner_overloaded(review: PlanUnderReview) -> Verdicts:
    """A team member with too many open actions and promises."""
    owners = [action.owner for _, action in review.open_actions if action.owner]
    owners += [promise.owner for promise in review.plan.promises if promise.owner and is_pending(promise)]
    for owner, count in sorted(Counter(owners).items()):
        yield unless(count <= MOST, ("actions",), owner=owner, count=count)


@rule("K415", MEDIUM, Purpose.TEAM, Purpose.TARGET)
def risk_without_answer(review: PlanUnderReview) -> Verdicts:
    """A risk without an answer, or without an action that carries it."""
    for where, risk in placed(review.plan.risks, "risks"):
        yield unless(risk.answer, where, "answer", risk=risk.risk)
        yield unless(risk.action, where, "action", risk=risk.risk)


@rule("K416", LOW, Purpose.TEAM, Purpose.TARGET)
def decision_without_measure(review: PlanUnderReview) -> Verdicts:
    """A requested decision that does not say in numbers what it changes."""
    for where, decision in placed(review.plan.decisions, "decisions"):
        measure = decision.measure
        known = measure.after is not None and (measure.figure or (measure.name and measure.before is not None))
        yield unless(known, where, ask=decision.ask)
