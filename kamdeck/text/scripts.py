"""The scripts of a text, and what follows from them: its language tag, its direction, and its parts in an East Asian
font.
"""

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from kamdeck.late_pattern import late_pattern

_HAN = (
    "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3038-\u303b\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_KANA = "\u3041-\u30ff\u31f0-\u31ff\uff66-\uff9f\U0001aff0-\U0001b16f"
_HANGUL = "\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff\uffa0-\uffdc"
_OTHER_EAST_ASIAN = "\u2ff0-\u3004\u3008-\u3020\u302a-\u3037\u303c-\u3040\u3100-\u312f\u3190-\u31ef\u3200-\u33ff\ua000-\ua4cf\ufe30-\ufe4f\uff01-\uff65\uffe0-\uffee"
_EAST_ASIAN = _HAN + _KANA + _HANGUL + _OTHER_EAST_ASIAN
# Quotation marks, dashes, ellipses, middle dots and symbols exist in Latin and East Asian fonts: their neighbours decide.
_AMBIGUOUS = "\u00b7\u2010-\u2027\u2030-\u203e\u2103-\u2109\u2116\u2160-\u217f\u2190-\u21ff\u2200-\u22ff\u2460-\u24ff\u25a0-\u26ff"

HANZI = "\u3400-\u9fff"
"""All but rare Hanzi, as a range for regular expressions."""
KANA = "\u3041-\u30ff"
"""Hiragana and Katakana of full width, as a range for regular expressions."""
KATAKANA = "\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9f"
"""Katakana with the sound mark, without the middle dot that parts words, as a range for regular expressions."""
EAST_ASIAN = late_pattern(f"[{_EAST_ASIAN}]")
# A symbol before a no-break space has the font of the text behind it: LibreOffice draws both in one font.
# The large set occurs once, since it takes a millisecond to compile.
EAST_ASIAN_SPAN = late_pattern(f"(?:[{_AMBIGUOUS}][{_AMBIGUOUS}\u00a0]*)?(?:[{_EAST_ASIAN}]+[{_AMBIGUOUS}]*)+")

# `unicodedata` has no scripts. A character's script is the first word of its name, with these exceptions and those in `script`.
_NAMES = {"CJK": "Han", "KANGXI": "Han", "IDEOGRAPHIC": "Han", "HALFWIDTH": "Katakana"}
# The first script of the text in this order decides: kana and hangul come before Han, which Japanese and Korean use
# too.
_LANGUAGES = {
    "Hiragana": "ja-JP", "Katakana": "ja-JP", "Hangul": "ko-KR", "Bopomofo": "zh-TW", "Han": "zh-CN",
    "Arabic": "ar-SA", "Hebrew": "he-IL", "Syriac": "syr-SY", "Thaana": "dv-MV", "Thai": "th-TH", "Lao": "lo-LA",
    "Khmer": "km-KH", "Myanmar": "my-MM", "Tibetan": "bo-CN", "Devanagari": "hi-IN", "Bengali": "bn-IN",
    "Gurmukhi": "pa-IN", "Gujarati": "gu-IN", "Oriya": "or-IN", "Tamil": "ta-IN", "Telugu": "te-IN",
    "Kannada": "kn-IN", "Malayalam": "ml-IN", "Sinhala": "si-LK", "Cyrillic": "ru-RU", "Greek": "el-GR",
    "Armenian": "hy-AM", "Georgian": "ka-GE", "Ethiopic": "am-ET", "Mongolian": "mn-MN",
}  # fmt: skip
# Languages whose script has another default language above: Cyrillic text in a Ukrainian document stays Ukrainian.
_WRITES = {
    "zh": ("Han", "Bopomofo"), "ja": ("Han", "Hiragana", "Katakana"), "ko": ("Hangul", "Han"),
    "fa": ("Arabic",), "ur": ("Arabic",), "ps": ("Arabic",), "ug": ("Arabic",), "yi": ("Hebrew",),
    "uk": ("Cyrillic",), "bg": ("Cyrillic",), "sr": ("Cyrillic",), "be": ("Cyrillic",), "kk": ("Cyrillic",),
    "mk": ("Cyrillic",), "mn": ("Cyrillic", "Mongolian"), "mr": ("Devanagari",), "ne": ("Devanagari",), "as": ("Bengali",),
}  # fmt: skip


@lru_cache(maxsize=4096)
def script(char: str) -> str:
    """A character's script by its English name ("Latin", "Han", "Devanagari"); "Common" if it belongs to none."""
    if not char.isalpha() and not unicodedata.category(char).startswith("M"):
        return "Han" if char in "\u3005\u3007" else "Common"
    words = unicodedata.name(char, "COMMON").split()
    first = words[1] if words[0] in ("FULLWIDTH", "MODIFIER") else words[0]
    # The first word of names that say nothing about a script.
    if first in ("COMBINING", "VARIATION", "LETTER", "MATHEMATICAL", "FEMININE", "MASCULINE", "MICRO"):
        return "Common"
    return "Hangul" if "HANGUL" in words[:2] else _NAMES.get(first, first.split("-")[0].title())


def language_of(text: str, default: str, ideographs: str = "zh-CN") -> str:
    """The BCP 47 tag of a text by its script; the default if the default's language uses that script as well.

    `ideographs` is the tag of text in Chinese characters only, if the default's language does not use them. Such text
    is Chinese where Japanese has not all of its characters.
    """
    if text.isascii():
        return default
    present = frozenset(map(script, text)) - {"Latin", "Common"}
    found = _language_of_scripts(present, default, ideographs)
    return _LANGUAGES["Han"] if found == "ja-JP" and present == {"Han"} and not _in_japanese(text) else found


# Measured: the thousands of texts of a deck are in some ten combinations of scripts.
@lru_cache(maxsize=256)
def _language_of_scripts(present: frozenset[str], default: str, ideographs: str) -> str:
    own = _WRITES.get(default.split("-")[0].lower(), ())
    if not present or (own and present <= set(own)):
        return default
    found = next((tag for name, tag in _LANGUAGES.items() if name in present), default)
    return ideographs if found == _LANGUAGES["Han"] else found


def _in_japanese(text: str) -> bool:
    """Whether Japanese has all Chinese characters of a text: code page 932 has them, and no simplified ones."""
    try:
        "".join(char for char in text if script(char) == "Han").encode("cp932")
    except UnicodeEncodeError:
        return False
    return True


def written_in_other_script(language: str) -> bool:
    """Whether a language (BCP 47) is written in another script than the Latin one."""
    name = language.split("-")[0].lower()
    return name in _WRITES or any(tag.startswith(f"{name}-") for tag in _LANGUAGES.values())


def ideographs_of(tags: Iterable[str]) -> str:
    """The BCP 47 tag of text in Chinese characters in a document of some languages, with the most important first."""
    written = (tag for tag in tags if "Han" in _WRITES.get(tag.split("-")[0].lower(), ()))
    return next(written, _LANGUAGES["Han"])


def is_ltr(text: str) -> bool:
    """Whether the text runs from left to right; text without letters has no direction of its own (UAX #9)."""
    return not is_rtl(text) and any(unicodedata.bidirectional(each) == "L" for each in text)


def is_rtl(text: str) -> bool:
    """Whether the first character with a strong direction runs from right to left (UAX #9, P2 and P3)."""
    if text.isascii():
        return False
    for direction in map(unicodedata.bidirectional, text):
        if direction in ("L", "R", "AL"):
            return direction != "L"
    return False


def spans(text: str) -> list[tuple[int, int, bool]]:
    """The start, end, and whether it is East Asian, of each stretch that one of the two fonts sets; together the whole
    text.
    """
    found: list[tuple[int, int, bool]] = []
    done = 0
    for match in () if text.isascii() else EAST_ASIAN_SPAN.finditer(text):
        if match.start() > done:
            found.append((done, match.start(), False))
        found.append((match.start(), match.end(), True))
        done = match.end()
    if done < len(text):
        found.append((done, len(text), False))
    return found


def in_context(text: str, start: int, end: int) -> str:
    """A line of a text, preceded by the characters from which its leading symbols take their script.

    A symbol such as ⟨5⟩ behind Hanzi is set in their font, even at the start of a line.
    """
    if start < len(text) and not text[start].isascii() and not text[start].isalnum():
        while start and not text[start].isalnum():
            start -= 1
    return text[start:end]
