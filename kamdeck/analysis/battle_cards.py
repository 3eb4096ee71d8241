"""What to know of each competitor before a meeting: its threat, its share of wallet, and our deals that it contests."""

from dataclasses import dataclass

from kamdeck.analysis.figures.arithmetic import known_as, total
from kamdeck.analysis.figures.wallet import identity, suppliers
from kamdeck.model import Deal, Plan, Rival
from kamdeck.model.states import is_open
from kamdeck.model.values import Amount, Share, Threat

_THREATS = (Threat.HIGH, Threat.MEDIUM, None, Threat.LOW)


@dataclass(frozen=True, slots=True)
class BattleCard:
    """A competitor, its share of wallet, and the open deals that name it.

    `stake` is the sum of the amounts of these deals; none if there are none, or none has an amount.
    """

    rival: Rival
    share: Share | None
    deals: tuple[Deal, ...]
    stake: Amount | None


def battle_cards(plan: Plan) -> tuple[BattleCard, ...]:
    """The competitors by threat, then by share of wallet; a deal with two competitors counts for both."""
    shares = {identity(each.company): each.share for each in suppliers(plan, None) if each.company}
    cards = [_card(rival, plan, shares) for rival in plan.competition]
    return tuple(sorted(cards, key=lambda card: (_THREATS.index(card.rival.threat), -(card.share or 0.0))))


def _card(rival: Rival, plan: Plan, shares: dict[str, Share]) -> BattleCard:
    name = identity(rival.company) if rival.company else ""
    deals = [deal for deal in plan.deals if is_open(deal) and name in map(identity, deal.competitors)]
    deals.sort(key=lambda deal: -(deal.amount or 0.0))
    stake = known_as(Amount, total(deal.amount for deal in deals)) if deals else None
    return BattleCard(rival, shares.get(name), tuple(deals), stake)
