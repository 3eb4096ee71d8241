"""The accounts of a portfolio by tier, compared without amounts of money."""

from collections.abc import Iterable, Sequence
from statistics import median

from kamdeck.dataclass import dataclass
from kamdeck.model.values import Quantity, Ratio, Share, Tier, Word
from kamdeck.portfolio.rows import AccountRow


class EveryAccount(Word):
    """All accounts together, or those without a tier."""

    ALL = "all_accounts"
    OTHER = "no_tier"


@dataclass(frozen=True, slots=True)
class TierRow:
    """The accounts of a tier: their number, how many reach their targets, and the figures of the middle one."""

    tier: Tier | EveryAccount
    accounts: Quantity
    reached: Quantity
    attainment: Share | None
    last_attainment: Share | None
    multiple: Ratio | None


def middle(values: Iterable[float | None]) -> float | None:
    """The median of the values that are known; none without any."""
    known = [value for value in values if value is not None]
    return median(known) if known else None


def tier_rows(accounts: Sequence[AccountRow]) -> tuple[TierRow, ...]:
    """A row for each tier that an account has, and one for all accounts."""
    kinds: dict[Tier | EveryAccount, list[AccountRow]] = {tier: [] for tier in Tier} | {EveryAccount.OTHER: []}
    for account in accounts:
        kinds[account.tier or EveryAccount.OTHER].append(account)
    found = [_row(tier, rows) for tier, rows in kinds.items() if rows]
    return (*(found if len(found) > 1 else ()), _row(EveryAccount.ALL, accounts))


def _row(tier: Tier | EveryAccount, rows: Sequence[AccountRow]) -> TierRow:
    attained, last = middle(row.attainment for row in rows), middle(row.last_attainment for row in rows)
    multiple = middle(row.weighted_part for row in rows)
    return TierRow(
        tier,
        Quantity(len(rows)),
        Quantity(sum((row.attainment or 0.0) >= 1 for row in rows)),
        None if attained is None else Share(attained),
        None if last is None else Share(last),
        None if multiple is None else Ratio(multiple),
    )
