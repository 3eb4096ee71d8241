"""What the requested decisions change, in numbers: the values before and after, and the target."""

from kamdeck.analysis.figures import Figures
from kamdeck.analysis.measures import Shown, computed, typed, with_unit
from kamdeck.dataclass import dataclass
from kamdeck.message import Message
from kamdeck.model import Decision, DecisionMeasure, Member, Plan
from kamdeck.model.numbers import Number
from kamdeck.model.values import Text

TARGETS = {"forecast": "target", "actual": "target", "won": "target", "decision_makers_covered": "decision_makers"}
"""Figures whose target is another figure."""

NAMES = {"decision_makers_covered": "figure.decision_maker_coverage"}
"""The keys of the names of figures whose own names say that they are numbers, which bars show anyway."""


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """A requested decision with the values that its bars show; none where the plan does not measure it.

    `days_left` is the time from the review date to the day by which it is due, negative after that day.
    """

    decision: Decision
    name: Text | Message | None
    before: Number | None
    after: Number | None
    target: Number | None
    decider: Member | None = None
    days_left: int | None = None

    @property
    def unit(self) -> Text | None:
        """The unit of the values; amounts and shares need none."""
        return self.decision.measure.unit

    @property
    def measured(self) -> bool:
        """Whether the values before and after are known, so that the decision has bars."""
        return self.before is not None and self.after is not None

    @property
    def aim(self) -> Shown:
        """The target with its unit."""
        return with_unit(self.target, self.unit)

    @property
    def change(self) -> Message | None:
        """What it changes in numbers: the name of the measure with the values before and after, and the target."""
        if not self.measured or self.name is None:
            return None
        before, after = (with_unit(value, self.unit) for value in (self.before, self.after))
        change = Message("measured.change", name=self.name, before=before, after=after)
        return change if self.aim is None else Message("measured.aimed", change=change, target=self.aim)


def decisions(plan: Plan, figures: Figures) -> tuple[DecisionRow, ...]:
    """The requested decisions in the plan's order; what the plan does not say of a figure is computed."""
    return tuple(_row(decision, plan, figures) for decision in plan.decisions)


def _row(decision: Decision, plan: Plan, figures: Figures) -> DecisionRow:
    measure = decision.measure
    figure = measure.figure
    before = measure.before if measure.before is not None else computed(figures, figure)
    name = measure.name or (Message(NAMES.get(figure.value, figure.key)) if figure else None)
    values = typed(before, figure), typed(measure.after, figure), _target(measure, figures)
    decider = plan.member(decision.of) if decision.of else None
    days = (decision.due - plan.review_date).days if decision.due else None
    return DecisionRow(decision, name, *values, decider, days)


def _target(measure: DecisionMeasure, figures: Figures) -> Number | None:
    """The target that the plan names for the measure, else the figure's goal, else the figure that is its target."""
    if measure.target is not None or measure.figure is None:
        return typed(measure.target, measure.figure)
    name = measure.figure.value
    goal = figures[name].goal
    return goal if goal is not None or name not in TARGETS else figures[TARGETS[name]].value
