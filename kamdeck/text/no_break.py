"""Find the spans of a text inside which no line should end: dates, amounts, names, the last words of a headline.

The patterns know English, and the East Asian words of the lexicon. Text in other languages has the spans that they
happen to match.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from kamdeck.late_pattern import late_pattern
from kamdeck.lexicon import any_of
from kamdeck.text.scripts import EAST_ASIAN, HANZI, KANA, KATAKANA

NO_BREAK = "\u00a0"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_UNIT = (
    r"(?:[%‰°]|percent|per cent|points?|pp|bn|m|k|million|billion|thousand|hours?|days?|weeks?|months?|years?|people|"
    r"[TGMk]B|[kM]W|km|kg|ms|min)(?![\w])"
)
_NUMBERED = (
    r"(?:[Ll]ine|[Pp]hase|[Ss]tage|[Ss]tep|[Ll]ot|[Pp]lant|[Ll]evel|[Tt]ier|[Pp]age|[Ss]ection|[Nn]o\.|Q[1-4]|H[12])"
)
_LATIN_NUMBER = late_pattern(
    rf"(?<![\w.]){_NUMBERED} \d+(?![\w])"
    rf"|(?<!\w)[A-Z]{{3}}[ {NO_BREAK}][+−]?\d[\d.,]*(?:[ {NO_BREAK}](?:{_UNIT}))?"
    rf"|(?<![\w.,])\d{{1,2}} {_MONTH}(?: \d{{4}}(?!\d))?"
    rf"|(?<!\w){_MONTH} \d{{4}}(?!\d)"
    rf"|(?<![\d.,])\d[\d.,]*[ {NO_BREAK}]{_UNIT}"
    r"|(?<!\S)\S+ \d{1,4}[.;:)!?]?$"
)
"""Amounts, shares and dates in Latin text, and a number that ends the text, together with the word before it."""
_NAME = r"[A-Z][^\W\d_]*(?:['’-][^\W\d_]+)*"
_PAIR = rf"({_NAME} {_NAME})(?!\w)"
# Punctuation of full width: enumeration comma, comma, full stop, semicolon, colon, brackets, exclamation, question mark.
_PAUSES = "\u3001\uff0c"
_STOPS = "\u3002\uff1b"
_COLON, _OPEN, _CLOSE, _CALLS = "\uff1a", "\uff08", "\uff09", "\uff01\uff1f"
_BEFORE = rf"{_PAUSES}{_COLON}\uff1b{_OPEN}·"
_ENDS = rf"(?=$|[,;:){_PAUSES}{_STOPS}{_CLOSE}]| ?[·–]|\.$)"
_LATIN_NAME = late_pattern(
    rf"(?<!\S)([A-Z]\. {_NAME})"
    rf"|(?:^|(?<=[{_BEFORE}])){_PAIR}{_ENDS}"
    rf"|(?:(?<!\w)[a-z][\w’'-]*|[,;:(%\d]) {_PAIR}(?! ?[A-Z&/])"
    rf"|(?<=[{HANZI}{_CLOSE})] )({_NAME}(?: (?:&|of|for|and|{_NAME})){{1,3}}){_ENDS}"
    rf"|(?<=[{HANZI}{_CLOSE})] )([A-Z][A-Za-z'’&,/ -]+)$"
)
"""An initial with its name, two capitalised words, and the Latin name behind a Chinese one."""
_LONGEST_NAME = 24
_UNIT_IN_BRACKETS = re.compile(rf"(?<=[!-~]){_OPEN}[^{_OPEN}{_CLOSE}\s]{{1,8}}{_CLOSE}$")
"""The unit behind the Latin name of a column or a chart, which may begin a line."""
_KATAKANA_WORD = late_pattern(f"[{KATAKANA}]{{2,}}")
"""A word of Katakana, which is foreign and has no place where it could be parted."""
_HIRAGANA = re.compile("[\u3041-\u3096]")
_PHRASE = late_pattern(
    f"[{HANZI}]{{1,6}}[\u3041-\u3096]{{1,5}}|[{HANZI}]{{2,6}}|(?:[{KATAKANA}]+|[A-Za-z0-9%]+|[{_CLOSE}\u300d])[\u3041-\u3096]{{1,3}}"
)
"""A word of Japanese text, which has no spaces, with its ending and the particles behind it."""
_LAST_WORDS = re.compile(r"\S+ \S+$")
_HEADLINE_END = 4.0
"""The least width of a Chinese headline's last line, in Hanzi; Latin letters and digits count half."""
_SHORT_CLAUSE = 10.0
"""The width in Hanzi up to which a clause or a bracket of a headline stays on one line."""
_CLAUSE = late_pattern(
    f"{_OPEN}[^{_OPEN}{_CLOSE}]+{_CLOSE}[{_STOPS}]*"
    f"|[^{_STOPS}{_COLON}{_PAUSES[1]}{_OPEN}{_CLOSE}]+[{_STOPS}{_COLON}{_PAUSES[1]}]*"
)
Spans = tuple[tuple[int, int], ...]


