"""Reads parts of `kamdeck.yaml`, and collects every problem in them with its place."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace

from pydantic_core import PydanticCustomError

from kamdeck.languages import LANGUAGES
from kamdeck.model.scalars import quoted, tidied
from kamdeck.model.texts import Text
from kamdeck.plan_io.placed_nodes import PlacedNode
from kamdeck.problems import Place, Problem, Problems, problem, suggest

Fields = dict[str, PlacedNode]
"""The values of a mapping by their keys."""


class Reading:
    """The reading of one setting; `path` is its key, with which its problems begin."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.problems: list[Problem] = []

    def report(self, message: str, place: Place | None) -> None:
        """Adds a problem."""
        self.problems.append(Problem(message, self.path, place))

    @contextmanager
    def collecting(self, place: Place | None) -> Iterator[None]:
        """Adds the problems that are raised inside to those of this reading; values of a plan raise errors of theirs.

        `place` is that of problems without one.
        """
        try:
            yield
        except Problems as wrong:
            placed = (replace(each, place=each.place or place) for each in wrong.problems)
            self.problems += (replace(each, path=each.path or self.path) for each in placed)
        except PydanticCustomError as wrong:
            suggestion = (wrong.context or {}).get("suggestion")
            ending = suggestion.ending() if suggestion else ""
            self.report(f"{(wrong.context or {})['message']}{ending}", place)

    def fields(self, node: PlacedNode, noun: str, known: Iterable[str], required: Iterable[str] = ()) -> Fields:
        """The fields of a mapping that have a value; unknown and missing ones become problems.

        Args:
            node: The mapping.
            noun: What the mapping is, for problems: "a stage".
            known: The keys that it can have.
            required: Those that it must have.
        """
        found: Fields = {}
        if not isinstance(node.value, dict):
            self.report(f"expected {noun}, like {{{', '.join(f'{key}: …' for key in required or known)}}}", node.place)
            return found
        for key, each in node.value.items():
            if key not in known:
                fix = suggest(key, known) or f"; its fields are {', '.join(known)}"
                self.report(f"'{key}' is not a field of {noun}{fix}", node.key_place(key))
            elif each.value != "":
                found[key] = each
        for key in required:
            if key not in found:
                self.report(f"{noun} needs '{key}'; add it", node.key_place(key) or node.place)
        return found

    def finish(self) -> None:
        """End the reading.

        Raises:
            Problems: With everything that was collected, if there is anything.
        """
        if self.problems:
            raise Problems(self.problems)


def entries_of(node: PlacedNode, example: str) -> list[PlacedNode]:
    """The entries of a list.

    Args:
        node: The node of the list.
        example: How to write one, for the message.

    Raises:
        Problems: If the node is not a list.
    """
    if isinstance(node.value, list):
        return node.value
    raise problem(f"expected a list; write {example}", place=node.place)


def text_of(node: PlacedNode) -> Text:
    """A text, or a mapping of languages to texts.

    Raises:
        Problems: If the node is neither, or a key is not a language.
    """
    if isinstance(node.value, str):
        return Text(plain=tidied(node.value))
    if not isinstance(node.value, dict) or not node.value:
        raise problem("expected a text, or a mapping like {en: …, zh: …}", place=node.place)
    for language in node.value:
        if language not in LANGUAGES:
            fix = suggest(language, LANGUAGES) or f"; write {', '.join(LANGUAGES)}"
            raise problem(f"{quoted(language)} is not a language of a text{fix}", place=node.key_place(language))
    return Text(**{language: tidied(each.text()) for language, each in node.value.items() if each.text()})
