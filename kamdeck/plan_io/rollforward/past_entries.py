"""Finds the entries of a plan that belong to the quarter that has ended: decisions, steps, monthly demand.

Decisions with a `due` date and steps of the decision process with a `date` before the next quarter are past, and so is
the demand of earlier months, with the ways out of an overload that was only in these months. A decision without a date
is not removed: the user is asked whether it was made. The archived plan keeps all of them. Risks and outcomes stay; the
user is asked about those of which the quarter has changed something.
"""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date

from pydantic_core import PydanticCustomError

from kamdeck.languages import LANGUAGES
from kamdeck.message import Message
from kamdeck.model import Plan
from kamdeck.model.periods import Month, Period
from kamdeck.model.scalars import number
from kamdeck.model.states import FINISHED, targets_of
from kamdeck.model.values import Text
from kamdeck.plan_io.rollforward.yaml_spans import Span

DATED = {"decisions": (("decisions",), "due", "ask"), "steps": (("profile", "decision_process"), "date", "step")}
"""For each list of dated entries: its path, the field with the date, and the field with the text."""


def is_past(day: str, period: Period) -> bool:
    """Whether a date, as written in a plan, is before a quarter; False where it is not a date."""
    try:
        return date.fromisoformat(day) < period.first_day
    except ValueError:
        return False


def past_items(name: str, items: Span, period: Period) -> dict[int, Text]:
    """The indices and texts of a list's entries that are before a quarter; `name` is a key of `DATED`."""
    _, day, what = DATED[name]
    entries = enumerate(item.real() for item in items.items)
    return {index: text_of(entry.get(what)) for index, entry in entries if is_past(entry.text(day), period)}


def past_demand(resources: Span, period: Period) -> Iterator[tuple[Span, list[str]]]:
    """The mapping of monthly demand of each resource, with its months before a quarter, where there are any."""
    for item in resources.items:
        demand = item.get("demand")
        months = [key.value for key, _ in demand.pairs if key.value < period.months[0]] if demand else []
        if demand and months:
            yield demand, months


def settled_options(resources: Span, period: Period) -> Iterator[tuple[Span, Span, Text]]:
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
            yield key, options, text_of(entry.get("role"))


def _days(span: Span | None) -> float | None:
    with suppress(PydanticCustomError):
        return None if span is None else number(span.real().value, "a number of days")
    return None


def left_over(plan: Plan, period: Period) -> Iterator[Message]:
    """Descriptions of the past entries that a rolled plan still has, because they are in an included file."""
    for decision in plan.decisions:
        if decision.due and decision.due < period.first_day:
            yield Message("next.kept.decisions", name=decision.ask or Text())
    for step in plan.profile.decision_process:
        if step.date and step.date < period.first_day:
            yield Message("next.kept.steps", name=step.step or Text())
    months = {month for resource in plan.resources for month in resource.demand if month < Month.of(period.first_day)}
    if months:
        yield Message("next.kept.demand", months=sorted(months))


def open_questions(plan: Plan) -> Iterator[Message]:
    """Questions to the user about the quarter that has ended: its result, and which decisions were made."""
    row = targets_of(plan, plan.period)
    if row is not None:
        case = "result_unknown" if row.actual is None else "result"
        yield Message(f"next.question.{case}", period=plan.period, actual=row.actual)
    for decision in plan.decisions:
        if decision.due is None:
            yield Message("next.question.decision", name=decision.ask or Text())
    for risk in plan.risks:
        if risk.action and plan.action(risk.action).status in FINISHED:
            yield Message("next.question.risk", name=risk.risk or Text(), action=str(risk.action))
    for outcome in plan.outcomes:
        days = [measured.date for measured in outcome.measured if measured.date]
        if not any(plan.period.first_day <= day <= plan.period.last_day for day in days):
            case = "outcome" if days else "outcome_unknown"
            yield Message(f"next.question.{case}", name=outcome.outcome or Text(), day=max(days, default=None))


def text_of(span: Span | None) -> Text:
    """A text of the plan as its file has it, in one or several languages; empty for none."""
    found = span.real() if span else None
    if found is None:
        return Text()
    if found.pairs:
        return Text(**{key.value: value.real().value for key, value in found.pairs if key.value in LANGUAGES})
    return Text(found.value)