class _EastAsian(NamedTuple):
    """The patterns of East Asian text, in the order in which their spans are found."""

    end: re.Pattern[str]
    """The last two Hanzi or Kana of a text."""
    ordinal: re.Pattern[str]
    """What stands before the number of a quarter."""
    number: re.Pattern[str]
    """A number with its counter, also one with two units such as 10^8 and 10^4, and the parts of a date."""
    words: re.Pattern[str]
    """Job titles, and the names of products."""
    headline_words: re.Pattern[str]
    """The words of two characters that headlines are made of."""
    item: re.Pattern[str]
    """A name or word in an enumeration."""
    unit: re.Pattern[str]
    """The unit in brackets that ends the name of a column."""
    date: re.Pattern[str]


@cache
def _east_asian() -> _EastAsian:
    """The patterns with the words of the lexicon, built when the first East Asian text is measured."""
    year, month, day = any_of("year_marks"), any_of("month_marks"), any_of("day_marks")
    titles = any_of("job_titles").replace("…", ".{1,3}")
    quarter = rf"{any_of('ordinal_prefixes')}(?:\d|{any_of('ordinals')}){any_of('quarters')}"
    date = rf"\d{{1,2}}{month}\d{{1,2}}{day}|\d{{4}}{year}{quarter}|{quarter}"
    magnitude = any_of("magnitudes")
    counted = rf"(?:{magnitude}?(?:{any_of('currency_names', 'counters')}|[%\uff05\u2030])|{magnitude})"
    pauses, mark = rf"{_PAUSES}{_COLON}\uff1b{_OPEN}·\s", rf"{_STOPS[1:]}{_CLOSE}·\s"
    return _EastAsian(
        re.compile(rf"[{KANA}{HANZI}]{{2}}[{_STOPS}{_CALLS}{_CLOSE}]*$"),
        re.compile(any_of("ordinal_prefixes")),
        re.compile(rf"{date}|[+−]?(?:\d+{magnitude})?\d[\d.,]*{counted}"),
        re.compile(rf"{any_of('job_title_prefixes')}?{titles}|{any_of('compound_words')}"),
        re.compile(any_of("headline_words")),
        re.compile(
            rf"(?:^|(?<=[{pauses}]))"
            rf"(?:[{HANZI}]{{2,4}}(?=$|[{_PAUSES}{mark}])|[{HANZI}]{{5,8}}(?=[{_PAUSES[0]}{mark}]|$))"
        ),
        re.compile(rf"{_OPEN}{magnitude}?(?:{any_of('currency_names', 'counters')}|[%\uff05])?{_CLOSE}$"),
        re.compile(rf"\d{{4}}{year}\d{{1,2}}{month}(?:\d{{1,2}}{day})?"),
    )


