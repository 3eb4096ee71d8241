"""Reads a company's files of terms: its own names of fields, figures, statuses and so on, in each language."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from kamdeck.languages import LANGUAGES
from kamdeck.model.values import Text
from kamdeck.plan_io.placed_nodes import TERMS, PlacedNode, read_nodes
from kamdeck.problems import problem

RENAMED = {"word.mend": "word.fix"}
"""The keys of today by those of earlier versions."""


def load_terms(path: Path) -> Mapping[str, Text]:
    """The terms of a file by their dotted paths, such as "stage.won"; raises `Problems` with what is wrong in it."""
    return _loaded(path, path.stat().st_mtime_ns if path.is_file() else 0)


# The time of the last change is a part of the key, so that a long-running program sees an edited file.
@lru_cache(maxsize=8)
def _loaded(path: Path, changed: int) -> Mapping[str, Text]:
    return {_current_key(key): text for key, text in _names(read_nodes(path, TERMS), "")}


def _current_key(key: str) -> str:
    """The key of today for one of an earlier version."""
    if key.startswith("told."):
        return f"change.{key.removeprefix('told.')}"
    return RENAMED.get(key, key)


def _names(node: PlacedNode, path: str) -> Iterator[tuple[str, Text]]:
    if not isinstance(node.value, dict):
        message = (
            "expected a name in each language, like {en: …, zh: …}" if path else "expected terms, like 'section: …'"
        )
        raise problem(message, path, node.place)
    if node.value and set(node.value) <= set(LANGUAGES):
        yield path, Text(**{language: each.text() for language, each in node.value.items()})
        return
    for key, each in node.value.items():
        yield from _names(each, f"{path}.{key}" if path else key)
