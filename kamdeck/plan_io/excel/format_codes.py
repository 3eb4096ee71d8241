"""Interprets number formats (ECMA-376 part 1, 18.8.31): the scale, the currency and the text that a cell shows."""

import operator
import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache

from babel import Locale
from babel.numbers import list_currencies

from kamdeck.dataclass import dataclass
from kamdeck.lexicon import all_words

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|[\\!](?P<escaped>.)|_.|\*.|\[\$(?P<money>[^\]-]*)(?:-(?P<locale>[0-9A-Fa-f]*)[^\]]*)?\]'
    r"|\[(?P<condition>[<>=]+-?[0-9.]+)\]|\[[^\]]*\]|(?P<digit>[0#?])|(?P<general>General|@)|(?P<sign>.)",
    re.IGNORECASE,
)
_CURRENCY_SIGNS: dict[str, tuple[str, ...]] = {
    "$": ("USD", "AUD", "CAD", "HKD", "SGD", "NZD", "TWD", "MXN", "ARS", "CLP", "COP"),
    "€": ("EUR",),
    "£": ("GBP", "EGP"),
    "¥": ("CNY", "JPY"),
    "\uffe5": ("CNY", "JPY"),  # the yen and yuan sign of full width
    "₩": ("KRW",),
    "₹": ("INR",),
    "₽": ("RUB",),
    "₺": ("TRY",),
    "₫": ("VND",),
    "₪": ("ILS",),
    "฿": ("THB",),
    "R$": ("BRL",),
    "US$": ("USD",),
    "HK$": ("HKD",),
    "NT$": ("TWD",),
    "S$": ("SGD",),
    "A$": ("AUD",),
    "C$": ("CAD",),
    "RMB": ("CNY",),
    "kr": ("SEK", "NOK", "DKK"),
    "zł": ("PLN",),
    "Kč": ("CZK",),
    "Fr": ("CHF",),
    "Fr.": ("CHF",),
    "Rp": ("IDR",),
    "RM": ("MYR",),
}
"""The currencies that a sign may mean. Where there are several, the locale in the format decides."""
# The sign "$" or "¥" in a format is followed by the locale, as in [$¥-804], whose currency is meant.
_LOCALES = {
    0x0409: "USD", 0x0804: "CNY", 0x0411: "JPY", 0x0C04: "HKD", 0x0404: "TWD", 0x1004: "SGD", 0x0C09: "AUD",
    0x1009: "CAD", 0x0C0C: "CAD", 0x1409: "NZD", 0x080A: "MXN", 0x0416: "BRL", 0x0809: "GBP", 0x0412: "KRW",
    0x041D: "SEK", 0x0414: "NOK", 0x0814: "NOK", 0x0406: "DKK", 0x0807: "CHF", 0x100C: "CHF", 0x0C01: "EGP",
}  # fmt: skip
"""The currency of each locale (MS-LCID) whose sign other currencies use as well."""
_CURRENCIES_OF_WORDS = {
    "currency_signs_of_china": ("CNY", "TWD", "HKD"),
    "currency_signs_of_japan": ("JPY",),
}
"""The same for the words of a purpose in the lexicon."""
_FACTORS = {"thousands": 1e3, "ten_thousands": 1e4, "millions": 1e6, "hundred_millions": 1e8, "billions": 1e9}
"""What the words of a purpose in the lexicon stand for."""


@dataclass(frozen=True, slots=True)
class FormattedNumber:
    """How a cell shows its number.

    `factor` is what the format multiplies the number by, percentages aside: 0.001 for a format that ends in a comma.
    `currencies` are the codes that the format may mean, empty where it names none. `unit` is the factor of a word after
    the number, such as 1e6 for "m". `hidden` says that the format does not show the number.
    """

    text: str
    factor: float = 1.0
    percent: bool = False
    currencies: frozenset[str] = frozenset()
    unit: float | None = None
    hidden: bool = False


def shown(value: float, code: str) -> FormattedNumber:
    """How a cell shows a number.

    Args:
        value: The number that the cell stores.
        code: The number format, such as "#,##0.0,".
    """
    section, unsigned = _section(code, value)
    return _number(abs(value) if unsigned else value, section)


def hides_text(code: str) -> bool:
    """Whether a format hides texts: its fourth section, which is for texts, has no "@"."""
    sections = _split(code)
    return len(sections) > 3 and "@" not in sections[3]


def _number(value: float, section: str) -> FormattedNumber:
    """Applies one section of a number format."""
    tokens = list(_TOKEN.finditer(section))
    places = [index for index, token in enumerate(tokens) if token["digit"] or token["general"]]
    literal = "".join(_literal(token) for token in tokens)
    # Without a digit, a format shows its literal texts only: ";;;" shows nothing.
    if not places:
        return FormattedNumber(literal.strip(), hidden=bool(value) or not literal.strip())
    percent = any(token["sign"] == "%" for token in tokens)
    body = tokens[places[0] : places[-1] + 1]
    commas = 0
    for token in tokens[places[-1] + 1 :]:
        if token["sign"] != ",":
            break
        commas += 1
    before = "".join(_literal(token) for token in tokens[: places[0]])
    after = "".join(_literal(token) for token in tokens[places[-1] + 1 + commas :])
    # A comma between the last digit and the decimal point divides by 1,000 as well: 0,.0
    body, inner = _without_scaling(body)
    shifted = _shifted_point(body)
    factor = 1 / (1000.0 ** (commas + inner) * 10.0**shifted)
    text = f"{before}{_digits(value * factor * (100 if percent else 1), body, shifted)}{after}".strip()
    return FormattedNumber(text, factor, percent, _currencies(tokens), _unit(after))


