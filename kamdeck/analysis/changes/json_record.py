"""Changes as plain values for JSON: dates and words as they are in plans, amounts as numbers without a currency."""

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
    OutcomeChange,
    OwnFieldChange,
    PersonChange,
    PromiseChange,
    RiskChange,
    RivalChange,
    ScoreChange,
    Uncompared,
    WhitespaceChange,
)
from kamdeck.analysis.figures import Figure
from kamdeck.model import Plan
from kamdeck.model.stages import DealStage
from kamdeck.model.values import Company, Text, Unit, Word

Record = dict[str, Any]
Fields = tuple[tuple[str, object], ...]


def record(changes: Changes, plan: Plan) -> Record:
    """All changes up to a plan; amounts are in the unit of the plan's money, shares are from 0 to 1."""
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
    """A value of a plan for JSON; a text in several languages is a mapping of language to text."""
    match value:
        case Text():
            by_language = dict(value.translations)
            return by_language or value.plain
        case Company() | Unit():
            return value.id or value_of(value.name)
        case Word() | DealStage() | date():
            return str(value)
        case float():
            # Nine decimals remove floating-point noise such as 0.30000000000000004, and keep every digit of a plan.
            return int(value) if value == int(value) else round(float(value), 9)
        case _:
            return value


def _change(change: Change) -> Record:
    return {
        "change": str(change.kind),
        **{name: value_of(value) for name, value in _fields(change) if value is not None},
    }


def _fields(change: Change) -> Fields:
    """The fields that identify the entry and describe its change."""
    match change:
        case DealChange(deal=deal):
            fields: Fields = (("id", deal.id or None), ("name", deal.name), ("amount", change.amount))
            return (*fields, ("date", change.date), _differences(change.differences))
        case PersonChange(person=person):
            return (("id", person.id or None), ("name", person.name), _differences(change.differences))
        case ActionChange(action=action):
            fields = (
                ("id", action.id or None),
                ("action", action.action),
                ("owner", action.owner),
                ("due", action.due),
            )
            return (*fields, ("days", change.days), ("new", change.new or None), _differences(change.differences))
        case PromiseChange(promise=promise):
            fields = (("text", promise.text), ("owner", promise.owner), ("due", promise.due), ("days", change.days))
            return (*fields, _differences(change.differences))
        case ScoreChange():
            return (("criterion", change.criterion), ("company", change.company), _differences((change.difference,)))
        case RivalChange(rival=rival):
            known = (change.difference,) if change.difference else ()
            return (("company", rival.company), ("threat", rival.threat), _differences(known))
        case OutcomeChange(outcome=outcome):
            known = (change.difference,) if change.difference else ()
            fields = (("outcome", outcome.outcome), ("unit", outcome.unit), ("confirmed_by", outcome.confirmed_by))
            return (*fields, _differences(known))
        case RiskChange(risk=risk):
            known = (change.difference,) if change.difference else ()
            return (("risk", risk.risk), ("action", risk.action), ("level", risk.level), _differences(known))
        case OwnFieldChange():
            values = (("before", change.before), ("after", change.after))
            return (("of", change.of), ("field", change.field), *values)
        case WhitespaceChange(field=field):
            fields = (("unit", field.unit), ("offering", field.offering), ("amount", change.amount))
            return (*fields, _differences((change.difference,)))


def _differences(differences: Iterable[Difference]) -> tuple[str, object]:
    listed = [
        {"field": each.field, "before": value_of(each.before), "after": value_of(each.after)} for each in differences
    ]
    return "differences", listed or None


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
