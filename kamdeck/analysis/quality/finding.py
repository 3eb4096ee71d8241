"""What a rule finds: faults, each with its place in the plan and a sentence in every language.

A rule yields a verdict for each thing that it checks: a `Fault`, or none if the thing is in order. Scores need both.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from kamdeck.model.paths import Where


class Term(str):
    """The key of a term, as a value of a phrase; it is shown as the term's name in the document's language."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Phrase:
    """A sentence in both languages; `{name}` in it stands for a value, which the document formats."""

    en: str
    zh: str
    values: Mapping[str, Any] = field(hash=False)

    def in_language(self, language: str) -> str:
        """The sentence in a language, its values still in braces."""
        return self.zh if language == "zh" else self.en


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong, and where in the plan."""

    where: Where
    what: Phrase


def fault(where: Where, en: str, zh: str, **values: Any) -> Fault:
    """A fault with its sentence in both languages; `values` are those that the sentence names in braces."""
    return Fault(where, Phrase(en, zh, values))


def unless(well: object, where: Where, en: str, zh: str, **values: Any) -> Fault | None:
    """The verdict on one thing: none if `well` is true, else a fault."""
    return None if well else fault(where, en, zh, **values)


def parts_present(where: Where, parts: Mapping[str, object]) -> Iterator[Fault | None]:
    """A verdict for each part that a plan should have: a fault if it is empty. The keys are those of their terms."""
    for key, given in parts.items():
        yield unless(given, where, "The plan says nothing of: {part}", "计划没有写：{part}", part=Term(key))


def faults_or_pass(faults: Iterable[Fault]) -> list[Fault | None]:
    """The verdicts of a rule that checks the plan as one thing: its faults, or a single pass if there are none."""
    return [*faults] or [None]
