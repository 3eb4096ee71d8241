"""Sections 4 to 6 of the account plan template: actions, promises, support, large deals, resources and decisions."""

from typing import Self

from pydantic import model_validator

from kamdeck.documented import documented
from kamdeck.model.account import NamedPart
from kamdeck.model.fact import Fact, PlanPart, everyone, internal, shareable
from kamdeck.model.goals import FigureName
from kamdeck.model.stages import DealStage
from kamdeck.model.values import (
    ActionId,
    ActionStatus,
    Amount,
    Company,
    Day,
    Days,
    DealId,
    EndDay,
    Flag,
    Health,
    MeasuredValue,
    MeddpiccElement,
    MemberId,
    MemberOrText,
    Month,
    OfferingId,
    PersonId,
    PersonOrText,
    Plain,
    Priority,
    PromiseStatus,
    RiskLevel,
    Share,
    Stage,
    StartDay,
    SupportKind,
    SupportStatus,
    Text,
    Unit,
)


@documented("What we know of a deal by the MEDDPICC method; what is missing is a gap.")
class Meddpicc(PlanPart):
    noun = "MEDDPICC"
    metrics: Text | None = internal("The gain that the customer measures.")
    economic_buyer: PersonOrText | None = internal("Who releases the money: the id of a person, or a text.")
    decision_criteria: Text | None = internal("The customer's criteria for the decision.")
    decision_process: Text | None = internal("How the customer decides.")
    paper_process: Text | None = internal("The steps to the signature.")
    pain: Text | None = internal("What hurts the customer.")
    champion: PersonOrText | None = internal("Who fights for us: the id of a person, or a text.")
    competition: Text | None = internal("Whom we are up against.")
    verified: tuple[MeddpiccElement, ...] = internal("The elements that the customer has confirmed.", ())


@documented("Something that happened in a deal.")
class DealEvent(Fact):
    noun = "an event of a deal"
    date: Day | None = internal("When.")
    event: Text | None = internal("What.")


@documented("A large opportunity.")
class Deal(NamedPart):
    id: DealId = internal("Its id, by which actions and coverage name it.", DealId())
    name: Text = internal("Its name.", Text())
    amount: Amount | None = internal("What it is worth, in our money.")
    stage: DealStage | None = internal("prospect, qualify, propose, negotiate, won or lost.")
    probability: Share | None = internal("How likely we are to win it, from 0 to 1.")
    opened: Day | None = internal("When it was opened.")
    close: Day | None = internal("When it closes, or closed.")
    owner: MemberId | None = internal("Who of ours; the id of a team member.")
    need: Text | None = internal("The need behind it.")
    offerings: tuple[OfferingId, ...] = internal("What we offer; ids of offerings.", ())
    competitors: tuple[Company, ...] = internal("Whom we are up against.", ())
    people: tuple[PersonId, ...] = internal("Who of the customer's is concerned; ids of people.", ())
    next_step: Text | None = internal("What happens next.")
    due: Day | None = internal("When the next step is due.")
    health: Health | None = internal("green, amber or red.")
    meddpicc: Meddpicc = internal("What we know by the MEDDPICC method.", Meddpicc.absent())
    events: tuple[DealEvent, ...] = internal("What has happened.", ())

    @model_validator(mode="after")
    def _likely_by_stage(self) -> Self:
        """A deal without a probability has that of its stage, if the company gives one.

        It does not count as given, so that a written plan does not have it.
        """
        if self.probability is None and self.stage is not None and self.stage.probability is not None:
            # The deal is frozen, but nobody has seen it yet.
            self.__dict__["probability"] = self.stage.probability
        return self

    @property
    def meaning(self) -> Stage | None:
        """Which of the six stages its stage is; figures and rules look at it."""
        return self.stage.meaning if self.stage is not None else None


@documented("A key action.")
class Action(Fact):
    id: ActionId = shareable("Its id, by which coverage and support name it.", ActionId())
    action: Text | None = shareable("What is to be done.")
    owner: MemberId | None = shareable("Who of ours; the id of a team member.")
    customer_owner: PersonId | None = shareable("Who of the customer's; the id of a person.")
    people: tuple[PersonId, ...] = internal("Whom of the customer's it concerns; ids of people.", ())
    start: StartDay | None = shareable("From when. Not in the template.")
    due: Day | None = shareable("By when.")
    status: ActionStatus | None = shareable("open, doing, done, late or dropped.")
    priority: Priority | None = internal("high, medium or low.")
    deal: DealId | None = internal("The deal that it serves; an id.")
    outcome: Text | None = internal("What came of it.")
    shared: Flag = shareable("Whether the customer may see the action.", False)


