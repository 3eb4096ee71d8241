"""The values of the company's own fields: their places in a plan, and how they have changed since the last one."""

from collections.abc import Iterator
from typing import Any

from kamdeck.dataclass import dataclass
from kamdeck.model import Account, Fact, Plan, PlanPart
from kamdeck.model.own_fields import OwnField
from kamdeck.model.texts import Text
from kamdeck.model.values import Word


class OwnFieldMove(Word):
    """What has happened to a value of a field of the company's own."""

    SET = "set"
    CHANGED = "changed"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class OwnValue:
    """A value that a plan gives for a field of the company's own.

    `of` is the name of the entry or part that it is about; it is none where the row before is about the same. `field`
    is the field's name.
    """

    of: Text | None
    field: Text
    value: Any
    definition: OwnField


@dataclass(frozen=True, slots=True)
class OwnFieldChange:
    """A value of a field of the company's own that has changed; none is a value that is not given."""

    kind: OwnFieldMove
    of: Text
    field: Text
    before: Any
    after: Any


def own_values(plan: Plan) -> tuple[OwnValue, ...]:
    """All values that a plan gives, field by field of each entry, in the order of the plan."""
    found: list[OwnValue] = []
    last: PlanPart | None = None
    for part, field in _given(plan):
        name = _named(part, field) if part is not last else None
        found.append(OwnValue(name, field.name, part.own[field.key], field))
        last = part
    return tuple(found)


def own_field_changes(old: Plan, new: Plan) -> tuple[OwnFieldChange, ...]:
    """The values that differ between two plans of an account, of entries that both plans have.

    An entry of a list is the same by its id. What has none cannot be compared.
    """
    before = dict(_by_entry(old))
    found = []
    for entry, (part, field) in _by_entry(new).items():
        if entry not in before:
            continue
        was, now = before[entry][0].own.get(field.key), part.own.get(field.key)
        if was != now:
            kind = OwnFieldMove.SET if was is None else OwnFieldMove.REMOVED if now is None else OwnFieldMove.CHANGED
            found.append(OwnFieldChange(kind, _named(part, field), field.name, was, now))
    return tuple(found)


def _given(plan: Plan) -> Iterator[tuple[PlanPart, OwnField]]:
    # Most companies have no fields of their own, and looking for them takes a hundredth of a deck's time.
    for part in _parts(plan) if plan.deployment.fields else ():
        for field in plan.deployment.fields_of(type(part)).values():
            if part.own.get(field.key) is not None:
                yield part, field


def _by_entry(plan: Plan) -> dict[tuple[Any, ...], tuple[PlanPart, OwnField]]:
    """Each part that has a field of the company, with the field, by what makes it the same in another plan."""
    if not plan.deployment.fields:
        return {}
    listed = {type(each) for part in _parts(plan) for each in _entries(part)}
    found: dict[tuple[Any, ...], tuple[PlanPart, OwnField]] = {}
    for part in _parts(plan):
        name = str(getattr(part, "id", "") or "")
        for field in plan.deployment.fields_of(type(part)).values():
            if name or type(part) not in listed:
                found[type(part), "" if type(part) not in listed else name, field.key] = part, field
    return found


def _parts(part: PlanPart) -> Iterator[PlanPart]:
    """A part and all parts in it, in the order of its fields."""
    yield part
    for name in type(part).model_fields:
        value = getattr(part, name)
        if isinstance(value, PlanPart):
            yield from _parts(value)
    for each in _entries(part):
        yield from _parts(each)


def _entries(part: PlanPart) -> Iterator[PlanPart]:
    for name in type(part).model_fields:
        value = getattr(part, name)
        if isinstance(value, tuple):
            yield from (each for each in value if isinstance(each, PlanPart))


def _named(part: PlanPart, field: OwnField) -> Text:
    """What a value is about, as documents say it."""
    names = [
        name for name in ("name", *type(part).model_fields) if name in type(part).model_fields and name != "source"
    ]
    named = (getattr(part, name) for name in names)
    first = next((each for each in named if isinstance(each, Text) and each), None)
    # The parts of the plan itself are named by their keys, but the account by its name.
    return first if first and isinstance(part, Fact | Account) else Text(plain=field.path[-1].replace("_", " "))
