"""Finds out what a recorded source is: a field of the plan, a figure, a term or a message."""

from collections.abc import Hashable, Iterable
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache, cached_property
from typing import Any, NamedTuple

from kamdeck.analysis.figures import FORMULAS, Figure, Figures, figures
from kamdeck.analysis.measures import InUnit
from kamdeck.message import Clauses, Message
from kamdeck.model import Plan, PlanPart
from kamdeck.model.paths import Where, path_of
from kamdeck.model.values import CatalogueEntry, Id, Text, Word
from kamdeck.recorded_texts import PatternKey, RecordedTexts, TermKey
from kamdeck.tracing.nearness import Nearness
from kamdeck.tracing.origin import Origin

MOST_CANDIDATES = 40
"""The most equal values of a plan among which the origin of a text is searched."""
MOST_INSIDE = 8
"""The most origins that are listed for the values in a message."""
DEEPEST = 3
"""How many rows inside each other are indexed."""
MOST_ROWS = 2000
"""The most rows of a derived list whose values are indexed."""
NOT_INDEXED = ("figures", "quality", "changes", "own_values", "sourced")
"""What is derived from a plan and has no rows of its own, or the values of fields only."""
# A tuple of types is checked five times as fast as a union, for tens of thousands of values.
_NUMBERS = (int, float)
_TEXTS = (str, date)
_PLAIN = (*_NUMBERS, *_TEXTS)
_ROWS = (tuple, list)
_TERMS = (TermKey, PatternKey)


class Entry(NamedTuple):
    """A value of the index: the path of a field in the plan, or the name of a figure."""

    where: Where
    figure: str = ""


class Origins:
    """The origins of the values of one plan, after a document has been rendered from it.

    A plan and what is derived from it have thousands of values, of which a document shows some. So a value is kept with
    its path only, or with the name of the figure that it is; the origin is made when it is asked for.

    Args:
        plan: The plan that was rendered.
        recorded: The texts that the document shows, with their sources.
    """

    def __init__(self, plan: Plan, recorded: RecordedTexts) -> None:
        self._plan, self._written_at = plan, plan.written_at
        self.nearness = Nearness()
        # The values are kept, so that no other object gets the identity of one.
        self._values: list[tuple[Any, Entry]] = []
        self._same: dict[int, list[Entry]] = {}
        self._origins: dict[Entry, Origin] = {}
        self._found: dict[int, tuple[Origin, ...]] = {}
        self._made = {id(value): source for value, source in recorded.made}
        self._add_part(plan, ())
        self._add_figures(figures(plan))
        for holder, name in ((figures(plan), "figures"), (recorded.analysis, "analysis")):
            for key in _derived(type(holder)):
                self._add_rows(getattr(holder, key), f"{name}.{key}", 0)

    def of(self, source: Any) -> tuple[Origin, ...]:
        """The origins of a recorded source; none for a value that is neither of the plan nor a figure."""
        # By identity: the document's notes hold all sources, so that no other object gets the same one.
        key = id(source)
        if (known := self._found.get(key)) is None:
            same = self._same.get(key)
            known = tuple([self._origin(each) for each in same[:MOST_CANDIDATES]]) if same else self._of(source)
            self._found[key] = known
        return known

    def has(self, source: Any) -> bool:
        """Whether a source is itself a value of the plan, or a figure."""
        return id(source) in self._same

    @cached_property
    def texts(self) -> dict[str, list[Entry]]:
        """The texts of all values in every language, each with sources that `of` knows."""
        found: dict[str, list[Entry]] = {}
        for value, entry in self._values:
            for text in _parts(value):
                found.setdefault(text, []).append(entry)
        return found

    def _of(self, source: Any) -> tuple[Origin, ...]:
        if isinstance(source, Entry):
            return (self._origin(source),)
        if isinstance(source, _TERMS):
            return (Origin("term", source.key),)
        if isinstance(source, Message):
            return (Origin("message", source.key, of=self._inside(source.values.values())),)
        if isinstance(source, Clauses):
            return tuple([origin for part in source.parts for origin in self.of(part)])
        if isinstance(source, Figure):
            return (Origin("figure", source.name),)
        if isinstance(source, _ROWS):
            return self._inside(source)
        if (made := self._made.get(id(source))) is not None:
            return self.of(made)
        return self._value(source)

    def _inside(self, values: Iterable[Any]) -> tuple[Origin, ...]:
        found = [origin for origins in self.nearness.nearest([*map(self.of, values)]) for origin in origins]
        return tuple(dict.fromkeys(found))[:MOST_INSIDE]

    def _value(self, value: Any) -> tuple[Origin, ...]:
        if isinstance(value, Word):
            return (Origin("term", value.key),)
        if isinstance(value, InUnit):
            return self._inside((value.value, value.unit))
        if (key := _key(value)) is not None and (equal := self._equal.get(key)):
            return tuple(map(self._origin, equal[:MOST_CANDIDATES]))
        if isinstance(value, Id):
            return self.of(self._plan.name_of(value))
        return self._in_another_unit(value) if _is_number(value) and type(value) is not int else ()

    def _in_another_unit(self, number: float) -> tuple[Origin, ...]:
        """The origin of a number of the same digits: a share in per cent, an amount in thousands or millions."""
        alike = self._scaled.get(_digits(float(number)), ())
        same = [each for known, each in alike if type(number) in (float, type(known)) and _is_scaled(number, known)]
        return tuple(map(self._origin, same[:1]))

    def _origin(self, entry: Entry) -> Origin:
        if (known := self._origins.get(entry)) is None:
            if entry.figure:
                known = Origin("figure", entry.figure)
            else:
                written = self._written_at(entry.where)
                known = Origin("field", path_of(written), written)
            self._origins[entry] = known
        return known

    # -- the index -------------------------------------------------------------------------------------------------

    def _add_part(self, part: PlanPart, where: Where) -> None:
        if where:
            # A table names a fact by several of its fields at once.
            self._same.setdefault(id(part), []).append(Entry(where))
        declared = type(part).model_fields
        # A set has another order in each run, and only the first origins of a text are shown.
        for name in sorted(part.model_fields_set):
            # The company's own fields have no declaration in the model, and their names are their keys.
            key = (declared[name].alias if name in declared else None) or name
            self._add_value(getattr(part, name), (*where, key))

    def _add_value(self, value: Any, where: Where) -> None:
        if isinstance(value, PlanPart):
            self._add_part(value, where)
        elif isinstance(value, tuple):
            for index, each in enumerate(value):
                self._add_value(each, (*where, index))
        elif isinstance(value, dict):
            for key, each in value.items():
                self._add_value(key, where)
                self._add_value(each, (*where, str(key)))
        elif value is not None:
            self._add(value, Entry(where))

    def _add_figures(self, known: Figures) -> None:
        # All figures, and not only those that are known by now: documents rendered before would change the map.
        for name in FORMULAS:
            figure = known[name]
            for value, suffix in ((figure.value, ""), (figure.previous, ".previous"), (figure.goal, ".goal")):
                if value is not None:
                    self._add(value, Entry((), f"{name}{suffix}"))

    def _add_rows(self, value: Any, name: str, depth: int) -> None:
        """Indexes the values of derived rows, such as the growth of each business year."""
        if isinstance(value, _ROWS):
            for index, each in enumerate(value[:MOST_ROWS]):
                self._add_rows(each, f"{name}[{index}]", depth)
        elif isinstance(value, _PLAIN):
            # A count is no figure; Python has one object for all small ones that are equal.
            if type(value) not in (bool, int) and id(value) not in self._same:
                self._add(value, Entry((), name))
        elif depth < DEEPEST:
            for key in _parts_of(value.__class__):
                self._add_rows(getattr(value, key, None), f"{name}.{key}", depth + 1)

    def _add(self, value: Any, entry: Entry) -> None:
        self._values.append((value, entry))
        self._same.setdefault(id(value), []).append(entry)

    @cached_property
    def _equal(self) -> dict[Hashable, list[Entry]]:
        found: dict[Hashable, list[Entry]] = {}
        for value, entry in self._values:
            if (key := _key(value)) is not None:
                found.setdefault(key, []).append(entry)
        return found

    @cached_property
    def _scaled(self) -> dict[str, list[tuple[float, Entry]]]:
        found: dict[str, list[tuple[float, Entry]]] = {}
        for value, entry in self._values:
            if _is_number(value):
                found.setdefault(_digits(float(value)), []).append((value, entry))
        return found


