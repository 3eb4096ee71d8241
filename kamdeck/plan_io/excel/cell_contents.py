"""Converts a value of a plan into the content and number format of a cell.

Reading the cell again (`cell_values`) gives the same value.
"""

from datetime import date
from typing import Any

from kamdeck.dataclass import dataclass
from kamdeck.model.numbers import MeasuredShare
from kamdeck.plan_io.excel.cell_formats import DAY, TEXT, code_of, is_share
from kamdeck.plan_io.excel.cell_values import in_per_cent, joined, key_named
from kamdeck.plan_io.forms.form_fields import FieldKind, FormField
from kamdeck.plan_io.forms.labels import in_words, terms_of
from kamdeck.problems import problem

LONGEST = 32_767
"""The most characters that Excel stores in one cell."""
FIRST_YEAR = 1901
"""Excel has no dates before 1900 and wrongly treats 1900 as a leap year; earlier dates are written as text."""


@dataclass(frozen=True, slots=True)
class CellContent:
    """The content of a cell; `code` is its number format, such as "#,##0"."""

    value: str | float | date
    code: str


def cell_content(value: Any, field: FormField, language: str) -> CellContent:
    """The content of the cell that holds a value.

    Args:
        value: The value, or a list of texts.
        field: The field that has the value.
        language: The language of words of a vocabulary and of booleans, or a pair such as "zh+en".

    Raises:
        Problems: If a text is longer than a cell can hold.
    """
    if isinstance(value, list):
        return _text(joined([str(entry or "") for entry in value], field), field)
    # Before numbers, since a bool is an int.
    if isinstance(value, bool):
        return CellContent(in_words(terms_of("word")["yes" if value else "no"], language), TEXT)
    if isinstance(value, date):
        return CellContent(value, DAY) if value.year >= FIRST_YEAR else CellContent(value.isoformat(), TEXT)
    if isinstance(value, int | float):
        # A text cell keeps all digits; a cell with a number would lose the last one.
        exact = _as_read_back(value, field) == value
        if exact:
            return CellContent(value, code_of(value, field))
        return CellContent(value.in_per_cent if isinstance(value, MeasuredShare) else repr(float(value)), TEXT)
    return _text(_in_words(str(value), field, language), field)


def _as_read_back(value: float, field: FormField) -> float:
    """The number that will be read back from the cell.

    XlsxWriter writes sixteen significant digits. A number that needs more is written as text instead.
    """
    stored = float(f"{value:.16G}")
    return float(in_per_cent(stored).removesuffix(" %")) / 100 if is_share(value, field) else stored


def _in_words(text: str, field: FormField, language: str) -> str:
    if not field.named_words:
        return text
    if name := field.named_words.get(text):
        return in_words(name, language)
    # A free text that happens to equal a name in the vocabulary is quoted, so that it is not read as that word.
    ambiguous = key_named(text, field) is not None or text.startswith('"')
    return '"' + text.replace('"', '""') + '"' if ambiguous and field.kind is FieldKind.TEXT else text


def _text(text: str, field: FormField) -> CellContent:
    if len(text) > LONGEST:
        message = f"this text has {len(text):,} characters, but a cell of a workbook holds at most {LONGEST:,}"
        raise problem(f"{message}; keep the plan in YAML", field.key)
    return CellContent(text.replace("\r\n", "\n").replace("\r", "\n"), TEXT)
