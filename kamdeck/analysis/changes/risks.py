"""What has happened to the risks that two plans name: new ones, gone ones, and those whose level has changed."""

from kamdeck.analysis.changes.difference import Difference, moved
from kamdeck.analysis.matching import Matched, match, names
from kamdeck.dataclass import dataclass
from kamdeck.model import Plan, Risk
from kamdeck.model.values import RiskLevel, Word

DANGER = tuple(reversed(RiskLevel))
"""The levels from the lowest to the highest."""


class RiskMove(Word):
    """What has happened to a risk, the most important first."""

    RISEN = "risen"
    NEW = "new"
    FALLEN = "fallen"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class RiskChange:
    """A risk that is new or gone, or whose level has changed; a gone one is as in the old plan."""

    kind: RiskMove
    risk: Risk
    difference: Difference | None = None


def matched_risks(old: Plan, new: Plan) -> Matched[Risk]:
    """The risks of two plans, matched by their texts."""
    return match(old.risks, new.risks, lambda each: names(None, each.risk))


def risk_changes(old: Plan, new: Plan) -> tuple[RiskChange, ...]:
    """What has happened to the risks, those that have grown first.

    A plan that names no risk says nothing about those of the other: none of them is new or gone.
    """
    if not old.risks or not new.risks:
        return ()
    same = matched_risks(old, new)
    found = [RiskChange(RiskMove.NEW, risk) for risk in same.new]
    found += [RiskChange(RiskMove.GONE, risk) for risk in same.gone]
    for before, after in same.both:
        if steps := moved(before.level, after.level, DANGER):
            kind = RiskMove.RISEN if steps > 0 else RiskMove.FALLEN
            found.append(RiskChange(kind, after, Difference("level", before.level, after.level)))
    order = list(RiskMove)
    return tuple(sorted(found, key=lambda each: order.index(each.kind)))
