"""The lists that a profile has beside its drawings and figures, so that no field of a plan is missing from it."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from kamdeck.analysis.figures.satisfaction import whitespace_cells
from kamdeck.analysis.measures import Shown, with_unit
from kamdeck.dataclass import dataclass
from kamdeck.model import Deal, ListedUnit, Member, Offering, Plan, PlanPart, Whitespace
from kamdeck.model.values import DealId, Id, PersonId, Text, Unit, WhitespaceStatus


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit of the customer's, the unit that it belongs to, and the people in it."""

    name: Text
    parent: Unit | None
    people: tuple[PersonId, ...]


@dataclass(frozen=True, slots=True)
class MeasurementRow:
    """A measurement of an outcome, with the outcome's unit."""

    outcome: Text | None
    date: date | None
    value: Shown
    source: Text | None


@dataclass(frozen=True, slots=True)
class DealEventRow:
    """Something that happened in a deal."""

    deal: Text | DealId
    date: date | None
    event: Text | None


def named_team(plan: Plan) -> tuple[Member, ...]:
    """The members of the team whom the plan names; the list of a team may serve many plans."""
    named = _named(plan)
    return tuple(member for member in plan.team if member.id in named)


def customer_team(plan: Plan) -> tuple[Member, ...]:
    """The members whom the customer's edition presents: our manager and sponsor first, then the others it names.

    All members are presented where it names none.
    """
    first = (plan.account.manager, plan.account.sponsor)
    return tuple(sorted(named_team(plan), key=lambda each: each.id not in first)) or plan.team


def named_offerings(plan: Plan) -> tuple[Offering, ...]:
    """Our offerings that the plan names; the list of offerings may serve many plans."""
    named = _named(plan)
    return tuple(offering for offering in plan.vendor.offerings if offering.id in named)


def units(plan: Plan) -> tuple[UnitRow, ...]:
    """The units of the catalogue in its order, each with its people."""
    return tuple(UnitRow(unit.name, unit.parent, tuple(_people_of(plan, unit))) for unit in plan.units)


def measurements(plan: Plan) -> tuple[MeasurementRow, ...]:
    """Every measurement of the outcomes, outcome by outcome."""
    return tuple(
        MeasurementRow(outcome.outcome, each.date, with_unit(each.value, outcome.unit), each.source)
        for outcome in plan.outcomes
        for each in outcome.measured
    )


def whitespace_details(plan: Plan) -> tuple[Whitespace, ...]:
    """The fields of which a matrix, which has an amount and a holder for each, does not show everything."""
    cells = zip(plan.strategy.whitespace, whitespace_cells(plan), strict=True)
    return tuple(field for field, cell in cells if _has_more(field, cell.amount))


def _has_more(field: Whitespace, amount: float | None) -> bool:
    others = [each for each in (field.potential, field.revenue) if each not in (None, amount)]
    hidden = field.supplier is not None and not field.supplier.ours and field.status != WhitespaceStatus.COMPETITOR
    return bool(others) or hidden


def deal_events(plan: Plan) -> tuple[DealEventRow, ...]:
    """What happened in the deals, deal by deal."""
    return tuple(DealEventRow(_name(deal), each.date, each.event) for deal in plan.deals for each in deal.events)


def _name(deal: Deal) -> Text | DealId:
    return deal.name or deal.id


def _people_of(plan: Plan, unit: ListedUnit) -> Iterator[PersonId]:
    for person in plan.profile.people:
        if person.unit and (person.unit.name == unit.name or (unit.id and person.unit.id == unit.id)):
            yield person.id


def _named(plan: Plan) -> set[str]:
    """The ids to which fields of the plan refer; the id of an entry itself is no reference."""
    return {str(each) for each in _references(plan)}


def _references(value: Any) -> Iterator[Id]:
    match value:
        case Id():
            yield value
        case PlanPart():
            for name in type(value).model_fields:
                if name != "id":
                    yield from _references(getattr(value, name))
        case tuple():
            for entry in value:
                yield from _references(entry)
