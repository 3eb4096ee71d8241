"""Sections 2 and 3 of the account plan template: strategies, coverage, whitespace, value, roadmap and competitors."""

from kamdeck.documented import documented
from kamdeck.model.fact import Fact, PlanPart, everyone, internal
from kamdeck.model.goals import FigureName
from kamdeck.model.values import (
    ActionId,
    Amount,
    Company,
    Day,
    DealId,
    EndDay,
    Flag,
    Lane,
    MeasuredValue,
    OfferingId,
    PersonId,
    RoadmapStatus,
    StartDay,
    StrategyTheme,
    Text,
    Threat,
    Unit,
    WhitespaceStatus,
)


@documented("A strategy of the customer's.")
class CustomerStrategy(Fact):
    noun = "a strategy of the customer's"
    theme: StrategyTheme | None = everyone("product, solution, price, service, or any other word.")
    text: Text | None = everyone("The strategy.")


@documented("A strategy of ours.")
class OurStrategy(Fact):
    noun = "a strategy of ours"
    theme: StrategyTheme | None = internal("product, solution, price, service, or any other word.")
    text: Text | None = internal("The strategy.")


@documented("What we want to reach with the account.")
class Objective(Fact):
    objective: Text | None = internal("The objective.")
    measure: Text | None = internal("How it is measured.")
    target: Text | None = internal("What is to be reached; a text.")
    actual: Text | None = internal("What has been reached; a text.")
    due: Day | None = internal("By when.")
    figure: FigureName | None = internal("The figure that measures it; its value is then computed.")
    value: MeasuredValue | None = internal("What has been reached, as a number; where no figure is named.")
    target_value: MeasuredValue | None = internal("What is to be reached, as a number.")
    baseline: MeasuredValue | None = internal("The value before; above the target if the value is to fall.")
    unit: Text | None = internal("The unit of the two numbers; amounts and shares need none.")
    deals: tuple[DealId, ...] = internal("The deals that lead to it; ids.", ())
    actions: tuple[ActionId, ...] = internal("The actions that lead to it; ids.", ())


@documented("How we cover one of the customer's people.")
class Coverage(Fact):
    noun = "an entry of the coverage plan"
    person: PersonId | None = internal("The id of the person; the `owner` of the person covers him or her.")
    objective: Text | None = internal("What we want from the next contact.")
    deals: tuple[DealId, ...] = internal("In which deals; ids.", ())
    actions: tuple[ActionId, ...] = internal("By which actions; ids.", ())
    next_contact: Day | None = internal("When we meet next.")


@documented("One offering's place in one unit, in our money.")
class Whitespace(Fact):
    noun = "an entry of the whitespace"
    unit: Unit | None = internal("The unit.")
    offering: OfferingId | None = internal("The id of the offering.")
    status: WhitespaceStatus | None = internal("ours, competitor, open or no_need.")
    supplier: Company | None = internal("Who supplies it now.")
    potential: Amount | None = internal("What we could sell in a year.")
    revenue: Amount | None = internal("What we sell in a year.")


@documented("Who of the customer's confirmed a need, and when.")
class Verified(PlanPart):
    noun = "a verification"
    by: PersonId | None = internal("The id of the person who confirmed it.")
    date: Day | None = internal("When.")


@documented("How a need of the customer's leads to what we offer.")
class ValueStep(Fact):
    noun = "a step of the value path"
    need: Text | None = everyone("The need, in the customer's words.")
    verified: Verified = internal("Who confirmed it; a need that nobody confirmed is an assumption.", Verified.absent())
    value: Text | None = everyone("The value that we offer.")
    proof: Text | None = everyone("What proves it.")


@documented("The value field and the path from need to value.")
class Value(PlanPart):
    noun = "the value"
    wants: tuple[Text, ...] = everyone("What the customer wants.", ())
    does_not_want: tuple[Text, ...] = internal("What the customer does not want.", ())
    cannot_get: tuple[Text, ...] = internal("What the customer wants but cannot get.", ())
    path: tuple[ValueStep, ...] = everyone("From need to value.", ())


@documented("An item of the business roadmap.")
class RoadmapItem(Fact):
    lane: Lane | None = everyone("customer, ours, joint, or any other word.")
    item: Text | None = everyone("What.")
    start: StartDay | None = everyone("From when; a month or a quarter stands for its first day.")
    end: EndDay | None = everyone("Until when; a month or a quarter stands for its last day.")
    status: RoadmapStatus | None = everyone("open, doing, done or late.")
    milestone: Flag = everyone("Whether it is a point in time, its end. Not in the template.", False)


@documented("The key account strategies.")
class Strategy(PlanPart):
    noun = "the strategy"
    customer: tuple[CustomerStrategy, ...] = everyone("The customer's strategies.", ())
    ours: tuple[OurStrategy, ...] = internal("Our strategies.", ())
    objectives: tuple[Objective, ...] = internal("What we want to reach.", ())
    coverage: tuple[Coverage, ...] = internal("How we cover the customer's people.", ())
    whitespace: tuple[Whitespace, ...] = internal("Where we could sell what.", ())
    value: Value = everyone("The value that we offer.", Value.absent())
    roadmap: tuple[RoadmapItem, ...] = everyone("The business roadmap.", ())


@documented("A competitor of ours at this customer, and how we will win.")
class Rival(Fact):
    noun = "a competitor"
    company: Company | None = internal("The competitor.")
    position: Text | None = internal("Its position with the customer.")
    strengths: tuple[Text, ...] = internal("Its strengths.", ())
    weaknesses: tuple[Text, ...] = internal("Its weaknesses.", ())
    strategy: Text | None = internal("Its strategy.")
    how_we_win: Text | None = internal("How we will win.")
    threat: Threat | None = internal("How dangerous it is: high, medium or low.")
