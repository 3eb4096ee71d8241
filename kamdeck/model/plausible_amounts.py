"""Finds amounts that are so large or small that their unit or a digit is probably wrong.

They are reported as warnings, not errors, since no limit is certain; the limits are far above what real accounts have.
Amounts in different currencies are compared by the order of magnitude of the exchange rate only.
"""

import statistics
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kamdeck.dataclass import dataclass
from kamdeck.magnitudes import UNITS
from kamdeck.message import Message
from kamdeck.model import Money, Plan
from kamdeck.model.paths import Where, path_of
from kamdeck.model.states import is_open
from kamdeck.model.values import Amount, CustomerAmount
from kamdeck.problems import PlanWarning

MoneyAmount = Amount | CustomerAmount
PlacedAmount = tuple[Where, MoneyAmount]

OUTLIER_FACTOR = 500.0
"""An amount is an outlier if it is this many times the median of its list; a large deal among small ones is not."""
GAP_FACTOR = 100.0
"""An outlier also differs by this factor from every other amount, since some lists cover all sizes."""
PIPELINE_FACTOR = 1000.0
SERIES = frozenset(("target", "revenue", "assets", "liabilities"))
"""Fields whose amounts change little from period to period, so that a much smaller amount is an outlier, too."""
RATE_UNCERTAINTY = 10.0
"""By which factor a comparison in two currencies can be wrong."""
FEWEST_COMPARED = 3
MOST_OURS, MOST_YEAR, MOST_STOCK = 1e11, 3e12, 3e13
"""Limits in dollars for a deal or an IT budget, for a year's revenue or result, and for the assets of a bank."""
PER_DOLLAR: Mapping[str, float] = {
    **dict.fromkeys(("AUD", "BHD", "CAD", "CHF", "EUR", "GBP", "KWD", "NZD", "OMR", "SGD", "USD"), 1.0),
    **dict.fromkeys(("AED", "BRL", "CNY", "DKK", "HKD", "ILS", "MYR", "NOK", "PLN", "QAR", "RON", "SAR", "SEK"), 5.0),
    **dict.fromkeys(("CZK", "EGP", "MXN", "PHP", "THB", "TRY", "TWD", "UAH", "ZAR", "INR", "RUB", "BDT", ""), 50.0),
    **dict.fromkeys(("JPY", "HUF", "ISK", "PKR", "LKR", "KES", "RSD", "DZD", "KZT", "CRC"), 200.0),
}
"""Units of a currency for one dollar, by order of magnitude; "" is a plan that names no currency."""
PER_DOLLAR_OTHERWISE = 50_000.0
"""The same for every other currency, such as the dong and the rupiah."""


@dataclass(frozen=True, slots=True)
class UnlikelyAmount:
    """An amount that is probably wrong: its path, and the reason with the amounts that it is compared with."""

    where: Where
    message: Message


def _unlikely(where: Where, reason: str, **values: MoneyAmount) -> UnlikelyAmount:
    return UnlikelyAmount(where, Message(f"warning.amount.{reason}", **values))


def unlikely_amounts(plan: Plan) -> list[UnlikelyAmount]:
    """The improbable amounts of a plan: the greatest of each list for each reason, and no amount twice."""
    found: dict[Where, UnlikelyAmount] = {}
    for each in (*_more_than_any_company(plan), *_more_than_the_revenue(plan), *_outliers(plan)):
        found.setdefault(each.where, each)
    # One wrong deal or target makes the sums implausible as well, and has been found already.
    if not any(where[0] in ("deals", "targets") for where in found):
        for each in _pipeline_and_target(plan):
            found.setdefault(each.where, each)
    return list(found.values())


def amount_warnings(plan: Plan) -> list[PlanWarning]:
    """A warning for each improbable amount, with its place and the fix."""
    return [_warning(plan, each) for each in unlikely_amounts(plan)]


def _warning(plan: Plan, each: UnlikelyAmount) -> PlanWarning:
    values = each.message.values
    amounts = {name: _in_full(plan, value) for name, value in values.items()}
    theirs = any(isinstance(value, CustomerAmount) for value in values.values()) and plan.profile.money
    key = "warning.correct_customer_amount" if theirs else "warning.correct_amount"
    message = Message(key, reason=Message(each.message.key, **amounts))
    return PlanWarning(message, path_of(each.where), plan.place(each.where), each.where, rule="K527")


def _in_full(plan: Plan, value: MoneyAmount) -> str:
    # As the plan writes it: a unit that a document would choose could hide that the plan's unit is wrong.
    money = _money(plan, value)
    unit = "" if money.unit == "one" else f" {money.unit}"
    return f"{money.currency} {value:,.15g}{unit}".strip()


# -- the amounts of a plan --------------------------------------------------------------------------------------------


def _our_amounts(plan: Plan) -> Iterator[list[PlacedAmount]]:
    """Our amounts, by list."""
    yield _column(plan.deals, ("deals",), "amount")
    yield from (_column(plan.targets, ("targets",), name) for name in ("target", "actual", "forecast"))
    yield _column(plan.support, ("support",), "amount")
    for name in ("potential", "revenue"):
        yield _column(plan.strategy.whitespace, ("strategy", "whitespace"), name)


def _customer_amounts(plan: Plan) -> Iterator[tuple[list[PlacedAmount], float]]:
    """The customer's amounts by list, each with its limit in dollars."""
    years = plan.profile.financials
    for name in ("revenue", "net_income", "operating_cash_flow"):
        yield _column(years, ("profile", "financials"), name), MOST_YEAR
    for name in ("assets", "liabilities", "equity"):
        yield _column(years, ("profile", "financials"), name), MOST_STOCK
    yield _column(plan.profile.budget, ("profile", "budget"), "amount"), MOST_YEAR
    yield from ((column, MOST_OURS) for column in _it_amounts(plan))


