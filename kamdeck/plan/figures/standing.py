"""How we stand with the customer: satisfaction with us and our rivals, and the whitespace of units and offerings."""

from collections.abc import Iterable
from dataclasses import dataclass

from kamdeck.plan.figures.arithmetic import difference, known_as, quotient, total, weighted_mean
from kamdeck.plan.model import Plan, Satisfaction, Whitespace
from kamdeck.plan.values import Amount, Company, OfferingId, Quantity, Score, Share, Text, Unit, WhitespaceStatus


@dataclass(frozen=True, slots=True)
class RivalScore:
    """A rival's score, of one criterion or of all."""

    company: Company
    score: Score | None


@dataclass(frozen=True, slots=True)
class SatisfactionRow:
    """One criterion: its part of all weights, our score, every rival's in one order, and our lead over the best."""

    criterion: Text | None
    weight: Share | None
    ours: Score | None
    rivals: tuple[RivalScore, ...]
    best: RivalScore | None
    lead: Score | None


@dataclass(frozen=True, slots=True)
class WhitespaceTotal:
    """A row or a column of the whitespace added up; of `unit`, of `offering`, or of neither for all."""

    unit: Unit | None
    offering: OfferingId | None
    ours: Amount | None
    theirs: Amount | None
    open: Amount | None
