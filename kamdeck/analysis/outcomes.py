"""What the customer has got from us: each outcome with its last measurement, and whether the target is reached."""

from collections.abc import Iterable
from datetime import date

from kamdeck.analysis.measures import Shown, share_of_way, with_unit
from kamdeck.dataclass import dataclass
from kamdeck.model import Measurement, Outcome, Plan
from kamdeck.model.numbers import Number
from kamdeck.model.values import Share, Text


@dataclass(frozen=True, slots=True)
class OutcomeRow:
    """An outcome with its last measurement; `progress` is how much of the way from baseline to target it has gone."""

    outcome: Outcome
    last: Measurement | None
    progress: Share | None

    @property
    def reached(self) -> bool | None:
        """Whether the last measurement is at the target or beyond; none if that is unknown."""
        return None if self.progress is None else self.progress >= 1

    @property
    def change(self) -> float:
        """How much the last measurement differs from the baseline, in parts of the baseline; 0 if that is unknown."""
        baseline, last = self.outcome.baseline, self.last.value if self.last else None
        return 0.0 if last is None or not baseline else abs(last - baseline) / abs(baseline)

    @property
    def status(self) -> str:
        """ "good" where the target is reached, "warn" where it is not, empty if that is unknown."""
        return "" if self.reached is None else "good" if self.reached else "warn"

    @property
    def baseline(self) -> Shown:
        """The value before, with its unit."""
        return self._shown(self.outcome.baseline)

    @property
    def measured(self) -> Shown:
        """The value that was measured last, with its unit."""
        return self._shown(self.last.value if self.last else None)

    @property
    def target(self) -> Shown:
        """The value that was agreed, with its unit."""
        return self._shown(self.outcome.target)

    @property
    def numbers(self) -> tuple[float, float, float] | None:
        """The values before, measured last, and agreed, without their unit; none if one of them is unknown."""
        before, target = self.outcome.baseline, self.outcome.target
        now = self.last.value if self.last else None
        return None if before is None or now is None or target is None else (float(before), float(now), float(target))

    @property
    def date(self) -> date | None:
        """When it was measured last."""
        return self.last.date if self.last else None

    @property
    def course(self) -> tuple[tuple[object, Shown], ...]:
        """Each dated measurement with its unit, the oldest first."""
        dated = [each for each in self.outcome.measured if each.date and each.value is not None]
        return tuple((_day(each), self._shown(each.value)) for each in sorted(dated, key=_day))

    @property
    def source(self) -> Text | None:
        """Who or what measured it last."""
        return self.last.source if self.last else None

    def _shown(self, value: Number | None) -> Shown:
        return with_unit(value, self.outcome.unit)


def outcomes(plan: Plan) -> tuple[OutcomeRow, ...]:
    """The outcomes in the plan's order."""
    return tuple(_row(outcome) for outcome in plan.outcomes)


def last_measurement(measured: Iterable[Measurement]) -> Measurement | None:
    """The measurement with the latest date that has a value; of several on one day the last, without dates too."""
    known = [each for each in measured if each.value is not None]
    return max(reversed(known), key=lambda each: each.date or date.min, default=None)


def _day(measurement: Measurement) -> date:
    return measurement.date or date.min


def _row(outcome: Outcome) -> OutcomeRow:
    last = last_measurement(outcome.measured)
    return OutcomeRow(outcome, last, share_of_way(outcome.baseline, last.value if last else None, outcome.target))
