"""The waterfall of the weighted pipeline: the steps from last quarter's value to this quarter's, in our money.

The sums are exact fractions, so that the steps add up to the difference.
"""

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from kamdeck.analysis.figures.money_units import in_money_of
from kamdeck.analysis.figures.pipeline import matched_deals, weight
from kamdeck.dataclass import dataclass
from kamdeck.model import Deal, Plan
from kamdeck.model.states import is_open
from kamdeck.model.values import Amount, Stage, Word


class PipelineStep(Word):
    """A step of the weighted pipeline from last quarter to now."""

    PREVIOUS = "previous"
    WON = "won"
    LOST = "lost"
    DROPPED = "dropped"
    MOVED_UP = "moved_up"
    MOVED_DOWN = "moved_down"
    NEW = "new"
    NOW = "now"


LEVELS = (PipelineStep.PREVIOUS, PipelineStep.NOW)


@dataclass(frozen=True, slots=True)
class WaterfallStep:
    """A step of the waterfall from `start` to `end`, and the deals that cause it.

    Every step starts where the one before it ends. The values are not rounded.
    """

    step: PipelineStep
    value: Amount
    start: Amount
    end: Amount
    deals: tuple[Deal, ...] = ()

    @property
    def level(self) -> bool:
        """Whether the step is the whole pipeline of last quarter or of now, and not a change."""
        return self.step in LEVELS


def waterfall(plan: Plan, old: Plan | None) -> tuple[WaterfallStep, ...]:
    """The steps from last quarter's weighted pipeline to this one's; empty without an old plan or any deals.

    A deal leaves the pipeline with its last weighted amount: as won or lost by its stage, else as dropped. A deal that
    was not open last quarter is new. Steps without a deal are left out.
    """
    if old is None or not (old.deals or plan.deals):
        return ()
    if in_money_of(plan, Amount(0), old) is None:
        return ()
    level = Fraction(0)
    changes: dict[PipelineStep, list[tuple[Deal, Fraction]]] = {step: [] for step in PipelineStep}
    for was, now in _pairs(old, plan):
        before, after = _weight(was, old, plan), _weight(now, plan, plan)
        level += before
        if deal := now or was:
            step = _step(now, after - before) if was and is_open(was) else PipelineStep.NEW
            changes[step].append((deal, after - before))
    return _steps(changes, level)


def _pairs(old: Plan, plan: Plan) -> Iterator[tuple[Deal | None, Deal | None]]:
    """Every deal of the two plans as it was and as it is; none if a plan does not have it."""
    same = matched_deals(old, plan)
    yield from same.both
    yield from ((was, None) for was in (*same.gone, *same.uncertain[0]))
    yield from ((None, now) for now in (*same.new, *same.uncertain[1]))


def _weight(deal: Deal | None, plan: Plan, target: Plan) -> Fraction:
    """The exact weighted amount of a deal of `plan` in the unit of `target`; 0 if it is not open."""
    if deal is None or not is_open(deal):
        return Fraction(0)
    return weight(in_money_of(target, deal.amount or Amount(0), plan) or Amount(0), deal.probability)


def _step(now: Deal | None, change: Fraction) -> PipelineStep:
    """The step of a deal that was open last quarter."""
    if now is not None and is_open(now):
        return PipelineStep.MOVED_UP if change >= 0 else PipelineStep.MOVED_DOWN
    match now.meaning if now else None:
        case Stage.WON:
            return PipelineStep.WON
        case Stage.LOST:
            return PipelineStep.LOST
        case _:
            return PipelineStep.DROPPED


def _steps(changes: dict[PipelineStep, list[tuple[Deal, Fraction]]], level: Fraction) -> tuple[WaterfallStep, ...]:
    """The changes as steps that start at a level, between the levels of both quarters."""
    present = [(step, deals) for step, deals in changes.items() if any(change for _, change in deals)]
    levels = [level]
    for _, deals in present:
        levels.append(levels[-1] + sum((change for _, change in deals), Fraction(0)))
    steps = [
        WaterfallStep(
            step, Amount(end - start), Amount(start), Amount(end), tuple(deal for deal, change in deals if change)
        )
        for (step, deals), (start, end) in zip(present, pairwise(levels), strict=True)
    ]
    return (_level(PipelineStep.PREVIOUS, levels[0]), *steps, _level(PipelineStep.NOW, levels[-1]))


def _level(step: PipelineStep, level: Fraction) -> WaterfallStep:
    return WaterfallStep(step, Amount(level), Amount(0), Amount(level))
