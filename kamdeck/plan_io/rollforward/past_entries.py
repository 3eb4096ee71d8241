"""Finds the entries of a plan that belong to the quarter that has ended: decisions, steps, monthly demand.

Decisions with a `due` date and steps of the decision process with a `date` before the next quarter are past, and so is
the demand of earlier months, with the ways out of an overload that was only in these months. A decision without a date
is not removed: the user is asked whether it was made. The archived plan keeps all of them. Risks and outcomes stay; the
user is asked about those of which the quarter has changed something.
"""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from textwrap import shorten

from pydantic_core import PydanticCustomError

from kamdeck.model import Plan
from kamdeck.model.periods import Month, Period
from kamdeck.model.scalars import number
from kamdeck.model.states import FINISHED, targets_of
from kamdeck.model.values import Text
from kamdeck.plan_io.rollforward.yaml_spans import Span

DATED = {"decisions": (("decisions",), "due", "ask"), "steps": (("profile", "decision_process"), "date", "step")}
"""For each list of dated entries: its path, the field with the date, and the field with the text."""
MAX_LENGTH = 60
"""The most characters of a text in a message."""


def is_past(day: str, period: Period) -> bool:
    """Whether a date, as written in a plan, is before a quarter; False where it is not a date."""
    try:
        return date.fromisoformat(day) < period.first_day
    except ValueError:
        return False


def past_items(name: str, items: Span, period: Period) -> dict[int, str]:
    """The indices and texts of a list's entries that are before a quarter; `name` is a key of `DATED`."""
    _, day, what = DATED[name]
    entries = enumerate(item.real() for item in items.items)
    return {index: _text(entry.get(what)) for index, entry in entries if is_past(entry.text(day), period)}


def past_demand(resources: Span, period: Period) -> Iterator[tuple[Span, list[str]]]:
    """The mapping of monthly demand of each resource, with its months before a quarter, where there are any."""
    for item in resources.items:
        demand = item.get("demand")
        months = [key.value for key, _ in demand.pairs if key.value < period.months[0]] if demand else []
        if demand and months:
            yield demand, months


def settled_options(resources: Span, period: Period) -> Iterator[tuple[Span, Span, str]]:
    """The key and list of the options of each resource that has no overload from a quarter on, and its role."""
    for item in resources.items:
        entry = item.real()
        key, options = next((pair for pair in entry.pairs if pair[0].value == "options"), (None, None))
        demand = entry.get("demand")
        capacity = _days(entry.get("capacity"))
        if key is None or options is None or not options.items or demand is None or capacity is None:
            continue
        ahead = [_days(value) or 0.0 for month, value in demand.real().pairs if month.value >= period.months[0]]
        if all(days <= capacity for days in ahead):
            yield key, options, _text(entry.get("role"))


def _days(span: Span | None) -> float | None:
    with suppress(PydanticCustomError):
        return None if span is None else number(span.real().value, "a number of days")
    return None


def left_over(plan: Plan, period: Period) -> Iterator[str]:
    """Descriptions of the past entries that a rolled plan still has, because they are in an included file."""
    for decision in plan.decisions:
        if decision.due and decision.due < period.first_day:
            yield f"decision {_quoted(decision.ask)}"
    for step in plan.profile.decision_process:
        if step.date and step.date < period.first_day:
            yield f"step {_quoted(step.step)} of the decision process"
    months = {month for resource in plan.resources for month in resource.demand if month < Month.of(period.first_day)}
    if months:
        yield f"demand of {', '.join(sorted(months))}"


def open_questions(plan: Plan) -> Iterator[str]:
    """Questions to the user about the quarter that has ended: its result, and which decisions were made."""
    row = targets_of(plan, plan.period)
    if row is not None:
        actual = "it has no actual yet" if row.actual is None else f"its actual is {row.actual:g}"
        yield f"targets: what did {plan.period} close at? {actual}"
    for decision in plan.decisions:
        if decision.due is None:
            yield f"decisions: was {_quoted(decision.ask)} made? it has no date and was kept"
    for risk in plan.risks:
        if risk.action and plan.action(risk.action).status in FINISHED:
            yield f"risks: is {_quoted(risk.risk)} over? its action {risk.action} has ended"
    for outcome in plan.outcomes:
        days = [measured.date for measured in outcome.measured if measured.date]
        if not any(plan.period.first_day <= day <= plan.period.last_day for day in days):
            known = f"it was last measured on {max(days)}" if days else "it has not been measured"
            yield f"outcomes: what does {_quoted(outcome.outcome)} measure now? {known}"


def _quoted(text: Text | None) -> str:
    return f"'{shorten((text or Text()).in_language('en'), MAX_LENGTH, placeholder='…')}'"


def _text(span: Span | None) -> str:
    """A text of the plan, in its first language."""
    found = span.real() if span else None
    if found and found.pairs:
        found = found.pairs[0][1].real()
    return f"'{shorten(found.value, MAX_LENGTH, placeholder='…')}'" if found else "one without a name"
