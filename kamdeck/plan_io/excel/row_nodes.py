"""Builds the YAML nodes of a row's fields, and inserts them at their paths in the plan's tree."""

import dataclasses
from collections.abc import Iterator
from typing import Any

from yaml.error import Mark
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from kamdeck.dataclass import dataclass
from kamdeck.languages import LANGUAGES
from kamdeck.plan_io.forms.form_fields import FormField
from kamdeck.plan_io.overlay import entry


@dataclass
class CellEntry:
    """The values of one field in a row: by language, or for each month or company."""

    field: FormField
    mark: Mark | None
    """The cell that names the field: the heading of its column, or its key on a sheet with a row for each field."""
    by_language: dict[str, list[ScalarNode | None]] = dataclasses.field(default_factory=dict)
    """The entries by language; "" is for texts without a language."""
    by_key: dict[str, tuple[Mark | None, ScalarNode]] = dataclasses.field(default_factory=dict)

    def nodes(self) -> Iterator[ScalarNode]:
        """All scalars of the field."""
        yield from (entry for entries in self.by_language.values() for entry in entries if entry)
        yield from (value for _, value in self.by_key.values())

    def clash(self) -> ScalarNode | None:
        """The first entry that is given both with and without a language; None where there is none."""
        for index, plain in enumerate(self.by_language.get("", [])):
            if plain and any(_at(self.by_language.get(language, []), index) for language in LANGUAGES):
                return plain
        return None

    def node(self) -> Node | None:
        """The field's node; None where the field has no value."""
        if self.by_key:
            pairs = [(key_node(key, mark), value) for key, (mark, value) in self.by_key.items()]
            return MappingNode("map", list(pairs), self.mark, self.mark)
        count = max((len(entries) for entries in self.by_language.values()), default=0)
        found = [node for index in range(count) if (node := self._entry(index))]
        if not found:
            return None
        return SequenceNode("seq", found, found[0].start_mark, found[0].end_mark) if self.field.many else found[0]

    def _entry(self, index: int) -> Node | None:
        if plain := _at(self.by_language.get("", []), index):
            return plain
        texts = [(language, node) for language in LANGUAGES if (node := _at(self.by_language.get(language, []), index))]
        pairs = [(key_node(language, node.start_mark), node) for language, node in texts]
        return MappingNode("map", list(pairs), texts[0][1].start_mark, texts[0][1].end_mark) if texts else None


def key_node(key: str, mark: Mark | None) -> ScalarNode:
    """A key of a mapping, marked with a cell."""
    # In quotes, since headings are never a null or a merge key of YAML.
    return ScalarNode("str", key, mark, mark, style='"')


def put(root: MappingNode, steps: tuple[str, ...], node: Node, mark: Mark | None) -> None:
    """Inserts a node at a path; mappings that are missing on the way are made.

    Args:
        root: The mapping at which the path begins.
        steps: The keys of the path.
        node: The value.
        mark: The cell of its key.
    """
    mapping_at(root, steps[:-1], node.start_mark).value.append((key_node(steps[-1], mark), node))


def mapping_at(root: MappingNode, steps: tuple[str, ...], mark: Mark | None) -> MappingNode:
    """The mapping at a path below `root`; missing mappings along the path are created."""
    for step in steps:
        inner: Any = entry(root, step)
        if inner is None:
            inner = MappingNode("map", [], mark, mark)
            root.value.append((key_node(step, mark), inner))
        root = inner
    return root


def _at(entries: list[ScalarNode | None], index: int) -> ScalarNode | None:
    return entries[index] if index < len(entries) else None
