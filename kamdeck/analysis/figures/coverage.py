"""Figures of people: how many decision makers we cover, by level, and the load of our own roles, by month."""

import math
from collections.abc import Iterable
from typing import TypeVar

from kamdeck.analysis.figures.arithmetic import known_as, quotient
from kamdeck.dataclass import dataclass
from kamdeck.documented import documented
from kamdeck.message import Message
from kamdeck.model import Person, Plan, Resource
from kamdeck.model.values import Contact, Days, Level, Month, Quantity, Role, Share, Text

DECIDING = (Role.DECISION_MAKER, Role.APPROVER)


@dataclass(frozen=True, slots=True)
class LevelCoverage:
    """The decision makers and approvers of a level, and how many are covered; `level` is None for those without one."""

    level: Level | None
    total: Quantity
    covered: Quantity
    share: Share
    uncovered: tuple[Person, ...]


_BANDS = (("high", 0.9), ("middle", 0.7), ("fair", 0.5))
"""The bands of loads up to the capacity, each with its least load; lower ones are low."""
LEAST_ROLES = 2
"""The least number of roles that a total of loads adds up."""


class Workload:
    """What a demand says beside a capacity, in person-days; a base of rows with these fields."""

    __slots__ = ()
    demand: Days
    capacity: Days | None
    load: Share | None

    @property
    def over(self) -> bool:
        """Whether the demand exceeds the capacity."""
        return self.capacity is not None and self.demand > self.capacity

    @property
    def band(self) -> str:
        """The band of the load: low, fair, middle, high or over; empty if it is unknown whether it is over."""
        return "over" if self.over else band(self.load)

    @property
    def rank(self) -> float:
        """The load for comparisons, infinite if there is a demand on a capacity of 0; −1 if it is unknown."""
        if self.load is None:
            return math.inf if self.over else -1.0
        return self.load


WorkloadType = TypeVar("WorkloadType", bound=Workload)


@dataclass(frozen=True, slots=True)
class LoadRow(Workload):
    """The demand for a role in a month and its capacity, in person-days; `load` is demand ÷ capacity.

    The load on a capacity of 0 is unknown, although any demand exceeds it.
    """

    role: Text | None
    month: Month
    demand: Days
    capacity: Days | None
    load: Share | None

    @property
    def days(self) -> Message | Days:
        """The person-days that are wanted, of those that there are if this is known."""
        return (
            Message("load.days", demand=self.demand, capacity=self.capacity)
            if self.capacity is not None
            else self.demand
        )

    @property
    def short(self) -> Message | None:
        """The person-days that are missing; None if there are enough, or if their number is not known."""
        if not self.capacity or self.demand <= self.capacity:
            return None
        return Message("load.short", days=Message("counted.days", count=Days(self.demand - self.capacity)))


def band(load: Share | None) -> str:
    """The band by which heat maps colour a load: low to 50 % of capacity, fair to 70, middle to 90, high to 100."""
    if load is None:
        return ""
    # A load of exactly 90 % is high, as one of 100 % is.
    return "over" if load > 1 else next((name for name, least in _BANDS if load >= least), "low")


def deciders(plan: Plan) -> tuple[Person, ...]:
    """The customer's decision makers and approvers."""
    return tuple(person for person in plan.profile.people if person.role in DECIDING)


def is_covered(person: Person) -> bool:
    """Whether somebody in our team is responsible for a person and has met the person at least briefly."""
    return bool(person.owner) and person.contact not in (None, Contact.NONE)


def uncovered_deciders(plan: Plan) -> tuple[Person, ...]:
    """The decision makers and approvers without an owner or without contact."""
    return tuple(person for person in deciders(plan) if not is_covered(person))


def coverage_by_level(plan: Plan) -> tuple[LevelCoverage, ...]:
    """The coverage at each level that has a decision maker or approver, from the top."""
    rows = []
    for level in (*Level, None):
        people = [person for person in deciders(plan) if person.level == level]
        uncovered = tuple(person for person in people if not is_covered(person))
        if people:
            covered = len(people) - len(uncovered)
            share = Share(covered / len(people))
            rows.append(LevelCoverage(level, Quantity(len(people)), Quantity(covered), share, uncovered))
    return tuple(rows)


def load_rows(plan: Plan) -> tuple[LoadRow, ...]:
    """The load by role, in the plan's order, and by month."""
    return tuple(row for resource in plan.resources for row in load_of(resource))


def load_of(resource: Resource) -> tuple[LoadRow, ...]:
    """The load of a role by month."""
    return tuple(
        LoadRow(resource.role, month, demand, resource.capacity, known_as(Share, quotient(demand, resource.capacity)))
        for month, demand in sorted(resource.demand.items())
    )


def load_totals(plan: Plan) -> tuple[LoadRow, ...]:
    """The load of all roles with a known capacity together, by month; none where fewer than two are known."""
    known = [resource for resource in plan.resources if resource.capacity is not None]
    if len(known) < LEAST_ROLES:
        return ()
    capacity = Days(sum(resource.capacity or 0.0 for resource in known))
    rows = []
    for month in sorted({month for resource in known for month in resource.demand}):
        demand = Days(sum(resource.demand.get(month, 0.0) for resource in known))
        rows.append(LoadRow(None, month, demand, capacity, known_as(Share, quotient(demand, capacity))))
    return tuple(rows)


def load_peak(plan: Plan) -> LoadRow | None:
    """The role and month with the highest load, the first of several; a demand on a capacity of 0 is the highest."""
    return highest(load_rows(plan))


def highest(rows: Iterable[WorkloadType]) -> WorkloadType | None:
    """The first row with the highest load; none if no load is known."""
    return max((row for row in rows if row.rank >= 0), key=lambda row: row.rank, default=None)


# -- figures -------------------------------------------------------------------------------------------------------


@documented("The number of decision makers and approvers; unknown if the plan has no people.")
def decision_makers(plan: Plan) -> Quantity | None:
    return Quantity(len(deciders(plan))) if plan.profile.people else None


@documented("The number of decision makers and approvers with an owner and at least brief contact.")
def decision_makers_covered(plan: Plan) -> Quantity | None:
    covered = sum(is_covered(person) for person in deciders(plan))
    return Quantity(covered) if deciders(plan) else None


@documented("Those with an owner and at least brief contact ÷ all decision makers and approvers; a share (0 to 1).")
def decision_maker_coverage(plan: Plan) -> Share | None:
    return known_as(Share, quotient(decision_makers_covered(plan), decision_makers(plan)))


def _at(plan: Plan, level: Level) -> Share | None:
    return next((row.share for row in coverage_by_level(plan) if row.level == level), None)


@documented("The coverage of decision makers and approvers at the executive level; a share (0 to 1).")
def executive_coverage(plan: Plan) -> Share | None:
    return _at(plan, Level.EXECUTIVE)


@documented("The coverage of decision makers and approvers at the management level; a share (0 to 1).")
def management_coverage(plan: Plan) -> Share | None:
    return _at(plan, Level.MANAGEMENT)


@documented("The coverage of decision makers and approvers at the operational level; a share (0 to 1).")
def operational_coverage(plan: Plan) -> Share | None:
    return _at(plan, Level.OPERATIONAL)


@documented(
    "The highest demand ÷ capacity of any role in any month; a share, above 1 if demand exceeds capacity; "
    "unknown if there is a demand for a role with a capacity of 0."
)
def load(plan: Plan) -> Share | None:
    peak = load_peak(plan)
    return peak.load if peak else None