def _key(value: Any) -> Hashable:
    """What equal values have in common; a type of its own, since a share of 1 is no amount of 1."""
    try:
        hash(value)
    except TypeError:
        return None
    return (type(value), value)


def _is_number(value: Any) -> bool:
    return isinstance(value, _NUMBERS) and not isinstance(value, bool)


def _digits(number: float) -> str:
    """The digits of a number, whatever its sign and the power of ten."""
    return f"{abs(number):.8e}".partition("e")[0]


def _is_scaled(number: float, known: float) -> bool:
    """Whether a number is another one in another unit; no two units differ by the factor ten alone."""
    return abs(_exponent(number) - _exponent(known)) != 1


def _exponent(number: float) -> int:
    return int(f"{abs(number):.8e}".partition("e")[2])


def _derived(kind: type) -> tuple[str, ...]:
    """The names of what is derived from a plan.

    All of it is indexed, and not only what a document has asked for: documents rendered before would change the map.
    """
    return tuple(
        name
        for name, each in vars(kind).items()
        if isinstance(each, cached_property) and not name.startswith("_") and name not in NOT_INDEXED
    )


@cache
def _parts_of(kind: type) -> tuple[str, ...]:
    """The attributes of a derived row that are indexed; none for what has no rows or is in the plan itself."""
    if not is_dataclass(kind) or issubclass(kind, Text | CatalogueEntry):
        return ()
    properties = (name for name, each in vars(kind).items() if isinstance(each, property))
    return tuple(name for name in (*(each.name for each in fields(kind)), *properties) if not name.startswith("_"))


def _parts(value: Any) -> tuple[str, ...]:
    """The texts that a value has itself, in every language."""
    if isinstance(value, CatalogueEntry):
        return value.name.parts
    if isinstance(value, Text):
        return value.parts
    return (str(value),) if isinstance(value, _TEXTS) and not isinstance(value, Word) else ()
