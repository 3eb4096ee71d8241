"""Matches the texts of a file with the recorded texts of its document: a text is traced if it is made of these alone.

Line breaks, spaces, invisible characters and the case of letters do not count: typesetting changes them.
"""

import re
import unicodedata
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from kamdeck.text.ellipsis import ELLIPSIS

_INVISIBLE = re.compile("[\\s\u00ad\u200b-\u200f\u2028\u2029\u202a-\u202e\u2060\u2066-\u2069\ufeff]+")
_ENDS = re.compile("^[\\W_]+|[\\W_]+$")
_BETWEEN = "\0"
"""What is put between texts: hardly any text has it, and nothing that is done to a text goes beyond it."""
_WORD, _DIGIT, _SPACE, _INNER, _OTHER = "w", "d", "s", "i", "o"
MOST_STEPS = 20_000
"""The most attempts to divide one text."""


def squeezed(text: str) -> str:
    """A text as texts are compared."""
    if text.isascii():
        return "".join(text.split()).casefold()
    return _INVISIBLE.sub("", unicodedata.normalize("NFC", text)).casefold()


def all_squeezed(texts: Sequence[str]) -> list[str]:
    """Each text in the form in which texts are compared; one call for all takes a fraction of the time."""
    found = squeezed(_BETWEEN.join(texts)).split(_BETWEEN)
    return found if len(found) == len(texts) else [squeezed(text) for text in texts]


def _without_ends(key: str) -> str:
    """A squeezed text without the punctuation at its ends."""
    # The pattern takes most of the time, and hardly any text has what it looks for.
    return key if key[:1].isalnum() and key[-1].isalnum() else _ENDS.sub("", key)


