"""Rules of section 2 of the template: strategy, measurable objectives, whitespace, needs and the roadmap."""

from kamdeck.analysis.figures.satisfaction import WANTED, worth
from kamdeck.analysis.outcomes import last_measurement
from kamdeck.analysis.quality.finding import fault, parts_present, unless
from kamdeck.analysis.quality.rule import HIGH, LOW, MEDIUM, Purpose, Verdicts, rule
from kamdeck.analysis.quality.subject import PlanUnderReview, placed
from kamdeck.model.values import RoadmapStatus

PRIZES = 3
"""How many of the largest fields need a deal."""


@rule("K201", HIGH, Purpose.BALANCE, Purpose.TEAM)
def strategy_missing(review: PlanUnderReview) -> Verdicts:
    """A part of the strategy is missing."""
    strategy = review.plan.strategy
    parts = {
        "topic.customer_strategy": strategy.customer,
        "topic.our_strategy": strategy.ours,
        "topic.objectives": strategy.objectives,
        "topic.roadmap": strategy.roadmap,
    }
    yield from parts_present(("strategy",), parts)


@rule("K202", MEDIUM, Purpose.BALANCE, Purpose.TARGET)
def objective_not_measurable(review: PlanUnderReview) -> Verdicts:
    """An objective without a measure, target or date; or one whose value is above the target, to be raised or not."""
    for where, row in placed(review.plan.strategy.objectives, "strategy", "objectives"):
        full = row.measure and row.target and row.due
        yield unless(full, where, "incomplete", objective=row.objective)
        if not row.figure and row.value is not None and row.target_value is not None and row.value > row.target_value:
            values = {"value": row.value, "target": row.target_value}
            yield unless(row.baseline is not None, where, "direction", objective=row.objective, **values)


@rule("K203", MEDIUM, Purpose.BALANCE)
def objective_past(review: PlanUnderReview) -> Verdicts:
    """An objective is past its date."""
    for where, row in placed(review.plan.strategy.objectives, "strategy", "objectives"):
        if row.due:
            yield unless(row.due >= review.today, where, objective=row.objective, day=row.due)


@rule("K215", MEDIUM, Purpose.OPPORTUNITY)
def unit_without_whitespace(review: PlanUnderReview) -> Verdicts:
    """A unit without whitespace entries, or no whitespace at all."""
    cells = review.plan.strategy.whitespace
    if not cells:
        yield fault(("strategy",), "nothing")
        return
    known = {(cell.unit.id, str(cell.unit.name)) for cell in cells if cell.unit}
    for where, unit in placed(review.plan.units, "units"):
        yield unless((unit.id, str(unit.name)) in known, where, "unit", unit=unit.name)


@rule("K216", LOW, Purpose.OPPORTUNITY)
def field_without_potential(review: PlanUnderReview) -> Verdicts:
    """An open field, or one held by a competitor, without a potential."""
    for where, cell in placed(review.plan.strategy.whitespace, "strategy", "whitespace"):
        if cell.status in WANTED:
            known = worth(cell) is not None
            yield unless(known, where, unit=cell.unit, offering=cell.offering)


@rule("K217", MEDIUM, Purpose.OPPORTUNITY, Purpose.TARGET)
def large_field_without_deal(review: PlanUnderReview) -> Verdicts:
    """No open deal for one of the three largest fields that we do not hold."""
    sold = {offering for _, deal in review.open_deals for offering in deal.offerings}
    places = {id(cell): where for where, cell in placed(review.plan.strategy.whitespace, "strategy", "whitespace")}
    for cell in review.figures.whitespace_prizes[:PRIZES]:
        yield unless(
            cell.offering in sold,
            places[id(cell)],
            unit=cell.unit,
            offering=cell.offering,
            worth=worth(cell),
        )


@rule("K218", HIGH, Purpose.VALUE)
def need_not_verified(review: PlanUnderReview) -> Verdicts:
    """A need that nobody at the customer has confirmed."""
    for where, step in placed(review.plan.strategy.value.path, "strategy", "value", "path"):
        yield unless(step.verified.by and step.verified.date, where, need=step.need)


@rule("K219", MEDIUM, Purpose.VALUE)
def value_without_proof(review: PlanUnderReview) -> Verdicts:
    """A need without our value, or a value without proof."""
    for where, step in placed(review.plan.strategy.value.path, "strategy", "value", "path"):
        yield unless(step.value and step.proof, where, need=step.need)


@rule("K220", HIGH, Purpose.VALUE, Purpose.UNDERSTANDING)
def value_field_missing(review: PlanUnderReview) -> Verdicts:
    """A part of the value field is missing."""
    value = review.plan.strategy.value
    parts = {
        "field.wants": value.wants,
        "field.does_not_want": value.does_not_want,
        "field.cannot_get": value.cannot_get,
        "topic.path": value.path,
    }
    yield from parts_present(("strategy", "value"), parts)


@rule("K221", LOW, Purpose.TEAM, Purpose.BALANCE)
def roadmap_item_overdue(review: PlanUnderReview) -> Verdicts:
    """A roadmap item has ended but is not done."""
    for where, item in placed(review.plan.strategy.roadmap, "strategy", "roadmap"):
        if item.end:
            well = item.end >= review.today or item.status == RoadmapStatus.DONE
            yield unless(well, where, item=item.item, day=item.end)


@rule("K222", LOW, Purpose.VALUE, Purpose.CONTINUITY)
def roadmap_with_our_items_only(review: PlanUnderReview) -> Verdicts:
    """A roadmap with our own items only."""
    lanes = {str(item.lane) for item in review.plan.strategy.roadmap if item.lane}
    if lanes:
        yield unless(lanes - {"ours"}, ("strategy", "roadmap"))


@rule("K224", LOW, Purpose.TARGET)
def objective_figure_unknown(review: PlanUnderReview) -> Verdicts:
    """An objective is measured by a figure whose value the plan does not give."""
    for where, row in placed(review.plan.strategy.objectives, "strategy", "objectives"):
        if row.figure:
            known = review.figures[row.figure.value].value is not None
            yield unless(known, (*where, "figure"), objective=row.objective, figure=row.figure)


@rule("K225", MEDIUM, Purpose.VALUE, Purpose.CONTINUITY)
def outcome_not_proved(review: PlanUnderReview) -> Verdicts:
    """An outcome without a measurement, or one that nobody of the customer's confirms."""
    for where, outcome in placed(review.plan.outcomes, "outcomes"):
        yield unless(last_measurement(outcome.measured), where, "measured", outcome=outcome.outcome)
        yield unless(outcome.confirmed_by, where, "confirmed", outcome=outcome.outcome)
