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
        yield unless(known, where)


@rule("K133", LOW, Purpose.OPPORTUNITY)
def installed_product_without_size(review: PlanUnderReview) -> Verdicts:
    """An installed product without a quantity, amount or renewal date."""
    for where, row in placed(review.plan.profile.it.installed_base, "profile", "it", "installed_base"):
        measured = row.renewal and (row.quantity is not None or row.amount is not None)
        what = row.product or row.category or row.supplier
        yield unless(measured, where, what=what)


@rule("K134", MEDIUM, Purpose.OPPORTUNITY)
def renewal_in_the_past(review: PlanUnderReview) -> Verdicts:
    """A renewal date is in the past."""
    for where, row in placed(review.plan.profile.it.installed_base, "profile", "it", "installed_base"):
        if row.renewal:
            yield unless(
                row.renewal >= review.today, where, what=row.product or row.category or row.supplier, day=row.renewal
            )


@rule("K135", MEDIUM, Purpose.OPPORTUNITY, Purpose.COVERAGE)
def budget_step_incomplete(review: PlanUnderReview) -> Verdicts:
    """A step of the budget process without people, or one that we can influence without saying how."""
    for where, step in placed(review.plan.profile.it.budget_process, "profile", "it", "budget_process"):
        well = step.people and (step.how or not step.can_influence)
        yield unless(well, where, step=step.step)


@rule("K136", LOW, Purpose.COMPETITION, Purpose.CONTINUITY)
def competitors_satisfaction_missing(review: PlanUnderReview) -> Verdicts:
    """Satisfaction is unknown, or our competitors' scores are missing."""
    rows = placed(review.plan.profile.satisfaction, "profile", "satisfaction")
    if not rows:
        yield fault(("profile",), "unknown")
    for where, row in rows:
        both = row.ours is not None and row.competitors
        yield unless(both, where, what=row.criterion)


@rule("K137", LOW, Purpose.VALUE, Purpose.COMPETITION)
def no_advantages(review: PlanUnderReview) -> Verdicts:
    """Our advantages with this customer are not named."""
    yield unless(review.plan.profile.advantages, ("profile",))


@rule("K138", MEDIUM, Purpose.COMPETITION, Purpose.CONTINUITY)
def rival_ahead_without_action(review: PlanUnderReview) -> Verdicts:
    """A competitor is rated higher by a criterion, and no action answers that."""
    for where, row in placed(review.plan.profile.satisfaction, "profile", "satisfaction"):
        if row.ours is not None and row.competitors:
            rival, score = max(row.competitors.items(), key=lambda pair: pair[1])
            values = {"criterion": row.criterion, "rival": rival, "theirs": score, "ours": row.ours}
            yield unless(score <= row.ours or row.action, where, **values)
