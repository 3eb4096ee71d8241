"""The nodes of several files go in, one plan's nodes come out: laid over one another, or joined as a folder's."""

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from kamdeck.languages import LANGUAGES
from kamdeck.model.paths import Where
from kamdeck.plan_io.yaml import NULLS


def merge(lower: Node, upper: Node) -> Node:
    """`over` on top of `under`: mappings merge, lists of things with ids merge by id, all else replaces."""
    if isinstance(lower, MappingNode) and isinstance(upper, MappingNode) and not (_is_text(lower) and _is_text(upper)):
        return _merge_mappings(lower, upper)
    if isinstance(lower, SequenceNode) and isinstance(upper, SequenceNode) and _have_ids(lower) and _have_ids(upper):
        return _merge_by_id(lower, upper)
    return upper


def _merge_mappings(lower: MappingNode, upper: MappingNode) -> MappingNode:
    uppers = {key.value: (key, value) for key, value in upper.value}
    pairs = []
    for key, value in lower.value:
        upper_key, upper_value = uppers.pop(key.value, (key, None))
        if upper_value is None:
            pairs.append((key, value))
        elif not is_null(upper_value):
            pairs.append((upper_key, merge(value, upper_value)))
    return MappingNode(upper.tag, [*pairs, *uppers.values()], upper.start_mark, upper.end_mark)


def _merge_by_id(lower: SequenceNode, upper: SequenceNode) -> SequenceNode:
    """What is only below keeps its place, what is in both merges there, what is new follows."""
    uppers: dict[str, Node] = {}
    for entry in upper.value:
        uppers.setdefault(_id(entry) or "", entry)
    entries = [merge(entry, uppers[_id(entry) or ""]) if _id(entry) in uppers else entry for entry in lower.value]
    below = {_id(entry) for entry in lower.value}
    # An id that stands twice in one file is not merged away: the second stays, to be reported.
    entries += [entry for entry in upper.value if _id(entry) not in below or uppers[_id(entry) or ""] is not entry]
    return SequenceNode(upper.tag, entries, upper.start_mark, upper.end_mark)


def join(first: MappingNode, second: MappingNode, conflicts: list[tuple[Node, Node]]) -> MappingNode:
    """Two files of one folder as one: mappings and lists join; what both give differently is put on `twice`."""
    pairs = {key.value: (key, value) for key, value in first.value}
    for key, value in second.value:
        known = pairs.get(key.value)
        pairs[key.value] = (known[0], _joined(known[1], key, value, conflicts)) if known else (key, value)
    return MappingNode(first.tag, list(pairs.values()), first.start_mark, first.end_mark)


def _joined(first: Node, key: Node, second: Node, conflicts: list[tuple[Node, Node]]) -> Node:
    if isinstance(first, MappingNode) and isinstance(second, MappingNode) and not _is_text(second):
        return join(first, second, conflicts)
    if isinstance(first, SequenceNode) and isinstance(second, SequenceNode):
        return SequenceNode(first.tag, first.value + second.value, first.start_mark, first.end_mark)
    if not (isinstance(first, ScalarNode) and isinstance(second, ScalarNode) and first.value == second.value):
        conflicts.append((key, first))
    return first


def entry(node: MappingNode, name: str) -> Node | None:
    """The value of a key, or nothing."""
    return next((value for key, value in node.value if key.value == name), None)


def is_null(node: Node) -> bool:
    """Whether nothing was written."""
    return isinstance(node, ScalarNode) and not node.style and node.value in NULLS


def _id(node: Node) -> str | None:
    found = entry(node, "id") if isinstance(node, MappingNode) else None
    return found.value if isinstance(found, ScalarNode) else None


def _have_ids(node: SequenceNode) -> bool:
    return bool(node.value) and all(_id(each) is not None for each in node.value)


def _is_text(node: MappingNode) -> bool:
    return bool(node.value) and all(key.value in LANGUAGES for key, _ in node.value)


def locate(root: Node, where: Where, *, key: bool = False) -> Node:
    """The node at a place, or as near to it as there is one; with `key` that of its key."""
    node = root
    for number, step in enumerate(where):
        if isinstance(node, MappingNode):
            found = next((pair for pair in node.value if pair[0].value == step), None)
            if found is None:
                return node
            node = found[0] if key and number == len(where) - 1 else found[1]
        elif isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
        else:
            return node
    return node
