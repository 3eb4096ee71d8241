"""Finds out what a recorded source is: a field of the plan, a figure, a term or a message."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache, cached_property
from itertools import chain
from typing import Any, NamedTuple

from kamdeck.analysis.figures import FORMULAS, Figure, Figures, figures
from kamdeck.analysis.measures import InUnit
from kamdeck.message import Clauses, Message
from kamdeck.model import Fact, Plan, PlanPart
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
_HOLDERS = (PlanPart, tuple, dict)


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
        self._facts: dict[Where, Fact] = {}
        self._origins: dict[Entry, Origin] = {}
        # By identity: the document's notes hold all sources, so that no other object gets the same one.
        self.found: dict[int, tuple[Origin, ...]] = {}
        self._equal: dict[type, dict[Any, list[Entry]]] = {}
        self._made = {id(value): source for value, source in recorded.made}
        self._add_part(plan, ())
        self._add_figures(figures(plan))
        for value, entry in self._values:
            identity = id(value)
            if identity in self._same:
                self._same[identity].append(entry)
            else:
                self._same[identity] = [entry]
        for holder, name in ((figures(plan), "figures"), (recorded.analysis, "analysis")):
            for key in _derived(type(holder)):
                self._add_rows(getattr(holder, key), f"{name}.{key}", 0)

    def of(self, source: Any) -> tuple[Origin, ...]:
        """The origins of a recorded source; none for a value that is neither of the plan nor a figure."""
        key = id(source)
        if (known := self.found.get(key)) is None:
            same = self._same.get(key)
            known = tuple(map(self._origin, same[:MOST_CANDIDATES])) if same else self._of(source)
            self.found[key] = known
        return known

    def fact_around(self, written: Where) -> Fact | None:
        """The innermost fact at or around a path in the plan's files; None where there is none."""
        for length in range(len(written), 0, -1):
            if (found := self._written_facts.get(written[:length])) is not None:
                return found
        return None

    def has(self, source: Any) -> bool:
        """Whether a source is itself a value of the plan, or a figure."""
        return id(source) in self._same

    @cached_property
    def texts(self) -> dict[str, list[Entry]]:
        """The texts of all values in every language, each with sources that `of` knows."""
        found: dict[str, list[Entry]] = {}
        for value, entry in self._values:
            if _has_texts(value.__class__):
                for text in _parts(value):
                    found.setdefault(text, []).append(entry)
        return found

    def _of(self, source: Any) -> tuple[Origin, ...]:
        kind: type = type(source)
        return _finder(kind)(self, source)

    def _inside(self, values: Iterable[Any]) -> tuple[Origin, ...]:
        nearest = self.nearness.nearest([*map(self.of, values)])
        return tuple(dict.fromkeys(chain.from_iterable(nearest)))[:MOST_INSIDE]

    def _value(self, value: Any) -> tuple[Origin, ...]:
        if (made := self._made.get(id(value))) is not None:
            return self.of(made)
        if isinstance(value, Word):
            return (Origin("term", value.key),)
        if isinstance(value, InUnit):
            return self._inside((value.value, value.unit))
        if equal := self._equal_to(value):
            return tuple(map(self._origin, equal[:MOST_CANDIDATES]))
        if isinstance(value, Id):
            return self.of(self._plan.name_of(value))
        return self._in_another_unit(value) if _are_numbers(value.__class__) and type(value) is not int else ()

    def _equal_to(self, value: Any) -> Sequence[Entry]:
        """The equal values of the plan; of the same type, since a share of 1 is no amount of 1."""
        kind = type(value)
        if (known := self._equal.get(kind)) is None:
            known = self._equal[kind] = {}
            for other, entry in self._by_type.get(kind, ()):
                try:
                    known.setdefault(other, []).append(entry)
                except TypeError:  # it cannot be hashed
                    continue
        try:
            return known.get(value, ()) if known else ()
        except TypeError:
            return ()

    def _in_another_unit(self, number: float) -> tuple[Origin, ...]:
        """The origin of a number of the same digits: a share in per cent, an amount in thousands or millions."""
        digits, exponent = _digits_and_exponent(number)
        kind = type(number)
        for known, other, entry in self._scaled.get(digits, ()):
            # No two units differ by the factor ten alone.
            if kind in (float, known) and abs(exponent - other) != 1:
                return (self._origin(entry),)
        return ()

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
        if isinstance(part, Fact):
            self._facts[where] = part
        aliases = _aliases(type(part))
        # A set has another order in each run, and only the first origins of a text are shown.
        for name in sorted(part.model_fields_set):
            # The company's own fields have no declaration in the model, and their names are their keys.
            self._add_value(getattr(part, name), (*where, aliases.get(name, name)))

    def _add_value(self, value: Any, where: Where) -> None:
        # Most values are neither of these.
        if not isinstance(value, _HOLDERS):
            if value is not None:
                self._values.append((value, Entry(where)))
        elif isinstance(value, PlanPart):
            self._add_part(value, where)
        elif isinstance(value, tuple):
            for index, each in enumerate(value):
                self._add_value(each, (*where, index))
        else:
            for key, each in value.items():
                self._add_value(key, where)
                self._add_value(each, (*where, str(key)))

    def _add_figures(self, known: Figures) -> None:
        # All figures, and not only those that are known by now: documents rendered before would change the map.
        for name in FORMULAS:
            figure = known[name]
            for value, suffix in ((figure.value, ""), (figure.previous, ".previous"), (figure.goal, ".goal")):
                if value is not None:
                    self._values.append((value, Entry((), f"{name}{suffix}")))

    def _add_rows(self, value: Any, name: str, depth: int) -> None:
        """Indexes the values of derived rows, such as the growth of each business year."""
        if isinstance(value, _ROWS):
            for index, each in enumerate(value[:MOST_ROWS]):
                self._add_rows(each, f"{name}[{index}]", depth)
        elif isinstance(value, _PLAIN):
            # A count is no figure; Python has one object for all small ones that are equal.
            if type(value) not in (bool, int) and id(value) not in self._same:
                entry = Entry((), name)
                self._values.append((value, entry))
                self._same[id(value)] = [entry]
        elif depth < DEEPEST:
            for key in _parts_of(value.__class__):
                self._add_rows(getattr(value, key, None), f"{name}.{key}", depth + 1)

    @cached_property
    def _by_type(self) -> dict[type, list[tuple[Any, Entry]]]:
        found: dict[type, list[tuple[Any, Entry]]] = {}
        for pair in self._values:
            kind = type(pair[0])
            if kind in found:
                found[kind].append(pair)
            else:
                found[kind] = [pair]
        return found

    @cached_property
    def _scaled(self) -> dict[str, list[tuple[type, int, Entry]]]:
        """The types and powers of ten of all numbers, by their digits."""
        found: dict[str, list[tuple[type, int, Entry]]] = {}
        for value, entry in self._values:
            if _are_numbers(value.__class__):
                digits, exponent = _digits_and_exponent(value)
                found.setdefault(digits, []).append((type(value), exponent, entry))
        return found

    @cached_property
    def _written_facts(self) -> dict[Where, Fact]:
        return {self._written_at(where): fact for where, fact in self._facts.items()}


