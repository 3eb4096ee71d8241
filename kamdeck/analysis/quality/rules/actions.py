"""Section 4 of the template: has every action somebody and a date, and every request its support?"""

from collections import Counter
from collections.abc import Iterator

from kamdeck.analysis.figures.work import is_overdue, is_pending
from kamdeck.analysis.quality.finding import Fault, Term, fault, none_of, told, unless
from kamdeck.analysis.quality.rule import HIGH, LOW, MEDIUM, Purpose, Verdicts, rule
from kamdeck.analysis.quality.subject import PlanUnderReview, concerned, placed
from kamdeck.model import Influence
from kamdeck.model.values import ActionStatus, InfluenceKind, SupportStatus

BACKED = (SupportStatus.APPROVED, SupportStatus.DELIVERED)
MOST = 8


@rule("K401", HIGH, Purpose.TEAM, Purpose.TARGET)
def actions_missing(case: PlanUnderReview) -> Verdicts:
    """Actions, support or decisions are missing."""
    plan = case.plan
    parts = {"topic.actions": plan.actions, "topic.support": plan.support, "topic.decisions": plan.decisions}
    yield from told((), parts)


@rule("K402", HIGH, Purpose.TEAM)
def action_without_owner(case: PlanUnderReview) -> Verdicts:
    """An action without an owner."""
    for where, action in case.open_actions:
        yield unless(action.owner, where, "“{action}” is nobody's", "“{action}”没有负责人", action=action.action)


@rule("K403", HIGH, Purpose.TEAM)
def action_without_date(case: PlanUnderReview) -> Verdicts:
    """An action without a date."""
    for where, action in case.open_actions:
        en, zh = "“{action}” has no date", "“{action}”没有期限"
        yield unless(action.due, where, en, zh, action=action.action)


@rule("K404", HIGH, Purpose.TEAM, Purpose.CONTINUITY)
def action_overdue(case: PlanUnderReview) -> Verdicts:
    """An action that is overdue."""
    for where, action in case.open_actions:
        if action.due:
            well = not is_overdue(action, case.today)
            en, zh = "“{action}” was due on {day}", "“{action}”应在{day}完成"
            yield unless(well, (*where, "due"), en, zh, action=action.action, day=action.due)


@rule("K405", LOW, Purpose.TEAM)
def done_without_outcome(case: PlanUnderReview) -> Verdicts:
    """An action that is done, with no outcome."""
    for where, action in placed(case.plan.actions, "actions"):
        if action.status == ActionStatus.DONE:
            en, zh = "What came of “{action}” is not said", "没有写“{action}”的结果"
            yield unless(action.outcome, where, en, zh, action=action.action)


@rule("K406", MEDIUM, Purpose.CONTINUITY, Purpose.COVERAGE)
def action_within_a_conflict(case: PlanUnderReview) -> Verdicts:
    """An action that involves both ends of a conflict."""
    ties = case.plan.profile.influence
    conflicts = [tie for tie in ties if tie.kind == InfluenceKind.CONFLICT and tie.from_ and tie.to]
    if conflicts and case.open_actions:
        yield from none_of(_within(case, conflicts))


def _within(case: PlanUnderReview, conflicts: list[Influence]) -> Iterator[Fault]:
    en, zh = "“{action}” involves {one} and {other}, who are in conflict", "“{action}”同时涉及有矛盾的{one}和{other}"
    for where, action in case.open_actions:
        people = concerned(action)
        for tie in conflicts:
            if {str(tie.from_), str(tie.to)} <= people:
                yield fault(where, en, zh, action=action.action, one=tie.from_, other=tie.to)


@rule("K407", MEDIUM, Purpose.OPPORTUNITY, Purpose.TEAM)
def support_half_asked(case: PlanUnderReview) -> Verdicts:
    """A request for support without provider, dates or status."""
    for where, request in placed(case.plan.support, "support"):
        fields = ("provider", "start", "end", "status")
        missing = [Term(f"field.{field}") for field in fields if not getattr(request, field)]
        en, zh = "“{need}”: missing: {missing}", "“{need}”：缺少{missing}"
        yield unless(not missing, where, en, zh, need=request.need, missing=missing)


@rule("K408", HIGH, Purpose.OPPORTUNITY, Purpose.TEAM)
def support_not_approved_in_time(case: PlanUnderReview) -> Verdicts:
    """Support that should have begun but is not approved, or that was refused while its action goes on."""
    going = {action.id for _, action in case.open_actions if action.id}
    for where, request in placed(case.plan.support, "support"):
        late = request.status not in BACKED and request.start is not None and request.start <= case.today
        refused = request.status == SupportStatus.REFUSED and request.action in going
        en, zh = "“{need}” is not approved ({status})", "“{need}”未获批准（{status}）"
        yield unless(not (late or refused), where, en, zh, need=request.need, status=request.status)


@rule("K409", MEDIUM, Purpose.TEAM)
def decision_half_asked(case: PlanUnderReview) -> Verdicts:
    """A decision asked without of whom, by when, or what it changes."""
    for where, decision in placed(case.plan.decisions, "decisions"):
        full = decision.of and decision.due and decision.effect
        en, zh = "“{ask}”: of whom, by when or its effect is missing", "“{ask}”：缺少决策人、期限或影响"
        yield unless(full, where, en, zh, ask=decision.ask)


@rule("K410", LOW, Purpose.OPPORTUNITY)
def too_much_for_one(case: PlanUnderReview) -> Verdicts:
    """One of ours with more open actions and promises than anybody can keep."""
    owners = [action.owner for _, action in case.open_actions if action.owner]
    owners += [promise.owner for promise in case.plan.promises if promise.owner and is_pending(promise)]
    for owner, count in sorted(Counter(owners).items()):
        en, zh = "{owner} has {count} open actions and promises", "{owner}有{count}项未完成的行动和承诺"
        yield unless(count <= MOST, ("actions",), en, zh, owner=owner, count=count)
