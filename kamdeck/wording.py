"""Formats the values of a plan in the language of a document: names, amounts, shares, dates and lists."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache
from typing import Any

from kamdeck.analysis.changes import Difference
from kamdeck.analysis.figures import Figure
from kamdeck.analysis.quality import Phrase, Term
from kamdeck.characters import MINUS
from kamdeck.locales import chinese_currency, day_of, decimal_of, month_of, plural_rule
from kamdeck.magnitudes import (
    CHINESE,
    LATIN,
    SMALLEST_PART,
    UNITS,
    Magnitude,
    are_exact,
    column_decimals,
    decimals_for,
    decimals_needed,
    number_decimals,
    unit_of,
)
from kamdeck.model import Fact, Money
from kamdeck.model.values import (
    OPEN_VOCABULARIES,
    ActionId,
    Amount,
    Category,
    Company,
    CustomerAmount,
    DealId,
    Id,
    Lane,
    Month,
    PersonId,
    Quarter,
    Share,
    StrategyTheme,
    Text,
    Unit,
    Word,
    Year,
)
from kamdeck.terms import DocumentSubject, Scale, Terms
from kamdeck.text.no_break import NO_BREAK
from kamdeck.unshowable import showable_number, showable_text

NOTHING = "–"
AMOUNTS = (Amount, CustomerAmount)
CHINESE_NUMBERS = "零一二三四五六七八九十"


@dataclass(frozen=True)
class Wording:
    """The wording of one document: its language, the terms, and the plan or portfolio that it is about.

    `language` is "en", "zh" or "zh+en"; a bilingual document has headings and names in both languages. `in_sentence` is
    the wording inside sentences, lists and cells, where names are in the first language only.
    """

    language: str
    terms: Terms
    plan: DocumentSubject
    in_sentence: bool = False

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The languages, the first being that of the body."""
        return tuple(self.language.split("+"))

    @cached_property
    def first(self) -> str:
        """The language of the body: of sentences and cells."""
        return self.languages[0]

    @cached_property
    def tag(self) -> str:
        """The BCP 47 tag of the body's language."""
        return {"en": "en-GB", "zh": "zh-CN"}[self.first]

    @cached_property
    def inner(self) -> "Wording":
        """The wording for sentences, lists and cells, in which names are in the first language only."""
        return self if self.in_sentence or len(self.languages) == 1 else replace(self, in_sentence=True)

    @cached_property
    def chinese(self) -> bool:
        """Whether the body is in Chinese."""
        return self.first == "zh"

    # -- names -----------------------------------------------------------------------------------------------------

    def term(self, key: str) -> str:
        """A term in the body's language; the last word of the key if the terms do not have it."""
        return self.body(self._text(key))

    def terms_of(self, key: str) -> str:
        """A term in every language of the document, for headings and the headers of tables."""
        return self.names(self._text(key))

    def has(self, key: str) -> bool:
        """Whether the terms have a key."""
        return self.terms.text(key) is not None

    def body(self, text: Text | Phrase) -> str:
        """A text in the body's language, or else in a language that it has."""
        return text.in_language(self.first)

    def names(self, text: Text) -> str:
        """A name in every language of the document: "客户档案 Account Profile"."""
        return " ".join(self.names_apart(text))

    def names_apart(self, text: Text) -> tuple[str, ...]:
        """A name in every language of the document, one by one, without repetition."""
        if len(self.languages) == 1:
            return (self.body(text),)
        # A name that is the same in both languages, such as a product's, is shown once.
        parts = [text.in_language(language) for language in self.languages if text.has(language)]
        return tuple(dict.fromkeys(parts)) or (self.body(text),)

    def _text(self, key: str) -> Text:
        return self.terms.text(key) or Text(plain=key.rpartition(".")[2].replace("_", " "))

    # -- values ----------------------------------------------------------------------------------------------------

    def say(self, value: Any) -> str:
        """Any value of a plan as text; a dash for none. Raises `UnshowableError` for what is not a value."""
        if value is None:
            return NOTHING
        kind: Any = type(value)
        return _formatter(kind)(self, value)

    def _plain(self, value: object) -> str:
        return showable_text(value) or NOTHING

    def _truth(self, value: bool) -> str:
        return self.term("word.yes" if value else "word.no")

    def _word(self, word: Word) -> str:
        return self.term(word.key)

    def _named(self, thing: Company | Unit) -> str:
        return self._name(thing.name)

    def _name(self, text: Text) -> str:
        return self.body(text) if self.in_sentence else self.names(text)

    def _several(self, values: list[Any] | tuple[Any, ...]) -> str:
        return self.listed(self.say(each) for each in values) if values else NOTHING

    def _phrase(self, phrase: Phrase) -> str:
        return self.body(phrase).format_map({name: self.say(each) for name, each in phrase.values.items()})

    def _difference(self, difference: Difference) -> str:
        arrow = "→" if self.chinese else " → "
        return arrow.join(self.compared(difference.before, difference.after))

    def compared(self, before: Any, after: Any) -> tuple[str, str]:
        """Two values that are compared with each other; two amounts have the same unit."""
        if isinstance(before, AMOUNTS) and isinstance(after, AMOUNTS):
            return self.money(before, beside=(after,)), self.money(after, beside=(before,))
        return self.say(before), self.say(after)

    def _fact(self, fact: Fact) -> str:
        """A fact by its first three texts, companies, units or people, which say what it is about."""
        values = (getattr(fact, name) for name in type(fact).model_fields if name not in ("id", "source"))
        shown = [value for value in values if isinstance(value, Text | Company | Unit | PersonId) and value]
        return " · ".join(self.say(value) for value in shown[:3]) or NOTHING

    def listed(self, words: Iterable[str], *, spoken: bool = False) -> str:
        """Several words with separators: "A, B, C" or "A、B、C"; as in a sentence if `spoken`: "A, B and C"."""
        if self.chinese:
            return "、".join(words)
        *others, last = list(words) or [""]
        return f"{', '.join(others)} and {last}" if spoken and others else ", ".join((*others, last))

    def _vocabulary(self, text: Text) -> str:
        if not isinstance(text, Category | StrategyTheme | Lane):
            return self.body(text)
        key = f"{OPEN_VOCABULARIES[type(text)]}.{text.plain.lower()}" if text.plain else ""
        return self._name(self._text(key) if key and self.has(key) else text)

    def _reference(self, reference: Id) -> str:
        name = self.plan.name_of(reference)
        # Names of deals and actions are phrases, which would be too long in two languages.
        return self.body(name) if isinstance(reference, DealId | ActionId) else self._name(name)

    # -- numbers ---------------------------------------------------------------------------------------------------

    def number(self, value: float, decimals: int | None = None, *, signed: bool = False) -> str:
        """A number in the language's format, halves rounded up; without `decimals` as many as it has, at most two."""
        # The sign is that of the rounded number: −0.04 is shown as "0.0" and not as "−0.0".
        text, sign = decimal_of(value, decimals_needed(value) if decimals is None else decimals, self.first)
        return (MINUS if sign < 0 else "+" if signed and sign else "") + text

    def trimmed(self, value: float, decimals: int) -> str:
        """A number without trailing zeros: "1.2"."""
        number = self.number(value, decimals)
        return number.rstrip("0").rstrip(".") if "." in number else number

    def percent(self, share: float, decimals: int | None = None, *, signed: bool = False) -> str:
        """A share (0.31) as per cent: "31 %" in English, "31%" in Chinese."""
        if decimals is None:
            decimals = _share_places(abs(share) * 100)
        return self.number(share * 100, decimals, signed=signed) + ("%" if self.chinese else f"{NO_BREAK}%")

    def points(self, change: float, decimals: int | None = None, *, signed: bool = False) -> str:
        """A difference of two shares (0.05) in percentage points: "5 points"."""
        size = change * 100
        # Without a decimal where it would be 0: 4.98 is "5 points", 4.9 is "4.9 points".
        if decimals is None:
            decimals = 0 if abs(size - round(size)) < 0.05 else 1
        shown = self.number(size, decimals, signed=signed)
        if self.chinese:
            return f"{shown}个百分点"
        return f"{shown}{NO_BREAK}{'point' if shown.lstrip('+' + MINUS) == '1' else 'points'}"

    def money(self, value: float, *, signed: bool = False, bare: bool = False, beside: Sequence[float] = ()) -> str:
        """An amount with its currency: "CNY 120 m", "1.2亿元"; `bare` omits the currency in English.

        `beside` are amounts that it is compared with; it has the unit of the greatest of them if it is at least a tenth
        of that unit.
        """
        money = self._money(value)
        size, unit = self._in_unit(value, money, beside)
        number = self.trimmed(size, decimals_for(size))
        sign = MINUS if value < 0 else "+" if signed and value > 0 else ""
        if self.chinese:
            return f"{sign}{number}{unit.name}{self.currency(money.currency)}"
        code = f"{money.currency}{NO_BREAK}" if money.currency and not bare else ""
        return f"{code}{sign}{number}{NO_BREAK}{unit.name}" if unit.name else f"{code}{sign}{number}"

    def money_scale(self, value: float, beside: Sequence[float] = ()) -> Scale:
        """The scale in which `money` displays an amount."""
        money = self._money(value)
        size, unit = self._in_unit(value, money, beside)
        return Scale(unit.ones / UNITS[money.unit], self._unit_name(unit, money), decimals_for(size))

    def _in_unit(self, value: float, money: Money, beside: Sequence[float]) -> tuple[float, Magnitude]:
        """The size of an amount in the unit in which a sentence displays it, and the unit."""
        size = abs(showable_number(value)) * UNITS[money.unit]
        unit = unit_of(size, size, self._units)
        if beside:
            greatest = max((size, *self._sizes(beside, money)))
            common = unit_of(greatest, greatest, self._units)
            unit = common if not size or size >= SMALLEST_PART * common.ones else unit
        return size / unit.ones, unit

    @cached_property
    def _units(self) -> tuple[Magnitude, ...]:
        return CHINESE if self.chinese else LATIN

    def _money(self, value: float) -> Money:
        # Amounts of a portfolio have their money in their types, since its accounts have different currencies.
        if isinstance(value, CustomerAmount):
            return self.plan.customer_money
        return (value.money if isinstance(value, Amount) else None) or self.plan.money

    def currency(self, code: str) -> str:
        """The name of a currency after a Chinese number: 元, 美元, 欧元."""
        return "元" if code == "CNY" else chinese_currency(code) if code else ""

    def scale(self, values: Iterable[float | None], beside: Iterable[Any] = ()) -> Scale:
        """One scale for the numbers of a column or series; amounts `beside` it in the table or chart share its unit."""
        numbers = [showable_number(value) for value in values if value is not None]
        if not numbers:
            return Scale()
        if all(isinstance(value, Share) for value in numbers):
            sizes = [value * 100 for value in numbers]
            return Scale(
                0.01, "%", 0 if all(abs(size - round(size)) < 0.01 for size in sizes) else number_decimals(sizes)
            )
        money = next((self._money(value) for value in numbers if isinstance(value, AMOUNTS)), None)
        if money is None:
            return Scale(1.0, "", number_decimals(numbers))
        own = [abs(value) * UNITS[money.unit] for value in numbers if value]
        # If all are 0, the plan's own unit is the best guess of how large they would be.
        sizes = [*own, *self._sizes(beside, money)] or [UNITS[money.unit]]
        unit = unit_of(min(sizes), max(sizes), self._units)
        decimals = column_decimals(size / unit.ones for size in own)
        return Scale(unit.ones / UNITS[money.unit], self._unit_name(unit, money), decimals)

    def _sizes(self, values: Iterable[Any], money: Money) -> list[float]:
        """The sizes in ones of those values that are amounts in the currency of `money` and not 0."""
        amounts = [(abs(value), self._money(value)) for value in values if value and isinstance(value, AMOUNTS)]
        return [size * UNITS[other.unit] for size, other in amounts if other.currency == money.currency]

    def _unit_name(self, unit: Magnitude, money: Money) -> str:
        currency = self.currency(money.currency) if self.chinese else money.currency
        return f"{unit.name}{currency}" if self.chinese else f"{currency} {unit.name}".strip()

    def scaled(self, value: float, scale: Scale) -> str:
        """A number in the scale of its column."""
        return self.number(value / scale.divisor, scale.decimals)

    # -- time ------------------------------------------------------------------------------------------------------

    def day(self, value: date, *, long: bool = False) -> str:
        """A day: "8 Oct 2026", or "8 October 2026" if `long`; in Chinese "2026年10月8日"."""
        shown = day_of(value, long, self.first)
        # A short date stands in a narrow cell, where a line must not end within it.
        return shown if long else shown.replace(" ", NO_BREAK)

    def period(self, value: Month | Quarter) -> str:
        """A month or a quarter."""
        if isinstance(value, Quarter):
            return f"{value.year}年第{CHINESE_NUMBERS[value.number]}季度" if self.chinese else str(value)
        return month_of(value.first_day, self.first)

    def short_quarter(self, value: Quarter) -> str:
        """A quarter without its year."""
        return f"{CHINESE_NUMBERS[value.number]}季度" if self.chinese else f"Q{value.number}"

    def plural(self, count: float, key: str) -> str:
        """The plural form of a word for a count, by CLDR's plural rules: the term `key.one`, `key.other` and so on."""
        rule = plural_rule(self.first)(count)
        return self.term(f"{key}.{rule}" if self.has(f"{key}.{rule}") else f"{key}.other")

    def count(self, count: float) -> str:
        """A count: in words up to ten in English, in digits in Chinese."""
        small = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
        if not self.chinese and count == int(count) and 0 <= count <= 10:
            return small[int(count)]
        return self.number(count)


