"""The road to the target of the quarter: what is booked, the deals that close in it, and the gap that is left.

A team's forecast need not be the sum of what is booked and of the weighted deals. What it expects beyond these is a
step of its own, so that the road ends where the forecast does.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kamdeck.analysis.figures import Figures
from kamdeck.analysis.figures.arithmetic import known_as, total
from kamdeck.analysis.figures.pipeline import closes_in, weighted
from kamdeck.dataclass import dataclass
from kamdeck.model import Deal, Plan
from kamdeck.model.states import is_open
from kamdeck.model.values import Amount, Stage, Word

MOST_DEALS = 6
"""The most deals that have a step of their own; the smallest ones are one step together."""
SAME = 0.01
"""The part of the target by which a forecast may differ from the sum of the steps and still be the same, rounded."""

MOST_ROUNDED = 0.05
"""The part of a step by which it may be rounded to the decimals of the forecast."""


class RoadKind(Word):
    """What a step on the road to the target is."""

    BOOKED = "booked"
    DEAL = "deal"
    OTHERS = "others"
    FORECAST = "forecast"
    GAP = "gap"


@dataclass(frozen=True, slots=True)
class RoadStep:
    """A step of the road, with the amount that it adds; that of a deal is weighted by its probability.

    `deals` are those that it consists of; none for the gap, and for what the forecast expects without a deal.
    """

    kind: RoadKind
    value: Amount
    deals: tuple[Deal, ...] = ()


def target_road(plan: Plan, figures: Figures) -> tuple[RoadStep, ...]:
    """The steps to the target: what is booked, the open deals that close in the quarter by their dates, and the gap.

    Empty where the quarter has no target, or nothing is booked and no deal with a value closes in it.
    """
    target = figures.target.value
    booked = known_as(Amount, figures.actual.value if figures.actual.value is not None else figures.won.value)
    closing = [deal for deal in plan.deals if is_open(deal) and closes_in(deal, plan.period) and weighted(deal)]
    if not target or not (booked or closing):
        return ()
    won = tuple(deal for deal in plan.deals if deal.meaning == Stage.WON and closes_in(deal, plan.period))
    steps = [RoadStep(RoadKind.BOOKED, booked, won)] if booked else []
    steps += _deals(closing)
    carried, forecast = carried_to(steps), figures.forecast.value
    beyond = forecast - carried if forecast is not None else 0.0
    same = SAME * target if closing else 0.0
    end = carried + max(beyond, 0.0)
    if beyond > same:
        steps.append(RoadStep(RoadKind.FORECAST, Amount(beyond)))
    elif forecast is not None and closing and beyond >= -same:
        end, steps = forecast, _rounded(steps, max(map(_decimals, (target, forecast, booked or 0.0))))
    left = round(target - end, 6)
    return (*steps, RoadStep(RoadKind.GAP, Amount(left))) if left > 0 else tuple(steps)


def _rounded(steps: Sequence[RoadStep], decimals: int) -> list[RoadStep]:
    """The steps with the decimals of a rounded forecast, so that readers can add them up to it."""
    rounded = [(step, Amount(round(step.value, decimals))) for step in steps]
    return [
        replace(step, value=value) if abs(value - step.value) <= MOST_ROUNDED * step.value else step
        for step, value in rounded
    ]


def _decimals(value: float) -> int:
    """How many decimals a number has as it was written."""
    return len(f"{value:.6f}".rstrip("0").partition(".")[2])


def carried_to(steps: Iterable[RoadStep]) -> float:
    """What is booked and the weighted deals together."""
    backed = (step.value for step in steps if step.kind not in (RoadKind.FORECAST, RoadKind.GAP))
    return total(backed) or 0.0


def _deals(closing: Iterable[Deal]) -> list[RoadStep]:
    """A step for each of the largest deals, the first to close first, and one for the others."""
    by_size = sorted(closing, key=lambda deal: -(weighted(deal) or 0.0))
    # A step for one other deal would take as much space as the deal itself.
    shown = by_size if len(by_size) <= MOST_DEALS else by_size[: MOST_DEALS - 1]
    others = tuple(by_size[len(shown) :])
    ordered = sorted(shown, key=lambda deal: str(deal.close))
    steps = [RoadStep(RoadKind.DEAL, weighted(deal) or Amount(0), (deal,)) for deal in ordered]
    if others:
        steps.append(RoadStep(RoadKind.OTHERS, known_as(Amount, total(map(weighted, others))) or Amount(0), others))
    return steps
