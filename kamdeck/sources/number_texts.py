"""Reads numbers as people and programs write them: 1,234.50, 1.234,50, 1 234,50, (1,200), USD 4.2.

A text such as 1,234 can be two numbers. The other cells of its column decide, then those of the table; where none does,
it is refused, since a guess would be wrong by a factor of a thousand.
"""

import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal

from kamdeck.dataclass import dataclass
from kamdeck.model.scalars import GREATEST, quoted
from kamdeck.sources.cell_error import NativeText, UnreadableCellError

SYMBOLS: dict[str, tuple[str, ...]] = {
    "€": ("EUR",),
    "£": ("GBP",),
    "₩": ("KRW",),
    "₹": ("INR",),
    "¥": ("CNY", "JPY"),
    "R$": ("BRL",),
    "US$": ("USD",),
    "$": ("USD", "AUD", "CAD", "HKD", "NZD", "SGD", "TWD", "MXN"),
}
"""The currencies that a sign can stand for."""
CURRENCY = re.compile(r"US\$|R\$|[$€£¥₩₹]|[A-Z]{3}")
DIGITS = re.compile(r"[0-9]+(?:[.,'\u2019 \u00a0\u202f][0-9]+)*|[.,][0-9]+")
SPACES = re.compile(r"['\u2019 \u00a0\u202f]")


@dataclass(frozen=True)
class NumberText:
    """A number's parts: its digits with separators, its sign, its currency as written, and a sign of per cent."""

    digits: str
    negative: bool = False
    currency: str = ""
    percent: bool = False


@dataclass(frozen=True)
class ReadNumber:
    """The number in a cell, its currency as written, and whether it has a sign of per cent, as which it was divided."""

    value: Decimal
    currency: str = ""
    percent: bool = False


def parts_of(text: str) -> NumberText | None:
    """The parts of a number; none for a text that is no number."""
    # Full-width digits and signs are what East Asian keyboards write.
    rest = unicodedata.normalize("NFKC", text).strip()
    found = CURRENCY.findall(rest)
    if len(found) > 1:
        return None
    rest = CURRENCY.sub("", rest).strip()
    brackets = rest.startswith("(") and rest.endswith(")")
    rest = rest[1:-1].strip() if brackets else rest
    sign = rest[:1] if rest[:1] in ("+", "-", "\u2212") else ""
    rest = rest[len(sign) :].strip()
    percent = rest.endswith("%")
    rest = rest.removesuffix("%").strip()
    if not DIGITS.fullmatch(rest):
        return None
    return NumberText(rest, brackets or sign in ("-", "\u2212"), found[0] if found else "", percent)


def sign_in(digits: str) -> str:
    """The decimal sign that the digits of a number prove: "." or ","; "" if they prove none."""
    plain = SPACES.sub("", digits)
    signs: list[str] = re.findall("[.,]", plain)
    if not signs:
        return ""
    last, other = signs[-1], "," if signs[-1] == "." else "."
    whole, _, end = plain.rpartition(last)
    if len(set(signs)) == 2:
        return last
    if len(signs) > 1:
        return other
    # Three digits after a single sign can be thousands: 1,234. They cannot after 0 or after four digits.
    grouped = len(end) == 3 and 1 <= len(whole) <= 3 and not whole.startswith("0")
    return "" if grouped else last


@dataclass(frozen=True)
class NumberStyle:
    """How a table writes numbers: its decimal sign where it is stated or proved, and that of each column."""

    stated: str = ""
    table: str = ""
    columns: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, stated: str, columns: Iterable[tuple[str, Iterable[str]]]) -> "NumberStyle":
        """What the columns of a table prove, each given with its texts; columns that hold other texts do not count."""
        proved = [(name, sign) for name, texts in columns if (sign := _proved(texts))]
        signs = {sign for _, sign in proved}
        return cls(stated, signs.pop() if len(signs) == 1 else "", tuple(proved))

    def decimal(self, digits: str, column: str) -> str:
        """The decimal sign of a number.

        Raises:
            UnreadableCellError: If the number could be two.
        """
        own = sign_in(digits)
        known = self.stated or own or dict(self.columns).get(column) or self.table
        if not known and re.search("[.,]", digits):
            raise UnreadableCellError(f"{quoted(digits)} can be two numbers; say `decimal` for the table")
        return known or "."


def _proved(texts: Iterable[str]) -> str:
    signs = set()
    for text in texts:
        parts = parts_of(text) if text and not isinstance(text, NativeText) else None
        if text and parts is None:
            return ""
        signs.add(sign_in(parts.digits) if parts else "")
    signs.discard("")
    return signs.pop() if len(signs) == 1 else ""


def number(text: str, style: NumberStyle, column: str = "", currency: str = "") -> Decimal:
    """The number in a text, which may name one currency.

    Args:
        text: The text.
        style: How its table writes numbers.
        column: The name of its column.
        currency: The currency that the number may name.

    Raises:
        UnreadableCellError: If the text is no number, could be two numbers, or names another currency.
    """
    found = read_number(text, style, column)
    if found.currency and currency not in currencies_of(found.currency):
        raise other_currency(found.currency, currency)
    return found.value


def read_number(text: str, style: NumberStyle, column: str = "") -> ReadNumber:
    """The number in a text, in whichever currency.

    Args:
        text: The text.
        style: How its table writes numbers.
        column: The name of its column.

    Raises:
        UnreadableCellError: If the text is no number or could be two numbers.
    """
    if isinstance(text, NativeText):
        parts: NumberText | None = parts_of(text) if re.fullmatch("-?[0-9.]+%?", text) else None
        decimal = "."
    else:
        parts = parts_of(text)
        decimal = style.decimal(parts.digits, column) if parts else ""
    if parts is None:
        raise UnreadableCellError(f"expected a number, found {quoted(text)}")
    found = _value(parts, decimal, text)
    if abs(found) > Decimal(GREATEST):
        raise UnreadableCellError(f"{quoted(text)} is too large a number")
    return ReadNumber(found, parts.currency, parts.percent)


def _value(parts: NumberText, decimal: str, text: str) -> Decimal:
    whole, _, end = SPACES.sub(" ", parts.digits).partition(decimal)
    groups = re.split("[., ]", whole)
    # Groups of other sizes mean that the sign is not the one that was stated.
    wrong = len(groups) > 1 and (len(groups[0]) > 3 or any(len(each) != 3 for each in groups[1:]))
    if wrong or (end and not end.isdigit()):
        raise UnreadableCellError(f"expected a number with the decimal sign '{decimal}', found {quoted(text)}")
    found = Decimal(f"{''.join(groups) or '0'}.{end or '0'}")
    found = -found if parts.negative else found
    return found / 100 if parts.percent else found


def currencies_of(written: str) -> tuple[str, ...]:
    """The currencies that a sign or a code can stand for, by ISO 4217."""
    return SYMBOLS.get(written, (written,))


def other_currency(written: str, wanted: str) -> UnreadableCellError:
    """The error of an amount in another currency than that of the account."""
    expected = f"the account's money is {wanted}" if wanted else "`account.money` names no currency"
    return UnreadableCellError(f"the amount is in {written}, but {expected}")
