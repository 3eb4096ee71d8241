"""How far each objective has been reached: by a figure, by numbers of its own, or only in words."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Literal

from kamdeck.analysis.figures import LOWER_IS_BETTER, Figures
from kamdeck.analysis.figures.arithmetic import difference, known_as, quotient
from kamdeck.analysis.figures.figure import change_between
from kamdeck.analysis.figures.pipeline import DealRow
from kamdeck.analysis.measures import Shown, computed, share_of_way, typed, with_unit
from kamdeck.dataclass import dataclass
from kamdeck.message import Message
from kamdeck.model import Objective, Plan
from kamdeck.model.numbers import AMOUNTS, Number, Ratio, Score
from kamdeck.model.states import FINISHED, is_open
from kamdeck.model.values import Id, Share, Text

EXPECTED = {"year_booked": "year_orders", "actual": "forecast", "won": "weighted_forecast"}
"""Figures that still grow in the quarter, each with the figure that forecasts it."""


MOST_ABOVE_DEALS = 3
"""The most objectives and strategies beside which a slide has space for the deals that lead to the objectives."""
SOON = timedelta(days=92)
"""An objective that is due within a quarter counts as short, even if it has improved."""
HALF = 0.5
"""An objective that is not due yet is far from its target below this part of it."""
Standing = Literal["good", "warn", "bad", ""]


@dataclass(frozen=True, slots=True)
class ObjectiveRow:
    """An objective with the numbers that a bar shows; an objective without numbers has no bar.

    `reached` and `aim` are what the numbers or else the words of the objective say. `progress` is value ÷ target; of
    what is to fall it is how much of the way from the baseline has gone, and target ÷ value without a baseline. It is
    none if a value is above its target, and no baseline says that it was to rise. `forecast` is the expected value of a
    figure that still grows.
    `verdict` says how it stands, and `status` is its colour. `steps` are the open deals and actions that lead to it,
    and `days` are left until it is due.
    """

    objective: Objective
    value: Number | None
    target: Number | None
    forecast: Number | None
    progress: Share | None
    status: Standing = ""
    verdict: Message | None = None
    steps: tuple[Id, ...] = ()
    days: int | None = None

    @property
    def reached(self) -> Shown | Text:
        """What has been reached, with its unit; the words of the plan where there is no number."""
        return self.objective.actual if self.value is None else with_unit(self.value, self.objective.unit)

    @property
    def aim(self) -> Shown | Text:
        """What is to be reached, with its unit; the words of the plan where there is no number."""
        return self.objective.target if self.target is None else with_unit(self.target, self.objective.unit)

    @property
    def reached_in_words(self) -> Text | None:
        """What has been reached in the words of the plan, where `reached` is a number."""
        return None if self.value is None else self.objective.actual

    @property
    def aim_in_words(self) -> Text | None:
        """What is to be reached in the words of the plan, where `aim` is a number."""
        return None if self.target is None else self.objective.target

    @property
    def expected(self) -> Shown:
        """The forecast with its unit."""
        return with_unit(self.forecast, self.objective.unit)

    @property
    def expected_progress(self) -> Share | None:
        """The forecast ÷ target."""
        return known_as(Share, quotient(self.forecast, self.target))

    @property
    def short_in_forecast(self) -> object | None:
        """How much the forecast is short of the target; none without a forecast, or where it reaches the target."""
        if self.forecast is None or self.target is None:
            return None
        short = known_as(type(self.target), difference(self.target, self.forecast))
        return None if short is None or short <= 0 else _distance(short, self)

    @property
    def measured(self) -> bool:
        """Whether both numbers are known, so that the objective has a bar."""
        return self.progress is not None

    @property
    def soon(self) -> bool:
        """Whether it is due within a quarter, or overdue."""
        return self.days is not None and self.days <= SOON.days


def objectives(plan: Plan, figures: Figures) -> tuple[ObjectiveRow, ...]:
    """The objectives by their due dates; the value of a figure is computed, and its goal stands in for a target.

    Of objectives due on one day, those that still grow in the quarter come first.
    """
    rows = (_row(objective, plan, figures) for objective in plan.strategy.objectives)
    return tuple(sorted(rows, key=lambda row: (row.objective.due or date.max, bool(row.days) and row.forecast is None)))


def leading_deals(plan: Plan, figures: Figures) -> tuple[DealRow, ...]:
    """The open deals that lead to the objectives, the largest first; none where the slide has other texts enough."""
    strategy = plan.strategy
    if len(strategy.objectives) + max(len(strategy.customer), len(strategy.ours)) > MOST_ABOVE_DEALS:
        return ()
    named = {each for objective in strategy.objectives for each in objective.deals}
    return tuple(row for row in figures.pipeline_deals if row.deal.id in named)


def _row(objective: Objective, plan: Plan, figures: Figures) -> ObjectiveRow:
    figure = objective.figure
    value = computed(figures, figure) if figure else objective.value
    target = typed(objective.target_value, figure)
    if figure and target is None:
        target = figures[figure.value].goal
    progress = _progress(objective, value, target)
    expected = EXPECTED.get(figure.value) if figure else None
    forecast = figures[expected].value if expected else None
    days = (objective.due - plan.review_date).days if objective.due else None
    row = ObjectiveRow(objective, value, target, forecast, progress, steps=_steps(objective, plan), days=days)
    status, verdict = _verdict(row, plan, figures)
    return replace(row, status=status, verdict=verdict)


def _falling(objective: Objective, value: Number | None, target: Number | None) -> bool | None:
    """Whether the value is to fall to its target; None if this cannot be known without a baseline.

    A value below its target counts as one that is to rise, as most are. One above it is either beyond its target or
    still has to fall.
    """
    if objective.figure:
        return objective.figure.value in LOWER_IS_BETTER
    if objective.baseline is not None and target is not None and objective.baseline != target:
        return objective.baseline > target
    return None if value is not None and target is not None and value > target else False


def _progress(objective: Objective, value: Number | None, target: Number | None) -> Share | None:
    """How much of its target a value has reached; none if it is unknown whether the value is to fall."""
    falling = _falling(objective, value, target)
    if falling is None:
        return None
    if falling and objective.baseline is not None and not objective.figure:
        return share_of_way(objective.baseline, value, target)
    # A quotient by 0 has no value, but what was to fall to 0 is reached there.
    if falling and value is not None and target is not None and value <= 0:
        return Share(1) if value <= target else None
    return known_as(Share, quotient(target, value) if falling else quotient(value, target))


def _steps(objective: Objective, plan: Plan) -> tuple[Id, ...]:
    """The deals and actions of an objective that are still to be won or done."""
    closed: set[str] = {deal.id for deal in plan.deals if not is_open(deal)}
    closed |= {action.id for action in plan.actions if action.status in FINISHED}
    return tuple(step for step in (*objective.deals, *objective.actions) if step not in closed)


def _verdict(row: ObjectiveRow, plan: Plan, figures: Figures) -> tuple[Standing, Message | None]:
    """How an objective stands: reached, overdue, by its forecast, by its change since last quarter, or what is left."""
    if row.progress is None or row.target is None:
        return "", None
    if row.progress >= 1:
        return "good", Message("objective.reached")
    if row.days is not None and row.days < 0:
        return "bad", Message("objective.overdue", days=Message("counted.days", count=-row.days))
    if row.forecast is not None:
        if row.short_in_forecast is None:
            return "good", Message("objective.in_forecast")
        return "warn", Message("objective.short_in_forecast", gap=row.short_in_forecast)
    left = known_as(type(row.target), difference(row.target, row.value))
    if isinstance(row.target, Ratio | Score):
        # A distance that is smaller than what is shown of the values is still a distance.
        left = change_between(row.target, row.value) or left
    to_go = Message("objective.to_go", gap=_distance(left, row))
    if row.progress < HALF:
        return "bad", to_go
    rise = _rise(row, plan, figures)
    return ("good", rise) if rise and not row.soon else ("warn", to_go)


def _rise(row: ObjectiveRow, plan: Plan, figures: Figures) -> Message | None:
    """How much a figure has improved since the previous plan; none if it has not."""
    figure = figures[row.objective.figure.value] if row.objective.figure else None
    if figure is None or not figure.better or plan.previous_plan is None:
        return None
    case = "down" if figure.lower_is_better else "up"
    change = _distance(figure.change, row)
    return Message(f"objective.{case}", change=change, quarter=plan.previous_plan.period)


def _distance(gap: Number | None, row: ObjectiveRow) -> object:
    """The size of a difference as it is shown: shares differ by points, and amounts need no currency."""
    size = known_as(type(gap), abs(gap)) if gap is not None else None
    if isinstance(size, Share):
        return Message("objective.points", change=size)
    return (
        Message("objective.amount", change=size) if isinstance(size, AMOUNTS) else with_unit(size, row.objective.unit)
    )
