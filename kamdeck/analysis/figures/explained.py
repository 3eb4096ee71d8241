"""Finds the facts that a figure is made of, by changing one fact after the other and computing the figure again.

No formula has to say what it reads, so a new figure is explained as soon as it exists.
"""

from collections.abc import Iterator
from typing import Any, TypeVar

from kamdeck.analysis.figures import FORMULAS, Figure, Figures
from kamdeck.dataclass import dataclass
from kamdeck.documented import documentation_of
from kamdeck.model import Fact, Plan, PlanPart
from kamdeck.model.numbers import Number
from kamdeck.model.paths import Where

FACTOR = 1.015625
"""What a number is multiplied with to see whether the figure follows it; of a power of two, so that it stays exact."""
_Part = TypeVar("_Part", bound=PlanPart)


@dataclass(frozen=True, slots=True)
class FigureFact:
    """A fact that a figure depends on: the path of its number, or of the entry where the figure only counts it.

    `value` is the number, or none; `fact` is the entry. It stands in `plan`, which is last quarter's for a figure of
    the past.
    """

    where: Where
    value: Number | None
    fact: PlanPart
    plan: Plan


@dataclass(frozen=True, slots=True)
class ExplainedFigure:
    """A figure with its formula in words, and the facts that it is made of in the plan's order."""

    figure: Figure
    formula: str
    facts: tuple[FigureFact, ...]


def explained(plan: Plan, name: str) -> ExplainedFigure:
    """A figure of a plan with everything that it is made of; raises `KeyError` for an unknown name."""
    formula = documentation_of(FORMULAS[name]).split("\n\n")[0].replace("\n", " ")
    search = _Search(plan, name)
    return ExplainedFigure(search.figure(plan), formula, tuple(search.facts()))


class _Search:
    """The search for the facts of one figure."""

    def __init__(self, plan: Plan, name: str) -> None:
        self._plan, self._name = plan, name
        self._value = self.figure(plan).value

    def figure(self, plan: Plan) -> Figure:
        """The figure of a plan, computed anew."""
        return Figures(plan, plan.previous_plan)[self._name]

    def facts(self) -> Iterator[FigureFact]:
        """The facts whose numbers the figure follows, and the entries that it counts."""
        for plan in (self._plan, *([self._plan.previous_plan] if self._plan.previous_plan else ())):
            for where, entries in _lists(plan, ()):
                # Most lists have nothing to do with a figure, which shows when the whole list is missing or is another.
                if self._differs(plan, where, ()) or self._differs(plan, where, tuple(map(_bumped, entries))):
                    for index in range(len(entries)):
                        yield from self._of_entry(plan, where, index, entries)

    def _of_entry(self, plan: Plan, where: Where, index: int, entries: tuple[PlanPart, ...]) -> Iterator[FigureFact]:
        entry, found = entries[index], False
        for steps, number in _numbers(entry, ()):
            changed = (*entries[:index], _with(entry, steps, _other(number)), *entries[index + 1 :])
            if self._differs(plan, where, changed):
                found = True
                yield FigureFact((*where, index, *steps), number, entry, plan)
        if not found and self._differs(plan, where, (*entries[:index], *entries[index + 1 :])):
            yield FigureFact((*where, index), None, entry, plan)

    def _differs(self, plan: Plan, where: Where, entries: tuple[PlanPart, ...]) -> bool:
        """Whether the figure changes if a list of the plan, or of last quarter's, has other entries."""
        changed = _with(plan, where, entries)
        if plan is not self._plan:
            old, changed = changed, _with(self._plan, ("account",), self._plan.account)
            changed._previous = old
        try:
            return self.figure(changed).value != self._value
        except (KeyError, ValueError, ZeroDivisionError):
            # What is left refers to what has been taken out, so that the figure reads it.
            return True


def _other(number: Number) -> Number:
    """A number that is a little greater."""
    return type(number)(number * FACTOR + (0 if number else 1))


def _bumped(entry: _Part) -> _Part:
    """An entry all of whose numbers are a little greater."""
    for steps, number in _numbers(entry, ()):
        entry = _with(entry, steps, _other(number))
    return entry


def _lists(part: PlanPart, where: Where) -> Iterator[tuple[Where, tuple[PlanPart, ...]]]:
    """The lists of facts in a part, without those inside facts."""
    for name in part.model_fields_set & type(part).model_fields.keys():
        value, key = getattr(part, name), type(part).model_fields[name].alias or name
        if isinstance(value, PlanPart):
            yield from _lists(value, (*where, key))
        elif isinstance(value, tuple) and value and isinstance(value[0], Fact):
            yield (*where, key), value


def _numbers(part: PlanPart, steps: Where) -> Iterator[tuple[Where, Number]]:
    """The numbers in a fact, each with its path in the fact."""
    for name in type(part).model_fields:
        if name not in part.model_fields_set:
            continue
        value, key = getattr(part, name), type(part).model_fields[name].alias or name
        if isinstance(value, Number):
            yield (*steps, key), value
        elif isinstance(value, PlanPart):
            yield from _numbers(value, (*steps, key))
        elif isinstance(value, dict):
            yield from (((*steps, key, str(each)), found) for each, found in value.items() if isinstance(found, Number))


def _with(part: _Part, steps: Where, value: Any) -> _Part:
    """The part with another value at a path, without validation: the value need not be one that a plan can have."""
    first, *rest = steps
    name = next(each for each, field in type(part).model_fields.items() if (field.alias or each) == first)
    old = getattr(part, name)
    if rest and isinstance(old, PlanPart):
        value = _with(old, tuple(rest), value)
    elif rest and isinstance(old, dict):
        value = {key: value if str(key) == rest[0] else each for key, each in old.items()}
    given = {each: getattr(part, each) for each in part.model_fields_set | part.own.keys()} | {name: value}
    changed = type(part).model_construct(_fields_set=set(given), **given)
    if isinstance(part, Plan) and isinstance(changed, Plan):
        changed._ours, changed._previous, changed._edition = part.ours, part.previous_plan, part.edition
        changed._deployment = part.deployment
    return changed
