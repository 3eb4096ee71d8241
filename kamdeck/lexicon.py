"""The words that kamdeck recognises, by purpose and language, from `lexicon.yaml`.

Only the sections that are asked for are parsed: most plans and documents need few of them.
"""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@cache
def lexicon(purpose: str) -> Mapping[str, tuple[str, ...]]:
    """The words of a purpose by language.

    Raises:
        KeyError: For a purpose that the lexicon does not have.
    """
    section = re.search(rf"^{purpose}:\n(?:[ ].*\n?)+", _text(), re.MULTILINE)
    if section is None:
        raise KeyError(purpose)
    languages = yaml.load(section[0], Loader=_LOADER)[purpose]
    return {language: tuple(words) for language, words in languages.items()}


@cache
def all_words(purpose: str) -> tuple[str, ...]:
    """The words of a purpose in all languages, each once, the longest first.

    A regular expression takes the first alternative that matches, so that the longest word must come first.
    """
    words = dict.fromkeys(word for words in lexicon(purpose).values() for word in words)
    return tuple(sorted(words, key=len, reverse=True))


def any_of(*purposes: str) -> str:
    """A regular expression that matches one word of these purposes."""
    words = dict.fromkeys(word for purpose in purposes for word in all_words(purpose))
    longer = [re.escape(word) for word in words if len(word) > 1]
    # A set of characters is compiled and matched faster than so many alternatives.
    single = "".join(re.escape(word) for word in words if len(word) == 1)
    return f"(?:{'|'.join([*longer, f'[{single}]'] if single else longer)})"


@cache
def _text() -> str:
    return Path(__file__).with_suffix(".yaml").read_text("utf-8")
