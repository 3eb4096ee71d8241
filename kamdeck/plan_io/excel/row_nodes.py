"""The scalars of a row go in, the nodes of its fields come out, put where the plan's format wants them."""

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from yaml.error import Mark
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from kamdeck.plan_io.forms.form_fields import FormField
from kamdeck.plan_io.overlay import entry


@dataclass
class CellEntry:
    """What a row says of one field: plain and in languages, and for each month or company."""

    field: FormField
    mark: Mark | None
    """Where its column or its row is named."""
    spoken: dict[str, list[ScalarNode | None]] = dataclasses.field(default_factory=dict)
    """The entries by language; "" is plain."""
    per: dict[str, tuple[Mark | None, ScalarNode]] = dataclasses.field(default_factory=dict)

    def nodes(self) -> Iterator[ScalarNode]:
        """Everything that the row says of it."""
        yield from (entry for entries in self.spoken.values() for entry in entries if entry)
        yield from (value for _, value in self.per.values())

    def clash(self) -> ScalarNode | None:
        """A plain entry of a text that stands in languages as well."""
        for index, plain in enumerate(self.spoken.get("", [])):
            if plain and any(_at(self.spoken.get(language, []), index) for language in ("en", "zh")):
                return plain
        return None

    def node(self) -> Node | None:
        """The field's node, or nothing."""
        if self.per:
            pairs = [(key_node(key, mark), value) for key, (mark, value) in self.per.items()]
            return MappingNode("map", list(pairs), self.mark, self.mark)
        count = max((len(entries) for entries in self.spoken.values()), default=0)
        found = [node for index in range(count) if (node := self._entry(index))]
        if not found:
            return None
        return SequenceNode("seq", found, found[0].start_mark, found[0].end_mark) if self.field.many else found[0]

    def _entry(self, index: int) -> Node | None:
        if plain := _at(self.spoken.get("", []), index):
            return plain
        said = [(language, node) for language in ("en", "zh") if (node := _at(self.spoken.get(language, []), index))]
        pairs = [(key_node(language, node.start_mark), node) for language, node in said]
        return MappingNode("map", list(pairs), said[0][1].start_mark, said[0][1].end_mark) if said else None


def key_node(key: str, mark: Mark | None) -> ScalarNode:
    """A mapping's key at a cell."""
    return ScalarNode("str", key, mark, mark, style='"')


def put(root: MappingNode, steps: tuple[str, ...], node: Node, mark: Mark | None) -> None:
    """A node at its place under a mapping."""
    mapping_at(root, steps[:-1], node.start_mark).value.append((key_node(steps[-1], mark), node))


def mapping_at(root: MappingNode, steps: tuple[str, ...], mark: Mark | None) -> MappingNode:
    """The mapping at a place under another; those on the way are made where they are not there yet."""
    for step in steps:
        inner: Any = entry(root, step)
        if inner is None:
            inner = MappingNode("map", [], mark, mark)
            root.value.append((key_node(step, mark), inner))
        root = inner
    return root


def _at(entries: list[ScalarNode | None], index: int) -> ScalarNode | None:
    return entries[index] if index < len(entries) else None
