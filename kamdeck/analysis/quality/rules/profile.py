"""Section 1 of the template: is the customer's business known, with figures that add up and are of today?"""

from kamdeck.analysis.quality.finding import told, unless
from kamdeck.analysis.quality.rule import HIGH, LOW, MEDIUM, Purpose, Verdicts, rule
from kamdeck.analysis.quality.subject import PlanUnderReview, placed
from kamdeck.model.values import Year

YEARS = 3
BALANCED = 0.01


@rule("K101", HIGH, Purpose.UNDERSTANDING)
def business_not_described(case: PlanUnderReview) -> Verdicts:
    """The customer's business is not described."""
    profile = case.plan.profile
    parts = {
        "field.industry": case.plan.account.industry,
        "topic.summary_text": profile.summary,
        "topic.ceo": profile.ceo.goals,
        "field.challenges": profile.ceo.challenges,
        "topic.customers": profile.customers,
        "topic.their_competitors": profile.competitors,
    }
    yield from told(("profile",), parts)


@rule("K102", LOW, Purpose.UNDERSTANDING)
def half_told_business(case: PlanUnderReview) -> Verdicts:
    """A customer's customer without needs, or a rival of the customer without a threat."""
    for where, segment in placed(case.plan.profile.customers, "profile", "customers"):
        yield unless(segment.needs, where, "What {who} need is not said", "没有写{who}的需求", who=segment.segment)
    for where, rival in placed(case.plan.profile.competitors, "profile", "competitors"):
        yield unless(
            rival.threat, where, "The threat that {who} poses is not said", "没有写{who}的威胁", who=rival.company
        )


@rule("K103", LOW, Purpose.UNDERSTANDING)
def ceo_unknown(case: PlanUnderReview) -> Verdicts:
    """The chief executive is none of the plan's people."""
    ceo = case.plan.profile.ceo
    if ceo and case.people:
        yield unless(ceo.person, ("profile", "ceo"), "Whose goals these are is not said", "没有写明这是谁的目标")


@rule("K104", MEDIUM, Purpose.UNDERSTANDING)
def few_years(case: PlanUnderReview) -> Verdicts:
    """One of the last three years without revenue and profit."""
    known = {row.year for row in case.plan.profile.financials if row.revenue is not None and row.net_income is not None}
    for back in range(YEARS, 0, -1):
        year = Year(case.plan.period.year - back)
        en, zh = "Revenue and profit of {year} are missing", "缺少{year}年的收入和利润"
        yield unless(year in known, ("profile", "financials"), en, zh, year=year)


@rule("K105", MEDIUM, Purpose.UNDERSTANDING)
def old_years(case: PlanUnderReview) -> Verdicts:
    """The last figures of the customer are of the year before last, or older."""
    profile, least = case.plan.profile, case.plan.period.year - 1
    kept = {
        ("profile", "financials"): [row.year for row in profile.financials if row.year],
        ("profile", "it", "budget"): [row.year for row in profile.it.budget if row.year],
        ("profile", "budget"): [row.year for row in profile.budget if row.year],
    }
    for where, years in kept.items():
        if years:
            last = max(years)
            yield unless(last >= least, where, "These figures end with {year}", "数据止于{year}年", year=last)


@rule("K106", MEDIUM, Purpose.UNDERSTANDING)
def unbalanced(case: PlanUnderReview) -> Verdicts:
    """A balance sheet that does not balance."""
    for where, year in placed(case.plan.profile.financials, "profile", "financials"):
        if year.assets is not None and year.liabilities is not None and year.equity is not None:
            rest = abs(year.assets - year.liabilities - year.equity)
            yield unless(
                rest <= BALANCED * abs(year.assets),
                where,
                "In {year} assets are {assets}, liabilities {liabilities} and equity {equity}",
                "{year}年资产{assets}，负债{liabilities}，权益{equity}",
                year=year.year,
                assets=year.assets,
                liabilities=year.liabilities,
                equity=year.equity,
            )


@rule("K107", LOW, Purpose.UNDERSTANDING, Purpose.TEAM)
def no_references(case: PlanUnderReview) -> Verdicts:
    """Figures of the customer without a reference."""
    profile = case.plan.profile
    if profile.financials or profile.it.budget:
        en, zh = "The customer's figures have no reference", "客户数据没有注明参考资料"
        yield unless(profile.references, ("profile",), en, zh)


@rule("K108", LOW, Purpose.UNDERSTANDING, Purpose.CONTINUITY)
def no_history(case: PlanUnderReview) -> Verdicts:
    """The common history is not told."""
    kinds = {event.kind for event in case.plan.profile.history if event.event}
    where = ("profile", "history")
    yield unless("company" in kinds, where, "No event of the customer's own is told", "没有客户自身的事件")
    yield unless(kinds - {"company"}, where, "No event between the customer and us is told", "没有双方之间的事件")


@rule("K109", LOW, Purpose.UNDERSTANDING)
def year_not_over(case: PlanUnderReview) -> Verdicts:
    """Figures of a year that is not over, without a word whether they are a forecast."""
    for where, row in placed(case.plan.profile.financials, "profile", "financials"):
        if row.year is not None and row.year >= case.today.year:
            said = "forecast" in row.model_fields_set
            en, zh = "Whether {year} is a forecast is not said", "没有注明{year}年是否为预测"
            yield unless(said, where, en, zh, year=row.year)
