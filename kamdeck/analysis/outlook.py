"""What a single deal changes: the forecast of the quarter with and without its largest open deal; in our money."""

from kamdeck.analysis.decisions import DecisionRow
from kamdeck.analysis.figures import DealRow, Figures
from kamdeck.dataclass import dataclass
from kamdeck.model import Deal
from kamdeck.model.goals import FigureName
from kamdeck.model.values import Amount

SAME = 0.02
"""The relative difference up to which a decision's own number and the one computed here are the same forecast."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """The largest open deal that closes in the quarter, and the forecast if it is won and if it is lost.

    The forecast is assumed to contain the deal's weighted amount. `lost` is None if the forecast less that amount would
    be below what is booked. Both numbers have three significant figures, since a forecast is no more exact.
    """

    deal: Deal
    won: Amount
    lost: Amount | None


def outlook(figures: Figures, decisions: tuple[DecisionRow, ...]) -> Outlook | None:
    """The outlook of the quarter; none without a forecast, or without an open deal of known amount and probability.

    If a requested decision names the forecast after the deal itself, that number is used, so that a document has one.
    """
    closing = [row for row in figures.pipeline_deals if row.in_period and row.upside and row.weighted is not None]
    forecast = figures.forecast.value
    if forecast is None or not closing:
        return None
    largest = max(closing, key=lambda row: row.deal.amount or 0.0)
    won = _rounded(forecast + float(largest.upside or 0.0))
    return Outlook(largest.deal, _stated(won, decisions), _without(forecast, largest, figures.actual.value or 0.0))


def _without(forecast: float, row: DealRow, booked: float) -> Amount | None:
    weighted = float(row.weighted or 0.0)
    return _rounded(forecast - weighted) if 0 < weighted <= forecast - booked else None


def _rounded(amount: float) -> Amount:
    return Amount(f"{amount:.3g}")


def _stated(computed: Amount, decisions: tuple[DecisionRow, ...]) -> Amount:
    named = (row.after for row in decisions if row.decision.measure.figure == FigureName("forecast"))
    same = (after for after in named if after is not None and abs(after - computed) <= SAME * abs(computed))
    return Amount(next(same, computed))
