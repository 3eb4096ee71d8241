"""What is at stake against each competitor: the open deals that name it; in our money."""

from kamdeck.analysis.figures.arithmetic import total
from kamdeck.analysis.figures.wallet import identity
from kamdeck.dataclass import dataclass
from kamdeck.model import Deal, Plan
from kamdeck.model.states import is_open
from kamdeck.model.values import Amount, Company


@dataclass(frozen=True, slots=True)
class RivalStake:
    """The open deals in which a competitor is named, the largest first, and their sum; none if no amount is known."""

    company: Company
    amount: Amount | None
    deals: tuple[Deal, ...]


def rival_stakes(plan: Plan) -> tuple[RivalStake, ...]:
    """What is at stake against each competitor, the largest amount first; a deal counts for each that it names."""
    found: dict[str, tuple[Company, list[Deal]]] = {}
    for deal in plan.deals:
        named = {identity(company): company for company in deal.competitors if not company.ours}
        for key, company in named.items() if is_open(deal) else ():
            found.setdefault(key, (company, []))[1].append(deal)
    stakes = [_stake(company, deals) for company, deals in found.values()]
    return tuple(sorted(stakes, key=lambda stake: -(stake.amount or 0.0)))


def _stake(company: Company, deals: list[Deal]) -> RivalStake:
    amount = total(deal.amount for deal in deals)
    by_size = sorted(deals, key=lambda deal: -(deal.amount or 0.0))
    return RivalStake(company, None if amount is None else Amount(amount), tuple(by_size))
