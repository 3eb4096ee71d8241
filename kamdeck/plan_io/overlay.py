"""The nodes of several files go in, one plan's nodes come out: laid over one another, or joined as a folder's."""

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from kamdeck.languages import LANGUAGES
from kamdeck.model.paths import Where
from kamdeck.plan_io.yaml import NULLS


def lay(under: Node, over: Node) -> Node:
    """`over` on top of `under`: mappings merge, lists of things with ids merge by id, all else replaces."""
    if isinstance(under, MappingNode) and isinstance(over, MappingNode) and not (_is_text(under) and _is_text(over)):
        return _lay_mappings(under, over)
    if isinstance(under, SequenceNode) and isinstance(over, SequenceNode) and _have_ids(under) and _have_ids(over):
        return _lay_by_id(under, over)
    return over


def _lay_mappings(under: MappingNode, over: MappingNode) -> MappingNode:
    above = {key.value: (key, value) for key, value in over.value}
    pairs = []
    for key, value in under.value:
        upper_key, upper = above.pop(key.value, (key, None))
        if upper is None:
            pairs.append((key, value))
        elif not is_null(upper):
            pairs.append((upper_key, lay(value, upper)))
    return MappingNode(over.tag, [*pairs, *above.values()], over.start_mark, over.end_mark)


def _lay_by_id(under: SequenceNode, over: SequenceNode) -> SequenceNode:
    """What is only below keeps its place, what is in both merges there, what is new follows."""
    above: dict[str, Node] = {}
    for entry in over.value:
        above.setdefault(_id(entry) or "", entry)
    entries = [lay(entry, above[_id(entry) or ""]) if _id(entry) in above else entry for entry in under.value]
    below = {_id(entry) for entry in under.value}
    # An id that stands twice in one file is not merged away: the second stays, to be reported.
    entries += [entry for entry in over.value if _id(entry) not in below or above[_id(entry) or ""] is not entry]
    return SequenceNode(over.tag, entries, over.start_mark, over.end_mark)


def join(first: MappingNode, second: MappingNode, twice: list[tuple[Node, Node]]) -> MappingNode:
    """Two files of one folder as one: mappings and lists join; what both give differently is put on `twice`."""
    pairs = {key.value: (key, value) for key, value in first.value}
    for key, value in second.value:
        known = pairs.get(key.value)
        pairs[key.value] = (known[0], _joined(known[1], key, value, twice)) if known else (key, value)
    return MappingNode(first.tag, list(pairs.values()), first.start_mark, first.end_mark)


def _joined(first: Node, key: Node, second: Node, twice: list[tuple[Node, Node]]) -> Node:
    if isinstance(first, MappingNode) and isinstance(second, MappingNode) and not _is_text(second):
        return join(first, second, twice)
    if isinstance(first, SequenceNode) and isinstance(second, SequenceNode):
        return SequenceNode(first.tag, first.value + second.value, first.start_mark, first.end_mark)
    if not (isinstance(first, ScalarNode) and isinstance(second, ScalarNode) and first.value == second.value):
        twice.append((key, first))
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
