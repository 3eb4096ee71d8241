"""Section 4 of the template: has every action somebody and a date, and every request its support?"""

from collections import Counter
from collections.abc import Iterator

from kamdeck.plan.check.case import Case, concerned, placed
from kamdeck.plan.check.finding import Fault, Term, fault, none_of, told, unless
from kamdeck.plan.check.rule import HIGH, LOW, MEDIUM, Purpose, Verdicts, rule
from kamdeck.plan.figures.work import is_overdue, is_pending
from kamdeck.plan.model import Influence
from kamdeck.plan.values import ActionStatus, InfluenceKind, SupportStatus

BACKED = (SupportStatus.APPROVED, SupportStatus.DELIVERED)
MOST = 8


@rule("K401", HIGH, Purpose.TEAM, Purpose.TARGET)
def actions_missing(case: Case) -> Verdicts:
    """Actions, support or decisions are missing.

    A review that ends without something to do, and without something to ask for, was a lecture.
    Mend: add the part that is named; if nothing is needed, say so in `ignore`.

    缺少行动、支持或决策
    评审结束时没有要做的事，也没有要申请的事，就只是一次讲课。
    改法：补上所列部分；确实不需要时，在 `ignore` 中说明。
    """
    plan = case.plan
    parts = {"topic.actions": plan.actions, "topic.support": plan.support, "topic.decisions": plan.decisions}
    yield from told((), parts)


@rule("K402", HIGH, Purpose.TEAM)
def action_without_owner(case: Case) -> Verdicts:
    """An action without an owner.

    What belongs to all is done by none.
    Mend: name one of ours in `owner`.

    行动没有负责人
    大家的事没人做。
    改法：在 `owner` 中写明我方负责人。
    """
    for where, action in case.open_actions:
        yield unless(action.owner, where, "“{action}” is nobody's", "“{action}”没有负责人", action=action.action)


@rule("K403", HIGH, Purpose.TEAM)
def action_without_date(case: Case) -> Verdicts:
    """An action without a date.

    Without a date it cannot be late, and so it is never done.
    Mend: add `due`.

    行动没有期限
    没有期限就不会逾期，也就永远不会完成。
    改法：补上 `due`。
    """
    for where, action in case.open_actions:
        en, zh = "“{action}” has no date", "“{action}”没有期限"
        yield unless(action.due, where, en, zh, action=action.action)


@rule("K404", HIGH, Purpose.TEAM, Purpose.CONTINUITY)
def action_overdue(case: Case) -> Verdicts:
    """An action that is overdue.

    Promise, and keep: the customer counts what we said we would do.
    Mend: do it, drop it, or set a new date and tell whoever waits for it.

    行动已逾期
    说到做到：客户记得我们说过要做的事。
    改法：完成它、放弃它，或定新期限并告知等待的人。
    """
    for where, action in case.open_actions:
        if action.due:
            well = not is_overdue(action, case.today)
            en, zh = "“{action}” was due on {day}", "“{action}”应在{day}完成"
            yield unless(well, (*where, "due"), en, zh, action=action.action, day=action.due)


@rule("K405", LOW, Purpose.TEAM)
def done_without_outcome(case: Case) -> Verdicts:
    """An action that is done, with no outcome.

    What came of it is what the next one builds on.
    Mend: write the result in `outcome`, in a few words.

    已完成的行动没有结果
    结果是下一步的基础。
    改法：在 `outcome` 中用几个字写明结果。
    """
    for where, action in placed(case.plan.actions, "actions"):
        if action.status == ActionStatus.DONE:
            en, zh = "What came of “{action}” is not said", "没有写“{action}”的结果"
            yield unless(action.outcome, where, en, zh, action=action.action)


@rule("K406", MEDIUM, Purpose.CONTINUITY, Purpose.COVERAGE)
def action_within_a_conflict(case: Case) -> Verdicts:
    """An action that involves both ends of a conflict.

    Keep out of the customer's inner conflicts: whoever sits between two loses both.
    Mend: make it two actions, one with each.

    行动涉及冲突的双方
    不要介入客户的内部矛盾：夹在中间会两头落空。
    改法：拆成两项行动，分别面对一方。
    """
    ties = case.plan.profile.influence
    conflicts = [tie for tie in ties if tie.kind == InfluenceKind.CONFLICT and tie.from_ and tie.to]
    if conflicts and case.open_actions:
        yield from none_of(_within(case, conflicts))