def _without_scaling(body: list[re.Match[str]]) -> tuple[list[re.Match[str]], int]:
    point = next((index for index, token in enumerate(body) if token["sign"] == "."), len(body))
    end = point
    while end and body[end - 1]["sign"] == ",":
        end -= 1
    return body[:end] + body[point:], point - end


def _shifted_point(body: list[re.Match[str]]) -> int:
    """The number of digits after a decimal point that is written as a literal: 0!.0,"x" shows 42,000 as 4.2x."""
    if any(token["sign"] == "." for token in body):
        return 0
    points = [index for index, token in enumerate(body) if "." in (token["escaped"], token["quoted"])]
    return sum(bool(token["digit"]) for token in body[points[-1] :]) if points else 0


def _digits(value: float, body: list[re.Match[str]], shifted: int) -> str:
    if body[0]["general"]:
        return f"{value:.10g}"
    point = next((index for index, token in enumerate(body) if token["sign"] == "."), len(body))
    decimals = shifted or sum(bool(token["digit"]) for token in body[point:])
    grouped = "," if any(token["sign"] == "," for token in body[:point]) else ""
    return f"{value:{grouped}.{decimals}f}"


def _literal(token: re.Match[str]) -> str:
    """The literal text that a token of a format writes."""
    if token["quoted"] is not None or token["escaped"] is not None or token["money"] is not None:
        return token["quoted"] or token["escaped"] or token["money"] or ""
    return "" if token["sign"] in (None, "@", ",", "?") else token["sign"]


def _unit(after: str) -> float | None:
    """The factor of the word after a number; a currency sign may be next to it."""
    if "‰" in after:
        return 1e-3  # Excel has no format for per mille: the sign is a text, and the number is shown unchanged.
    if re.fullmatch(r"T\s?[€$£¥]", after.strip()):
        return 1e3
    for word in re.split(r"[\s()%$€£¥\uffe5/]+", after.strip()):
        if found := _units().get(word.casefold()) or _units().get(_unit_and_currency(word)[0].casefold()):
            return found
        if re.fullmatch("(000)+", word):
            return float(f"1{word}")
    return None


def _unit_and_currency(word: str) -> tuple[str, str]:
    """The unit and the currency of a word that joins them, such as kUSD, TEUR and EURm; two empty texts otherwise."""
    for unit, code in ((word[:-3], word[-3:]), (word[3:], word[:3])):
        if code in _codes() and unit.casefold() in {**_units(), "t": 1e3}:
            return ("k" if unit.casefold() == "t" else unit), code
    return "", ""


def _currencies(tokens: list[re.Match[str]]) -> frozenset[str]:
    """The codes of the currencies that a format may mean; empty where it names none."""
    for token in tokens:
        if token["money"] and (found := _known(token["money"])):
            # The low sixteen bits are the locale; higher ones name a calendar and a number system.
            own = _LOCALES.get(int(token["locale"], 16) & 0xFFFF) if token["locale"] else None
            return frozenset({own} if own in found else found)
    literal = "".join(_literal(token) if not token["digit"] else " " for token in tokens)
    words = re.findall(r"[A-Za-zčł]+\$?\.?|[^\sA-Za-z0-9.,()+-]", literal)
    return frozenset(next((found for word in words if (found := _known(word))), ()))


def _known(word: str) -> tuple[str, ...]:
    word = word.strip()
    found = _currency_signs().get(word) or ((word,) if word in _codes() else ())
    return found or ((code,) if (code := _unit_and_currency(word)[1]) else ())


@cache
def _units() -> dict[str, float]:
    """The factor that a word after a number stands for."""
    return {word: factor for purpose, factor in _FACTORS.items() for word in all_words(purpose)}


@cache
def _currency_signs() -> dict[str, tuple[str, ...]]:
    named = {word: codes for purpose, codes in _CURRENCIES_OF_WORDS.items() for word in all_words(purpose)}
    return {**_CURRENCY_SIGNS, **named}


@lru_cache(maxsize=1)
def _codes() -> frozenset[str]:
    """The codes of all currencies (ISO 4217)."""
    return frozenset(list_currencies(Locale("en")))


def _section(code: str, value: float) -> tuple[str, bool]:
    """The section of a format that applies to a number, and whether it shows the number without its minus sign.

    Conditions such as [>=1000] choose the section; without them, the sign of the number does.
    """
    sections = _split(code)
    conditions = [_condition(section) for section in sections[:2]]
    if any(conditions):
        unconditional = (section for section, condition in zip(sections, conditions, strict=False) if not condition)
        matching = (section for section, holds in zip(sections, conditions, strict=False) if holds and holds(value))
        return next(matching, next(unconditional, sections[-1])), False
    numbers = sections[:3]
    chosen = 1 if value < 0 and len(numbers) > 1 else 2 if value == 0 and len(numbers) > 2 else 0
    return numbers[chosen], chosen == 1


_COMPARISONS: dict[str, Callable[[float, float], bool]] = {
    ">": operator.gt, "<": operator.lt, ">=": operator.ge, "<=": operator.le, "<>": operator.ne, "=": operator.eq,
}  # fmt: skip


def _condition(section: str) -> Callable[[float], bool] | None:
    """The condition of a section, such as [>=1000], as a function of the number; None where there is none."""
    found = re.search(r"\[(>=|<=|<>|[<>=])(-?[0-9]+(?:\.[0-9]*)?)\]", section)
    if not found:
        return None
    compare, bound = _COMPARISONS[found[1]], float(found[2])
    return lambda value: compare(value, bound)


def _split(code: str) -> list[str]:
    return list(_sections(code))


def _sections(code: str) -> Iterator[str]:
    start = 0
    for token in _TOKEN.finditer(code):
        if token["sign"] == ";":
            yield code[start : token.start()]
            start = token.end()
    yield code[start:]
