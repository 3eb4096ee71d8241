"""The protocols of the rows of blocks about budgets, suppliers and renewals."""

from collections.abc import Sequence
from typing import Protocol

from kamdeck.model.values import (
    Category,
    Company,
    CustomerAmount,
    Period,
    Share,
    Year,
)


class BudgetYearRow(Protocol):
    """The budget of a year, its growth, and our part of it where it is known."""

    year: Year
    total: CustomerAmount
    growth: Share | None
    ours: CustomerAmount | None


class CategoryGrowthRow(Protocol):
    """A category of a budget with its amounts, its growth and our share; a marked one is tinted."""

    category: Category
    first: CustomerAmount | None
    amount: CustomerAmount
    growth: Share | None
    share: Share | None
    marked: bool


class ShareRow(Protocol):
    """A supplier's share and its change since the last plan; without a `company`, that of all others."""

    company: Company | None
    share: Share
    change: Share | None


class PurchaseRow(Protocol):
    """A purchase: from whom, and for how much."""

    supplier: Company | None
    amount: CustomerAmount | None


class Renewal(Protocol):
    """What a supplier has to renew of a category, and the ids of our deals that aim at it."""

    supplier: Company | None
    category: Category | None
    amount: CustomerAmount | None
    deals: tuple[str, ...]


class RenewalQuarterRow(Protocol):
    """The renewals of a quarter, the largest first, and their sums; a marked quarter is tinted."""

    quarter: Period
    ours: CustomerAmount | None
    theirs: CustomerAmount | None
    our_groups: Sequence[Renewal]
    their_groups: Sequence[Renewal]
    marked: bool
