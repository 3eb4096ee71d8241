"""Finds where in its files each part of a loaded plan was written."""

from collections.abc import Callable

from yaml.nodes import Node

from kamdeck.model.paths import Where
from kamdeck.plan_io.overlay import locate, located
from kamdeck.problems import Place


class Places:
    """The places of one plan's parts.

    All instances are equal, so that plans with the same content are equal wherever they were written.
    """

    def __init__(self, root: Node, place: Callable[[Node], Place | None]) -> None:
        self._root, self._place = root, place
        # A map asks for a thousand values, which are in a few hundred mappings and lists.
        self._holders: dict[Where, tuple[Node, bool]] = {}

    def __call__(self, where: Where) -> Place | None:
        """The place of an entry, of a field's key, or of the nearest part around it that was written."""
        inside = where[:-1]
        if (holder := self._holders.get(inside)) is None:
            holder = self._holders[inside] = located(self._root, inside)
        node, found = holder
        return self._place(locate(node, where[-1:], key=bool(where) and isinstance(where[-1], str)) if found else node)

    # Pydantic compares private attributes, too, and this is one of them (`Plan._places`).
    def __eq__(self, other: object) -> bool:
        return isinstance(other, Places)

    def __hash__(self) -> int:
        return hash(Places)
