"""The weighted pipeline since last quarter, step by step: two plans go in, steps that add up come out; our money."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from kamdeck.analysis.figures.money_units import in_money_of
from kamdeck.analysis.figures.pipeline import matched_deals, weight
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
    """One step: a change from `start` to `end`, or, where `level`, all that there is; the deals that make it up.

    Every step starts where the one before it ends; rounding is left to whoever writes the numbers.
    """

    step: PipelineStep
    value: Amount
    start: Amount
    end: Amount
    deals: tuple[Deal, ...] = ()

    @property
    def level(self) -> bool:
        """Whether the step is a level, last quarter's or now's, and not a change."""
        return self.step in LEVELS


def waterfall(plan: Plan, old: Plan | None) -> tuple[WaterfallStep, ...]:
    """From last quarter's weighted pipeline to this one's; none without an old plan, or where neither has deals.

    A deal leaves the pipeline at its last weight: as won or lost where its stage says so, as dropped where the plan no
    longer has it open. A deal that was not open last quarter is new. Steps that no deal makes are left out.
    """
    if old is None or not (old.deals or plan.deals):
        return ()
    if in_money_of(plan, Amount(0), old) is None:
        return ()
    level = Fraction(0)
    moved: dict[PipelineStep, list[tuple[Deal, Fraction]]] = {step: [] for step in PipelineStep}
    for was, now in _pairs(old, plan):
        before, after = _weight(was, old, plan), _weight(now, plan, plan)
        level += before
        if deal := now or was:
            step = _step(now, after - before) if was and is_open(was) else PipelineStep.NEW
            moved[step].append((deal, after - before))
    return _chained(moved, level)


def _pairs(old: Plan, plan: Plan) -> Iterator[tuple[Deal | None, Deal | None]]:
    """Every deal of the two plans as it was and as it is."""
    same = matched_deals(old, plan)
    yield from same.both
    yield from ((was, None) for was in (*same.gone, *same.unsure[0]))
    yield from ((None, now) for now in (*same.new, *same.unsure[1]))


def _weight(deal: Deal | None, plan: Plan, unit: Plan) -> Fraction:
    """What a deal of a plan weighs while it is open, exactly, in the unit of another plan."""
    if deal is None or not is_open(deal):
        return Fraction(0)
    return weight(in_money_of(unit, deal.amount or Amount(0), plan) or Amount(0), deal.probability)


def _step(now: Deal | None, change: Fraction) -> PipelineStep:
    """What became of a deal that was open last quarter."""
    if now is not None and is_open(now):
        return PipelineStep.MOVED_UP if change >= 0 else PipelineStep.MOVED_DOWN
    match now.stage if now else None:
        case Stage.WON:
            return PipelineStep.WON
        case Stage.LOST:
            return PipelineStep.LOST
        case _:
            return PipelineStep.DROPPED


def _chained(moved: dict[PipelineStep, list[tuple[Deal, Fraction]]], level: Fraction) -> tuple[WaterfallStep, ...]:
    """The changes as steps from a level on, with the levels at both ends."""
    changes = [(step, deals) for step, deals in moved.items() if any(change for _, change in deals)]
    levels = [level]
    for _, deals in changes:
        levels.append(levels[-1] + sum((change for _, change in deals), Fraction(0)))
    steps = [
        WaterfallStep(
            step, Amount(end - start), Amount(start), Amount(end), tuple(deal for deal, change in deals if change)
        )
        for (step, deals), (start, end) in zip(changes, pairwise(levels), strict=True)
    ]
    return (_level(PipelineStep.PREVIOUS, levels[0]), *steps, _level(PipelineStep.NOW, levels[-1]))


def _level(step: PipelineStep, level: Fraction) -> WaterfallStep:
    return WaterfallStep(step, Amount(level), Amount(0), Amount(level))
