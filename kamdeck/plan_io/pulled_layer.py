"""Lays the facts that `kamdeck pull` wrote under what people wrote in the other files of a plan's folder.

A person's value wins, mappings merge by key, and lists merge by what identifies their entries. `null` removes a pulled
value, and `drop: yes` hides a pulled entry. What people wrote about an entry that the sources no longer have is left
out, with a warning.
"""

from collections.abc import Mapping
from dataclasses import field

from pydantic_core import PydanticCustomError
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from kamdeck.dataclass import dataclass
from kamdeck.message import Message
from kamdeck.model import Plan, keys, model_at
from kamdeck.model.account import NamedPart
from kamdeck.model.catalogue import ID_LISTS
from kamdeck.model.numbers import Share
from kamdeck.model.overridden import Overridden
from kamdeck.model.paths import Where
from kamdeck.model.values import read_flag
from kamdeck.model.vocabulary import spelling
from kamdeck.plan_io.entry_keys import entry_names, id_of, key_fields
from kamdeck.plan_io.overlay import entry, is_null, is_text, merge_mappings
from kamdeck.plan_io.pulled_references import without_references
from kamdeck.plan_io.warnings.hidden_texts import holds_text

GONE = "gone"
"""The key of a pulled file with the ids that the sources no longer have, by the paths of their lists."""
DROP = "drop"
"""The key with which a person hides a pulled entry."""
LEFT_OUT = "K708"
"""The rule of `check` that reports what is left out."""


@dataclass
class MergedPlan:
    """The nodes of a plan with the pulled facts under those of people.

    Attributes:
        root: The merged nodes.
        overridden: The pulled values other than texts over which a person has written another one.
        left_out: What is left out, each with the node that was written, and its path.
        wrong: Messages for values of `drop` that cannot be read, each with its node.
    """

    root: MappingNode
    overridden: list[Overridden] = field(default_factory=list)
    left_out: list[tuple[Message, Where, Node]] = field(default_factory=list)
    wrong: list[tuple[str, Node]] = field(default_factory=list)


def merge_over(pulled: MappingNode, own: MappingNode) -> MergedPlan:
    """What people wrote, laid over the pulled facts.

    Args:
        pulled: The nodes of the pulled file.
        own: The nodes of all other files of the folder, with what they include.
    """
    layers = _Layers(pulled, _gone(pulled))
    root = layers.mapping(without(pulled, GONE), own, ())
    layers.laid.root = without_references(root, layers.removed_ids(), layers.report_reference)
    return layers.laid


def without(node: MappingNode, name: str) -> MappingNode:
    """A mapping without one of its keys."""
    pairs = [(key, value) for key, value in node.value if key.value != name]
    return MappingNode(node.tag, pairs, node.start_mark, node.end_mark)


def _gone(pulled: MappingNode) -> dict[tuple[str, ...], frozenset[str]]:
    listed = entry(pulled, GONE)
    pairs = listed.value if isinstance(listed, MappingNode) else []
    return {tuple(key.value.split(".")): frozenset(each.value for each in value.value) for key, value in pairs}


