"""A pseudo-language: every text of the English catalog in marked letters, with the same values in it.

A word in plain letters in an output of this language is in no catalog. Plans with numbers in place of their texts make
sure that such a word does not come from the plan either.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Any, TypeVar

from lxml import etree

from kamdeck.catalog import Catalog, Entry, catalog, pieces
from kamdeck.model import PlanPart
from kamdeck.model.values import Category, Company, Id, Lane, StrategyTheme, Text, Unit, Word
from kamdeck.plan_io import Plan
from kamdeck.words import Words

PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
MARKED = "ȧḃċḋėḟġḣíĵķĺṁńóṗʠŕśťúṽẃẋẏźȦḂĊḊĖḞĠḢÍĴĶĹṀŃÓṖɊŔŚŤÚṼẂẊẎŹ"
LETTERS = str.maketrans(PLAIN, MARKED)
WORD = re.compile("[A-Za-z]{2,}")
NUMERIC_DATES = {"format.day": "y-MM-dd", "format.long_day": "y-MM-dd", "format.month": "y-MM"}
"""Dates without names of months, which come from Unicode CLDR and not from a catalog."""
NOT_WORDS = frozenset(("format.tag", "format.currency", "format.smallest_part", "format.amount_units"))
"""Entries that programs read."""
TEXTS = (
    "{http://schemas.openxmlformats.org/drawingml/2006/main}t",
    "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t",
)
CACHED = "{http://schemas.openxmlformats.org/drawingml/2006/chart}v"
PARTS = re.compile(r"(ppt/(slides|notesSlides|charts)|word)/[^/]+\.xml|word/charts/[^/]+\.xml")
Value = TypeVar("Value")


def marked(text: str) -> str:
    """A text of a catalog in marked letters; the values in braces stay."""
    return "".join(
        literal.translate(LETTERS).replace("{", "{{").replace("}", "}}")
        + (f"{{{name}{':' if spec else ''}{spec}}}" if name else "")
        for literal, name, spec in pieces(text)
    )


@lru_cache
def pseudo_catalog(language: str = "en") -> Catalog:
    """The catalog of the pseudo-language, whichever language is asked for; its numbers are formatted as in English."""
    return Catalog("en", {key: _marked_entry(key, entry) for key, entry in catalog("en").entries.items()})


def pseudo_words() -> Words:
    """The words of the pseudo-language for every language."""
    return Words(catalog_of=pseudo_catalog)


def _marked_entry(key: str, entry: Entry) -> Entry:
    if key in NUMERIC_DATES:
        return NUMERIC_DATES[key]
    if key in NOT_WORDS:
        return entry
    if isinstance(entry, str):
        return marked(entry)
    if key == "format.magnitudes":
        return tuple(f"{size} {marked(name)}" for size, _, name in (each.partition(" ") for each in entry))
    if isinstance(entry, tuple):
        return tuple(map(marked, entry))
    return {category: marked(text) for category, text in entry.items()}


def unmarked(texts: Iterable[str], allowed: Iterable[str] = ()) -> list[str]:
    """The texts that have a word in plain letters which is not allowed."""
    known = {word.lower() for each in allowed for word in WORD.findall(each)}
    return [text for text in texts if any(word.lower() not in known for word in WORD.findall(text))]


def numbered(plan: Plan) -> Plan:
    """A plan with a number in place of each text, the same for equal texts; ids and words of fixed lists stay."""
    numbers: dict[str, str] = {}
    found = _numbered(plan, numbers)
    if plan.previous_plan:
        found._previous = _numbered(plan.previous_plan, numbers)
    if plan._ours:
        found._ours = _numbered(plan._ours, numbers)
    return found


def ids_in(value: Any) -> Iterator[str]:
    """The ids, currencies and addresses in a plan, which a document shows as they are."""
    match value:
        case PlanPart():
            for name in type(value).model_fields:
                yield from ids_in(getattr(value, name))
        case tuple():
            for each in value:
                yield from ids_in(each)
        case dict():
            for key, each in value.items():
                yield from ids_in(key)
                yield from ids_in(each)
        case Company() | Unit():
            yield value.id or ""
        case str() if not isinstance(value, Word):
            yield str(value)


def _numbered(value: Value, numbers: dict[str, str]) -> Value:
    def number(text: str) -> str:
        return numbers.setdefault(text, str(1000 + len(numbers)))

    found: Any = value
    match value:
        case Category() | StrategyTheme() | Lane() if not value.parts or catalog("en").text(_known_key(value)):
            pass
        case Text():
            found = type(value)(plain=number(str(value))) if value else value
        case Company() | Unit():
            found = replace(value, name=_numbered(value.name, numbers), aliases=tuple(map(number, value.aliases)))
        case PlanPart():
            names = value.model_fields_set
            found = value.model_copy(update={name: _numbered(getattr(value, name), numbers) for name in names})
            for name in set(found.__dict__) - set(type(value).model_fields):
                del found.__dict__[name]
        case tuple():
            found = tuple(_numbered(each, numbers) for each in value)
        case dict():
            found = {_numbered(key, numbers): _numbered(each, numbers) for key, each in value.items()}
        case Id() | Word():
            pass
    return found


def _known_key(text: Text) -> str:
    kind = {Category: "category", StrategyTheme: "theme", Lane: "lane"}[type(text)]
    return f"{kind}.{(text.plain or '').lower()}"


def document_texts(blob: bytes) -> list[str]:
    """Every paragraph, label and description of a deck or report, apart from its brand."""
    found: list[str] = []
    with zipfile.ZipFile(io.BytesIO(blob)) as package:
        for name in filter(PARTS.fullmatch, package.namelist()):
            for element in etree.fromstring(package.read(name)).iter():
                if element.tag in TEXTS or element.tag == CACHED:
                    found.append(element.text or "")
                elif element.get("descr"):
                    found.append(element.get("descr"))
    return list(dict.fromkeys(found))