@lru_cache(maxsize=2048)
def no_break_spans(text: str, *, headline: bool = False) -> Spans:
    """The start and end of each span that should stay on one line; a span inside another one comes first.

    A `headline` also keeps its last two words, or four Hanzi, together, and in East Asian text the words that headlines
    are made of, and short clauses.
    """
    found = []
    is_east_asian = headline and not text.isascii() and EAST_ASIAN.search(text)
    words = [_east_asian().headline_words] if is_east_asian else []
    for pattern in (*words, *_patterns(text)):
        longest = _LONGEST_NAME if pattern is _LATIN_NAME else len(text)
        for match in pattern.finditer(text):
            start, end = match.span(match.lastindex or 0)
            if end - start <= longest:
                found.append((start, end))
    if headline and (end := _headline_end(text)):
        found.append((end, len(text)))
    if is_east_asian:
        clauses = (match.span() for match in _CLAUSE.finditer(text))
        found += [(start, end) for start, end in clauses if _width(text[start:end]) <= _SHORT_CLAUSE]
    return tuple(found)


def _width(text: str) -> float:
    """The width of a text in Hanzi."""
    # From U+2E80 on, characters are as wide as Hanzi.
    return (len(text) + sum(map("\u2e80".__lt__, text))) / 2


def _patterns(text: str) -> Iterator[re.Pattern[str]]:
    """The patterns that can match at all; most texts need few of them."""
    east_asian = not text.isascii() and EAST_ASIAN.search(text)
    number = _ANY_NUMBER.search(text)
    if number and " " in text:
        yield _LATIN_NUMBER
    if east_asian:
        patterns = _east_asian()
        yield patterns.end
        # A quarter has no digit where its number is a word.
        if number or patterns.ordinal.search(text):
            yield patterns.number
        yield patterns.words
        yield patterns.item
        if number:
            yield patterns.date
        yield _KATAKANA_WORD
        if _HIRAGANA.search(text):
            yield _PHRASE
        if text[-1] == _CLOSE:
            yield patterns.unit
            yield _UNIT_IN_BRACKETS
    if " " in text and _ANY_CAPITAL.search(text):
        yield _LATIN_NAME


def unit_starts(text: str) -> list[int]:
    """The offset of the unit in brackets of full width that ends a text behind a Latin word; empty without one."""
    return [match.start() for match in _UNIT_IN_BRACKETS.finditer(text)] if text.endswith(_CLOSE) else []


# Quick tests, one for each group of patterns: most texts contain nothing that a group matches.
_ANY_NUMBER = re.compile("[0-9]")
_ANY_CAPITAL = re.compile(r" [A-Z]")


def _headline_end(text: str) -> int:
    """The offset where the shortest allowed last line of a headline begins: two words, or four Hanzi."""
    last = text.rpartition(" ")[2]
    if not EAST_ASIAN.search(last or text):
        words = _LAST_WORDS.search(text)
        return words.start() if words else 0
    width, at = 0.0, len(text)
    while at and width < _HEADLINE_END:
        at -= 1
        width += _width(text[at])
    return at


def without(stops: Sequence[int], spans: Spans, fits: Callable[[int, int], bool], begin: int = 0) -> list[int]:
    """The stops without those inside spans, as far as all text between the remaining stops fits on a line.

    Args:
        stops: The offsets at which a line may end.
        spans: The parts of the text that should stay whole.
        fits: Tells whether the text between two offsets fits on a line.
        begin: The offset where the text of the stops begins.
    """
    # A span that does not fit a line is not worth keeping: its stops stay, so that it breaks at its best place.
    left = list(stops)
    for start, end in spans:
        first, last = bisect_right(left, start), bisect_left(left, end)
        if first < last < len(left) and fits(left[first - 1] if first else begin, left[last]):
            del left[first:last]
    return left


def joined(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with no-break spaces instead of the spaces inside spans."""
    for start, end in spans:
        text = text[:start] + text[start:end].replace(" ", NO_BREAK) + text[end:]
    return text
