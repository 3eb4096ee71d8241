"""The facts of the whole plan: are they of today, confirmed, and is it said where they come from?"""

from datetime import timedelta

from kamdeck.analysis.figures.work import KnownFact, fresh_since
from kamdeck.analysis.quality.finding import unless
from kamdeck.analysis.quality.rule import LOW, MEDIUM, Purpose, Verdicts, rule
from kamdeck.analysis.quality.subject import PlanUnderReview, placed
from kamdeck.model import Fact
from kamdeck.model.paths import Where

AROUND = timedelta(days=46)


def _where(known: KnownFact) -> Where:
    steps: list[int | str] = []
    for step in known.path.split("."):
        name, _, index = step.rstrip("]").partition("[")
        steps += [name, int(index)] if index else [name]
    return tuple(steps)


@rule("K701", MEDIUM, Purpose.UNDERSTANDING, Purpose.TEAM)
def stale_fact(case: PlanUnderReview) -> Verdicts:
    """A fact older than two quarters."""
    since = fresh_since(case.today)
    for known in case.known_facts:
        if known.as_of is not None:
            en, zh = "“{fact}” is as of {day}", "“{fact}”截至{day}"
            yield unless(known.as_of >= since, _where(known), en, zh, fact=known.fact, day=known.as_of)


@rule("K702", MEDIUM, Purpose.UNDERSTANDING, Purpose.VALUE)
def unconfirmed_fact(case: PlanUnderReview) -> Verdicts:
    """An assumption that nobody has confirmed."""
    for known in case.known_facts:
        if known.fact.confirmed is not None:
            en, zh = "“{fact}” is not confirmed", "“{fact}”未确认"
            yield unless(known.fact.confirmed, _where(known), en, zh, fact=known.fact)


@rule("K703", LOW, Purpose.TEAM)
def share_without_date(case: PlanUnderReview) -> Verdicts:
    """A share of the wallet without a date."""
    rows: list[tuple[Where, Fact]] = list(placed(case.plan.profile.it.suppliers, "profile", "it", "suppliers"))
    for where, row in rows:
        yield unless(row.as_of, where, "When “{fact}” was so is not said", "没有写“{fact}”的日期", fact=row)


@rule("K704", LOW, Purpose.TEAM)
def review_outside_its_quarter(case: PlanUnderReview) -> Verdicts:
    """The review date is far from the quarter under review."""
    period, day = case.plan.period, case.today
    well = period.first_day - AROUND <= day <= period.last_day + AROUND
    en, zh = "{day} is not near {period}", "{day}不在{period}附近"
    yield unless(well, ("review_date",), en, zh, day=day, period=period)


@rule("K705", LOW, Purpose.TEAM, Purpose.CONTINUITY)
def no_previous_plan(case: PlanUnderReview) -> Verdicts:
    """The plan names no plan of last quarter."""
    en, zh = "What has changed since last quarter cannot be told", "无法说明上季度以来的变化"
    yield unless(case.plan.previous, (), en, zh)


@rule("K706", MEDIUM, Purpose.TEAM)
def nobody_wrote_it(case: PlanUnderReview) -> Verdicts:
    """The plan does not say who wrote it, or how far it has come."""
    en, zh = "Who wrote the plan, or its status, is not said", "没有写编写人或状态"
    yield unless(case.plan.prepared_by and case.plan.status, (), en, zh)
