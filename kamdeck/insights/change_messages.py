"""What a change between two quarters says: a message for each kind of change, for documents and `kamdeck changes`."""

from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

from kamdeck.analysis.changes import (
    ActionChange,
    ActionMove,
    Change,
    ClosedDeals,
    DealChange,
    DealMove,
    Difference,
    EndedQuarter,
    Limit,
    OutcomeChange,
    OwnFieldChange,
    PersonChange,
    PersonMove,
    PromiseChange,
    RiskChange,
    RiskMove,
    RivalChange,
    RivalMove,
    ScoreChange,
    Uncompared,
    WhitespaceChange,
)
from kamdeck.analysis.figures import Figure, Growth, figures
from kamdeck.analysis.figures.figure import AmountChange
from kamdeck.analysis.measures import with_unit
from kamdeck.message import Clauses, Message, clauses
from kamdeck.model import Plan
from kamdeck.model.numbers import Number
from kamdeck.model.values import Amount, Days, Period, Text

MOST_NAMED = 3
"""The most deals that a sentence names; more are only counted."""
Value = TypeVar("Value", bound=float)
ListedChange = Change | Figure | Uncompared
AnyChange = ListedChange | EndedQuarter | ClosedDeals | Growth
SECTIONS = frozenset(("competition",))
"""The lists that cannot be compared which are named like a section; the others are named like a topic."""


def change_message(change: AnyChange, plan: Plan) -> Message | Clauses | None:
    """What a change says; none for a quarter of which neither the result nor a closed deal is known.

    A growth becomes a predicate without a subject, such as "grew 3.4 % on 2025 to CNY 42 bn".

    Args:
        change: The change.
        plan: The plan of this quarter, to which the change led.
    """
    match change:
        case EndedQuarter():
            return quarter_message(change, plan)
        case ClosedDeals():
            return closed_deals_message(change, plan)
        case Growth():
            return growth_message(change)
        case Figure():
            return figure_message(change, plan)
        case Uncompared():
            return _uncompared(change)
        case OwnFieldChange():
            values = {"of": change.of, "field": change.field, "before": change.before, "after": change.after}
            return Message(f"change.{change.kind.key}", **values)
        case _:
            head = _head(change, plan)
            details = tuple(detail for detail in _details(change) if detail is not None)
            return Message("change.details", head=head, details=details) if details else head


# -- what has changed ----------------------------------------------------------------------------------------------


def _head(change: Change, plan: Plan) -> Message:
    values: dict[str, Any] = {"what": _subject(change)}
    if isinstance(change, ScoreChange):
        rated = (
            Message("change.score.theirs", company=change.company) if change.company else Message("change.score.ours")
        )
        values["who"] = rated
    if isinstance(change, DealChange) and change.quarter:
        return Message(f"change.closed_in.{change.kind}", quarter=quarter_name(change.quarter, plan), **values)
    return Message(f"change.{change.kind.key}", **values)


def quarter_name(quarter: Period, plan: Plan) -> Message:
    """A quarter, with its year unless it is the previous quarter or in the year under review."""
    recent = quarter.year == plan.period.year or quarter == plan.period.previous()
    return Message("change.quarter_name.recent" if recent else "change.quarter_name.older", quarter=quarter)


def _subject(change: Change) -> object:
    match change:
        case DealChange():
            return _name_of(change)
        case PersonChange():
            return change.person.name
        case ActionChange():
            return change.action.action or change.action.id
        case PromiseChange():
            return change.promise.text
        case ScoreChange():
            return change.criterion
        case RivalChange():
            return change.rival.company
        case OutcomeChange():
            return change.outcome.outcome
        case RiskChange():
            return change.risk.risk
        case OwnFieldChange():
            return change.of
        case WhitespaceChange():
            return Message("change.field", unit=change.field.unit, offering=change.field.offering)


def _name_of(change: DealChange) -> Text:
    """The name of a deal, or else its id. A deal that was removed from the plan can only be named from the change."""
    return change.deal.name or Text(plain=change.deal.id or None)


def _details(change: Change) -> Iterator[object]:
    match change:
        case DealChange():
            yield from _deal_details(change)
        case PersonChange():
            if change.kind in (PersonMove.JOINED, PersonMove.LEFT):
                yield from (each for each in (change.person.title, change.person.unit) if each)
            yield from _differences(change.differences)
        case ActionChange():
            yield from _action_details(change)
        case PromiseChange():
            yield _late(change.days)
            yield from _differences(change.differences)
        case RivalChange():
            if change.kind == RivalMove.NEW and change.rival.threat:
                yield Message("change.threat", threat=change.rival.threat)
            yield from _differences(filter(None, (change.difference,)))
        case ScoreChange():
            yield from _differences((change.difference,))
        case OutcomeChange():
            yield _measured(change)
            if change.outcome.confirmed_by:
                yield Message("change.confirmed_by", person=change.outcome.confirmed_by)
        case RiskChange():
            if change.kind == RiskMove.NEW:
                yield change.risk.answer
            yield from _differences(filter(None, (change.difference,)))
        case WhitespaceChange():
            yield change.amount or None
            yield from _differences((change.difference,))


def _deal_details(change: DealChange) -> Iterator[object]:
    if not any(each.field == "amount" for each in change.differences):
        yield change.amount
    if change.kind in (DealMove.WON, DealMove.LOST):
        known = {each.field: each for each in change.differences}
        yield from _differences(filter(None, (known.get("amount"),)))
        if moved := known.get("close"):
            yield Message("change.on_instead", date=moved.after, planned=moved.before)
        elif change.date:
            yield Message("change.on", date=change.date)
        return
    if change.kind == DealMove.NEW and change.deal.close:
        yield Message("change.closes", date=change.deal.close)
    yield from _differences(change.differences)