@documented("What we have promised the customer.")
class Promise(Fact):
    text: Text | None = everyone("The promise.")
    date: Day | None = everyone("When it was given.")
    owner: MemberId | None = everyone("Who of ours keeps it; the id of a team member.")
    due: Day | None = everyone("By when.")
    status: PromiseStatus | None = everyone("open, kept or broken.")
    action: ActionId | None = internal("The action that keeps it; an id. Not in the template.")


@documented("Support that we ask for.")
class SupportRequest(Fact):
    need: Text | None = internal("What we need.")
    kind: SupportKind | None = internal("executive, presales, technical, marketing, delivery or budget.")
    provider: MemberOrText | None = internal("Who is to provide it: the id of a team member, or a text.")
    amount: Amount | None = internal("What it costs, in our money.")
    start: StartDay | None = internal("From when; a month or a quarter stands for its first day.")
    end: EndDay | None = internal("Until when; a month or a quarter stands for its last day.")
    status: SupportStatus | None = internal("requested, approved, refused or delivered.")
    action: ActionId | None = internal("The action that it serves; an id.")


@documented("A way out where more is wanted of a role than it can do.")
class ResourceOption(Fact):
    noun = "an option"
    text: Text | None = internal("What we could do.")
    effect: Text | None = internal("What that leads to.")
    recommended: Flag = internal("Whether we recommend it.", False)


@documented("What one of our roles can do for the account, and what is wanted of it.")
class Resource(Fact):
    role: Text | None = internal("The role.")
    capacity: Days | None = internal("Person-days that it has a month.")
    demand: dict[Month, Days] = internal("Person-days that are wanted of it, by month: {2026-10: 12}.", {})
    options: tuple[ResourceOption, ...] = internal("The ways out where the demand exceeds the capacity.", ())


@documented("What a decision changes, in numbers.")
class DecisionMeasure(PlanPart):
    noun = "a measure"
    figure: FigureName | None = internal("The figure that it changes.")
    name: Text | None = internal("What is measured, where it is no figure of the plan.")
    before: MeasuredValue | None = internal("The value now; of a figure it is computed where it is not given.")
    after: MeasuredValue | None = internal("The value once the decision is taken and succeeds.")
    target: MeasuredValue | None = internal("The value that is aimed at.")
    unit: Text | None = internal("The unit of the values; amounts and shares need none.")


@documented("What the review meeting is to decide.")
class Decision(Fact):
    ask: Text | None = internal("What we ask for.")
    effect: Text | None = internal("What it changes.")
    of: MemberId | None = internal("Who is asked to decide; the id of a team member.")
    due: Day | None = internal("By when.")
    measure: DecisionMeasure = internal("What it changes, in numbers.", DecisionMeasure.absent())


@documented("What threatens our plan with the account, and our answer.")
class Risk(Fact):
    risk: Text | None = internal("What may happen, and what it would cost us.")
    answer: Text | None = internal("What we do about it.")
    action: ActionId | None = internal("The action that answers it; an id.")
    level: RiskLevel | None = internal("high, medium or low.")


@documented("One measurement of an outcome.")
class Measurement(Fact):
    date: Day | None = everyone("When it was measured.")
    value: MeasuredValue | None = everyone("What was measured.")
    source: Text | None = everyone("Who or what measured it.")


@documented("What the customer has got from us, in the customer's numbers.")
class Outcome(Fact):
    outcome: Text | None = everyone("What has become better.")
    # `for` is a keyword of Python, so the attribute has another name than the key.
    for_: Unit | None = everyone("For whom of the customer's: a unit, or any other name.", alias="for")
    baseline: MeasuredValue | None = everyone("The value before.")
    target: MeasuredValue | None = everyone("The value that was agreed.")
    unit: Text | None = everyone("The unit of the values; shares need none.")
    measured: tuple[Measurement, ...] = everyone("What was measured since, time by time.", ())
    confirmed_by: PersonId | None = everyone("Who of the customer's confirms it; the id of a person.")


@documented("A finding of `check` that does not matter here.")
class Ignored(PlanPart):
    noun = "an ignored finding"
    rule: Plain = internal("The rule, such as K204.", ...)
    reason: Text = internal("Why it does not matter.", ...)
