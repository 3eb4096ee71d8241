"""Rules of section 1 of the template: the customer's business is described, with current figures that add up."""

from kamdeck.analysis.quality.finding import parts_present, unless
from kamdeck.analysis.quality.rule import HIGH, LOW, MEDIUM, Purpose, Verdicts, rule
from kamdeck.analysis.quality.subject import PlanUnderReview, placed
from kamdeck.model.values import Year

YEARS = 3
BALANCED = 0.01
"""The share of the assets by which a balance sheet may be off, since its numbers are rounded."""


@rule("K101", HIGH, Purpose.UNDERSTANDING)
def business_not_described(review: PlanUnderReview) -> Verdicts:
    """The customer's business is not described."""
    profile = review.plan.profile
    parts = {
        "field.industry": review.plan.account.industry,
        "topic.summary_text": profile.summary,
        "topic.ceo": profile.ceo.goals,
        "field.challenges": profile.ceo.challenges,
        "topic.customers": profile.customers,
        "topic.their_competitors": profile.competitors,
    }
    yield from parts_present(("profile",), parts)


@rule("K102", LOW, Purpose.UNDERSTANDING)
def business_half_described(review: PlanUnderReview) -> Verdicts:
    """A customer segment without needs, or a competitor of the customer without a threat."""
    for where, segment in placed(review.plan.profile.customers, "profile", "customers"):
        yield unless(segment.needs, where, "needs", who=segment.segment)
    for where, rival in placed(review.plan.profile.competitors, "profile", "competitors"):
        yield unless(rival.threat, where, "threat", who=rival.company)


@rule("K103", LOW, Purpose.UNDERSTANDING)
def chief_executive_not_named(review: PlanUnderReview) -> Verdicts:
    """The chief executive is not among the plan's people."""
    ceo = review.plan.profile.ceo
    if ceo and review.people:
        yield unless(ceo.person, ("profile", "ceo"))


@rule("K104", MEDIUM, Purpose.UNDERSTANDING)
def years_missing(review: PlanUnderReview) -> Verdicts:
    """Revenue or profit of one of the last three years is missing."""
    known = {
        row.year for row in review.plan.profile.financials if row.revenue is not None and row.net_income is not None
    }
    for back in range(YEARS, 0, -1):
        year = Year(review.plan.period.first_day.year - back)
        yield unless(year in known, ("profile", "financials"), year=year)


@rule("K105", MEDIUM, Purpose.UNDERSTANDING)
def figures_outdated(review: PlanUnderReview) -> Verdicts:
    """The customer's latest figures are two or more years old."""
    profile, least = review.plan.profile, review.plan.period.first_day.year - 1
    kept = {
        ("profile", "financials"): [row.year for row in profile.financials if row.year],
        ("profile", "it", "budget"): [row.year for row in profile.it.budget if row.year],
        ("profile", "budget"): [row.year for row in profile.budget if row.year],
    }
    for where, years in kept.items():
        if years:
            last = max(years)
            yield unless(last >= least, where, year=last)


@rule("K106", MEDIUM, Purpose.UNDERSTANDING)
def balance_sheet_does_not_balance(review: PlanUnderReview) -> Verdicts:
    """A balance sheet does not balance."""
    for where, year in placed(review.plan.profile.financials, "profile", "financials"):
        if year.assets is not None and year.liabilities is not None and year.equity is not None:
            error = abs(year.assets - year.liabilities - year.equity)
            yield unless(
                error <= BALANCED * abs(year.assets),
                where,
                year=year.year,
                assets=year.assets,
                liabilities=year.liabilities,
                equity=year.equity,
            )


@rule("K107", LOW, Purpose.UNDERSTANDING, Purpose.TEAM)
def no_references(review: PlanUnderReview) -> Verdicts:
    """The customer's figures have no reference."""
    profile = review.plan.profile
    if profile.financials or profile.it.budget:
        yield unless(profile.references, ("profile",))


@rule("K108", LOW, Purpose.UNDERSTANDING, Purpose.CONTINUITY)
def no_history(review: PlanUnderReview) -> Verdicts:
    """The history of the account is missing."""
    kinds = {event.kind for event in review.plan.profile.history if event.event}
    where = ("profile", "history")
    yield unless("company" in kinds, where, "company")
    yield unless(kinds - {"company"}, where, "shared")


@rule("K109", LOW, Purpose.UNDERSTANDING)
def year_not_marked_as_forecast(review: PlanUnderReview) -> Verdicts:
    """A year that is not over is not marked as a forecast or a result."""
    for where, row in placed(review.plan.profile.financials, "profile", "financials"):
        if row.year is not None and row.year >= review.today.year:
            marked = "forecast" in row.model_fields_set
            yield unless(marked, where, year=row.year)
