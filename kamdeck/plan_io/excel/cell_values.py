"""A cell and the field that it fills go in, what would have been written for it in YAML comes out, or what is wrong."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any

from openpyxl.utils.datetime import from_excel

from kamdeck.languages import DOCUMENT_LANGUAGES
from kamdeck.model.catalogue import folded
from kamdeck.plan_io.forms.form_fields import FieldKind, FormField
from kamdeck.plan_io.forms.labels import in_words, terms_of

FLAGS = {
    **dict.fromkeys(("yes", "true", "是", "是yes", "y", "√", "✓"), "true"),
    **dict.fromkeys(("no", "false", "否", "否no", "n", "×", "✗"), "false"),
}
DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
MONTH = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*月?")
FIRST_DAY, LAST_DAY = 10_000, 110_000
"""The numbers that Excel would mean a day of 1927 to 2201 by; smaller ones are years, or no dates at all."""


class CellError(Exception):
    """What is wrong with a cell, in a sentence."""


@dataclass(frozen=True, slots=True)
class Content:
    """What a cell holds: its value, whether it shows a date, and only a month of it, or a part of a hundred."""

    value: Any
    format: str = "General"
    epoch: datetime = datetime(1899, 12, 30)

    @property
    def percent(self) -> bool:
        """Whether it is shown in per cent."""
        return "%" in self.format

    @property
    def of_a_month(self) -> bool:
        """Whether its date is shown without a day."""
        return not re.search(r"d|日", re.sub(r'"[^"]*"|\[[^\]]*\]', "", self.format.lower()))


def scalar_of(content: Content, field: FormField) -> tuple[str, bool]:
    """What is written, and whether it is text that a person typed; empty where the cell is.

    Raises `CellError`.
    """
    value = content.value
    if value is None or (isinstance(value, str) and not value.strip()):
        return "", False
    if isinstance(value, str):
        return _typed(value.replace("\r\n", "\n").strip(), field), True
    if isinstance(value, bool):
        return _truth(value, field), False
    if isinstance(value, datetime | date | time | timedelta):
        return _day(value, content, field), False
    return _number(value, content, field), False


def _typed(text: str, field: FormField) -> str:
    if field.kind is FieldKind.FLAG:
        return FLAGS.get(folded(text), text)
    if field.kind in (FieldKind.DAY, FieldKind.SPAN, FieldKind.YEAR_OR_DAY) and (found := DAY.fullmatch(text)):
        return f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}"
    if field.kind in (FieldKind.MONTH, FieldKind.SPAN) and (found := MONTH.fullmatch(text)):
        return f"{found[1]}-{int(found[2]):02}"
    if field.vocabulary:
        return _key_of(text, field)
    return text


def _key_of(text: str, field: FormField) -> str:
    """The key of a word, by the key itself, or what it is called in a language or in both."""
    known = words_of(field.vocabulary)
    if field.kind is FieldKind.TEXT and text.startswith('"') and text.endswith('"') and len(text) > 1:
        return text[1:-1].replace('""', '"')
    return known.get(folded(text), text)


@lru_cache
def words_of(vocabulary: str) -> dict[str, str]:
    """What the words of a vocabulary may be called, each with its key."""
    found: dict[str, str] = {}
    for key, name in terms_of(vocabulary).items():
        for called in (key, *(in_words(name, language) for language in DOCUMENT_LANGUAGES)):
            found.setdefault(folded(called), key)
    return found


WANTED = {
    FieldKind.TEXT: "a text",
    FieldKind.NAME: "a name or an id",
    FieldKind.PLAIN: "a text",
    FieldKind.ID: "an id",
    FieldKind.WORD: "a word of the column's list",
    FieldKind.FLAG: "Yes or No",
    FieldKind.NUMBER: "a number",
    FieldKind.SHARE: "a share, such as 31%",
    FieldKind.YEAR: "a year, such as 2026",
    FieldKind.QUARTER: "a quarter, such as 2026-Q4",
    FieldKind.MONTH: "a month, such as 2026-10",
    FieldKind.DAY: "a date, such as 2026-10-08",
    FieldKind.SPAN: "a date, such as 2026-10-08",
    FieldKind.YEAR_OR_DAY: "a year or a date, such as 2026 or 2026-10-08",
}
"""What a cell is to hold, by the kind of its field."""


def _truth(value: bool, field: FormField) -> str:
    if field.kind is FieldKind.FLAG:
        return "true" if value else "false"
    if field.in_languages or field.kind in (FieldKind.PLAIN, FieldKind.ID):
        return str(value).upper()
    raise CellError(f"this cell holds {str(value).upper()}; write {WANTED[field.kind]}")


def _day(value: datetime | date | time | timedelta, content: Content, field: FormField) -> str:
    if not isinstance(value, date):
        if field.in_languages:
            return str(value)
        raise CellError(f"this cell holds the time {value}; write {WANTED[field.kind]}, or format the cell as text")
    day = value.date() if isinstance(value, datetime) else value
    month = f"{day.year:04}-{day.month:02}"
    match field.kind:
        case FieldKind.DAY | FieldKind.YEAR_OR_DAY:
            return day.isoformat()
        case FieldKind.SPAN | FieldKind.TEXT | FieldKind.NAME | FieldKind.PLAIN:
            return month if content.of_a_month and day.day == 1 else day.isoformat()
        case FieldKind.MONTH:
            return month
        case _:
            fix = "format the cell as text, and write it again"
            if field.kind in (FieldKind.NUMBER, FieldKind.SHARE, FieldKind.YEAR):
                fix = "format the cell as a number, and write it again"
            raise CellError(f"Excel holds this for the date {day.isoformat()}; {fix}")


def _number(value: float, content: Content, field: FormField) -> str:
    whole = isinstance(value, int) or value.is_integer()
    dated = field.kind in (FieldKind.DAY, FieldKind.SPAN, FieldKind.MONTH, FieldKind.YEAR_OR_DAY)
    if dated and FIRST_DAY <= value <= LAST_DAY:
        return _day(from_excel(value, content.epoch), Content(value, "yyyy-mm-dd"), field)
    if content.percent and (field.in_languages or field.kind in (FieldKind.PLAIN, FieldKind.SHARE)):
        return in_per_cent(value)
    return str(int(value)) if whole and abs(value) < 1e15 else repr(float(value))


def in_per_cent(share: float) -> str:
    """A share as a cell shows it: 1.33 % is what its author meant; 0.0133 differs from it in the last bit."""
    return f"{share * 100:.12g} %"


# -- several in one cell -------------------------------------------------------------------------------------------

GOES_ON = "↳ "
"""Begins a line that belongs to the entry above it."""
_SPLITTERS: dict[FieldKind, str] = {FieldKind.ID: "\n;；,，、", FieldKind.NAME: "\n;；"}


def split(text: str, field: FormField) -> list[str]:
    """The entries of a cell that holds several; empty ones keep the place of their fellows in other languages."""
    text = text.replace("\r\n", "\n")
    entries = list(_pieces(text, _SPLITTERS[field.kind])) if field.kind in _SPLITTERS else _lines(text)
    while entries and not entries[-1]:
        entries.pop()
    return entries


def _lines(text: str) -> list[str]:
    entries: list[str] = []
    for line in text.split("\n"):
        if entries and line.startswith(GOES_ON.rstrip()):
            entries[-1] += "\n" + line.removeprefix(GOES_ON.rstrip()).removeprefix(" ")
        else:
            entries.append(line)
    return [entry.strip() for entry in entries]


def _pieces(text: str, splitters: str) -> Iterator[str]:
    pattern = re.compile(rf'[^\S\n]*"((?:[^"]|"")*)"[^\S\n]*(?=[{splitters}]|$)|([^{splitters}]*)')
    position = 0
    while position <= len(text):
        found = pattern.match(text, position)
        assert found is not None
        yield found[1].replace('""', '"') if found[1] is not None else found[2].strip()
        position = found.end() + 1


def joined(entries: list[str], field: FormField) -> str:
    """The cell of several entries."""
    write: Callable[[str], str] = _quoted(_SPLITTERS[field.kind]) if field.kind in _SPLITTERS else _continued
    between = "; " if field.kind is FieldKind.ID else "\n"
    return between.join(write(entry) for entry in entries)


def _continued(entry: str) -> str:
    return entry.replace("\n", f"\n{GOES_ON}")


def _quoted(splitters: str) -> Callable[[str], str]:
    def write(entry: str) -> str:
        if entry.startswith('"') or any(sign in entry for sign in splitters):
            return '"' + entry.replace('"', '""') + '"'
        return entry

    return write
