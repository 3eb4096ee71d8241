"""Orders accounts by a figure, for `kamdeck batch --by`."""

from collections.abc import Iterable

from kamdeck.analysis.figures import FORMULAS
from kamdeck.model import Money
from kamdeck.model.rates import NO_RATES, Rates
from kamdeck.model.values import Amount, CustomerAmount, MoneyUnit
from kamdeck.portfolio.summary import Summary
from kamdeck.problems import problem, suggest


def refuse_unknown(figure: str) -> None:
    """Raises `Problems` if `figure` is not the name of a figure."""
    if figure not in FORMULAS:
        known = suggest(figure, FORMULAS) or "; docs/figures.md lists the figures"
        raise problem(f"'{figure}' is not a figure{known}", "--by")


def ranked(summaries: Iterable[Summary], figure: str, rates: Rates = NO_RATES) -> tuple[Summary, ...]:
    """The accounts by a figure, the greatest first, those without it last; equal ones by their ids.

    Raises:
        Problems: For an unknown figure, and for amounts in several currencies without rates.
    """
    refuse_unknown(figure)
    every = tuple(summaries)
    sizes = {summary.id: _size(summary, figure) for summary in every}
    monies = {money.currency for _, money in sizes.values() if money}
    common = rates.currency if monies <= set(rates.factors) else next(iter(monies), "")
    if len(monies) > 1 and not monies <= set(rates.factors):
        without = ", ".join(sorted(monies - set(rates.factors)))
        raise problem(f"'{figure}' is in several currencies; give a rate for {without} in kamdeck.yaml", "--by")
    # Plans in one currency can still differ in their units, so that all amounts are compared in ones.
    target = Money(currency=common, unit=MoneyUnit.ONE) if monies else None

    def key(summary: Summary) -> tuple[bool, float, str]:
        value, money = sizes[summary.id]
        factor = rates.between(money, target) if money and target else 1.0
        # The id decides between equal values, so that `--top` selects the same accounts each time.
        return value is None, -(value or 0.0) * (factor or 0.0), summary.id

    return tuple(sorted(every, key=key))


def _size(summary: Summary, figure: str) -> tuple[float | None, Money | None]:
    """The value of a figure, and its currency and unit if it is an amount."""
    value = summary.figures[figure].value
    match value:
        case Amount():
            return value, summary.money
        case CustomerAmount():
            return value, summary.customer_money
        case _:
            return value, None
