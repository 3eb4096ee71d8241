"""A field, a sheet or a word of the model goes in, what people call it in English and Chinese comes out."""

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
    """The content of a YAML file of this package."""
    content: dict[str, Any] = plain(parse(files(__package__).joinpath(name).read_text("utf-8"), name).root)
    return content


@lru_cache
def _terms() -> dict[str, Any]:
    """kamdeck's own terms."""
    path = Path(LAYOUTS / "terms.yaml")
    content: dict[str, Any] = plain(parse(path.read_text("utf-8"), str(path)).root)
    return content


@lru_cache
def terms_of(kind: str) -> Mapping[str, Text]:
    """The names of a vocabulary's words, by their keys: "stage" → {"won": …}."""
    return {key: text_of(written) for key, written in _terms().get(kind, {}).items()}


def sheet_name(key: str) -> Text:
    """What a sheet is called."""
    return text_of(asset("names.yaml")["sheets"][key])


def column_name(key: str) -> Text:
    """What a column is called on a sheet on which each row is a field."""
    return text_of(asset("names.yaml")["columns"][key])


def field_name(part: str, key: str) -> Text:
    """What a part calls a field; `part` is the class's name."""
    names = asset("names.yaml")["fields"]
    written = names.get(f"{part}.{key}", names.get(key))
    found = text_of(written)
    english = found.en or f"{key[:1].upper()}{key[1:].replace('_', ' ')}"
    return Text(en=english, zh=found.zh or found.plain)


def hint(sentence: str, language: str) -> str:
    """A description of the model's in a language; `zh+en` says it in both."""
    chinese = asset("hints.yaml").get(sentence, sentence)
    english = sentence.removesuffix(" Not in the template.")
    return {"en": english, "zh": chinese}.get(language) or f"{chinese}\n{english}"


def in_words(text: Text, language: str) -> str:
    """A name in one language, or in both beside each other."""
    if language in ("en", "zh"):
        return text.in_language(language)
    return " ".join(dict.fromkeys((text.in_language("zh"), text.in_language("en"))))