def _it_amounts(plan: Plan) -> Iterator[list[PlacedAmount]]:
    """What the customer spends on IT, by list."""
    it = plan.profile.it
    yield _column(it.budget, ("profile", "it", "budget"), "amount")
    yield _column(it.installed_base, ("profile", "it", "installed_base"), "amount")
    yield _column(it.purchases, ("profile", "it", "purchases"), "amount")


def _column(entries: Sequence[Any], place: Where, name: str) -> list[PlacedAmount]:
    """The amounts of one field of a list, without 0 and missing values."""
    sizes = ((index, getattr(entry, name)) for index, entry in enumerate(entries))
    return [((*place, index, name), size) for index, size in sizes if size]


def _money(plan: Plan, value: MoneyAmount) -> Money:
    return plan.customer_money if isinstance(value, CustomerAmount) else plan.money


def _in_ones(plan: Plan, value: MoneyAmount) -> float:
    return abs(value) * UNITS[_money(plan, value).unit]


def _in_dollars(plan: Plan, value: MoneyAmount) -> float:
    return _in_ones(plan, value) / PER_DOLLAR.get(_money(plan, value).currency, PER_DOLLAR_OTHERWISE)


def _times(plan: Plan, value: MoneyAmount, other: MoneyAmount) -> float:
    """One amount divided by another; the least possible quotient if the currencies differ."""
    if _money(plan, value).currency == _money(plan, other).currency:
        return _in_ones(plan, value) / _in_ones(plan, other)
    return _in_dollars(plan, value) / _in_dollars(plan, other) / RATE_UNCERTAINTY


# -- the reasons ------------------------------------------------------------------------------------------------------


def _more_than_any_company(plan: Plan) -> Iterator[UnlikelyAmount]:
    """Amounts above the limits for any company."""
    columns = [*((column, MOST_OURS) for column in _our_amounts(plan)), *_customer_amounts(plan)]
    for column, most in columns:
        where, size = max(column, key=lambda placed: abs(placed[1]), default=((), Amount(0)))
        if _in_dollars(plan, size) > most:
            yield _unlikely(where, "more_than_any_company", amount=size)


def _more_than_the_revenue(plan: Plan) -> Iterator[UnlikelyAmount]:
    """Amounts above the customer's revenue in its best year."""
    revenues = [year.revenue for year in plan.profile.financials if year.revenue and year.revenue > 0]
    if not revenues:
        return
    revenue = max(revenues)
    for column in (*_our_amounts(plan), *_it_amounts(plan)):
        where, size = max(column, key=lambda placed: abs(placed[1]), default=((), Amount(0)))
        if _times(plan, size, revenue) > 1:
            yield _unlikely(where, "more_than_revenue", amount=size, revenue=revenue)


def _outliers(plan: Plan) -> Iterator[UnlikelyAmount]:
    """Amounts far above the others in their list; in lists of similar amounts, also those far below."""
    for column in (*_our_amounts(plan), *(column for column, _ in _customer_amounts(plan))):
        if len(column) < FEWEST_COMPARED:
            continue
        least, *middle, greatest = sorted(column, key=lambda placed: abs(placed[1]))
        if _is_outlier(greatest, [least, *middle]):
            yield _outlier(greatest, [least, *middle], "above_others")
        # Small deals beside large ones are common, so only fields that change little are searched for small amounts.
        elif least[0][-1] in SERIES and _is_outlier(least, [*middle, greatest]):
            yield _outlier(least, [*middle, greatest], "below_others")


def _is_outlier(placed: PlacedAmount, others: Sequence[PlacedAmount]) -> bool:
    """Whether an amount is far from the median of the others and from each of them."""
    size, sizes = abs(placed[1]), [abs(other) for _, other in others]
    typical = statistics.median(sizes)
    # `_column` leaves out 0, so no quotient divides by it.
    apart = min(max(size / other, other / size) for other in sizes)
    return max(size / typical, typical / size) >= OUTLIER_FACTOR and apart >= GAP_FACTOR


def _outlier(placed: PlacedAmount, others: Sequence[PlacedAmount], reason: str) -> UnlikelyAmount:
    where, size = placed
    # The type of an amount says whether it is shown in our money or in the customer's.
    typical = type(size)(statistics.median_low([abs(other) for _, other in others]))
    return _unlikely(where, reason, amount=size, other=typical)


def _pipeline_and_target(plan: Plan) -> Iterator[UnlikelyAmount]:
    """Open deals that add up to a thousand times a quarter's target, or the reverse."""
    deals = [(index, deal.amount) for index, deal in enumerate(plan.deals) if is_open(deal) and deal.amount]
    targets = [(index, each.target) for index, each in enumerate(plan.targets) if each.target and each.target > 0]
    if not deals or not targets:
        return
    pipeline = Amount(sum(amount for _, amount in deals))
    index, target = max(targets, key=lambda placed: placed[1])
    if pipeline >= PIPELINE_FACTOR * target:
        where = ("deals", max(deals, key=lambda placed: placed[1])[0], "amount")
        yield _unlikely(where, "above_target", pipeline=pipeline, target=target)
    elif len(deals) > 1 and target >= PIPELINE_FACTOR * pipeline > 0:
        yield _unlikely(("targets", index, "target"), "below_target", pipeline=pipeline, target=target)
