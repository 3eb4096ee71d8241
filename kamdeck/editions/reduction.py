"""Takes everything internal out of a plan before anything else happens, so that no document of it can know it.

What is left are the fields that declare themselves for everyone, in facts that do not say `audience: internal`, and the
shareable fields of actions that say `shared: yes`. References to what has gone are gone as well.
"""

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from kamdeck.analysis.memoize import memoize
from kamdeck.editions.hidden import Hidden
from kamdeck.model import Action, Ceo, CustomerCompetitor, Fact, Plan, PlanPart, audience, is_shareable
from kamdeck.model.deployment import Deployment
from kamdeck.model.paths import Where
from kamdeck.model.plan_texts import plan_texts
from kamdeck.model.values import Company, Unit

SUBJECTS: Mapping[type[PlanPart], str] = {Ceo: "person", CustomerCompetitor: "company"}
"""The field that says what a part is about; a part about somebody or something internal is internal as a whole."""
CATALOGUES = ("companies", "units")
"""The lists of names that are as public as the fields that use them."""
NOT_SHOWN = "aliases"
"""Other names serve to read a plan, and no document shows them."""
_Part = TypeVar("_Part", bound=PlanPart)


@memoize
def for_customer(plan: Plan) -> Plan:
    """The plan that the customer may see; a plan of the customer's edition as it is.

    It has no previous plan, whose name is internal, and `place` still finds the lines of what is left.
    """
    if plan.edition == "customer":
        return plan
    reduction = _Reduction(Hidden.of(plan), plan.deployment)
    found = reduction.part(plan, ())
    assert found is not None, "the account and the period are for everyone"
    reduced = _with_used_names(found, reduction)
    reduced._file, reduced._inputs, reduced._edition = plan.file, plan._inputs, "customer"
    reduced._ours, reduced._deployment = _plain_company(plan.ours), plan.deployment
    kept = reduction.kept
    reduced._places = lambda where: plan.place(original(where, kept))
    reduced._sources = plan.place
    reduced._written_at = lambda where: original(where, kept)
    return reduced


def original(where: Where, kept: Mapping[Where, tuple[int, ...]]) -> Where:
    """The path in the whole plan of a path in the reduced one; `kept` has the old indices of each list by its path."""
    steps: list[int | str] = []
    for number, step in enumerate(where):
        old = kept.get(where[:number], ()) if isinstance(step, int) else ()
        steps.append(old[step] if isinstance(step, int) and step < len(old) else step)
    return tuple(steps)


class _Reduction:
    """Reduces the parts of one plan; `kept` has, for the path of each list that is left, the old indices in it."""

    def __init__(self, hidden: Hidden, deployment: Deployment) -> None:
        self._hidden, self._deployment = hidden, deployment
        self.kept: dict[Where, tuple[int, ...]] = {}

    def part(self, part: _Part, where: Where) -> _Part | None:
        """The part without internal fields; None if nothing in it is left."""
        if isinstance(part, Fact) and part.audience:
            return None
        if (subject := SUBJECTS.get(type(part))) and self._hidden.has(getattr(part, subject)):
            return None
        shared = isinstance(part, Action) and part.shared
        given: dict[str, Any] = {}
        for name in type(part).model_fields:
            if name in part.model_fields_set and _is_shown(part, name, shared=shared):
                key = type(part).model_fields[name].alias or name
                value = self._value(getattr(part, name), (*where, key))
                if value is not None and value != ():
                    given[name] = value
        for key, field in self._deployment.fields_of(type(part)).items():
            value = part.own.get(key)
            # A layout can name a field that is not given, or that the customer may not see.
            given[key] = value if field.audience == "everyone" and not isinstance(part, Action) else None
        return _built(part, given) if any(value is not None for value in given.values()) else None

    def _value(self, value: Any, where: Where) -> Any:
        if isinstance(value, PlanPart):
            return self.part(value, where)
        if isinstance(value, tuple):
            return self._entries(value, where)
        # A mapping of values has no field that declares who may see each of them.
        if self._hidden.has(value) or isinstance(value, dict):
            return None
        return _plain(value)

    def _entries(self, values: tuple[Any, ...], where: Where) -> tuple[Any, ...]:
        left: list[Any] = []
        indices: list[int] = []
        for index, each in enumerate(values):
            # The path of an entry that is left has the index that it gets.
            if (found := self._value(each, (*where, len(left)))) is not None:
                left.append(found)
                indices.append(index)
        self.kept[where] = tuple(indices)
        return tuple(left)

    def only(self, plan: Plan, name: str, used: set[Any]) -> tuple[Any, ...]:
        """The entries of a catalogue that are among the names that are used, by id or by name."""
        entries, indices = getattr(plan, name), self.kept.get((name,), ())
        chosen = [number for number, each in enumerate(entries) if each.id in used or each.name in used]
        self.kept[name,] = tuple(indices[number] for number in chosen)
        return tuple(entries[number] for number in chosen)


def _is_shown(part: PlanPart, name: str, *, shared: bool) -> bool:
    """Whether the customer may see a field of this part; the parts of what it holds are judged by themselves."""
    if name == NOT_SHOWN:
        return False
    if isinstance(part, Plan) and name in ("actions", "companies"):
        return True
    if isinstance(part, Action):
        return shared and is_shareable(part, name)
    # The classification is ours, and the customer's edition says whose it is in its place.
    return audience(part, name) == "everyone" and name != "classification"


def _with_used_names(plan: Plan, reduction: _Reduction) -> Plan:
    """The plan with only those companies and units in its catalogues that something else in it names."""
    used = {Company: set(_names_used(plan, Company)), Unit: set(_names_used(plan, Unit))}
    lists = {"companies": used[Company], "units": used[Unit]}
    values = {name: getattr(plan, name) for name in plan.model_fields_set}
    values |= {name: reduction.only(plan, name, names) for name, names in lists.items() if name in values}
    return _built(plan, {name: value for name, value in values.items() if value != ()})


def _names_used(plan: Plan, kind: type[Company | Unit]) -> Iterator[Any]:
    """The ids and names of the companies or units that the plan names outside its catalogues."""
    for each in plan_texts(plan):
        # A unit that another one belongs to is used if that one is.
        if isinstance(each.value, kind) and each.where[0] not in CATALOGUES:
            yield from (each.value.id, each.value.name)


def _built(part: _Part, given: dict[str, Any]) -> _Part:
    """A part of the same type with these values, which were validated when the plan was read."""
    return type(part).model_construct(_fields_set=set(given), **given)


def _plain(value: Any) -> Any:
    """A value without what no document shows of it: the other names of a company or unit."""
    if isinstance(value, Company):
        return _plain_company(value)
    if isinstance(value, Unit):
        return Unit(value.id, value.name)
    return value


def _plain_company(company: Company) -> Company:
    return Company(company.id, company.name, company.ours)
