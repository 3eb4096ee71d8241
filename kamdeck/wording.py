"""Formats the values of a plan in the language of a document: names, amounts, shares, dates and lists."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field, replace
from datetime import date
from functools import cached_property, lru_cache
from typing import Any

from kamdeck.amount_format import AmountFormat
from kamdeck.analysis.changes import Difference
from kamdeck.analysis.figures import Figure
from kamdeck.analysis.measures import InUnit
from kamdeck.dataclass import dataclass
from kamdeck.languages import split_language
from kamdeck.locales import currency_name, date_of, list_of
from kamdeck.magnitudes import Magnitude
from kamdeck.message import Clauses, Message
from kamdeck.model import Fact
from kamdeck.model.naming import naming_values
from kamdeck.model.numbers import AMOUNTS, InOwnCurrency, Ratio, Score
from kamdeck.model.stages import DealStage
from kamdeck.model.values import (
    OPEN_VOCABULARIES,
    ActionId,
    Company,
    DealId,
    Id,
    Month,
    Period,
    Share,
    Text,
    Unit,
    Word,
    Year,
    vocabulary_key,
)
from kamdeck.number_format import NumberFormat, apart
from kamdeck.period_format import PeriodFormat
from kamdeck.recorded_texts import QuotedTexts, RecordedTexts, traced
from kamdeck.sentences import phrase_of, sentence_of
from kamdeck.subject_protocol import DocumentSubject, Scale
from kamdeck.text.no_break import NO_BREAK
from kamdeck.text.scripts import EAST_ASIAN
from kamdeck.unshowable import showable_text
from kamdeck.words import FALLBACK, Words, last_word

NOTHING = "–"
BETWEEN_NAMES = f"{NO_BREAK}/ "


@dataclass(frozen=True)
class Wording:
    """The wording of one document: its language, the words, and the plan or portfolio that it is about.

    Args:
        language: A language such as "en", or a pair such as "zh+en"; a document in two languages has headings and names
            in both, and sentences in the first.
        words: The words of every language.
        plan: What the document is about.
        in_sentence: Whether names are in the first language only, as inside sentences, lists and cells.
        units: The unit of each currency in the topic that the wording is for.
        quoted_texts: Where the texts of sentences are recorded, if anywhere.
        recorded: Where every text is recorded with its source.
    """

    language: str
    words: Words
    plan: DocumentSubject
    in_sentence: bool = False
    units: Mapping[str, Magnitude] = field(default_factory=dict)
    quoted_texts: QuotedTexts | None = None
    recorded: RecordedTexts = field(default_factory=RecordedTexts, compare=False)

    def __post_init__(self) -> None:
        """Makes the texts name the plan's kind of period."""
        object.__setattr__(self, "words", self.words.of_period(self.plan.period_kind))

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The languages, the first being that of the body."""
        return split_language(self.language)

    @cached_property
    def first(self) -> str:
        """The language of the body: of sentences and cells."""
        return self.languages[0]

    @cached_property
    def tag(self) -> str:
        """The BCP 47 tag of the body's language."""
        return self.format.tag

    @property
    def tags(self) -> tuple[str, ...]:
        """The BCP 47 tags of the languages."""
        return tuple(NumberFormat(language, self.words).tag for language in self.languages)

    @property
    def inner(self) -> "Wording":
        """The wording for sentences, lists and cells, in which names are in the first language only."""
        # A wording that kept itself would keep everything of its document until garbage is collected.
        return self if self.in_sentence or len(self.languages) == 1 else self._inner

    @cached_property
    def _inner(self) -> "Wording":
        return self._with(in_sentence=True)

    @cached_property
    def format(self) -> NumberFormat:
        """The formats of numbers in the body's language."""
        return NumberFormat(self.first, self.words)

    @cached_property
    def amounts(self) -> AmountFormat:
        """The formats of amounts in the body's language."""
        return AmountFormat(self.format, self.plan, self.units)

    def of_topic(self, key: str, units: Mapping[str, Magnitude]) -> "Wording":
        """The wording of a topic, which shows all amounts of a currency in one unit."""
        return self._with(units=units, quoted_texts=None, recorded=self.recorded.of_topic(key))

    def recording(self, key: str, quoted: QuotedTexts) -> "Wording":
        """The wording of a topic, which notes the texts that its sentences contain."""
        return self._with(quoted_texts=quoted, recorded=self.recorded.of_topic(key))

    def _with(self, **changes: Any) -> "Wording":
        changed = replace(self, **changes)
        # The formats are those of the language. Each topic has a wording of its own, and reading them takes 0.1 ms.
        vars(changed)["format"] = self.format
        return changed

    def showing(self, text: str, source: Any) -> str:
        """The same text, whose source is recorded; for texts that no other method makes."""
        self.recorded.add(text, source)
        return text

    # -- names -----------------------------------------------------------------------------------------------------

    def term(self, key: str, count: float | None = None) -> str:
        """A term in the body's language; the last word of the key if there is none. `count` chooses a plural form."""
        return self.words.text(key, self.first, count) or last_word(key)

    def name(self, key: str) -> Text:
        """A term in the languages of the document, as a name."""
        return self.words.names(key, self.languages) or Text(plain=last_word(key))

    def terms_of(self, key: str) -> str:
        """A term in every language of the document, for headings and the headers of tables."""
        return self.names(self.name(key))

    def has(self, key: str) -> bool:
        """Whether there is a term with a key."""
        return self.words.has(key)

    @traced
    def body(self, text: Text) -> str:
        """A text in the body's language, or else in a language that it has."""
        shown = text.in_language(*self._preferred)
        if self.quoted_texts:
            self.quoted_texts.texts.add(shown)
        return shown

    @cached_property
    def _preferred(self) -> tuple[str, ...]:
        """The order of languages in which a text is looked for; English, known to most, before the plan's own."""
        own = getattr(self.plan, "language", None)
        return (*self.languages, FALLBACK, *(split_language(str(own)) if own else ()))

    def names(self, text: Text) -> str:
        """A name in every language of the document, one after the other."""
        parts = self.names_apart(text)
        # In one script, a reader could not see where the second name begins.
        one_script = len(parts) > 1 and len({bool(EAST_ASIAN.search(part)) for part in parts}) < len(parts)
        return (BETWEEN_NAMES if one_script else " ").join(parts)

    def names_apart(self, text: Text) -> tuple[str, ...]:
        """A name in every language of the document, one by one, without repetition."""
        if len(self.languages) == 1:
            return (self.body(text),)
        # A name that is the same in both languages, such as a product's, is shown once.
        parts = [own for language in self.languages if (own := text.get(language))]
        return tuple(dict.fromkeys(parts)) or (self.body(text),)

    # -- sentences ---------------------------------------------------------------------------------------------------

    @traced
    def sentence(self, message: Message | Clauses | None) -> str:
        """A message as a sentence of the body's language, without a full stop; empty for none."""
        return sentence_of(message, self.inner) if message else ""

    @traced
    def phrase(self, message: Message | Clauses | None) -> str:
        """A message as a part of a sentence, which does not begin with a capital letter; empty for none."""
        return phrase_of(message, self.inner) if message else ""

    def separator(self, name: str) -> str:
        """A separator of the language: "comma", "semicolon", "clause", "arrow", "dash" or "range"."""
        return self.format.pattern(name)

    def joined(self, parts: Iterable[str], separator: str = "comma") -> str:
        """Texts with a separator of the language between them; empty ones are left out."""
        return self.separator(separator).join([part for part in parts if part])

    def labelled(self, label: str, value: str) -> str:
        """A label, a colon and a value."""
        return self.format.pattern("labelled").format(label=label, value=value)

    def beside(self, name: str, value: str) -> str:
        """A name and its value, as one of several in a list: "Propose 3"."""
        return self.format.pattern("beside").format(name=name, value=value)

    def followed(self, text: str, by: str, pattern: str = "aside") -> str:
        """A text and a short one about it: in brackets (`aside`), or as a `remark`, such as a status after a name."""
        return text + self.format.pattern(pattern).format(text=by) if by else text

    def quoted(self, text: str) -> str:
        """A text in quotation marks."""
        return self.format.pattern("quoted").format(text=text)

    # -- values ----------------------------------------------------------------------------------------------------

    @traced
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

    def _stage(self, stage: DealStage) -> str:
        return self._name(stage.name) if stage.name else self.say(stage.meaning)

    def _name(self, text: Text) -> str:
        return self.body(text) if self.in_sentence else self.names(text)

    def _several(self, values: list[Any] | tuple[Any, ...]) -> str:
        return self.listed(self.say(each) for each in values) if values else NOTHING

    def _difference(self, difference: Difference) -> str:
        return self.separator("arrow").join(self.compared(difference.before, difference.after))

    def compared(self, before: Any, after: Any) -> tuple[str, str]:
        """Two values that are compared with each other; two amounts have the same unit."""
        if isinstance(before, AMOUNTS) and isinstance(after, AMOUNTS):
            return self.money(before, beside=(after,)), self.money(after, beside=(before,))
        return self.say(before), self.say(after)

    def _fact(self, fact: Fact) -> str:
        return " · ".join(map(self.say, naming_values(fact))) or NOTHING

    def listed(self, words: Iterable[str], *, spoken: bool = False) -> str:
        """Several words with separators, "A, B, C"; as in a sentence if `spoken`: "A, B and C"."""
        return list_of(list(words), self.tag) if spoken else self.separator("list").join(words)

    def _vocabulary(self, text: Text) -> str:
        if type(text) not in OPEN_VOCABULARIES:
            return self.body(text)
        key = vocabulary_key(text)
        return self._name(self.name(key) if key and self.has(key) else text)

    def _in_unit_of_its_own(self, number: InUnit) -> str:
        if number.unit is None:
            return self.say(number.value)
        # As a phrase, since a sentence may spell out the number that it begins with.
        return apart(self.phrase(Message("measured.in_unit", value=number.value, unit=number.unit)))

    def _reference(self, reference: Id) -> str:
        name = self.plan.name_of(reference)
        # Names of deals and actions are phrases, which would be too long in two languages.
        return self.body(name) if isinstance(reference, DealId | ActionId) else self._name(name)

    # -- numbers ---------------------------------------------------------------------------------------------------

    @traced
    def number(self, value: float, decimals: int | None = None, *, signed: bool = False) -> str:
        """A number in the language's format, halves rounded up; without `decimals` as many as it has, at most two."""
        return self.format.number(value, decimals, signed=signed)

    @traced
    def percent(self, share: float, decimals: int | None = None, *, signed: bool = False) -> str:
        """A share (0.31) as per cent."""
        return self.format.percent(share, decimals, signed=signed)

    @traced
    def points(self, change: float, decimals: int | None = None, *, signed: bool = False) -> str:
        """A difference of two shares (0.05) in percentage points: "5 points"."""
        return self.format.points(change, decimals, signed=signed)

    @traced
    def money(self, value: float, *, signed: bool = False, bare: bool = False, beside: Sequence[float] = ()) -> str:
        """An amount with its currency, such as "CNY 120 m"; `bare` omits the currency in languages that allow it.

        `beside` are amounts that it is compared with; it has the unit of the greatest of them if it is large enough for
        that unit.
        """
        return self.amounts.money(value, signed=signed, bare=bare, beside=beside)

    def money_scale(self, value: float, beside: Sequence[float] = ()) -> Scale:
        """The scale in which `money` displays an amount."""
        return self.amounts.money_scale(value, beside)

    @property
    def amounts_in_own_units(self) -> bool:
        """Whether a change or part of an amount has a unit of its own, as in languages whose units are 10,000 apart."""
        return self.format.pattern("amount_units") == "own"

    def scale(self, values: Iterable[float | None], beside: Iterable[Any] = ()) -> Scale:
        """One scale for the numbers of a column or series; amounts `beside` it in the table or chart share its unit."""
        known = [value for value in values if value is not None]
        scale = self.amounts.scale(known, beside)
        for value in known:
            self.recorded.add_number(round(value / scale.divisor, 6), value)  # as charts round it
        return scale

    def currency_name(self, code: str) -> str:
        """The name of a currency, by its ISO 4217 code."""
        return currency_name(code, self.first)

    @traced
    def scaled(self, value: float, scale: Scale) -> str:
        """A number in the scale of its column."""
        return self.number(value / scale.divisor, scale.decimals_of(value))

    # -- time ------------------------------------------------------------------------------------------------------

    @traced
    def day(self, value: date, *, long: bool = False) -> str:
        """A day, such as "8 Oct 2026"; with the month in full if `long`."""
        shown = date_of(value, self.format.pattern("long_day" if long else "day"), self.first)
        # A short date stands in a narrow cell, where a line must not end within it.
        return shown if long else shown.replace(" ", NO_BREAK)

    @traced
    def period(self, value: Month | Period) -> str:
        """A month, or a period: one of a company's own years as the company writes it."""
        return PeriodFormat(self.format).full(value)

    @traced
    def short_quarter(self, value: Period) -> str:
        """A quarter or half-year without its year; a year as it is."""
        return PeriodFormat(self.format).short(value)

    def plural(self, count: float, key: str) -> str:
        """The plural form of a word for a count."""
        return self.term(key, count)

    def counted(self, count: float, key: str) -> str:
        """A number with its noun, on one line: "3 people"."""
        return self.format.pattern("counted").format(count=self.number(count), noun=self.term(key, count))

    @traced
    def count(self, count: float) -> str:
        """A count: a small one as a word in languages that write it so."""
        small = self.words.list("format.numbers", self.first)
        return small[int(count)] if count == int(count) and 0 <= count < len(small) else self.number(count)


