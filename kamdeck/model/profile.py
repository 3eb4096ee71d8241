"""The account profile (section 1 of the account plan template): the customer's business, people and history."""

from kamdeck.documented import documented
from kamdeck.model.account import Money, NamedPart
from kamdeck.model.fact import Fact, PlanPart, everyone, internal
from kamdeck.model.it import It
from kamdeck.model.values import (
    ActionId,
    Category,
    Circle,
    Company,
    Contact,
    CustomerAmount,
    Day,
    Flag,
    HistoryKind,
    InfluenceKind,
    Level,
    MemberId,
    PersonId,
    Ratio,
    Relationship,
    Role,
    Score,
    Share,
    Strength,
    Support,
    Text,
    Threat,
    Unit,
    Web,
    Year,
    YearOrDay,
)


@documented("The customer's chief executive and what drives him or her.")
class Ceo(PlanPart):
    noun = "the CEO"
    person: PersonId | None = everyone("The id of the person.")
    goals: tuple[Text, ...] = everyone("The first goals.", ())
    challenges: tuple[Text, ...] = everyone("The first challenges.", ())


@documented("A group of the customer's customers.")
class CustomerSegment(Fact):
    noun = "a group of the customer's customers"
    segment: Text | None = everyone("The group.")
    needs: Text | None = everyone("What the group needs from the customer.")
    share: Share | None = internal("The group's share of the customer's revenue. Not in the template.")


@documented("A rival of the customer's.")
class CustomerCompetitor(Fact):
    noun = "a competitor of the customer's"
    company: Company | None = everyone("The rival.")
    threat: Text | None = internal("The threat that it poses to the customer.")
    level: Threat | None = internal("How great the threat is: high, medium or low. Not in the template.")


@documented("One business year of the customer's, in the customer's money.")
class Financials(Fact):
    noun = "a year of financials"
    year: Year | None = everyone("The business year.")
    revenue: CustomerAmount | None = everyone("Sales.")
    net_income: CustomerAmount | None = everyone("Profit after tax.")
    market_share: Share | None = everyone("The customer's share of its market.")
    assets: CustomerAmount | None = everyone("Total assets at the year's end.")
    liabilities: CustomerAmount | None = everyone("Total liabilities at the year's end.")
    equity: CustomerAmount | None = everyone("Equity at the year's end.")
    operating_cash_flow: CustomerAmount | None = everyone("Cash flow from operations.")
    forecast: Flag = everyone("Whether the year's figures are a forecast. Not in the template.", False)


@documented("The customer's budget of one year, in the customer's money.")
class Budget(Fact):
    noun = "a year's budget"
    year: Year | None = internal("The year.")
    amount: CustomerAmount | None = internal("The budget.")


@documented("Where to read more: a report, a page, an article.")
class Reference(Fact):
    title: Text | None = everyone("The title.")
    url: Web | None = everyone("The address.")
    date: Day | None = everyone("When it was published.")
    kind: Category | None = everyone("What it is: annual_report, article, or any other word. Not in the template.")


@documented("What a person wants.")
class PersonGoals(PlanPart):
    noun = "a person's goals"
    business: Text | None = internal("The goals for the company.")
    personal: Text | None = internal("The goals of his or her own.")


@documented("One of the customer's people.")
class Person(NamedPart):
    id: PersonId = everyone("The id by which the plan names this person.", PersonId())
    name: Text = everyone("The name.", Text())
    title: Text | None = everyone("The position.")
    unit: Unit | None = everyone("The unit that he or she works in.")
    level: Level | None = everyone("executive, management or operational.")
    reports_to: PersonId | None = everyone("The id of the superior.")
    role: Role | None = internal(
        "The role in the decision: decision_maker, approver, adviser, influencer, evaluator, user or gatekeeper."
    )
    circle: Circle | None = internal("How near to the power: inner, political or outside.")
    support: Support | None = internal("The stance towards us: mentor, supporter, neutral, non_supporter, enemy.")
    influence: Score | None = internal("The influence on decisions, from 1 to 5.")
    contact: Contact | None = internal("How much we have met: none, brief, multiple or in_depth.")
    relationship: Relationship | None = internal(
        "What we are to this person: vendor, credible_source, problem_solver or trusted_advisor."
    )
    desired_relationship: Relationship | None = internal(
        "What we want to be to this person; one of the words of `relationship`."
    )
    owner: MemberId | None = everyone("Who of ours is responsible; the id of a team member.")
    goals: PersonGoals = internal("What this person wants.", PersonGoals.absent())
    care: Text | None = internal("The personal care that we give.")
    notes: Text | None = internal("What else we know.")


