"""The map of a document for us: what each of its texts was made of, in a custom XML part of the file.

The map has hashes of texts and the paths and lines of facts, but no values. It is written in the order of the slides,
or of the headings of a report, and is the same on every machine. Office keeps the part when somebody edits the file.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import field
from functools import cache
from typing import NamedTuple, cast

from lxml import etree

from kamdeck.dataclass import dataclass
from kamdeck.model import Fact, Plan, PlanPart, keys
from kamdeck.model.paths import Where
from kamdeck.ooxml.xml_names import DECLARATION
from kamdeck.ooxml.xml_text import attribute
from kamdeck.tracing.matching import squeezed
from kamdeck.tracing.origin import Origin
from kamdeck.tracing.placed_text import PlacedText
from kamdeck.tracing.tracer import Tracer

NAMESPACE = "urn:kamdeck:provenance:1"
HASH_LENGTH = 12
"""Hexadecimal digits of a text's hash: with 48 bits, two of the thousands of texts of a deck are hardly ever alike."""
_ATTRIBUTES = ("k", "n", "at", "source", "date")
"""The attributes of an origin in the order of its fields."""


class MappedOrigin(NamedTuple):
    """An origin as the map has it: `at` is the file without its folder and the line or cell, `source` who says so."""

    kind: str
    name: str
    at: str = ""
    source: str = ""
    date: str = ""


class MappedText(NamedTuple):
    """A text as the map has it: its place, its hash, and its origins."""

    place: str
    hash: str
    origins: tuple[MappedOrigin, ...]


@dataclass
class TextMap:
    """The texts of one slide, or below one heading of a report."""

    texts: list[MappedText] = field(default_factory=list)

    @property
    def hashes(self) -> frozenset[str]:
        """The hashes of all texts."""
        return frozenset(each.hash for each in self.texts)


def hash_of(text: str) -> str:
    """The hash of a text, which spaces, line breaks and the case of letters do not change."""
    return hashlib.sha256(squeezed(text).encode("utf-8", "surrogatepass")).hexdigest()[:HASH_LENGTH]


class MapWriter:
    """Makes the maps of a document of one plan."""

    def __init__(self, plan: Plan, tracer: Tracer) -> None:
        self._plan, self._place, self._tracer = plan, plan.source_place, tracer
        # A text such as a name stands on a slide several times, on several slides of a topic, and in several topics.
        # These are not caches of methods, which would keep the whole map until garbage is collected.
        self._hashes: dict[str, str] = {}
        self._traced: dict[tuple[str, str, bool], tuple[Origin, ...]] = {}
        self._flat: dict[tuple[Origin, ...], tuple[MappedOrigin, ...]] = {}
        self._mapped: dict[Origin, MappedOrigin] = {}
        self._around: dict[Where, tuple[object, Fact | None]] = {(): (plan, None)}

    def map_of(self, texts: Iterable[PlacedText], topic: str) -> TextMap:
        """The map of the texts of a topic."""
        told = [each for each in texts if each.is_explained]
        found = [self._origins_of(each, topic) for each in told]
        nearest = self._tracer.origins.nearness.nearest
        rows: dict[str, list[int]] = {}
        for number, (text, origins) in enumerate(zip(told, found, strict=True)):
            if origins:
                rows.setdefault(_row(text.place), []).append(number)
        for numbers in rows.values():
            for number, origins in zip(numbers, nearest([found[each] for each in numbers]), strict=True):
                found[number] = origins
        return TextMap(
            [
                MappedText(each.place, self._hash_of(each.text), self._each_once(origins))
                for each, origins in zip(told, found, strict=True)
            ]
        )

    def _hash_of(self, text: str) -> str:
        if (known := self._hashes.get(text)) is None:
            known = self._hashes[text] = hash_of(text)
        return known

    def _origins_of(self, text: PlacedText, topic: str) -> tuple[Origin, ...]:
        key = (text.text, topic, text.is_number)
        if (known := self._traced.get(key)) is None:
            find = self._tracer.number_origins_of if text.is_number else self._tracer.origins_of
            known = self._traced[key] = find(text.text, topic)
        return known

    def _each_once(self, origins: tuple[Origin, ...]) -> tuple[MappedOrigin, ...]:
        """The origins with those inside messages, each once, as the map has them."""
        if (known := self._flat.get(origins)) is None:
            found: dict[MappedOrigin, None] = {}
            for origin in origins:
                found[self._in_map(origin)] = None
                if origin.of:
                    found |= dict.fromkeys(self._each_once(origin.of))
            known = self._flat[origins] = tuple(found)
        return known

    def _in_map(self, origin: Origin) -> MappedOrigin:
        if (known := self._mapped.get(origin)) is None:
            known = self._mapped[origin] = self._made(origin)
        return known

    def _made(self, origin: Origin) -> MappedOrigin:
        if not origin.where:
            return MappedOrigin(origin.kind, origin.name)
        fact = self._value_and_fact(origin.where)[1]
        # None of them is asked for its truth, which would look through all of its fields.
        source = fact.source.in_language() if fact is not None and fact.source else ""
        date = fact.as_of.isoformat() if fact is not None and fact.as_of else ""
        return MappedOrigin(origin.kind, origin.name, self._place(origin.where), source, date)

    def _value_and_fact(self, where: Where) -> tuple[object, Fact | None]:
        """The value at a path of the plan, and the innermost fact at or around it; None where there is none."""
        if (known := self._around.get(where)) is None:
            value, fact = self._value_and_fact(where[:-1])
            value = _inside(value, where[-1])
            known = self._around[where] = value, value if isinstance(value, Fact) else fact
        return known


