"""The map of a deck for us: what each text on its slides was made of, in a custom XML part of the file.

The map has hashes of texts and the paths and lines of facts, but no values. It is written in the order of the slides,
and is the same on every machine. Office keeps the part when somebody edits the deck.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from html import unescape
from typing import NamedTuple

from lxml import etree

from kamdeck.model import Fact, Plan, PlanPart, keys
from kamdeck.model.paths import Where
from kamdeck.ooxml.xml_names import DECLARATION
from kamdeck.ooxml.xml_text import attribute
from kamdeck.tracing.matching import squeezed
from kamdeck.tracing.origins import Origin

NAMESPACE = "urn:kamdeck:provenance:1"
HASH_LENGTH = 12
"""Hexadecimal digits of a text's hash: with 48 bits, two of the thousands of texts of a deck are hardly ever alike."""
_ATTRIBUTES = ("k", "n", "at", "source", "date")
"""The attributes of an origin in the order of its fields."""
_TOKENS = re.compile(r'<p:cNvPr id="\d+" name="([^"]*)"(?: descr="([^"]*)")?|<a:t>([^<]*)</a:t>|<a:(br)\b|</a:(p)>')


class MappedOrigin(NamedTuple):
    """An origin as the map has it: `at` is the file without its folder and the line or cell, `source` who says so."""

    kind: str
    name: str
    at: str = ""
    source: str = ""
    date: str = ""


@dataclass
class SlideMap:
    """The texts of one slide: pairs of shape and hash of a text, each with the origins of the text."""

    texts: dict[tuple[str, str], tuple[MappedOrigin, ...]] = field(default_factory=dict)

    @property
    def hashes(self) -> frozenset[str]:
        """The hashes of all texts."""
        return frozenset(hashed for _, hashed in self.texts)


def hash_of(text: str) -> str:
    """The hash of a text, which spaces, line breaks and the case of letters do not change."""
    return hashlib.sha256(squeezed(text).encode("utf-8", "surrogatepass")).hexdigest()[:HASH_LENGTH]


def shape_texts(slide: str) -> Iterator[tuple[str, str]]:
    """The shape and each of its paragraphs and alternative texts, in the markup of a slide that kamdeck has written."""
    shape, parts = "", list[str]()
    for found in _TOKENS.finditer(slide):
        name, described, text, line, paragraph = found.groups()
        if paragraph:
            if joined := "".join(parts).strip():
                yield shape, unescape(joined)
            parts.clear()
        elif name is not None:
            shape = unescape(name)
            if described:
                yield shape, unescape(described)
        else:
            parts.append(" " if line else text)


class MapWriter:
    """Makes the origins of one plan those of its map."""

    def __init__(self, plan: Plan) -> None:
        self._plan, self._place = plan, plan.source_place
        self._known: dict[Where, MappedOrigin] = {}
        self._sources: dict[Where, tuple[str, str]] = {}
        self._flat: dict[tuple[Origin, ...], tuple[MappedOrigin, ...]] = {}

    def flat(self, origins: tuple[Origin, ...]) -> tuple[MappedOrigin, ...]:
        """The origins with those inside messages, each once, as the map has them."""
        if (known := self._flat.get(origins)) is None:
            found: dict[MappedOrigin, None] = {}
            for origin in origins:
                found[self._mapped(origin)] = None
                if origin.of:
                    found |= dict.fromkeys(self.flat(origin.of))
            known = self._flat[origins] = tuple(found)
        return known

    def _mapped(self, origin: Origin) -> MappedOrigin:
        if not origin.where:
            return MappedOrigin(origin.kind, origin.name)
        # Looking for a line takes a while, and a name is shown dozens of times.
        if (known := self._known.get(origin.where)) is None:
            at = self._place(origin.where)
            known = MappedOrigin(origin.kind, origin.name, at, *self._source_of(origin.where[:-1]))
            self._known[origin.where] = known
        return known

    def _source_of(self, part: Where) -> tuple[str, str]:
        """Who says what is in a part of the plan, and as of which day, as the innermost fact around it tells."""
        if part not in self._sources:
            fact = fact_at(self._plan, part)
            source = fact.source.in_language() if fact and fact.source else ""
            self._sources[part] = (source, fact.as_of.isoformat() if fact and fact.as_of else "")
        return self._sources[part]


def fact_at(plan: Plan, where: Where) -> Fact | None:
    """The innermost fact of a plan at or around a path; none if there is none."""
    found: Fact | None = None
    value: object = plan
    for step in where:
        if isinstance(value, PlanPart) and isinstance(step, str):
            value = getattr(value, _attribute(type(value), step), None)
        elif isinstance(value, tuple) and isinstance(step, int) and step < len(value):
            value = value[step]
        else:
            break
        if isinstance(value, Fact):
            found = value
    return found


def _attribute(kind: type[PlanPart], key: str) -> str:
    """The attribute that holds a key of a plan file; few have another name than the key."""
    return key if key in kind.model_fields else keys(kind).get(key, key)


def map_xml(slides: Iterable[SlideMap], plan_name: str) -> bytes:
    """The part with the map: the origins, each once, then the texts of each slide by the numbers of their origins."""
    numbers: dict[MappedOrigin, int] = {}
    body: list[str] = []

    @cache
    def listed(origins: tuple[MappedOrigin, ...]) -> str:
        return " ".join(str(numbers.setdefault(each, len(numbers) + 1)) for each in origins)

    for number, slide in enumerate(slides, 1):
        body.append(f'<slide n="{number}">')
        for (shape, hashed), origins in slide.texts.items():
            body.append(f'<t s="{attribute(shape)}" h="{hashed}" o="{listed(origins)}"/>')
        body.append("</slide>")
    origins_xml = "".join(f"<o{_attributes(each)}/>" for each in numbers)
    return (
        f'{DECLARATION}<provenance xmlns="{NAMESPACE}" plan="{attribute(plan_name)}">'
        f"<origins>{origins_xml}</origins>{''.join(body)}</provenance>"
    ).encode()


def _attributes(origin: MappedOrigin) -> str:
    pairs = zip(_ATTRIBUTES, origin, strict=True)
    return "".join([f' {key}="{attribute(value)}"' for key, value in pairs if value])


def read_map(content: bytes) -> list[SlideMap] | None:
    """The slides of a map; None if the part is not a map of kamdeck's."""
    root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
    if root.tag != f"{{{NAMESPACE}}}provenance":
        return None
    known: Mapping[str, MappedOrigin] = {
        str(number): MappedOrigin(*(each.get(key, "") for key in _ATTRIBUTES))
        for number, each in enumerate(root.iter(f"{{{NAMESPACE}}}o"), 1)
    }
    slides = []
    for slide in root.iter(f"{{{NAMESPACE}}}slide"):
        texts = {
            (each.get("s", ""), each.get("h", "")): tuple(
                known[number] for number in each.get("o", "").split() if number in known
            )
            for each in slide
        }
        slides.append(SlideMap(texts))
    return slides
