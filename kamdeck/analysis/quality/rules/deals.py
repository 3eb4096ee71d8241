"""Rules of section 5 of the template for each deal: it is complete, makes progress, and is rated realistically."""

from kamdeck.analysis.figures.coverage import DECIDING
from kamdeck.analysis.figures.people_groups import FOR_US
from kamdeck.analysis.figures.pipeline import LATER_STAGES
from kamdeck.analysis.meddpicc import answer_of
from kamdeck.analysis.quality.finding import unless
from kamdeck.analysis.quality.rule import HIGH, LOW, MEDIUM, Purpose, Verdicts, rule
from kamdeck.analysis.quality.subject import PlanUnderReview, placed
from kamdeck.message import Message
from kamdeck.model import Deal
from kamdeck.model.stages import DealStage
from kamdeck.model.values import Health, PersonId, Stage

KNOWN_FROM: dict[Stage, tuple[str, ...]] = {
    Stage.PROSPECT: (),
    Stage.QUALIFY: ("pain", "economic_buyer"),
    Stage.PROPOSE: ("metrics", "decision_criteria", "decision_process", "champion", "competition"),
    Stage.NEGOTIATE: ("paper_process",),
}
"""The points of MEDDPICC that must be known from a stage on."""
LIKELY: dict[Stage, tuple[float, float]] = {
    Stage.PROSPECT: (0.0, 0.2),
    Stage.QUALIFY: (0.05, 0.4),
    Stage.PROPOSE: (0.2, 0.7),
    Stage.NEGOTIATE: (0.5, 0.95),
    Stage.WON: (1.0, 1.0),
    Stage.LOST: (0.0, 0.0),
}
"""The lowest and highest plausible probability of a deal, by stage."""
SILENT = 92
"""Days without an event after which a deal counts as silent: three months."""
GAPS = 3
"""Gaps from which a deal cannot have green health."""


def likely(stage: DealStage) -> tuple[float, float]:
    """The lowest and highest plausible probability in a stage: the company's range, or else that of its meaning."""
    entry = stage.entry
    if entry.least is not None and entry.most is not None:
        # A single probability is the default, and no range that deals have to keep to.
        return (entry.least, entry.most) if entry.least < entry.most else LIKELY[stage.meaning]
    return LIKELY[stage.meaning]


def gaps(deal: Deal) -> list[str]:
    """The points of MEDDPICC that should be known at the deal's stage and are not."""
    stages = list(KNOWN_FROM)
    reached = stages[: stages.index(deal.meaning) + 1] if deal.meaning in stages else []
    required = [field for stage in reached for field in KNOWN_FROM[stage]]
    return [field for field in required if not answer_of(deal, field)]


@rule("K501", HIGH, Purpose.TARGET, Purpose.OPPORTUNITY)
def deal_incomplete(review: PlanUnderReview) -> Verdicts:
    """An open deal without an amount, probability or close date."""
    for where, deal in review.open_deals:
        fields = ("amount", "probability", "close")
        missing = [Message(f"field.{field}") for field in fields if getattr(deal, field) is None]
        yield unless(not missing, where, deal=deal.name, missing=missing)


@rule("K502", HIGH, Purpose.TARGET, Purpose.TEAM)
def deal_without_owner(review: PlanUnderReview) -> Verdicts:
    """An open deal without an owner."""
    for where, deal in review.open_deals:
        yield unless(deal.owner, where, deal=deal.name)


@rule("K503", HIGH, Purpose.TARGET)
def deal_past_close(review: PlanUnderReview) -> Verdicts:
    """An open deal is past its close date."""
    for where, deal in review.open_deals:
        if deal.close:
            yield unless(deal.close >= review.today, (*where, "close"), deal=deal.name, day=deal.close)


@rule("K504", HIGH, Purpose.TARGET, Purpose.TEAM)
def deal_without_next_step(review: PlanUnderReview) -> Verdicts:
    """An open deal without a next step, or with an overdue one."""
    for where, deal in review.open_deals:
        well = deal.next_step and deal.due
        yield unless(well, where, "missing", deal=deal.name)
        if well and deal.due:
            yield unless(deal.due >= review.today, (*where, "due"), "overdue", deal=deal.name, day=deal.due)


@rule("K505", HIGH, Purpose.TARGET, Purpose.COVERAGE)
def deal_with_gaps(review: PlanUnderReview) -> Verdicts:
    """A deal with MEDDPICC points that should be known at its stage."""
    for where, deal in review.open_deals:
        if deal.meaning != Stage.PROSPECT:
            missing = [Message(f"meddpicc.{field}") for field in gaps(deal)]
            here = (*where, "meddpicc")
            yield unless(not missing, here, deal=deal.name, stage=deal.stage, missing=missing)


@rule("K506", MEDIUM, Purpose.TARGET)
def probability_against_stage(review: PlanUnderReview) -> Verdicts:
    """A probability that does not match the stage."""
    for where, deal in placed(review.plan.deals, "deals"):
        if deal.stage and deal.probability is not None:
            least, most = likely(deal.stage)
            well = least <= deal.probability <= most
            here = (*where, "probability")
            yield unless(well, here, deal=deal.name, probability=deal.probability, stage=deal.stage)


@rule("K507", MEDIUM, Purpose.TARGET, Purpose.TEAM)
def deal_health_too_optimistic(review: PlanUnderReview) -> Verdicts:
    """A deal with green health that is late or has at least three gaps."""
    for where, deal in review.open_deals:
        if deal.health == Health.GREEN:
            late = any(day is not None and day < review.today for day in (deal.close, deal.due))
            yield unless(not late and len(gaps(deal)) < GAPS, where, deal=deal.name)


@rule("K508", MEDIUM, Purpose.COVERAGE, Purpose.TARGET)
def deal_without_decider(review: PlanUnderReview) -> Verdicts:
    """A deal in a late stage without a decision maker."""
    deciding = {person.id for _, person in review.people if person.role in DECIDING}
    for where, deal in review.open_deals:
        if deal.meaning in LATER_STAGES:
            yield unless(deciding.intersection(deal.people), where, deal=deal.name)


@rule("K509", MEDIUM, Purpose.VALUE)
def deal_without_need(review: PlanUnderReview) -> Verdicts:
    """An open deal without a need."""
    for where, deal in review.open_deals:
        yield unless(deal.need, where, deal=deal.name)


@rule("K510", LOW, Purpose.TARGET)
def deal_without_recent_event(review: PlanUnderReview) -> Verdicts:
    """A deal in a late stage without an event for three months."""
    for where, deal in review.open_deals:
        days = [event.date for event in deal.events if event.date]
        if deal.meaning in LATER_STAGES and days:
            last = max(days)
            yield unless((review.today - last).days <= SILENT, where, deal=deal.name, day=last)


@rule("K511", MEDIUM, Purpose.COVERAGE)
def champion_not_a_supporter(review: PlanUnderReview) -> Verdicts:
    """A champion who is not a supporter."""
    for where, deal in review.open_deals:
        name = deal.meddpicc.champion
        if isinstance(name, PersonId):
            person = review.plan.person(name)
            well = person.support in FOR_US
            here = (*where, "meddpicc", "champion")
            yield unless(well, here, deal=deal.name, person=person.name, support=person.support)
