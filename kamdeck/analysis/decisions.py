"""What the requested decisions change, in numbers: the values before and after, and the target."""

from dataclasses import dataclass

from kamdeck.analysis.figures import Figures
from kamdeck.analysis.measures import computed, typed, with_unit
from kamdeck.message import Message
from kamdeck.model import Decision, DecisionMeasure, Plan
from kamdeck.model.numbers import Number
from kamdeck.model.values import Text

TARGETS = {"forecast": "target", "actual": "target", "won": "target", "decision_makers_covered": "decision_makers"}
"""Figures whose target is another figure."""


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """A requested decision with the values that its bars show; none where the plan does not measure it."""

    decision: Decision
    name: Text | Message | None
    before: Number | None
    after: Number | None
    target: Number | None

    @property
    def measured(self) -> bool:
        """Whether the values before and after are known, so that the decision has bars."""
        return self.before is not None and self.after is not None

    @property
    def change(self) -> Message | None:
        """What it changes in numbers: the name of the measure with the values before and after."""
        if not self.measured or self.name is None:
            return None
        before, after = (with_unit(value, self.decision.measure.unit) for value in (self.before, self.after))
        return Message("measured.change", name=self.name, before=before, after=after)


def decisions(plan: Plan, figures: Figures) -> tuple[DecisionRow, ...]:
    """The requested decisions in the plan's order; what the plan does not say of a figure is computed."""
    return tuple(_row(decision, figures) for decision in plan.decisions)


def _row(decision: Decision, figures: Figures) -> DecisionRow:
    measure = decision.measure
    figure = measure.figure
    before = measure.before if measure.before is not None else computed(figures, figure)
    name = measure.name or (Message(figure.key) if figure else None)
    return DecisionRow(decision, name, typed(before, figure), typed(measure.after, figure), _target(measure, figures))


def _target(measure: DecisionMeasure, figures: Figures) -> Number | None:
    """The target that the plan names for the measure, else the figure's goal, else the figure that is its target."""
    if measure.target is not None or measure.figure is None:
        return typed(measure.target, measure.figure)
    name = measure.figure.value
    goal = figures[name].goal
    return goal if goal is not None or name not in TARGETS else figures[TARGETS[name]].value
