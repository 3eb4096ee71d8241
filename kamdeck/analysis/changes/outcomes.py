"""What has happened to the outcomes for the customer between two plans, at most one change per outcome."""

from kamdeck.analysis.changes.difference import Difference
from kamdeck.analysis.matching import Matched, match, names
from kamdeck.analysis.outcomes import OutcomeRow, outcomes
from kamdeck.dataclass import dataclass
from kamdeck.model import Outcome, Plan
from kamdeck.model.values import Word


class OutcomeMove(Word):
    """What has happened to an outcome, the most important first."""

    REACHED = "reached"
    MEASURED = "measured"
    CONFIRMED = "confirmed"
    NEW = "new"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class OutcomeChange:
    """An outcome and what has happened to it; a newly measured one has the values before and now as its difference.

    The value before is that of the old plan, or the baseline where the old plan had none.
    """

    kind: OutcomeMove
    outcome: Outcome
    difference: Difference | None = None


def matched_outcomes(old: Plan, new: Plan) -> Matched[Outcome]:
    """The outcomes of two plans, matched by their texts."""
    return match(old.outcomes, new.outcomes, lambda each: names(None, each.outcome))


def outcome_changes(old: Plan, new: Plan) -> tuple[OutcomeChange, ...]:
    """The change of each outcome, those that have reached their targets first."""
    then, now = ({id(row.outcome): row for row in outcomes(plan)} for plan in (old, new))
    same = matched_outcomes(old, new)
    found = [
        _change(then[id(before)] if before is not None else None, now[id(after)]) for before, after in same.pairs()
    ]
    found += [OutcomeChange(OutcomeMove.GONE, each) for each in same.gone]
    order = list(OutcomeMove)
    return tuple(sorted(filter(None, found), key=lambda each: order.index(each.kind)))


def _change(before: OutcomeRow | None, after: OutcomeRow) -> OutcomeChange | None:
    outcome = after.outcome
    earlier = before.last if before else None
    if after.last is not None and after.last != earlier:
        reached = after.reached and not (before and before.reached)
        kind = OutcomeMove.REACHED if reached else OutcomeMove.MEASURED
        was = earlier.value if earlier else outcome.baseline
        return OutcomeChange(kind, outcome, Difference("value", was, after.last.value))
    if before is None:
        return OutcomeChange(OutcomeMove.NEW, outcome)
    confirmed = outcome.confirmed_by and not before.outcome.confirmed_by
    return OutcomeChange(OutcomeMove.CONFIRMED, outcome) if confirmed else None
