"""Formats messages as sentences of one language, with the patterns of its catalog.

A value in a pattern can have a format: `{day:long}`, `{quarter:short}`, `{amount:bare}` without its currency or unit,
`{change:points}` in percentage points, `{rate:1}` with one decimal, `{names:spoken}` with "and" before the last,
`{details:comma}` with commas, `{customer:names}` in every language of the document, `{change:signed}` with a plus sign,
`{count:word}` as a word where it is small, `{currency:currency}` the name of a currency.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, Protocol

from kamdeck.analysis.figures import Figure
from kamdeck.analysis.figures.figure import AmountChange
from kamdeck.analysis.measures import InUnit
from kamdeck.catalog import Piece, pieces
from kamdeck.message import Clauses, Message
from kamdeck.model.numbers import AMOUNTS, Number, Share
from kamdeck.model.values import Company, Id, Period, Text, Unit
from kamdeck.problems import problem
from kamdeck.text.no_break import NO_BREAK
from kamdeck.text.scripts import EAST_ASIAN
from kamdeck.words import Words

_NUMBER_FIRST = re.compile(r"([0-9]+)(?=[ \u00a0]([^\W\d_]+))(?!(?: [^\W\d_]{1,3}){1,2} [0-9])")
"""A number at the beginning of a sentence, before a word; but not one such as in "5 of the 6": both are digits."""

_ENDS_WITH_STOP = re.compile(r"(?:(?<![^\W\d_])[^\W\d_A-Z]{4,}|[^\W\d_]{5,}|\d\d)\.$|\u3002$")
"""The end of a phrase with a full stop: a word that is too long for an abbreviation, such as "Inc.", or a number."""

_OWN_CASE = re.compile(r"[a-z]+[A-Z]|\d")
"""The beginning of a name that looks wrong with a capital, or with a word for its number."""


class _Amounts(Protocol):
    """Finds how far amounts are apart, as an `AmountFormat` does, which is of a higher layer."""

    def apart(self, change: AmountChange) -> Number: ...


class _ValueFormat(Protocol):
    """Formats the values of sentences, with the methods of a `Wording`, which is of a higher layer."""

    @property
    def words(self) -> Words: ...

    @property
    def first(self) -> str: ...

    @property
    def amounts(self) -> _Amounts: ...

    def say(self, value: Any) -> str: ...

    def money(self, value: float, *, signed: bool, bare: bool, beside: Sequence[float]) -> str: ...

    def day(self, value: date, *, long: bool) -> str: ...

    def short_quarter(self, value: Period) -> str: ...

    def points(self, change: float) -> str: ...

    def percent(self, share: float, decimals: int | None) -> str: ...

    def number(self, value: float, decimals: int | None = None, *, signed: bool = False) -> str: ...

    def listed(self, words: Iterable[str], *, spoken: bool) -> str: ...

    def names(self, text: Text) -> str: ...

    def joined(self, parts: Iterable[str], separator: str = "comma") -> str: ...

    def count(self, count: float) -> str: ...

    def currency_name(self, code: str) -> str: ...


def sentence_of(message: Message | Clauses, wording: _ValueFormat) -> str:
    """A message as a sentence that begins with a capital letter and has no full stop.

    Raises `KeyError` for a message that no catalog has, and `Problems` for a placeholder that is not one of its values.
    """
    text = phrase_of(message, wording)
    return text if _begins_with_name(message, wording) else _capitalized(text, wording)


def phrase_of(message: Message | Clauses, wording: _ValueFormat) -> str:
    """A message as a part of a sentence, with its first letter as the catalog has it; raises as `sentence_of`."""
    # Most sentences have one clause.
    if isinstance(message, Message):
        return _formatted(message, wording, amounts_in(message))
    return wording.joined((_formatted(part, wording, amounts_in(part)) for part in message.parts), "clause")


def amounts_in(message: Message) -> tuple[float, ...]:
    """The amounts among a message's values, which are shown in one unit where their sizes allow it."""
    return tuple(_amounts(message.values.values()))


def _amounts(values: Any) -> Iterator[float]:
    for value in values:
        value = value.value if isinstance(value, Figure) else value
        value = value.size if isinstance(value, AmountChange) else value
        if isinstance(value, AMOUNTS):
            yield value
        elif isinstance(value, Message):
            yield from amounts_in(value)
        elif isinstance(value, Clauses | list | tuple):
            yield from _amounts(value.parts if isinstance(value, Clauses) else value)


