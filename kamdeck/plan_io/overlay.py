"""Combines the nodes of several files: a file over the ones that it includes, or the files of a folder."""

from collections.abc import Callable

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from kamdeck.languages import LANGUAGES
from kamdeck.model.paths import Where
from kamdeck.plan_io.yaml import NULLS


def merge(lower: Node, upper: Node) -> Node:
    """The node of a file merged over that of a file that it includes.

    Mappings are merged by key, and lists whose entries all have ids are merged by id. Any other value of `upper`
    replaces that of `lower`, and a key without a value in `upper` removes the key.

    Args:
        lower: The node of the included file.
        upper: The node of the including file.
    """
    # A text in languages is one value: merging would combine the languages of two different texts.
    if isinstance(lower, MappingNode) and isinstance(upper, MappingNode) and not (is_text(lower) and is_text(upper)):
        return merge_mappings(lower, upper, lambda _, below, above: above if below is None else merge(below, above))
    if isinstance(lower, SequenceNode) and isinstance(upper, SequenceNode) and _have_ids(lower) and _have_ids(upper):
        return _merge_by_id(lower, upper)
    return upper


def merge_mappings(
    lower: MappingNode, upper: MappingNode, merged: Callable[[str, Node | None, Node], Node]
) -> MappingNode:
    """Two mappings as one; a key without a value in `upper` removes the key.

    `merged` gives the value of a key that `upper` has, from the value in `lower`, if any, and that in `upper`.
    """
    # The result has the marks of `upper`: a problem with the whole mapping is reported in the file that includes the
    # other.
    uppers = {key.value: (key, value) for key, value in upper.value}
    pairs = []
    for key, value in lower.value:
        upper_key, upper_value = uppers.pop(key.value, (key, None))
        if upper_value is None:
            pairs.append((key, value))
        elif not is_null(upper_value):
            pairs.append((upper_key, merged(key.value, value, upper_value)))
    pairs += [(key, merged(key.value, None, value)) for key, value in uppers.values()]
    return MappingNode(upper.tag, pairs, upper.start_mark, upper.end_mark)


def _merge_by_id(lower: SequenceNode, upper: SequenceNode) -> SequenceNode:
    """Entries of `lower` keep their order, merged with those of the same id; new entries follow."""
    uppers: dict[str, Node] = {}
    for entry in upper.value:
        uppers.setdefault(_id(entry) or "", entry)
    entries = [merge(entry, uppers[_id(entry) or ""]) if _id(entry) in uppers else entry for entry in lower.value]
    below = {_id(entry) for entry in lower.value}
    # The second entry with the same id in one file is kept, so that validation reports it.
    entries += [entry for entry in upper.value if _id(entry) not in below or uppers[_id(entry) or ""] is not entry]
    return SequenceNode(upper.tag, entries, upper.start_mark, upper.end_mark)


def join(first: MappingNode, second: MappingNode, conflicts: list[tuple[Node, Node]]) -> MappingNode:
    """The nodes of two files of a folder as one: mappings and lists are joined.

    Args:
        first: The root of one file.
        second: The root of the other file.
        conflicts: Receives each value that both files give differently: its key in `second`, its node in `first`.
    """
    pairs = {key.value: (key, value) for key, value in first.value}
    for key, value in second.value:
        known = pairs.get(key.value)
        pairs[key.value] = (known[0], _joined(known[1], key, value, conflicts)) if known else (key, value)
    return MappingNode(first.tag, list(pairs.values()), first.start_mark, first.end_mark)


def _joined(first: Node, key: Node, second: Node, conflicts: list[tuple[Node, Node]]) -> Node:
    if isinstance(first, MappingNode) and isinstance(second, MappingNode) and not is_text(second):
        return join(first, second, conflicts)
    if isinstance(first, SequenceNode) and isinstance(second, SequenceNode):
        return SequenceNode(first.tag, first.value + second.value, first.start_mark, first.end_mark)
    # Two files can give the same scalar, such as `format: 1`.
    if not (isinstance(first, ScalarNode) and isinstance(second, ScalarNode) and first.value == second.value):
        conflicts.append((key, first))
    return first


def entry(node: MappingNode, name: str) -> Node | None:
    """The node of the value that a mapping has under a key; None if it does not have the key."""
    return next((value for key, value in node.value if key.value == name), None)


def is_null(node: Node) -> bool:
    """Whether a node is an unquoted null, or empty."""
    return isinstance(node, ScalarNode) and not node.style and node.value in NULLS


def _id(node: Node) -> str | None:
    found = entry(node, "id") if isinstance(node, MappingNode) else None
    return found.value if isinstance(found, ScalarNode) else None


def _have_ids(node: SequenceNode) -> bool:
    return bool(node.value) and all(_id(each) is not None for each in node.value)


def is_text(node: MappingNode) -> bool:
    """Whether a mapping is a text in languages, which is one value."""
    return bool(node.value) and all(key.value in LANGUAGES for key, _ in node.value)


def locate(root: Node, where: Where, *, key: bool = False) -> Node:
    """The node at a path, or the nearest node around it; with `key`, the node of the last key instead of its value."""
    return located(root, where, key=key)[0]


def located(root: Node, where: Where, *, key: bool = False) -> tuple[Node, bool]:
    """The node as `locate` finds it, and whether it is at the path and not around it."""
    node = root
    for number, step in enumerate(where):
        if isinstance(node, MappingNode):
            # A loop, since a map of a deck looks for a thousand places, each some steps deep.
            for pair in node.value:
                if pair[0].value == step:
                    node = pair[0] if key and number == len(where) - 1 else pair[1]
                    break
            else:
                return node, False
        elif isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
        else:
            return node, False
    return node, True
