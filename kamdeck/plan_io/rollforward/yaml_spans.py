"""A file's text goes in, where each of its values stands comes out: offsets, so that a change leaves all else alone.

A library that reads YAML and writes it anew keeps comments, but not the spaces and line breaks that somebody chose.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml
from yaml.events import AliasEvent, MappingStartEvent, NodeEvent, ScalarEvent, SequenceEndEvent, SequenceStartEvent

from kamdeck.plan_io.yaml import SURROGATES

STOOD_IN = "\\ufffd\\ufffd"
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(slots=True, eq=False)
class Span:
    """Where a value stands: from `start` to `end`, without the blank space after it; an alias has a `target`."""

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
        """The value of a key as it was written: an alias stays one; merged keys are not looked at."""
        return next((value for name, value in self.pairs if name.value == key), None)

    def said(self, key: str) -> str:
        """What a scalar under a key says, over aliases and merged mappings; nothing where there is none."""
        found = self.get(key)
        if found is not None:
            return found.real().value.strip()
        merged = self.get("<<")
        sources = [] if merged is None else merged.real().items or [merged]
        return next((said for source in sources if (said := source.real().said(key))), "")

    def real(self) -> "Span":
        """The value itself, where this is an alias of it."""
        return self.target.real() if self.target else self

    def walk(self) -> Iterator["Span"]:
        """This and every value within it, as they are written."""
        yield self
        for key, value in self.pairs:
            yield from key.walk()
            yield from value.walk()
        for item in self.items:
            yield from item.walk()


def spans(text: str, *, json: bool = False) -> Span:
    """The root of a text that has been read without problems."""
    if json:  # tabs and characters in two halves, which YAML does not take, become what does, just as long
        text = SURROGATES.sub(lambda found: STOOD_IN if len(found[0]) == 12 else found[0], text.replace("\t", " "))
    wanted = (NodeEvent, yaml.CollectionEndEvent)
    events = (event for event in yaml.parse(text, Loader=_Loader) if isinstance(event, wanted))
    return _SpanReader(text, events).value(next(events))


class _SpanReader:
    """Builds the tree from the events of a parser."""

    def __init__(self, text: str, events: Iterator[Any]) -> None:
        self.text, self.events = text, events
        self.anchors: dict[str, Span] = {}

    def value(self, event: Any) -> Span:
        start, end = event.start_mark.index, event.end_mark.index
        if isinstance(event, AliasEvent):
            return Span("alias", start, end, target=self.anchors[event.anchor or ""], anchor=event.anchor)
        if isinstance(event, ScalarEvent):
            spot = Span("scalar", start, self._trimmed(start, end), event.value, event.style or "", event.anchor)
        else:
            kind = "mapping" if isinstance(event, MappingStartEvent) else "sequence"
            spot = Span(kind, start, end, anchor=event.anchor, flow=bool(event.flow_style))
        if event.anchor:
            self.anchors[event.anchor] = spot
        if isinstance(event, SequenceStartEvent):
            self._items(spot)
        elif isinstance(event, MappingStartEvent):
            self._pairs(spot)
        return spot

    def _items(self, spot: Span) -> None:
        while not isinstance(event := next(self.events), SequenceEndEvent):
            spot.items.append(self.value(event))
        self._close(spot, event, spot.items)

    def _pairs(self, spot: Span) -> None:
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            spot.pairs.append((self.value(event), self.value(next(self.events))))
        self._close(spot, event, [each for pair in spot.pairs for each in pair])

    def _close(self, spot: Span, event: Any, inner: list[Span]) -> None:
        """The parser ends a block where the next begins; it ends where its last value does."""
        last = max((each.end for each in inner), default=spot.end)
        spot.end = event.end_mark.index if spot.flow else last

    def _trimmed(self, start: int, end: int) -> int:
        return start + len(self.text[start:end].rstrip())
