"""Removes references to entries that the sources no longer have, or that a person has hidden.

Such a reference would otherwise be an error, so that one closed deal would stop the documents of its account.
"""

from collections.abc import Callable, Mapping
from typing import Any, get_args

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from kamdeck.model import Plan, PlanPart, keys, model_of
from kamdeck.model.paths import Where

Removed = Mapping[type, frozenset[str]]
Tell = Callable[[Node, str, Where], None]

SUBJECTS: dict[tuple[str, ...], tuple[str, ...]] = {
    ("strategy", "coverage"): ("person",),
    ("profile", "influence"): ("from", "to"),
    ("profile", "ties"): ("person", "member"),
}
"""The fields without which an entry says nothing: the entry is left out with the reference."""


def without_references(root: MappingNode, removed: Removed, tell: Tell) -> MappingNode:
    """The nodes of a plan without references to removed entries.

    Args:
        root: The nodes of the plan.
        removed: The ids of the removed entries by the type of their references.
        tell: Receives each reference that is left out: its node, the id, and its path.
    """
    if not removed:
        return root
    found = _Stripper(removed, tell).part(root, Plan, ())
    assert isinstance(found, MappingNode)
    return found


class _Stripper:
    def __init__(self, removed: Removed, tell: Tell) -> None:
        self.removed, self.tell = removed, tell

    def part(self, node: Node, model: type[PlanPart], where: Where) -> Node:
        """A part of the plan, or a list of parts, without the references."""
        if isinstance(node, SequenceNode):
            entries = [self.part(each, model, (*where, index)) for index, each in enumerate(node.value)]
            subjects = SUBJECTS.get(tuple(step for step in where if isinstance(step, str)), ())
            kept = [
                after
                for before, after in zip(node.value, entries, strict=True)
                if not any(_lost(before, after, name) for name in subjects)
            ]
            return SequenceNode(node.tag, kept, node.start_mark, node.end_mark)
        if not isinstance(node, MappingNode):
            return node
        pairs = []
        for key, value in node.value:
            after = self._field(key.value, value, model, (*where, key.value))
            if after is not None:
                pairs.append((key, after))
        return MappingNode(node.tag, pairs, node.start_mark, node.end_mark)

    def _field(self, key: str, value: Node, model: type[PlanPart], where: Where) -> Node | None:
        name = keys(model).get(key)
        if name is None or key == "id":
            return value
        annotation = model.model_fields[name].annotation
        if inner := model_of(annotation):
            return self.part(value, inner, where)
        ids = frozenset(each for kind in _leaves(annotation) for each in self.removed.get(kind, ()))
        if isinstance(value, SequenceNode):
            kept = [each for each in value.value if not self._is_removed(each, ids, where)]
            return SequenceNode(value.tag, kept, value.start_mark, value.end_mark)
        return None if self._is_removed(value, ids, where) else value

    def _is_removed(self, node: Node, ids: frozenset[str], where: Where) -> bool:
        if not isinstance(node, ScalarNode) or node.value.strip() not in ids:
            return False
        self.tell(node, node.value.strip(), where)
        return True


def _lost(before: Node, after: Node, name: str) -> bool:
    return _has(before, name) and not _has(after, name)


def _has(node: Node, name: str) -> bool:
    return isinstance(node, MappingNode) and any(key.value == name for key, _ in node.value)


def _leaves(annotation: Any) -> set[Any]:
    inner = get_args(annotation)
    return {annotation} if not inner else {leaf for each in inner for leaf in _leaves(each) if isinstance(leaf, type)}