class Matcher:
    """Traces texts. `sources` are the recorded texts, each with what it was made of."""

    def __init__(self, sources: Iterable[tuple[str, Sequence[Any]]]) -> None:
        self._known: dict[str, dict[int, Any] | None] = {}
        self._whole: dict[str, dict[int, Any]] = {}
        given, whole = list(sources), self._whole
        texts = list(dict.fromkeys([text for text, _ in given]))
        # Punctuation at the ends belongs to what joins texts.
        keys = self._keys = dict(zip(texts, map(_without_ends, all_squeezed(texts)), strict=True))
        for text, found in given:
            key = keys[text]
            if key in whole:
                kept = whole[key]
            elif key:
                kept = whole[key] = {}
            else:
                continue
            for each in found:
                kept[id(each)] = each

    # Most texts are recorded as they are. What the others need is made when the first of them is met.

    @cached_property
    def _by_start(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for key in self._whole:
            found.setdefault(key[0], []).append(key)
        return found

    @cached_property
    def _lengths(self) -> dict[str, list[int]]:
        """The lengths of the recorded texts by their first characters, the longest first."""
        return {start: sorted(set(map(len, keys)), reverse=True) for start, keys in self._by_start.items()}

    @cached_property
    def _long(self) -> str:
        return "\n".join(self._whole)

    def sources(self, text: str) -> dict[int, Any] | None:
        """The sources of the recorded texts that a text is made of, or None if a part of it was not recorded.

        They have their identities as keys, as equal sources may be two fields of a plan.
        """
        # Most texts are recorded as they are written.
        if known := self._keys.get(text):
            return self._whole[known]
        if text not in self._known:
            self._known[text] = self._sources(text)
        return self._known[text]

    def parts(self, text: str) -> dict[int, Any] | None:
        """The sources of the recorded texts that a text was joined from; it may be recorded itself as well."""
        key = squeezed(text)
        return self._divided(key, _joints(text, key), _without_ends(key))

    def _sources(self, text: str) -> dict[int, Any] | None:
        key = squeezed(text)
        if not (inner := _without_ends(key)):
            return {}
        if (found := self._whole.get(inner)) is not None:
            return found
        joints = _joints(text, key)
        if (found := self._divided(key, joints)) is None and (found := self._part_of_one(key)) is None:
            return self._shortened(key, joints)
        return found

    def _divided(self, key: str, joints: list[bool], without: str = "") -> dict[int, Any] | None:
        """The sources of the recorded texts that a text consists of, other than one text."""
        recorded = self._whole
        if without in recorded:
            recorded = {piece: sources for piece, sources in recorded.items() if piece != without}
        pieces = _Division(key, joints, self._lengths, recorded).pieces()
        if pieces is None:
            return None
        found: dict[int, Any] = {}
        for piece in pieces:
            found |= recorded[piece]
        return found

    def _part_of_one(self, key: str) -> dict[int, Any] | None:
        """The source of the recorded text that this is a part of, where typesetting has divided it."""
        at = self._long.find(key)
        if at < 0:
            return None
        start, end = self._long.rfind("\n", 0, at) + 1, self._long.find("\n", at)
        return self._whole[self._long[start : end if end >= 0 else len(self._long)]]

    def _shortened(self, key: str, joints: list[bool]) -> dict[int, Any] | None:
        """The sources of a text with ellipses, before each of which a recorded text has lost its end."""
        found: dict[int, Any] = {}
        at = 0
        *shortened, last = key.split(ELLIPSIS)
        for part in shortened:
            sources = self._begun(part, joints[at : at + len(part)])
            if sources is None:
                return None
            found |= sources
            at += len(part) + 1
        rest = self._divided(last, joints[at:]) if shortened else None
        return None if rest is None else found | rest

    def _begun(self, key: str, joints: list[bool]) -> dict[int, Any] | None:
        """The sources of a text that ends with the beginning of a recorded text."""
        for at in range(len(key)):
            last = key[at:]
            if (at and joints[at]) or not last[0].isalnum():
                continue
            known = (each for each in self._by_start.get(last[0], ()) if each.startswith(last))
            begun = max(known, key=len, default=None)
            before = self._divided(key[:at], joints[:at]) if begun else None
            if begun and before is not None:
                return before | self._whole[begun]
        return None if any(each.isalnum() for each in key) else {}


class _Division:
    """Divides one text into recorded texts, the longest first; what is between them has neither letters nor digits."""

    def __init__(
        self, key: str, joints: list[bool], lengths: Mapping[str, Sequence[int]], recorded: Container[str]
    ) -> None:
        self._key, self._joints, self._lengths, self._recorded = key, joints, lengths, recorded
        # For each position, that of the next letter or digit.
        self._next = list(range(len(key) + 1))
        for at in range(len(key) - 1, -1, -1):
            if not key[at].isalnum():
                self._next[at] = self._next[at + 1]
        self._dead: set[int] = set()
        self._steps = 0

    def pieces(self) -> list[str] | None:
        """The recorded texts in order, or None if there is no division."""
        found: list[str] = []
        following, length = self._next, len(self._key)
        if following[0] >= length:
            return found
        # Of each piece, the candidates that are left; a stack, since long texts would nest too deeply.
        stack = [(0, self._candidates(0))]
        while stack:
            at, candidates = stack[-1]
            self._steps += 1
            if self._steps > MOST_STEPS:
                return None
            piece = next(candidates, None)
            if piece is None:
                self._dead.add(at)
                stack.pop()
                if found and stack:
                    found.pop()
                continue
            found.append(piece)
            end = following[following[at] + len(piece)]
            if end >= length:
                return found
            if end in self._dead:
                found.pop()
                continue
            stack.append((end, self._candidates(end)))
        return None

    def _candidates(self, at: int) -> Iterator[str]:
        key, joints, last, start = self._key, self._joints, len(self._key), self._next[at]
        if start >= last or (start > 0 and joints[start]):
            return
        for length in self._lengths.get(key[start], ()):
            end = start + length
            ends = not joints[end] if end < last else end == last
            if ends and (piece := key[start:end]) in self._recorded:
                yield piece


def _joints(text: str, key: str) -> list[bool]:
    """For each character of a squeezed text, whether it continues a word or a number of the text itself."""
    kinds = unicodedata.normalize("NFC", text).casefold().translate(_KINDS).replace(_INNER, "")
    pairs = zip(_SPACE + kinds, kinds, strict=False)
    joints = [kind == before and kind != _OTHER for before, kind in pairs if kind != _SPACE]
    # Normalizing after folding may change the length, which is rare; then every position may begin a piece.
    return joints if len(joints) == len(key) else [False] * len(key)


class _Kinds(dict[int, str]):
    """What each character is: a space, a sign inside a word that is not seen, of a number, of a word, or another."""

    def __missing__(self, code: int) -> str:
        # Texts have few characters, again and again.
        found = self[code] = _kind(chr(code))
        return found


_KINDS = _Kinds()


def _kind(character: str) -> str:
    if _INVISIBLE.fullmatch(character):
        # A line may be broken inside a word, but only by typesetting, which leaves no space.
        return _SPACE if character.isspace() else _INNER
    if character.isdigit():
        return _DIGIT
    return _WORD if character.isalpha() and unicodedata.east_asian_width(character) not in "WF" else _OTHER
