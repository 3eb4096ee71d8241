"""Converts a cell's stored value into the text that a YAML file would have for the same field.

The rest of loading then treats plans from workbooks and from text files alike.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from functools import cache, lru_cache
from itertools import permutations
from typing import Any

from openpyxl.utils.datetime import from_excel

from kamdeck.dataclass import dataclass
from kamdeck.lexicon import all_words, any_of
from kamdeck.model.catalogue import folded
from kamdeck.model.periods import numbers_of_day, numbers_of_month
from kamdeck.plan_io.forms.form_fields import FieldKind, FormField
from kamdeck.plan_io.forms.labels import Label, in_words, reading_order, terms_of

TICKS = {"true": ("√", "✓"), "false": ("×", "✗")}
FIRST_DAY, LAST_DAY = 10_000, 110_000
"""Serial numbers between these are read as dates from 1927 to 2201; smaller ones are years or plain numbers."""


class CellError(Exception):
    """A cell holds a value that its field cannot take; the message says why, and how to correct it."""


@dataclass(frozen=True, slots=True)
class StoredValue:
    """A cell's value as it is stored, and what is needed to interpret it.

    `format` is the number format, `epoch` the date from which the workbook counts serial numbers.
    """

    value: Any
    format: str = "General"
    epoch: datetime = datetime(1899, 12, 30)

    @property
    def percent(self) -> bool:
        """Whether the cell shows a percentage."""
        return "%" in self.format

    @property
    def shows_month(self) -> bool:
        """Whether the cell shows a date without its day."""
        # Quoted texts and brackets such as [Red] or [$-804] can have a letter d, but show no day.
        return not re.search(f"d|{any_of('day_marks')}", re.sub(r'"[^"]*"|\[[^\]]*\]', "", self.format.lower()))


def scalar_of(content: StoredValue, field: FormField) -> tuple[str, bool]:
    """The text for a field, and whether the cell holds text rather than a number, a boolean or a date.

    The text of an empty cell is "".

    Args:
        content: The value of the cell, with its number format.
        field: The field that the cell's column or row is for.

    Raises:
        CellError: If the field cannot take the value.
    """
    value = content.value
    if value is None or (isinstance(value, str) and not value.strip()):
        return "", False
    if isinstance(value, str):
        return _typed(value.replace("\r\n", "\n").strip(), field), True
    if isinstance(value, bool):
        return _boolean(value, field), False
    if isinstance(value, datetime | date | time | timedelta):
        return _date(value, content, field), False
    return _number(value, content, field), False


def _typed(text: str, field: FormField) -> str:
    if field.kind is FieldKind.FLAG:
        return _flags().get(folded(text), text)
    if field.kind in (FieldKind.DAY, FieldKind.SPAN, FieldKind.YEAR_OR_DAY) and (day := numbers_of_day(text)):
        return "{:04}-{:02}-{:02}".format(*day)
    if field.kind in (FieldKind.MONTH, FieldKind.SPAN) and (month := numbers_of_month(text)):
        return "{:04}-{:02}".format(*month)
    if field.named_words:
        return _key_of(text, field)
    return text


def _key_of(text: str, field: FormField) -> str:
    """The key of a vocabulary's word, given as the key itself or by its name in one or two languages."""
    if field.kind is FieldKind.TEXT and text.startswith('"') and text.endswith('"') and len(text) > 1:
        return text[1:-1].replace('""', '"')
    return key_named(text, field) or text


def key_named(text: str, field: FormField) -> str | None:
    """The key of a word that a field takes, by any of its accepted spellings; None where it has no such word.

    The words of further languages are read only for a word that is none in the languages before.
    """
    word = folded(text)
    if field.own_words:
        named = (_spelled(field.own_words, language) for language in reading_order())
    else:
        named = (_words_of(field.vocabulary, language) for language in reading_order())
    return next((found for words in named if (found := words.get(word))), None)


@lru_cache(maxsize=512)
def _words_of(vocabulary: str, language: str) -> dict[str, str]:
    """Maps the keys of a vocabulary, and its words in a language or pair, folded, to the keys."""
    return _spelled(terms_of(vocabulary), language)


