"""How far each objective has been reached: by a figure, by numbers of its own, or only in words."""

from dataclasses import dataclass

from kamdeck.analysis.figures import LOWER_IS_BETTER, Figures
from kamdeck.analysis.figures.arithmetic import known_as, quotient
from kamdeck.analysis.measures import Shown, computed, typed, with_unit
from kamdeck.model import Objective, Plan
from kamdeck.model.numbers import Number
from kamdeck.model.values import Share, Text

EXPECTED = {"year_booked": "year_orders", "actual": "forecast", "won": "weighted_forecast"}
"""Figures that still grow in the quarter, each with the figure that forecasts it."""


@dataclass(frozen=True, slots=True)
class ObjectiveRow:
    """An objective with the numbers that a bar shows; an objective without numbers has no bar.

    `reached` and `aim` are what the numbers or else the words of the objective say. `progress` is value ÷ target, and
    target ÷ value of a figure that improves as it falls. `forecast` is the expected value of a figure that still grows.
    """

    objective: Objective
    value: Number | None
    target: Number | None
    forecast: Number | None
    progress: Share | None

    @property
    def reached(self) -> Shown | Text:
        """What has been reached, with its unit; the words of the plan where there is no number."""
        return self.objective.actual if self.value is None else with_unit(self.value, self.objective.unit)

    @property
    def aim(self) -> Shown | Text:
        """What is to be reached, with its unit; the words of the plan where there is no number."""
        return self.objective.target if self.target is None else with_unit(self.target, self.objective.unit)

    @property
    def measured(self) -> bool:
        """Whether both numbers are known, so that the objective has a bar."""
        return self.progress is not None


def objectives(plan: Plan, figures: Figures) -> tuple[ObjectiveRow, ...]:
    """The objectives in the plan's order; the value of a figure is computed, and its goal stands in for a target."""
    return tuple(_row(objective, figures) for objective in plan.strategy.objectives)


def _row(objective: Objective, figures: Figures) -> ObjectiveRow:
    figure = objective.figure
    value = computed(figures, figure) if figure else objective.value
    target = typed(objective.target_value, figure)
    if figure and target is None:
        target = figures[figure.value].goal
    falling = figure is not None and figure.value in LOWER_IS_BETTER
    progress = known_as(Share, quotient(target, value) if falling else quotient(value, target))
    expected = EXPECTED.get(figure.value) if figure else None
    return ObjectiveRow(objective, value, target, figures[expected].value if expected else None, progress)
