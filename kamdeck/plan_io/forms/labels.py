"""The English and Chinese names of fields, sheets and columns, and the hints that explain fields."""

from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from kamdeck.model.catalogue import text_of
from kamdeck.model.values import Text
from kamdeck.plan_io.yaml import parse, plain
from kamdeck.resources import LAYOUTS


@lru_cache
def asset(name: str) -> dict[str, Any]:
    """The content of a YAML file in this package; read once."""
    content: dict[str, Any] = plain(parse(files(__package__).joinpath(name).read_text("utf-8"), name).root)
    return content


@lru_cache
def _terms() -> dict[str, Any]:
    """The content of kamdeck's own terms.yaml."""
    path = Path(LAYOUTS / "terms.yaml")
    content: dict[str, Any] = plain(parse(path.read_text("utf-8"), str(path)).root)
    return content


@lru_cache
def terms_of(kind: str) -> Mapping[str, Text]:
    """The names of a vocabulary's words by their keys; "stage" gives {"won": …, "lost": …}."""
    return {key: text_of(written) for key, written in _terms().get(kind, {}).items()}


def sheet_name(key: str) -> Text:
    """The name of a sheet, by its key."""
    return text_of(asset("names.yaml")["sheets"][key])


def column_name(key: str) -> Text:
    """The name of a column, by its key, on a sheet with a row for each field."""
    return text_of(asset("names.yaml")["columns"][key])


def field_name(part: str, key: str) -> Text:
    """The name of a field; `part` is the name of the model class that has it."""
    names = asset("names.yaml")["fields"]
    # A key such as `date` has another name in some parts; most have one name everywhere.
    written = names.get(f"{part}.{key}", names.get(key))
    found = text_of(written)
    english = found.en or f"{key[:1].upper()}{key[1:].replace('_', ' ')}"
    return Text(en=english, zh=found.zh or found.plain)


def hint(sentence: str, language: str) -> str:
    """A field's description in a language; "zh+en" gives both.

    `sentence` is the English description in the model, by which the Chinese one is found.
    """
    chinese = asset("hints.yaml").get(sentence, sentence)
    english = sentence.removesuffix(" Not in the template.")
    return {"en": english, "zh": chinese}.get(language) or f"{chinese}\n{english}"


def in_words(text: Text, language: str) -> str:
    """A name in one language, or in both, Chinese first, for "zh+en"."""
    if language in ("en", "zh"):
        return text.in_language(language)
    return " ".join(dict.fromkeys((text.in_language("zh"), text.in_language("en"))))
