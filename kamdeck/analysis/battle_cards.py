"""What we need to know about each competitor: its threat, its share of wallet, and our deals that it contests."""

from collections.abc import Iterable, Iterator, Sequence

from kamdeck.analysis.figures.stakes import rival_stakes
from kamdeck.analysis.figures.wallet import identity, suppliers
from kamdeck.dataclass import dataclass
from kamdeck.message import Message
from kamdeck.model import Deal, Plan, Rival
from kamdeck.model.it import Installed
from kamdeck.model.values import Amount, Company, Score, Share, Text, Threat

LONGEST_NAMES = 36
"""The most characters of the names of a deal and its competitors that stand beside a bar on one line."""
_THREATS = (Threat.HIGH, Threat.MEDIUM, None, Threat.LOW)


@dataclass(frozen=True, slots=True)
class RatedCriterion:
    """A criterion in which the customer rates both us and a competitor."""

    criterion: Text | None
    ours: Score
    theirs: Score


@dataclass(frozen=True, slots=True)
class BattleCard:
    """A competitor, its share of wallet, the open deals that name it, what the customer has of it, and its ratings.

    `stake` is the sum of the amounts of these deals; none if there are none, or none has an amount.
    """

    rival: Rival
    share: Share | None
    deals: tuple[Deal, ...]
    stake: Amount | None
    installed: tuple[Installed, ...] = ()
    ratings: tuple[RatedCriterion, ...] = ()


@dataclass(frozen=True, slots=True)
class ContestedAmount:
    """The amount of a deal, and its name with the competitors that contest it."""

    name: Message | Text | None
    amount: Amount | None


def contested_amounts(deals: Sequence[Deal]) -> tuple[ContestedAmount, ...]:
    """Deals as the bars of a chart show them: with their competitors, unless one of the names would be long then."""
    short = all(sum(len(str(each)) for each in (deal.name, *_rivals(deal))) <= LONGEST_NAMES for deal in deals)
    return tuple(ContestedAmount(_with_rivals(deal) if short else deal.name, deal.amount) for deal in deals)


def _rivals(deal: Deal) -> tuple[Company, ...]:
    return tuple(company for company in deal.competitors if not company.ours)


def _with_rivals(deal: Deal) -> Message | Text | None:
    rivals = _rivals(deal)
    return Message("battle_cards.contested", deal=deal.name, rivals=rivals) if deal.name and rivals else deal.name


def contested(cards: Iterable[BattleCard]) -> tuple[Deal, ...]:
    """The open deals with an amount that competitors contest, each once, the largest first."""
    deals = dict.fromkeys(deal for card in cards for deal in card.deals if deal.amount is not None)
    return tuple(sorted(deals, key=lambda deal: -(deal.amount or 0.0)))


def battle_cards(plan: Plan) -> tuple[BattleCard, ...]:
    """The competitors by threat, then by share of wallet; a deal with two competitors counts for both."""
    shares = {identity(each.company): each.share for each in suppliers(plan, None) if each.company}
    stakes = {identity(each.company): each for each in rival_stakes(plan)}
    cards = []
    for rival in plan.competition:
        name = identity(rival.company) if rival.company else ""
        stake = stakes.get(name)
        installed = tuple(
            each for each in plan.profile.it.installed_base if each.supplier and identity(each.supplier) == name
        )
        deals, amount = (stake.deals, stake.amount) if stake else ((), None)
        cards.append(BattleCard(rival, shares.get(name), deals, amount, installed, tuple(_ratings(plan, name))))
    return tuple(sorted(cards, key=lambda card: (_THREATS.index(card.rival.threat), -(card.share or 0.0))))


def _ratings(plan: Plan, name: str) -> Iterator[RatedCriterion]:
    """The criteria in which a competitor is rated beside us, in the plan's order."""
    for row in plan.profile.satisfaction:
        theirs = next((score for company, score in row.competitors.items() if identity(company) == name), None)
        if row.ours is not None and theirs is not None:
            yield RatedCriterion(row.criterion, row.ours, theirs)
