"""The names of fields, sheets and columns in every language, and the hints that explain fields.

The words are those of the catalogs; the words of a language are read when they are needed first.
"""

import inspect
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from kamdeck.catalog import catalog, form_catalog
from kamdeck.dataclass import dataclass
from kamdeck.languages import LANGUAGES, document_languages, split_language
from kamdeck.model.texts import Text
from kamdeck.plan_io.yaml import parse, plain

FALLBACK = "en"
"""The language of words that a language's catalog does not have."""
FORM = "form."


@lru_cache
def asset(name: str) -> dict[str, Any]:
    """The content of a YAML file in this package; read once."""
    content: dict[str, Any] = plain(parse(files(__package__).joinpath(name).read_text("utf-8"), name).root)
    return content


@dataclass(frozen=True, slots=True)
class Label:
    """A name or hint of a form, by its key in the catalogs and in English."""

    key: str
    english: str

    def in_language(self, language: str) -> str:
        """The text in one language; in English where the language has none."""
        return self.english if language == FALLBACK else _text(self.key, language) or self.english


@dataclass(frozen=True, slots=True)
class PairLabel(Label):
    """The name of a pair of languages, whose key is "language.zh+en"."""

    def in_language(self, language: str) -> str:
        """The names of both, joined as the language joins a pair."""
        names = (language_name(each).in_language(language) for each in split_language(self.key.split(".")[1]))
        first, second = names
        return label("format.pair").in_language(language).format(first=first, second=second)


@dataclass(frozen=True, slots=True)
class OwnLabel(Label):
    """A name that a company gives; `text` is it in the languages in which the company writes it."""

    text: Text

    def in_language(self, language: str) -> str:
        """The name in one language; in another one where the company has none."""
        return self.text.in_language(language)


def own_label(key: str, text: Text) -> OwnLabel:
    """The name that a company gives to a key."""
    return OwnLabel(key, text.in_language(FALLBACK), text)


def _text(key: str, language: str) -> str | None:
    words = (form_catalog if key.startswith(FORM) else catalog)(language)
    found = words.text(key)
    # A workbook is for a plan of any period, and the same names are read again, whatever the period.
    return words.naming_period(found, "any") if found else found


def label(key: str) -> Label:
    """The name with a key; the key's last word where there is none in English."""
    return Label(key, _text(key, FALLBACK) or key.rpartition(".")[2])


def language_name(language: str) -> Label:
    """The name of a language, from its own file where English has none, since a file alone adds a language."""
    key = f"language.{language}"
    return Label(key, _text(key, FALLBACK) or catalog(language).text("format.own_name") or language)


def form_text(key: str, language: str, **values: str) -> str:
    """A text of the forms, "several" for the key "form.several", with its values in one language."""
    return label(FORM + key).in_language(language).format(**values)


def form_texts(key: str, language: str) -> tuple[str, ...]:
    """A list of the forms' texts in one language, else in English."""
    return form_catalog(language).list(FORM + key) or form_catalog(FALLBACK).list(FORM + key)


@lru_cache
def terms_of(kind: str) -> Mapping[str, Label]:
    """The names of a vocabulary's words by their keys; "stage" gives {"won": …, "lost": …}."""
    start = f"{kind}."
    entries = catalog(FALLBACK).entries.items()
    terms = {
        key.removeprefix(start): label(key)
        for key, entry in entries
        if key.startswith(start) and isinstance(entry, str)
    }
    if kind == "language":
        pairs = (pair for pair in document_languages() if "+" in pair)
        terms = {language: language_name(language) for language in LANGUAGES}
        terms |= {pair: PairLabel(key := f"language.{pair}", key) for pair in pairs}
    return terms


def sheet_name(key: str) -> Label:
    """The name of a sheet, by its key."""
    return label(f"form.sheet.{key}")


def sheet_keys() -> tuple[str, ...]:
    """The keys of all sheets that have a name."""
    start = "form.sheet."
    return tuple(key.removeprefix(start) for key in form_catalog(FALLBACK).entries if key.startswith(start))


def column_name(key: str) -> Label:
    """The name of a column, by its key, on a sheet with a row for each field."""
    return language_name(key) if key in LANGUAGES else label(f"form.column.{key}")


def field_name(part: str, key: str) -> Label:
    """The name of a field; `part` is the name of the model class that has it."""
    # A key such as `date` has another name in some parts; most have one name everywhere.
    own = f"form.field.{part}.{key}"
    return label(own if own in form_catalog(FALLBACK).entries else f"form.field.{key}")


def hint_of_part(model: type, description: str) -> Label:
    """What a part of the plan is; `description` is the English text, from its model."""
    return Label(f"form.part.{model.__name__}", description)


def hint_of_field(model: type, key: str, name: str, description: str) -> Label:
    """What a field holds.

    Args:
        model: The model that has the field; the key in the catalogs has the class that declares it.
        key: The field's key in a plan.
        name: The field's attribute.
        description: The English text, from the model.
    """
    owner = next(base for base in model.__mro__ if name in inspect.get_annotations(base))
    return Label(f"form.hint.{owner.__name__}.{key}", description.removesuffix(" Not in the template."))


def hint(text: Label | None, language: str) -> str:
    """A hint in one language, or in each of a pair on a line of its own; empty where there is none."""
    return in_lines(text, language) if text else ""


def in_words(name: Label, language: str) -> str:
    """A name in one language, or in both of a pair such as "zh+en", in its order."""
    return " ".join(dict.fromkeys(name.in_language(each) for each in split_language(language)))


def in_lines(text: Label, language: str) -> str:
    """A text in one language, or in each of a pair on a line of its own."""
    return "\n".join(dict.fromkeys(text.in_language(each) for each in split_language(language)))


@cache
def reading_order() -> tuple[str, ...]:
    """The languages and pairs of languages in which a word of a workbook is looked up, likely ones first.

    A pair comes behind its languages, so that the words of a third language are read last.
    """
    first = (FALLBACK, form_catalog(FALLBACK).text("form.beside"))
    ordered = sorted(LANGUAGES, key=lambda each: (first.index(each) if each in first else len(first), each))
    found: list[str] = []
    for number, language in enumerate(ordered):
        found.append(language)
        for other in ordered[:number]:
            found += (f"{language}+{other}", f"{other}+{language}")
    return tuple(found)


def reading_steps() -> tuple[tuple[str, ...], ...]:
    """The first languages of `reading_order`: none, the first one, the first two with their pairs, and so on to all."""
    return tuple(reading_order()[: count * count] for count in range(len(LANGUAGES) + 1))


def named_languages(language: str) -> tuple[str, ...]:
    """The languages of a workbook's names: those of a pair, or the one of the workbook and a second one beside it."""
    own = split_language(language)
    return own if len(own) > 1 else (*own, form_catalog(own[0]).text("form.beside") or FALLBACK)
