"""Reads dates as people and programs write them: 2026-10-08, 08.10.2026, 10/8/2026, 8 Oct 2026, or with Chinese signs.

10/8/2026 is a day in August or in October. The other cells of its column decide, then those of the table; where none
does, it is refused.
"""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime

from kamdeck.dataclass import dataclass
from kamdeck.model.periods import numbers_of_day
from kamdeck.model.scalars import quoted
from kamdeck.sources.cell_error import NativeText, UnreadableCellError

DAY_FIRST, MONTH_FIRST = "DD/MM/YYYY", "MM/DD/YYYY"
TIME = re.compile(
    r"[T ,]+[0-9]{1,2}:[0-9]{2}(:[0-9]{2}([.,][0-9]+)?)?\s*([AaPp]\.?[Mm]\.?)?\s*(Z|UTC|[+-][0-9:]{4,6})?$"
)
NUMBERS = re.compile(r"([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{4})")
COMPACT = re.compile(r"[0-9]{8}")
NAMED = re.compile(r"([0-9]{1,2})[ -]([A-Za-z]{3,9})\.?,?[ -]([0-9]{4})|([A-Za-z]{3,9})\.? ([0-9]{1,2}),? ([0-9]{4})")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
TOKENS = (
    ("YYYY", "%Y"),
    ("YY", "%y"),
    ("MMMM", "%B"),
    ("MMM", "%b"),
    ("MM", "%m"),
    ("DD", "%d"),
    ("M", "%m"),
    ("D", "%d"),
)
"""The signs of a format such as DD/MM/YYYY, the longest first, and those of Python."""


@dataclass(frozen=True)
class DateStyle:
    """How a table writes dates: its format where it is stated, and the order that the table and its columns prove."""

    stated: str = ""
    table: str = ""
    columns: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, stated: str, columns: Iterable[tuple[str, Iterable[str]]]) -> "DateStyle":
        """What the columns of a table prove, each given with its texts; columns that hold other texts do not count."""
        proved = [(name, order) for name, texts in columns if (order := _proved(texts))]
        orders = {order for _, order in proved}
        return cls(stated, orders.pop() if len(orders) == 1 else "", tuple(proved))

    def order(self, column: str) -> str:
        """The order of day and month in a column; "" if nothing proves it."""
        return dict(self.columns).get(column) or self.table


def day(text: str, style: DateStyle, column: str = "", form: str = "") -> date:
    """The date in a text; a time of day behind it is left out.

    Args:
        text: The text.
        style: How its table writes dates.
        column: The name of its column.
        form: The format of the field, which overrides that of the table.

    Raises:
        UnreadableCellError: If the text is no date, or could be two.
    """
    plain = TIME.sub("", unicodedata.normalize("NFKC", text).strip())
    stated = "" if isinstance(text, NativeText) else form or style.stated
    try:
        found = _by_format(plain, stated) if stated else _found_out(plain, style.order(column))
    except ValueError:
        expected = f"a date like {stated}" if stated else "a date"
        raise UnreadableCellError(f"expected {expected}, found {quoted(text)}") from None
    if found is None:
        raise UnreadableCellError(
            f"{quoted(text)} can be two dates; say `format: {DAY_FIRST}` or `format: {MONTH_FIRST}`"
        )
    return found


def _by_format(text: str, form: str) -> date:
    pattern = form
    if "%" not in form:
        for token, code in TOKENS:
            pattern = re.sub(rf"(?<![%A-Za-z]){token}(?![A-Za-z])", code, pattern)
    return datetime.strptime(text, pattern).date()


def _found_out(text: str, order: str) -> date | None:
    """The date; None if day and month could be swapped. Raises ValueError for what is no date."""
    if numbers := numbers_of_day(text):
        return date(*numbers)
    if COMPACT.fullmatch(text):
        return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    if found := NAMED.fullmatch(text):
        number, name, year = (found[1], found[2], found[3]) if found[1] else (found[5], found[4], found[6])
        return date(int(year), MONTHS.index(name[:3].lower()) + 1, int(number))
    if not (found := NUMBERS.fullmatch(text)):
        raise ValueError(text)
    first, second, year = int(found[1]), int(found[3]), int(found[4])
    proved = _order_of(first, second, found[2]) or order
    if not proved and first != second:
        return None
    return date(year, second, first) if proved == DAY_FIRST else date(year, first, second)


def _order_of(first: int, second: int, sign: str) -> str:
    # No country writes the month first with dots.
    if sign == "." or first > 12:
        return DAY_FIRST
    return MONTH_FIRST if second > 12 else ""


def _proved(texts: Iterable[str]) -> str:
    """The order that the dates of a column prove; "" if they prove none, or the column has other texts."""
    orders = set()
    for text in texts:
        if not text or isinstance(text, NativeText):
            continue
        found = NUMBERS.fullmatch(TIME.sub("", text.strip()))
        if not found:
            return ""
        orders.add(_order_of(int(found[1]), int(found[3]), found[2]))
    orders.discard("")
    return orders.pop() if len(orders) == 1 else ""
