"""Section 4 of the template, what we have promised: can it be kept, is it kept, and does it promise too much?"""

from kamdeck.analysis.figures.work import is_pending
from kamdeck.analysis.quality.finding import fault, none_of, unless
from kamdeck.analysis.quality.phrases import PROMISING, sayings
from kamdeck.analysis.quality.rule import HIGH, MEDIUM, Purpose, Verdicts, rule
from kamdeck.analysis.quality.rules.actions import BACKED
from kamdeck.analysis.quality.subject import Placed, PlanUnderReview, placed
from kamdeck.model import Promise
from kamdeck.model.plan_texts import PlanText

OURS = (("promises",), ("strategy", "ours"), ("strategy", "value", "path"))
THEIRS = "need"


def _open(case: PlanUnderReview) -> Placed[Promise]:
    every = placed(case.plan.promises, "promises")
    return [(where, promise) for where, promise in every if is_pending(promise)]


@rule("K411", HIGH, Purpose.CONTINUITY, Purpose.TEAM)
def promise_without_owner_or_date(case: PlanUnderReview) -> Verdicts:
    """A promise without an owner or a date."""
    for where, promise in _open(case):
        full = promise.owner and promise.due
        en, zh = "“{promise}”: owner or date are missing", "“{promise}”：缺少负责人或期限"
        yield unless(full, where, en, zh, promise=promise.text)


@rule("K412", HIGH, Purpose.CONTINUITY)
def promise_overdue(case: PlanUnderReview) -> Verdicts:
    """A promise that is overdue."""
    for where, promise in _open(case):
        if promise.due:
            en, zh = "“{promise}” was due on {day}", "“{promise}”应在{day}兑现"
            well = promise.due >= case.today
            yield unless(well, (*where, "due"), en, zh, promise=promise.text, day=promise.due)


@rule("K413", HIGH, Purpose.CONTINUITY, Purpose.OPPORTUNITY)
def promise_without_support(case: PlanUnderReview) -> Verdicts:
    """A promise without approved support: no action keeps it, or that action's support is not approved."""
    for where, promise in _open(case):
        requests = [request for request in case.plan.support if request.action and request.action == promise.action]
        well = promise.action and all(request.status in BACKED for request in requests)
        en, zh = "“{promise}” stands on no action", "“{promise}”没有对应的行动"
        if promise.action:
            en, zh = "“{promise}”: the support for it is not approved", "“{promise}”：所需支持未获批准"
        yield unless(well, where, en, zh, promise=promise.text)


@rule("K414", MEDIUM, Purpose.CONTINUITY, Purpose.VALUE)
def promises_too_much(case: PlanUnderReview) -> Verdicts:
    """Words that promise more than anybody can keep."""

    def ours(each: PlanText) -> bool:
        return any(each.where[: len(place)] == place for place in OURS) and each.where[-1] != THEIRS

    en, zh = "This promises too much: {words}", "过度承诺：{words}"
    found = sayings(case, PROMISING, ours)
    yield from none_of(fault(where, en, zh, words=words) for where, words in found)
