"""Offsets where a line may end (UAX #14, and the rules of kinsoku for Chinese punctuation) or a word may be cut (UAX #29).

The rules are adapted to what LibreOffice and PowerPoint do, so that measured lines are those that the programs draw.
"""

import re
from bisect import bisect_right
from functools import lru_cache
from itertools import pairwise

from kamdeck.text.metric_tables import tables
from kamdeck.text.scripts import EAST_ASIAN, EAST_ASIAN_SPAN

# The classes of UAX #14: A alphabetic, I ideographic, N number, O opening, W full-width opening, C closing, P parenthesis,
# X ! ?, S infix . , :, Y slash, B break after, H hyphen, K nonstarter, Q quotation, D em dash, F break before, L ellipsis,
# E prefix ($), e postfix (%), G glue, z zero width space, J joiner, m mark, s space, b line end, T Thai, Khmer and such.
# Between the class (or classes) on the left and those on the right a line may end, without a space between them:
# No line begins with closing punctuation (C, P, X, S, K), since these are in no list but that of z. No line ends after
# an opening bracket, a quotation mark or glue (O, W, Q, G), since these have no list. That is kinsoku, and LB11 to
# LB19.
_AFTER = {
    "XLBK": "AINOWEeFDTz",
    "I": "AINOWEFDTz",  # a number in Hanzi and its % stay together, LB23a
    "AN": "IFDz",  # LibreOffice keeps an opening bracket of full width with the letter before it, as Unicode 5 does
    "T": "IWFDz",
    "CP": "IOWFDz",  # LibreOffice keeps letters behind a full stop (U+3002), after the LB30 of Unicode 5
    "S": "IOWEeFDz",
    "YH": "AIOWEeFDTz",
    "D": "AINOWEeFTz",
    "e": "IWFDz",
    "E": "FDz",
    "z": "AINOWEeFDTCPXSYKBHQLG",
}
_NOT_AFTER_SPACE = "sbzGCPXSYKL"
_ALL = "ABCDEFGHIJKLNOPQSTWXYebsz"
_PAIRS = frozenset(
    {(before, after) for group, followers in _AFTER.items() for before in group for after in followers}
    | {("s", after) for after in _ALL if after not in _NOT_AFTER_SPACE}
    | {("b", after) for after in _ALL}
)
# No break after a hyphen that begins a word (-5, -v: LB20a), nor after spaces inside an opening bracket (LB14).
_STILL_WHOLE = re.compile("(?<=[sb]H)|(?<=^H)|(?<=[OW]s)|(?<=[OW]ss)")
# Thai, Lao, Khmer and Burmese break by dictionary, which the Office programs have. To count lines it is enough to break
# after a number of letters that is a little above the length of words in these languages.
_WORD_OF_LETTERS = re.compile("T{6}(?=TT)")
# LibreOffice first moves a word with a slash to the next line, and breaks inside it only if it is still too long.
_ADDRESS = re.compile(r"(?<![!-~])(?:www\.|[!-.0-~]+/)[!-~]+")
# A flag is a pair of regional indicators (LB30a); a zero width joiner binds what follows it (LB8a); a combining mark at
# the start of the text or after a space counts as a letter (LB10).
_FLAGS = re.compile("RR")
_JOINED = re.compile("J+[^sbz]?")
_STRAY_MARK = re.compile("(?<![^sbz])m")
# Chinese and Latin text share quotation marks and the middle dot; between Hanzi they behave like corner brackets and the
# dot of Katakana.
_AS_EAST_ASIAN = str.maketrans("“”‘’·", "\u300c\u300d\u300e\u300f\u30fb")
SOFT_HYPHEN = "\u00ad"
# In the table, which is made from the property of grapheme clusters, the soft hyphen belongs to the letter before it.
_OWN_CLASSES = {ord(SOFT_HYPHEN): "B"}


class _Classes(dict[int, str]):
    """Code point → class letter; looked up in the table of ranges once and then stored."""

    def __missing__(self, point: int) -> str:
        starts, letters = tables()["breaking"]
        letter: str = _OWN_CLASSES.get(point) or letters[bisect_right(starts, point) - 1]
        self[point] = letter
        return letter


_CLASSES = _Classes()


@lru_cache(maxsize=1024)
def opportunities(text: str) -> tuple[int, ...]:
    """The offsets where a line may end, in ascending order; the last is the text's length.

    White space belongs to the line before.
    """
    classes = clusters(text)
    # A mark never has a break before it (LB9), so breaks are found without marks and their offsets mapped back.
    if "m" not in classes:
        return (*_breaks(classes), len(text)) if text else ()
    bases = [offset for offset, letter in enumerate(classes) if letter != "m"]
    return *(bases[at] for at in _breaks(classes.replace("m", ""))), len(text)


def address_starts(text: str) -> dict[int, int]:
    """For each offset inside a web address or another word with a slash, the offset where that word starts."""
    if "/" not in text and "www." not in text:
        return {}
    return {at: match.start() for match in _ADDRESS.finditer(text) for at in range(match.start() + 1, match.end())}


def clusters(text: str) -> str:
    """A class letter for each character; "m" marks those that belong to the cluster before them (about as in UAX #29)."""
    if EAST_ASIAN.search(text):
        text = EAST_ASIAN_SPAN.sub(lambda span: span[0].translate(_AS_EAST_ASIAN), text)
    classes = text.translate(_CLASSES)
    if text.isascii() and "m" not in classes:
        return classes
    classes = _FLAGS.sub("Im", classes).replace("R", "I")
    classes = _JOINED.sub(lambda joined: "m" * len(joined[0]), classes)
    return _STRAY_MARK.sub("A", classes)


def _breaks(classes: str) -> list[int]:
    found = [at for at, pair in enumerate(pairwise(classes), 1) if pair in _PAIRS]
    if "H" in classes or "O" in classes or "W" in classes:
        found = [at for at in found if not _STILL_WHOLE.match(classes, at)]
    if "TTTTTTTT" in classes:
        found = sorted({*found, *(match.end() for match in _WORD_OF_LETTERS.finditer(classes))})
    return found
