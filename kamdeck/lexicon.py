"""The words that kamdeck recognises in plans, in every language, by what they are recognised for.

They are in `lexicon.yaml` beside this module: for each purpose the languages, for each language its words. Words of no
language, such as "???", are under "any".
"""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""Reads every entry as a text: for another loader the word "no" would be false."""


@lru_cache(maxsize=64)
def lexicon(purpose: str) -> Mapping[str, tuple[str, ...]]:
    """The words of a purpose, such as "legal_forms", by language. Raises `KeyError` for an unknown purpose."""
    return {language: tuple(words) for language, words in _purposes()[purpose].items()}


@lru_cache(maxsize=64)
def all_words(purpose: str) -> tuple[str, ...]:
    """The words of a purpose in all languages, each once. Raises `KeyError` for an unknown purpose."""
    return tuple(dict.fromkeys(word for words in lexicon(purpose).values() for word in words))


@lru_cache(maxsize=1)
def _purposes() -> Mapping[str, Mapping[str, list[str]]]:
    """The content of the file, which is read when the first word is needed."""
    found: Mapping[str, Mapping[str, list[str]]] = yaml.load(
        Path(__file__).with_name("lexicon.yaml").read_text("utf-8"), _LOADER
    )
    return found
