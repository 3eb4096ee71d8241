"""Characters that readers cannot see or tell from others, and texts that Excel takes for formulas.

Messages name these characters, so that a reader understands why two texts differ.
"""

import re
import unicodedata

from kamdeck.late_pattern import late_pattern

HALF = "half of a character (a lone surrogate)"
"""What messages call a code point of UTF-16 that is no character."""
MINUS = "\u2212"
"""The minus sign of documents; a hyphen is shorter than a plus sign and may end a line."""
IGNORABLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f"
    "\ufeff\uffa0\U000e0000-\U000e0fff]"
)
"""Characters that programs do not show (the property Default_Ignorable_Code_Point of Unicode)."""
UNSEEN = late_pattern(f"{IGNORABLE.pattern}|[\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f]")
"""The same, and spaces that look like the ordinary one."""
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
"""Dashes and quotation marks → the ASCII characters that they replace."""
LOOK_ALIKES = {**_mapped(_LATIN), **SIGNS}
"""Cyrillic and Greek letters, dashes and quotes → the ASCII characters that look like them (part of UTS #39)."""
_MOST_NAMED = 3
"""The most characters that one message names."""


def named(character: str) -> str:
    """The code point and Unicode name of a character: U+200B ZERO WIDTH SPACE."""
    return f"U+{ord(character):04X} {unicodedata.name(character, 'without a name')}"


def visible(text: str) -> str:
    """A text with code points in place of invisible characters: [U+200B]."""
    return UNSEEN.sub(lambda found: f"[U+{ord(found[0]):04X}]", text)


def begins_formula(text: str) -> bool:
    """Whether Excel turns a text into a formula when its cell is edited."""
    return text.startswith(("=", "+", "-", "@"))


def without_ignorable(text: str) -> str:
    """A text without invisible characters."""
    return IGNORABLE.sub("", text)


def skeleton(text: str) -> str:
    """The skeleton of a text (UTS #39): equal for texts that look the same, apart from case."""
    # NFKC can produce confusable characters from others, so they are replaced before and after it.
    plain = unicodedata.normalize("NFKC", without_ignorable(text).translate(LOOK_ALIKES))
    return " ".join(plain.translate(LOOK_ALIKES).casefold().split())


def look_alike(text: str, other: str) -> bool:
    """Whether two different texts look the same, because one has invisible or confusable characters."""
    return text != other and bool(_confusable(text) or _confusable(other)) and skeleton(text) == skeleton(other)


def remark(text: str, meant: str = "") -> str:
    """A remark that names the invisible and confusable characters of a text; "" if there are none.

    Without `meant`, letters of another script count only next to Latin ones, so that a Russian word is not remarked on.

    Args:
        text: What was written.
        meant: The text that was probably meant; if `text` has no such character, those of `meant` are named.
    """
    confusable = [each for each in _confusable(text) if each not in meant]
    if not meant and not re.search("[A-Za-z0-9]", text):
        confusable = [each for each in confusable if not (each.isalpha() and ord(each) in LOOK_ALIKES)]
    if confusable:
        return f"it contains {_listed(confusable)}"
    if other := [each for each in _confusable(meant) if each not in text]:
        return f"'{visible(meant)}' contains {_listed(other)}"
    return ""


def names_characters(message: str) -> bool:
    """Whether a message names characters by their code points; "[U+200B]" in a quoted value does not count."""
    return "U+" in message.replace("[U+", "")


def unseen_in(text: str) -> str:
    """Names the characters of a word that are invisible or look like a space; empty where there are none.

    Joiners and variation selectors that follow a letter of an Arabic or Indic script or an emoji belong to it.
    """
    # Joiners change the shape of letters in Arabic and Indic scripts, and join emojis. After Latin letters they have no
    # effect and nobody can have meant them.
    if text.isascii():
        return ""
    unseen = [
        each
        for before, each in zip(f" {text}", text, strict=False)
        if UNSEEN.match(each) and not (each in _JOINERS and before > "\u00ff")
    ]
    return _listed(list(dict.fromkeys(unseen))) if unseen else ""


def _confusable(text: str) -> list[str]:
    """The invisible and confusable characters of a text, each once."""
    # ASCII has none, which settles most texts at once.
    return [] if text.isascii() else [each for each in dict.fromkeys(text) if _is_confusable(each)]


def _is_confusable(character: str) -> bool:
    return bool(UNSEEN.match(character)) or ord(character) in LOOK_ALIKES or _plain(character) != character


def _plain(character: str) -> str:
    """The ASCII character for a full-width one (U+FF01 to U+FF5E, U+3000); any other character unchanged."""
    if not "\uff01" <= character <= "\uff5e" and character != "\u3000":
        return character
    return unicodedata.normalize("NFKC", character)


def _listed(confusable: list[str]) -> str:
    parts = [_explained(each) for each in confusable[:_MOST_NAMED]]
    if len(confusable) > _MOST_NAMED:
        parts.append(f"{len(confusable) - _MOST_NAMED} more such characters")
    return " and ".join(parts)


def _explained(character: str) -> str:
    if IGNORABLE.match(character):
        return f"{named(character)}, which cannot be seen"
    latin = LOOK_ALIKES.get(ord(character), _plain(character)) if not UNSEEN.match(character) else " "
    ascii_name = f"'{latin}'" if latin.strip() else "a space"
    return f"{named(character)}, which is not {ascii_name}"
