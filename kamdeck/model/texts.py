"""Texts of a plan, which can be written in several languages."""

from typing import Any, Self

from pydantic import ValidationInfo

from kamdeck.dataclass import dataclass
from kamdeck.languages import LANGUAGES
from kamdeck.model.scalars import ScalarType, invalid_value, quoted, scalar, tidied


@dataclass(frozen=True, slots=True, init=False, eq=False)
class Text(ScalarType):
    """A text in one or more languages; two texts are equal if they say the same in every language.

    Args:
        plain: A text without a named language.
        translations: The text by language, in the order in which the languages were written.
    """

    plain: str | None
    translations: tuple[tuple[str, str], ...]

    def __init__(self, plain: str | None = None, **translations: str | None) -> None:
        object.__setattr__(self, "plain", plain)
        object.__setattr__(self, "translations", tuple((name, text) for name, text in translations.items() if text))

    def get(self, language: str) -> str | None:
        """The text that was written in a language by name; none if there is none."""
        # A loop, since documents ask some ten thousand times, and a generator takes three times as long.
        for name, text in self.translations:
            if name == language:
                return text
        return None

    def in_language(self, *languages: str) -> str:
        """The text in the first of the languages that it has, else the plain, the English or the first written one."""
        if not self.translations:
            return self.plain or ""
        for language in languages:
            if text := self.get(language):
                return text
        return self.plain or self.get("en") or self.translations[0][1]

    def has(self, language: str) -> bool:
        """Whether the text was written in this language by name; false for a plain text."""
        return self.get(language) is not None

    @property
    def languages(self) -> frozenset[str]:
        """The languages that it was written in by name."""
        return frozenset([name for name, _ in self.translations])

    @property
    def parts(self) -> tuple[str, ...]:
        """The text in every form that was written."""
        translated = tuple([text for _, text in self.translations])
        return (self.plain, *translated) if self.plain else translated

    def __eq__(self, other: object) -> bool:
        if type(self) is not type(other) or not isinstance(other, Text):
            return NotImplemented
        return self.plain == other.plain and sorted(self.translations) == sorted(other.translations)

    def __hash__(self) -> int:
        return hash((self.plain, frozenset(self.translations)))

    def __str__(self) -> str:
        return self.in_language()

    def __bool__(self) -> bool:
        return bool(self.plain or self.translations)

    @classmethod
    def read(cls, value: Any, info: ValidationInfo) -> Self:
        """A text from a string or from a mapping of languages."""
        if isinstance(value, str) and (text := tidied(value)):
            return cls(plain=text)
        if isinstance(value, Text):
            return cls(value.plain, **dict(value.translations))
        if isinstance(value, dict):
            return cls(**_languages(value))
        return cls(plain=scalar(value, "a text, or a mapping like {en: …, zh: …}"))

    @classmethod
    def json_schema(cls) -> dict[str, Any]:
        """A string, or a string in each language."""
        languages = {language: {"type": "string"} for language in LANGUAGES}
        mapping = {"type": "object", "properties": languages, "additionalProperties": False, "minProperties": 1}
        return {"anyOf": [{"type": "string"}, mapping]}


def _languages(raw: dict[Any, Any]) -> dict[str, str]:
    """Language → text."""
    for language in raw:
        if language not in LANGUAGES:
            raise invalid_value(
                f"{quoted(language)} is not a language of a text",
                str(language),
                LANGUAGES,
                f"; write {', '.join(LANGUAGES)}",
            )
    given = {language: scalar(text, "a text") for language, text in raw.items() if text not in (None, "")}
    found = {language: text for language, each in given.items() if (text := tidied(each))}
    if found:
        return found
    raise invalid_value("this text is empty; write {en: …, zh: …}, or leave it out")


class Category(Text):
    """A category of IT: hardware, software, pc, solution, services, or any other word."""

    __slots__ = ()


class StrategyTheme(Text):
    """A theme of a strategy: product, solution, price, service, or any other word."""

    __slots__ = ()


class Lane(Text):
    """A lane of the roadmap: customer, ours, joint, or any other word."""

    __slots__ = ()
