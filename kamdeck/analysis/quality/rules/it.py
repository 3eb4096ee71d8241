"""Rules of section 1d of the template: the customer's IT, its budget and suppliers, and when contracts end."""

from kamdeck.analysis.quality.finding import fault, parts_present, unless
from kamdeck.analysis.quality.rule import HIGH, LOW, MEDIUM, Purpose, Verdicts, rule
from kamdeck.analysis.quality.subject import PlanUnderReview, placed


@rule("K131", HIGH, Purpose.UNDERSTANDING, Purpose.OPPORTUNITY)
def it_profile_missing(review: PlanUnderReview) -> Verdicts:
    """A part of the IT profile is missing."""
    it = review.plan.profile.it
    parts = {
        "field.strategy": it.strategy,
        "field.supplier_strategy": it.supplier_strategy,
        "topic.it_budget": it.budget,
        "topic.budget_process": it.budget_process,
        "topic.purchases": it.purchases,
        "topic.suppliers": it.suppliers,
        "topic.installed_base": it.installed_base,
    }
    yield from parts_present(("profile", "it"), parts)


@rule("K132", HIGH, Purpose.TARGET, Purpose.UNDERSTANDING)
def our_share_unknown(review: PlanUnderReview) -> Verdicts:
    """Our own share of wallet is unknown."""
    if review.plan.profile.it.suppliers:
        known = review.figures.share_of_wallet.value is not None
        where = ("profile", "it", "suppliers")
        yield unless(known, where, "The suppliers' shares are given, but not ours", "有供应商份额，但没有我们的份额")


@rule("K133", LOW, Purpose.OPPORTUNITY)
def installed_product_without_size(review: PlanUnderReview) -> Verdicts:
    """An installed product without a quantity, amount or renewal date."""
    for where, row in placed(review.plan.profile.it.installed_base, "profile", "it", "installed_base"):
        measured = row.renewal and (row.quantity is not None or row.amount is not None)
        what = row.product or row.category or row.supplier
        yield unless(
            measured,
            where,
            "{what}: when it is renewed or how much it is, is not known",
            "{what}：续约时间或数量不详",
            what=what,
        )


@rule("K134", MEDIUM, Purpose.OPPORTUNITY)
def renewal_in_the_past(review: PlanUnderReview) -> Verdicts:
    """A renewal date is in the past."""
    for where, row in placed(review.plan.profile.it.installed_base, "profile", "it", "installed_base"):
        if row.renewal:
            yield unless(
                row.renewal >= review.today,
                where,
                "{what} was due for renewal on {day}",
                "{what}应在{day}续约",
                what=row.product or row.category or row.supplier,
                day=row.renewal,
            )


@rule("K135", MEDIUM, Purpose.OPPORTUNITY, Purpose.COVERAGE)
def budget_step_incomplete(review: PlanUnderReview) -> Verdicts:
    """A step of the budget process without people, or one that we can influence without saying how."""
    for where, step in placed(review.plan.profile.it.budget_process, "profile", "it", "budget_process"):
        well = step.people and (step.how or not step.can_influence)
        yield unless(
            well,
            where,
            "{step}: who decides, or how we influence it, is not said",
            "{step}：没有写由谁决定，或如何影响",
            step=step.step,
        )


@rule("K136", LOW, Purpose.COMPETITION, Purpose.CONTINUITY)
def competitors_satisfaction_missing(review: PlanUnderReview) -> Verdicts:
    """Satisfaction is unknown, or our competitors' scores are missing."""
    rows = placed(review.plan.profile.satisfaction, "profile", "satisfaction")
    if not rows:
        yield fault(("profile",), "How satisfied the customer is, is not known", "客户满意度未知")
    for where, row in rows:
        both = row.ours is not None and row.competitors
        yield unless(
            both,
            where,
            "{what}: ours or the rivals' score is missing",
            "{what}：缺少我们或对手的得分",
            what=row.criterion,
        )


@rule("K137", LOW, Purpose.VALUE, Purpose.COMPETITION)
def no_advantages(review: PlanUnderReview) -> Verdicts:
    """Our advantages with this customer are not named."""
    en, zh = "No advantage of ours is named", "没有写任何优势"
    yield unless(review.plan.profile.advantages, ("profile",), en, zh)
