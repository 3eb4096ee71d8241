"""The map of a document for us: what each of its texts was made of, in a custom XML part of the file.

The map has hashes of texts and the paths and lines of facts, but no values. It is written in the order of the slides,
or of the headings of a report, and is the same on every machine. Office keeps the part when somebody edits the file.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from functools import cache
from typing import NamedTuple

from lxml import etree

from kamdeck.dataclass import dataclass
from kamdeck.model import Plan
from kamdeck.ooxml.xml_names import DECLARATION
from kamdeck.ooxml.xml_text import attribute
from kamdeck.tracing.matching import all_squeezed, squeezed
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
    return _hash(squeezed(text))


def _hash(squeezed_text: str) -> str:
    return hashlib.sha256(squeezed_text.encode("utf-8", "surrogatepass")).hexdigest()[:HASH_LENGTH]


class MapWriter:
    """Makes the maps of a document of one plan."""

    def __init__(self, plan: Plan, tracer: Tracer) -> None:
        self._place, self._tracer = plan.source_place, tracer
        # A text such as a name stands on a slide several times, on several slides of a topic, and in several topics.
        # These are not caches of methods, which would keep the whole map until garbage is collected.
        self._hashes: dict[str, str] = {}
        self._traced: dict[tuple[str, bool], dict[str, tuple[Origin, ...]]] = {}
        self._flat: dict[tuple[Origin, ...], tuple[MappedOrigin, ...]] = {}
        self._mapped: dict[Origin, MappedOrigin] = {}

    def map_of(self, texts: Iterable[PlacedText], topic: str) -> TextMap:
        """The map of the texts of a topic."""
        # Nearly every text begins with a letter or digit.
        told = [each for each in texts if each.text[:1].isalnum() or each.is_explained]
        self._hash([each.text for each in told])
        found = self._origins_of(told, topic)
        nearest = self._tracer.origins.nearness.nearest
        rows: dict[str, list[int]] = {}
        for number, (text, origins) in enumerate(zip(told, found, strict=True)):
            if origins:
                rows.setdefault(text.place.rpartition(", ")[0] or text.place, []).append(number)
        for numbers in rows.values():
            if len(numbers) > 1 or len(found[numbers[0]]) > 1:
                for number, origins in zip(numbers, nearest([found[each] for each in numbers]), strict=True):
                    found[number] = origins
        hashes, flat, each_once = self._hashes, self._flat, self._each_once
        return TextMap(
            [
                MappedText(each.place, hashes[each.text], flat[origins] if origins in flat else each_once(origins))
                for each, origins in zip(told, found, strict=True)
            ]
        )

    def _hash(self, texts: Iterable[str]) -> None:
        """Computes the hashes of texts that have none yet."""
        new = list(dict.fromkeys([text for text in texts if text not in self._hashes]))
        self._hashes.update(zip(new, map(_hash, all_squeezed(new)), strict=True))

    def _origins_of(self, texts: Iterable[PlacedText], topic: str) -> list[tuple[Origin, ...]]:
        """The origins of each text of a topic."""
        found = list[tuple[Origin, ...]]()
        traced = [self._traced.setdefault((topic, is_number), {}) for is_number in (False, True)]
        find = self._tracer.origins_of, self._tracer.number_origins_of
        for each in texts:
            known, text = traced[each.is_number], each.text
            if text not in known:
                known[text] = find[each.is_number](text, topic)
            found.append(known[text])
        return found

    def _each_once(self, origins: tuple[Origin, ...]) -> tuple[MappedOrigin, ...]:
        """The origins with those inside messages, each once, as the map has them."""
        if (known := self._flat.get(origins)) is None:
            mapped, found = self._mapped, dict[MappedOrigin, None]()
            for origin in origins:
                if origin not in mapped:
                    mapped[origin] = self._made(origin)
                found[mapped[origin]] = None
                if origin.of:
                    found |= dict.fromkeys(self._each_once(origin.of))
            known = self._flat[origins] = tuple(found)
        return known

    def _made(self, origin: Origin) -> MappedOrigin:
        if not origin.where:
            return MappedOrigin(origin.kind, origin.name)
        fact = self._tracer.origins.fact_around(origin.where)
        # Compared with None, since the truth value of a fact looks through all of its fields.
        source = fact.source.in_language() if fact is not None and fact.source else ""
        date = fact.as_of.isoformat() if fact is not None and fact.as_of else ""
        return MappedOrigin(origin.kind, origin.name, self._place(origin.where), source, date)


def map_xml(maps: Iterable[TextMap], plan_name: str) -> bytes:
    """The part with the map: the origins, each once, then the texts of each slide by the numbers of their origins."""
    numbers: dict[MappedOrigin, int] = {}
    body: list[str] = []

    @cache
    def listed(origins: tuple[MappedOrigin, ...]) -> str:
        return " ".join([str(numbers.setdefault(origin, len(numbers) + 1)) for origin in origins])

    for number, each in enumerate(maps, 1):
        body.append(f'<texts n="{number}">')
        places = _escaped([text.place for text in each.texts])
        for place, (_, hashed, origins) in zip(places, each.texts, strict=True):
            body.append(f'<t s="{place}" h="{hashed}" o="{listed(origins)}"/>')
        body.append("</texts>")
    origins_xml = "".join(f"<o{_attributes(each)}/>" for each in numbers)
    return (
        f'{DECLARATION}<provenance xmlns="{NAMESPACE}" plan="{attribute(plan_name)}">'
        f"<origins>{origins_xml}</origins>{''.join(body)}</provenance>"
    ).encode()


def _attributes(origin: MappedOrigin) -> str:
    pairs = zip(_ATTRIBUTES, _escaped(origin), strict=True)
    return "".join([f' {key}="{value}"' for key, value in pairs if value])


def _escaped(texts: Sequence[str]) -> Sequence[str]:
    """Texts as values of attributes; one by one only where one of them has a sign to escape."""
    joined = "".join(texts)
    return texts if attribute(joined) == joined else [attribute(each) for each in texts]


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
