"""Puts parts in the places where a layout names them, before anything is compiled.

A part has a name in the layout's own `parts`, in those of the layouts that it extends, or in kamdeck's `layouts/parts`.
`show: NAME` stands for it, as does its name alone in `columns` and `rows`. A topic without blocks shows the part that
has its name.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from kamdeck.blocks import BLOCKS
from kamdeck.compose.layout_keys import CONDITIONS, SHOW, STRUCTURE
from kamdeck.plan_io.placed_nodes import PlacedNode, read_nodes
from kamdeck.problems import Place, Problem, suggest
from kamdeck.resources import PART_FILES


def with_parts(root: PlacedNode) -> tuple[PlacedNode, tuple[Path, ...], list[Problem]]:
    """A layout with its parts in their places, the files of kamdeck's parts that were read, and what is wrong."""
    parts = _Parts(root.mapping().get("parts"))
    values = {key: node for key, node in root.value.items() if key != "parts"}
    if "sections" in values:
        values["sections"] = _each(values["sections"], parts.section)
    parts.check_use(root.place)
    return replace(root, value=values), parts.files, parts.problems


def _each(node: PlacedNode, change: Callable[[PlacedNode], PlacedNode]) -> PlacedNode:
    """A list with each entry changed; what is no list is reported when the layout is compiled."""
    return replace(node, value=[change(each) for each in node.value]) if isinstance(node.value, list) else node


class _Parts:
    """The parts that a layout can name.

    Args:
        own: The mapping of names to parts of the layout itself and of those that it extends.
    """

    def __init__(self, own: PlacedNode | None) -> None:
        self.problems: list[Problem] = []
        self.files: tuple[Path, ...] = ()
        self.own: dict[str, PlacedNode] = own.value if own and isinstance(own.value, dict) else {}
        self.places = own.places if own else {}
        self.shown: set[str] = set()
        if own and not isinstance(own.value, dict):
            self._add("expected names and parts, like 'my_table: {table: …}'", own.place)

    @cached_property
    def _shared(self) -> dict[str, PlacedNode]:
        """kamdeck's parts. Most layouts of a user's name none, and their files are not read."""
        self.files = tuple(sorted(PART_FILES.glob("*.yaml")))
        return {name: part for path in self.files for name, part in read_nodes(path).mapping().items()}

    def section(self, node: PlacedNode) -> PlacedNode:
        """A section whose topics have their parts."""
        if not isinstance(node.value, dict) or "topics" not in node.value:
            return node
        return replace(node, value={**node.value, "topics": _each(node.value["topics"], self._topic)})

    def check_use(self, layout: Place | None) -> None:
        """Reports parts that a layout itself defines and nothing shows: their names may be mistyped.

        Args:
            layout: A place in the layout. Parts of layouts that it extends may be those of topics that it drops.
        """
        for name, place in self.places.items():
            if name not in self.shown and layout and place.file == layout.file:
                hint = suggest(name, self.shown) or f"; write 'show: {name}' where it is to stand"
                self._add(f"no topic shows the part '{name}'{hint}", place)

    def _topic(self, node: PlacedNode) -> PlacedNode:
        if not isinstance(node.value, dict):
            return node
        key = node.value.get("topic")
        if key and isinstance(key.value, str) and not any(each in node.value for each in (*STRUCTURE, *BLOCKS, SHOW)):
            if not self._find(key.value):
                return node
            node = replace(node, value={**node.value, SHOW: key})
        return self._inside(node, ())

    def _part(self, node: PlacedNode, around: tuple[str, ...]) -> PlacedNode:
        """A part of `columns` or `rows`; `around` are the names of the parts that it is in."""
        if isinstance(node.value, str):
            return self._inside(PlacedNode({SHOW: node}, node.place), around)
        return self._inside(node, around)

    def _inside(self, node: PlacedNode, around: tuple[str, ...]) -> PlacedNode:
        """A topic or part with the parts that it names."""
        if not isinstance(node.value, dict):
            return node
        values, places = dict(node.value), node.places
        for key in ("columns", "rows", "aside"):
            if key in values:
                values[key] = _each(values[key], lambda each: self._part(each, around))
        if SHOW in values:
            shown, shown_places = self._shown(values.pop(SHOW), around)
            # A topic may have several blocks; a part with two is reported when it is compiled.
            values, places = {**values, **shown}, {**places, **shown_places}
        return PlacedNode(values, node.place, places)

    def _shown(self, name: PlacedNode, around: tuple[str, ...]) -> tuple[dict[str, PlacedNode], Mapping[str, Place]]:
        """The content of the part with a name, and the places of its keys."""
        nothing = {"rows": PlacedNode([], name.place)}
        if not isinstance(name.value, str):
            self._add("expected the name of a part, like 'show: deals'", name.place)
            return nothing, {}
        if name.value in around:
            self._add(f"the part '{name.value}' shows itself; name another part", name.place)
            return nothing, {}
        self.shown.add(name.value)
        part = self._find(name.value)
        if part is None:
            known = [*self.own, *self._shared]
            hint = suggest(name.value, known) or "; write 'show:' and the name of a part, or a block"
            self._add(f"there is no part '{name.value}'{hint}", name.place)
            return nothing, {}
        part = self._part(part, (*around, name.value))
        if isinstance(part.value, dict) and not any(each in part.value for each in CONDITIONS):
            return part.value, part.places
        # Conditions of the part are beside those of the place where it is shown.
        return {"rows": PlacedNode([part], name.place)}, {}

    def _find(self, name: str) -> PlacedNode | None:
        return self.own[name] if name in self.own else self._shared.get(name)

    def _add(self, message: str, place: Place | None) -> None:
        self.problems.append(Problem(message, "parts", place))