class _Layers:
    """Merges two layers of nodes, and records what a person should know of it."""

    def __init__(self, pulled: MappingNode, gone: Mapping[tuple[str, ...], frozenset[str]]) -> None:
        self.file = pulled.start_mark.name
        self.gone = gone
        self.laid = MergedPlan(pulled)
        self.removed: dict[tuple[str, ...], set[str]] = {place: set(ids) for place, ids in gone.items()}

    def mapping(self, lower: MappingNode, upper: MappingNode, where: Where) -> MappingNode:
        """Two mappings as one; a key without a value in `upper` removes the key."""
        return merge_mappings(lower, upper, lambda key, below, above: self._value(below, above, (*where, key)))

    def _value(self, lower: Node | None, upper: Node, where: Where) -> Node:
        place = _place(where)
        if isinstance(upper, MappingNode) and not is_text(upper):
            below = lower if isinstance(lower, MappingNode) and not is_text(lower) else empty(upper)
            return self.mapping(below, upper, where)
        if isinstance(upper, SequenceNode) and (fields := key_fields(place)):
            below_entries = lower.value if isinstance(lower, SequenceNode) else []
            return self._entries(below_entries, upper, fields, where)
        if isinstance(lower, ScalarNode) and isinstance(upper, ScalarNode) and not holds_text(place):
            pulled, own = lower.value.strip(), upper.value.strip()
            if not _same(pulled, own):
                self.laid.overridden.append(Overridden(where, pulled, own))
        return upper

    def _entries(self, lower: list[Node], upper: SequenceNode, fields: tuple[str, ...], where: Where) -> SequenceNode:
        """The pulled entries in their order, merged with a person's, and then the person's own entries."""
        matched, own = _matched(lower, upper.value, fields)
        place, found = _place(where), list[Node]()
        for index, each in enumerate(lower):
            over = matched.get(index)
            if over is not None and self._is_dropped(over, where):
                self.removed.setdefault(place, set()).add(id_of(each))
            elif isinstance(over, MappingNode):
                found.append(self._value(each, without(over, DROP), (*where, len(found))))
            else:
                found.append(each)
        for each in own:
            if self._is_dropped(each, where):
                self._leave_out("nothing_to_drop", each, where)
            elif self._is_orphan(each, place, bool(lower)):
                self.removed.setdefault(place, set()).add(id_of(each))
                self._leave_out("gone_from_sources", each, where)
            else:
                kept = without(each, DROP) if isinstance(each, MappingNode) else each
                found.append(self._value(None, kept, (*where, len(found))))
        return SequenceNode(upper.tag, found, upper.start_mark, upper.end_mark)

    def _is_dropped(self, node: Node, where: Where) -> bool:
        written = entry(node, DROP) if isinstance(node, MappingNode) else None
        if written is None or is_null(written):
            return False
        try:
            return read_flag(written.value)
        except PydanticCustomError as error:
            self.laid.wrong.append((f"{DROP}: {error.message()}", written))
            return False

    def _is_orphan(self, node: Node, place: tuple[str, ...], has_pulled: bool) -> bool:
        """Whether a person's entry adds to a pulled one that is not there any more."""
        name = id_of(node)
        if not name or not isinstance(node, MappingNode):
            return False
        if name in self.gone.get(place, ()):
            return True
        # Nobody writes an entry of their own without a name, where the others of the list come from a source.
        subject = _subject(place)
        return has_pulled and bool(subject) and entry(node, subject) is None

    def _leave_out(self, message: str, node: Node, where: Where) -> None:
        name = id_of(node)
        self.laid.left_out.append((Message(f"warning.{message}", name=name or _place(where)[-1]), where, node))

    def removed_ids(self) -> dict[type, frozenset[str]]:
        """The ids of hidden and missing entries by their kind."""
        return {kind: frozenset(self.removed[place]) for kind, place in ID_LISTS.items() if self.removed.get(place)}

    def report_reference(self, node: Node, name: str, where: Where) -> None:
        """Record that a reference to a missing entry is left out, if a person wrote it."""
        if node.start_mark.name != self.file:
            self.laid.left_out.append((Message("warning.reference_left_out", name=name), where, node))


def _matched(lower: list[Node], upper: list[Node], fields: tuple[str, ...]) -> tuple[dict[int, Node], list[Node]]:
    """The entries of `upper` by the index of the same one in `lower`, and those that `lower` does not have."""
    index_of: dict[str, int] = {}
    for index, each in enumerate(lower):
        for name in entry_names(each, fields):
            index_of.setdefault(name, index)
    matched: dict[int, Node] = {}
    own = []
    for each in upper:
        same = next((index_of[name] for name in entry_names(each, fields) if name in index_of), None)
        # A second entry for the same one is kept, so that validation reports it.
        if same is None or same in matched:
            own.append(each)
        else:
            matched[same] = each
    return matched, own


def _subject(place: tuple[str, ...]) -> str:
    """The field that says what an entry is: an entry without it only adds to another."""
    model = model_at(Plan, place)
    if model is None or "id" not in keys(model):
        return ""
    return "name" if issubclass(model, NamedPart) else "action" if "action" in keys(model) else "name"


def _same(pulled: str, own: str) -> bool:
    if spelling(pulled) == spelling(own):
        return True
    numbers = [_number(each) for each in (pulled, own)]
    return numbers[0] is not None and numbers[0] == numbers[1]


def _number(text: str) -> float | None:
    try:
        return Share.unbounded(text)
    except PydanticCustomError:
        return None


def _place(where: Where) -> tuple[str, ...]:
    return tuple(step for step in where if isinstance(step, str))


def empty(node: MappingNode) -> MappingNode:
    """A mapping without keys at the place of another."""
    return MappingNode(node.tag, [], node.start_mark, node.end_mark)
