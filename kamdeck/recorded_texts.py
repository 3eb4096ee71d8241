"""Records where the texts of one document come from: the value, message or term that each was made of.

Every text of a document is made by its wording, so recording what the wording returns is enough to trace each text of
the finished file, without a block having to carry where its texts come from.
"""

from collections.abc import Callable
from dataclasses import field
from functools import lru_cache, wraps
from typing import Any, TypeVar

from kamdeck.dataclass import dataclass

MOST_SOURCES = 8
"""The most sources that are kept of one text: a number such as 3 can have hundreds."""
_Method = TypeVar("_Method", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class TermKey:
    """The source of a text of the words: its key."""

    key: str


@dataclass(frozen=True, slots=True)
class PatternKey:
    """The source of a piece of a pattern, such as "F" in "{period}F": the key of the pattern."""

    key: str


@lru_cache(maxsize=4096)
def term_key(key: str) -> TermKey:
    """The source of a text of the words; the same object for the same key, since sources are compared by identity."""
    return TermKey(key)


@dataclass(frozen=True)
class QuotedTexts:
    """The texts of the plan that the sentences of a topic contain."""

    texts: set[str] = field(default_factory=set)


class RecordedTexts:
    """The texts of a document with their sources, and the numbers that its charts show.

    `topics` has the same of each topic, by its key, without terms. `analysis` is that of the plan, if it is about one.
    `made` pairs values that the wording has made with their sources.
    """

    def __init__(self) -> None:
        self.texts: dict[str, list[Any]] = {}
        self.numbers: dict[float, list[Any]] = {}
        self.topics: dict[str, RecordedTexts] = {}
        self.made: list[tuple[Any, Any]] = []
        self.analysis: Any = None

    def add(self, text: str, source: Any) -> None:
        """Record a text; nothing for an empty one."""
        if text in self.texts:
            sources = self.texts[text]
            # By identity: two amounts of the same size are two fields of the plan. A deck records 15,000 texts.
            for each in sources:
                if each is source:
                    return
            if len(sources) < MOST_SOURCES:
                sources.append(source)
        elif text:
            self.texts[text] = [source]

    def add_value(self, value: Any, source: Any) -> None:
        """Record that a value was made of another source, and is that source wherever it is shown."""
        self.made.append((value, source))

    def add_number(self, number: float, source: Any) -> None:
        """Record a number that a chart or its workbook has."""
        sources = self.numbers.setdefault(number, [])
        if len(sources) < MOST_SOURCES and id(source) not in map(id, sources):
            sources.append(source)

    def of_topic(self, key: str) -> "RecordedTexts":
        """The texts of a topic; topics of one key, as of a loop, are one."""
        return self.topics.setdefault(key, RecordedTexts())

    def parts(self) -> "tuple[RecordedTexts, ...]":
        """These texts and those of each topic."""
        return (self, *self.topics.values())


def traced(method: _Method) -> _Method:
    """Makes a method that formats its first argument record the text that it returns."""

    @wraps(method)
    def recording(self: Any, value: Any, *args: Any, **named: Any) -> Any:
        text = method(self, value, *args, **named)
        self.recorded.add(text, value)
        return text

    return recording  # type: ignore[return-value]
