"""A value of a plan and its field go in, the cell that says it comes out."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from kamdeck.model.catalogue import folded
from kamdeck.plan_io.excel.cell_formats import DAY, TEXT, code_of
from kamdeck.plan_io.excel.cell_values import in_per_cent, joined, words_of
from kamdeck.plan_io.forms.form_fields import FieldKind, FormField
from kamdeck.plan_io.forms.labels import in_words, terms_of
from kamdeck.problems import problem

LONGEST = 32_767
"""Characters that a cell can hold."""
FIRST_YEAR = 1901
"""Excel has no days before 1900, and counts one too many in 1900."""


@dataclass(frozen=True, slots=True)
class Filling:
    """What goes into a cell, and its number format."""

    value: str | float | date
    code: str


def filling(value: Any, field: FormField, language: str) -> Filling:
    """A single value, or a list of texts, as a cell in the words of a language."""
    if isinstance(value, list):
        return _text(joined([str(entry or "") for entry in value], field), field)
    if isinstance(value, bool):
        return Filling(in_words(terms_of("word")["yes" if value else "no"], language), TEXT)
    if isinstance(value, date):
        return Filling(value, DAY) if value.year >= FIRST_YEAR else Filling(value.isoformat(), TEXT)
    if isinstance(value, int | float):
        exact = _kept(value, field) == value
        return Filling(value, code_of(value, field)) if exact else Filling(repr(float(value)), TEXT)
    return _text(_in_words(str(value), field, language), field)


def _kept(value: float, field: FormField) -> float:
    """A number as it is read back: the writer of workbooks keeps sixteen digits; one that needs more stands as text."""
    stored = float(f"{value:.16G}")
    return float(in_per_cent(stored).removesuffix(" %")) / 100 if field.kind is FieldKind.SHARE else stored


def _in_words(text: str, field: FormField, language: str) -> str:
    if not field.vocabulary:
        return text
    if name := terms_of(field.vocabulary).get(text):
        return in_words(name, language)
    # A word of one's own that sounds like one of the vocabulary's stays one's own in quotes.
    mistaken = folded(text) in words_of(field.vocabulary) or text.startswith('"')
    return '"' + text.replace('"', '""') + '"' if mistaken and field.kind is FieldKind.TEXT else text


def _text(text: str, field: FormField) -> Filling:
    if len(text) > LONGEST:
        said = f"this text has {len(text):,} characters, and a cell of a workbook holds {LONGEST:,}"
        raise problem(f"{said}; keep the plan in YAML", field.key)
    return Filling(text.replace("\r\n", "\n").replace("\r", "\n"), TEXT)