def _spelled(words: Mapping[str, Label], language: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for key, name in words.items():
        for called in (key, in_words(name, language)):
            found.setdefault(folded(called), key)
    return found


@cache
def _flags() -> dict[str, str]:
    """The words for true and false, folded; of two languages joined as in a workbook in a pair of languages."""
    found: dict[str, str] = {}
    for value, purpose in (("true", "affirmative"), ("false", "negative")):
        words = all_words(purpose)
        found |= dict.fromkeys((*words, *map("".join, permutations(words, 2)), *TICKS[value]), value)
    return found


EXPECTED = {
    FieldKind.TEXT: "a text",
    FieldKind.NAME: "a name or an id",
    FieldKind.PLAIN: "a text",
    FieldKind.ID: "an id",
    FieldKind.WORD: "a word of the column's list",
    FieldKind.FLAG: "Yes or No",
    FieldKind.NUMBER: "a number",
    FieldKind.SHARE: "a share, such as 31%",
    FieldKind.MEASURE: "a number, or a share such as 31%",
    FieldKind.YEAR: "a year, such as 2026",
    FieldKind.QUARTER: "a quarter, such as 2026-Q4",
    FieldKind.MONTH: "a month, such as 2026-10",
    FieldKind.DAY: "a date, such as 2026-10-08",
    FieldKind.SPAN: "a date, such as 2026-10-08",
    FieldKind.YEAR_OR_DAY: "a year or a date, such as 2026 or 2026-10-08",
}
"""What a cell must hold, by the kind of its field; used in error messages."""
PERCENTAGES = (FieldKind.PLAIN, FieldKind.SHARE, FieldKind.MEASURE)
"""The kinds, besides texts, of which a percentage is read as it is shown."""


def _boolean(value: bool, field: FormField) -> str:
    if field.kind is FieldKind.FLAG:
        return "true" if value else "false"
    if field.in_languages or field.kind in (FieldKind.PLAIN, FieldKind.ID):
        # Excel makes a boolean of the word TRUE, even where a text is expected.
        return str(value).upper()
    raise CellError(f"this cell holds {str(value).upper()}; enter {EXPECTED[field.kind]}")


def _date(value: datetime | date | time | timedelta, content: StoredValue, field: FormField) -> str:
    if not isinstance(value, date):
        if field.in_languages:
            return str(value)
        raise CellError(f"this cell holds the time {value}; enter {EXPECTED[field.kind]}, or format the cell as text")
    day = value.date() if isinstance(value, datetime) else value
    month = f"{day.year:04}-{day.month:02}"
    match field.kind:
        case FieldKind.DAY | FieldKind.YEAR_OR_DAY:
            return day.isoformat()
        case FieldKind.SPAN | FieldKind.TEXT | FieldKind.NAME | FieldKind.PLAIN:
            # Excel makes a date of a typed 2026-10: the first of the month, in a format without days.
            return month if content.shows_month and day.day == 1 else day.isoformat()
        case FieldKind.MONTH:
            return month
        case _:
            fix = "format the cell as text and enter the value again"
            if field.kind in (FieldKind.NUMBER, FieldKind.SHARE, FieldKind.MEASURE, FieldKind.YEAR):
                fix = "format the cell as a number and enter the value again"
            raise CellError(f"Excel stores this as the date {day.isoformat()}; {fix}")


def _number(value: float, content: StoredValue, field: FormField) -> str:
    whole = isinstance(value, int) or value.is_integer()
    dated = field.kind in (FieldKind.DAY, FieldKind.SPAN, FieldKind.MONTH, FieldKind.YEAR_OR_DAY)
    # A date in a cell with the format General is stored, and read, as a plain number.
    if dated and FIRST_DAY <= value <= LAST_DAY:
        return _date(from_excel(value, content.epoch), StoredValue(value, "yyyy-mm-dd"), field)
    if content.percent and (field.in_languages or field.kind in PERCENTAGES):
        return in_per_cent(value)
    return str(int(value)) if whole and abs(value) < 1e15 else repr(float(value))


def in_per_cent(share: float) -> str:
    """A share as a percentage, such as "1.33 %".

    The percentage is what a person entered. The stored fraction can differ from it in its last bit, as 0.0133 does.
    """
    return f"{share * 100:.12g} %"


# -- several in one cell -------------------------------------------------------------------------------------------

CONTINUATION = "↳ "
"""Marks a line of a cell that continues the entry above it."""
# Names of companies contain commas ("Smith, Jones & Co"), so only ids are separated by them.
_SPLITTERS: dict[FieldKind, str] = {FieldKind.ID: "\n;\uff1b,\uff0c\u3001", FieldKind.NAME: "\n;\uff1b"}


def split(text: str, field: FormField) -> list[str]:
    """Splits the text of a cell into entries.

    Empty entries are kept, except at the end: entries in the columns of two languages are paired by their positions.
    """
    text = text.replace("\r\n", "\n")
    entries = list(_pieces(text, _SPLITTERS[field.kind])) if field.kind in _SPLITTERS else _lines(text)
    while entries and not entries[-1]:
        entries.pop()
    return entries


def _lines(text: str) -> list[str]:
    entries: list[str] = []
    for line in text.split("\n"):
        if entries and line.startswith(CONTINUATION.rstrip()):
            entries[-1] += "\n" + line.removeprefix(CONTINUATION.rstrip()).removeprefix(" ")
        else:
            entries.append(line)
    return [entry.strip() for entry in entries]


def _pieces(text: str, splitters: str) -> Iterator[str]:
    pattern = re.compile(rf'[^\S\n]*"((?:[^"]|"")*)"[^\S\n]*(?=[{splitters}]|$)|([^{splitters}]*)')
    position = 0
    while position <= len(text):
        found = pattern.match(text, position)
        # The second alternative also matches nothing, so there is a match at every position.
        assert found is not None
        yield found[1].replace('""', '"') if found[1] is not None else found[2].strip()
        position = found.end() + 1


def joined(entries: list[str], field: FormField) -> str:
    """The text of a cell that holds several entries; `split` is the inverse."""
    write: Callable[[str], str] = _quoted(_SPLITTERS[field.kind]) if field.kind in _SPLITTERS else _continued
    between = "; " if field.kind is FieldKind.ID else "\n"
    return between.join(write(entry) for entry in entries)


def _continued(entry: str) -> str:
    return entry.replace("\n", f"\n{CONTINUATION}")


def _quoted(splitters: str) -> Callable[[str], str]:
    def write(entry: str) -> str:
        if entry.startswith('"') or any(sign in entry for sign in splitters):
            return '"' + entry.replace('"', '""') + '"'
        return entry

    return write
