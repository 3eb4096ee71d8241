"""Reads a company's files of terms: its own names of fields, figures, statuses and so on, in each language."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from kamdeck.catalog import catalog
from kamdeck.languages import LANGUAGES
from kamdeck.model.values import Text
from kamdeck.plan_io.placed_nodes import TERMS, PlacedNode, read_nodes
from kamdeck.problems import Problem, Problems, problem, suggest
from kamdeck.words import FALLBACK

RENAMED = {"word.mend": "word.fix"}
"""The keys of today by those of earlier versions."""
EARLIER = ("told",)
"""Sections of earlier versions."""
OPEN = ("section", "topic", "field", "word", "category", "theme", "lane")
"""The sections in which a company may have names of its own, for its fields, its layouts, and open choices of plans."""
ALIKE, LIKE = 0.85, 0.6
"""The least similarity (`difflib`) of a known key that is suggested for an unknown one, in `OPEN` sections and in
others."""
PLURALS = ("zero", "one", "two", "few", "many", "other")


def load_terms(path: Path) -> Mapping[str, Text]:
    """The terms of a file by their dotted paths, such as "stage.won"; raises `Problems` with what is wrong in it."""
    return _loaded(path, path.stat().st_mtime_ns if path.is_file() else 0)


# The time of the last change is a part of the key, so that a long-running program sees an edited file.
@lru_cache(maxsize=8)
def _loaded(path: Path, changed: int) -> Mapping[str, Text]:
    root = read_nodes(path, TERMS)
    found = {_current_key(key): text for key, text in _names(root, "")}
    if problems := list(_misspelt(root, "")):
        raise Problems(problems)
    return found


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


def _misspelt(node: PlacedNode, path: str) -> Iterator[Problem]:
    """A problem for each key that kamdeck does not know, unless it can be one of the company's own.

    A company may add keys in sections of its own and in `OPEN` ones. There, a key is a problem only if it is very
    similar to one that kamdeck knows, as after a typing error.
    """
    if node.value and set(node.value) <= set(LANGUAGES):
        return
    known = _known_below(path)
    open_to_all = not path or path in OPEN
    for key, each in node.value.items():
        dotted = f"{path}.{key}" if path else key
        if key in known or _current_key(dotted) != dotted or dotted in EARLIER or key in PLURALS:
            yield from _misspelt(each, dotted)
            continue
        close = suggest(key, known, ALIKE if open_to_all else LIKE)
        if close or (not open_to_all and known):
            hint = close or "; docs/layouts.md says where the names are listed"
            own = " A name of your own needs a key that is less like it." if close and open_to_all else ""
            yield Problem(f"'{dotted}' is not a name that kamdeck knows{hint}{own}", place=node.key_place(key))


@lru_cache(maxsize=64)
def _known_below(path: str) -> frozenset[str]:
    """The keys that kamdeck knows below a dotted path."""
    start = f"{path}." if path else ""
    entries = catalog(FALLBACK).entries
    return frozenset(key[len(start) :].partition(".")[0] for key in entries if key.startswith(start))