def _action_details(change: ActionChange) -> Iterator[object]:
    action, moved = change.action, bool(change.differences)
    if change.kind in (ActionMove.DONE, ActionMove.DROPPED):
        yield action.outcome or None
        return
    if change.kind == ActionMove.OVERDUE:
        yield _late(change.days)
    elif action.due and not moved:
        yield Message("change.due", date=action.due)
    yield from _differences(change.differences)
    yield action.owner


def _measured(change: OutcomeChange) -> object:
    """The values of an outcome before and now, with their unit; only the one now where it is the first."""
    if change.difference is None:
        return None
    before, after = (
        with_unit(value, change.outcome.unit) if isinstance(value, Number) else None
        for value in (change.difference.before, change.difference.after)
    )
    return after if before is None else Message("change.difference.any", before=before, after=after)


def _late(days: Days | None) -> Message | None:
    return None if days is None else Message("change.late", days=Message("counted.days", count=days))


DIFFERENCES = frozenset(("probability", "amount", "close", "due", "owner", "satisfaction"))
"""The fields whose differences have a sentence of their own."""


def _differences(differences: Iterable[Difference]) -> Iterator[Message]:
    for each in differences:
        before, after = (
            Message("change.nobody") if value is None and each.field == "owner" else value
            for value in (each.before, each.after)
        )
        kind = each.field if each.field in DIFFERENCES else "any"
        yield Message(f"change.difference.{kind}", before=before, after=after)


def figure_message(figure: Figure, plan: Plan) -> Message:
    """How a figure has moved since last quarter."""
    key = "change.figure.up" if (figure.change or 0) > 0 else "change.figure.down"
    moved = Message(key, what=Message(f"figure.{figure.name}"), before=figure.previous, after=figure.value)
    undated = undated_message(figure, plan)
    return Message("change.remarked", text=moved, remark=undated) if undated else moved


def undated_message(figure: Figure, plan: Plan) -> Message | None:
    """The remark on a pipeline coverage that it leaves out open deals without a date; none if there are none."""
    undated = figures(plan).undated.value
    if figure.name != "pipeline_coverage" or figure.value is None or not undated:
        return None
    return Message("change.undated", amount=undated)


def _uncompared(limit: Uncompared) -> Message:
    nothing = Message("change.no_currency") if limit.kind != Limit.LANGUAGE else None
    kind = "section" if limit.what in SECTIONS else "topic"
    return Message(
        f"change.{limit.kind.key}",
        what=Message(f"{kind}.{limit.what}"),
        before=limit.before or nothing,
        after=limit.after or nothing,
    )


# -- how a quarter ended -------------------------------------------------------------------------------------------


def quarter_message(quarter: EndedQuarter, plan: Plan) -> Message | Clauses | None:
    """The result of a quarter, with the deals won and lost in it; none where neither is known."""
    name = quarter_name(quarter.period, plan)
    closed = [_named(DealMove.WON, quarter.won, quarter.result)] if quarter.won else []
    closed += [_named(DealMove.LOST, quarter.lost, None)] if quarter.lost else []
    if quarter.result is None:
        return Message("change.quarter.deals", quarter=name, deals=clauses(*closed)) if closed else None
    # The target of the quarter under review is often near by, and is shown in the same unit.
    values = {"quarter": name, "result": quarter.result, "next_target": figures(plan).target}
    case = "closed" if quarter.result else "nothing"
    if quarter.target is None:
        return clauses(Message(f"change.quarter.{case}", **values), *closed)
    return clauses(Message(f"change.quarter.{case}_of", target=quarter.target, **values), *closed)


def _named(kind: DealMove, deals: tuple[DealChange, ...], stated: Amount | None) -> Message:
    """Deals that were won or lost: their names if they are few, otherwise their number.

    Their amount is added unless it equals `stated`, the result that the sentence already gives.
    """
    named = [name for each in deals if (name := _name_of(each))]
    what = tuple(named) if len(named) == len(deals) <= MOST_NAMED else Message("counted.deals", count=len(deals))
    amount = ClosedDeals(kind, None, deals).amount
    text = Message(f"change.quarter.{kind}", what=what)
    return text if amount is None or amount == stated else Message("change.worth", text=text, amount=amount)


def closed_deals_message(closed: ClosedDeals, plan: Plan) -> Message:
    """The number of deals won or lost in a quarter, and their amount."""
    what = Message("counted.deals", count=len(closed.deals))
    if closed.quarter:
        text = Message(f"change.short.{closed.kind}_in", what=what, quarter=quarter_name(closed.quarter, plan))
    else:
        text = Message(f"change.short.{closed.kind}", what=what)
    return text if closed.amount is None else Message("change.worth", text=text, amount=closed.amount)


def growth_message(growth: Growth) -> Message:
    """The growth of an amount on a year or over years, and whether it has turned in the latest year."""
    span = "average" if growth.average else "on_year"
    key = f"change.growth.{span}.{growth.direction}{'_forecast' if growth.forecast else ''}"
    years = {"first": growth.first, "last": growth.last}
    text = Message(key, rate=abs_of(growth.rate), value=growth.value, **years)
    if growth.latest is None:
        return text
    latest = growth.latest
    turn = Message(f"change.growth.but.{latest.direction}", rate=abs_of(latest.rate), first=latest.first)
    return Message("change.growth.turned", text=text, turn=turn)


def distance_of(figure: Figure) -> AmountChange | None:
    """How far the amount of a figure has moved since last quarter; none if an amount is unknown."""
    if figure.value is None or figure.previous is None:
        return None
    return AmountChange(figure.value, figure.previous)


def abs_of(value: Value) -> Value:
    """The size of a number, in its own type."""
    return type(value)(abs(value))