def _formatted(message: Message, wording: _ValueFormat, beside: Sequence[float]) -> str:
    pattern = wording.words.text(message.key, wording.first, _count(message))
    if pattern is None:
        raise KeyError(message.key)
    shown = []
    for literal, name, spec in _pieces(pattern, message.key):
        if literal:
            shown.append(literal)
        if name and name not in message.values:
            known = ", ".join(f"{{{each}}}" for each in message.values) or "no braces"
            raise problem(f"the term '{message.key}' has the unknown placeholder {{{name}}}; it can have {known}")
        if name:
            words = _value(message.values[name], spec, wording, beside)
            if message.key.startswith("insight.") and isinstance(message.values[name], Text):
                words = _without_stop(words)
            # The last of `shown` is a value, unless a literal stands between both.
            follows_value = bool(shown) and not literal
            shown.append(f"{NO_BREAK}{words}" if follows_value and _run_together(shown[-1], words) else words)
    return "".join(shown)


def _run_together(before: str, after: str) -> bool:
    """Whether a number behind a Latin name would look like a part of it; languages without spaces write none there."""
    return after[:1].isdigit() and before[-1:].isalnum() and not EAST_ASIAN.match(before[-1])


def _pieces(pattern: str, key: str) -> tuple[Piece, ...]:
    try:
        return pieces(pattern)
    except ValueError:
        message = (
            f"the term '{key}' has a brace without its other half: '{pattern}'; double a brace that is to be shown"
        )
        raise problem(message) from None


def _count(message: Message) -> float | None:
    count: Any = message.values.get("count")
    return len(count) if hasattr(count, "__len__") else count


def _value(value: Any, spec: str, wording: _ValueFormat, beside: Sequence[float]) -> str:
    value = value.value if isinstance(value, Figure) else value
    if isinstance(value, Message):
        return _formatted(value, wording, beside)
    if isinstance(value, Clauses):
        return wording.joined((_formatted(part, wording, beside) for part in value.parts), "semicolon")
    if isinstance(value, list | tuple):
        shown = [_value(each, "", wording, beside) for each in value]
        if spec == "lower":
            return wording.listed(map(_lowered, shown), spoken=True)
        return wording.joined(shown) if spec == "comma" else wording.listed(shown, spoken=spec == "spoken")
    value = wording.amounts.apart(value) if isinstance(value, AmountChange) else value
    if isinstance(value, AMOUNTS):
        return wording.money(value, bare=spec == "bare", signed=spec == "signed", beside=beside)
    match spec:
        case "":
            return wording.say(value)
        case "bare":
            return wording.say(value.value if isinstance(value, InUnit) else value)
        case "long":
            return wording.day(value, long=True)
        case "short":
            return wording.short_quarter(value)
        case "points":
            return wording.points(value)
        case "names":
            return wording.names(value) if isinstance(value, Text) else wording.say(value)
        case "word":
            return wording.count(value)
        case "signed":
            return wording.number(value, signed=True)
        case "currency":
            return wording.currency_name(value)
        case _:
            return (wording.percent if isinstance(value, Share) else wording.number)(value, int(spec))


def _without_stop(text: str) -> str:
    """A text of a plan within a sentence: without its full stop, unless this may be the end of an abbreviation."""
    return text[:-1] if _ENDS_WITH_STOP.search(text) else text


def _lowered(name: str) -> str:
    """A name of the catalog within a sentence: with a small first letter, unless it begins with an abbreviation."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def _begins_with_name(message: Message | Clauses, wording: _ValueFormat) -> bool:
    """Whether a message begins with a name that the plan gives, which keeps its case: "iPhone", "7 Digits"."""
    first = message.parts[0] if isinstance(message, Clauses) else message
    pattern = wording.words.text(first.key, wording.first, _count(first)) or ""
    literal, name, _ = next(iter(_pieces(pattern, first.key)), ("", "", ""))
    value = None if literal else first.values.get(name)
    value = value[0] if isinstance(value, tuple) and value else value
    if isinstance(value, Message | Clauses):
        return _begins_with_name(value, wording)
    # Other texts of a plan, such as steps and needs, are phrases, unless their first word shows that they are names.
    named = isinstance(value, Company | Unit | Id)
    return named or (isinstance(value, Text) and bool(_OWN_CASE.match(wording.say(value))))


def _capitalized(text: str, wording: _ValueFormat) -> str:
    """A sentence with a capital first letter; in languages that write small numbers as words, one at its beginning."""
    found = _NUMBER_FIRST.match(text)
    if found and found[2] not in _names_of_units(wording):
        text = wording.count(int(found[0])) + text[found.end() :]
    return text[:1].upper() + text[1:]


def _names_of_units(wording: _ValueFormat) -> set[str]:
    """The units of amounts, such as "m" in "4 m": their numbers are never words."""
    return {entry.partition(" ")[2] for entry in wording.words.list("format.magnitudes", wording.first)}
