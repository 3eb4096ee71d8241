"""The profile of a plan shows the value of every field of the plan."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import pytest
from lxml import etree

from kamdeck.job import Rendering
from kamdeck.model import PROVENANCE, PlanPart, keys
from kamdeck.model.numbers import Number
from kamdeck.model.values import CatalogueEntry, Id, Text
from kamdeck.plan_io import loads
from kamdeck.plan_io.forms.sheets import PARENT, forms_of
from kamdeck.render import render
from kamdeck.wording import Wording
from kamdeck.words import Words
from tests.deck_reader import SPACE
from tests.example_decks import to_yaml
from tests.marked_plan import marked
from tests.report_reader import NAMES, Report, q, words_of

NOT_SHOWN = {
    r"(.*\.)?id": "ids name files and references; documents show the names of what they stand for",
    r"(.*\.)?aliases": "other spellings, by which names in a plan are recognised",
    r"companies\..*": "a catalogue that serves many plans; a company is shown where the plan names it",
    r"(.*\.)?money\.unit": "documents choose the unit of amounts by their size",
    r"(.*\.)?audience": "decides which edition shows a fact",
    r"format|include|previous|language|ignore\..*": "says how the plan is read and checked",
}
"""The paths of fields that the profile leaves out, as patterns, and why."""


@dataclass(frozen=True)
class Value:
    """A value of a field; `name` is the text by which a reader recognises the entry that it belongs to."""

    field: str
    value: Any
    name: Any


def values(part: PlanPart, path: str = "", name: Any = None, *, in_list: bool = False) -> Iterator[Value]:
    """The values of a part of a plan and of the parts in it; a part of an entry has the name of the entry."""
    fields = [(key, getattr(part, attribute)) for key, attribute in keys(type(part)).items()]
    own = [each for key, value in fields if path and key not in (*PROVENANCE, "id") for each in _several(value)]
    texts = (each for each in own if isinstance(each, Text | CatalogueEntry))
    name = next(texts, name) or next((each for each in own if isinstance(each, Id)), None)
    for key, value in fields:
        for each in _several(value):
            if isinstance(each, PlanPart):
                entry = isinstance(value, tuple)
                yield from values(
                    each, f"{path}{key}.", name if in_list and not entry else None, in_list=in_list or entry
                )
            else:
                yield Value(f"{path}{key}", each, name)


def _several(value: Any) -> tuple[Any, ...]:
    """The values of a field; those of a mapping are its keys and values, without the names of figures and sections."""
    if isinstance(value, dict):
        return tuple(each for pair in value.items() for each in pair if type(each) is not str)
    return value if isinstance(value, tuple) else () if value is None else (value,)


@dataclass(frozen=True)
class Place:
    """The words of a row, a drawing, a paragraph, a chart, or of a whole topic; `sources` says that it names sources."""

    words: str
    sources: bool = False

    @cached_property
    def text(self) -> str:
        """The words without spaces, since lines may end within them."""
        return SPACE.sub("", self.words)

    @cached_property
    def digits(self) -> frozenset[str]:
        """The digits of the numbers, without zeros at their ends, which depend on their units."""
        return frozenset(map(significant, re.findall(r"\d[\d.,]*", self.words)))


def significant(number: str) -> str:
    return re.sub(r"\D", "", number).strip("0")


class MarkedProfile:
    """The profile of the marked plan in a language."""

    def __init__(self, language: str) -> None:
        self.plan = loads(to_yaml(marked()))
        self.report = Report(render(self.plan, Rendering(language, "profile")).blob)
        self.wording = Wording(language, Words(), self.plan)
        self.places = [*self._body(), *map(Place, map(_text, self.report.headers_and_footers.values()))]
        self.places += [Place("\n".join(_chart_words(root))) for _, _, root in self.report.charts]

    def _body(self) -> Iterator[Place]:
        tables = {self.wording.term(f"topic.{name}") for name in ("assumptions", "sources")}
        topic, sources = "", False
        headings = {each.element for each in self.report.headings if each.level < 3}
        for element in self.report.root.find("w:body", NAMES):
            if element in headings:
                yield Place(topic, sources)
                topic, sources = "", _text(element) in tables
            parts = element.findall("w:tr", NAMES) if element.tag == q("w:tbl") else [element]
            yield from (Place(_text(part), sources) for part in parts)
            topic += f"\n{_text(element)}"
        yield Place(topic, sources)

    def shows(self, value: Value) -> bool:
        """Whether a place shows a value, and the name of its entry beside it."""
        named = value.name and not isinstance(value.value, Text | CatalogueEntry)
        name = SPACE.sub("", self.wording.say(value.name)) if named else ""
        # A table of sources names every fact, and only there are sources shown.
        of_source = value.field.rpartition(".")[2] in PROVENANCE
        places = (place for place in self.places if name in place.text and (of_source or not place.sources))
        if isinstance(value.value, Number):
            number = significant(self.wording.say(value.value))
            return any(number in place.digits for place in places)
        words = [SPACE.sub("", each) for each in self._words(value)]
        return any(each in place.text for place in places for each in words)

    def _words(self, value: Value) -> tuple[str, ...]:
        """The words that can say a value."""
        match value.field.rpartition(".")[2], value.value:
            case "confirmed", False:
                return self.wording.term("doubt.unconfirmed"), self.wording.term("doubt.both")
            case "forecast", True:
                return (self.wording.format.forecast(""),)
            case "currency", code:
                return (self.wording.format.currency(code),)
            case _, date():
                return tuple(self.wording.day(value.value, long=long) for long in (True, False))
            case _:
                return (self.wording.say(value.value),)


def _text(element: etree._Element) -> str:
    shown = (each for each in element.iter(q("w:p")) if next(each.iterancestors(q("mc:Fallback")), None) is None)
    return "\n".join(map(words_of, shown))


def _chart_words(root: etree._Element) -> Iterator[str]:
    yield from (each.text or "" for each in root.iter(f"{{{NAMES['c']}}}v"))


def missing(language: str) -> list[str]:
    """The values of the marked plan that its profile does not show."""
    profile = MarkedProfile(language)
    given = (each for each in values(profile.plan) if not _is_left_out(each))
    return [f"{each.field}: {profile.wording.say(each.value)}" for each in given if not profile.shows(each)]


def _is_left_out(value: Value) -> bool:
    # A flag that is false by default says nothing.
    is_default = value.value is False and not value.field.endswith(("confirmed", "can_influence"))
    return is_default or _is_hidden(value.field)


def _is_hidden(field: str) -> bool:
    return any(re.fullmatch(pattern, field) for pattern in NOT_SHOWN)


def test_the_marked_plan_gives_every_field_a_value():
    given = {each.field for each in values(loads(to_yaml(marked())))}
    named = {field.key for page in forms_of().pages.values() for field in page.fields.values()}
    named |= {f"{key}.{field.key}" for key, listing in forms_of().listings.items() for field in listing.fields}
    apart = {key for key in named if key.startswith(("goals.", "notes.")) or key.endswith(f".{PARENT}")}
    assert {key for key in named - given - apart if not _is_hidden(key)} == set()


def test_a_profile_shows_every_field():
    assert not missing("en")


@pytest.mark.long
@pytest.mark.parametrize("language", ["zh", "de", "ja", "zh+en"])
def test_a_profile_shows_every_field_in_every_language(language: str):
    assert not missing(language)