# By its type, since most kinds of sources would fail several checks.
@cache
def _finder(kind: type) -> Callable[[Origins, Any], tuple[Origin, ...]]:
    """How the origins of sources of a type are found."""
    if issubclass(kind, Entry):
        return lambda origins, entry: (origins._origin(entry),)
    if issubclass(kind, _TERMS):
        return lambda origins, term: (Origin("term", term.key),)
    if issubclass(kind, Message):
        return lambda origins, said: (Origin("message", said.key, of=origins._inside(said.values.values())),)
    if issubclass(kind, Clauses):
        return lambda origins, clauses: tuple([origin for part in clauses.parts for origin in origins.of(part)])
    if issubclass(kind, Figure):
        return lambda origins, figure: (Origin("figure", figure.name),)
    return Origins._inside if issubclass(kind, _ROWS) else Origins._value


@cache
def _aliases(kind: type[PlanPart]) -> dict[str, str]:
    """The keys of the attributes that have another name than their keys."""
    return {name: each.alias for name, each in kind.model_fields.items() if each.alias}


@cache
def _has_texts(kind: type) -> bool:
    """Whether the values of a type have texts in languages, or are texts or dates."""
    return issubclass(kind, (*_TEXTS, Text, CatalogueEntry)) and not issubclass(kind, Word)


@cache
def _are_numbers(kind: type) -> bool:
    return issubclass(kind, _NUMBERS) and kind is not bool


def _digits_and_exponent(number: float) -> tuple[str, int]:
    """The digits of a number, whatever its sign, and the power of ten."""
    digits, _, exponent = f"{abs(float(number)):.8e}".partition("e")
    return digits, int(exponent or 0)


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
    """The texts of a value in every language."""
    if isinstance(value, CatalogueEntry):
        return value.name.parts
    if isinstance(value, Text):
        return value.parts
    return (str(value),)
