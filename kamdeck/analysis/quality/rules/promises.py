"""Rules of section 4 of the template for promises: they have owners, dates and support, and are not exaggerated."""

from kamdeck.analysis.figures.work import is_pending
from kamdeck.analysis.quality.finding import fault, faults_or_pass, unless
from kamdeck.analysis.quality.phrases import phrases_found
from kamdeck.analysis.quality.rule import HIGH, MEDIUM, Purpose, Verdicts, rule
from kamdeck.analysis.quality.rules.actions import BACKED
from kamdeck.analysis.quality.subject import Placed, PlanUnderReview, placed
from kamdeck.lexicon import all_words
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
        yield unless(full, where, promise=promise.text)


@rule("K412", HIGH, Purpose.CONTINUITY)
def promise_overdue(review: PlanUnderReview) -> Verdicts:
    """An overdue promise."""
    for where, promise in _open(review):
        if promise.due:
            well = promise.due >= review.today
            yield unless(well, (*where, "due"), promise=promise.text, day=promise.due)


@rule("K413", HIGH, Purpose.CONTINUITY, Purpose.OPPORTUNITY)
def promise_without_support(review: PlanUnderReview) -> Verdicts:
    """A promise without approved support: no action fulfils it, or the support for that action is not approved."""
    for where, promise in _open(review):
        requests = [request for request in review.plan.support if request.action and request.action == promise.action]
        well = promise.action and all(request.status in BACKED for request in requests)
        case = "support" if promise.action else "action"
        yield unless(well, where, case, promise=promise.text)


@rule("K414", MEDIUM, Purpose.CONTINUITY, Purpose.VALUE)
def exaggerated_promise(review: PlanUnderReview) -> Verdicts:
    """Words that promise more than anybody can keep."""

    def ours(each: PlanText) -> bool:
        return any(each.where[: len(place)] == place for place in OURS) and each.where[-1] != THEIRS

    found = phrases_found(review, all_words("exaggerated"), ours)
    yield from faults_or_pass(fault(where, words=words) for where, words in found)
