"""The English and Chinese names of fields, sheets and columns, and the hints that explain fields."""

from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any

from kamdeck.catalog import catalog
from kamdeck.languages import LANGUAGES, document_languages, split_language
from kamdeck.model.catalogue import text_of
from kamdeck.model.values import Text
from kamdeck.plan_io.yaml import parse, plain


@lru_cache
def asset(name: str) -> dict[str, Any]:
    """The content of a YAML file in this package; read once."""
    content: dict[str, Any] = plain(parse(files(__package__).joinpath(name).read_text("utf-8"), name).root)
    return content


@lru_cache
def terms_of(kind: str) -> Mapping[str, Text]:
    """The names of a vocabulary's words by their keys; "stage" gives {"won": …, "lost": …}."""
    start, found = f"{kind}.", dict[str, dict[str, str]]()
    for language in LANGUAGES:
        for key, entry in catalog(language).entries.items():
            if key.startswith(start) and isinstance(entry, str):
                found.setdefault(key.removeprefix(start), {})[language] = entry
    terms = {key: Text(**names) for key, names in found.items()}
    return {**terms, **_pairs(terms)} if kind == "language" else terms


def _pairs(languages: Mapping[str, Text]) -> dict[str, Text]:
    """The names of the pairs of languages, from the languages' names."""
    pairs = [written for written in document_languages() if "+" in written]
    return {pair: Text(**{each: _pair(pair, languages, each) for each in LANGUAGES}) for pair in pairs}


def _pair(pair: str, languages: Mapping[str, Text], language: str) -> str:
    first, second = (languages[each].in_language(language) for each in split_language(pair))
    pattern = catalog(language).text("format.pair") or "{first}, {second}"
    return pattern.format(first=first, second=second)


def sheet_name(key: str) -> Text:
    """The name of a sheet, by its key."""
    return text_of(asset("names.yaml")["sheets"][key])


def column_name(key: str) -> Text:
    """The name of a column, by its key, on a sheet with a row for each field."""
    return terms_of("language")[key] if key in LANGUAGES else text_of(asset("names.yaml")["columns"][key])


def field_name(part: str, key: str) -> Text:
    """The name of a field; `part` is the name of the model class that has it."""
    names = asset("names.yaml")["fields"]
    # A key such as `date` has another name in some parts; most have one name everywhere.
    written = names.get(f"{part}.{key}", names.get(key))
    found = text_of(written)
    english = found.get("en") or f"{key[:1].upper()}{key[1:].replace('_', ' ')}"
    return Text(en=english, zh=found.get("zh") or found.plain)


def hint(sentence: str, language: str) -> str:
    """A field's description in a language; "zh+en" gives both.

    `sentence` is the English description in the model, by which the Chinese one is found.
    """
    chinese = asset("hints.yaml").get(sentence, sentence)
    english = sentence.removesuffix(" Not in the template.")
    return {"en": english, "zh": chinese}.get(language) or f"{chinese}\n{english}"


def in_words(text: Text, language: str) -> str:
    """A name in one language, or in both of a pair such as "zh+en", in its order."""
    return " ".join(dict.fromkeys(text.in_language(each) for each in split_language(language)))