_FORMATTERS: tuple[tuple[type | tuple[type, ...], Callable[[Wording, Any], str]], ...] = (
    (bool, Wording._truth),
    (Text, Wording._vocabulary),
    (Figure, lambda wording, figure: wording.say(figure.value)),
    ((Company, Unit), lambda wording, thing: wording._name(thing.name)),
    (Word, lambda wording, word: wording.term(word.key)),
    (DealStage, Wording._stage),
    (Share, Wording.percent),
    ((Ratio, Score), lambda wording, value: wording.format.rating(value, is_part=isinstance(value, Ratio))),
    (InOwnCurrency, lambda wording, amount: wording.followed(wording.money(amount), wording.amounts.own_money(amount))),
    (AMOUNTS, Wording.money),
    (date, Wording.day),
    ((Month, Period), Wording.period),
    (Id, Wording._reference),
    (Year, lambda wording, year: str(int(year))),
    ((int, float), Wording.number),
    ((list, tuple), Wording._several),
    ((Message, Clauses), Wording.sentence),
    (InUnit, Wording._in_unit_of_its_own),
    (Difference, Wording._difference),
    (Fact, Wording._fact),
)
"""How values are formatted by their types; the first type that fits counts."""


@lru_cache(maxsize=256)
def _formatter(kind: type) -> Callable[[Wording, Any], str]:
    """The formatter of a type, looked up once: documents have thousands of values of few types."""
    return next((formatter for kinds, formatter in _FORMATTERS if issubclass(kind, kinds)), Wording._plain)
