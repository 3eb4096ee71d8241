"""Applies the changes that a layout with `extends` makes to the layout that it extends.

Its `topics` and `sections` are mappings of a key to `drop`, to fields that replace those of the topic or section, or to
a new topic or section with `after` or `before`. Each of its `parts` replaces the part of that name. Other keys, such as
`title`, replace those of the extended layout.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import chain, islice

from kamdeck.blocks import BLOCKS
from kamdeck.compose.layout_keys import PLACING, SHOW, STRUCTURE
from kamdeck.dataclass import dataclass
from kamdeck.plan_io.placed_nodes import PlacedNode
from kamdeck.problems import Place, Problem, suggest

DROP = "drop"
"""What an author writes in place of a topic, a section or a field that is to be left out."""


@dataclass(frozen=True)
class _Kind:
    """What is changed; `content` are the fields that are replaced together."""

    noun: str
    content: frozenset[str] = frozenset()

    def key_of(self, node: PlacedNode) -> str:
        """The key of a topic or section; empty if it has none, which is reported when the layout is compiled."""
        key = node.value.get(self.noun) if isinstance(node.value, dict) else None
        return key.value if key and isinstance(key.value, str) else ""


_SECTION = _Kind("section")
_TOPIC = _Kind("topic", frozenset((*STRUCTURE, *BLOCKS, SHOW)))


def changed(base: PlacedNode, own: PlacedNode) -> tuple[PlacedNode, list[Problem]]:
    """The layout `base` with the changes of the layout `own`, which extends it, and what is wrong in the changes."""
    problems: list[Problem] = []
    values, places = dict(base.mapping()), dict(base.places)
    for key, node in own.mapping().items():
        if key == "parts" and isinstance(node.value, dict) and isinstance(values.get(key, node).value, dict):
            old = values.get(key, node)
            node = PlacedNode({**old.value, **node.value}, node.place, {**old.places, **node.places})
        if key not in ("extends", "sections", "topics"):
            values[key], places[key] = node, own.places[key]
    listed = values.get("sections")
    if listed and isinstance(listed.value, list):
        sections = listed.value
        if "sections" in own.value:
            (sections,) = _Changes(_SECTION, own.value["sections"], problems).applied([sections])
        if "topics" in own.value:
            gone = _dropped_topics(listed.value, sections)
            sections = _with_topics(sections, _Changes(_TOPIC, own.value["topics"], problems, gone))
        values["sections"] = replace(listed, value=sections)
    return PlacedNode(values, own.place, places), problems


def _topics(section: PlacedNode) -> list[PlacedNode]:
    topics = section.value.get("topics") if isinstance(section.value, dict) else None
    return topics.value if topics and isinstance(topics.value, list) else []


def _dropped_topics(before: list[PlacedNode], sections: list[PlacedNode]) -> dict[str, str]:
    """The keys of the topics in sections that are no longer there, with the keys of their sections."""
    left = {_SECTION.key_of(section) for section in sections}
    dropped = [(key, section) for section in before if (key := _SECTION.key_of(section)) not in left]
    return {_TOPIC.key_of(topic): key for key, section in dropped for topic in _topics(section)}


def _with_topics(sections: list[PlacedNode], changes: "_Changes") -> list[PlacedNode]:
    """The sections with changed topics."""
    groups = changes.applied([_topics(section) for section in sections])
    return [
        replace(section, value={**section.value, "topics": replace(section.value["topics"], value=topics)})
        if _topics(section)
        else section
        for section, topics in zip(sections, groups, strict=True)
    ]


class _Changes:
    """The changes of the topics, or of the sections, of a layout.

    A key that several topics have is changed in all of them. What is placed beside them comes before the first, or
    after the last. What is placed beside a dropped topic takes its place.

    Args:
        kind: What is changed.
        node: The mapping of keys to changes.
        problems: The list to which mistakes are added.
        gone: The topics that cannot be changed, since their sections are dropped, with the keys of the sections.
    """

    def __init__(
        self, kind: _Kind, node: PlacedNode, problems: list[Problem], gone: Mapping[str, str] | None = None
    ) -> None:
        self.kind, self.node, self.problems, self.gone = kind, node, problems, gone or {}
        self.old: dict[str, tuple[PlacedNode, PlacedNode]] = {}
        self.nodes: dict[str, list[PlacedNode]] = defaultdict(list)
        self.placed: dict[str, tuple[str, PlacedNode]] = {}
        self.beside: dict[tuple[str, str], list[str]] = defaultdict(list)

    def applied(self, groups: list[list[PlacedNode]]) -> list[list[PlacedNode]]:
        """The lists of topics or sections with the changes."""
        if not isinstance(self.node.value, dict):
            self._add(f"expected changes like 'a_{self.kind.noun}: drop'; {self._listed()}", "", self.node.place)
            return groups
        for node in chain.from_iterable(groups):
            if key := self.kind.key_of(node):
                self.nodes[key].append(node)
        self.old = {key: (nodes[0], nodes[-1]) for key, nodes in self.nodes.items()}
        for key, change in self.node.value.items():
            self._read(key, change)
        self._place()
        current = {key: iter(nodes) for key, nodes in self.nodes.items()}
        return [list(self._group(group, current)) for group in groups]

    def _listed(self) -> str:
        example = "after: deals, headline: …" if self.kind is _TOPIC else "after: deals, topics: […]"
        return f"a layout with 'extends' names what it changes: 'mine: {{{example}}}' adds a {self.kind.noun}"

    # -- reading -------------------------------------------------------------------------------------------------

    def _read(self, key: str, change: PlacedNode) -> None:
        """Notes the change of a key, or the problem in it."""
        place = self.node.key_place(key)
        known = key in self.nodes
        if change.value == DROP and known:
            self.nodes[key] = []
        elif change.value == DROP:
            self._unknown(key, place)
        elif not isinstance(change.value, dict):
            self._add("expected 'drop', or names and values such as 'headline: …'", key, change.place)
        elif self.kind.noun in change.value:
            message = f"the key of the {self.kind.noun} is '{key}'; remove '{self.kind.noun}'"
            self._add(message, key, change.key_place(self.kind.noun))
        else:
            sides = [side for side in PLACING if side in change.value]
            if len(sides) > 1:
                self._add("this has both 'after' and 'before'; keep one of them", key, change.key_place("before"))
            elif sides:
                self.placed[key] = (sides[0], change.value[sides[0]])
            if known:
                self._change(key, change)
            elif sides:
                self.nodes[key] = [self._new(key, change)]
            else:
                self._unknown(key, place, added=True)

    def _change(self, key: str, change: PlacedNode) -> None:
        """Replaces the fields of the topics or sections with a key."""
        old = self.nodes[key]
        for name, value in change.value.items():
            if value.value == DROP and not any(name in each.value for each in old):
                known = [each for node in old for each in node.value if each != self.kind.noun]
                hint = suggest(name, known) or f"; it has {', '.join(known)}"
                self._add(f"this {self.kind.noun} has no '{name}' to drop{hint}", key, change.key_place(name))
            elif self.kind is _SECTION and name == "topics" and isinstance(value.value, dict):
                message = "'topics' of a section is a list, which replaces all of them; write changes of single topics"
                self._add(f"{message} under 'topics' of the layout, without a section", key, change.key_place(name))
        self.nodes[key] = [self._with_fields(node, change) for node in old]

    def _with_fields(self, node: PlacedNode, change: PlacedNode) -> PlacedNode:
        """A topic or section with other fields; the blocks of a topic are replaced together."""
        content = self.kind.content
        new = any(name in content and value.value != DROP for name, value in change.value.items())
        values = {name: value for name, value in node.value.items() if not (new and name in content)}
        places = dict(node.places)
        for name, value in change.value.items():
            if value.value == DROP:
                values.pop(name, None)
            elif name not in PLACING:
                values[name], places[name] = value, change.places[name]
        return PlacedNode(values, node.place, places)

    def _new(self, key: str, change: PlacedNode) -> PlacedNode:
        """A new topic or section; the caller has checked that it has a place."""
        place = self.node.key_place(key)
        fields = {name: value for name, value in change.value.items() if name not in PLACING}
        return PlacedNode({self.kind.noun: PlacedNode(key, place), **fields}, place, change.places)

    def _unknown(self, key: str, place: Place | None, *, added: bool = False) -> None:
        noun = self.kind.noun
        if key in self.gone:
            self._add(f"the section '{self.gone[key]}' of this topic is dropped; remove one of the two", key, place)
            return
        hint = suggest(key, self.old)
        if not hint and not added:
            hint = f"; its {noun}s are {', '.join(self.old)}"
        message = f"the extended layout has no {noun} '{key}'{hint or '.'}"
        self._add(message + (f" To add a {noun}, write where: 'after: …'" if added else ""), key, place)

    # -- placing -------------------------------------------------------------------------------------------------

    def _place(self) -> None:
        """Notes what is beside what; a place that does not exist is a problem."""
        for key, (side, anchor) in list(self.placed.items()):
            if not isinstance(anchor.value, str) or anchor.value not in self.nodes:
                self._no_anchor(key, side, anchor)
                del self.placed[key]
            else:
                self.beside[anchor.value, side].append(key)
        for key, (side, anchor) in self._circles():
            self._add(f"'{side}: {anchor.value}' leads back to '{key}' itself; name another place", key, anchor.place)

    def _no_anchor(self, key: str, side: str, anchor: PlacedNode) -> None:
        noun = self.kind.noun
        if not isinstance(anchor.value, str):
            self._add(f"expected the key of a {noun}, such as '{side}: deals'", key, anchor.place)
        elif anchor.value in self.gone:
            message = f"the {noun} '{anchor.value}' is in the section '{self.gone[anchor.value]}', which is dropped"
            self._add(f"{message}; name a {noun} that stays", key, anchor.place)
        else:
            hint = suggest(anchor.value, self.old) or f"; the {noun}s are {', '.join(self.old)}"
            self._add(f"there is no {noun} '{anchor.value}' to place this beside{hint}", key, anchor.place)

    def _circles(self) -> Iterator[tuple[str, tuple[str, PlacedNode]]]:
        """What is placed beside itself, perhaps through others: following the places does not end at a fixed one."""
        fixed: set[str] = set()
        for key in self.placed:
            path = dict[str, None]()
            while key in self.placed and key not in path and key not in fixed:
                path[key] = None
                key = self.placed[key][1].value
            fixed.update(path)
            if key in path:
                yield key, self.placed[key]

    def _group(self, group: list[PlacedNode], current: Mapping[str, Iterator[PlacedNode]]) -> Iterator[PlacedNode]:
        """A list of topics or sections with its changes; `current` are the changed ones of each key, in order."""
        for node in group:
            key = self.kind.key_of(node)
            if not key:
                yield node
                continue
            if key in self.placed:
                continue
            first, last = self.old[key]
            if node is first:
                yield from self._nodes_beside(key, "before")
            yield from islice(current[key], 1)
            if node is last:
                yield from self._nodes_beside(key, "after")

    def _nodes_beside(self, key: str, side: str) -> Iterator[PlacedNode]:
        """What is placed on a side of a key, each with what is placed beside it in turn."""
        # A stack instead of recursion: a thousand topics can each be placed after the one before.
        waiting: list[str | PlacedNode] = list(reversed(self.beside[key, side]))
        while waiting:
            each = waiting.pop()
            if isinstance(each, PlacedNode):
                yield each
            else:
                waiting += reversed(self.beside[each, "after"])
                waiting += reversed(self.nodes[each])
                waiting += reversed(self.beside[each, "before"])

    def _add(self, message: str, key: str, place: Place | None) -> None:
        path = f"{self.kind.noun}s.{key}" if key else f"{self.kind.noun}s"
        self.problems.append(Problem(message, path, place))
