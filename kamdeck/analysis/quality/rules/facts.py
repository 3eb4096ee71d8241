"""Rules for the facts of the whole plan: they are up to date and confirmed, and the plan says who wrote it."""

from datetime import timedelta

from kamdeck.analysis.figures.work import KnownFact, fresh_since
from kamdeck.analysis.quality.finding import fault, unless
from kamdeck.analysis.quality.rule import LOW, MEDIUM, Purpose, Verdicts, rule
from kamdeck.analysis.quality.subject import PlanUnderReview, placed
from kamdeck.model import Fact
from kamdeck.model.paths import Where

AROUND = timedelta(days=46)
"""How far from the quarter a review date may be: half a quarter."""


def _where(known: KnownFact) -> Where:
    steps: list[int | str] = []
    for step in known.path.split("."):
        name, _, index = step.rstrip("]").partition("[")
        steps += [name, int(index)] if index else [name]
    return tuple(steps)


@rule("K701", MEDIUM, Purpose.UNDERSTANDING, Purpose.TEAM)
def stale_fact(review: PlanUnderReview) -> Verdicts:
    """A fact that is more than six months old."""
    since = fresh_since(review.today)
    for known in review.known_facts:
        if known.as_of is not None:
            yield unless(known.as_of >= since, _where(known), fact=known.fact, day=known.as_of)


@rule("K702", MEDIUM, Purpose.UNDERSTANDING, Purpose.VALUE)
def unconfirmed_fact(review: PlanUnderReview) -> Verdicts:
    """An assumption that nobody has confirmed."""
    for known in review.known_facts:
        if known.fact.confirmed is not None:
            yield unless(known.fact.confirmed, _where(known), fact=known.fact)


@rule("K703", LOW, Purpose.TEAM)
def share_without_date(review: PlanUnderReview) -> Verdicts:
    """A share of wallet without a date."""
    rows: list[tuple[Where, Fact]] = list(placed(review.plan.profile.it.suppliers, "profile", "it", "suppliers"))
    for where, row in rows:
        yield unless(row.as_of, where, fact=row)


@rule("K704", LOW, Purpose.TEAM)
def review_date_outside_quarter(review: PlanUnderReview) -> Verdicts:
    """The review date is far from the quarter under review."""
    period, day = review.plan.period, review.today
    well = period.first_day - AROUND <= day <= period.last_day + AROUND
    yield unless(well, ("review_date",), day=day, period=period)


@rule("K705", LOW, Purpose.TEAM, Purpose.CONTINUITY)
def no_previous_plan(review: PlanUnderReview) -> Verdicts:
    """The plan does not name last quarter's plan."""
    yield unless(review.plan.previous, ())


@rule("K706", MEDIUM, Purpose.TEAM)
def author_or_status_missing(review: PlanUnderReview) -> Verdicts:
    """The plan does not name its author or its status."""
    yield unless(review.plan.prepared_by and review.plan.status, ())


@rule("K707", LOW, Purpose.TEAM)
def pulled_figure_overridden(review: PlanUnderReview) -> Verdicts:
    """A person's value that differs from the one in the source."""
    # Like `probable_mistake`, these rules yield nothing for a plan without such a value.
    for each in review.plan.overridden:
        yield fault(each.where, own=each.own, pulled=each.pulled)


@rule("K708", MEDIUM, Purpose.TEAM)
def pulled_entry_gone(review: PlanUnderReview) -> Verdicts:
    """A person's entry or reference whose pulled half is gone."""
    for warning in review.plan.warnings:
        if warning.rule == "K708":
            yield fault(warning.where, warning=warning.message)
