"""The languages that texts are written in, and those that a document can be asked for.

A language is a file of words in `layouts/words`; adding a file adds the language.
"""

from collections.abc import Sequence

from kamdeck.resources import LAYOUTS

LANGUAGES = tuple(sorted(path.stem for path in (LAYOUTS / "words").glob("*.yaml")))
"""The languages that a text of a plan or layout can be given in: the names of the files of words."""


def document_languages() -> tuple[str, ...]:
    """What a document can be asked for: each language, and each pair of two in either order."""
    pairs = (f"{first}+{second}" for first in LANGUAGES for second in LANGUAGES if first != second)
    return (*LANGUAGES, *pairs)


def split_language(document_language: str) -> tuple[str, ...]:
    """The languages of a document, the first being that of its sentences: ("zh", "en") for "zh+en"."""
    return tuple(document_language.split("+"))


def is_document_language(written: str) -> bool:
    """Whether a document can be asked for in this language, or pair of languages such as "zh+en"."""
    return written in document_languages()


def spelled_languages(languages: Sequence[str] = LANGUAGES) -> str:
    """The languages for a message: "de, en, ja, zh, or a pair such as zh+en"."""
    return f"{', '.join(languages)}, or a pair such as zh+en"
