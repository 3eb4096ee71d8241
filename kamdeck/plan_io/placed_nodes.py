"""Reads a YAML file into nodes that know their places in the file, for layouts, terms and settings."""

from collections.abc import Mapping
from dataclasses import field
from pathlib import Path
from typing import Any

from yaml.nodes import MappingNode, ScalarNode, SequenceNode
from yaml.nodes import Node as YamlNode

from kamdeck.dataclass import dataclass
from kamdeck.plan_io.document_kind import DocumentKind
from kamdeck.plan_io.yaml import NULLS, YamlFile, parse, read
from kamdeck.problems import Place, Problems, problem


@dataclass(frozen=True)
class PlacedNode:
    """A text, a list of nodes, or a mapping of names to nodes, with its place; `places` are those of its keys."""

    value: Any
    place: Place | None = None
    places: Mapping[str, Place] = field(default_factory=dict)

    def text(self) -> str:
        """The node's text.

        Raises:
            Problems: If it is a list or a mapping.
        """
        if not isinstance(self.value, str):
            found = "a list" if isinstance(self.value, list) else "a mapping"
            remedy = "write one text here, in quotes if it begins with [ or {"
            raise problem(f"expected a text, found {found}; {remedy}", place=self.place)
        return self.value

    def mapping(self) -> dict[str, "PlacedNode"]:
        """The node's mapping.

        Raises:
            Problems: If it is a text or a list.
        """
        if not isinstance(self.value, dict):
            raise problem("expected names and values, like 'rows: deals'", place=self.place)
        return self.value

    def key_place(self, key: str) -> Place | None:
        """The place of a key of the mapping, or else the node's own."""
        return self.places.get(key, self.place)


LAYOUT = DocumentKind("a layout", "layout: mine")
SETTINGS = DocumentKind("settings", "language: en")
RULES = DocumentKind("rules", "- {id: X101, for: deals, when: …, title: …}", listed="rules")
TERMS = DocumentKind("a file of terms", "section: {deals: {en: …, zh: …}}")


def read_nodes(path: Path, kind: DocumentKind = LAYOUT) -> PlacedNode:
    """The root node of a file.

    Raises:
        Problems: With what is wrong in its YAML.
    """
    file = read(path, str(path), kind)
    if file.problems:
        raise Problems(file.problems)
    return _node(file.root, file)


def parsed_nodes(text: str, name: str, kind: DocumentKind) -> PlacedNode:
    """The root node of a text; `name` is the file name for problems.

    Raises:
        Problems: With what is wrong in its YAML.
    """
    file = parse(text, name, kind)
    if file.problems:
        raise Problems(file.problems)
    return _node(file.root, file)


def _node(node: YamlNode, file: YamlFile) -> PlacedNode:
    place = file.place(node.start_mark)
    if isinstance(node, MappingNode):
        places = {key.value: file.place(key.start_mark) for key, _ in node.value}
        return PlacedNode({key.value: _node(value, file) for key, value in node.value}, place, places)
    if isinstance(node, SequenceNode):
        return PlacedNode([_node(each, file) for each in node.value], place)
    # An unquoted `~` or `null` is an empty text: layouts have no other use for it.
    nothing = isinstance(node, ScalarNode) and not node.style and node.value in NULLS
    return PlacedNode("" if nothing else node.value, place)
