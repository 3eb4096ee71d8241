"""Changes go in, a record of plain values comes out, for JSON: dates and words as plans write them, amounts bare."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from kamdeck.analysis.changes import (
    ActionChange,
    Change,
    Changes,
    DealChange,
    Difference,
    EndedQuarter,
    PersonChange,
    PromiseChange,
    RivalChange,
    ScoreChange,
    Uncompared,
    WhitespaceChange,
)
from kamdeck.analysis.figures import Figure
from kamdeck.model import Plan
from kamdeck.model.values import Company, Text, Unit, Word

Record = dict[str, Any]
Fields = tuple[tuple[str, object], ...]


def record(changes: Changes, plan: Plan) -> Record:
    """Everything that has changed up to a plan; amounts are in the plan's money, shares are parts of one."""
    return {
        "account": {"id": str(plan.account.id), "name": value_of(plan.account.name)},
        "from": str(changes.since),
        "to": str(plan.period),
        "money": {"currency": plan.money.currency, "unit": str(plan.money.unit)},
        "last_quarter": _ended(changes.ended) if changes.ended else None,
        **{name: [_change(each) for each in listed] for name, listed in changes.lists.items()},
        "figures": [_figure(figure) for figure in changes.figures],
        "not_compared": [_limit(limit) for limit in changes.uncompared],
    }


def value_of(value: object) -> Any:
    """A value of a plan as JSON has it; a text in several languages is a mapping of them."""
    match value:
        case Text():
            spoken = {language: said for language, said in (("en", value.en), ("zh", value.zh)) if said}
            return spoken or value.plain
        case Company() | Unit():
            return value.id or value_of(value.name)
        case Word() | date():
            return str(value)
        case float():
            return int(value) if value == int(value) else round(float(value), 9)
        case _:
            return value


def _change(change: Change) -> Record:
    return {"change": str(change.kind), **{name: value_of(value) for name, value in _what(change) if value is not None}}


def _what(change: Change) -> Fields:
    """The fields that tell which thing has changed, and how."""
    match change:
        case DealChange(deal=deal):
            told: Fields = (("id", deal.id or None), ("name", deal.name), ("amount", change.amount))
            return (*told, ("date", change.date), _differences(change.differences))
        case PersonChange(person=person):
            return (("id", person.id or None), ("name", person.name), _differences(change.differences))
        case ActionChange(action=action):
            told = (("id", action.id or None), ("action", action.action), ("owner", action.owner), ("due", action.due))
            return (*told, ("days", change.days), ("new", change.new or None), _differences(change.differences))
        case PromiseChange(promise=promise):
            told = (("text", promise.text), ("owner", promise.owner), ("due", promise.due), ("days", change.days))
            return (*told, _differences(change.differences))
        case ScoreChange():
            return (("criterion", change.criterion), ("company", change.company), _differences((change.difference,)))
        case RivalChange(rival=rival):
            known = (change.difference,) if change.difference else ()
            return (("company", rival.company), ("threat", rival.threat), _differences(known))
        case WhitespaceChange(field=field):
            told = (("unit", field.unit), ("offering", field.offering), ("amount", change.amount))
            return (*told, _differences((change.difference,)))


def _differences(differences: Iterable[Difference]) -> tuple[str, object]:
    told = [
        {"field": each.field, "before": value_of(each.before), "after": value_of(each.after)} for each in differences
    ]
    return "differences", told or None


def _ended(quarter: EndedQuarter) -> Record:
    return {
        "period": str(quarter.period),
        "result": value_of(quarter.result),
        "target": value_of(quarter.target),
        "attainment": value_of(quarter.attainment),
        "won": [_change(each) for each in quarter.won],
        "lost": [_change(each) for each in quarter.lost],
    }


def _figure(figure: Figure) -> Record:
    return {"figure": figure.name, "before": value_of(figure.previous), "after": value_of(figure.value)}


def _limit(limit: Uncompared) -> Record:
    return {"what": limit.what, "why": str(limit.kind), "before": limit.before, "after": limit.after}
