"""Find the spans of a text inside which no line should end: dates, amounts, names, the last words of a headline.

The patterns know English and Chinese. Text in other languages has the spans that they happen to match.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache

from kamdeck.text.scripts import HANZI

NO_BREAK = "\u00a0"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_UNIT = (
    r"(?:[%‰°]|percent|per cent|points?|pp|bn|m|k|million|billion|thousand|hours?|days?|weeks?|months?|years?|people|"
    r"[TGMk]B|[kM]W|km|kg|ms|min)(?![\w])"
)
_NUMBERED = (
    r"(?:[Ll]ine|[Pp]hase|[Ss]tage|[Ss]tep|[Ll]ot|[Pp]lant|[Ll]evel|[Tt]ier|[Pp]age|[Ss]ection|[Nn]o\.|Q[1-4]|H[12])"
)
_LATIN_NUMBER = re.compile(
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
_ENDS = r"(?=$|[,;:)、，。；）]| ?[·–]|\.$)"
_LATIN_NAME = re.compile(
    rf"(?<!\S)([A-Z]\. {_NAME})"
    rf"|(?:^|(?<=[、，：；（·])){_PAIR}{_ENDS}"
    rf"|(?:(?<!\w)[a-z][\w’'-]*|[,;:(%\d]) {_PAIR}(?! ?[A-Z&/])"
    rf"|(?<=[{HANZI}）)] )({_NAME}(?: (?:&|of|for|and|{_NAME})){{1,3}}){_ENDS}"
    rf"|(?<=[{HANZI}）)] )([A-Z][A-Za-z'’&,/ -]+)$"
)
"""An initial with its name, two capitalised words, and the Latin name behind a Chinese one."""
_LONGEST_NAME = 24
_COUNTED = r"(?:[万亿]?(?:[欧美日港]元|英镑|元)|[万亿]|个百分点|个?季度|个月|小时|分钟|人天|[年月日号个名位家台套次项笔人天周倍层级期款份条种户间%％‰])"
_DATE = r"\d{1,2}月\d{1,2}[日号]|\d{4}年第[一二三四]季度|第[一二三四]季度"
_CHINESE_NUMBER = re.compile(rf"{_DATE}|[+−]?\d[\d.,]*{_COUNTED}")
_CHINESE_DATE = re.compile(r"\d{4}年\d{1,2}月(?:\d{1,2}[日号])?")
_CHINESE_ITEM = re.compile(
    rf"(?:^|(?<=[、，：；（·\s]))(?:[{HANZI}]{{2,4}}(?=$|[、，；）·\s])|[{HANZI}]{{5,8}}(?=[、；）·\s]|$))"
)
"""A name or word in an enumeration."""
_CHINESE_END = re.compile(rf"[{HANZI}]{{2}}[。！？；）]*$")
_LAST_WORDS = re.compile(r"\S+ \S+$")
_HEADLINE_END = 4.0
"""The least width of a Chinese headline's last line, in Hanzi; Latin letters and digits count half."""
Spans = tuple[tuple[int, int], ...]


@lru_cache(maxsize=2048)
def no_break_spans(text: str, words: re.Pattern[str] | None = None, *, headline: bool = False) -> Spans:
    """The start and end of each span that should stay on one line; a span inside another one comes first.

    `words` matches Chinese words that stay whole. A `headline` also keeps its last two words, or four Hanzi, together.
    """
    found = [span for pattern in _patterns(text, words) for span in _spans(pattern, text)]
    if headline and (end := _headline_end(text)):
        found.append((end, len(text)))
    return tuple(found)


def _patterns(text: str, words: re.Pattern[str] | None) -> Iterator[re.Pattern[str]]:
    """The patterns that can match at all; most texts need few of them."""
    chinese = not text.isascii() and _ANY_HAN.search(text)
    number = _ANY_NUMBER.search(text)
    if number and " " in text:
        yield _LATIN_NUMBER
    if chinese:
        yield _CHINESE_END
        if number:
            yield _CHINESE_NUMBER
        if words:
            yield words
        yield _CHINESE_ITEM
        if number:
            yield _CHINESE_DATE
    if " " in text and _ANY_CAPITAL.search(text):
        yield _LATIN_NAME


# Quick tests, one for each group of patterns: most texts contain nothing that a group matches.
_ANY_HAN = re.compile(f"[{HANZI}]")
_ANY_NUMBER = re.compile("[0-9第]")
_ANY_CAPITAL = re.compile(r" [A-Z]")


def _spans(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, int]]:
    longest = _LONGEST_NAME if pattern is _LATIN_NAME else len(text)
    spans = (match.span(match.lastindex or 0) for match in pattern.finditer(text))
    return ((start, end) for start, end in spans if end - start <= longest)


def _headline_end(text: str) -> int:
    """The offset where the shortest allowed last line of a headline begins: two words, or four Hanzi."""
    last = text.rpartition(" ")[2]
    if not _ANY_HAN.search(last or text):
        words = _LAST_WORDS.search(text)
        return words.start() if words else 0
    width, at = 0.0, len(text)
    while at and width < _HEADLINE_END:
        at -= 1
        # From U+2E80 on, characters are as wide as Hanzi.
        width += 1.0 if text[at] > "\u2e80" else 0.5
    return at


def without(stops: Sequence[int], spans: Spans, fits: Callable[[int, int], bool], begin: int = 0) -> list[int]:
    """The stops without those inside spans, as far as all text between the remaining stops fits on a line.

    `fits` tells whether the text between two offsets fits. `begin` is the offset where the text of the stops begins.
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
