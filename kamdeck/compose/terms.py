"""A terms file goes in, the names of everything in every language come out."""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from kamdeck.compose.layout_nodes import TERMS, LayoutNode, read_nodes
from kamdeck.languages import LANGUAGES
from kamdeck.model.values import Text
from kamdeck.problems import problem
from kamdeck.terms import Terms


def load_terms(path: Path) -> Terms:
    """The terms in a file, keyed by their dotted path; raises `Problems`."""
    return _loaded(path, path.stat().st_mtime_ns if path.is_file() else 0)


@lru_cache(maxsize=8)
def _loaded(path: Path, changed: int) -> Terms:
    return Terms(dict(_names(read_nodes(path, TERMS), "")))


def _names(node: LayoutNode, path: str) -> Iterator[tuple[str, Text]]:
    if not isinstance(node.value, dict):
        said = "expected names in languages, like {en: …, zh: …}" if path else "expected terms, like 'section: …'"
        raise problem(said, path, node.place)
    if node.value and set(node.value) <= set(LANGUAGES):
        yield path, Text(**{language: each.text() for language, each in node.value.items()})
        return
    for key, each in node.value.items():
        yield from _names(each, f"{path}.{key}" if path else key)
