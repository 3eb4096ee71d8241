"""Reads single values: texts, numbers, and what messages quote of a value that is wrong.

Pydantic's own messages are for programmers, so each type reads its value itself and raises `invalid_value`.
"""

import re
from collections.abc import Iterable
from typing import Any, Self

from pydantic import GetCoreSchemaHandler, ValidationInfo
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from kamdeck.characters import visible
from kamdeck.late_pattern import late_pattern
from kamdeck.problems import suggest

PLAIN_NUMBER = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]{1,3})?")
# The no-break spaces are thousands separators in French and in ISO 80000.
GROUPED_NUMBER = late_pattern(r"[+-]?[0-9]{1,3}([, \u00a0\u202f][0-9]{3})+(\.[0-9]*)?")
DECIMAL_COMMA = late_pattern(r"[+-]?([0-9]+|[0-9]{1,3}(\.[0-9]{3})+),[0-9]{1,2}")
SEPARATORS = late_pattern(r"[, \u00a0\u202f]")
GREATEST, LEAST = 1e15, 1e-9
"""The limits of a number: a float is exact to fifteen digits, and what is smaller than `LEAST` is a rounding error."""
# The characters at which `str.splitlines` breaks lines, with the line feed left out: they all become one.
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_SPACES = re.compile("[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]{2,}")
_BLANK_LINES = re.compile(r"\n(?:[ \t\u00a0\u3000]?\n){2,}")
# Characters that XML 1.0 does not allow (section 2.2), and DEL, which it discourages.
_UNWRITABLE = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f\ud800-\udfff\ufffe\uffff]")


class Quoted(str):
    """A scalar that was written in quotes or as a block; only these may be numbers with thousands separators."""

    __slots__ = ()


class ScalarType:
    """A type of value that reads its raw form itself; `json_schema` describes that form."""

    __slots__ = ()

    @classmethod
    def read(cls, value: Any, info: ValidationInfo) -> Self:
        """The value.

        Args:
            value: The raw value: a text, a number, a list, a mapping or None.
            info: Its `context` is the plan's `Catalogue`, or None when a part is read by itself.

        Raises:
            PydanticCustomError: If the raw value cannot be read; the message says how to write it.
        """
        raise NotImplementedError

    @classmethod
    def json_schema(cls) -> dict[str, Any]:
        """The JSON Schema of the raw values that can be read."""
        return {"type": "string"}

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        # A plain validator replaces all validation by pydantic, whose own for floats would refuse "31 %".
        return core_schema.with_info_plain_validator_function(cls.read)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: Any, handler: Any) -> dict[str, Any]:
        return cls.json_schema()


class LazySuggestion:
    """Known words, one of which may have been meant; the closest is only searched for problems that are shown."""

    def __init__(self, word: str, known: Iterable[str], fallback: str) -> None:
        self.word, self.known, self.fallback = word, known, fallback

    def ending(self) -> str:
        """The end of the message."""
        return suggestion_for(self.word, self.known, self.fallback)


def invalid_value(message: str, word: str = "", known: Iterable[str] = (), fallback: str = "") -> PydanticCustomError:
    """The error for a value that cannot be read.

    Args:
        message: What is wrong, and how to write it.
        word: The word that may be misspelt.
        known: The words that are possible; the closest to `word` ends the message.
        fallback: The end of the message if no known word is close.
    """
    # Pydantic puts values of the context into the message, and passes the context on, so the suggestion is in it too.
    return PydanticCustomError(
        "invalid_value", "{message}", {"message": message, "suggestion": LazySuggestion(word, known, fallback)}
    )


def quoted(value: Any) -> str:
    """A raw value as messages quote it, shortened to sixty characters."""
    match value:
        case None | "":
            return "nothing"
        case dict():
            return "a mapping"
        case list() | tuple():
            return "a list"
        case _:
            # White space is shortened, since a message is one line.
            text = " ".join(visible(str(value)).split())
            return f"'{text[:60]}…'" if len(text) > 60 else f"'{text}'"


def scalar(value: Any, expected: str) -> str:
    """A scalar as a text without surrounding spaces.

    Args:
        value: What YAML or a cell gives.
        expected: What the error message asks for.

    Raises:
        PydanticCustomError: If the value is empty, true or false, a list or a mapping.
    """
    if isinstance(value, str):
        text = value.strip()
        if text:
            return text
    # A bool is an int in Python, but True does not mean 1 here.
    elif isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    raise invalid_value(f"expected {expected}, found {quoted(value)}")


def tidied(text: str) -> str:
    """A text as documents show it: without repeated spaces and without repeated empty lines.

    Neither Word nor PowerPoint breaks a line inside repeated spaces, so that many of them would leave their frame.
    Characters that XML does not allow are removed, and every kind of line end becomes a line feed.
    """
    text = text.strip()
    # Most texts need no change.
    if text.isascii() and text.isprintable() and "  " not in text:
        return text
    text = _SPACES.sub(" ", _LINE_ENDS.sub("\n", _UNWRITABLE.sub("", text)))
    return _BLANK_LINES.sub("\n\n", text).strip()


def number(value: Any, expected: str) -> float:
    """A number from -`GREATEST` to `GREATEST`; thousands separators are allowed in quotes only.

    Unquoted, 1,200 could be a list in a YAML flow sequence: [1,200] has two entries.

    Args:
        value: What YAML or a cell gives.
        expected: What the error message asks for.

    Raises:
        PydanticCustomError: If the value is not a number, or beyond `GREATEST`.
    """
    found = _number(value, expected)
    if abs(found) > GREATEST:
        raise invalid_value(
            f"{quoted(value)} is too large a number; the greatest is {GREATEST:,.0f}; count in a larger unit"
        )
    return 0.0 if abs(found) < LEAST else found


def _number(value: Any, expected: str) -> float:
    text = scalar(value, expected)
    if PLAIN_NUMBER.fullmatch(text):
        return float(text)
    if not GROUPED_NUMBER.fullmatch(text):
        raise invalid_value(f"expected {expected}, found {quoted(text)}{_suggested_number(text)}")
    if not isinstance(value, Quoted):
        raise invalid_value(f"put a number with thousands separators in quotes: '{text}'")
    return float(SEPARATORS.sub("", text))


def _suggested_number(text: str) -> str:
    """The end of a message that suggests 1200.50 for 1.200,50."""
    if DECIMAL_COMMA.fullmatch(text):
        return f"; did you mean {text.replace('.', '').replace(',', '.')}?"
    return ""


def suggestion_for(word: str, known: Iterable[str], fallback: str = "") -> str:
    """The end of a message with the closest known word, else `fallback`; long words and lists are not compared."""
    words = list(known)
    # The time for a comparison grows with the square of the length.
    found = suggest(word, words) if len(word) <= 64 and len(words) <= 500 else ""
    return found or fallback


def article(noun: str) -> str:
    """A noun with "a" or "an"."""
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"
