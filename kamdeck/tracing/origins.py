"""Finds out what a noted source is: a field of the plan, a figure, a term or a message."""

from collections.abc import Iterable
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from functools import cached_property
from typing import Any

from kamdeck.analysis.figures import FORMULAS, Figure, Figures, figures
from kamdeck.analysis.measures import InUnit
from kamdeck.message import Clauses, Message
from kamdeck.model import Plan, PlanPart
from kamdeck.model.paths import Where, path_of
from kamdeck.model.values import CatalogueEntry, Id, Text, Word
from kamdeck.said import PatternKey, Said, TermKey

MOST_ORIGINS = 4
"""The most origins that are told of one text."""
MOST_ROWS = 2000
"""The most rows of a derived list whose values are indexed."""
NOT_INDEXED = ("figures", "quality", "changes")
"""What is derived from a plan and has no rows of its own."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a text comes from: a `field`, `figure`, `term` or `message`, `brand` or `format`, and its name.

    The name of a field is its path in the plan's files, at `where`. A message has the origins of its values `of`.
    """

    kind: str
    name: str
    where: Where = ()
    of: "tuple[Origin, ...]" = ()


class Origins:
    """The origins of the values of one plan, after a document has been rendered from it.

    Args:
        plan: The plan that was rendered.
        said: What the document has said.
    """

    def __init__(self, plan: Plan, said: Said) -> None:
        self._plan = plan
        self._same: dict[int, list[Origin]] = {}
        self._equal: dict[Any, list[Origin]] = {}
        self._held: list[Any] = []
        self._scaled: dict[str, list[Origin]] = {}
        self._found: dict[int, tuple[Origin, ...]] = {}
        self.texts: dict[str, list[Origin]] = {}
        self._made = {id(value): source for value, source in said.made}
        self._add_fields(plan, ())
        self._add_figures(figures(plan))
        for holder, name in ((figures(plan), "figures"), (said.analysis, "analysis")):
            for key in _derived(type(holder)):
                self._add_rows(getattr(holder, key), f"{name}.{key}", 0)

    def of(self, source: Any) -> tuple[Origin, ...]:
        """The origins of a noted source; none for a value that is neither of the plan nor a figure."""
        # By identity: the document's notes hold all sources, so that no other object gets the same one.
        if (known := self._found.get(id(source))) is None:
            known = self._found[id(source)] = self._of(source)
        return known

    def _of(self, source: Any) -> tuple[Origin, ...]:
        if isinstance(source, TermKey | PatternKey):
            return (Origin("term", source.key),)
        if isinstance(source, Message):
            return (Origin("message", source.key, of=self._inside(source.values.values())),)
        if isinstance(source, Clauses):
            return tuple(origin for part in source.parts for origin in self.of(part))
        if isinstance(source, Figure):
            return (Origin("figure", source.name),)
        if isinstance(source, list | tuple):
            return self._inside(source)
        if (made := self._made.get(id(source))) is not None:
            return self.of(made)
        return self._value(source)

    def _inside(self, values: Iterable[Any]) -> tuple[Origin, ...]:
        found = (origin for value in values for origin in self.of(value))
        return tuple(dict.fromkeys(found))[: 2 * MOST_ORIGINS]

    def _value(self, value: Any) -> tuple[Origin, ...]:
        if same := self._same.get(id(value)):
            return tuple(same[:MOST_ORIGINS])
        if isinstance(value, Word):
            return (Origin("term", value.key),)
        if isinstance(value, InUnit):
            return self._inside((value.value, value.unit))
        key = _key(value)
        if key is not None and (equal := self._equal.get(key)):
            return tuple(equal[:MOST_ORIGINS])
        if isinstance(value, Id):
            return self._value(self._plan.name_of(value))
        if isinstance(value, int | float) and not isinstance(value, bool):
            # Shown in another unit: per cent, thousands, millions.
            return tuple(self._scaled.get(_digits(float(value)), ())[:1])
        return ()

    # -- the index -------------------------------------------------------------------------------------------------

    def _add_fields(self, part: PlanPart, where: Where) -> None:
        if where:
            # A table names a fact by several of its fields at once.
            written = self._plan.written_at(where)
            self._same.setdefault(id(part), []).append(Origin("field", path_of(written), written))
        # A set has another order in each run, and the first origins of a text are told.
        for name in sorted(part.model_fields_set):
            # The company's own fields have no declaration in the model, and their names are their keys.
            declared = type(part).model_fields.get(name)
            key = (declared.alias if declared else None) or name
            self._add_value(getattr(part, name), (*where, key))

    def _add_value(self, value: Any, where: Where) -> None:
        if isinstance(value, PlanPart):
            self._add_fields(value, where)
        elif isinstance(value, tuple):
            for index, each in enumerate(value):
                self._add_value(each, (*where, index))
        elif isinstance(value, dict):
            for key, each in value.items():
                self._add_value(key, where)
                self._add_value(each, (*where, str(key)))
        elif value is not None:
            written = self._plan.written_at(where)
            self._add(value, Origin("field", path_of(written), written))

    def _add_figures(self, known: Figures) -> None:
        for name in FORMULAS:
            if name in known._known:
                figure = known[name]
                for value, suffix in ((figure.value, ""), (figure.previous, ".previous"), (figure.goal, ".goal")):
                    if value is not None:
                        self._add(value, Origin("figure", f"{name}{suffix}"))

    def _add_rows(self, value: Any, name: str, depth: int) -> None:
        """Indexes the values of derived rows, such as the growth of each business year."""
        if isinstance(value, tuple | list):
            for index, each in enumerate(value[:MOST_ROWS]):
                self._add_rows(each, f"{name}[{index}]", depth)
        elif is_dataclass(value) and not isinstance(value, type | Text | CatalogueEntry | PlanPart) and depth < 3:
            for key in (*(each.name for each in fields(value)), *_properties(type(value))):
                if not key.startswith("_"):
                    self._add_rows(getattr(value, key, None), f"{name}.{key}", depth + 1)
        elif (
            isinstance(value, int | float | date | str) and not isinstance(value, bool) and id(value) not in self._same
        ):
            self._add(value, Origin("figure", name))

    def _add(self, value: Any, origin: Origin) -> None:
        self._held.append(value)
        self._same.setdefault(id(value), []).append(origin)
        if (key := _key(value)) is not None:
            self._equal.setdefault(key, []).append(origin)
        if isinstance(value, int | float) and not isinstance(value, bool):
            self._scaled.setdefault(_digits(float(value)), []).append(origin)
        for text in _parts(value):
            self.texts.setdefault(text, []).append(origin)


def _key(value: Any) -> Any:
    """What equal values have in common; a type of its own, since a share of 1 is no amount of 1."""
    try:
        return (type(value), hash(value), value)
    except TypeError:
        return None


def _digits(number: float) -> str:
    """The digits of a number, whatever its sign and the power of ten."""
    return f"{abs(number):.8e}".partition("e")[0]


def _derived(kind: type) -> tuple[str, ...]:
    """The names of what is derived from a plan.

    All of it is indexed, and not only what a document has asked for: documents rendered before would change the map.
    """
    return tuple(
        name
        for name, each in vars(kind).items()
        if isinstance(each, cached_property) and not name.startswith("_") and name not in NOT_INDEXED
    )


def _properties(kind: type) -> tuple[str, ...]:
    return tuple(name for name, each in vars(kind).items() if isinstance(each, property))


def _parts(value: Any) -> tuple[str, ...]:
    """The texts that a value has itself, in every language."""
    if isinstance(value, CatalogueEntry):
        return value.name.parts
    if isinstance(value, Text):
        return value.parts
    return (str(value),) if isinstance(value, str | date) and not isinstance(value, Word) else ()
