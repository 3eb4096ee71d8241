"""The customer's IT (section 1d of the account plan template): strategy, budget, purchases, suppliers, products."""

from kamdeck.documented import documented
from kamdeck.model.fact import Fact, PlanPart, internal
from kamdeck.model.values import (
    Category,
    Company,
    CustomerAmount,
    Day,
    Flag,
    PersonId,
    Quantity,
    Share,
    Text,
    Unit,
    Year,
)


@documented("The customer's IT budget for a category in a year, in the customer's money.")
class ItBudget(Fact):
    noun = "an IT budget"
    year: Year | None = internal("The year.")
    category: Category | None = internal("hardware, software, pc, solution, services, or any other word.")
    amount: CustomerAmount | None = internal("The budget.")


@documented("A step in which the IT budget comes about.")
class BudgetStep(Fact):
    step: Text | None = internal("What happens.")
    when: Text | None = internal("When in the year.")
    people: tuple[PersonId, ...] = internal("Who takes part; ids of people.", ())
    can_influence: Flag | None = internal("Whether we can influence it.")
    how: Text | None = internal("How we can influence it.")


@documented("Something that the customer bought, in the customer's money.")
class Purchase(Fact):
    date: Day | None = internal("When.")
    item: Text | None = internal("What.")
    category: Category | None = internal("hardware, software, pc, solution, services, or any other word.")
    supplier: Company | None = internal("From whom.")
    quantity: Quantity | None = internal("How many.")
    amount: CustomerAmount | None = internal("For how much.")


@documented("A supplier of IT to the customer.")
class Supplier(Fact):
    company: Company | None = internal("The supplier; we are one.")
    share: Share | None = internal("Its share of the customer's wallet; the rest up to 1 is other suppliers.")


@documented("Products of one supplier that the customer uses, in the customer's money.")
class Installed(Fact):
    noun = "an installed product"
    supplier: Company | None = internal("Whose product; ours, or a rival's.")
    category: Category | None = internal("hardware, software, pc, solution, services, or any other word.")
    product: Text | None = internal("The product.")
    unit: Unit | None = internal("The unit that uses it.")
    quantity: Quantity | None = internal("How many.")
    amount: CustomerAmount | None = internal("What they are worth.")
    renewal: Day | None = internal("When they are due for renewal.")


@documented("The customer's IT.")
class It(PlanPart):
    noun = "the IT profile"
    strategy: Text | None = internal("The customer's IT strategy.")
    supplier_strategy: Text | None = internal("The customer's strategy towards its suppliers.")
    budget: tuple[ItBudget, ...] = internal("The IT budget by year and category.", ())
    budget_process: tuple[BudgetStep, ...] = internal("How the budget comes about, and where we can influence it.", ())
    purchases: tuple[Purchase, ...] = internal("What the customer bought.", ())
    suppliers: tuple[Supplier, ...] = internal("The main suppliers and their shares of the wallet.", ())
    installed_base: tuple[Installed, ...] = internal("What is installed, ours and theirs.", ())