def _row(place: str) -> str:
    """The row, the series or the shape that a place is in."""
    return place.rpartition(", ")[0] or place


def _inside(value: object, step: str | int) -> object:
    """The value at a key or index of a value; None if there is none."""
    if isinstance(value, PlanPart) and isinstance(step, str):
        # Few attributes have another name than the key.
        name = step if step in type(value).model_fields else keys(type(value)).get(step, step)
        return getattr(value, name, None)
    if isinstance(value, tuple) and isinstance(step, int) and step < len(value):
        return cast(object, value[step])
    return None


def map_xml(maps: Iterable[TextMap], plan_name: str) -> bytes:
    """The part with the map: the origins, each once, then the texts of each slide by the numbers of their origins."""
    numbers: dict[MappedOrigin, int] = {}
    body: list[str] = []

    @cache
    def listed(origins: tuple[MappedOrigin, ...]) -> str:
        return " ".join(str(numbers.setdefault(origin, len(numbers) + 1)) for origin in origins)

    for number, each in enumerate(maps, 1):
        body.append(f'<texts n="{number}">')
        for place, hashed, origins in each.texts:
            body.append(f'<t s="{attribute(place)}" h="{hashed}" o="{listed(origins)}"/>')
        body.append("</texts>")
    origins_xml = "".join(f"<o{_attributes(each)}/>" for each in numbers)
    return (
        f'{DECLARATION}<provenance xmlns="{NAMESPACE}" plan="{attribute(plan_name)}">'
        f"<origins>{origins_xml}</origins>{''.join(body)}</provenance>"
    ).encode()


def _attributes(origin: MappedOrigin) -> str:
    pairs = zip(_ATTRIBUTES, origin, strict=True)
    return "".join([f' {key}="{attribute(value)}"' for key, value in pairs if value])


def read_map(content: bytes) -> list[TextMap] | None:
    """The maps of the slides or headings; None if the part is not a map of kamdeck's."""
    root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
    if root.tag != f"{{{NAMESPACE}}}provenance":
        return None
    known: Mapping[str, MappedOrigin] = {
        str(number): MappedOrigin(*(each.get(key, "") for key in _ATTRIBUTES))
        for number, each in enumerate(root.iter(f"{{{NAMESPACE}}}o"), 1)
    }
    maps = []
    for listed in root.iter(f"{{{NAMESPACE}}}texts"):
        texts = [
            MappedText(
                each.get("s", ""),
                each.get("h", ""),
                tuple(known[number] for number in each.get("o", "").split() if number in known),
            )
            for each in listed
        ]
        maps.append(TextMap(texts))
    return maps
