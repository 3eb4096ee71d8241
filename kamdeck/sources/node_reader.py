"""Reads the nodes of sources.yaml, and collects problems instead of stopping at the first."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from kamdeck.lexicon import all_words
from kamdeck.model.vocabulary import spelling
from kamdeck.plan_io.placed_nodes import PlacedNode
from kamdeck.problems import Problem, Problems, problem, suggest

T = TypeVar("T")


class NodeReader:
    """Collects the problems of a file while it is read."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def add(self, message: str, node: PlacedNode, key: str = "") -> None:
        """Record a problem at a node, or at one of its keys."""
        self.problems.append(Problem(message, "", node.key_place(key) if key else node.place))

    def attempt(self, read: Callable[[], T], default: T) -> T:
        """What `read` returns; its problems are recorded, and the default takes its place."""
        try:
            return read()
        except Problems as wrong:
            self.problems += wrong.problems
            return default

    def mapping(self, node: PlacedNode, known: Mapping[str, str], what: str) -> dict[str, PlacedNode]:
        """The values of a mapping whose keys are known; an unknown one is a problem with a suggestion.

        Args:
            node: The mapping.
            known: The keys with their descriptions.
            what: What the mapping is, for messages: "a table".
        """
        found = self.nodes(node)
        for key in found:
            if key not in known:
                fix = suggest(key, known) or f"; write {', '.join(known)}"
                self.add(f"'{key}' is not a key of {what}{fix}", node, key)
        return {key: value for key, value in found.items() if key in known and value.value != ""}

    def nodes(self, node: PlacedNode) -> dict[str, PlacedNode]:
        """The values of a mapping with any keys; empty if it is none."""
        none: dict[str, PlacedNode] = {}
        return self.attempt(node.mapping, none)

    def text(self, values: Mapping[str, PlacedNode], key: str, default: str = "") -> str:
        """The text under a key, or the default."""
        node = values.get(key)
        return self.attempt(node.text, default).strip() if node else default

    def required(self, values: Mapping[str, PlacedNode], key: str, node: PlacedNode, example: str) -> str:
        """The text under a key that must be there; a missing one is collected as a problem.

        Args:
            values: A mapping of the file.
            key: The key.
            node: The node of the mapping, for the place of the problem.
            example: How to write the key with its value.
        """
        found = self.text(values, key)
        if not found:
            self.add(f"`{key}` is missing; add it, like '{example}'", node)
        return found

    def flag(self, values: Mapping[str, PlacedNode], key: str) -> bool:
        """Whether a key is given as yes."""
        word = spelling(self.text(values, key))
        if word and word not in all_words("affirmative") and word not in all_words("negative"):
            self.add(f"`{key}` must be yes or no, not '{word}'", values[key])
        return word in all_words("affirmative")

    def number(self, values: Mapping[str, PlacedNode], key: str) -> int:
        """The whole number under a key, or 0."""
        text = self.text(values, key)
        if text and not (text.isascii() and text.isdigit()):
            self.add(f"`{key}` must be a whole number, not '{text}'", values[key])
            return 0
        return int(text or 0)

    def choice(self, values: Mapping[str, PlacedNode], key: str, known: Mapping[str, Any], default: str = "") -> str:
        """The word under a key, which must be one of some; another one is collected as a problem.

        Args:
            values: A mapping of the file.
            key: The key.
            known: The words that are allowed.
            default: The word where the key is missing or wrong.
        """
        text = self.text(values, key, default)
        if text and text not in known:
            fix = suggest(text, known) or f"; write {', '.join(known)}"
            self.add(f"'{text}' is no {key}{fix}", values[key])
            return default
        return text

    def raise_problems(self) -> None:
        """Raise what has been collected.

        Raises:
            Problems: If there is anything.
        """
        if self.problems:
            raise Problems(dict.fromkeys(self.problems))


def single(message: str, node: PlacedNode) -> Problems:
    """The exception for a problem at a node."""
    return problem(message, "", node.place)
