"""Finds the offsets of all values in a YAML or JSON text, so that a change can leave everything else alone.

Libraries that load and dump YAML with its comments still lose the author's spacing and line breaks.
"""

from collections.abc import Iterator
from dataclasses import field
from typing import Any

import yaml
from yaml.events import AliasEvent, MappingStartEvent, NodeEvent, ScalarEvent, SequenceEndEvent, SequenceStartEvent

from kamdeck.dataclass import dataclass
from kamdeck.plan_io.yaml import SURROGATES

PLACEHOLDER = "\\ufffd\\ufffd"
# The parser in Python serves where PyYAML was built without libyaml.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


# Without `eq`, spans are compared and hashed by identity: they are keys of dictionaries.
@dataclass(slots=True, eq=False)
class Span:
    """The position and structure of a value.

    `start` and `end` are offsets in the text, without trailing space. `kind` is "scalar", "mapping", "sequence" or
    "alias"; an alias has a `target`. `flow` says that a collection is in brackets.
    """

    kind: str
    start: int
    end: int
    value: str = ""
    style: str = ""
    anchor: str | None = None
    flow: bool = False
    pairs: list[tuple["Span", "Span"]] = field(default_factory=list)
    items: list["Span"] = field(default_factory=list)
    target: "Span | None" = None

    def get(self, key: str) -> "Span | None":
        """The value of a key as it is written: aliases are not followed and merged mappings not searched."""
        return next((value for name, value in self.pairs if name.value == key), None)

    def text(self, key: str) -> str:
        """The text of a scalar under a key, through aliases and merged mappings; empty where there is none."""
        found = self.get(key)
        if found is not None:
            return found.real().value.strip()
        merged = self.get("<<")
        sources = [] if merged is None else merged.real().items or [merged]
        return next((text for source in sources if (text := source.real().text(key))), "")

    def real(self) -> "Span":
        """The value itself, or the target of an alias."""
        return self.target.real() if self.target else self

    def walk(self) -> Iterator["Span"]:
        """This span and all spans inside of it."""
        yield self
        for key, value in self.pairs:
            yield from key.walk()
            yield from value.walk()
        for item in self.items:
            yield from item.walk()


def spans(text: str, *, json: bool = False) -> Span:
    """The root span of a text, which must have been loaded without problems."""
    if json:  # YAML refuses tabs and surrogate pairs; they are replaced by as many characters
        text = SURROGATES.sub(lambda found: PLACEHOLDER if len(found[0]) == 12 else found[0], text.replace("\t", " "))
    # The starts and ends of the stream and of the document are no values.
    wanted = (NodeEvent, yaml.CollectionEndEvent)
    events = (event for event in yaml.parse(text, Loader=_Loader) if isinstance(event, wanted))
    return _SpanReader(text, events).value(next(events))


class _SpanReader:
    """Builds the tree of spans from the events of a YAML parser."""

    def __init__(self, text: str, events: Iterator[Any]) -> None:
        self.text, self.events = text, events
        self.anchors: dict[str, Span] = {}

    def value(self, event: Any) -> Span:
        start, end = event.start_mark.index, event.end_mark.index
        if isinstance(event, AliasEvent):
            return Span("alias", start, end, target=self.anchors[event.anchor or ""], anchor=event.anchor)
        if isinstance(event, ScalarEvent):
            span = Span("scalar", start, self._trimmed(start, end), event.value, event.style or "", event.anchor)
        else:
            kind = "mapping" if isinstance(event, MappingStartEvent) else "sequence"
            span = Span(kind, start, end, anchor=event.anchor, flow=bool(event.flow_style))
        if event.anchor:
            self.anchors[event.anchor] = span
        if isinstance(event, SequenceStartEvent):
            self._items(span)
        elif isinstance(event, MappingStartEvent):
            self._pairs(span)
        return span

    def _items(self, span: Span) -> None:
        while not isinstance(event := next(self.events), SequenceEndEvent):
            span.items.append(self.value(event))
        self._close(span, event, span.items)

    def _pairs(self, span: Span) -> None:
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            span.pairs.append((self.value(event), self.value(next(self.events))))
        self._close(span, event, [each for pair in span.pairs for each in pair])

    def _close(self, span: Span, event: Any, inner: list[Span]) -> None:
        """Sets the end of a collection.

        The parser ends a block collection where the next token begins; it really ends with its last value.
        """
        last = max((each.end for each in inner), default=span.end)
        span.end = event.end_mark.index if span.flow else last

    def _trimmed(self, start: int, end: int) -> int:
        return start + len(self.text[start:end].rstrip())
