"""What of a plan lies in the quarter that ended, and so has no place in the next one: decisions, steps, demand.

Past are decisions whose `due`, and steps of the decision process whose `date`, lies before the next quarter, and the
demand of its months. A decision without a date is not taken out but asked for, since nobody can tell whether it was
made. The plan that `kamdeck next` leaves behind holds all of it.
"""

from collections.abc import Iterator
from datetime import date
from textwrap import shorten

from kamdeck.model import Decision, DecisionStep, Plan
from kamdeck.model.periods import Month, Quarter
from kamdeck.model.states import targets_of
from kamdeck.model.values import Text
from kamdeck.plan_io.rollforward.yaml_spans import Span

DATED = {"decisions": (("decisions",), "due", "ask"), "steps": (("profile", "decision_process"), "date", "step")}
"""Where each list of dated things stands, the field that holds the date, and the one that says what it is."""
SHOWN = 60
"""Letters of a text that are enough to know it by."""


def is_past(day: str, period: Quarter) -> bool:
    """Whether a day as a plan writes it lies before a quarter."""
    try:
        return date.fromisoformat(day) < period.first_day
    except ValueError:
        return False


def past_items(name: str, listed: Span, period: Quarter) -> dict[int, str]:
    """The entries of a list as it is written that lie before a quarter: their indices, and what they are."""
    _, day, what = DATED[name]
    entries = enumerate(item.real() for item in listed.items)
    return {index: _text(entry.get(what)) for index, entry in entries if is_past(entry.said(day), period)}


def past_demand(resources: Span, period: Quarter) -> Iterator[tuple[Span, list[str]]]:
    """The demand of each role as it is written, with its months that lie before a quarter."""
    for item in resources.items:
        demand = item.get("demand")
        months = [key.value for key, _ in demand.pairs if key.value < period.months[0]] if demand else []
        if demand and months:
            yield demand, months


def left_over(plan: Plan, period: Quarter) -> Iterator[str]:
    """What of a plan still lies before a quarter, in words."""
    for decision in plan.decisions:
        if decision.due and decision.due < period.first_day:
            yield f"decision {_quoted(decision)}"
    for step in plan.profile.decision_process:
        if step.date and step.date < period.first_day:
            yield f"step {_quoted(step)} of the decision process"
    months = {month for resource in plan.resources for month in resource.demand if month < Month.of(period.first_day)}
    if months:
        yield f"demand of {', '.join(sorted(months))}"


def questions(plan: Plan) -> Iterator[str]:
    """What only a person can say of the quarter that has ended: its result, and which decisions were made."""
    row = targets_of(plan, plan.period)
    if row is not None:
        said = "it has no actual yet" if row.actual is None else f"its actual says {row.actual:g}"
        yield f"targets: what did {plan.period} close at? {said}"
    for decision in plan.decisions:
        if decision.due is None:
            yield f"decisions: was {_quoted(decision)} made? it has no date, and stays"


def _quoted(thing: Decision | DecisionStep) -> str:
    text = (thing.ask if isinstance(thing, Decision) else thing.step) or Text()
    return f"'{shorten(text.in_language('en'), SHOWN, placeholder='…')}'"


def _text(spot: Span | None) -> str:
    """What a text says, in the first of its languages."""
    found = spot.real() if spot else None
    if found and found.pairs:
        found = found.pairs[0][1].real()
    return f"'{shorten(found.value, SHOWN, placeholder='…')}'" if found else "one without a name"
