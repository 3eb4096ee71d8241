"""Reads a layout with the layouts that it extends, before anything is compiled.

`extends` names one of kamdeck's layouts, or a file beside the layout; that one may extend another. The result is a
layout without `extends`, with all parts in their places, whose nodes keep the places in the files that they come from.
"""

import os
from pathlib import Path

from kamdeck.compose.layout_changes import changed
from kamdeck.compose.layout_parts import with_parts
from kamdeck.dataclass import dataclass
from kamdeck.kept_results import kept
from kamdeck.plan_io.placed_nodes import PlacedNode, read_nodes
from kamdeck.problems import Problem, problem, suggest
from kamdeck.resources import LAYOUTS, PART_FILES


@dataclass(frozen=True)
class LayoutSource:
    """The root node of a layout with all changes applied, the files that it was read from, and what is wrong in it."""

    root: PlacedNode
    files: tuple[Path, ...]
    problems: tuple[Problem, ...] = ()


def read_layout(path: Path) -> LayoutSource:
    """The layout in a file, applied to those that it extends; raises `Problems` if one of them cannot be read.

    One of kamdeck's is kept on disk. Any other is read each time, since the files that it extends are known only then.
    """
    if path.parent != LAYOUTS or not path.is_file():
        return _read(path)
    files = sorted((*LAYOUTS.glob("*.yaml"), *PART_FILES.glob("*.yaml")))
    content = (part for each in files for part in (os.fsencode(each), each.read_bytes()))
    return kept((b"layout", os.fsencode(path), *content), lambda: _read(path))


def _read(path: Path) -> LayoutSource:
    chain = _chain(path)
    (_, root), *extending = reversed(chain)
    problems: list[Problem] = []
    for _, node in extending:
        root, found = changed(root, node)
        problems += found
    root, files, found = with_parts(root)
    return LayoutSource(root, (*(each for each, _ in chain), *files), (*problems, *found))


def _chain(path: Path) -> list[tuple[Path, PlacedNode]]:
    """The files with their nodes, from the layout itself to the one that extends no other."""
    chain = [(path, read_nodes(path))]
    seen = {path.resolve()}
    while extends := chain[-1][1].mapping().get("extends"):
        base = _base(extends, chain[-1][0].parent)
        if base.resolve() in seen:
            own = f"; write '{base.stem}' for kamdeck's layout" if base.stem in own_layouts() else ""
            message = f"'{base.name}' extends itself, or is extended by itself through another layout{own}"
            raise problem(f"{message}; name another layout, or remove 'extends'", "extends", extends.place)
        seen.add(base.resolve())
        chain.append((base, read_nodes(base)))
    return chain


def _base(extends: PlacedNode, folder: Path) -> Path:
    """The file of the layout that `extends` names."""
    name = extends.text()
    if name in own_layouts():
        return LAYOUTS / f"{name}.yaml"
    path = folder / name
    if os.path.isfile(path):  # noqa: PTH113 - Path.is_file raises where a name cannot be one
        return path
    known = own_layouts()
    hint = suggest(name, known) or f"; name one of kamdeck's, {', '.join(known)}, or a file beside this one"
    raise problem(f"there is no layout '{name}'{hint}", "extends", extends.place)


def own_layouts() -> list[str]:
    """The names of kamdeck's layouts."""
    return sorted(path.stem for path in LAYOUTS.glob("*.yaml"))
