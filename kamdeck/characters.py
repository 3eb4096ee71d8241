"""Characters that are not what they seem: those that are unseen, look like others, or begin a formula.

Messages name them, so that a reader knows why two words differ.
"""

import re
import unicodedata

IGNORABLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f"
    "\ufeff\uffa0\U000e0000-\U000e0fff]"
)
"""Default_Ignorable_Code_Point of Unicode: what a program shows as nothing."""
UNSEEN = re.compile(f"{IGNORABLE.pattern}|[\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f]")
"""The same, and the spaces that look like the one of the space bar."""
_JOINERS = "\u200c\u200d\ufe0e\ufe0f"
_LATIN = (
    ("АВСЕНІЈКМОРЅТХУҮ", "ABCEHIJKMOPSTXYY"),  # Cyrillic capitals
    ("асеоріјѕһхуԁԛԝѵ", "aceopijshxydqwv"),  # Cyrillic small letters
    ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX"),  # Greek capitals
    ("αιονρυ", "aiovpu"),  # Greek small letters
)
_SIGNS = (("‐‑‒–—―−﹣", "-" * 8), ("‘’ʼ′", "'" * 4), ("“”″", '"' * 3))


def _mapped(pairs: tuple[tuple[str, str], ...]) -> dict[int, str]:
    return {ord(sign): plain for signs, plains in pairs for sign, plain in zip(signs, plains, strict=True)}


SIGNS = _mapped(_SIGNS)
"""Dashes and quotes that stand for the ones of the keyboard."""
LOOK_ALIKES = {**_mapped(_LATIN), **SIGNS}
"""What Cyrillic and Greek letters, dashes and quotes are easily taken for (Unicode Technical Standard 39, in part)."""
_MOST = 3
"""So many characters are named at once."""


def named(character: str) -> str:
    """A character by its code point and its name in Unicode: U+200B ZERO WIDTH SPACE."""
    return f"U+{ord(character):04X} {unicodedata.name(character, 'without a name')}"


def visible(text: str) -> str:
    """A text in which every character that cannot be seen stands as its code point: [U+200B]."""
    return UNSEEN.sub(lambda found: f"[U+{ord(found[0]):04X}]", text)


def begins_formula(text: str) -> bool:
    """Whether Excel takes a text for a formula as soon as somebody edits its cell."""
    return text.startswith(("=", "+", "-", "@"))


def without_ignorable(text: str) -> str:
    """A text without the characters that nobody sees."""
    return IGNORABLE.sub("", text)


def skeleton(text: str) -> str:
    """What a text looks like: the same for two that a reader cannot tell apart, but for case."""
    plain = unicodedata.normalize("NFKC", without_ignorable(text).translate(LOOK_ALIKES))
    return " ".join(plain.translate(LOOK_ALIKES).casefold().split())


def look_alike(text: str, other: str) -> bool:
    """Whether two different texts look the same, because one holds characters that are unseen or look like others."""
    return text != other and bool(_odd(text) or _odd(other)) and skeleton(text) == skeleton(other)


def remark(text: str, meant: str = "") -> str:
    """What is odd about the characters of a text, or of the one that was meant; nothing where nothing is.

    Without a `meant` text, letters of another script are odd only beside Latin ones: a Russian word is none.
    """
    odd = [each for each in _odd(text) if each not in meant]
    if not meant and not re.search("[A-Za-z0-9]", text):
        odd = [each for each in odd if not (each.isalpha() and ord(each) in LOOK_ALIKES)]
    if odd:
        return f"it holds {_listed(odd)}"
    if other := [each for each in _odd(meant) if each not in text]:
        return f"'{visible(meant)}' holds {_listed(other)}"
    return ""


def unseen_in(text: str) -> str:
    """The characters of a word that cannot be told from nothing or from a space, named; nothing where there are none.

    The joiners and selectors that Arabic, Indic scripts and emoji are written with belong to the letter before them.
    """
    if text.isascii():
        return ""
    odd = [
        each
        for before, each in zip(f" {text}", text, strict=False)
        if UNSEEN.match(each) and not (each in _JOINERS and before > "\u00ff")
    ]
    return _listed(list(dict.fromkeys(odd))) if odd else ""


def _odd(text: str) -> list[str]:
    """The characters that are unseen or look like others, each once; ASCII, and so most texts, has none."""
    return [] if text.isascii() else [each for each in dict.fromkeys(text) if _is_odd(each)]


def _is_odd(character: str) -> bool:
    return bool(UNSEEN.match(character)) or ord(character) in LOOK_ALIKES or _plain(character) != character


def _plain(character: str) -> str:
    """A full-width letter, digit or sign as the ASCII one that it looks like; anything else as it is."""
    if not "\uff01" <= character <= "\uff5e" and character != "\u3000":
        return character
    return unicodedata.normalize("NFKC", character)


def _listed(odd: list[str]) -> str:
    parts = [_explained(each) for each in odd[:_MOST]]
    if len(odd) > _MOST:
        parts.append(f"{len(odd) - _MOST} more such characters")
    return " and ".join(parts)


def _explained(character: str) -> str:
    if IGNORABLE.match(character):
        return f"{named(character)}, which cannot be seen"
    latin = LOOK_ALIKES.get(ord(character), _plain(character)) if not UNSEEN.match(character) else " "
    called = f"'{latin}'" if latin.strip() else "a space"
    return f"{named(character)}, which is not {called}"
