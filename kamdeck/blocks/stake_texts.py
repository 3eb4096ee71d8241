"""The texts on what is at stake against a competitor: the amount, and the deals."""

from collections.abc import Sequence

from kamdeck.blocks.row_protocols import BattleCardRow
from kamdeck.components.short_numbers import short_number
from kamdeck.flow import Paragraph, Run
from kamdeck.message import Message
from kamdeck.wording import Wording

MOST_DEALS = 4
AMOUNTS_UP_TO = 3
"""Up to this number of deals each has its amount beside it."""
LONGEST_ID = 4
"""Deals are named by their ids if these have at most so many characters, such as D12; otherwise by their names."""


def amount_at_stake(row: BattleCardRow, wording: Wording, stakes: Sequence[float], size: float) -> Paragraph:
    """The amount in bold with its word, such as "at stake".

    Args:
        row: The competitor.
        wording: The language of the document.
        stakes: The amounts at stake against all competitors; they share a unit.
        size: The font size in points.
    """
    amount = wording.money(row.stake or 0.0, beside=stakes)
    words = wording.phrase(Message("battle_cards.stake", amount=amount))
    before, found, after = words.partition(amount)
    runs = (Run(before), Run(found, bold=True), Run(after))
    return Paragraph(tuple(run for run in runs if run.text), size, "label")


def deals_at_stake(row: BattleCardRow, wording: Wording, stakes: Sequence[float]) -> str:
    """The deals, with their amounts if there are few, in the unit that suits all `stakes`."""
    short = all(len(deal.id) <= LONGEST_ID for deal in row.deals)
    names = [str(deal.id) if short else wording.inner.say(deal.id) for deal in row.deals]
    if row.stake is not None and len(row.deals) <= AMOUNTS_UP_TO:
        names = [
            name if deal.amount is None else f"{name}\u00a0{_part(deal.amount, row.stake, wording, stakes)}"
            for name, deal in zip(names, row.deals, strict=True)
        ]
    more = len(names) - MOST_DEALS
    counted = [wording.phrase(Message("battle_cards.more", count=more))] if more > 0 else []
    return " · ".join((*names[:MOST_DEALS], *counted))


def _part(amount: float, stake: float, wording: Wording, stakes: Sequence[float]) -> str:
    """A deal's amount: as a number in the unit of what is at stake, or with a unit of its own."""
    if wording.amounts_in_own_units:
        return wording.money(amount, bare=True)
    return short_number(amount, wording.money_scale(stake, stakes), wording)