def _share_places(size: float) -> int:
    """The decimals of a single share of `size` per cent: as many as give it two digits, or three below two per cent."""
    if size >= 10 or abs(size - round(size)) < 0.05:
        return 0
    return 2 if size < 2 and not are_exact([size], 1) else 1


_FORMATTERS: tuple[tuple[type | tuple[type, ...], Callable[[Wording, Any], str]], ...] = (
    (bool, Wording._truth),
    (Text, Wording._vocabulary),
    (Figure, lambda wording, figure: wording.say(figure.value)),
    ((Company, Unit), Wording._named),
    (Word, Wording._word),
    (Share, Wording.percent),
    (AMOUNTS, Wording.money),
    (date, Wording.day),
    ((Month, Quarter), Wording.period),
    (Id, Wording._reference),
    (Year, lambda wording, year: str(int(year))),
    ((int, float), Wording.number),
    ((list, tuple), Wording._several),
    (Phrase, Wording._phrase),
    (Term, Wording.term),
    (Difference, Wording._difference),
    (Fact, Wording._fact),
)
"""How values are formatted by their types; the first type that fits counts."""


@lru_cache(maxsize=256)
def _formatter(kind: type) -> Callable[[Wording, Any], str]:
    """The formatter of a type, looked up once: documents have thousands of values of few types."""
    return next((formatter for kinds, formatter in _FORMATTERS if issubclass(kind, kinds)), Wording._plain)
