"""A rule's words and the values in them go in, what it finds comes out: where, what, why it matters, what to do."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from kamdeck.model.paths import Where


class Term(str):
    """The key of a term: whoever shows it says it by its name."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Phrase:
    """A sentence in both languages; `{name}` stands for a value, said as the document says it."""

    en: str
    zh: str
    values: Mapping[str, Any] = field(hash=False)

    def in_language(self, language: str) -> str:
        """The sentence in a language, its values still in braces."""
        return self.zh if language == "zh" else self.en


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that a rule finds, and where in the plan."""

    where: Where
    what: Phrase


def fault(where: Where, en: str, zh: str, **values: Any) -> Fault:
    """A fault in both languages."""
    return Fault(where, Phrase(en, zh, values))


def unless(well: object, where: Where, en: str, zh: str, **values: Any) -> Fault | None:
    """The verdict on one thing: nothing where it is well, else a fault in both languages."""
    return None if well else fault(where, en, zh, **values)


def told(where: Where, parts: Mapping[str, object]) -> Iterator[Fault | None]:
    """The verdict on each part that the plan should tell of, by the key of its term."""
    for key, given in parts.items():
        yield unless(given, where, "The plan says nothing of: {part}", "计划没有写：{part}", part=Term(key))


def none_of(faults: Iterable[Fault]) -> list[Fault | None]:
    """The verdicts of a rule for which one fault is one too many: the faults, or a single "well"."""
    return [*faults] or [None]
