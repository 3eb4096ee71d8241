"""Rules of section 4 of the template for promises: they have owners, dates and support, and are not exaggerated."""

from kamdeck.analysis.figures.work import is_pending
from kamdeck.analysis.quality.finding import fault, faults_or_pass, unless
from kamdeck.analysis.quality.phrases import PROMISING, phrases_found
from kamdeck.analysis.quality.rule import HIGH, MEDIUM, Purpose, Verdicts, rule
from kamdeck.analysis.quality.rules.actions import BACKED
from kamdeck.analysis.quality.subject import Placed, PlanUnderReview, placed
from kamdeck.model import Promise
from kamdeck.model.plan_texts import PlanText

OURS = (("promises",), ("strategy", "ours"), ("strategy", "value", "path"))
"""The parts of the plan in which we promise something."""
THEIRS = "need"
"""The field in them that holds the customer's own words."""


def _open(review: PlanUnderReview) -> Placed[Promise]:
    every = placed(review.plan.promises, "promises")
    return [(where, promise) for where, promise in every if is_pending(promise)]


@rule("K411", HIGH, Purpose.CONTINUITY, Purpose.TEAM)
def promise_without_owner_or_date(review: PlanUnderReview) -> Verdicts:
    """A promise without an owner or a date."""
    for where, promise in _open(review):
        full = promise.owner and promise.due
        en, zh = "“{promise}”: owner or date are missing", "“{promise}”：缺少负责人或期限"
        yield unless(full, where, en, zh, promise=promise.text)


@rule("K412", HIGH, Purpose.CONTINUITY)
def promise_overdue(review: PlanUnderReview) -> Verdicts:
    """An overdue promise."""
    for where, promise in _open(review):
        if promise.due:
            en, zh = "“{promise}” was due on {day}", "“{promise}”应在{day}兑现"
            well = promise.due >= review.today
            yield unless(well, (*where, "due"), en, zh, promise=promise.text, day=promise.due)


@rule("K413", HIGH, Purpose.CONTINUITY, Purpose.OPPORTUNITY)
def promise_without_support(review: PlanUnderReview) -> Verdicts:
    """A promise without approved support: no action fulfils it, or the support for that action is not approved."""
    for where, promise in _open(review):
        requests = [request for request in review.plan.support if request.action and request.action == promise.action]
        well = promise.action and all(request.status in BACKED for request in requests)
        en, zh = "“{promise}” stands on no action", "“{promise}”没有对应的行动"
        if promise.action:
            en, zh = "“{promise}”: the support for it is not approved", "“{promise}”：所需支持未获批准"
        yield unless(well, where, en, zh, promise=promise.text)


@rule("K414", MEDIUM, Purpose.CONTINUITY, Purpose.VALUE)
def exaggerated_promise(review: PlanUnderReview) -> Verdicts:
    """Words that promise more than anybody can keep."""

    def ours(each: PlanText) -> bool:
        return any(each.where[: len(place)] == place for place in OURS) and each.where[-1] != THEIRS

    en, zh = "This promises too much: {words}", "过度承诺：{words}"
    found = phrases_found(review, PROMISING, ours)
    yield from faults_or_pass(fault(where, en, zh, words=words) for where, words in found)
