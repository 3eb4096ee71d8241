"""Rules of section 6 of the template: which of our people are needed when, and whether their capacity suffices."""

from kamdeck.analysis.quality.finding import unless
from kamdeck.analysis.quality.rule import HIGH, LOW, MEDIUM, Purpose, Verdicts, rule
from kamdeck.analysis.quality.subject import PlanUnderReview, placed
from kamdeck.message import Message
from kamdeck.model.values import Level


@rule("K601", HIGH, Purpose.OPPORTUNITY)
def resources_missing(review: PlanUnderReview) -> Verdicts:
    """The plan does not say when which of our people are needed."""
    yield unless(review.plan.resources, ())


@rule("K602", HIGH, Purpose.OPPORTUNITY)
def demand_exceeds_capacity(review: PlanUnderReview) -> Verdicts:
    """The demand for a role exceeds its capacity."""
    for where, resource in placed(review.plan.resources, "resources"):
        capacity = resource.capacity
        for month, demand in sorted(resource.demand.items()) if capacity is not None else ():
            well = capacity is not None and demand <= capacity
            values = {"role": resource.role, "month": month, "demand": demand, "capacity": capacity}
            yield unless(well, (*where, "demand", str(month)), **values)


@rule("K603", MEDIUM, Purpose.OPPORTUNITY)
def role_without_capacity_or_demand(review: PlanUnderReview) -> Verdicts:
    """A role without capacity, or without demand in the months of the quarter."""
    today = review.today
    months = [month for month in review.plan.period.months if month.last_day >= today]
    for where, resource in placed(review.plan.resources, "resources"):
        full = resource.capacity is not None and all(month in resource.demand for month in months)
        yield unless(full, where, role=resource.role)


@rule("K604", HIGH, Purpose.TEAM)
def manager_or_sponsor_missing(review: PlanUnderReview) -> Verdicts:
    """The account has no manager or no executive sponsor."""
    account = review.plan.account
    parts = {"field.manager": account.manager, "field.sponsor": account.sponsor}
    for key, given in parts.items():
        yield unless(given, ("account",), part=Message(key))


@rule("K605", MEDIUM, Purpose.TEAM, Purpose.COVERAGE)
def no_executive_in_team(review: PlanUnderReview) -> Verdicts:
    """The team has no executive member."""
    if review.plan.team:
        top = any(member.level == Level.EXECUTIVE for member in review.plan.team)
        yield unless(top, ("team",))


@rule("K606", LOW, Purpose.TEAM)
def member_incomplete(review: PlanUnderReview) -> Verdicts:
    """A team member with responsibilities, but without a role or level."""
    owners = {person.owner for _, person in review.people} | {action.owner for _, action in review.open_actions}
    owners |= {deal.owner for _, deal in review.open_deals}
    for where, member in placed(review.plan.team, "team"):
        if member.id in owners:
            yield unless(member.role and member.level, where, member=member.name)


@rule("K607", MEDIUM, Purpose.OPPORTUNITY, Purpose.TEAM)
def overload_without_options(review: PlanUnderReview) -> Verdicts:
    """The demand for a role exceeds its capacity, and the plan offers no way out."""
    for where, resource in placed(review.plan.resources, "resources"):
        capacity = resource.capacity
        if capacity is not None and any(demand > capacity for demand in resource.demand.values()):
            yield unless(resource.options, where, role=resource.role)