@documented("A tie between two of the customer's people.")
class Influence(Fact):
    noun = "an influence"
    # `from` is a keyword of Python, so the attribute has another name than the key.
    from_: PersonId | None = internal("Whose influence; the id of a person.", alias="from")
    to: PersonId | None = internal("On whom; the id of a person.")
    kind: InfluenceKind = internal("influence, alliance or conflict.", InfluenceKind.INFLUENCE)


@documented("A step of the customer's decisions.")
class DecisionStep(Fact):
    step: Text | None = internal("What is decided.")
    people: tuple[PersonId, ...] = internal("Who decides; ids of people.", ())
    criteria: Text | None = internal("The criteria of the decision.")
    date: Day | None = internal("When.")
    can_influence: Flag | None = internal("Whether we can influence it.")
    how: Text | None = internal("How we can influence it.")


@documented("A person of theirs whom one of ours knows, besides the owner.")
class Tie(Fact):
    person: PersonId | None = internal("The id of the person.")
    member: MemberId | None = internal("Who of ours knows him or her; the id of a team member.")
    strength: Strength | None = internal("How well, from 1 to 3.")
    last: Day | None = internal("When they last met.")


@documented("Something that happened to the customer, or between the customer and us.")
class HistoryEvent(Fact):
    noun = "an event"
    date: YearOrDay | None = internal("When: a date, or a year.")
    event: Text | None = internal("What happened.")
    kind: HistoryKind | None = internal("company, milestone, win, loss, issue or contact.")


@documented("How satisfied the customer is by one criterion.")
class Satisfaction(Fact):
    noun = "a satisfaction score"
    criterion: Text | None = internal("The criterion.")
    weight: Ratio | None = internal("How much it weighs beside the others; 1 where it is not given.")
    ours: Score | None = internal("The score that we get, from 1 to 5.")
    competitors: dict[Company, Score] = internal("The score that each rival gets, from 1 to 5.", {})
    action: ActionId | None = internal("The action that answers the gap to a rival; an id.")


@documented("The account profile.")
class Profile(PlanPart):
    noun = "the profile"
    money: Money = everyone(
        "What the customer's figures are counted in, where it differs from `money`.", Money.absent()
    )
    summary: Text | None = everyone("The customer's business in a few sentences.")
    industry_position: Text | None = everyone("The customer's place in its industry.")
    trends: tuple[Text, ...] = everyone("What moves the industry.", ())
    ceo: Ceo = everyone("The chief executive's goals and challenges.", Ceo.absent())
    customers: tuple[CustomerSegment, ...] = everyone("The customer's customers and their needs.", ())
    competitors: tuple[CustomerCompetitor, ...] = everyone("The customer's competitors.", ())
    financials: tuple[Financials, ...] = everyone("The customer's figures, year by year.", ())
    budget: tuple[Budget, ...] = internal("The customer's annual budget.", ())
    references: tuple[Reference, ...] = everyone("Annual reports, articles, pages.", ())
    people: tuple[Person, ...] = everyone("The customer's people.", ())
    influence: tuple[Influence, ...] = internal("Who influences whom.", ())
    ties: tuple[Tie, ...] = internal("Who of ours knows whom of theirs, besides the owners.", ())
    decision_process: tuple[DecisionStep, ...] = internal("How the customer decides, step by step.", ())
    history: tuple[HistoryEvent, ...] = internal("What has happened.", ())
    it: It = internal("The customer's IT.", It.absent())
    advantages: tuple[Text, ...] = internal("Our advantages with this customer.", ())
    satisfaction: tuple[Satisfaction, ...] = internal("Satisfaction with us and with our rivals.", ())

    @property
    def amounts(self) -> tuple[CustomerAmount, ...]:
        """The amounts of the customer's business, budgets and IT."""
        names = ("revenue", "net_income", "assets", "liabilities", "equity", "operating_cash_flow")
        business = (getattr(year, name) for year in self.financials for name in names)
        listed = (self.budget, self.it.budget, self.it.installed_base, self.it.purchases)
        return tuple(amount for amount in (*business, *(fact.amount for facts in listed for fact in facts)) if amount)