def _within(case: Case, conflicts: list[Influence]) -> Iterator[Fault]:
    en, zh = "“{action}” involves {one} and {other}, who are in conflict", "“{action}”同时涉及有矛盾的{one}和{other}"
    for where, action in case.open_actions:
        people = concerned(action)
        for tie in conflicts:
            if {str(tie.from_), str(tie.to)} <= people:
                yield fault(where, en, zh, action=action.action, one=tie.from_, other=tie.to)


@rule("K407", MEDIUM, Purpose.OPPORTUNITY, Purpose.TEAM)
def support_half_asked(case: Case) -> Verdicts:
    """A request for support without provider, dates or status.

    Nobody can approve what does not say of whom, from when, and until when.
    Mend: add `provider`, `start`, `end` and `status`.

    支持申请没有提供方、时间或状态
    不写由谁、何时提供，就没人能批准。
    改法：补上 `provider`、`start`、`end` 和 `status`。
    """
    for where, request in placed(case.plan.support, "support"):
        fields = ("provider", "start", "end", "status")
        missing = [Term(f"field.{field}") for field in fields if not getattr(request, field)]
        en, zh = "“{need}”: missing: {missing}", "“{need}”：缺少{missing}"
        yield unless(not missing, where, en, zh, need=request.need, missing=missing)


@rule("K408", HIGH, Purpose.OPPORTUNITY, Purpose.TEAM)
def support_not_approved_in_time(case: Case) -> Verdicts:
    """Support that should have begun but is not approved, or that was refused while its action goes on.

    The action stands on it; without the support it will slip, and the deal with it.
    Mend: have it decided in this review, or change the action.

    支持应已开始但未获批准，或已被拒绝而行动仍在继续
    行动依赖于它；没有支持，行动会拖延，商机也会。
    改法：在本次评审中决定，或调整行动。
    """
    going = {action.id for _, action in case.open_actions if action.id}
    for where, request in placed(case.plan.support, "support"):
        late = request.status not in BACKED and request.start is not None and request.start <= case.today
        refused = request.status == SupportStatus.REFUSED and request.action in going
        en, zh = "“{need}” is not approved ({status})", "“{need}”未获批准（{status}）"
        yield unless(not (late or refused), where, en, zh, need=request.need, status=request.status)


@rule("K409", MEDIUM, Purpose.TEAM)
def decision_half_asked(case: Case) -> Verdicts:
    """A decision asked without of whom, by when, or what it changes.

    Decisions are made by a person, at a date, for an effect; what lacks one is adjourned.
    Mend: add `of`, `due` and `effect`.

    请求的决策没有写由谁、何时或有何影响
    决策由某人在某时为某种效果作出；缺一样就会推迟。
    改法：补上 `of`、`due` 和 `effect`。
    """
    for where, decision in placed(case.plan.decisions, "decisions"):
        full = decision.of and decision.due and decision.effect
        en, zh = "“{ask}”: of whom, by when or its effect is missing", "“{ask}”：缺少决策人、期限或影响"
        yield unless(full, where, en, zh, ask=decision.ask)


@rule("K410", LOW, Purpose.OPPORTUNITY)
def too_much_for_one(case: Case) -> Verdicts:
    """One of ours with more open actions and promises than anybody can keep.

    Do not take everything on: the ninth promise breaks the first.
    Mend: hand some over, or drop what matters least.

    一个人承担了过多未完成的行动和承诺
    不要大包大揽：第九个承诺会让第一个落空。
    改法：移交一部分，或放弃最不重要的。
    """
    owners = [action.owner for _, action in case.open_actions if action.owner]
    owners += [promise.owner for promise in case.plan.promises if promise.owner and is_pending(promise)]
    for owner, count in sorted(Counter(owners).items()):
        en, zh = "{owner} has {count} open actions and promises", "{owner}有{count}项未完成的行动和承诺"
        yield unless(count <= MOST, ("actions",), en, zh, owner=owner, count=count)
